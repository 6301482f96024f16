"""How well a likelihood tells what is answered from what is not, in numbers worked out by hand."""

import json

import pytest

from eval.signal import auroc, figures, main, reliability
from kb.search.answerable import LIKELY_ENOUGH
from tests.eval.agreements import Ran, documents, question_file, run, seal, tells_of_a_question


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A sealed file, and a baseline that asks too much."""
    folder = tmp_path_factory.mktemp("signal")
    file, baseline = question_file(folder), folder / "baseline.json"
    least = {"likelihood_auroc_off_topic": 1.1, "dutch_first_1": 2.0}
    baseline.write_text(json.dumps({"vragen": least}), encoding="utf-8")
    return run(main, file, *documents(folder), "--seals", seal(folder, file), "--baseline", str(baseline))


def test_what_is_off_topic_is_withheld_and_what_is_answered_kept(ran: Ran) -> None:
    assert ran.result["bar"] == LIKELY_ENOUGH
    assert ran.result["answerable"]["n"] == 4
    assert ran.result["answerable"]["kept"]["share"] >= 0.75
    off_topic = ran.result["against"]["off_topic"]
    assert (off_topic["n"], off_topic["withheld"]["share"], off_topic["auroc"]["share"]) == (3, 1.0, 1.0)


def test_the_answerable_are_also_asked_without_the_passages_that_answer(ran: Ran) -> None:
    removed = ran.result["against"]["gold_removed"]
    assert removed["n"] == 4
    assert removed["auroc"]["share"] > 0.9


def test_a_kind_of_which_there_is_no_question_is_left_out(ran: Ran) -> None:
    assert set(ran.result["against"]) == {"off_topic", "gold_removed"}


def test_the_table_has_what_is_printed_and_tells_of_no_question(ran: Ran) -> None:
    assert tells_of_a_question(ran) == []
    assert "off_topic        3" in ran.err


def test_its_own_entries_of_a_baseline_are_held(ran: Ran) -> None:
    assert ran.code == 7
    assert "likelihood_auroc_off_topic is 1.0, and 1.1 is asked" in ran.err
    assert "dutch_first_1" not in ran.err, "another command measures that"


def test_auroc_counts_pairs_and_ties_for_half() -> None:
    """Of six pairs four are in order, and one is a tie."""
    found = auroc([0.9, 0.5, 0.3], [0.5, 0.2])
    assert found["share"] == round(4.5 / 6, 3)
    assert found["low"] <= found["share"] <= found["high"]
    assert auroc([0.7], [0.7])["share"] == 0.5
    with pytest.raises(ValueError, match="empty"):
        auroc([], [0.1])


def test_reliability_weighs_both_sides_alike() -> None:
    """One answerable and one of two others in the highest bin: 1 against a half."""
    first, *between, last = reliability([1.0], [0.9, 0.1])
    assert (first["n"], first["predicted"], first["observed"]) == (1, 0.1, 0.0)
    assert (last["n"], last["observed"]) == (2, round(1 / 1.5, 3))
    assert last["predicted"] == round((1.0 + 0.9 / 2) / 1.5, 3)
    assert [row["observed"] for row in between] == [None] * 3


def test_what_stands_at_the_bar_is_kept() -> None:
    found = figures({"answerable": [0.5, 0.4], "near_miss": [0.5, 0.1]}, bar=0.5)
    assert found["answerable"]["kept"]["share"] == 0.5
    assert found["against"]["near_miss"]["withheld"]["share"] == 0.5
