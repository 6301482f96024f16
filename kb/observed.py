"""What the consistency check observed of papers, kept on an open connection to the store: a derivative."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from kb.schema import observations as table
from kb.schema import versions

_BATCH = 400  # documents asked for at once; databases limit how many values a question names


def kept(connection: Connection, documents: Mapping[str, str], key: str) -> dict[str, str]:
    """What was observed of the given versions under a key, by document id; those that are not kept left out."""
    ids, found = list(documents), {}
    for batch in (ids[at : at + _BATCH] for at in range(0, len(ids), _BATCH)):
        chosen = select(table).where(table.c.document_id.in_(batch), table.c.key == key)
        for row in connection.execute(chosen):
            if documents[row.document_id] == row.version:
                found[row.document_id] = row.content
    return found


def keep(connection: Connection, observed: Mapping[tuple[str, str], str], key: str) -> None:
    """Keep what was observed, by document id and version, in place of what was kept of those documents.

    A document that was removed in the meantime is left out.
    """
    for (document_id, version), content in observed.items():
        held = select(versions.c.version).where(versions.c.document_id == document_id, versions.c.version == version)
        connection.execute(delete(table).where(table.c.document_id == document_id))
        if connection.execute(held).first():
            row = {"document_id": document_id, "version": version, "key": key, "content": content}
            connection.execute(insert(table).values(row))
