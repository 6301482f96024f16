"""Measures give the numbers one works out by hand."""

from math import log2

import pytest

from eval.measures import all_measures, bootstrap, first_relevant, hit, interval, ndcg, recall, reciprocal_rank

JUDGED = {"a": 1, "b": 1, "c": 0}


def test_ndcg_by_hand() -> None:
    assert ndcg(["a", "b"], JUDGED) == 1
    assert ndcg(["x", "a"], JUDGED) == pytest.approx((1 / log2(3)) / (1 + 1 / log2(3)))
    assert ndcg(["x"] * 10 + ["a"], JUDGED) == 0
    assert ndcg(["b", "a"], {"a": 3, "b": 1}) == pytest.approx((1 + 3 / log2(3)) / (3 + 1 / log2(3)))


def test_junk_gains_nothing_and_costs_nothing() -> None:
    assert ndcg(["junk", "a"], {"a": 1, "junk": -2}) == pytest.approx(1 / log2(3))
    assert ndcg(["junk"], {"junk": -2}) == 0


def test_recall_counts_relevant_passages_only() -> None:
    assert recall(["c", "a"], JUDGED, 1) == 0
    assert recall(["c", "a"], JUDGED, 2) == 0.5


def test_reciprocal_rank_and_hit() -> None:
    assert reciprocal_rank(["c", "x", "b"], JUDGED) == pytest.approx(1 / 3)
    assert reciprocal_rank(["x"] * 10 + ["a"], JUDGED) == 0
    assert (hit(["a"], JUDGED), hit(["c"], JUDGED), hit([], JUDGED)) == (1, 0, 0)


def test_the_first_relevant_place_counts_from_one() -> None:
    assert first_relevant(["c", "b", "a"], JUDGED) == 2
    assert first_relevant(["c", "x"], JUDGED) is None


def test_nothing_found_scores_nothing() -> None:
    assert set(all_measures([], JUDGED).values()) == {0.0}
    assert set(all_measures(["a"], {}).values()) == {0.0}


def test_a_system_does_not_differ_from_itself() -> None:
    same = bootstrap([0.1, 0.9, 0.4], [0.1, 0.9, 0.4])
    assert (same["difference"], same["low"], same["high"], same["p"]) == (0, 0, 0, 1)


def test_a_system_that_is_always_better_differs() -> None:
    better = bootstrap([0.5, 0.6, 0.7, 0.8], [0.4, 0.5, 0.5, 0.7])
    assert better["difference"] == pytest.approx(0.125)
    assert 0.099 < better["low"] < 0.125 < better["high"] < 0.201
    assert better["p"] < 0.01


def test_other_questions_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="same questions"):
        bootstrap([0.5], [0.5, 0.5])


def test_the_interval_of_a_mean_is_where_draws_put_it() -> None:
    """Of 100 questions, half of them hits, the mean has a standard error of .05."""
    low, high = interval([0.0, 1.0] * 50)
    assert low == pytest.approx(0.5 - 1.96 * 0.05, abs=0.015)
    assert high == pytest.approx(0.5 + 1.96 * 0.05, abs=0.015)
    assert interval([0.25] * 7) == (0.25, 0.25)


def test_thousands_of_questions_are_drawn_bit_by_bit_and_the_same_each_time() -> None:
    values = [0.0, 1.0] * 2000
    assert interval(values, samples=3000) == interval(values, samples=3000)


def test_no_question_has_no_interval() -> None:
    with pytest.raises(ValueError, match="nothing to draw"):
        interval([])
