"""Typing errors mended on the words that the corpus itself uses."""

from collections.abc import Collection, Iterable

from kb.language.compounds import parts
from kb.language.lexicon import known
from kb.language.vocabulary import Vocabulary
from kb.language.words import STOP_WORDS

_SHORTEST = 5  # letters; shorter words have too many neighbours
_TWO_ERRORS = 9  # letters from which two errors are mended
_LONG_COMPOUND = 10  # letters from which one error in what could be a compound is mended


def _edits(token: str, vocabulary: Collection[str]) -> int:
    """How many errors in the token are mended; none where it is right as it is."""
    if token in vocabulary or token in STOP_WORDS or not token.isalpha() or known(token):
        return 0
    if parts(token):  # a compound that no one wrote before, or "burger" + "meester"
        return int(len(token) >= _LONG_COMPOUND)
    return (len(token) >= _SHORTEST) + (len(token) >= _TWO_ERRORS)


def mend(tokens: Iterable[str], vocabulary: Collection[str]) -> list[str]:
    """The tokens with those that are no Dutch word replaced by the nearest word of the vocabulary.

    One edit is mended from five letters, two from nine (an edit is a letter more, less, other, or
    two swapped); the first letter must agree. A word of the dictionary is never touched, nor one
    that nothing in the vocabulary is so near to; a compound of words of the dictionary only from
    ten letters, and for one edit. Of words equally near the shortest wins, then the first by
    alphabet. `vocabulary` answers `in` fast (a set or dict); a Vocabulary is looked through fastest.
    """
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    words: Vocabulary | None = None
    mended: list[str] = []
    for token in tokens:
        best = None
        if edits := _edits(token, vocabulary):
            words = words or (vocabulary if isinstance(vocabulary, Vocabulary) else Vocabulary(vocabulary))
            best = process.extractOne(token, words.near(token, edits), scorer=OSA.distance, score_cutoff=edits)
        mended.append(best[0] if best else token)
    return mended
