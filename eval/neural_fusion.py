"""What a neural embedding or a reranker does to the search, against the search without it.

`python -m eval.neural_fusion [--collection DIR] [--questions FILE... --documents DOCUMENT...] [--embedding ADDRESS]
[--reranker ADDRESS]`: the same questions with and without each model; addresses are as in the settings. Ends with 7
where results with a model are significantly below (paired bootstrap). JSON on standard output, a table beside it.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from eval.collections import read
from eval.measures import all_measures, bootstrap
from eval.passages import answering, searched, taken_in
from eval.question_file import discreet, questions, sealed
from eval.retrieval import BELOW_BASELINE, search_of
from kb.errors import ModelError
from kb.neural.embedding import EmbeddingModel, open_embedding
from kb.neural.reranker import RerankerModel, open_reranker
from kb.search import reranker, semantic
from kb.search.cloze import Gain
from kb.search.hybrid import RERANKED, HybridSearch
from kb.search.lexical import searched as text_of
from kb.settings import Settings

MEASURES: Final = ("ndcg_at_10", "hit_at_1")
ALL: Final = "all"
_SURE = 0.05  # from here down a difference is more than chance
_UNREACHABLE = 6  # exit code of the contract
_FULL = Gain(asked=1000, mean=10, error=0, over_chance=10)  # of a model that nothing is held against

Ranked = Mapping[str, Sequence[str]]  # by question, the passages found, best first


@dataclass(frozen=True)
class Trial:
    """Questions over passages: a search of its own, what it finds for all, and what is right.

    `groups` name questions that are looked at by themselves.
    """

    name: str
    search: HybridSearch
    ranked: Callable[[], Ranked]
    judged: Mapping[str, Mapping[str, int]]
    groups: Mapping[str, Sequence[str]]


@contextmanager
def of_collection(folder: Path) -> Iterator[Trial]:
    """A collection in BEIR's format. Raises Unreadable and Damaged."""
    collection = read(folder)
    search = search_of(collection)

    def ranked() -> Ranked:
        return {name: [hit.passage_id for hit in search.search(text)] for name, text in collection.questions.items()}

    yield Trial(collection.name, search, ranked, collection.judged, {ALL: list(collection.questions)})


@contextmanager
def of_questions(file: Path, documents: Sequence[Path], texts: Path | None = None) -> Iterator[Trial]:
    """The questions of a file that have an answer, asked as `ask` does. Raises Damaged."""
    asked = [one for one in questions(file, texts) if one.golds]
    with taken_in(documents) as (store, indexes):
        judged = {name: dict.fromkeys(right, 1) for name, right in answering(asked, store).items()}

        def ranked() -> Ranked:
            found = searched(asked, store, indexes, k=10)
            return {name: [hit.passage_id for hit in one.hits] for name, one in found.items()}

        by_language = {language: [one.id for one in asked if one.language == language] for language in ("nl", "en")}
        groups = {ALL: [one.id for one in asked], **by_language}
        yield Trial(file.stem, indexes.search, ranked, judged, {name: ids for name, ids in groups.items() if ids})


def compared(trial: Trial, embedding: EmbeddingModel | None, reader: RerankerModel | None) -> dict[str, Any]:
    """Each model against the search without it: as it is weighed, and as if all were believed of it.

    Raises ModelUnreachable.
    """
    before = trial.ranked()
    found: dict[str, Any] = {"without": _means(trial, before)}
    for model in (embedding, reader):
        if model is None:
            continue
        name, weight, gain = _add(trial.search, model)
        found[name] = {"model": model.name, "weight": round(weight, 3), "gain": gain.model_dump()}
        found[name]["weighed"] = _against(trial, before, trial.ranked())
        _believe(trial.search)
        found[name]["believed"] = _against(trial, before, trial.ranked())
        trial.search.semantic = trial.search.reranker = None
    return found


def below(result: Mapping[str, Any]) -> list[str]:
    """What is significantly below the search without a model: the model, the group, the measure."""
    return [
        f"{model}, {group}, {measure}: {row['difference']:+.3f} (p {row['p']:.3f})"
        for model in (semantic.NAME, RERANKED)
        if model in result
        for group, rows in result[model]["weighed"].items()
        for measure, row in rows.items()
        if row["difference"] < 0 and row["p"] < _SURE
    ]


def _add(search: HybridSearch, model: EmbeddingModel | RerankerModel) -> tuple[str, float, Gain]:
    """Set a model behind the search, weighed on its passages: the name of its leg, its weight and why."""
    entries = search.entries
    if isinstance(model, RerankerModel):
        read_for = reranker.calibrate(entries, model.scores)
        search.reranker = reranker.Reranker(model.scores, read_for)
        return RERANKED, read_for.weight, read_for.gain
    matrix = model.documents([text_of(entry) for entry in entries])
    weighed = semantic.calibrate(entries, matrix, model.questions, model.documents)
    ask = lru_cache(maxsize=None)(lambda text: model.questions([text])[0])
    search.semantic = semantic.Semantic([entry.id for entry in entries], matrix, ask, weighed)
    return semantic.NAME, weighed.weight, weighed.gain


def _believe(search: HybridSearch) -> None:
    """Have the models weigh all they can, whatever was found of them."""
    if search.semantic:
        search.semantic = search.semantic.weighing(semantic.Calibration(gain=_FULL))
    if search.reranker:
        search.reranker = search.reranker.weighing(reranker.Calibration(gain=_FULL))


def _values(trial: Trial, ranked: Ranked, group: str, measure: str) -> list[float]:
    return [all_measures(ranked[name], trial.judged[name])[measure] for name in trial.groups[group]]


def _means(trial: Trial, ranked: Ranked) -> dict[str, dict[str, float]]:
    def mean(group: str, measure: str) -> float:
        values = _values(trial, ranked, group, measure)
        return round(sum(values) / len(values), 4)

    return {group: {measure: mean(group, measure) for measure in MEASURES} for group in trial.groups}


def _against(trial: Trial, before: Ranked, now: Ranked) -> dict[str, dict[str, dict[str, float]]]:
    """By group and measure: the difference with its interval and p."""

    def row(group: str, measure: str) -> dict[str, float]:
        found = bootstrap(_values(trial, now, group, measure), _values(trial, before, group, measure))
        return {name: round(value, 4) for name, value in found.items()}

    return {group: {measure: row(group, measure) for measure in MEASURES} for group in trial.groups}


def _table(name: str, result: Mapping[str, Any]) -> Iterator[str]:
    for group, means in result["without"].items():
        yield f"{name}, {group}: " + ", ".join(f"{measure} {value:.3f}" for measure, value in means.items())
        for leg in (semantic.NAME, RERANKED):
            for how in ("weighed", "believed") if leg in result else ():
                rows = result[leg][how][group]
                said = ", ".join(f"{one} {row['difference']:+.3f} (p {row['p']:.3f})" for one, row in rows.items())
                weight = f" {result[leg]['weight']:.2f}" if how == "weighed" else ""
                yield f"  {leg} {result[leg]['model']}, {how}{weight}: {said}"


def _open(given: argparse.Namespace) -> tuple[EmbeddingModel | None, RerankerModel | None]:
    settings = Settings(embedding=given.embedding, reranker=given.reranker)
    embedding, reader = settings.embedding_address, settings.reranker_address
    return open_embedding(embedding) if embedding else None, open_reranker(reader) if reader else None


def _trials(given: argparse.Namespace) -> Iterator[AbstractContextManager[Trial]]:
    if given.collection:
        yield of_collection(given.collection)
    for file in given.questions:
        yield of_questions(file, given.documents, given.texts)


def main(command: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m eval.neural_fusion", description=__doc__)
    parser.add_argument("--collection", type=Path, help="a folder in BEIR's format")
    parser.add_argument("--questions", type=Path, nargs="+", default=[], help="question files; they take --documents")
    parser.add_argument("--documents", type=Path, nargs="+", default=[])
    parser.add_argument("--texts", type=Path, help="folder of the texts that positions point into")
    parser.add_argument("--embedding", help="as AFSPRAKENWIJZER_EMBEDDING")
    parser.add_argument("--reranker", help="as AFSPRAKENWIJZER_RERANKER")
    given = parser.parse_args(command)
    results: dict[str, Any] = {}
    with discreet(aggregates=any(map(sealed, given.questions))):
        try:
            embedding, reader = _open(given)
            with closing(embedding) if embedding else nullcontext(), closing(reader) if reader else nullcontext():
                for one in _trials(given):
                    with one as trial:
                        results[trial.name] = compared(trial, embedding, reader)
        except ModelError as error:
            print(error, file=sys.stderr)
            raise SystemExit(_UNREACHABLE) from None
    print("\n".join(line for name, result in results.items() for line in _table(name, result)), file=sys.stderr)
    json.dump(results, sys.stdout, indent=1)
    print()
    if short := [f"{name}: {line}" for name, result in results.items() for line in below(result)]:
        print("significantly below:", *short, sep="\n", file=sys.stderr)
        raise SystemExit(BELOW_BASELINE)


if __name__ == "__main__":
    main()
