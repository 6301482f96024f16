"""How wide the lanes of a drawing are: the more somebody does at once, the more room for its words."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Final

_LEAST: Final = 0.7  # of an equal share: a lane that says little still shows its name


@dataclass(frozen=True, slots=True)
class Need:
    """What a lane has to hold: at least this width, for its widest word, and the letters of its longest box."""

    width: float
    letters: int


@dataclass(frozen=True, slots=True)
class Column:
    """A lane's place from left to right."""

    x: float
    width: float

    @property
    def middle(self) -> float:
        """The line that boxes are centred on."""
        return self.x + self.width / 2


def columns(needs: Mapping[str, Need], *, left: float, width: float) -> dict[str, Column]:
    """The lanes beside each other, `width` together, in the order given.

    Every lane has what it needs at least; the rest goes by the square root of its letters, because
    text folds: a box of four times the letters is then twice as wide and twice as high.
    """
    least = _LEAST * width / max(1, len(needs))
    floors = {lane: max(least, need.width) for lane, need in needs.items()}
    weights = {lane: sqrt(max(1, need.letters)) for lane, need in needs.items()}
    rest, total = width - sum(floors.values()), sum(weights.values())
    found: dict[str, Column] = {}
    x = left
    for lane, floor in floors.items():
        own = floor + rest * weights[lane] / total if rest > 0 else floor * width / (width - rest)
        found[lane] = Column(x, own)
        x += own
    return found
