"""Rule: signatures without a day, or of a day that does not fit the paper they stand under."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from kb.consistency.finding import Found, Relation, Rule
from kb.consistency.paper import Line, Paper
from kb.consistency.parties.organisations import quoted
from kb.consistency.parties.signers import Day, Signatures, Signer, days_in, signatures
from kb.consistency.references.owners import Owners
from kb.model import Role, Span

Case = Literal["before_version", "before_release", "after_end", "ambiguous", "ambiguous_end", "ambiguous_start"]
_TO_SIGN: Final = re.compile(r"\b(?:(?:ter|voor|tot)\s+(?:de\s+)?ondertekening|om\s+te\s+(?:onder)?tekenen)\b", re.I)
# "op ... is de tekst vrijgegeven voor ondertekening": a text that was there to be signed from that day on.
_RELEASED: Final = re.compile(
    r"\b(?:vrij(?:gegeven|gaf|gaven)|(?:aan|voor|open)(?:geboden|gelegd|gesteld)|ge(?:stuurd|zonden)|(?:ver|toe|rond|op)\w*"
    r"(?:stuurd|zonden)|ga(?:f|ven)\b[^.;]{0,80}\bvrij|(?:legde|stuurde|zond|bood)n?\b)",
    re.I,
)
_THE_TEXT: Final = re.compile(
    r"\b(?:tekst|stuk|document|(?:eind)?versie|convenant|\w*overeenkomst|\w*afspraken|protocol|reglement)\b", re.I
)
_NOT_SO: Final = re.compile(
    r"\b(?:niet|nog|concept\w*|vorige?|eerdere?|oude?|addendum|verlenging|wijziging|bijlage|allonge|toetreding\w*|als|indien"
    r"|wanneer|zodra|wordt|worden|zal|zullen|opnieuw|nogmaals)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Limit:
    """A day of the paper that a signature must fit, and where the paper says it."""

    day: date
    place: Span | None


@dataclass(frozen=True, slots=True)
class _Limits:
    version: _Limit | None
    release: _Limit | None
    begin: _Limit | None
    end: _Limit | None


def find(paper: Paper) -> Iterator[Found]:
    """Signatures without date where others have one, before the paper was there, after its last day, or unclear.

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
    return _Limits(
        _kept(version, days),
        _kept(_release(paper), days),
        _Limit(document.valid_from, evidence.get("valid_from")) if document.valid_from else None,
        _Limit(document.valid_until, evidence.get("valid_until")) if document.valid_until else None,
    )


def _kept(limit: _Limit | None, days: Sequence[Day]) -> _Limit | None:
    """A day before which nobody can have signed; none where most did, of a text made anew later for the archive."""
    before = limit and sum(day.first is not None and day.first < limit.day for day in days)
    return None if before and 2 * before > len(days) else limit


def _release(paper: Paper) -> _Limit | None:
    """The day on which the paper says that its text was there to be signed; none where it gives several."""
    owners, found = Owners(paper), dict[date, _Limit]()
    for one in paper.sentences:
        told = _TO_SIGN.search(one.text) and _RELEASED.search(one.text) and _THE_TEXT.search(one.text)
        if told and not _NOT_SO.search(one.text) and not owners.others(one.text):
            for day in days_in(one):
                found.setdefault(day, _Limit(day, Span(start=one.start, end=one.end)))
    return next(iter(found.values())) if len(found) == 1 else None


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
    parted = (
        begin is not None
        and limits.version is None
        and limits.release is None
        and (day.first < begin.day) != (day.second < begin.day)
    )
    return ("ambiguous_start", begin) if begin and parted else None


def _unclear(found: tuple[Case, _Limit]) -> tuple[Case, _Limit]:
    return ("ambiguous_end" if found[0] == "after_end" else "ambiguous"), found[1]


def _impossible(value: date, limits: _Limits) -> tuple[Case, _Limit] | None:
    if limits.version and value < limits.version.day:
        return "before_version", limits.version
    if limits.release and value < limits.release.day:
        return "before_release", limits.release
    return ("after_end", limits.end) if limits.end and value > limits.end.day else None
