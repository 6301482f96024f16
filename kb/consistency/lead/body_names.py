"""How far the name of a body goes on in small letters: "projectgroep Jongeren aan zet" as the text repeats it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, takewhile
from typing import Final, NamedTuple

from kb.consistency.paper import Line
from kb.process.finite import Verbs
from kb.process.words import ADVERBS, DETERMINERS, NEGATIONS, PREPOSITIONS, PRONOUNS, SUBORDINATORS, words

_TAIL: Final = re.compile(r"(?:[ \n][^\W\d_][\w’'-]*){1,6}")
_ANNOUNCED: Final = re.compile(r"[ \n]\((?:hierna|verder)\b", re.I)
_FUNCTION: Final = ADVERBS | DETERMINERS | NEGATIONS | PRONOUNS | SUBORDINATORS | {"en", "of", "van", "bij", "dat"}
_AT_THE_END: Final = _FUNCTION | PREPOSITIONS


Tail = tuple[str, ...]


class Mention(NamedTuple):
    """A body where a line names it: its kind ("werkgroep") and its name, as far as that has capitals."""

    line: Line
    start: int
    end: int
    kind_end: int

    @property
    def words(self) -> str:
        """The kind and the name, with single spaces."""
        return " ".join(self.line.text[self.start : self.end].split())

    @property
    def name(self) -> str:
        """The name without the kind; empty for a bare "stuurgroep"."""
        return " ".join(self.line.text[self.kind_end : self.end].split())

    @property
    def tail(self) -> Tail:
        """The words behind it, up to the first mark."""
        found = _TAIL.match(self.line.text, self.end)
        return tuple(found[0].split()) if found else ()


def in_full(mentions: Sequence[Mention], titles: Iterable[str]) -> list[str]:
    """The full name of each body mentioned, in the same order.

    Small words belong to a name where another sentence has the same ones behind it, a title ends in
    them, or they stand before "(hierna". A verb right behind the capitals ends the name.
    """
    known = list(titles)
    tails: defaultdict[str, Counter[Tail]] = defaultdict(Counter)
    for one in mentions:
        if one.name:
            tails[one.words][one.tail] += 1
    names = {name: {_trimmed(each) for each in _repeated(found)} for name, found in tails.items()}
    for one in mentions:
        if one.name:
            names[one.words].update(_announced(one), *(_ends(one, title) for title in known))
    return [" ".join((one.words, *_longest(one.tail, names.get(one.words, set())))) for one in mentions]


def _repeated(tails: Counter[Tail]) -> Iterator[Tail]:
    yield from (tail for tail, count in tails.items() if count > 1)
    for one, other in combinations(tails, 2):
        yield one[: sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))]


def _announced(one: Mention) -> set[Tail]:
    behind = _TAIL.match(one.line.text, one.end)
    return {one.tail} if behind and _ANNOUNCED.match(one.line.text, behind.end()) else set()


def _ends(one: Mention, title: str) -> set[Tail]:
    """The words behind the name with which a title ends."""
    at = title.find(one.name)
    tail = tuple(title[at + len(one.name) :].split()) if at >= 0 else ()
    return {tail} if tail and one.tail[: len(tail)] == tail else set()


def _trimmed(tail: Tail) -> Tail:
    """The words that may end a name; none where a verb or another sentence begins."""
    own = words(" ".join(tail))
    if not own or own[0].low in _FUNCTION or Verbs(own, frozenset()).finite(0):
        return ()
    while tail and tail[-1].lower() in _AT_THE_END:
        tail = tail[:-1]
    return tail


def _longest(tail: Tail, names: set[Tail]) -> Tail:
    return max((one for one in names if tail[: len(one)] == one), key=len, default=())
