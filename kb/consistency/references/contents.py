"""The contents list of a paper, entry by entry, without leader dots and page numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.consistency.paper import Heading, Line, Paper
from kb.consistency.references.numbering import Label, label, squeezed, steps
from kb.model import Role

_BULLET = re.compile(r"[-•–*▪o]\s+")
_PAGE = re.compile(r"(?:[ \t]*[.…·_]{2,}[ \t.…·_]*|[ \t]+)\d{0,3}$")
_HEADING = re.compile(r"(?:\d{1,3}\.?\s?)?inhoud(?:sopgave|stabel)?", re.I)
_APPENDICES = re.compile(r"(?:overzicht|lijst)?\s*(?:van\s+)?(?:de\s+)?bijlagen?:?", re.I)
# Under "Bijlagen" a list numbers in its own way: "1a Werkwijze", "b) Folder", "A Doelen", "II Kosten".
_NUMBERED = re.compile(
    r"(?P<number>(?:\d{1,3}(?:\.\d{1,3}){0,4}|[IVX]{1,5})[A-Za-z]?|[A-Z]\d{0,2}|[a-z](?=[.):]))(?:[.):]|\s*[-–])?\s+"
    r"(?P<title>[^\W_a-z].*)"
)
# A format that knows no line breaks has put several entries on one line.
_BREAK = re.compile(
    r"(?<=\s)(?=(?:(?:artikel|hoofdstuk|paragraaf|afdeling|deel|bijlage)\s+\d|\d{1,2}(?:\.\d{1,2}){0,3}\.?\s+(?-i:[A-Z'‘])))",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Entry(Line):
    """One entry of a contents list; `appendix` tells that it stands in the list of appendices."""

    label: Label
    appendix: bool


def entries(paper: Paper) -> tuple[Entry, ...]:
    """The entries of the contents list in their order; none where there is no list."""
    found: list[Entry] = []
    appendices = False
    for line in _lines(paper):
        own = _stripped(line)
        if not own.text or _HEADING.fullmatch(own.text):
            continue
        if _APPENDICES.fullmatch(own.text):
            appendices = True
            continue
        named = _of_appendix(own.text) if appendices else label(own.text)
        found.append(Entry(own.text, own.start, named, appendices or named.word == "bijlage"))
    return tuple(found)


def _of_appendix(text: str) -> Label:
    """The label of a line in the list of appendices, where the word itself is left out."""
    named, numbered = label(text), _NUMBERED.fullmatch(text)
    return named if named.number or numbered is None else Label("", numbered["number"], numbered["title"])


def _lines(paper: Paper) -> Iterator[Line]:
    listed = [one for one in paper.contents if not _HEADING.fullmatch(one.text)]
    if not listed and paper.contents:
        listed = _taken_for_text(paper, paper.contents[-1].end)
    for line in listed:
        yield from _apart(line)


def _taken_for_text(paper: Paper, begin: int) -> list[Line]:
    """The paragraph under the heading of an empty contents list: the entries of a format without line breaks."""
    first = next((one.start for one in paper.headings if one.start > begin), len(paper.text))
    return [
        Line(one.text, one.start)
        for one in paper.passages
        if begin <= one.start < first and one.role not in (Role.TABLE_ROW, Role.COVER) and label(one.text).number
    ]


def _apart(line: Line) -> Iterator[Line]:
    """The entries of a line; a number begins a new one only where it follows on the last."""
    begin = 0
    last = label(line.text)
    for found in _BREAK.finditer(line.text, 1):
        own = label(line.text[found.start() : found.start() + 60])
        if own.word == last.word and _follows(steps(last.number), steps(own.number)):
            yield Line(line.text[begin : found.start()], line.start + begin)
            begin, last = found.start(), own
    yield Line(line.text[begin:], line.start + begin)


def _follows(before: tuple[int, ...], after: tuple[int, ...]) -> bool:
    return bool(before) and before < after and after[0] - before[0] <= 3


def _stripped(line: Line) -> Line:
    """A line without bullet, leader dots and page number, at its own place."""
    bullet = _BULLET.match(line.text)
    begin = bullet.end() if bullet else len(line.text) - len(line.text.lstrip())
    words = line.text[begin:].rstrip()
    bare = _PAGE.sub("", words)
    # "Bijlage 1" is a name, not the first page
    return Line(bare if label(bare).number or not label(words).number else words, line.start + begin)


def appendix_headings(paper: Paper) -> tuple[Heading, ...]:
    """The headings of the appendices that stand in the file."""
    return tuple(one for one in paper.headings if label(one.text).word == "bijlage")


def body_headings(paper: Paper) -> tuple[Heading, ...]:
    """The headings of the agreement itself, those of its appendices and within them left out."""
    appendices = appendix_headings(paper)
    end = appendices[0].start if appendices else len(paper.text)
    return tuple(one for one in paper.headings if one.start < end)


def stands_as_line(paper: Paper, title: str) -> bool:
    """Whether a line behind the contents list has this title, although it was not read as a heading."""
    wanted = squeezed(title)
    begin = paper.contents[-1].end if paper.contents else 0
    for found in re.finditer(r"[^\n]{1,200}", paper.text[begin:]):
        if len(found[0]) <= 3 * len(title) + 20 and squeezed(label(found[0]).title) == wanted:
            return True
    return False
