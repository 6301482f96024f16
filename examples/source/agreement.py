"""An agreement as written: a Markdown file with a YAML head, as a flat list of blocks to typeset.

The body is ordinary Markdown. Remarks steer the typesetting and are otherwise invisible. Three of
them are about what follows: `<!-- letters -->` letters the next numbered list, `<!-- getypt nummer -->`
keeps the number of the next heading as typed text, `<!-- breedten 20 50 30 -->` gives the columns of the
next table their shares. The rest stand where the thing they name belongs: `voorblad`, `titelblok`, `memo`,
`inhoud`, `nieuwe bladzijde`, `liggende bladzijde` up to `staande bladzijde`, `twee kolommen` up to
`einde kolommen`. A fenced block marked `scan` is a page that came in as a picture.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import yaml
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

_MARKDOWN = MarkdownIt("commonmark").enable("table")


@dataclass(frozen=True)
class Run:
    """A stretch of text in one typeface."""

    text: str
    bold: bool = False
    italic: bool = False


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; level 1 is a chapter or article (`##` in the source), 2 stands under it."""

    level: int
    text: str
    number_typed: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    runs: Runs


@dataclass(frozen=True)
class Item:
    """One item of a list, at depth 1 or 2; items of one list share `list_id`."""

    list_id: int
    depth: int
    marker: Literal["bullet", "number", "letter"]
    ordinal: int
    runs: Runs

    @property
    def label(self) -> str:
        """The marker as it is printed."""
        if self.marker == "bullet":
            return "•" if self.depth == 1 else "–"
        return f"{self.ordinal}." if self.marker == "number" else f"{chr(ord('a') + self.ordinal - 1)}."


@dataclass(frozen=True)
class Table:
    """A table whose first row is its head; `shares` are the widths of its columns, empty where the writer chooses."""

    rows: tuple[tuple[Runs, ...], ...]
    shares: tuple[int, ...] = ()


@dataclass(frozen=True)
class Scan:
    """A page that came in as a picture, by its lines."""

    lines: tuple[str, ...]


@dataclass(frozen=True)
class Remark:
    """A place where the typesetting does something, by its Dutch name."""

    name: str


Block = Heading | Paragraph | Item | Table | Scan | Remark


@dataclass(frozen=True)
class Agreement:
    """One agreement; `format` is the suffix of the file it becomes."""

    stem: str
    format: str
    title: str
    date: datetime.date
    body: str
    subtitle: str = ""
    status: str = ""
    header: tuple[str, ...] = field(default=("", ""))
    footer: str = ""


def read(path: Path) -> Agreement:
    """Read a source file. Raises ValueError where it has no YAML head, TypeError where a field is unknown."""
    before, head, body = path.read_text(encoding="utf-8").split("---\n", maxsplit=2)
    if before:
        raise ValueError(f"{path.name} does not begin with its head")
    fields = yaml.safe_load(head)
    fields["header"] = tuple(fields.get("header", ("", "")))
    return Agreement(stem=path.stem, body=body.lstrip("\n"), **fields)


def blocks(agreement: Agreement) -> list[Block]:
    """The body of an agreement in reading order, lists laid flat."""
    found: list[Block] = []
    remark = ""
    for number, node in enumerate(SyntaxTreeNode(_MARKDOWN.parse(agreement.body)).children):
        if node.type == "html_block":
            remark = node.content.strip().removeprefix("<!--").removesuffix("-->").strip()
            if not remark.startswith(("letters", "getypt nummer", "breedten")):
                found.append(Remark(remark))
            continue
        found.extend(_blocks_of(node, number, remark))
        remark = ""
    return found


def _blocks_of(node: SyntaxTreeNode, number: int, remark: str) -> Iterator[Block]:
    if node.type == "heading":
        text = "".join(run.text for run in _runs(node))
        yield Heading(int(node.tag[1]) - 1, text, number_typed=remark == "getypt nummer")
    elif node.type == "paragraph":
        yield Paragraph(tuple(_runs(node)))
    elif node.type in {"bullet_list", "ordered_list"}:
        yield from _items(node, number, depth=1, lettered=remark == "letters")
    elif node.type == "table":
        rows = [row for part in node.children for row in part.children]
        shares = tuple(int(share) for share in remark.removeprefix("breedten").split()) if remark else ()
        yield Table(tuple(tuple(tuple(_runs(cell)) for cell in row.children) for row in rows), shares)
    elif node.type == "fence" and node.info == "scan":
        yield Scan(tuple(node.content.splitlines()))
    else:
        raise ValueError(f"no way to typeset {node.type}")


def _items(node: SyntaxTreeNode, number: int, *, depth: int, lettered: bool) -> Iterator[Item]:
    marker: Literal["bullet", "number", "letter"] = "bullet"
    if node.type == "ordered_list":
        # Members of a numbered member carry letters: "artikel 4, eerste lid, onder c".
        marker = "letter" if lettered or depth > 1 else "number"
    start = int(node.attrs.get("start", 1))
    for ordinal, item in enumerate(node.children, start=start):
        first, *rest = item.children
        yield Item(number, depth, marker, ordinal, tuple(_runs(first)))
        for inner in rest:
            yield from _items(inner, number, depth=depth + 1, lettered=False)


def _runs(node: SyntaxTreeNode, *, bold: bool = False, italic: bool = False) -> Iterator[Run]:
    for child in node.children:
        if child.type == "text":
            yield Run(child.content, bold, italic)
        elif child.type == "softbreak":
            yield Run(" ", bold, italic)
        else:
            yield from _runs(child, bold=bold or child.type == "strong", italic=italic or child.type == "em")
