"""What both doors work with: the store, its indexes and the assistant, each opened when first needed."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date
from importlib.metadata import version
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, Self

from api.kept_questions import keep as keep_question
from api.origins import Origins, left
from kb.answer import Answer, NotFound, Refused
from kb.errors import UnknownDocument, UnknownRegion
from kb.model import Receipt
from kb.settings import Settings

if TYPE_CHECKING:
    from api.agreements import Agreements
    from api.sentences import Lang
    from assistant.compose import Assistant
    from assistant.turns import Turn
    from kb.answer import Claim
    from kb.consistency.check import Consistency
    from kb.language.overlay import ThesaurusFiles
    from kb.search.indexes import Indexes
    from kb.store import Store
    from kb.unanswered import Unanswered

EVERYWHERE: Final = "*"  # asks all regions, also where the settings name one


class Workplace:
    """The parts of one data folder, wired together; a context manager that closes what was opened.

    A part is opened when it is first asked for, so that a command pays only for what it needs.
    Threads may share a workplace. Every method raises StoreError where the data cannot be used.
    """

    def __init__(self, settings: Settings, *, serving: bool = False) -> None:
        self.settings, self._serving = settings, serving
        self._opening = threading.RLock()  # two threads must not open the same indexes twice
        self._store: Store | None = None
        self._indexes: Indexes | None = None
        self._assistant: Assistant | None = None
        self._thesaurus: ThesaurusFiles | None = None
        self._consistency: Consistency | None = None

    @classmethod
    def open(cls, settings: Settings, *, serving: bool = False) -> Self:
        """A workplace on the data that the settings name; `serving` several people, who must not wait for long work."""
        return cls(settings, serving=serving)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of everything opened."""
        with self._opening:
            if self._consistency is not None:
                self._consistency.close()
            if self._assistant is not None:
                self._assistant.close()
            if self._indexes is not None:
                self._indexes.close()
            if self._store is not None:
                self._store.close()
            self._store = self._indexes = self._assistant = self._consistency = None

    @property
    def store(self) -> "Store":
        """The truth at rest."""
        with self._opening:
            if self._store is None:
                from kb.store import Store

                self._store = Store(self.settings.database_url)
            return self._store

    @property
    def indexes(self) -> "Indexes":
        """What finds passages; opening it may take seconds."""
        with self._opening:
            if self._indexes is None:
                from kb.search.configured import configured
                from kb.search.embedding import SPACE, subword_vectors
                from kb.search.indexes import Indexes

                folder, models = (
                    self.settings.data / "indexes",
                    configured(self.store, self.settings, serving=self._serving),
                )
                self._indexes = Indexes(self.store, folder, subword_vectors, SPACE, self.thesaurus, **models._asdict())
            return self._indexes

    @property
    def thesaurus(self) -> "ThesaurusFiles":
        """What people call things: the shipped thesaurus with the files of `DATA/thesaurus` over it."""
        with self._opening:
            if self._thesaurus is None:
                from kb.language.overlay import ThesaurusFiles

                data = self.settings.data
                self._thesaurus = ThesaurusFiles(data / "thesaurus", data / "indexes" / "thesaurus.json")
            return self._thesaurus

    @property
    def assistant(self) -> "Assistant":
        """What answers questions."""
        with self._opening:
            if self._assistant is None:
                from assistant.compose import Assistant

                self._assistant = Assistant(self.store, self.indexes, self.settings, self.consistency.last_known)
            return self._assistant

    @property
    def consistency(self) -> "Consistency":
        """What tells where the agreements do not agree."""
        with self._opening:
            if self._consistency is None:
                from kb.consistency.check import Consistency

                self._consistency = Consistency(self.store, self.thesaurus, apart=self._serving)
            return self._consistency

    def region(self, name: str | None) -> str | None:
        """The slug of a region as a person types it; raises UnknownRegion where nothing of it is held."""
        if name is None:
            return None
        slug, held = slug_of(name), self.store.regions()
        if slug not in held:
            raise UnknownRegion(f"no region {slug}", region=name, held=", ".join(held))
        return slug

    def asked_region(self, name: str | None) -> str | None:
        """The region a question is asked about: the one of the settings where none is named; None: all.

        Raises UnknownRegion where a region is named of which nothing is held.
        """
        if name is None:
            return self.settings.region
        return None if name == EVERYWHERE else self.region(name)

    def answer(
        self,
        question: str,
        *,
        region: str | None = None,
        on: date | None = None,
        lang: "Lang | None" = None,
        history: "Sequence[Turn]" = (),
    ) -> Answer:
        """The answer to a question, by whichever door it came; as `stream` ends."""
        *_, answer = self.stream(question, region=region, on=on, lang=lang, history=history)
        return answer  # type: ignore[return-value]  # the last is the answer

    def stream(
        self,
        question: str,
        *,
        region: str | None = None,
        on: date | None = None,
        lang: "Lang | None" = None,
        history: "Sequence[Turn]" = (),
        keep: bool = True,
    ) -> "Iterator[Claim | Answer]":
        """Each claim as soon as it is known, then the answer; raises what `assistant.stream` and `asked_region` raise.

        Without `keep` nothing of the question is kept.
        """
        short = len(question) <= self.settings.question_chars  # a longer one the assistant refuses unread
        if short and (refused := self.refused(question, history, lang=lang, on=on)):
            yield refused
            return
        region = self.asked_region(region)
        for one in self.assistant.stream(question, region=region, on=on, lang=lang, history=history):
            if keep and self.settings.keep_unanswered and isinstance(one, NotFound):
                keep_question(self, question, one)
            yield one

    def refused(
        self, question: str, history: "Sequence[Turn]" = (), *, lang: "Lang | None" = None, on: date | None = None
    ) -> Refused | None:
        """The refusal of a question, or of turns before it, that holds personal data; None where none does."""
        from api.refusal import refusal

        return refusal(question, history, store=lambda: self.store, lang=lang, on=on)

    def unanswered(self, *, clear: bool = False) -> list[tuple["Unanswered", tuple[str, ...]]]:
        """The questions kept because they found nothing, each with its words that nothing here knows.

        Those are told from what is held now. With `clear` the questions are forgotten.
        """
        from kb.search.unmet import unmet

        search = self.indexes.search  # first: what cannot be shown is not forgotten
        kept = self.store.kept.unanswered(clear=clear)
        words = unmet(search, [(one.question, one.language) for one in kept])
        return list(zip(kept, words, strict=True))

    def remove(self, document_id: str) -> int:
        """Remove a document, or every document of a region where the id names one; returns passages removed.

        Raises UnknownDocument where neither is held.
        """
        region = document_id if document_id in self.store.regions() else None
        if region is None:
            removed, gone = self.store.remove(document_id), [document_id]
        else:
            removed, gone = 0, [document.id for document in self.store.documents(region)]
            for one in gone:
                with suppress(UnknownDocument):  # somebody else removed it in the meantime
                    removed += self.store.remove(one)
        self._origins().drop(gone)
        return removed

    def take_in(self, paths: Sequence[Path], region: str | None = None) -> Iterator[Receipt]:
        """Take in files and the files in folders, one receipt each, as they are done.

        A refused file has a receipt too; only StoreError is raised.
        """
        from ingest.intake import find_files

        for path in find_files(paths):
            yield self._read(path, region)

    def follow(
        self, files: Sequence[Path], region: str | None = None, *, folders: Sequence[Path] = ()
    ) -> Iterator[Receipt]:
        """Take in files that stay where they are, and remember where that is.

        Documents taken in earlier from a file in one of the `folders` that is there no more are
        removed; each has a receipt with the warning `left_folder`. A refused file has a receipt
        too; only StoreError is raised.
        """
        origins = self._origins()
        for path in files:
            receipt = self._read(path, region)
            if receipt.document_id:
                origins.put(receipt.document_id, path)
            yield receipt
        for document_id, path in origins.left(folders):
            yield from self._left(document_id, path)
            origins.drop([document_id])

    def _origins(self) -> Origins:
        return Origins(self.settings.data / "origins.json")

    def _read(self, path: Path, region: str | None) -> Receipt:
        from ingest.intake import take_in
        from kb.search.embedding import SPACE, subword_vectors

        store, settings = self.store, self.settings
        return take_in(path, store=store, settings=settings, embed=subword_vectors, space=SPACE, region=region)

    def _left(self, document_id: str, path: Path) -> Iterator[Receipt]:
        try:
            removed = self.store.remove(document_id)
        except UnknownDocument:  # removed by hand in the meantime
            return
        yield left(document_id, path, removed)

    def status(self) -> dict[str, Any]:
        """What is held, how the indexes stand and which words are known, for whoever runs the place."""
        words = self.thesaurus()
        return {
            "version": version("afsprakenwijzer"),
            "data": str(self.settings.data.absolute()),
            "regions": list(self.store.regions()),
            **self.store.counts(),
            "generation": self.store.generation(),
            "indexes": self.indexes.status(),
            "thesaurus": {
                "concepts": len(words.concepts),
                "broken": [problem.concept for problem in self.thesaurus.broken],
            },
        }

    def agreements(self, on: date) -> "Agreements":
        """Which agreement holds where on a day, and what is named without being held."""
        from api.agreements import agreements, known

        return agreements(self.store, on, known(self))


def slug_of(region: str) -> str:
    """A region's name as it is kept: lower case, hyphens for spaces."""
    return "-".join(region.casefold().split())
