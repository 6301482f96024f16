"""Which words of a sentence can be its finite verbs, told by their form and the words around them."""

from collections.abc import Sequence

from kb.process import words as w
from kb.process.words import Word

# Behind these a word in -en or -t may still be a verb: they stand for something themselves.
_STAND_ALONE = frozenset({"het", "dit", "dat", "deze", "die"})
_PLURAL_HELPERS = frozenset({"mogen", "kunnen", "moeten", "worden", "hebben", "zullen", "hoeven", "dienen"})
_SUBJECTS = frozenset({"hij", "zij", "ze", "men", "wij"})
_NOUNS_TOO = frozenset({"bericht", "besluit", "recht", "gezicht", "gewicht", "verdriet"})
_INFINITIVES_TOO = frozenset({"gaan", "staan", "doen", "zien", "slaan", "bericht"})


class Verbs:
    """The finite verbs of one sentence; `named` are the numbers of words that are somebody's name.

    `verb_first`: the first word is known to be a verb, as in a cell that tells what a party does.
    """

    def __init__(self, words: Sequence[Word], named: frozenset[int], *, verb_first: bool = False) -> None:
        self.words, self.named, self.verb_first = words, named, verb_first
        self.lows = [word.low for word in words]
        self.n = len(words)
        self._known: dict[int, bool] = {}
        self._ends: dict[int, int] = {}  # of subordinate clauses, by where they open

    def low(self, i: int) -> str:
        """The word in small letters; empty outside the sentence."""
        return self.lows[i] if 0 <= i < self.n else ""

    def finite(self, i: int) -> bool:
        """Whether the word may be a finite verb where it stands."""
        if not 0 <= i < self.n or i in self.named:
            return False
        if i not in self._known:
            self._known[i] = self._is_finite(i)
        return self._known[i]

    def orders(self, i: int) -> bool:
        """Whether the word is an order: the bare stem of a verb."""
        return self.low(i) in w.ORDERS and i + 1 not in self.named and self.low(i + 1) not in _SUBJECTS

    def closing(self, i: int) -> bool:
        """Whether the word belongs to the verbs that close a subordinate clause."""
        low = self.low(i)
        return self.finite(i) or w.participle_of(low) is not None

    def infinitive(self, i: int) -> bool:
        """Whether the word is an infinitive by its form."""
        return w.verb_of(self.low(i)) == self.low(i)

    def _is_finite(self, i: int) -> bool:
        low, before = self.lows[i], self.low(i - 1)
        if low == "zijn":
            return self._verb_zijn(i, before)
        if low in w.PAST:
            return before != "de"
        if low in w.PRESENT and not low.endswith("en") and low not in _INFINITIVES_TOO:
            return (
                before not in {"een", "de", "te"}
                and not (low == "besluit" and before in _STAND_ALONE)
                and not (low == "wil" and before == "vrije")
            )
        verb = w.verb_of(low)
        if verb:
            return self._plural(i, before) if verb == low else self._singular_form(i, before)
        return bool(i and self._noun(i - 1) and w.past_of(low) and not self._adjective(i))

    def _singular_form(self, i: int, before: str) -> bool:
        """A form in -t is a noun behind an article or a preposition: "het bericht", "aan dienst"."""
        noun = before in w.DETERMINERS - _STAND_ALONE or (before in w.PREPOSITIONS - {"op", "in", "uit"} and i != 1)
        noun = noun or (self.lows[i] in _NOUNS_TOO and before in _STAND_ALONE)
        return self.lows[i].endswith("t") and not noun

    def _verb_zijn(self, i: int, before: str) -> bool:
        """ "zijn" is no possessive where no noun follows."""
        after = self.low(i + 1)
        if i == 0 or before in {"zij", "wij", "er", "ze", ","} or i - 1 in self.named:
            return True
        if before in w.PREPOSITIONS - {"in", "op", "af", "toe", "aan"}:
            return False
        free = w.DETERMINERS | w.PREPOSITIONS | w.NEGATIONS | w.ADVERBS | w.PRONOUNS | {"om", "en", "of", "zij"}
        return not after.isalpha() or after in free or i + 1 in self.named or w.participle_of(after) is not None

    def _plural(self, i: int, before: str) -> bool:
        """A plural form can be the verb where no article, preposition or adjective goes before it."""
        if self.lows[i] == "zorgen" and self.low(i + 1) not in {"voor", "ervoor", "dat", "er", "dan", "zij"}:
            return False  # "zorgen om hun huurders" are worries
        if before in w.DETERMINERS - {"dit", "dat", "deze", "die"} or before in w.PREPOSITIONS:
            return False
        if w.PRESENT.get(before) in w.HELPERS and before != "dat":
            return False
        if i == 0 or i - 1 in self.named or self.lows[i] in _PLURAL_HELPERS:
            return True
        return not before.endswith("e") or before in w.ADVERBS | {"zij", "ze", "we", "die", "deze"}

    def _noun(self, i: int) -> bool:
        low = self.lows[i]
        if i in self.named or low in {"zij", "hij", "het", "dit", "dat"}:
            return True
        return low not in w.DETERMINERS | w.PREPOSITIONS and low.isalnum() and not low.endswith("e")

    def _adjective(self, i: int) -> bool:
        after = self.low(i + 1)
        known = w.DETERMINERS | w.PREPOSITIONS | w.PRONOUNS | w.ADVERBS | w.NEGATIONS
        return after.isalpha() and after not in known and i + 1 not in self.named
