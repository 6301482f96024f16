"""The numbers of a sentence with what they count, and whether a claim gives others or ties them to something else."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assistant.paraphrase.reading import SEGMENT_MARKS, Read
from assistant.paraphrase.telling import alike, key
from kb.consistency.terms.lengths import NUMBERS
from kb.language.dates import MONTHS
from kb.language.words import fold

_RANKS: Final = {
    word: number
    for number, row in enumerate(
        "eerste|eerst|1e|1ste tweede|2e|2de derde|3e|3de vierde|4e vijfde|5e zesde|6e zevende|7e achtste|8e".split(), 1
    )
    for word in row.split("|")
}
_TIMED: Final = frozenset(
    "dag dagen werkdag werkdagen week weken maand maanden jaar jaren uur uren kwartaal keer maal minuut minuten etmaal"
    " halfjaar procent maandhuur maandhuren huisbezoek".split()
)
_MORE: Final = {
    "honderd": 100.0, "duizend": 1000.0, "vijfentwintig": 25.0, "zeventig": 70.0, "tachtig": 80.0, "dubbele": 2.0,
    "dubbel": 2.0, "helft": 0.5, "kwart": 0.25, "eenmaal": 1.0, "tweemaal": 2.0, "driemaal": 3.0, "eenmalig": 1.0,
    "one": 1.0, "two": 2.0, "three": 3.0, "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0,
    "nine": 9.0, "ten": 10.0, "twelve": 12.0, "fourteen": 14.0, "twenty": 20.0, "thirty": 30.0, "once": 1.0,
    "twice": 2.0,
}  # fmt: skip
_DIGITS: Final = re.compile(r"\d[\d.,:/-]*")
_POINTS: Final = frozenset(
    "artikel art lid bijlage stap paragraaf hoofdstuk fase onderdeel punt categorie niveau".split()
)
_SKIPPED: Final = frozenset("€ euro de het ander andere van".split())
_PER: Final = frozenset("jaarlijks maandelijks wekelijks dagelijks halfjaarlijks tweejaarlijks driejaarlijks".split())


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it is said: its value, what it counts or is of, and where it stands."""

    value: str
    unit: str
    at: int
    stretch: int


def figures(read: Read) -> list[Figure]:
    """The numbers of a sentence in reading order; months of a day and references count as their unit."""
    found = []
    stretches = _stretches(read)
    for at, one in enumerate(read.told):
        value = _value(one.low, read.told[at + 1].low if at + 1 < len(read.told) else "")
        if value is None or one.low in {"ten"}:
            continue
        found.append(Figure(value, _unit(read, at), at, stretches[at]))
    return found


def _stretches(read: Read) -> list[int]:
    """For each word the stretch it stands in: marks and "en" part what is said of one from what is said of another."""
    found, number = [], 0
    for one in read.told:
        number += one.low in SEGMENT_MARKS or one.low == "en"
        found.append(number)
    return found


@lru_cache(maxsize=16384)
def _value(low: str, after: str) -> str | None:
    plain = fold(low)
    if low in _RANKS:
        return f"#{_RANKS[low]}"
    if plain == "een":
        return "1" if low == "één" or after in _TIMED else None
    if plain == "eens" and after in {"per", "in", "elke", "elk"}:
        return "1"
    if plain in NUMBERS or plain in _MORE or low in NUMBERS:
        return _short(NUMBERS.get(low, NUMBERS.get(plain, _MORE.get(plain, 0.0))))
    if low in _PER:
        return low
    if low[:1].isdigit():
        digits = _DIGITS.match(low)
        bare = digits[0].rstrip(".,:") if digits else low
        if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", bare):
            bare = bare.replace(".", "")
        bare = re.sub(r",(?:00|-)?$", "", bare)
        return bare + low[len(digits[0]) if digits else 0 :]
    return None


def _short(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _unit(read: Read, at: int) -> str:
    """What a number counts: the word behind it, or "€" or "artikel" before it."""
    told = read.told
    before = told[at - 1].low if at else ""
    if before == "€":
        return "euro"
    after = at + 1
    if after < len(told) and told[after].low == "euro":
        return "euro"
    if before in _POINTS:
        return key(before)
    if told[at].low in _RANKS and after < len(told) and told[after].low in {"lid"}:
        return key("lid")
    while after < len(told) and told[after].low in _SKIPPED:
        after += 1
    if after >= len(told):
        return ""
    low = told[after].low
    if low == "%":
        return key("procent")
    if low in MONTHS:
        return low
    if low[:1].isdigit() or told[after].segment != told[at].segment:
        return ""
    return "" if low == "minstens" else key(low)


def adds_number(claim: Read, source: Read) -> bool:
    """Whether a claim gives a number, or a number of something, that its quote does not."""
    held = figures(source)
    for one in figures(claim):
        alike_value = [other for other in held if other.value == one.value]
        if not alike_value:
            return True
        if one.unit and not any(other.unit in alike(one.unit) or not other.unit for other in alike_value):
            return True
        if not one.unit and len({other.unit for other in alike_value}) > 1:
            return True
    return False


def ties_otherwise(claim: Read, source: Read) -> bool:
    """Whether a claim says of one thing the number that its quote gives of another."""
    held = figures(source)
    if len({(one.value, one.unit) for one in held}) < 2:
        return False
    places = _stretches(source)
    said: dict[int, frozenset[str]] = {
        number: frozenset(_own(source, at) for at, place in enumerate(places) if place == number) - {""}
        for number in {one.stretch for one in held}
    }
    own_places = _stretches(claim)
    for one in figures(claim):
        right = [other.stretch for other in held if other.value == one.value and other.unit in {*alike(one.unit), ""}]
        mine = {_own(claim, at) for at, place in enumerate(own_places) if place == one.stretch} - {""}
        for word in mine:
            holding = [number for number, words in said.items() if alike(word) & words]
            rivals = [n for n in holding if n not in right and _counts_alike(one, [f for f in held if f.stretch == n])]
            if rivals and not any(number in right for number in holding):
                return True
    return False


def _counts_alike(one: Figure, others: list[Figure]) -> bool:
    time = {key(word) for word in _TIMED}
    return any(other.unit == one.unit or {other.unit, one.unit} <= time for other in others)


def _own(read: Read, at: int) -> str:
    """What a word ties a number to: what it tells, or who it names."""
    one = read.told[at]
    if one.name is not None:
        return f"@{one.low}"
    return "" if one.low[:1].isdigit() else one.key
