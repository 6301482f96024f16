"""How often something is done, in one measure: "elk kwartaal" is as often as "eens per drie maanden"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kb.consistency.terms.bounds import Bound, crossed, nearly
from kb.consistency.terms.lengths import NUMBER, NUMBERS


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How many times a year, where it stands; `counted` tells that the text counts times in a period."""

    start: int
    end: int
    a_year: float
    bound: Bound
    counted: bool = False

    def alike(self, other: "Rhythm") -> bool:
        """Whether both come down to the same in practice: every four weeks is monthly."""
        return nearly(self.a_year, other.a_year)

    def contradicts(self, other: "Rhythm") -> bool:
        """Whether both cannot be the rule: another figure, unless one is a bound that the other keeps to."""
        return not self.alike(other) and crossed(self.a_year, self.bound, other.a_year, other.bound)


_A_YEAR: Final = {"werkdag": 260.0, "dag": 365.0, "week": 52.0, "maand": 12.0, "kwartaal": 4.0, "halfjaar": 2.0}
_A_YEAR_MORE: Final = {"jaar": 1.0}
_PERIOD: Final = (
    r"werkdag(?:en)?|dag(?:en)?|week|weken|maand(?:en)?|kwarta(?:al|len)|halfjaar|half jaar|(?:kalender)?jaar|jaren"
)
_BOUND: Final = (
    r"(?P<bound>(?:(?:ten minste|tenminste|minimaal|minstens|in elk geval|ten hoogste|hoogstens|maximaal|niet vaker dan"
    r"|in principe|in beginsel|ongeveer) )?)"
)
_TIMES: Final = rf"(?:(?P<times>{NUMBER}|eens)(?: ?(?:keer|maal|x))?|(?P<joined>een|één|twee|drie|vier|zes)maal)"
_COUNTED: Final = re.compile(
    rf"(?<![\w€,.-]){_BOUND}(?:{_TIMES}) (?:per|in de|in het|elk|elke|in een|iedere|ieder) "
    rf"(?:(?P<every>{NUMBER}) )?(?P<period>{_PERIOD})\b",
    re.I,
)
_EVERY: Final = re.compile(
    rf"(?<![\w-]){_BOUND}(?:(?:elke?|iedere?) (?:(?P<every>{NUMBER}) )?|om de (?:(?P<other>{NUMBER}) )?)"
    rf"(?P<period>{_PERIOD})\b",
    re.I,
)
_LY: Final = re.compile(
    rf"(?<![\w-]){_BOUND}(?P<many>half|twee|drie|vier|zes|acht)?(?P<period>dage|weke|maande|kwartaal|jaar)lijkse?\b",
    re.I,
)
# "de twee jaarlijkse vergaderingen" are two a year
_MANY: Final = re.compile(
    rf"(?<![\w-]){_BOUND}(?P<times>beide|twee|drie|vier|vijf|zes|acht) (?P<period>jaar|maande|weke)lijkse (?=\w+en\b)",
    re.I,
)
_PERIODS: Final = {"dage": "dag", "weke": "week", "maande": "maand", "kwartaal": "kwartaal", "jaar": "jaar"}
_NO_RHYTHM: Final = re.compile(r"(?:€|euro|uur|procent|%) ?$", re.I)


def rhythms(text: str) -> Iterator[Rhythm]:
    """How often things are done according to a text, in reading order; each stretch of it is read once."""
    end = 0
    found = [*_of_counted(text), *_of_every(text), *_of_adverbs(text), *_of_many(text)]
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.start >= end:
            yield one
            end = one.end


def _of_counted(text: str) -> Iterator[Rhythm]:
    for match in _COUNTED.finditer(text):
        times = (match["times"] or match["joined"]).lower()
        number = 1.0 if times == "eens" else _number(times)
        if not re.search(r"keer|maal|x\b|eens", match[0].lower()) or not number:
            continue  # "vier per jaar" may be anything
        counted = times != "eens" and not match["every"]
        yield _rhythm(match, number, _number(match["every"] or "een"), counted=counted)


def _of_every(text: str) -> Iterator[Rhythm]:
    for match in _EVERY.finditer(text):
        if _NO_RHYTHM.search(text[max(0, match.start() - 8) : match.start()]):
            continue
        alternate = re.search(r"\bom de\b", match[0], re.I)  # "om de week" is every two weeks
        yield _rhythm(match, 1.0, _number(match["other"] or "twee") if alternate else _number(match["every"] or "een"))


def _of_adverbs(text: str) -> Iterator[Rhythm]:
    for match in _LY.finditer(text):
        many = (match["many"] or "").lower()
        if many == "half":  # "halfjaarlijks"
            yield _rhythm(match, 2.0, 1.0)
        else:
            yield _rhythm(match, 1.0, NUMBERS.get(many, 1.0))


def _of_many(text: str) -> Iterator[Rhythm]:
    for match in _MANY.finditer(text):
        times = match["times"].lower()
        yield _rhythm(match, 2.0 if times == "beide" else NUMBERS[times], 1.0, counted=True)


def _rhythm(match: re.Match[str], times: float, every: float, *, counted: bool = False) -> Rhythm:
    period = match["period"].lower()
    period = _PERIODS.get(period) or _singular(period)
    a_year = times * (_A_YEAR | _A_YEAR_MORE)[period] / (every or 1.0)
    bound = match["bound"].lower()
    kind = Bound.EXACT
    if bound.startswith(("ten minste", "tenminste", "min", "in elk")):
        kind = Bound.LEAST
    elif bound.startswith(("ten hoogste", "hoogstens", "max", "niet vaker")):
        kind = Bound.MOST
    return Rhythm(match.start(), match.end(), a_year, kind, counted)


def _number(word: str) -> float:
    low = word.lower()
    return float(low) if low.isdigit() else NUMBERS.get(low, 0.0)


def _singular(period: str) -> str:
    if period in {"half jaar", "halfjaar"}:
        return "halfjaar"
    return {"weken": "week", "kwartalen": "kwartaal", "jaren": "jaar", "kalenderjaar": "jaar"}.get(
        period
    ) or period.removesuffix("en")
