"""A sentence read for comparing: its words, the clauses they stand in, who is named and who acts."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from assistant.paraphrase.telling import CLASS_OF, FREE, LIGHT, key, keys
from kb.language.dutch import separable_at, terms
from kb.model import Passage, Role
from kb.process.act import Act
from kb.process.actors import Mention, Roles
from kb.process.clauses import Reader
from kb.process.read import acts
from kb.process.under import Under
from kb.process.words import LONGEST, words

# What several words say in one; each is put at its place in as many letters.
_JOINED: Final = tuple(
    (re.compile(pattern, re.I), word)
    for pattern, word in (
        (r"\bniet (?:meer|langer|hoger|vaker) dan(?! nodig)", "hoogstens"),
        (r"\bniet minder dan\b", "minstens"),
        (r"\bniet later dan\b", "uiterlijk"),
        (r"\bniet eerder dan\b", "pas"),
        (r"\bten ?minste\b", "minstens"),
        (r"\bten hoogste\b", "hoogstens"),
        (r"\bin (?:beginsel|principe)\b", "doorgaans"),
        (r"\bvoor zover\b", "mits"),
        (r"\b(?:met uitzondering van|uitgezonderd)\b", "behalve"),
        (r"\bin (?:het )?geval van\b", "bij"),
        (r"\bop het moment dat\b", "zodra"),
        (r"\bvoorafgaand aan\b", "voordat"),
        (r"\bvóór\b", "vóór"),
        (r"\bna afloop van\b", "na"),
        (r"\bof meer\b", "minstens"),
        (r"\ben ouder\b", "minstens"),
        (r"\bof minder\b", "hoogstens"),
        (r"\bzo spoedig\b", "zo snel"),
    )
)
_AGAIN: Final = re.compile(r"(?<=\bgeen )([\w-]+(?: gegevens)? (?:en|of)) geen\b", re.I)
_BRACKET: Final = re.compile(r"[()\[\]]")
SEGMENT_MARKS: Final = frozenset({",", ";", ":", "maar", "\t", "|", "–"})


@dataclass(frozen=True, slots=True)
class Told:
    """A word: `key` is what it is compared by, empty for one that tells nothing; `name` numbers who is named by it.

    `part` numbers the clause it stands in, `segment` the stretch between marks.
    """

    low: str
    start: int
    key: str
    keys: frozenset[str]
    part: int
    segment: int
    name: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """A clause of a sentence: a main clause, or one under it; `opener` is the word that opens the latter."""

    kind: Under | None
    opener: str
    verb: str
    first: int
    last: int
    of: int  # the main clause it belongs to

    @property
    def main(self) -> bool:
        """Whether it is a main clause, or words without a verb."""
        return self.kind is None


@dataclass(frozen=True)
class Read:
    """A sentence read."""

    text: str
    told: tuple[Told, ...]
    parts: tuple[Part, ...]
    named: tuple[Mention, ...]
    acts: tuple[Act, ...]
    keys: frozenset[str]
    verbs: frozenset[str]  # separable verbs whose halves stand apart

    def of(self, part: int) -> list[Told]:
        """The words of one clause."""
        return [one for one in self.told if one.part == part]

    def telling(self, part: int) -> frozenset[str]:
        """What the words of a clause tell, without names."""
        return frozenset(one.key for one in self.of(part) if one.key)


def plain(text: str) -> str:
    """The text with what several words say in one, brackets as commas; as long as it was."""
    text = _BRACKET.sub(",", text.replace("\n", " "))
    for pattern, word in _JOINED:
        text = pattern.sub(lambda found, word=word: word[: len(found[0])].ljust(len(found[0])), text)  # type: ignore[misc]
    return _AGAIN.sub(lambda found: f"{found[1]}     ", text)


@lru_cache(maxsize=2048)
def read(text: str, roles: Roles) -> Read:
    """Read a bare sentence; `roles` tells who may act."""
    flat = plain(text)
    mentions = tuple(roles.mentions(flat))
    tokens = words(flat)[:LONGEST]
    inside = {
        at: number
        for number, one in enumerate(mentions)
        for at, word in enumerate(tokens)
        if (place := flat.find(one.core, one.start)) <= word.start < place + len(one.core)
    }
    parts, where = _parts(tokens, frozenset(inside))
    separable = separable_at([word.low for word in tokens])
    verbs = frozenset(terms(verb)[0] for verb in separable.values())
    told = []
    segment = 0
    for at, word in enumerate(tokens):
        segment += word.low in SEGMENT_MARKS
        own, said = "", frozenset[str]()
        if at not in inside and word.low not in SEGMENT_MARKS and any(map(str.isalnum, word.low)):
            said = keys(word.low)
            own = "" if word.low in FREE or word.low in CLASS_OF or said & LIGHT_KEYS else key(word.low)
        told.append(Told(word.low, word.start, own, said, where[at], segment, inside.get(at)))
    every = frozenset(one for word in told for one in word.keys) | verbs
    return Read(flat, tuple(told), parts, mentions, _acts(text, roles), every, verbs)


LIGHT_KEYS: Final = frozenset(key(word) for word in LIGHT)


def _parts(tokens: Sequence[object], named: frozenset[int]) -> tuple[tuple[Part, ...], list[int]]:
    """The clauses of a sentence, and for each word the number of its clause."""
    parts: list[Part] = []
    where = [-1] * len(tokens)
    for clause in Reader(tokens, named).clauses():  # type: ignore[arg-type]
        own = [*clause.before, clause.finite, *clause.after]
        number = len(parts)
        parts.append(Part(None, "", clause.verb, min(own), max(own) + 1, number))
        for at in own:
            where[at] = number
        for sub in clause.subs:
            opener = clause.words[sub.first].low
            parts.append(Part(sub.kind, opener, "", sub.first, sub.last, number))
            for at in range(sub.first, min(sub.last, len(where))):
                where[at] = len(parts) - 1
    loose = [at for at, number in enumerate(where) if number < 0]
    for at in loose:  # marks and words that belong to no clause go with the word before them
        where[at] = where[at - 1] if at and where[at - 1] >= 0 else 0
    if not parts:
        parts.append(Part(None, "", "", 0, len(tokens), 0))
    return tuple(parts), where


def _acts(text: str, roles: Roles) -> tuple[Act, ...]:
    """The acts of a bare text, as if it were a paragraph of its own."""
    passage = Passage(
        id="-.1",
        document_id="-",
        version="",
        headings=(),
        role=Role.NORM,
        page=1,
        start=0,
        end=len(text),
        text=text,
    )
    return acts(passage, text, roles)
