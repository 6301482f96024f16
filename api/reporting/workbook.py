"""A report as an Excel workbook: a sheet of findings to work through, and a sheet with every quote."""

from io import BytesIO
from typing import TYPE_CHECKING, Final

from api.reporting.report import Entry, Report
from api.reporting.table import Cell, heads, rows

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

_LONGEST: Final = 32_000  # characters; the format allows 32,767 in a cell
# Widths in characters of the columns of the first sheet, in their order.
_WIDTHS: Final = {
    "number": 6,
    "severity": 14,
    "rule": 26,
    "topic": 24,
    "sentence": 60,
    "quotes": 70,
    "sources": 50,
    "decides": 34,
    "verdict": 14,
    "note": 34,
    "owner": 20,
    "decided_on": 14,
    "until": 14,
    "id": 15,
}
_QUOTED: Final = 28  # width of a column of the second sheet


def workbook(report: Report) -> bytes:
    """The report as an .xlsx file. Nothing in it is a formula, whatever a text begins with."""
    from openpyxl import Workbook
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    book.properties.title, book.properties.creator = report.title, "Afsprakenwijzer"
    first = book.active
    if first is None:
        raise ValueError("a new workbook has a sheet")
    first.title = report.label("sheet_findings")
    _fill(first, [report.label(name) for name in _WIDTHS], [_row(report, one) for one in report.entries])
    for number, width in enumerate(_WIDTHS.values(), start=1):
        first.column_dimensions[_letter(number)].width = width
    second = book.create_sheet(report.label("sheet_quotes"))
    _fill(second, heads(report), list(rows(report)))
    for number in range(1, len(heads(report)) + 1):
        second.column_dimensions[_letter(number)].width = _QUOTED
    for sheet in (first, second):
        sheet.page_setup.orientation, sheet.page_setup.fitToHeight = "landscape", 0
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.print_title_rows = "1:1"
    written = BytesIO()
    book.save(written)
    return written.getvalue()


def _row(report: Report, one: Entry) -> list[Cell]:
    of_sides: dict[str, Cell] = {
        "quotes": "\n\n".join(f"“{side.quote}”" for side in one.sides),
        "sources": "\n\n".join(side.where for side in one.sides),
        "verdict": " ".join(filter(None, (one.verdict, report.label("lapsed_mark") if one.lapsed else ""))),
    }
    return [of_sides[name] if name in of_sides else getattr(one, name) for name in _WIDTHS]


def _fill(sheet: "Worksheet", head: list[str], table: list[list[Cell]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for column, name in enumerate(head, start=1):
        named = sheet.cell(1, column, name)
        named.font, named.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor="0F5257")
        named.alignment = Alignment(vertical="top", wrap_text=True)
    for at, row in enumerate(table, start=2):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(at, column, value[:_LONGEST] if isinstance(value, str) else value)
            if isinstance(value, str):
                cell.data_type = "s"  # "=…" is text here, never a formula
            cell.alignment = Alignment(vertical="top", wrap_text=True)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter

    return str(get_column_letter(number))
