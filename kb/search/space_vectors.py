"""The vectors of one embedding space, brought along with the store: which passages have one and which lack one."""

from collections.abc import Mapping
from threading import Lock
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kb.search.entry import Entry, entry
from kb.search.lexical import searched
from kb.store import Store

Matrix = NDArray[np.float32]
Key = tuple[str, str]  # passage id and its document's mark: another text has another key

_MOST_LACKING = 0.1  # share of passages without a vector among which the others would be favoured for having one


class Lacking(NamedTuple):
    """A passage that has no vector yet."""

    key: Key
    version: str
    text: str


class SpaceVectors:
    """What the store holds of a space. One thread brings it along; others may ask for rows meanwhile."""

    def __init__(self, store: Store, space: str) -> None:
        self._store, self._space = store, space
        self._lock = Lock()
        self._rows: dict[Key, Matrix] = {}
        self._whole: dict[str, str] = {}  # documents of which nothing lacks, by their marks
        self._lacking: dict[Key, Lacking] = {}

    @property
    def embedded(self) -> int:
        """How many passages have a vector."""
        return len(self._rows)

    @property
    def passages(self) -> int:
        """How many passages there are."""
        return len(self._rows) + len(self._lacking)

    def follow(self, *, anew: bool = False) -> tuple[Lacking, ...]:
        """Read what the store holds now; returns the passages without a vector, `anew` all. Raises StoreUnusable."""
        snapshot = self._store.snapshot(self._space, None if anew else self._whole)
        marks, held = snapshot.documents, dict(zip(snapshot.ids, snapshot.matrix, strict=True))
        come: dict[Key, Matrix] = {}
        read: dict[Key, Lacking] = {}
        for passage, region, lead_in in snapshot.searchable:
            key = passage.id, marks[passage.document_id]
            if (row := held.get(passage.id)) is not None:
                come[key] = row
            if row is None or anew:
                read[key] = Lacking(key, passage.version, searched(entry(passage, region, lead_in)))
        lacking = {key: one for key, one in read.items() if key not in come}
        with self._lock:
            stays = {key: row for key, row in self._rows.items() if self._same(key, marks)}
            self._rows, self._lacking = stays | come, lacking
        partly = {passage_id.rpartition(".")[0] for passage_id, _ in lacking}
        self._whole = {id_: mark for id_, mark in marks.items() if id_ not in partly}
        return tuple(read.values())

    @property
    def lacking(self) -> frozenset[Key]:
        """The passages without a vector."""
        return frozenset(self._lacking)

    def put(self, rows: Mapping[Lacking, Matrix]) -> None:
        """Keep the vectors of a batch, on the disk before this returns. Raises StoreUnusable."""
        self._store.put_vectors(self._space, {(one.key[0], one.version): row for one, row in rows.items()})
        with self._lock:
            for one, row in rows.items():
                self._rows[one.key] = row
                self._lacking.pop(one.key, None)

    def over(self, passages: Mapping[str, str]) -> Matrix | None:
        """A row for each of these passages (id to its document's mark), zero where it has no vector yet.

        None where more than one in ten has none.
        """
        with self._lock:
            rows = [self._rows.get(key) for key in passages.items()]
            there = [place for place, row in enumerate(rows) if row is not None]
            if len(there) < len(rows) * (1 - _MOST_LACKING) or not there:
                return None
            found = np.stack([row for row in rows if row is not None])
            if len(there) < len(rows):
                matrix = np.zeros((len(rows), found.shape[1]), dtype=np.float32)
                matrix[there] = found
                found = matrix
            # The rows that are searched and those that are kept are the same memory: a vector takes 4 kB.
            keys = list(passages.items())
            for place in there:
                if keys[place] in self._rows:
                    self._rows[keys[place]] = found[place]
        return found

    def entries(self) -> tuple[list[Entry], Matrix]:
        """All passages that have a vector, and a row for each. Raises StoreUnusable."""
        snapshot = self._store.snapshot(self._space)
        held = {passage_id: row for row, passage_id in enumerate(snapshot.ids)}
        found = [entry(*one) for one in snapshot.searchable if one[0].id in held]
        return found, snapshot.matrix[[held[one.id] for one in found]]

    @staticmethod
    def _same(key: Key, marks: Mapping[str, str]) -> bool:
        return marks.get(key[0].rpartition(".")[0]) == key[1]
