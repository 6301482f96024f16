"""The lexical index: several fields of the same passages, side by side."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.errors import IndexUnusable
from kb.language.dutch import ANALYSER, STOP_WORDS, analyse, stems, terms
from kb.language.words import fold, written
from kb.search.entry import Entry
from kb.search.field import Field, packed, unpacked
from kb.search.likeness import Likeness

Scores = NDArray[np.float32]

_FORMAT = "lexical-1"
_FILE = "lexical.npz"
_ALIKE = 0.2  # below this two words share letters by chance; enough for ranking
_SURELY_ALIKE = 0.5  # from here a likeness is a typing error or a relative: enough to call a word met
_WITHIN = 0.8  # the word as a part of a compound or of a separable verb
_MOST_WORDS = 48  # of a longer question, the words that tell most are read


@dataclass(frozen=True)
class Asked:
    """One content word of a question: how it is written, its stem, and what it tells (idf)."""

    word: str
    stem: str
    weight: float


@dataclass(frozen=True)
class Match:
    """What a question meets: scores per leg; per asked word (row) and passage (column), how far.

    `same` is 1 where the passage has the word or its stem, 0.8 where it has it within a compound
    or a separable verb; `alike` is the likeness of the passage's most like word, from 0.2.
    """

    legs: Mapping[str, Scores]
    asked: tuple[Asked, ...]
    same: Scores
    alike: Scores

    def coverage(self) -> Scores:
        """Share of the question's idf weight that each passage meets; zero for a question without words."""
        weights = np.array([asked.weight for asked in self.asked], dtype=np.float32)
        met = np.maximum(self.same, np.where(self.alike >= _SURELY_ALIKE, self.alike, 0))
        return np.asarray(weights @ met / max(weights.sum(), np.float32(1e-9)), dtype=np.float32)


def searched(entry: Entry) -> str:
    """The text of an entry that is searched: its place, then its words."""
    return f"{entry.context}\n{entry.text}"


def _content(text: str) -> list[str]:
    return [fold(word) for word in written(text) if fold(word) not in STOP_WORDS]


def _pairs(text: str) -> list[str]:
    """Neighbouring words, stemmed; one may be a function word: "na toestemming" is not "zonder toestemming"."""
    row = [(terms(word)[0], fold(word) in STOP_WORDS) for word in written(text)]
    return [f"{left} {right}" for (left, idle), (right, idle_too) in pairwise(row) if not (idle and idle_too)]


_FIELDS = {"exact": _content, "normal": analyse, "stems": stems, "pairs": _pairs}


class LexicalIndex:
    """Exact words, normalised terms, word pairs and word likeness over the same passages.

    Exact and normalised fields stand side by side: replacing words by their lemmas finds
    paraphrases and loses questions in the words of the source.
    """

    def __init__(self, ids: Sequence[str], fields: Mapping[str, Field], likeness: Likeness) -> None:
        self.ids = tuple(ids)
        self._fields = dict(fields)
        self._likeness = likeness

    @classmethod
    def build(cls, entries: Sequence[Entry]) -> "LexicalIndex":
        """Index the entries in the order given."""
        texts = [searched(entry) for entry in entries]
        # Text by text: what is remembered of its words serves every field.
        made = [{name: make(text) for name, make in _FIELDS.items()} for text in texts]
        fields = {name: Field.build([one[name] for one in made]) for name in _FIELDS}
        return cls([entry.id for entry in entries], fields, Likeness.build(list(fields["exact"].terms)))

    @property
    def vocabulary(self) -> Mapping[str, int]:
        """The content words of the passages, as written (lower-cased, accents folded)."""
        return self._fields["exact"].terms

    def legs(self, query: str) -> dict[str, Scores]:
        """Score every passage by each leg, in the order of `ids`; zero means nothing in common."""
        return dict(self.match(query).legs)

    def match(self, query: str) -> Match:
        """The legs, with what each word of the question meets."""
        asked = self._asked(query)
        same = np.zeros((len(asked), len(self.ids)), dtype=np.float32)
        alike = np.zeros_like(same)
        for row, word in enumerate(asked):
            same[row, self._fields["normal"].holders(word.stem)] = _WITHIN
            same[row, self._fields["stems"].holders(word.stem)] = 1
            same[row, self._fields["exact"].holders(word.word)] = 1
            alike[row] = self._alike(word.word)
        weights = np.array([word.weight for word in asked], dtype=np.float32)
        share = weights @ same / max(weights.sum(), np.float32(1e-9))
        legs = {
            "exact": self._fields["exact"].scores(_content(query)),
            "normal": self._fields["normal"].scores(analyse(query)),
            "pairs": self._fields["pairs"].scores(_pairs(query)),
            "coverage": (share**2).astype(np.float32),
            "soft": (weights @ np.maximum(same, alike)).astype(np.float32),
        }
        return Match(legs, asked, same, alike)

    def _asked(self, query: str) -> tuple[Asked, ...]:
        words = dict.fromkeys(word for word in written(query) if fold(word) not in STOP_WORDS)
        asked = [Asked(fold(word), terms(word)[0], self._fields["normal"].idf(terms(word)[0])) for word in words]
        telling = set(sorted(asked, key=lambda word: -word.weight)[:_MOST_WORDS])
        return tuple(word for word in asked if word in telling)

    def _alike(self, word: str) -> Scores:
        """Likeness of the word to the most like word of each passage."""
        likeness = self._likeness.to(word)
        near = np.flatnonzero(likeness > _ALIKE)
        near = near[np.argsort(likeness[near], kind="stable")]
        exact = self._fields["exact"]
        best = np.zeros(len(self.ids), dtype=np.float32)
        for number in near:  # ascending, so the most like word of a passage is written last
            best[exact.rows[exact.starts[number] : exact.starts[number + 1]]] = likeness[number]
        return best

    def save(self, folder: Path) -> None:
        """Write the index into an existing folder as one file; OSError where that fails."""
        parts = {name: field.arrays() for name, field in self._fields.items()}
        parts["likeness"] = self._likeness.arrays()
        arrays = {f"{part}.{name}": array for part, held in parts.items() for name, array in held.items()}
        arrays |= {"meta": packed([_FORMAT, ANALYSER]), "ids": packed(self.ids)}
        np.savez(folder / _FILE, allow_pickle=False, **arrays)

    @classmethod
    def load(cls, folder: Path) -> "LexicalIndex":
        """Read an index written by `save`.

        Raises IndexUnusable where the file is absent or damaged, or of another analyser.
        """
        try:
            # Opened here: numpy leaves its own handle open where the file is damaged.
            with (folder / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
                return cls._read(dict(arrays))
        except (OSError, ValueError, KeyError, IndexError, EOFError, zipfile.BadZipFile) as error:
            raise IndexUnusable(f"lexical index: {error}") from error

    @classmethod
    def _read(cls, arrays: Mapping[str, NDArray[Any]]) -> "LexicalIndex":
        if unpacked(arrays["meta"]) != [_FORMAT, ANALYSER]:
            raise IndexUnusable(f"lexical index of {unpacked(arrays['meta'])}, not of {ANALYSER}")
        ids = unpacked(arrays["ids"])

        def part(name: str) -> dict[str, NDArray[Any]]:
            return {key.partition(".")[2]: array for key, array in arrays.items() if key.startswith(f"{name}.")}

        fields = {name: Field.of(part(name), len(ids)) for name in _FIELDS}
        return cls(ids, fields, Likeness.of(part("likeness"), len(fields["exact"].terms)))
