"""What people leave behind: questions that found nothing, and what they say of answers; each kept for a while."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

from sqlalchemy import Connection

from kb import feedback, unanswered
from kb.feedback import Feedback, KeptFeedback
from kb.unanswered import Language, Unanswered


def make_room(connection: Connection) -> None:
    """Make the tables that the store of an earlier release lacks; what was kept too long goes."""
    unanswered.make_room(connection)
    feedback.make_room(connection)


class Kept:
    """What people left in a store. Nothing of it changes what can be found.

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
