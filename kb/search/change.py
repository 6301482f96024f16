"""A change of what is searched: which rows stay, where they stand now, and where the new ones come.

Everything built of sorted arrays is brought along by merging, so that it is, number by number, what
building anew would have made: an index has no history.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

T = TypeVar("T", bound=np.generic)
Rows = NDArray[np.intp]


@dataclass(frozen=True)
class Change:
    """From `before` rows to those of `kept`: each the row it had, or -1 where it is new.

    What stays keeps its order, so that the rows which are not -1 ascend. Raises ValueError where they do not.
    """

    before: int
    kept: Rows

    def __post_init__(self) -> None:
        """Refuse another order: what is sorted is merged, not sorted again."""
        if (np.diff(self.stayed) <= 0).any():
            raise ValueError("what stays has changed its order")

    @classmethod
    def of_keys(cls, before: NDArray[T], now: NDArray[T]) -> Self:
        """The change from one ascending array without doubles to another."""
        places = np.searchsorted(before, now)
        same = places < len(before)
        same[same] = before[places[same]] == now[same]
        return cls(len(before), np.where(same, places, -1))

    @property
    def size(self) -> int:
        """How many rows there are after the change."""
        return len(self.kept)

    @cached_property
    def stayed(self) -> Rows:
        """The rows that those which stay had before, ascending."""
        return self.kept[self.kept >= 0]

    @cached_property
    def come(self) -> Rows:
        """The rows of the new ones."""
        return np.flatnonzero(self.kept < 0)

    @cached_property
    def moved(self) -> Rows:
        """Where each row of before stands now; -1 where it is gone."""
        rows = np.full(self.before, -1, dtype=np.intp)
        rows[self.stayed] = np.flatnonzero(self.kept >= 0)
        return rows

    def carry(self, before: NDArray[T], come: NDArray[T]) -> NDArray[T]:
        """An array with a place a row: what stays from before, and what is new from `come`."""
        if not len(self.come) or not len(self.stayed):  # one of the two may not know how wide rows are
            return before[self.stayed] if len(self.stayed) else come.astype(before.dtype)
        made: NDArray[Any] = np.empty((self.size, *come.shape[1:]), dtype=before.dtype)
        made[self.kept >= 0] = before[self.stayed]
        made[self.come] = come
        return made


def distinct(ascending: NDArray[T]) -> NDArray[T]:
    """Without doubles: np.unique takes ten times as long on what is sorted already."""
    first = np.ones(len(ascending), dtype=bool)
    first[1:] = ascending[1:] != ascending[:-1]
    found: NDArray[T] = ascending[first]
    return found


class Merged(NamedTuple):
    """Postings after a change. Whatever stood beside the old ones is `np.insert(old[stays], places, new)`."""

    starts: NDArray[np.int64]
    rows: NDArray[np.int32]
    stays: NDArray[np.bool_]
    places: Rows


def still_held(starts: NDArray[np.int64], stays: NDArray[np.bool_]) -> NDArray[np.int64]:
    """How many of each key's postings stay."""
    return np.diff(np.concatenate([[0], np.cumsum(stays)])[starts])


def merge(
    change: Change,
    held: tuple[NDArray[np.int64], NDArray[np.int32]],
    come: tuple[NDArray[np.int64], NDArray[np.int32]],
    keys: tuple[Rows, Rows],
    size: int,
) -> Merged:
    """Bring postings along: `held` and `come` are (starts, rows), the rows of `come` counted among the new.

    `keys` says which of the `size` keys each key of the two has now; of one without postings it may say anything.
    """
    (starts, rows), (new_starts, new_rows), (key, new_key) = held, come, keys
    moved = change.moved[rows]
    stays = moved >= 0
    left, added = still_held(starts, stays), np.diff(new_starts)
    old = np.repeat(key, left) * change.size + moved[stays]
    new = np.repeat(new_key, added) * change.size + change.come[new_rows]
    places = np.searchsorted(old, new)
    both = np.insert(old, places, new)
    sizes = np.bincount(key, weights=left, minlength=size) + np.bincount(new_key, weights=added, minlength=size)
    now = np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64)
    return Merged(now, (both % max(1, change.size)).astype(np.int32), stays, places)
