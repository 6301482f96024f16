"""Answers made by hand, for the measures over them."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from eval.asking import Replied
from eval.question_file import Asked
from kb.answer import Answer, Answered, Citation, Claim, NotFound, Verdict
from kb.model import Validity, ValidityStatus
from kb.search.hybrid import Hit

_DAY = date(2026, 11, 1)
_ASKED = Asked("v-1", "nl", "Wie belt?", "meerwijk", frozenset(), ())


def asked(**fields: Any) -> Asked:
    """A question with these fields."""
    return replace(_ASKED, **fields)


def citation(quote: str, *, file: str = "meerwijk.md", region: str = "meerwijk", passage: int = 1) -> Citation:
    """A citation of a document by its file."""
    document = f"{region}/{file.partition('.')[0]}"
    return Citation(
        document_id=document,
        document_title=file,
        file=file,
        version="sha256:" + "0" * 64,
        region=region,
        validity=Validity(status=ValidityStatus.IN_FORCE),
        headings=(),
        page=1,
        start=0,
        end=len(quote),
        quote=quote,
        passage_id=f"{document}.{passage}",
    )


def answer(*citations: Citation, verdict: str | None = None, actors: Sequence[str] = (), **fields: Any) -> Answer:
    """An answer of a claim a citation; not found where there is none."""
    if not citations:
        return NotFound(on=_DAY, verdict=Verdict(verdict) if verdict else None)
    claims = tuple(Claim(text=one.quote, citations=(one,)) for one in citations)
    shown = Verdict(verdict) if verdict else None
    return Answered(on=_DAY, claims=claims, verdict=shown, actors=tuple(actors), **fields)


def replied(question: Asked, given: Answer, *, score: float = 1.0) -> Replied:
    """The answer to a question; the higher the score of what was found, the likelier that it answers."""
    return Replied(question, given, (Hit("meerwijk/meerwijk.1", score, {}, score),))
