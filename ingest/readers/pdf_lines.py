"""Chunks on a PDF page to lines in reading order, running headers and footers out."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from ingest.readers.pdf_tables import Table


@dataclass(frozen=True, slots=True)
class Chunk:
    """Text drawn in one go; `raw` is its place in the raw text, x and y its baseline in points."""

    text: str
    raw: int
    x: float
    y: float
    size: float
    bold: bool


@dataclass(slots=True)
class PageText:
    """What was read of one page, as it is held: a turned page has its sides changed."""

    number: int
    height: float = 842.0
    chunks: list[Chunk] = field(default_factory=list)
    tables: tuple[Table, ...] = ()
    has_rules: bool = False


@dataclass(slots=True)
class Line:
    """A line of text; `cells` is set for a table row."""

    page: int
    chunks: list[Chunk]
    cells: list[list[Chunk]] | None = None

    @property
    def text(self) -> str:
        """The words as they were drawn."""
        return "".join(chunk.text for chunk in self.chunks)

    @property
    def _inked(self) -> list[Chunk]:
        return [chunk for chunk in self.chunks if chunk.text.strip()] or self.chunks

    @property
    def x(self) -> float:
        """Where the line begins, in points from the left."""
        return min(chunk.x for chunk in self._inked)

    @property
    def y(self) -> float:
        """The baseline, in points from below."""
        return self._inked[0].y

    @property
    def size(self) -> float:
        """The letter size of most of the line, in points."""
        return max(self._inked, key=lambda chunk: len(chunk.text)).size

    @property
    def bold(self) -> bool:
        """Whether every word is bold."""
        return all(chunk.bold for chunk in self._inked if any(c.isalnum() for c in chunk.text))


def lines_of(pages: Sequence[PageText]) -> list[Line]:
    """The lines of all pages in reading order, without what runs along on every page."""
    heights = {page.number: page.height for page in pages}
    return [line for page in _without_running([list(_lines(page)) for page in pages], heights) for line in page]


def _lines(page: PageText) -> Iterator[Line]:
    """The lines of a page in reading order; the rows of a table stand where its first words stand."""
    pending = _table_rows(page)
    table_of = {
        id(chunk): table for table, rows in pending.items() for cells in rows for cell in cells for chunk in cell
    }
    chunks: list[Chunk] = []
    for chunk in page.chunks:
        table = table_of.get(id(chunk))
        for part in [] if table is not None else _split(chunk):
            if part.text != "\n":
                chunks.append(part)
            elif chunks:
                yield Line(page.number, chunks)
                chunks = []
        if table is not None:
            if chunks:
                yield Line(page.number, chunks)
                chunks = []
            for cells in pending.pop(table, []):
                yield Line(page.number, [c for cell in cells for c in cell], cells)
    if chunks:
        yield Line(page.number, chunks)


def _split(chunk: Chunk) -> Iterator[Chunk]:
    """The chunk's text and newlines apart."""
    at = 0
    for part in re.split(r"(\n)", chunk.text):
        if part:
            yield Chunk(part, chunk.raw + at, chunk.x, chunk.y, chunk.size, chunk.bold)
        at += len(part)


def _table_rows(page: PageText) -> dict[int, list[list[list[Chunk]]]]:
    """For every table the rows that hold words, each a list of cells with their chunks."""
    rows: dict[int, list[list[list[Chunk]]]] = {}
    free = [chunk for chunk in page.chunks if chunk.text.strip()]
    for number, table in enumerate(page.tables):
        for row in table:
            cells = [[chunk for chunk in free if cell.holds(chunk.x, chunk.y)] for cell in row]
            if any(cells):
                rows.setdefault(number, []).append(cells)
                taken = {id(chunk) for cell in cells for chunk in cell}
                free = [chunk for chunk in free if id(chunk) not in taken]  # a word stands in one cell only
    return rows


# ---- running headers and footers ---------------------------------------------------------------

_EDGE = 0.10  # of the page's height, above and below
_PAGE_NUMBER = re.compile(
    r"(?:(?:pagina|pag\.|blad|p\.)\s*)?(?:[-–]\s*)?\d{1,4}(?:\s*[-–])?(?:\s*(?:van|/|of)\s*\d{1,4})?", re.I
)
_OWN_NUMBER = re.compile(r"(?:artikel|art\.|hoofdstuk|paragraaf|afdeling|bijlage)\s+\d", re.I)


def _without_running(pages: list[list[Line]], heights: dict[int, float]) -> list[list[Line]]:
    """Pages without running headers, footers and page numbers.

    Running is what stands at the edge of at least half of all pages, or of nearly all left-hand or
    right-hand ones, two at least, with the same words, figures aside; so is a lone page number there.
    """
    running = _repeated(pages, heights, missing=len(pages) // 2)
    for side in (pages[0::2], pages[1::2]):
        running |= _repeated(side, heights, missing=1)

    def keep(line: Line) -> bool:
        words = line.text.strip()
        if not words or not _at_edge(line, heights):
            return bool(words)
        return _shape(line) not in running and not _PAGE_NUMBER.fullmatch(words)

    return [[line for line in page if keep(line)] for page in pages]


def _repeated(pages: Sequence[list[Line]], heights: dict[int, float], *, missing: int) -> set[str]:
    """The shapes that stand at the edge of all but `missing` of the pages, and of two at least."""
    shapes: Counter[str] = Counter()
    for page in pages:
        shapes.update({_shape(line) for line in page if _at_edge(line, heights)})
    return {shape for shape, count in shapes.items() if count >= max(2, len(pages) - missing)}


def _shape(line: Line) -> str:
    """The words of a line without its figures; "Artikel 4" keeps its own, or headings would be taken to run."""
    words = re.sub(r"\s+", " ", line.text.strip().lower())
    return words if _OWN_NUMBER.match(words) else re.sub(r"\d+", "0", words)


def _at_edge(line: Line, heights: dict[int, float]) -> bool:
    height = heights[line.page]
    return line.cells is None and not _EDGE * height < line.y < (1 - _EDGE) * height
