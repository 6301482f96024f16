"""What became of questions that ask for a yes or no, and what staying silent more often would cost."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final

from eval.asking import Replied
from eval.passages import share

RIGHT, WRONG, DENIED, SILENT = "right", "wrong", "denied", "silent"
_SETTLED: Final = frozenset({"yes", "no", "conditional"})


def shown(reply: Replied) -> str | None:
    """The verdict that a reader sees; an answer that is none shows none."""
    verdict = reply.answer.verdict
    return verdict.value if verdict and not reply.abstained else None


def became(reply: Replied) -> str | None:
    """What became of the verdict asked for; None where none was.

    `wrong` is a yes, no or conditional that is not accepted; `denied` a not_regulated that is not.
    """
    if reply.asked.verdict is None:
        return None
    verdict = shown(reply)
    if verdict is None:
        return SILENT
    if verdict in reply.asked.verdicts:
        return RIGHT
    return WRONG if verdict in _SETTLED else DENIED


def figures(replied: Sequence[Replied]) -> dict[str, Any]:
    """How many verdicts were asked for and what became of them; `unasked` were shown where none was expected."""
    counts = Counter(filter(None, map(became, replied)))
    n = counts.total()
    unasked = [
        one for one in replied if one.asked.verdict is None and one.asked.unanswerable and shown(one) in _SETTLED
    ]
    shares = {name: share(counts[name], n) for name in (RIGHT, WRONG, DENIED, SILENT)} if n else {}
    return {"n": n, **shares, "unanswerable_with_verdict": len(unasked)}


def risk_coverage(replied: Iterable[Replied], least: int = 1) -> list[dict[str, float]]:
    """What is right and wrong among the verdicts asked for, were those shown only at a likelihood and above.

    A point for each likelihood, the surest first: `coverage` is the share of yes/no questions with
    a verdict, `right` and `wrong` are shares of all of them, `risk` is that of the ones shown. From
    point to point at least so many verdicts are added, so that a point need not tell of single ones.
    Source: El-Yaniv and Wiener, JMLR 2010.
    """
    asked = [one for one in replied if one.asked.verdict is not None]
    given = sorted((one for one in asked if became(one) != SILENT), key=lambda one: -one.likelihood)
    points: list[dict[str, float]] = []
    for bar in dict.fromkeys(one.likelihood for one in given):
        above = Counter(became(one) for one in given if one.likelihood >= bar)
        shown_before = round(points[-1]["coverage"] * len(asked)) if points else 0
        left = len(given) - above.total()
        if above.total() - shown_before < least or 0 < left < least:
            continue
        wrong = above[WRONG]
        points.append(
            {
                "likelihood": round(bar, 3),
                "coverage": round(above.total() / len(asked), 3),
                "right": round(above[RIGHT] / len(asked), 3),
                "wrong": round(wrong / len(asked), 3),
                "risk": round(wrong / above.total(), 3),
            }
        )
    return points
