"""The mix: one score per passage from several legs, and what neighbours lend each other."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

# Five equal legs and a lighter one for likeness of words: docs/adr/0004 has the measurements.
WEIGHTS: Mapping[str, float] = {
    "exact": 1.0,
    "normal": 1.0,
    "pairs": 1.0,
    "coverage": 1.0,
    "subword": 1.0,
    "soft": 0.4,
}
NEIGHBOUR = 0.3


def fuse(legs: Mapping[str, Scores], weights: Mapping[str, float] = WEIGHTS) -> dict[str, Scores]:
    """What each leg adds to each passage's score: its weight times its share of the leg's maximum.

    Dividing by the maximum for this query gives legs of different scales one scale; a leg that
    finds nothing, or scores below zero, adds nothing. The score is the sum over legs.
    """
    added: dict[str, Scores] = {}
    for name, scores in legs.items():
        top = float(scores.max(initial=0))
        share = np.clip(scores / top, 0, None) if top > 0 else np.zeros_like(scores)
        added[name] = (weights[name] * share).astype(np.float32)
    return added


def lend(scores: Scores, sections: NDArray[np.object_]) -> Scores:
    """What each passage gets from its neighbours: `NEIGHBOUR` times the better of the two.

    Neighbours are the passage before and the passage after it in the same section; an empty
    section says that nothing stands together.
    """
    if len(scores) < 2:
        return np.zeros_like(scores)
    together = (sections[1:] == sections[:-1]) & (sections[1:] != "")
    lent = np.zeros_like(scores)
    lent[1:] = np.where(together, scores[:-1], 0)
    lent[:-1] = np.maximum(lent[:-1], np.where(together, scores[1:], 0))
    return (NEIGHBOUR * lent).astype(np.float32)
