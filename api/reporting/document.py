"""A report as a Word document: a finding under its heading, each side as a quote with its source below."""

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from api.reporting.report import Entry, Report
from api.sharing.word import begin, write_dutch

if TYPE_CHECKING:
    from docx.document import Document


def document(report: Report, now: datetime) -> bytes:
    """The report as a .docx file; `now` is when it was made."""
    written = BytesIO()
    paper = begin(report.title, report.scope, report.lang, now)
    paper.add_heading(report.title, 1)
    paper.add_paragraph(report.scope)
    for severity, entries in report.by_severity:
        paper.add_heading(severity, 2)
        for one in entries:
            _write(paper, report, one)
    paper.save(written)
    return written.getvalue()


def _write(paper: "Document", report: Report, one: Entry) -> None:
    paper.add_heading(f"{one.number}. {one.rule}", 3)
    said = paper.add_paragraph()
    write_dutch(said, one.sentence) if report.lang == "nl" else said.add_run(one.sentence)
    for side in one.sides:
        quote = paper.add_paragraph(style="Quote")
        write_dutch(quote, f"“{side.quote}”")
        quote.paragraph_format.keep_with_next = quote.paragraph_format.keep_together = True
        source = paper.add_paragraph(style="Quote")
        write_dutch(source, ", ".join(filter(None, (side.document, side.path))))
        source.add_run(f", {side.about}")
        source.paragraph_format.keep_together = True
    for label, text in _facts(report, one):
        line = paper.add_paragraph()
        line.add_run(f"{label}: ").bold = True
        line.add_run(text)


def _facts(report: Report, one: Entry) -> list[tuple[str, str]]:
    verdict = " ".join(filter(None, (one.verdict, report.label("lapsed_mark") if one.lapsed else "")))
    facts = (("decides", one.decides), ("verdict", verdict), ("note", one.note), ("owner", one.owner))
    return [(report.label(name), text) for name, text in facts if text]
