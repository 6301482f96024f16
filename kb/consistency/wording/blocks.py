"""The paragraphs and list items of a paper, whole: also where a long one was cut into passages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kb.consistency.paper import Line, Paper
from kb.model import Role

# What opens a list item: "- ", "• ", "a. ", "2) ", "(iv) ", "3.4. ", "1°. ".
_MARK: Final = r"(?:[-–—•▪◦✓*·o]|\(?(?:[a-z]|[ivx]{1,4}|\d{1,2}(?:\.\d{1,2})*)[.)]|\d{1,2}°\.?)"
_OPENS: Final = re.compile(rf"(?:{_MARK}[^\S\n]+(?=\S))+")
_PARTS: Final = re.compile(rf"\n[^\S\n]*(?=\n)|\n(?=[^\S\n]*{_MARK}[^\S\n]+\S)")

_LETTER: Final = re.compile(r"\s*\(?(?P<letter>[a-z])[.)]\s")


@dataclass(frozen=True, slots=True)
class Block(Line):
    """A paragraph or list item of the body; `mark` is what opens the item, empty for a paragraph.

    `headings` are those it stands under. The text is without the mark.
    """

    mark: str
    headings: tuple[str, ...]
    role: Role

    @property
    def heading(self) -> str:
        """The heading right above it; empty where there is none."""
        return " ".join(self.headings[-1].split()) if self.headings else ""


def blocks(paper: Paper) -> tuple[Block, ...]:
    """The paragraphs and list items of the body in reading order; tables are left out."""
    found: list[Block] = []
    for block in _pieces(paper):
        last = found[-1] if found else None
        if last and not block.mark and last.end <= block.start and _goes_on(paper.text[last.end : block.start]):
            found[-1] = replace(last, text=paper.text[last.start : block.end])
        else:
            found.append(block)
    return tuple(found)


def _goes_on(between: str) -> bool:
    return not between.strip() and "\n" not in between


def _pieces(paper: Paper) -> Iterator[Block]:
    for passage in paper.body:
        if passage.role is Role.TABLE_ROW:
            continue
        at = 0
        for end in (*(found.start() for found in _PARTS.finditer(passage.text)), len(passage.text)):
            for low, high in _items(passage.text, at, end):
                own = passage.text[low:high].strip()
                start = passage.start + passage.text.index(own, low)
                opens = _OPENS.match(own)
                mark = opens[0] if opens else ""
                yield Block(own[len(mark) :], start + len(mark), mark.strip(), passage.headings, passage.role)
            at = end


def _items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The items that stand behind each other on one line, by their letters: "a. een schop; b. een hark"."""
    own = text[start:end]
    first = _LETTER.match(own)
    letter, at = (chr(ord(first["letter"]) + 1), start) if first else ("a", start)
    while at < end and letter <= "z":
        found = re.compile(rf"(?<=[;,.:])(?:\s(?:en|of))?\s(?=\(?{letter}[.)]\s)").search(text, at, end)
        if found is None:
            break
        yield at, found.start()
        letter, at = chr(ord(letter) + 1), found.end()
    if text[at:end].strip():
        yield at, end


def bare(line: Line) -> Line:
    """A sentence or item without the mark that opens it."""
    opens = _OPENS.match(line.text)
    return Line(line.text[opens.end() :], line.start + opens.end()) if opens else line
