"""Which file on this machine each document was taken in from, so that a sync knows what left a folder."""

import json
import logging
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from kb.errors import StoreUnusable

_log = logging.getLogger(__name__)


class Origins:
    """Document ids with the absolute path of their file, kept in one JSON file.

    Kept beside the store, not in it: a path means something on this machine only. Losing the file
    costs the memory of what to remove; nothing is ever removed by mistake. A context manager that
    writes changes down when it is left, however that happens; raises StoreUnusable where it cannot.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._paths = _read(file)
        self._before = dict(self._paths)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._paths != self._before:
            self._save()

    def put(self, document_id: str, path: Path) -> None:
        """Remember where a document came from."""
        self._paths[document_id] = str(path.absolute())

    def drop(self, document_id: str) -> None:
        """Forget a document."""
        self._paths.pop(document_id, None)

    def left(self, folders: Sequence[Path]) -> list[tuple[str, Path]]:
        """The documents whose file stood in one of the folders and does not any more.

        A folder that is itself gone, or a file that may not be looked at, tells nothing: a disk may
        not be mounted or a right withdrawn, and that must not empty the store.
        """
        present = [folder.absolute() for folder in folders if folder.is_dir()]
        known = [(document_id, Path(path)) for document_id, path in sorted(self._paths.items())]
        return [item for item in known if any(map(item[1].is_relative_to, present)) and _gone(item[1])]

    def _save(self) -> None:
        new = self._file.with_suffix(".new")  # so that it is written whole or not at all
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps(self._paths, indent=1, sort_keys=True), encoding="ascii")
            new.replace(self._file)
        except OSError as error:
            raise StoreUnusable(f"{self._file}: {error}", problem=str(error)) from error


def _read(file: Path) -> dict[str, str]:
    try:
        paths = json.loads(file.read_text(encoding="ascii"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        _log.warning("%s cannot be read, starting anew: %s", file, error)
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
