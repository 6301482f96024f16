"""Fits the weights of `assistant.settled` on question files, and tells by cross-validation what they are worth.

`python -m eval.settled_fit QUESTIONS.jsonl... --documents DOCUMENT... [--texts DIR]` prints the weights of
both scores and, for each sort of unanswerable question, the AUROC of ten held-out folds.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import astuple, fields
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from assistant.compose import Assistant
from assistant.question import Language
from assistant.settled import Evidence
from assistant.turns import Turn
from eval.passages import taken_in
from eval.question_file import Asked, questions, sealed
from kb.settings import Settings

Numbers = NDArray[np.float64]

_KINDS: Final = ("near_miss", "off_topic", "wrong_region")
_FOLDS, _STEPS, _RATE, _RIDGE = 10, 1500, 0.05, 0.02
_REFUSED: Final = 4  # exit code of the contract


def evidence(files: Sequence[Path], documents: Sequence[Path], texts: Path | None) -> list[tuple[Asked, Evidence]]:
    """What the assistant weighs for each question of the files; questions that find nothing are left out."""
    found = []
    with taken_in(documents) as (store, indexes):
        assistant = Assistant(store, indexes, Settings())
        held = set(store.regions())
        for file in files:
            turns: dict[str, tuple[Turn, ...]] = {}
            for one in questions(file, texts):
                before = turns.get(one.after or "", ())
                turns[one.id] = (*before, Turn(question=one.text, answer=""))
                region = one.region if one.region in held else None
                lang: Language = "en" if one.language == "en" else "nl"
                weighed = assistant.weighed(one.text, region=region, lang=lang, history=before)
                if weighed is not None:
                    found.append((one, weighed.evidence))
    return found


def fit(values: Numbers, answerable: NDArray[np.bool_]) -> Numbers:
    """Weights of a logistic regression with a ridge, both classes weighed alike; the constant last.

    Adam (Kingma and Ba, ICLR 2015) on standardised values, so that no order of questions matters.
    """
    mean, spread = values.mean(0), values.std(0) + 1e-6
    padded = np.c_[(values - mean) / spread, np.ones(len(values))]
    share = np.where(answerable, 0.5 / answerable.sum(), 0.5 / (~answerable).sum())
    weights, first, second = (np.zeros(padded.shape[1]) for _ in range(3))
    for step in range(1, _STEPS + 1):
        slope = padded.T @ ((_logistic(padded @ weights) - answerable) * share)
        slope[:-1] += _RIDGE * weights[:-1]
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights -= _RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-9)
    raw = weights[:-1] / spread
    return np.asarray(np.r_[raw, weights[-1] - raw @ mean])


def held_out(values: Numbers, answerable: NDArray[np.bool_], among: NDArray[np.bool_]) -> Numbers:
    """The score of each question by weights fitted without its fold, on the questions `among` alone."""
    fold = np.random.default_rng(1).permutation(len(values)) % _FOLDS
    scores = np.zeros(len(values))
    for one in range(_FOLDS):
        weights = fit(values[among & (fold != one)], answerable[among & (fold != one)])
        mine = fold == one
        scores[mine] = _logistic(np.c_[values[mine], np.ones(mine.sum())] @ weights)
    return scores


def auroc(above: Numbers, below: Numbers) -> float:
    """How often one of `above` scores over one of `below`; a tie counts half."""
    return float(np.mean((above[:, None] > below) + 0.5 * (above[:, None] == below)))


def _logistic(scores: Numbers) -> Numbers:
    return np.asarray(1 / (1 + np.exp(-scores)))


def main(command: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m eval.settled_fit", description=__doc__)
    parser.add_argument("questions", type=Path, nargs="+")
    parser.add_argument("--documents", type=Path, nargs="+", required=True)
    parser.add_argument("--texts", type=Path, help="folder of the texts that positions point into")
    given = parser.parse_args(command)
    if any(map(sealed, given.questions)):
        print("nothing is fitted on a sealed file", file=sys.stderr)
        raise SystemExit(_REFUSED)
    found = evidence(given.questions, given.documents, given.texts)
    values = np.array([astuple(one) for _, one in found])
    answerable = np.array([not asked.unanswerable for asked, _ in found])
    tagged = {kind: np.array([kind in asked.tags for asked, _ in found]) & ~answerable for kind in _KINDS}
    print(f"{len(found)} questions; " + ", ".join(field.name for field in fields(Evidence)))
    for name, among in (("there", ~tagged["near_miss"]), ("settled", np.ones(len(found), dtype=bool))):
        scores = held_out(values, answerable, among)
        worth = ", ".join(f"{kind} {auroc(scores[answerable], scores[mine]):.2f}" for kind, mine in tagged.items())
        print(f"{name}: {', '.join(f'{weight:.2f}' for weight in fit(values[among], answerable[among]))}\n  {worth}")


if __name__ == "__main__":
    main()
