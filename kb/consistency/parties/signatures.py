"""Rule: signatures without a day, or of a day that does not fit the paper they stand under."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from kb.consistency.finding import Found, Relation, Rule
from kb.consistency.paper import Line, Paper
from kb.consistency.parties.organisations import quoted
from kb.consistency.parties.signers import Day, Signatures, Signer, signatures
from kb.model import Role, Span

Case = Literal["before_version", "after_end", "ambiguous", "ambiguous_end", "ambiguous_start"]


@dataclass(frozen=True, slots=True)
class _Limit:
    """A day of the paper that a signature must fit, and where the paper says it."""

    day: date
    place: Span | None


@dataclass(frozen=True, slots=True)
class _Limits:
    version: _Limit | None
    begin: _Limit | None
    end: _Limit | None


def find(paper: Paper) -> Iterator[Found]:
    """Signatures without date where others have one, dated before the paper was or after its last day, or unclear.

    A date in figures is unclear only where it matters: where one way to read it is a day on which nobody can
    have signed, or one is before the first day of the paper and the other not.
    """
    block = signatures(paper)
    dated = [one for one in block.signers if one.dated]
    if not dated or not (block.column or 2 * len(dated) > len(block.signers)):
        return
    if not block.common:
        yield from _undated(paper, block)
    yield from _misdated(paper, [(one, one.day) for one in dated if one.day])


def _undated(paper: Paper, block: Signatures) -> Iterator[Found]:
    for one in block.signers:
        if not one.dated:
            sides = [one.place, *([block.head] if block.head else [])]
            yield Found(
                rule=Rule.SIGNATURE_DATE,
                case="no_date",
                relation=Relation.NOT_MENTIONED,
                facts={"party": one.name.text},
                sides=tuple(map(paper.at, sides)),
                subject=one.name.text,
            )


def _misdated(paper: Paper, dated: Sequence[tuple[Signer, Day]]) -> Iterator[Found]:
    limits = _limits(paper, [day for _, day in dated])
    for one, day in dated:
        found = _case(day, limits, [other for _, other in dated if other is not day])
        if found is None:
            continue
        case, limit = found
        readings = [reading for reading in (day.first, day.second) if reading]
        facts = {"party": one.name.text, "words": day.words.text, "limit": limit.day.isoformat()}
        facts |= {"day": readings[0].isoformat(), "other": readings[-1].isoformat()}
        yield Found(
            rule=Rule.SIGNATURE_DATE,
            case=case,
            relation=None if case.startswith("ambiguous") else Relation.CONTRADICTION,
            facts=facts,
            sides=(paper.at(one.place), *(paper.at(line) for line in _said(paper, limit))),
            subject=one.name.text,
        )


def _said(paper: Paper, limit: _Limit) -> Iterator[Line]:
    """The line or sentence that gives the limit."""
    if limit.place:
        yield from quoted(paper, limit.place.start)


def _limits(paper: Paper, days: Sequence[Day]) -> _Limits:
    document, evidence = paper.document, paper.document.evidence
    version = _Limit(document.dated, evidence.get("dated")) if document.dated else None
    if version and (version.place is None or _signed(paper, version.place)):
        version = None
    # A paper that most signed before its version was made anew later, for the archive.
    if version and 2 * sum(day.first is not None and day.first < version.day for day in days) > len(days):
        version = None
    return _Limits(
        version,
        _Limit(document.valid_from, evidence.get("valid_from")) if document.valid_from else None,
        _Limit(document.valid_until, evidence.get("valid_until")) if document.valid_until else None,
    )


def _signed(paper: Paper, place: Span) -> bool:
    passage = paper.passage(place.start)
    return passage is not None and passage.role is Role.SIGNATURE


def _case(day: Day, limits: _Limits, others: Sequence[Day]) -> tuple[Case, _Limit] | None:
    first = _impossible(day.first, limits) if day.first else None
    second = _impossible(day.second, limits) if day.second else None
    if day.first is None or day.second is None or (first and second):
        return first or second
    if first:
        return _unclear(first)
    # Day before month is how Dutch writes a date: the other way is thought of only where nobody else writes figures.
    if any(other.mark for other in others):
        return None
    if second:
        return _unclear(second)
    begin = limits.begin
    parted = begin is not None and limits.version is None and (day.first < begin.day) != (day.second < begin.day)
    return ("ambiguous_start", begin) if begin and parted else None


def _unclear(found: tuple[Case, _Limit]) -> tuple[Case, _Limit]:
    return ("ambiguous_end" if found[0] == "after_end" else "ambiguous"), found[1]


def _impossible(value: date, limits: _Limits) -> tuple[Case, _Limit] | None:
    if limits.version and value < limits.version.day:
        return "before_version", limits.version
    return ("after_end", limits.end) if limits.end and value > limits.end.day else None
