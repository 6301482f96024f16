"""The command `ingest` killed at any moment: what it told of is held whole, and doing it again completes it."""

import json
import random
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from kb.model import SILENT_ROLES
from kb.search.embedding import SPACE
from kb.store import Store

pytestmark = pytest.mark.faults

PROGRAM = [sys.executable, "-c", "from api.cli import main; main()"]
FILES, KILLS = 8, 3


def _agreement(number: int) -> str:
    rules = (f"## {n}. Regel {n}\n\nDe coach belt huis {number} binnen {n} dagen terug.\n\n" for n in range(1, 20))
    return f"# Werkafspraken {number}\n\n{''.join(rules)}"


def _killed_after(command: list[str], seconds: float) -> set[str]:
    """What an `ingest` told of that was killed so long after it first did."""
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout
        told = [process.stdout.readline()]
        threading.Event().wait(seconds)
        process.kill()
        told += process.stdout.readlines()
    assert process.returncode == -9
    return {json.loads(line)["documentId"] for line in told if line.endswith("\n")}


def assert_whole(data: Path, files: Mapping[str, Path], told: set[str]) -> None:
    """All that was told of is held, and all that is held is whole, with vectors, and known by its place."""
    origins = json.loads((data / "origins.json").read_text(encoding="ascii"))
    assert told <= origins.keys()
    with closing(Store(f"sqlite:///{data / 'store.sqlite'}")) as store:
        held = {document.id for document in store.documents()}
        assert told <= held <= files.keys()
        assert len(held) <= len(told) + KILLS  # each kill may hide the word on one file that was done
        passages = [passage for document_id in held for passage in store.passages(document_id)]
        assert store.counts()["passages"] == len(passages) == 20 * len(held)
        ids, _ = store.vectors(SPACE)
        assert set(ids) == {passage.id for passage in passages if passage.role not in SILENT_ROLES}
        for document_id in held:
            assert store.original(document_id) == files[document_id].read_bytes()
            text = store.full_text(document_id)
            assert all(text[one.start : one.end] == one.text for one in store.reading(document_id).passages)


def test_what_ingest_told_of_survives_kills_and_doing_it_again_completes_it(tmp_path: Path) -> None:
    choose = random.Random(6)
    folder, data = tmp_path / "afspraken", tmp_path / "data"
    folder.mkdir()
    files = {f"lindestroom/w{number:02}": folder / f"w{number:02}.md" for number in range(FILES)}
    for number, path in enumerate(files.values()):
        path.write_text(_agreement(number), encoding="utf-8")
    command = [*PROGRAM, "--data", str(data), "ingest", "--json", "--region", "lindestroom", str(folder)]
    told: set[str] = set()
    for _ in range(KILLS):
        told |= _killed_after(command, 0.6 * choose.random())
        assert_whole(data, files, told)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert [json.loads(line)["documentId"] for line in done.stdout.splitlines()] == sorted(files)
    assert_whole(data, files, set(files))
