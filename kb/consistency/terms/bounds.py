"""How a figure is meant, and when two figures cannot both be the rule."""

from enum import StrEnum
from typing import Final

_NEARLY: Final = 0.09  # of the larger: a month is four weeks and something, three months thirteen weeks


class Bound(StrEnum):
    """Whether a figure is a ceiling, a floor or neither."""

    MOST = "most"
    LEAST = "least"
    EXACT = "exact"


_KEEPS: Final = {(Bound.LEAST, Bound.MOST), (Bound.LEAST, Bound.EXACT), (Bound.EXACT, Bound.MOST)}


def nearly(one: float, other: float) -> bool:
    """Whether two figures in one measure come down to the same in practice."""
    return abs(one - other) <= _NEARLY * max(one, other)


def crossed(one: float, bound: Bound, other: float, bound_too: Bound) -> bool:
    """Whether unlike figures in one measure exclude each other; a bound that the other keeps to excludes nothing."""
    if bound == bound_too:
        return True
    return one > other if (bound, bound_too) in _KEEPS else other > one
