"""The command `eval` answers a question file and scores it; of a sealed one totals alone are told."""

import hashlib
import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from eval.answers import main
from eval.question_file import ANSWERS
from tests.eval.agreements import Ran, documents, question_file, run, seal, tells_of_a_question

ROOT = Path(__file__).parents[2]
CORPUS = ROOT.parent / "shared" / "corpus"
OPEN = ROOT / "eval" / "questions" / "retrieval-open.jsonl"
KEYS = ["id", "abstained", "outcome", "kind", "verdict", "region", "missing", "actors", "text", "citations"]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the two agreements."""
    folder = tmp_path_factory.mktemp("data")
    assert CliRunner().invoke(app, ["--data", str(folder), "ingest", *documents(folder)]).exit_code == 0
    return folder


def _eval(data: Path, questions: str, out: Path, *options: str, **environment: str) -> Result:
    words = ["--data", str(data), "eval", questions, "--predictions", str(out), *options]
    return CliRunner().invoke(app, words, env=environment)


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def _asked(folder: Path, *rows: dict[str, Any]) -> str:
    path = folder / "vragen.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")
    return str(path)


def test_predictions_and_scores_are_those_of_the_contract(data: Path, tmp_path: Path) -> None:
    result = _eval(data, question_file(tmp_path), tmp_path / "new" / "out.jsonl", "--json")
    assert (result.exit_code, result.stderr) == (0, "")
    rows = _lines(tmp_path / "new" / "out.jsonl")
    assert [list(row) for row in rows] == [KEYS] * 7
    by_id = {row["id"]: row for row in rows}
    assert by_id["q-schuld"]["citations"][0]["doc"] == "meerwijk.md"
    assert by_id["q-schuld"]["region"] == "meerwijk"
    assert by_id["q-taart"] | {"kind": ""} == {
        **{"id": "q-taart", "abstained": True, "outcome": "not_found", "kind": "", "verdict": None},
        **{"region": "meerwijk", "missing": [], "actors": [], "text": "", "citations": []},
    }
    scores = json.loads(result.stdout)
    assert (scores["questions"], scores["asked"], scores["documents"], scores["foreign"]) == ("vragen", 7, 2, 0)
    assert scores["shares"]["language"]["dutch"]["n"] == 5
    whole = scores["shares"]["all"]["all"]
    assert whole["verbatim"]["share"] == 1.0
    assert (whole["withheld"]["of"], whole["kept"]["of"]) == (3, 4)
    assert scores["measures"]["off_topic_withheld"] == 1.0
    assert set(scores["confusion"]["outcomes"]) == {"abstain", "answer"}


def test_a_person_reads_a_table(data: Path, tmp_path: Path) -> None:
    result = _eval(data, question_file(tmp_path), tmp_path / "out")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith("vragen: 7 questions, 2 documents")
    assert re.search(r"^withheld +3 +1\.00 \(0\.44-1\.00\)$", result.stderr, re.M)


def test_questions_alone_are_answered_and_not_scored(data: Path, tmp_path: Path) -> None:
    result = _eval(data, _asked(tmp_path, {"id": "v", "question": "Wie belt?"}), tmp_path / "out", "--json")
    assert result.exit_code == 0
    assert set(json.loads(result.stdout)["measures"]) <= {"verbatim", "dutch_verbatim"}
    assert len(_lines(tmp_path / "out")) == 1


def test_a_region_that_is_not_held_is_an_abstention(data: Path, tmp_path: Path) -> None:
    row = {"id": "v", "question": "Wie maakt een afspraak voor een huisbezoek?", "jurisdiction": "zandwijk"}
    assert _eval(data, _asked(tmp_path, row), tmp_path / "out").exit_code == 0
    assert [(one["abstained"], one["region"]) for one in _lines(tmp_path / "out")] == [(True, "zandwijk")]


def test_what_is_set_for_people_at_work_does_not_hold(data: Path, tmp_path: Path) -> None:
    rows = [
        {"id": "v", "question": "Wie maakt een afspraak voor een huisbezoek?", "jurisdiction": "none"},
        {"id": "w", "question": "Hoeveel eieren gaan er in een appeltaart?"},
    ]
    work = {"AFSPRAKENWIJZER_REGION": "duindorp", "AFSPRAKENWIJZER_KEEP_UNANSWERED": "true"}
    assert _eval(data, _asked(tmp_path, *rows), tmp_path / "out", **work).exit_code == 0
    first, second = _lines(tmp_path / "out")
    assert first["citations"][0]["doc"] == "meerwijk.md"
    assert second["abstained"]
    kept = CliRunner().invoke(app, ["--data", str(data), "unanswered", "--json"])
    assert json.loads(kept.stdout)["total"] == 0


def test_positions_are_read_from_what_is_held_or_from_a_folder(data: Path, tmp_path: Path) -> None:
    text = (data / "meerwijk.md").read_text("utf-8")
    quote = "drie maanden huur"
    start = text.index(quote)
    place = {"doc": "meerwijk.txt", "start": start, "end": start + len(quote)}
    place["sha256"] = hashlib.sha256(quote.encode()).hexdigest()
    row = {"id": "v", "question": "Wanneer meldt de verhuurder een huurder aan?", "jurisdiction": "meerwijk"}
    held = _eval(data, _asked(tmp_path, row | {"gold": [place]}), tmp_path / "out", "--json")
    assert json.loads(held.stdout)["measures"]["gold_any"] == 1.0
    elsewhere = _asked(tmp_path, row | {"gold": [place | {"doc": "anders.txt"}]})
    absent = _eval(data, elsewhere, tmp_path / "out", "--json")
    assert (absent.exit_code, json.loads(absent.stdout)["unread_gold"]) == (0, 1)
    assert "Bij 1 vraag is niet na te gaan" in absent.stderr
    (tmp_path / "anders.txt").write_text(text, encoding="utf-8")
    found = _eval(data, elsewhere, tmp_path / "out", "--json", "--texts", str(tmp_path))
    assert json.loads(found.stdout)["measures"]["gold_any"] == 0.0, "another document says so"


@pytest.mark.parametrize(
    ("least", "code"),
    [
        ({"gold_any": 0.5, "off_topic_withheld": 1.0}, 0),
        ({"gold_any": 1.01}, 7),
        ({"glod_any": 0.1}, 7),
        ({"dutch_first_3": 2.0, "likelihood_auroc_off_topic": 2.0}, 0),
    ],
    ids=["reached", "below", "measured by nobody", "of other measures"],
)
def test_a_baseline_is_held(data: Path, tmp_path: Path, least: dict[str, float], code: int) -> None:
    baseline = tmp_path / "baseline.json"
    baseline.write_text(json.dumps({"vragen": least}), encoding="utf-8")
    result = _eval(data, question_file(tmp_path), tmp_path / "out", "--json", "--baseline", str(baseline))
    assert result.exit_code == code
    assert ("lager dan de afgesproken" in result.stderr) == (code == 7)


@pytest.mark.parametrize("text", ["{", '"vraag"', '{"id": "v"}', '{"id": "v", "question": "?", "on": "gisteren"}'])
def test_what_is_no_question_file_is_refused_input(data: Path, tmp_path: Path, text: str) -> None:
    (tmp_path / "vragen.jsonl").write_text(text, encoding="utf-8")
    result = _eval(data, str(tmp_path / "vragen.jsonl"), tmp_path / "out", "--json")
    assert (result.exit_code, result.stdout) == (4, "")
    assert "vragen.jsonl" in result.stderr


def test_wrong_usage_is_exit_code_2(data: Path, tmp_path: Path) -> None:
    file = question_file(tmp_path)
    assert CliRunner().invoke(app, ["--data", str(data), "eval", file]).exit_code == 2
    assert _eval(data, str(tmp_path / "none.jsonl"), tmp_path / "out").exit_code == 2
    unwritable = _eval(data, file, Path(file) / "out")
    assert (unwritable.exit_code, unwritable.stdout) == (2, "")
    assert "kan niet worden geschreven" in unwritable.stderr


def test_the_report_stands_by_itself_and_names_what_failed(data: Path, tmp_path: Path) -> None:
    file, folder = question_file(tmp_path), tmp_path / "report"
    assert _eval(data, file, tmp_path / "out", "--report", str(folder)).exit_code == 0
    page = (folder / "report.html").read_text("utf-8")
    assert not re.search(r"(?:src|href)=[\"'](?!data:)|url\(|@import|<script", page)
    markdown = (folder / "report.md").read_text("utf-8")
    pictures = re.findall(r"\]\((\S+\.svg)\)", markdown)
    assert {"measures.svg", "reliability.svg"} <= set(pictures)
    assert all((folder / one).is_file() for one in pictures)
    for heading in ("Measures", "By language, group, kind and tag", "Confusions", "Verdicts", "What went wrong"):
        assert f"## {heading}" in markdown


def test_without_matplotlib_a_report_is_wrong_usage(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)  # as Python marks what cannot be imported
    result = _eval(data, question_file(tmp_path), tmp_path / "out", "--report", str(tmp_path / "report"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert "ontbreekt matplotlib" in result.stderr


def _missed(folder: Path) -> str:
    """The questions, one of which has gold that its answer cannot cite: a failure with a question and a claim."""
    return question_file(folder, schuld="Voor de sleutels is er een kluis.")


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, str]:
    """A sealed file, measured with a report."""
    folder = tmp_path_factory.mktemp("sealed")
    file = _missed(folder)
    ran = run(main, file, *documents(folder), "--seals", seal(folder, file), "--report", str(folder / "report"))
    return ran, (folder / "report" / "report.html").read_text("utf-8")


def test_of_a_sealed_file_totals_alone_are_told(sealed: tuple[Ran, str]) -> None:
    ran, page = sealed
    assert ran.code == 0
    assert ran.result["asked"] == 7
    assert ran.result["causes"]
    assert tells_of_a_question(ran) == []
    assert tells_of_a_question(Ran(0, page, "")) == []
    assert set(ran.result["shares"]["language"]) == {"dutch"}, "two English questions are too few to be a total"


def test_an_open_file_tells_each_failure(tmp_path: Path) -> None:
    ran = run(main, _missed(tmp_path), *documents(tmp_path), "--report", str(tmp_path / "report"))
    assert ran.code == 0
    page = (tmp_path / "report" / "report.html").read_text("utf-8")
    assert "q-schuld" in page
    assert "Wanneer meldt de verhuurder een huurder aan?" in page


def test_predictions_of_a_sealed_file_are_refused(tmp_path: Path) -> None:
    file = question_file(tmp_path)
    ran = run(main, file, *documents(tmp_path), "--seals", seal(tmp_path, file), "--predictions", str(tmp_path / "out"))
    assert (ran.code, ran.out) == (2, "")
    assert "--predictions" in ran.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(("least", "code"), [(1.0, 0), (1.1, 7)])
def test_without_a_data_folder_a_baseline_is_held_too(tmp_path: Path, least: float, code: int) -> None:
    baseline = tmp_path / "baseline.json"
    baseline.write_text(json.dumps({"vragen": {"off_topic_withheld": least}}), encoding="utf-8")
    ran = run(main, question_file(tmp_path), *documents(tmp_path), "--baseline", str(baseline))
    assert ran.code == code
    assert ("off_topic_withheld is 1.0, and 1.1 is asked" in ran.err) == (code == 7)


@pytest.mark.shared
@pytest.mark.skipif(not CORPUS.exists(), reason="../shared is absent")
def test_every_citation_of_the_open_questions_is_verbatim_and_of_its_region() -> None:
    example = ROOT / "examples" / "lindestroom"
    ran = run(main, str(OPEN), *map(str, sorted(CORPUS.glob("*.txt"))), str(example), "--texts", str(CORPUS))
    assert ran.code == 0
    whole = ran.result["shares"]["all"]["all"]
    assert set(whole) == {"n", *ANSWERS}
    assert (whole["n"], whole["kept"]["of"], whole["withheld"]["of"], whole["verdict_right"]["of"]) == (
        155,
        105,
        50,
        55,
    )
    assert whole["verbatim"]["share"] == whole["own_region"]["share"] == 1.0
    assert (ran.result["foreign"], ran.result["unread_gold"]) == (0, 0)
