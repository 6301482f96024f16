"""Amounts that a step waits for or may not pass: rents owed, euros, hours of absence, a share, a number of times."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.consistency.terms.bounds import Bound, crossed
from kb.consistency.terms.lengths import NUMBER, NUMBERS


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of `unit`, where it stands with the words that say what it is a number of."""

    start: int
    end: int
    number: float
    unit: str
    bound: Bound

    def alike(self, other: "Amount") -> bool:
        """Whether both are as much of the same."""
        return self.unit == other.unit and self.number == other.number

    def contradicts(self, other: "Amount") -> bool:
        """Whether both cannot be the rule: another number of the same, neither keeping to the other as its bound."""
        if self.unit != other.unit or self.number == other.number:
            return False
        return crossed(self.number, self.bound, other.number, other.bound)


_MOST: Final = r"tot(?: en met)?|ten hoogste|hoogstens|maximaal|niet meer dan|minder dan|onder de|beneden de|binnen"
_LEAST: Final = r"ten minste|tenminste|minimaal|minstens|meer dan|langer dan|vanaf|boven de|hoger dan"
_BOUND: Final = rf"(?<!\w)(?P<bound>(?:(?:{_MOST}|{_LEAST}) )?)"
_DEBT: Final = r"(?:huur|betalings|betaal)?(?:achterstand|schuld)"
_RENT: Final = re.compile(
    rf"(?:\b(?:een|de|zijn|haar) )?(?:\b{_DEBT} (?:van|is|bedraagt) )?{_BOUND}"
    rf"(?<![\w,.-])(?P<number>{NUMBER}) (?:(?:maandhuren|maandhuur)|maand(?:en)? (?:huur|{_DEBT}|achter))\b"
    rf"|\b{_DEBT} (?:van|is|bedraagt) (?P<bound_too>(?:(?:{_MOST}|{_LEAST}) )?)(?P<number_too>{NUMBER}) maand(?:en)?\b",
    re.I,
)
_EURO: Final = re.compile(
    rf"{_BOUND}(?:€ ?(?P<sum>\d{{1,3}}(?:\.\d{{3}})*|\d+)"
    rf"|(?<![\w,.-])(?P<number>\d{{1,3}}(?:\.\d{{3}})*|\d+|{NUMBER}) euro\b)"
    r"(?:,(?:\d\d|-))?(?: per (?P<each>\w+))?",
    re.I,
)
_ABSENT: Final = re.compile(
    rf"{_BOUND}(?<![\w,.-])(?P<number>{NUMBER}) (?P<each>les)?u(?:ur|ren) (?:\w+ )?(?:verzuim\w*|afwezig\w*)", re.I
)
_COUNTED: Final = "meldingen|signalen|aanmaningen|waarschuwingen|herinneringen|klachten|gesprekken|pogingen|keer|maal"
_TIMES: Final = re.compile(
    rf"{_BOUND}(?<![\w,.-])(?P<number>{NUMBER}) (?P<each>{_COUNTED})\b(?! (?:per|in|elke?|iedere?)\b)", re.I
)
# Letters of each, which are sought first: most texts hold none.
_KINDS: Final = (
    (("maandhu", "achterstand", "schuld", "maand huur", "maanden huur", "maanden achter"), _RENT, "rent"),
    (("€", "euro"), _EURO, "euro"),
    (("verzuim", "afwezig"), _ABSENT, "hours absent"),
    (tuple(_COUNTED.split("|")), _TIMES, ""),
)


def amounts(text: str) -> Iterator[Amount]:
    """The amounts in a text, in reading order; none where it gives two of a kind, as a range or a scale does."""
    low = text.lower()
    kinds = [kind for kind in _KINDS if any(letters in low for letters in kind[0])]
    found = [one for _, pattern, unit in kinds for one in _read(pattern, unit, text)]
    units = [one.unit for one in found]
    yield from sorted((one for one in found if units.count(one.unit) == 1), key=lambda one: one.start)


def _read(pattern: re.Pattern[str], unit: str, text: str) -> Iterator[Amount]:
    for match in pattern.finditer(text):
        said = {name: value for name, value in match.groupdict().items() if value}
        number = _number(said.get("number") or said.get("number_too") or said.get("sum", ""))
        words = (said.get("bound") or said.get("bound_too") or "").strip()
        if number:
            each = f"{unit} {said.get('each', '').lower()}".strip()
            yield Amount(match.start(), match.end(), number, each, _bound(words))


def _bound(words: str) -> Bound:
    if not words:
        return Bound.EXACT
    return Bound.MOST if re.fullmatch(_MOST, words, re.I) else Bound.LEAST


def _number(word: str) -> float:
    low = word.lower()
    plain = low.replace(".", "")
    return float(plain) if plain.isdigit() else NUMBERS.get(low, 0.0)
