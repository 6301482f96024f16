"""Dutch dates in running text, and the day an agreement that names one holds last."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun", "juli jul", "augustus aug",
            "september sept sep", "oktober okt", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
DATE = (
    r"(?:\d{1,2}(?:e|ste|de)?\s+(?:" + "|".join(MONTHS) + r")\.?\s+\d{4}"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2})"
)
_WRITTEN = re.compile(r"(\d{1,2})(?:e|ste|de)?\s+(" + "|".join(MONTHS) + r")\.?\s+(\d{4})", re.I)
_FIGURES = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


_FIRST_YEAR, _LAST_YEAR = 1800, 2999  # no agreement holds outside; beyond year 9999 no calendar goes


@dataclass(frozen=True, slots=True)
class Found:
    """A date and where it stands."""

    value: date
    start: int
    end: int


def dates(text: str) -> Iterator[Found]:
    """The dates in a text, in order; day before month, as Dutch writes them; impossible ones left out."""
    for match in re.finditer(DATE, text, re.I):
        value = _value(match[0])
        if value and _FIRST_YEAR <= value.year <= _LAST_YEAR:
            yield Found(value, match.start(), match.end())


def _value(words: str) -> date | None:
    try:
        if found := _WRITTEN.fullmatch(words):
            return date(int(found[3]), MONTHS[found[2].lower()], int(found[1]))
        if found := _ISO.fullmatch(words):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _FIGURES.fullmatch(words):
            return date(int(found[3]), int(found[2]), int(found[1]))
    except ValueError:
        return None
    return None


def last_day(value: date, *, inclusive: bool) -> date:
    """The last day something holds that holds "tot en met" (inclusive) or "tot" a date.

    "Tot" a day excludes that day, save where it is the last day of a month: whoever writes "tot
    31 december" means the whole year.
    """
    ends_month = (value + timedelta(days=1)).day == 1
    return value if inclusive or ends_month else value - timedelta(days=1)


def years_later(value: date, years: int) -> date:
    """The last day of a term of whole years that begins on `value`."""
    try:
        end = value.replace(year=value.year + years)
    except ValueError:  # 29 February
        end = value.replace(year=value.year + years, month=3, day=1)
    return end - timedelta(days=1)
