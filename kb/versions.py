"""The versions that are kept of a document: when each was taken in, and how well it was read."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, func, select

from kb.model import Document, Notice, Noun
from kb.schema import documents, passages, versions


class Version(Noun):
    """One version of a document; `current` is the one that answers come from. `taken_in_at` is in UTC."""

    document: Document
    taken_in_at: datetime
    passages: int
    warnings: tuple[Notice, ...]
    current: bool


def versions_of(connection: Connection, document_id: str | None = None) -> tuple[Version, ...]:
    """Every version of one document or of all, by document id, the last taken in first."""
    joined = and_(passages.c.document_id == versions.c.document_id, passages.c.version == versions.c.version)
    in_each = select(func.count()).select_from(passages).where(joined).scalar_subquery()
    current = documents.c.version == versions.c.version
    found = (
        select(
            versions.c.description,
            versions.c.taken_in_at,
            versions.c.warnings,
            in_each.label("passages"),
            current.label("current"),
        )
        .join(documents, documents.c.id == versions.c.document_id)
        .order_by(versions.c.document_id, versions.c.taken_in_at.desc())
    )
    if document_id is not None:
        found = found.where(versions.c.document_id == document_id)
    return tuple(_version(row) for row in connection.execute(found).mappings())


def _version(row: Mapping[Any, Any]) -> Version:
    return Version(
        document=Document.model_validate(row["description"]),
        taken_in_at=datetime.fromisoformat(row["taken_in_at"]),
        passages=row["passages"],
        warnings=tuple(Notice.model_validate(warning) for warning in row["warnings"]),
        current=bool(row["current"]),
    )
