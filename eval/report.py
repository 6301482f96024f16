"""The written report of a retrieval evaluation: what was measured on what, and what it says."""

import hashlib
from collections.abc import Mapping, Sequence
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import Final

import numpy as np

from eval import pages, plots
from eval.legs import DEPTH, Legs, Values, contributions
from eval.measures import MEASURES, SAMPLES, bootstrap, interval
from eval.pages import Picture, Section, Table
from eval.peers import PEERS, PLAIN_BM25
from eval.retrieval import OURS, Evaluation
from eval.second_opinion import second_opinion
from kb.language.dutch import ANALYSER
from kb.language.overlay import SHIPPED
from kb.language.skos import turtles
from kb.search.embedding import SPACE

SHOWN: Final[Mapping[str, str]] = dict(
    zip(MEASURES, ("nDCG@10", "recall@1", "recall@5", "recall@10", "MRR@10", "hit@1"), strict=True)
)
_NAMES: Final = {OURS: "Afsprakenwijzer", **PEERS}
_WORST = 20
_EXCERPT = 160  # characters of the passage that stood first
_OURS_TAKES = ("numpy",)
_PEERS_TAKE = (
    *("bm25s", "llama-index-core", "llama-index-retrievers-bm25"),
    *("llama-index-vector-stores-chroma", "chromadb"),
)


def write(evaluation: Evaluation, run_path: Path, folder: Path) -> None:
    """Write `report.md`, `report.html` and the plots into `folder`, which is made where it is absent.

    The same evaluation gives the same bytes; from run to run only milliseconds differ. Takes the
    development packages (`eval.peers.absent`). OSError where the folder cannot be written.
    """
    legs = contributions(evaluation.search, evaluation.collection)
    title = f"Retrieval on {evaluation.collection.name}"
    sections = [_measured_on(evaluation), *_results(evaluation, legs, run_path)]
    folder.mkdir(parents=True, exist_ok=True)
    for block in chain.from_iterable(section.blocks for section in sections):
        if isinstance(block, Picture):
            (folder / block.file).write_text(block.svg, encoding="utf-8")
    (folder / "report.md").write_text(pages.markdown(title, sections), encoding="utf-8")
    (folder / "report.html").write_text(pages.html(title, sections), encoding="utf-8")


def p_value(p: float) -> str:
    """A p in three decimals; one below what the number of draws can tell apart from zero says so."""
    return "<.001" if p < 0.001 else f"{p:.3f}".lstrip("0")


def _results(evaluation: Evaluation, legs: Legs, run_path: Path) -> list[Section]:
    if not evaluation.collection.questions:
        return [Section("Results", ["The collection has no question with a judged passage: nothing was measured."])]
    return [
        _systems(evaluation),
        *([_peers(evaluation)] if evaluation.peers else []),
        _legs(legs),
        _worst(evaluation, legs),
        _times(evaluation),
        _checked(evaluation, run_path),
    ]


def _measured_on(evaluation: Evaluation) -> Section:
    collection = evaluation.collection
    relevant = [sum(grade > 0 for grade in grades.values()) for grades in collection.judged.values()]
    most = float(np.mean([1 / number if number else 0.0 for number in relevant])) if relevant else 0.0
    facts = {
        "collection": f"{collection.name} ({collection.digest})",
        "passages": str(len(collection.entries)),
        "questions": str(len(collection.questions)),
        "relevant passages a question": f"{np.mean(relevant):.1f}" if relevant else "0",
        "recall@1 cannot exceed": f"{most:.3f}",
        "passages ranked for a question": str(evaluation.k),
        **{name.replace("_", " "): str(count) for name, count in collection.left_out.items()},
    }
    taken = (OURS, *_OURS_TAKES, *(_PEERS_TAKE if evaluation.peers else ()), "ir-measures")
    versions = {
        "analyser": ANALYSER,
        "embedding": SPACE,
        "thesaurus": _thesaurus(),
        **{name: version(name) for name in taken},
    }
    intervals = (
        f"Intervals are 95 % percentile intervals of {SAMPLES:,} bootstrap draws of the questions; differences are"
        " drawn in pairs, and p is two-sided. Nothing is corrected for the number of comparisons."
    )
    tables = [
        Table("Collection", ("what", "value"), [*facts.items()]),
        Table("Versions", ("of what", "version"), [*versions.items()]),
    ]
    return Section("What was measured on what", [*tables, intervals])


def _thesaurus() -> str:
    """The shipped thesaurus by its digest: it decides what is found and has no version of its own."""
    whole = hashlib.sha256()
    for file in turtles(SHIPPED):
        whole.update(file.read_bytes())
    return f"sha256:{whole.hexdigest()[:16]}"


def _systems(evaluation: Evaluation) -> Section:
    spans = {_NAMES[name]: {SHOWN[one]: _span(each[one]) for one in MEASURES} for name, each in evaluation.each.items()}
    rows = [[one, *(_with_interval(of_system[one]) for of_system in spans.values())] for one in SHOWN.values()]
    shows = "Means of each measure with their intervals, as in the table above."
    peers = (
        "The peers read the same text of each passage (title, then words) in the same process."
        " Plain BM25: bm25s, k1 1.2, b 0.75, lower-cased words, no stemming, no stop words."
        " LlamaIndex BM25: BM25Retriever with its defaults, among them an English stemmer."
        " LlamaIndex + Chroma: VectorStoreIndex over ChromaVectorStore with the default node parser. No embedding model"
        " could be had here and the default one must be downloaded, so it is given the embedding that is built in here:"
        " this shows what the stock pipeline makes of our vectors alone, not what it would make of a trained model."
    )
    none = "No peers were run (--peers)."
    return Section(
        "Systems and measures",
        [
            peers if evaluation.peers else none,
            Table("Mean of each measure (95 % interval)", ("measure", *spans), rows),
            Picture("measures.svg", shows, plots.measures(spans)),
        ],
    )


def _peers(evaluation: Evaluation) -> Section:
    rows = [
        [f"{SHOWN[one]}, against {PEERS[peer]}", *_difference(found)]
        for peer in evaluation.peers
        for one, found in evaluation.against(peer).items()
    ]
    lost = evaluation.below_plain_bm25()
    named = ", ".join(SHOWN[one] for one in lost)
    never = f"Significantly below plain BM25 on: {named}." if lost else "Never significantly below plain BM25."
    plain, ours = evaluation.each[PLAIN_BM25]["ndcg_at_10"], evaluation.each[OURS]["ndcg_at_10"]
    each = [mine - theirs for mine, theirs in zip(ours, plain, strict=True)]
    better, worse = sum(one > 0 for one in each), sum(one < 0 for one in each)
    same = len(each) - better - worse
    shows = f"Of {len(each)} questions {better} do better than plain BM25, {worse} worse, {same} as well."
    head = ("measure", "difference", "from", "to", "p")
    return Section(
        "Against the peers",
        [
            never,
            Table("Our measure less that of the peer, paired bootstrap", head, rows),
            f"nDCG@10 question by question. {shows}",
            Picture("differences.svg", shows, plots.differences(each, PEERS[PLAIN_BM25])),
        ],
    )


def _legs(legs: Legs) -> Section:
    at_work = [leg for leg, alone in legs.alone.items() if any(alone["recall_at_10"])]
    changed = {leg: _change(legs.without[leg], legs.whole) for leg in at_work}
    silent = [leg for leg in legs.without if leg not in changed]
    rows = [
        [leg, *_difference(one["ndcg_at_10"]), *_difference(one["hit_at_1"])[::3]]
        + [f"{np.mean(legs.alone[leg][name]):.3f}" for name in ("ndcg_at_10", "hit_at_1")]
        for leg, one in changed.items()
    ]
    head = ("leg", "nDCG@10 without", "from", "to", "p", "hit@1 without", "p", "nDCG@10 alone", "hit@1 alone")
    how = (
        f"From one run with up to {DEPTH:,} passages a question: what the leg added is taken off the score and the"
        " passages are ranked again. What neighbours lend is not computed anew without the leg, and stands as a leg of"
        " its own; the other legs keep their weights. A loss says what the leg brings that the others do not."
    )
    shows = "Change of nDCG@10 when one leg is left out, with its interval, as in the table above."
    spans = {leg: (one["difference"], one["low"], one["high"]) for leg, one in _of("ndcg_at_10", changed).items()}
    blocks: list[str | Table | Picture] = [how]
    if silent:
        blocks.append(f"Without any contribution on this collection: {', '.join(silent)}.")
    if changed:
        blocks.append(Table("Change of the measure when one leg is left out, and the leg by itself", head, rows))
        blocks.append(Picture("legs.svg", shows, plots.changes(spans, "nDCG@10 without the leg less that with all")))
    return Section("What each leg contributes", blocks)


def _worst(evaluation: Evaluation, legs: Legs) -> Section:
    collection = evaluation.collection
    answerable = [one for one in legs.missed if max(collection.judged[one.question].values()) > 0]
    worst = sorted(answerable, key=lambda one: -(one.rank or DEPTH + 1))[:_WORST]
    held = {entry.id: entry for entry in collection.entries}
    rows = []
    for one in worst:
        first = " ".join(f"{held[one.first].context} {held[one.first].text}".split()) if one.first else ""
        excerpt = first if len(first) <= _EXCERPT else first[:_EXCERPT].rstrip() + "…"
        rank = str(one.rank) if one.rank else "not found"
        rows.append([collection.questions[one.question], one.question, rank, one.first or "", excerpt])
    head = ("question", "id", "rank", "first", "what stood first")
    return Section(
        "The questions that went worst",
        [
            "By the rank of the first relevant passage. For whoever looks for what is missing; whoever tunes on them"
            " must measure on other questions.",
            Table(f"The {len(rows)} questions with the worst rank", head, rows),
        ],
    )


def _times(evaluation: Evaluation) -> Section:
    rows = [
        [_NAMES[name], *(f"{np.quantile(one.spent_ms, part):.1f}" for part in (0.5, 0.95))]
        for name, one in {OURS: evaluation.ours, **evaluation.peers}.items()
    ]
    table = Table("Search alone, one question at a time", ("system", "p50", "p95"), rows)
    return Section("Milliseconds a question", [table])


def _checked(evaluation: Evaluation, run_path: Path) -> Section:
    theirs = second_opinion(evaluation.collection.judged, run_path)
    ours = evaluation.each[OURS]
    asked = list(evaluation.collection.questions)
    rows = []
    for one in MEASURES:
        also = [theirs[one][question] for question in asked]
        most = max(abs(a - b) for a, b in zip(ours[one], also, strict=True))
        rows.append([SHOWN[one], f"{np.mean(ours[one]):.6f}", f"{np.mean(also):.6f}", f"{most:.6f}"])
    head = ("measure", "ours", "ir_measures", "largest difference of a question")
    return Section(
        "The same run through ir_measures", [Table("Our measures and theirs, over the written run", head, rows)]
    )


def _span(values: Sequence[float]) -> plots.Span:
    return (float(np.mean(values)), *interval(values))


def _with_interval(span: plots.Span) -> str:
    mean, low, high = span
    return f"{mean:.3f} ({low:.3f} to {high:.3f})"


def _change(without: Values, whole: Values) -> dict[str, dict[str, float]]:
    return {one: bootstrap(without[one], whole[one]) for one in MEASURES}


def _of(measure: str, changed: Mapping[str, Mapping[str, Mapping[str, float]]]) -> dict[str, Mapping[str, float]]:
    return {leg: one[measure] for leg, one in changed.items()}


def _difference(found: Mapping[str, float]) -> list[str]:
    return [*(f"{found[part]:+.3f}" for part in ("difference", "low", "high")), p_value(found["p"])]
