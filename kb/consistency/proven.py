"""What the rules found, as findings: each side a citation of the text held, each with an identity that lasts."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kb.answer import Citation
from kb.citing import citation, passage_at
from kb.consistency.decides import who_decides
from kb.consistency.finding import Finding, Found, Place, Rule, severity_of
from kb.consistency.region import Region
from kb.model import Reading
from kb.store import Store


class Proof:
    """Cites what a store holds; a document is read once."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._readings: dict[str, Reading] = {}

    def findings(self, found: Iterable[Found], regions: Sequence[Region]) -> Iterator[Finding]:
        """A finding for each that is no repetition; of two alike the second is told apart by its number.

        `regions` hold every document that is cited. Raises StoreError.
        """
        region_of = {document.id: region for region in regions for document in region.documents}
        seen: Counter[str] = Counter()
        distinct = {(one.rule, one.case, one.sides, one.subject): one for one in _once(tuple(found))}
        for one in distinct.values():
            citations = tuple(dict.fromkeys(self._cite(place, region_of) for place in one.sides))
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
                who_decides=who_decides(one, region_of),
            )

    def _cite(self, place: Place, region_of: Mapping[str, Region]) -> Citation:
        reading = self._reading(place.document_id)
        validity = region_of[place.document_id].validity(reading.document)
        cited = citation(reading, passage_at(reading, place.span.start), place.span, validity)
        if not cited.quote.strip():
            raise ValueError(f"{place.document_id}: a side of a finding without words at {place.span.start}")
        return cited

    def _reading(self, document_id: str) -> Reading:
        if document_id not in self._readings:
            self._readings[document_id] = self._store.reading(document_id)
        return self._readings[document_id]


def _once(found: Sequence[Found]) -> Iterator[Found]:
    """Without what another rule tells as well: a short name that has a long one is explained by that."""
    named = {place for one in found if one.rule is Rule.NAME_VARIANT for place in one.sides}
    yield from (one for one in found if one.rule is not Rule.UNDEFINED_TERM or named.isdisjoint(one.sides))


def _subject(one: Found, citations: Sequence[Citation]) -> str:
    words = one.subject or " ".join(cited.quote for cited in citations)
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())
