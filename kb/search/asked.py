"""What a question asks for: its content words, and every way a Dutch text may say them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kb.language.dutch import mend, separable_at, terms
from kb.language.english import translations, unshortened
from kb.language.thesaurus import Language, Reached, Thesaurus, Way
from kb.language.words import IDLE_WORDS, STOP_WORDS, fold, written

_LONGEST = 4000  # characters of a question that are read
_MOST_MENDED = 60  # words of a question that are looked at for typing errors
_OTHER_WORD = 0.9  # a text that says it in another word of the concept, against one that has the word itself
_TRANSLATED = 0.8  # ... against the common translation of an English word


@dataclass(frozen=True, slots=True)
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

    def met(self, stems: Collection[str]) -> float:
        """How well a text with these stems says it, 0 to 1."""
        return max((way.strength for way in self.ways if all(stem in stems for stem in way.stems)), default=0.0)


@dataclass(frozen=True)
class Asked:
    """A question as it is searched: `text` with typing errors mended and common English in Dutch."""

    text: str
    language: Language
    words: tuple[Word, ...]

    @cached_property
    def names(self) -> frozenset[str]:
        """The concepts that any word reaches."""
        return frozenset(name for word in self.words for name in word.concepts)


def read(query: str, language: Language, thesaurus: Thesaurus, vocabulary: Collection[str]) -> Asked:
    """Read a question over a corpus with this vocabulary; what is beyond the first 4,000 characters is left."""
    query = unshortened(query[:_LONGEST]) if language == "en" else query[:_LONGEST]
    words = _mended(written(query), language, thesaurus, vocabulary)
    whole = separable_at(words) if language == "nl" else {}
    reached = {one.places[0]: one for one in thesaurus.reached(words, language, whole)}
    used = {place for one in reached.values() for place in one.places}
    found: list[Word] = []
    text: list[str] = []
    for place, word in enumerate(words):
        new: Word | None = None
        if place in reached:
            new = _of_concepts(words, reached[place], language, thesaurus)
        elif place not in used and fold(word) not in STOP_WORDS:
            if language == "en" and place + 1 < len(words) and translations(pair := f"{word} {words[place + 1]}"):
                used.update((place, place + 1))
                word = pair  # noqa: PLW2901  (the two are one: "social worker")
            new = _plain(word, language)
        if new:
            found.append(_with_verb(new, whole[place]) if place in whole else new)
        if language == "en":
            text.extend(new.dutch if new else ())
        else:
            text.append(word)
    return Asked(" ".join(text), language, tuple(found))


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


def _with_verb(word: Word, verb: str) -> Word:
    """The word, and the separable verb it is half of: "zit" in "zit ... voor" says "voorzitten"."""
    return replace(word, ways=(Way((terms(verb)[0],), 1.0), *word.ways), idle=False)


def _sorted(best: dict[tuple[str, ...], float]) -> tuple[Way, ...]:
    return tuple(Way(stems, strength) for stems, strength in sorted(best.items(), key=lambda one: -one[1]))
