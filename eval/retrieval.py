"""Retrieval evaluation: a BEIR folder through the same search as `ask`."""

import json
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from eval.collections import Collection, read
from eval.measures import all_measures
from kb.search.embedding import subword_vectors
from kb.search.hybrid import Hit, HybridSearch
from kb.search.lexical import LexicalIndex, searched
from kb.search.vectors import ExactVectors

_TAG = "afsprakenwijzer"
_SLACK = 0.0005  # baselines are written to four decimals, and processors differ in the last bits
BELOW_BASELINE = 7  # exit code of the contract


def search_of(collection: Collection) -> HybridSearch:
    """The search of `ask`, over the passages of a collection."""
    lexical = LexicalIndex.build(collection.entries)
    matrix = subword_vectors([searched(entry) for entry in collection.entries])
    return HybridSearch(collection.entries, lexical, ExactVectors(lexical.ids, matrix), subword_vectors)


def _write_run(path: Path, found: Mapping[str, Sequence[Hit]]) -> None:
    """The rankings in TREC's run format."""
    lines = [
        f"{question} Q0 {hit.passage_id} {rank} {hit.score:.6f} {_TAG}\n"
        for question, hits in found.items()
        for rank, hit in enumerate(hits, start=1)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(lines), encoding="utf-8")


def evaluate(folder: Path, run_path: Path, k: int = 100) -> dict[str, Any]:
    """Search every question of the collection in `folder`, write the run, return the measures.

    The result names the collection, its size, the mean of each measure, and milliseconds per
    question (median and 95th percentile). Raises Unreadable
    or Damaged where the folder is no collection.
    """
    collection = read(folder)
    search = search_of(collection)
    found: dict[str, list[Hit]] = {}
    spent: list[float] = []
    for name, question in collection.questions.items():
        begun = time.perf_counter()
        found[name] = search.search(question, k=k)
        spent.append(1000 * (time.perf_counter() - begun))
    _write_run(run_path, found)
    each = [all_measures([hit.passage_id for hit in hits], collection.judged[name]) for name, hits in found.items()]
    names = each[0] if each else {}
    return {
        "collection": collection.name,
        "passages": len(collection.entries),
        "questions": len(found),
        "measures": {name: round(float(np.mean([one[name] for one in each])), 4) for name in names},
        "ms_p50": round(float(np.median(spent)), 2) if spent else 0.0,
        "ms_p95": round(float(np.quantile(spent, 0.95)), 2) if spent else 0.0,
    }


def below(result: Mapping[str, Any], baseline: Path) -> dict[str, float]:
    """The measures that fall below the baseline of this collection, with what the baseline asks.

    The baseline maps a collection's name to the least value of each measure; a collection it does
    not name has none.
    """
    asked: Mapping[str, float] = json.loads(baseline.read_text(encoding="utf-8")).get(result["collection"], {})
    measured: Mapping[str, float] = result["measures"]
    return {name: least for name, least in asked.items() if measured.get(name, 0.0) < least - _SLACK}
