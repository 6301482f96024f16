"""How regions settle one thing: by facet what each says beside the others, blank where one is silent."""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Final

from kb.consistency.finding import Place
from kb.consistency.interventions.facet_words import plainly
from kb.consistency.interventions.facets import Facetted, facets
from kb.consistency.paper import Paper
from kb.consistency.wording.synonyms import Same, synonyms
from kb.language.compounds import within
from kb.language.dutch import stems
from kb.language.lexicon import stem
from kb.model import Facet, Noun

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
    papers: Mapping[str, Sequence[Paper]],
    *,
    about: str = "",
    among: frozenset[Facet] = frozenset(),
    read: Callable[[Paper], tuple[Facetted, ...]] = facets,
    same: Same = synonyms,
) -> tuple[Line, ...]:
    """The lines of a table with a column for each region, in the order of `papers`.

    `about` names an intervention in any words; empty: every intervention that two regions have, then what
    the other papers say of all. `among`: these facets only; none: all. A line is blank for a region that is
    silent, and stands only where one is not. Interventions are one when each telling word of the shorter name
    has its like in the longer: the same stem, a part of it, or a word that the thesaurus holds for the same.
    """
    wanted = [one for one in Facet if one in (among or frozenset(Facet))]
    found = {region: [one for paper in own for one in read(paper)] for region, own in papers.items()}
    text = {paper.document.id: paper.text for own in papers.values() for paper in own}
    things = [(about, _about(found, about, same))] if about else _shared(found, same)
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


def named_alike(asked: str, name: str, same: Same = synonyms) -> bool:
    """Whether the name of an intervention has all that is asked for: "huisuitzetting", "Voorkom Huisuitzetting"."""
    words = _telling(asked)
    return bool(words) and _covers(words, _telling(name), same)


def _about(found: _Of, about: str, same: Same) -> dict[str, list[Facetted]]:
    """What each region's papers have on an intervention: papers and sections of that name, the nearest named first.

    A region that has none of that name may have it under the name of another's: "extreme woonoverlast" is
    "woonoverlast" elsewhere.
    """
    near = {region: [one for one in own if named_alike(about, one.name, same)] for region, own in found.items()}
    names = {one.name for own in near.values() for one in own}
    for region, own in found.items():
        if not near[region]:
            near[region] = [one for one in own if any(one_thing(one.name, name, same) for name in names)]
    return {
        region: sorted(own, key=lambda one: (len(_telling(one.name)), not one.whole)) for region, own in near.items()
    }


def _shared(found: _Of, same: Same) -> list[tuple[str, dict[str, list[Facetted]]]]:
    """The interventions that two regions have, by the first one's name; last, without one, papers that are of none."""
    things: list[tuple[str, dict[str, list[Facetted]]]] = []
    taken: set[Place] = set()
    for own in found.values():
        for one in own:
            if one.place in taken:
                continue
            near = {
                region: [held for held in several if one_thing(one.name, held.name, same)]
                for region, several in found.items()
            }
            if sum(map(bool, near.values())) > 1:
                taken.update(held.place for several in near.values() for held in several)
                things.append((one.name, near))
    rest = {
        region: [one for one in several if one.whole and one.place not in taken] for region, several in found.items()
    }
    return [*things, ("", rest)]


def one_thing(one: str, other: str, same: Same = synonyms) -> bool:
    """Whether two names are of one intervention: "Extreme woonoverlast" and "Woonoverlast"."""
    words, others = sorted((_telling(one), _telling(other)), key=len)
    return bool(words) and _covers(words, others, same)


def _covers(words: frozenset[str], others: frozenset[str], same: Same) -> bool:
    """Whether each of these words has its like among the others."""
    return all(any(_like(word, other, same) for other in others) for word in words)


def _like(word: str, other: str, same: Same) -> bool:
    if word == other or same(word, other):
        return True
    short, long = sorted((word, other), key=len)
    return len(short) >= _SHORTEST and (short in long or short in map(stem, within(long)))


@lru_cache(maxsize=4096)
def _telling(name: str) -> frozenset[str]:
    # a letter alone names nothing
    return frozenset(word for word in stems(re.sub(r"\W+", " ", name)) if len(word) > 1) - _EMPTY


def _cell(several: Sequence[Facetted], facet: Facet, text: Mapping[str, str], but: set[Place]) -> tuple[Place, ...]:
    """The places of a facet, those that say it most plainly first, each once."""
    places = [place for one in several for place in one.facets.get(facet, ()) if place not in but]

    def rank(place: Place) -> bool:
        return not plainly(facet, text[place.document_id][place.span.start : place.span.end])

    return tuple(sorted(dict.fromkeys(places), key=rank))[:_MOST]
