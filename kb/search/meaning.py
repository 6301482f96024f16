"""Likeness of words by what they mean: "landlord" is like "verhuurder" to a model that knows both."""

from collections.abc import Iterable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from kb.search.change import Change

Rows = NDArray[np.float32]


class WordVectors(Protocol):
    """The seam where a model of words plugs in: words to vectors, those of questions and passages alike.

    As with `Embed`, whoever hands one on hands on its `space` too: a name for what the numbers
    mean, under which vectors may be stored. Here nothing is stored; what is kept in memory is kept
    beside the model that made it, so that two spaces cannot meet.
    """

    def __call__(self, words: Sequence[str], /) -> Rows:
        """One row per word, all of the same width; zero for a word that the model does not know.

        Words are lower-cased and without accents.
        """
        ...


class Meaning:
    """A model of words, and the vectors that it gave the words of a vocabulary.

    Nothing is configured by default, and then nothing of this is made. The model that a deployment
    sets (issue 8) plugs in where the indexes are opened: `Indexes(..., meaning=Meaning(model,
    floor=...))`. What a model raises is passed on.
    """

    def __init__(self, vectors: WordVectors, *, floor: float) -> None:
        """`floor` is the cosine, above 0, from which two words of this model are like each other.

        It is a property of the model: unrelated words are at 0.1 in one and at 0.7 in the next.
        """
        self._vectors, self._floor = vectors, floor
        self._numbers: dict[str, int] = {}
        self._matrix: Rows = np.zeros((0, 0), dtype=np.float32)

    def over(self, vocabulary: Iterable[str]) -> "Meaning":
        """The same model over this vocabulary, its words numbered in the order given.

        Only words that were not there before are asked of the model. Words that stay keep their
        order, as in a lexical index they do; ValueError where they do not.
        """
        words = list(vocabulary)
        if words == list(self._numbers):
            return self
        change = Change(len(self._numbers), np.array([self._numbers.get(word, -1) for word in words], dtype=np.intp))
        made = Meaning(self._vectors, floor=self._floor)
        made._numbers = {word: number for number, word in enumerate(words)}
        made._matrix = change.carry(self._matrix, self._units([words[row] for row in change.come]))
        return made

    def to(self, words: Sequence[str]) -> Rows:
        """The cosine of each word (row) with each of the vocabulary (column); zero below the floor."""
        near = np.zeros((len(words), len(self._numbers)), dtype=np.float32)
        units = self._units(words)
        known = np.flatnonzero(units.any(axis=1))
        if len(known) and near.size:
            cosines = units[known] @ self._matrix.T
            near[known] = np.where(cosines >= self._floor, np.minimum(cosines, np.float32(1)), np.float32(0))
        return near

    def _units(self, words: Sequence[str]) -> Rows:
        """Rows of length 1, or 0 for what is unknown; what is no number is unknown too."""
        if not words:
            return np.zeros((0, self._matrix.shape[1]), dtype=np.float32)
        rows = np.asarray(self._vectors(words), dtype=np.float32)
        if rows.ndim != 2 or len(rows) != len(words):
            raise ValueError(f"{len(words)} words were given vectors of shape {rows.shape}")
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        sound = np.isfinite(lengths) & (lengths > 0)
        return np.asarray(np.where(sound, rows, 0) / np.where(sound, lengths, 1), dtype=np.float32)
