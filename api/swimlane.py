"""Swim lanes as SVG: a column for whoever acts, the acts from top to bottom. Drawing only, pure, no reading.

Nothing of a text is markup here; there is no script and no reference to anything elsewhere. Lengths
are in user units, one CSS pixel at full size.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from api.columns import Need, columns
from api.lettering import Lines, set_in, width
from api.pen import INK, Place, plain, rect, write
from api.sheets import Band, Box, Sheet, Words

WIDTH, PAGE = 1240, 1754  # a page has the shape of A4
STYLE = f"@page{{size:{WIDTH}px {PAGE}px;margin:0}}"  # the one rule in a drawing
_MARGIN, _PAD, _ROW_GAP, _BAND_GAP, _SHEET_GAP = 20, 10, 26, 14, 30
_WIDEST = 420  # a box of more is hard to read
_TOP = 200  # what stands above this on a page is its head
_JOINS_WIDE, _JOINS_HIGH = 110, 28
_TITLE, _HEADING, _BODY, _SMALL = 22, 17, 14, 12  # font sizes
# Each pair of ink and paper has a contrast of at least 4.5 (WCAG 2.2, 1.4.3).
_QUIET, _PAPER = "#4a4a4a", "#ffffff"
_LANE, _LANE_INK, _BODY_ODD, _BODY_EVEN, _SECTION = "#154273", "#ffffff", "#f1f5fa", "#fafbfd", "#d9e3ef"
_IF_PAPER, _IF_INK = "#fff4d6", "#5c4400"
_OPEN = "#9b1c1c"
_FOLLOWS = "#0b6b3a"
_FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"


def draw(sheets: Iterable[Sheet], words: Words) -> str:
    """One SVG document with the sheets below each other; texts are folded so that none leaves its box."""
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "graphics-document"})
    ET.SubElement(root, "title").text = plain(words.title)
    ET.SubElement(root, "desc").text = plain(" ".join(words.about))
    # Without it paper would cut the right side off.
    ET.SubElement(root, "style").text = STYLE
    paper = ET.SubElement(root, "rect", {"class": "paper", "width": str(WIDTH), "fill": _PAPER})
    whole = ET.SubElement(root, "g", {"font-family": _FONT, "font-size": str(_BODY), "fill": INK})
    y = _paragraph(whole, words.title, _MARGIN, _TITLE, bold=True)
    for line in words.about:
        y = _paragraph(whole, line, y, _BODY, fill=_QUIET)
    for sheet in sheets:
        y = _paged(whole, sheet, words, y + _SHEET_GAP)
    if words.closing:
        y = _paragraph(whole, words.closing, y + _PAD, _BODY, fill=_QUIET)
    height = f"{y + _MARGIN:.0f}"
    paper.set("height", height)
    root.attrib |= {"viewBox": f"0 0 {WIDTH} {height}", "width": str(WIDTH), "height": height}
    return ET.tostring(root, encoding="unicode")


def _paged(whole: ET.Element, sheet: Sheet, words: Words, y: float) -> float:
    """Draw a sheet from `y` on so that no edge of a page cuts a box; where it ends."""
    page_end = (y // PAGE + 1) * PAGE - _MARGIN
    drawn = _Drawn(whole, sheet, words, y)
    fitting = drawn.fitting(page_end)
    if drawn.bottom <= page_end or (not fitting and y % PAGE < _TOP):  # no page holds its first box
        return drawn.bottom
    whole.remove(drawn.group)
    next_page = page_end + 2 * _MARGIN
    if not fitting or y % PAGE > PAGE / 2:  # a sheet is parted only where half a page would stay blank
        return _paged(whole, sheet, words, next_page)
    while fitting + 1 < len(sheet.rows):  # fewer lanes are wider, so that more may fit than did
        more = sheet.parted(fitting + 1, words.on)[0]
        if isinstance(more.rows[-1], Band) or _Drawn(ET.Element("g"), more, words, y).bottom > page_end:
            break
        fitting += 1
    first, rest = sheet.parted(fitting, words.on)
    _Drawn(whole, first, words, y)
    return _paged(whole, rest, words, next_page)


def _paragraph(parent: ET.Element, text: str, y: float, size: int, *, bold: bool = False, fill: str = INK) -> float:
    lines = set_in(plain(text), WIDTH - 2 * _MARGIN, size, bold=bold)
    write(parent, lines, _MARGIN, y, fill=fill)
    return y + lines.height


@dataclass(frozen=True, slots=True)
class _Folded:
    """A box with its texts folded to its width, and so its height."""

    box: Box
    condition: Lines
    texts: tuple[Lines, ...]
    notes: tuple[Lines, ...]

    @property
    def condition_high(self) -> float:
        return self.condition.height + _PAD if self.box.condition else 0

    @property
    def high(self) -> float:
        return self.condition_high + sum(one.height for one in (*self.texts, *self.notes)) + 2 * _PAD


@dataclass(frozen=True, slots=True)
class _FoldedBand:
    title: Lines
    source: Lines

    @property
    def high(self) -> float:
        return self.title.height + self.source.height + _PAD


def _folded_band(band: Band) -> _FoldedBand:
    wide = WIDTH - 2 * _MARGIN - 2 * _PAD
    return _FoldedBand(set_in(plain(band.title), wide, _BODY, bold=True), set_in(plain(band.source), wide, _SMALL))


def _need(lane: str, boxes: Sequence[Box]) -> Need:
    said = [lane, *(text for box in boxes for text in (box.condition, *box.texts))]
    widest = max(width(word, _BODY, bold=True) for text in said for word in text.split())
    letters = max((len(box.condition) + sum(map(len, box.texts)) for box in boxes), default=0)
    return Need(min(widest, _WIDEST) + 4 * _PAD, letters)


class _Drawn:
    """A sheet, drawn at `top`; `bottom` is where it ends."""

    def __init__(self, parent: ET.Element, sheet: Sheet, words: Words, top: float) -> None:
        self.group = ET.SubElement(parent, "g", {"class": "sheet"})
        self._words = words
        nobody = [words.nobody] if any(isinstance(row, Box) and not row.lanes for row in sheet.rows) else []
        needs = {lane: _need(lane, self._own(sheet, lane)) for lane in (*sheet.lanes, *nobody)}
        self._columns = columns(needs, left=_MARGIN, width=WIDTH - 2 * _MARGIN)
        head = _paragraph(self.group, sheet.title, top, _HEADING, bold=True) if sheet.title else top
        self._sheet = sheet
        self._tops = self._rows(sheet.rows, head + _PAD / 2)
        self.bottom = self._tops[-1]

    def fitting(self, limit: float) -> int:
        """How many rows end above `limit`, a band only with a box under it; 0 where not even the first box does."""
        count = sum(end <= limit for end in self._tops[1:])
        while count and isinstance(self._sheet.rows[count - 1], Band):
            count -= 1
        return count

    def _rows(self, rows: Sequence[Band | Box], top: float) -> list[float]:
        heads = [set_in(plain(lane), one.width - _PAD, _BODY, bold=True) for lane, one in self._columns.items()]
        head_high = max(head.height for head in heads) + _PAD
        folded = [self._fold(row) if isinstance(row, Box) else _folded_band(row) for row in rows]
        tops = [top + head_high]
        for one in folded:
            tops.append(tops[-1] + one.high + (_BAND_GAP if isinstance(one, _FoldedBand) else _ROW_GAP))
        self._draw_lanes(heads, top, head_high, tops[-1])
        before: Place | None = None
        for one, y in zip(folded, tops[:-1], strict=True):
            if isinstance(one, _FoldedBand):
                self._draw_band(one, y)
                before = None
                continue
            place = self._place(one.box, y, one.high)
            if before:
                self._arrow(before, place, follows=one.box.follows)
            self._draw_box(one, place)
            before = place
        return tops

    def _draw_band(self, one: "_FoldedBand", y: float) -> None:
        place = Place(_MARGIN, y, WIDTH - 2 * _MARGIN, one.high)
        rect(self.group, "band", place, _SECTION)
        write(self.group, one.title, place.x + _PAD, y + _PAD / 2)
        write(self.group, one.source, place.x + _PAD, y + _PAD / 2 + one.title.height, fill=_QUIET)

    def _fold(self, box: Box) -> _Folded:
        inner = self._wide(self._lane(box)) - 2 * _PAD
        return _Folded(
            box,
            set_in(plain(box.condition), inner, _SMALL),
            tuple(set_in(plain(text), inner, _BODY) for text in box.texts),
            tuple(set_in(plain(note.text), inner, _SMALL) for note in box.notes),
        )

    def _own(self, sheet: Sheet, lane: str) -> list[Box]:
        return [row for row in sheet.rows if isinstance(row, Box) and self._lane(row) == lane]

    def _lane(self, box: Box) -> str:
        return box.lanes[0] if box.lanes else self._words.nobody

    def _wide(self, lane: str) -> float:
        return min(_WIDEST, self._columns[lane].width - 2 * _PAD)

    def _place(self, box: Box, y: float, high: float) -> Place:
        lane = self._lane(box)
        return Place(self._columns[lane].middle - self._wide(lane) / 2, y, self._wide(lane), high)

    def _draw_lanes(self, heads: Sequence[Lines], top: float, head_high: float, bottom: float) -> None:
        for number, ((lane, column), head) in enumerate(zip(self._columns.items(), heads, strict=True)):
            place = Place(column.x, top, column.width, head_high)
            body = Place(place.x, place.bottom, place.width, bottom - place.bottom)
            rect(self.group, "lane", body, _BODY_EVEN if number % 2 else _BODY_ODD)
            if open_ := lane == self._words.nobody:
                rect(self.group, "head open", place, _PAPER, stroke=_OPEN, stroke_dasharray="6 4")
            else:
                rect(self.group, "head", place, _LANE, stroke=_PAPER)
            ink = _OPEN if open_ else _LANE_INK
            write(self.group, head, place.middle, top + _PAD / 2, fill=ink, middle=True)

    def _arrow(self, before: Place, after: Place, *, follows: bool) -> None:
        """From the foot of one box, through the gap between the rows, to the head of the next."""
        ink, wide = (_FOLLOWS, "3") if follows else (_QUIET, "1.5")
        turn = after.y - _ROW_GAP / 2
        path = f"M{before.middle:.1f} {before.bottom:.1f}V{turn:.1f}H{after.middle:.1f}V{after.y - 6:.1f}"
        ET.SubElement(
            self.group, "path", {"class": "arrow", "d": path, "fill": "none", "stroke": ink, "stroke-width": wide}
        )
        x, y = after.middle, after.y
        tip = f"{x - 5:.1f},{y - 8:.1f} {x + 5:.1f},{y - 8:.1f} {x:.1f},{y:.1f}"
        ET.SubElement(self.group, "polygon", {"points": tip, "fill": ink})

    def _draw_box(self, one: _Folded, place: Place) -> None:
        group = ET.SubElement(self.group, "g", {"role": "group"})
        ET.SubElement(group, "title").text = plain(one.box.about)
        self._draw_joining(group, one.box, place)
        upper = Place(place.x, place.y, place.width, one.condition_high)
        if one.box.condition:
            rect(group, "condition", upper, _IF_PAPER, stroke=_IF_INK)
            write(group, one.condition, upper.x + _PAD, upper.y + _PAD / 2, fill=_IF_INK)
        own = Place(place.x, upper.bottom, place.width, place.height - upper.height)
        open_ = not one.box.lanes
        dashed = {"stroke": _OPEN, "stroke_dasharray": "6 4"} if open_ else {"stroke": _LANE}
        rect(group, "act open" if open_ else "act", own, _PAPER, stroke_width="1.5", **dashed)
        y = own.y + _PAD
        for lines in one.texts:
            write(group, lines, own.x + _PAD, y)
            y += lines.height
        for lines, note in zip(one.notes, one.box.notes, strict=True):
            write(group, lines, own.x + _PAD, y, fill=_OPEN if note.open else _QUIET)
            y += lines.height

    def _draw_joining(self, group: ET.Element, box: Box, place: Place) -> None:
        """A small box in the lane of everybody who acts along, tied to the act."""
        middle = place.y + place.height / 2
        joining = [self._columns[lane] for lane in box.lanes[1:]]
        for column in joining:
            line = f"M{place.middle:.1f} {middle:.1f}H{column.middle:.1f}"
            ET.SubElement(group, "path", {"class": "tie", "d": line, "stroke": _LANE, "stroke-width": "1.5"})
        for column in joining:  # over the ties that pass behind
            wide = min(_JOINS_WIDE, column.width - 2 * _PAD)
            small = Place(column.middle - wide / 2, middle - _JOINS_HIGH / 2, wide, _JOINS_HIGH)
            rect(group, "joins", small, _PAPER, stroke=_LANE)
            lines = set_in(self._words.joins, wide, _SMALL)
            write(group, lines, small.middle, small.y + (_JOINS_HIGH - lines.height) / 2, middle=True)
