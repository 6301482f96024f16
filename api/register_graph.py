"""The agreements of a region as boxes and arrows: SVG, with nothing in it that runs or comes from elsewhere.

Appendices hang under what they belong to. Status is told by words and by the outline. Lengths are in user
units, one CSS pixel at full size.
"""

from collections.abc import Mapping, Sequence
from typing import Final
from xml.etree import ElementTree as ET

from api.layered import Laid, Size, laid
from api.lettering import set_in, width
from api.pen import INK, Place, plain, rect, write
from api.register_boxes import Arrow, Cluster, Picture
from api.register_marks import BODY, FONT, PAPER, QUIET, SMALL, STYLE, TITLE, draw_card, high, line, outline_of, tip

_WIDE, _GUTTER, _GAP, _MARGIN, _PAD = 270, 150, 30, 20, 10
_INDENT, _BELOW, _BETWEEN = 26, 28, 8  # of appendices: to the right, under what they belong to, from each other
_PORT: Final = 20  # between the ends of two lines at one side of a box
_SAMPLE: Final = 26  # of an outline, in the line that explains them


def draw(picture: Picture, *, links: Mapping[str, str] | None = None) -> str:
    """One SVG document; with `links`, addresses by id, it is a part of a page, that gives it its style and heading."""
    graph = _Graph(picture, links or {})
    root = ET.Element("svg", {"xmlns": "http://www.w3.org/2000/svg", "role": "graphics-document"})
    ET.SubElement(root, "title").text = plain(picture.title)
    ET.SubElement(root, "desc").text = plain(picture.about)
    if links is None:
        ET.SubElement(root, "style").text = STYLE
    wide = max(graph.wide, 640)
    paper = ET.SubElement(root, "rect", {"class": "paper", "width": f"{wide:.0f}", "fill": PAPER})
    whole = ET.SubElement(root, "g", {"font-family": FONT, "font-size": str(BODY), "fill": INK})
    y = float(_MARGIN)
    if links is None:
        for words, size in ((picture.title, TITLE), (picture.about, BODY)):
            lines = set_in(plain(words), wide - 2 * _MARGIN, size, bold=size == TITLE)
            write(whole, lines, _MARGIN, y)
            y += lines.height + _PAD
        y += _PAD
    graph.draw(ET.SubElement(whole, "g", {"transform": f"translate({_MARGIN} {y:.0f})"}))
    y = _draw_outlines(whole, picture, y + graph.high + _GAP, wide) + _MARGIN
    paper.set("height", f"{y:.0f}")
    root.attrib |= {"viewBox": f"0 0 {wide:.0f} {y:.0f}", "width": f"{wide:.0f}", "height": f"{y:.0f}"}
    return ET.tostring(root, encoding="unicode")


def _draw_outlines(whole: ET.Element, picture: Picture, y: float, wide: float) -> float:
    """What each outline in the drawing means; where it ends."""
    group = ET.SubElement(whole, "g", {"class": "quiet"})
    x = float(_MARGIN)
    for kind, words in (("", picture.outlines_are), *picture.outlines):
        sample = _SAMPLE + 8 if kind else 0
        needed = sample + width(words, SMALL) + 20
        if x + needed > wide - _MARGIN and x > _MARGIN:
            x, y = _MARGIN, y + 24
        if kind:
            rect(group, f"box {kind}", Place(x, y, _SAMPLE, 16), PAPER, **outline_of(kind))
        write(group, set_in(words, needed, SMALL), x + sample, y + 1, fill=QUIET)
        x += needed
    return y + 24


class _Graph:
    """The boxes in their columns, appendices under what they belong to, and the arrows between."""

    def __init__(self, picture: Picture, links: Mapping[str, str]) -> None:
        self._picture, self._links = picture, links
        self._cluster = {card.id: one for one in picture.clusters for card in (one.card, *one.below)}
        self._arrows = [
            one for one in picture.arrows if self._cluster[one.source].card.id != self._cluster[one.target].card.id
        ]
        sizes = {one.card.id: Size(self._height(one), self._head(one) / 2) for one in picture.clusters}
        edges = [(self._cluster[one.source].card.id, self._cluster[one.target].card.id) for one in self._arrows]
        self._laid: Laid = laid(sizes, edges, _GAP)
        self.high = max((self._laid.tops[key] + size.height for key, size in sizes.items()), default=0.0)
        self.high = max([self.high, *(y for passed in self._laid.passes for _, y in passed)])
        self.wide = self._x(max(self._laid.columns.values(), default=0)) + _WIDE + 2 * _MARGIN
        self._places = self._placed()

    def draw(self, parent: ET.Element) -> None:
        """Arrows first, so that no line runs over a box."""
        for at, arrow in enumerate(self._arrows):
            self._draw_arrow(parent, arrow, at)
        reading = sorted(self._laid.columns, key=lambda key: (self._laid.columns[key], self._laid.tops[key]))
        for key in reading:
            self._draw_cluster(parent, self._cluster[key])

    # ---- places ---------------------------------------------------------------------------------

    def _x(self, column: int) -> float:
        return column * (_WIDE + _GUTTER)

    def _head(self, cluster: Cluster) -> float:
        """How high the box itself is: as its words need, and as the lines at its sides."""
        id_ = cluster.card.id
        lines = max(sum(one.source == id_ for one in self._arrows), sum(one.target == id_ for one in self._arrows))
        return max(high(cluster.card, _WIDE), (lines + 1) * _PORT)

    def _height(self, cluster: Cluster) -> float:
        below = [high(one, _WIDE - _INDENT) + _BETWEEN for one in cluster.below]
        return self._head(cluster) + (_BELOW + sum(below) - _BETWEEN if below else 0)

    def _placed(self) -> Mapping[str, Place]:
        places: dict[str, Place] = {}
        for cluster in self._picture.clusters:
            x, y = self._x(self._laid.columns[cluster.card.id]), self._laid.tops[cluster.card.id]
            places[cluster.card.id] = Place(x, y, _WIDE, self._head(cluster))
            y += self._head(cluster) + _BELOW
            for card in cluster.below:
                places[card.id] = Place(x + _INDENT, y, _WIDE - _INDENT, high(card, _WIDE - _INDENT))
                y += places[card.id].height + _BETWEEN
        return places

    def _port(self, at: int, *, left: bool) -> float:
        """Where the line of an arrow meets the left or right side of its box; lines of one side do not meet."""
        mine = self._end(at, left=left)
        place = self._places[mine]
        beside = [n for n in range(len(self._arrows)) if self._end(n, left=left) == mine]
        beside.sort(key=lambda n: self._towards(n, left=left))
        return place.y + place.height / 2 + (beside.index(at) - (len(beside) - 1) / 2) * _PORT

    def _end(self, at: int, *, left: bool) -> str:
        """The box at the right end of a line, whose left side it meets, or the one at the left end."""
        arrow = self._arrows[at]
        return arrow.source if left != self._laid.flipped[at] else arrow.target

    def _towards(self, at: int, *, left: bool) -> float:
        """The height that a line comes from or goes to next."""
        if passed := self._laid.passes[at]:
            return passed[0 if left else -1][1]
        other = self._places[self._end(at, left=not left)]
        return other.y + other.height / 2

    # ---- marks ----------------------------------------------------------------------------------

    def _draw_arrow(self, parent: ET.Element, arrow: Arrow, at: int) -> None:
        group = ET.SubElement(parent, "g", {"class": f"arrow {arrow.kind}", "role": "group"})
        ET.SubElement(group, "title").text = plain(arrow.about)
        right, left = self._places[self._end(at, left=True)], self._places[self._end(at, left=False)]
        begin, end = (right.x, self._port(at, left=True)), (left.x + left.width, self._port(at, left=False))
        words = set_in(arrow.label, _GUTTER, SMALL)
        said = width(arrow.label, SMALL)
        flipped = self._laid.flipped[at]
        stub = begin[0] - said - 24
        path = f"M{begin[0]:.1f} {begin[1]:.1f}H{stub:.1f}"
        x, y = stub, begin[1]
        for column, height in self._laid.passes[at]:
            path += _curve(x, y, self._x(column) + _WIDE, height) + f"H{self._x(column):.1f}"
            x, y = self._x(column), height
        path += _curve(x, y, end[0] + (0 if flipped else 8), end[1])
        line(group, arrow.kind, path)
        tip(group, begin if flipped else end, leftwards=not flipped)
        label = Place(begin[0] - said - 16, begin[1] - words.height / 2 - 1, said + 6, words.height + 2)
        rect(group, "back", label, PAPER)
        write(group, words, label.middle, label.y, fill=QUIET, middle=True)

    def _draw_cluster(self, parent: ET.Element, cluster: Cluster) -> None:
        own = self._places[cluster.card.id]
        if cluster.below:
            self._draw_trunk(parent, own, [self._places[one.id] for one in cluster.below])
        for card in (cluster.card, *cluster.below):
            draw_card(parent, card, self._places[card.id], self._links.get(card.id))

    def _draw_trunk(self, parent: ET.Element, own: Place, below: Sequence[Place]) -> None:
        """One arrow up to the whole, that its appendices share."""
        group = ET.SubElement(parent, "g", {"class": "arrow part_of", "aria-hidden": "true"})
        x = own.x + _INDENT / 2
        path = f"M{x:.1f} {below[-1].y + below[-1].height / 2:.1f}V{own.bottom + 8:.1f}"
        path += "".join(f"M{one.x:.1f} {one.y + one.height / 2:.1f}H{x:.1f}" for one in below)
        line(group, "part_of", path)
        tip(group, (x, own.bottom), leftwards=False, up=True)
        words = set_in(self._picture.part_of, _WIDE, SMALL)
        write(group, words, own.x + _INDENT, own.bottom + (_BELOW - words.height) / 2, fill=QUIET)


def _curve(x: float, y: float, to_x: float, to_y: float) -> str:
    """From one height to another on the way to the left."""
    middle = (x + to_x) / 2
    return f"C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"
