"""The lexical index: several fields of the same passages, side by side."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from kb.errors import IndexUnusable
from kb.language.dutch import ANALYSER, STOP_WORDS, analyse, stems, terms
from kb.language.vocabulary import Vocabulary
from kb.language.words import fold, written
from kb.search.asked import Asked, Word
from kb.search.change import Change
from kb.search.entry import Entry
from kb.search.field import Field, Keyed, in_order, keyed, packed, unpacked
from kb.search.likeness import Likeness
from kb.search.meaning import Meaning

Scores = NDArray[np.float32]

LEGS = ("exact", "normal", "pairs", "concepts", "coverage", "soft")  # what a passage is scored by

_FORMAT = "lexical-2"
_FILE = "lexical.npz"
_ALIKE = 0.3  # below this two words share letters by chance; enough for ranking
_SURELY_ALIKE = 0.5  # from here a likeness is a typing error or a relative: enough to call a word met
_WITHIN = 0.9  # the word as a part of a compound or of a separable verb
_IDLE = 0.5  # what a word tells that mostly makes it a question
_APART = 0.6  # all words of a label, but not side by side
_SAYS = 0.7  # from here a passage counts as one that says the word, when its rarity is judged
_BLOCK = 2000  # entries that are analysed before their strings are let go
_MOST_WORDS = 48  # of a longer question, the words that tell most are read
_WAYS = 4096  # ways to say a concept whose passages are remembered


@dataclass(frozen=True)
class Match:
    """What a question meets: scores per leg; per asked word (row) and passage (column), how far.

    `most` is what a passage that says all of the question would score by a leg. `weights` say what
    each asked word tells (idf). `same` is 1 where the passage says the word, less where it says it
    in another way (see `Word.ways`) or within a compound or separable verb; `alike` is the likeness
    of the passage's most like word, from 0.3.
    """

    legs: Mapping[str, Scores]
    most: Mapping[str, float]
    weights: Scores
    same: Scores
    alike: Scores

    def coverage(self, rows: NDArray[np.intp]) -> Scores:
        """Share of the question's idf weight that each of these passages meets; zero for one without words."""
        same, alike = self.same[:, rows], self.alike[:, rows]
        met = np.maximum(same, np.where(alike >= _SURELY_ALIKE, alike, np.float32(0)))
        return np.asarray(self.weights @ met / max(self.weights.sum(), np.float32(1e-9)), dtype=np.float32)


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


def _analysed(entries: Sequence[Entry]) -> tuple[dict[str, list[Keyed]], set[str]]:
    """Entries as every field has them, block by block, and the words of the field `exact`."""
    blocks: dict[str, list[Keyed]] = {name: [] for name in _FIELDS}
    words: set[str] = set()
    for start in range(0, len(entries), _BLOCK):
        # Text by text: what is remembered of its words serves every field.
        texts = [searched(entry) for entry in entries[start : start + _BLOCK]]
        made = [{name: make(text) for name, make in _FIELDS.items()} for text in texts]
        for name, block in blocks.items():
            block.append(keyed([one[name] for one in made]))
        words.update(word for one in made for word in one["exact"])
    return blocks, words


def _saying(fields: Mapping[str, Field], way: tuple[str, ...]) -> tuple[NDArray[np.intp], Scores, Scores]:
    """The passages that have all stems of a way, how surely they mean it, and how much they say it."""
    normal, stems, pairs = fields["normal"], fields["stems"], fields["pairs"]
    rows, *others = sorted((normal.holders(stem) for stem in way), key=len)
    for other in others:
        rows = rows[_among(rows, other)]
    whole = np.ones(len(rows), dtype=np.bool_)
    for stem in way:
        whole &= _among(rows, stems.holders(stem))
    strength = np.where(whole, np.float32(1), np.float32(_WITHIN))
    if len(way) > 1:
        near = [_among(rows, pairs.holders(" ".join(two))) for two in (way[:2], way[:2][::-1])]
        strength *= np.where(near[0] | near[1], np.float32(1), np.float32(_APART))
    often = np.min([normal.saturation(stem, rows) for stem in way], axis=0)
    return rows.astype(np.intp), strength, strength * often


def _among(rows: NDArray[np.int32], others: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Which rows are among the others, both ascending: some eight times as fast as np.isin on a few."""
    if not len(others):
        return np.zeros(len(rows), dtype=np.bool_)
    places = np.searchsorted(others, rows)
    return np.asarray(others[np.minimum(places, len(others) - 1)] == rows, dtype=np.bool_)


class LexicalIndex:
    """Exact words, normalised terms, word pairs and word likeness over the same passages.

    Exact and normalised fields stand side by side: replacing words by their lemmas finds
    paraphrases and loses questions in the words of the source.
    """

    def __init__(
        self, ids: Sequence[str], fields: Mapping[str, Field], vocabulary: Vocabulary, likeness: Likeness
    ) -> None:
        """`vocabulary` and `likeness` are of the words of the field `exact`, numbered as there."""
        self.ids = tuple(ids)
        self._fields = dict(fields)
        self._vocabulary, self._likeness = vocabulary, likeness
        self._saying = partial(_saying, self._fields)
        self._remembered = lru_cache(maxsize=_WAYS)(self._saying)

    @classmethod
    def build(cls, entries: Sequence[Entry]) -> "LexicalIndex":
        """Index the entries in the order given."""
        keyed, used = _analysed(entries)
        fields = {name: Field.join(keyed[name]) for name in _FIELDS}
        words = in_order(fields["exact"].keys, used)
        return cls([entry.id for entry in entries], fields, Vocabulary(words), Likeness.build(words))

    def changed(self, change: Change, entries: Sequence[Entry]) -> "LexicalIndex":
        """The index of all `entries` after a change, equal to one built anew; only new ones are analysed."""
        come, used = _analysed([entries[row] for row in change.come])
        fields = {name: field.changed(change, come[name]) for name, field in self._fields.items()}
        keys = fields["exact"].keys
        other = Change.of_keys(self._fields["exact"].keys, keys)
        before = np.array([*self._vocabulary, None], dtype=object)[:-1]
        new = in_order(keys[other.come], used)
        words = other.carry(before, np.array([*new, None], dtype=object)[:-1]).tolist()
        gone = before[other.moved < 0].tolist()
        vocabulary = self._vocabulary.changed(words, gone, new)
        return LexicalIndex([entry.id for entry in entries], fields, vocabulary, self._likeness.changed(other, words))

    @property
    def vocabulary(self) -> Mapping[str, int]:
        """The content words of the passages, as written (lower-cased, accents folded)."""
        return self._vocabulary

    def match(self, asked: Asked, meaning: Meaning | None = None) -> Match:
        """Score every passage by each leg, in the order of `ids`, with what each asked word meets.

        A `meaning` over this vocabulary stands beside the likeness of letters in the soft leg,
        whichever says more. In `Match.alike`, and so in coverage, letters alone count: what a cosine
        is worth as an answer differs from model to model.
        """
        words = self._telling(asked.words)
        same = np.zeros((len(words), len(self.ids)), dtype=np.float32)
        said = np.zeros_like(same)
        alike = np.zeros_like(same)
        for row, word in enumerate(words):
            self._say(word, same[row], said[row])
            for letters in word.letters:
                np.maximum(alike[row], self._alike(fold(letters)), out=alike[row])
        meant = alike if meaning is None else np.maximum(alike, self._meant(words, meaning))
        weights = np.array([self._weight(word, same[row]) for row, word in enumerate(words)], dtype=np.float32)
        total = max(float(weights.sum()), 1e-9)
        share = weights @ same / np.float32(total)
        exact, normal = _content(asked.text), analyse(asked.text)
        legs = {
            "exact": self._fields["exact"].scores(exact),
            "normal": self._fields["normal"].scores(normal),
            "pairs": self._fields["pairs"].scores(_pairs(asked.text)),
            "concepts": (weights @ said).astype(np.float32),
            "coverage": (share**2).astype(np.float32),
            "soft": (weights @ np.maximum(same, meant)).astype(np.float32),
        }
        most = {
            "exact": self._most("exact", exact),
            "normal": self._most("normal", normal),
            "coverage": 1.0,
            "soft": total,
        }
        return Match(legs, most, weights, same, alike)

    def said(self, word: Word) -> tuple[Scores, float]:
        """How surely each passage says the word, if misspelled; and what the word tells (idf)."""
        same = np.zeros(len(self.ids), dtype=np.float32)
        self._say(word, same, np.zeros_like(same))
        weight = self._weight(word, same)
        for letters in word.letters:
            alike = self._alike(fold(letters))
            np.maximum(same, np.where(alike >= _SURELY_ALIKE, alike, np.float32(0)), out=same)
        return same, weight

    def _most(self, field: str, terms: Sequence[str]) -> float:
        """What BM25 gives a passage that says nothing but these terms, over and over."""
        return max(sum(map(self._fields[field].idf, terms)), 1e-9)

    def _telling(self, words: Sequence[Word]) -> list[Word]:
        """The words, each asked once; of a long question those that tell most."""
        once = list(dict.fromkeys(words))
        if len(once) <= _MOST_WORDS:
            return once
        rare = {
            word: max(self._fields["normal"].idf(stem) for stem in word.ways[0].stems) for word in once if word.ways
        }
        telling = set(sorted(rare, key=lambda word: -rare[word])[:_MOST_WORDS])
        return [word for word in once if word in telling]

    def _say(self, word: Word, same: Scores, said: Scores) -> None:
        """Write how well each passage says the word: at all, and weighed by how often and in how short a text."""
        normal = self._fields["normal"]
        for way in word.ways:
            if any(normal.number(stem) is None for stem in way.stems):
                continue
            # Concepts come back from question to question, with dozens of ways each; other words seldom do.
            rows, strength, often = (self._remembered if word.concepts else self._saying)(way.stems)
            same[rows] = np.maximum(same[rows], way.strength * strength)
            if word.concepts:  # the other words have their own legs
                said[rows] = np.maximum(said[rows], way.strength * often)
        if len(word.written) == 1:  # one word of an idiom does not say the idiom
            same[self._fields["exact"].holders(word.written[0])] = 1

    def _weight(self, word: Word, same: Scores) -> float:
        """What a word tells: the fewer passages say it in any way, the more."""
        if word.concepts:
            held = int((same >= _SAYS).sum())
            told = float(np.log1p((len(self.ids) - held + 0.5) / (held + 0.5)))
        else:
            told = self._fields["normal"].idf(word.ways[0].stems[0])
        return told * _IDLE if word.idle else told

    def _alike(self, word: str) -> Scores:
        """Likeness of the word to the most like word of each passage."""
        likeness = self._likeness.to(word)
        near = np.flatnonzero(likeness > _ALIKE)
        return self._fields["exact"].best(near, likeness[near])

    def _meant(self, words: Sequence[Word], meaning: Meaning) -> Scores:
        """Likeness in meaning of each asked word to the most like word of each passage."""
        meant = np.zeros((len(words), len(self.ids)), dtype=np.float32)
        # As it was written too: a model of both languages knows the English word itself.
        asked = [(row, fold(one)) for row, word in enumerate(words) for one in (*word.written, *word.dutch)]
        once = list(dict.fromkeys((row, one) for row, one in asked if one not in STOP_WORDS))
        for (row, _), likeness in zip(once, meaning.to([one for _, one in once]), strict=True):
            if len(near := np.flatnonzero(likeness)):
                np.maximum(meant[row], self._fields["exact"].best(near, likeness[near]), out=meant[row])
        return meant

    def save(self, folder: Path) -> None:
        """Write the index into an existing folder as one file; OSError where that fails."""
        parts = {name: field.arrays() for name, field in self._fields.items()}
        parts["likeness"] = self._likeness.arrays()
        arrays = {f"{part}.{name}": array for part, held in parts.items() for name, array in held.items()}
        arrays |= {"meta": packed([_FORMAT, ANALYSER]), "ids": packed(self.ids), "words": packed(self._vocabulary)}
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
        vocabulary = Vocabulary(unpacked(arrays["words"]))
        if len(vocabulary) != len(fields["exact"].keys):
            raise ValueError("words and terms differ in number")
        return cls(ids, fields, vocabulary, Likeness.of(part("likeness"), len(vocabulary)))
