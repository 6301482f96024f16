"""The command `serve`, as a process."""

import re
import signal
import socket
import subprocess
import urllib.request
from pathlib import Path

from tests.api.processes import HEEDING_CTRL_C, PROGRAM


def test_it_tells_where_it_is_answers_there_and_stops_on_ctrl_c(tmp_path: Path) -> None:
    command = [*HEEDING_CTRL_C, "--data", str(tmp_path), "serve", "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        told = process.stderr.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+", told)
        assert found, told
        with urllib.request.urlopen(found.group() + "/health/live", timeout=60) as answer:
            assert answer.status == 200
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=60)
    assert (process.returncode, output, errors) == (130, "", "")


def test_a_port_in_use_is_told_in_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [*PROGRAM, "--data", str(tmp_path), "serve", "--port", port]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Op 127.0.0.1, poort {port}, kan niet worden geluisterd")
