"""Our measures are those of trec_eval and ir_measures, over the run file we write."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eval.measures import MEASURES, all_measures
from eval.retrieval import write_run
from eval.second_opinion import second_opinion

PASSAGES = [f"p{number}" for number in range(14)]
SCORES = st.sampled_from([3.0, 2.0, 2.0000001, 1.0, 0.5, 1e-9])  # few, so that many are equal
RANKINGS = st.dictionaries(st.sampled_from(PASSAGES), SCORES).map(
    lambda scored: sorted(scored.items(), key=lambda one: -one[1])
)
GRADES = st.dictionaries(st.sampled_from([*PASSAGES, "absent"]), st.integers(-1, 3), min_size=1)
QUESTIONS = ("q1", "q2", "q3")


@given(
    judged=st.fixed_dictionaries(dict.fromkeys(QUESTIONS, GRADES)),
    found=st.fixed_dictionaries(dict.fromkeys(QUESTIONS, RANKINGS)),
)
def test_ours_and_theirs_agree(
    tmp_path_factory: pytest.TempPathFactory,
    judged: dict[str, dict[str, int]],
    found: dict[str, list[tuple[str, float]]],
) -> None:
    """Whatever is tied, unjudged, graded, junk, or not found at all."""
    run = tmp_path_factory.mktemp("run") / "run.trec"
    write_run(run, found)
    theirs = second_opinion(judged, run)
    for question, scored in found.items():
        ours = all_measures([passage for passage, _ in scored], judged[question])
        assert ours == pytest.approx({one: theirs[one][question] for one in MEASURES})


def test_a_run_without_a_line_has_nothing(tmp_path: Path) -> None:
    write_run(tmp_path / "run", {"q1": []})
    assert second_opinion({"q1": {"p1": 1}}, tmp_path / "run") == {one: {"q1": 0.0} for one in MEASURES}


def test_the_second_opinion_is_about_the_run_it_is_given(tmp_path: Path) -> None:
    write_run(tmp_path / "run", {"q1": [("p2", 2.0), ("p1", 1.0)]})
    found = second_opinion({"q1": {"p1": 1}}, tmp_path / "run")
    assert (found["hit_at_1"]["q1"], found["mrr_at_10"]["q1"], found["recall_at_5"]["q1"]) == (0, 0.5, 1)
