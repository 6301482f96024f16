"""Chunks on a PDF page to lines, lines to blocks: headers out, hyphens joined, paragraphs whole."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from ingest.readers.blocks import Block, BlockKind, Piece, RawDocument, squeezed
from ingest.readers.pdf_tables import Table
from ingest.readers.text import MARKER, item, row


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
    """What was read of one page."""

    number: int
    height: float = 842.0
    chunks: list[Chunk] = field(default_factory=list)
    tables: tuple[Table, ...] = ()
    has_rules: bool = False
    has_images: bool = False


@dataclass(slots=True)
class Line:
    """A line of text; `cells` is set for a table row."""

    page: int
    chunks: list[Chunk]
    cells: list[list[Chunk]] | None = None

    @property
    def text(self) -> str:
        return "".join(chunk.text for chunk in self.chunks)

    @property
    def _inked(self) -> list[Chunk]:
        return [chunk for chunk in self.chunks if chunk.text.strip()] or self.chunks

    @property
    def x(self) -> float:
        return min(chunk.x for chunk in self._inked)

    @property
    def y(self) -> float:
        return self._inked[0].y

    @property
    def size(self) -> float:
        return max(self._inked, key=lambda chunk: len(chunk.text)).size

    @property
    def bold(self) -> bool:
        return all(chunk.bold for chunk in self._inked if any(c.isalnum() for c in chunk.text))


def lay_out(pages: Sequence[PageText], raw: str) -> RawDocument:
    """Blocks in reading order from all pages."""
    lines = [list(_lines(page)) for page in pages]
    heights = {page.number: page.height for page in pages}
    body = _without_running(lines, heights)
    flat = [line for page in body for line in page]
    text_size = _body_size(flat)
    blocks = list(_blocks(flat, text_size))
    _rank_headings(blocks)
    _mark_cuts(blocks, flat)
    stated = any(block.kind is BlockKind.HEADING for block in blocks)
    return RawDocument(raw, blocks, len(pages), stated_headings=stated)


# ---- lines --------------------------------------------------------------------------------------


def _lines(page: PageText) -> Iterator[Line]:
    """The lines of a page in reading order; a table row is one line, where its table begins."""
    rows = _table_rows(page)
    in_table = {id(chunk) for _, cells in rows for cell in cells for chunk in cell}
    pending = {table: [cells for number, cells in rows if number == table] for table, _ in rows}
    chunks: list[Chunk] = []
    for chunk in page.chunks:
        if id(chunk) in in_table:
            if chunks:
                yield Line(page.number, chunks)
                chunks = []
            table = next((n for n, cells in rows if any(chunk is c for cell in cells for c in cell)), -1)
            for cells in pending.pop(table, []):
                yield Line(page.number, [c for cell in cells for c in cell], cells)
            continue
        for part in _split(chunk):
            if part.text != "\n":
                chunks.append(part)
            elif chunks:
                yield Line(page.number, chunks)
                chunks = []
    if chunks:
        yield Line(page.number, chunks)


def _split(chunk: Chunk) -> Iterator[Chunk]:
    """The chunk's text and newlines apart."""
    at = 0
    for part in re.split(r"(\n)", chunk.text):
        if part:
            yield Chunk(part, chunk.raw + at, chunk.x, chunk.y, chunk.size, chunk.bold)
        at += len(part)


def _table_rows(page: PageText) -> list[tuple[int, list[list[Chunk]]]]:
    """(table number, cells with their chunks) for every row that holds words."""
    rows: list[tuple[int, list[list[Chunk]]]] = []
    inked = [chunk for chunk in page.chunks if chunk.text.strip()]
    for number, table in enumerate(page.tables):
        for cells in table:
            words = [[chunk for chunk in inked if cell.holds(chunk.x, chunk.y)] for cell in cells]
            if any(words):
                rows.append((number, words))
    return rows


def _without_running(pages: list[list[Line]], heights: dict[int, float]) -> list[list[Line]]:
    """Pages without running headers, footers and page numbers.

    Running is what stands in the top or bottom 12 % of at least half of the pages (two at least)
    with the same words, digits aside; so is a lone page number there.
    """
    edge: Counter[str] = Counter()
    for page in pages:
        edge.update({_shape(line) for line in page if _at_edge(line, heights)})
    enough = max(2, (len(pages) + 1) // 2)
    running = {shape for shape, count in edge.items() if count >= enough}

    def keep(line: Line) -> bool:
        if not line.text.strip():
            return False
        if not _at_edge(line, heights):
            return True
        return _shape(line) not in running and not _PAGE_NUMBER.fullmatch(line.text.strip())

    return [[line for line in page if keep(line)] for page in pages]


_PAGE_NUMBER = re.compile(r"(?:pagina|pag\.|blad|p\.)?\s*[-–]?\s*\d{1,4}\s*[-–]?(?:\s*(?:van|/|of)\s*\d{1,4})?", re.I)


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "0", re.sub(r"\s+", " ", line.text.strip().lower()))


def _at_edge(line: Line, heights: dict[int, float]) -> bool:
    height = heights[line.page]
    return line.cells is None and not 0.10 * height < line.y < 0.90 * height


def _body_size(lines: Sequence[Line]) -> float:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


# ---- blocks -------------------------------------------------------------------------------------

_LEADERS = re.compile(r"(?:\.\s?){3,}\s*\d*\s*$|…\s*\d*\s*$|\t\d+\s*$")


def _blocks(lines: Sequence[Line], text_size: float) -> Iterator[Block]:
    """Join lines into blocks."""
    words = Counter(re.findall(r"[^\W\d_]+", " ".join(line.text for line in lines).lower()))
    bold_text = sum(len(line.text) for line in lines if line.bold) > sum(len(line.text) for line in lines) / 2
    group: list[Line] = []
    leading = _leading(lines)
    for line in lines:
        if group and _begins(group, line, leading, text_size, bold_text):
            yield _block(group, words, text_size, bold_text)
            group = []
        group.append(line)
    if group:
        yield _block(group, words, text_size, bold_text)


def _leading(lines: Sequence[Line]) -> float:
    """The usual distance between two lines of one paragraph, in line sizes."""
    gaps = [
        (above.y - line.y) / line.size
        for above, line in pairwise(lines)
        if above.page == line.page and line.size and 0.8 < (above.y - line.y) / line.size < 2.2
    ]
    # the lower third: paragraph gaps are larger than line gaps, and there are fewer of them
    return sorted(gaps)[len(gaps) // 3] if gaps else 1.2


def _is_heading(line: Line, text_size: float, bold_text: bool) -> bool:
    larger = line.size >= text_size * 1.12
    return line.cells is None and (larger or (line.bold and not bold_text))


def _begins(group: list[Line], line: Line, leading: float, text_size: float, bold_text: bool) -> bool:
    """Whether `line` begins a new block after the lines in `group`."""
    last = group[-1]
    if line.cells is not None or last.cells is not None or _LEADERS.search(last.text):
        return True
    heading = _is_heading(line, text_size, bold_text)
    if heading != _is_heading(last, text_size, bold_text) or (heading and abs(line.size - last.size) > 0.6):
        return True
    if not heading and MARKER.match(line.text.strip() + " "):
        return not _wrapped_number(group, line)
    if line.page != last.page:
        return not last.text.rstrip().endswith(("-", "\u00ad")) or not line.text.lstrip()[:1].islower()
    gap = (last.y - line.y) / max(line.size, 1)
    if not -0.2 <= gap <= leading * 1.22:
        return True
    return bool(MARKER.match(group[0].text.strip() + " ")) and line.x < group[0].x - 1


def _wrapped_number(group: list[Line], line: Line) -> bool:
    """Whether what looks like a list number is the wrapped end of a sentence ("artikel / 4. De ...")."""
    found = MARKER.match(line.text.strip() + " ")
    before = group[-1].text.rstrip()
    return bool(
        found
        and found["marker"][0].isdigit()
        and re.search(r"\b(?:artikel|art\.|lid|bijlage|paragraaf|hoofdstuk|en|of)$", before, re.I)
    )


def _block(group: list[Line], words: Counter[str], text_size: float, bold_text: bool) -> Block:
    first = group[0]
    if first.cells is not None:
        cells = [
            (" ".join(chunk.text.strip("\n") for chunk in cell), cell[0].raw if cell else 0) for cell in first.cells
        ]
        return _row(first, cells)
    pieces = _joined(group, words)
    text = "".join(piece.text for piece in pieces)
    if _is_heading(first, text_size, bold_text):
        return Block(BlockKind.HEADING, pieces, first.page, level=round(first.size * 10))
    if found := MARKER.match(text):
        block = item(text[found.end() :], 0, first.page, found["marker"], 1 + int(first.x // 18))
        block.pieces = [Piece(f"{block.marker} ", None), *_tail(pieces, text, block, found.end())]
        return block
    return Block(BlockKind.PARAGRAPH, pieces, first.page)


def _tail(pieces: list[Piece], text: str, block: Block, skip: int) -> list[Piece]:
    """The pieces after the marker, limited to the words the item kept."""
    kept = "".join(piece.text for piece in block.pieces[1:])
    begin = text.find(kept, skip) if kept else len(text)
    out: list[Piece] = []
    at = 0
    for piece in pieces:
        low, high = max(begin, at), min(begin + len(kept), at + len(piece.text))
        if low < high:
            raw = None if piece.raw is None else piece.raw + low - at
            out.append(Piece(piece.text[low - at : high - at], raw))
        at += len(piece.text)
    return out


def _row(line: Line, cells: list[tuple[str, int]]) -> Block:
    """A table row; a cell of several lines keeps the place of each of them."""
    block = row(cells, line.page)
    pieces: list[Piece] = []
    for number, cell in enumerate(line.cells or []):
        if number:
            pieces.append(Piece("\t", None))
        for place, chunk in enumerate(cell):
            if place and pieces[-1].text not in (" ", "\t"):
                pieces.append(Piece(" ", None))
            pieces += squeezed(chunk.text, chunk.raw)
    while pieces and not pieces[-1].text.strip():
        pieces.pop()
    block.pieces = pieces
    return block


def _joined(group: list[Line], words: Counter[str]) -> list[Piece]:
    """The lines of a block as one; hyphens at line ends are taken out where the word is whole without."""
    pieces: list[Piece] = []
    for number, line in enumerate(group):
        own = _squeeze_chunks(line.chunks)
        if number and pieces and own:
            left, right = "".join(p.text for p in pieces[-8:]), "".join(p.text for p in own[:6])
            match _hyphen(left, right, words):
                case "drop":
                    pieces[-1] = Piece(pieces[-1].text[:-1], pieces[-1].raw)
                case "keep":
                    pass
                case _:
                    pieces.append(Piece(" ", None))
        pieces += own
    return [piece for piece in pieces if piece.text]


def _squeeze_chunks(chunks: Sequence[Chunk]) -> list[Piece]:
    """Pieces of one line with single spaces, none at the ends."""
    pieces: list[Piece] = []
    for chunk in chunks:
        lead = chunk.text[: len(chunk.text) - len(chunk.text.lstrip())]
        if (lead or not chunk.text.strip()) and pieces and pieces[-1].text != " ":
            pieces.append(Piece(" ", chunk.raw if chunk.text[0] == " " else None))
        inner = squeezed(chunk.text, chunk.raw)
        pieces += inner
        if inner and chunk.text[-1].isspace():
            last = chunk.raw + len(chunk.text) - 1
            pieces.append(Piece(" ", last if chunk.text[-1] == " " else None))
    while pieces and pieces[-1].text == " ":
        pieces.pop()
    return pieces


def _hyphen(left: str, right: str, words: Counter[str]) -> str:
    """What to do between two lines: "drop" the hyphen, "keep" it without a space, or set a "space"."""
    if left.endswith("\u00ad"):
        return "drop"
    ends = re.search(r"([^\W\d_]+)[-\u2010]$", left)
    begins = re.match(r"[^\W\d_]+", right)
    if not ends or not begins:
        return "space"
    head, tail = ends[1], begins[0]
    if tail in ("en", "of", "als"):
        return "space"  # "zorg- en strafketen": a hanging hyphen
    if not tail[0].islower() or head.isupper():
        return "keep"
    if words[(head + tail).lower()]:
        return "drop"
    hyphenated = rf"\b{re.escape(head)}-{re.escape(tail)}"
    return "keep" if re.search(hyphenated, " ".join(words)) else "drop"


def _rank_headings(blocks: list[Block]) -> None:
    """Give headings their level: the largest letters are level 1, and so on."""
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    sizes = sorted({block.level for block in headings}, reverse=True)
    for block in headings:
        block.level = sizes.index(block.level) + 1


def _mark_cuts(blocks: list[Block], lines: Sequence[Line]) -> None:
    """Mark a paragraph that fills the last line of its page without ending its sentence."""
    full = median([len(line.text) for line in lines if line.cells is None] or [0]) * 0.85
    last_line = {line.page: line for line in lines}
    for block, following in pairwise(blocks):
        if following.page == block.page or following.kind is not BlockKind.PARAGRAPH:
            continue
        if block.kind in (BlockKind.HEADING, BlockKind.ROW) or re.search(r"[.:;?!]\s*$", block.text):
            continue
        line = last_line.get(block.page)
        block.cut = line is not None and len(line.text.strip()) >= full
