"""One searched field: which term stands in which passage, and what it weighs there by BM25."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

K1, B = 0.9, 0.4  # short passages: measured better than the usual 1.2 and 0.75


@dataclass(frozen=True)
class Field:
    """Postings of one field.

    `terms` maps a term to its number; the passages that hold term t are
    `rows[starts[t]:starts[t + 1]]`, each once, with their BM25 weights beside them in `weights`.
    """

    terms: Mapping[str, int]
    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    weights: NDArray[np.float32]
    size: int

    @classmethod
    def build(cls, texts: Sequence[Sequence[str]]) -> "Field":
        """Weigh the terms of each passage.

        Source: Robertson and Zaragoza 2009, with Lucene's idf, as bm25s computes it; a test holds
        the two together. bm25s itself is not used here because importing it brings in scipy, half
        a second in every process that answers a question.
        """
        terms: dict[str, int] = {}
        numbers = [terms.setdefault(term, len(terms)) for text in texts for term in text]
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        # One key per (term, passage): sorted by term, then by passage.
        width = max(1, len(texts))
        keys = np.array(numbers, dtype=np.int64) * width + np.repeat(np.arange(len(texts)), lengths)
        found, counts = np.unique(keys, return_counts=True)
        term, row = np.divmod(found, width)
        starts = np.searchsorted(term, np.arange(len(terms) + 1)).astype(np.int64)
        held = np.diff(starts)
        idf = np.log1p((len(texts) - held + 0.5) / (held + 0.5))
        relative = lengths / max(1.0, float(lengths.mean()) if len(texts) else 1.0)
        weights = idf[term] * counts / (counts + K1 * (1 - B + B * relative[row]))
        return cls(terms, starts, row.astype(np.int32), weights.astype(np.float32), len(texts))

    def arrays(self) -> dict[str, NDArray[np.generic]]:
        """What `of` needs to make the field again."""
        return {
            "terms": packed(self.terms),
            "starts": self.starts,
            "rows": self.rows,
            "weights": self.weights,
        }

    @classmethod
    def of(cls, arrays: Mapping[str, NDArray[Any]], size: int) -> "Field":
        """The field of `size` passages that gave these arrays; ValueError where they do not fit together."""
        terms = {term: number for number, term in enumerate(unpacked(arrays["terms"]))}
        field = cls(terms, arrays["starts"], arrays["rows"], arrays["weights"], size)
        if len(field.starts) != len(terms) + 1 or field.starts[-1] != len(field.rows):
            raise ValueError("a field's terms and postings differ in number")
        if len(field.rows) != len(field.weights) or (len(field.rows) and int(field.rows.max()) >= size):
            raise ValueError("a field's postings point outside the passages")
        return field

    def holders(self, term: str) -> NDArray[np.int32]:
        """The passages that hold the term, ascending; none where the field does not know it."""
        number = self.terms.get(term)
        return self.rows[:0] if number is None else self.rows[self.starts[number] : self.starts[number + 1]]

    def idf(self, term: str) -> float:
        """How much the term tells: the fewer passages hold it, the more; most for an unknown one."""
        held = len(self.holders(term))
        return float(np.log1p((self.size - held + 0.5) / (held + 0.5)))

    def saturation(self, term: str, rows: NDArray[np.int32]) -> NDArray[np.float32]:
        """How much each of these passages, all holders of the term, says it: BM25 without its idf, 0 to 1."""
        number = self.terms[term]
        stretch = slice(self.starts[number], self.starts[number + 1])
        places = np.searchsorted(self.rows[stretch], rows)
        return np.asarray(self.weights[stretch][places] / np.float32(self.idf(term)), dtype=np.float32)

    def scores(self, query: Iterable[str]) -> NDArray[np.float32]:
        """BM25 of every passage for the terms; a term asked twice counts twice."""
        total = np.zeros(self.size, dtype=np.float32)
        for term in query:
            number = self.terms.get(term)
            if number is not None:
                stretch = slice(self.starts[number], self.starts[number + 1])
                total[self.rows[stretch]] += self.weights[stretch]
        return total


def packed(words: Iterable[str]) -> NDArray[np.uint8]:
    """Words as bytes of JSON: read in one piece, and no pickle."""
    return np.frombuffer(json.dumps(list(words), ensure_ascii=False).encode(), dtype=np.uint8)


def unpacked(data: NDArray[Any]) -> list[str]:
    """The words that were packed; ValueError where the bytes are damaged."""
    return [str(word) for word in json.loads(data.tobytes())]
