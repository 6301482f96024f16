"""Retrieval evaluation: a BEIR folder through the same search as `ask`, and through its peers."""

import json
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from eval.collections import Collection, read
from eval.measures import MEASURES, all_measures, bootstrap, interval
from eval.peers import PEERS, PLAIN_BM25, Ranker, rankers
from kb.errors import Damaged
from kb.search.embedding import subword_vectors
from kb.search.hybrid import HybridSearch
from kb.search.lexical import LexicalIndex, searched
from kb.search.vectors import ExactVectors

BELOW_BASELINE = 7  # exit code of the contract
OURS: Final = "afsprakenwijzer"
_SLACK = 0.0005  # baselines are written to four decimals, and processors differ in the last bits
_STEP = 1e-6  # between neighbours in a run file, which keeps six decimals

Scored = Sequence[tuple[str, float]]  # passage ids with their scores, best first


@dataclass(frozen=True)
class System:
    """What one system found: scored passages by question, and milliseconds each question took."""

    found: Mapping[str, Scored]
    spent_ms: Sequence[float]

    def ranking(self, question: str) -> list[str]:
        """The passage ids of a question, best first."""
        return [passage for passage, _ in self.found[question]]


@dataclass(frozen=True)
class Evaluation:
    """Rankings of our search and of its peers (by their names in PEERS) over one collection."""

    collection: Collection
    search: HybridSearch
    k: int
    ours: System
    peers: Mapping[str, System]

    @cached_property
    def each(self) -> dict[str, dict[str, list[float]]]:
        """By system and measure, the values of the questions in the order of the collection."""
        judged = self.collection.judged
        measured = {
            name: [all_measures(system.ranking(question), judged[question]) for question in system.found]
            for name, system in {OURS: self.ours, **self.peers}.items()
        }
        return {name: {one: [row[one] for row in rows] for one in MEASURES} for name, rows in measured.items()}

    def against(self, peer: str) -> dict[str, dict[str, float]]:
        """Our difference from a peer by measure, as `bootstrap` gives it; empty where nothing was asked."""
        ours, theirs = self.each[OURS], self.each[peer]
        return {one: bootstrap(ours[one], theirs[one]) for one in MEASURES if ours[one]}

    def below_plain_bm25(self) -> list[str]:
        """The measures on which we are significantly below plain BM25: the whole 95 % interval is below 0."""
        return [name for name, one in self.against(PLAIN_BM25).items() if one["high"] < 0] if self.peers else []

    def summary(self) -> dict[str, Any]:
        """All figures as JSON: sizes, then ours, then each peer with our difference from it."""
        found: dict[str, Any] = {
            "collection": self.collection.name,
            "digest": self.collection.digest,
            "passages": len(self.collection.entries),
            "questions": len(self.collection.questions),
            "left_out": dict(self.collection.left_out),
            **self._figures(OURS, self.ours),
        }
        if self.peers:
            found["peers"] = {
                name: {**self._figures(name, system), "ours_against_it": _rounded(self.against(name))}
                for name, system in self.peers.items()
            }
            found["significantly_below_plain_bm25"] = self.below_plain_bm25()
        return found

    def _figures(self, name: str, system: System) -> dict[str, Any]:
        each = {one: values for one, values in self.each[name].items() if values}
        spent = system.spent_ms or [0.0]
        return {
            "measures": {one: round(float(np.mean(values)), 4) for one, values in each.items()},
            "intervals": {one: [round(end, 4) for end in interval(values)] for one, values in each.items()},
            "ms_p50": round(float(np.median(spent)), 2),
            "ms_p95": round(float(np.quantile(spent, 0.95)), 2),
        }


def evaluate(folder: Path, run_path: Path, k: int = 100, *, peers: bool = False) -> Evaluation:
    """Search every question of the collection in `folder` for its k best passages, and write the run.

    With `peers` they do the same in this process, which takes their packages (`eval.peers.absent`).
    Raises Unreadable or Damaged where the folder is no collection.
    """
    collection = read(folder)
    search = search_of(collection)

    def ask(question: str) -> Scored:
        return [(hit.passage_id, hit.score) for hit in search.search(question, k=k)]

    ours = _timed(collection, ask)
    write_run(run_path, ours.found)
    others: dict[str, System] = {}
    if peers:
        with rankers(collection.entries, k) as made:
            others = {name: _timed(collection, _ordered(made[name])) for name in PEERS}
    return Evaluation(collection, search, k, ours, others)


def search_of(collection: Collection) -> HybridSearch:
    """The search of `ask`, over the passages of a collection."""
    lexical = LexicalIndex.build(collection.entries)
    matrix = subword_vectors([searched(entry) for entry in collection.entries])
    return HybridSearch(collection.entries, lexical, ExactVectors(lexical.ids, matrix), subword_vectors)


def write_run(path: Path, found: Mapping[str, Scored]) -> None:
    """The rankings in TREC's run format, six decimals to a score.

    Scores fall from line to line, equal ones by the least that shows: trec_eval sorts by score and
    would put passages of equal score in the order of their names.
    """
    lines = []
    for question, scored in found.items():
        before = float("inf")
        for rank, (passage, score) in enumerate(scored, start=1):
            before = min(round(score, 6), before - _STEP)
            lines.append(f"{question} Q0 {passage} {rank} {before:.6f} {OURS}\n")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(lines), encoding="utf-8")


def below(summary: Mapping[str, Any], baseline: Path) -> dict[str, float]:
    """The measures that fall below the baseline of this collection, with what the baseline asks.

    The baseline maps a collection's name to the least value of each measure; a collection it does
    not name has none. Raises Damaged where the file is no baseline.
    """
    try:
        asked = json.loads(baseline.read_text(encoding="utf-8")).get(summary["collection"], {})
        least = {str(name): float(value) for name, value in asked.items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise Damaged(f"{baseline}: {error!r}", file=baseline.name) from error
    measured: Mapping[str, float] = summary["measures"]
    return {name: value for name, value in least.items() if measured.get(name, 0.0) < value - _SLACK}


def _timed(collection: Collection, ask: Callable[[str], Scored]) -> System:
    found: dict[str, Scored] = {}
    spent: list[float] = []
    for name, question in collection.questions.items():
        begun = time.perf_counter()
        found[name] = ask(question)
        spent.append(1000 * (time.perf_counter() - begun))
    return System(found, spent)


def _ordered(rank: Ranker) -> Callable[[str], Scored]:
    """A peer hands on an order; its scores may be anything, or absent."""
    return lambda question: [(passage, 1 / place) for place, passage in enumerate(rank(question), start=1)]


def _rounded(against: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    return {name: {part: round(value, 4) for part, value in one.items()} for name, one in against.items()}
