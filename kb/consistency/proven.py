"""What the rules found, as findings: each side a citation of the text held, each with an identity that lasts."""

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from kb.answer import Citation
from kb.citing import citation
from kb.consistency.decides import who_decides
from kb.consistency.finding import Finding, Found, Place, Rule, severity_of
from kb.consistency.region import Region
from kb.store import Store


def proven(found: Iterable[Found], store: Store, regions: Sequence[Region]) -> Iterator[Finding]:
    """A finding for each that is no repetition; of two alike the second is told apart by its number.

    `regions` hold every document that is cited. Raises StoreError.
    """
    region_of = {document.id: region for region in regions for document in region.documents}
    distinct = {(one.rule, one.case, one.sides, one.subject): one for one in _once(tuple(found))}
    cite = _Citing(store, (place for one in distinct.values() for place in one.sides), region_of)
    seen: Counter[str] = Counter()
    for one in distinct.values():
        citations = tuple(dict.fromkeys(map(cite, one.sides)))
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


class _Citing:
    """Cites places; of each document only what they take is read from the store."""

    def __init__(self, store: Store, places: Iterable[Place], region_of: Mapping[str, Region]) -> None:
        self._region_of = region_of
        starts: dict[str, set[int]] = {}
        for place in places:
            starts.setdefault(place.document_id, set()).add(place.span.start)
        self._sources = {document_id: store.source(document_id, at) for document_id, at in starts.items()}

    def __call__(self, place: Place) -> Citation:
        source = self._sources[place.document_id]
        validity = self._region_of[place.document_id].validity(source.document)
        cited = citation(source, source.passages[place.span.start], place.span, validity)
        if not cited.quote.strip():
            raise ValueError(f"{place.document_id}: a side of a finding without words at {place.span.start}")
        return cited


def _once(found: Sequence[Found]) -> Iterator[Found]:
    """Without what another rule tells as well: a short name that has a long one is explained by that."""
    named = {place for one in found if one.rule is Rule.NAME_VARIANT for place in one.sides}
    yield from (one for one in found if one.rule is not Rule.UNDEFINED_TERM or named.isdisjoint(one.sides))


def _subject(one: Found, citations: Sequence[Citation]) -> str:
    words = one.subject or " ".join(cited.quote for cited in citations)
    return " ".join(unicodedata.normalize("NFKC", words).casefold().split())
