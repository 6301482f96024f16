"""A place in a text to the citation of it, in one way for answers and for findings."""

from bisect import bisect_right

from kb.answer import Citation
from kb.model import Passage, Reading, Span, Validity


def citation(reading: Reading, passage: Passage, span: Span, validity: Validity) -> Citation:
    """The citation of a span that stands in, leads in or heads a passage; its page is where the span begins."""
    document = reading.document
    return Citation(
        document_id=document.id,
        document_title=document.title,
        file=document.file,
        version=document.version,
        region=document.region,
        validity=validity,
        headings=passage.headings,
        page=page_at(reading, span.start),
        start=span.start,
        end=span.end,
        quote=reading.full_text[span.start : span.end],
        passage_id=passage.id,
    )


def page_at(reading: Reading, position: int) -> int:
    """The page, from 1, on which a position of the full text stands."""
    return max(1, bisect_right(reading.page_starts, position))


def passage_at(reading: Reading, position: int) -> Passage:
    """The passage that a position stands in; of a heading the first passage under it.

    Raises ValueError for a reading without passages.
    """
    if not reading.passages:
        raise ValueError(f"{reading.document.id}: no passages")
    return next((one for one in reading.passages if position < one.end), reading.passages[-1])
