"""Questions that found nothing, kept on an open connection to the store: counted, and forgotten in time."""

from datetime import date, timedelta
from typing import Final, Literal

from pydantic import Field
from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from kb import rows
from kb.model import Noun
from kb.schema import unanswered as table
from kb.schema import vectors

Language = Literal["nl", "en"]

BUSY_MS: Final = 250  # how long keeping one waits for another writer
_KEPT = timedelta(days=180)


class Unanswered(Noun):
    """A question that found nothing, with what could be personal taken out; `region` None: asked of all.

    `last` is the day it was last asked, `count` how often since it was first kept.
    """

    question: str
    region: str | None
    language: Language
    count: int = Field(ge=1)
    last: date


def make_room(connection: Connection) -> None:
    """Make the table in a store that an earlier release wrote.

    The index that such a store lacks comes with it. Where the table is there, what was kept too
    long goes, whether or not questions are still being kept.
    """
    if rows.make_room(connection, table):
        for index in vectors.indexes:
            index.create(connection, checkfirst=True)
    elif connection.scalar(select(table.c.last_day).where(_old(date.today())).limit(1)):
        connection.execute(delete(table).where(_old(date.today())))


def _old(on: date) -> ColumnElement[bool]:
    return table.c.last_day < (on - _KEPT).isoformat()


def keep(connection: Connection, question: str, region: str | None, language: Language, on: date) -> None:
    """Count a masked question, and forget those last asked more than 180 days before `on`."""
    connection.execute(delete(table).where(_old(on)))
    key = {"region": region or "", "language": language, "question": question}
    same = (table.c[name] == value for name, value in key.items())
    again = update(table).where(*same).values(times=table.c.times + 1, last_day=on.isoformat())
    if not connection.execute(again).rowcount:
        connection.execute(insert(table).values(**key, times=1, last_day=on.isoformat()))


def kept(connection: Connection) -> tuple[Unanswered, ...]:
    """All of them, most asked first, then those asked last."""
    order = table.c.times.desc(), table.c.last_day.desc(), table.c.question, table.c.region
    return tuple(
        Unanswered(
            question=row.question,
            region=row.region or None,
            language=row.language,
            count=row.times,
            last=date.fromisoformat(row.last_day),
        )
        for row in connection.execute(select(table).where(~_old(date.today())).order_by(*order))
    )


def clear(connection: Connection) -> None:
    """Forget all of them."""
    connection.execute(delete(table))
