"""Regions beside each other: what the papers in force say of each facet, as verified claims in a table."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, NamedTuple

from assistant.held import Held
from assistant.quote import quote
from assistant.regions import in_words
from assistant.units import units
from assistant.verify import Verifier, tidy
from kb.answer import Answered, Claim, ComparedRow, Comparison, Partial
from kb.consistency.finding import Place
from kb.consistency.interventions.compare import Line, Part, compare, one_thing, same_name
from kb.consistency.paper import Paper
from kb.consistency.wording.synonyms import Same
from kb.language.dutch import analyse
from kb.model import Document, DocumentKind, Facet, Role, ValidityStatus
from kb.search.asked import Word

MOST_ROWS: Final = 12  # of a table that answers a question
SAID: Final = 0.5  # of a word, in the words of a text: what is only akin to it is something else
_QUOTES: Final = 12  # quotes of a region in a table that answers a question: more rows, fewer quotes in each
_FIRST: Final = (Facet.LEAD, Facet.CONSENT, Facet.DATA, Facet.TERMS, Facet.SCOPE)
_ASKED_MOST: Final = (*_FIRST, *(one for one in Facet if one not in _FIRST))

_OFFERED: Final = 2
_CALLED: Final[Mapping[Facet, tuple[str, str]]] = {  # in Dutch and in English, as it is asked for
    Facet.GOAL: ("het doel", "the goal"),
    Facet.SCOPE: ("de doelgroep", "the scope"),
    Facet.PARTIES: ("de partijen", "the parties"),
    Facet.LEAD: ("de regie", "the lead"),
    Facet.STEPS: ("de werkwijze", "the steps"),
    Facet.CONSENT: ("toestemming", "consent"),
    Facet.DATA: ("het delen van gegevens", "data sharing"),
    Facet.TERMS: ("de termijnen", "the time limits"),
    Facet.REGISTRATION: ("de registratie", "registration"),
    Facet.MEETINGS: ("het overleg", "meetings"),
    Facet.COSTS: ("de kosten", "the costs"),
    Facet.APPENDIX: ("de bijlagen", "appendices"),
}


@dataclass(frozen=True, slots=True)
class Narrower:
    """What is asked that is less than a facet, as it is called, with the words of which any says it.

    `beside`: it is no facet itself, and the facet is asked of it: "de kosten van een tolk".
    """

    called: str
    ways: tuple[Word, ...]
    beside: bool = False

    def said(self, stems: frozenset[str]) -> bool:
        """Whether a text with these stems says it."""
        return any(word.met(stems) >= SAID for word in self.ways)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to compare: the regions in the order of the columns, among which facets, of which intervention.

    No facets: all; no intervention: all that two regions have, and what papers say of all. `narrower`: only what
    is about all of these. A region may be one of which nothing is held: its column is empty.
    """

    regions: tuple[str, ...]
    facets: frozenset[Facet] = frozenset()
    about: str = ""
    narrower: tuple[Narrower, ...] = ()
    silent: frozenset[str] = frozenset()


_STEP: Final = re.compile(r"\W*(?:[\d.]+\s+)?(?:stap|fase)\s+\d", re.I)


class Table(NamedTuple):
    """What regions say beside each other: verified claims, and where each stands in the table."""

    claims: tuple[Claim, ...]
    comparison: Comparison

    @property
    def silent(self) -> tuple[str, ...]:
        """The regions that say nothing of all that is asked."""
        said = {claim.citations[0].region for claim in self.claims}
        return tuple(region for region in self.comparison.regions if region not in said)


def table(wanted: Wanted, held: Held, same: Same, on: date, *, most: int | None = None, least: int = 2) -> Table | None:
    """The table of what is wanted on a day; None where fewer than `least` regions say anything.

    One is enough where the others are not held. Of less than a facet each region that is held and not silent must
    say something: else whoever asks is better served by a search in each. `most`: no more rows than these, those
    first in which most regions speak; None: all. `same` tells whether two stems are of words for one thing. Raises
    NotHeld for a document that was removed in the meantime.
    """
    papers = {region: [held.paper(one.id) for one in ruling(held, region, on)] for region in wanted.regions}
    absent = tuple(region for region in papers if region not in {one.region for one in held.documents})
    part = _part(wanted.narrower)
    lines = compare(papers, about=wanted.about, among=wanted.facets, read=held.facets, same=same, part=part)
    shown = _shown(lines, most)
    told = _Told(held, frozenset(wanted.regions), on)
    room = None if most is None else max(_QUOTES // max(len(shown), 1), 1)
    rows = [ComparedRow(thing=one.thing, facet=one.facet, cells=told.cells(one, room)) for one in shown]
    rows = list({(row.facet, row.cells): row for row in reversed(rows) if any(row.cells)}.values())[::-1]  # each once
    speaking = {claim.citations[0].region for claim in told.claims}
    if part and all(one.beside for one in wanted.narrower):
        least = 1
    elif part:
        least = len(set(papers) - set(absent) - wanted.silent)
    if len(speaking) < max(1 if absent else least, 1):
        return None
    left_out = len(lines) - len(shown)
    shown_rows = tuple(rows)
    return Table(told.claims, Comparison(regions=wanted.regions, rows=shown_rows, left_out=left_out, absent=absent))


def _part(narrower: Sequence[Narrower]) -> Part | None:
    """What the sentences of the table must be about; None: nothing less than the facet."""
    if not narrower:
        return None

    def says(paper: Paper, place: Place) -> int:
        own = frozenset(analyse(paper.text[place.span.start : place.span.end]))
        if all(one.said(own) for one in narrower):
            return 2
        passage = paper.passage(place.span.start)
        if passage is None:
            return 0
        lead = passage.lead_in
        own = own.union(analyse(paper.text[lead.start : lead.end])) if lead else own
        if passage.role is Role.TABLE_ROW and all(one.said(own) for one in narrower):
            return 2  # the heads of its columns are what a row says
        under = own.union(*(analyse(one) for one in passage.headings[-1:]))
        if not all(one.said(under) for one in narrower):
            return 0
        return 2 if passage.headings and _STEP.match(passage.headings[-1]) else 1  # a step is what its heading names

    return Part(" ".join(one.called for one in narrower), says)


def laid_out(found: Table, wanted: Wanted, shared: Mapping[str, Any]) -> Answered | Partial:
    """The answer that a table is; `shared` is what every outcome carries. No verdict over several regions."""
    told = {
        **shared,
        "claims": found.claims,
        "comparison": found.comparison,
        "follow_ups": _narrower(found.comparison, wanted, english=shared["language"] == "en"),
    }
    missing = tuple(map(in_words, found.silent))
    return Partial(missing=missing, **told) if missing else Answered(**told)


def _narrower(found: Comparison, wanted: Wanted, *, english: bool) -> tuple[str, ...]:
    """Questions for a part of a table of which rows were left out."""
    if not found.left_out:
        return ()
    *most, last = map(in_words, found.regions)
    where = f"{', '.join(most)} {'and' if english else 'en'} {last}"
    ask, at = ("Compare {} in {}", "{} at {}") if english else ("Vergelijk {} in {}", "{} bij {}")
    facets = [one for one in _ASKED_MOST if one in {row.facet for row in found.rows}]
    called = {one: _CALLED[one][english] for one in facets}
    if len(facets) > 1:
        parts = [at.format(called[one], wanted.about) if wanted.about else called[one] for one in facets]
    else:
        parts = [at.format(called[facets[0]], name) for name in dict.fromkeys(row.thing for row in found.rows) if name]
    return tuple(ask.format(part, where) for part in parts[:_OFFERED])


def ruling(held: Held, region: str, on: date) -> list[Document]:
    """The agreements of a region that hold on a day; where none does, whatever it has that nothing took the place of.

    A memo tells, and rules only where there is nothing else.
    """
    own = [one for one in held.documents if one.region == region and not held.gives_way(one, on)]
    live = [one for one in own if held.validity(one.id, on).status is not ValidityStatus.EXPIRED]
    return [one for one in live if one.kind is not DocumentKind.MEMO] or own


def names_of(held: Held, regions: Sequence[str], on: date) -> Mapping[str, tuple[str, ...]]:
    """By region the interventions that its agreements in force speak of, each once."""
    return {
        region: tuple(
            dict.fromkeys(thing.name for one in ruling(held, region, on) for thing in held.facets(held.paper(one.id)))
        )
        for region in regions
    }


def interventions(held: Held, regions: Sequence[str], on: date, same: Same) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The interventions to choose from: those that two of the regions have, by one name each, and those of one.

    Names that say the same stand once, in the spelling that comes first with a capital.
    """
    names = names_of(held, regions, on)
    shared: list[str] = []
    lone: list[str] = []
    for region, own in names.items():
        others = [name for other, of_it in names.items() if other != region for name in of_it]
        for name in sorted(own, key=lambda one: not one[:1].isupper()):
            tells = one_thing(name, name, same)  # a title without a subject names none
            if tells and not any(one_thing(name, one, same) for one in shared):
                (shared if any(one_thing(name, one, same) for one in others) else lone).append(name)
    alone: list[str] = []
    for name in lone:
        if not any(one_thing(name, one, same) for one in shared) and not any(same_name(name, one) for one in alone):
            alone.append(name)
    return tuple(sorted(shared, key=str.casefold)), tuple(sorted(alone, key=str.casefold))


def _shown(lines: Sequence[Line], most: int | None) -> Sequence[Line]:
    """At most so many lines in their order: those in which most regions speak, of them the facets asked for most."""
    if most is None or len(lines) <= most:
        return lines

    def rank(n: int) -> tuple[int, int]:
        return -sum(map(bool, lines[n].cells)), _ASKED_MOST.index(lines[n].facet)

    return [lines[n] for n in sorted(sorted(range(len(lines)), key=rank)[:most])]


class _Told:
    """Claims of places as they are verified; each that stands in a cell has its index."""

    def __init__(self, held: Held, regions: frozenset[str], on: date) -> None:
        self._held, self._on = held, on
        self._verifier = Verifier(held, regions)
        self._verified: dict[Place, Claim | None] = {}
        self._index: dict[Claim, int] = {}

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Those that stand in a cell, by their index."""
        return tuple(self._index)

    def cells(self, line: Line, room: int | None) -> tuple[tuple[int, ...], ...]:
        """For each region the indexes of at most `room` claims."""
        return tuple(self._cell(places, room) for places in line.cells)

    def _cell(self, places: Sequence[Place], room: int | None) -> tuple[int, ...]:
        said: list[Claim] = []
        for place in places:
            claim = self._claim(place)
            # two papers may say the same, and two sentences of a list are said as one
            if claim and not any(claim.text in one.text or one.text in claim.text for one in said):
                said.append(claim)
        return tuple(self._index.setdefault(claim, len(self._index)) for claim in said[:room])

    def _claim(self, place: Place) -> Claim | None:
        if place not in self._verified:
            self._verified[place] = next(iter(self._verifier.verified(self._quoted(place))), None)
        return self._verified[place]

    def _quoted(self, place: Place) -> Iterator[Claim]:
        """What stands at a place, with what introduces it and what clings to it."""
        held, span = self._held, place.span
        passage, text = held.around(held.by_id[place.document_id], span), held.full_text(place.document_id)
        lead = text[passage.lead_in.start : passage.lead_in.end] if passage.lead_in else ""
        meant = [one for one in units(passage, lead) if one.span.start < span.end and span.start < one.span.end]
        if meant:
            quoted = quote(passage, meant, lead)
            lead_in = None if meant[0].is_lead else meant[0].lead
            # of a list what introduces it and the item that says it, not all of it
            said = (lead_in, *(one.span for one in meant)) if lead_in else quoted.said
            words = "\n".join(text[one.start : one.end] for one in said)
            yield Claim(text=tidy(words), citations=tuple(held.cite(passage, one, self._on) for one in quoted.shown))
