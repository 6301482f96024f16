"""The small words that turn a sentence: what denies, limits, binds, counts loosely, puts before or after."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from assistant.paraphrase.reading import Read, Told
from assistant.paraphrase.telling import CLASS_OF, alike

MODAL: Final = frozenset({"must", "may", "can", "need", "want", "will"})
# What a sentence may not leave out where it says what stands beside it.
KEPT: Final = frozenset(
    "no without only unless some mostly least most about both all more less higher lower longer shorter sooner later"
    " older younger other same".split()
)
_LIGHTER: Final = frozenset({"will"})  # "zal melden" and "meldt" are one rule
_REACH: Final = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A word that turns a sentence: its class, what is told next to it, and the clause it stands in."""

    kind: str
    low: str
    near: frozenset[str]
    next: str
    part: int
    at: int
    behind: str  # the word before it


def marks(read: Read, kinds: frozenset[str] | None = None) -> list[Mark]:
    """The marks of a sentence in reading order."""
    found = []
    for at, one in enumerate(read.told):
        kind = CLASS_OF.get(one.low)
        if kind is None or one.name is not None or (kinds is not None and kind not in kinds):
            continue
        if kind == "until" and one.low == "tot" and _spans(read.told, at):
            continue
        after, before = _near(read.told, at, 1), _near(read.told, at, -1)
        behind = read.told[at - 1].low if at else ""
        near = frozenset(after[:_REACH]) | frozenset(before[:_REACH])
        found.append(Mark(kind, one.low, near, after[0] if after else "", one.part, at, behind))
    return found


def _spans(told: Sequence[Told], at: int) -> bool:
    """Whether "tot" is in "tot stand", "tot en met" or "met betrekking tot": it sets no end."""
    after = told[at + 1].low if at + 1 < len(told) else ""
    before = told[at - 1].low if at else ""
    return after in {"stand", "gevolg"} or before in {"betrekking", "toegang", "aanleiding"}


def _near(told: Sequence[Told], at: int, step: int) -> list[str]:
    """What is told on one side of a word, nearest first, up to a mark of punctuation."""
    found: list[str] = []
    here = at + step
    while 0 <= here < len(told) and told[here].segment == told[at].segment and len(found) < _REACH:
        one = told[here]
        if one.key:
            found.append(one.key)
        here += step
    return found


def meets(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of keys have something in common, in the same word or one for the same."""
    return any(alike(word) & other for word in one)
