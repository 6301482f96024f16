"""Agreements that hypothesis makes up: sections, lists and tables in odd characters, in four formats."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hypothesis import strategies as st

from tests.ingest.word_files import level, numbering, p, table, word_file

# Combining, right-to-left, astral, joined, zero-width, ligature, fraction, soft hyphen, odd spaces.
_ODD = (
    "e\u0301 \u05d0\u05d1 \u0645\u0631 \U0001d504 👩\u200d👧 \u200b\u200d\ufeff\u00ad\u2060 ﬁ ½ "
    "\u00a0\u2003\u2028\u202e ß İ"
)
_PLAIN = "abcdeghn ABCD 0123 .,:;?!()-–—'\"“”„•✓…&<>*_#|§€"
_WORDS = (
    "de partij",
    "Artikel 1",
    "3.4",
    "hierna te noemen:",
    "- x",
    "a.",
    "Inhoud",
    "ondertekening",
    "Bijlage 2",
    "tot 1 mei 2025.",
    "zorg- en",
    "wijk-",
)
_LINES = st.lists(
    st.one_of(st.sampled_from(_WORDS), st.text(st.sampled_from(_PLAIN), max_size=30), st.text(st.sampled_from(_ODD))),
    min_size=1,
    max_size=8,
).map(lambda parts: re.sub(r"\s+", " ", " ".join(parts)).strip())
_LONG = st.integers(1, 12).flatmap(lambda times: _LINES.map(lambda line: " ".join([line] * times)))


@dataclass(frozen=True)
class Heading:
    """A heading of a level from 1 to 3."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True)
class Items:
    """A list of (depth, text), depth 0 or 1; the first is never set in."""

    items: tuple[tuple[int, str], ...]
    numbered: bool


@dataclass(frozen=True)
class Table:
    """Rows of two cells."""

    rows: tuple[tuple[str, str], ...]


Block = Heading | Paragraph | Items | Table

BLOCKS: st.SearchStrategy[Block] = st.one_of(
    st.builds(Heading, st.integers(1, 3), _LINES),
    st.builds(Paragraph, _LONG),
    st.builds(
        Items,
        st.lists(st.tuples(st.integers(0, 1), _LONG), min_size=1, max_size=6).map(
            lambda items: ((0, items[0][1]), *items[1:])
        ),
        st.booleans(),
    ),
    st.builds(Table, st.lists(st.tuples(_LINES, _LINES), min_size=1, max_size=4).map(tuple)),
)
AGREEMENTS = st.lists(BLOCKS, min_size=1, max_size=12)


def words(blocks: list[Block]) -> str:
    """All text in an agreement, in order."""
    return " ".join(_texts(blocks))


def _texts(blocks: list[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                yield text
            case Items(items=items):
                yield from (text for _, text in items)
            case Table(rows=rows):
                yield from (cell for row in rows for cell in row)


def as_ruled_text(blocks: list[Block]) -> bytes:
    """Plain text whose tables are typed with upright strokes, the last one left open."""
    return as_text(blocks, column=" | ", behind=" |")


def as_text(blocks: list[Block], *, column: str = "\t", behind: str = "") -> bytes:
    """Plain text, a blank line between blocks; `column` parts the cells of a table, `behind` ends its rows."""
    out = []
    for block in blocks:
        match block:
            case Heading(text=text) | Paragraph(text=text):
                out.append(text)
            case Items(items=items):
                out.append("\n".join("  " * depth + f"- {text}" for depth, text in items))
            case Table(rows=rows):
                out.append("\n".join(column.join(row) + behind for row in rows))
    return "\n\n".join(out).encode()


def _escaped(text: str) -> str:
    # every character that means something to Markdown stands for itself behind a backslash
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", text)


def as_markdown(blocks: list[Block]) -> bytes:
    """Markdown in which every text stands for itself."""
    out = []
    for block in blocks:
        match block:
            case Heading(level=depth, text=text):
                out.append("#" * depth + " " + _escaped(text))
            case Paragraph(text=text):
                out.append(_escaped(text))
            case Items(items=items, numbered=numbered):
                mark = "1." if numbered else "-"
                out.append("\n".join("   " * depth + f"{mark} {_escaped(text)}" for depth, text in items))
            case Table(rows=rows):
                lines = ["| " + " | ".join(map(_escaped, row)) + " |" for row in rows]
                out.append("\n".join([lines[0], "|---|---|", *lines[1:]]))
    return "\n\n".join(out).encode()


def as_html(blocks: list[Block]) -> bytes:
    """A page."""
    out = []
    for block in blocks:
        match block:
            case Heading(level=depth, text=text):
                out.append(f"<h{depth}>{html.escape(text)}</h{depth}>")
            case Paragraph(text=text):
                out.append(f"<p>{html.escape(text)}</p>")
            case Items(items=items, numbered=numbered):
                tag = "ol" if numbered else "ul"
                inside = "".join(
                    f"<li>{html.escape(text)}</li>" if not depth else f"<{tag}><li>{html.escape(text)}</li></{tag}>"
                    for depth, text in items
                )
                out.append(f"<{tag}>{inside}</{tag}>")
            case Table(rows=rows):
                cells = "".join("<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
                out.append(f"<table>{cells}</table>")
    return ("<!doctype html><meta charset=utf-8>" + "".join(out)).encode()


def as_word(blocks: list[Block]) -> bytes:
    """A Word file."""
    out = []
    for block in blocks:
        match block:
            case Heading(level=depth, text=text):
                out.append(p(f"{text} ", style=f"Kop{depth}"))
            case Paragraph(text=text):
                out.append(p(f"{text} "))
            case Items(items=items, numbered=numbered):
                out += [p(f"{text} ", number=(1 if numbered else 2, depth)) for depth, text in items]
            case Table(rows=rows):
                out.append(table([list(row) for row in rows]))
    counted = level(0, "decimal", "%1.") + level(1, "lowerLetter", "%2.")
    dashed = level(0, "bullet", "•") + level(1, "bullet", "o")
    return word_file("".join(out), numbers=numbering([counted, dashed], [(0, ""), (1, "")]))


FORMATS: dict[str, Callable[[list[Block]], bytes]] = {
    "afspraak.txt": as_text,
    "afspraak.text": as_ruled_text,
    "afspraak.md": as_markdown,
    "afspraak.html": as_html,
    "afspraak.docx": as_word,
}
