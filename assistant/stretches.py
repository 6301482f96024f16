"""Where within a quote the words of claims stand."""

from collections.abc import Sequence

from assistant.verify import locate
from kb.answer import Citation, Claim
from kb.language.sentences import sentences
from kb.model import Span


def said_in(citation: Citation, claims: Sequence[Claim]) -> tuple[Span, ...]:
    """Where in the full text the words of claims stand within a quote, in reading order; all of it where none does."""
    found = [
        Span(start=citation.start + span.start, end=citation.start + span.end)
        for claim in claims
        for low, high in sentences(claim.text)
        if (span := locate(claim.text[low:high], citation.quote))
    ]
    return _joined(found, citation) or (Span(start=citation.start, end=citation.end),)


def _joined(spans: Sequence[Span], citation: Citation) -> tuple[Span, ...]:
    """Stretches with no word between them are one: only white space, or the mark of a list item."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda one: (one.start, -one.end)):
        before = kept[-1] if kept else None
        gap = "" if before is None else citation.quote[before.end - citation.start : span.start - citation.start]
        if before is not None and (span.start <= before.end or not any(map(str.isalnum, gap))):
            kept[-1] = Span(start=before.start, end=max(before.end, span.end))
        else:
            kept.append(span)
    return tuple(kept)
