"""The clauses under a main clause: where one opens, where its verbs close it, what it is to the main clause."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from kb.process import words as w
from kb.process.finite import Verbs


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


OPENS_RELATIVE = frozenset({"die", "dat", "wie", "wiens", "waarom"}) | frozenset(
    one for one in w.SUBORDINATORS if one.startswith("waar")
)
_OPENS_CLAUSE = w.SUBORDINATORS | OPENS_RELATIVE | frozenset({"of", "wat", "hoe", "hoeveel", "welk", "welke"})
_SUBJECTS = w.DETERMINERS | {"zij", "hij", "er", "men", "u"}
_ASKS = frozenset({"of", "wat", "hoe", "hoeveel", "welk", "welke", "waarom"})
_GOES_ON_AFTER = w.PREPOSITIONS - {"van", "als"} | {"tenzij", "mits", "behalve"}


class Clauses(Verbs):
    """A sentence in which subordinate clauses can be told from the words of the main one."""

    def has_verb(self, i: int) -> bool:
        """Whether a clause opened at `i` has a finite verb before it ends."""
        return any(self.finite(j) for j in range(i + 1, self.sub_end(i)))

    def sub_end(self, i: int) -> int:
        """Where the subordinate clause that opens at `i` ends: past its verbs."""
        if i not in self._ends:
            self._ends[i] = self._end_of(i)
        return self._ends[i]

    def _end_of(self, i: int) -> int:
        seen, finite = -1, False
        j = i
        while (j := j + 1) < self.n:
            low = self.lows[j]
            if low == ";" or (low == ":" and seen >= 0) or (low == "," and seen >= 0 and not self._only_names(j)):
                return j
            if seen < 0 and 1 < j - i <= 3 and low in w.CONDITIONS and self.lows[i] == "dat":
                return j
            if seen == j - 1 and finite and self._leaves(j):
                return j
            if seen < 0 and low in {"die", "wiens"} and j > i + 1 and self.low(j + 1) and self._nested(j):
                j = self.sub_end(j) - (self.low(self.sub_end(j)) != ",")
                continue
            if self.closing(j) or (finite and self.infinitive(j)):
                seen = j
                finite = finite or self.finite(j)
        return self.n

    def _nested(self, j: int) -> bool:
        """Whether a relative clause stands within this one, which goes on behind its comma to verbs of its own."""
        if self.low(j - 1) in w.PREPOSITIONS | w.PRONOUNS | w.ADVERBS:
            return False
        end = self.sub_end(j)
        return self.low(end) == "," and any(self.closing(k) for k in range(end + 1, min(self.n, end + 12)))

    def _leaves(self, j: int) -> bool:
        """Whether the word behind the verbs of a subordinate clause is no longer its own."""
        low = self.lows[j]
        if low in {"en", "maar", "of", "dan"}:
            twofold = self.low(j + 2) == "," and self.finite(j + 3)  # "die iets ontdekt of vermoedt, meldt ..."
            return self.finite(j + 1) and not twofold
        if low in _OPENS_CLAUSE - {"dat", "die"} - _ASKS:
            return True
        if low in w.DETERMINERS - _ASKS - {"te", "ten", "ter", "tot", "alle"} or low.isdigit() or low in {"niet", "€"}:
            return not self.closing(j)
        return self.finite(j) and not low.endswith("en")

    def _only_names(self, j: int) -> bool:
        """Whether what follows a comma goes on counting up: no verb and no new clause before the end."""
        after = self.low(j + 1)
        if after in _GOES_ON_AFTER | _OPENS_CLAUSE | w.NEGATIONS | w.ADVERBS | {"en", "maar"}:
            return False
        for k in range(j + 1, self.n):
            if self.lows[k] == ";":
                return True
            if self.finite(k) or self.orders(k):
                return False
        return True

    def sub_at(self, i: int, main: int, verb: str, earlier: Sequence[Sub]) -> Sub | None:
        """The subordinate clause that opens at `i` behind the finite word `main` of `verb`; None where none does."""
        low, before = self.lows[i], self.lows[i - 1]
        if low in {"om", "zonder"} and self._to_follows(i, near=low == "zonder"):
            return Sub(Under.COMPLEMENT, i, self._infinitive_end(i))
        so_far = low == "voor" and self.low(i + 1) == "zover"
        points = low in {"die", "dat"} and before in w.PREPOSITIONS - w.PARTICLES | {
            "in",
            "op",
            "na",
            "uit",
            "van",
            "binnen",
            "voor",
            "aan",
            "bij",
            "over",
        }
        if not so_far and (low not in _OPENS_CLAUSE or points):
            return None
        if not so_far and low != "mits" and not self.has_verb(i):
            return None
        word = low in {"dat", "die", "of"} and not self._clause_not_word(i, main, verb)
        if low == "als" and not self._verb_of_its_own(i):
            return None
        if word or (low == "als" and verb in w.MODALS and self.low(i + 2) in {"worden", "zijn"}):
            return None
        asked = any(sub.kind is Under.COMPLEMENT for sub in earlier)
        asks = low == "wanneer" and (i - 1 == main or before in {"weten", "of", "en"} or asked)
        return Sub(Under.COMPLEMENT if asks else kind_of(low), i, self.sub_end(i))

    def _clause_not_word(self, i: int, main: int, verb: str) -> bool:
        """Whether "dat", "die" or "of" opens a clause, and does not stand for something or between two nouns."""
        low, before = self.lows[i], self.lows[i - 1]
        if low == "die":  # "een inwoner die geen hulp wil na ..."; no clause in "geeft die gegevens door en bewaart ze"
            stands = i - 1 == main or before in w.PRONOUNS | w.ADVERBS
            return not stands and self._verb_of_its_own(i)
        if low == "dat" and self._points_back(i, main, verb):
            return False
        if low == "dat" and (i + 1 in self.named or self.low(i + 1) in _SUBJECTS):
            return True
        if low == "of" and i - 1 in self.named and i + 1 in self.named and self._described(i + 1):
            return False  # "een ouder of verzorger die het gezag heeft"
        end = self.sub_end(i) - 1
        return end > i and (self.closing(end) or self.infinitive(end))

    def _points_back(self, i: int, main: int, verb: str) -> bool:
        """Whether "dat" stands for what was said: "laat dat weten", "kan dat alleen doen als"."""
        if verb == "laten":
            return "weten" not in self.lows[main:i]
        own = range(i + 1, self.sub_end(i))
        return verb in w.MODALS and i - main <= 2 and all(self.infinitive(j) for j in own if self.finite(j))

    def _verb_of_its_own(self, i: int) -> bool:
        """Whether the first finite verb behind `i` is no verb that goes on from the main clause: "en is", ", meldt"."""
        first = next((j for j in range(i + 1, self.sub_end(i)) if self.finite(j)), i)
        return first > i and self.low(first - 1) not in {"en", "maar", "of", ","}

    def _described(self, i: int) -> bool:
        while i in self.named:
            i += 1
        return self.low(i) in {"die", "dat"}

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


def kind_of(low: str) -> Under:
    """What a clause that opens with this word is to its main clause."""
    if low == "tenzij":
        return Under.EXCEPTION
    if low in w.CONDITIONS or low == "voor":
        return Under.CONDITION
    if low in _ASKS:
        return Under.COMPLEMENT
    return Under.RELATIVE if low in {"die", "dat", "wie", "wiens"} or low.startswith("waar") else Under.OTHER
