"""What is kept beside the texts: what people leave behind and decide, and what was observed of the papers."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from datetime import date

from sqlalchemy import Connection

from kb import compared, decisions, feedback, observed, rows, schema, unanswered
from kb.compared import Sides
from kb.consistency.finding import KeptDecision
from kb.feedback import Feedback, KeptFeedback
from kb.unanswered import Language, Unanswered


def make_room(connection: Connection) -> None:
    """Make the tables and columns that the store of an earlier release lacks; what was kept too long goes."""
    unanswered.make_room(connection)
    feedback.make_room(connection)
    decisions.make_room(connection)
    for table in (schema.observations, schema.comparisons):
        rows.make_room(connection, table)


class Kept:
    """What a store keeps beside the texts. Nothing of it changes what can be found.

    As in the store every method is one transaction, and raises StoreUnusable.
    """

    def __init__(self, connected: Callable[..., AbstractContextManager[Connection]]) -> None:
        self._connected = connected

    def keep_unanswered(self, question: str, region: str | None, language: Language, on: date) -> None:
        """Count a question that found nothing, as it was masked; those last asked 180 days before go.

        Waits at most a quarter of a second for another writer: somebody waits for the answer.
        """
        with self._connected(writes=True, busy_ms=unanswered.BUSY_MS) as connection:
            unanswered.keep(connection, question, region, language, on)

    def unanswered(self, *, clear: bool = False) -> tuple[Unanswered, ...]:
        """The questions that found nothing, most asked first; with `clear` they are forgotten."""
        with self._connected(writes=clear) as connection:
            found = unanswered.kept(connection)
            if clear:
                unanswered.clear(connection)
            return found

    def keep_feedback(self, said: Feedback, on: date) -> KeptFeedback:
        """Keep what somebody says of an answer; what is over 180 days old goes, and of too many the oldest."""
        with self._connected(writes=True) as connection:
            return feedback.keep(connection, said, on)

    def feedback(self, region: str | None = None) -> tuple[KeptFeedback, ...]:
        """What people said of answers, of all regions or of one, newest first."""
        with self._connected() as connection:
            return feedback.kept(connection, region)

    def remove_feedback(self, number: int) -> None:
        """Forget what somebody said: it is dealt with. Raises UnknownFeedback."""
        with self._connected(writes=True) as connection:
            feedback.remove(connection, number)

    def keep_decision(self, decided: KeptDecision) -> None:
        """Keep what was decided of a finding, in place of what was decided before."""
        with self._connected(writes=True) as connection:
            decisions.keep(connection, decided)

    def decisions(self) -> tuple[KeptDecision, ...]:
        """What was decided of findings, newest first, also of those that are found no more."""
        with self._connected() as connection:
            return decisions.kept(connection)

    def remove_decision(self, finding: str) -> bool:
        """Take back what was decided of a finding; whether anything was."""
        with self._connected(writes=True) as connection:
            return decisions.remove(connection, finding)

    def observed(self, documents: Mapping[str, str], key: str) -> dict[str, str]:
        """What was observed of the given versions (document id to version) under a key, by document id."""
        with self._connected() as connection:
            return observed.kept(connection, documents, key)

    def keep_observed(self, found: Mapping[tuple[str, str], str], key: str) -> None:
        """Keep what was observed, by document id and version, in place of what was kept of those documents."""
        with self._connected(writes=True) as connection:
            observed.keep(connection, found, key)

    def compared(self, keys: Mapping[Sides, str], on: date | None) -> dict[Sides, str]:
        """What was found in regions and between two under the given keys for a day, or for the last day asked for."""
        with self._connected() as connection:
            return compared.kept(connection, keys, on)

    def keep_compared(self, found: Mapping[Sides, tuple[str, str]], on: date, among: Mapping[Sides, str]) -> None:
        """Keep keys with what was found under them for a day; what is kept of regions not `among` these goes."""
        with self._connected(writes=True) as connection:
            compared.keep(connection, found, on, among)
