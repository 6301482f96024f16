"""A place in a text to the citation of it, in one way for answers and for findings."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import Protocol

from kb.answer import Citation
from kb.model import Document, Passage, Span, Validity


class Cited(Protocol):
    """What is cited from: a reading, or as much of it as that takes."""

    @property
    def document(self) -> Document:
        """The document."""

    @property
    def full_text(self) -> str:
        """The text in which positions count."""

    @property
    def page_starts(self) -> Sequence[int]:
        """Where each page begins."""


def citation(cited: Cited, passage: Passage, span: Span, validity: Validity) -> Citation:
    """The citation of a span that stands in, leads in or heads a passage; its page is where the span begins."""
    document = cited.document
    return Citation(
        document_id=document.id,
        document_title=document.title,
        file=document.file,
        version=document.version,
        region=document.region,
        validity=validity,
        headings=passage.headings,
        page=page_at(cited, span.start),
        start=span.start,
        end=span.end,
        quote=cited.full_text[span.start : span.end],
        passage_id=passage.id,
    )


def page_at(cited: Cited, position: int) -> int:
    """The page, from 1, on which a position of the full text stands."""
    return max(1, bisect_right(cited.page_starts, position))
