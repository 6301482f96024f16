"""The marks that a drawing is made of: lines of text and rectangles, as SVG elements."""

from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree as ET

from api.lettering import Lines

INK: Final = "#1a1a1a"


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on the drawing."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        """The line halfway from left to right."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.y + self.height


def plain(text: str) -> str:
    """The text on one line, without characters that XML does not know or that nobody sees."""
    return "".join(mark for mark in " ".join(text.split()) if mark.isprintable())


def write(parent: ET.Element, lines: Lines, x: float, y: float, *, fill: str = INK, middle: bool = False) -> None:
    """Lines of text with their top at `y`, beginning at or centred on `x`."""
    style = {"font-size": str(lines.size), "fill": fill}
    style |= {"font-weight": "bold"} if lines.bold else {}
    style |= {"text-anchor": "middle"} if middle else {}
    block = ET.SubElement(parent, "text", style)
    for number, line in enumerate(lines.lines):
        baseline = y + number * lines.step + lines.size
        ET.SubElement(block, "tspan", {"x": f"{x:.1f}", "y": f"{baseline:.1f}"}).text = line


def rect(parent: ET.Element, kind: str, place: Place, fill: str, **style: str) -> None:
    """A rectangle of a kind; `style` are attributes, with underscores for hyphens."""
    place_of = {"x": place.x, "y": place.y, "width": place.width, "height": place.height}
    measures = {name: f"{value:.1f}" for name, value in place_of.items()}
    rest = {name.replace("_", "-"): value for name, value in style.items()}
    ET.SubElement(parent, "rect", {"class": kind, **measures, "fill": fill, **rest})
