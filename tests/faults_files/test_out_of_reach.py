"""Files and folders that cannot be opened are refused as unreadable, and nothing waits for them."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from api.workplace import Workplace
from kb.model import Receipt
from kb.settings import load
from tests.faults.rights import AS_ANYBODY, needs_rights
from tests.faults_files import making


@pytest.fixture
def incoming(tmp_path: Path) -> Path:
    """A folder with one good file."""
    folder = tmp_path / "aangeboden"
    folder.mkdir()
    (folder / "goed.md").write_text(making.MARKDOWN, encoding="utf-8")
    return folder


def _command(tmp_path: Path, *paths: Path) -> list[str]:
    return ["--data", str(tmp_path / "data"), "ingest", "--json", "--region", "lindestroom", *map(str, paths)]


def _ingest(tmp_path: Path, *paths: Path) -> Result:
    return CliRunner().invoke(app, _command(tmp_path, *paths))


def _outcomes(output: str) -> dict[str, Any]:
    receipts = map(json.loads, output.splitlines())
    return {Path(receipt["file"]).name: receipt["reason"] or receipt["outcome"] for receipt in receipts}


def test_what_is_no_ordinary_file_is_refused_and_the_others_are_taken_in(tmp_path: Path, incoming: Path) -> None:
    (incoming / "los.pdf").symlink_to(incoming / "bestaat-niet.pdf")
    (incoming / "rond.pdf").symlink_to(incoming / "rond.pdf")
    os.mkfifo(incoming / "pijp.pdf")
    result = _ingest(tmp_path, *sorted(incoming.iterdir()), incoming / "weg.pdf", Path("/dev/zero"))
    reasons = dict.fromkeys(["los.pdf", "rond.pdf", "pijp.pdf", "weg.pdf", "zero"], "unreadable")
    assert _outcomes(result.stdout) == {"goed.md": "added"} | reasons
    assert result.exit_code == 4
    assert len(result.stderr.splitlines()) == len(reasons)


def test_what_is_no_ordinary_file_is_refused_in_a_folder_too(tmp_path: Path, incoming: Path) -> None:
    (incoming / "los.pdf").symlink_to(incoming / "bestaat-niet.pdf")
    os.mkfifo(incoming / "pijp.pdf")
    result = _ingest(tmp_path, incoming)
    assert _outcomes(result.stdout) == {"goed.md": "added", "los.pdf": "unreadable", "pijp.pdf": "unreadable"}
    assert result.exit_code == 4


def test_a_folder_with_the_name_of_a_file_is_a_folder(tmp_path: Path, incoming: Path) -> None:
    (incoming / "map.pdf").mkdir()
    shutil.move(incoming / "goed.md", incoming / "map.pdf")
    result = _ingest(tmp_path, incoming)
    assert _outcomes(result.stdout) == {"goed.md": "added"}
    assert result.exit_code == 0


def test_a_folder_that_holds_nothing_to_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "leeg").mkdir()
    result = _ingest(tmp_path, tmp_path / "leeg")
    assert result.exit_code == 4
    assert result.stderr.startswith("Geen bestanden gevonden")


def _ingest_as_anybody(tmp_path: Path, closed: list[Path], *paths: Path) -> subprocess.CompletedProcess[str]:
    """Take in `paths` while nobody has a right to `closed`."""
    command = [*AS_ANYBODY, sys.executable, "-c", "from api.cli import main; main()", *_command(tmp_path, *paths)]
    for path in closed:
        path.chmod(0)
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False)
    finally:
        for path in closed:
            path.chmod(0o700)  # so that pytest can clear up


@needs_rights
def test_files_and_folders_without_rights_are_refused(tmp_path: Path, incoming: Path) -> None:
    file, folder, inside = incoming / "dicht.md", incoming / "dicht", incoming / "dicht" / "binnen.md"
    folder.mkdir()
    for path in (file, inside):
        shutil.copy(incoming / "goed.md", path)
    done = _ingest_as_anybody(tmp_path, [file, folder], incoming / "goed.md", file, folder, inside)
    refused = dict.fromkeys(["dicht.md", "dicht", "binnen.md"], "unreadable")
    assert done.stderr.count("niet te openen") == len(refused), done.stderr
    assert _outcomes(done.stdout) == {"goed.md": "added"} | refused
    assert done.returncode == 4


@needs_rights
def test_a_closed_folder_inside_a_folder_does_not_stop_its_neighbours(tmp_path: Path, incoming: Path) -> None:
    (incoming / "dicht").mkdir()
    done = _ingest_as_anybody(tmp_path, [incoming / "dicht"], incoming)
    assert _outcomes(done.stdout) == {"goed.md": "added", "dicht": "unreadable"}
    assert done.returncode == 4


def test_a_name_longer_than_any_file_has_is_refused(tmp_path: Path, incoming: Path) -> None:
    result = _ingest(tmp_path, incoming / ("x" * 300 + ".pdf"), incoming / "goed.md")
    assert sorted(_outcomes(result.stdout).values()) == ["added", "unreadable"]
    assert result.exit_code == 4


def test_a_file_that_vanishes_while_others_are_read_is_refused(tmp_path: Path, incoming: Path) -> None:
    shutil.copy(incoming / "goed.md", incoming / "straks-weg.md")
    with Workplace.open(load(data=tmp_path / "data")) as workplace:
        receipts: Iterator[Receipt] = workplace.take_in([incoming], "lindestroom")
        assert next(receipts).outcome == "added"
        (incoming / "straks-weg.md").unlink()
        (last,) = receipts
    assert (last.file, last.reason) == ("straks-weg.md", "unreadable")


def test_a_name_that_is_no_text_does_not_stop_the_others(tmp_path: Path, incoming: Path) -> None:
    (incoming / os.fsdecode(b"caf\xe9.md")).write_text(making.MARKDOWN, encoding="utf-8")
    result = _ingest(tmp_path, incoming)
    assert _outcomes(result.stdout)["goed.md"] == "added"
    assert len(result.stdout.splitlines()) == 2
    assert result.exit_code in {0, 4}
