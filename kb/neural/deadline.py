"""Work that may hang, waited for no longer than it may take."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` returns or raises; TimeoutError where it takes longer, and then it is left to itself.

    Timeouts of an HTTP client count from byte to byte: a server that drips is waited for without end. The thread
    is a daemon, so that it keeps no process alive.
    """
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # noqa: BLE001 - it is raised where it is waited for
            done.set_exception(error)

    threading.Thread(target=run, name="embedding", daemon=True).start()
    return done.result(timeout=seconds)
