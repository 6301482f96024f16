"""The command line as programs see it: data on stdout, sentences on stderr, exit codes."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from tests.api.processes import HEEDING_CTRL_C

COMMANDS = (
    *("ingest", "ask", "search", "documents", "remove", "agreements", "check", "process"),
    *("status", "rebuild", "config", "serve", "thesaurus", "unanswered", "eval", "eval-retrieval"),
)


def _run(data: Path, *arguments: str, **environment: str) -> Result:
    return CliRunner().invoke(app, ["--data", str(data), *arguments], env=environment)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself(command: str) -> None:
    result = CliRunner().invoke(app, [command, "--help"])
    assert result.exit_code == 0
    assert "--lang" in result.stdout


def test_help_does_not_wait_for_the_libraries_that_do_the_work() -> None:
    code = (
        "import sys\nfrom api.cli import app\ntry:\n    app(['--help'])\nfinally:\n"
        "    heavy = {'numpy', 'pydantic', 'sqlalchemy', 'chromadb', 'fastapi', 'llama_index', 'rich'}\n"
        "    sys.stderr.write(' '.join(sorted(heavy & set(sys.modules))))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "ingest" in done.stdout
    assert done.stderr == ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["ask"],
        ["ask", "a", "b"],
        ["ask", "a", "--on", "gisteren"],
        ["ask", "a", "--lang", "fr"],
        ["search", "a", "-k", "0"],
        ["documents", "--frob"],
        ["frob"],
        ["ingest"],
    ],
)
def test_wrong_usage_is_exit_code_2_and_writes_no_data(tmp_path: Path, arguments: list[str]) -> None:
    result = _run(tmp_path, *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Error" in result.stderr


@pytest.mark.parametrize("place", [["--json", "documents"], ["documents", "--json"]])
def test_common_options_stand_before_or_after_the_command(tmp_path: Path, place: list[str]) -> None:
    result = _run(tmp_path, *place)
    assert json.loads(result.stdout) == {"items": [], "total": 0}
    assert result.exit_code == 0


def test_an_empty_place_says_how_to_fill_it(tmp_path: Path) -> None:
    result = _run(tmp_path, "documents")
    assert result.stdout == ""
    assert "afsprakenwijzer ingest" in result.stderr


def test_listing_documents_does_not_wait_for_the_search(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom api.cli import app\ntry:\n    app(['--data', sys.argv[1], 'documents', '--json'])\nfinally:\n"
        "    heavy = {'chromadb', 'bm25s', 'scipy', 'llama_index', 'fastapi'}\n"
        "    sys.stderr.write(' '.join(sorted(heavy & set(sys.modules))))\n"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert (json.loads(done.stdout)["total"], done.stderr) == (0, "")


def test_ctrl_c_stops_a_take_in_and_keeps_what_was_acknowledged(tmp_path: Path) -> None:
    incoming = tmp_path / "in"
    incoming.mkdir()
    for number in range(30):
        (incoming / f"{number:02}.md").write_text(f"# Afspraak\n\nDe coach belt {number} keer.\n", encoding="utf-8")
    command = [
        *HEEDING_CTRL_C,
        "--data",
        str(tmp_path / "data"),
        "ingest",
        "--json",
        "--region",
        "lindestroom",
        str(incoming),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate()
    assert (process.returncode, errors) == (130, "")
    acknowledged = {json.loads(line)["documentId"] for line in (first, *rest.splitlines())}
    held = {item["id"] for item in json.loads(_run(tmp_path / "data", "documents", "--json").stdout)["items"]}
    assert 1 <= len(acknowledged) < 30
    assert acknowledged <= held


def test_what_is_not_held_is_exit_code_3(tmp_path: Path) -> None:
    result = _run(tmp_path, "remove", "lindestroom/x", "--lang", "en")
    assert result.exit_code == 3
    assert result.stdout == ""
    assert result.stderr.startswith("The document lindestroom/x is not held.")


def test_a_store_that_cannot_be_opened_is_exit_code_5(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    result = _run(tmp_path / "file", "documents")
    assert result.exit_code == 5
    assert result.stderr.startswith("De opslag kan niet")


def test_a_store_that_is_no_database_is_exit_code_5(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite").write_bytes(b"geen database" * 1000)
    assert _run(tmp_path, "documents").exit_code == 5


def test_an_unknown_setting_is_refused_by_name(tmp_path: Path) -> None:
    result = _run(tmp_path, "config", AFSPRAKENWIJZER_FROB="1")
    assert result.exit_code == 2
    assert "AFSPRAKENWIJZER_FROB" in result.stderr


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://wijzer:geheim@localhost/afspraken", "postgresql://wijzer:***@localhost/afspraken"),
        ("postgresql://wijzer:g/h:m@localhost/afspraken", "postgresql://wijzer:***@localhost/afspraken"),
        ("postgresql://localhost/a?user=w&password=geheim&x=y", "postgresql://localhost/a?user=w&password=***&x=y"),
        ("sqlite:////srv/wijzer/a@b.sqlite", "sqlite:////srv/wijzer/a@b.sqlite"),
    ],
)
def test_the_settings_in_force_hide_the_password_of_the_database(tmp_path: Path, url: str, shown: str) -> None:
    settings = json.loads(_run(tmp_path, "config", "--json", AFSPRAKENWIJZER_DATABASE=url).stdout)
    assert settings["AFSPRAKENWIJZER_DATA"] == str(tmp_path)
    assert settings["AFSPRAKENWIJZER_DATABASE"] == shown


@pytest.mark.parametrize("command", [["config"], ["config", "--json"], ["ask", "Wie meldt?"], ["documents", "--json"]])
def test_a_reader_that_has_seen_enough_is_no_failure(tmp_path: Path, command: list[str]) -> None:
    code = "from api.cli import main; main()"
    arguments = [sys.executable, "-c", code, "--data", str(tmp_path), *command]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait()
    assert process.returncode in {0, 3, 141}  # as shells count: 128 and the number of SIGPIPE


def test_a_region_is_removed_in_one_command(tmp_path: Path) -> None:
    example = Path(__file__).parents[2] / "examples" / "lindestroom"
    runner = CliRunner()

    def run(*words: str) -> Result:
        return runner.invoke(app, ["--data", str(tmp_path), *words])

    taken = run("ingest", str(example / "samenwerkingsovereenkomst-woonoverlast-laatste-kans.md"))
    assert taken.exit_code == 0
    removed = run("remove", "lindestroom", "--json")
    assert removed.exit_code == 0
    assert json.loads(removed.stdout)["passages"]["removed"] > 0
    assert json.loads(run("documents", "--json").stdout) == {"items": [], "total": 0}
    assert run("remove", "lindestroom").exit_code == 3
