"""One searched field: which term stands in which passage, and what it weighs there by BM25."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from kb.search.change import Change, distinct, merge, still_held

K1, B = 0.9, 0.4  # short passages: measured better than the usual 1.2 and 0.75
_REMEMBERED = 50_000
_MOST = np.iinfo(np.uint16).max  # of one term in one passage; more weighs no more


class Keyed(NamedTuple):
    """Passages as the keys of their terms, one after the other, and how many terms each has."""

    tokens: NDArray[np.uint64]
    lengths: NDArray[np.int32]


def keyed(texts: Sequence[Sequence[str]]) -> Keyed:
    """The terms of each passage by their keys."""
    numbers: dict[str, int] = {}
    tokens = np.array([numbers.setdefault(term, len(numbers)) for text in texts for term in text], dtype=np.intp)
    return Keyed(keys_of(numbers)[tokens], np.array([len(text) for text in texts], dtype=np.int32))


@dataclass(frozen=True)
class Field:
    """Postings of one field: equal passages give equal arrays, whatever was added and removed before.

    Terms are numbered by their keys (see `keys_of`), ascending. The passages that hold term t are
    `rows[starts[t]:starts[t + 1]]`, ascending, and how often beside them in `counts`. `lengths` are
    the passages' numbers of terms. Weights are made of these when asked: they all change with every
    passage that comes or goes.
    """

    keys: NDArray[np.uint64]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    counts: NDArray[np.uint16]
    lengths: NDArray[np.int32]

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """Of terms that were asked, -1 where none holds it; a question asks for some two hundred, mostly not new."""
        return {}

    @cached_property
    def _norms(self) -> NDArray[np.float32]:
        """What a count is set against in each passage."""
        mean = float(self.lengths.mean()) if self.size else 0.0
        return (K1 * (1 - B + B * (self.lengths / max(1.0, mean)))).astype(np.float32)

    @property
    def size(self) -> int:
        """How many passages there are."""
        return len(self.lengths)

    @classmethod
    def build(cls, texts: Sequence[Sequence[str]]) -> Self:
        """Index the terms of each passage."""
        return cls.join([keyed(texts)])

    @classmethod
    def join(cls, blocks: Sequence[Keyed]) -> Self:
        """Index passages that were keyed block by block, so that not all their strings are held at once."""
        tokens = np.concatenate([block.tokens for block in blocks] or [np.zeros(0, dtype=np.uint64)])
        lengths = np.concatenate([block.lengths for block in blocks] or [np.zeros(0, dtype=np.int32)])
        keys, number = np.unique(tokens, return_inverse=True)
        # One number per (term, passage): sorted by term, then by passage.
        width = max(1, len(lengths))
        found, counts = np.unique(number * width + np.repeat(np.arange(len(lengths)), lengths), return_counts=True)
        term, row = np.divmod(found, width)
        starts = np.searchsorted(term, np.arange(len(keys) + 1)).astype(np.int64)
        return cls(keys, starts, row.astype(np.int32), np.minimum(counts, _MOST).astype(np.uint16), lengths)

    def changed(self, change: Change, come: Sequence[Keyed]) -> Self:
        """The field after a change, `come` being the new passages; equal to one built anew."""
        new = self.join(come)
        left = still_held(self.starts, change.moved[self.rows] >= 0) > 0
        keys = distinct(np.sort(np.concatenate([self.keys[left], new.keys]), kind="stable"))
        places = np.searchsorted(keys, self.keys).clip(max=max(0, len(keys) - 1)), np.searchsorted(keys, new.keys)
        now = merge(change, (self.starts, self.rows), (new.starts, new.rows), places, len(keys))
        counts = np.insert(self.counts[now.stays], now.places, new.counts)
        return type(self)(keys, now.starts, now.rows, counts, change.carry(self.lengths, new.lengths))

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """What `of` needs to make the field again."""
        return {
            "keys": self.keys,
            "starts": self.starts,
            "rows": self.rows,
            "counts": self.counts,
            "lengths": self.lengths,
        }

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]], size: int) -> Self:
        """The field of `size` passages that gave these arrays; ValueError where they do not fit together."""
        field = cls(*(arrays[name] for name in ("keys", "starts", "rows", "counts", "lengths")))
        if len(field.starts) != len(field.keys) + 1 or field.starts[-1] != len(field.rows):
            raise ValueError("a field's terms and postings differ in number")
        if field.size != size or len(field.rows) != len(field.counts):
            raise ValueError("a field's postings and passages differ in number")
        if len(field.rows) and not 0 <= int(field.rows.min()) <= int(field.rows.max()) < size:
            raise ValueError("a field's postings point outside the passages")
        return field

    def number(self, term: str) -> int | None:
        """The number of the term; None where no passage holds it."""
        found = self._numbers.get(term)
        if found is None:
            key = keys_of([term])[0]
            place = int(np.searchsorted(self.keys, key))
            found = place if place < len(self.keys) and self.keys[place] == key else -1
            if len(self._numbers) >= _REMEMBERED:
                self._numbers.clear()
            self._numbers[term] = found
        return None if found < 0 else found

    def holders(self, term: str) -> NDArray[np.int32]:
        """The passages that hold the term, ascending; none where the field does not know it."""
        number = self.number(term)
        return self.rows[:0] if number is None else self.rows[self.starts[number] : self.starts[number + 1]]

    def idf(self, term: str) -> float:
        """How much the term tells: the fewer passages hold it, the more; most for an unknown one."""
        return self._idf(len(self.holders(term)))

    def _idf(self, held: int) -> float:
        return float(np.log1p((self.size - held + 0.5) / (held + 0.5)))

    def saturation(self, term: str, rows: NDArray[np.int32]) -> NDArray[np.float32]:
        """How much each of these passages, all holders of the term, says it: BM25 without its idf, 0 to 1."""
        number = self.number(term)
        if number is None:
            return np.zeros(len(rows), dtype=np.float32)
        stretch = slice(self.starts[number], self.starts[number + 1])
        counts = self.counts[stretch][np.searchsorted(self.rows[stretch], rows)].astype(np.float32)
        return counts / (counts + self._norms[rows])

    def scores(self, query: Iterable[str]) -> NDArray[np.float32]:
        """BM25 of every passage for the terms; a term asked twice counts twice.

        Source: Robertson and Zaragoza 2009, with Lucene's idf, as bm25s computes it; a test holds
        the two together. bm25s itself is not used here because importing it brings in scipy, half
        a second in every process that answers a question, and because it cannot be added to.
        """
        total = np.zeros(self.size, dtype=np.float32)
        for term in query:
            number = self.number(term)
            if number is not None:
                stretch = slice(self.starts[number], self.starts[number + 1])
                rows, counts = self.rows[stretch], self.counts[stretch].astype(np.float32)
                total[rows] += np.float32(self._idf(len(rows))) * counts / (counts + self._norms[rows])
        return total

    def best(self, numbers: NDArray[np.intp], values: NDArray[np.float32]) -> NDArray[np.float32]:
        """For each passage the highest value of the numbered terms that it holds; zero where it holds none."""
        order = np.argsort(values, kind="stable")  # ascending: the highest of a passage is written last
        first, held = self.starts[numbers[order]], np.diff(self.starts)[numbers[order]]
        ends = np.cumsum(held)
        found = np.zeros(self.size, dtype=np.float32)
        if len(held):
            places = np.arange(ends[-1]) + np.repeat(first - ends + held, held)
            found[self.rows[places]] = np.repeat(values[order], held)
        return found


def keys_of(terms: Iterable[str]) -> NDArray[np.uint64]:
    """A 64-bit digest of each term, which stands for it: no string is kept, and order has no history.

    Among the three million word pairs of 100,000 passages two share a key once in four million times.
    """
    digests = b"".join(hashlib.blake2b(term.encode(), digest_size=8).digest() for term in terms)
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def in_order(keys: NDArray[np.uint64], words: Iterable[str]) -> list[str]:
    """The words that have these keys, in the order of the keys."""
    by_key = dict(zip(keys_of(words := list(words)).tolist(), words, strict=True))
    return [by_key[key] for key in keys.tolist()]


def packed(words: Iterable[str]) -> NDArray[np.uint8]:
    """Words as bytes of JSON: read in one piece, and no pickle."""
    return np.frombuffer(json.dumps(list(words), ensure_ascii=False).encode(), dtype=np.uint8)


def unpacked(data: NDArray[Any]) -> list[str]:
    """The words that were packed; ValueError where the bytes are damaged."""
    return [str(word) for word in json.loads(data.tobytes())]
