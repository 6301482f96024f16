"""Which agreement holds where and when, what replaced it, and which documents are named but not held."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

from kb.model import Document, DocumentKind, Noun, Reference, Span, Validity, ValidityStatus

NATIONAL = "landelijk"


class Agreement(Noun):
    """A held document, and whether it holds on the day asked about."""

    document: Document
    validity: Validity
    replaces: tuple[Reference, ...]
    depends_on: tuple[Reference, ...]


class Absent(Noun):
    """A document that is named but not held, with every place that names it."""

    name: str
    mentions: tuple[tuple[str, Span], ...]


class Register(Noun):
    """The agreements held, and the documents they name without being held."""

    items: tuple[Agreement, ...]
    absent: tuple[Absent, ...]


def register(documents: Sequence[Document], on: date) -> Register:
    """The register on a day."""
    holds = validities(documents, on)
    items = tuple(
        Agreement(
            document=document,
            validity=holds[document.id],
            replaces=document.replaces,
            depends_on=document.depends_on,
        )
        for document in documents
    )
    return Register(items=items, absent=tuple(_absent(documents)))


def validities(documents: Sequence[Document], on: date) -> dict[str, Validity]:
    """Whether each document holds on a day, by its id.

    A document that gives neither a first nor a last day is `unknown`, unless another one that
    already holds says it replaces it.
    """
    replaced = superseded(documents, on)
    return {
        document.id: Validity(
            from_=document.valid_from,
            until=document.valid_until,
            status=_status(document, replaced, on),
        )
        for document in documents
    }


def _status(document: Document, replaced: frozenset[str], on: date) -> ValidityStatus:
    if document.valid_until and document.valid_until < on:
        return ValidityStatus.EXPIRED
    if document.valid_from and document.valid_from > on:
        return ValidityStatus.NOT_YET
    if document.id in replaced:
        return ValidityStatus.SUPERSEDED
    return ValidityStatus.IN_FORCE if document.valid_from or document.valid_until else ValidityStatus.UNKNOWN


def superseded(documents: Sequence[Document], on: date) -> frozenset[str]:
    """The ids of documents that another one, begun by then, says it replaces in its own region."""
    found: set[str] = set()
    for document in documents:
        begun = document.valid_from or document.dated
        if begun is not None and begun > on:
            continue
        for reference in document.replaces:
            replaced = held(reference.name, document, documents)
            if replaced is not None and replaced.region == document.region:
                found.add(replaced.id)
    return frozenset(found)


def missing(document: Document, documents: Sequence[Document]) -> tuple[Reference, ...]:
    """What a document leans on that is not held."""
    return tuple(ref for ref in document.depends_on if held(ref.name, document, documents) is None)


def held(name: str, by: Document, documents: Sequence[Document]) -> Document | None:
    """The held document that `by` means with a name, of its own region or national; None where it is not held.

    Names agree when they share the kind word, or one has none, and all content words of the
    shorter stand in the longer, the region aside; years may be left out but not differ. An appendix
    is found by its title.
    """
    appendix = re.fullmatch(r"bijlage\s+\S+(?:\s+\((?P<title>.+)\))?", name)
    if appendix and not appendix["title"]:
        return None
    asked = _words(appendix["title"] if appendix else name, by.region)
    for document in documents:
        if document.id == by.id or document.region not in (by.region, NATIONAL):
            continue
        if document.kind is DocumentKind.MEMO and not appendix:
            continue  # a memo about an agreement is not the agreement
        if _same(asked, _words(document.title, document.region)):
            return document
    return None


_KINDS = {
    "convenant",
    "samenwerkingsovereenkomst",
    "overeenkomst",
    "werkafspraken",
    "samenwerkingsafspraken",
    "protocol",
}
_SMALL = {
    "de",
    "het",
    "een",
    "en",
    "van",
    "voor",
    "in",
    "op",
    "ter",
    "te",
    "bij",
    "tot",
    "met",
    "landelijk",
    "regionaal",
}


@lru_cache(maxsize=4096)
def _words(name: str, region: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+|\b\d{4}\b", name.lower().replace("&", " en "))
    return frozenset(word for word in words if word not in _SMALL and word not in region.split("-"))


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    kinds, others = one & _KINDS, other & _KINDS
    years, other_years = _years(one), _years(other)
    if kinds and others and kinds != others:
        return False
    if years and other_years and years != other_years:
        return False
    topic, topics = one - _KINDS - years, other - _KINDS - other_years
    shorter, longer = sorted((topic, topics), key=len)
    return bool(shorter) and shorter <= longer and len(longer) - len(shorter) <= 1


def _years(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if word.isdigit())


def _absent(documents: Sequence[Document]) -> Iterable[Absent]:
    found: dict[tuple[str, str], tuple[str, list[tuple[str, Span]]]] = {}
    for document in documents:
        titles = _appendix_titles(document)
        for reference in (*document.names, *document.depends_on):
            if held(reference.name, document, documents) is not None:
                continue
            name = titles.get(reference.name, reference.name)
            # an appendix is its own document's, another document the region's
            owner = document.id if name.startswith("bijlage") else document.region
            key = (owner, " ".join(sorted(_words(name, document.region))) + re.sub(r"\D+", " ", name))
            mentions = found.setdefault(key, (name, []))[1]
            if (document.id, reference.evidence) not in mentions:
                mentions.append((document.id, reference.evidence))
    for name, mentions in found.values():
        yield Absent(name=name, mentions=tuple(mentions))


def _appendix_titles(document: Document) -> dict[str, str]:
    """A bare appendix number to its full name, where the document gives that number one title only."""
    titles: dict[str, set[str]] = {}
    for reference in document.names:
        if found := re.match(r"(bijlage\s+\S+)\s+\(", reference.name):
            titles.setdefault(found[1], set()).add(reference.name)
    return {number: next(iter(names)) for number, names in titles.items() if len(names) == 1}
