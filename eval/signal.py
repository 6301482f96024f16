"""How well the likelihood of an answer tells questions that the documents answer from those they do not.

`python -m eval.signal QUESTIONS.jsonl DOCUMENT... [--texts DIR]`: the likelihood alone, at the bar that
the assistant withholds at; what it withholds before searching (a place of which nothing is held) is
not seen here. JSON on standard output, a table beside it.
"""

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from eval.measures import SAMPLES
from eval.passages import answering, searched, share, taken_in, written
from eval.question_file import LIKELIHOOD, Asked, arguments, discreet, hold, questions, sealed
from kb.search.answerable import LIKELY_ENOUGH, likelihood

ANSWERABLE: Final = "answerable"
KINDS: Final = ("off_topic", "wrong_region", "near_miss")  # tags of what the documents do not answer
GOLD_REMOVED: Final = "gold_removed"  # the answerable ones, without the passages that answer them

_BINS = 5


def likelihoods(asked: Sequence[Asked], documents: Sequence[Path]) -> dict[str, list[float]]:
    """The likelihoods of the questions by what kind they are, in their order. Raises Damaged."""
    found: dict[str, list[float]] = defaultdict(list)
    with taken_in(documents) as (store, indexes):
        right, hits = answering(asked, store), searched(asked, store, indexes)
    for one in asked:
        own = hits[one.id].hits
        if one.unanswerable:
            for kind in KINDS:
                if kind in one.tags:
                    found[kind].append(likelihood(own))
        elif one.golds:
            found[ANSWERABLE].append(likelihood(own))
            found[GOLD_REMOVED].append(likelihood([hit for hit in own if hit.passage_id not in right[one.id]]))
    return found


def auroc(likely: Sequence[float], unlikely: Sequence[float], *, seed: int = 1) -> dict[str, float]:
    """How often one of the likely is above one of the unlikely, ties for half, with its 95 % interval.

    The interval is a percentile bootstrap that draws either side by itself: for the same questions
    with and without their passages it is a little wide. Source: Hanley and McNeil, Radiology 1982;
    Efron and Tibshirani 1993. Raises ValueError where a side is empty.
    """
    if not likely or not unlikely:
        raise ValueError("two sides are compared, and one is empty")
    above = np.sign(np.subtract.outer(np.asarray(likely), np.asarray(unlikely))) / 2 + 0.5
    draw = np.random.default_rng(seed)
    n, m = above.shape
    rows = draw.multinomial(n, np.full(n, 1 / n), size=SAMPLES) / n
    columns = draw.multinomial(m, np.full(m, 1 / m), size=SAMPLES) / m
    low, high = np.quantile(((rows @ above) * columns).sum(axis=1), [0.025, 0.975])
    return {"share": round(float(above.mean()), 3), "low": round(float(low), 3), "high": round(float(high), 3)}


def reliability(likely: Sequence[float], unlikely: Sequence[float]) -> list[dict[str, float | None]]:
    """In five equal bins what was predicted on average, and how many of them are answerable.

    Either side weighs half, for a likelihood is that of an even chance. Of an empty bin both are None.
    """
    values = np.array([*likely, *unlikely])
    true = np.array([1.0] * len(likely) + [0.0] * len(unlikely))
    weights = np.where(true > 0, 1 / max(1, len(likely)), 1 / max(1, len(unlikely)))
    places = np.minimum((values * _BINS).astype(int), _BINS - 1)
    rows: list[dict[str, float | None]] = []
    for place in range(_BINS):
        here = places == place
        weight = weights[here].sum()
        rows.append(
            {
                "from": place / _BINS,
                "until": (place + 1) / _BINS,
                "n": int(here.sum()),
                "predicted": round(float((values * weights)[here].sum() / weight), 3) if weight else None,
                "observed": round(float((true * weights)[here].sum() / weight), 3) if weight else None,
            }
        )
    return rows


def figures(found: Mapping[str, Sequence[float]], bar: float = LIKELY_ENOUGH) -> dict[str, Any]:
    """What is kept of the answerable questions, and of each other kind what is withheld and how well told apart."""
    likely = found.get(ANSWERABLE, ())
    others = {kind: found[kind] for kind in (*KINDS, GOLD_REMOVED) if found.get(kind) and likely}
    return {
        "bar": bar,
        ANSWERABLE: {"n": len(likely), "kept": share(sum(one >= bar for one in likely), len(likely))},
        "against": {
            kind: {
                "n": len(values),
                "withheld": share(sum(one < bar for one in values), len(values)),
                "auroc": auroc(likely, values),
            }
            for kind, values in others.items()
        },
        "reliability": reliability(likely, [one for values in others.values() for one in values]),
    }


def _table(result: Mapping[str, Any]) -> str:
    own = result[ANSWERABLE]
    lines = [f"{'':14}{'n':>4}{'kept':>18}", f"{ANSWERABLE:14}{own['n']:4}{written(own['kept']):>18}"]
    lines.append(f"{'':14}{'n':>4}{'withheld':>18}{'AUROC':>18}")
    for kind, row in result["against"].items():
        lines.append(f"{kind:14}{row['n']:4}{written(row['withheld']):>18}{written(row['auroc']):>18}")
    lines.append(f"{'likelihood':14}{'n':>4}{'predicted':>18}{'observed':>18}")
    for row in result["reliability"]:
        cells = ("-" if row[name] is None else f"{row[name]:.2f}" for name in ("predicted", "observed"))
        limits = f"{row['from']:.1f}-{row['until']:.1f}"
        lines.append(f"{limits:14}{row['n']:4}" + "".join(f"{cell:>18}" for cell in cells))
    return "\n".join(lines)


def main(command: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m eval.signal", description=__doc__)
    arguments(parser)
    given = parser.parse_args(command)
    with discreet(aggregates=given.aggregates or sealed(given.questions, given.seals)):
        result = figures(likelihoods(questions(given.questions, given.texts), given.documents))
    print(_table(result), file=sys.stderr)
    json.dump({"questions": given.questions.stem, **result}, sys.stdout, indent=1)
    print()
    kinds = result["against"].items()
    measures = {f"{LIKELIHOOD}auroc_{kind}": row["auroc"]["share"] for kind, row in kinds}
    hold(given.baseline, given.questions.stem, measures, signal=True)


if __name__ == "__main__":
    main()
