"""What the register says to a question, and the claims it says it with: real spans of the documents held."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from assistant.held import Held
from assistant.verify import tidy
from kb.answer import Citation, Claim, Verdict
from kb.errors import UnknownPassage
from kb.language.sentences import sentences
from kb.model import Document, Passage, Role, Span

_MEMBER = re.compile(r"\d{1,3}[.)] +")  # the number of a member is the article's; that of a list item counts
_LONGEST = 1200  # characters of one quote


class Told(NamedTuple):
    """What the register says; without claims it knows that the documents do not say it.

    `missing` are documents that are named in the claims and not held: the answer would stand there.
    """

    claims: tuple[Claim, ...]
    verdict: Verdict | None = None
    missing: tuple[str, ...] = ()


class Source:
    """One document held, quoted on a day."""

    def __init__(self, document: Document, held: Held, on: date) -> None:
        self.document = document
        self.text = held.full_text(document.id)
        self._held, self._on = held, on

    def passages(self) -> Iterator[Passage]:
        """All its passages, in reading order."""
        number = 1
        while True:
            try:
                yield self._held.passage(f"{self.document.id}.{number}")
            except UnknownPassage:
                return
            number += 1

    def claim(self, *spans: Span) -> Claim:
        """A claim of these stretches of the text, each cut off where its passage ends or grows too long."""
        citations = [self._cite(span) for span in spans]
        return Claim(text="\n".join(tidy(citation.quote) for citation in citations), citations=tuple(citations))

    def _cite(self, span: Span) -> Citation:
        passage = self._held.around(self.document, span)
        skip = None if passage.role is Role.LIST else _MEMBER.match(self.text, span.start, span.end)
        start = skip.end() if skip else span.start
        end = min(span.end, passage.end)
        if end - start > _LONGEST:
            end = start + max(self.text.rfind("\n", start, start + _LONGEST) - start, 0) or start + _LONGEST
        quote = self.text[start:end]
        kept = Span(start=start + len(quote) - len(quote.lstrip()), end=start + len(quote.rstrip()))
        return self._held.cite(passage, kept, self._on)

    def line(self, span: Span) -> Span:
        """The whole line that a stretch begins in."""
        start = self.text.rfind("\n", 0, span.start) + 1
        end = self.text.find("\n", span.start)
        return Span(start=start, end=len(self.text) if end < 0 else end)

    def sentences(self, passage: Passage) -> Iterator[tuple[str, Span]]:
        """The sentences of a passage with their places."""
        for low, high in sentences(passage.text):
            yield passage.text[low:high], Span(start=passage.start + low, end=passage.start + high)

    def evidence(self, *fields: str) -> Span | None:
        """The text that the first of these fields was read from, of those that the document gives."""
        return next((span for field in fields if (span := self.document.evidence.get(field))), None)


def in_order(spans: Sequence[Span]) -> list[Span]:
    """The stretches in reading order, each once, those inside another left out."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return kept
