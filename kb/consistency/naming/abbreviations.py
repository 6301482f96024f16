"""One abbreviation that stands for two things, in a paper or among papers that must agree."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import Levenshtein

from kb.consistency.finding import Found, Relation, Rule, Statement
from kb.consistency.naming.short_forms import short_forms
from kb.consistency.paper import Paper
from kb.consistency.region import Region
from kb.language.dutch import stems
from kb.language.words import fold
from kb.model import Document

EXPLAINED = "abbreviation"  # the sort of its statements; one without a value explains and does not tell the words
_LONG = 10  # letters: in shorter names one letter makes another word


def state(paper: Paper) -> Iterator[Statement]:
    """What each abbreviation stands for, each time it is told."""
    seen: set[tuple[str, str]] = set()
    for form in sorted(short_forms(paper), key=lambda one: one.line.start):
        key = (form.short.upper(), _joined(form.full))
        if key not in seen:
            seen.add(key)
            yield Statement(
                sort=EXPLAINED,
                about=(form.short.upper(),),
                value=form.full,
                words=form.short,
                place=paper.place(form.line.start, form.line.end),
            )


def find(region: Region) -> Iterator[Found]:
    """Each abbreviation that stands for two things in papers that must agree, once."""
    ruled = {document.id for group in region.rounds for document in group}
    memos = [(document,) for document in region.own if document.id not in ruled]
    for group in (*region.rounds, *memos):
        yield from _among(region, group)


def _among(region: Region, group: Sequence[Document]) -> Iterator[Found]:
    told: defaultdict[str, list[Statement]] = defaultdict(list)
    for one in region.statements(EXPLAINED, group):
        if one.value:
            told[one.about[0]].append(one)
    for said in told.values():
        meanings = _meanings(said)
        if len(meanings) > 1:
            sides = _nearest(meanings)
            yield Found(
                rule=Rule.ABBREVIATION,
                relation=Relation.CONTRADICTION,
                facts={"short": sides[0].words, "one": sides[0].value, "other": sides[1].value},
                sides=tuple(one.place for one in sides),
                subject=sides[0].about[0],
            )


def _meanings(said: Sequence[Statement]) -> list[list[Statement]]:
    """The statements by what they mean."""
    found: list[list[Statement]] = []
    for one in said:
        near = next((group for group in found if any(same(one.value, other.value) for other in group)), None)
        if near is None:
            found.append([one])
        else:
            near.append(one)
    return found


def _nearest(meanings: Sequence[Sequence[Statement]]) -> list[Statement]:
    """One statement for each meaning, from one paper where one has several."""
    count: defaultdict[str, int] = defaultdict(int)
    for group in meanings:
        for document_id in {one.place.document_id for one in group}:
            count[document_id] += 1
    return [max(group, key=lambda one: count[one.place.document_id]) for group in meanings]


def same(one: str, other: str) -> bool:
    """Whether two names are one: case, spaces, plural, articles, a part left out and a slip of the pen aside."""
    if _joined(one) == _joined(other):
        return True
    words, others = frozenset(stems(one)), frozenset(stems(other))
    if words <= others or others <= words:
        return True
    shortest = min(len(_joined(one)), len(_joined(other)))
    return shortest >= _LONG and Levenshtein.distance(_joined(one), _joined(other), score_cutoff=1) <= 1


def _joined(name: str) -> str:
    return "".join(letter for letter in fold(name.lower().replace("&", " en ")) if letter.isalpha())
