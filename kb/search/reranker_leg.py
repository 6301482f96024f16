"""The life of a configured reranker: opened and weighed in the background, asked in time, left alone when it fails."""

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Final, Literal, Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from kb.address import Folder
from kb.errors import ModelAbsent, ModelError, ModelUnreachable
from kb.model import Noun
from kb.neural.deadline import within
from kb.neural.reranker import SETTING, RerankerModel, open_reranker
from kb.search.entry import Entry
from kb.search.reranker import Calibration, Reranker, calibrate
from kb.settings import Settings

_log = logging.getLogger(__name__)

State = Literal["opening", "weighing", "ready", "unweighed", "unreachable", "absent"]

_ASK_S: Final = 2.0  # an asker is better served without the model than later
_PAUSE_S: Final = 30.0  # how long a model is left alone that has failed an asker
_REST_S, _LONGEST_REST_S = 1.0, 300.0  # after a failure in the background; twice as long after each that follows
_CALL_S: Final = 60.0  # reading 24 passages when nobody waits
_LOADING_S, _ANSWERING_S = 30.0, 3.0  # the longest a command waits for a folder to be loaded, a server to answer
_MOVED: Final = 0.1  # share of the documents, from which a model is weighed anew


class Held(Protocol):
    """What is searched."""

    @property
    def documents(self) -> Mapping[str, str]:
        """The marks of the documents by their ids."""
        ...

    @property
    def entries(self) -> Mapping[str, Sequence[Entry]]:
        """The passages of each document."""
        ...


class Kept(Noun):
    """What a model was found to weigh, and the documents (id to mark) on which it was."""

    model: str
    documents: dict[str, str]
    calibration: Calibration


class RerankerLeg:
    """A reranker behind the search. Whatever becomes of its model, no asker ever gets an exception.

    What it weighs is kept in a file, so that who starts again need not find it out.
    """

    def __init__(
        self,
        open_model: Callable[[], RerankerModel],
        name: str,
        file: Path,
        *,
        patience_s: float = 0,
        pause_s: float = _PAUSE_S,
        weighs: bool = True,
    ) -> None:
        """`open_model` may take long and is called in the background; `name` is how the settings name the model.

        `patience_s` is how long the first to search waits for it. Who does not weigh it hears it
        where another has.
        """
        self._open, self._name, self._file = open_model, name, file
        self._patience_s, self._pause_s, self._weighs = patience_s, pause_s, weighs
        self._state: State = "opening"
        self._problem: str | None = None
        self._model: RerankerModel | None = None
        self._weighed: Kept | None = None
        self._held: Callable[[], Held] | None = None
        self._changed: Callable[[], None] = lambda: None
        self._until = 0.0  # when the model is asked again, by the monotonic clock
        self._beginning = threading.Lock()
        self._settled, self._closing, self._wake = threading.Event(), threading.Event(), threading.Event()
        self._thread: threading.Thread | None = None
        self.reranker: Reranker | None = None  # until it is known what it weighs

    def attach(self, changed: Callable[[], None], held: Callable[[], Held]) -> None:
        """`changed` is called when there is another `reranker`; it is weighed on what is `held` then."""
        self._changed, self._held = changed, held

    def begin(self) -> None:
        """Open the model in the background, if that has not begun; returns when it is known whether it is heard."""
        with self._beginning:
            if self._thread is None and not self._closing.is_set():
                self._thread = threading.Thread(target=self._run, name="reranker", daemon=True)
                self._thread.start()
        self._settled.wait(self._patience_s)

    def store_changed(self) -> None:
        """Weigh the model anew, in the background, where much has changed."""
        self._wake.set()

    def status(self) -> dict[str, object]:
        """How it stands, for whoever runs the place; its `weight` is 0 where the model helps nobody."""
        weight = self.reranker.calibration.weight if self.reranker else None
        return {"model": self._name, "state": self._state, "problem": self._problem, "weight": weight}

    def close(self) -> None:
        """Break off what goes on; a call to the model that hangs is left to itself."""
        self._closing.set()
        self._wake.set()
        if self._model:
            self._model.close()
        with self._beginning:
            thread = self._thread
        if thread:
            thread.join(timeout=_CALL_S)

    # ---- in the background ----------------------------------------------------------------------

    def _run(self) -> None:
        rest = _REST_S
        while not self._closing.is_set():
            self._wake.clear()
            wait: float | None = None
            try:
                self._follow()
                rest = _REST_S
            except ModelAbsent as error:
                self._stand("absent", error.facts["problem"])
            except ModelUnreachable as error:
                self._stand("unreachable", error.facts["problem"])
                wait, rest = rest, min(rest * 2, _LONGEST_REST_S)
            except Exception as error:  # noqa: BLE001 - a mistake of ours must not end it for good
                _log.exception("reranker %s", self._name)
                self._stand(self._state, type(error).__name__)
                wait, rest = rest, min(rest * 2, _LONGEST_REST_S)
            self._settled.set()
            self._wake.wait(wait)

    def _follow(self) -> None:
        """Bring the weight to what is held now."""
        if self._model is None:
            self._model = self._open()
            self._weighed = _kept(self._file, self._model.name)
        if self._held and self._weighs:
            self._weigh(self._model, self._held())
        if self._weighed:
            self.reranker = Reranker(self._ask, self._weighed.calibration)
            self._changed()
        self._stand("ready" if self._weighed else "unweighed")

    def _weigh(self, model: RerankerModel, held: Held) -> None:
        if self._weighed and _moved(self._weighed.documents, held.documents) <= _MOVED:
            return
        self._stand("weighing")
        calibration = calibrate([entry for entries in held.entries.values() for entry in entries], self._read)
        _log.info("reranker %s weighs %.3f here", self._name, calibration.weight)
        self._weighed = Kept(model=model.name, documents=dict(held.documents), calibration=calibration)
        _keep(self._file, self._weighed)

    def _read(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        if self._closing.is_set() or self._model is None:
            raise self._late(0)
        try:
            return within(_CALL_S, partial(self._model.scores, question, texts))
        except TimeoutError:
            raise self._late(_CALL_S) from None

    # ---- for askers -----------------------------------------------------------------------------

    def _ask(self, question: str, texts: Sequence[str]) -> NDArray[np.float32] | None:
        """A score for each text; None where the model has none in time, or has failed a moment ago."""
        if self._model is None or self._closing.is_set() or time.monotonic() < self._until:
            return None
        try:
            found = within(_ASK_S, partial(self._model.scores, question, texts))
        except TimeoutError:
            self._leave_alone(str(self._late(_ASK_S).facts["problem"]))
            return None
        except ModelError as error:
            self._leave_alone(error.facts["problem"])
            return None
        except Exception as error:  # noqa: BLE001 - no thread left, no memory: an asker gets an answer all the same
            self._leave_alone(type(error).__name__)
            return None
        if self._problem:
            self._stand("ready")
        return found

    def _leave_alone(self, problem: str) -> None:
        self._until = time.monotonic() + self._pause_s
        self._stand("unreachable", problem)

    def _late(self, seconds: float) -> ModelUnreachable:
        problem = f"it takes longer than {seconds:.0f} s"
        return ModelUnreachable(f"reranker {self._name}: {problem}", model=self._name, problem=problem, setting=SETTING)

    def _stand(self, state: State, problem: str | None = None) -> None:
        if (state, problem) == (self._state, self._problem):
            return  # said once
        self._state, self._problem = state, problem
        if not self._closing.is_set():
            level = logging.WARNING if problem else logging.INFO
            _log.log(level, "reranker %s: %s%s", self._name, state, f" ({problem})" if problem else "")


def reranker_leg(settings: Settings, *, serving: bool) -> RerankerLeg | None:
    """The reranker that the settings name, if they name one; its model is not opened yet.

    A command is asked once and ends: it waits for its model and does not weigh it.
    """
    if (address := settings.reranker_address) is None:
        return None
    patience_s = 0.0 if serving else _LOADING_S if isinstance(address, Folder) else _ANSWERING_S
    model = partial(open_reranker, address, settings.reranker_key)
    file = settings.data / "indexes" / "reranker.json"
    return RerankerLeg(model, settings.reranker or "", file, patience_s=patience_s, weighs=serving)


def _kept(file: Path, model: str) -> Kept | None:
    """What was found of this model before; None where nothing was, or by another release."""
    try:
        kept = Kept.model_validate_json(file.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError):
        return None
    return kept if kept.model == model else None


def _keep(file: Path, kept: Kept) -> None:
    with suppress(OSError):  # where nothing can be written, it is found out again next time
        file.parent.mkdir(parents=True, exist_ok=True)
        made = file.with_suffix(".new")
        made.write_text(kept.model_dump_json(), "utf-8")
        made.replace(file)


def _moved(before: Mapping[str, str], now: Mapping[str, str]) -> float:
    return len(before.items() ^ now.items()) / max(1, len(now))
