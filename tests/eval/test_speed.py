"""The benchmark measures commands that did their work, and nothing else."""

from pathlib import Path

import pytest

from eval.speed import command


def test_a_command_that_fails_is_not_measured(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="ended with 4"):
        command("--data", str(tmp_path), "ingest", str(tmp_path / "absent.pdf"))


def test_a_question_that_finds_nothing_is(tmp_path: Path) -> None:
    command("--data", str(tmp_path), "ask", "Wat kost een paspoort?")
