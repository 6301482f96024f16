"""A neural embedding beside the other legs: heard as far as it is known to find what is in these passages."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from kb.model import Noun
from kb.search.asked import Asked
from kb.search.cloze import Gain, Vectors, gain
from kb.search.entry import Entry
from kb.search.fuse import standing_out

Scores = NDArray[np.float32]

_MOST = 0.25  # of the score
_OVER_CHANCE = 1.0  # a third of the rank

NAME: Final = "semantic"


class Calibration(Noun):
    """What a model was found to gain on these passages, and what it weighs for that."""

    task: Literal["cloze-2"] = "cloze-2"  # how it was found: another number makes kept ones void
    gain: Gain

    @property
    def weight(self) -> float:
        """Its share of the score, 0 to 0.25; 0 for one that adds nothing to what words and letters find."""
        return _MOST * self.gain.worth(_OVER_CHANCE)


def calibrate(
    entries: Sequence[Entry], matrix: NDArray[np.float32], questions: Vectors, passages: Vectors
) -> Calibration:
    """What a model is worth on these passages, of which `matrix` has a row each.

    At most 200 texts are embedded as questions and as many as passages; what that raises is passed on.
    """
    return Calibration(gain=gain(entries, matrix, questions, passages))


class Semantic:
    """The vectors of a model for the passages searched, and the model's for a question."""

    def __init__(
        self,
        ids: Sequence[str],
        matrix: NDArray[np.float32],
        embed_query: Callable[[str], NDArray[np.float32] | None],
        calibration: Calibration,
    ) -> None:
        """`matrix` has a row of length 1 for each id; zero for a passage whose vector is not made yet.

        `embed_query` gives None where the model has no answer in time.
        """
        self.ids, self.calibration = tuple(ids), calibration
        self._matrix, self._embed = matrix, embed_query
        self._known: NDArray[np.bool_] = np.asarray(matrix.any(axis=1))

    def weighing(self, calibration: Calibration) -> "Semantic":
        """The same vectors, heard as another calibration says."""
        return Semantic(self.ids, self._matrix, self._embed, calibration)

    def beside(self, legs: Mapping[str, Scores], asked: Asked, rows: NDArray[np.intp]) -> dict[str, Scores] | None:
        """What each leg adds to the score of each row, the others making room for this one as the last.

        None where the model says nothing: it weighs nothing and is not asked, it does not answer,
        no row is nearer than another, or nothing else was found to be weighed against.
        """
        others = np.sum(list(legs.values()), axis=0)
        weight, most = np.float32(self.calibration.weight), others.max(initial=0)
        if not weight or not most or (question := self._embed(asked.said)) is None:
            return None
        known = self._known[rows]
        share = standing_out(self._matrix[rows[known]] @ question)
        if not share.any():
            return None
        # A passage whose vector is not made yet gets what the others give it: it neither wins nor loses.
        own = others / most
        own[known] = share
        return {name: (1 - weight) * scores for name, scores in legs.items()} | {NAME: weight * most * own}
