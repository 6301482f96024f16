"""Which agreement holds where and when, what replaced it, and which documents are named but not held."""

import re
from collections.abc import Iterable, Mapping, Sequence
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
    already holds says it replaces it. An appendix holds no longer than what it is a part of.
    """
    replaced = superseded(documents, on)
    own = {document.id: _status(document, replaced, on) for document in documents}
    return {
        document.id: Validity(
            from_=document.valid_from, until=document.valid_until, status=_with_whole(document, own, documents)
        )
        for document in documents
    }


def _status(document: Document, replaced: frozenset[str], on: date) -> ValidityStatus:
    if document.valid_until and document.valid_until < on:
        return ValidityStatus.EXPIRED
    begun = document.valid_from or document.dated
    if begun and begun > on:
        return ValidityStatus.NOT_YET
    if document.id in replaced:
        return ValidityStatus.SUPERSEDED
    return ValidityStatus.IN_FORCE if document.valid_from or document.valid_until else ValidityStatus.UNKNOWN


def _with_whole(document: Document, own: Mapping[str, ValidityStatus], documents: Sequence[Document]) -> ValidityStatus:
    status = own[document.id]
    whole = whole_of(document, documents)
    ended = (ValidityStatus.EXPIRED, ValidityStatus.SUPERSEDED)
    if whole is None or status in (*ended, ValidityStatus.NOT_YET) or own[whole.id] not in ended:
        return status
    return own[whole.id]


def superseded(documents: Sequence[Document], on: date) -> frozenset[str]:
    """The ids of documents that another one, begun by then, says it replaces in its own region.

    What is replaced began no later: "vervangt het Convenant Bellen" is never its own successor.
    """
    found: set[str] = set()
    for document in documents:
        begun = _begun(document)
        if not document.replaces or (begun is not None and begun > on):
            continue
        earlier = [one for one in documents if begun is None or (_begun(one) or begun) <= begun]
        for reference in document.replaces:
            replaced = held(reference.name, document, earlier)
            if replaced is not None and replaced.region == document.region:
                found.add(replaced.id)
    return frozenset(found)


def _begun(document: Document) -> date | None:
    return document.valid_from or document.dated


def missing(document: Document, documents: Sequence[Document]) -> tuple[Reference, ...]:
    """What a document leans on that is not held."""
    return tuple(ref for ref in document.depends_on if held(ref.name, document, documents) is None)


def held(name: str, by: Document, documents: Sequence[Document]) -> Document | None:
    """The held document that `by` means with a name, of its own region or national; None where it is not held.

    Names agree when they share the kind word, or one has none, and all content words of the
    shorter stand in the longer, the region aside; years may be left out but not differ. Of several
    the one with the same years, then the same words, then the latest first day is meant. An
    appendix is found by its number where its whole is held, else by its title.
    """
    appendix = _APPENDIX.fullmatch(name)
    return _held_appendix(appendix, by, documents) if appendix else _agreement(name, by, documents)


def _agreement(name: str, by: Document, documents: Sequence[Document]) -> Document | None:
    # a memo about an agreement is not the agreement
    return _named(name, by, [one for one in documents if one.kind is not DocumentKind.MEMO])


def _named(name: str, by: Document, documents: Sequence[Document]) -> Document | None:
    asked = _words(name, by.region)

    def likeness(document: Document) -> tuple[bool, bool, date]:
        words = _words(document.title, document.region)
        return _years(asked) == _years(words), asked == words, document.valid_from or date.min

    agreeing = [
        one
        for one in documents
        if one.id != by.id and one.region in (by.region, NATIONAL) and _same(asked, _words(one.title, one.region))
    ]
    return max(agreeing, key=likeness, default=None)


# ---- appendices ---------------------------------------------------------------------------------

# As a reading names them: "bijlage 2", "bijlage 2 (Model belbrief)", "bijlage B bij de werkafspraken".
_APPENDIX = re.compile(
    r"bijlage(?:\s+(?P<number>[\w.]+))?(?:\s+\((?P<title>.+)\)|\s+bij\s+(?:(?:de|het)\s+)?(?P<whole>.+))?", re.I
)


def whole_of(document: Document, documents: Sequence[Document]) -> Document | None:
    """The held document that this one is an appendix to; None where it is none, or that is not held."""
    part = _APPENDIX.fullmatch(document.part_of or "")
    return _whole(part["whole"], document, documents) if part and part["whole"] else None


def _held_appendix(asked: re.Match[str], by: Document, documents: Sequence[Document]) -> Document | None:
    """The appendix with this number: of the named whole, else of `by` or what `by` is itself an appendix to."""
    wholes = [_whole(asked["whole"], by, documents)] if asked["whole"] else [by, whole_of(by, documents)]
    for whole in (one for one in wholes if one is not None):
        title = asked["title"]
        for document in documents:
            if _number(document) == asked["number"]:
                its = whole_of(document, documents)
                if its is not None and its.id == whole.id:
                    return document
        for reference in whole.names:  # its own list of appendices tells the title that goes with a number
            listed = _APPENDIX.fullmatch(reference.name)
            if listed and listed["title"] and listed["number"] == asked["number"]:
                title = title or listed["title"]
        if title and (found := _named(title, whole, documents)):
            return found
    return None


def _number(document: Document) -> str | None:
    part = _APPENDIX.fullmatch(document.part_of or "")
    return part["number"] if part else None


def _whole(name: str, by: Document, documents: Sequence[Document]) -> Document | None:
    """The document that a name or, as in "de werkafspraken", a bare kind word stands for in `by`."""
    words = _words(name, by.region)
    if words != _kinds(words) or not words:
        return _agreement(name, by, documents)
    named = [reference.name for reference in by.names if not _APPENDIX.fullmatch(reference.name)]
    found = [_agreement(one, by, documents) for one in named if words <= _words(one, by.region)]
    meant = {one.id: one for one in found if one is not None}
    return next(iter(meant.values())) if len(meant) == 1 else None


# ---- names --------------------------------------------------------------------------------------

_KIND = re.compile(
    r"\w*(?:convenant|overeenkomst|afspraken|protocol|reglement|procesbeschrijving|werkinstructie|handreiking|handleiding"
    r"|leidraad|overzicht|addendum|memo|draaiboek|werkwijze|stappenplan|rapport)"
)
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


@lru_cache(maxsize=16384)
def _words(name: str, region: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+|\b\d{4}\b", name.lower().replace("&", " en "))
    return frozenset(word for word in words if word not in _SMALL and word not in region.split("-"))


def alike(one: str, other: str, region: str) -> bool:
    """Whether two names may stand for one document of a region, as `held` compares them."""
    return _same(_words(one, region), _words(other, region))


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    kinds, others = _kinds(one), _kinds(other)
    years, other_years = _years(one), _years(other)
    # "overeenkomst" may stand for "samenwerkingsovereenkomst"
    if kinds and others and not any(a.endswith(b) or b.endswith(a) for a in kinds for b in others):
        return False
    if years and other_years and years != other_years:
        return False
    topic, topics = one - kinds - years, other - others - other_years
    shorter, longer = sorted((topic, topics), key=len)
    return bool(shorter) and shorter <= longer and len(longer) - len(shorter) <= 1


@lru_cache(maxsize=16384)
def _kinds(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if _KIND.fullmatch(word))


@lru_cache(maxsize=16384)
def _years(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if word.isdigit())


def _absent(documents: Sequence[Document]) -> Iterable[Absent]:
    found: dict[tuple[str, str], tuple[str, list[tuple[str, Span]]]] = {}
    near = {
        region: [one for one in documents if one.region in (region, NATIONAL)]
        for region in {one.region for one in documents}
    }
    for document in documents:
        titles = _appendix_titles(document)
        for reference in (*document.names, *document.depends_on):
            if held(reference.name, document, near[document.region]) is not None:
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
