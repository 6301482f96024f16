"""The mix: one score per passage from several legs, and what neighbours lend each other."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]

NEIGHBOUR = 0.3
_EXACT = 0.7


def fuse(legs: Mapping[str, Scores], weights: Mapping[str, float]) -> dict[str, Scores]:
    """What each leg adds to each passage's score: its share of the leg's maximum for this query, times its weight.

    The share gives legs of different scales one scale. A leg that finds nothing, or scores below
    zero, adds nothing. Legs without a weight weigh 1; fixed weights gain nothing that holds
    (docs/adr/0004), weights by how much of the question a leg knows do (docs/adr/0011).
    """
    added: dict[str, Scores] = {}
    for name, scores in legs.items():
        top = float(scores.max(initial=0))
        share = np.clip(scores / top, 0, None) if top > 0 else np.zeros_like(scores)
        added[name] = (share * np.float32(weights.get(name, 1))).astype(np.float32)
    return added


def knowing(legs: Mapping[str, Scores], most: Mapping[str, float]) -> dict[str, float]:
    """How much each leg weighs: of the legs of words, the share of the question that their best passage meets.

    Where only "hele" of "de hele galerij" is found, that passage is the best by each of these legs,
    and says next to nothing. `most` is what a passage that says everything would score. Word pairs
    of a question are seldom in a text: what is known of its words counts for them. Where half of a
    question is known word for word, its concepts add nothing more. Exact words count in the
    normalised leg too, so by themselves they weigh a little less. Measured in docs/adr/0011.
    """
    known = {name: min(1.0, float(legs[name].max(initial=0)) / full) for name, full in most.items()}
    weights = {"exact": _EXACT * known["exact"], "pairs": known["normal"]}
    return known | weights | {"concepts": max(0.0, 1 - 2 * known["normal"])}


def standing_out(scores: Scores) -> Scores:
    """How far each score stands out, 1 the highest, 0 the middle one and all below it.

    Cosines of one model begin at .1 and of another at .7, so that a share of the highest says
    nothing. All 0 where none stands out, or where one is no number.
    """
    middle, top = np.median(scores) if len(scores) else 0.0, scores.max(initial=-np.inf)
    if not np.isfinite(scores).all() or top <= middle:
        return np.zeros_like(scores, dtype=np.float32)
    return np.asarray(np.clip((scores - middle) / (top - middle), 0, 1), dtype=np.float32)


def lend(scores: Scores, sections: NDArray[np.intp]) -> Scores:
    """What each passage gets from its neighbours: `NEIGHBOUR` times the better of the two.

    Neighbours are the passage before and the passage after it in the same section; a negative
    number says that nothing stands together.
    """
    lent = np.zeros_like(scores)
    if len(scores) < 2:
        return lent
    together = (sections[1:] == sections[:-1]) & (sections[1:] >= 0)
    lent[1:] = np.where(together, scores[:-1], 0)
    lent[:-1] = np.maximum(lent[:-1], np.where(together, scores[1:], 0))
    lent *= np.float32(NEIGHBOUR)
    return lent


def highest(scores: Scores, k: int) -> NDArray[np.intp]:
    """Places of the k highest scores, highest first, the first of equal ones first."""
    if k < len(scores):  # sorting all takes longer than whatever made them
        places = np.flatnonzero(scores >= np.partition(scores, len(scores) - k)[len(scores) - k])
    else:
        places = np.arange(len(scores))
    return places[np.argsort(-scores[places], kind="stable")[:k]]


def best(scores: Scores, k: int) -> NDArray[np.intp]:
    """The highest that are above zero."""
    places = highest(scores, k)
    return places[scores[places] > 0]
