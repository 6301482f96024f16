"""Questions about appendices and other named documents: where they are, what they are, whether they are held."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.asking import Asking
from assistant.subject import explained, is_kind, paired, silent
from assistant.told import Source, Told, in_order
from kb.answer import Claim, Verdict
from kb.language.dutch import analyse
from kb.model import Document, Passage, Reference, Role, Span
from kb.register import held as held_by

_OWN = """
toon show waar staat staan vind vinden vindt vinden kan kun kunt ik is zijn er wat heb hebben heeft je jij jullie we
wij bijlage bijlagen bijlages nummer nr in bij de het een van dit welke welk hoeveel horen hoort zit zitten bestaat
bestaan opzoeken terugvinden inzien lezen te beschikbaar toegevoegd erbij titel heet heten gaat over inhoud precies
ergens ontbreekt ontbreken where find can do does you have has the appendix appendices annex annexes attachment
attachments what which many how number no is are there in of to with called contain contains about see read look up
content lijst overzicht alle all list belong belongs attached mag bekijken nog ook zie genoemd called tekst text
kunnen ons document
"""
WORDS = frozenset(_OWN.split())
_APPENDIX = re.compile(r"\b(?:bijlagen?|bijlages|annex(?:es)?|appendi(?:x|ces)|attachments?)\b")
_NUMBERED = re.compile(
    r"\b(?:bijlagen?|annex|appendix|attachment)\s+(?:nr\.?\s*|nummer\s+|number\s+|no\.?\s*)?(?P<number>\d+(?:\.\d+)*"
    r"|[A-Z]\b|[a-z]\b(?![ .]\w))",
    re.I,
)
_ASKS = re.compile(
    r"^(?:is|staat|zit|zitten) (?:\w+ ){0,2}bijlagen?\b|\b(?:beschikbaar|available)\b|\b(?:waar|heb je|heb jij|heeft"
    r"|hebben|is er|zijn er|bestaat|wat staat|wat is|wat zit|hoe heet"
    r"|waar gaat|waarover gaat|zit|ontbreekt|where|do you have|do we have|have you|is there|are there|laten zien"
    r"|toon|show|what is|what s"
    r"|what does|contains?|inhoud van|titel van|welke|hoeveel|which|how many|lijst|overzicht|list)\b"
)
_LISTED = re.compile(
    r"\b(?:hoeveel|welke|wat zijn|lijst|overzicht|alle|which|how many|list|what)\b.*\b(?:bijlagen|bijlages"
    r"|appendices|annexes"
    r"|attachments)\b|^(?:heeft|hebben|zijn er|zitten er|does|are there|do)\b.*\b(?:bijlagen|bijlages|appendices"
    r"|annexes"
    r"|attachments)\b"
)
_WHERE = re.compile(r"\b(?:waar|where)\b|^(?:en )?(?:heb je|heb jij|hebben we|hebben jullie|do you have|do we have)\b")
_PAPER = re.compile(
    r"\w*(?:protocol|formulier|verklaring|ladder|beschrijving|overzicht|handreiking|convenant|overeenkomst|afspraken"
    r"|memo"
    r"|model|werkwijze|reglement|instructie|brief|leidraad|financiering|document|covenant|agreement|form|guide"
    r"|statement)"
)
_HEADING = re.compile(r"bijlage\s+(?P<number>\d+(?:\.\d+)*|[A-Z]\b|[IVX]+\b)", re.I)
_MENTION = re.compile(
    r"\bbijlagen?\s+(?P<numbers>(?:\d+(?:\.\d+)*|[A-Z]\b)(?:\s*(?:,|en|t/m)\s*(?:\d+(?:\.\d+)*|[A-Z]\b))*)", re.I
)
_BELONG = re.compile(r"\b(?:horen|hoort|maken deel uit)\b.*\bbijlagen?\b|\bbijlagen\b.*\b(?:horen|maken deel uit)\b")
_OTHERS = re.compile(r"bijlage \S+ bij\b", re.I)
_ITS = re.compile(r"\b(?:de|een|the|an|any) (?:bijlage|appendix|annex|attachment) (?:bij|van|of|to|in)\b")
_WHETHER = re.compile(r"(?:en |and )?(?:heb|hebben|heeft|is|zijn|zit|staat|bestaat|do|does|have|are)\b")
_MOST = 4  # places of one appendix


@dataclass(frozen=True, slots=True)
class _Found:
    """Where an appendix stands or is named; `missing` is its name where it is not held."""

    claims: tuple[Claim, ...]
    missing: str | None = None


def tell(asking: Asking) -> Told | None:
    """Where an appendix or named document stands, or what names it; None where something else is asked."""
    if not _ASKS.search(asking.said) or re.search(r"\b(?:moet|moeten|must|should|volgens|according)\b", asking.said):
        return None
    if _APPENDIX.search(asking.said):
        if numbered := _NUMBERED.search(asking.raw):
            return _by_number(asking, numbered["number"].upper())
        if (_LISTED.search(asking.said) or _ITS.search(asking.said)) and (told := _listed(asking)) is not None:
            return told
    return _by_name(asking)


def _told(found: Sequence[_Found], asking: Asking) -> Told | None:
    claims = tuple(dict.fromkeys(claim for one in found for claim in one.claims))
    missing = tuple(dict.fromkeys(one.missing for one in found if one.missing))
    yes = _WHETHER.match(asking.said) and not missing and not re.search(r"\b(?:geen|niet|not)\b", asking.said)
    return Told(claims, Verdict.YES if yes else None, missing) if claims else None


# ---- by its number --------------------------------------------------------------------------------


def _by_number(asking: Asking, number: str) -> Told | None:
    subject = asking.about(WORDS, slot=(number.lower(),))
    if subject is None:
        return None
    documents = asking.current(subject)
    if not subject.kind and not subject.topical:
        whole = [one for one in asking.documents if not one.part_of]
        documents = [one for one in whole if not asking.held.gives_way(one, asking.on)]
    found = [one for document in documents if (one := _numbered(asking, document, number)) is not None]
    if not found and subject.kind:
        return Told(())  # no such appendix is known
    return _told(found, asking)


def _numbered(asking: Asking, document: Document, number: str) -> _Found | None:
    """The appendix of a document with this number: its own first passage, the document it is, or what names it."""
    source = asking.source(document)
    inside = next((one for one in source.passages() if _number_of(one) == number), None)
    if inside is not None:
        return _Found((source.claim(_opening(inside)),))
    references = [one for one in document.names if _number(one.name) == number and not _OTHERS.match(one.name)]
    for reference in (*references, Reference(name=f"bijlage {number}", evidence=Span(start=0, end=0))):
        own = held_by(reference.name, document, asking.held.documents)
        if own is not None:
            listed = [reference.evidence] if reference.evidence.end else []
            claims = [asking.source(own).claim(*_title(asking.source(own))), *(source.claim(one) for one in listed)]
            return _Found(tuple(claims))
    places = [one.evidence for one in references] + [
        span for numbers, _, span in _mentions(source) if number in numbers
    ]
    spans = in_order(places)[:_MOST]
    name = next((one.name for one in references if "(" in one.name), f"bijlage {number}")
    return _Found(tuple(source.claim(span) for span in spans), name) if spans else None


def _number(name: str) -> str | None:
    found = re.match(r"bijlage\s+(\d+(?:\.\d+)*|[A-Z]\b|[IVX]+\b)", name, re.I)
    return found[1].upper() if found else None


def _number_of(passage: Passage) -> str | None:
    """The number of the appendix that a passage stands in."""
    for heading in passage.headings:
        if found := _HEADING.match(heading):
            return found["number"].upper()
    return None


def _opening(passage: Passage) -> Span:
    return Span(start=passage.start, end=passage.end)


def _title(source: Source) -> list[Span]:
    """The title of a document that is an appendix, and the line that says of what."""
    return [span for field in ("title", "part_of") if (span := source.document.evidence.get(field)) is not None]


def _mentions(source: Source) -> Iterator[tuple[frozenset[str], str, Span]]:
    """The sentences that name appendices by number; a contents list is one of lines."""
    for passage in source.passages():
        if passage.role is Role.CONTENTS or "ijlage" not in passage.text:
            continue
        for text, span in source.sentences(passage):
            numbers = {
                number.upper()
                for found in _MENTION.finditer(text)
                if not re.match(r"\s+bij\s+", text[found.end() :])  # "bijlage 3 bij het convenant" is another's
                for number in re.split(r"\s*(?:,|\ben\b|t/m)\s*", found["numbers"])
            }
            if numbers:
                yield frozenset(numbers), text, span


# ---- all of them ----------------------------------------------------------------------------------


def _listed(asking: Asking) -> Told | None:
    """The list of appendices of the agreements asked about."""
    subject = asking.about(WORDS)
    if subject is None:
        return None
    claims: list[Claim] = []
    for document in asking.current(subject):
        source = asking.source(document)
        spans = _list(source)
        if spans:
            claims.append(source.claim(*spans))
    if claims:
        return Told(tuple(claims), Verdict.YES if asking.question.yes_no else None)
    return Told(()) if subject.topical else None


def _list(source: Source) -> list[Span]:
    """Where the appendices are listed, else where each begins."""
    evidence = [one.evidence for one in source.document.names if _number(one.name) and "(" in one.name]
    inside: dict[str, Passage] = {}
    for passage in source.passages():
        if number := _number_of(passage):
            inside.setdefault(number, passage)
    listing: dict[int, list[Span]] = {}
    passages = list(source.passages())
    for span in evidence:
        at = max((one.start for one in passages if one.start <= span.start), default=0)
        listing.setdefault(at, []).append(span)
    best = max(listing.values(), key=len, default=[])
    own = next((one for one in passages if best and one.start <= best[0].start < one.end), None)
    if own is not None and own.role is not Role.CONTENTS:
        return [Span(start=own.start, end=own.end)]
    if own is not None and len(best) > 1:
        return [Span(start=min(one.start for one in best), end=max(one.end for one in best))]
    said = next((span for text, span in _sentences(source) if _BELONG.search(text)), None)
    starts = [_first_line(source, one) for one in inside.values()]
    return [said] if said else starts or best


def _first_line(source: Source, passage: Passage) -> Span:
    return next((span for _, span in source.sentences(passage)), Span(start=passage.start, end=passage.end))


def _sentences(source: Source) -> Iterator[tuple[str, Span]]:
    for passage in source.passages():
        if "bijlage" in passage.text:
            yield from source.sentences(passage)


# ---- by its name ----------------------------------------------------------------------------------


def _by_name(asking: Asking) -> Told | None:
    """A document asked for by its name: its title where it is held, else the sentences that name it."""
    told = [word for word in paired(asking.words, asking.english) if word not in WORDS and not silent(word)]
    if not told or not (_APPENDIX.search(asking.said) or (_WHERE.search(asking.said) and any(map(_PAPER.match, told)))):
        return None
    topic = [word for word in told if not is_kind(word)] or told
    titled = [one for one in asking.documents if _fits(told, one.title, one.region, asking)]
    titled = [one for one in titled if one.part_of or not _APPENDIX.search(asking.said)]
    titled = [one for one in titled if not asking.held.gives_way(one, asking.on)] or titled
    if titled:
        claims = tuple(
            asking.source(one).claim(*_title(asking.source(one))) for one in titled if _title(asking.source(one))
        )
        return _told([_Found(claims)], asking)
    found = [
        one
        for document in asking.documents
        if not asking.held.gives_way(document, asking.on)
        for one in _named(asking, document, told, topic)
    ]
    return _told(found, asking)


def _fits(told: Sequence[str], name: str, region: str, asking: Asking) -> bool:
    terms = frozenset(analyse(re.sub(r"[-–]", " ", f"{name} {region}")))
    return all(explained(word, terms, english=asking.english) for word in told)


def _named(asking: Asking, document: Document, told: Sequence[str], topic: Sequence[str]) -> Iterator[_Found]:
    """What a document says of one that it names by these words: the places, or the part of it that it is."""
    source = asking.source(document)
    for passage in source.passages():
        heading = next((one for one in passage.headings if _HEADING.match(one)), None)
        if heading and _fits(told, heading, document.region, asking):
            yield _Found((source.claim(_opening(passage)),))
            return
    references = [
        one for one in (*document.names, *document.depends_on) if _fits(told, one.name, document.region, asking)
    ]
    references = [one for one in references if held_by(one.name, document, asking.held.documents) is None]
    if not references:
        return
    numbers = {number for one in references if (number := _number(one.name))}
    said = [span for _, text, span in _mentions(source) if _fits_text(topic, text)] if numbers else []
    spans = in_order([*(one.evidence for one in references), *said])[:_MOST]
    names = dict.fromkeys(one.name for one in references)
    for position, name in enumerate(names):
        yield _Found(tuple(source.claim(span) for span in spans) if not position else (), name)


def _fits_text(words: Sequence[str], text: str) -> bool:
    terms = frozenset(analyse(text))
    return all(explained(word, terms) for word in words)
