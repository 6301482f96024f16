"""Plain text: bytes to characters, blank lines to paragraphs, line markers to list items."""

import codecs
import re

from ingest.readers.blocks import Block, BlockKind, Piece, RawDocument, squeezed
from kb.errors import Damaged

MARKER = re.compile(
    r"^(?P<indent>[ \t]*)(?P<marker>[-•●○◦▪■□➢➤‣*–✓✔]|\d{1,2}[.)](?!\d)|\(?[a-z][.)]|[ivx]{1,4}[.)])[ \t]+(?=\S)"
)
BULLETS = frozenset("-•●○◦▪■□➢➤‣*–✓✔")
_ORNAMENT = re.compile(r"^[✓✔☑☐▪➢]\s+")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WRAPPED = 110  # a file without a longer line has its paragraphs broken by hand
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f�]")


def decode(data: bytes, name: str) -> tuple[str, bool]:
    """Characters of a text file, and whether the encoding had to be guessed.

    A byte-order mark is believed, then UTF-8 is tried, then Windows-1252, which is what older
    Dutch office software writes. Raises Damaged where the result is no text.
    """
    guessed = False
    encoding = next((known for mark, known in _BOMS if data.startswith(mark)), "utf-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        if encoding != "utf-8":
            raise Damaged(f"{name}: broken {encoding}", file=name) from error
        text, guessed = data.decode("cp1252", errors="replace"), True
    if len(_CONTROL.findall(text)) > len(text) // 200:  # no text has a control character in every few lines
        raise Damaged(f"{name}: not a text file", file=name)
    # what remains of them is the same length, so that no position moves
    return _CONTROL.sub(" ", text).replace("\r\n", "\n").replace("\r", "\n"), guessed


def read_text(data: bytes, name: str) -> RawDocument:
    """Read plain text. A form feed begins a new page."""
    raw, guessed = decode(data, name)
    blocks: list[Block] = []
    page, at = 1, 0
    open_block: Block | None = None
    lines = raw.split("\n")
    wrapped = max(map(len, lines)) <= _WRAPPED
    for line in lines:
        page += line.count("\f")
        if not line.strip():
            open_block = None
        else:
            block = line_block(line, at, page)
            if open_block is not None and wrapped and _continues(open_block, block, line):
                open_block.pieces += [Piece(" ", None), *block.pieces]
            else:
                blocks.append(block)
                open_block = block
        at += len(line) + 1
    warnings = [("encoding_guessed", {"file": name})] if guessed else []
    return RawDocument(raw, blocks, page, warnings=warnings)


def _continues(before: Block, block: Block, line: str) -> bool:
    """Whether a line is the hard-wrapped rest of the paragraph or item above it."""
    if block.kind is not BlockKind.PARAGRAPH or before.kind is BlockKind.ROW:
        return False
    if before.kind is BlockKind.ITEM:
        return line.startswith((" ", "\t"))
    # a contents line ends in its page number: it is never wrapped
    return not re.search(r"\t\d*$|\.{4,}\s*\d*$", before.text) and len(before.text) > 60 and "\t" not in line


def line_block(line: str, at: int, page: int) -> Block:
    """The block that a single line begins; `at` is where the line begins in the raw text."""
    if found := MARKER.match(line):
        indent = len(found["indent"].expandtabs(4))
        return item(line[found.end() :], at + found.end(), page, found["marker"], 1 + min(indent, 8) // 2)
    cells = line.strip().split("\t")
    if len(cells) > 2 or (len(cells) == 2 and not re.fullmatch(r"\d{1,3}", cells[1])):
        return row([(cell, at + offset) for cell, offset in _cells(line)], page)
    return Block(BlockKind.PARAGRAPH, squeezed(line, at), page)


def _cells(line: str) -> list[tuple[str, int]]:
    cells, at = [], 0
    for cell in line.split("\t"):
        cells.append((cell, at))
        at += len(cell) + 1
    return cells


def item(words: str, at: int, page: int, marker: str, level: int) -> Block:
    """A list item; every bullet is shown as a dash, ornaments such as ticks are left out."""
    shown = "-" if marker in BULLETS else marker
    if ornament := _ORNAMENT.match(words):
        words, at = words[ornament.end() :], at + ornament.end()
    trailing = re.search(r"\s+[✓✔☑☐]\s*$", words)
    if trailing:
        words = words[: trailing.start()]
    return Block(BlockKind.ITEM, [Piece(f"{shown} ", None), *squeezed(words, at)], page, level, shown)


def row(cells: list[tuple[str, int]], page: int) -> Block:
    """A table row; cells are set apart by a tab, so that they read as words either way."""
    pieces: list[Piece] = []
    for number, (cell, at) in enumerate(cells):
        if number:
            pieces.append(Piece("\t", None))
        pieces += squeezed(cell, at)
    while pieces and pieces[-1].text == "\t":
        pieces.pop()
    return Block(BlockKind.ROW, pieces, page)
