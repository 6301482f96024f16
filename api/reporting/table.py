"""A report as rows and columns, and as comma-separated values (RFC 4180): a row for each side of a finding."""

import csv
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Final

from api.reporting.report import Entry, Report, Side

Cell = str | int | date | None

_OF_FINDING: Final = ("number", "severity", "rule", "topic", "sentence", "relation")
_OF_SIDE: Final = ("side", "quote", "document", "region", "path", "about", "file", "reference")
_DECIDED: Final = ("decides", "verdict", "lapsed", "note", "owner", "decided_on", "until", "id")
COLUMNS: Final = (*_OF_FINDING, *_OF_SIDE, *_DECIDED)
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def heads(report: Report) -> list[str]:
    """The headings of the columns."""
    return [report.label(name) for name in COLUMNS]


def rows(report: Report) -> Iterator[list[Cell]]:
    """A row for each side of each finding."""
    for entry in report.entries:
        for number, side in enumerate(entry.sides, start=1):
            yield [_cell(report, entry, side, number, name) for name in COLUMNS]


def comma_separated(report: Report) -> str:
    """The report as CSV. A cell that a spreadsheet would take for a formula is given an apostrophe in front."""
    written = StringIO()
    out = csv.writer(written, lineterminator="\r\n")
    out.writerow(heads(report))
    for row in rows(report):
        out.writerow([_harmless(cell) for cell in row])
    return written.getvalue()


def _cell(report: Report, entry: Entry, side: Side, number: int, name: str) -> Cell:
    if name == "side":
        return number
    if name == "lapsed":
        return report.label("lapsed_yes") if entry.lapsed else ""
    if name == "quote":
        return f"“{side.quote}”"  # a list item begins with a hyphen, as a formula does
    cell: Cell = getattr(side if name in _OF_SIDE else entry, name)
    return cell


def _harmless(cell: Cell) -> str:
    text = cell.isoformat() if isinstance(cell, date) else "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(_FORMULA) else text
