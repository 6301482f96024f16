"""The acts of one intervention in the order of the work, with what the texts leave open shown as open."""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import groupby

from kb.language.dutch import analyse, stems
from kb.model import Document, DocumentKind, Noun, Passage
from kb.process.act import Act, Modality


class Gap(StrEnum):
    """What a text does not say of an act."""

    NO_ACTOR = "no_actor"
    NO_TERM = "no_term"


class Step(Noun):
    """An act in its place: `number` where the text numbers its steps, `follows` the act it comes after.

    `follows` is the place (from 0) in the same sequence of the act whose text says that this is
    what comes next when it does not work out.
    """

    act: Act
    number: int | None = None
    follows: int | None = None
    gaps: tuple[Gap, ...] = ()


_STEP_HEADING = re.compile(r"(?:stap|fase)\s+(?P<number>\d{1,2})\b", re.I)
_STEP_ITEM = re.compile(r"(?P<number>\d{1,2})[.)]\s")
_STEP_AHEAD = re.compile(r"(?:^|\n)(?P<number>\d{1,2})[.)]\s+$")
_STEPS = re.compile(r"\b(?:stap\w*|fases?|volgorde)\b", re.I)
_LAST = 1000  # a stage behind every numbered step
_NEAREST = (
    DocumentKind.PROCESS_DESCRIPTION,
    DocumentKind.WORK_AGREEMENT,
    DocumentKind.COOPERATION_AGREEMENT,
    DocumentKind.COVENANT,
    DocumentKind.PROTOCOL,
    DocumentKind.APPENDIX,
)


def ordered(
    acts: Iterable[Act], passages: Mapping[str, Passage], documents: Mapping[str, Document]
) -> tuple[Step, ...]:
    """The acts in the order in which the work goes.

    Steps that a text numbers ("Stap 3", a numbered list of steps, rows of a table of steps) stand by
    their number, those of several documents beside each other, the document nearest to the work
    first; what stands before and after them keeps its reading order. `passages` and `documents` are
    by id; an act whose passage is not among them is left out, and so is what is no deed.
    """
    held = [act for act in acts if act.passage_id in passages and not act.narrative and is_deed(act)]
    held.sort(key=lambda act: (act.document_id, passages[act.passage_id].start, act.span.start))
    staged: list[tuple[int, int, int, Act, int | None]] = []
    for document_id, own in groupby(held, key=lambda act: act.document_id):
        near = _nearness(documents.get(document_id))
        row = list(own)
        numbers = [_number(act, passages[act.passage_id]) for act in row]
        for place, (stage, act, number) in enumerate(zip(_stages(row, numbers, passages), row, numbers, strict=True)):
            staged.append((stage, near, place, act, number))
    if any(number is not None for *_, number in staged):  # papers without steps come behind those that have them
        stepped = {one[3].document_id for one in staged if one[4] is not None}
        staged = [one if one[3].document_id in stepped else (_LAST + 1, *one[1:]) for one in staged]
    staged.sort(key=lambda one: (one[0], one[1], one[3].document_id, one[2]))
    return _linked([(act, number) for _, _, _, act, number in staged])


def is_deed(act: Act) -> bool:
    """Whether an act is something done, not a state of affairs: somebody does it, or it is done, ordered or led."""
    if act.actors:
        return act.verb not in {"zijn", "hebben"} or act.leads is not None
    return act.passive or act.leads is not None or act.modality in {Modality.MUST, Modality.MUST_NOT}


def _nearness(document: Document | None) -> int:
    return _NEAREST.index(document.kind) if document and document.kind in _NEAREST else len(_NEAREST)


def _number(act: Act, passage: Passage) -> int | None:
    """The number of the step that an act is part of; None where its text numbers no steps."""
    for heading in reversed(passage.headings):
        if found := _STEP_HEADING.match(heading):
            return int(found["number"])
    within = passage.text[max(0, act.span.start - passage.start) :]
    ahead = passage.text[max(0, act.span.start - passage.start - 5) : act.span.start - passage.start]
    found = _STEP_AHEAD.search(ahead) or _STEP_ITEM.match(within) or _STEP_ITEM.match(passage.text)
    introduced = any(_STEPS.search(heading) for heading in passage.headings[-2:])
    return int(found["number"]) if found and introduced and passage.role in {"list", "table_row"} else None


def _stages(acts: Sequence[Act], numbers: Sequence[int | None], passages: Mapping[str, Passage]) -> list[int]:
    """The stage of each act of one document: its number, that of the section it stands in, before or after all."""
    numbered = [place for place, number in enumerate(numbers) if number is not None]
    if not numbered:
        return [0] * len(acts)
    stages: list[int] = []
    current, section = 0, None
    for place, (act, number) in enumerate(zip(acts, numbers, strict=True)):
        headings = passages[act.passage_id].headings
        if number is not None:
            current, section = number, headings
        elif section is not None and headings != section:
            current = _LAST if place > numbered[-1] else current
        stages.append(current)
    return stages


def _linked(row: Sequence[tuple[Act, int | None]]) -> tuple[Step, ...]:
    places = {(act.document_id, act.then): place for place, (act, _) in enumerate(row) if act.then}
    found = []
    for place, (act, number) in enumerate(row):
        before = places.get((act.document_id, act.span))
        follows = before if before is not None and before < place else None
        found.append(Step(act=act, number=number, follows=follows, gaps=_gaps(act)))
    return tuple(found)


def _gaps(act: Act) -> tuple[Gap, ...]:
    gaps = () if act.actors else (Gap.NO_ACTOR,)
    return gaps if act.term or act.frequency else (*gaps, Gap.NO_TERM)


# What papers are called and how they are kept, as opposed to what they are about. Whole words: a "meldpunt" is no
# "uitgangspunt" for having a part of it, and only what a paper is called counts as the end of a longer word too.
_PAPERS = frozenset(
    stems(
        "convenant overeenkomst afspraken protocol procesbeschrijving handreiking memo overzicht werkwijzer wegwijzer"
        " leidraad handboek draaiboek richtlijn werkinstructie stappenplan reglement addendum"
    )
)
_HOUSEKEEPING = _PAPERS | frozenset(
    stems(
        "samenwerkingsovereenkomst samenwerkingsafspraken samenwerking werkafspraken privacyprotocol bijlage"
        " gegevensoverzicht gegevens persoonsgegevens gegevensuitwisseling gegevensdeling doel reikwijdte gebruik"
        " partijen deelnemers organisaties begrippen begripsbepalingen looptijd wijziging opzegging verlenging"
        " evaluatie kosten financiering ondertekening registratie rapportage monitoring geschillen sturing inhoud"
        " aanleiding overwegingen uitgangspunten artikel hoofdstuk paragraaf stap bereikbaarheid contact beheer privacy"
        " termijnen inleiding interventies aanpak taken verantwoordelijkheid klachten scholing cijfers model"
        " grondslagen bewaartermijnen bewaren delen bepalingen loopt versie stad proces werk werkwijze gegevenskaart"
    )
)
# What chapters are about whatever the paper is about: a heading of such words alone names no intervention.
_CHAPTERS = frozenset(
    stems(
        "overleg sturing verhouding samenhang andere overige algemeen algemene slotbepalingen slot ondergetekenden"
        " toetreding uittreding aansprakelijkheid communicatie toezicht rechten inwoners betrokkenen inzage datalekken"
        " beveiliging voorbeelden vragen antwoorden toelichting checklists formulier meldformulier aanmeldformulier"
        " toestemmingsformulier formulieren adressen telefoonlijst rekenblad regels routes regie toestemming instemming"
        " voorwaarden duur kort verdeling kostenverdeling besluiten besluitvorming bijzondere gevallen uitzonderingen"
        " stand zaken invoering resultaten ervaringen aanbevelingen planning begeleiding zorgvuldig informatie"
        " politiegegevens medische een twee drie vier vijf zes zeven acht negen tien"
    )
)
_ASKS = re.compile(r"(?:wie|wat|hoe|wanneer|waarom|waar|waarvoor|voor wie)\b", re.I)  # "Wie de regie houdt"
_NUMBERING = re.compile(r"^(?:(?:artikel|hoofdstuk|paragraaf|stap|bijlage)\s+)?[\dA-Z]{0,2}(?:\.\d+)*\.?\s+", re.I)


def interventions(documents: Sequence[Document], passages: Iterable[Passage]) -> dict[str, tuple[str, ...]]:
    """The subjects that are interventions: no chapter that any agreement has ("Datalekken", "Wie de regie houdt")."""
    regions = {document.region for document in documents}
    titles = {_subject(document.title, regions) for document in documents}
    found = subjects(documents, passages)
    return {name: ids for name, ids in found.items() if name in titles or not _is_chapter(name)}


def _is_chapter(name: str) -> bool:
    return bool(_ASKS.match(name)) or not set(stems(name)) - _HOUSEKEEPING - _CHAPTERS


def subjects(documents: Sequence[Document], passages: Iterable[Passage]) -> dict[str, tuple[str, ...]]:
    """What the documents have rules for: a name, as a heading or title writes it, to its passages' ids.

    A title names one without the kind of paper, the region and the years. A heading does where it
    says more than how an agreement is kept, and holds more than one passage. Names that come down to
    the same words are one.
    """
    held = list(passages)
    found: dict[frozenset[str], tuple[str, list[str]]] = {}
    regions = {document.region for document in documents}
    for document in documents:
        own = [one.id for one in held if one.document_id == document.id]
        _add(found, _subject(document.title, regions), own)
    by_heading: dict[tuple[str, str], list[str]] = {}
    for one in held:
        for heading in one.headings:
            by_heading.setdefault((one.document_id, heading), []).append(one.id)
    for (_, heading), own in by_heading.items():
        name = _NUMBERING.sub("", heading).strip()
        numbered = len(own) > 1 and len(name.split()) <= 4 and _NUMBERING.match(heading)
        if numbered and set(stems(name)) - _HOUSEKEEPING:
            _add(found, name, own)
    return {name: tuple(dict.fromkeys(own)) for name, own in found.values()}


def _subject(title: str, regions: Iterable[str]) -> str:
    """What a title is about: without the kind of paper, years and region."""
    kept = [
        word
        for word in re.sub(r"\d{4}\S*", " ", title).split()
        if not (_HOUSEKEEPING & set(stems(word)) or _PAPERS & set(analyse(word)))
        and word.lower() not in regions
        and any(map(str.isalpha, word))
    ]
    return " ".join(kept)


def _add(found: dict[frozenset[str], tuple[str, list[str]]], name: str, passages: Sequence[str]) -> None:
    words = frozenset(stems(name)) - _HOUSEKEEPING
    if words and passages:
        known, own = found.get(words, (name, []))
        found[words] = (min(known, name, key=len), [*own, *passages])


def sections(name: str, documents: Sequence[Document], passages: Iterable[Passage]) -> tuple[Passage, ...]:
    """The passages of the intervention that is asked for, in reading order of their documents.

    A passage is of it where its headings and the title of its document say every word of the name,
    or the title says two in three of a longer one. Words are compared by stem and compound part, so that "voorkom
    huisuitzetting" is also "Werkafspraken voorkomen huisuitzetting". Empty where none says it.
    """
    asked = frozenset(stems(name)) - _HOUSEKEEPING
    if not asked:
        return ()
    titles = {document.id: frozenset(analyse(document.title)) for document in documents}
    said: dict[tuple[str, ...], frozenset[str]] = {}
    found = []
    for one in passages:
        if one.headings not in said:
            said[one.headings] = frozenset(analyse(" ".join(one.headings)))
        title = titles.get(one.document_id, frozenset())
        mostly = len(asked) > 2 and 3 * len(asked & title) >= 2 * len(asked)
        if asked <= said[one.headings] | title or mostly:
            found.append(one)
    return tuple(sorted(found, key=lambda one: (one.document_id, one.start)))
