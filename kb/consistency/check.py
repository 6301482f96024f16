"""The consistency check: every rule over what is held, each finding verified, identified and with what was decided."""

import hashlib
import threading
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import date
from typing import Final

from kb.answer import Citation
from kb.citing import citation, passage_at
from kb.consistency.decided import decided, quotes_of
from kb.consistency.decides import who_decides
from kb.consistency.finding import Decision, Finding, Found, KeptDecision, Place, Rule, Severity, severity_of
from kb.consistency.observations import Observations, Progress
from kb.consistency.observe import Observed
from kb.consistency.region import Region
from kb.consistency.rules import BETWEEN, TOGETHER
from kb.errors import UnknownFinding
from kb.language.overlay import shipped
from kb.language.thesaurus import Thesaurus
from kb.model import Document, Reading
from kb.register import NATIONAL
from kb.store import Store

_ORDER = list(Severity)
_MANY: Final = 16  # papers not read before: fewer are worth waiting for


class Consistency:
    """The findings on what a store holds. Threads may share one; methods raise StoreError."""

    def __init__(self, store: Store, thesaurus: Callable[[], Thesaurus] = shipped) -> None:
        self._store, self._thesaurus = store, thesaurus
        self._observations = Observations(store)
        self._looking = threading.Lock()
        self._kept: dict[date, tuple[int, tuple[Finding, ...]]] = {}
        self._asking = threading.Lock()
        self._aside = ThreadPoolExecutor(1, "comparing")
        self._begun: Future[tuple[Finding, ...]] | None = None

    def close(self) -> None:
        """Stop comparing; whoever waits for it gets StoreUnusable."""
        self._observations.stop()
        self._aside.shutdown(cancel_futures=True)

    def comparing(self, on: date, *, patience_s: float) -> Progress | None:
        """None once the findings of a day are at hand; while many papers are read for them, how far that is.

        Comparing begins in a thread of its own and goes on there. A few papers are waited for, many no longer
        than `patience_s` seconds. Raises StoreError where comparing failed; who asks again begins it again.
        """
        with self._asking:
            if self._begun is None or self._begun.done():
                self._begun = self._aside.submit(self._all, on)
            begun = self._begun
        try:
            begun.result(patience_s)
        except TimeoutError:
            if self._observations.progress.unread > _MANY:
                return self._observations.progress
            begun.result()
        return None

    def at_hand(self, on: date) -> tuple[Finding, ...] | None:
        """The findings of a day in all regions with what was decided, where they are known without comparing."""
        generation, found = self._kept.get(on, (None, ()))  # without the lock, which whoever compares holds
        return decided(found, self._store.kept.decisions())[0] if generation == self._store.generation() else None

    def findings(self, region: str | None, on: date) -> tuple[Finding, ...]:
        """What does not agree on a day in one region or in all, gravest first, each with what was decided of it.

        With a region also how it differs from others. Reads papers that were not read before: seconds
        for many.
        """
        found, _ = self._decided(on)
        return tuple(one for one in found if region is None or region in one.regions)

    def settled(self, region: str | None, on: date) -> tuple[KeptDecision, ...]:
        """What was decided of findings that are found no more, newest first: the texts were mended, or removed."""
        _, gone = self._decided(on)
        return tuple(one for one in gone if region in (None, *(name.partition("/")[0] for name in one.documents)))

    def decide(self, finding_id: str, decision: Decision) -> Finding:
        """Keep a verdict on a finding as it is on the day it is taken; what is quoted now stands with it.

        Raises UnknownFinding.
        """
        finding = self.undo(finding_id, decision.on)
        taken = decision.model_copy(update={"finding": finding.id, "quotes": quotes_of(finding), "lapsed": False})
        documents = tuple(dict.fromkeys(citation.document_id for citation in finding.citations))
        self._store.kept.keep_decision(KeptDecision(rule=finding.rule, documents=documents, decision=taken))
        return finding.model_copy(update={"decision": taken})

    def undo(self, finding_id: str, on: date) -> Finding:
        """Take back what was decided of a finding. Raises UnknownFinding."""
        finding = self._one(finding_id, on)
        if finding.decision:  # kept under another id where the text was rewritten since
            self._store.kept.remove_decision(finding.decision.finding)
        return finding.model_copy(update={"decision": None})

    def _one(self, finding_id: str, on: date) -> Finding:
        for one in self.findings(None, on):
            if one.id == finding_id:
                return one
        raise UnknownFinding(f"{finding_id} is not found", finding=finding_id)

    def _decided(self, on: date) -> tuple[tuple[Finding, ...], tuple[KeptDecision, ...]]:
        return decided(self._all(on), self._store.kept.decisions())

    def _all(self, on: date) -> tuple[Finding, ...]:
        with self._looking:
            generation = self._store.generation()
            if self._kept.get(on, (None,))[0] != generation:
                documents = self._store.documents()
                observed = self._observations.of(documents)
                self._kept = {on: (generation, self._found(documents, observed, on))}
            return self._kept[on][1]

    def _found(self, documents: Sequence[Document], observed: Mapping[str, Observed], on: date) -> tuple[Finding, ...]:
        regions = regions_of(documents, observed, on, self._thesaurus)
        found = [
            *(one for region in regions for paper in region.own for one in observed[paper.id].found),
            *(one for region in regions for rule in TOGETHER for one in rule(region)),
            *(one for rule in BETWEEN for one in rule(regions)),
        ]
        proven = _Proven(self._store, regions)
        distinct = {one.id: one for one in proven.findings(_once(found))}
        return tuple(sorted(distinct.values(), key=_rank))


def _once(found: Sequence[Found]) -> Iterator[Found]:
    """Without what another rule tells as well: a short name that has a long one is explained by that."""
    named = {place for one in found if one.rule is Rule.NAME_VARIANT for place in one.sides}
    yield from (one for one in found if one.rule is not Rule.UNDEFINED_TERM or named.isdisjoint(one.sides))


def regions_of(
    documents: Sequence[Document],
    observed: Mapping[str, Observed],
    on: date,
    thesaurus: Callable[[], Thesaurus] = shipped,
) -> list[Region]:
    """The regions of which something is held, by name; national papers stand in each, alone where nothing else does."""
    names = sorted({one.region for one in documents})
    own = [name for name in names if name != NATIONAL] or names
    statements = {document_id: one.statements for document_id, one in observed.items()}
    return [Region(name, documents, statements, on, thesaurus) for name in own]


class _Proven:
    """What was found, as findings: each side a citation of the text held."""

    def __init__(self, store: Store, regions: Sequence[Region]) -> None:
        self._store = store
        self._region = {document.id: region for region in regions for document in region.documents}
        self._readings: dict[str, Reading] = {}

    def findings(self, found: Iterable[Found]) -> Iterator[Finding]:
        """A finding for each that is no repetition; of two alike the second is told apart by its number."""
        seen: Counter[str] = Counter()
        distinct = {(one.rule, one.case, one.sides, one.subject): one for one in found}
        for one in distinct.values():
            citations = tuple(dict.fromkeys(self._cite(place) for place in one.sides))
            documents = sorted({cited.document_id for cited in citations})
            key = "|".join((one.rule, one.case, *documents, _subject(one, citations)))
            seen[key] += 1
            yield Finding(
                id=hashlib.sha256(f"{key}|{seen[key]}".encode()).hexdigest()[:12],
                rule=one.rule,
                case=one.case,
                relation=one.relation,
                severity=one.severity or severity_of(one.rule),
                facts=one.facts,
                citations=citations,
                who_decides=who_decides(one, self._region),
            )

    def _cite(self, place: Place) -> Citation:
        reading = self._reading(place.document_id)
        validity = self._region[place.document_id].validity(reading.document)
        cited = citation(reading, passage_at(reading, place.span.start), place.span, validity)
        if not cited.quote.strip():
            raise ValueError(f"{place.document_id}: a side of a finding without words at {place.span.start}")
        return cited

    def _reading(self, document_id: str) -> Reading:
        if document_id not in self._readings:
            self._readings[document_id] = self._store.reading(document_id)
        return self._readings[document_id]


def _subject(one: Found, citations: Sequence[Citation]) -> str:
    words = one.subject or " ".join(cited.quote for cited in citations)
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())


def _rank(one: Finding) -> tuple[int, str, int]:
    return _ORDER.index(one.severity), one.citations[0].document_id, one.citations[0].start
