"""An answer to take along as Markdown (CommonMark), in which nothing of the texts is read as markup."""

import re
from collections.abc import Iterator
from typing import Final

from api.sharing.excerpt import Cited, Excerpt, Points, Said

_ANYWHERE: Final = re.compile(r"([\\`*_\[\]<>&|~#!$])")  # of which some mean something in dialects only
_AT_START: Final = re.compile(r"^(?:(?=[-+=:])|(\d{1,9})(?=[.)]))")  # a list, a ruler, a definition
_PARAGRAPH: Final = re.compile(r"\n[^\S\n]*\n\s*")


def markdown(taken: Excerpt) -> str:
    """The excerpt with headings; every quote is a block quote, its lines as they stand."""
    return "\n\n".join(_blocks(taken)) + "\n"


def escaped(text: str) -> str:
    """The text, meaning nothing but itself: lines stay lines, empty lines stay between paragraphs."""
    paragraphs = _PARAGRAPH.split(text.strip("\n"))
    return "\n\n".join("\\\n".join(_line(line) for line in one.split("\n")) for one in paragraphs)


def _line(line: str) -> str:
    return _AT_START.sub(r"\1\\", _ANYWHERE.sub(r"\\\1", line.lstrip(" \t")))  # indented, it would be code


def _blocks(taken: Excerpt) -> Iterator[str]:
    yield f"# {escaped(taken.question)}"
    yield escaped(taken.scope)
    yield f"## {taken.headline}"
    if taken.frame:
        yield f"**{escaped(taken.frame)}**"
    for group in taken.groups:
        if group.heading:
            yield f"### {escaped(group.heading)}"
        yield from map(_said, group.said)
    yield from _rows(taken)
    if taken.terms:
        yield escaped(taken.terms)
    for points in taken.notes:
        yield from _points(points)
    if taken.sources:
        yield f"## {taken.sources_label}"
    for source in taken.sources:
        yield from _source(source)
    if taken.nearest:
        yield from _points(taken.nearest)
    yield "---"
    yield taken.closing


def _rows(taken: Excerpt) -> Iterator[str]:
    """A comparison: a heading for each row, in it what each region says."""
    for row in taken.rows:
        yield f"### {escaped(row.heading)}"
        for cell in row.cells:
            yield f"**{escaped(cell.region)}**"
            yield from map(_said, cell.said) if cell.said else (f"*{escaped(cell.silent)}*",)
    if taken.left_out:
        yield escaped(taken.left_out)


def _said(claim: Said) -> str:
    return escaped(f"{claim.text} {claim.marks}")


def _points(points: Points) -> Iterator[str]:
    yield f"## {points.heading}"
    yield "\n".join(f"- {escaped(' '.join(text.split()))}" for text in points.texts)


def _source(source: Cited) -> Iterator[str]:
    yield f"### {source.label}: {escaped(source.title)}"
    yield "\\\n".join(escaped(text) for text in (source.file, source.path, source.about) if text)
    yield "\n".join(f"> {line}".rstrip(" ") for line in escaped(source.quote).split("\n"))
    yield escaped(source.reference)
