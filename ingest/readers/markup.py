"""Markdown and HTML to blocks, by markdown-it and lxml."""

import html
import re
from collections.abc import Callable, Iterable, Iterator

from lxml import etree
from lxml import html as lxml_html
from markdown_it import MarkdownIt

from ingest.readers.blocks import Block, BlockKind, Piece, RawDocument, squeezed
from ingest.readers.counting import letters, roman
from ingest.readers.lines import CONTENTS, set_apart, stand_alone
from ingest.readers.text import BULLETS, MARKER, clean, decode
from ingest.readers.text import item as text_item
from kb.errors import Damaged

# What a page shows beside its text, or does not show at all. A form is kept: whole pages stand in one.
_SKIPPED = frozenset(
    re.findall(
        r"\w+",
        "head script style template noscript nav svg iframe button select option input textarea object",
    )
)
_BLOCK = frozenset(
    re.findall(
        r"\w+",
        """address article aside blockquote body caption center dd details dialog div dl dt fieldset figcaption figure
        footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu ol p pre search section summary table
        tbody td tfoot th thead tr ul""",
    )
)
_LISTS = ("ul", "ol", "menu")
_HEADING = re.compile(r"h[1-6]")
_BREAK = re.compile(r"&lt;br ?/?&gt;", re.I)
_FRONT_MATTER = re.compile(r"---[ \t]*\n(?P<lines>(?:(?!---[ \t]*\n)[^\n]*\n){1,60})---[ \t]*\n")
_CHARSET = re.compile(rb"charset=[\"']?([\w-]{2,40})")
_PROLOG = re.compile(r"\s{0,100}<\?xml[^>]{0,400}\?>")


def read_markdown(data: bytes, name: str) -> RawDocument:
    """Read Markdown (CommonMark with tables) by way of the HTML it stands for.

    HTML in it is text, so that nothing is lost ("Beste <naam>"); a comment is left out and a `<br>`
    breaks the line, as cells of tables have it.
    """
    source, guessed = decode(data, name)
    source = _without_comments(source)
    head = ""
    if front := _FRONT_MATTER.match(source):
        head, source = _front(front["lines"]), source[front.end() :]
    rendered = MarkdownIt("commonmark", {"html": False}).enable("table").render(source)
    document = _read(head + _BREAK.sub("<br>", rendered), name)
    document.warnings += [("encoding_guessed", {"file": name})] if guessed else []
    return document


def _front(lines: str) -> str:
    """The lines that some programs keep above the text: the title first, the others as a list."""
    entries = [line.partition(":") for line in lines.splitlines()]
    title = [value.strip(" \"'") for key, _, value in entries if key.strip().lower() in ("title", "titel")]
    others = ["".join(entry) for entry in entries if entry[0].strip().lower() not in ("title", "titel")]
    listed = "".join(f"<li>{html.escape(line)}</li>" for line in others if line.strip())
    return "".join(f"<p>{html.escape(value)}</p>" for value in title) + f"<ul>{listed}</ul>"


def _without_comments(source: str) -> str:
    parts: list[str] = []
    at = 0
    while (begin := source.find("<!--", at)) >= 0 and (end := source.find("-->", begin + 4)) >= 0:
        parts.append(source[at:begin])
        at = end + 3
    return "".join((*parts, source[at:]))


def read_html(data: bytes, name: str) -> RawDocument:
    """Read an HTML page; the encoding it declares is believed where the bytes agree."""
    declared = _CHARSET.search(data[:2048])
    source: str | None = None
    if declared:
        try:
            source = clean(data.decode(declared[1].decode("ascii")))
        except (UnicodeError, LookupError):
            source = None
    return _read(source if source is not None else decode(data, name)[0], name)


def _read(source: str, name: str) -> RawDocument:
    try:
        # a unicode string with an encoding declaration is refused by lxml; the declaration is spent by now
        root = lxml_html.document_fromstring(
            _PROLOG.sub("", source, count=1),
            parser=lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True),
        )
    except (etree.LxmlError, ValueError) as error:
        raise Damaged(f"{name}: {error!r}", file=name) from error
    walk = _Walk()
    found = list(walk.blocks(root, 0))
    stated = any(block.kind is BlockKind.HEADING for block in found)
    return RawDocument("".join(walk.raw), found, 1, stated_headings=stated)


class _Walk:
    """One pass over the tree; the raw text is the character data as met."""

    def __init__(self) -> None:
        self.raw: list[str] = []
        self.at = 0
        self.listing = False  # right under the heading of a contents list

    def blocks(self, element: etree._Element, depth: int) -> Iterator[Block]:
        """The blocks of an element in reading order; `depth` is that of the list it stands in, 0 for none."""
        tag = _tag(element)
        if tag in _SKIPPED:
            return
        if tag == "table":
            yield from self._table(element, depth)
        elif tag in _LISTS:
            yield from self._list(element, depth + 1)
        elif _HEADING.fullmatch(tag):
            if pieces := self._pieces(_words(element)):
                heading = Block(BlockKind.HEADING, pieces, 1, int(tag[1]))
                self.listing = CONTENTS.fullmatch(heading.text) is not None
                yield heading
        else:
            yield from self._flow(element, depth)

    def _flow(self, element: etree._Element, depth: int) -> Iterator[Block]:
        """The blocks within an element; loose text between blocks is a paragraph."""
        loose = [element.text or ""]
        for child in element:
            if _holds_blocks(child):
                yield from self._paragraph("".join(loose))
                yield from self.blocks(child, depth)
                loose = []
            else:
                loose.append(_words(child))
            loose.append(child.tail or "")
        yield from self._paragraph("".join(loose))

    def _paragraph(self, words: str) -> Iterator[Block]:
        if not words.strip():
            return
        lines = [line.strip() for line in words.splitlines() if line.strip()]
        apart = stand_alone(lines, listing=self.listing)
        self.listing = CONTENTS.fullmatch(words.strip()) is not None
        parts = lines if apart else set_apart(lines)
        for line in parts if len(parts) > 1 else (words,):
            yield from self._line(line)

    def _line(self, words: str) -> Iterator[Block]:
        if found := MARKER.match(words.strip()):
            start = self._keep(words)
            skip = len(words) - len(words.lstrip()) + found.end()
            yield text_item(words[skip:], start + skip, 1, found["marker"], 1)
        elif pieces := self._pieces(words):
            yield Block(BlockKind.PARAGRAPH, pieces, 1)

    def _list(self, element: etree._Element, depth: int) -> Iterator[Block]:
        """The items of a list; what follows the first paragraph of an item hangs under it."""
        number = _number(element.get("start"), 1)
        for child in element:
            if _tag(child) != "li":
                yield from self.blocks(child, depth)  # a list set in a list without an item around it
                continue
            number = _number(child.get("value"), number)
            marker = _shown(number, element.get("type")) if _tag(element) == "ol" else "-"
            number += 1
            for place, block in enumerate(self._flow(child, depth)):
                if block.kind is BlockKind.PARAGRAPH:
                    block.kind, block.level = BlockKind.ITEM, depth + bool(place)
                    if not place:
                        block.marker = marker
                        block.pieces.insert(0, Piece(f"{'-' if marker in BULLETS else marker} ", None))
                yield block

    def _table(self, table: etree._Element, depth: int) -> Iterator[Block]:
        """The rows of a table; one of a single column is a frame around ordinary text."""
        for caption in table.iterchildren("caption"):
            yield from self._flow(caption, depth)
        rows = [[cell for cell in row if _tag(cell) in ("td", "th")] for row in _rows(table)]
        if max(map(len, rows), default=0) <= 1:
            for cells in rows:
                for cell in cells:
                    yield from self._flow(cell, depth)
            return
        for cells in rows:
            pieces: list[Piece] = []
            for number, cell in enumerate(cells):
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
    return element.tag.lower()


def _holds_blocks(element: etree._Element) -> bool:
    """Whether an element is a block, or an inline one that a page wrapped around blocks."""
    if _tag(element) in _BLOCK:
        return True
    return _tag(element) not in _SKIPPED and any(_tag(inner) in _BLOCK for inner in element.iterdescendants())


def _rows(table: etree._Element) -> Iterable[etree._Element]:
    """The rows of a table, not those of a table within it."""
    for child in table:
        if _tag(child) == "tr":
            yield child
        elif _tag(child) in ("thead", "tbody", "tfoot"):
            yield from child.iterchildren("tr")


_COUNTING: dict[str, Callable[[int], str]] = {
    "a": letters,
    "A": lambda value: letters(value).upper(),
    "i": roman,
    "I": lambda value: roman(value).upper(),
}


def _shown(number: int, kind: str | None) -> str:
    return f"{_COUNTING.get(kind or '', str)(number)}."


def _number(written: str | None, default: int) -> int:
    return int(written) if written and written.isdecimal() and len(written) < 6 else default


def _words(element: etree._Element) -> str:
    """The character data of an element, `br` as a newline, unseen elements left out, blocks a space apart."""
    if _tag(element) in _SKIPPED:
        return ""
    if _tag(element) == "br":
        return "\n"
    parts = [element.text or ""]
    for child in element:
        spaced = " " if _tag(child) in _BLOCK else ""
        parts += [spaced, _words(child), spaced, child.tail or ""]
    return "".join(parts)
