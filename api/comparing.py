"""Has the agreements compared while the server runs, so that answers can warn of what contradicts them."""

import logging
import threading
from datetime import date
from types import TracebackType
from typing import Final, Self

from api.routes.guard import log_unexpected
from api.workplace import Workplace
from kb.errors import AfsprakenwijzerError

_EVERY_S: Final = 2.0  # between two looks at what is held

_log = logging.getLogger(__name__)


class Comparing:
    """Compares what is held in a thread of its own: at the start, when it has changed, and on a new day.

    A context manager that stops comparing on leaving. What changes goes first: while documents are still
    coming in, nothing is compared.
    """

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._follow, name="comparing-again")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._stopping.set()
        self._workplace.consistency.close()
        self._thread.join()

    def _follow(self) -> None:
        done: tuple[int, date] | None = None
        before: tuple[int, date] | None = None
        while not self._stopping.wait(_EVERY_S):
            try:
                now = (self._workplace.store.generation(), date.today())
                if now != done and now == before:
                    self._workplace.consistency.findings(None, now[1])
                    done = now
                before = now
            except AfsprakenwijzerError as error:  # tried again; readiness tells what is wrong with the store
                if not self._stopping.is_set():
                    _log.warning("the agreements could not be compared: %s", error)
            except Exception as error:  # noqa: BLE001 - a thread has no one to raise to, and answers are whole without
                log_unexpected(error)
                done = before  # what broke on these papers would break again
