"""Paragraphs with the sentences in them that teach something; none without its proof."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated, Final

from pydantic import Field

from assistant.held import Held
from assistant.verify import Verifier
from kb.answer import Citation, Claim
from kb.model import Noun, Passage, Span

AT_ONCE: Final = 4  # paragraphs of one list that are read at once; the others stand behind a fold
Mark = tuple[Passage, Span]  # a stretch of a passage, or of what leads it in, that is worth marking


class Said(Noun):
    """A paragraph as it is shown: its words, what leads it in, and the sentences that are marked in it.

    A citation that spans the whole paragraph marks nothing: all of it is meant.
    """

    passage: Passage
    lead: Citation | None = None
    citations: Annotated[tuple[Citation, ...], Field(min_length=1)]

    @property
    def words(self) -> int:
        """How many words there are to read."""
        return len(self.passage.text.split()) + (len(self.lead.quote.split()) if self.lead else 0)


def words_at_once(lists: Iterable[Sequence[Said]]) -> int:
    """How many words there are to read in these lists before anything is unfolded, each paragraph counted once."""
    return sum({one.passage.id: one.words for said in lists for one in said[:AT_ONCE]}.values())


class Prover:
    """Turns stretches of one region's papers into paragraphs with their citations, and drops what does not stand."""

    def __init__(self, held: Held, region: str, on: date) -> None:
        self._held, self._on = held, on
        self._verifier = Verifier(held, frozenset({region}))

    def cite(self, passage: Passage, span: Span) -> Citation | None:
        """The citation of a stretch of a passage; None where it would not hold."""
        if span.end <= span.start:
            return None
        citation = self._held.cite(passage, span, self._on)
        claim = Claim(text=citation.quote, citations=(citation,))
        return citation if self._verifier.verified([claim]) else None

    def at(self, document_id: str, span: Span) -> Citation | None:
        """The citation of a stretch of a document, wherever in it that stands; None where it would not hold."""
        return self.cite(self._held.around(self._held.by_id[document_id], span), span)

    def said(self, marks: Iterable[Mark]) -> tuple[Said, ...]:
        """The paragraphs of these stretches in the order met, each once, with all that is marked in it."""
        spans: dict[str, tuple[Passage, list[Span]]] = {}
        for passage, span in marks:
            spans.setdefault(passage.id, (passage, []))[1].append(span)
        found = []
        for passage, own in spans.values():
            cited = tuple(one for span in _outermost(own) if (one := self.cite(passage, span)) is not None)
            if cited:
                lead = self.cite(passage, passage.lead_in) if passage.lead_in else None
                found.append(Said(passage=passage, lead=lead, citations=cited))
        return tuple(found)


def whole(passage: Passage) -> Mark:
    """All of a passage."""
    return passage, Span(start=passage.start, end=passage.end)


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """The spans in reading order, without those that lie in another."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda one: (one.start, -one.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return kept
