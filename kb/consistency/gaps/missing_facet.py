"""The rule missing_facet: of like things one lacks what its sisters have: a label, a facet, a cell, an item."""

from collections.abc import Iterator, Sequence
from typing import Final

from kb.consistency.finding import Found, Place, Relation, Rule
from kb.consistency.gaps.missing_entry import missing_cells, missing_items
from kb.consistency.interventions.cards import Card, cards
from kb.consistency.interventions.facet_words import announced, plainly
from kb.consistency.interventions.facets import Read
from kb.consistency.interventions.sections import Thing, groups
from kb.consistency.paper import Line, Paper, Sentence
from kb.consistency.wording.telling import only_tells
from kb.language.dutch import analyse, stems
from kb.model import Facet
from kb.process.act import ConsentKind

_Said = tuple[Thing, dict[Facet, list[Sentence]]]  # an intervention with the sentences that fill its facets

_SISTERS = 3  # that have it, at least; and two in three of all sisters
_LONGEST = 700  # characters of a card that is quoted whole
_ASKED = (Facet.GOAL, Facet.SCOPE, Facet.LEAD, Facet.CONSENT, Facet.DATA, Facet.REGISTRATION, Facet.APPENDIX)
# Other words for a label, with which a card says the same without it.
_ALSO: Final[dict[str, str]] = {
    "vastleggen": "vastlegging registreert registreren noteert noteren registratie dossier vastgelegd",
    "registratie": "registreert registreren noteert noteren vastlegt vastleggen",
    "regie": "regisseur coördineert coördinatie",
    "toestemming": "instemming instemt",
    "kosten": "betaalt betalen gratis kosteloos",
    "doel": "beoogt",
    "uitwerking": "bijlage uitgewerkt",
    "woningen": "huurwoning koopwoning",
}


def find(paper: Paper) -> Iterator[Found]:
    """What is lacking, each thing and facet once: by its labels first, then by what its section says."""
    if only_tells(paper):
        return
    held = cards(paper)
    yield from _labels(paper, held)
    yield from _facets(paper, held)
    for case, entries in (("cell", missing_cells(paper)), ("item", missing_items(paper))):
        for name, words, sides in entries:
            yield _found(case, name, words, sides)


def _found(case: str, thing: str, words: str, sides: Sequence[Place]) -> Found:
    return Found(
        rule=Rule.MISSING_FACET,
        case=case,
        relation=Relation.NOT_MENTIONED,
        facts={"thing": thing} | ({"facet": words} if words else {}),
        sides=tuple(sides),
        subject=thing if case == "item" else f"{thing} {words}",
    )


def _enough(have: int, sisters: int) -> bool:
    return have >= _SISTERS and 3 * have >= 2 * sisters


# ---- labels -------------------------------------------------------------------------------------


def _labels(paper: Paper, held: Sequence[Card]) -> Iterator[Found]:
    """A card without a label that its sisters have: those that share two labels with it."""
    for card in held:
        sisters = [one for one in held if one is not card and len(one.labels.keys() & card.labels.keys()) >= 2]
        for label in sorted({label for one in sisters for label in one.labels} - card.labels.keys()):
            have = [one for one in sisters if label in one.labels]
            if _enough(len(have), len(sisters)) and not _says(paper, card, label):
                yield _unlabelled(paper, card, have[0], label)


def _says(paper: Paper, card: Card, label: str) -> bool:
    """Whether the section speaks of it without the label."""
    asked = set(stems(f"{label} {_ALSO.get(label, '')}"))
    depth = len(card.heading.path)
    own = " ".join(one.text for one in paper.sentences if one.headings[:depth] == card.heading.path).lower()
    return bool(asked) and not asked.isdisjoint(analyse(own.replace(f"{label}:", "")))


def _unlabelled(paper: Paper, card: Card, sister: Card, label: str) -> Found:
    lines = [one.line for one in card.labels.values()]
    first, last = min(one.start for one in lines), max(one.end for one in lines)
    proof = paper.place(first, last) if last - first <= _LONGEST else paper.at(_before(card, sister, label))
    sides = (paper.at(card.heading), proof, paper.at(sister.labels[label].line))
    return _found("label", card.name, sister.labels[label].words, sides)


def _before(card: Card, sister: Card, label: str) -> Line:
    """What the card says where the label would stand: behind which it does in the sister."""
    order = sorted(sister.labels, key=lambda one: sister.labels[one].line.start)
    before = [one for one in order[: order.index(label)] if one in card.labels]
    return card.labels[before[-1]].line if before else min((one.line for one in card.labels.values()), key=_start)


def _start(line: Line) -> int:
    return line.start


# ---- sections -----------------------------------------------------------------------------------


def _facets(paper: Paper, held: Sequence[Card]) -> Iterator[Found]:
    """An intervention of which the paper does not say what it says of the others."""
    labelled = {one.heading.start: frozenset().union(*map(announced, one.labels)) for one in held}
    found = groups(paper)
    for group in found:
        things = [thing for thing in group if not thing.outside]
        carded = sum(thing.heading.start in labelled for thing in things)
        if len(things) <= _SISTERS or 3 * carded >= 2 * len(things):
            continue  # cards have the layout that they have: what lacks there is a label
        read = Read(paper, found)
        said = [(thing, _filled(read, thing)) for thing in things]
        known = frozenset[Facet]().union(*(labelled.get(thing.heading.start, frozenset()) for thing in things))
        for facet in _ASKED:
            if facet not in known and not read.for_all(facet):
                yield from _lacking(read, facet, said)


def _filled(read: Read, thing: Thing) -> dict[Facet, list[Sentence]]:
    found = read.of(thing)
    kinds = {ConsentKind.CLIENT, ConsentKind.UNSAID}
    found[Facet.CONSENT] = [one for one in found[Facet.CONSENT] if read.consents(one) & kinds]
    return found


def _lacking(read: Read, facet: Facet, said: Sequence[_Said]) -> Iterator[Found]:
    if not _enough(sum(bool(found.get(facet)) for _, found in said), len(said) - 1):
        return
    for n, (thing, found) in enumerate(said):
        if not found.get(facet) and not _hinted(read, facet, thing, [one for one, _ in said if one is not thing]):
            sister = _nearest(facet, said, n)
            yield _found(facet.value, thing.name, "", (read.paper.at(thing.heading), read.paper.at(sister)))


def _nearest(facet: Facet, said: Sequence[_Said], n: int) -> Sentence:
    """What the nearest sister above says of it, or else one below; one that says it in plain words where any does."""
    told = [one for _, found in (*reversed(said[:n]), *said[n:]) for one in found.get(facet, ())]
    return next((one for one in told if plainly(facet, one.text)), told[0])


def _hinted(read: Read, facet: Facet, thing: Thing, sisters: Sequence[Thing]) -> bool:
    """Whether a general chapter gives it with a part of its name that no sister has: "overlast" for Woonoverlast."""
    parts = set(analyse(thing.name)) - {part for one in sisters for part in analyse(one.name)}
    return any(
        not parts.isdisjoint(read.terms(n))
        for n in read.filling(facet)
        if not any(one.holds(read.sentences[n].headings) for one in sisters)
    )
