"""A second opinion on our measures: the same run and judgements through ir_measures."""

from collections.abc import Mapping
from pathlib import Path


def second_opinion(judged: Mapping[str, Mapping[str, int]], run_path: Path) -> dict[str, dict[str, float]]:
    """By measure, named as ours, the value of each judged question for a TREC run.

    A question that the run does not name has 0. ir_measures is a development dependency and asks
    trec_eval's own code for all but the reciprocal rank.

    Source: MacAvaney, Macdonald and Ounis, ECIR 2022.
    """
    import ir_measures

    names = {
        ir_measures.nDCG @ 10: "ndcg_at_10",
        ir_measures.R @ 1: "recall_at_1",
        ir_measures.R @ 5: "recall_at_5",
        ir_measures.R @ 10: "recall_at_10",
        ir_measures.RR @ 10: "mrr_at_10",
        ir_measures.Success @ 1: "hit_at_1",
    }
    found: dict[str, dict[str, float]] = {name: dict.fromkeys(judged, 0.0) for name in names.values()}
    run = list(ir_measures.read_trec_run(str(run_path)))  # type: ignore[no-untyped-call]
    if not run:  # nothing found for any question; trec_eval's binding wants a run that is not empty
        return found
    grades = [
        ir_measures.Qrel(question, passage, grade)
        for question, of_question in judged.items()
        for passage, grade in of_question.items()
    ]
    for metric in ir_measures.iter_calc(list(names), grades, run):
        found[names[metric.measure]][metric.query_id] = float(metric.value)
    return found
