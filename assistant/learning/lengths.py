"""How long and how often: terms in days and frequencies by the year, so that equal ones are known as equal."""

import re
from typing import Final

_WORDS: Final = """
nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien
negentien twintig
"""
_NUMBERS: Final = {word: number for number, word in enumerate(_WORDS.split())} | {
    "één": 1,
    "eens": 1,
    "dertig": 30,
    "veertig": 40,
    "vijftig": 50,
    "zestig": 60,
    "negentig": 90,
}
_DAYS: Final = {
    "uur": 1 / 24,
    "dag": 1.0,
    "dagen": 1.0,
    "werkdag": 1.4,  # five of them are a week
    "werkdagen": 1.4,
    "week": 7.0,
    "weken": 7.0,
    "maand": 30.4,
    "maanden": 30.4,
    "kwartaal": 91.0,
    "halfjaar": 182.0,
    "jaar": 365.0,
    "jaren": 365.0,
}
_NUMBER: Final = rf"(?:\d+|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNIT: Final = rf"(?:{'|'.join(sorted(_DAYS, key=len, reverse=True))})"
LENGTH: Final = rf"(?:(?P<number>{_NUMBER}) (?P<unit>{_UNIT}))\b"
OFTEN: Final = (
    rf"(?:ten ?minste |minimaal |minstens )?(?:elke? (?:(?P<every>{_NUMBER}) )?(?P<span>{_UNIT})"
    rf"|(?P<times>{_NUMBER}) (?:keer|maal) per (?P<per>{_UNIT})|(?:eens|één keer) (?:in de|per) (?P<once>{_NUMBER})"
    rf" (?P<of>{_UNIT})|(?P<yearly>jaarlijks|maandelijks|wekelijks))"
)
_LENGTH, _OFTEN = re.compile(LENGTH, re.I), re.compile(OFTEN, re.I)
_YEARLY: Final = {"jaarlijks": 1.0, "maandelijks": 12.0, "wekelijks": 52.0}
# Half as long again: "vijf werkdagen" and "een week" are for a caseworker one and the same.
_APART: Final = 1.5


def days(words: str) -> float | None:
    """The length that words give, in days; a working day counts 1.4. None where they give none."""
    found = _LENGTH.search(words)
    return _number(found["number"]) * _DAYS[found["unit"].lower()] if found else None


def a_year(words: str) -> float | None:
    """How often a year something is done; None where the words do not say it in numbers."""
    found = _OFTEN.search(words)
    if found is None:
        return None
    if found["yearly"]:
        return _YEARLY[found["yearly"].lower()]
    if found["times"]:
        return _number(found["times"]) * 365 / _DAYS[found["per"].lower()]
    number, unit = (found["once"], found["of"]) if found["once"] else (found["every"] or "1", found["span"])
    return 365 / (_number(number) * _DAYS[unit.lower()])


def apart(one: float, other: float) -> bool:
    """Whether two lengths or frequencies are so different that nobody takes one for the other."""
    low, high = sorted((one, other))
    return low > 0 and high / low >= _APART


def _number(word: str) -> float:
    return float(word) if word.isdigit() else float(_NUMBERS[word.lower()])
