"""What was observed of each paper, kept in the store: a paper that has not changed is not read again."""

import logging
import os
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from kb.consistency.observe import Observed, key_of, observe, roles_of
from kb.model import Document, Reading
from kb.process.actors import Roles
from kb.store import Store

_MANY = 24  # papers: fewer are read before a second process has started
_log = logging.getLogger(__name__)


class Observations:
    """The observations of what a store holds. Methods raise StoreError."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def of(self, documents: Sequence[Document]) -> Mapping[str, Observed]:
        """What is observed of each document, by id; those not read before are read, and kept."""
        found: dict[str, Observed] = {}
        for region in dict.fromkeys(one.region for one in documents):
            found |= self._of_region([one for one in documents if one.region == region])
        return found

    def _of_region(self, documents: Sequence[Document]) -> dict[str, Observed]:
        key = key_of(documents)
        kept = self._store.kept.observed({one.id: one.version for one in documents}, key)
        found = {document_id: Observed.model_validate_json(text) for document_id, text in kept.items()}
        new = [one for one in documents if one.id not in found]
        if new:
            readings = {one.id: self._store.reading(one.id, one.version) for one in documents}
            fresh = _observed([readings[one.id] for one in new], roles_of(readings.values()))
            self._store.kept.keep_observed({(one.id, one.version): fresh[one.id].model_dump_json() for one in new}, key)
            found |= fresh
        return found


def _observed(readings: Sequence[Reading], roles: Roles) -> dict[str, Observed]:
    cores = min(os.cpu_count() or 1, 4)
    if len(readings) < _MANY or cores == 1:
        return {one.document.id: observe(one, roles) for one in readings}
    # Spawned: a fork of a process with threads may never come to life.
    with ProcessPoolExecutor(cores, mp_context=get_context("spawn"), initializer=_begin, initargs=(roles,)) as pool:
        observed: Iterable[Observed] = pool.map(_observe, readings, chunksize=4)
        return {reading.document.id: one for reading, one in zip(readings, observed, strict=True)}


_roles = Roles()


def _begin(roles: Roles) -> None:
    global _roles  # noqa: PLW0603 - what a child process is started with, so that it is not sent with every paper
    _roles = roles


def _observe(reading: Reading) -> Observed:
    return observe(reading, _roles)
