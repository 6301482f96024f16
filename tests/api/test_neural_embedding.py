"""A neural embedding by one setting, as whoever runs the place sees it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from api.workplace import Workplace
from kb.settings import Settings
from tests.kb.neural.scripted_embedding import ScriptedEmbedding, scripted_embedding
from tests.kb.neural.tiny import tiny_folder
from tests.kb.search.neural import until
from tests.lindestroom import EXAMPLES

PAPER = next(iter(sorted(EXAMPLES.glob("*.md"))))
QUESTION = "Wie meldt een huurder aan?"


@pytest.fixture
def server() -> Iterator[ScriptedEmbedding]:
    with scripted_embedding() as script:
        yield script


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder with one paper, taken in without a model."""
    assert run(tmp_path / "data", "ingest", str(PAPER)).exit_code == 0
    return tmp_path / "data"


def run(data: Path, *arguments: str, embedding: object = "") -> Result:
    environment = {"AFSPRAKENWIJZER_EMBEDDING": str(embedding), "COLUMNS": "200"}
    return CliRunner().invoke(app, ["--data", str(data), *arguments], env=environment)


def neural(data: Path, embedding: object) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run(data, "status", "--json", embedding=embedding).stdout)["indexes"]["neural"]
    return found


def test_status_says_how_the_model_stands(data: Path, server: ScriptedEmbedding) -> None:
    setting = f"{server.url}#m"
    assert run(data, "rebuild", embedding=setting).exit_code == 0
    stands = neural(data, setting)
    assert (stands["model"], stands["state"], stands["problem"]) == (setting, "ready", None)
    assert stands["embedded"] == stands["passages"] > 5
    assert stands["space"].startswith(setting)
    server.behaviour = "fails"
    stands = neural(data, setting)
    assert (stands["state"], stands["problem"]) == ("unreachable", "HTTPStatusError 500")


def test_without_the_setting_status_says_nothing_of_a_model(data: Path) -> None:
    assert "neural" not in json.loads(run(data, "status", "--json").stdout)["indexes"]


def test_a_rebuild_without_the_server_is_exit_code_6_and_questions_are_answered(data: Path) -> None:
    with scripted_embedding() as gone:
        pass
    setting = f"{gone.url}/v1#m"
    failed = run(data, "rebuild", embedding=setting)
    assert failed.exit_code == 6
    assert gone.url in failed.stderr
    assert "AFSPRAKENWIJZER_EMBEDDING" in failed.stderr
    by_default, without = run(data, "ask", QUESTION), run(data, "ask", QUESTION, embedding=setting)
    assert without.exit_code == by_default.exit_code
    assert without.stdout == by_default.stdout


def test_a_question_does_not_wait_for_a_server_that_hangs(data: Path, server: ScriptedEmbedding) -> None:
    server.behaviour = "hangs"
    setting = f"{server.url}#m"
    assert run(data, "ask", QUESTION, embedding=setting).stdout == run(data, "ask", QUESTION).stdout
    assert not server.hold.is_set()


def test_a_folder_that_is_not_there_is_exit_code_6_at_a_rebuild(data: Path, tmp_path: Path) -> None:
    failed = run(data, "rebuild", embedding=tmp_path / "gone")
    assert failed.exit_code == 6
    assert "no folder" in failed.stderr


def test_taking_in_and_asking_embed_nothing_and_whoever_serves_does(tmp_path: Path, server: ScriptedEmbedding) -> None:
    setting = f"{server.url}#m"
    assert run(tmp_path / "data", "ingest", str(PAPER), embedding=setting).exit_code == 0
    assert server.requests == 0
    asked = run(tmp_path / "data", "ask", QUESTION, embedding=setting)
    assert asked.stdout == run(tmp_path / "data", "ask", QUESTION).stdout
    assert neural(tmp_path / "data", setting)["state"] == "waiting"
    assert neural(tmp_path / "data", setting)["embedded"] == 0
    settings = Settings(data=tmp_path / "data", embedding=setting)
    with Workplace.open(settings, serving=True) as workplace:
        assert until(lambda: str(dict(workplace.status()["indexes"]["neural"])["state"]) == "ready")


def test_a_folder_with_a_model_by_setting(data: Path, tmp_path: Path) -> None:
    folder = tiny_folder(tmp_path / "model")
    assert run(data, "rebuild", embedding=folder).exit_code == 0
    assert neural(data, folder)["state"] == "ready"
    assert run(data, "ask", QUESTION, embedding=folder).stdout == run(data, "ask", QUESTION).stdout, "it helps nobody"


def test_without_the_packages_it_is_said_which_is_missing(data: Path, tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['onnxruntime'] = None\n"  # as Python marks what cannot be imported
        "from api.cli import app\napp(['--data', sys.argv[1], 'rebuild'])"
    )
    folder = tiny_folder(tmp_path / "model")
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code, str(data)],
        capture_output=True,
        text=True,
        check=False,
        env={"AFSPRAKENWIJZER_EMBEDDING": str(folder)},
    )
    assert done.returncode == 6
    assert "onnxruntime" in done.stderr
    assert "make models" in done.stderr


def test_without_the_setting_nothing_that_runs_a_model_is_imported(data: Path) -> None:
    code = (
        "import sys\nfrom api.workplace import Workplace\nfrom kb.settings import Settings\nfrom pathlib import Path\n"
        "with Workplace.open(Settings(data=Path(sys.argv[1]))) as workplace:\n"
        f"    workplace.answer({QUESTION!r})\n    workplace.indexes.wait()\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'openai', 'ollama', 'llama_index'}\n"
        "ours = {'kb.search.neural_leg', 'kb.neural.embedding', 'kb.neural.bound'}\n"
        "sys.stdout.write(' '.join(sorted((heavy | ours) & set(sys.modules))))"
    )
    command = [sys.executable, "-W", "ignore", "-c", code, str(data)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
