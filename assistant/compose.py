"""The answering path as one list: refuse, understand, look in the register, search, extract, verify."""

import re
import time
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from assistant import judge, validity
from assistant.cautions import cautions_of
from assistant.extract import Place, claims_of, ranked
from assistant.question import Language, Question, Turn, understand
from assistant.verify import Verifier, tidy
from kb.answer import Answer, Answered, Citation, Claim, NeedsFact, NotFound, Option, Refused, Related, Timings, Verdict
from kb.errors import NotHeld
from kb.model import Document, Notice, Passage, Span
from kb.register import NATIONAL, superseded, validities
from kb.search.indexes import Indexes
from kb.settings import Settings
from kb.store import Store

_LOOKED_AT = 24  # passages whose sentences compete
_RELATED = 3
# Below this share of the question's weight in the best passage, the documents do not answer it.
_ENOUGH = 0.5


_PAST = re.compile(r"\b(?:vorige?|oude|eerdere?|destijds|toen|vroeger|previous|old|\d{4})\b", re.I)


class Asked(NamedTuple):
    """A question as it came in."""

    text: str
    region: str | None
    on: date
    lang: Language | None
    history: tuple[Turn, ...]


class _Held(NamedTuple):
    """The documents held at a generation of the store."""

    generation: int
    documents: tuple[Document, ...]
    by_id: dict[str, Document]


class Assistant:
    """Answers process questions from the agreements held. Threads may share one."""

    def __init__(self, store: Store, indexes: Indexes, settings: Settings) -> None:
        self._store = store
        self._indexes = indexes
        self._settings = settings
        # a version's text and passages never change, so they may be kept
        self._full_text = lru_cache(maxsize=256)(store.full_text)
        self._passage = lru_cache(maxsize=8192)(store.passage)
        # what is held changes only with the store's generation, what holds only with that and the day
        self._held = lru_cache(maxsize=2)(self._look)
        self._holds = lru_cache(maxsize=32)(lambda generation, on: validities(self._held(generation).documents, on))

        self._superseded = lru_cache(maxsize=32)(
            lambda generation, on: superseded(self._held(generation).documents, on)
        )

    def _look(self, generation: int) -> "_Held":
        documents = self._store.documents()
        return _Held(generation, documents, {document.id: document for document in documents})

    def answer(
        self,
        question: str,
        *,
        region: str | None = None,
        on: date | None = None,
        lang: Language | None = None,
        history: Sequence[Turn] = (),
    ) -> Answer:
        """Answer a question on a day (today where None), from one region or from all.

        A question that cannot be taken comes back as refused, one without an answer as not found;
        raises StoreError only where the store or its indexes cannot be used.
        """
        asked = Asked(question, region or self._settings.region, on or date.today(), lang, tuple(history))
        try:
            return _Path(self, asked).walk()
        except NotHeld:  # a document was removed while it was being quoted; what is held now answers
            return _Path(self, asked).walk()


class _Path:
    """One question on its way to an answer."""

    def __init__(self, assistant: Assistant, asked: Asked) -> None:
        self._started = time.perf_counter()
        self._search_ms = 0.0
        self._assistant, self._asked, self._on = assistant, asked, asked.on
        self._store = assistant._store

    def walk(self) -> Answer:
        """Refuse, or understand and answer."""
        if reason := self._refusal():
            return Refused(reason=reason, on=self._on, language=self._asked.lang or "nl", region=self._asked.region)
        held = self._held = self._assistant._held(self._store.generation())
        self._documents, self._by_id = held.documents, held.by_id
        self._validity = self._assistant._holds(held.generation, self._on)
        question = understand(
            self._asked.text,
            region=self._asked.region,
            language=self._asked.lang,
            history=self._asked.history,
            regions=sorted({document.region for document in self._documents}),
        )
        return self._from_register(question) or self._from_passages(question)

    def _refusal(self) -> str | None:
        if not re.search(r"[^\W_]", self._asked.text):
            return "question_empty"
        if len(self._asked.text) > self._assistant._settings.question_chars:
            return "question_too_long"
        return None

    # ---- from the register ----------------------------------------------------------------------

    def _from_register(self, question: Question) -> Answer | None:
        """The answer to a question about an agreement's own term; None where something else is asked."""
        claims: list[Claim] = []
        verdicts: set[Verdict | None] = set()
        for document in self._asked_about(question):
            span = validity.evidence(question, document)
            if span is not None:
                citation = self._cite(self._around(document, span), span)
                claims.append(Claim(text=tidy(citation.quote), citations=(citation,)))
                verdicts.add(validity.verdict(question, self._validity[document.id]))
        if len({claim.citations[0].region for claim in claims}) > 1:
            return self._which_region(question, claims)
        verdict = verdicts.pop() if len(verdicts) == 1 else None
        return self._answered(question, claims, verdict, related=[]) if claims else None

    def _asked_about(self, question: Question) -> list[Document]:
        """The agreements whose term is asked about; of one and its successor the successor."""
        old = self._assistant._superseded(self._held.generation, self._on)
        found = validity.asked_about(question, self._documents)
        new = [document for document in found if document.id not in old]
        return found if _PAST.search(question.text) or not new else new

    def _which_region(self, question: Question, claims: Sequence[Claim]) -> Answer:
        """Ask which region is meant, with what each leads to: rules of two regions are never mixed."""
        verified = self._verifier(question).verified(claims)
        regions = list(dict.fromkeys(claim.citations[0].region for claim in verified))
        options = tuple(
            Option(
                value=region,
                label=region.replace("-", " ").capitalize(),
                claims=tuple(claim for claim in verified if claim.citations[0].region == region),
            )
            for region in regions
        )
        shared = self._shared(question, (), ())
        return NeedsFact(fact="region", options=options, cautions=self._cautions(verified, None), **shared)

    def _around(self, document: Document, span: Span) -> Passage:
        """The passage that a span of a document begins in."""
        passages = self._store.passages(document.id, document.version)
        return max((one for one in passages if one.start <= span.start), key=lambda one: one.start, default=passages[0])

    # ---- from the passages ----------------------------------------------------------------------

    def _from_passages(self, question: Question) -> Answer:
        before = time.perf_counter()
        regions = _allowed(question)
        hits = self._assistant._indexes.search.search(question.topic, k=_LOOKED_AT, regions=regions)
        self._search_ms = (time.perf_counter() - before) * 1000
        places = self._current(question, [place for hit in hits if (place := self._place(hit))])
        ranking = ranked(question, places)
        enough = places and max(place.hit.coverage for place in places[:3]) >= _ENOUGH
        claims = claims_of(ranking, self._cite) if enough else []
        verdict = judge.verdict(question, claims)
        return self._answered(question, claims, verdict, related=places)

    def _current(self, question: Question, places: list[Place]) -> list[Place]:
        """The places without those of a superseded agreement, where its successor answers too.

        A question about the past ("vorige", a year) keeps them.
        """
        old = self._assistant._superseded(self._held.generation, self._on)
        new = [place for place in places if place.passage.document_id not in old]
        if _PAST.search(question.text) or not any(place.hit.coverage >= _ENOUGH for place in new):
            return places
        return new

    def _place(self, hit: Any) -> Place | None:
        document = self._by_id.get(hit.passage_id.rpartition(".")[0])
        if document is None:  # removed while the search was on its way
            return None
        passage = self._assistant._passage(hit.passage_id, document.version)
        lead = passage.lead_in
        text = self._assistant._full_text(document.id, document.version)[lead.start : lead.end] if lead else ""
        return Place(hit, passage, text, document.title)

    # ---- out --------------------------------------------------------------------------------------

    def _answered(
        self, question: Question, claims: Sequence[Claim], verdict: Verdict | None, *, related: Sequence[Place]
    ) -> Answer:
        """The answer with what survives verification; nothing left is not found."""
        verified = self._verifier(question).verified(claims)
        shared = self._shared(question, related, verified)
        if not verified:
            return NotFound(**shared)
        # what was judged from a claim that fell may not be shown
        kept = verdict if verified[0] == claims[0] else None
        return Answered(
            claims=verified,
            verdict=kept,
            actors=judge.actors(question, verified, self._documents),
            cautions=self._cautions(verified, kept),
            **shared,
        )

    def _verifier(self, question: Question) -> Verifier:
        return Verifier(self._assistant._full_text, self._assistant._passage, _allowed(question))

    def _shared(self, question: Question, related: Sequence[Place], claims: Sequence[Claim]) -> dict[str, Any]:
        """What every outcome carries."""
        total = (time.perf_counter() - self._started) * 1000
        return {
            "kind": question.kind,
            "language": question.language,
            "region": question.region,
            "on": self._on,
            "related": self._related(related, claims),
            "timings": Timings(search_ms=round(self._search_ms, 2), total_ms=round(total, 2)),
        }

    def _cite(self, passage: Passage, span: Span) -> Citation:
        document = self._by_id[passage.document_id]
        return Citation(
            document_id=document.id,
            document_title=document.title,
            file=document.file,
            version=document.version,
            region=document.region,
            validity=self._validity[document.id],
            headings=passage.headings,
            page=passage.page,
            start=span.start,
            end=span.end,
            quote=self._assistant._full_text(document.id, document.version)[span.start : span.end],
            passage_id=passage.id,
        )

    def _cautions(self, claims: Sequence[Claim], verdict: Verdict | None) -> tuple[Notice, ...]:
        roles = {
            (citation.passage_id, citation.version): self._assistant._passage(
                citation.passage_id, citation.version
            ).role
            for claim in claims
            for citation in claim.citations
        }
        return cautions_of(claims, verdict, self._documents, roles)

    def _related(self, places: Sequence[Place], claims: Sequence[Claim]) -> tuple[Related, ...]:
        """The nearest places not cited, one a heading."""
        seen = {citation.headings for claim in claims for citation in claim.citations}
        found: list[Related] = []
        for place in places:
            if place.passage.headings not in seen and len(found) < _RELATED:
                seen.add(place.passage.headings)
                title = self._by_id[place.passage.document_id].title
                found.append(
                    Related(passage_id=place.passage.id, document_title=title, headings=place.passage.headings)
                )
        return tuple(found)


def _allowed(question: Question) -> frozenset[str] | None:
    """The regions an answer may quote: the one asked about and the national texts; None for all."""
    return frozenset({question.region, NATIONAL}) if question.region else None
