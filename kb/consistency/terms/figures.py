"""Whether two figures as texts write them can both be the rule: "elk kwartaal" and "vier keer per jaar" can."""

from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from kb.consistency.terms.amounts import Amount, amounts
from kb.consistency.terms.lengths import Length, lengths
from kb.consistency.terms.rhythms import Rhythm, rhythms

_Figure = TypeVar("_Figure", Rhythm, Length, Amount)


class Figures(StrEnum):
    """How two figures stand to each other; `UNKNOWN` where one of the texts holds no figure of the other's kind."""

    ALIKE = "alike"
    CONTRADICT = "contradict"
    BOTH_HOLD = "both_hold"  # unlike, and one keeps to the other: "ten minste twee keer per jaar", "elk kwartaal"
    UNKNOWN = "unknown"


@lru_cache(maxsize=4096)
def compared(one: str, other: str) -> Figures:
    """How the first figures of one kind in two texts stand to each other: a rhythm, a length of time or an amount."""
    amount, amount_too = next(amounts(one), None), next(amounts(other), None)
    if amount and amount_too:  # "een achterstand van twee maanden" is no length of time
        return _stand(amount, amount_too)
    rhythm, rhythm_too = next(rhythms(one), None), next(rhythms(other), None)
    if rhythm or rhythm_too:
        return _stand(rhythm, rhythm_too)
    return _stand(next(lengths(one), None), next(lengths(other), None))


def contradict(one: str, other: str) -> bool:
    """Whether the figures of two texts cannot both be the rule; not where either has none that can be read."""
    return compared(one, other) is Figures.CONTRADICT


def _stand(one: _Figure | None, other: _Figure | None) -> Figures:
    if one is None or other is None:
        return Figures.UNKNOWN
    if one.alike(other):
        return Figures.ALIKE
    return Figures.CONTRADICT if one.contradicts(other) else Figures.BOTH_HOLD
