"""From when and until when an agreement says it holds."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol

from ingest.itself import about_itself
from kb.language.dates import DATE, dates, last_day, years_later
from kb.model import Span


class _Sentence(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def heading(self) -> str: ...


@dataclass(slots=True)
class Term:
    """First and last day, each None where the text gives none, and the sentences they stand in."""

    valid_from: date | None = None
    valid_until: date | None = None
    evidence: dict[str, Span] = field(default_factory=dict)


_YEAR = re.compile(r"\d{4}|\bjaar\b")  # what every sentence on a term holds
_TERM_HEADING = re.compile(r"\b(?:looptijd|duur|inwerkingtreding|geldigheid|werkingsduur|ingangsdatum)\b", re.I)
# On a cover: "Geldt vanaf 1 maart 2025", of the document itself without naming it.
_COVER_TERM = re.compile(r"(?:geld\w*|looptijd|ingangsdatum|inwerkingtreding|van kracht)\b", re.I)
_GAP = r"[^.;]{0,80}?"
_FROM = re.compile(
    rf"(?:in werking{_GAP}\b(?:op|per|met ingang van|vanaf)|treed(?:t|en){_GAP}\b(?:op|per|met ingang van)"
    rf"|\b(?:geld\w*|loopt|lopen|aangegaan|looptijd|geldigheid){_GAP}\b(?:vanaf|met ingang van|van|per)"
    rf"|\bingangsdatum\b:?(?: is)?|\bmet ingang van)\s+(?P<date>{DATE})",
    re.I,
)
_UNTIL = re.compile(
    r"\b(?:geld\w*|loopt|lopen|duurt|duren|aangegaan|looptijd|van kracht|in werking)\b[^.;]{0,140}?"
    rf"\b(?P<word>tot en met|t/m|tot uiterlijk|tot)\s+(?P<date>{DATE})"
    rf"|\b(?:eindig\w*|loopt af|lopen af|verval(?:t|len)|expireert)\b{_GAP}"
    rf"\b(?P<end>op|per|van rechtswege op)\s+(?P<last>{DATE})",
    re.I,
)
_YEARS = re.compile(
    r"\b(?:duur|periode|termijn|tijd)\s+van\s+(?P<years>\d{1,2}|een|één|twee|drie|vier|vijf|zes|tien)\s+jaar",
    re.I,
)
_WORDS = {"een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "tien": 10}
_COVER_RANGE = re.compile(
    rf"(?:looptijd|geldig\w*)\s*:?\s*(?:van\s+)?(?P<from>{DATE})"
    rf"\s*(?P<word>t/m|tot en met|tot|–|-)\s*(?P<until>{DATE})",
    re.I,
)


def validity_of(body: Sequence[_Sentence], cover: Sequence[_Sentence], title: str) -> Term:
    """The term an agreement gives itself, in its body or else on its cover.

    A sentence counts when it speaks of the agreement with this title or stands under a heading on
    duration; a date on which some law took effect does not.
    """
    term = Term()
    for sentence in body:
        if _YEAR.search(sentence.text) and (
            _TERM_HEADING.search(sentence.heading) or about_itself(sentence.text, title)
        ):
            _read(sentence, term)
    if term.valid_from or term.valid_until:
        return term
    for sentence in cover:
        if found := _COVER_RANGE.search(sentence.text):
            term.valid_from = _value(found["from"])
            until = _value(found["until"])
            term.valid_until = until and last_day(until, inclusive=found["word"].lower() != "tot")
            span = Span(start=sentence.start, end=sentence.end)
            term.evidence = {"valid_from": span, "valid_until": span}
        elif _COVER_TERM.match(sentence.text) or about_itself(sentence.text, title):
            _read(sentence, term)
    return term


def _read(sentence: _Sentence, term: Term) -> None:
    span = Span(start=sentence.start, end=sentence.end)
    if term.valid_from is None and (found := _FROM.search(sentence.text)):
        term.valid_from = _value(found["date"])
        if term.valid_from:
            term.evidence["valid_from"] = span
    if term.valid_until is not None:
        return
    if found := _UNTIL.search(sentence.text):
        value = _value(found["date"] or found["last"])
        inclusive = found["end"] is not None or found["word"].lower() != "tot"
        term.valid_until = value and last_day(value, inclusive=inclusive)
    elif (years := _YEARS.search(sentence.text)) and term.valid_from:
        count = years["years"].lower()
        term.valid_until = years_later(term.valid_from, int(count) if count.isdigit() else _WORDS[count])
    if term.valid_until:
        term.evidence["valid_until"] = span


def _value(words: str) -> date | None:
    return next((found.value for found in dates(words)), None)
