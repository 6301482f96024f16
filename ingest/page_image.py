"""A page of a PDF as pdfium draws it: its letters with their boxes, and its picture with some of them marked."""

import ctypes
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import pypdfium2 as pdfium  # type: ignore[import-untyped]
from PIL import Image, ImageChops, ImageDraw
from pypdfium2 import raw

from ingest.alignment import bare
from kb.errors import Damaged, NoPicture

_SCALE: Final = 150 / 72  # pixels for a point: a page of A4 is 1240 pixels wide
_LONGEST: Final = 2400  # pixels, of the longest side
_FINE: Final = 100  # parts of a point in which places are told
_SLANT: Final = 0.05  # radians: letters that lean more have boxes that cover their neighbours
_SAME_LINE: Final = 0.4  # of the lower of two letters: so much of their heights do they share
_WIDE: Final = 1.8  # times the letter's height: so wide a gap is between two columns
_ROOM: Final = 0.12  # of a line's height: how far a box reaches past its letters
_MARK, _EDGE = (255, 231, 154), (130, 88, 0)
_COLOURS: Final = 64  # enough for text with its grey edges; more makes the file heavier

Box = tuple[int, int, int, int]  # left, top, right, bottom, in hundredths of a point; y downwards, as the page is shown


@dataclass(frozen=True, slots=True)
class Letter:
    """A character that is drawn: the box of its ink, the box as high as its fount, and the line it stands on.

    `along` is the side of the boxes along which the line runs: 0 across the page, 1 down it.
    """

    text: str
    ink: Box
    body: Box
    along: int
    line: int = 0


class Page:
    """A page as it is shown: turned and cropped; `width` and `height` in hundredths of a point."""

    def __init__(self, data: bytes, number: int, name: str) -> None:
        """Open page `number`, counted from 1. Raises NoPicture where there is none, Damaged where pdfium gives up."""
        self._name = name
        try:
            self._document = pdfium.PdfDocument(data)
            if not 1 <= number <= len(self._document):
                raise NoPicture(f"{name}: no page {number}", file=name, page=str(number))
            self._document.init_forms()  # what is filled in is shown
            self._page = self._document[number - 1]
        except pdfium.PdfiumError as error:
            raise Damaged(f"{name}: {error}", file=name) from error
        self.width, self.height = (round(side * _FINE) for side in self._page.get_size())
        if min(self.width, self.height) < 1:
            raise Damaged(f"{name}: page {number} has no size", file=name)

    def letters(self) -> list[Letter]:
        """What is written on the page, in pdfium's order; white space and letters that lean are left out."""
        found: list[Letter] = []
        for letter in self._written():
            line = found[-1].line + (not _follows(found[-1], letter)) if found else 0
            found.append(replace(letter, line=line))
        return found

    def _written(self) -> Iterator[Letter]:
        text = self._page.get_textpage()
        turned = self._page.get_rotation() // 90
        for at in range(text.count_chars()):
            character = chr(raw.FPDFText_GetUnicode(text, at))
            quarters = raw.FPDFText_GetCharAngle(text, at) / (math.pi / 2)
            leans = abs(quarters - round(quarters)) * math.pi / 2 > _SLANT
            if leans or character.isspace() or raw.FPDFText_IsGenerated(text, at) == 1:
                continue
            try:
                body, ink = self._shown(text.get_charbox(at, loose=True)), self._shown(text.get_charbox(at))
            except pdfium.PdfiumError:  # a character without a place
                continue
            drawn = ink[0] < ink[2] and ink[1] < ink[3]
            yield Letter(character, ink if drawn else body, body, (round(quarters) + turned) % 2)

    def _shown(self, box: tuple[float, float, float, float]) -> Box:
        """A box in the page's own space (left, bottom, right, top) as it is shown."""
        (x, y), (other_x, other_y) = self._point(box[0], box[1]), self._point(box[2], box[3])
        return min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y)

    def _point(self, x: float, y: float) -> tuple[int, int]:
        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(self._page, 0, 0, self.width, self.height, 0, x, y, across, down)
        return across.value, down.value

    def picture(self, marked: Iterable[Box]) -> Image.Image:
        """The page in few colours, with boxes marked as with a marker pen and edged: not by colour alone."""
        scale = min(_SCALE, _LONGEST * _FINE / max(self.width, self.height))
        try:
            image = self._page.render(scale=scale).to_pil().convert("RGB")
        except (pdfium.PdfiumError, ValueError) as error:
            raise Damaged(f"{self._name}: {error}", file=self._name) from error
        across, down = image.width / self.width, image.height / self.height
        pen = Image.new("RGB", image.size, "white")
        drawn = [
            (math.floor(left * across), math.floor(top * down), math.ceil(right * across), math.ceil(bottom * down))
            for left, top, right, bottom in marked
        ]
        for box in drawn:
            ImageDraw.Draw(pen).rectangle(box, fill=_MARK)
        for box in drawn:
            ImageDraw.Draw(pen).rectangle(box, outline=_EDGE)
        image = ImageChops.multiply(image, pen)
        return image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)


def _follows(before: Letter, letter: Letter) -> bool:
    """Whether a letter stands next to the one before on the same line."""
    along, across = letter.along, 1 - letter.along
    one, other = before.body, letter.body
    shared = min(one[across + 2], other[across + 2]) - max(one[across], other[across])
    heights = one[across + 2] - one[across], other[across + 2] - other[across]
    gap = max(one[along], other[along]) - min(one[along + 2], other[along + 2])
    return before.along == along and shared >= _SAME_LINE * min(heights) and gap < _WIDE * max(heights)


def boxes(letters: Sequence[Letter], wanted: Iterable[int]) -> list[tuple[Box, list[int]]]:
    """One box for each stretch of a line whose letters are all wanted, with the places of those letters.

    A stretch has no box where it would hold the middle of any other letter.
    """
    lines: dict[int, list[int]] = {}
    for at, letter in enumerate(letters):
        lines.setdefault(letter.line, []).append(at)
    extents = {number: _around(letters[at].ink for at in line) for number, line in lines.items()}

    def is_free(box: Box, run: Sequence[int]) -> bool:
        near = (at for number, extent in extents.items() if _meet(box, extent) for at in lines[number])
        return not any(_holds(box, letters[at].ink) for at in near if not run[0] <= at <= run[-1])

    found = []
    for run in _runs(letters, set(wanted)):
        candidates = _candidates(letters, run, extents[letters[run[0]].line])
        if box := next((box for box in candidates if is_free(box, run)), None):
            found.append((box, run))
    return found


def _runs(letters: Sequence[Letter], wanted: set[int]) -> Iterator[list[int]]:
    """Wanted letters that stand next to one another; a hyphen between them is no gap."""
    run: list[int] = []
    for at, letter in enumerate(letters):
        same_line = run and letters[run[-1]].line == letter.line
        if run and (not same_line or (at not in wanted and bare(letter.text)[0])):
            yield run
            run = []
        if at in wanted:
            run.append(at)
    if run:
        yield run


def _candidates(letters: Sequence[Letter], run: Sequence[int], line: Box) -> Iterator[Box]:
    """Boxes around a run: as high as its line with some room around, then closer and closer."""
    own = _around(letters[at].ink for at in run)
    along = letters[run[0]].along
    across = 1 - along
    room = round(_ROOM * (line[across + 2] - line[across]))
    # At most half of the way to a neighbour that is not in the run.
    near = [letters[at].ink for at in (run[0] - 1, run[-1] + 1) if 0 <= at < len(letters)]
    gaps = [max(other[along] - own[along + 2], own[along] - other[along + 2]) for other in near]
    aside = max(0, min([room, *(gap // 2 for gap in gaps if gap > -room)]))
    for low, high, space in ((line[across], line[across + 2], room), (own[across], own[across + 2], room)):
        yield _oriented(along, own[along] - aside, low - space, own[along + 2] + aside, high + space)
    yield own


def _oriented(along: int, begin: int, low: int, end: int, high: int) -> Box:
    return (begin, low, end, high) if along == 0 else (low, begin, high, end)


def _around(found: Iterable[Box]) -> Box:
    left, top, right, bottom = zip(*found, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _meet(box: Box, other: Box) -> bool:
    return box[0] <= other[2] and other[0] <= box[2] and box[1] <= other[3] and other[1] <= box[3]


def _holds(box: Box, ink: Box) -> bool:
    x, y = (ink[0] + ink[2]) / 2, (ink[1] + ink[3]) / 2
    return box[0] < x < box[2] and box[1] < y < box[3]
