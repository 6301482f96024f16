"""What was observed of each paper, kept in the store: a paper that has not changed is not read again."""

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import groupby
from queue import SimpleQueue
from typing import NamedTuple

from kb.consistency.child import Child
from kb.consistency.observe import Observed, key_of, observe, roles_of
from kb.errors import StoreUnusable
from kb.model import Document, Reading
from kb.process.actors import Roles
from kb.store import Store

_MANY = 24  # papers: fewer are read before a second process has started
_LONG = 50_000  # characters: less is read before a process has started
_MOST = 4  # processes: each takes some 150 MB


class Progress(NamedTuple):
    """How many of the papers that were not read before have been read by now."""

    read: int
    unread: int


class Observations:
    """The observations of what a store holds. One thread reads at a time; others may look how far it is, or stop it.

    Methods raise StoreError.
    """

    def __init__(self, store: Store, *, apart: bool = False) -> None:
        """`apart`: papers are read in processes of their own however few they are, unless they are short."""
        self._store, self._apart = store, apart
        self._stopping = threading.Event()
        self.progress: Progress | None = None  # of whoever reads now, once it is counted

    def stop(self) -> None:
        """Have whoever reads stop after the paper at hand, with StoreUnusable: the store is being closed."""
        self._stopping.set()

    def of(self, documents: Sequence[Document]) -> Mapping[str, Observed]:
        """What is observed of each document, by id; those not read before are read, and kept."""
        regions = {name: list(of_it) for name, of_it in groupby(sorted(documents, key=_region), key=_region)}
        found = {document_id: one for of_it in regions.values() for document_id, one in self._kept(of_it).items()}
        new = [one for one in documents if one.id not in found]
        self.progress = Progress(0, len(new))
        return found | self._read(new, regions)

    def _read(self, new: Sequence[Document], regions: Mapping[str, Sequence[Document]]) -> dict[str, Observed]:
        found: dict[str, Observed] = {}
        readings: list[Reading] = []
        roles: dict[str, Roles] = {}
        for name in dict.fromkeys(one.region for one in new):
            of_it = {one.id: self._store.reading(one.id, one.version).for_people() for one in regions[name]}
            roles[name] = roles_of(of_it.values())
            readings += [of_it[one.id] for one in new if one.region == name]
        for reading, observed in zip(readings, self._observed(readings, roles), strict=True):
            document = reading.document
            found[document.id] = observed
            texts = {(document.id, document.version): observed.model_dump_json()}
            self._store.kept.keep_observed(texts, key_of(regions[document.region]))
            self.progress = Progress(len(found), len(new))
        return found

    def _kept(self, documents: Sequence[Document]) -> dict[str, Observed]:
        kept = self._store.kept.observed({one.id: one.version for one in documents}, key_of(documents))
        return {document_id: Observed.model_validate_json(text) for document_id, text in kept.items()}

    def _observed(self, readings: Sequence[Reading], roles: Mapping[str, Roles]) -> Iterator[Observed]:
        cores = min(len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1, _MOST)
        if self._apart and sum(len(one.full_text) for one in readings) > _LONG:
            cores = max(1, min(cores - 1, len(readings)))  # one is left to whoever this process answers
        elif len(readings) < _MANY or cores == 1:
            yield from self._unless_stopped(observe(one, roles[one.document.region]) for one in readings)
            return
        free: SimpleQueue[Child] = SimpleQueue()

        def apart(reading: Reading) -> Observed:
            child = free.get()
            try:
                return child.observe(reading)
            finally:
                free.put(child)

        with ExitStack() as opened:
            for _ in range(cores):
                free.put(opened.enter_context(Child(roles)))
            threads = opened.enter_context(ThreadPoolExecutor(cores, "observing"))
            opened.callback(threads.shutdown, wait=False, cancel_futures=True)
            yield from self._unless_stopped(threads.map(apart, readings))

    def _unless_stopped(self, observed: Iterator[Observed]) -> Iterator[Observed]:
        for one in observed:
            if self._stopping.is_set():
                raise StoreUnusable("the store is being closed")
            yield one


def _region(document: Document) -> str:
    return document.region
