"""Lines of a PDF to blocks: paragraphs whole, hyphens joined, headings told by their letters."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import median

from ingest.readers.blocks import Block, BlockKind, Piece, squeezed
from ingest.readers.hyphens import Join, Vocabulary, join, vocabulary
from ingest.readers.leaders import leader_start
from ingest.readers.pdf_lines import Chunk, Line
from ingest.readers.text import MARKER, item

_REFERS = re.compile(r"\b(?:artikel|art\.|lid|bijlage|paragraaf|hoofdstuk|en|of)$", re.I)
_SENTENCE_END = re.compile(r"[.:;?!]$")
_FULL = 0.85  # of the usual line, in characters: such a line ran on to the margin
_NEXT_COLUMN = 100.0  # points: no list sets its items out by so much at once
_SAME_INDENT = 6.0  # points: "9." and "10." are set out by less


@dataclass(frozen=True, slots=True)
class _Usual:
    """What is usual in a document: letter size in points, line distance in sizes, line length in characters."""

    size: float
    leading: float
    length: float
    bold: bool

    def heads(self, line: Line) -> bool:
        """Whether a line is set as a heading: in larger letters, or bold where the text is not."""
        return line.cells is None and (line.size >= self.size * 1.12 or (line.bold and not self.bold))

    def fills(self, line: Line) -> bool:
        """Whether a line ran on to the margin."""
        return len(line.text.strip()) >= self.length * _FULL


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """The blocks in reading order, headings and list items ranked, sentences that a page cut marked."""
    usual = _usual(lines)
    known = vocabulary(line.text for line in lines)
    groups = list(_groups(lines, usual))
    blocks = [_block(group, known, usual) for group in groups]
    _rank_headings(blocks)
    _rank_items(blocks, [group[0] for group in groups])
    for block, following, group in zip(blocks, blocks[1:], groups, strict=False):
        block.cut = _is_cut(block, following) and usual.fills(group[-1])
    return blocks


def _usual(lines: Sequence[Line]) -> _Usual:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    near = list(_gaps(lines))
    gaps = [gap for gap, line in near if line.text.lstrip()[:1].islower() and not _marker(line)]
    # a list of short items has few lines that run on, a text in capitals none
    gaps = gaps or [gap for gap, _ in near]
    letters = sum(len(line.text) for line in lines)
    return _Usual(
        size=sizes.most_common(1)[0][0] if sizes else 10.0,
        # the lower third: some paragraphs begin in lower case too
        leading=sorted(gaps)[len(gaps) // 3] if gaps else 1.2,
        length=median([len(line.text) for line in lines if line.cells is None] or [0]),
        bold=sum(len(line.text) for line in lines if line.bold) > letters / 2,
    )


def _gaps(lines: Sequence[Line]) -> Iterator[tuple[float, Line]]:
    """How far a line stands below the one above it, in letter sizes, where they may be of one paragraph."""
    for above, line in pairwise(lines):
        if above.page == line.page and line.size and line.cells is None:
            gap = (above.y - line.y) / line.size
            if 0.8 < gap < 2.2:
                yield gap, line


def _groups(lines: Sequence[Line], usual: _Usual) -> Iterator[list[Line]]:
    """The lines that make up one block each."""
    group: list[Line] = []
    for line in lines:
        if group and _begins(group, line, usual):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _begins(group: list[Line], line: Line, usual: _Usual) -> bool:
    """Whether `line` begins a new block after the lines in `group`."""
    last = group[-1]
    if line.cells is not None or last.cells is not None or leader_start(last.text) is not None:
        return True
    heading = usual.heads(line)
    if heading != usual.heads(last) or (heading and abs(line.size - last.size) > 0.6):
        return True
    if not heading and (marker := _marker(line)):
        return not _runs_on(group, line, marker, usual)
    if line.page != last.page:
        return not last.text.rstrip().endswith(("-", "\u00ad")) or not line.text.lstrip()[:1].islower()
    gap = (last.y - line.y) / max(line.size, 1)
    if not -0.2 <= gap <= usual.leading * 1.22:
        return True
    return bool(_marker(group[0])) and line.x < group[0].x - 1


def _marker(line: Line) -> str:
    """The list marker a line begins with; empty where it has none."""
    found = MARKER.match(line.text.strip() + " ")
    return found["marker"] if found else ""


def _runs_on(group: list[Line], line: Line, marker: str, usual: _Usual) -> bool:
    """Whether what looks like a list marker is the wrapped rest of a sentence.

    "artikel / 4. De ..." is; so is "de corporatie / - zo nodig - belt", where the line before ran on
    to the margin and both begin at the same place.
    """
    before = group[-1].text.rstrip()
    if marker[0].isdigit():
        return bool(_REFERS.search(before[-20:]))
    if marker not in "-–" or _marker(group[0]) or _SENTENCE_END.search(before):
        return False
    return usual.fills(group[-1]) and abs(line.x - group[-1].x) < 1


def _block(group: list[Line], known: Vocabulary, usual: _Usual) -> Block:
    first = group[0]
    if first.cells is not None:
        return _row(first, first.cells)
    pieces = _joined(group, known)
    text = "".join(piece.text for piece in pieces)
    if usual.heads(first):
        return Block(BlockKind.HEADING, pieces, first.page, level=round(first.size * 10))
    if found := MARKER.match(text):
        block = item(text[found.end() :], 0, first.page, found["marker"], 1)
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


def _row(line: Line, cells: list[list[Chunk]]) -> Block:
    """A table row; a cell of several lines keeps the place of each of them."""
    pieces: list[Piece] = []
    for number, cell in enumerate(cells):
        if number:
            pieces.append(Piece("\t", None))
        for place, chunk in enumerate(cell):
            if place and pieces[-1].text not in (" ", "\t"):
                pieces.append(Piece(" ", None))
            pieces += squeezed(chunk.text, chunk.raw)
    while pieces and not pieces[-1].text.strip():
        pieces.pop()
    return Block(BlockKind.ROW, pieces, line.page)


def _joined(group: list[Line], known: Vocabulary) -> list[Piece]:
    """The lines of a block as one."""
    pieces: list[Piece] = []
    for number, line in enumerate(group):
        own = _squeeze_chunks(line.chunks)
        if pieces and own:
            kind = join(group[number - 1].text, line.text, known)
            if kind is Join.SPACE:
                pieces.append(Piece(" ", None))
            elif kind is Join.DROP and pieces[-1].text.endswith(("-", "\u2010")):
                pieces[-1] = Piece(pieces[-1].text[:-1], pieces[-1].raw)
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


def _rank_headings(blocks: Sequence[Block]) -> None:
    """Give headings their level: the largest letters are level 1, and so on."""
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    sizes = sorted({block.level for block in headings}, reverse=True)
    for block in headings:
        block.level = sizes.index(block.level) + 1


def _rank_items(blocks: Sequence[Block], firsts: Sequence[Line]) -> None:
    """Give the items of each list their level: those set out least are level 1, and so on."""
    for kind, run in groupby(zip(blocks, firsts, strict=True), key=lambda one: one[0].kind):
        items = list(run)
        if kind is not BlockKind.ITEM:
            continue
        level, reached = 0, float("-inf")
        indents = _indents([line for _, line in items])
        for (block, _), indent in sorted(zip(items, indents, strict=True), key=lambda one: one[1]):
            if indent - reached > _SAME_INDENT:
                level, reached = level + 1, indent
            block.level = level


def _indents(firsts: Sequence[Line]) -> list[float]:
    """How far the items of a list are set out within their column, in points, by the first line of each.

    Where reading goes up again, or on to another page, a column begins; it is another one where its
    items stand further aside than any list sets out.
    """
    columns: list[list[Line]] = []
    for line in firsts:
        if columns and line.page == columns[-1][-1].page and line.y <= columns[-1][-1].y + 1:
            columns[-1].append(line)
        else:
            columns.append([line])
    edges = [min(line.x for line in column) for column in columns]
    return [
        line.x - (edges[0] if abs(edge - edges[0]) < _NEXT_COLUMN else edge)
        for column, edge in zip(columns, edges, strict=True)
        for line in column
    ]


def _is_cut(block: Block, following: Block) -> bool:
    """Whether a page ends between two blocks before the first has ended its sentence."""
    if following.page == block.page or following.kind is not BlockKind.PARAGRAPH:
        return False
    return block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) and not _SENTENCE_END.search(block.text.rstrip())
