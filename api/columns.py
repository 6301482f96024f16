"""How wide the lanes of a drawing are: the more somebody does at once, the more room for its words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Final

_LEAST: Final = 0.7  # of an equal share: a lane that says little still shows its name


@dataclass(frozen=True, slots=True)
class Column:
    """A lane's place from left to right."""

    x: float
    width: float

    @property
    def middle(self) -> float:
        """The line that boxes are centred on."""
        return self.x + self.width / 2


def columns(lanes: Iterable[str], longest: Mapping[str, int], *, left: float, width: float) -> dict[str, Column]:
    """The lanes beside each other, `width` together.

    `longest` is how many letters the longest box of a lane has. Room goes by the square root of
    that, because text folds: a box of four times the letters is then twice as wide and twice as high.
    """
    weights = {lane: sqrt(longest.get(lane, 0)) for lane in lanes}
    total, equal = sum(weights.values()) or 1, width / (len(weights) or 1)
    found: dict[str, Column] = {}
    x = left
    for lane, weight in weights.items():
        own = _LEAST * equal + (1 - _LEAST) * width * weight / total
        found[lane] = Column(x, own)
        x += own
    scale = width / ((x - left) or 1)  # all weights nought: equal shares after all
    return {lane: Column(left + (one.x - left) * scale, one.width * scale) for lane, one in found.items()}
