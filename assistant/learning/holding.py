"""Which agreement holds on a day, what took the place of what, and which papers are named without being held."""

from typing import Final

from assistant.learning.said import Prover, Said
from assistant.learning.scope import Region
from kb.answer import Citation
from kb.model import Document, Noun, Reference, Validity, ValidityStatus
from kb.register import held, register

_TERM: Final = ("valid_from", "valid_until")
_MENTIONS: Final = 3  # sentences that name an absent paper; more say no more
_ORDER: Final = (
    ValidityStatus.IN_FORCE,
    ValidityStatus.NOT_YET,
    ValidityStatus.UNKNOWN,
    ValidityStatus.EXPIRED,
    ValidityStatus.SUPERSEDED,
)


class Replaced(Noun):
    """A paper that another took the place of; `document_id` where it is held, `said` the sentence that says so."""

    name: str
    document_id: str | None
    said: tuple[Said, ...]


class Holding(Noun):
    """One agreement: whether it holds, the sentences that say from when until when, and what it replaced."""

    document: Document
    validity: Validity
    term: tuple[Said, ...] = ()
    replaces: tuple[Replaced, ...] = ()
    replaced_by: tuple[tuple[str, str], ...] = ()
    leans_on: tuple[Replaced, ...] = ()


class Missing(Noun):
    """A paper that is named and not held, with sentences that name it."""

    name: str
    mentions: tuple[Citation, ...]


class Register(Noun):
    """What holds in a region on a day, what holds first; and what is named without being held."""

    items: tuple[Holding, ...]
    missing: tuple[Missing, ...]

    @property
    def words(self) -> int:
        """How many words there are to read."""
        said = [one for item in self.items for one in (*item.term, *(s for r in item.replaces for s in r.said))]
        once = {one.passage.id: one.words for one in said}
        named = sum(len(one.quote.split()) for item in self.missing for one in item.mentions[:1])
        return sum(once.values()) + named + 8 * len(self.items)  # a title and a badge for each


def holding(region: Region, prover: Prover) -> Register:
    """The register of a region on a day, each line with the sentence that it was read from."""
    found = register(region.documents, region.on)
    successors: dict[str, list[tuple[str, str]]] = {}
    for item in found.items:
        for one in item.replaces:
            before = held(one.name, item.document, region.documents)
            if before is not None:
                successors.setdefault(before.id, []).append((item.document.id, item.document.title))
    items = (
        Holding(
            document=item.document,
            validity=item.validity,
            term=_term(region, item.document, prover),
            replaces=tuple(_named(region, item.document, one, prover) for one in item.replaces),
            replaced_by=tuple(dict.fromkeys(successors.get(item.document.id, ()))),
            leans_on=tuple(_named(region, item.document, one, prover) for one in item.depends_on),
        )
        for item in found.items
    )
    missing = (
        Missing(
            name=one.name, mentions=tuple(c for at in one.mentions if (c := prover.at(*at)) is not None)[:_MENTIONS]
        )
        for one in found.absent
    )
    ranked = sorted(items, key=lambda one: (_ORDER.index(one.validity.status), one.document.title))
    return Register(items=tuple(ranked), missing=tuple(one for one in missing if one.mentions))


def _term(region: Region, document: Document, prover: Prover) -> tuple[Said, ...]:
    spans = dict.fromkeys(document.evidence[field] for field in _TERM if field in document.evidence)
    return prover.said((region.held.around(document, span), span) for span in spans)


def _named(region: Region, by: Document, reference: Reference, prover: Prover) -> Replaced:
    other = held(reference.name, by, region.documents)
    said = prover.said([(region.held.around(by, reference.evidence), reference.evidence)])
    return Replaced(name=reference.name, document_id=other.id if other else None, said=said)
