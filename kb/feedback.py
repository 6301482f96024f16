"""What people say of answers, right or not, kept on an open connection to the store: bounded, and forgotten in time."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Final, Literal

from pydantic import Field, model_validator
from sqlalchemy import ColumnElement, Connection, delete, insert, select

from kb import rows
from kb.answer import QuestionKind
from kb.errors import UnknownFeedback
from kb.model import Noun
from kb.schema import feedback as table

Outcome = Literal["answered", "partial", "disputed", "needs_fact", "not_found", "refused"]

MOST: Final = 10_000  # entries kept: whoever sends without end cannot fill the disk
_KEPT = timedelta(days=180)


class Fault(StrEnum):
    """What is wrong with an answer, as far as the asker can tell."""

    WRONG_SOURCE = "wrong_source"  # the source does not fit the question
    OUTDATED_SOURCE = "outdated_source"
    MISSED = "missed"  # the agreements do say it, and it was not found
    UNCLEAR = "unclear"
    OTHER = "other"


class Feedback(Noun):
    """What somebody says of an answer, and what the answer was; nothing of who says it.

    `reason` is in the asker's own words. `question` is there only where the asker chose to send it.
    `region` None: asked of all regions. `passages` are those cited, each as `passageId@version`.
    """

    right: bool
    fault: Fault | None = None
    reason: str | None = None
    question: str | None = None
    outcome: Outcome
    kind: QuestionKind
    region: str | None = None
    language: Literal["nl", "en"]
    passages: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _agrees_with_itself(self) -> "Feedback":
        if self.right and self.fault:
            raise ValueError("a fault is named in what is right")
        return self


class KeptFeedback(Feedback):
    """Feedback as it is kept: with a number of its own, never given twice, and the day; no time of day."""

    id: int = Field(ge=1)
    day: date


def make_room(connection: Connection) -> None:
    """Make the table in a store that an earlier release wrote; where it is there, what was kept too long goes."""
    made = rows.make_room(connection, table)
    if not made and connection.scalar(select(table.c.id).where(_old(date.today())).limit(1)):
        connection.execute(delete(table).where(_old(date.today())))


def keep(connection: Connection, feedback: Feedback, on: date) -> KeptFeedback:
    """Keep what somebody says; what is over 180 days old on that day goes, and of more than `MOST` the oldest."""
    connection.execute(delete(table).where(_old(on)))
    said = feedback.model_dump(mode="json") | {"day": on.isoformat()}
    number = connection.scalar(insert(table).values(said).returning(table.c.id))
    beyond = select(table.c.id).order_by(table.c.id.desc()).offset(MOST).limit(1)
    connection.execute(delete(table).where(table.c.id <= beyond.scalar_subquery()))
    return KeptFeedback.model_validate(said | {"id": number})


def kept(connection: Connection, region: str | None) -> tuple[KeptFeedback, ...]:
    """All of it, or what was asked in a region, newest first."""
    found = select(table).where(~_old(date.today())).order_by(table.c.id.desc())
    if region is not None:
        found = found.where(table.c.region == region)
    return tuple(KeptFeedback.model_validate(dict(row)) for row in connection.execute(found).mappings())


def remove(connection: Connection, number: int) -> None:
    """Forget one. Raises UnknownFeedback."""
    if not connection.execute(delete(table).where(table.c.id == number)).rowcount:
        raise UnknownFeedback(f"feedback {number} is not held")


def _old(on: date) -> ColumnElement[bool]:
    return table.c.day < (on - _KEPT).isoformat()
