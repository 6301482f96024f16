"""Retrieval measures, and whether a difference between two systems is more than chance."""

from collections.abc import Mapping, Sequence
from math import log2

import numpy as np

Judged = Mapping[str, int]


def ndcg(ranking: Sequence[str], judged: Judged, k: int = 10) -> float:
    """Discounted gain of the first k against the best possible order, 0 to 1; gains are the grades.

    Source: Järvelin and Kekäläinen, TOIS 2002, in the linear form that trec_eval uses.
    """
    gains = [judged.get(name, 0) for name in ranking[:k]]
    ideal = sorted(judged.values(), reverse=True)[:k]
    best = sum(gain / log2(place + 1) for place, gain in enumerate(ideal, start=1))
    return sum(gain / log2(place + 1) for place, gain in enumerate(gains, start=1)) / best if best else 0.0


def recall(ranking: Sequence[str], judged: Judged, k: int) -> float:
    """Share of the relevant passages that stand among the first k."""
    relevant = {name for name, grade in judged.items() if grade > 0}
    return len(relevant & set(ranking[:k])) / len(relevant) if relevant else 0.0


def reciprocal_rank(ranking: Sequence[str], judged: Judged, k: int = 10) -> float:
    """One over the place of the first relevant passage; 0 where none stands among the first k."""
    return next((1 / place for place, name in enumerate(ranking[:k], start=1) if judged.get(name, 0) > 0), 0.0)


def hit(ranking: Sequence[str], judged: Judged) -> float:
    """1 where the first passage is relevant."""
    return float(bool(ranking) and judged.get(ranking[0], 0) > 0)


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


def bootstrap(
    ours: Sequence[float], theirs: Sequence[float], *, samples: int = 10_000, seed: int = 1
) -> dict[str, float]:
    """Mean difference over the same questions with its 95 % interval and two-sided p, by paired bootstrap.

    Source: Sakai, SIGIR 2006 (questions are drawn with replacement, pairs kept together). Raises
    ValueError where the two do not measure the same number of questions, or none.
    """
    if len(ours) != len(theirs) or not ours:
        raise ValueError("a paired bootstrap needs the same questions on both sides")
    differences = np.asarray(ours) - np.asarray(theirs)
    drawn = np.random.default_rng(seed).integers(len(differences), size=(samples, len(differences)))
    means = differences[drawn].mean(axis=1)
    tail = min(float((means <= 0).mean()), float((means >= 0).mean()))
    low, high = np.quantile(means, [0.025, 0.975])
    return {
        "difference": float(differences.mean()),
        "low": float(low),
        "high": float(high),
        "p": min(1.0, 2 * tail),
    }
