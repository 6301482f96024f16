"""DOCX to blocks: styles say what a heading is, numbering is counted as Word counts it."""

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from ingest.readers.blocks import Block, BlockKind, Piece, RawDocument, squeezed
from ingest.readers.text import BULLETS, MARKER
from ingest.readers.text import item as text_item
from ingest.readers.word_numbering import Numbering, Styles, W, number_in, value_of
from ingest.readers.word_text import Words, words_of
from kb.errors import Damaged, Encrypted, TooLarge, Unsupported

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # typing only; parsing is defusedxml's

MAX_MEMBERS = 5_000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_PART = 50 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0"  # an encrypted DOCX is an OLE container
_MAIN = "word/document.xml"
_PARTS = (_MAIN, "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/endnotes.xml")
_NO_OUTLINE = 9
_BOLD_HEADING = 120  # characters at most


def read_word(data: bytes, name: str) -> RawDocument:
    """Read a DOCX: its body, with text boxes and notes behind the paragraph they belong to.

    Headers, footers and comments are left out. Raises TooLarge where it unpacks to more than the
    caps, Damaged where its parts are missing or broken or hold a document type definition, Encrypted
    where it wants a password, Unsupported where the zip file holds no Word document.
    """
    if data.startswith(_OLE):
        raise Encrypted(f"{name}: encrypted office file", file=name)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = _parts(archive, name)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise Damaged(f"{name}: {error!r}", file=name) from error
    except RuntimeError as error:  # zipfile's word for a password
        raise Encrypted(f"{name}: {error}", file=name) from error
    body = parts[_MAIN].find(f"{W}body")
    if body is None:
        raise Damaged(f"{name}: no body", file=name)
    styles = Styles(parts.get("word/styles.xml"))
    return _Walk(styles, Numbering(parts.get("word/numbering.xml"), styles), _notes(parts)).read(body)


def _parts(archive: zipfile.ZipFile, name: str) -> dict[str, "Element"]:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED:
        raise TooLarge(f"{name}: unpacks to {unpacked} bytes", file=name)
    held = {member.filename for member in members}
    if _MAIN not in held:
        raise Unsupported(f"{name}: a zip file without a Word document", file=name)
    return {part: _parse(_unpack(archive, part, name), name) for part in _PARTS if part in held}


def _unpack(archive: zipfile.ZipFile, part: str, name: str) -> bytes:
    """A member's bytes; what the archive says of its size is not believed."""
    with archive.open(part) as stream:
        data = stream.read(MAX_PART + 1)
    if len(data) > MAX_PART:
        raise TooLarge(f"{name}: {part} unpacks to over {MAX_PART} bytes", file=name)
    return data


def _parse(data: bytes, name: str) -> "Element":
    try:
        return defusedxml.ElementTree.fromstring(data, forbid_dtd=True)
    except (DefusedXmlException, defusedxml.ElementTree.ParseError, ValueError) as error:
        raise Damaged(f"{name}: {error!r}", file=name) from error


def _notes(parts: Mapping[str, "Element"]) -> dict[tuple[str, str], "Element"]:
    """The footnotes and endnotes by (kind, id)."""
    return {
        (kind, note.get(f"{W}id") or ""): note
        for kind in ("footnote", "endnote")
        if f"word/{kind}s.xml" in parts
        for note in parts[f"word/{kind}s.xml"].findall(f"{W}{kind}")
    }


class _Walk:
    """One pass over the body, counting pages, list numbers, notes and raw positions."""

    def __init__(self, styles: Styles, numbering: Numbering, notes: Mapping[tuple[str, str], "Element"]) -> None:
        self.styles = styles
        self.numbering = numbering
        self.notes = notes
        self.blocks: list[Block] = []
        self.raw: list[str] = []
        self.at = 0
        self.page = 1
        self.fresh = True
        self.noted = 0
        self.waiting: list[Block] = []  # notes, until the list or table that refers to them is over
        self.held = ""  # words of a paragraph whose end was deleted: they begin the next one

    def read(self, body: "Element") -> RawDocument:
        self._flow(_content(body))
        self._words(self.held, Words(self.fresh), None)
        self.blocks += self.waiting
        stated = any(block.kind is BlockKind.HEADING and block.level for block in self.blocks)
        return RawDocument("".join(self.raw), self.blocks, self.page, stated_headings=stated)

    def _flow(self, elements: Iterable["Element"]) -> None:
        for element in elements:
            if element.tag == f"{W}p":
                self._paragraph(element)
            else:
                self._table(element)

    def _paragraph(self, element: "Element") -> None:
        words = words_of(element, fresh=self.fresh)
        self.fresh = words.fresh
        self.page += words.before
        text, self.held = self.held + words.text, ""
        if words.joins_next:
            self.held = text
        else:
            self._words(text, words, element)
        self._note(words)
        self.page += words.after
        for box in words.boxes:
            self._flow(_content(box))

    def _words(self, text: str, words: Words, element: "Element | None") -> None:
        """The block that a paragraph's words are."""
        if not text.strip():
            return
        start = self._keep(text)
        style, number = (None, (None, None)) if element is None else _properties(element)
        level = self.styles.heading_level(style) or _own_outline(element)
        label = self.numbering.label(style, number)
        if level:
            self._add(Block(BlockKind.HEADING, _labelled(label, text, start), self.page, level))
        elif label is not None:
            self._add(text_item(text, start, self.page, label, self.numbering.depth(style, number)))
        elif found := MARKER.match(text):
            self._add(text_item(text[found.end() :], start + found.end(), self.page, found["marker"], 1))
        elif words.bold and len(text) < _BOLD_HEADING and not text.rstrip().endswith((".", ":", ";", ",")):
            self._add(Block(BlockKind.HEADING, squeezed(text, start), self.page))
        else:
            self._add(Block(BlockKind.PARAGRAPH, squeezed(text, start), self.page))

    def _add(self, block: Block) -> None:
        if self.waiting and block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            self.blocks += self.waiting
            self.waiting = []
        self.blocks.append(block)

    def _note(self, words: Words) -> None:
        """Set the notes a paragraph refers to aside, each behind its number."""
        for reference in words.notes:
            note = self.notes.get(reference)
            if note is None:
                continue
            self.noted += 1
            own = [words_of(paragraph, fresh=True).text for paragraph in note.iter(f"{W}p")]
            text = " ".join(part.strip() for part in own if part.strip())
            if text:
                pieces = [Piece(f"[{self.noted}] ", None), *squeezed(text, self._keep(text))]
                self.waiting.append(Block(BlockKind.PARAGRAPH, pieces, self.page))

    def _table(self, table: "Element") -> None:
        """The rows of a table; one of a single column is a frame around ordinary text."""
        rows = _rows(table)
        if max(map(len, rows), default=0) <= 1:
            self._flow(element for cells in rows for cell in cells for element in _content(cell))
            return
        for cells in rows:
            pieces: list[Piece] = []
            for number, cell in enumerate(cells):
                if number:
                    pieces.append(Piece("\t", None))
                self._cell(_content(cell), pieces)
            while pieces and pieces[-1].text == "\t":
                pieces.pop()
            if pieces:
                self._add(Block(BlockKind.ROW, pieces, self.page))

    def _cell(self, elements: Iterable["Element"], pieces: list[Piece]) -> None:
        """Add the words of a cell, a table within it included."""
        for element in elements:
            if element.tag != f"{W}p":
                self._cell((inner for cells in _rows(element) for cell in cells for inner in _content(cell)), pieces)
                continue
            words = words_of(element, fresh=self.fresh)
            self.fresh = words.fresh
            self.page += words.before + words.after
            self._note(words)
            if words.text.strip():
                if pieces and pieces[-1].text != "\t":
                    pieces.append(Piece(" ", None))
                label = self.numbering.label(*_properties(element))
                pieces += _labelled(label, words.text, self._keep(words.text))
            for box in words.boxes:
                self._cell(_content(box), pieces)

    def _keep(self, words: str) -> int:
        """Add to the raw text; returns where it begins."""
        start = self.at
        self.raw += [words, "\n"]
        self.at += len(words) + 1
        return start


_WRAPPERS = {f"{W}{tag}" for tag in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}


def _content(parent: "Element") -> Iterator["Element"]:
    """Paragraphs and tables in order, also those inside content controls and accepted insertions."""
    for element in parent:
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag in _WRAPPERS:
            yield from _content(element)


def _inside(parent: "Element", tag: str) -> Iterator["Element"]:
    """The rows of a table, or the cells of a row, also those inside content controls."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in _WRAPPERS:
            yield from _inside(element, tag)


def _rows(table: "Element") -> list[list["Element"]]:
    """The cells of every row that was not deleted."""
    return [list(_inside(row, f"{W}tc")) for row in _inside(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]


def _properties(paragraph: "Element") -> tuple[str | None, tuple[str | None, int | None]]:
    """The paragraph's style id, and its own (numbering id, level)."""
    number = paragraph.find(f"{W}pPr/{W}numPr")
    level = value_of(number, f"{W}ilvl")
    own = (value_of(number, f"{W}numId"), None if level is None else number_in(level, 0))
    return value_of(paragraph, f"{W}pPr/{W}pStyle"), own


def _own_outline(paragraph: "Element | None") -> int:
    value = number_in(value_of(paragraph, f"{W}pPr/{W}outlineLvl"), _NO_OUTLINE)
    return value + 1 if 0 <= value < _NO_OUTLINE else 0


def _labelled(label: str | None, words: str, start: int) -> list[Piece]:
    """The words behind the number Word shows, if it shows one."""
    pieces = squeezed(words, start)
    if not label or label in BULLETS or not pieces:
        return pieces
    return [Piece(f"{label} ", None), *pieces]
