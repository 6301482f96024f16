"""What a question asks for: its content words, and every way a Dutch text may say them."""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from kb.language.dutch import clauses, mend, separable_at, terms
from kb.language.english import translations, unshortened
from kb.language.thesaurus import Language, Reached, Thesaurus, Way
from kb.language.words import IDLE_WORDS, STOP_WORDS, fold, written

_LONGEST = 4000  # characters of a question that are read
_MOST_MENDED = 60  # words of a question that are looked at for typing errors
_OTHER_WORD = 0.9  # a text that says it in another word of the concept, against one that has the word itself
_TRANSLATED = 0.8  # ... against the common translation of an English word


@dataclass(frozen=True)
class Word:
    """One thing asked: the words of the question that ask it, and the ways to say it, likeliest first.

    `concepts` are those of the thesaurus that it reaches; empty where it reaches none. `dutch` is
    how it is searched by letters: the words themselves, or what an English word is in Dutch.
    `idle` words mostly make it a question ("hoe lang duurt").
    """

    written: tuple[str, ...]
    dutch: tuple[str, ...]
    ways: tuple[Way, ...]
    concepts: tuple[str, ...]
    idle: bool = False

    @property
    def letters(self) -> tuple[str, ...]:
        """What may be compared by its letters: single words that say all of it."""
        alone = len(self.written) == 1 or self.dutch != self.written
        return tuple(word for word in self.dutch if " " not in word) if alone else ()

    @cached_property
    def _starting(self) -> Mapping[str, Sequence[Way]]:
        """The ways by their first stem: a concept has dozens, of which a text can say a few."""
        found: dict[str, list[Way]] = {}
        for way in self.ways:
            found.setdefault(way.stems[0], []).append(way)
        return found

    def met(self, stems: Set[str]) -> float:
        """How well a text with these stems says it, 0 to 1."""
        best = 0.0
        for first in self._starting.keys() & stems:
            for way in self._starting[first]:
                if way.strength > best and all(stem in stems for stem in way.stems):
                    best = way.strength
        return best


@dataclass(frozen=True)
class Asked:
    """A question as it is searched: `text` with typing errors mended and common English in Dutch; `put` as it came."""

    text: str
    language: Language
    words: tuple[Word, ...]
    put: str = ""

    @property
    def said(self) -> str:
        """As a model reads it: as it was put, but in Dutch, which is what models are measured in here."""
        return self.put if self.language == "nl" and self.put else self.text

    @cached_property
    def names(self) -> frozenset[str]:
        """The concepts that any word reaches."""
        return frozenset(name for word in self.words for name in word.concepts)


def read(query: str, language: Language, thesaurus: Thesaurus, vocabulary: Collection[str]) -> Asked:
    """Read a question over a corpus with this vocabulary; what is beyond the first 4,000 characters is left.

    Clause by clause: a verb does not find its other half, nor a label its words, across a comma.
    """
    put = query[:_LONGEST]
    query = unshortened(put) if language == "en" else put
    parts = [written(clause) for clause in clauses(query)]
    mended = iter(_mended([word for part in parts for word in part], language, thesaurus, vocabulary))
    found: list[Word] = []
    text: list[str] = []
    for part in parts:
        words = [next(mended) for _ in part]
        read_part = _clause(words, language, thesaurus)
        found += read_part
        if words:
            said = words if language == "nl" else [dutch for word in read_part for dutch in word.dutch]
            text.append(" ".join(said))
    return Asked(", ".join(filter(None, text)), language, tuple(found), put)


def _clause(words: Sequence[str], language: Language, thesaurus: Thesaurus) -> list[Word]:
    whole = separable_at(words) if language == "nl" else {}
    reached = {one.places[0]: one for one in thesaurus.reached(words, language, whole)}
    used = {place for one in reached.values() for place in one.places}
    found: list[Word] = []
    for place, word in enumerate(words):
        if place in reached:
            new = _of_concepts(words, reached[place], language, thesaurus)
            verbs = [whole[at] for at in reached[place].places if at in whole]
        elif place in used or fold(word) in STOP_WORDS:
            continue
        else:
            pair = " ".join(words[place : place + 2])
            together = language == "en" and place + 1 not in used and bool(translations(pair)) and pair != word
            used.update((place, place + 1) if together else ())
            new = _plain(pair if together else word, language)
            verbs = [whole[place]] if place in whole else []
        found.append(_with_verbs(new, verbs))
    return found


def _mended(words: Sequence[str], language: Language, thesaurus: Thesaurus, vocabulary: Collection[str]) -> list[str]:
    first, rest = words[:_MOST_MENDED], list(words[_MOST_MENDED:])
    if language == "en":
        return [*first, *rest]
    folded = [fold(word) for word in first]
    odd = [word in thesaurus.words for word in folded]
    mended = mend([word for word, fine in zip(folded, odd, strict=True) if not fine], vocabulary)
    fixed = iter(mended)
    row = []
    for word, plain, fine in zip(first, folded, odd, strict=True):
        new = plain if fine else next(fixed)
        row.append(word if new == plain else new)
    return row + rest


def _of_concepts(words: Sequence[str], reached: Reached, language: Language, thesaurus: Thesaurus) -> Word:
    said = tuple(words[place] for place in reached.places)
    own = tuple(dict.fromkeys(terms(word)[0] for word in said if fold(word) not in STOP_WORDS))
    best: dict[tuple[str, ...], float] = {own: 1.0} if own and language == "nl" else {}
    for name in reached.concepts:
        for way in thesaurus.ways(name):
            strength = way.strength * _OTHER_WORD * reached.strength
            best[way.stems] = max(best.get(way.stems, 0.0), strength)
    if not best:  # a concept that no text can say: the words themselves are left
        best = {tuple(terms(word)[0] for word in said): 1.0}
    dutch = said
    if language == "en":
        dutch = tuple(dict.fromkeys(thesaurus.concepts[name].preferred("nl") for name in reached.concepts))
    idle = all(fold(word) in STOP_WORDS or fold(word) in IDLE_WORDS for word in said)
    return Word(tuple(map(fold, said)), dutch, _sorted(best), reached.concepts, idle)


def _plain(word: str, language: Language) -> Word:
    best: dict[tuple[str, ...], float] = {(terms(word)[0],): 1.0}
    dutch: tuple[str, ...] = (word,)
    if language == "en" and (found := translations(word)):
        dutch = found[:2]
        for other in found:
            stems = tuple(terms(part)[0] for part in written(other) if fold(part) not in STOP_WORDS)
            if stems:
                best.setdefault(stems, _TRANSLATED)
    return Word((fold(word),), dutch, _sorted(best), (), idle=fold(word) in IDLE_WORDS)


def _with_verbs(word: Word, verbs: Sequence[str]) -> Word:
    """The word, and the separable verbs it is half of: "zit" in "zit ... voor" says "voorzitten"."""
    ways = tuple(Way((terms(verb)[0],), 1.0) for verb in verbs)
    return replace(word, ways=(*ways, *word.ways), idle=False) if ways else word


def _sorted(best: dict[tuple[str, ...], float]) -> tuple[Way, ...]:
    return tuple(Way(stems, strength) for stems, strength in sorted(best.items(), key=lambda one: -one[1]))
