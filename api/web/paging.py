"""A long list in sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

T = TypeVar("T")
_ON_A_SHEET: Final = 20


@dataclass(frozen=True, slots=True)
class Sheet(Generic[T]):
    """A part of a long list; `number` counts from 1 to `last`, `total` is of the whole list."""

    name: str
    items: Sequence[T]
    number: int
    last: int
    total: int


def sheet(name: str, items: Sequence[T], number: int) -> Sheet[T]:
    """The sheet of that number; the last one where what stood beyond it is gone."""
    last = max(1, -(-len(items) // _ON_A_SHEET))
    number = min(number, last)
    begin = (number - 1) * _ON_A_SHEET
    return Sheet(name, items[begin : begin + _ON_A_SHEET], number, last, len(items))
