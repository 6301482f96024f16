"""What is held at one moment, read once and kept while questions are answered from it."""

from collections.abc import Callable
from datetime import date
from functools import cached_property, lru_cache

from kb.answer import Citation
from kb.citing import citation, page_at
from kb.consistency.interventions.facets import Facetted, facets
from kb.consistency.paper import Paper
from kb.errors import UnknownPassage
from kb.governing import RegionRegister, region_register
from kb.model import Document, Passage, Reading, Span, Validity, ValidityStatus
from kb.process.act import Act
from kb.process.actors import Roles, listed
from kb.process.read import acts
from kb.register import Absent, register, superseded, validities
from kb.store import Store


class Held:
    """The documents of one generation of the store, with what follows from them.

    Everything is kept for this generation only: a document removed and taken in again may have
    other passages. Methods raise NotHeld for a document that was removed in the meantime.
    Threads may share one.
    """

    def __init__(self, store: Store) -> None:
        self.generation = store.generation()  # before the documents: newer ones are looked up again
        self.documents = store.documents()
        self.by_id = {document.id: document for document in self.documents}
        self._store = store
        self._reading = lru_cache(maxsize=512)(self._read)
        self._validities = lru_cache(maxsize=32)(self._hold)
        self._superseded = lru_cache(maxsize=32)(lambda on: superseded(self.documents, on))
        self._acts = lru_cache(maxsize=8192)(self._read_acts)
        self._governing = lru_cache(maxsize=32)(self._read_register)
        self._papers = lru_cache(maxsize=512)(self._read_paper)
        self._named_in = lru_cache(maxsize=512)(self._read_roles)
        self.facets: Callable[[Paper], tuple[Facetted, ...]] = lru_cache(maxsize=512)(facets)

    def _read(self, document_id: str) -> Reading:
        return self._store.reading(document_id, self.by_id[document_id].version).for_people()

    def _hold(self, on: date) -> dict[str, Validity]:
        return validities(self.documents, on)

    def _read_register(self, region: str, on: date) -> RegionRegister:
        passages = {one.id: self.passages(one.id) for one in self.documents if one.region == region}
        return region_register(self.documents, passages, region, on)

    def governing(self, region: str, on: date) -> RegionRegister:
        """Which agreement governs what in a region on a day, and how its papers hang together."""
        return self._governing(region, on)

    @cached_property
    def roles(self) -> Roles:
        """Everybody whom the documents name as acting."""
        return Roles(self.documents)

    def _read_acts(self, passage: Passage) -> tuple[Act, ...]:
        return acts(passage, self.full_text(passage.document_id), self.roles)

    def acts(self, passage: Passage) -> tuple[Act, ...]:
        """Who does what in a passage of a current version."""
        return self._acts(passage)

    def _read_roles(self, region: str) -> Roles:
        own = [one for one in self.documents if one.region == region]
        return Roles(own, listed(own, [passage for one in own for passage in self.passages(one.id)]))

    def _read_paper(self, document_id: str) -> Paper:
        return Paper(self._reading(document_id), self._named_in(self.by_id[document_id].region))

    def paper(self, document_id: str) -> Paper:
        """A document as rules and comparisons read it; `facets` gives what it says of each intervention."""
        return self._papers(document_id)

    @cached_property
    def absent(self) -> tuple[Absent, ...]:
        """The documents named and not held."""
        return register(self.documents, date.min).absent

    def validity(self, document_id: str, on: date) -> Validity:
        """Whether a document holds on a day."""
        return self._validities(on)[document_id]

    def superseded(self, on: date) -> frozenset[str]:
        """The documents that another one has replaced by that day, by id."""
        return self._superseded(on)

    def gives_way(self, document: Document, on: date) -> bool:
        """Whether another agreement governs on the day: this one was replaced, or does not hold yet."""
        status = self.validity(document.id, on).status
        return document.id in self.superseded(on) or status is ValidityStatus.NOT_YET

    def governs(self, document_id: str, on: date) -> bool:
        """Whether an agreement holds on the day and gives way to none: one that ended contradicts no successor."""
        ended = self.validity(document_id, on).status is ValidityStatus.EXPIRED
        return not ended and not self.gives_way(self.by_id[document_id], on)

    def full_text(self, document_id: str) -> str:
        """The text in which positions count."""
        return self._reading(document_id).full_text

    def passage(self, passage_id: str) -> Passage:
        """A passage of a current version; raises UnknownPassage."""
        document_id, _, number = passage_id.rpartition(".")
        if document_id in self.by_id and number.isdigit():
            passages = self._reading(document_id).passages
            if 0 < int(number) <= len(passages):
                return passages[int(number) - 1]
        raise UnknownPassage(f"{passage_id} is not held", passage=passage_id)

    def passages(self, document_id: str) -> tuple[Passage, ...]:
        """The passages of a document's current version, in reading order."""
        return self._reading(document_id).passages

    def around(self, document: Document, span: Span) -> Passage:
        """The passage that a span of a document begins in, or the one before it."""
        passages = self._reading(document.id).passages
        return max((one for one in passages if one.start <= span.start), key=lambda one: one.start, default=passages[0])

    def section(self, passage: Passage) -> list[Passage]:
        """The passages under the same headings of the same document, in reading order."""
        passages = self._reading(passage.document_id).passages
        return [one for one in passages if one.headings == passage.headings]

    def page(self, document_id: str, position: int) -> int:
        """The page, from 1, on which a position of the full text stands."""
        return page_at(self._reading(document_id), position)

    def cite(self, passage: Passage, span: Span, on: date) -> Citation:
        """The citation of a span that stands in, or leads in, a passage."""
        validity = self.validity(passage.document_id, on)
        return citation(self._reading(passage.document_id), passage, span, validity)
