"""How regions settle one thing: by facet what each says beside the others, blank where one is silent."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from kb.consistency.facet_words import Facet, plainly
from kb.consistency.facets import Facetted, facets
from kb.consistency.finding import Place
from kb.consistency.paper import Paper
from kb.consistency.synonyms import synonyms
from kb.language.compounds import within
from kb.language.dutch import stems
from kb.language.lexicon import stem
from kb.model import Noun

_MOST: Final = 3  # sentences of a cell: a table is read, and the text is one step away
_SHORTEST: Final = 4  # letters of a word that may stand within another
# What interventions are called besides what they are about.
_EMPTY: Final = frozenset(stems("aanpak beleid methode traject interventie werkwijze regio gemeente soorten vormen"))


class Line(Noun):
    """A facet of an intervention: for each region the places that give it, none where its papers are silent.

    `thing` is the intervention as it was asked for, or as the first region that has it calls it; empty: what
    papers say of all.
    """

    thing: str
    facet: Facet
    cells: tuple[tuple[Place, ...], ...]


def compare(
    papers: Mapping[str, Sequence[Paper]], *, about: str = "", among: frozenset[Facet] = frozenset()
) -> tuple[Line, ...]:
    """The lines of a table with a column for each region, in the order of `papers`.

    `about` names an intervention in any words; empty: every intervention that two regions have, then what
    the other papers say of all. `among`: these facets only; none: all. A line is blank for a region that is
    silent, and stands only where one is not. Interventions are one when each telling word of the shorter name
    has its like in the longer: the same stem, a part of it, or a word that the thesaurus holds for the same.
    """
    wanted = [one for one in Facet if one in (among or frozenset(Facet))]
    found = {region: [one for paper in own for one in facets(paper)] for region, own in papers.items()}
    text = {paper.document.id: paper.text for own in papers.values() for paper in own}
    things = [(about, {region: _about(own, about) for region, own in found.items()})] if about else _shared(found)
    lines: list[Line] = []
    used: set[Place] = set()
    for name, of in things:
        for facet in wanted:
            cells = tuple(_cell(of[region], facet, text, set() if name else used) for region in papers)
            if any(cells):
                lines.append(Line(thing=name, facet=facet, cells=cells))
                used.update(place for cell in cells for place in cell)
    return tuple(lines)


_Of = Mapping[str, Sequence[Facetted]]  # by region


def _about(found: Sequence[Facetted], about: str) -> list[Facetted]:
    """What a region's papers have on an intervention: papers and sections of that name, the nearest named first."""
    asked = _telling(about)
    near = [(one, words) for one in found if (words := _telling(one.name)) and asked and _covers(asked, words)]
    return [one for one, _ in sorted(near, key=lambda pair: (len(pair[1]), not pair[0].whole))]


def _shared(found: _Of) -> list[tuple[str, dict[str, list[Facetted]]]]:
    """The interventions that two regions have, by the first one's name; last, without one, papers that are of none."""
    things: list[tuple[str, dict[str, list[Facetted]]]] = []
    taken: set[Place] = set()
    for own in found.values():
        for one in own:
            if one.place in taken:
                continue
            near = {region: [held for held in several if _one_thing(one, held)] for region, several in found.items()}
            if sum(map(bool, near.values())) > 1:
                taken.update(held.place for several in near.values() for held in several)
                things.append((one.name, near))
    rest = {
        region: [one for one in several if one.whole and one.place not in taken] for region, several in found.items()
    }
    return [*things, ("", rest)]


def _one_thing(one: Facetted, other: Facetted) -> bool:
    words, others = sorted((_telling(one.name), _telling(other.name)), key=len)
    return bool(words) and _covers(words, others)


def _covers(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether each of these words has its like among the others."""
    return all(any(_like(word, other) for other in others) for word in words)


def _like(word: str, other: str) -> bool:
    if word == other or synonyms(word, other):
        return True
    short, long = sorted((word, other), key=len)
    return len(short) >= _SHORTEST and (short in long or short in map(stem, within(long)))


def _telling(name: str) -> frozenset[str]:
    words = frozenset(stems(re.sub(r"\W+", " ", name)))
    return words - _EMPTY or words


def _cell(several: Sequence[Facetted], facet: Facet, text: Mapping[str, str], but: set[Place]) -> tuple[Place, ...]:
    """The places of a facet, those that say it most plainly first, each once."""
    places = [place for one in several for place in one.facets.get(facet, ()) if place not in but]

    def rank(place: Place) -> bool:
        return not plainly(facet, text[place.document_id][place.span.start : place.span.end])

    return tuple(sorted(dict.fromkeys(places), key=rank))[:_MOST]
