"""The truth at rest: originals, texts, versions, passages and vectors, in one database."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import PurePath
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Row, func, insert, inspect, select
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from kb import differences, kept, rows, sources
from kb.errors import StoreOutdated, StoreUnusable, UnknownDocument, UnknownPassage
from kb.model import Document, Notice, Passage, Reading, Receipt
from kb.schema import BUSY_MS, SCHEMA, documents, meta, metadata, open_engine, passages, spaces, versions
from kb.spaces import Spaces
from kb.versions import Version, versions_of

Vector = NDArray[np.float32]

_BATCH = 1000  # documents asked for at once; databases limit how many values a question names


class Snapshot(NamedTuple):
    """What can be found at one moment: `ids[i]` has the vector `matrix[i]`.

    `documents` gives every document, in the order of their ids, a mark that changes with what can
    be found of it. The rest is of the documents whose mark was not known. `searchable` is as
    `Store.searchable` gives it; not every passage needs to have a vector.
    """

    generation: int
    documents: Mapping[str, str]
    searchable: tuple[tuple[Passage, str, str], ...]
    ids: tuple[str, ...]
    matrix: Vector


class Store:
    """All that is known, kept so that nothing acknowledged is lost and nothing half is seen.

    Every method is one transaction. Threads may share a store, and several processes may open
    the same database; a writer waits up to 30 seconds for another. Every method raises
    StoreUnusable when the database cannot be opened, read or written. Methods that take a
    `version` speak of the current one when it is None.
    """

    def __init__(self, url: str) -> None:
        """Open the database at a SQLAlchemy URL; a new one is given its tables, an older one those it lacks.

        Raises StoreOutdated when another release wrote it.
        """
        try:
            self._engine = open_engine(url)
        except (OSError, ArgumentError, ImportError) as error:
            raise StoreUnusable(f"store: {error}", problem=str(error)) from error
        self._name = self._engine.url.render_as_string(hide_password=True)
        self.kept, self.spaces = kept.Kept(self._connected), Spaces(self._connected)
        with self._connected(writes=True) as connection:
            if not inspect(connection).has_table(meta.name):
                metadata.create_all(connection)
                first = [{"name": "schema", "value": SCHEMA}, {"name": "generation", "value": 0}]
                connection.execute(insert(meta), first)
            found = connection.scalar(select(meta.c.value).where(meta.c.name == "schema"))
            if found == SCHEMA:
                kept.make_room(connection)
                rows.make_room(connection, spaces)
        if found != SCHEMA:
            self.close()
            message = f"{self._name}: schema {found}, this release knows {SCHEMA}"
            raise StoreOutdated(message, database=self._name, found=str(found), known=str(SCHEMA))

    def close(self) -> None:
        """Let go of every connection."""
        self._engine.dispose()

    # ---- changing -----------------------------------------------------------------------------

    def take_in(self, reading: Reading, original: bytes, vectors: Mapping[str, Vector], space: str) -> Receipt:
        """Keep what was read from a file; `vectors` are by passage id, of the embedding `space`.

        The digest that is held already changes nothing. A version that was held before comes
        back with the positions it had then, whatever the reading now says, so that citations of
        it stay true. Another file type than the one held is a warning on the receipt.

        Raises Damaged when the text holds a character no database keeps (NUL, half a surrogate
        pair), and ValueError for a reading that contradicts itself or the original, or for
        vectors that do not fit the space.
        """
        rows.check(reading, original)
        document = reading.document
        with self._changing() as connection:
            held = connection.execute(rows.find_version(document.id)).one_or_none()
            before = rows.passages_of(connection, document.id, held.version) if held else ()
            if held and held.version == document.version:
                return _receipt(reading, held, before, before)
            rows.keep_version(connection, reading, original)
            after = rows.passages_of(connection, document.id, document.version)
            if after == reading.passages:
                by_version = {(passage_id, document.version): row for passage_id, row in vectors.items()}
                rows.put_vectors(connection, space, by_version)
            rows.next_generation(connection)
            return _receipt(reading, held, before, after)

    def remove(self, document_id: str) -> int:
        """Forget a document with all its versions; returns how many passages its current one had.

        Raises UnknownDocument.
        """
        with self._changing() as connection:
            held = _version(connection, document_id, None)
            gone = len(rows.passages_of(connection, document_id, held.version))
            rows.forget(connection, document_id)
            rows.next_generation(connection)
            return gone

    def put_vectors(self, space: str, vectors: Mapping[tuple[str, str], Vector]) -> None:
        """Keep vectors of an embedding space, by (passage id, version).

        Those of a passage that is not current any more are left out. The generation stays:
        vectors are computed from passages, and what can be found does not change. Raises
        ValueError for vectors that do not fit the space.
        """
        with self._changing() as connection:
            rows.put_vectors(connection, space, vectors)

    # ---- documents ----------------------------------------------------------------------------

    def documents(self, region: str | None = None) -> tuple[Document, ...]:
        """The current version of every document, or of those of a region, by id."""
        found = rows.find_version().order_by(documents.c.id)
        if region is not None:
            found = found.where(documents.c.region == region)
        with self._connected() as connection:
            return tuple(Document.model_validate(row.description) for row in connection.execute(found))

    def document(self, document_id: str, version: str | None = None) -> Document:
        """One document. Raises UnknownDocument."""
        with self._connected() as connection:
            return Document.model_validate(_version(connection, document_id, version).description)

    def versions(self, document_id: str | None = None) -> tuple[Version, ...]:
        """Every version kept, of one document or of all, by document id; the last taken in comes first."""
        with self._connected() as connection:
            return versions_of(connection, document_id)

    def regions(self) -> tuple[str, ...]:
        """The regions of which something is held, in alphabetical order."""
        found = select(documents.c.region).distinct().order_by(documents.c.region)
        with self._connected() as connection:
            return tuple(connection.scalars(found))

    def full_text(self, document_id: str, version: str | None = None) -> str:
        """The text in which positions count. Raises UnknownDocument."""
        with self._connected() as connection:
            held = _version(connection, document_id, version)
            return rows.full_text_of(connection, document_id, held.version)

    def reading(self, document_id: str, version: str | None = None) -> Reading:
        """All that was read of a document's file. Raises UnknownDocument."""
        with self._connected() as connection:
            held = _version(connection, document_id, version)
            return rows.read_version(connection, document_id, held.version)

    def source(self, document_id: str, positions: Collection[int]) -> sources.Source:
        """What citing from the current version at these positions takes. Raises UnknownDocument."""
        with self._connected() as connection:
            held = _version(connection, document_id, None)
            return sources.source(connection, document_id, held.version, positions)

    def original(self, document_id: str, version: str | None = None) -> bytes:
        """The file as it was offered. Raises UnknownDocument."""
        with self._connected() as connection:
            return rows.original_of(connection, _version(connection, document_id, version).version)

    # ---- passages -----------------------------------------------------------------------------

    def passages(self, document_id: str, version: str | None = None) -> tuple[Passage, ...]:
        """All passages of a document in reading order, silent ones too. Raises UnknownDocument."""
        with self._connected() as connection:
            held = _version(connection, document_id, version)
            return rows.passages_of(connection, document_id, held.version)

    def passage(self, passage_id: str, version: str | None = None) -> Passage:
        """One passage. Raises UnknownPassage, also where its document or version is unknown."""
        return self.around(passage_id, 0, version)[0]

    def around(self, passage_id: str, most: int, version: str | None = None) -> tuple[Passage, ...]:
        """A passage between its neighbours, at `most` so many on each side. Raises UnknownPassage."""
        document_id, n = rows.split_id(passage_id)
        with self._connected() as connection:
            held = connection.execute(rows.find_version(document_id, version)).one_or_none()
            found = rows.passages_of(connection, document_id, held.version, n, most) if held else ()
        if not any(one.id == passage_id for one in found):
            raise UnknownPassage(f"{passage_id}@{version or 'current'} is not held", passage=passage_id)
        return found

    def searchable(self) -> Iterator[tuple[Passage, str, str]]:
        """Each passage of a current version that may answer, its region and the text of its lead-in.

        In the order of document id and number.
        """
        with self._connected() as connection:
            yield from rows.searchable(connection)

    # ---- for the indexes ----------------------------------------------------------------------

    def vectors(self, space: str) -> tuple[tuple[str, ...], Vector]:
        """Ids of current passages that have a vector in a space, and a matrix with a row for each."""
        with self._connected() as connection:
            return rows.vectors_of(connection, space)

    def snapshot(self, space: str, known: Mapping[str, str] | None = None) -> Snapshot:
        """What the indexes are made of, as it is at one moment, apart from the documents `known` by their marks."""
        with self._connected() as connection:
            generation, marks = rows.generation(connection), rows.marks(connection)
            if not known:
                read = tuple(rows.searchable(connection)), *rows.vectors_of(connection, space)
                return Snapshot(generation, marks, *read)
            other = [document_id for document_id, mark in marks.items() if known.get(document_id) != mark]
            found: list[tuple[Passage, str, str]] = []
            ids: list[str] = []
            matrices = [np.zeros((0, 0), dtype=np.float32)]
            for batch in (other[start : start + _BATCH] for start in range(0, len(other), _BATCH)):
                found.extend(rows.searchable(connection, batch))
                named, matrix = rows.vectors_of(connection, space, batch)
                ids.extend(named)
                matrices.append(matrix)
            together = np.concatenate([matrix for matrix in matrices if len(matrix)] or matrices[:1])
            return Snapshot(generation, marks, tuple(found), tuple(ids), together)

    def marks(self) -> dict[str, str]:
        """By document id, in that order, what changes whenever what can be found of the document does."""
        with self._connected() as connection:
            return rows.marks(connection)

    def generation(self) -> int:
        """How often what can be found has changed; cheap enough to ask before every search."""
        with self._connected() as connection:
            return rows.generation(connection)

    def counts(self) -> dict[str, int]:
        """How many `documents`, `versions` and current `passages` are held."""
        current = select(func.count()).select_from(passages).join(documents, rows.CURRENT_PASSAGE)
        with self._connected() as connection:
            return {
                "documents": connection.scalar(select(func.count()).select_from(documents)) or 0,
                "versions": connection.scalar(select(func.count()).select_from(versions)) or 0,
                "passages": connection.scalar(current) or 0,
            }

    @contextmanager
    def _changing(self) -> Iterator[Connection]:
        with self._connected(writes=True) as connection:
            rows.generation(connection, lock=True)  # writers queue here where BEGIN locks nothing
            yield connection

    @contextmanager
    def _connected(self, *, writes: bool = False, busy_ms: int = BUSY_MS) -> Iterator[Connection]:
        try:
            options = {"writes": writes, "busy_ms": busy_ms}
            with self._engine.connect().execution_options(**options) as connection, connection.begin():
                yield connection
        except SQLAlchemyError as error:
            problem = str(getattr(error, "orig", None) or error)
            raise StoreUnusable(f"{self._name}: {problem}", database=self._name, problem=problem) from error


def _version(connection: Connection, document_id: str, version: str | None) -> Row[Any]:
    held = connection.execute(rows.find_version(document_id, version)).one_or_none()
    if held is None:
        raise UnknownDocument(f"{document_id}@{version or 'current'} is not held", document=document_id)
    return held


def _receipt(reading: Reading, held: Row[Any] | None, before: Sequence[Passage], after: Sequence[Passage]) -> Receipt:
    file = reading.document.file
    warnings = reading.warnings
    if held and PurePath(held.file).suffix.lower() != PurePath(file).suffix.lower():
        warnings = (*warnings, Notice(code="other_format", facts={"file": file, "held": held.file}))
    unchanged = held is not None and held.version == reading.document.version
    return Receipt(
        file=file,
        document_id=reading.document.id,
        outcome="added" if held is None else "unchanged" if unchanged else "replaced",
        passages=differences.counts(before, after),
        warnings=warnings,
    )
