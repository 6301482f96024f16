"""DOCX to blocks: styles say what a heading is, numbering is counted as Word counts it."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING

import defusedxml.ElementTree
from defusedxml.common import DefusedXmlException

from ingest.readers.blocks import Block, BlockKind, Piece, RawDocument, squeezed
from ingest.readers.text import BULLETS, MARKER
from ingest.readers.text import item as text_item
from ingest.readers.word_numbering import Numbering, Styles, W
from kb.errors import Damaged, Encrypted, TooLarge, Unsupported

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # typing only; parsing is defusedxml's

MAX_MEMBERS = 5_000
MAX_UNPACKED = 100 * 1024 * 1024
MAX_PART = 50 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0"  # an encrypted DOCX is an OLE container


def read_word(data: bytes, name: str) -> RawDocument:
    """Read a DOCX.

    Raises TooLarge where it unpacks to more than the caps, Damaged where its parts are missing or
    broken or hold a document type definition, Encrypted where it wants a password.
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
    body = parts["word/document.xml"].find(f"{W}body")
    if body is None:
        raise Damaged(f"{name}: no body", file=name)
    styles = Styles(parts.get("word/styles.xml"))
    return _Walk(styles, Numbering(parts.get("word/numbering.xml"), styles)).read(body)


def _parts(archive: zipfile.ZipFile, name: str) -> dict[str, "Element"]:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    if len(members) > MAX_MEMBERS or unpacked > MAX_UNPACKED:
        raise TooLarge(f"{name}: unpacks to {unpacked} bytes", file=name)
    held = {member.filename for member in members}
    if "word/document.xml" not in held:
        raise Unsupported(f"{name}: a zip file without a Word document", file=name)
    return {
        part: _parse(_unpack(archive, part, name), name)
        for part in ("word/document.xml", "word/styles.xml", "word/numbering.xml")
        if part in held
    }


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


class _Walk:
    """One pass over the body, counting pages, list numbers and raw positions."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.styles = styles
        self.numbering = numbering
        self.blocks: list[Block] = []
        self.raw: list[str] = []
        self.at = 0
        self.page = 1
        self.stated = False

    def read(self, body: "Element") -> RawDocument:
        for element in _content(body):
            if element.tag == f"{W}p":
                self._paragraph(element)
            else:
                self._table(element)
        return RawDocument("".join(self.raw), self.blocks, self.page, stated_headings=self.stated)

    def _paragraph(self, element: "Element") -> None:
        words, bold, breaks = _text(element)
        began = self.page + breaks[0]
        self.page += sum(breaks)
        if not words.strip():
            return
        start = self._keep(words)
        style, number = _properties(element)
        level = self.styles.heading_level(style) or _own_outline(element)
        label = self.numbering.label(style, number)
        if level:
            self.stated = True
            self.blocks.append(Block(BlockKind.HEADING, _labelled(label, words, start), began, level))
        elif label is not None:
            self.blocks.append(_item(words, start, began, label, self.numbering.depth(style, number)))
        elif found := MARKER.match(words):
            self.blocks.append(text_item(words[found.end() :], start + found.end(), began, found["marker"], 1))
        elif bold and len(words) < 120 and not re.search(r"[.:;,]\s*$", words):
            self.blocks.append(Block(BlockKind.HEADING, squeezed(words, start), began))
        else:
            self.blocks.append(Block(BlockKind.PARAGRAPH, squeezed(words, start), began))

    def _table(self, table: "Element") -> None:
        for table_row in table.iter(f"{W}tr"):
            pieces: list[Piece] = []
            for number, cell in enumerate(table_row.findall(f"{W}tc")):
                if number:
                    pieces.append(Piece("\t", None))
                for place, element in enumerate(cell.iter(f"{W}p")):
                    words, _, breaks = _text(element)
                    self.page += sum(breaks)
                    if words.strip():
                        if place and pieces and pieces[-1].text != "\t":
                            pieces.append(Piece(" ", None))
                        style, own = _properties(element)
                        pieces += _labelled(self.numbering.label(style, own), words, self._keep(words))
            while pieces and pieces[-1].text == "\t":
                pieces.pop()
            if pieces:
                self.blocks.append(Block(BlockKind.ROW, pieces, self.page))

    def _keep(self, words: str) -> int:
        """Add to the raw text; returns where it begins."""
        start = self.at
        self.raw += [words, "\n"]
        self.at += len(words) + 1
        return start


def _content(parent: "Element") -> Iterator["Element"]:
    """Paragraphs and tables in order, also those inside content controls and accepted insertions."""
    for element in parent:
        if element.tag in (f"{W}p", f"{W}tbl"):
            yield element
        elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"):
            yield from _content(element)


_SKIP = {f"{W}{tag}" for tag in ("del", "moveFrom", "instrText", "pPr", "delText", "rPr")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def _text(paragraph: "Element") -> tuple[str, bool, tuple[int, int]]:
    """The words, whether all of them are bold, and page breaks (before the first word, after it)."""
    parts: list[str] = []
    bold: list[bool] = []
    before = after = 0

    def walk(element: "Element", is_bold: bool) -> None:
        nonlocal before, after
        for child in element:
            tag = child.tag
            if tag in _SKIP or tag == _FALLBACK:
                continue
            if tag == f"{W}lastRenderedPageBreak" or (tag == f"{W}br" and child.get(f"{W}type") == "page"):
                before, after = (before, after + 1) if "".join(parts).strip() else (before + 1, after)
            elif tag == f"{W}t":
                parts.append(child.text or "")
                bold.append(is_bold or not (child.text or "").strip())
            elif tag in _SIGNS:
                parts.append(_SIGNS[tag])
            else:
                walk(child, is_bold if tag != f"{W}r" else _is_bold(child))

    walk(paragraph, False)
    return "".join(parts), bool(bold) and all(bold), (before, after)


_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}softHyphen": ""}


def _is_bold(run: "Element") -> bool:
    mark = run.find(f"{W}rPr/{W}b")
    return mark is not None and mark.get(f"{W}val") not in ("0", "false", "off")


def _properties(paragraph: "Element") -> tuple[str | None, tuple[str | None, int | None]]:
    """The paragraph's style id, and its own (numbering id, level)."""
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId")
    level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
    return (
        None if style is None else style.get(f"{W}val"),
        (
            None if number is None else number.get(f"{W}val"),
            None if level is None else int(level.get(f"{W}val") or 0),
        ),
    )


def _own_outline(paragraph: "Element") -> int:
    outline = paragraph.find(f"{W}pPr/{W}outlineLvl")
    value = int(outline.get(f"{W}val") or 9) if outline is not None else 9
    return value + 1 if value < 9 else 0


def _labelled(label: str | None, words: str, start: int) -> list[Piece]:
    """The words behind the number Word shows, if it shows one."""
    if not label or label in BULLETS:
        return squeezed(words, start)
    return [Piece(f"{label} ", None), *squeezed(words, start)]


def _item(words: str, start: int, page: int, label: str, depth: int) -> Block:
    """A list item; a number typed behind the bullet is the words' own."""
    return text_item(words, start, page, label, depth)
