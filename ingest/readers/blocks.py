"""What every reader hands on: blocks of text that remember where each character was read."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kb.model import Run


class BlockKind(StrEnum):
    """What a block looks like on the page, before its meaning is known."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Piece:
    """Text as it will be shown, and where it begins in the raw text; None where we put it there."""

    text: str
    raw: int | None


@dataclass(slots=True)
class Block:
    """A heading, paragraph, list item or table row on one page.

    `level` is the heading or list level the format states, from 1; 0 where it states none.
    `marker` is the list marker or number in front of the words ("-", "1.", "a."), part of the pieces.
    `cut` says that the page ended before the sentence did.
    """

    kind: BlockKind
    pieces: list[Piece]
    page: int
    level: int = 0
    marker: str = ""
    cut: bool = False

    @property
    def text(self) -> str:
        """The words as they will be shown."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(slots=True)
class RawDocument:
    """What a reader read: the raw text of all pages, the blocks on them, how many pages there are.

    `stated_headings` is true where the format itself says what a heading is (styles, font sizes,
    markup); then a line that merely looks like one is not.
    """

    raw_text: str
    blocks: list[Block]
    pages: int
    stated_headings: bool = False
    warnings: list[tuple[str, dict[str, str]]] = field(default_factory=list)


@dataclass(slots=True)
class Placed:
    """A block with its place in the full text."""

    block: Block
    start: int
    end: int


@dataclass(slots=True)
class Assembled:
    """The full text, the place of every block in it and the way back to the raw text."""

    full_text: str
    placed: list[Placed]
    runs: tuple[Run, ...]
    page_starts: tuple[int, ...]


_TIGHT = {(BlockKind.ITEM, BlockKind.ITEM), (BlockKind.ROW, BlockKind.ROW)}


def assemble(blocks: Sequence[Block], pages: int) -> Assembled:
    """Set the blocks one below the other: items and rows a line apart, all else a blank line."""
    parts: list[str] = []
    placed: list[Placed] = []
    runs: list[Run] = []
    first_on_page: dict[int, int] = {}
    at = 0
    for previous, block in zip([None, *blocks[:-1]], blocks, strict=True):
        if previous is not None:
            tight = (previous.kind, block.kind) in _TIGHT
            gap = "\n" if tight else "\n\n"
            parts.append(gap)
            at += len(gap)
        first_on_page.setdefault(block.page, at)
        start = at
        for piece in block.pieces:
            if piece.raw is not None and piece.text:
                runs.append(Run(clean=at, raw=piece.raw, length=len(piece.text)))
            parts.append(piece.text)
            at += len(piece.text)
        placed.append(Placed(block, start, at))
    return Assembled("".join(parts), placed, tuple(_merged(runs)), _page_starts(first_on_page, pages, at))


def _merged(runs: Iterable[Run]) -> Iterable[Run]:
    """Runs that continue one another, as one."""
    held: Run | None = None
    for run in runs:
        if held and held.clean + held.length == run.clean and held.raw + held.length == run.raw:
            held = Run(clean=held.clean, raw=held.raw, length=held.length + run.length)
            continue
        if held:
            yield held
        held = run
    if held:
        yield held


def _page_starts(first: dict[int, int], pages: int, end: int) -> tuple[int, ...]:
    """Where each page begins; an empty page begins where the next one does."""
    starts = [end] * pages
    following = end
    for page in range(pages, 0, -1):
        following = first.get(page, following)
        starts[page - 1] = following
    return tuple(starts)


_STRETCH = re.compile(r"\s+|[^\s\u00ad\u200b\u2060\ufeff]+|[\u00ad\u200b\u2060\ufeff]+")
_INVISIBLE = frozenset("\u00ad\u200b\u2060\ufeff")  # where a word may or may not break; never part of it


def squeezed(text: str, raw: int) -> list[Piece]:
    """Pieces for `text` with its ends trimmed and every stretch of white space as one space.

    Soft hyphens and other marks without width are left out, so that a word is found as it is typed.
    `raw` is where `text` begins in the raw text.
    """
    pieces: list[Piece] = []
    for found in _STRETCH.finditer(text):
        stretch, at = found[0], raw + found.start()
        if stretch[0] in _INVISIBLE:
            continue
        if not stretch[0].isspace():
            pieces.append(Piece(stretch, at))
        elif pieces and pieces[-1].text != " ":
            # the first white-space character stands for the stretch; it keeps its own position
            pieces.append(Piece(" ", at if stretch[0] == " " else None))
    if pieces and pieces[-1].text == " ":
        pieces.pop()
    return pieces
