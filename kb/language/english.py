"""English words of a question: their stems, and what Dutch agreements write for common ones."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from pathlib import Path

_LIST = Path(__file__).parent / "english.tsv"


_NOT = re.compile(r"n['’]t\b", re.I)
_SHORTENED = re.compile(r"(?<=[a-z])['’](?:s|re|ve|ll|d|m)\b", re.I)


def unshortened(text: str) -> str:
    """An English text with its shortened words whole or gone: "don't" as "do not", "he's" as "he"."""
    return _SHORTENED.sub(" ", _NOT.sub(" not", text))


@lru_cache(maxsize=65536)
def english_lemma(word: str) -> str:
    """The dictionary form of a lower-cased English word: "paid" gives "pay"."""
    import simplemma

    return simplemma.lemmatize(word, lang="en").lower()


@lru_cache(maxsize=65536)
def english_known(word: str) -> bool:
    """Whether the English dictionary has the lower-cased word."""
    import simplemma

    return simplemma.is_known(word, lang="en")


@lru_cache(maxsize=65536)
def english_stem(word: str) -> str:
    """The stem of an English word's lemma: equal for the forms of one word."""
    from snowballstemmer.english_stemmer import EnglishStemmer

    stemmed: str = EnglishStemmer().stemWord(english_lemma(word))  # one each: threads cannot share a stemmer
    return stemmed


@cache
def _translations() -> Mapping[str, tuple[str, ...]]:
    lines = _LIST.read_text(encoding="utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line.strip())
    return {english: tuple(word.strip() for word in dutch.split(",")) for english, dutch in pairs}


def translations(word: str) -> tuple[str, ...]:
    """Dutch words for an English one (two words as "social worker"), likeliest first; none where unknown."""
    held = _translations()
    return held.get(word) or held.get(english_lemma(word)) or ()
