"""The indexes' life: checked at start, rebuilt without a person, brought along with the store, swapped whole."""

import logging
import shutil
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kb.errors import IndexUnusable
from kb.language.overlay import shipped
from kb.language.thesaurus import Thesaurus
from kb.search.embedding import Embed
from kb.search.hybrid import HybridSearch
from kb.search.meaning import Meaning
from kb.search.moment import LEXICAL, Moment, VectorLeg, lexical_folder
from kb.search.probing import Probing
from kb.search.shelf import Shelf, read_manifest, write_manifest
from kb.search.vectors import ChromaVectors
from kb.store import Store

if TYPE_CHECKING:
    from kb.search.neural_leg import NeuralLeg
    from kb.search.reranker_leg import RerankerLeg

logger = logging.getLogger(__name__)

_BATCH = 500
_PATIENCE_S = 2  # the longest that a question waits for what is new
_TRIES = 3  # what a former process left, then two builds


class _ClosingError(Exception):
    """Work is broken off because the indexes are being closed."""


class Indexes:
    """What finds passages, made of the store and never more than that.

    The lexical index and exact vectors are in memory before this is open, so answers are right
    from the first. Chroma takes over the vectors when it has been probed, brought along or
    rebuilt, in a background thread. One process at a time owns the folder and with it Chroma;
    others search their own copy in memory and take over when the owner ends. Threads may share it.
    """

    def __init__(
        self,
        store: Store,
        folder: Path,
        embed: Embed,
        space: str,
        thesaurus: Callable[[], Thesaurus] = shipped,
        *,
        meaning: Meaning | None = None,
        neural: "NeuralLeg | None" = None,
        reranker: "RerankerLeg | None" = None,
    ) -> None:
        """Open the indexes under `folder`; `embed` makes the vectors of the embedding `space`.

        `thesaurus` gives the one in use, each time a question is read. A `meaning` is a model of
        words beside the likeness of their letters. A `neural` leg and a `reranker` begin with the
        first search and are closed with the indexes. Raises StoreUnusable.
        """
        self._thesaurus, self._meaning, self.neural, self._reranker = thesaurus, meaning, neural, reranker
        self._models = {name: one for name, one in (("neural", neural), ("reranker", reranker)) if one}
        self._store, self._embed, self._space = store, embed, space
        self._shelf = Shelf(folder)
        self._writable = True
        self._catching_up = threading.Lock()
        self._closing = threading.Event()
        self._probing = Probing()
        self._chroma: ChromaVectors | None = None
        self._built = self._shelf.folder  # the folder Chroma is in; has a meaning while Chroma is open
        self._inside: Mapping[str, str] = {}  # passage ids and versions that Chroma holds
        self._follower = ThreadPoolExecutor(1, thread_name_prefix="catching-up")
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="indexes")
        self._showing = threading.Lock()  # what is searched now, and the models over it, change together
        self._now = self._read(self._shelf.current())
        if not self._own():
            logger.info("%s is another process's or cannot be written, searching in memory", self._shelf.folder)
        self._task = self._worker.submit(self._tend)
        if neural:
            neural.attach(self._show, lambda: self._shelf.owned or not self._writable)
        if reranker:
            reranker.attach(self._show, lambda: self._now)

    @property
    def search(self) -> HybridSearch:
        """The search over what the store holds now.

        Who finds the store changed waits until the indexes have been brought along, two seconds at
        most; others get the search as it was, at once. Call `catch_up` first where that must not
        be. Raises StoreUnusable.
        """
        for model in self._models.values():
            model.begin()
        if (self._behind() or not self._shelf.owned) and not self._catching_up.locked():
            task = self._follower.submit(self.catch_up)
            with suppress(TimeoutError):
                task.result(timeout=_PATIENCE_S)
        return self._now.search

    def catch_up(self) -> None:
        """Return when all that the store holds now is found; by exact vectors until Chroma has followed.

        Raises StoreUnusable.
        """
        with self._catching_up:
            self._catch_up()

    def wait(self) -> None:
        """Return when all that the store holds now is found, by Chroma too where this process owns it.

        Raises StoreUnusable, and IndexUnusable where Chroma cannot be built; searching goes on
        without it then.
        """
        self.catch_up()
        self._task.result()

    def rebuild(self) -> None:
        """Make every index anew from the store and swap it in. Raises as `wait` does, and ModelError."""
        with self._catching_up:
            self._now.leg.chroma = None  # it is about to be closed; searches in hand go on without it
            self._show(self._read(None))
            self._task = self._worker.submit(self._tend, anew=True)
        self._task.result()
        if self.neural:
            self.neural.follow(anew=True)

    def status(self) -> dict[str, object]:
        """How the indexes stand, for whoever runs the place.

        `vectors` says what compares them now; `built` whether what the folder holds is up to date.
        """
        now = self._now
        for model in self._models.values():
            model.begin()  # whether it is there is what is asked
        return {
            "generation": now.manifest.generation,
            "passages": len(now.versions),
            "space": now.manifest.space,
            "analyser": now.manifest.analyser,
            "vectors": "exact" if now.leg.chroma is None else "chroma",
            "built": read_manifest(self._shelf.current()) == now.manifest,
            "owner": self._shelf.owned,
            "folder": str(self._shelf.folder),
            **{name: model.status() for name, model in self._models.items()},
        }

    def close(self) -> None:
        """Break off what goes on in the background and let go of the folder."""
        self._closing.set()
        for model in self._models.values():
            model.close()
        self._probing.break_off()
        self._follower.shutdown(wait=True, cancel_futures=True)
        self._worker.shutdown(wait=True, cancel_futures=True)
        self._drop()
        self._shelf.release()

    # ---- what is searched ---------------------------------------------------------------------

    def _behind(self) -> bool:
        return self._store.generation() != self._now.manifest.generation

    def _catch_up(self) -> None:
        taken_over = not self._shelf.owned and self._own()
        if behind := self._behind():
            self._show(self._read(None, self._now))
        for model in self._models.values() if behind else ():
            model.store_changed()
        if behind or taken_over:
            self._task = self._worker.submit(self._tend)

    def _read(self, built: Path | None, before: Moment | None = None) -> Moment:
        made, said = (self._store, self._embed, self._space), self._thesaurus
        return Moment.read(*made, built=built, before=before, lost=self._lost, thesaurus=said, meaning=self._meaning)

    def _show(self, moment: Moment | None = None) -> None:
        """Search this moment from now on (None: the same), with the models as they are now."""
        with self._showing:
            now = moment or self._now
            now.search.semantic = self.neural.semantic(now.versions) if self.neural else None
            now.search.reranker = self._reranker.reranker if self._reranker else None
            self._now = now

    def _lost(self, leg: VectorLeg) -> None:
        # A search in hand may hold the vectors of an earlier moment, closed since.
        if leg is self._now.leg and not self._closing.is_set():
            self._task = self._worker.submit(self._tend, anew=True)

    def _own(self) -> bool:
        try:
            return self._writable and self._shelf.acquire()
        except OSError as error:
            self._writable = False
            logger.warning("no index can be kept in %s: %s", self._shelf.folder, error)
            return False

    # ---- Chroma, in the background: one thread alone opens, writes and closes it --------------

    def _tend(self, *, anew: bool = False) -> None:
        """Bring Chroma to what is searched now; a damaged one is made anew."""
        if not self._shelf.owned:
            return
        problem = ""
        for attempt in range(_TRIES):
            now = self._now
            try:
                self._bring_along(now, anew=anew or attempt > 0)
            except _ClosingError:
                return
            except (IndexUnusable, OSError) as error:
                self._drop()
                logger.warning("vector index: %s", error)
                problem = str(error)
            else:
                now.leg.chroma = self._chroma
                return
        logger.error("vector index could not be built in %s, searching in memory", self._shelf.folder)
        raise IndexUnusable(f"vector index: {problem}", problem=problem, folder=str(self._shelf.folder))

    def _bring_along(self, now: Moment, *, anew: bool) -> None:
        if anew:
            self._drop()
        if self._chroma is None and (anew or not self._find(now)):
            self._build(now)
        elif self._inside is not now.versions:
            self._fill(now)

    def _find(self, now: Moment) -> bool:
        """Open the Chroma that a former process left, if it is whole and of this moment."""
        built = self._shelf.current()
        if built is None or read_manifest(built) != now.manifest:
            logger.info("no index of generation %d in %s", now.manifest.generation, self._shelf.folder)
            return False
        try:
            self._probing.look(built / "chroma", self._space, now.manifest.vectors)
        finally:
            self._go_on()
        self._chroma, self._built, self._inside = ChromaVectors(built / "chroma", self._space), built, now.versions
        if set(self._chroma.ids()) != now.leg.exact.directed:
            raise IndexUnusable("other passages than the store")
        return True

    def _build(self, now: Moment) -> None:
        logger.info("building the vector index of %d passages", len(now.versions))
        built = self._shelf.new()
        try:
            write_manifest(built, now.manifest.model_copy(update={"clean": False}))
            self._chroma = ChromaVectors(built / "chroma", self._space, create=True)
            self._built, self._inside = built, {}
            self._fill(now)
            self._shelf.put(built)
        except BaseException:
            self._drop()
            shutil.rmtree(built, ignore_errors=True)
            raise

    def _fill(self, now: Moment) -> None:
        """Make Chroma and the saved lexical index those of this moment, by what differs."""
        chroma, exact = self._opened(), now.leg.exact
        saved = lexical_folder(self._built, now.manifest)
        write_manifest(self._built, now.manifest.model_copy(update={"clean": False}))
        chroma.delete([id_ for id_ in self._inside if id_ not in exact.directed])
        come = [id_ for id_, version in now.versions.items() if self._inside.get(id_) != version]
        for start in range(0, len(come), _BATCH):
            self._go_on()
            batch = come[start : start + _BATCH]
            chroma.upsert(batch, exact.rows(batch))
        if (count := chroma.count()) != now.manifest.vectors:
            raise IndexUnusable(f"{count} vectors were kept of {now.manifest.vectors}")
        saved.mkdir(exist_ok=True)
        now.lexical.save(saved)
        write_manifest(self._built, now.manifest)
        self._inside = now.versions
        for other in self._built.glob(LEXICAL + "*"):
            if other != saved:
                shutil.rmtree(other, ignore_errors=True)

    def _opened(self) -> ChromaVectors:
        if self._chroma is None:
            raise IndexUnusable("the vector index is not open")
        return self._chroma

    def _drop(self) -> None:
        if self._chroma is not None:
            self._chroma.close()
            self._chroma = None

    def _go_on(self) -> None:
        if self._closing.is_set():
            raise _ClosingError
