"""Retrieval measures, and whether a difference between two systems is more than chance."""

from collections.abc import Mapping, Sequence
from math import log2

import numpy as np
from numpy.typing import NDArray

Judged = Mapping[str, int]

SAMPLES = 10_000
_CELLS = 4_000_000  # drawn at once: 32 MB, also where a collection has thousands of questions


def ndcg(ranking: Sequence[str], judged: Judged, k: int = 10) -> float:
    """Discounted gain of the first k against the best possible order, 0 to 1; gains are the grades.

    A grade below zero (TREC's mark for junk) gains nothing and costs nothing.

    Source: Järvelin and Kekäläinen, TOIS 2002, in the linear form that trec_eval uses.
    """
    gains = [max(0, judged.get(name, 0)) for name in ranking[:k]]
    ideal = sorted((max(0, grade) for grade in judged.values()), reverse=True)[:k]
    best = sum(gain / log2(place + 1) for place, gain in enumerate(ideal, start=1))
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains, start=1)) / best if best else 0.0


def recall(ranking: Sequence[str], judged: Judged, k: int) -> float:
    """Share of the relevant passages that stand among the first k."""
    relevant = {name for name, grade in judged.items() if grade > 0}
    return len(relevant & set(ranking[:k])) / len(relevant) if relevant else 0.0


def first_relevant(ranking: Sequence[str], judged: Judged) -> int | None:
    """The place, counted from 1, of the first relevant passage; None where there is none."""
    return next((place for place, name in enumerate(ranking, start=1) if judged.get(name, 0) > 0), None)


def reciprocal_rank(ranking: Sequence[str], judged: Judged, k: int = 10) -> float:
    """One over the place of the first relevant passage; 0 where none stands among the first k."""
    place = first_relevant(ranking[:k], judged)
    return 1 / place if place else 0.0


def hit(ranking: Sequence[str], judged: Judged) -> float:
    """1 where the first passage is relevant."""
    return float(first_relevant(ranking[:1], judged) is not None)


def all_measures(ranking: Sequence[str], judged: Judged) -> dict[str, float]:
    """Every measure of one question by its name in reports and baselines."""
    return {
        "ndcg_at_10": ndcg(ranking, judged),
        "recall_at_1": recall(ranking, judged, 1),
        "recall_at_5": recall(ranking, judged, 5),
        "recall_at_10": recall(ranking, judged, 10),
        "mrr_at_10": reciprocal_rank(ranking, judged),
        "hit_at_1": hit(ranking, judged),
    }


MEASURES = tuple(all_measures([], {}))


def interval(values: Sequence[float], *, samples: int = SAMPLES, seed: int = 1) -> tuple[float, float]:
    """The 95 % interval of the mean, by percentile bootstrap over questions.

    Source: Efron and Tibshirani 1993, chapter 13. Raises ValueError where there is no question.
    """
    low, high = np.quantile(_drawn_means(values, samples, seed), [0.025, 0.975])
    return float(low), float(high)


def bootstrap(
    ours: Sequence[float], theirs: Sequence[float], *, samples: int = SAMPLES, seed: int = 1
) -> dict[str, float]:
    """Mean difference over the same questions with its 95 % interval and two-sided p, by paired bootstrap.

    Source: Sakai, SIGIR 2006 (questions are drawn with replacement, pairs kept together). Raises
    ValueError where the two do not measure the same number of questions, or none.
    """
    if len(ours) != len(theirs) or not ours:
        raise ValueError("a paired bootstrap needs the same questions on both sides")
    differences = np.asarray(ours) - np.asarray(theirs)
    means = _drawn_means(differences, samples, seed)
    tail = min(float((means <= 0).mean()), float((means >= 0).mean()))
    low, high = np.quantile(means, [0.025, 0.975])
    return {
        "difference": float(differences.mean()),
        "low": float(low),
        "high": float(high),
        "p": min(1.0, 2 * tail),
    }


def _drawn_means(values: Sequence[float] | NDArray[np.float64], samples: int, seed: int) -> NDArray[np.float64]:
    """The mean of each of so many draws, with replacement, of as many values as there are."""
    given = np.asarray(values, dtype=np.float64)
    if not len(given):
        raise ValueError("there is nothing to draw from")
    draw = np.random.default_rng(seed)
    step = max(1, _CELLS // len(given))
    parts = [
        given[draw.integers(len(given), size=(min(step, samples - start), len(given)))].mean(axis=1)
        for start in range(0, samples, step)
    ]
    return np.concatenate(parts)
