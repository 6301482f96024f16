"""The evaluation runs the search of `ask`, writes a run, and holds the baseline."""

import json
import re
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from eval.measures import MEASURES
from eval.peers import PEERS
from eval.retrieval import evaluate, write_run
from tests.eval.beir import unfair, write

pytestmark = pytest.mark.xdist_group("peers")  # importing them takes seconds: once is enough

_VAC = Path(__file__).parents[2].parent / "shared" / "eval" / "vac"
_BASELINE = Path(__file__).parents[2] / "eval" / "baseline.json"


def _command(folder: Path, run: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["eval-retrieval", str(folder), "--run", str(run), *arguments])


def _baseline(folder: Path, text: str) -> str:
    (folder / "baseline.json").write_text(text, encoding="utf-8")
    return str(folder / "baseline.json")


def test_the_measures_of_a_small_collection(tmp_path: Path) -> None:
    run = tmp_path / "run.trec"
    summary = evaluate(write(tmp_path), run, k=2).summary()
    assert (summary["collection"], summary["passages"], summary["questions"]) == ("buurt", 3, 3)
    assert summary["measures"] == dict.fromkeys(MEASURES, 1.0)
    assert summary["intervals"] == {one: [1.0, 1.0] for one in MEASURES}
    assert "peers" not in summary
    first = run.read_text(encoding="utf-8").splitlines()[0].split(" ")
    assert first[:4] == ["q1", "Q0", "p1", "1"]
    assert float(first[4]) > 0


def test_a_run_is_the_same_each_time(tmp_path: Path) -> None:
    folder = write(tmp_path)
    runs = [tmp_path / name for name in ("one.trec", "two.trec")]
    for run in runs:
        evaluate(folder, run)
    assert runs[0].read_bytes() == runs[1].read_bytes()


def test_scores_in_a_run_fall_from_line_to_line(tmp_path: Path) -> None:
    write_run(tmp_path / "run", {"q1": [("b", 1.0), ("a", 1.0), ("c", 0.9999999), ("d", 0.5)]})
    lines = [line.split(" ") for line in (tmp_path / "run").read_text(encoding="utf-8").splitlines()]
    assert [line[2:5] for line in lines] == [
        ["b", "1", "1.000000"],
        ["a", "2", "0.999999"],
        ["c", "3", "0.999998"],
        ["d", "4", "0.500000"],
    ]


def test_peers_are_measured_in_the_same_run(tmp_path: Path) -> None:
    result = _command(write(tmp_path), tmp_path / "run", "--peers", "--json")
    assert result.exit_code == 0
    found = json.loads(result.stdout)
    assert list(found["peers"]) == list(PEERS)
    for peer in found["peers"].values():
        assert peer["measures"].keys() == peer["intervals"].keys() == peer["ours_against_it"].keys() == set(MEASURES)
    assert found["peers"]["plain_bm25"]["measures"]["hit_at_1"] == 0.6667  # "brieven" is not "brief"
    assert found["significantly_below_plain_bm25"] == []


def test_a_person_reads_a_table_that_fits_a_terminal(tmp_path: Path) -> None:
    result = _command(write(tmp_path), tmp_path / "run", "--peers")
    assert (result.exit_code, result.stdout) == (0, "")
    lines = result.stderr.splitlines()
    assert lines[0].strip() == "buurt: 3 questions, 3 passages"
    assert max(map(len, lines)) <= 80
    (row,) = [line for line in lines if line.startswith(" nDCG@10")]
    assert "1.000 (1.00–1.00)" in row
    assert len(re.findall(r"\d\.\d{3} p <?\.?\d+", row)) == 3


def test_significantly_below_plain_bm25_ends_with_seven_where_there_is_a_baseline(tmp_path: Path) -> None:
    folder, run, baseline = unfair(tmp_path), tmp_path / "run", _baseline(tmp_path, "{}")
    held = _command(folder, run, "--peers", "--baseline", baseline, "--json")
    assert held.exit_code == 7
    assert "hit_at_1" in json.loads(held.stdout)["significantly_below_plain_bm25"]
    assert "hit_at_1 ligt aantoonbaar onder dat van gewone BM25" in held.stderr
    assert _command(folder, run, "--peers").exit_code == 0
    assert _command(folder, run, "--baseline", baseline).exit_code == 0


@pytest.mark.parametrize("option", [["--peers"], ["--report", "report"]])
def test_a_package_that_is_absent_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "matplotlib", None)  # as Python marks what cannot be imported
    result = _command(write(tmp_path), tmp_path / "run", *option)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Voor `--peers` en `--report` ontbreken: matplotlib. Installeer")
    assert _command(tmp_path / "buurt", tmp_path / "run").exit_code == 0


@pytest.mark.parametrize("words", [["--run", "."], ["--run", "file/run"], ["--run", "run", "--report", "file/report"]])
def test_a_place_that_cannot_be_written_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    result = CliRunner().invoke(app, ["eval-retrieval", str(write(tmp_path)), *words])
    assert (result.exit_code, result.stdout) == (2, "")
    assert "kan niet worden geschreven" in result.stderr


@pytest.mark.parametrize(("least", "code"), [(1.0, 0), (1.01, 7)])
def test_falling_below_the_baseline_ends_with_seven(tmp_path: Path, least: float, code: int) -> None:
    baseline = _baseline(tmp_path, json.dumps({"buurt": {"ndcg_at_10": least}}))
    result = _command(write(tmp_path), tmp_path / "run", "--json", "--baseline", baseline)
    assert result.exit_code == code
    assert json.loads(result.stdout)["measures"]["hit_at_1"] == 1
    assert ("ndcg_at_10" in result.stderr) == (code != 0)


def test_a_collection_without_questions_reaches_no_baseline(tmp_path: Path) -> None:
    baseline = _baseline(tmp_path, '{"buurt": {"ndcg_at_10": 0.5}}')
    folder = write(tmp_path, [], {}, {})
    assert _command(folder, tmp_path / "run", "--baseline", baseline).exit_code == 7
    assert (tmp_path / "run").read_bytes() == b""


@pytest.mark.parametrize("text", ["{", "[]", '{"buurt": 1}', '{"buurt": {"ndcg_at_10": "veel"}}'])
def test_a_baseline_that_is_none_is_refused_input(tmp_path: Path, text: str) -> None:
    result = _command(write(tmp_path), tmp_path / "run", "--baseline", _baseline(tmp_path, text))
    assert result.exit_code == 4
    assert "baseline.json" in result.stderr


def test_a_collection_the_baseline_does_not_name_passes(tmp_path: Path) -> None:
    assert _command(write(tmp_path), tmp_path / "run", "--baseline", str(_BASELINE)).exit_code == 0


def test_no_collection_is_refused_input(tmp_path: Path) -> None:
    result = _command(tmp_path / "nothing", tmp_path / "run")
    assert (result.exit_code, result.stdout) == (4, "")


@pytest.mark.shared
@pytest.mark.skipif(not _VAC.exists(), reason="../shared is absent")
def test_the_development_set_holds_its_baseline_and_beats_its_peers(tmp_path: Path) -> None:
    arguments = ("--baseline", str(_BASELINE), "--peers", "--json")
    result = _command(_VAC, tmp_path / "run", *arguments)
    assert result.exit_code == 0
    for peer in json.loads(result.stdout)["peers"].values():
        assert peer["ours_against_it"]["ndcg_at_10"]["low"] > 0
    run = (tmp_path / "run").read_text(encoding="utf-8").splitlines()
    assert len({line.split(" ")[0] for line in run}) == 179
