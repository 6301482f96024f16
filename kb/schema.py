"""The tables of the store, and how a connection to them behaves."""

from pathlib import Path
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Engine,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
)

# Raise it with every change of a table. A table that is only added is made when a store is opened, and so is a column
# of `decisions` that may be NULL: a release that does not know it goes on without.
SCHEMA = 1
BUSY_MS = 30_000  # how long a writer queues behind another process

metadata = MetaData()

# Two rows: `schema`, and `generation`, which counts the changes to what can be found.
meta = Table(
    "meta",
    metadata,
    Column("name", String, primary_key=True),
    Column("value", Integer, nullable=False),
)

documents = Table(
    "documents",
    metadata,
    Column("id", String, primary_key=True),
    Column("region", String, nullable=False, index=True),
    Column("version", String, nullable=False),  # the current one; the others stay readable
)

originals = Table(
    "originals",
    metadata,
    Column("digest", String, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("document_id", String, ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("version", String, ForeignKey("originals.digest"), primary_key=True),
    Column("file", String, nullable=False),
    Column("description", JSON, nullable=False),
    Column("full_text", Text, nullable=False),
    # Bytes: what a reader got out of a PDF may hold NUL or half a surrogate pair.
    Column("raw_text", LargeBinary, nullable=False),
    Column("runs", JSON, nullable=False),
    Column("page_starts", JSON, nullable=False),
    Column("warnings", JSON, nullable=False),
    Column("taken_in_at", String, nullable=False),  # UTC, ISO 8601
)

# No column for the text: a passage is its span, so its words cannot differ from the full text.
passages = Table(
    "passages",
    metadata,
    Column("document_id", String, primary_key=True),
    Column("version", String, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("headings", JSON, nullable=False),
    Column("role", String, nullable=False),
    Column("page", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("lead_start", Integer),
    Column("lead_end", Integer),
    ForeignKeyConstraint(["document_id", "version"], ["versions.document_id", "versions.version"], ondelete="CASCADE"),
)

vectors = Table(
    "vectors",
    metadata,
    Column("space", String, primary_key=True),
    Column("document_id", String, primary_key=True),
    Column("version", String, primary_key=True),
    Column("n", Integer, primary_key=True),
    Column("numbers", LargeBinary, nullable=False),  # little-endian float32
    ForeignKeyConstraint(
        ["document_id", "version", "n"],
        ["passages.document_id", "passages.version", "passages.n"],
        ondelete="CASCADE",
    ),
    # Without it every passage that goes looks through all vectors: 0.6 s a document at 30,000.
    Index("vectors_of_passage", "document_id", "version", "n"),
)

# Vectors of the built-in embedding have no row here: its name alone says what their numbers mean.
spaces = Table(
    "spaces",
    metadata,
    Column("name", String, primary_key=True),  # as in `vectors`
    Column("model", String, nullable=False, index=True),
    Column("probe", LargeBinary, nullable=False),  # little-endian float32: what the model made of fixed texts
    Column("complete", Boolean, nullable=False),
    Column("calibration", Text),
)

# Masked before they come here (`kb.language.masked`); no time of day, and nobody's.
unanswered = Table(
    "unanswered",
    metadata,
    Column("region", String, primary_key=True),  # empty: asked of all regions
    Column("language", String, primary_key=True),
    Column("question", String, primary_key=True),
    Column("times", Integer, nullable=False),
    Column("last_day", String, nullable=False, index=True),  # ISO 8601
)

# Refused before it comes here where it holds personal data; no time of day, and nobody's.
feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("day", String, nullable=False, index=True),  # ISO 8601
    Column("right", Boolean, nullable=False),
    Column("fault", String),
    Column("reason", Text),
    Column("question", Text),  # only where the asker chose to send it
    Column("outcome", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("region", String, index=True),  # NULL: asked of all regions
    Column("language", String, nullable=False),
    Column("passages", JSON, nullable=False),
    sqlite_autoincrement=True,  # or the number of what was removed would be given again
)

# Computed from a version by the rules of the consistency check, and computed anew where it is gone.
observations = Table(
    "observations",
    metadata,
    Column("document_id", String, primary_key=True),
    Column("version", String, primary_key=True),
    Column("key", String, nullable=False),  # the rules, and whom the papers of the region name
    Column("content", Text, nullable=False),
    ForeignKeyConstraint(["document_id", "version"], ["versions.document_id", "versions.version"], ondelete="CASCADE"),
)

# Computed from the observations of one region, or of two beside each other, and computed anew where it is gone.
comparisons = Table(
    "comparisons",
    metadata,
    Column("region", String, primary_key=True),
    Column("other", String, primary_key=True),  # empty: within the one region
    Column("key", String, nullable=False),  # the rules, the thesaurus and what is held of the regions
    Column("day", String, nullable=False),  # for which it was found, ISO 8601
    Column("content", Text, nullable=False),
)

# What the policy team decided of findings. No key to documents: a verdict outlives a version, and a removal.
decisions = Table(
    "decisions",
    metadata,
    Column("finding", String, primary_key=True),
    Column("rule", String, nullable=False),
    Column("documents", JSON, nullable=False),
    Column("quotes", JSON, nullable=False),
    Column("verdict", String, nullable=False),
    Column("note", Text, nullable=False),
    Column("owner", String, nullable=False),
    Column("day", String, nullable=False),  # ISO 8601
    Column("until", String),
    Column("sisters", JSON),  # SQL NULL: taken by a release that did not keep them
)


def open_engine(url: str) -> Engine:
    """An engine on `url`; for a SQLite file the folder above it is made.

    A connection with the execution option `writes` takes SQLite's write lock at once. A
    transaction that reads first and writes later would fail, not wait, when another process
    wrote in between. The option `busy_ms` sets how long it waits for that lock.
    """
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        if engine.url.database and not engine.url.database.startswith("file:"):
            Path(engine.url.database).parent.mkdir(parents=True, exist_ok=True)
        event.listen(engine, "connect", _sqlite_connected)
        event.listen(engine, "begin", _sqlite_begins)
    return engine


def _sqlite_connected(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # Python's own BEGIN comes too late; _sqlite_begins gives it
    for pragma in (f"busy_timeout={BUSY_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _sqlite_begins(connection: Connection) -> None:
    options = connection.get_execution_options()
    writes = options.get("writes", False)
    connection.exec_driver_sql(f"PRAGMA busy_timeout={int(options.get('busy_ms', BUSY_MS))}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
