"""A model that reads the best passages again with the question: heard as far as it is known to order them better."""

from collections.abc import Callable, Sequence
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from kb.model import Noun
from kb.search.cloze import Gain, Read, gain_of_reading
from kb.search.entry import Entry
from kb.search.fuse import Scores, standing_out
from kb.search.hybrid import READ

_MOST = 0.5  # of the order of these
_OVER_CHANCE = 0.5  # among so few, two fifths of the rank


class Calibration(Noun):
    """What a reranker was found to add on these passages, and what it weighs for that."""

    task: Literal["cloze-24"] = "cloze-24"  # how it was found: another name makes kept ones void
    gain: Gain

    @property
    def weight(self) -> float:
        """Its part in the order of the best passages, 0 to 0.5; 0 for one that orders them no better than words do."""
        return _MOST * self.gain.worth(_OVER_CHANCE)


def calibrate(entries: Sequence[Entry], read: Read) -> Calibration:
    """What a reranker is worth on these passages; it reads 24 of them for each of 60 questions at most.

    What `read` raises is passed on.
    """
    return Calibration(gain=gain_of_reading(entries, read, READ))


class Reranker:
    """A model that scores passages for a question, and what it weighs."""

    def __init__(self, read: Callable[[str, Sequence[str]], Scores | None], calibration: Calibration) -> None:
        """`read` gives a score of any scale for each passage; None where the model has none in time."""
        self._read, self.calibration = read, calibration

    def weighing(self, calibration: Calibration) -> "Reranker":
        """The same model, heard as another calibration says."""
        return Reranker(self._read, calibration)

    def order(self, question: str, texts: Sequence[str], scores: Scores) -> NDArray[np.intp] | None:
        """The places of these passages, best first, by their scores and the model together; equal ones as they stood.

        None where the model says nothing: it weighs nothing and is not asked, there is nothing to
        order, it does not answer, or no passage stands out to it.
        """
        weight = np.float32(self.calibration.weight)
        if not weight or len(texts) < 2 or (read := self._read(question, texts)) is None:
            return None
        share = standing_out(read)
        if not share.any():
            return None
        both = (1 - weight) * standing_out(scores) + weight * share  # as it was weighed
        return np.argsort(-both, kind="stable")
