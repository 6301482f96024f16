"""Markdown and HTML to blocks, by markdown-it and lxml."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from ingest.readers.blocks import Block, BlockKind, Piece, RawDocument, squeezed
from ingest.readers.text import BULLETS, MARKER, decode
from ingest.readers.text import item as text_item
from kb.errors import Damaged


def read_markdown(data: bytes, name: str) -> RawDocument:
    """Read Markdown (CommonMark with tables) by way of the HTML it stands for."""
    source, guessed = decode(data, name)
    # raw HTML inside Markdown is text here, never markup
    rendered = MarkdownIt("commonmark", {"html": False}).enable("table").render(source)
    document = _read(rendered, name)
    document.warnings += [("encoding_guessed", {"file": name})] if guessed else []
    return document


def read_html(data: bytes, name: str) -> RawDocument:
    """Read an HTML page; the encoding it declares is believed."""
    declared = re.search(rb"charset=[\"']?([\w-]+)", data[:2048])
    source: str | None = None
    if declared:
        try:
            source = data.decode(declared[1].decode("ascii"))
        except (UnicodeDecodeError, LookupError):
            source = None
    return _read(source if source is not None else decode(data, name)[0], name)


def _read(source: str, name: str) -> RawDocument:
    try:
        # a unicode string with an encoding declaration is refused by lxml; the declaration is spent by now
        root = lxml_html.document_fromstring(
            re.sub(r"^\s*<\?xml[^>]*\?>", "", source),
            parser=lxml_html.HTMLParser(no_network=True, huge_tree=False),
        )
    except (etree.LxmlError, ValueError) as error:
        raise Damaged(f"{name}: {error!r}", file=name) from error
    walk = _Walk()
    for block in walk.blocks(root):
        walk.found.append(block)
    stated = any(block.kind is BlockKind.HEADING for block in walk.found)
    return RawDocument("".join(walk.raw), walk.found, 1, stated_headings=stated)


_SKIPPED = frozenset({"head", "script", "style", "template", "noscript", "nav", "svg", "iframe", "form", "button"})
_BLOCK = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)


class _Walk:
    """One pass over the tree; the raw text is the character data as met."""

    def __init__(self) -> None:
        self.raw: list[str] = []
        self.at = 0
        self.found: list[Block] = []

    def blocks(self, element: etree._Element, depth: int = 0) -> Iterator[Block]:
        """The blocks of an element in reading order; loose text between blocks is a paragraph."""
        tag = _tag(element)
        if tag in _SKIPPED:
            return
        if tag == "table":
            yield from self._rows(element)
            return
        if tag in ("ul", "ol"):
            yield from self._list(element, depth + 1)
            return
        if tag and re.fullmatch(r"h[1-6]", tag):
            if pieces := self._pieces(_words(element)):
                yield Block(BlockKind.HEADING, pieces, 1, int(tag[1]))
            return
        yield from self._flow(element, depth)

    def _flow(self, element: etree._Element, depth: int) -> Iterator[Block]:
        loose = element.text or ""
        for child in element:
            if _tag(child) in _BLOCK:
                yield from self._paragraph(loose)
                yield from self.blocks(child, depth)
                loose = child.tail or ""
            else:
                loose += _words(child) + (child.tail or "")
        yield from self._paragraph(loose)

    def _paragraph(self, words: str) -> Iterator[Block]:
        if not words.strip():
            return
        if found := MARKER.match(words.strip()):
            start = self._keep(words)
            skip = len(words) - len(words.lstrip()) + found.end()
            yield text_item(words[skip:], start + skip, 1, found["marker"], 1)
        elif pieces := self._pieces(words):
            yield Block(BlockKind.PARAGRAPH, pieces, 1)

    def _list(self, element: etree._Element, depth: int) -> Iterator[Block]:
        number = int(element.get("start") or 1) if (element.get("start") or "1").isdigit() else 1
        for child in element:
            if _tag(child) != "li":
                continue
            marker = f"{number}." if _tag(element) == "ol" else "-"
            number += 1
            for place, block in enumerate(self._flow(child, depth)):
                if place or block.kind is not BlockKind.PARAGRAPH:
                    yield block
                else:
                    block.kind, block.marker, block.level = BlockKind.ITEM, marker, depth
                    block.pieces.insert(0, Piece(f"{'-' if marker in BULLETS else marker} ", None))
                    yield block

    def _rows(self, table: etree._Element) -> Iterator[Block]:
        for element in table.iter("tr"):
            pieces: list[Piece] = []
            for number, cell in enumerate(c for c in element if _tag(c) in ("td", "th")):
                if number:
                    pieces.append(Piece("\t", None))
                pieces += self._pieces(_words(cell))
            while pieces and pieces[-1].text == "\t":
                pieces.pop()
            if pieces:
                yield Block(BlockKind.ROW, pieces, 1)

    def _pieces(self, words: str) -> list[Piece]:
        return squeezed(words, self._keep(words)) if words.strip() else []

    def _keep(self, words: str) -> int:
        start = self.at
        self.raw += [words, "\n"]
        self.at += len(words) + 1
        return start


def _tag(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""  # comments have a function for a tag


def _words(element: etree._Element) -> str:
    """The character data of an inline element, `br` as a newline, unseen elements left out."""
    if _tag(element) in _SKIPPED or not _tag(element):
        return ""
    if _tag(element) == "br":
        return "\n"
    parts = [element.text or ""]
    for child in element:
        spaced = " " if _tag(child) in _BLOCK else ""
        parts += [spaced, _words(child), spaced, child.tail or ""]
    return "".join(parts)
