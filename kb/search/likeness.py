"""Likeness of words by their letters: "huurder" is like "verhuurder", "bemidelling" like "bemiddeling"."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Self
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from kb.search.change import Change, distinct, merge
from kb.search.embedding import LONGEST, SHORTEST, grams

_BUCKETS = 1 << 15
_MOST = 16_000_000  # n-grams held, 64 MB: of some 500,000 words
_ONES = np.uint32(0xFFFFFFFF)
_CRC = np.array([crc32(bytes([byte])) for byte in range(256)], dtype=np.uint32)
_CRC ^= _CRC[0]  # the table that zlib's crc32 goes by


@dataclass(frozen=True)
class Likeness:
    """The words of a vocabulary by the character n-grams they share.

    Words that hold n-gram bucket b are `words[starts[b]:starts[b + 1]]`, ascending; `sizes` says in
    how many buckets each word is, 0 for one beyond what is held.
    """

    starts: NDArray[np.int64]
    words: NDArray[np.int32]
    sizes: NDArray[np.int16]

    @classmethod
    def build(cls, vocabulary: Sequence[str]) -> Self:
        """Index the vocabulary; words are numbered in the order given.

        Words beyond `_MOST` n-grams are like nothing; they are still found as they are written.
        """
        numbers, buckets = _all_buckets(vocabulary)
        if len(numbers) > _MOST:
            held = numbers < numbers[_MOST]
            numbers, buckets = numbers[held], buckets[held]
        order = np.argsort(buckets, kind="stable")
        starts = np.concatenate([[0], np.cumsum(np.bincount(buckets, minlength=_BUCKETS))]).astype(np.int64)
        sizes = np.bincount(numbers, minlength=len(vocabulary)).astype(np.int16)
        return cls(starts, numbers[order].astype(np.int32), sizes)

    def changed(self, change: Change, vocabulary: Sequence[str]) -> Self:
        """The likeness after a change, of the whole vocabulary as it is now; equal to one built anew."""
        new = self.build([vocabulary[number] for number in change.come])
        if not (_whole(self) and _whole(new)) or len(self.words) + len(new.words) > _MOST:
            return self.build(vocabulary)
        every = np.arange(_BUCKETS)
        now = merge(change, (self.starts, self.words), (new.starts, new.words), (every, every), _BUCKETS)
        return type(self)(now.starts, now.rows, change.carry(self.sizes, new.sizes))

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """What `of` needs to make it again."""
        return {"starts": self.starts, "words": self.words, "sizes": self.sizes}

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]], size: int) -> Self:
        """Made again from `arrays`, over `size` words; ValueError where they do not fit."""
        like = cls(arrays["starts"], arrays["words"], arrays["sizes"])
        if len(like.starts) != _BUCKETS + 1 or like.starts[-1] != len(like.words) or len(like.sizes) != size:
            raise ValueError("the likeness of words is damaged")
        return like

    def to(self, word: str) -> NDArray[np.float32]:
        """Cosine of the word with every word of the vocabulary, in [0, 1]."""
        buckets = _buckets(word)
        words = np.concatenate([self.words[self.starts[bucket] : self.starts[bucket + 1]] for bucket in buckets])
        shared = np.bincount(words, minlength=len(self.sizes)).astype(np.float32)
        shared *= self._shares
        shared /= np.float32(np.sqrt(len(buckets)))
        return shared

    @cached_property
    def _shares(self) -> NDArray[np.float32]:
        return (1 / np.sqrt(np.maximum(self.sizes, 1))).astype(np.float32)


def _buckets(word: str) -> NDArray[np.uint16]:
    return np.unique(np.array(grams(word), dtype=np.int64) % _BUCKETS).astype(np.uint16)


def _all_buckets(words: Sequence[str]) -> tuple[NDArray[np.intp], NDArray[np.uint16]]:
    """The buckets of every word, and beside them the words' numbers, ascending: `grams` for all words at once."""
    marked = [f"<{word}>".encode() for word in words]
    letters = np.frombuffer(b"".join(marked), dtype=np.uint8)
    owner = np.repeat(np.arange(len(marked)), [len(word) for word in marked])
    hashes, owners = [np.array([crc32(word + b"#") for word in marked], dtype=np.uint32)], [np.arange(len(marked))]
    for size in range(SHORTEST, LONGEST + 1):
        last = len(letters) - size + 1
        inside = np.flatnonzero(owner[: max(0, last)] == owner[size - 1 :])  # not across two words
        hashed = np.full(len(inside), _ONES, dtype=np.uint32)
        for place in range(size):
            hashed = _CRC[(hashed ^ letters[inside + place]) & 0xFF] ^ (hashed >> 8)
        hashes.append(hashed ^ _ONES)
        owners.append(owner[inside])
    both = distinct(np.sort(np.concatenate(owners) * _BUCKETS + np.concatenate(hashes) % _BUCKETS))
    return both // _BUCKETS, (both % _BUCKETS).astype(np.uint16)


def _whole(likeness: Likeness) -> bool:
    return bool((likeness.sizes > 0).all())
