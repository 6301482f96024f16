"""References to appendices that are not there or bear another title, and appendices that are numbered in two ways."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.consistency.finding import Found, Place, Relation, Rule, Statement
from kb.consistency.references.appendix_meaning import Appendices, Appendix, Lists, meant, title_given
from kb.consistency.references.numbering import alike, same_title, steps
from kb.consistency.region import Region

_UNLIKE = 40  # of 100: two titles that say something else


@dataclass(frozen=True, slots=True)
class _Fault:
    """What is wrong with one reference; those with the same key are one finding."""

    case: str
    key: tuple[str, ...]
    facts: dict[str, str]
    against: tuple[Place, ...]


def find(region: Region) -> Iterator[Found]:
    """References to appendices that do not fit the list, and titles under two numbers, in the papers of a region."""
    lists = Lists(region)
    for paper in region.own:
        faults: dict[tuple[str, ...], tuple[_Fault, list[Place]]] = {}
        for mention in region.statements("appendix_mention", [paper]):
            target = lists.meant_by(mention, paper)
            fault = _fault(mention, lists.of(target)) if target and mention.facts.get("sure") else None
            if fault and target:
                facts = fault.facts | ({"document": target.title} if target.id != paper.id else {})
                whole = _Fault(fault.case, (target.id, fault.case, *fault.key), facts, fault.against)
                faults.setdefault(whole.key, (whole, []))[1].append(mention.place)
        for fault, places in faults.values():
            yield _found(fault, places)
        yield from _numbered_twice(lists.of(paper))


def _fault(mention: Statement, among: Appendices) -> _Fault | None:
    number = among.number(mention)
    own, one = among.of(number), meant(mention, among)
    if one and one.number != number and not any(same_title(one.title, other.title) for other in own):
        facts = {"title": one.title, "number": one.shown, "own": own[0].title if own else ""}
        return _fault_of(mention, "other_number", one.number, facts, *_shown(one, *own[:1]))
    if one:  # a title under two numbers is a finding of its own
        return None
    return _of_another_title(mention, own) if own else _of_no_appendix(mention, among)


def _of_another_title(mention: Statement, own: Sequence[Appendix]) -> _Fault | None:
    given = title_given(mention)
    if not given or not own[0].title or any(alike(given, one.title) >= _UNLIKE for one in own):
        return None
    return _fault_of(mention, "other_title", given, {"named": given, "title": own[0].title}, own[0].place)


def _of_no_appendix(mention: Statement, among: Appendices) -> _Fault | None:
    if among.listed and not among.near(among.number(mention)):
        last = max(among.listed, key=lambda one: (steps(one.number), one.number))
        return _fault_of(mention, "absent", "", {"last": last.shown, "title": last.title}, last.place)
    return _fault_of(mention, "none", "", {}, among.none) if among.none else None


def _fault_of(mention: Statement, case: str, with_: str, facts: dict[str, str], *against: Place) -> _Fault:
    return _Fault(case, (mention.about[0], with_), {"reference": mention.facts["reference"]} | facts, against)


def _shown(*several: Appendix) -> tuple[Place, ...]:
    return tuple(dict.fromkeys(one.place for one in several))


def _numbered_twice(among: Appendices) -> Iterator[Found]:
    """Appendices with one title under two numbers, or two titles under one, in the list and where they stand."""
    done: set[frozenset[str]] = set()
    for one in among.listed:
        for other in among.every:
            if other.source == one.source or not one.title or not other.title:
                continue
            alone = not any(third.source == other.source for third in among.of(one.number))
            pair = frozenset((one.number, other.number))
            if one.number != other.number and same_title(one.title, other.title) and alone and pair not in done:
                done.add(pair)
                facts = {"title": one.title, "number": one.shown, "other": other.shown}
                yield _found(_Fault("two_numbers", ("two", one.title), facts, ()), [*_shown(one, other)])


def _found(fault: _Fault, places: list[Place]) -> Found:
    return Found(
        rule=Rule.APPENDIX_REFERENCE,
        case=fault.case,
        relation=Relation.NOT_MENTIONED if fault.case in ("absent", "none") else Relation.CONTRADICTION,
        facts=fault.facts,
        sides=tuple(dict.fromkeys((*places, *fault.against))),
        subject=" ".join(fault.key),
    )
