"""Uploads, by whichever door they come: what they may hold, and how they are read."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from shutil import copyfileobj
from tempfile import TemporaryDirectory
from typing import Final
from unicodedata import category

from fastapi.exceptions import RequestValidationError
from starlette.datastructures import UploadFile

from api.routes.guard import API_PATH
from api.workplace import Workplace
from kb.errors import StoreError
from kb.model import Receipt

MAX_FILES: Final = 100
LONGEST_NAME: Final = 255  # bytes; what file systems take
PAGE_PATH: Final = "/documenten"
_PATHS: Final = frozenset({PAGE_PATH, f"{API_PATH}/documents"})
_FILES_AT_ONCE: Final = 4  # an upload as a whole may be as large as this many of the largest files
_MB: Final = 1024 * 1024


def largest(path: str, max_file_mb: int) -> int:
    """The bytes that the body of a request to a path may have."""
    return _FILES_AT_ONCE * max_file_mb * _MB if path in _PATHS else _MB


def taken_in(files: Sequence[UploadFile], region: str | None, workplace: Workplace) -> Iterator[Receipt]:
    """Take files in; a receipt for each as it is done.

    A refused file has a receipt too. Raises RequestValidationError for a name that no file can
    have, before anything is read, and StoreError.
    """
    with _laid_out(files) as paths:
        yield from workplace.take_in(paths, region)
    with suppress(StoreError):  # who has taken it in finds it at once; where that fails, the next question tells
        workplace.indexes.catch_up()


def file_name(given: str) -> str | None:
    """The last part of a name that came with an upload; None where no file can be called so.

    A name is data: a path in it can never point out of the folder a file is laid in.
    """
    name = PurePosixPath(given.replace("\\", "/")).name
    too_long = len(name.encode(errors="replace")) > LONGEST_NAME
    if name in ("", "..") or too_long or any(category(character) in ("Cc", "Cs") for character in name):
        return None
    return name


@contextmanager
def _laid_out(files: Sequence[UploadFile]) -> Iterator[list[Path]]:
    """The uploads as files under their own names, each in a folder of its own, gone afterwards."""
    with TemporaryDirectory(prefix="afsprakenwijzer-") as folder:
        paths = []
        for number, file in enumerate(files):
            name = file_name(file.filename or "")
            if name is None:
                message = f"a file name of 1 to {LONGEST_NAME} bytes without control characters is needed"
                raise RequestValidationError([{"loc": ("body", "files", number), "msg": message, "type": "file_name"}])
            path = Path(folder, str(number), name)
            path.parent.mkdir()
            with path.open("wb") as out:
                copyfileobj(file.file, out)
            paths.append(path)
        yield paths
