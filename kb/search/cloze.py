"""How well something finds passages of a collection, measured without a judgement of any person.

A sentence is taken out of a passage and asked for; what was left of the passage is what should be found.

Source: the inverse cloze task of Lee, Chang and Toutanova, ACL 2019, there for training.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from kb.language.dutch import sentences
from kb.language.words import written
from kb.model import Noun
from kb.search.embedding import subword_vectors
from kb.search.entry import Entry
from kb.search.lexical import searched

Vectors = Callable[[Sequence[str]], NDArray[np.float32]]  # texts to rows of length 1

MOST_ASKED: Final = 200
_AMONG = 2000  # passages that a rank is counted among, beside the one asked for
_MORE_THAN_CHANCE = 1.0  # a third of the rank
_SHORTEST = 4  # words of a sentence that is asked for


@dataclass(frozen=True)
class Cloze:
    """A sentence, what is left of its passage without it, and the row of that passage."""

    row: int
    sentence: str
    rest: str


class Gain(Noun):
    """How much nearer to the first place a model puts what is asked for than the built-in embedding does.

    `mean` is the difference of the logarithms of both ranks, `error` its standard error: .7 is half
    the rank. `over_chance` is the same against passages in any order. `asked` counts the questions.
    """

    asked: int = Field(ge=0)
    mean: float
    error: float = Field(ge=0)
    over_chance: float

    @property
    def sure(self) -> float:
        """The mean less its error, so that few questions show little.

        Nothing for a model that itself finds next to nothing: where all passages say the same in one
        form, letters are led astray and chance does better.
        """
        return self.mean - self.error if self.over_chance >= _MORE_THAN_CHANCE else 0.0


def clozes(entries: Sequence[Entry]) -> list[Cloze]:
    """At most MOST_ASKED of them, one a passage; the same ones wherever the same passages are held."""
    found: list[Cloze] = []
    for row in _drawn(entries):
        if len(found) == MOST_ASKED:
            break
        text = entries[row].text
        spans = [span for span in sentences(text) if len(written(text[slice(*span)])) >= _SHORTEST]
        if len(spans) > 1:
            start, end = spans[_digest(entries[row].id)[0] % len(spans)]
            rest = searched(entries[row]).removesuffix(text) + text[:start] + text[end:]
            found.append(Cloze(row, text[start:end], rest))
    return found


def gain(entries: Sequence[Entry], matrix: NDArray[np.float32], questions: Vectors, passages: Vectors) -> Gain:
    """What a model gains over the built-in embedding on these passages, of which `matrix` has its vectors.

    `questions` and `passages` embed at most MOST_ASKED texts each, and what they raise is passed on.
    """
    asked = clozes(entries)
    if not asked:
        return Gain(asked=0, mean=0, error=0, over_chance=0)
    among = sorted({*_drawn(entries)[:_AMONG], *(one.row for one in asked)})
    built_in = subword_vectors([searched(entries[row]) for row in among])
    before = _ranks(asked, among, built_in, subword_vectors, subword_vectors)
    now = _ranks(asked, among, matrix[among], questions, passages)
    return compared(before, now, len(among))


def compared(before: NDArray[np.intp], now: NDArray[np.intp], among: int) -> Gain:
    """The gain of the ranks of `now` over those of `before`, question by question, of so many that are ranked."""
    gained = np.log(before) - np.log(now)
    chance = np.log(np.arange(1, among + 1)).mean() - np.log(now).mean()
    error = float(gained.std()) / sqrt(len(gained))
    return Gain(asked=len(gained), mean=float(gained.mean()), error=error, over_chance=float(chance))


def _ranks(
    asked: Sequence[Cloze], among: Sequence[int], matrix: NDArray[np.float32], questions: Vectors, passages: Vectors
) -> NDArray[np.intp]:
    """The place (from 1) of each passage that a sentence was taken out of, behind all that are as near.

    What is no number is as near as anything: a model of nonsense comes last.
    """
    question = questions([one.sentence for one in asked])
    near = question @ matrix.T
    right = np.einsum("ij,ij->i", question, passages([one.rest for one in asked]))
    others = np.array(among)[None, :] != np.array([one.row for one in asked])[:, None]
    ahead: NDArray[np.bool_] = others & ~(near < right[:, None])
    return np.asarray(1 + ahead.sum(axis=1), dtype=np.intp)


def _drawn(entries: Sequence[Entry]) -> list[int]:
    """All rows, in an order that hangs on nothing but the ids."""
    return sorted(range(len(entries)), key=lambda row: _digest(entries[row].id))


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
