"""The first and the last day of a term, in the words in which Dutch agreements give them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from kb.language.dates import DATE, Doubtful, dates, doubtful, last_day


@dataclass(frozen=True, slots=True)
class TermDay:
    """A day that a term begins or ends on: `start` and `end` are of the words that say so.

    `day` is as written; `word` is what stands in front of it ("tot", "tot en met", "op"); "per" where something
    ends or lapses from that day on.
    """

    day: date
    word: str
    start: int
    end: int

    @property
    def last(self) -> date:
        """The last day of a term that ends here: what holds "tot" a day, or lapses on it, does not hold on it."""
        return last_day(self.day, inclusive=self.word not in ("tot", "per"))


_GAP = r"[^.;]{0,80}?"
_NEAR = r"[^.;,]{0,60}?"
_ON = r"(?:op|per|vanaf|met ingang van)"
_WEEKDAY = r"(?:(?:maan|dins|woens|donder|vrij|zater|zon)dag,?\s+)?(?:de\s+)?"
_DAY = rf"{_WEEKDAY}({DATE})"
_RANGE = r"(?=\s*(?:af\b|(?:en\s+)?(?:tot|t/m)\b|[–-]))"  # "van 1 januari 2025 tot ...", not "de versie van 1 mei 2024"
_IN = r"in(?=\s*(?:[.,;:)]|$|en\b|voor\b))"  # "gaat op 1 mei in", not "in gesprek"
_HOLDING = r"(?:van kracht|van toepassing|in gebruik|geldig)"
_FIRST = tuple(
    re.compile(shape, re.I)
    for shape in (
        rf"\btreed(?:t|en)\b(?=[^.;]{{0,160}}\bin werking\b){_GAP}\b{_ON}\s+{_DAY}",
        rf"\bin werking\b{_GAP}\b{_ON}\s+{_DAY}",
        rf"\bga(?:at|an)\b{_GAP}\bin,?\s+(?:{_ON}\s+)?{_DAY}",
        rf"\bga(?:at|an)\b{_GAP}\b{_ON}\s+{_DAY}\s+(?:{_IN}|van (?:kracht|start)\b)",
        rf"\b(?:geld\w*|loopt|lopen|aangegaan|gesloten|looptijd|{_HOLDING}|begin(?:t|nen)|start(?:en)?)\b{_GAP}"
        rf"\b(?:vanaf|met ingang van|per|sinds)\s*:?\s+{_DAY}",
        rf"\b(?:{_HOLDING}|begin(?:t|nen)|start(?:en)?)\b{_NEAR}\bop\s+{_DAY}",
        rf"\b(?:geld\w*|loopt|lopen|aangegaan|gesloten|looptijd|duurt|{_HOLDING}){_GAP}"
        rf"\b(?:van|periode|looptijd)\s*:?\s+{_DAY}{_RANGE}",
        rf"\b(?:geld(?:t|en|ig)|loopt|lopen|{_HOLDING})\s+van\s*:?\s+{_DAY}",
        r"\b(?:(?:ingangs|begin|start)datum|datum (?:van )?(?:ingang|inwerkingtreding)|inwerkingtreding)\b"
        rf"(?:[^.;\d]{{0,50}}\bis)?\s*:?\s*(?:{_ON}\s+)?{_DAY}",
        rf"\bals (?:ingangs|begin|start)datum geldt\s+{_DAY}",
        rf"\b(?:met ingang van|ingaande(?: op| per)?)\s+{_DAY}",
        rf"\bvervang(?:t|en)\b{_GAP}\b(?:per|vanaf)\s+{_DAY}",
        rf"\b{_ON}\s+{_DAY}\s+(?:treed(?:t|en)\b{_GAP}\bin werking|ga(?:at|an)\b{_NEAR}\b{_IN}|geld(?:t|en)\b"
        rf"|(?:is|zijn|worden|wordt)\b{_NEAR}\b{_HOLDING}|in werking|{_HOLDING}"
        rf"|werken\b{_NEAR}\b(?:volgens|conform|met)\b)",
    )
)
_RUNS = (
    r"(?:geld\w*|loopt|lopen|duurt|duren|aangegaan|gesloten|looptijd|in werking|ga(?:at|an) in|van kracht|in gebruik)"
)
_TO = r"(tot en met|t/m|tot uiterlijk|tot)"
_LAST = tuple(
    re.compile(shape, re.I)
    for shape in (
        rf"\b{_RUNS}\b[^.;]{{0,140}}?\b{_TO}\s*:?\s+{_DAY}",
        rf"\b{_TO}\s+{_DAY}\s+(?:\w+\s+){{0,2}}?(?:{_HOLDING}|geld(?:t|en))\b",
        rf"\b(?:eindig(?:t|en)|lo(?:opt|pen) af|expireert)\b{_GAP}\b(op|per)\s+{_DAY}",
        rf"\blo(?:opt|pen)\s+(op|per)\s+{_DAY}\s+af\b",
        rf"\b(op|per)\s+{_DAY}\s+(?:eindig(?:t|en)|expireert|lo(?:opt|pen)\b{_NEAR}\baf)\b",
        rf"\b(?:(?:eind|verval|expiratie)datum)\b(?:[^.;\d]{{0,50}}\bis)?()\s*:?\s*{_DAY}",
    )
)
# What lapses on a day, or ends with effect from it, holds until the day before.
_LAPSING = (
    r"(?:verval(?:t|len)|verlie(?:st|zen)\b[^.;,]{0,30}?\b(?:werking|kracht|gelding)|houdt op te (?:gelden|bestaan))"
)
_LAPSES = tuple(
    re.compile(shape, re.I)
    for shape in (
        rf"\b{_LAPSING}\b{_GAP}\b(?:op|per|met ingang van|vanaf)\s+{_DAY}",
        rf"\b(?:eindig(?:t|en)|expireert|stop(?:t|pen))\b{_NEAR}\b(?:met ingang van|vanaf)\s+{_DAY}",
        rf"\b(?:op|per|met ingang van|vanaf)\s+{_DAY}\s+{_LAPSING}\b",
        rf"\b(?:met ingang van|vanaf)\s+{_DAY}\s+(?:eindig(?:t|en)|expireert)\b",
    )
)
_LABELLED_RANGE = re.compile(
    rf"\b(?:looptijd|periode|geldig\w*)\s*:?\s*(?:van\s+)?(?P<from>{DATE})"
    rf"\s*(?P<word>t/m|tot en met|tot|–|-)\s*(?P<until>{DATE})",
    re.I,
)


def first_days(text: str) -> Iterator[TermDay]:
    """The days on which a sentence has something begin to hold, the surest wording first."""
    lapsing = {found.end(1) for shape in _LAPSES for found in shape.finditer(text)}
    for shape in _FIRST:
        for found in shape.finditer(text):
            if found.end(1) in lapsing:
                continue  # "vervalt met ingang van" a day
            for day in dates(found[1]):
                yield TermDay(day.value, "", found.start(), found.end(1))
    yield from _ranges(text, "from")


def last_days(text: str) -> Iterator[TermDay]:
    """The days on which a sentence has something cease to hold, the surest wording first."""
    for shape in _LAST:
        for found in shape.finditer(text):
            for day in dates(found[2]):
                yield TermDay(day.value, (found[1] or "op").lower(), found.start(), found.end(2))
    for shape in _LAPSES:
        for found in shape.finditer(text):
            for day in dates(found[1]):
                yield TermDay(day.value, "per", found.start(), found.end(1))
    yield from _ranges(text, "until")


def doubtful_days(text: str) -> Iterator[Doubtful]:
    """The days on which a sentence has something begin or cease to hold, and which can be read two ways."""
    found = {match.span(group) for shapes, group in ((_FIRST, 1), (_LAST, 2), (_LAPSES, 1)) for shape in shapes
             for match in shape.finditer(text)}  # fmt: skip
    for start, end in sorted(found):
        for one in doubtful(text[start:end]):
            yield Doubtful(one.first, one.second, start + one.start, start + one.end)


def _ranges(text: str, side: str) -> Iterator[TermDay]:
    """The days of "looptijd 1 januari 2025 - 31 december 2028"."""
    for found in _LABELLED_RANGE.finditer(text):
        word = {"–": "tot en met", "-": "tot en met"}.get(found["word"], found["word"].lower())
        for day in dates(found[side]):
            yield TermDay(day.value, word, found.start(), found.end(side))
