"""The one search: lexical legs and vectors over the passages that the asker may see."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from kb.errors import IndexUnusable
from kb.language.dutch import detect
from kb.language.overlay import shipped
from kb.language.thesaurus import Language, Thesaurus
from kb.model import Document
from kb.register import NATIONAL
from kb.search.asked import Asked, Word, read
from kb.search.embedding import Embed
from kb.search.entry import Entry
from kb.search.fuse import Scores, best, fuse, knowing, lend
from kb.search.lexical import LexicalIndex, searched
from kb.search.meaning import Meaning
from kb.search.names import parties
from kb.search.titles import Titles

if TYPE_CHECKING:
    from kb.search.reranker import Reranker
    from kb.search.semantic import Semantic
    from kb.search.vectors import VectorIndex

_TITLE = 0.4  # weight of the document that a question names: it breaks ties
_NATIONAL = 0.5  # a region works by its own agreements; a law beside them says the same in general words
_LAW = re.compile(
    r"\b(?:wet(?:ten|s)?|wettelijke?|grondwet|\w+wet(?:boek|geving)?|verordening|avg|wgs|wsnp|wmo|bw|gdpr|laws?|statut\w+|legal(?:ly)?)\b",
    re.I,
)
RERANKED: Final = "reranker"  # the leg of one
READ: Final = 24  # passages that a reranker reads: as many as an answer looks at
_VECTOR_REACH = 200  # nearest passages that the vector leg scores; farther ones get nothing from it


@dataclass(frozen=True)
class Hit:
    """A found passage.

    `legs` says what each leg added to `score`. `coverage` is the share (0 to 1) of the question's
    idf weight that the passage meets, by the same word, the same stem, a part of a compound or a
    likeness of letters:
    the score compares passages of one question, coverage says how much of the question is there.
    """

    passage_id: str
    score: float
    legs: dict[str, float]
    coverage: float


@dataclass(frozen=True)
class Known:
    """How surely texts of the regions asked about say a word, and texts of other regions; its weight is idf."""

    here: float
    elsewhere: float
    weight: float


class HybridSearch:
    """Search over entries by their lexical index and their vectors.

    Raises IndexUnusable where the lexical index is not of these entries, in this order.
    """

    def __init__(
        self,
        entries: Sequence[Entry],
        lexical: LexicalIndex,
        vectors: "VectorIndex",
        embed: Embed,
        *,
        thesaurus: Callable[[], Thesaurus] = shipped,
        documents: Sequence[Document] = (),
        meaning: Meaning | None = None,
    ) -> None:
        """`thesaurus` gives the one in use now: it may change while this lives.

        Of the `documents` the titles and the names of the parties are used. Without a `meaning`
        words are compared by their letters only; one over an earlier vocabulary is brought along.
        `semantic` and `reranker` may be set and taken away at any time; the first is of the same
        passages in the same order.
        """
        if lexical.ids != tuple(entry.id for entry in entries):
            raise IndexUnusable("the lexical index holds other passages than the store")
        self._entries, self._lexical, self._vectors, self._embed = entries, lexical, vectors, embed
        self.semantic: Semantic | None = None
        self.reranker: Reranker | None = None
        self._thesaurus = thesaurus
        self.meaning = None if meaning is None else meaning.over(lexical.vocabulary)
        self._titles = Titles(documents, [entry.document_id for entry in entries])
        self._names = list(dict.fromkeys((*parties(documents), *(group for entry in entries for group in entry.names))))
        self._named: tuple[Thesaurus, Thesaurus] | None = None  # the one in use, and the same with the names
        self._row = {passage_id: row for row, passage_id in enumerate(lexical.ids)}
        sections = {name: number for number, name in enumerate(dict.fromkeys(entry.section for entry in entries))}
        sections[""] = -1  # nothing stands together
        self._sections = np.array([sections[entry.section] for entry in entries], dtype=np.intp)
        self._is_national = np.array([entry.region == NATIONAL for entry in entries], dtype=bool)
        regions = np.array([entry.region for entry in entries], dtype=object)
        self._of_region = {region: np.flatnonzero(regions == region) for region in set(regions)}

    @property
    def entries(self) -> Sequence[Entry]:
        """The passages searched, in their order."""
        return self._entries

    @property
    def vocabulary(self) -> Mapping[str, int]:
        """The content words of all passages, lower-cased, accents folded."""
        return self._lexical.vocabulary

    @property
    def thesaurus(self) -> Thesaurus:
        """The one in use now, with the names that the documents give."""
        return self._with_names()

    def read(self, question: str, language: Language | None = None) -> Asked:
        """What a question asks for, read over these passages; the language is found out where None."""
        return read(question, language or detect(question), self.thesaurus, self.vocabulary)

    def known(self, word: Word, regions: frozenset[str] | None = None) -> Known:
        """Whether a text of these regions (None: of all) says an asked word in any way, and whether another's does."""
        said, weight = self._lexical.said(word)
        here = np.zeros(len(said), dtype=np.bool_)
        here[self._allowed(regions)] = True
        return Known(float(said[here].max(initial=0)), float(said[~here].max(initial=0)), weight)

    def _with_names(self) -> Thesaurus:
        now, named = self._thesaurus(), self._named
        if named is None or named[0] is not now:
            self._named = named = (now, now.with_names(self._names))
        return named[1]

    def search(self, query: str | Asked, *, k: int = 10, regions: frozenset[str] | None = None) -> list[Hit]:
        """The k best passages of these regions (None: of all), best first; none that has nothing in common.

        Passages of other regions are left out before anything is scored against the best.
        """
        rows = self._allowed(regions)
        if not len(rows) or k < 1:
            return []
        asked = self.read(query) if isinstance(query, str) else query
        match = self._lexical.match(asked, self.meaning)
        legs = {name: scores[rows] for name, scores in match.legs.items()}
        legs["subword"] = self._subword(asked.text, rows, whole=regions is None)
        legs["title"] = self._titles.scores(asked)[rows]
        weights = {**knowing(legs, match.most), "title": _TITLE * float(legs["title"].max(initial=0))}
        worth = self._worth(asked, rows)
        own = fuse(legs, weights)
        added, score = self._summed(own, rows, worth)
        if (semantic := self.semantic) and (more := semantic.beside(own, asked, rows)):
            top = score.max()
            added, score = self._summed(more, rows, worth)
            scale = top / score.max()  # whether there is an answer is read from the best score: no model moves it
            added, score = {name: scores * scale for name, scores in added.items()}, score * scale
        first = best(score, k)
        read = self._read_again(asked, rows, score, k)
        places = first if read is None else read
        coverage = match.coverage(rows[places])
        hits = []
        for place, given, covered in zip(places, score[first], coverage, strict=True):
            legs_of_hit = {name: float(scores[place] * worth[place]) for name, scores in added.items()}
            if read is not None:  # it changes who stands where, and no score of a place
                legs_of_hit[RERANKED] = float(given - score[place])
            hits.append(Hit(self._lexical.ids[rows[place]], float(given), legs_of_hit, float(covered)))
        return hits

    def _read_again(self, asked: Asked, rows: NDArray[np.intp], score: Scores, k: int) -> NDArray[np.intp] | None:
        """The k best places after a reranker has read the first of them; None where it has nothing to say."""
        if (reranker := self.reranker) is None:
            return None
        places = best(score, max(k, READ))
        texts = [searched(self._entries[rows[place]]) for place in places[:READ]]
        order = reranker.order(asked.said, texts, score[places[:READ]])
        return None if order is None else np.concatenate([places[:READ][order], places[READ:]])[:k]

    def _summed(
        self, legs: Mapping[str, Scores], rows: NDArray[np.intp], worth: Scores
    ) -> tuple[dict[str, Scores], Scores]:
        """The legs with what neighbours lend, and what all come to."""
        own = np.sum(list(legs.values()), axis=0)
        lent = lend(own, self._sections[rows])
        return {**legs, "neighbours": lent}, (own + lent) * worth

    def _worth(self, asked: Asked, rows: NDArray[np.intp]) -> NDArray[np.float32]:
        """What a score is worth: less of a national text beside a region's own, unless the law is asked for."""
        worth = np.ones(len(rows), dtype=np.float32)
        national = self._is_national[rows]
        if not national.all() and not _LAW.search(asked.text):
            worth[national] = _NATIONAL
        return worth

    def _allowed(self, regions: frozenset[str] | None) -> NDArray[np.intp]:
        """The rows of these regions, ascending; of all where None."""
        if regions is None:
            return np.arange(len(self._row))
        held = [self._of_region[region] for region in regions if region in self._of_region]
        return np.sort(np.concatenate([*held, np.arange(0)]))

    def _subword(self, query: str, rows: NDArray[np.intp], *, whole: bool) -> NDArray[np.float32]:
        scores = np.zeros(len(self._row), dtype=np.float32)
        vector = self._embed([query])[0]
        if vector.any():
            among = None if whole else [self._lexical.ids[row] for row in rows]
            for passage_id, likeness in self._vectors.nearest(vector, min(_VECTOR_REACH, len(rows)), among):
                if passage_id in self._row:  # a vector index that lags behind knows passages that are gone
                    scores[self._row[passage_id]] = likeness
        return scores[rows]
