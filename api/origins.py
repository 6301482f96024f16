"""Which file on this machine each document was taken in from, so that a sync knows what left a folder."""

import fcntl
import json
import logging
import os
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from kb.model import Notice, PassageCounts, Receipt

_log = logging.getLogger(__name__)


class Origins:
    """Document ids with the absolute path of their file, kept in one JSON file.

    Kept beside the store, not in it: a path means something on this machine only. Losing the file
    costs the memory of what to remove; nothing is ever removed by mistake. That is why no method
    raises: where the file cannot be read or written, a warning is logged and the store goes on.
    Every change is written at once, and processes and threads may make changes at the same time.
    """

    def __init__(self, file: Path) -> None:
        self._file = file

    def put(self, document_id: str, path: Path) -> None:
        """Remember where a document came from."""
        self._change({document_id: str(path.absolute())})

    def drop(self, document_ids: Sequence[str]) -> None:
        """Forget documents."""
        self._change(dict.fromkeys(document_ids))

    def left(self, folders: Sequence[Path]) -> list[tuple[str, Path]]:
        """The documents whose file stood in one of the folders and does not any more.

        A folder that is itself gone, or a file that may not be looked at, tells nothing: a disk may
        not be mounted or a right withdrawn, and that must not empty the store.
        """
        present = [folder.absolute() for folder in folders if folder.is_dir()]
        try:
            known = [(document_id, Path(path)) for document_id, path in sorted(_read(self._file).items())]
        except OSError as error:
            self._warn(error)
            return []
        return [item for item in known if any(map(item[1].is_relative_to, present)) and _gone(item[1])]

    def _change(self, changes: Mapping[str, str | None]) -> None:
        """Write down new paths; None forgets one."""
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.with_suffix(".lock").open("a") as lock:
                fcntl.flock(lock, fcntl.LOCK_EX)  # let go when the file is closed, also by a kill
                before = _read(self._file)
                after = {key: path for key, path in {**before, **changes}.items() if path is not None}
                if after != before:
                    self._write(after)
        except OSError as error:
            self._warn(error)

    def _write(self, paths: Mapping[str, str]) -> None:
        # Beside it and then in its place, so that it is written whole or not at all; under a name of
        # its own, for a file system may not keep the lock.
        new = self._file.with_suffix(f".{os.getpid()}-{threading.get_ident()}.new")
        try:
            new.write_text(json.dumps(paths, indent=1, sort_keys=True), encoding="ascii")
            new.replace(self._file)
        finally:
            new.unlink(missing_ok=True)

    def _warn(self, error: OSError) -> None:
        _log.warning("%s: %s; --sync may miss what left a folder", self._file, error)


def _read(file: Path) -> dict[str, str]:
    """What the file holds; raises OSError where it may not be read, for then it must not be replaced."""
    try:
        paths = json.loads(file.read_text(encoding="ascii"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        _log.warning("%s cannot be understood, starting anew: %s", file, error)
        return {}
    return {str(document_id): str(path) for document_id, path in paths.items()} if isinstance(paths, dict) else {}


def _gone(path: Path) -> bool:
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False


def left(document_id: str, path: Path, removed: int) -> Receipt:
    """The receipt of a document that is removed because its file left the folder; `removed` counts its passages."""
    return Receipt(
        file=path.name,
        document_id=document_id,
        outcome="replaced",
        passages=PassageCounts(removed=removed),
        warnings=(Notice(code="left_folder", facts={"file": path.name}),),
    )
