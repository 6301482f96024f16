"""Where the right passage stands is told by group, and of a sealed file nothing else is."""

import json
from pathlib import Path

import pytest

from eval.passages import answering, interval, main, taken_in, thinned
from eval.question_file import LIKELIHOOD, questions
from tests.eval.agreements import Ran, documents, law, question_file, run, seal, tells_of_a_question

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    folder = tmp_path_factory.mktemp("beside")
    return run(main, question_file(folder), *documents(folder), "--each", "--beside", law(folder))


def test_each_group_has_its_shares(beside: Ran) -> None:
    shares = beside.result["shares"]
    assert {name: row["n"] for name, row in shares.items()} == {"dutch": 3, "english": 1, "typo": 1}
    assert shares["dutch"]["first_1"]["share"] == 1.0
    assert shares["dutch"]["first_1"]["low"] == round(interval(3, 3)[0], 3)
    assert beside.result["questions"] == "vragen"


def test_each_question_may_be_shown_with_the_place_of_its_passage(beside: Ran) -> None:
    assert "   1  q-regie  Who leads in case of nuisance?" in beside.err.splitlines()
    assert "q-taart" not in beside.err, "nothing answers it, so that it has no place"


def test_a_law_that_says_it_better_costs_first_place(beside: Ran) -> None:
    """One of four questions; its passage stands second then."""
    cost = beside.result["beside"]["first_place"]
    assert cost["difference"] == -0.25
    assert cost["low"] <= -0.25 <= cost["high"] <= 0
    assert beside.result["beside"]["shares"]["typo"]["first_1"]["share"] == 0.0
    assert beside.result["beside"]["shares"]["typo"]["first_3"]["share"] == 1.0
    assert "first place: -0.250" in beside.err


def test_words_that_reach_a_concept_are_counted(beside: Ran) -> None:
    reach = beside.result["reach"]["dutch"]
    assert reach["words"] >= 6
    assert 0 < reach["share"] <= 1


def test_without_concepts_no_word_reaches_one(tmp_path: Path) -> None:
    ran = run(main, question_file(tmp_path), *documents(tmp_path), "--thesaurus", "none")
    assert ran.result["thesaurus"] == {"size": "none", "concepts": 0}
    assert {row["share"] for row in ran.result["reach"].values()} == {0.0}


def test_half_of_the_concepts_is_the_same_half_each_time() -> None:
    whole, half = thinned("all"), thinned("half")
    assert len(half.concepts) == round(len(whole.concepts) / 2)
    assert half.concepts.keys() < whole.concepts.keys()
    assert half.concepts.keys() == thinned("half").concepts.keys()


def test_of_a_sealed_file_no_question_is_told_of(tmp_path: Path) -> None:
    file = question_file(tmp_path)
    ran = run(main, file, *documents(tmp_path), "--each", "--seals", seal(tmp_path, file))
    assert ran.code == 0
    assert ran.result["shares"]["dutch"]["n"] == 3
    assert tells_of_a_question(ran) == []


@pytest.mark.parametrize("aggregates", [True, False])
def test_a_quote_that_stands_nowhere_is_refused(tmp_path: Path, *, aggregates: bool) -> None:
    file = question_file(tmp_path, schuld="vier maanden huur")
    ran = run(main, file, *documents(tmp_path)[:1], *(["--aggregates"] if aggregates else []))
    assert (ran.code, ran.out) == (4, "")
    assert ("q-schuld" in ran.err) is not aggregates


def test_a_question_whose_region_does_not_hold_the_answer_is_refused(tmp_path: Path) -> None:
    """As where a document was taken for another region's: every share would be nought."""
    path = Path(question_file(tmp_path))
    path.write_text(
        path.read_text("utf-8").replace('"jurisdiction": "meerwijk"', '"jurisdiction": "zandwijk"'), "utf-8"
    )
    assert run(main, str(path), *documents(tmp_path)[:1]).code == 4


@pytest.mark.parametrize(("least", "code"), [({"dutch_first_1": 1.0}, 0), ({"dutch_frist_1": 0.1}, 7)])
def test_a_baseline_is_held_also_where_it_is_misspelled(tmp_path: Path, least: dict[str, float], code: int) -> None:
    baseline = tmp_path / "baseline.json"
    baseline.write_text(json.dumps({"vragen": {**least, "likelihood_auroc_off_topic": 2.0}}), encoding="utf-8")
    ran = run(main, question_file(tmp_path), *documents(tmp_path), "--baseline", str(baseline))
    assert ran.code == code
    assert LIKELIHOOD not in ran.err, "another command measures that"


@pytest.mark.shared
@pytest.mark.skipif(not CORPUS.exists(), reason="../shared is absent")
def test_every_quote_of_the_open_questions_stands_in_the_texts() -> None:
    """A heading answers one and a cover another: no passage holds those, so that no search finds them."""
    asked = questions(ROOT / "eval" / "questions" / "retrieval-open.jsonl", CORPUS)
    answered = [one for one in asked if one.golds]
    assert len(answered) == 105
    with taken_in([*sorted(CORPUS.glob("*.txt")), ROOT / "examples" / "lindestroom"]) as (store, _):
        right = answering(answered, store)  # raises where a quote stands nowhere
    assert {name for name, passages in right.items() if not passages} <= {"nl-031", "en-024"}
