"""What a document says of itself: title, kind, parties, dates, and the documents it leans on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from ingest.addressed import addresses_a_machine
from ingest.headings import number_of
from ingest.itself import about_itself, adopted_here, others_named
from ingest.letterhead import address_label, is_letter, is_sender
from ingest.parties import parties_of
from ingest.predecessors import replaced
from ingest.readers.blocks import BlockKind
from ingest.references import KIND_WORDS, appendix_line, key, listed_appendix, named_documents, same_name
from ingest.region import UNKNOWN_REGION, region_of, slug
from ingest.structure import Part, Section, Zone
from ingest.validity import validity_of
from kb.language.dates import DATE, dates
from kb.language.sentences import sentences
from kb.model import Document, DocumentKind, Notice, Reference, Span


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the body with its place and the heading it stands under.

    `appended`: it stands in an appendix of the document.
    """

    text: str
    start: int
    end: int
    heading: str
    appended: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(start=self.start, end=self.end)


def describe(
    name: str, version: str, text: str, found: Sequence[Section], *, pages: int, region: str | None
) -> tuple[Document, list[Notice]]:
    """The document as its text describes it, and what could not be told from the text.

    `name` is the file's name; its stem is the last resort for a title. `region` overrides the text.
    """
    cover = [part for section in found if section.zone is Zone.COVER for part in section.parts]
    letter = is_letter(_top(found))
    title, title_span = _title(cover, found, name, letter=letter)
    body = list(body_sentences(text, found))
    where = slug(region) if region else region_of(title, [part.text for part in cover], text)
    # a memo tells of terms and replacements: none is its own
    ruling, noted = ([], []) if letter else (body, list(_sentences(text, cover, ())))
    validity = validity_of(ruling, noted, title)
    dated, dated_span = _dated(found, cover, body, title)
    part_of, whole = _part_of(cover)
    evidence = {"title": title_span, "dated": dated_span, "part_of": whole and whole.evidence, **validity.evidence}
    document = Document(
        id=f"{where}/{PurePath(name).stem}",
        version=version,
        file=name,
        title=title,
        kind=DocumentKind.MEMO if letter else _kind(title, cover),
        region=where,
        pages=max(pages, 1),
        parties=parties_of(found, is_memo=letter),
        dated=dated,
        valid_from=validity.valid_from,
        valid_until=validity.valid_until,
        status="draft" if any(_DRAFT.search(part.text) for part in cover) else "final",
        replaces=_replaces(ruling, title),
        # an appendix leans on what it is a part of
        depends_on=_once(whole, *_leans_on(body, title)),
        names=_once(whole, *_names(found, body, title, part_of)),
        part_of=part_of,
        evidence={field: span for field, span in evidence.items() if span is not None},
    )
    return document, list(_notices(name, where, validity.doubtful))


def _notices(name: str, region: str, doubtful: Sequence[str]) -> Iterator[Notice]:
    """What a person should mend in the file with this name."""
    if addresses_a_machine(PurePath(name).stem):
        yield Notice(code="name_addresses_a_machine", facts={"file": name})
    if region == UNKNOWN_REGION:
        yield Notice(code="region_unknown", facts={"file": name})
    for words in doubtful:
        yield Notice(code="date_doubtful", facts={"file": name, "date": words})


def body_sentences(text: str, found: Sequence[Section]) -> Iterator[Sentence]:
    """All sentences of the body; a list item or table row is cut like a paragraph."""
    for section in found:
        if section.zone is Zone.BODY:
            yield from _sentences(text, section.parts, section.headings)


def _sentences(text: str, parts: Sequence[Part], headings: Sequence[str]) -> Iterator[Sentence]:
    heading = headings[-1] if headings else ""
    appended = any(re.match(r"bijlage\b", one, re.I) for one in headings)
    for part in parts:
        for low, high in sentences(text[part.start : part.end]):
            start, end = part.start + low, part.start + high
            yield Sentence(text[start:end], start, end, heading, appended)


# ---- title, kind, date --------------------------------------------------------------------------

_SUBJECT = re.compile(r"(?:onderwerp|betreft)\s*:?\s+(?P<title>\S.*)", re.I)
_DRAFT = re.compile(r"\b(?:concept(?:versie)?|ontwerp)\b", re.I)
_KINDS = (
    (re.compile(r"^\s*(?:privacy)?bijlage\b", re.I), DocumentKind.APPENDIX),
    (re.compile(r"werkafspraken", re.I), DocumentKind.WORK_AGREEMENT),
    (re.compile(r"convenant", re.I), DocumentKind.COVENANT),
    (re.compile(r"overeenkomst|samenwerkingsafspraken", re.I), DocumentKind.COOPERATION_AGREEMENT),
    (re.compile(r"protocol|reglement|\bregeling\b", re.I), DocumentKind.PROTOCOL),
    (
        re.compile(r"proces(?:beschrijving)?|werkwijze|werkinstructie|handreiking|handleiding|leidraad", re.I),
        DocumentKind.PROCESS_DESCRIPTION,
    ),
)


def _top(found: Sequence[Section]) -> list[Part]:
    """The lines that a document begins with."""
    return [part for section in found[:3] for part in (*([section.heading] if section.heading else ()), *section.parts)]


def _title(
    cover: Sequence[Part], found: Sequence[Section], name: str, *, letter: bool = False
) -> tuple[str, Span | None]:
    if letter:
        for part in cover:
            if subject := _SUBJECT.match(part.text):
                start = part.start + subject.start("title")
                return " ".join(subject["title"].split()), Span(start=start, end=part.end)
    lines = [part for part in cover if not appendix_line(part.text)] or list(cover)
    named = [part for part in lines if re.search(KIND_WORDS, part.text, re.I) and len(part.text) < 200]
    own = [part for part in lines if not letter and not is_sender(part.text)]
    for part in (named or own or lines)[:1]:
        following = next((other for other in lines if other.start >= part.end), None)
        alone = len(part.text.split()) == 1 and following is not None and address_label(following.text) is None
        if alone and following is not None and not list(dates(following.text)):
            return " ".join(f"{part.text} {following.text}".split()), Span(start=part.start, end=following.end)
        return " ".join(part.text.split()), Span(start=part.start, end=part.end)
    first = next((section for section in found if section.heading is not None), None)
    if first and first.heading and _may_be_title(first.headings[-1]):
        return first.headings[-1], Span(start=first.heading.start, end=first.heading.end)
    stem = PurePath(name).stem
    return "Document zonder titel" if addresses_a_machine(stem) else re.sub(r"[-_]+", " ", stem), None


def _may_be_title(heading: str) -> bool:
    """Whether a heading can be a document's title: a numbered chapter or article is none, an appendix is."""
    numbered = number_of(heading)
    return numbered is None or heading.lower().startswith("bijlage")


def _kind(title: str, cover: Sequence[Part]) -> DocumentKind:
    for line in (title, *(part.text for part in cover[:3])):
        hits = [(found.start(), kind) for shape, kind in _KINDS if (found := shape.search(line))]
        if hits:
            return min(hits)[1]
    return DocumentKind.OTHER


_DATED = re.compile(
    rf"\b(?:versie|datum|vastgesteld|ondertekend|getekend|gedateerd|d\.d\.)[^.;]{{0,80}}?(?P<date>{DATE})", re.I
)
_OTHER_DATE = re.compile(r"\b(?:geldig\w*|geldt|looptijd|ingang\w*|tot)\b", re.I)


def _dated(
    found: Sequence[Section], cover: Sequence[Part], body: Sequence[Sentence], title: str
) -> tuple[date | None, Span | None]:
    """The document's own date and where it stands.

    First the date its cover, body or signature block says it was drawn up, adopted or signed on, then
    any other date on the cover that is not a term.
    """
    signed = [part for section in found if section.zone is Zone.SIGNATURE for part in section.parts]
    adopted = [one for one in body if re.search(r"\d{4}", one.text) and adopted_here(one.text, one.heading, title)]
    lines: list[Part | Sentence] = [*cover, *adopted, *signed]
    for line in lines:
        if match := _DATED.search(line.text):
            for day in dates(match["date"]):
                start = line.start + match.start("date")
                return day.value, Span(start=start + day.start, end=start + day.end)
    for part in cover:
        if not _OTHER_DATE.search(part.text):
            for day in dates(part.text):
                return day.value, Span(start=part.start + day.start, end=part.start + day.end)
    return None, None


# ---- other documents ----------------------------------------------------------------------------

_DEPENDS = re.compile(
    r"\b(?:uitwerking\b[^.;]{0,200}?\bvan|op basis van|op grond van|ter uitvoering van|gebaseerd op"
    r"|behor(?:t|en|end) bij|hoort bij|(?:onder)?deel\b[^.;]{0,200}?\b(?:uit|van)|in samenhang met"
    r"|zolang\b[^.;]{0,200}?\bgeld)",
    re.I,
)


def _part_of(cover: Sequence[Part]) -> tuple[str | None, Reference | None]:
    """What a document is an appendix to, as its cover says: "bijlage B bij Werkafspraken bellen", and that whole."""
    for part in cover:
        if found := appendix_line(part.text):
            number, whole = found
            reference = Reference(name=whole, evidence=Span(start=part.start, end=part.end))
            return f"bijlage {number} bij {whole}" if number else f"bijlage bij {whole}", reference
    return None, None


def _once(*references: Reference | None) -> tuple[Reference, ...]:
    """The references there are, each name once."""
    out: dict[str, Reference] = {}
    for one in references:
        if one is not None:
            out.setdefault(key(one.name), one)
    return tuple(out.values())


def _replaces(body: Sequence[Sentence], title: str) -> tuple[Reference, ...]:
    """The documents whose place this one takes."""
    return _once(
        *(Reference(name=name, evidence=sentence.span) for sentence in body for name in replaced(sentence.text, title))
    )


def _leans_on(body: Sequence[Sentence], title: str) -> Iterator[Reference]:
    """The documents, no appendices, that a sentence about this one says it builds on."""
    for sentence in body:
        if _DEPENDS.search(sentence.text) and about_itself(sentence.text, title):
            for other in others_named(sentence.text, title):
                yield Reference(name=other.name, evidence=sentence.span)


def _names(
    found: Sequence[Section], body: Sequence[Sentence], title: str, part_of: str | None
) -> tuple[Reference, ...]:
    """Every other document the text names, first mention first, its own list of appendices included.

    What one sentence names in short and another spells out is one document. An appendix that stands
    in the document is no other, nor is the one that the document is itself.
    """
    out: dict[str, Reference] = {}
    for named, span in (*_listed(found), *_mentioned(body)):
        if not same_name(named, title):
            out.setdefault(key(named), Reference(name=named, evidence=span))
    headings = {heading for section in found for heading in section.headings}
    inside = {_number(name) for name in (*headings, part_of or "")} - {None}
    return tuple(
        one
        for one in out.values()
        if not _is_short(one.name, [other.name for other in out.values()])
        and (" bij " in one.name or _number(one.name) not in inside)
    )


def _is_short(name: str, names: Sequence[str]) -> bool:
    """Whether one other name spells this one out: an appendix with its title, an agreement with its years."""
    more = f"{name} (" if name.startswith("bijlage") else f"{name} "
    return sum(other.startswith(more) for other in names) == 1


def _number(name: str) -> str | None:
    """The number of the appendix that a name or heading begins with."""
    found = re.match(r"bijlage\s+(\d+(?:\.\d+)*|[A-Z]\b|[IVX]+\b)", name, re.I)
    return found[1].upper() if found else None


def _listed(found: Sequence[Section]) -> Iterator[tuple[str, Span]]:
    """The appendices in the contents list."""
    for section in found:
        if section.zone is not Zone.CONTENTS:
            continue
        listing = False
        for part in section.parts:
            line = part.text.strip()
            listing = listing or bool(re.fullmatch(r"bijlagen?:?", line, re.I))
            appendix = listed_appendix(line)
            if appendix and ((listing and part.kind is BlockKind.ITEM) or line.lower().startswith("bijlage ")):
                yield appendix, Span(start=part.start, end=part.end)


def _mentioned(body: Sequence[Sentence]) -> Iterator[tuple[str, Span]]:
    """The documents that sentences name; a line of a list of appendices names the one it is about."""
    for sentence in body:
        listed = re.match(r"(?:- )?bijlage\b", sentence.text, re.I) and listed_appendix(sentence.text)
        if listed:
            yield listed, sentence.span
        else:
            for named in named_documents(sentence.text):
                yield named.name, sentence.span
