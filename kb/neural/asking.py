"""Questions to a model that may be slow or gone: answered within two seconds, or nobody waits for it any more."""

import threading
from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kb.errors import ModelUnreachable
from kb.neural.bound import PROBES, Bound
from kb.neural.deadline import within
from kb.neural.embedding import SETTING

Vector = NDArray[np.float32]

_ASK_S: Final = 2.0  # an asker is better served without the model than later
_FAILURES: Final = 2  # in a row, after which the model is asked nothing until it has been tried


class Asking:
    """Who asks the model on behalf of the askers, and stops when it fails. Threads may share one."""

    def __init__(self, lost: Callable[[ModelUnreachable], None]) -> None:
        """`lost` is called with the last failure when the model is asked no more."""
        self._lost, self._lock = lost, threading.Lock()
        self._live: Bound | None = None
        self._failures = 0

    @property
    def live(self) -> Bound | None:
        """The model that is asked now."""
        return self._live

    def begin(self, bound: Bound) -> None:
        """Ask this model from now on, after a trial; raises ModelUnreachable where that fails."""
        _asked(bound, lambda: bound.questions(PROBES[:1])[0])
        with self._lock:
            self._live, self._failures = bound, 0

    def end(self) -> None:
        """Ask nothing any more."""
        with self._lock:
            self._live = None

    def ask(self, bound: Bound, question: str) -> Vector | None:
        """The question's vector of length 1; None where the model does not answer, or is not that one any more."""
        if self._live is not bound:
            return None
        try:
            vector = _asked(bound, lambda: bound.question(question))
        except ModelUnreachable as error:
            self._failed(bound, error)
            return None
        except Exception:  # noqa: BLE001 - no thread left, no memory: an asker gets an answer all the same
            return None
        self._failures = 0
        return vector

    def _failed(self, bound: Bound, error: ModelUnreachable) -> None:
        with self._lock:
            if self._live is not bound:
                return
            self._failures += 1
            if self._failures < _FAILURES and type(error) is ModelUnreachable:  # what answers wrongly will again
                return
            self._live = None
        self._lost(error)


def _asked(bound: Bound, work: Callable[[], Vector]) -> Vector:
    try:
        return within(_ASK_S, work)
    except TimeoutError as error:
        name, problem = bound.model.name, f"a question takes it longer than {_ASK_S:.0f} s"
        raise ModelUnreachable(f"embedding {name}: {problem}", model=name, problem=problem, setting=SETTING) from error
