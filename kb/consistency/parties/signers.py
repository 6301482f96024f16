"""Who signed a paper, and on which day: the rows of its signature table, or the lines of its signature block."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from kb.consistency.paper import Line, Paper, Row
from kb.consistency.parties.proper import ORGANISATION
from kb.language.dates import MONTHS
from kb.model import Role, Span

_WHOSE = re.compile(r"\b(?:partij|organisatie|instelling|namens|deelnemer|ondergetekende|voor)(?:en|s)?\b", re.I)
_WHEN = re.compile(r"\b(?:datum|getekend op|ondertekend op|d\.?d\.?|wanneer)\b", re.I)
_FOR = re.compile(r"(?:namens|voor)\s+(?:(?:de|het)\s+)?(?=\S)", re.I)
_WRITTEN = re.compile(rf"\b(\d{{1,2}})(?:e|ste|de)?\s+({'|'.join(MONTHS)})\.?\s+(\d{{4}})\b", re.I)
_FIGURES = re.compile(r"(?<![\d./-])(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?['’]?(\d{4}|\d{2})(?![\d./-])")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?![\d-])")
_VAGUE = re.compile(rf"\b(?:{'|'.join(MONTHS)})\.?\s+\d{{4}}\b|\b\d{{1,2}}\s+(?:{'|'.join(MONTHS)})\b", re.I)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as it is written: `first` is day before month, `second` the other way round where that is a day too."""

    words: Line
    first: date | None
    second: date | None = None
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: the name as written, with its row or line, and the day; `dated` also where it is no whole date."""

    name: Line
    place: Span
    day: Day | None = None
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    """The signers of a paper, where their table begins, and whether it has a column for dates.

    `prose` is what the block says beside its table, `common` whether that gives one date for all.
    """

    signers: tuple[Signer, ...]
    head: Span | None
    column: bool
    prose: str
    common: bool


@lru_cache(maxsize=2)  # of the paper that is being read, asked for by several rules
def signatures(paper: Paper) -> Signatures:
    """Who signed a paper; no signers where it has no table or block for it."""
    blocks = [one for one in paper.passages if one.role is Role.SIGNATURE]
    text = "\n".join(one.text for one in blocks)
    prose = "\n".join(line for line in text.split("\n") if "\t" not in line)
    rows = [row for row in paper.signed if [cell.text for cell in row.cells] != [cell.text for cell in row.header]]
    common = bool(_WRITTEN.search(prose) or _FIGURES.search(prose) or _ISO.search(prose))
    if rows:
        header = rows[0].header
        column = any(_WHEN.search(cell.text) for cell in header)
        signers = tuple(one for row in rows for one in _of_row(row))
        return Signatures(signers, Span(start=header[0].start, end=header[-1].end), column, prose, common)
    lines = tuple(_of_lines(paper))
    return Signatures(lines, None, False, prose, common)


def _of_row(row: Row) -> Iterator[Signer]:
    at = next((n for n, cell in enumerate(row.header) if _WHOSE.search(cell.text)), 0)
    if at >= len(row.cells) or not row.cells[at].text:
        return
    name = row.cells[at]
    rest = [cell for n, cell in enumerate(row.cells) if n != at]
    day = next((found for cell in rest if (found := day_in(cell))), None)
    vague = any(_VAGUE.search(cell.text) for cell in rest)
    yield Signer(name, Span(start=row.start, end=row.end), day, bool(day or vague))


def _of_lines(paper: Paper) -> Iterator[Signer]:
    """The lines of a block that name an organisation: "Namens de GGD", "Stichting X"."""
    for passage in paper.passages:
        if passage.role is not Role.SIGNATURE:
            continue
        for found in re.finditer(r"[^\n]+", passage.text):
            text = found[0].strip(" \t:.,;_-")
            behalf = _FOR.match(text)
            name = text[behalf.end() :] if behalf else text
            short = len(name.split()) <= 10 and not re.search(r"\d", name)
            if short and name and (behalf or ORGANISATION.search(name)):
                start = passage.start + found.start() + found[0].index(name)
                yield Signer(Line(name, start), Span(start=start, end=start + len(name)))


def day_in(cell: Line) -> Day | None:
    """The first date in a cell that is a day of the calendar."""
    if found := _WRITTEN.search(cell.text):
        first = _day(found[3], MONTHS[found[2].lower()], found[1])
        return Day(Line(found[0], cell.start + found.start()), first) if first else None
    if found := _ISO.search(cell.text):
        first = _day(*found.groups())
        return Day(Line(found[0], cell.start + found.start()), first) if first else None
    if found := _FIGURES.search(cell.text):
        one, other = _day(found[4], found[3], found[1]), _day(found[4], found[1], found[3])
        second = other if other != one else None
        return Day(Line(found[0], cell.start + found.start()), one, second, found[2]) if one or second else None
    return None


def days_in(line: Line) -> Iterator[date]:
    """The days that a line names with the month in words."""
    for found in _WRITTEN.finditer(line.text):
        day = _day(found[3], MONTHS[found[2].lower()], found[1])
        if day:
            yield day


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None
