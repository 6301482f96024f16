"""The main clauses of a Dutch sentence: what stands before the verb, the verb, what follows, what hangs under it.

A main clause has its finite verb second; a clause that opens with its verb and is followed by
"dan" is a condition. What is found is a reading by position, not a grammar: where no finite verb is
found there is no clause.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from kb.process import words as w
from kb.process.finite import Verbs
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
    inverted: bool = False  # goes on from a clause whose subject stands behind its verb
    past: bool = False
    imperative: bool = False
    end: int = 0

    @property
    def verb(self) -> str:
        """The infinitive of the finite verb."""
        low = self.words[self.finite].low
        if self.imperative:
            return w.infinitive_of_order(low)
        return (w.past_of(low) if self.past else w.verb_of(low) or w.past_of(low)) or low


_OPENS_RELATIVE = frozenset({"die", "dat", "wie", "wiens", "waarom"}) | frozenset(
    one for one in w.SUBORDINATORS if one.startswith("waar")
)
_OPENS_CLAUSE = w.SUBORDINATORS | _OPENS_RELATIVE | frozenset({"of", "wat", "hoe", "hoeveel", "welk", "welke"})
_ASKS = frozenset({"of", "wat", "hoe", "hoeveel", "welk", "welke", "waarom"})
_GOES_ON_AFTER = w.PREPOSITIONS - {"van", "als"} | {"tenzij", "mits", "behalve"}


class Reader(Verbs):
    """Reads the clauses of one sentence."""

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

    def _clause(self, start: int, earlier: list[Clause]) -> Clause | None:
        while start < self.n and self.lows[start] in {"en", "maar", "of", "want", ",", ";", "dus", ":", "–"}:
            start += 1
        if start >= self.n:
            return None
        goes_on = bool(earlier) and self.lows[earlier[-1].end] in {"en", "maar", "of", ","} and self.finite(start)
        opening = None if goes_on else self._fronted(start)
        first = opening.last if opening else start
        while first < self.n and self.lows[first] in {",", "dan", "en"}:
            first += 1
        under = [opening] if opening else []
        known = goes_on or (opening and (self.finite(first) or self.orders(first)))
        verb = first if known else self._second(first, under)
        if verb is None:
            return None
        one = Clause(self.words, list(range(first, verb)), verb, subs=under, fronted=opening is not None)
        one.coordinate = verb == start and bool(earlier)
        one.inverted = bool(earlier) and (earlier[-1].fronted or earlier[-1].inverted)
        again = one.coordinate and earlier[-1].imperative
        one.imperative = self.orders(verb) and (again or not earlier) and (verb == start or opening is not None)
        low = self.lows[verb]
        one.past = not one.imperative and (low in w.PAST or w.verb_of(low) is None)
        self._rest(one, verb + 1)
        return one

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
        if first or low in {"als", "sinds", "waar"}:
            return None
        end = self.sub_end(start)
        return Sub(_kind(low), start, end) if end < self.n and self.finite(end) else None

    def _goes_on(self, i: int, *, needs_dan: bool) -> bool:
        if self.lows[i] == "dan":
            return self.finite(i + 1) or self.orders(i + 1)
        if needs_dan:
            return self.orders(i)
        return self.finite(i) and not (self.lows[i].endswith("en") and self.low(i + 1) in {",", "en", ""})

    def _second(self, first: int, under: list[Sub]) -> int | None:
        """The finite verb: the first one that stands in no clause of its own; those clauses are put `under`."""
        if self.verb_first and first == 0 and (w.verb_of(self.lows[0]) and 0 not in self.named):
            return 0
        i = first
        while i < min(self.n, first + _REACH):
            low = self.lows[i]
            if low in {";", ":"}:
                return None
            relative = low in _OPENS_RELATIVE and self.lows[i - 1] not in w.PREPOSITIONS
            aside = low in w.SUBORDINATORS and self.lows[i - 1] == ","
            if i > first and (relative or aside) and self._has_verb(i):
                under.append(Sub(_kind(low), i, self.sub_end(i)))
                i = under[-1].last
                continue
            if (self.finite(i) and not self._only_noun(i, first)) or (i == first and self.orders(i)):
                return i
            i += 1
        return None

    def _only_noun(self, i: int, first: int) -> bool:
        """A plural at the front ("Vragen over ...", "Namen en adressen") is a noun where a verb follows.

        So is an infinitive at the front: "Een gegeven schrappen mag ...".
        """
        if not self.lows[i].endswith("en") or w.PRESENT.get(self.lows[i]) in w.HELPERS:
            return False
        if w.PRESENT.get(self.low(i + 1)) in w.HELPERS:
            return True
        if i != first and self.low(i - 1) not in {"en", "of"}:
            return False
        later = range(i + 1, min(self.n, i + 9))
        return any(self.finite(j) for j in later if self.low(j - 1) not in {",", "en"})

    def _has_verb(self, i: int) -> bool:
        """Whether a clause opened at `i` has a finite verb before it ends."""
        return any(self.finite(j) for j in range(i + 1, self.sub_end(i)))

    def sub_end(self, i: int) -> int:
        """Where the subordinate clause that opens at `i` ends: past its verbs."""
        seen, finite = -1, False
        for j in range(i + 1, self.n):
            low = self.lows[j]
            if low == ";" or (low == ":" and seen >= 0) or (low == "," and seen >= 0 and not self._only_names(j)):
                return j
            if seen == j - 1 and finite and self._leaves(j):
                return j
            if self.closing(j) or (finite and self.infinitive(j)):
                seen = j
                finite = finite or self.finite(j)
        return self.n

    def _leaves(self, j: int) -> bool:
        """Whether the word behind the verbs of a subordinate clause is no longer its own."""
        low = self.lows[j]
        if low in {"en", "maar", "of", "dan"}:
            return self.finite(j + 1)
        if low in _OPENS_CLAUSE - {"dat", "die"} - _ASKS:
            return True
        if low in w.DETERMINERS - {"te", "ten", "ter", "tot", "alle"} or low.isdigit() or low in {"niet", "€"}:
            return not self.closing(j)
        return self.finite(j) and not low.endswith("en")

    def _only_names(self, j: int) -> bool:
        """Whether what follows a comma goes on counting up: no verb and no new clause before the end."""
        after = self.low(j + 1)
        if after in _GOES_ON_AFTER | _OPENS_CLAUSE | {"en", "maar", "ook"}:
            return False
        for k in range(j + 1, self.n):
            if self.lows[k] == ";":
                return True
            if self.finite(k) or self.orders(k):
                return False
        return True

    def _rest(self, one: Clause, i: int) -> None:
        """Read on after the finite verb until the clause ends."""
        while i < self.n:
            low = self.lows[i]
            if low in {";", ":"} or (low in {"en", "maar", "of", "want", ","} and self._new_clause(one, i)):
                break
            sub = self._sub_at(one, i)
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
        if self.lows[i] == "," and self.low(k) in {"en", "maar", "of", "want"}:
            k += 1
        if k >= self.n:
            return False
        plural = self.lows[k].endswith("en") and self.lows[k] != "kan"
        if one.imperative and self.orders(k):
            return True
        if self.finite(k) and not (plural and (one.verb in w.HELPERS or self._singular(one))):
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

    def _sub_at(self, one: Clause, i: int) -> Sub | None:
        low, before = self.lows[i], self.lows[i - 1]
        if low in {"om", "zonder"} and self._to_follows(i, near=low == "zonder"):
            return Sub(Under.COMPLEMENT, i, self._infinitive_end(i))
        so_far = low == "voor" and self.low(i + 1) == "zover"
        points = low in {"die", "dat"} and before in w.PREPOSITIONS - w.PARTICLES | {"in", "op", "na", "uit", "van"}
        if not so_far and (low not in _OPENS_CLAUSE or points):
            return None
        if low == "mits" and not self._has_verb(i):
            return Sub(Under.CONDITION, i, self.sub_end(i))
        if not so_far and not self._has_verb(i):
            return None
        if low in {"dat", "die", "of"} and not self._clause_not_word(one, i):
            return None
        if low == "als" and one.verb in w.MODALS and self.low(i + 2) in {"worden", "zijn"}:
            return None
        asks = low == "wanneer" and (i - 1 == one.finite or before in {"weten", "of", "en"} or _asked(one))
        return Sub(Under.COMPLEMENT if asks else _kind(low), i, self.sub_end(i))

    def _clause_not_word(self, one: Clause, i: int) -> bool:
        """Whether "dat", "die" or "of" opens a clause, and does not stand for something or between two nouns."""
        low, before = self.lows[i], self.lows[i - 1]
        if low == "die" and (i - 1 == one.finite or before in w.PRONOUNS | w.ADVERBS):
            return False
        if low == "dat" and i - 1 == one.finite and one.verb == "laten":
            return False
        end = self.sub_end(i) - 1
        return end > i and (self.closing(end) or self.infinitive(end))

    def _to_follows(self, i: int, *, near: bool) -> bool:
        """Whether an infinitive with "te" follows; `near`: before the next mark."""
        for j in range(i + 1, self.n):
            if self.lows[j] == "te":
                return True
            if near and (not self.lows[j].isalnum() or self.lows[j] in _OPENS_CLAUSE or self.infinitive(j)):
                return False
        return False

    def _infinitive_end(self, i: int) -> int:
        place = next(j for j in range(i + 1, self.n) if self.lows[j] == "te")
        for j in range(place + 1, self.n):
            if self.lows[j] in {",", ";", ":"} or (self.lows[j] in _OPENS_CLAUSE and j > place + 1):
                return j
            if self.lows[j] in {"en", "maar"} and self.finite(j + 1) and not self.infinitive(j + 1):
                return j
        return self.n


def _asked(one: Clause) -> bool:
    return any(sub.kind is Under.COMPLEMENT for sub in one.subs)


def _kind(low: str) -> Under:
    if low == "tenzij":
        return Under.EXCEPTION
    if low in w.CONDITIONS or low == "voor":
        return Under.CONDITION
    if low in _ASKS:
        return Under.COMPLEMENT
    return Under.RELATIVE if low in {"die", "dat", "wie", "wiens"} or low.startswith("waar") else Under.OTHER
