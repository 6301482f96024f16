"""Where built indexes stand on disk: one folder each, its manifest, the pointer, and the lock."""

import fcntl
import os
import shutil
import tempfile
from pathlib import Path
from typing import TextIO

from pydantic import BaseModel, ConfigDict, ValidationError

_POINTER, _LOCK, _MANIFEST, _BUILT = "current", "lock", "manifest.json", "built-"


class Manifest(BaseModel):
    """What a built index is made of; equal manifests mean equal indexes.

    `content` is a digest of the passages and versions indexed, `vectors` how many of them have a
    vector. `clean` is False while the index is being written.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    generation: int
    content: str
    space: str
    analyser: str
    vectors: int
    clean: bool = True


class Shelf:
    """The folder of built indexes, which one process at a time owns.

    Only the owner writes there; any process may read what `current` points at. A reader must be
    ready for the folder to disappear.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder.absolute()
        self._lock: TextIO | None = None

    @property
    def owned(self) -> bool:
        """Whether this process may write."""
        return self._lock is not None

    def acquire(self) -> bool:
        """Try to become the owner, without waiting; the operating system ends ownership with the process.

        Raises OSError where nothing can be written there.
        """
        if self._lock is None:
            self.folder.mkdir(parents=True, exist_ok=True)
            lock = (self.folder / _LOCK).open("a")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                lock.close()
                return False
            self._lock = lock
        return True

    def release(self) -> None:
        """Let another process be the owner."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def current(self) -> Path | None:
        """The folder of the index in use, if there is one."""
        try:
            name = (self.folder / _POINTER).read_text("utf-8", "replace")
        except OSError:
            return None
        # The pointer may be damaged; it never leads out of this folder.
        return self.folder / name if name.startswith(_BUILT) and name == Path(name).name else None

    def new(self) -> Path:
        """A new folder to build in."""
        return Path(tempfile.mkdtemp(prefix=_BUILT, dir=self.folder))

    def put(self, built: Path) -> None:
        """Make `built` the index in use, at once, and clear away every other."""
        _write(self.folder / _POINTER, built.name)
        for other in self.folder.glob(_BUILT + "*"):
            if other != built:
                shutil.rmtree(other, ignore_errors=True)  # what resists is tried again next time


def read_manifest(built: Path | None) -> Manifest | None:
    """The manifest of a built index; None where it is absent or damaged."""
    if built is None:
        return None
    try:
        return Manifest.model_validate_json((built / _MANIFEST).read_bytes())
    except (OSError, ValidationError):
        return None


def write_manifest(built: Path, manifest: Manifest) -> None:
    """Replace the manifest of a built index; it is on the disk when this returns."""
    _write(built / _MANIFEST, manifest.model_dump_json())


def _write(path: Path, text: str) -> None:
    new = path.with_name(path.name + ".new")
    with new.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    new.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)  # else the new name may be lost with the power
    finally:
        os.close(folder)
