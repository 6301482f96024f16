"""The weights of what is there and what is settled are those that the questions give."""

import numpy as np
import pytest
from numpy.typing import NDArray

from eval.settled_fit import auroc, fit, held_out


def _planted() -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Two hundred questions that are answerable where the first fact outweighs the second."""
    values = np.random.default_rng(7).normal(size=(200, 3))
    return values, values[:, 0] > values[:, 1]


def test_a_fact_weighs_by_what_it_tells() -> None:
    values, answerable = _planted()
    for_, against, idle, _ = fit(values, answerable)
    assert for_ > 0 > against
    assert abs(idle) < 0.5 * min(for_, -against)


def test_a_question_is_scored_without_its_own_fold() -> None:
    values, answerable = _planted()
    scores = held_out(values, answerable, np.ones(200, dtype=bool))
    assert auroc(scores[answerable], scores[~answerable]) > 0.95
    chance = np.random.default_rng(8).permutation(answerable)
    scores = held_out(values, chance, np.ones(200, dtype=bool))
    assert 0.3 < auroc(scores[chance], scores[~chance]) < 0.65


def test_a_tie_counts_half() -> None:
    assert auroc(np.array([1.0, 2.0]), np.array([1.0, 0.0])) == pytest.approx(3.5 / 4)
