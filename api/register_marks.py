"""The marks that the drawing of a register is made of: cards in their outlines, lines and arrow heads."""

from typing import Final
from xml.etree import ElementTree as ET

from api.lettering import Lines, set_in
from api.pen import Place, plain, rect, write
from api.register_boxes import Card

TITLE, BODY, SMALL = 20, 14, 12  # font sizes
# Each pair of ink and paper has a contrast of at least 4.5 (WCAG 2.2, 1.4.3), outlines and lines of 3 (1.4.11).
PAPER, QUIET = "#ffffff", "#4a4a4a"
FONT: Final = "Arial, 'Liberation Sans', Helvetica, sans-serif"
_LINE: Final = "#3d5a6c"
# The rules of a drawing that stands alone; within a page the page's own stylesheet has them.
STYLE: Final = (
    "@page{size:A4 landscape;margin:10mm}"
    "@media screen and (prefers-color-scheme:dark){.paper,.back{fill:#121719}.box{fill:#1a2124;stroke:#9fb4bf}"
    "text{fill:#e9edee}.quiet text,.arrow text{fill:#aab6bc}.line{stroke:#9fb4bf}.tip{fill:#9fb4bf}}"
)
_PAD: Final = 10
_OUTLINES: Final[dict[str, dict[str, str]]] = {
    "in_force": {"stroke_width": "2.75"},
    "unknown": {"stroke_width": "1.25"},
    "not_yet": {"stroke_width": "2", "stroke_dasharray": "12 4 2 4"},
    "ended": {"stroke_width": "1.5", "stroke_dasharray": "2 3"},
    "absent": {"stroke_width": "1.5", "stroke_dasharray": "9 6"},
}
_STROKES: Final[dict[str, dict[str, str]]] = {
    "replaces": {"stroke-width": "2.5"},
    "depends_on": {"stroke-width": "1.5"},
    "part_of": {"stroke-width": "1.25"},
    "names": {"stroke-width": "1.25", "stroke-dasharray": "3 3"},
}


def outline_of(kind: str) -> dict[str, str]:
    """How the box of a status is drawn round."""
    return {"stroke": _LINE, "rx": "6", **_OUTLINES[kind]}


def high(card: Card, wide: float) -> float:
    """How high a card of a width is."""
    return sum(lines.height for lines in _words(card, wide)) + 2 * _PAD


def draw_card(parent: ET.Element, card: Card, place: Place, link: str | None) -> None:
    """A box with its title and how it stands; with a link all of it leads there."""
    name = plain(card.about)
    if link:
        group = ET.SubElement(parent, "a", {"class": "card", "href": link, "aria-label": name})
    else:
        group = ET.SubElement(parent, "g", {"class": "card", "role": "group"})
    ET.SubElement(group, "title").text = name
    rect(group, f"box {card.outline}", place, PAPER, **outline_of(card.outline))
    title, stands = _words(card, place.width)
    y = place.y + (place.height - title.height - stands.height) / 2
    write(group, title, place.x + _PAD, y)
    quiet = ET.SubElement(group, "g", {"class": "quiet"})
    write(quiet, stands, place.x + _PAD, y + title.height, fill=QUIET)


def line(parent: ET.Element, kind: str, path: str) -> None:
    """A line of a kind."""
    style = {"class": "line", "d": path, "fill": "none", "stroke": _LINE, **_STROKES[kind]}
    ET.SubElement(parent, "path", style)


def tip(parent: ET.Element, at: tuple[float, float], *, leftwards: bool, up: bool = False) -> None:
    """The head of an arrow; its point is `at`."""
    x, y = at
    if up:
        points = f"{x - 5:.1f},{y + 9:.1f} {x + 5:.1f},{y + 9:.1f} {x:.1f},{y + 1:.1f}"
    else:
        back = x + 9 if leftwards else x - 9
        points = f"{back:.1f},{y - 5:.1f} {back:.1f},{y + 5:.1f} {x:.1f},{y:.1f}"
    ET.SubElement(parent, "polygon", {"class": "tip", "points": points, "fill": _LINE})


def _words(card: Card, wide: float) -> tuple[Lines, Lines]:
    inside = wide - 2 * _PAD
    return set_in(plain(card.title), inside, BODY, bold=True), set_in(plain(card.stands), inside, SMALL)
