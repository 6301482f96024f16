"""Findings go out with every side quoted and can be decided, over HTTP and on the command line alike."""

import json
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from api.app import create_app
from api.cli import app
from api.workplace import Workplace
from kb.settings import Settings
from tests.api.test_http_api import fits

FAULTY = """# Werkafspraken fietsen

Versie 1.0, vastgesteld op 2 december 2024

## 1. Werkwijze

Het wijkteam belt de de melder binnen twee dagen terug. De corporatie houdt de stalling schoon (zie hoofdstuk 1.
"""
API = "/api/v1/findings"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a faulty agreement."""
    folder = tmp_path_factory.mktemp("held")
    file = folder / "fietsen.md"
    file.write_text(FAULTY, encoding="utf-8")
    with Workplace.open(Settings(data=folder / "data")) as workplace:
        assert [one.outcome for one in workplace.take_in([file], "proefstad")] == ["added"]
    return folder / "data"


@pytest.fixture
def data(held: Path, tmp_path: Path) -> Path:
    """A copy of that folder, to write to."""
    return Path(shutil.copytree(held, tmp_path / "data"))


@pytest.fixture
def desk(data: Path) -> Iterator[TestClient]:
    """A door to write to."""
    with TestClient(create_app(Settings(data=data)), base_url="http://localhost") as client:
        yield client


def _of(desk: TestClient, rule: str, **asked: str) -> dict[str, Any]:
    (found,) = desk.get(API, params={"rule": rule, **asked}).json()["items"]
    return dict(found)


def _run(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--data", str(data), "check", *arguments])


def test_a_finding_goes_out_as_the_contract_and_the_description_promise(desk: TestClient) -> None:
    response = desk.get(API)
    fits(desk, response, "get /findings")
    one = _of(desk, "doubled_word")
    assert {"id", "rule", "relation", "severity", "sentence", "citations", "whoDecides", "decision"} <= one.keys()
    assert one["citations"][0]["quote"] == "Het wijkteam belt de de melder binnen twee dagen terug."
    assert one["citations"][0]["region"] == "proefstad"
    assert one["decision"] is None
    assert "…" not in one["sentence"]


def test_its_sentence_is_in_the_language_asked(desk: TestClient) -> None:
    dutch, english = (_of(desk, "doubled_word", lang=lang)["sentence"] for lang in ("nl", "en"))
    assert dutch != english
    assert _of(desk, "doubled_word", lang="nl")["id"] == _of(desk, "doubled_word", lang="en")["id"]


def test_findings_are_chosen_by_region_rule_and_severity(desk: TestClient) -> None:
    every = desk.get(API).json()["total"]
    assert desk.get(API, params={"region": "proefstad"}).json()["total"] == every
    assert desk.get(API, params={"region": "nergens"}).status_code == 400
    low = desk.get(API, params={"severity": "low"}).json()["items"]
    assert {one["severity"] for one in low} == {"low"}
    assert desk.get(API, params={"rule": "frob"}).status_code == 400
    assert desk.get(API, params={"regel": "doubled_word"}).status_code == 400


def test_a_verdict_is_kept_with_its_finding_and_taken_back(desk: TestClient) -> None:
    one = _of(desk, "doubled_word")
    until = (date.today() + timedelta(days=90)).isoformat()
    said = {"verdict": "deferred", "note": "Volgt bij de evaluatie.", "owner": "Beleid wonen", "until": until}
    kept = desk.put(f"{API}/{one['id']}/decision", json=said)
    assert kept.status_code == 200
    fits(desk, kept, "put /findings/{id}/decision")
    decision = _of(desk, "doubled_word")["decision"]
    assert said.items() <= decision.items()
    assert decision["lapsed"] is False
    assert desk.delete(f"{API}/{one['id']}/decision").status_code == 204
    assert _of(desk, "doubled_word")["decision"] is None


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"verdict": "misschien"}, 400),
        ({}, 400),
        ({"verdict": "justified", "until": "2999-03-01"}, 400),
        ({"verdict": "deferred", "until": "2020-01-01"}, 400),
        ({"verdict": "justified", "note": "x" * 2001}, 400),
        ({"verdict": "justified", "note": "\u0007"}, 400),
        ({"verdict": "justified", "wie": "ik"}, 400),
        ({"verdict": "justified", "note": "Mevrouw Klompenmaker belde hierover, bsn 111222333."}, 400),
    ],
)
def test_a_verdict_that_cannot_be_taken_is_refused_and_nothing_is_kept(
    desk: TestClient, said: dict[str, str], code: int
) -> None:
    one = _of(desk, "doubled_word")
    response = desk.put(f"{API}/{one['id']}/decision", json=said)
    assert response.status_code == code
    assert response.headers["content-type"].startswith("application/problem+json")
    assert _of(desk, "doubled_word")["decision"] is None


def test_a_verdict_on_what_is_not_found_is_told_so(desk: TestClient) -> None:
    response = desk.put(f"{API}/{'0' * 12}/decision", json={"verdict": "justified"})
    assert (response.status_code, response.json()["code"]) == (404, "unknown_finding")
    assert desk.put(f"{API}/frob/decision", json={"verdict": "justified"}).status_code == 400


@pytest.mark.parametrize(
    ("verdict", "days", "code", "told"),
    [
        ("deferred", 0, "until_past", "Kies een dag na vandaag"),
        ("deferred", -400, "until_past", "Kies een dag na vandaag"),
        ("justified", 30, "until_not_deferred", "hoort alleen bij “Later”"),
    ],
)
def test_a_day_to_look_again_is_after_today_and_of_what_is_put_off(
    desk: TestClient, verdict: str, days: int, code: str, told: str
) -> None:
    one = _of(desk, "doubled_word")
    said = {"verdict": verdict, "until": (date.today() + timedelta(days=days)).isoformat()}
    problem = desk.put(f"{API}/{one['id']}/decision", json=said, params={"lang": "nl"})
    assert (problem.status_code, problem.json()["code"]) == (400, code)
    assert told in problem.json()["detail"]


def test_what_is_found_on_another_day_only_can_be_read_and_the_refusal_says_so(desk: TestClient) -> None:
    text = FAULTY.replace(
        "## 1.", "Deze afspraken gelden van 1 januari 2025 tot en met 31 december 2998.\n\n## 1.", 1
    ).encode()
    desk.post("/api/v1/documents", files={"files": ("fietsen.md", text)}, data={"region": "proefstad"})
    today = {one["id"] for one in desk.get(API).json()["items"]}
    later = [one for one in desk.get(API, params={"on": "2999-06-01"}).json()["items"] if one["id"] not in today]
    assert later
    for one in later:
        refused = desk.put(f"{API}/{one['id']}/decision", json={"verdict": "justified"}, params={"lang": "nl"})
        assert refused.status_code == 404
        assert "Wat alleen op een andere dag speelt" in refused.json()["detail"]
        page = desk.get(f"/samenhang/bevindingen/{one['id']}")
        assert (page.status_code, "een andere dag dan vandaag" in page.text) == (404, True)


def test_check_gives_programs_the_same_as_the_api(data: Path, desk: TestClient) -> None:
    result = _run(data, "--json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == desk.get(API).json()


def test_check_tells_people_what_is_wrong_with_its_quote(data: Path) -> None:
    result = _run(data)
    assert result.exit_code == 0
    assert "“Het wijkteam belt de de melder binnen twee dagen terug.”" in result.stdout
    assert "Dubbel woord" in result.stdout


def test_check_leaves_with_code_7_where_an_open_finding_is_as_grave_as_asked(data: Path, desk: TestClient) -> None:
    grave = {one["severity"] for one in desk.get(API).json()["items"]}
    assert _run(data, "--fail-on", "low").exit_code == 7
    assert _run(data, "--fail-on", "high").exit_code == (7 if "high" in grave else 0)
    for one in desk.get(API).json()["items"]:
        desk.put(f"{API}/{one['id']}/decision", json={"verdict": "not_justified"})
    assert _run(data, "--fail-on", "variant").exit_code == 0


def test_check_of_an_empty_place_says_that_nothing_is_held(tmp_path: Path) -> None:
    result = _run(tmp_path / "leeg")
    assert result.exit_code == 0
    assert "opgenomen" in result.stderr
