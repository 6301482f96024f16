"""Likeness of words by their letters: "huurder" is like "verhuurder", "bemidelling" like "bemiddeling"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.search.embedding import grams

_BUCKETS = 1 << 15
_MOST = 4_000_000  # n-grams held, 32 MB: of some 150,000 words


@dataclass(frozen=True)
class Likeness:
    """The words of a vocabulary by the character n-grams they share.

    Words that hold n-gram bucket b are `words[starts[b]:starts[b + 1]]`, their shares beside them.
    """

    starts: NDArray[np.int64]
    words: NDArray[np.int32]
    shares: NDArray[np.float32]
    size: int

    @classmethod
    def build(cls, vocabulary: Sequence[str]) -> "Likeness":
        """Index the vocabulary; words are numbered in the order given.

        Words beyond `_MOST` n-grams are like nothing; they are still found as they are written.
        """
        hashed: list[NDArray[np.uint16]] = []
        room = _MOST
        for word in vocabulary:
            found = np.unique(np.array(grams(word), dtype=np.int64) % _BUCKETS).astype(np.uint16)
            room -= len(found)
            if room < 0:
                break
            hashed.append(found)
        sizes = np.array([len(found) for found in hashed], dtype=np.int64)
        buckets = np.concatenate([*hashed, np.zeros(0, dtype=np.uint16)])
        words = np.repeat(np.arange(len(hashed), dtype=np.int32), sizes)
        shares = (1 / np.sqrt(sizes[words])).astype(np.float32)
        order = np.argsort(buckets, kind="stable")
        starts = np.searchsorted(buckets[order], np.arange(_BUCKETS + 1)).astype(np.int64)
        return cls(starts, words[order], shares[order], len(vocabulary))

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """What `of` needs to make it again."""
        return {"starts": self.starts, "words": self.words, "shares": self.shares}

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]], size: int) -> "Likeness":
        """Made again from `arrays`, over `size` words; ValueError where they do not fit."""
        like = cls(arrays["starts"], arrays["words"], arrays["shares"], size)
        if (
            len(like.starts) != _BUCKETS + 1
            or like.starts[-1] != len(like.words)
            or len(like.words) != len(like.shares)
        ):
            raise ValueError("the likeness of words is damaged")
        return like

    def to(self, word: str) -> NDArray[np.float32]:
        """Cosine of the word with every word of the vocabulary, in [0, 1]."""
        buckets = sorted({gram % _BUCKETS for gram in grams(word)})
        stretches = [slice(self.starts[bucket], self.starts[bucket + 1]) for bucket in buckets]
        words = np.concatenate([self.words[stretch] for stretch in stretches])
        shares = np.concatenate([self.shares[stretch] for stretch in stretches])
        found = np.bincount(words, weights=shares, minlength=self.size)
        return np.asarray(found / np.sqrt(len(buckets)), dtype=np.float32)
