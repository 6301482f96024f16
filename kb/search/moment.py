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
from kb.search.embedding import Embed
from kb.search.entry import Entry, entry
from kb.search.hybrid import HybridSearch
from kb.search.lexical import LexicalIndex, searched
from kb.search.shelf import Manifest, read_manifest
from kb.search.vectors import ChromaVectors, ExactVectors, Vector
from kb.store import Snapshot, Store

logger = logging.getLogger(__name__)

LEXICAL = "lexical-"


class VectorLeg:
    """The vectors of one moment: Chroma once it is set, exact comparison before and when it fails."""

    def __init__(self, exact: ExactVectors, lost: Callable[["VectorLeg"], None]) -> None:
        """`lost` is called with this leg when its Chroma has failed."""
        self.exact, self._lost = exact, lost
        self.chroma: ChromaVectors | None = None

    def nearest(self, vector: Vector, k: int, among: Collection[str] | None = None) -> list[tuple[str, float]]:
        """As VectorIndex says."""
        if chroma := self.chroma:
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
    """What the store held at `manifest.generation`; `versions` are by passage id."""

    manifest: Manifest
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
        lost: Callable[[VectorLeg], None],
        thesaurus: Callable[[], Thesaurus],
    ) -> "Moment":
        """Read the store; the lexical index is loaded from `built` where that is of this moment.

        Passages without a vector get one, which the store keeps. Raises StoreUnusable.
        """
        snapshot = store.snapshot(space)
        entries = [entry(passage, region, lead_in) for passage, region, lead_in in snapshot.searchable]
        versions = {passage.id: passage.version for passage, _, _ in snapshot.searchable}
        exact = ExactVectors(list(versions), _vectors(store, snapshot, entries, embed, space))
        manifest = Manifest(
            generation=snapshot.generation,
            content=hashlib.sha256("\n".join(f"{id_}@{v}" for id_, v in versions.items()).encode()).hexdigest(),
            space=space,
            analyser=ANALYSER,
            vectors=len(exact.directed),
        )
        lexical = _lexical(entries, manifest, built)
        leg = VectorLeg(exact, lost)
        return cls(
            manifest,
            versions,
            lexical,
            leg,
            HybridSearch(entries, lexical, leg, embed, thesaurus=thesaurus, documents=store.documents()),
        )


def lexical_folder(built: Path, manifest: Manifest) -> Path:
    """Where the lexical index of a manifest stands; another generation's is never overwritten."""
    return built / f"{LEXICAL}{manifest.generation}"


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
    """A row for each entry: those the store has, and new ones for the others."""
    rows = dict(zip(snapshot.ids, snapshot.matrix, strict=True))
    pairs = zip(snapshot.searchable, entries, strict=True)
    without = [((held.id, passage.version), held) for (passage, _, _), held in pairs if held.id not in rows]
    if without:
        logger.info("embedding %d passages", len(without))
        new = embed([searched(held) for _, held in without])
        store.put_vectors(space, {key: row for (key, _), row in zip(without, new, strict=True)})
        rows |= {held.id: row for (_, held), row in zip(without, new, strict=True)}
    found = np.array([rows[held.id] for held in entries], dtype=np.float32)
    return found.reshape(len(entries), -1 if entries else 0)
