"""As much of a version of a document as citing from it takes, on an open connection to the store."""

from bisect import bisect_right
from collections.abc import Collection, Mapping
from itertools import accumulate
from typing import NamedTuple

from sqlalchemy import Connection, select

from kb.model import Document, Passage, Role
from kb.rows import to_passage
from kb.schema import passages, versions


class Source(NamedTuple):
    """A version of a document as it is cited from, with passages by a position that stands in them."""

    document: Document
    full_text: str
    page_starts: tuple[int, ...]
    passages: Mapping[int, Passage]


def source(connection: Connection, document_id: str, version: str, positions: Collection[int]) -> Source:
    """A version that is held; of a heading the passage is the first under it, of what follows all the last."""
    key = versions.c.document_id == document_id, versions.c.version == version
    row = connection.execute(
        select(versions.c.description, versions.c.full_text, versions.c.page_starts).where(*key)
    ).one()
    own = (
        passages.c.document_id == document_id,
        passages.c.version == version,
        passages.c.role != Role.TO_MACHINE.value,
    )
    rows = connection.execute(select(passages.c.n, passages.c.end).where(*own).order_by(passages.c.n)).all()
    ends = list(accumulate((one.end for one in rows), max))
    at = {one: rows[min(bisect_right(ends, one), len(rows) - 1)].n for one in positions}
    found = select(passages).where(*own, passages.c.n.in_(sorted(set(at.values()))))
    by_n = {one.n: to_passage(one, row.full_text) for one in connection.execute(found)}
    held = {position: by_n[n] for position, n in at.items()}
    return Source(Document.model_validate(row.description), row.full_text, tuple(row.page_starts), held)
