"""All that is searched at one moment of the store, in memory."""

import hashlib
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from kb.errors import IndexUnusable
from kb.language.dutch import ANALYSER
from kb.language.thesaurus import Thesaurus
from kb.search.change import Change
from kb.search.embedding import Embed
from kb.search.entry import Entry, entry
from kb.search.hybrid import HybridSearch
from kb.search.lexical import LexicalIndex, searched
from kb.search.meaning import Meaning
from kb.search.shelf import Manifest, read_manifest
from kb.search.vectors import ChromaVectors, ExactVectors, Vector
from kb.store import Snapshot, Store

logger = logging.getLogger(__name__)

LEXICAL = "lexical-"
_FEW = 5000  # passages among which comparing is faster than Chroma's filter: 5 ms against 20 for 4,000 of 30,000


class VectorLeg:
    """The vectors of one moment: Chroma once it is set; exact comparison before, among few, and when it fails."""

    def __init__(self, exact: ExactVectors, lost: Callable[["VectorLeg"], None]) -> None:
        """`lost` is called with this leg when its Chroma has failed."""
        self.exact, self._lost = exact, lost
        self.chroma: ChromaVectors | None = None

    def nearest(self, vector: Vector, k: int, among: Collection[str] | None = None) -> list[tuple[str, float]]:
        """As VectorIndex says."""
        chroma = self.chroma
        if chroma and (among is None or len(among) > _FEW):
            try:
                return chroma.nearest(vector, k, among)
            except IndexUnusable as error:
                logger.warning("vector index failed, answering without it: %s", error)
                if self.chroma is chroma:  # else another thread has said so
                    self.chroma = None
                    self._lost(self)
        return self.exact.nearest(vector, k, among)


@dataclass(frozen=True)
class Moment:
    """What the store held at `manifest.generation`.

    `documents` are the store's marks by document id, `entries` what is searched of each, and
    `versions` say by passage id when it is another passage: its document's mark.
    """

    manifest: Manifest
    documents: Mapping[str, str]
    entries: Mapping[str, tuple[Entry, ...]]
    versions: Mapping[str, str]
    lexical: LexicalIndex
    leg: VectorLeg
    search: HybridSearch

    @classmethod
    def read(
        cls,
        store: Store,
        embed: Embed,
        space: str,
        *,
        built: Path | None,
        before: "Moment | None" = None,
        lost: Callable[[VectorLeg], None],
        thesaurus: Callable[[], Thesaurus],
        meaning: Meaning | None = None,
    ) -> "Moment":
        """Read the store, or of it what differs from the moment `before`.

        Without one, the lexical index is loaded from `built` where that is of this moment.
        Passages without a vector get one, which the store keeps. Raises StoreUnusable.
        """
        snapshot = store.snapshot(space, before.documents if before else None)
        held = _by_document(snapshot, before)
        entries = [one for document in held.values() for one in document]
        change = _change(snapshot.documents, held, before)
        rows = _vectors(store, snapshot, [entries[row] for row in change.come], embed, space)
        ids = [one.id for one in entries]
        exact = before.leg.exact.changed(change, ids, rows) if before else ExactVectors(ids, rows)
        manifest = Manifest(
            generation=snapshot.generation,
            content=hashlib.sha256("\n".join(map("@".join, snapshot.documents.items())).encode()).hexdigest(),
            space=space,
            analyser=ANALYSER,
            vectors=len(exact.directed),
        )
        lexical = before.lexical.changed(change, entries) if before else _lexical(entries, manifest, built)
        versions = {one.id: snapshot.documents[one.document_id] for one in entries}
        leg = VectorLeg(exact, lost)
        known = before.search.meaning if before else meaning
        documents = store.documents()
        search = HybridSearch(entries, lexical, leg, embed, thesaurus=thesaurus, documents=documents, meaning=known)
        return cls(manifest, snapshot.documents, held, versions, lexical, leg, search)


def lexical_folder(built: Path, manifest: Manifest) -> Path:
    """Where the lexical index of a manifest stands; another generation's is never overwritten."""
    return built / f"{LEXICAL}{manifest.generation}"


def _by_document(snapshot: Snapshot, before: Moment | None) -> dict[str, tuple[Entry, ...]]:
    """The entries of every document, in the order of their ids: those read now, and those known before."""
    read: dict[str, list[Entry]] = {}
    for passage, region, lead_in in snapshot.searchable:
        read.setdefault(passage.document_id, []).append(entry(passage, region, lead_in))
    return {
        id_: before.entries[id_] if before and before.documents.get(id_) == mark else tuple(read.get(id_, ()))
        for id_, mark in snapshot.documents.items()
    }


def _change(documents: Mapping[str, str], held: Mapping[str, tuple[Entry, ...]], before: Moment | None) -> Change:
    """Which of the rows before are those of now; documents and their passages keep their order."""
    starts: dict[str, int] = {}
    size = 0
    for id_, entries in before.entries.items() if before else ():
        starts[id_] = size
        size += len(entries)
    kept = [np.zeros(0, dtype=np.intp)]
    for id_, entries in held.items():
        same = before is not None and before.documents.get(id_) == documents[id_]
        kept.append(starts[id_] + np.arange(len(entries)) if same else np.full(len(entries), -1))
    return Change(size, np.concatenate(kept))


def _lexical(entries: Sequence[Entry], manifest: Manifest, built: Path | None) -> LexicalIndex:
    if built is not None and read_manifest(built) == manifest:
        try:
            loaded = LexicalIndex.load(lexical_folder(built, manifest))
            if loaded.ids == tuple(held.id for held in entries):
                return loaded
            logger.warning("lexical index holds other passages than the store")
        except IndexUnusable as error:
            logger.warning("%s", error)
    logger.info("building the lexical index of %d passages", len(entries))
    return LexicalIndex.build(entries)


def _vectors(store: Store, snapshot: Snapshot, entries: Sequence[Entry], embed: Embed, space: str) -> Vector:
    """A row for each of these entries, all read now: those the store has, and new ones for the others."""
    if snapshot.ids == tuple(held.id for held in entries):
        return snapshot.matrix  # without a copy: a vector takes 4 kB
    rows = dict(zip(snapshot.ids, snapshot.matrix, strict=True))
    without = [held for held in entries if held.id not in rows]
    if without:
        logger.info("embedding %d passages", len(without))
        version = {passage.id: passage.version for passage, _, _ in snapshot.searchable}
        new = embed([searched(held) for held in without])
        store.put_vectors(space, {(held.id, version[held.id]): row for held, row in zip(without, new, strict=True)})
        rows |= {held.id: row for held, row in zip(without, new, strict=True)}
    found = np.array([rows[held.id] for held in entries], dtype=np.float32)
    return found.reshape(len(entries), -1 if entries else 0)
