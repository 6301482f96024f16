"""A question that found nothing is kept by every door where that is asked for, and never otherwise."""

import json
import logging
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from api.app import create_app
from api.cli import app
from api.workplace import Workplace
from kb.settings import Settings

TEXT = """# Werkafspraken Lindestroom

## 1. Melden

De woonconsulent meldt een huurder met drie maanden huurachterstand bij het wijkteam.
"""
ASKED = "Krijgt Bakker een sleepboot of een walvis?"
KEPT = "krijgt … een sleepboot of een walvis"
STREAM = {"accept": "text/event-stream"}


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one agreement."""
    folder = tmp_path_factory.mktemp("held")
    file = folder / "werkafspraken.md"
    file.write_text(TEXT, encoding="utf-8")
    with Workplace.open(Settings(data=folder / "data")) as workplace:
        assert [one.outcome for one in workplace.take_in([file], "lindestroom")] == ["added"]
    return folder / "data"


@pytest.fixture
def data(held: Path, tmp_path: Path) -> Path:
    """A copy of that folder, to write to."""
    return Path(shutil.copytree(held, tmp_path / "data"))


@pytest.fixture
def door(data: Path) -> Iterator[TestClient]:
    """A door that keeps."""
    settings = Settings(data=data, keep_unanswered=True)
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        yield client


def _run(data: Path, *arguments: str, keep: bool = True) -> Result:
    environment = {"COLUMNS": "80", "AFSPRAKENWIJZER_KEEP_UNANSWERED": str(keep)}
    return CliRunner().invoke(app, ["--data", str(data), *arguments], env=environment)


def _listed(data: Path) -> list[dict[str, Any]]:
    found = json.loads(_run(data, "unanswered", "--json").stdout)
    assert found["total"] == len(found["items"])
    items: list[dict[str, Any]] = found["items"]
    return items


def test_what_the_command_line_did_not_find_is_listed_with_its_unknown_words(data: Path) -> None:
    for _ in range(2):
        assert _run(data, "ask", ASKED, "--region", "lindestroom").exit_code == 3
    expected = {
        "question": KEPT,
        "candidates": ["sleepboot", "walvis"],
        "region": "lindestroom",
        "language": "nl",
        "count": 2,
        "last": date.today().isoformat(),
    }
    assert _listed(data) == [expected]


def test_every_way_of_asking_over_http_counts_the_same_question(data: Path, door: TestClient) -> None:
    for headers in ({}, STREAM):
        assert door.post("/api/v1/questions", json={"question": ASKED}, headers=headers).status_code == 200
        assert door.post("/", data={"question": ASKED}, headers=headers).status_code == 200
    assert [(item["question"], item["count"]) for item in _listed(data)] == [(KEPT, 4)]


def test_taking_an_answer_along_is_not_asking_again(data: Path, door: TestClient) -> None:
    def counted() -> list[str]:
        return [line for line in door.get("/metrics").text.splitlines() if "answers_total{" in line]

    assert door.post("/", data={"question": ASKED}).status_code == 200
    for form in ("docx", "md"):
        taken = door.post("/antwoord/downloaden", data={"question": ASKED, "als": form})
        assert taken.headers["content-disposition"].startswith("attachment")
    assert [(item["question"], item["count"]) for item in _listed(data)] == [(KEPT, 1)]
    assert counted() == ['afsprakenwijzer_answers_total{outcome="not_found"} 1']


def test_an_answered_and_a_refused_question_are_not_kept(data: Path, door: TestClient) -> None:
    outcomes = [
        door.post("/api/v1/questions", json={"question": question}).json()["outcome"]
        for question in ("Wie meldt een huurder met huurachterstand?", "?!")
    ]
    assert outcomes == ["answered", "refused"]
    assert _listed(data) == []


def test_nothing_is_kept_unless_asked_for(data: Path) -> None:
    assert Settings(data=data).keep_unanswered is False
    assert _run(data, "ask", ASKED, keep=False).exit_code == 3
    with TestClient(create_app(Settings(data=data)), base_url="http://localhost") as client:
        client.post("/api/v1/questions", json={"question": ASKED})
        client.post("/", data={"question": ASKED})
    assert _listed(data) == []
    with closing(sqlite3.connect(data / "store.sqlite")) as connection:
        assert connection.execute("SELECT count(*) FROM unanswered").fetchone() == (0,)


def test_people_read_the_same_and_may_forget_it(data: Path) -> None:
    _run(data, "ask", ASKED)
    shown = _run(data, "unanswered", "--clear")
    assert KEPT in shown.stdout
    assert "1 keer gevraagd, het laatst op " in shown.stdout
    assert "nog onbekend: sleepboot, walvis" in shown.stdout
    assert shown.stderr == "1 vraag gewist.\n"
    assert _listed(data) == []


def test_an_empty_list_says_whether_it_would_ever_fill(data: Path) -> None:
    on, off = _run(data, "unanswered"), _run(data, "unanswered", keep=False)
    assert (on.exit_code, off.exit_code, on.stdout, off.stdout) == (0, 0, "", "")
    assert "KEEP_UNANSWERED" in off.stderr
    assert "KEEP_UNANSWERED" not in on.stderr


def test_a_word_that_is_known_by_now_is_no_candidate_any_more(data: Path) -> None:
    _run(data, "ask", ASKED)
    file = data.parent / "varen.md"
    file.write_text("# Werkafspraken varen\n\n## 1. Varen\n\nDe sleepboten liggen klaar.\n", encoding="utf-8")
    _run(data, "ingest", "--region", "lindestroom", str(file))
    assert [item["candidates"] for item in _listed(data)] == [["walvis"]]


def test_a_store_that_cannot_be_written_costs_a_warning_and_never_the_answer(
    data: Path, door: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    first = door.post("/api/v1/questions", json={"question": ASKED}).json()
    with closing(sqlite3.connect(data / "store.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with caplog.at_level(logging.DEBUG):
            second = door.post("/api/v1/questions", json={"question": ASKED}).json()
    timeless = {"timings": None}
    assert first | timeless == second | timeless
    (warning,) = [record for record in caplog.records if record.levelno == logging.WARNING]
    assert "locked" in warning.getMessage()
    assert [item["count"] for item in _listed(data)] == [1]


def test_neither_the_question_nor_what_is_kept_of_it_is_in_any_log(
    door: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        door.post("/api/v1/questions", json={"question": ASKED})
    assert not [record for record in caplog.records if "walvis" in record.getMessage()]
