"""Who is engaged by a paper beside its list of parties: seated in the steering body, or given a task."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kb.consistency.paper import Line, Paper, Row, Sentence
from kb.consistency.parties.organisations import Known
from kb.consistency.parties.proper import ORGANISATION, proper_names
from kb.process.act import Act, Modality, Slot
from kb.process.actors import Roles, Sort

_STEERING: Final = re.compile(
    r"\b\w*(?:stuurgroep|kerngroep|regiegroep|stuurteam|bestuurlijk overleg|bestuurlijk platform|directieoverleg"
    r"|programmaraad)\b",
    re.I,
)
_SEATED: Final = re.compile(
    r"\b(?:leden|lid|vertegenwoordig\w*|zitting|zetels?|bestaat uit|samengesteld|zitten|neemt\b.*\bdeel|nemen\b.*\bdeel"
    r"|schui(?:ft|ven)\b.*\baan)\b",
    re.I,
)
_GOES_ON = re.compile(
    r"(?:(?:vaste|overige|andere|de)\s+)*(?:leden|lid)\b|zij\b|daarin\b|hierin\b|vertegenwoordigers\b", re.I
)
# What gives nobody a task, and who is asked, hired or told of by somebody else.
_NO_TASK_WORDS = "zijn hebben krijgen ontvangen gelden horen heten blijven kunnen willen weten bestaan"
_NO_TASK: Final = frozenset(_NO_TASK_WORDS.split())
_HIRED = re.compile(
    r"\b(?:in opdracht van|namens|inhuren|ingehuurd|huur[dt]?\b.*\bin|inko\w+|ingekocht|leverancier|offerte"
    r"|contract\w*|geen (?:partij|deelnemer))\b",
    re.I,
)
_UNDERGOES = re.compile(r"\s+(?:word(?:t|en)|werd(?:en)?|is|zijn)\b|\t")
_WHO = re.compile(r"(?:wie|partij(?:en)?|organisaties?|deelnemers?|instelling(?:en)?|uitvoerder|door wie)\b", re.I)
_WHAT = re.compile(r"(?:\w*ta(?:ak|ken)|wat|rol|doet|bijdrage|inzet|verantwoordelijk\w*|acties?|werkzaamheden)\b", re.I)
_PART = (
    r"(?:\s*\([^()]*\))?,?\s+(?:is\s+)?(?:een|de|het)\s+(?:[\w-]+\s+)?"
    r"(?:afdeling|onderdeel|team|dienst|bureau|voorziening|loket|initiatief)\b"
)


@dataclass(frozen=True, slots=True)
class Engaged:
    """Somebody by name who has a seat or a task; `place` is what says so and can be read alone."""

    name: Line
    place: Line | Row


def seated(paper: Paper, held: Known) -> Iterator[Engaged]:
    """Who sits in the steering body by name and is none of the organisations held."""
    steers = False
    before: Sentence | None = None
    for one in paper.sentences:
        same_part = before is not None and before.headings == one.headings
        named = bool(_STEERING.search(one.text))
        steers = named or (steers and same_part)
        lead = one.passage.lead_in
        listed = lead is not None and _seats(paper.text[lead.start : lead.end])
        if listed or (named and _SEATED.search(one.text)) or (steers and _GOES_ON.match(one.text)):
            yield from _strangers(one, paper, held, sure=listed)
        before = one


def _seats(text: str) -> bool:
    return bool(_STEERING.search(text) and _SEATED.search(text))


def _strangers(one: Sentence, paper: Paper, held: Known, *, sure: bool) -> Iterator[Engaged]:
    names = list(proper_names(one.text, one.start))
    # Where a party is named too, capitals in the same list are organisations.
    sure = sure or any(held.find(name.text) for name in names)
    for name in names:
        if (sure or ORGANISATION.search(name.text)) and stranger(name.text, paper, held):
            yield Engaged(name, Line(one.text, one.start))


def stranger(name: str, paper: Paper, held: Known) -> bool:
    """Whether a name is of nobody held, of no place and of no part of somebody held."""
    if held.is_place(name) or held.find(name):
        return False
    return not re.search(rf"(?<![\w-]){re.escape(name)}{_PART}", paper.text)


def tasked(paper: Paper, held: Known) -> Iterator[Engaged]:
    """Who is given a task by a name that is one of an organisation, and is none of the organisations held."""
    for act in paper.acts:
        words = paper.text[act.span.start : act.span.end]
        idle = act.narrative or act.negated or act.verb in _NO_TASK or act.modality in (Modality.CAN, Modality.INTENDS)
        if idle or _HIRED.search(words):
            continue
        # who is no party is often no actor that the reader of acts knows
        for actor in act.actors or _subject(act, paper):
            if Roles.sort(actor.text) is not Sort.WORKER and actor is not act.subject:
                continue
            for name in proper_names(actor.text, actor.span.start):
                if ORGANISATION.search(name.text) and stranger(name.text, paper, held):
                    yield Engaged(name, Line(words, act.span.start))
    for row in paper.rows:
        yield from _in_table(row, paper, held)


def _subject(act: Act, paper: Paper) -> Sequence[Slot]:
    """The subject of an act, where it does something."""
    if act.subject is None or _UNDERGOES.match(paper.text, act.subject.span.end):
        return ()
    return (act.subject,)


def _in_table(row: Row, paper: Paper, held: Known) -> Iterator[Engaged]:
    """The organisations in the column of a table that tells who does what."""
    if not any(_WHAT.match(cell.text) for cell in row.header):
        return
    for head, cell in zip(row.header, row.cells, strict=False):
        if _WHO.match(head.text):
            for name in proper_names(cell.text, cell.start):
                if ORGANISATION.search(name.text) and stranger(name.text, paper, held):
                    yield Engaged(name, row)
