"""An answer to take along as a Word document: headings, lists and quotes that a screen reader knows as such."""

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from api.sentences import Lang
from api.sharing.excerpt import Cited, Excerpt, Points, Said

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

_TAGS: Final[dict[Lang, str]] = {"nl": "nl-NL", "en": "en-GB"}
_DUTCH: Final = "Nederlands"  # a style of characters
_LONGEST_TITLE: Final = 255  # characters; the format allows no more


def word(taken: Excerpt, now: datetime) -> bytes:
    """The excerpt as a .docx file; `now` is when it was made."""
    document = begin(taken.question, taken.closing, taken.lang, now)
    document.add_heading(taken.question, 1)
    document.add_paragraph(taken.scope)
    _write_answer(document, taken)
    for points in taken.notes:
        _write_points(document, points)
    if taken.sources:
        document.add_heading(taken.sources_label, 2)
    for source in taken.sources:
        _write_source(document, source, taken)
    if taken.nearest:
        _write_points(document, taken.nearest)
    document.add_paragraph(taken.closing)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def begin(title: str, about: str, lang: Lang, now: datetime) -> "Document":
    """An empty document of this house: A4, its look, its language, and what it tells of itself."""
    from docx import Document

    document = Document()
    told = document.core_properties
    told.title = title[:_LONGEST_TITLE]
    told.author = told.last_modified_by = "Afsprakenwijzer"
    told.language = _TAGS[lang]
    told.comments = about
    told.created = told.modified = now
    _style(document, lang)
    return document


def _write_answer(document: "Document", taken: Excerpt) -> None:
    document.add_heading(taken.headline, 2)
    if taken.frame:
        document.add_paragraph().add_run(taken.frame).bold = True
    for group in taken.groups:
        if group.heading:
            document.add_heading(group.heading, 3)
        for claim in group.said:
            _write_claim(document, claim)
    if taken.rows:
        _write_table(document, taken)
    if taken.left_out:
        document.add_paragraph(taken.left_out)
    if taken.terms:
        document.add_paragraph(taken.terms)


def _write_table(document: "Document", taken: Excerpt) -> None:
    """A comparison, its first row repeated on every page and no row parted by the end of one."""
    from docx.oxml import OxmlElement

    heads = [taken.subject_label, *(cell.region for cell in taken.rows[0].cells)]
    table = document.add_table(len(taken.rows) + 1, len(heads), style="Table Grid")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        cell.paragraphs[0].add_run(head).bold = True
    for line, row in zip(table.rows[1:], taken.rows, strict=True):
        first, *others = line.cells
        first.paragraphs[0].add_run(row.heading).bold = True
        for cell, beside in zip(others, row.cells, strict=True):
            if not beside.said:
                cell.paragraphs[0].add_run(beside.silent).italic = True
            for number, claim in enumerate(beside.said):
                _write_said(cell.add_paragraph() if number else cell.paragraphs[0], claim)
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    document.add_paragraph()


def _write_claim(document: "Document", claim: Said) -> None:
    _write_said(document.add_paragraph(), claim)


def _write_said(paragraph: "Paragraph", claim: Said) -> None:
    write_dutch(paragraph, claim.text)
    paragraph.add_run(f" {claim.marks}")


def _write_points(document: "Document", points: Points) -> None:
    document.add_heading(points.heading, 2)
    for text in points.texts:
        document.add_paragraph(text, style="List Bullet")


def _write_source(document: "Document", source: Cited, taken: Excerpt) -> None:
    """A source under its own heading, never parted by the end of a page."""
    heading = document.add_heading(f"{source.label}: ", 3)
    write_dutch(heading, source.title)
    about = document.add_paragraph()
    write_dutch(about, "\n".join(filter(None, (source.file, source.path))))
    about.add_run(f"\n{source.about}")
    quote = document.add_paragraph(style="Quote")
    write_dutch(quote, source.quote)
    for one in (about, quote):
        one.paragraph_format.keep_with_next = one.paragraph_format.keep_together = True
    document.add_paragraph(f"{taken.reference_label}: {source.reference}")


def write_dutch(paragraph: "Paragraph", text: str) -> None:
    """Text of the documents, which is read aloud and spelled as Dutch whatever surrounds it."""
    paragraph.add_run(text, style=_DUTCH)


def _style(document: "Document", lang: Lang) -> None:
    """A4, one calm look, and the language of the words around the quotes."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(11)
    styles["Normal"].paragraph_format.space_after = Pt(6)
    for name, size, before in (("Heading 1", 18, 0), ("Heading 2", 14, 18), ("Heading 3", 11, 12)):
        styles[name].font.size, styles[name].font.color.rgb = Pt(size), RGBColor(0x0A, 0x3B, 0x3F)
        styles[name].paragraph_format.space_before, styles[name].paragraph_format.space_after = Pt(before), Pt(4)
    styles["Quote"].font.italic = False
    styles["Quote"].paragraph_format.left_indent = Mm(8)
    for spoken in styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:val"), _TAGS[lang])
    dutch = OxmlElement("w:lang")
    dutch.set(qn("w:val"), _TAGS["nl"])
    styles.add_style(_DUTCH, WD_STYLE_TYPE.CHARACTER).element.get_or_add_rPr().append(dutch)
