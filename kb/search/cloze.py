"""What a model adds to words and letters in finding passages, measured without a judgement of any person.

A sentence is taken out of a passage and asked for; what was left of the passage is what should be found.

Source: the inverse cloze task of Lee, Chang and Toutanova, ACL 2019, there for training.
"""

import hashlib
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from kb.language.dutch import analyse, sentences
from kb.language.words import written
from kb.model import Noun
from kb.search.embedding import subword_vectors
from kb.search.entry import Entry
from kb.search.fuse import standing_out
from kb.search.lexical import searched

Rows = NDArray[np.float32]
Vectors = Callable[[Sequence[str]], Rows]  # texts to rows of length 1

MOST_ASKED: Final = 200
_AMONG = 1000  # passages that a rank is counted among, where there are more
_MORE_THAN_CHANCE = 1.0  # a third of the rank
_SHORTEST = 4  # words of a sentence that is asked for
_STEMS = 4096  # places that stems are hashed to


class Gain(Noun):
    """How much nearer to the first place a passage comes when a model is heard as much as words and letters together.

    `mean` is the difference of the logarithms of both ranks over `asked` questions, `error` its
    standard error: .7 is half the rank. `over_chance` is that of the model alone, against
    passages in any order.
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


@dataclass(frozen=True)
class Cloze:
    """A sentence, what is left of its passage without it, and the row of that passage."""

    row: int
    sentence: str
    rest: str


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


def gain(entries: Sequence[Entry], matrix: Rows, questions: Vectors, passages: Vectors) -> Gain:
    """What a model adds on these passages, of which `matrix` has its vectors, a row each.

    `questions` and `passages` embed at most MOST_ASKED texts each, and what they raise is passed on.
    """
    asked = clozes(entries)
    if not asked:
        return Gain(asked=0, mean=0, error=0, over_chance=0)
    among = sorted({*_drawn(entries)[:_AMONG], *(one.row for one in asked)})
    task = _Task(asked, among)
    texts = [searched(entries[row]) for row in among]
    stems = _stems(texts)
    known = task.nearness(subword_vectors(texts), subword_vectors, subword_vectors)
    known += task.nearness(stems(texts), stems, stems)
    model = task.nearness(matrix[among], questions, passages)
    return _compared(task.ranks(known), task.ranks(known + 2 * model), task.ranks(model), len(among))


def _compared(before: Rows, now: Rows, alone: Rows, among: int) -> Gain:
    gained = np.log(before) - np.log(now)
    chance = np.log(np.arange(1, among + 1)).mean()
    return Gain(
        asked=len(gained),
        mean=float(gained.mean()),
        error=float(gained.std()) / sqrt(len(gained)),
        over_chance=float(chance - np.log(alone).mean()),
    )


@dataclass(frozen=True)
class _Task:
    """What is asked, and the rows of the passages that are ranked."""

    asked: Sequence[Cloze]
    among: Sequence[int]

    def nearness(self, matrix: Rows, questions: Vectors, passages: Vectors) -> Rows:
        """For each question how far each passage stands out, 0 to 1, and in the last place what should be found."""
        question = questions([one.sentence for one in self.asked])
        rests = passages([one.rest for one in self.asked])
        right = np.einsum("ij,ij->i", question, rests)
        return np.array([standing_out(row) for row in np.column_stack([question @ matrix.T, right])])

    def ranks(self, nearness: Rows) -> Rows:
        """The place, from 1, of what should be found, behind all that are as near."""
        own = np.array(self.among)[None, :] == np.array([one.row for one in self.asked])[:, None]
        ahead = ~own & (nearness[:, :-1] >= nearness[:, -1:])
        return np.asarray(1 + ahead.sum(axis=1), dtype=np.float32)


def _stems(texts: Sequence[str]) -> Vectors:
    """Vectors of the stems of a text, each by its rarity in these texts."""
    rarity = np.log(len(texts) + 1) - np.log(0.5 + (_counted(texts) > 0).sum(axis=0))

    def embed(texts: Sequence[str]) -> Rows:
        rows = np.log1p(_counted(texts)) * rarity
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(lengths, 1e-9), dtype=np.float32)

    return embed


def _counted(texts: Sequence[str]) -> Rows:
    rows = np.zeros((len(texts), _STEMS), dtype=np.float32)
    for row, text in enumerate(texts):
        np.add.at(rows[row], [zlib.crc32(stem.encode()) % _STEMS for stem in analyse(text)], 1)
    return rows


def _drawn(entries: Sequence[Entry]) -> list[int]:
    """All rows, in an order that hangs on nothing but the ids."""
    return sorted(range(len(entries)), key=lambda row: _digest(entries[row].id))


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode()).digest()
