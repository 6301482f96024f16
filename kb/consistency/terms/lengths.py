"""Lengths of time in a text, in one measure: "binnen één week" is as long as "zeven dagen" or "vijf werkdagen"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kb.consistency.terms.bounds import Bound, crossed, nearly


class Side(StrEnum):
    """Whether a length counts from a moment on, back from it, or the text does not say."""

    AFTER = "after"
    BEFORE = "before"
    UNSAID = "unsaid"


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time where it stands; `since` is the moment it counts from, as it is written."""

    start: int
    end: int
    amount: float
    unit: str
    bound: Bound
    side: Side = Side.UNSAID
    since: str = ""

    @property
    def days(self) -> float:
        """In calendar days, a week having five working days."""
        return self.amount * _DAYS[self.unit]

    def alike(self, other: "Length") -> bool:
        """Whether two lengths come down to the same in practice."""
        if self.unit == other.unit:
            return self.amount == other.amount
        if {self.unit, other.unit} == {"hour", "working day"}:
            return self._hours == other._hours
        return nearly(self.days, other.days)

    @property
    def _hours(self) -> float:
        return self.amount * (1 if self.unit == "hour" else 24)

    def contradicts(self, other: "Length") -> bool:
        """Whether both cannot be the rule: another figure, unless one is a bound that the other keeps to."""
        return not self.alike(other) and crossed(self.days, self.bound, other.days, other.bound)


_DAYS: Final = {
    "minute": 1 / 1440,
    "hour": 1 / 24,
    "working day": 1.4,
    "day": 1.0,
    "week": 7.0,
    "month": 30.4,
    "quarter": 91.25,
    "half year": 182.5,
    "year": 365.0,
}
_UNITS: Final = {
    "minuut": "minute", "minuten": "minute", "uur": "hour", "uren": "hour", "werkdag": "working day",
    "werkdagen": "working day", "dag": "day", "dagen": "day", "etmaal": "day", "kalenderdag": "day",
    "kalenderdagen": "day", "week": "week", "weken": "week", "maand": "month", "maanden": "month",
    "kwartaal": "quarter", "kwartalen": "quarter", "halfjaar": "half year", "jaar": "year", "jaren": "year",
}  # fmt: skip
_COUNTED: Final = """
nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien
negentien twintig
"""
NUMBERS: Final = {word: float(number) for number, word in enumerate(_COUNTED.split())} | {
    "één": 1.0,
    "eenentwintig": 21.0, "vierentwintig": 24.0, "achtentwintig": 28.0, "dertig": 30.0, "zesendertig": 36.0,
    "veertig": 40.0, "achtenveertig": 48.0, "vijftig": 50.0, "zestig": 60.0, "tweeënzeventig": 72.0, "negentig": 90.0,
    "honderdtwintig": 120.0, "anderhalf": 1.5, "anderhalve": 1.5, "half": 0.5, "halve": 0.5,
}  # fmt: skip
NUMBER: Final = "|".join(sorted(NUMBERS, key=len, reverse=True)) + r"|\d{1,3}"
UNIT: Final = "|".join(sorted(_UNITS, key=len, reverse=True))
_MOST: Final = r"binnen|uiterlijk|ten hoogste|hoogstens|maximaal|niet langer dan|niet later dan|ten langste|max\."
_LEAST: Final = r"ten minste|tenminste|minimaal|minstens|niet eerder dan|pas na|langer dan|meer dan|min\."
_NOUN: Final = r"(?:(?:de|het|een|haar|zijn|hun|die|dat|deze|dit) )?(?:[\w-]+e (?=[\w-]))?[\w'’-]+"
_SINCE: Final = (
    rf" (?P<since>(?:na|vanaf|sinds|gerekend vanaf) {_NOUN}(?: (?:van|op|in|aan|over) {_NOUN})?"
    r"|(?:nadat|sinds) [^.,;:\n\t]{1,80}|daarna)"
)
_UNTIL: Final = (
    rf" (?P<until>(?:voor|vóór|voorafgaand aan) {_NOUN}(?: (?:van|op|in) {_NOUN})?|voordat [^.,;:\n\t]{{1,80}}|tevoren)"
)
_LENGTH: Final = re.compile(
    rf"(?<![\w€,.-])(?P<bounds>(?:(?:{_MOST}|{_LEAST}|een termijn van|de termijn van) ){{0,3}})"
    rf"(?P<number>{NUMBER}) (?P<unit>{UNIT})\b(?!\s(?:en|of) (?:ouder|jonger)|\soud\b)(?:{_SINCE}|{_UNTIL})?",
    re.I,
)
_SAME_DAY: Final = re.compile(
    rf"(?<![\w-])(?:(?:op )?dezelfde (?:werk)?dag|(?:op |uiterlijk )?de (?:eerst)?volgende (?:werk)?dag|op de dag"
    rf"(?: van (?P<since>{_NOUN})|(?= waarop))|binnen een etmaal)\b",
    re.I,
)
_ORDERED: Final = "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende"
_ORDER: Final = {word: float(number) for number, word in enumerate(_ORDERED.split(), start=1)}
_NTH: Final = re.compile(
    rf"(?<![\w-])(?:uiterlijk |binnen )?(?:op )?de (?P<nth>{'|'.join(_ORDER)}) (?P<unit>werkdag|dag|week|maand)"
    rf"{_SINCE}",
    re.I,
)
_NO_TERM: Final = re.compile(
    rf"(?:\b(?:(?:{NUMBER}) tot|à|a|-|–|of|per|elke?|iedere?|om de|in de|de laatste|de eerste|afgelopen) )$", re.I
)
_RANGE: Final = re.compile(rf"\s(?:tot|à|a|of) (?:{NUMBER}) (?:{UNIT})\b", re.I)


def lengths(text: str) -> Iterator[Length]:
    """The lengths of time that a text gives, in reading order; no ranges, no ages, no rhythms."""
    found = [*_counted(text), *_named_days(text), *_nth_days(text)]
    yield from sorted(found, key=lambda one: one.start)


def _counted(text: str) -> Iterator[Length]:
    for match in _LENGTH.finditer(text):
        bounds = match["bounds"].lower()
        number = match["number"].lower()
        if _NO_TERM.search(text[max(0, match.start() - 24) : match.start()]) and not bounds:
            continue
        if _RANGE.match(text, match.end("unit")):
            continue
        side = Side.AFTER if match["since"] else Side.BEFORE if match["until"] else Side.UNSAID
        bound = Bound.MOST if re.search(_MOST, bounds) else Bound.LEAST if bounds and "termijn" not in bounds else None
        if bound is Bound.MOST and side is Side.BEFORE:
            bound = Bound.LEAST  # "uiterlijk twee weken voor de dagvaarding" leaves at least two weeks
        amount = NUMBERS.get(number) or (float(number) if number.isdigit() else 0.0)
        if amount:
            yield Length(
                match.start(),
                match.end(),
                amount,
                _UNITS[match["unit"].lower()],
                bound or Bound.EXACT,
                side,
                match["since"] or match["until"] or "",
            )


def _nth_days(text: str) -> Iterator[Length]:
    """ "Uiterlijk op de derde werkdag na ontvangst" is within three working days."""
    for match in _NTH.finditer(text):
        amount, unit = _ORDER[match["nth"].lower()], _UNITS[match["unit"].lower()]
        yield Length(match.start(), match.end(), amount, unit, Bound.MOST, Side.AFTER, match["since"])


def _named_days(text: str) -> Iterator[Length]:
    for match in _SAME_DAY.finditer(text):
        yield Length(match.start(), match.end(), 1.0, "working day", Bound.MOST, Side.AFTER, match["since"] or "")
