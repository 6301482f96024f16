"""Pictures of pages as they are asked for: the last ones are kept, and not more than two are made at once."""

import asyncio
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version as release_of
from typing import TYPE_CHECKING, Final

from starlette.concurrency import run_in_threadpool

from kb.model import Passage, Reading, Span

if TYPE_CHECKING:
    from ingest.pictures import Picture
    from kb.store import Store

_KEPT: Final = 32  # pictures; a page of text weighs a tenth of a megabyte
_AT_ONCE: Final = 2  # children that draw, each on a core of its own


@dataclass(frozen=True, slots=True)
class PageAsked:
    """A page of the file in which a passage stands, and the stretches of its full text to mark there."""

    passage: Passage
    reading: Reading
    page: int
    spans: tuple[Span, ...]

    @property
    def key(self) -> str:
        """Another picture has another key; a picture of the same key is the same, whenever it is made."""
        marks = [f"{span.start}-{span.end}" for span in self.spans]
        told = [release_of("afsprakenwijzer"), self.passage.document_id, self.passage.version, str(self.page), *marks]
        return sha256("\n".join(told).encode()).hexdigest()


def page_asked(
    store: "Store", passage_id: str, version: str | None, page: int | None, spans: Sequence[Span]
) -> PageAsked:
    """What is asked for; without a page the one where the first stretch begins, or else the passage.

    Raises UnknownPassage.
    """
    from ingest.pictures import pages_of

    passage = store.passage(passage_id, version)
    reading = store.reading(passage.document_id, passage.version)
    first = next((at for span in spans for at in pages_of(reading, span)), passage.page)
    return PageAsked(passage, reading, page or first, tuple(spans))


class Album:
    """The pictures last made, of what is held now."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Picture] = OrderedDict()
        self._generation = 0  # of the store, when they were made
        self._making = asyncio.Semaphore(_AT_ONCE)  # whoever waits here keeps no thread from answering

    async def picture(self, asked: PageAsked, store: "Store") -> "Picture":
        """The picture of a page. Raises NoPicture, and UnknownDocument where it was removed in the meantime."""
        generation = await run_in_threadpool(store.generation)
        if found := self._known(asked.key, generation):
            return found
        async with self._making:
            if found := self._known(asked.key, generation):  # made while this one waited
                return found
            made = await run_in_threadpool(_make, asked, store)
        if generation == self._generation:  # nothing was removed while it was made
            self._kept[asked.key] = made
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return made

    def _known(self, key: str, generation: int) -> "Picture | None":
        if generation != self._generation:  # a document may be gone, and then nothing of it stays here
            self._kept.clear()
            self._generation = generation
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)


def _make(asked: PageAsked, store: "Store") -> "Picture":
    from ingest.pictures import picture

    original = store.original(asked.passage.document_id, asked.passage.version)
    return picture(asked.reading, original, asked.page, asked.spans)
