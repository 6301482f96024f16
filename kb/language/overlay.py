"""The thesaurus of a data folder: the shipped files, overlaid with those of its policy team."""

import hashlib
import logging
import threading
import time
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import cast

from kb.language.dutch import ANALYSER
from kb.language.skos import Problem, concepts, parse, turtles
from kb.language.thesaurus import Concept, Keys, Thesaurus
from kb.model import Noun

logger = logging.getLogger(__name__)

SHIPPED = Path(__file__).parent / "concepts"

_FORMAT = "thesaurus-1"
_LOOK_S = 1.0  # how often the overlay's files are looked at


class _Kept(Noun):
    """What is kept of the files with this digest."""

    digest: str
    concepts: tuple[Concept, ...]
    keys: Keys


class ThesaurusFiles:
    """The thesaurus of a data folder: what is shipped, overlaid with the files of its policy team.

    Reading Turtle takes a second, so what was read is kept in `cache` by the digest of the files.
    Files that change are read again in the background; what was in use stays until they are. A
    file that is no Turtle is left out and told of in `broken`.
    """

    def __init__(self, overlay: Path | None = None, cache: Path | None = None, base: Path = SHIPPED) -> None:
        """`base` is the folder with the files that the overlay goes over."""
        self._overlay, self._cache, self._base = overlay, cache, base
        self._reading = threading.Lock()
        self._looked = 0.0
        self._digest = ""
        self._stamped: tuple[tuple[object, ...], str] = (), _digest(())
        self._now: Thesaurus | None = None
        self.broken: tuple[Problem, ...] = ()  # files left out, with what is wrong

    def __call__(self) -> Thesaurus:
        """The thesaurus as it is now; of changed files the one before, for the second it takes to read them."""
        if self._now is None:
            with self._reading:
                if self._now is None:
                    self._read()
        elif time.monotonic() - self._looked > _LOOK_S:
            self._looked = time.monotonic()
            if self.digest() != self._digest and self._reading.acquire(blocking=False):
                threading.Thread(target=self._read_again, name="thesaurus", daemon=True).start()
        return cast("Thesaurus", self._now)

    def digest(self) -> str:
        """What changes whenever the files do."""
        files = self._files()
        stamp = tuple((file, *_stamp(file)) for file in files)
        if stamp != self._stamped[0]:
            self._stamped = stamp, _digest(files)
        return self._stamped[1]

    def _files(self) -> list[Path]:
        return [*turtles(self._base), *(turtles(self._overlay) if self._overlay else ())]

    def _read_again(self) -> None:
        try:
            self._read()
        finally:
            self._reading.release()

    def _read(self) -> None:
        files = self._files()
        digest = _digest(files)
        now = _kept(self._cache, digest)
        broken: tuple[Problem, ...] = ()  # what is kept was read whole
        if now is None:
            now, broken = _parsed(digest, tuple(files))
            for problem in broken:
                logger.error("thesaurus: %s is left out: %s", problem.concept, problem.about)
            if not broken:
                _keep(self._cache, digest, now)
        self.broken, self._digest, self._looked, self._now = broken, digest, time.monotonic(), now


@lru_cache(maxsize=2)  # the data folders of one process mostly have the same files; they differ by their digest
def _parsed(digest: str, files: tuple[Path, ...]) -> tuple[Thesaurus, tuple[Problem, ...]]:  # noqa: ARG001
    graph, broken = parse(files)
    return Thesaurus(concepts(graph)), broken


def _stamp(file: Path) -> tuple[int, int]:
    try:
        found = file.stat()
    except OSError:  # removed between listing and looking
        return 0, 0
    return found.st_mtime_ns, found.st_size


def _digest(files: Sequence[Path]) -> str:
    found = hashlib.sha256(f"{_FORMAT} {ANALYSER}".encode())
    for file in files:
        try:
            found.update(f"\0{file.name}\0".encode() + file.read_bytes())
        except OSError:  # removed between listing and reading
            found.update(b"?")
    return found.hexdigest()


def _kept(cache: Path | None, digest: str) -> Thesaurus | None:
    """The thesaurus that was kept, if it is of files with this digest."""
    try:
        kept = _Kept.model_validate_json(cache.read_bytes()) if cache else None
    except (OSError, ValueError):
        return None
    return Thesaurus(kept.concepts, kept.keys) if kept and kept.digest == digest else None


def _keep(cache: Path | None, digest: str, now: Thesaurus) -> None:
    if cache is None:
        return
    kept = _Kept(digest=digest, concepts=tuple(now.concepts.values()), keys=now.keys())
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        new = cache.with_suffix(f".{threading.get_ident()}.new")
        new.write_text(kept.model_dump_json(), encoding="utf-8")
        new.replace(cache)
    except OSError as error:  # only the next start is slower
        logger.warning("the thesaurus cannot be kept ready: %s", error)


shipped = ThesaurusFiles()  # for whoever has no data folder
