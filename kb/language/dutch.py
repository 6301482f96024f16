"""The Dutch analyser: from text to the terms that are searched; the door to this room."""

from functools import lru_cache

from kb.language.compounds import within
from kb.language.lexicon import stem
from kb.language.sentences import sentences
from kb.language.tongue import detect
from kb.language.typos import mend
from kb.language.verbs import clauses, separable, separable_at
from kb.language.words import STOP_WORDS, fold, tokens, written

__all__ = [
    "ANALYSER",
    "STOP_WORDS",
    "analyse",
    "clauses",
    "detect",
    "mend",
    "sentences",
    "separable_at",
    "stems",
    "terms",
    "tokens",
]

# Stands in every index: whoever changes what any function of this room returns raises the number.
ANALYSER = "dutch-5"


@lru_cache(maxsize=65536)
def terms(word: str) -> tuple[str, ...]:
    """The stem of one lower-cased word, then the stems of its compound parts."""
    first = _first(word)
    if any(letter.isdigit() for letter in word):
        return (first,)
    return (first, *(part for part in map(stem, within(word)) if part != first))


def _first(word: str) -> str:
    return fold(word) if any(letter.isdigit() for letter in word) else stem(word)


def stems(text: str) -> list[str]:
    """The stem of each content word, in reading order; numbers and codes as they are."""
    return [_first(word) for word in written(text) if fold(word) not in STOP_WORDS]


def analyse(text: str) -> list[str]:
    """The terms of a text: each content word's lemma stemmed, its compound parts, separable verbs whole."""
    words = [word for word in written(text) if fold(word) not in STOP_WORDS]
    return [term for word in (*words, *separable(text)) for term in terms(word)]
