"""The interventions that a paper is about: its sections on one each, side by side, or the whole paper."""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from kb.consistency.interventions.facet_words import bare
from kb.consistency.paper import Heading, Paper
from kb.consistency.wording.headed import heading_words
from kb.language.dutch import analyse, stems
from kb.model import Passage
from kb.process.order import interventions

_PLURAL = re.compile(
    r"\b(?:interventies|aanpakken|methodes|methodieken|trajecten|instrumenten|voorzieningen|routes|sporen|vangnetten"
    r"|(?:soorten|vormen van) (?:hulp|ondersteuning|aanpak)|producten|programma['’]?s|onderdelen van de"
    r" samenwerking)\b",
    re.I,
)
_OUTSIDE = re.compile(
    r"\bniet onder (?:deze|dit|de|het)\b|\b(?:val\w*|blij\w*|sta\w*) (?:\w+ ){0,3}buiten (?:deze|dit|de|het)\b"
    r"|\bbuiten (?:deze|dit) (?:overeenkomst|convenant|samenwerkingsovereenkomst)\b"
    r"|\bgeen (?:onder)?deel (?:uit )?van (?:deze|dit)\b",
    re.I,
)
# A section that leaves its intervention to another agreement, and is there to show the way.
_ELSEWHERE = re.compile(
    r"\b(?:dat|dit|deze \w+|die \w+|zij|hij|alles|de afspraken(?: (?:daar|hier)(?:over|voor)| over [^.;:]{1,60})?"
    r"|hoe dat \w+) (?:is|zijn|wordt|worden|staat|staan|val(?:t|len)) (?:\w+ ){0,3}?(?:in|onder) (?:het|een|de)"
    r" (?:\w+ ){0,2}?(?:\w*convenant|(?:samenwerkings)?overeenkomst)\b"
    r"|\b(?:hier|in (?:deze|dit) \w+)\b[^.;:]{0,40}\bniet (?:(?:opnieuw|nog eens|verder|nader) )?(?:herhaald|geregeld"
    r"|uitgewerkt|beschreven|behandeld)\b",
    re.I,
)
_STEP = re.compile(r"\W*(?:stap|fase|trede|artikel)\s+\d|\b(?:checklist|voorbeeld)", re.I)
_EMPTY = frozenset(stems("aanpak beleid methode traject interventie werkwijze overeenkomst afspraken"))
_SISTERS = 3
_OPENING = 300  # characters of a section in which it says that it stands outside
_LINE = 80  # characters of a line that stands above headings
_BEGIN = 3  # letters of a word that no inflection changes
_ABBREVIATED = re.compile(r"\((?P<short>[A-Z][A-Za-z]{1,6})\)")


@dataclass(frozen=True, slots=True)
class Thing:
    """A section about one intervention: its name is what the heading says, without number.

    `words` are the stems that name it, `begins` how they begin, `short` its abbreviation. `outside`: the
    paper says that it is no part of the agreement.
    """

    heading: Heading
    name: str
    words: frozenset[str]
    begins: tuple[str, ...]
    short: str
    outside: bool

    def holds(self, headings: Sequence[str]) -> bool:
        """Whether a passage under these headings is of it."""
        return tuple(headings[: len(self.heading.path)]) == self.heading.path

    def named(self, text: str, low: str, terms: Callable[[], frozenset[str]]) -> bool:
        """Whether a text names it; `low` is the text in small letters, `terms` gives its terms."""
        if self.short and self.short in text:
            return True
        return self.maybe_named(text, low) and self.words <= terms()

    def maybe_named(self, text: str, low: str) -> bool:
        """Whether a text may name it, by how words begin: quick to tell."""
        for begin in self.begins:
            if begin not in low:
                return bool(self.short) and self.short in text
        return True


def groups(paper: Paper) -> tuple[tuple[Thing, ...], ...]:
    """The sections that describe one intervention each, by the heading they stand under together.

    They do where that heading says so ("De interventies"), or where the paper names most of them in one
    sentence or list elsewhere.
    """
    children: dict[tuple[str, ...], list[Heading]] = {}
    for heading in paper.headings:
        if not bare(heading.text) and not _STEP.search(heading.text):
            children.setdefault(heading.path[:-1], []).append(heading)
    found = []
    said: dict[str, frozenset[str]] = {}
    for parent, own in children.items():
        if len(own) < _SISTERS:
            continue
        things = _things(paper, own)
        told = bool(parent and _PLURAL.search(parent[-1])) or _enumerated(paper, things, said)
        if told and sum(bool(one.words) for one in things) == len(things):
            found.append(things)
    return tuple(found)


def sections(paper: Paper) -> tuple[Thing, ...]:
    """Every section about one intervention: those that stand side by side, and others by their headings."""
    found = {thing.heading.start: thing for group in groups(paper) for thing in group}
    names = set(interventions([paper.document], paper.passages))
    for heading in paper.headings:
        name = heading_words(heading.text)
        apart = not bare(heading.text) and not _STEP.search(heading.text)
        if name in names and apart and heading.start not in found:
            found[heading.start] = _thing(paper, heading)
    return tuple(found[start] for start in sorted(found))


def _things(paper: Paper, headings: Sequence[Heading]) -> tuple[Thing, ...]:
    """The things of headings side by side; those behind a line that says so stand outside the agreement."""
    found = []
    outside = False
    for one in headings:
        outside = outside or _OUTSIDE.search(_above(paper, one)) is not None
        thing = _thing(paper, one)
        found.append(replace(thing, outside=True) if outside else thing)
    return tuple(found)


def _above(paper: Paper, heading: Heading) -> str:
    """The line above a heading where it is no sentence: "Interventies buiten deze overeenkomst"."""
    before = paper.text[max(0, heading.start - _OPENING) : heading.start].rstrip().rpartition("\n")[2].strip()
    return before if len(before) <= _LINE and not before.endswith((".", ";", ":", ",")) else ""


def _thing(paper: Paper, heading: Heading) -> Thing:
    name = heading_words(heading.text)
    opening = _opening(paper, heading)
    short = _ABBREVIATED.search(name) or _ABBREVIATED.search(opening)
    said = _ABBREVIATED.sub("", name.split("(")[0])
    words = frozenset(stems(said))
    telling = words - _EMPTY or words
    return Thing(
        heading=heading,
        name=name,
        words=telling,
        begins=tuple(word[:_BEGIN].lower() for word in said.split() if telling.intersection(stems(word))),
        short=short["short"] if short and _stands_for(short["short"], name) else "",
        outside=any(map(_OUTSIDE.search, (*heading.path, opening))) or _ELSEWHERE.search(opening) is not None,
    )


def _stands_for(short: str, name: str) -> bool:
    """Whether the letters of an abbreviation stand in a name in their order, from its first letter on."""
    letters = iter(name.split("(", maxsplit=1)[0].lower())
    low = short.lower()
    return name[:1].lower() == low[0] and all(letter in letters for letter in low)


def _opening(paper: Paper, heading: Heading) -> str:
    """The first lines of the text under a heading."""
    after = bisect_right(paper.body, heading.start, key=lambda one: one.start)
    first = paper.body[after] if after < len(paper.body) else None
    return first.text[:_OPENING] if first and first.headings[: len(heading.path)] == heading.path else ""


def _enumerated(paper: Paper, things: Sequence[Thing], said: dict[str, frozenset[str]]) -> bool:
    """Whether a passage elsewhere names most of them, three or more: a sentence that counts them up, or a list.

    `said` keeps the terms of passages, by id.
    """
    most = max(_SISTERS, -(-2 * len(things) // 3))
    for passage in paper.body:
        if any(thing.holds(passage.headings) for thing in things):
            continue
        low = passage.text.lower()
        if sum(thing.maybe_named(passage.text, low) for thing in things) < most:
            continue
        terms = partial(_terms, passage, said)
        if sum(thing.named(passage.text, low, terms) for thing in things) >= most:
            return True
    return False


def _terms(passage: Passage, said: dict[str, frozenset[str]]) -> frozenset[str]:
    if passage.id not in said:
        said[passage.id] = frozenset(analyse(passage.text))
    return said[passage.id]
