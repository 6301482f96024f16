"""Plain text: bytes to characters, blank lines to paragraphs, line markers to list items."""

import codecs
import re

from ingest.readers.blocks import Block, BlockKind, Piece, RawDocument, squeezed
from ingest.readers.hyphens import Join, join, vocabulary
from ingest.readers.leaders import leader_start
from ingest.readers.lines import begins_part, tells_of_paper
from ingest.readers.ruled import ruled
from kb.errors import Damaged

MARKER = re.compile(
    r"^(?P<indent>[ \t]*)(?P<marker>[-•●○◦▪■□➢➤‣*–✓✔]|\d{1,2}[.)](?!\d)|\(?[a-z][.)]|[ivx]{1,4}[.)])[ \t]+(?=\S)"
)
BULLETS = frozenset("-•●○◦▪■□➢➤‣*–✓✔")
_TICKS = frozenset("✓✔☑☐")
_ORNAMENT = re.compile(r"^[✓✔☑☐▪➢]\s+")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SHORT = 60  # characters: a title or an address, which no line continues
_WRAPPED = 110  # a file without a longer line has its paragraphs broken by hand
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffd\ufffe\uffff]")


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
    return clean(text), guessed


def clean(text: str) -> str:
    """Characters that no text has and no database keeps as spaces, line ends as newlines."""
    return _CONTROL.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def read_text(data: bytes, name: str) -> RawDocument:
    """Read plain text. A form feed begins a new page."""
    raw, guessed = decode(data, name)
    lines = raw.split("\n")
    rows = ruled(lines)
    wrapped = max((len(line) for at, line in enumerate(lines) if at not in rows), default=0) <= _WRAPPED
    known = vocabulary(lines) if wrapped else None
    blocks: list[Block] = []
    page, at = 1, 0
    above = ""  # the line above, empty where the next line cannot continue it
    for number, line in enumerate(lines):
        page += line.count("\f")
        if cells := rows.get(number):
            blocks.append(row([(cell, at + low) for cell, low in cells], page))
        elif line.strip():
            block = line_block(line, at, page)
            if known and above and _continues(blocks[-1], above, block, line):
                _append(blocks[-1], squeezed(line, at), join(above, line, known))
            else:
                blocks.append(block)
        above = line
        if not line.strip():
            above = ""
        at += len(line) + 1
    warnings = [("encoding_guessed", {"file": name})] if guessed else []
    return RawDocument(raw, blocks, page, warnings=warnings)


def _continues(before: Block, above: str, block: Block, line: str) -> bool:
    """Whether a line is the hard-wrapped rest of the paragraph or item above it."""
    if before.kind is BlockKind.ROW or "\t" in line or leader_start(above) is not None:
        return False  # a contents line ends in its page number: it is never wrapped
    if begins_part(line) and begins_part(before.text):
        return False  # a list of appendices or articles
    if tells_of_paper(line) and not re.search(r"[.:;,]$", above.rstrip()):
        return False  # "Vastgesteld op 3 mei 2024" under a long title
    if before.kind is BlockKind.ITEM:
        return block.kind is BlockKind.PARAGRAPH and line.startswith((" ", "\t"))
    if len(before.text) <= _SHORT:
        return False
    # "de corporatie / - zo nodig - belt": a dash in the middle of a sentence is no bullet
    dashed = block.marker == "-" and not re.search(r"[.:;?!]$", above.rstrip()) and len(above) > _SHORT
    return block.kind is BlockKind.PARAGRAPH or (dashed and not line.startswith((" ", "\t")))


def _append(before: Block, pieces: list[Piece], how: Join) -> None:
    """Join a wrapped line to the block it continues."""
    if how is Join.SPACE:
        before.pieces.append(Piece(" ", None))
    elif how is Join.DROP and before.pieces[-1].text.endswith(("-", "\u2010")):
        last = before.pieces[-1]
        before.pieces[-1:] = [Piece(last.text[:-1], last.raw)] if len(last.text) > 1 else []
    before.pieces += pieces


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
    bare = words.rstrip()
    if bare[-1:] in _TICKS and bare[-2:-1].isspace():
        words = bare[:-1]
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
