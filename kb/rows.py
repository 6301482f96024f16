"""Nouns to rows and back, on an open connection to the store."""

import hashlib
from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Row, Select, Table, and_, delete, func, insert, inspect, select, update

from kb.errors import Damaged, UnknownPassage
from kb.model import SILENT_ROLES, Document, Notice, Passage, Reading, Role, Run, Span
from kb.schema import documents, meta, originals, passages, vectors, versions

Vector = NDArray[np.float32]
_FLOATS = np.dtype("<f4")
_GENERATION = select(meta.c.value).where(meta.c.name == "generation")
_CURRENT_VERSION = and_(versions.c.document_id == documents.c.id, versions.c.version == documents.c.version)
CURRENT_PASSAGE = and_(passages.c.document_id == documents.c.id, passages.c.version == documents.c.version)
_PLACE = (passages.c.document_id, passages.c.version, passages.c.n)


def check(reading: Reading, original: bytes) -> None:
    """Refuse what must never become truth.

    Raises Damaged when the text or the name holds a character no database keeps (NUL, half a
    surrogate pair), and ValueError for a reading that contradicts itself or the original.
    """
    document = reading.document
    for text in (document.id, document.file, reading.full_text):
        if "\0" in text or text != text.encode("utf-8", "replace").decode():
            raise Damaged(f"{document.file!r}: NUL or half a surrogate pair in the text", file=document.file)
    if document.version != "sha256:" + hashlib.sha256(original).hexdigest():
        raise ValueError(f"{document.file}: the version is not the digest of the original")
    for n, passage in enumerate(reading.passages, start=1):
        if (passage.id, passage.document_id, passage.version) != (
            f"{document.id}.{n}",
            document.id,
            document.version,
        ):
            raise ValueError(f"{passage.id}: not the name of passage {n} of {document.id}")
        if passage.text != reading.full_text[passage.start : passage.end]:
            raise ValueError(f"{passage.id}: the text is not the full text of its span")


# ---- generation -------------------------------------------------------------------------------


def generation(connection: Connection, *, lock: bool = False) -> int:
    """How many changes were made; with `lock`, other writers wait until this transaction ends."""
    return int(connection.scalar(_GENERATION.with_for_update() if lock else _GENERATION) or 0)


def next_generation(connection: Connection) -> None:
    """Count one more change."""
    connection.execute(update(meta).where(meta.c.name == "generation").values(value=meta.c.value + 1))


def make_room(connection: Connection, table: Table) -> bool:
    """Make a table in a store that an earlier release wrote; whether it was not there.

    Several processes may do so at once.
    """
    if inspect(connection).has_table(table.name):
        return False
    generation(connection, lock=True)  # one of them makes it, the others find it made
    table.create(connection, checkfirst=True)
    return True


# ---- versions ---------------------------------------------------------------------------------


def find_version(
    document_id: str | None = None, version: str | None = None
) -> Select[tuple[str, str, dict[str, object]]]:
    """Select `version, file, description`: of every document or one, the current version or the given."""
    wanted = documents.c.version if version is None else version
    joined = and_(versions.c.document_id == documents.c.id, versions.c.version == wanted)
    found = select(versions.c.version, versions.c.file, versions.c.description).join(documents, joined)
    return found if document_id is None else found.where(documents.c.id == document_id)


def keep_version(connection: Connection, reading: Reading, original: bytes) -> None:
    """Add a version with its original and passages, and make it the current one.

    A version that was held before comes back as it was kept then.
    """
    document = reading.document
    current = {"region": document.region, "version": document.version}
    changed = connection.execute(update(documents).where(documents.c.id == document.id).values(current))
    if not changed.rowcount:
        connection.execute(insert(documents).values(id=document.id, **current))
    # Only what is current is searched, and vectors can be computed again.
    connection.execute(delete(vectors).where(vectors.c.document_id == document.id))
    if connection.execute(find_version(document.id, document.version)).first():
        return
    digest = originals.c.digest == document.version
    if connection.scalar(select(func.count()).select_from(originals).where(digest)) == 0:
        connection.execute(insert(originals).values(digest=document.version, content=original))
    connection.execute(
        insert(versions).values(
            document_id=document.id,
            version=document.version,
            file=document.file,
            description=document.model_dump(mode="json"),
            full_text=reading.full_text,
            raw_text=reading.raw_text.encode("utf-8", "surrogatepass"),
            runs=[(run.clean, run.raw, run.length) for run in reading.runs],
            page_starts=reading.page_starts,
            warnings=[warning.model_dump(mode="json") for warning in reading.warnings],
            taken_in_at=datetime.now(UTC).isoformat(timespec="microseconds"),
        )
    )
    if reading.passages:
        rows = [_to_row(reading, n, passage) for n, passage in enumerate(reading.passages, start=1)]
        connection.execute(insert(passages), rows)


def read_version(connection: Connection, document_id: str, version: str) -> Reading:
    """All that was read of a version that is held."""
    key = versions.c.document_id == document_id, versions.c.version == version
    row = connection.execute(select(versions).where(*key)).one()
    return Reading(
        document=Document.model_validate(row.description),
        full_text=row.full_text,
        raw_text=row.raw_text.decode("utf-8", "surrogatepass"),
        runs=tuple(Run(clean=clean, raw=raw, length=length) for clean, raw, length in row.runs),
        page_starts=tuple(row.page_starts),
        passages=passages_of(connection, document_id, version),
        warnings=tuple(Notice.model_validate(warning) for warning in row.warnings),
    )


def forget(connection: Connection, document_id: str) -> None:
    """Remove a document with all its versions, and originals no other document was made of."""
    of_it = select(versions.c.version).where(versions.c.document_id == document_id)
    digests = connection.scalars(of_it).all()
    connection.execute(delete(documents).where(documents.c.id == document_id))
    # The same file may have been taken in for another region as well.
    unused = originals.c.digest.in_(digests), originals.c.digest.not_in(select(versions.c.version))
    connection.execute(delete(originals).where(*unused))


def original_of(connection: Connection, digest: str) -> bytes:
    """The file of a version that is held."""
    return bytes(connection.execute(select(originals.c.content).where(originals.c.digest == digest)).scalar_one())


# ---- passages ---------------------------------------------------------------------------------


def full_text_of(connection: Connection, document_id: str, version: str) -> str:
    """The text citations count in; empty where the version is not held."""
    key = versions.c.document_id == document_id, versions.c.version == version
    return connection.scalar(select(versions.c.full_text).where(*key)) or ""


def passages_of(
    connection: Connection, document_id: str, version: str, n: int | None = None, around: int = 0
) -> tuple[Passage, ...]:
    """The passages of a version in reading order, or its n-th alone with so many `around` it on both sides."""
    text = full_text_of(connection, document_id, version)
    found = select(passages).where(passages.c.document_id == document_id, passages.c.version == version)
    if n is not None:
        found = found.where(passages.c.n.between(n - around, n + around))
    return tuple(to_passage(row, text) for row in connection.execute(found.order_by(passages.c.n)))


def marks(connection: Connection) -> dict[str, str]:
    """By document id, in that order, what changes whenever what can be found of the document does.

    A version that is forgotten and taken in again may be cut in other passages: its time tells.
    """
    found = select(documents.c.id, documents.c.region, documents.c.version, versions.c.taken_in_at)
    held = connection.execute(found.join(versions, _CURRENT_VERSION)).all()
    return {row.id: f"{row.region} {row.version} {row.taken_in_at}" for row in sorted(held, key=lambda row: row.id)}


def searchable(connection: Connection, among: Collection[str] | None = None) -> Iterator[tuple[Passage, str, str]]:
    """Each passage of a current version that may answer, with its region and lead-in text; `among` these documents."""
    limits = [] if among is None else [documents.c.id.in_(among)]
    of_documents = select(documents.c.id, documents.c.region, versions.c.full_text).join(versions, _CURRENT_VERSION)
    texts = {row.id: (row.region, row.full_text) for row in connection.execute(of_documents.where(*limits))}
    silent = [role.value for role in SILENT_ROLES]
    found = select(passages).join(documents, CURRENT_PASSAGE).where(passages.c.role.not_in(silent), *limits)
    for row in connection.execute(found.order_by(passages.c.document_id, passages.c.n)):
        region, text = texts[row.document_id]
        lead_in = "" if row.lead_start is None else text[row.lead_start : row.lead_end]
        yield to_passage(row, text), region, lead_in


def _to_row(reading: Reading, n: int, passage: Passage) -> dict[str, object]:
    return {
        "document_id": reading.document.id,
        "version": reading.document.version,
        "n": n,
        "headings": passage.headings,
        "role": passage.role.value,
        "page": passage.page,
        "start": passage.start,
        "end": passage.end,
        "lead_start": passage.lead_in and passage.lead_in.start,
        "lead_end": passage.lead_in and passage.lead_in.end,
    }


def to_passage(row: Row[Any], full_text: str) -> Passage:
    """A row of the table of passages as a passage."""
    return Passage(
        id=f"{row.document_id}.{row.n}",
        document_id=row.document_id,
        version=row.version,
        headings=tuple(row.headings),
        role=Role(row.role),
        page=row.page,
        start=row.start,
        end=row.end,
        text=full_text[row.start : row.end],
        lead_in=None if row.lead_start is None else Span(start=row.lead_start, end=row.lead_end),
    )


# ---- vectors ----------------------------------------------------------------------------------


def put_vectors(connection: Connection, space: str, rows: Mapping[tuple[str, str], Vector]) -> None:
    """Keep vectors by (passage id, version), except of what is not a current passage any more.

    Raises ValueError for a vector that is not finite or not as long as others of its space.
    """
    _check_vectors(connection, space, rows.values())
    places = {(*split_id(passage_id), version): vector for (passage_id, version), vector in rows.items()}
    for document_id in dict.fromkeys(document_id for document_id, _, _ in places):
        held = select(*_PLACE).join(documents, CURRENT_PASSAGE).where(documents.c.id == document_id)
        kept = [
            {
                "space": space,
                "document_id": document_id,
                "version": row.version,
                "n": row.n,
                "numbers": np.ascontiguousarray(vector, dtype=_FLOATS).tobytes(),
            }
            for row in connection.execute(held)
            if (vector := places.get((document_id, row.n, row.version))) is not None
        ]
        connection.execute(
            delete(vectors).where(
                vectors.c.space == space,
                vectors.c.document_id == document_id,
                vectors.c.n.in_([row["n"] for row in kept]),
            )
        )
        if kept:
            connection.execute(insert(vectors), kept)


def _check_vectors(connection: Connection, space: str, new: Collection[Vector]) -> None:
    held = connection.scalar(select(vectors.c.numbers).where(vectors.c.space == space).limit(1))
    lengths = {vector.shape for vector in new} | ({(len(held) // _FLOATS.itemsize,)} if held else set())
    if len(lengths) > 1 or not all(np.isfinite(vector).all() for vector in new):
        raise ValueError(f"vectors of {space}: not finite, or of shapes {lengths}")


def vectors_of(
    connection: Connection, space: str, among: Collection[str] | None = None
) -> tuple[tuple[str, ...], Vector]:
    """Passage ids of the current versions that have a vector in a space, and the rows in that order."""
    limits = [] if among is None else [documents.c.id.in_(among)]
    current = and_(vectors.c.document_id == documents.c.id, vectors.c.version == documents.c.version)
    found = select(vectors).join(documents, current).where(vectors.c.space == space, *limits)
    ids, numbers = [], bytearray()  # one piece of memory that grows: a vector takes 4 kB
    for row in connection.execute(found.order_by(vectors.c.document_id, vectors.c.n)):
        ids.append(f"{row.document_id}.{row.n}")
        numbers += row.numbers
    matrix = np.frombuffer(numbers, dtype=_FLOATS).astype(np.float32, copy=False)
    return tuple(ids), matrix.reshape(len(ids), -1 if ids else 0)


def split_id(passage_id: str) -> tuple[str, int]:
    """Document id and number of a passage id. Raises UnknownPassage where it is not one."""
    document_id, _, n = passage_id.rpartition(".")
    # Nine digits at most: a larger number does not fit the column, and no document is that long.
    if not document_id or not n.isascii() or not n.isdecimal() or len(n) > 9:
        raise UnknownPassage(f"{passage_id!r} is not a passage id", passage=passage_id)
    return document_id, int(n)
