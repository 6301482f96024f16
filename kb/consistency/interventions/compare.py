"""How regions settle one thing: by facet what each says beside the others, blank where one is silent."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from kb.consistency.finding import Place
from kb.consistency.interventions.facet_words import plainly, points_on
from kb.consistency.interventions.facets import Facetted, facets
from kb.consistency.paper import Paper
from kb.consistency.wording.synonyms import Same, synonyms
from kb.language.compounds import within
from kb.language.dutch import stems
from kb.language.lexicon import stem
from kb.model import Facet, Noun

_MOST: Final = 3  # sentences of a cell: a table is read, and the text is one step away
_MOST_OF_PART: Final = 10  # ... where the table has one row
_SHORTEST: Final = 4  # letters of a word that may stand within another
# What interventions are called besides what they are about.
_EMPTY: Final = frozenset(stems("aanpak beleid methode traject interventie werkwijze regio gemeente soorten vormen"))
_TWO: Final = re.compile(r"\w (?:en|&) \w", re.I)


class Line(Noun):
    """A facet of an intervention: for each region the places that give it, none where its papers are silent.

    `thing` is the intervention as it was asked for, or as the first region that has it calls it; empty: what
    papers say of all.
    """

    thing: str
    facet: Facet
    cells: tuple[tuple[Place, ...], ...]


class Part(NamedTuple):
    """What is less than a facet: as it is asked for, and whether a sentence of a paper is about it.

    `says` tells with 2 that the sentence says it, with 1 that what it stands under does, with 0 neither.
    """

    called: str
    says: Callable[[Paper, Place], int]


def compare(
    papers: Mapping[str, Sequence[Paper]],
    *,
    about: str = "",
    among: frozenset[Facet] = frozenset(),
    read: Callable[[Paper], tuple[Facetted, ...]] = facets,
    same: Same = synonyms,
    part: Part | None = None,
) -> tuple[Line, ...]:
    """The lines of a table with a column for each region, in the order of `papers`.

    `about` names an intervention in any words; empty: every intervention that two regions have, then what
    the other papers say of all. `among`: these facets only; none: all. A line is blank for a region that is
    silent, and stands only where one is not. Interventions are one when each telling word of the shorter name
    has its like in the longer: the same stem, a part of it, or a word that the thesaurus holds for the same.
    Of a `part` of a facet only the sentences that are about it count, of whatever intervention where none is named;
    where no facet is asked for, all that is said of it is how it goes.
    """
    wanted = [one for one in Facet if one in (among or ({Facet.STEPS} if part else frozenset(Facet)))]
    whole = frozenset(Facet) if part and not among else frozenset[Facet]()
    found = {region: [one for paper in own for one in read(paper)] for region, own in papers.items()}
    by_id = {paper.document.id: paper for own in papers.values() for paper in own}
    if about:
        things = [(about, _about(found, about, same))]
    else:
        things = [(part.called, _wholes(found))] if part else _shared(found, same)
    lines: list[Line] = []
    used: set[Place] = set()
    for name, of in things:
        for facet in wanted:
            filling = whole or {facet}
            cells = tuple(_cell(of[region], filling, by_id, set() if name else used, part) for region in papers)
            if any(cells):
                lines.append(Line(thing=name, facet=facet, cells=cells))
                used.update(place for cell in cells for place in cell)
    return tuple(lines)


_Of = Mapping[str, Sequence[Facetted]]  # by region


def named_alike(asked: str, name: str, same: Same = synonyms) -> bool:
    """Whether the name of an intervention has all that is asked for: "huisuitzetting", "Voorkom Huisuitzetting"."""
    words = _telling(asked)
    return bool(words) and _covers(words, _telling(name), same)


def _wholes(found: _Of) -> dict[str, list[Facetted]]:
    return {region: [one for one in own if one.whole] for region, own in found.items()}


def _about(found: _Of, about: str, same: Same) -> dict[str, list[Facetted]]:
    """What each region's papers have on an intervention: papers and sections of that name, the nearest named first.

    A region that has none of that name may have it under a part of it, or under the name of another's: "extreme
    woonoverlast" is "woonoverlast" elsewhere, and of "tweede of laatste kans" each has one.
    """
    near = {region: [one for one in own if named_alike(about, one.name, same)] for region, own in found.items()}
    for region, own in found.items():
        near[region] = near[region] or [one for one in own if named_alike(one.name, about, same)]
    names = {one.name for own in near.values() for one in own}
    for region, own in found.items():
        if not near[region]:
            near[region] = [one for one in own if any(one_thing(one.name, name, same) for name in names)]
    return {
        region: sorted(own, key=lambda one: (len(_telling(one.name)), not one.whole)) for region, own in near.items()
    }


def _shared(found: _Of, same: Same) -> list[tuple[str, dict[str, list[Facetted]]]]:
    """The interventions that two regions have, by the first one's name; last, without one, papers that are of none.

    Where one region alone has papers all of its own stand.
    """
    least = min(sum(map(bool, found.values())), 2)
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
            if one_thing(one.name, one.name, same) and sum(map(bool, near.values())) >= least:
                taken.update(held.place for several in near.values() for held in several)
                things.append((one.name, near))
    rest = {
        region: [one for one in several if one.whole and one.place not in taken] for region, several in found.items()
    }
    return [*things, ("", rest)]


def one_thing(one: str, other: str, same: Same = synonyms) -> bool:
    """Whether two names are of one intervention: "Extreme woonoverlast" and "Woonoverlast".

    A name of two things ("Zorg en overlast") is of neither of them.
    """
    words, others = sorted((_telling(one), _telling(other)), key=len)
    apart = bool(_TWO.search(one)) != bool(_TWO.search(other))
    return bool(words) and not apart and _covers(words, others, same)


def same_name(one: str, other: str) -> bool:
    """Whether two names say the same but for small words and spelling: "Dubbele meldingen" and "dubbele meldingen"."""
    return _telling(one) == _telling(other)


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


def _cell(
    several: Sequence[Facetted],
    filling: Collection[Facet],
    papers: Mapping[str, Paper],
    but: set[Place],
    part: Part | None,
) -> tuple[Place, ...]:
    """The places of facets, those that say one most plainly first and those that point elsewhere last, each once."""
    places = [place for one in several for facet in one.facets if facet in filling for place in one.facets[facet]]
    places = [place for place in places if place not in but]
    if part:
        said = {place: part.says(papers[place.document_id], place) for place in places}
        best = max(said.values(), default=0)
        places = [place for place in places if best and said[place] == best]

    def rank(place: Place) -> tuple[bool, bool]:
        text = papers[place.document_id].text[place.span.start : place.span.end]
        return Facet.APPENDIX not in filling and points_on(text), not any(plainly(one, text) for one in filling)

    ranked = {place: rank(place) for place in dict.fromkeys(places)}
    best_first = sorted(ranked, key=lambda place: ranked[place])
    if not part:
        return tuple(best_first[:_MOST])
    plain = [place for place in best_first if ranked[place] == (False, False)]
    return tuple((plain if plain and len(best_first) > _MOST_OF_PART // 2 else best_first)[:_MOST_OF_PART])
