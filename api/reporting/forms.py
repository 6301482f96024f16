"""The forms in which findings are taken along, each with its media type."""

from datetime import UTC, datetime
from typing import Final, Literal

from api.reporting.report import Report

Form = Literal["html", "csv", "xlsx", "docx"]
TYPES: Final[dict[Form, str]] = {
    "html": "text/html; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def written(report: Report, form: Form) -> bytes:
    """A report in a form; text is UTF-8."""
    match form:
        case "html":
            from api.reporting.page import page

            return page(report).encode()
        case "csv":
            from api.reporting.table import comma_separated

            return comma_separated(report).encode()
        case "xlsx":
            from api.reporting.workbook import workbook

            return workbook(report)
        case "docx":
            from api.reporting.document import document

            return document(report, datetime.now(UTC))
