"""Whether two statements stand in papers and under headings that may be on one thing, in one region or in two."""

from collections.abc import Set as AbstractSet

from kb.consistency.acts.about import topic
from kb.consistency.finding import Statement
from kb.consistency.references.leans_on import leans_on
from kb.consistency.region import Region
from kb.model import Document


def one_subject(one: Statement, other: Statement, region: Region, region_too: Region) -> bool:
    """Whether the papers and headings of two statements, each of its region, are on one thing.

    Papers of one region are also where a title is bare, or the one sends its reader to the other.
    """
    paper, paper_too = region.by_id[one.place.document_id], region_too.by_id[other.place.document_id]
    within = region is region_too
    if paper.id != paper_too.id and not (within and _tied(region, paper, paper_too)):
        title, title_too = _titled(paper, region), _titled(paper_too, region_too)
        near = 2 * len(title & title_too) > min(len(title), len(title_too))
        if not (near or {*one.about} & (title | title_too)) and (title and title_too if within else title or title_too):
            return False
    return _linked({*one.under}, {*other.under}, {*one.about})


def _tied(region: Region, paper: Document, paper_too: Document) -> bool:
    return paper_too in leans_on(region, paper) or paper in leans_on(region, paper_too)


def _titled(paper: Document, region: Region) -> frozenset[str]:
    return frozenset(topic(paper.title, frozenset(topic(region.name.replace("-", " ")))))


def _linked(above: AbstractSet[str], above_too: AbstractSet[str], words: AbstractSet[str]) -> bool:
    """Whether two headings may be over one thing: one is over no thing, they share words, or the statements name it."""
    return not above or not above_too or bool(above & above_too) or above <= words or above_too <= words
