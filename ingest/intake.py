"""The door: files in, one Receipt each; a refusal is a receipt and never an exception."""

import logging
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.isolation import Limits, read_apart
from ingest.reading import FORMATS
from kb.errors import EmptyFile, IngestError, TooLarge, Unreadable
from kb.model import SILENT_ROLES, Reading, Receipt
from kb.search.entry import entry
from kb.settings import Settings
from kb.store import Store

Embed = Callable[[Sequence[str]], NDArray[np.float32]]
_log = logging.getLogger(__name__)


def find_files(paths: Sequence[Path]) -> list[Path]:
    """The files to take in: those named, and in folders every readable format, hidden files left out.

    A named file is kept whatever its format, and a folder that may not be listed stands for itself,
    so that their refusals can be told and the others are taken in.
    """
    found: list[Path] = []
    for path in paths:
        if _is_folder(path):
            found += sorted(_walk(path))
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # it may not even be looked at, or its name is too long: opening it will tell
        return False


def _walk(folder: Path) -> Iterator[Path]:
    closed: list[Path] = []
    for place, folders, files in os.walk(folder, onerror=lambda error: closed.append(Path(error.filename))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in files:
            if not name.startswith((".", "~$")) and Path(name).suffix.lower() in FORMATS:
                yield Path(place) / name
    yield from closed


def take_in(
    path: Path, *, store: Store, settings: Settings, embed: Embed, space: str, region: str | None = None
) -> Receipt:
    """Take in one file from disk."""
    try:
        data = _bytes(path, settings.max_file_mb)
    except IngestError as error:
        return _refusal(path.name, error)
    return take_in_bytes(path.name, data, store=store, settings=settings, embed=embed, space=space, region=region)


def take_in_bytes(
    name: str,
    data: bytes,
    *,
    store: Store,
    settings: Settings,
    embed: Embed,
    space: str,
    region: str | None = None,
) -> Receipt:
    """Take in one file that is already in memory; `name` is data, never a path."""
    try:
        if not data:
            raise EmptyFile(f"{name}: no bytes", file=name)
        if len(data) > settings.max_file_mb * 1024 * 1024:
            raise _too_large(name, len(data), settings.max_file_mb)
        limits = Limits(settings.read_memory_mb, settings.read_cpu_s)
        reading = read_apart(name, data, region=region, max_chars=settings.passage_chars, limits=limits)
        return store.take_in(reading, data, vectors_of(reading, embed), space)
    except IngestError as error:
        return _refusal(name, error)


def vectors_of(reading: Reading, embed: Embed) -> dict[str, NDArray[np.float32]]:
    """The vector of every passage that may be an answer, by passage id."""
    shown = [passage for passage in reading.passages if passage.role not in SILENT_ROLES]
    entries = [
        entry(
            passage,
            reading.document.region,
            reading.full_text[passage.lead_in.start : passage.lead_in.end] if passage.lead_in else "",
        )
        for passage in shown
    ]
    if not entries:
        return {}
    rows = embed([f"{one.context}\n{one.text}" for one in entries])
    return {passage.id: row for passage, row in zip(shown, rows, strict=True)}


def _bytes(path: Path, max_file_mb: int) -> bytes:
    """The file's bytes; only an ordinary file is opened, so that a pipe or device cannot hold us."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    except OSError as error:
        raise Unreadable(f"{path}: {error}", file=path.name) from error
    try:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            raise Unreadable(f"{path}: not an ordinary file", file=path.name)
        if state.st_size > max_file_mb * 1024 * 1024:
            raise _too_large(path.name, state.st_size, max_file_mb)
        with os.fdopen(os.dup(descriptor), "rb") as stream:
            return stream.read(max_file_mb * 1024 * 1024 + 1)
    except OSError as error:
        raise Unreadable(f"{path}: {error}", file=path.name) from error
    finally:
        os.close(descriptor)


def _too_large(name: str, size: int, max_file_mb: int) -> TooLarge:
    return TooLarge(f"{name}: {size} bytes", file=name, size=f"{size / 1048576:.0f} MB", limit=f"{max_file_mb} MB")


def _refusal(name: str, error: IngestError) -> Receipt:
    _log.info("refused %s: %s", error.code, error)
    return Receipt(file=name, outcome="refused", reason=error.code, facts={"file": name, **error.facts})
