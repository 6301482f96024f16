"""What was observed of each paper, kept in the store: a paper that has not changed is not read again."""

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from multiprocessing import get_context
from typing import NamedTuple

from kb.consistency.observe import Observed, key_of, observe, roles_of
from kb.errors import StoreUnusable
from kb.model import Document, Reading
from kb.process.actors import Roles
from kb.store import Store

_MANY = 24  # papers: fewer are read before a second process has started


class Progress(NamedTuple):
    """How many of the papers that were not read before have been read by now."""

    read: int
    unread: int


class Observations:
    """The observations of what a store holds. One thread reads at a time; others may look how far it is, or stop it.

    Methods raise StoreError.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stopping = threading.Event()
        self.progress = Progress(0, 0)

    def stop(self) -> None:
        """Have whoever reads stop after the paper at hand, with StoreUnusable: the store is being closed."""
        self._stopping.set()

    def of(self, documents: Sequence[Document]) -> Mapping[str, Observed]:
        """What is observed of each document, by id; those not read before are read, and kept by region."""
        regions = [list(of_it) for _, of_it in groupby(sorted(documents, key=_region), key=_region)]
        kept = [self._kept(of_it) for of_it in regions]
        found = {document_id: one for of_it in kept for document_id, one in of_it.items()}
        self.progress = Progress(0, len(documents) - len(found))
        for of_it in regions:
            new = [one for one in of_it if one.id not in found]
            if new:
                found |= self._fresh(of_it, new)
        return found

    def _kept(self, documents: Sequence[Document]) -> dict[str, Observed]:
        kept = self._store.kept.observed({one.id: one.version for one in documents}, key_of(documents))
        return {document_id: Observed.model_validate_json(text) for document_id, text in kept.items()}

    def _fresh(self, documents: Sequence[Document], new: Sequence[Document]) -> dict[str, Observed]:
        readings = {one.id: self._store.reading(one.id, one.version) for one in documents}
        observed = self._observed([readings[one.id] for one in new], roles_of(readings.values()))
        found: dict[str, Observed] = {}
        for one, seen in zip(new, observed, strict=True):
            found[one.id] = seen
            self.progress = self.progress._replace(read=self.progress.read + 1)
        texts = {(one.id, one.version): found[one.id].model_dump_json() for one in new}
        self._store.kept.keep_observed(texts, key_of(documents))
        return found

    def _observed(self, readings: Sequence[Reading], roles: Roles) -> Iterator[Observed]:
        cores = min(os.cpu_count() or 1, 4)
        if len(readings) < _MANY or cores == 1:
            yield from self._unless_stopped(observe(one, roles) for one in readings)
            return
        # Spawned: a fork of a process with threads may never come to life.
        pool = ProcessPoolExecutor(cores, mp_context=get_context("spawn"), initializer=_begin, initargs=(roles,))
        try:
            yield from self._unless_stopped(pool.map(_observe, readings, chunksize=4))
        finally:
            pool.shutdown(cancel_futures=True)

    def _unless_stopped(self, observed: Iterator[Observed]) -> Iterator[Observed]:
        for one in observed:
            if self._stopping.is_set():
                raise StoreUnusable("the store is being closed")
            yield one


def _region(document: Document) -> str:
    return document.region


_roles = Roles()


def _begin(roles: Roles) -> None:
    global _roles  # noqa: PLW0603 - what a child process is started with, so that it is not sent with every paper
    _roles = roles


def _observe(reading: Reading) -> Observed:
    return observe(reading, _roles)
