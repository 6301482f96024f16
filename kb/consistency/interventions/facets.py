"""What a paper says of each intervention, facet by facet: its goal, who it is for, who leads, who consents."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from kb.consistency.finding import Place
from kb.consistency.interventions.cards import labels_of
from kb.consistency.interventions.facet_words import announced, bare, mixed, said
from kb.consistency.interventions.sections import Thing, groups, sections
from kb.consistency.paper import Paper, Sentence
from kb.language.dutch import analyse
from kb.model import Facet, Role
from kb.process.act import Act, ConsentKind
from kb.process.actors import Roles, Sort
from kb.process.order import interventions, is_deed

__all__ = ["Facet", "Facetted", "facets"]


_FOR_ALL = re.compile(
    r"\b(?:alle|elke|elk|iedere|ieder|de (?:andere|overige)) (?:\w+ )?(?:interventies?|aanpak(?:ken)?|trajecten|traject"
    r"|methodes?|methodieken)\b",
    re.I,
)
_YEARS = re.compile(r"\s*\b(?:19|20)\d\d\b(?:\s*[-–]\s*(?:19|20)\d\d\b)?")
_KIND = re.compile(
    r"^\W*(?:regionaal |landelijk )?\w*(?:convenant|overeenkomst|afspraken|protocol|procesbeschrijving|werkinstructie"
    r"|handreiking|memo|overzicht)\b(?: (?:aanpak|over|voor|inzake))?",
    re.I,
)

_STATES = frozenset(
    {"heten", "noemen", "willen", "beogen", "bestaan", "betekenen", "vinden", "weten"}
)  # nothing is done
_SENTENCE = 4  # words that may be a sentence; "Regie." in front of one says nothing itself


@dataclass(frozen=True, slots=True)
class Facetted:
    """An intervention by what the paper says of it: `place` is its heading, or the title of the paper.

    `whole` tells that the paper as a whole is about it. A facet that no sentence fills is absent.
    """

    name: str
    place: Place
    facets: Mapping[Facet, tuple[Place, ...]]
    whole: bool = False


def facets(paper: Paper) -> tuple[Facetted, ...]:
    """Each intervention of a paper with the sentences that fill its facets, in reading order; the whole paper first.

    A sentence fills a facet by the heading or label it stands under, by what it has done (who leads, who
    consents), or by its words. Sentences elsewhere in the paper count where they name the intervention.
    """
    read = Read(paper, groups(paper))
    found = [_whole(read)]
    for thing in sections(paper):
        own = read.of(thing)
        if own:
            found.append(Facetted(thing.name, paper.at(thing.heading), _places(paper, own)))
    return tuple(found)


class Read:
    """The sentences of a paper with the facets that each fills."""

    def __init__(self, paper: Paper, side_by_side: Sequence[Sequence[Thing]]) -> None:
        self.paper = paper
        self.sentences = paper.sentences
        self._low = [one.text.lower() for one in paper.sentences]
        self._starts = [one.start for one in paper.sentences]
        self._terms: dict[int, frozenset[str]] = {}
        self._own: dict[int, frozenset[Facet]] = {}
        self._naming: dict[int, frozenset[int]] = {}
        self._labelled, self._labels = _labelled(paper)
        self._acts = _by_sentence(paper)
        self._many = [thing for group in side_by_side for thing in group]

    def of(self, thing: Thing) -> dict[Facet, list[Sentence]]:
        """What a paper says of one of its sections: in it, and elsewhere by its name."""
        found: dict[Facet, list[Sentence]] = defaultdict(list)
        depth = len(thing.heading.path)
        start = thing.heading.start
        listed = any(one.heading.start == start for one in self._many)
        under: str | None = None  # the item of a list elsewhere that begins with its name
        for n, one in enumerate(self.sentences):
            if thing.holds(one.headings):
                self._add(found, one, self._facets(n, one.headings[depth:]))
                continue
            named = start in self._names(n) if listed else self._named(thing, n)
            if self._opens_item(one):
                under = one.passage.id if named else None
            if not named and (under is None or not _in_list(one)):
                continue
            others = len(self._names(n))
            self._add(found, one, self._facets(n, () if others >= 3 else one.headings))
        return found

    def all(self) -> dict[Facet, list[Sentence]]:
        """What a paper says in all, by facet."""
        found: dict[Facet, list[Sentence]] = defaultdict(list)
        for n, one in enumerate(self.sentences):
            self._add(found, one, self._facets(n, one.headings))
        return found

    def by_itself(self, n: int) -> frozenset[Facet]:
        """The facets of a sentence by its label, its words and its acts."""
        if n not in self._own:
            labelled = self._labelled.get(n, frozenset[Facet]())
            found = labelled | said(self.sentences[n].text)
            done = {facet for act in self._acts.get(n, ()) for facet in _done(act)}
            else_said = labelled or Facet.GOAL in found  # a label says what it is, and what is aimed at is no step
            self._own[n] = found | (done - {Facet.STEPS} if else_said else done)
        return self._own[n]

    def consents(self, one: Sentence) -> set[ConsentKind]:
        """Whose consents a sentence speaks of."""
        n = bisect_right(self._starts, one.start) - 1
        return {act.consent.kind for act in self._acts.get(n, ()) if act.consent is not None}

    def for_all(self, facet: Facet) -> bool:
        """Whether a sentence gives it to all interventions at once, or to all others."""
        return any(facet in self.by_itself(n) for n in self._for_all)

    def filling(self, facet: Facet) -> Iterator[int]:
        """The numbers of the sentences that fill a facet, of whatever."""
        for n, one in enumerate(self.sentences):
            if facet in self._facets(n, one.headings):
                yield n

    @cached_property
    def _for_all(self) -> tuple[int, ...]:
        return tuple(n for n, one in enumerate(self.sentences) if _FOR_ALL.search(one.text))

    def terms(self, n: int) -> frozenset[str]:
        """The terms of a sentence."""
        if n not in self._terms:
            self._terms[n] = frozenset(analyse(self.sentences[n].text))
        return self._terms[n]

    def _named(self, thing: Thing, n: int) -> bool:
        return thing.named(self.sentences[n].text, self._low[n], partial(self.terms, n))

    def _names(self, n: int) -> frozenset[int]:
        """The interventions side by side that a sentence names, by where their headings stand."""
        if n not in self._naming:
            self._naming[n] = frozenset(thing.heading.start for thing in self._many if self._named(thing, n))
        return self._naming[n]

    def _opens_item(self, one: Sentence) -> bool:
        return _in_list(one) and one.text.rstrip().endswith(":")

    def _facets(self, n: int, headings: Sequence[str]) -> frozenset[Facet]:
        """The facets of a sentence under these headings: the nearest that announces any counts.

        Of a heading that announces several, or names other things too, those that the sentence speaks of.
        """
        own = self.by_itself(n)
        heading = next((one for one in reversed(headings) if bare(one)), "")
        told = bare(heading) if heading else frozenset[Facet]()
        return own if len(told) > 1 or mixed(heading) else own | told

    def _add(self, found: dict[Facet, list[Sentence]], one: Sentence, own: Iterable[Facet]) -> None:
        if one.passage.role not in {Role.DEFINITION, Role.RECITAL} and one.start not in self._labels:
            for facet in own:
                found[facet].append(one)


def _whole(read: Read) -> Facetted:
    paper = read.paper
    title = paper.document.evidence.get("title")
    place = paper.place(title.start, title.end) if title else paper.place(0, len(paper.text.split("\n", 1)[0]))
    every = {one.id for one in paper.passages}
    named = interventions([paper.document], paper.passages)
    name = next((name for name, own in named.items() if set(own) == every), _subject(paper.document.title))
    return Facetted(name, place, _places(paper, read.all()), whole=True)


def _subject(title: str) -> str:
    """A title without the kind of paper and the years."""
    return _KIND.sub("", _YEARS.sub("", title)).strip(" ,:–-") or title


def _places(paper: Paper, found: Mapping[Facet, Sequence[Sentence]]) -> dict[Facet, tuple[Place, ...]]:
    return {facet: tuple(paper.at(one) for one in found[facet]) for facet in Facet if found.get(facet)}


def _in_list(one: Sentence) -> bool:
    return one.passage.role is Role.LIST


def _labelled(paper: Paper) -> tuple[dict[int, frozenset[Facet]], frozenset[int]]:
    """The facets of sentences by the label they stand behind, by their number; where labels that stand alone begin."""
    starts = [one.start for one in paper.sentences]
    found: dict[int, frozenset[Facet]] = {}
    alone: dict[str, list[int]] = defaultdict(list)
    for label in (one for passage in paper.body for one in labels_of(passage) if one.filled):
        if facets := announced(label.words):
            first = max(bisect_right(starts, label.line.start) - 1, 0)
            found |= dict.fromkeys(range(first, bisect_right(starts, label.line.end - 1)), facets)
            if paper.sentences[first].text.strip(" \n-–•*✓.:") == label.words and len(label.words.split()) < _SENTENCE:
                alone[label.words].append(starts[first])
    return found, frozenset(start for several in alone.values() if len(several) > 1 for start in several)


def _by_sentence(paper: Paper) -> dict[int, list[Act]]:
    starts = [one.start for one in paper.sentences]
    found: dict[int, list[Act]] = defaultdict(list)
    for act in paper.acts:
        n = bisect_right(starts, act.span.start) - 1
        if n >= 0 and act.span.start < paper.sentences[n].end:
            found[n].append(act)
    return found


def _done(act: Act) -> set[Facet]:
    """The facets that an act fills; one that only tells fills none."""
    if act.narrative:
        return set()
    worker = any(Sort.WORKER is Roles.sort(slot.text) for slot in act.actors)
    found = {Facet.STEPS} if is_deed(act) and worker and act.leads is None and act.verb not in _STATES else set()
    if act.leads is not None:
        found.add(Facet.LEAD)
    if act.consent is not None and act.consent.kind in {ConsentKind.CLIENT, ConsentKind.REPORTER}:
        found.add(Facet.CONSENT)
    return found | ({Facet.TERMS} if act.term else set())
