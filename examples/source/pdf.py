"""An agreement as PDF: justified and hyphenated, with running header, footer and contents list.

The bytes depend on the source alone: the standard fonts are used, streams stay uncompressed
(zlib releases differ) and reportlab's dates are fixed. A scanned page is a JPEG, as the locked Pillow
makes it, and has neither header nor footer.
"""

import io
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import cm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    HRFlowable,
    Image,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
)
from reportlab.platypus import Paragraph as Typeset
from reportlab.platypus import Table as Grid
from reportlab.platypus.doctemplate import IndexingFlowable
from reportlab.platypus.flowables import BalancedColumns

from examples.source.agreement import Agreement, Block, Heading, Item, Paragraph, Remark, Runs, Scan, Table, blocks
from examples.source.scan import as_jpeg

_WIDTH, _HEIGHT = A4
_MARGIN = 2.5 * cm
_MEASURE = _WIDTH - 2 * _MARGIN
_GUTTER = 0.8 * cm
_RULE = colors.HexColor("#1f4e5f")

_BODY = ParagraphStyle(
    "body",
    fontName="Helvetica",
    fontSize=10,
    leading=13.4,  # so that a page of the covenant ends inside a word, as pages of real agreements do
    spaceAfter=5,
    alignment=TA_JUSTIFY,
    hyphenationLang="nl_NL",
    hyphenationMinWordLength=7,
    allowWidows=1,
    allowOrphans=1,
)
_HEADING = ParagraphStyle(
    "heading",
    fontName="Helvetica-Bold",
    fontSize=11.5,
    leading=15,
    spaceBefore=9,
    spaceAfter=4,
    textColor=_RULE,
)
_SUBHEADING = ParagraphStyle("subheading", parent=_HEADING, fontSize=10, leading=13.4, spaceBefore=6, spaceAfter=2)
_TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=23, leading=29, spaceAfter=12, textColor=_RULE)
_SMALL_TITLE = ParagraphStyle("small title", parent=_TITLE, fontSize=17, leading=22, spaceAfter=6)
_SUBTITLE = ParagraphStyle("subtitle", fontName="Helvetica", fontSize=12.5, leading=18, spaceAfter=12)
_CELL = ParagraphStyle("cell", fontName="Helvetica", fontSize=9, leading=12)


def as_pdf(agreement: Agreement) -> bytes:
    """Typeset an agreement as PDF."""
    # Twice: the footer of the first page says how many there are.
    counted = _Template(io.BytesIO(), agreement)
    counted.multiBuild(_story(agreement))
    out = io.BytesIO()
    _Template(out, agreement, pages=counted.page).multiBuild(_story(agreement))
    return out.getvalue()


class _Template(BaseDocTemplate):
    """A4 pages that know their running lines and report their headings to the contents list."""

    def __init__(self, out: io.BytesIO, agreement: Agreement, *, pages: int = 0) -> None:
        super().__init__(
            out,
            pagesize=A4,
            title=agreement.title,
            author=agreement.footer,
            lang="nl-NL",
            invariant=1,
            pageCompression=0,
        )
        self._agreement = agreement
        self._pages = pages
        for name, size in (("staand", A4), ("liggend", landscape(A4))):
            width, height = size
            frame = Frame(_MARGIN, 2.4 * cm, width - 2 * _MARGIN, height - 5 * cm, 0, 0, 0, 0, id=name)
            self.addPageTemplates(
                PageTemplate(name, [frame], pagesize=size, onPage=self._header, onPageEnd=self._footer)
            )
        self.addPageTemplates(PageTemplate("scan", [Frame(0, 0, *A4, 0, 0, 0, 0)], pagesize=A4))

    def _header(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        left, right = self._agreement.header
        width, height = self.pageTemplate.pagesize
        _running_line(canvas, width, height - 1.7 * cm, left, right)
        canvas.setStrokeColor(_RULE)
        canvas.line(_MARGIN, height - 1.88 * cm, width - _MARGIN, height - 1.88 * cm)

    def _footer(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        number = f"Pagina {canvas.getPageNumber()} van {self._pages}"
        _running_line(canvas, self.pageTemplate.pagesize[0], 1.4 * cm, self._agreement.footer, number)

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - reportlab's name
        """Report a heading to the contents list and the outline."""
        if isinstance(flowable, Typeset) and flowable.style is _HEADING:
            text = flowable.getPlainText()
            self.canv.bookmarkPage(text)
            self.canv.addOutlineEntry(text, text)
            self.notify("heading", (text, self.page))


class _Contents(IndexingFlowable):
    """A contents list drawn as it is read: heading, leader, page.

    reportlab's own draws the leaders first, so that a reader of the file meets them before the heading.
    """

    _LEADING = 16

    def __init__(self) -> None:
        super().__init__()
        self._entries: list[tuple[str, int]] = []
        self._drawn: list[tuple[str, int]] = []

    def isSatisfied(self) -> bool:  # noqa: N802 - reportlab's name
        """Whether the pages drawn are those of this pass."""
        return self._entries == self._drawn

    def beforeBuild(self) -> None:  # noqa: N802 - reportlab's name
        """Begin a pass: draw what the pass before found."""
        self._drawn, self._entries = self._entries, []

    def notify(self, _: str, entry: tuple[str, int]) -> None:
        """Take in a heading and its page."""
        self._entries.append(entry)

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """Take the full measure and one line an entry."""
        self.width, self.height = width, self._LEADING * len(self._drawn)
        return self.width, self.height

    def draw(self) -> None:
        """Draw the entries, one line each."""
        self.canv.setFont("Helvetica", 10)
        self.canv.setFillColor(colors.black)
        for line, (text, page) in enumerate(self._drawn, start=1):
            room = self.width - stringWidth(f"{text}  {page}", "Helvetica", 10)
            entry = f"{text} {'.' * int(room / stringWidth('.', 'Helvetica', 10))} {page}"
            # What room is left is spread over the line: one stroke, flush with the right margin.
            spread = (self.width - stringWidth(entry, "Helvetica", 10)) / (len(entry) - 1)
            self.canv.drawString(0, self.height - line * self._LEADING, entry, charSpace=spread)


def _running_line(canvas: Canvas, width: float, height: float, left: str, right: str) -> None:
    canvas.setFont("Helvetica", 8)
    canvas.setFillColor(colors.HexColor("#555555"))
    canvas.drawString(_MARGIN, height, left)
    canvas.drawRightString(width - _MARGIN, height, right)


def _story(agreement: Agreement) -> list[Flowable]:
    story: list[Flowable] = []
    columns: list[Flowable] | None = None
    for block in blocks(agreement):
        match block:
            case Remark(name="twee kolommen"):
                columns = []
            case Remark(name="einde kolommen"):
                story.append(BalancedColumns(columns or [], innerPadding=_GUTTER, spaceAfter=6))
                columns = None
            case _:
                (story if columns is None else columns).extend(_flowables(block, agreement))
    return story


def _flowables(block: Block, agreement: Agreement) -> list[Flowable]:
    match block:
        case Heading():
            style = _HEADING if block.level == 1 else _SUBHEADING
            return [CondPageBreak(2.6 * cm), Typeset(escape(block.text), style)]
        case Paragraph():
            return [Typeset(_markup(block.runs), _BODY)]
        case Item():
            return [_item(block)]
        case Table():
            return [_grid(block), Spacer(0, 8)]
        case Scan():
            picture = Image(io.BytesIO(as_jpeg(block)), _WIDTH, _HEIGHT)
            return [NextPageTemplate("scan"), PageBreak(), picture, NextPageTemplate("staand"), PageBreak()]
        case Remark():
            return _remark(block, agreement)


def _remark(remark: Remark, agreement: Agreement) -> list[Flowable]:
    if remark.name == "voorblad":
        return [
            Spacer(0, 2.2 * cm),
            Typeset(escape(agreement.title), _TITLE),
            HRFlowable(width="100%", thickness=1.2, color=_RULE, spaceAfter=12),
            Typeset(escape(agreement.subtitle), _SUBTITLE),
            Typeset(escape(agreement.status), _SUBTITLE),
            Spacer(0, 1.2 * cm),
        ]
    if remark.name == "titelblok":
        return [
            Typeset(escape(agreement.title), _SMALL_TITLE),
            HRFlowable(width="100%", thickness=1.2, color=_RULE, spaceAfter=6),
            Typeset(escape(agreement.subtitle), _SUBTITLE),
            Typeset(escape(agreement.status), _BODY),
            Spacer(0, 6),
        ]
    if remark.name == "memo":
        return [Typeset("Memo", _TITLE)]
    if remark.name == "inhoud":
        return [Typeset("Inhoud", ParagraphStyle("contents heading", parent=_HEADING)), _Contents()]
    if remark.name == "nieuwe bladzijde":
        return [PageBreak()]
    if remark.name in {"liggende bladzijde", "staande bladzijde"}:
        return [NextPageTemplate(remark.name.removesuffix("e bladzijde")), PageBreak()]
    raise ValueError(f"no such remark: {remark.name}")


def _item(item: Item) -> Flowable:
    indent = 20 * item.depth
    style = ParagraphStyle(
        f"item {item.depth}", parent=_BODY, leftIndent=indent, bulletIndent=indent - 20, spaceAfter=3.5
    )
    return Typeset(_markup(item.runs), style, bulletText=item.label)


def _grid(table: Table) -> Flowable:
    head, *body = (
        [Typeset(_markup(cell, bold=row == 0), _CELL) for cell in cells] for row, cells in enumerate(table.rows)
    )
    signatures = not any(cells[-1] for cells in table.rows[1:])
    shares = table.shares or ((34, 36, 30) if signatures else (23, 53, 24))
    grid = Grid(
        [head, *body],
        colWidths=[f"{share}%" for share in shares],
        rowHeights=[None, *[1.05 * cm if signatures else None] * len(body)],
        repeatRows=1,
        spaceBefore=4,
    )
    grid.setStyle(
        [
            ("GRID", (0, 0), (-1, -1), 0.5, colors.black),
            ("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#e3ecef")),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ]
    )
    return grid


def _markup(runs: Runs, *, bold: bool = False) -> str:
    parts = []
    for run in runs:
        text = escape(run.text)
        text = f"<i>{text}</i>" if run.italic else text
        parts.append(f"<b>{text}</b>" if run.bold or bold else text)
    return "".join(parts)
