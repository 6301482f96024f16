"""Typing errors mended on the words that the corpus itself uses."""

from collections.abc import Collection, Iterable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kb.language.compounds import parts
from kb.language.lexicon import known
from kb.language.words import STOP_WORDS

_SHORTEST = 5  # letters; shorter words have too many neighbours
_TWO_ERRORS = 9  # letters from which two errors are mended


def _right_as_it_is(token: str, vocabulary: Collection[str]) -> bool:
    return (
        token in vocabulary
        or token in STOP_WORDS
        or len(token) < _SHORTEST
        or not token.isalpha()
        or known(token)
        or bool(parts(token))
    )


def mend(tokens: Iterable[str], vocabulary: Collection[str]) -> list[str]:
    """The tokens with those that are no Dutch word replaced by the nearest word of the vocabulary.

    One edit is mended from five letters, two from nine (an edit is a letter more, less, other, or
    two swapped); the first letter must agree. A word of the dictionary is never touched, nor one
    of which nothing in the vocabulary is that near. `vocabulary` answers `in` fast (a set or dict).
    """
    mended: list[str] = []
    for token in tokens:
        if not _right_as_it_is(token, vocabulary):
            edits = 2 if len(token) >= _TWO_ERRORS else 1
            near = [
                word for word in vocabulary if word[:1] == token[0] and abs(len(word) - len(token)) <= edits
            ]
            best = process.extractOne(token, near, scorer=OSA.distance, score_cutoff=edits)
            token = best[0] if best else token  # noqa: PLW2901  (the mended token takes its place)
        mended.append(token)
    return mended
