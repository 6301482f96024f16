"""What a search gives for a question: the paragraphs that may answer, their best sentences, and how sure that is."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import NamedTuple

from assistant.agreements import PAST
from assistant.extract import Scored, ranked
from assistant.held import Held
from assistant.place import Place
from assistant.question import Question
from assistant.settled import Weighed, weigh
from assistant.sought import Sought, sought
from kb.errors import UnknownPassage
from kb.model import ValidityStatus
from kb.register import NATIONAL
from kb.search.asked import Asked
from kb.search.hybrid import Hit, HybridSearch

_LOOKED_AT = 24  # passages whose sentences compete
# Concepts of the thesaurus by which a question tells of danger to somebody's life.
_DANGER = frozenset({"suicide", "wapen", "brandstichting", "geweld", "huiselijk_geweld", "bedreiging"})
_READ = 300  # characters of the answer before: its first sentences
_SAME_SECTION, _SAME_DOCUMENT = 1.5, 1.2  # what a follow-up goes on about is likely near
_SAID_BEFORE = 1.2  # ... and what was said already is seldom the answer again
_NEARLY = 0.65  # a place of the agreement in force that scores so near to the best of all answers instead


class Found(NamedTuple):
    """What a search gave for a question; `asking` is its asking sentence as it is searched.

    `weighed` is None where nothing was found. `danger`: the question tells of danger to somebody's life.
    """

    places: Sequence[Place]
    ranking: Sequence[Scored]
    asking: Asked
    wanted: Sought | None
    weighed: Weighed | None
    danger: bool


def find(question: Question, held: Held, search: HybridSearch, on: date) -> Found:
    """Search for a question asked about a day, and weigh what was found."""
    regions = allowed(question)
    asked = search.read(question.search_text, question.language)
    hits = search.search(asked, k=_LOOKED_AT, regions=regions)
    if question.after:
        hits = _going_on(hits, question.after, held, search, regions)
    places = _current(question, [place for hit in hits if (place := _place(hit, held))], held, on)
    # "hoe lang duurt het" asks about nothing
    ranking = [] if all(word.idle for word in asked.words) else ranked(question, asked, places, held.acts)
    same = question.asking_text == question.search_text
    asking = asked if same else search.read(question.asking_text, question.language)
    best = list({one.place.passage.id: one.place for one in ranking}.values()) or places
    wanted = sought(question.asked, asking)
    known = partial(search.known, regions=regions)
    weighed = weigh(asking, wanted, question.kind, best, known) if best else None
    return Found(places, ranking, asking, wanted, weighed, danger=bool(_DANGER & asked.names))


def _going_on(
    hits: Sequence[Hit], after: str, held: Held, search: HybridSearch, regions: frozenset[str] | None
) -> list[Hit]:
    """The hits of a follow-up, those of the section and the agreement that the answer before came from lifted."""
    cited = [hit.passage_id for hit in search.search(after[:_READ], k=1, regions=regions)]
    sections = {_section(one, held) for one in cited}
    documents = {document for document, _ in sections}

    def lifted(hit: Hit) -> float:
        document, headings = _section(hit.passage_id, held)
        if hit.passage_id in cited:
            return hit.score * _SAID_BEFORE
        same = (document, headings) in sections
        return hit.score * (_SAME_SECTION if same else _SAME_DOCUMENT if document in documents else 1.0)

    return sorted((replace(hit, score=lifted(hit)) for hit in hits), key=lambda hit: -hit.score)


def _section(passage_id: str, held: Held) -> tuple[str, tuple[str, ...]]:
    try:
        passage = held.passage(passage_id)
    except UnknownPassage:  # removed while the search was on its way
        return "", ()
    return passage.document_id, passage.headings


def allowed(question: Question) -> frozenset[str] | None:
    """The regions an answer may quote: the one asked about and the national texts; None for all."""
    return frozenset({question.region, NATIONAL}) if question.region else None


def _current(question: Question, places: list[Place], held: Held, on: date) -> list[Place]:
    """The places without those of an agreement that gives way or ended, where one of its region answers too.

    A question about the past ("vorige", a year) keeps them.
    """
    documents = {place.passage.document_id: held.by_id[place.passage.document_id] for place in places}
    ended = {key for key, one in documents.items() if held.validity(key, on).status is ValidityStatus.EXPIRED}
    live = {one.region for key, one in documents.items() if key not in ended and not held.gives_way(one, on)}
    gone = {key for key in ended if documents[key].region in live}
    gone |= {key for key, one in documents.items() if held.gives_way(one, on)}
    new = [place for place in places if place.passage.document_id not in gone]
    if PAST.search(question.text) or not new or new[0].hit.score < _NEARLY * places[0].hit.score:
        return places
    return new


def _place(hit: Hit, held: Held) -> Place | None:
    document = held.by_id.get(hit.passage_id.rpartition(".")[0])
    if document is None:  # taken in or removed while the search was on its way
        return None
    passage = held.passage(hit.passage_id)
    lead = passage.lead_in
    text = held.full_text(document.id)[lead.start : lead.end] if lead else ""
    return Place(hit, passage, text, document.title)
