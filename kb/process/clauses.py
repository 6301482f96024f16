"""The main clauses of a Dutch sentence: what stands before the verb, the verb, what follows, what hangs under it.

A main clause has its finite verb second; a clause that opens with its verb and is followed by
"dan" is a condition. What is found is a reading by position, not a grammar: where no finite verb is
found there is no clause.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from kb.process import words as w
from kb.process.under import OPENS_RELATIVE, Clauses, Sub, Under, kind_of
from kb.process.words import Word

_REACH = 40  # words before the finite verb, relative clauses among them


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
        return (w.past_of(low) if self.past else w.verb_of(low) or w.past_of(low)) or (
            low if low.endswith("n") else f"{low}en"
        )


class Reader(Clauses):
    """Reads the clauses of one sentence."""

    def clauses(self) -> list[Clause]:
        """The main clauses in reading order."""
        found: list[Clause] = []
        start = 0
        while start < self.n:
            one = self._clause(start, found)
            if one is None:
                # "Laatste Kans Beleid: de corporaties registreren": no verb before the mark
                marks = (j for j in range(start, self.n) if self.lows[j] in {":", ";"})
                start = next(marks, self.n) + 1
                continue
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
        behind_dan = opening is not None and self.low(first - 1) == "dan"  # always the verb: "dan licht zij dat toe"
        known = goes_on or behind_dan or (opening and (self.finite(first) or self.orders(first)))
        verb = first if known else self._second(first, under)
        if verb is None:
            return None
        one = Clause(self.words, list(range(first, verb)), verb, subs=under, fronted=opening is not None)
        one.coordinate = verb == start and bool(earlier)
        one.inverted = bool(earlier) and (earlier[-1].fronted or earlier[-1].inverted)
        again = one.coordinate and earlier[-1].imperative
        # "dan laat het college weten" tells; "meld dan wel" orders
        told = behind_dan and self.lows[verb] == "laat"
        one.imperative = (
            not told and self.orders(verb) and (again or not earlier) and (verb == start or opening is not None)
        )
        low = self.lows[verb]
        one.past = not one.imperative and (low in w.PAST or (w.verb_of(low) is None and w.past_of(low) is not None))
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
                return Sub(kind_of(low) if opens else Under.CONDITION, start, comma)
        if first or low in {"als", "sinds", "waar"}:
            return None
        end = self.sub_end(start)
        return Sub(kind_of(low), start, end) if end < self.n and self.finite(end) else None

    def _goes_on(self, i: int, *, needs_dan: bool) -> bool:
        if self.lows[i] == "dan":
            return i + 1 not in self.named and self.low(i + 1) not in w.DETERMINERS | w.PREPOSITIONS
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
            relative = low in OPENS_RELATIVE and self.lows[i - 1] not in w.PREPOSITIONS
            aside = low in w.SUBORDINATORS and (self.lows[i - 1] == "," or low not in {"als", "sinds"})
            if i > first and (relative or aside) and self.has_verb(i):
                under.append(Sub(kind_of(low), i, self.sub_end(i)))
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

    def _rest(self, one: Clause, i: int) -> None:
        """Read on after the finite verb until the clause ends."""
        while i < self.n:
            low = self.lows[i]
            if low in {";", ":"} or (low in {"en", "maar", "of", "want", ","} and self._new_clause(one, i)):
                break
            sub = self.sub_at(i, one.finite, one.verb, one.subs)
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
