"""Dutch dates in running text, and the day an agreement that names one holds last."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_CALLED = (
    "januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun", "juli jul", "augustus aug",
    "september sept sep", "oktober okt", "november nov", "december dec",
)  # fmt: skip
MONTHS = {name: number for number, names in enumerate(_CALLED, start=1) for name in names.split()}
MONTH = "|".join(names.split()[0] for names in _CALLED)  # written in full, as running text has it without a day
DATE = (
    r"(?:\d{1,2}(?:e|ste|de)?\s+(?:" + "|".join(MONTHS) + r")\.?\s+\d{4}"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{2}-\d{2}"
    # not "3.4.12", which is a section, nor "06-12-34 56 78", which rings
    r"|(?<![\d./-])\d{1,2}(?:/\d{1,2}/|-\d{1,2}-)['’]?\d{2}(?![\d/-]|\.\d|\s\d{2}\b))"
)
_WRITTEN = re.compile(r"(\d{1,2})(?:e|ste|de)?\s+(" + "|".join(MONTHS) + r")\.?\s+(\d{4})", re.I)
_FIGURES = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_SHORT = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/]['’]?(\d{2})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


_FIRST_YEAR, _LAST_YEAR = 1800, 2999  # no agreement holds outside; beyond year 9999 no calendar goes
_CENTURY = 2000  # of a year of two figures
_MONTHS_A_YEAR = 12


@dataclass(frozen=True, slots=True)
class Found:
    """A date and where it stands."""

    value: date
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A date that can be read two ways, and where it stands: `first` is day before month, `second` month before day."""

    first: date
    second: date
    start: int
    end: int


def dates(text: str) -> Iterator[Found]:
    """The dates in a text, in order; day before month, as Dutch writes them; impossible ones left out.

    One with a year of two figures is left out too where it can be read two ways: `doubtful` gives those.
    """
    for match in re.finditer(DATE, text, re.I):
        value = _value(match[0])
        if value and _FIRST_YEAR <= value.year <= _LAST_YEAR:
            yield Found(value, match.start(), match.end())


def doubtful(text: str) -> Iterator[Doubtful]:
    """The dates in a text that nobody can tell: 05/06/25 is 5 June or 6 May.

    With its year in full a date has the day in front, as is the rule in the Netherlands.
    """
    for match in re.finditer(DATE, text, re.I):
        if readings := _readings(match[0]):
            yield Doubtful(*readings, match.start(), match.end())


def _readings(words: str) -> tuple[date, date] | None:
    """Both days that a date with a short year may be; None for another date."""
    found = _SHORT.fullmatch(words)
    if found is None:
        return None
    one, other, year = int(found[1]), int(found[2]), _CENTURY + int(found[3])
    if one == other or not (0 < one <= _MONTHS_A_YEAR and 0 < other <= _MONTHS_A_YEAR):
        return None
    return date(year, other, one), date(year, one, other)


def _value(words: str) -> date | None:
    try:
        if found := _SHORT.fullmatch(words):
            return None if _readings(words) else date(_CENTURY + int(found[3]), int(found[2]), int(found[1]))
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
    return months_later(value, _MONTHS_A_YEAR * years)


def months_later(value: date, months: int) -> date:
    """The last day of a term of whole months that begins on `value`."""
    years, month = divmod(value.month - 1 + months, _MONTHS_A_YEAR)
    try:
        end = value.replace(year=value.year + years, month=month + 1)
    except ValueError:  # 29 February, or the 31st of a month of thirty days
        end = (value.replace(day=1, year=value.year + years, month=month + 1) + timedelta(days=31)).replace(day=1)
    return end - timedelta(days=1)
