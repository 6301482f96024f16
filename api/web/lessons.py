"""What a lesson shows of paragraphs, time limits and steps: pieces of text, each with the page its source opens."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import count, groupby

from api.web.pieces import Pieces
from api.web.view import passage_href
from assistant.learning.introduction import LIMITS_AT_ONCE, TimeLimit
from assistant.learning.parties import Deed
from assistant.learning.said import AT_ONCE, Said
from assistant.processes import Process
from kb.answer import Citation
from kb.model import Role, Span, Validity, ValidityStatus


@dataclass(frozen=True, slots=True)
class Source:
    """The link under a paragraph; `number` counts the sources of a page from 1."""

    number: int
    title: str
    headings: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in pieces, or a row of a table as (head, cell) pairs; `lead` introduces it."""

    source: Source
    pieces: Pieces
    cells: tuple[tuple[str, str], ...] = ()
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs of one section of one paper; `ended` is its validity where it does not hold now."""

    title: str
    headings: tuple[str, ...]
    document_id: str
    ended: Validity | None
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True, slots=True)
class Folded:
    """What is shown at once, and what stands behind a fold with how many paragraphs that are."""

    first: tuple[Block, ...]
    rest: tuple[Block, ...]
    more: int


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence; `who` acts in it, where it names them by a pronoun or not at all."""

    who: tuple[str, ...]
    text: str
    lead: str
    source: Source


@dataclass(frozen=True, slots=True)
class Limit:
    """A time limit, and the sentence that sets it with who must keep it."""

    term: str
    line: Line


@dataclass(frozen=True, slots=True)
class Steps:
    """The acts under one heading, in the order of the work."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]


class Shelf:
    """Numbers the sources of one page, in the order in which they are shown.

    Where all of them stand in one paper, `only`, its title is not said with each.
    """

    def __init__(self, only: str | None = None) -> None:
        self._numbers, self._only = count(1), only

    def folded(self, said: Sequence[Said]) -> Folded:
        """Paragraphs by the section they stand in; more than are read at once stand behind a fold."""
        first, rest = tuple(self._blocks(said[:AT_ONCE])), tuple(self._blocks(said[AT_ONCE:]))
        return Folded(first, rest, sum(len(block.paragraphs) for block in rest))

    def limits(self, limits: Sequence[TimeLimit]) -> tuple[tuple[Limit, ...], tuple[Limit, ...]]:
        """The time limits that are shown at once, and those behind a fold."""
        rows = [
            Limit(
                one.term[:1].upper() + one.term[1:],
                self._line(one.citation, one.lead, one.who, [one.said_at] if one.said_at else []),
            )
            for one in limits
        ]
        return tuple(rows[:LIMITS_AT_ONCE]), tuple(rows[LIMITS_AT_ONCE:])

    def steps(self, process: Process | None) -> tuple[Steps, ...]:
        """The rules of a process, each sentence once, by the heading they stand under."""
        rules = process.rules if process else ()
        found = []
        for headings, run in groupby(rules, lambda frame: frame.citation.headings):
            lines: dict[tuple[str, int], Line] = {}
            for frame in run:
                key = (frame.citation.document_id, frame.citation.start)
                if key not in lines:
                    who = tuple(one.text for one in frame.step.act.actors)
                    lines[key] = self._line(frame.citation, frame.lead, who)
            found.append(Steps(headings[-1:], tuple(lines.values())))
        return tuple(found)

    def lines(self, deeds: Iterable[Deed]) -> tuple[Line, ...]:
        """What somebody does, sentence by sentence."""
        return tuple(self._line(one.citation, one.lead) for one in deeds)

    def sentence(self, citation: Citation) -> Line:
        """A sentence by itself."""
        return self._line(citation, None)

    def _line(
        self, citation: Citation, lead: Citation | None, who: Sequence[str] = (), also: Sequence[Citation] = ()
    ) -> Line:
        led = lead.quote if lead and "\t" not in lead.quote else ""  # the head of a table leads nothing in
        unnamed = tuple(one for one in dict.fromkeys(who) if one.casefold() not in citation.quote.casefold())
        return Line(unnamed, _flat(citation.quote), led, self._source(citation, (citation, *also)))

    def _blocks(self, said: Sequence[Said]) -> Iterator[Block]:
        for (document_id, headings), run in groupby(said, lambda one: (one.passage.document_id, one.passage.headings)):
            own = list(run)
            first = own[0].citations[0]
            ended = None if first.validity.status is ValidityStatus.IN_FORCE else first.validity
            paragraphs = tuple(self._paragraph(one) for one in own)
            title = "" if document_id == self._only and headings else first.document_title
            yield Block(title, headings, document_id, ended, paragraphs)

    def _paragraph(self, said: Said) -> Paragraph:
        lead = said.lead.quote if said.lead else ""
        cells = _cells(said, lead)
        source = self._source(said.citations[0], said.citations)
        return Paragraph(source, _pieces(said), cells, "" if cells else lead)

    def _source(self, citation: Citation, every: Sequence[Citation] = ()) -> Source:
        spans = [Span(start=one.start, end=one.end) for one in every or (citation,)]
        href = passage_href(citation.passage_id, citation.version, spans)
        return Source(next(self._numbers), citation.document_title, citation.headings, href)


def _cells(said: Said, lead: str) -> tuple[tuple[str, str], ...]:
    """A row of a table with the head of each cell; empty where the two do not match."""
    heads, cells = lead.split("\t"), said.passage.text.split("\t")
    if said.passage.role is not Role.TABLE_ROW or len(heads) != len(cells) or len(cells) < 2:
        return ()
    return tuple((head.strip(), cell.strip()) for head, cell in zip(heads, cells, strict=True) if cell.strip())


def _pieces(said: Said) -> Pieces:
    """The paragraph with its cited sentences marked; one that is meant as a whole is not marked."""
    passage, at = said.passage, 0
    found: list[tuple[str, bool]] = []
    for one in said.citations:
        low, high = one.start - passage.start, one.end - passage.start
        if 0 <= at <= low and high <= len(passage.text) and (low, high) != (0, len(passage.text)):
            found += [(passage.text[at:low], False), (passage.text[low:high], True)]
            at = high
    found.append((passage.text[at:], False))
    return tuple((text.replace("\t", " – "), marked) for text, marked in found if text)


def _flat(quote: str) -> str:
    """A row of a table as a line; of anything else nothing changes."""
    return quote.replace("\t", " – ")
