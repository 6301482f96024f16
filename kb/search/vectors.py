"""Nearest vectors: exactly by numpy, or by Chroma (the only room that knows chromadb)."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from kb.errors import IndexUnusable
from kb.search.change import Change
from kb.search.fuse import highest

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection as ChromaCollection

Vector = NDArray[np.float32]

_COLLECTION = "passages"
_BATCH = 1000
# Candidates that a query keeps while it walks the graph. The search asks for 200 neighbours; of
# those 400 finds .998 at 10,000 passages and 200 finds .977, for 2 ms more.
_SEARCH_WIDTH = 400
_BUILD_WIDTH = 200
_FEW = 4


class VectorIndex(Protocol):
    """Finds the passages whose vectors point the same way."""

    def nearest(self, vector: Vector, k: int, among: Collection[str] | None = None) -> list[tuple[str, float]]:
        """At most k passage ids with their cosine similarity (-1 to 1), best first.

        `among` limits the search to these ids; ids that are not held are left out. Raises
        IndexUnusable where the index cannot be read.
        """
        ...


class ExactVectors:
    """Compares a question with every vector; 1 to 5 ms at 10,000 passages."""

    def __init__(self, ids: Sequence[str], matrix: Vector) -> None:
        """`matrix` has a row for each id; `directed` are those whose row is not zero."""
        self._keep(ids, _unit(matrix), _points(matrix))

    def _keep(self, ids: Sequence[str], units: Vector, points: NDArray[np.bool_]) -> None:
        self._ids = tuple(ids)
        self._rows = {passage_id: row for row, passage_id in enumerate(self._ids)}
        self._matrix, self._points = units, points
        self.directed = frozenset(compress(self._ids, points.tolist()))

    def changed(self, change: Change, ids: Sequence[str], come: Vector) -> "ExactVectors":
        """These after a change, `ids` being all and `come` the rows of the new ones; equal to those made anew."""
        made = ExactVectors((), come[:0])
        made._keep(ids, change.carry(self._matrix, _unit(come)), change.carry(self._points, _points(come)))
        return made

    def rows(self, ids: Sequence[str]) -> Vector:
        """The vectors of these ids, of length 1 or 0. KeyError where one is not held."""
        return self._matrix[[self._rows[passage_id] for passage_id in ids]]

    def nearest(self, vector: Vector, k: int, among: Collection[str] | None = None) -> list[tuple[str, float]]:
        """As VectorIndex says; exact, ties in the order of the ids."""
        rows = np.arange(len(self._ids))
        if among is not None:
            rows = np.array(sorted(self._rows[id_] for id_ in set(among) if id_ in self._rows), dtype=np.intp)
        if not len(rows) or k < 1:
            return []
        unit = _unit(np.atleast_2d(vector))[0]
        # Comparing with all is faster than laying more than some of them side by side first.
        few = len(rows) * _FEW < len(self._ids)
        scores = self._matrix[rows] @ unit if few else (self._matrix @ unit)[rows]
        best = highest(scores, k)
        return [(self._ids[rows[place]], float(scores[place])) for place in best]


class ChromaVectors:
    """Vectors in an embedded Chroma folder, which one process at a time may open.

    Threads may share it while one of them writes. What Chroma raises becomes IndexUnusable. It is
    not durable when killed: whoever opens a folder that another process wrote runs the probe first.
    """

    def __init__(self, folder: Path, space: str, *, create: bool = False) -> None:
        """Open the vectors of an embedding space, or `create` them in a new folder.

        Raises IndexUnusable where the folder holds none, or those of another space.
        """
        from chromadb.api.client import Client
        from chromadb.config import Settings

        with _translated():
            # Embedded, whatever the environment says: Chroma's server has a known hole (CVE-2026-45829).
            self._client = Client(
                settings=Settings(
                    _env_file=None,
                    chroma_api_impl="chromadb.api.rust.RustBindingsAPI",
                    is_persistent=True,
                    persist_directory=str(folder),
                    anonymized_telemetry=False,
                )
            )
            try:
                self._collection = self._make(space) if create else self._find(space)
            except BaseException:
                self._client.close()
                raise
        self._held = set(self.ids())

    def _make(self, space: str) -> "ChromaCollection":
        return self._client.create_collection(
            _COLLECTION,
            embedding_function=None,  # else Chroma downloads an English model
            configuration={"hnsw": {"space": "cosine", "ef_search": _SEARCH_WIDTH, "ef_construction": _BUILD_WIDTH}},
            metadata={"embedding": space},
        )

    def _find(self, space: str) -> "ChromaCollection":
        found = self._client.get_collection(_COLLECTION, embedding_function=None)
        if (found.metadata or {}).get("embedding") != space:
            raise IndexUnusable(f"vectors of {found.metadata}, not of {space}")
        return found

    def upsert(self, ids: Sequence[str], matrix: Vector) -> None:
        """Add or replace vectors; zero rows point nowhere and are left out."""
        with _translated():
            kept = np.flatnonzero(matrix.any(axis=1))
            for start in range(0, len(kept), _BATCH):
                rows = kept[start : start + _BATCH]
                names = [ids[row] for row in rows]
                self._collection.upsert(ids=names, embeddings=_unit(matrix[rows]))
                self._held.update(names)

    def delete(self, ids: Collection[str]) -> None:
        """Remove vectors; ids that are not held are passed over."""
        gone = [passage_id for passage_id in ids if passage_id in self._held]
        with _translated():
            self._held.difference_update(gone)
            for start in range(0, len(gone), _BATCH):
                self._collection.delete(ids=gone[start : start + _BATCH])

    def count(self) -> int:
        """How many vectors Chroma says it holds; it may say so when it cannot reach them."""
        with _translated():
            return self._collection.count()

    def ids(self) -> list[str]:
        """The ids Chroma says it holds."""
        with _translated():
            return list(self._collection.get(include=[])["ids"])

    def rows(self, ids: Sequence[str]) -> Vector:
        """The vectors of these ids as they can be read back, in that order."""
        with _translated():
            got = self._collection.get(ids=list(ids), include=["embeddings"])
            found = dict(zip(got["ids"], np.asarray(got["embeddings"], dtype=np.float32), strict=True))
            return np.array([found[passage_id] for passage_id in ids], dtype=np.float32)

    def nearest(self, vector: Vector, k: int, among: Collection[str] | None = None) -> list[tuple[str, float]]:
        """As VectorIndex says; exact up to some thousands of vectors, then nearly so (see _SEARCH_WIDTH)."""
        try:
            return self._nearest(vector, k, among)
        except IndexUnusable:
            # A query that names an id fails when another thread deletes that id meanwhile.
            if among is None:
                raise
            return self._nearest(vector, k, among)

    def _nearest(self, vector: Vector, k: int, among: Collection[str] | None) -> list[tuple[str, float]]:
        wanted = None if among is None else [id_ for id_ in dict.fromkeys(among) if id_ in self._held]
        if k < 1 or wanted == [] or not self._held:
            return []
        if wanted is not None and len(wanted) == len(self._held):
            wanted = None  # all of them; the list would only cost time
        with _translated():
            # Filtering by id measured best: 8 ms for 2,000 of 10,000 ids, where reading their
            # vectors to compare here takes 130 ms.
            got = self._collection.query(
                query_embeddings=_unit(np.atleast_2d(vector)), n_results=k, ids=wanted, include=["distances"]
            )
            distances = got["distances"] or [[]]
            return [(id_, 1 - far) for id_, far in zip(got["ids"][0], distances[0], strict=True)]

    def close(self) -> None:
        """Let go of the files, so that the folder can be removed or opened by another process."""
        self._client.close()


def _points(matrix: Vector) -> NDArray[np.bool_]:
    """Which rows are not zero."""
    return np.asarray(matrix.any(axis=1), dtype=np.bool_)


def _unit(matrix: Vector) -> Vector:
    lengths = np.linalg.norm(matrix, axis=1, keepdims=True)
    return np.asarray(matrix / np.where(lengths > 0, lengths, 1), dtype=np.float32)


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except (IndexUnusable, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:  # a panic in Chroma's Rust is no Exception
        raise IndexUnusable(f"chroma: {error}") from error
