"""One document as the rules read it: its headings, lines, sentences, rows and acts, each with its place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from kb.consistency.finding import Place
from kb.language.sentences import sentences
from kb.model import Document, Passage, Reading, Role, Span
from kb.process.act import Act
from kb.process.actors import Roles
from kb.process.read import acts


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of the text: a line, a cell or a heading."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Heading(Line):
    """A heading of the body; `path` ends in it where passages stand under it."""

    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence(Line):
    """A sentence, list item or table row of the body, in its passage."""

    passage: Passage

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings it stands under."""
        return self.passage.headings


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table by its cells; `header` is empty where the table names no columns."""

    cells: tuple[Line, ...]
    header: tuple[Line, ...]
    passage: Passage

    @property
    def start(self) -> int:
        """Where it begins."""
        return self.cells[0].start

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.cells[-1].end


class Paper:
    """One version of a document, read for its rules. What is derived is kept as long as the paper is.

    `roles` are whom the papers of its region name. Nothing here raises on any text.
    """

    def __init__(self, reading: Reading, roles: Roles) -> None:
        self.reading, self.roles = reading, roles

    @property
    def document(self) -> Document:
        """What the text says of itself."""
        return self.reading.document

    @property
    def text(self) -> str:
        """The full text, in which positions count."""
        return self.reading.full_text

    @property
    def passages(self) -> tuple[Passage, ...]:
        """All passages in reading order, silent ones too."""
        return self.reading.passages

    def place(self, start: int, end: int) -> Place:
        """A place in this document."""
        return Place(document_id=self.document.id, span=Span(start=start, end=end))

    def at(self, found: Line | Row | Passage | Span) -> Place:
        """The place of something that stands in this document."""
        return self.place(found.start, found.end)

    @cached_property
    def body(self) -> tuple[Passage, ...]:
        """The passages that are neither cover, contents list nor signature block."""
        return tuple(one for one in self.passages if one.role not in {Role.COVER, Role.CONTENTS, Role.SIGNATURE})

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings of the body and of the signature block in reading order, those of empty sections too."""
        return tuple(self._headings())

    @cached_property
    def cover(self) -> tuple[Line, ...]:
        """The lines of the cover."""
        return tuple(self._lines(Role.COVER))

    @cached_property
    def contents(self) -> tuple[Line, ...]:
        """The lines of the contents list, its own heading included."""
        return tuple(self._lines(Role.CONTENTS))

    @cached_property
    def signed(self) -> tuple[Row, ...]:
        """The rows of the signature blocks; the first row of a block names the columns."""
        found: list[Row] = []
        for passage in self.passages:
            if passage.role is Role.SIGNATURE:
                lines = [line for line in _split(passage.text, passage.start) if "\t" in line.text]
                rows = [tuple(_cells(line)) for line in lines]
                found += [Row(cells, rows[0], passage) for cells in rows[1:]]
        return tuple(found)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of the tables in the body."""
        found: list[Row] = []
        for one in self.body:
            if one.role is Role.TABLE_ROW:
                head = one.lead_in
                header = tuple(_cells(Line(self.text[head.start : head.end], head.start))) if head else ()
                found.append(Row(tuple(_cells(Line(one.text, one.start))), header, one))
        return tuple(found)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the body in reading order; a list item is cut like a paragraph, a table row is one."""
        return tuple(sentence for one in self.body for sentence in _sentences(one))

    @cached_property
    def acts(self) -> tuple[Act, ...]:
        """Who does what, in reading order; those that only tell are marked `narrative`."""
        return tuple(act for one in self.passages for act in acts(one, self.text, self.roles))

    def passage(self, position: int) -> Passage | None:
        """The passage that a position stands in; None between passages, where headings stand."""
        return next((one for one in self.passages if one.start <= position < one.end), None)

    def _lines(self, role: Role) -> Iterator[Line]:
        for passage in self.passages:
            if passage.role is role:
                yield from _split(passage.text, passage.start)

    def _headings(self) -> Iterator[Heading]:
        # The cut leaves headings and the header rows of tables between passages.
        leads = {one.lead_in.start for one in self.passages if one.lead_in}
        at = 0
        for passage in (*self.passages, None):
            end = passage.start if passage else len(self.text)
            path = passage.headings if passage else ()
            for line in _split(self.text[at:end], at):
                if line.start not in leads:
                    yield Heading(line.text, line.start, _path(line.text, path))
            at = passage.end if passage else end


def _path(text: str, path: tuple[str, ...]) -> tuple[str, ...]:
    """The path up to a heading; the heading alone where nothing stands under it."""
    plain = " ".join(text.split())
    depth = next((n for n, one in enumerate(path) if " ".join(one.split()) == plain), None)
    return (plain,) if depth is None else path[: depth + 1]


def _split(text: str, start: int) -> Iterator[Line]:
    """The lines of a text that hold something, without white space around them."""
    for found in re.finditer(r"[^\n]+", text):
        own = found[0].strip()
        if own:
            yield Line(own, start + found.start() + found[0].index(own))


def _cells(line: Line) -> Iterator[Line]:
    for found in re.finditer(r"[^\t]+|(?<=\t)(?=\t|$)", line.text):
        own = found[0].strip()
        yield Line(own, line.start + found.start() + (found[0].index(own) if own else 0))


def _sentences(passage: Passage) -> Iterator[Sentence]:
    if passage.role is Role.TABLE_ROW:
        yield Sentence(passage.text, passage.start, passage)
        return
    for low, high in sentences(passage.text):
        yield Sentence(passage.text[low:high], passage.start + low, passage)
