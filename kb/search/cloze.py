"""What a model adds to words and letters in finding passages, measured without a judgement of any person.

A sentence is taken out of a passage and asked for; what was left of the passage is what should be found.

Source: the inverse cloze task of Lee, Chang and Toutanova, ACL 2019, there for training.
"""

import hashlib
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from kb.language.dutch import analyse, sentences
from kb.language.words import written
from kb.model import Noun
from kb.search.embedding import subword_vectors
from kb.search.entry import Entry
from kb.search.fuse import highest, standing_out
from kb.search.lexical import searched

Rows = NDArray[np.float32]
Ranks = NDArray[np.intp]
Vectors = Callable[[Sequence[str]], Rows]  # texts to rows of length 1
Read = Callable[[str, Sequence[str]], Rows]  # a question and passages to a score each, of any scale

MOST_ASKED: Final = 200
_AMONG = 1000  # passages that a rank is counted among, where there are more
# A model that reads an English text beside the words brings .25 to .5, stems counted once more up to .11
# (docs/adr/0015).
_NOTHING, _ENOUGH = 0.1, 0.3
_FEWEST = 20  # questions that show anything
_READ_FOR = 60  # questions for which passages are read: at 24 each, a minute's work for a small model
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

    def worth(self, over_chance: float) -> float:
        """What a model is worth for that, 0 to 1, by the mean less its error: few questions show little or nothing.

        Nothing for a model that alone is less than so much over chance: where all passages say the
        same in one form, words are led astray and chance does better.
        """
        shown = self.asked >= _FEWEST and self.over_chance >= over_chance
        sure = self.mean - self.error if shown else 0.0
        return min(1.0, max(0.0, (sure - _NOTHING) / (_ENOUGH - _NOTHING)))


_NO_GAIN = Gain(asked=0, mean=0, error=0, over_chance=0)


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
    """What an embedding adds on these passages, of which `matrix` has its vectors, a row each.

    `questions` and `passages` embed at most MOST_ASKED texts each, and what they raise is passed on.
    """
    if not (asked := clozes(entries)):
        return _NO_GAIN
    task = _Task.of(entries, asked)
    known = task.by_words(entries)
    model = task.nearness(matrix[task.among], questions, passages)
    return _compared(task.ranks(known), task.ranks(known + 2 * model), task.ranks(model), len(task.among))


def gain_of_reading(entries: Sequence[Entry], read: Read, first: int) -> Gain:
    """What a model adds that reads a question with each of the `first` passages that words and letters find.

    Questions whose passage is not among those tell nothing. What `read` raises is passed on.
    """
    if not (asked := clozes(entries)):
        return _NO_GAIN
    task = _Task.of(entries, asked)
    known = np.where(task.own, np.float32(-1), task.by_words(entries))
    before: list[int] = []
    now: list[int] = []
    alone: list[int] = []
    for one, near in zip(asked, known, strict=True):
        places = highest(near, first)
        if len(before) == _READ_FOR or len(near) - 1 not in places:
            continue
        texts = [one.rest if place == len(near) - 1 else searched(entries[task.among[place]]) for place in places]
        words, model = standing_out(near[places]), standing_out(read(one.sentence, texts))
        right = places.tolist().index(len(near) - 1)
        before.append(_place(words, right))
        now.append(_place(words + model, right))
        alone.append(_place(model, right))
    if not before:
        return _NO_GAIN
    return _compared(np.array(before), np.array(now), np.array(alone), first)


def _place(scores: Rows, right: int) -> int:
    """The place, from 1, of the right one, behind all that are as good."""
    return int((scores >= scores[right]).sum())


def _compared(before: Ranks, now: Ranks, alone: Ranks, among: int) -> Gain:
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

    @classmethod
    def of(cls, entries: Sequence[Entry], asked: Sequence[Cloze]) -> Self:
        """Rank among all passages, or of many among some."""
        return cls(asked, sorted({*_drawn(entries)[:_AMONG], *(one.row for one in asked)}))

    @property
    def own(self) -> NDArray[np.bool_]:
        """Where a passage is the one that a sentence was taken out of: it is no rival of what was left of it."""
        own = np.array(self.among)[None, :] == np.array([one.row for one in self.asked])[:, None]
        return np.column_stack([own, np.zeros(len(own), dtype=np.bool_)])

    def by_words(self, entries: Sequence[Entry]) -> Rows:
        """How far passages stand out by letters, and by stems, both together."""
        texts = [searched(entries[row]) for row in self.among]
        stems = _stems(texts)
        letters = self.nearness(subword_vectors(texts), subword_vectors, subword_vectors)
        return letters + self.nearness(stems(texts), stems, stems)

    def nearness(self, matrix: Rows, questions: Vectors, passages: Vectors) -> Rows:
        """For each question how far each passage stands out, 0 to 1, and in the last place what should be found."""
        question = questions([one.sentence for one in self.asked])
        rests = passages([one.rest for one in self.asked])
        right = np.einsum("ij,ij->i", question, rests)
        return np.array([standing_out(row) for row in np.column_stack([question @ matrix.T, right])])

    def ranks(self, nearness: Rows) -> Ranks:
        """The place, from 1, of what should be found, behind all that are as near."""
        ahead = ~self.own & (nearness >= nearness[:, -1:])
        return np.asarray(ahead.sum(axis=1), dtype=np.intp)


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
