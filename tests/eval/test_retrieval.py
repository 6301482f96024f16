"""The evaluation runs the search of `ask`, writes a run, and holds the baseline."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from eval.retrieval import evaluate
from tests.eval.test_collections import write

_PASSAGES: list[dict[str, object]] = [
    {"_id": "p1", "title": "Bellen", "text": "De agent belt de melder terug."},
    {"_id": "p2", "title": "Schrijven", "text": "Het college stuurt een brief."},
]
_VAC = Path(__file__).parents[2].parent / "shared" / "eval" / "vac"
_BASELINE = Path(__file__).parents[2] / "eval" / "baseline.json"


def _command(folder: Path, run: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["eval-retrieval", str(folder), "--run", str(run), *arguments])


def test_the_measures_of_a_small_collection(tmp_path: Path) -> None:
    folder, run = write(tmp_path, _PASSAGES), tmp_path / "run.trec"
    result = evaluate(folder, run, k=2)
    assert (result["collection"], result["passages"], result["questions"]) == (tmp_path.name, 2, 1)
    assert set(result["measures"].values()) == {1.0}
    first = run.read_text(encoding="utf-8").splitlines()[0].split(" ")
    assert first[:4] == ["q1", "Q0", "p1", "1"]
    assert float(first[4]) > 0


def test_a_run_is_the_same_each_time(tmp_path: Path) -> None:
    folder = write(tmp_path, _PASSAGES)
    runs = [tmp_path / name for name in ("one.trec", "two.trec")]
    for run in runs:
        evaluate(folder, run)
    assert runs[0].read_bytes() == runs[1].read_bytes()


@pytest.mark.parametrize(("least", "code"), [(1.0, 0), (1.01, 7)])
def test_falling_below_the_baseline_ends_with_seven(tmp_path: Path, least: float, code: int) -> None:
    folder = write(tmp_path, _PASSAGES)
    baseline = tmp_path / "baseline.json"
    baseline.write_text(json.dumps({tmp_path.name: {"ndcg_at_10": least}}), encoding="utf-8")
    result = _command(folder, tmp_path / "run", "--json", "--baseline", str(baseline))
    assert result.exit_code == code
    assert json.loads(result.stdout)["measures"]["hit_at_1"] == 1
    assert ("ndcg_at_10" in result.stderr) == (code != 0)


def test_a_collection_the_baseline_does_not_name_passes(tmp_path: Path) -> None:
    folder = write(tmp_path, _PASSAGES)
    assert _command(folder, tmp_path / "run", "--baseline", str(_BASELINE)).exit_code == 0


def test_no_collection_is_refused_input(tmp_path: Path) -> None:
    result = _command(tmp_path / "nothing", tmp_path / "run")
    assert (result.exit_code, result.stdout) == (4, "")


@pytest.mark.shared
@pytest.mark.skipif(not _VAC.exists(), reason="../shared is absent")
def test_the_development_set_holds_its_baseline(tmp_path: Path) -> None:
    assert _command(_VAC, tmp_path / "run", "--baseline", str(_BASELINE)).exit_code == 0
    run = (tmp_path / "run").read_text(encoding="utf-8").splitlines()
    assert len({line.split(" ")[0] for line in run}) == 179
