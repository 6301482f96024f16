"""An agreement as DOCX, with Word's own heading styles, list numbering, header and footer.

The bytes depend on the source alone: fixed dates, sorted members and a fixed clock in the archive,
and no compression (zlib releases differ).
"""

import datetime
import io
import re
import zipfile
from collections.abc import Iterable
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from examples.source.agreement import Agreement, Heading, Item, Paragraph, Remark, Runs, Table, blocks

_CLOCK = (2025, 1, 1, 0, 0, 0)
_MEASURE = Cm(16)
_COLOUR = RGBColor(0x1F, 0x4E, 0x5F)
_HEADINGS, _BULLETS, _NUMBERS = 1, 2, 3  # our three kinds of numbering, and the first two lists
_TYPED_NUMBER = re.compile(r"^\d+\.\s+")


def as_docx(agreement: Agreement) -> bytes:
    """Typeset an agreement as DOCX."""
    document = docx.Document()
    _strip(document)
    _page(document, agreement)
    _styles(document)
    lists = _Lists(document)
    for block in blocks(agreement):
        match block:
            case Heading():
                _heading(document, block)
            case Paragraph():
                _write(document.add_paragraph(), block.runs)
            case Item():
                lists.add(block)
            case Table():
                _table(document, block)
            case Remark(name="titelblok"):
                document.add_paragraph(agreement.title, style="Title")
                document.add_paragraph(agreement.subtitle, style="Subtitle")
                document.add_paragraph(agreement.status)
            case Remark():
                raise ValueError(f"no such remark in Word: {block.name}")
    _describe(document, agreement)
    return _archive(document)


def _strip(document: Document) -> None:
    """Drop what the template brings and nobody reads: thumbnail, custom XML, table styles, statistics."""
    unread = ("thumbnail", "customXml", "stylesWithEffects", "extended-properties")
    for rels in (document.part.rels, document.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.endswith(unread)]:
            del rels[key]
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name not in {"Normal Table", "Table Grid"}:
            style.delete()


def _page(document: Document, agreement: Agreement) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.5)
    header, footer = section.header.paragraphs[0], section.footer.paragraphs[0]
    for line in (header, footer):
        line.paragraph_format.tab_stops.add_tab_stop(_MEASURE, WD_TAB_ALIGNMENT.RIGHT)
    header.add_run("\t".join(agreement.header))
    footer.add_run(f"{agreement.footer}\tPagina ")
    _field(footer, "PAGE")
    footer.add_run(" van ")
    _field(footer, "NUMPAGES")


def _field(paragraph: WordParagraph, code: str) -> None:
    xml = f'<w:fldSimple {nsdecls("w")} w:instr="{code}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    paragraph._p.append(parse_xml(xml))


def _styles(document: Document) -> None:
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(11)
    styles["Normal"].paragraph_format.space_after = Pt(7)
    for name, size, before in (("Title", 22, 0), ("Subtitle", 12, 0), ("Heading 1", 14, 16), ("Heading 2", 11.5, 10)):
        style = styles[name]
        style.font.name, style.font.size, style.font.color.rgb = "Calibri", Pt(size), _COLOUR
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(4)
    for name in ("Header", "Footer"):
        styles[name].font.size = Pt(8.5)
        # The template's own stops are made for another paper size; ours stand on the line itself.
        styles[name].paragraph_format.tab_stops.clear_all()
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "nl-NL")
    # Chapters are numbered by their style, as Word does it: the number stands nowhere in the text.
    _number(styles["Heading 1"].element, _HEADINGS, 0)


def _number(element: Any, num_id: int, level: int) -> None:  # python-docx types no property of its XML
    numbering = element.get_or_add_pPr().get_or_add_numPr()
    numbering.get_or_add_ilvl().val = level
    numbering.get_or_add_numId().val = num_id


def _heading(document: Document, heading: Heading) -> None:
    if heading.level > 1:
        document.add_heading(heading.text, level=2)
    elif heading.number_typed:
        _number(document.add_heading(heading.text, level=1)._p, 0, 0)  # 0 is Word for "not numbered"
    else:
        document.add_heading(_TYPED_NUMBER.sub("", heading.text), level=1)


class _Lists:
    """Word's list numbering: one definition a kind, one instance a list, so that each starts afresh."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._instances: dict[int, int] = {}
        self._numbering = document.part.numbering_part.element
        for child in list(self._numbering):
            self._numbering.remove(child)
        self._define(_HEADINGS, ["decimal:%1."], style="Heading1")
        self._define(_BULLETS, ["bullet:•", "bullet:–"])
        self._define(_NUMBERS, ["decimal:%1.", "lowerLetter:%2."])
        for kind in (_HEADINGS, _BULLETS):
            self._instance(kind, kind)

    def add(self, item: Item) -> None:
        """Add one item; letters at depth 2 and numbers at depth 1 are levels of one list."""
        if item.marker == "bullet":
            num_id = _BULLETS
        else:
            if item.list_id not in self._instances:
                self._instances[item.list_id] = _BULLETS + len(self._instances) + 1
                self._instance(_NUMBERS, self._instances[item.list_id], restart=True)
            num_id = self._instances[item.list_id]
        paragraph = self._document.add_paragraph(style="List Paragraph")
        _number(paragraph._p, num_id, item.depth - 1)
        paragraph.paragraph_format.space_after = Pt(3)
        _write(paragraph, item.runs)

    def _define(self, kind: int, levels: Iterable[str], style: str = "") -> None:
        xml = [f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{kind}"><w:multiLevelType w:val="multilevel"/>']
        for level, (number_format, text) in enumerate(level.split(":") for level in levels):
            linked = f'<w:pStyle w:val="{style}"/>' if style else ""
            xml.append(
                f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>{linked}'
                f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
                f'<w:pPr><w:ind w:left="{425 * (level + 1)}" w:hanging="425"/></w:pPr></w:lvl>'
            )
        self._numbering.append(parse_xml("".join([*xml, "</w:abstractNum>"])))

    def _instance(self, kind: int, num_id: int, *, restart: bool = False) -> None:
        start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if restart else ""
        xml = f'<w:num {nsdecls("w")} w:numId="{num_id}"><w:abstractNumId w:val="{kind}"/>{start}</w:num>'
        self._numbering.append(parse_xml(xml))


def _table(document: Document, table: Table) -> None:
    grid = document.add_table(rows=0, cols=len(table.rows[0]), style="Table Grid")
    for column, share in zip(grid.columns, table.shares, strict=False):  # without shares Word divides
        column.width = _MEASURE * share // 100
    for number, row in enumerate(table.rows):
        for cell, runs in zip(grid.add_row().cells, row, strict=True):
            _write(cell.paragraphs[0], runs, bold=number == 0)
            cell.paragraphs[0].paragraph_format.space_after = Pt(2)
    head = grid.rows[0]._tr.get_or_add_trPr()
    head.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    document.add_paragraph()


def _write(paragraph: WordParagraph, runs: Runs, *, bold: bool = False) -> None:
    for run in runs:
        written = paragraph.add_run(run.text)
        written.bold = run.bold or bold or None
        written.italic = run.italic or None


def _describe(document: Document, agreement: Agreement) -> None:
    properties = document.core_properties
    properties.title, properties.author = agreement.title, agreement.footer
    properties.comments = properties.keywords = properties.last_modified_by = ""
    properties.language = "nl-NL"
    properties.created = properties.modified = datetime.datetime.combine(agreement.date, datetime.time())


def _archive(document: Document) -> bytes:
    saved, out = io.BytesIO(), io.BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as target:
        # The content types come first by convention; "[" sorts before every other member.
        for name in sorted(source.namelist()):
            member = zipfile.ZipInfo(name, _CLOCK)
            member.create_system = 3  # or the archive would say which system built it
            target.writestr(member, source.read(name))
    return out.getvalue()
