"""Questions about the agreements themselves, answered from the register before any passage is searched."""

import re
from datetime import date
from typing import NamedTuple

from assistant import validity
from assistant.held import Held
from assistant.question import Question
from assistant.verify import tidy
from kb.answer import Claim, Verdict
from kb.model import Document, Span

PAST = re.compile(r"\b(?:vorige?|oude|eerdere?|destijds|toen|vroeger|previous|old|(?:19|20)\d\d)\b", re.I)
_MEMBER = re.compile(r"\d{1,3}[.)] +")


class Told(NamedTuple):
    """What the register says; without claims it knows that the documents do not say it."""

    claims: tuple[Claim, ...]
    verdict: Verdict | None = None
    missing: tuple[str, ...] = ()


def from_register(question: Question, held: Held, on: date) -> Told | None:
    """The answer to a question about an agreement's own term; None where something else is asked."""
    if validity.asks_about_absent(question, held):
        return Told(())
    claims: list[Claim] = []
    verdicts: set[Verdict | None] = set()
    for document in _asked_about(question, held, on):
        span = validity.evidence(question, document)
        if span is not None:
            claim = _claim(document, span, held, on)
            claims.append(claim)
            verdicts.add(validity.verdict(question, claim.citations[0].validity))
    verdict = verdicts.pop() if len(verdicts) == 1 else None
    return Told(tuple(claims), verdict) if claims else None


def _asked_about(question: Question, held: Held, on: date) -> list[Document]:
    """The agreements whose term is asked about; of one and its successor the one that holds."""
    found = validity.asked_about(question, held.documents)
    new = [document for document in found if not held.gives_way(document, on)]
    return found if PAST.search(question.text) or not new else new


def _claim(document: Document, span: Span, held: Held, on: date) -> Claim:
    text = held.full_text(document.id)
    skip = _MEMBER.match(text[span.start : span.end])  # the number of a member is the article's
    span = Span(start=span.start + (skip.end() if skip else 0), end=span.end)
    citation = held.cite(held.around(document, span), span, on)
    return Claim(text=tidy(citation.quote), citations=(citation,))
