"""The package `mcp` is an extra: who does not ask through its door does without it, and pays nothing for it."""

import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

from api.sentences import sentence
from tests.api.processes import HEEDING_CTRL_C

# As where the package is not installed: importing it fails, and it is found nowhere.
ABSENT: Final = "import sys; sys.modules['mcp'] = sys.modules['mcp_types'] = None"
AT_THE_DOOR: Final = """
from fastapi.testclient import TestClient
from api.app import create_app
from kb.settings import Settings

with TestClient(create_app(Settings(data=sys.argv[1])), base_url="http://localhost") as client:
    assert client.get("/health/ready").status_code == 200
    assert client.post("/api/v1/questions", json={"question": "Wie meldt aan?"}).status_code == 200
"""


def _python(program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-W", "ignore", "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)


def test_without_the_package_the_server_starts_and_nothing_stands_at_its_address(tmp_path: Path) -> None:
    asking = """
    problem = client.post("/mcp", json={})
    assert (problem.status_code, problem.json()["code"]) == (404, "unknown_path"), problem.text
"""
    done = _python(f"{ABSENT}\n{AT_THE_DOOR}{asking}", str(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")


def test_who_does_not_ask_through_its_door_never_imports_it(tmp_path: Path) -> None:
    told = 'print(sorted({"mcp", "mcp_types"} & sys.modules.keys()))'
    done = _python(f"import sys\n{AT_THE_DOOR}{told}", str(tmp_path))
    assert (done.returncode, done.stdout) == (0, "[]\n"), done.stderr


def test_without_the_package_the_command_says_how_to_install_it(tmp_path: Path) -> None:
    done = _python(f"{ABSENT}\nfrom api.cli import main; main()", "--data", str(tmp_path), "mcp")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == sentence("mcp_absent", {}, "nl") + "\n"


def test_data_that_cannot_be_used_are_told_before_anything_is_served(tmp_path: Path) -> None:
    (tmp_path / "store.sqlite").write_text("this is no database")
    done = _python("from api.cli import main; main()", "--data", str(tmp_path), "mcp")
    assert (done.returncode, done.stdout) == (5, "")
    assert done.stderr == sentence("store_unusable", {}, "nl") + "\n"


def test_the_command_stops_when_its_input_ends(tmp_path: Path) -> None:
    done = _python("from api.cli import main; main()", "--data", str(tmp_path), "mcp")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_the_command_stops_on_ctrl_c(tmp_path: Path) -> None:
    hello = '{"jsonrpc": "2.0", "id": 1, "method": "ping"}\n'
    command = [*HEEDING_CTRL_C, "--data", str(tmp_path), "mcp"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(hello)
        process.stdin.flush()
        assert process.stdout.readline().startswith("{")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=60) == -signal.SIGINT
        assert process.stderr
        assert process.stderr.read() == ""
