"""The picture of a page with what is quoted from it marked, made in a child process of its own."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.alignment import bare
from ingest.isolation import Limits, said_apart
from kb.errors import IngestError, NoPicture
from kb.model import Reading, Span, has_pages

# Measured: a page of text takes 0.3 s of CPU and 150 MB of address space.
LIMITS: Final = Limits(memory_mb=1024, cpu_s=20, output_mb=8)
_MOST: Final = 50_000  # letters on one page; the fullest page of an agreement has a fifth of that
_PNG: Final = b"\x89PNG\r\n\x1a\n"

_Side = Annotated[float, Field(ge=0, le=1)]


class Found(StrEnum):
    """How much of a stretch was found on the page. What is not found for certain is not marked."""

    WHOLE = "whole"
    PART = "part"
    NOT = "not"
    ELSEWHERE = "elsewhere"  # nothing of it stands on this page


@dataclass(frozen=True, slots=True)
class Box:
    """A stretch of one line, in fractions of the page as it is shown, counted from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch of the full text and where what of it stands on this page is: a box for each line."""

    span: Span
    found: Found
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as PNG, `width` by `height` pixels, in which `marked` is marked."""

    png: bytes
    width: int
    height: int
    marked: tuple[Marked, ...]


class _Stretch(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    boxes: list[tuple[_Side, _Side, _Side, _Side]]
    whole: bool


class _Said(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)
    width: int = Field(ge=1, le=10_000)
    height: int = Field(ge=1, le=10_000)
    stretches: list[_Stretch]


def pages_of(reading: Reading, span: Span) -> tuple[int, ...]:
    """The pages, counted from 1, on which a stretch of the full text stands."""
    pages = reading.raw_text.split("\f")
    begins = [0, *accumulate(len(page) + 1 for page in pages)][: reading.document.pages]
    found = set()
    for run in reading.runs:
        low, high = max(run.clean, span.start), min(run.clean + run.length, span.end)
        if low < high:
            found |= {bisect_right(begins, run.raw + at - run.clean) for at in (low, high - 1)}
    return tuple(sorted(found))


def picture(reading: Reading, original: bytes, page: int, spans: Sequence[Span], *, limits: Limits = LIMITS) -> Picture:
    """Page `page`, counted from 1, with stretches of the full text marked where they stand on it.

    `original` are the bytes that `reading` was read from. Raises NoPicture where the file is no PDF,
    has no such page, or where the page cannot be drawn within the limits.
    """
    name = reading.document.file
    if not has_pages(name) or not 1 <= page <= reading.document.pages:
        raise NoPicture(f"{name}: no picture of page {page}", file=name, page=str(page))
    letters, placed = _read_on(reading, page)
    if max(len(letters), len(placed)) > _MOST:
        raise NoPicture(f"{name}: page {page} holds {len(letters)} letters", file=name, page=str(page))
    places = sorted(placed)
    stretches = [
        [
            at
            for place in places[bisect_left(places, span.start) : bisect_left(places, span.end)]
            for at in placed[place]
        ]
        for span in spans
    ]
    job = {"page": page, "letters": letters, "stretches": [[at for at in of_it if at >= 0] for of_it in stretches]}
    try:
        output = said_apart("ingest.picture_child", name, original, job, limits)
    except IngestError as error:
        raise NoPicture(f"page {page}: {error}", file=name, page=str(page)) from error
    said, png = _checked(output, name, page)
    if len(said.stretches) != len(spans):
        raise NoPicture(f"{name}: page {page}: not what was asked", file=name, page=str(page))
    marked = tuple(
        Marked(span, _found(asked, one), tuple(Box(*box) for box in one.boxes))
        for span, asked, one in zip(spans, stretches, said.stretches, strict=True)
    )
    return Picture(png, said.width, said.height, marked)


def _found(asked: Sequence[int], stretch: _Stretch) -> Found:
    if not asked:
        return Found.ELSEWHERE
    if not stretch.boxes:
        return Found.NOT
    return Found.WHOLE if stretch.whole and -1 not in asked else Found.PART


def _checked(output: bytes, name: str, page: int) -> tuple[_Said, bytes]:
    line, _, png = output.partition(b"\n")
    try:
        said = _Said.model_validate_json(line)
    except ValidationError as error:  # a refusal too: which one is for the log alone
        said_instead = line[:200].decode("utf-8", "replace")
        raise NoPicture(f"{name}: page {page}: {said_instead}", file=name, page=str(page)) from error
    if not png.startswith(_PNG):
        raise NoPicture(f"{name}: page {page}: no PNG", file=name, page=str(page))
    return said, png


def _read_on(reading: Reading, page: int) -> tuple[str, dict[int, list[int]]]:
    """The letters that were read on a page, and which of them stand at each place of the full text.

    -1 is a letter of the full text that cannot be told on this page.
    """
    pages = reading.raw_text.split("\f")
    if len(pages) != reading.document.pages + 1:  # a page holds a form feed of its own: nobody knows which
        starts = (*reading.page_starts, len(reading.full_text))
        return "", {place: [-1] for place in range(starts[page - 1], starts[page])}
    letters, places = bare(pages[page - 1])
    start = sum(len(one) + 1 for one in pages[: page - 1])
    read_at: dict[int, list[int]] = {}
    for at, place in enumerate(places):
        read_at.setdefault(place + start, []).append(at)
    placed: dict[int, list[int]] = {}
    following = 0  # the letter that comes next in the full text
    ends = [0, *(run.clean + run.length for run in reading.runs)]
    for run, before in zip(reversed(reading.runs), reversed(ends[:-1]), strict=True):
        if start <= run.raw < start + len(pages[page - 1]):
            for place in reversed(range(run.length)):
                if found := read_at.get(run.raw + place):
                    placed[run.clean + place] = found
                    following = found[0]
            _put_there(placed, reading.full_text, (before, run.clean), letters[:following])
    return letters, placed


def _put_there(placed: dict[int, list[int]], text: str, between: tuple[int, int], before: str) -> None:
    """Place what the reader put into the text, as the number of a list: it ends what was read before, or is lost."""
    at = len(before)
    for place in reversed(range(*between)):
        if wanted := bare(text[place])[0]:
            known = before[:at].endswith(wanted)
            at -= len(wanted) if known else 0
            placed[place] = [*range(at, at + len(wanted))] if known else [-1]
