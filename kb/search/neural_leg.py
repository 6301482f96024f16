"""The life of the neural leg: opened, its passages embedded in the background, asked for while it is there."""

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, Literal, NamedTuple

from kb.address import Folder
from kb.errors import AfsprakenwijzerError, ModelAbsent, ModelError, ModelUnreachable, StoreError
from kb.neural.asking import Asking
from kb.neural.batch import vectors_of
from kb.neural.bound import Bound, SpaceChanged, bind
from kb.neural.embedding import SETTING, EmbeddingModel, UnsoundNumbers, open_embedding
from kb.search.semantic import Calibration, Semantic
from kb.search.space_vectors import Lacking, SpaceVectors
from kb.search.weighing import Weighed, kept, weigh
from kb.settings import Settings
from kb.store import Store

_log = logging.getLogger(__name__)

State = Literal["opening", "waiting", "embedding", "weighing", "ready", "unreachable", "refused", "absent"]

_REST_S: Final = 1.0  # after the first failure in the background; twice as long after each that follows
_LONGEST_REST_S: Final = 300.0
_LOOK_S: Final = 15.0  # how often is looked whether the owner of the folder has embedded for this process
_SERVER_S, _BATCH_S = 1.0, 60.0  # the longest that closing waits
_LOADING_S, _ANSWERING_S = 30, 3  # the longest a command waits for a folder to be loaded, a server to answer
_MOST_GIVEN_UP: Final = 0.1  # share of passages that a model may be unable to take


class _ClosingError(Exception):
    """Work is broken off because the leg is being closed."""


@dataclass(frozen=True)
class _Standing:
    state: State
    problem: str | None = None


class _Leg(NamedTuple):
    """All that a search needs, of one space."""

    bound: Bound
    vectors: SpaceVectors
    calibration: Calibration


class NeuralLeg:
    """A neural embedding beside the built-in one. Whatever becomes of its model, no asker ever gets an exception.

    Until every passage has had a vector there is no leg. Later a new document goes without it while its passages
    are embedded. Vectors are kept batch by batch, so that whoever starts again goes on where this ended.
    """

    def __init__(
        self,
        store: Store,
        open_model: Callable[[], EmbeddingModel],
        name: str,
        *,
        patience_s: float = 0,
        pause_s: float = 30,
        embeds: bool = True,
    ) -> None:
        """`open_model` may take long and is called in the background; `name` is how the settings name the model.

        `patience_s` is how long the first to search waits until it is known whether there is a leg, and `pause_s`
        how long a model is left alone that has failed askers. Who does not embed by itself does so when told to.
        """
        self._store, self._open, self._name = store, open_model, name
        self._patience_s, self._pause_s = patience_s, pause_s
        self._standing = _Standing("opening")
        self._asking = Asking(self._lost)
        self._model: EmbeddingModel | None = None
        self._bound: Bound | None = None  # the last that was there, and its vectors
        self._vectors: SpaceVectors | None = None
        self._complete = False
        self._weighed: Weighed | None = None
        self._given_up: set[tuple[str, str]] = set()  # passages that the model takes in no form
        self._leg: _Leg | None = None
        self._changed: Callable[[], None] = lambda: None
        self._embeds: Callable[[], bool] = lambda: embeds
        self._rounds, self._beginning = threading.Lock(), threading.Lock()
        self._wake, self._settled, self._closing = threading.Event(), threading.Event(), threading.Event()
        self._left_alone = False  # an asker found the model failing
        self._thread: threading.Thread | None = None

    def attach(self, changed: Callable[[], None], owns: Callable[[], bool]) -> None:
        """`changed` is called when `semantic` would say something else; who does not own the folder embeds nothing.

        Begins where nobody is to wait for it.
        """
        embeds = self._embeds
        self._changed, self._embeds = changed, lambda: embeds() and owns()
        if not self._patience_s:
            self.begin()

    def begin(self) -> None:
        """Open the model in the background, if that has not begun; returns when it is known whether there is a leg."""
        with self._beginning:
            if self._thread is None and not self._closing.is_set():
                self._thread = threading.Thread(target=self._run, name="neural", daemon=True)
                self._thread.start()
        self._settled.wait(self._patience_s)

    def store_changed(self) -> None:
        """Embed what is new, in the background."""
        self._wake.set()

    def follow(self, *, anew: bool = False) -> None:
        """Embed what lacks a vector, `anew` all, and return when that is done.

        Raises ModelError, and StoreUnusable.
        """
        with self._rounds:
            try:
                self._round(anew=anew)
            except _ClosingError:
                return
            except ModelError as error:
                self._failed(error)
                raise
            finally:
                self._settled.set()

    def semantic(self, passages: Mapping[str, str]) -> Semantic | None:
        """The leg over these passages (id to its document's mark), if there is one; None: search without."""
        if (leg := self._leg) is None or (matrix := leg.vectors.over(passages)) is None:
            return None
        return Semantic(tuple(passages), matrix, partial(self._asking.ask, leg.bound), leg.calibration)

    def status(self) -> dict[str, object]:
        """How the leg stands, for whoever runs the place; its `weight` is 0 where the model helps nobody."""
        standing, bound, vectors, leg = self._standing, self._bound, self._vectors, self._leg
        return {
            "model": self._name,
            "space": bound.space.name if bound else None,
            "embedded": vectors.embedded if vectors else 0,
            "passages": vectors.passages if vectors else 0,
            "state": standing.state,
            "problem": standing.problem,
            "weight": leg.calibration.weight if leg else None,
        }

    def close(self) -> None:
        """Break off what goes on; a call to the model that hangs is left to itself."""
        self._closing.set()
        self._wake.set()
        self._asking.end()
        with self._beginning:
            thread = self._thread
        if model := self._model:
            model.close()
        if thread is not None:
            # A model in this process ends its batch first: a thread that computes must not outlive the interpreter.
            thread.join(timeout=_SERVER_S if model and model.served else _BATCH_S)

    # ---- in the background ----------------------------------------------------------------------

    def _run(self) -> None:
        rest = _REST_S
        while not self._closing.is_set():
            self._wake.clear()
            wait: float | None = None if self._embeds() else _LOOK_S
            try:
                with self._rounds:
                    self._round()
                rest = _REST_S
            except _ClosingError:
                return
            except ModelAbsent as error:
                self._failed(error)
            except (ModelError, StoreError) as error:
                self._failed(error)
                wait, rest = rest, min(rest * 2, _LONGEST_REST_S)
            except Exception as error:  # noqa: BLE001 - a mistake of ours must not end the leg for good
                _log.exception("neural embedding %s", self._name)
                self._stand(self._standing.state, type(error).__name__)
                wait, rest = rest, min(rest * 2, _LONGEST_REST_S)
            self._settled.set()
            self._wake.wait(wait)
            if self._left_alone:
                self._left_alone = False
                self._closing.wait(self._pause_s)

    def _round(self, *, anew: bool = False) -> None:
        """Bring the leg to what the store holds now."""
        bound, vectors = self._bind()
        lacking = vectors.follow(anew=anew)
        if anew:
            self._given_up = set()
        if self._complete and self._weighed:
            self._publish(_Leg(bound, vectors, self._weighed.calibration))  # what is new goes without a vector for now
            self._stand("waiting" if lacking else "ready")
            self._settled.set()
        if self._embeds() or anew:
            self._embed(bound, vectors, [one for one in lacking if one.key not in self._given_up])
        if vectors.lacking - self._given_up:
            self._stand("waiting")  # for whoever embeds, in another process
            return
        self._finish(bound, vectors)

    def _bind(self) -> tuple[Bound, SpaceVectors]:
        """The model, proven to be there, and the vectors of its space."""
        if (live := self._asking.live) and self._vectors:
            live.prove()
            return live, self._vectors
        if self._model is None:
            self._model = self._open()
        bound = bind(self._model, self._store.spaces)
        if self._bound is None or self._vectors is None or self._bound.space.name != bound.space.name:
            self._publish(None)
            self._bound, self._vectors = bound, SpaceVectors(self._store, bound.space.name)
            self._complete, self._weighed, self._given_up = bound.space.complete, kept(bound), set()
        self._asking.begin(self._bound)
        return self._bound, self._vectors

    def _embed(self, bound: Bound, vectors: SpaceVectors, passages: Sequence[Lacking]) -> None:
        if passages:
            _log.info("embedding %d passages in the space %s", len(passages), bound.space.name)
            self._stand("embedding")
        for start in range(0, len(passages), bound.at_once):
            batch = passages[start : start + bound.at_once]
            found = vectors_of(bound, [one.text for one in batch]) if not self._closing.is_set() else []
            if self._closing.is_set():
                raise _ClosingError
            rows = {one: row for one, row in zip(batch, found, strict=True) if row is not None}
            self._given_up |= {one.key for one in batch if one not in rows}
            vectors.put(rows)
            if len(self._given_up) > _MOST_GIVEN_UP * vectors.passages:
                raise self._refused(f"it takes {len(self._given_up)} of {vectors.passages} passages in no form")

    def _finish(self, bound: Bound, vectors: SpaceVectors) -> None:
        """Every passage has a vector that can have one."""
        if not self._complete or len(self._store.spaces.names()) > 1:
            self._store.spaces.complete(bound.space.name)
        self._complete = True
        if vectors.embedded:
            if self._weighed is None:
                self._stand("weighing")
            self._weighed = weigh(self._store, bound, vectors, self._weighed)
            self._publish(_Leg(bound, vectors, self._weighed.calibration))
        if self._asking.live is bound:  # else an asker has found it gone in the meantime
            self._stand("ready")

    # ---- what others see ------------------------------------------------------------------------

    def _publish(self, leg: _Leg | None) -> None:
        self._leg = leg
        self._changed()

    def _lost(self, error: ModelUnreachable) -> None:
        """An asker found the model gone."""
        self._left_alone = not isinstance(error, SpaceChanged)
        self._failed(error)
        self._wake.set()

    def _failed(self, error: AfsprakenwijzerError) -> None:
        if self._closing.is_set():
            return  # what is let go of fails
        problem = error.facts.get("problem", str(error))
        if isinstance(error, ModelError):
            self._asking.end()
            absent, unsound = isinstance(error, ModelAbsent), isinstance(error, UnsoundNumbers)
            self._stand("absent" if absent else "refused" if unsound else "unreachable", problem)
            if isinstance(error, SpaceChanged | UnsoundNumbers):
                self._publish(None)
        else:
            self._stand(self._standing.state, problem)

    def _stand(self, state: State, problem: str | None = None) -> None:
        if (now := _Standing(state, problem)) == self._standing:
            return  # said once
        self._standing = now
        level = logging.WARNING if problem else logging.INFO
        _log.log(level, "neural embedding %s: %s%s", self._name, state, f" ({problem})" if problem else "")

    def _refused(self, problem: str) -> UnsoundNumbers:
        return UnsoundNumbers(f"embedding {self._name}: {problem}", model=self._name, problem=problem, setting=SETTING)


def neural_leg(store: Store, settings: Settings, *, serving: bool) -> NeuralLeg | None:
    """The leg of the model that the settings name, if they name one; its model is not opened yet.

    A command is asked once and ends: it waits for its model, and embeds nothing unless that is its work. Whoever is
    `serving` several people does not wait, and embeds.
    """
    if (address := settings.embedding_address) is None:
        return None
    model = partial(open_embedding, address, settings.embedding_key)
    patience_s = 0 if serving else _LOADING_S if isinstance(address, Folder) else _ANSWERING_S
    return NeuralLeg(store, model, settings.embedding or "", patience_s=patience_s, embeds=serving)
