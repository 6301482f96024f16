"""The consistency check: every rule over what is held, each finding verified, identified and with what was decided."""

import threading
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import date
from typing import Final

from kb.consistency.comparisons import Comparisons
from kb.consistency.decided import decided, quotes_of, sisters_of
from kb.consistency.finding import Decision, Finding, KeptDecision
from kb.consistency.observations import Observations, Progress
from kb.errors import UnknownFinding
from kb.language.overlay import ThesaurusFiles, shipped
from kb.store import Store

_MANY: Final = 16  # papers not read before: fewer are worth waiting for
_SOON_S: Final = 0.05  # until it is looked again how many they are


class Consistency:
    """The findings on what a store holds. Threads may share one; methods raise StoreError."""

    def __init__(self, store: Store, thesaurus: ThesaurusFiles = shipped, *, apart: bool = False) -> None:
        """`apart`: papers are read in processes of their own however few they are, for this one answers people."""
        self._store, self._thesaurus = store, thesaurus
        self._observations = Observations(store, apart=apart)
        self._comparisons = Comparisons(store, self._observations, thesaurus)
        self._looking = threading.Lock()
        self._kept: dict[date, tuple[tuple[int, str], tuple[Finding, ...]]] = {}
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
        wait([begun], patience_s)
        while (progress := self._observations.progress) is None and not begun.done():
            wait([begun], _SOON_S)
        if progress is not None and progress.unread > _MANY and not begun.done():
            return progress
        begun.result()
        return None

    def at_hand(self, on: date) -> tuple[Finding, ...] | None:
        """The findings of a day in all regions with what was decided, where they are known without comparing."""
        state, found = self._kept.get(on, (None, None))  # without the lock, which whoever compares holds
        if state != (self._store.generation(), self._thesaurus.digest()):
            found = self._comparisons.kept(on)
        return None if found is None else decided(found, self._store.kept.decisions())[0]

    def last_known(self, on: date) -> tuple[Finding, ...]:
        """What is at hand of a day, else of the last day that was compared; none where the papers changed since."""
        found = self.at_hand(on)
        if found is None and (last := self._comparisons.kept(None)) is not None:
            found = decided(last, self._store.kept.decisions())[0]
        return found or ()

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
        sisters = sisters_of(finding, self.findings(None, decision.on))
        kept = KeptDecision(rule=finding.rule, documents=documents, decision=taken, sisters=sisters)
        self._store.kept.keep_decision(kept)
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
            state = self._store.generation(), self._thesaurus.digest()
            if self._kept.get(on, (None,))[0] != state:
                try:
                    self._kept = {on: (state, self._comparisons.findings(on))}
                finally:
                    self._observations.progress = None
            return self._kept[on][1]
