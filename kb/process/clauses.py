"""The main clauses of a Dutch sentence: what stands before the verb, the verb, what follows, what hangs under it.

A main clause has its finite verb second; a clause that opens with its verb and is followed by
"dan" is a condition. What is found is a reading by position, not a grammar: where no finite verb is
found there is no clause.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kb.process import words as w
from kb.process.words import Word

_REACH = 40  # words before the finite verb, relative clauses among them


class Under(StrEnum):
    """What a clause under the main clause is to it."""

    CONDITION = "condition"
    EXCEPTION = "exception"
    RELATIVE = "relative"
    COMPLEMENT = "complement"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Sub:
    """A subordinate clause: words `first` up to `last` (exclusive) of the sentence."""

    kind: Under
    first: int
    last: int


@dataclass(slots=True)
class Clause:
    """One main clause by the numbers of its words; `before` is what precedes the finite verb."""

    words: Sequence[Word]
    before: list[int]
    finite: int
    after: list[int] = field(default_factory=list)
    subs: list[Sub] = field(default_factory=list)
    fronted: bool = False  # a clause stands before the verb
    coordinate: bool = False  # begins with its verb and goes on where the clause before it left off
    past: bool = False
    imperative: bool = False
    end: int = 0

    @property
    def verb(self) -> str:
        """The infinitive of the finite verb."""
        low = self.words[self.finite].low
        return (w.past_of(low) if self.past else w.verb_of(low) or w.past_of(low)) or low


class Reader:
    """Reads the clauses of one sentence; `named` are the numbers of words that are somebody's name."""

    def __init__(self, words: Sequence[Word], named: frozenset[int]) -> None:
        self.words, self.named = words, named
        self.lows = [word.low for word in words]
        self.n = len(words)

    def clauses(self) -> list[Clause]:
        """The main clauses in reading order."""
        found: list[Clause] = []
        start = 0
        while start < self.n:
            one = self._clause(start, found)
            if one is None:
                break
            found.append(one)
            start = max(one.end, start + 1)
        return found

    def finite(self, i: int, *, past: bool = True) -> bool:
        """Whether the word may be a finite verb where it stands."""
        if not 0 <= i < self.n or i in self.named:
            return False
        low = self.lows[i]
        before = self.lows[i - 1] if i else ""
        if low == "zijn":
            return self._is_verb_zijn(i, before)
        if low in w.PRESENT and not low.endswith("en") and low not in {"gaan", "staan", "doen", "zien", "bericht"}:
            return before not in {"een", "de", "te"} and not (low == "wil" and before == "vrije")
        if low in w.PAST:
            return past and before != "de"
        verb = w.verb_of(low)
        if verb and low.endswith("t"):
            return before not in w.DETERMINERS - {"het", "dit", "dat", "deze", "die"} and (
                before not in w.PREPOSITIONS - {"op", "in", "uit"} or i == 1
            )
        if verb and verb == low and low not in {"binnen", "willen"} - {"willen"}:
            return self._noun_may_precede(i, before)
        return bool(past and i and i - 1 in self.named | self._nouns(i) and w.past_of(low) and not self._adjective(i))

    def _nouns(self, i: int) -> frozenset[int]:
        before = self.lows[i - 1] if i else ""
        plain = before not in w.DETERMINERS | w.PREPOSITIONS and before.isalpha() and not before.endswith("e")
        return frozenset({i - 1}) if plain or before in {"zij", "hij", "het", "dit", "dat"} else frozenset()

    def _adjective(self, i: int) -> bool:
        after = self.lows[i + 1] if i + 1 < self.n else ""
        return (
            bool(after)
            and after.isalpha()
            and after not in (w.DETERMINERS | w.PREPOSITIONS | w.PRONOUNS | w.ADVERBS | w.NEGATIONS)
            and i + 1 not in self.named
        )

    def _is_verb_zijn(self, i: int, before: str) -> bool:
        if i == 0 or before in {"zij", "die", "wij", "er", "dan", "dat", "ze", ","} or i - 1 in self.named:
            return True
        after = self.lows[i + 1] if i + 1 < self.n else ""
        return (
            before.endswith(("en", "s"))
            and before not in w.PREPOSITIONS
            and w.verb_of(before) is None
            and (
                after in w.DETERMINERS | w.PREPOSITIONS | w.NEGATIONS | w.ADVERBS
                or w.participle_of(after) is not None
                or not after.isalpha()
            )
        )

    def _noun_may_precede(self, i: int, before: str) -> bool:
        """Whether a plural form can be the verb here: no article, preposition or adjective goes before it."""
        if before in w.DETERMINERS - {"dit", "dat", "deze", "die"} or before in w.PREPOSITIONS:
            return False
        if before in w.MODALS or w.PRESENT.get(before) in w.HELPERS:
            return False
        return i == 0 or i - 1 in self.named or not before.endswith("e") or before in {"zij", "ze", "we", "die", "deze"}

    def _clause(self, start: int, earlier: list[Clause]) -> Clause | None:
        while start < self.n and self.lows[start] in {"en", "maar", "of", "want", ",", ";", "dus", ":", "–"}:
            start += 1
        if start >= self.n:
            return None
        opening = self._fronted(start)
        first = opening.last if opening else start
        while first < self.n and self.lows[first] in {",", "dan", "en"}:
            first += 1
        verb = first if opening and (self.finite(first) or self._orders(first)) else self._second(first)
        if verb is None:
            return None
        one = Clause(self.words, list(range(first, verb)), verb, fronted=opening is not None)
        one.subs = [opening] if opening else []
        one.past = self.lows[verb] in w.PAST or (w.verb_of(self.lows[verb]) is None)
        one.coordinate = verb == start and bool(earlier)
        one.imperative = self._orders(verb) and not earlier and (verb == start or opening is not None)
        one.past = one.past and not one.imperative
        self._rest(one, verb + 1)
        return one

    def _orders(self, i: int) -> bool:
        """Whether the word is an order: the bare stem of a verb."""
        low = self.lows[i] if i < self.n else ""
        return low in w.ORDERS and i + 1 not in self.named

    def _fronted(self, start: int) -> Sub | None:
        """The clause before the verb: "Als ...,", "Weigert de inwoner hulp, dan ...", "Wie ...,"."""
        low = self.lows[start]
        opens = low in w.SUBORDINATORS | {"wie", "wat", "hoe"} or self.lows[start : start + 2] == ["voor", "zover"]
        first = self.finite(start)
        if not (opens or first):
            return None
        for comma in range(start + 2, self.n - 1):
            if self.lows[comma] == ";":
                break
            if self.lows[comma] == "," and self._goes_on(comma + 1, needs_dan=first and not opens):
                return Sub(_kind(low) if opens else Under.CONDITION, start, comma)
        if first or low in {"als", "tot", "sinds", "waar"}:
            return None
        end = self.sub_end(start)
        return Sub(_kind(low), start, end) if end < self.n and self.finite(end) else None

    def _goes_on(self, i: int, *, needs_dan: bool) -> bool:
        if self.lows[i] == "dan":
            return self.finite(i + 1) or self._orders(i + 1)
        if needs_dan:
            return self._orders(i)
        return self.finite(i) and not self._only_infinitive(i)

    def _only_infinitive(self, i: int) -> bool:
        return self.lows[i].endswith("en") and i + 1 < self.n and self.lows[i + 1] in {",", "en", "."}

    def _second(self, first: int) -> int | None:
        """The finite verb: the first one that stands in no clause of its own."""
        i = first
        while i < min(self.n, first + _REACH):
            low = self.lows[i]
            if low in {";", ":"}:
                return None
            if i > first and low in _OPENS_RELATIVE and self.lows[i - 1] not in w.PREPOSITIONS and self._has_verb(i):
                i = self.sub_end(i)
                continue
            if self.finite(i) and not (i == first and self._noun_first(i)):
                return i
            if i == first and self._orders(i):
                return i
            i += 1
        return None

    def _noun_first(self, i: int) -> bool:
        """ "Vragen over deze handreiking stelt u ...": a plural at the front is a noun where a verb follows."""
        if not self.lows[i].endswith("en"):
            return False
        return any(self.finite(j) for j in range(i + 1, min(self.n, i + 9)) if self.lows[j] not in {",", "en"})

    def _has_verb(self, i: int) -> bool:
        """Whether a clause opened at `i` has a finite verb before it ends."""
        end = self.sub_end(i)
        return any(self.finite(j) or self._participle_alone(j) for j in range(i + 1, end))

    def _participle_alone(self, j: int) -> bool:
        return False if j + 1 < self.n and self.lows[j + 1].isalpha() else w.past_of(self.lows[j]) is not None

    def sub_end(self, i: int) -> int:
        """Where the subordinate clause that opens at `i` ends: past its verbs."""
        seen = -1
        for j in range(i + 1, self.n):
            low = self.lows[j]
            if low == ";" or (low in {",", ":"} and seen >= 0):
                return j
            if seen >= 0:
                if low in {"en", "maar", "of", "dan"} and self.finite(j + 1) and seen == j - 1:
                    return j
                if low in _OPENS_CLAUSE and seen == j - 1 and low != "als":
                    return j
                if low == "als" and seen == j - 1:
                    return j
                if seen == j - 1 and self.finite(j) and not low.endswith("en") and self._finite_between(i, j):
                    return j
            if self.finite(j) or w.participle_of(low) or (low.endswith("en") and w.verb_of(low) == low):
                seen = j
        return self.n

    def _finite_between(self, low: int, high: int) -> bool:
        return any(self.finite(j) for j in range(low + 1, high))

    def _rest(self, one: Clause, i: int) -> None:
        """Read on after the finite verb until the clause ends."""
        while i < self.n:
            low = self.lows[i]
            if low in {";", ":"}:
                break
            if low in {"en", "maar", "of", "want", ","} and self._new_clause(one, i):
                break
            sub = self._sub_at(i)
            if sub:
                one.subs.append(sub)
                i = sub.last
                continue
            one.after.append(i)
            i += 1
        one.end = i

    def _new_clause(self, one: Clause, i: int) -> bool:
        """Whether a main clause of its own begins after the mark or conjunction at `i`."""
        k = i + 1
        if self.lows[i] == "," and k < self.n and self.lows[k] in {"en", "maar", "of", "want"}:
            k += 1
        if k >= self.n:
            return False
        plural_free = one.verb not in w.HELPERS or not self.lows[k].endswith("en")
        if self.finite(k) and plural_free and not (self.lows[k].endswith("en") and self._singular(one)):
            return True
        if self.lows[i] == ",":
            return False
        end = k
        while end < self.n and end in self.named:
            end += 1
        if end == k and self.lows[k] in {"zij", "hij", "het", "dit", "men", "u"}:
            end += 1
        return end > k and self.finite(end)

    def _singular(self, one: Clause) -> bool:
        low = self.lows[one.finite]
        return low.endswith("t") or low in {"is", "kan", "mag", "zal", "wil"}

    def _sub_at(self, i: int) -> Sub | None:
        low, before = self.lows[i], self.lows[i - 1]
        if low == "om" and "te" in self.lows[i + 1 :]:
            return Sub(Under.COMPLEMENT, i, self._infinitive_end(i))
        if low not in _OPENS_CLAUSE or (low in {"die", "dat", "deze", "wat", "welke"} and before in w.PREPOSITIONS):
            if not (low == "voor" and self.lows[i + 1 : i + 2] == ["zover"]):
                return None
        if low == "mits" and not self._has_verb(i):
            return Sub(Under.CONDITION, i, self.sub_end(i))
        if not self._has_verb(i) or (low in {"dat", "die", "dit"} and not self._verb_closes(i)):
            return None
        if low == "of" and not self._verb_closes(i):
            return None
        kind = Under.CONDITION if low == "voor" else _kind(low)
        if low == "wanneer" and self.lows[i - 1] in {"weten", "of", "en", "bepaalt"}:
            kind = Under.COMPLEMENT
        return Sub(kind, i, self.sub_end(i))

    def _verb_closes(self, i: int) -> bool:
        """Whether the clause opened at `i` has its verbs at its end, as a subordinate clause has."""
        end = self.sub_end(i) - 1
        return end > i and (self.finite(end) or bool(w.participle_of(self.lows[end])) or self.lows[end].endswith("en"))

    def _infinitive_end(self, i: int) -> int:
        place = next(j for j in range(i + 1, self.n) if self.lows[j] == "te")
        for j in range(place + 1, self.n):
            if self.lows[j] in {",", ";", ":"} or (self.lows[j] in _OPENS_CLAUSE and j > place + 1):
                return j
            if self.lows[j] in {"en", "maar"} and self.finite(j + 1):
                return j
        return self.n


_OPENS_RELATIVE = frozenset({"die", "dat", "wie", "wiens"}) | frozenset(
    one for one in w.SUBORDINATORS if one.startswith("waar")
)
_OPENS_CLAUSE = (
    w.SUBORDINATORS | _OPENS_RELATIVE | frozenset(["of", "wat", "hoe", "hoeveel", "welk", "welke", "waarom", "wie"])
)


def _kind(low: str) -> Under:
    if low == "tenzij":
        return Under.EXCEPTION
    if low in w.CONDITIONS or low == "voor":
        return Under.CONDITION
    if low in {"die", "dat", "wie", "wiens"} or low.startswith("waar"):
        return Under.RELATIVE
    return Under.COMPLEMENT if low in {"of", "wat", "hoe", "hoeveel", "welk", "welke", "waarom"} else Under.OTHER
