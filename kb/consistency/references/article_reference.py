"""References to articles, members, chapters, steps and tables that are not there, or are about something else."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.consistency.finding import Found, Place, Relation, Rule, Statement
from kb.consistency.references.numbering import alike, same_title, steps
from kb.consistency.references.outline import Outline, Outlines, Part
from kb.consistency.references.owners import meant
from kb.consistency.region import Region
from kb.model import Document

_UNLIKE = 40  # of 100: a title that is named and the title that is there are about something else


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong with one reference; references with the same `key` are one finding."""

    key: tuple[str, ...]
    case: str
    facts: dict[str, str]
    against: Place | None


def find(region: Region) -> Iterator[Found]:
    """References in the papers of a region to a numbered part that the paper meant does not have."""
    outlines = Outlines(region)
    for paper in region.own:
        faults: dict[tuple[str, ...], tuple[_Fault, list[Place]]] = {}
        for reference in region.statements("part_reference", [paper]):
            target = meant(reference.value, paper, region) if reference.value else paper
            fault = _fault(reference, target, outlines.of(target), paper) if target else None
            if fault:
                faults.setdefault(fault.key, (fault, []))[1].append(reference.place)
        for fault, places in faults.values():
            against = (fault.against,) if fault.against else ()
            yield Found(
                rule=Rule.ARTICLE_REFERENCE,
                case=fault.case,
                relation=Relation.CONTRADICTION if fault.case == "title" else Relation.NOT_MENTIONED,
                facts=fault.facts,
                sides=tuple(dict.fromkeys((*places, *against))),
                subject=" ".join(fault.key),
            )


def _fault(reference: Statement, target: Document, outline: Outline, by: Document) -> _Fault | None:
    word, number, member = _as_numbered(reference, outline)
    parts = outline.parts(word, number)
    facts = reference.facts | ({"document": target.title} if target.id != by.id else {})
    key = (target.id, word, number)
    if not outline.numbered(word, number):
        return None
    if not outline.has(word, number):
        last = max(parts, key=lambda one: steps(one.number))
        return _Fault(key, "absent", facts | {"last": last.number, "title": last.title}, last.place)
    if member:
        there = outline.members(word, number)
        if there and int(member) > int(there.value):
            facts |= {"count": there.value, "number": number}
            return _Fault((*key, "lid", member), "member", facts, there.place)
        return None
    own = next((one for one in parts if one.number == number), None)
    other = _bearing(reference.words, parts) if reference.words and own else None
    if own and other and other.number != number and _about_else(reference.words, own):
        facts |= {"named": reference.words, "title": own.title, "other": other.number}
        return _Fault((*key, reference.words.lower()), "title", facts, own.place)
    return None


def _as_numbered(reference: Statement, outline: Outline) -> tuple[str, str, str]:
    """The word, number and member of a reference; "artikel 2.4" is the fourth member where articles have no dots."""
    word, number, member = reference.about
    head, _, tail = number.partition(".")
    if (
        word == "artikel"
        and tail.isdigit()
        and not member
        and not any("." in one.number for one in outline.parts(word, head))
    ):
        return word, head, tail
    return word, number, member


def _bearing(title: str, parts: Sequence[Part]) -> Part | None:
    return next((one for one in parts if same_title(one.title, title)), None)


def _about_else(named: str, own: Part) -> bool:
    return bool(own.title) and alike(named, own.title) < _UNLIKE
