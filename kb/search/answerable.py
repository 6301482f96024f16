"""Whether the answer is there at all: how likely what was found holds it."""

from collections.abc import Sequence
from math import exp
from typing import Final

from kb.search.hybrid import Hit

# The bar at which eval.signal measures it; what an answer goes by is assistant.settled, which knows more.
LIKELY_ENOUGH: Final = 0.35

# Platt's scaling of the best score and its coverage on the open half of the blind questions: answerable ones
# against off-topic ones and the same questions with their passages taken out (docs/adr/0011 has the figures).
_SCORE, _COVERAGE, _CONSTANT = 1.63, 0.94, -4.48


def likelihood(hits: Sequence[Hit]) -> float:
    """The probability, 0 to 1, that the best of these hits answers, were half of all questions answerable.

    A score is a share of the question that passages say, summed over the legs, so that it may be
    compared between questions. It tells other subjects from ours; it does not see that the texts
    know the subject and not what is asked of it.
    """
    if not hits:
        return 0.0
    return 1 / (1 + exp(-(_SCORE * hits[0].score + _COVERAGE * max(hit.coverage for hit in hits[:3]) + _CONSTANT)))
