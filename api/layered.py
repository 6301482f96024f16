"""Boxes in columns, so that the lines between them run from right to left and through no box. Places only, pure.

Source: Sugiyama, Tagawa and Toda, IEEE SMC 11(2), 1981: layers, then an order with few crossings, then
positions. The positions are those nearest to their neighbours that keep the order and the distance, found by
pooling adjacent violators (Barlow et al., 1972). Lengths are in user units.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

_SWEEPS: Final = 12
_FEWEST: Final = 3  # columns that boxes without lines are spread over
_LINE: Final = 14  # what a line takes where it passes a column

Edge = tuple[str, str]
_Item = Hashable  # a box by its key, or where a line passes a column, by the line's number and the column


@dataclass(frozen=True, slots=True)
class Size:
    """How high a box is, and at which height in it its lines begin and end."""

    height: float
    anchor: float


@dataclass(frozen=True, slots=True)
class Laid:
    """Where boxes stand: the column, counted from 0 at the left, and the top.

    `passes` are, for each edge, the columns that it passes from right to left, with the height at which it
    does. An edge that is `flipped` begins at the left: it would close a circle.
    """

    columns: Mapping[str, int]
    tops: Mapping[str, float]
    passes: Sequence[Sequence[tuple[int, float]]]
    flipped: Sequence[bool]


def laid(sizes: Mapping[str, Size], edges: Sequence[Edge], gap: float) -> Laid:
    """Places for boxes, `gap` apart at least; an edge goes from a box to one further left."""
    flipped = _flipped(sizes, edges)
    leftwards = [edge[::-1] if turned else edge for edge, turned in zip(edges, flipped, strict=True)]
    columns = _columns(sizes, leftwards)
    tied = {key for edge in edges for key in edge}
    order, links = _ordered([key for key in sizes if key in tied], leftwards, columns)
    tops = _tops(order, links, sizes, gap)
    passes = [
        [(column, tops[number, column] + _LINE / 2) for column in range(columns[source] - 1, columns[target], -1)]
        for number, (source, target) in enumerate(leftwards)
    ]
    boxes = {key: tops[key] for key in sizes if key in tied}
    lowest = max((top + (sizes[one].height if isinstance(one, str) else _LINE) for one, top in tops.items()), default=0)
    ends = [lowest + gap] * len(order) if tied else []
    _add_loose([key for key in sizes if key not in tied], sizes, gap, ends, (columns, boxes))
    return Laid(columns, boxes, passes, flipped)


def _flipped(keys: Mapping[str, Size], edges: Sequence[Edge]) -> list[bool]:
    """For each edge whether it would close a circle."""
    targets: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, (source, target) in enumerate(edges):
        targets[source].append((number, target))
    flipped = [False] * len(edges)
    done: set[str] = set()
    for first in keys:
        path = {first}
        waiting = [] if first in done else [(first, iter(targets[first]))]
        while waiting:
            key, rest = waiting[-1]
            number, target = next(rest, (-1, ""))
            if number < 0:
                waiting.pop()
                path.discard(key)
                done.add(key)
            elif target in path:
                flipped[number] = True
            elif target not in done:
                path.add(target)
                waiting.append((target, iter(targets[target])))
    return flipped


def _columns(keys: Mapping[str, Size], edges: Sequence[Edge]) -> dict[str, int]:
    """The longest way to the left, and then as far to the right as what comes from the right allows."""
    columns = dict.fromkeys(keys, 0)
    for _ in keys:
        for source, target in edges:
            columns[source] = max(columns[source], columns[target] + 1)
    for key in sorted(keys, key=lambda one: -columns[one]):
        if sources := [columns[source] for source, target in edges if target == key]:
            columns[key] = min(sources) - 1
    return columns


def _ordered(
    boxes: Sequence[str], edges: Sequence[Edge], columns: Mapping[str, int]
) -> tuple[list[list[_Item]], list[tuple[_Item, _Item]]]:
    """What stands in each column from top to bottom, and the links between neighbouring columns, right end first."""
    rows: list[list[_Item]] = [[] for _ in range(max((columns[one] for one in boxes), default=0) + 1)]
    links: list[tuple[_Item, _Item]] = []
    for key in boxes:
        rows[columns[key]].append(key)
    for number, (source, target) in enumerate(edges):
        between: list[_Item] = [(number, column) for column in range(columns[source] - 1, columns[target], -1)]
        for column, one in zip(range(columns[source] - 1, columns[target], -1), between, strict=True):
            rows[column].append(one)
        links += pairwise([source, *between, target])
    best, fewest = rows, _crossings(rows, links)
    for sweep in range(_SWEEPS):
        rows = _swept(rows, links, rightwards=bool(sweep % 2))
        if (crossings := _crossings(rows, links)) < fewest:
            best, fewest = rows, crossings
    return best, links


def _swept(rows: Sequence[list[_Item]], links: Sequence[tuple[_Item, _Item]], *, rightwards: bool) -> list[list[_Item]]:
    """Each column by the middle of its neighbours in the column before it."""
    neighbours: dict[_Item, list[_Item]] = defaultdict(list)
    for right, left in links:
        neighbours[right if rightwards else left].append(left if rightwards else right)
    places: dict[_Item, float] = {}
    swept: dict[int, list[_Item]] = {}
    for number in range(len(rows)) if rightwards else range(len(rows) - 1, -1, -1):
        own = {one: float(place) for place, one in enumerate(rows[number])}
        for one in own:
            if near := [places[other] for other in neighbours[one]]:
                own[one] = sum(near) / len(near)
        swept[number] = sorted(own, key=lambda one: own[one])
        places |= {one: float(place) for place, one in enumerate(swept[number])}
    return [swept[number] for number in range(len(rows))]


def _crossings(rows: Sequence[Sequence[_Item]], links: Sequence[tuple[_Item, _Item]]) -> int:
    place = {one: (column, at) for column, row in enumerate(rows) for at, one in enumerate(row)}
    spans = sorted((place[right][0], place[right][1], place[left][1]) for right, left in links)
    return sum(
        one[0] == other[0] and one[1] < other[1] and one[2] > other[2]
        for at, one in enumerate(spans)
        for other in spans[at + 1 :]
    )


def _tops(
    rows: Sequence[Sequence[_Item]], links: Sequence[tuple[_Item, _Item]], sizes: Mapping[str, Size], gap: float
) -> dict[_Item, float]:
    """The top of everything, drawn to the height of its neighbours without leaving its order."""
    line = Size(_LINE, _LINE / 2)
    size = {one: sizes[one] if isinstance(one, str) else line for row in rows for one in row}
    near: dict[_Item, list[_Item]] = defaultdict(list)
    for right, left in links:
        near[right].append(left)
        near[left].append(right)
    tops: dict[_Item, float] = {}
    for row in rows:
        tops |= zip(row, _apart([0.0] * len(row), [size[one].height for one in row], gap), strict=True)
    for sweep in range(_SWEEPS):
        for row in rows if sweep % 2 else reversed(rows):
            wanted = [
                sum(tops[other] + size[other].anchor for other in near[one]) / len(near[one]) - size[one].anchor
                for one in row
            ]
            tops |= zip(row, _apart(wanted, [size[one].height for one in row], gap), strict=True)
    highest = min(tops.values(), default=0.0)
    return {one: top - highest for one, top in tops.items()}


def _apart(wanted: Sequence[float], heights: Sequence[float], gap: float) -> Iterator[float]:
    """The tops nearest to those wanted at which boxes in this order stand `gap` apart."""
    offsets = [0.0]
    for height in heights[:-1]:
        offsets.append(offsets[-1] + height + gap)
    pools: list[tuple[float, int]] = []  # the sum of what is wanted in a pool, and of how many boxes
    for top, offset in zip(wanted, offsets, strict=False):
        pools.append((top - offset, 1))
        while len(pools) > 1 and pools[-2][0] / pools[-2][1] > pools[-1][0] / pools[-1][1]:
            (total, count), (before, of) = pools.pop(), pools.pop()
            pools.append((total + before, count + of))
    means = [total / count for total, count in pools for _ in range(count)]
    return (mean + offset for mean, offset in zip(means, offsets, strict=False))


def _add_loose(
    loose: Sequence[str],
    sizes: Mapping[str, Size],
    gap: float,
    ends: list[float],
    found: tuple[dict[str, int], dict[str, float]],
) -> None:
    """Set boxes without lines under all else, each in the column that ends highest; `ends` are where columns do."""
    columns, tops = found
    ends += [0.0] * (min(_FEWEST, len(loose)) - len(ends))
    for key in loose:
        columns[key] = min(range(len(ends)), key=lambda column: ends[column])
        tops[key] = ends[columns[key]]
        ends[columns[key]] += sizes[key].height + gap
