"""A question with personal data is refused at every door, before search, logs and what is kept, and never said back."""

import json
import logging
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from api.app import create_app
from api.cli import app
from api.refusal import refusal
from api.workplace import Workplace
from assistant.turns import Turn
from kb.settings import Settings
from kb.store import Store

TEXT = """# Werkafspraken Lindestroom

## 1. Melden

Partijen: de gemeente Lindestroom en de Johan Lindeboom Groep, Lindelaan 12.

De woonconsulent meldt een huurder met drie maanden huurachterstand bij het wijkteam.

Bel de woonconsulent op 030-1234567 voor een melding van huurachterstand.
"""
DATA = ["Klompenmaker", "111222333", "06-12345678", "proef.persoon@voorbeeld.nl", "Kerkstraat 14"]
ASKED = "Mag mevrouw Klompenmaker (111222333, 06-12345678, proef.persoon@voorbeeld.nl) van Kerkstraat 14 een walvis?"
PLAIN = "Wie meldt een huurder met huurachterstand?"
STREAM = {"accept": "text/event-stream"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with one agreement."""
    folder = tmp_path_factory.mktemp("wijzer")
    (folder / "werkafspraken.md").write_text(TEXT, encoding="utf-8")
    with Workplace.open(Settings(data=folder / "data")) as workplace:
        assert [one.outcome for one in workplace.take_in([folder / "werkafspraken.md"], "lindestroom")] == ["added"]
    return folder / "data"


@pytest.fixture(scope="module")
def door(data: Path) -> Iterator[TestClient]:
    """A door that keeps what it does not find."""
    settings = Settings(data=data, keep_unanswered=True)
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        yield client


def _run(data: Path, *arguments: str) -> Result:
    environment = {"COLUMNS": "80", "AFSPRAKENWIJZER_KEEP_UNANSWERED": "true"}
    return CliRunner().invoke(app, ["--data", str(data), *arguments], env=environment)


def _silent(*texts: str) -> bool:
    return not any(datum.lower() in text.lower() for text in texts for datum in [*DATA, "walvis"])


@pytest.mark.parametrize("arguments", [("ask", ASKED), ("ask", ASKED, "--json"), ("search", ASKED)])
def test_the_command_line_refuses_with_exit_code_4_and_says_none_of_it_back(
    data: Path, caplog: pytest.LogCaptureFixture, arguments: tuple[str, ...]
) -> None:
    with caplog.at_level(logging.DEBUG):
        result = _run(data, *arguments)
    assert result.exit_code == 4
    assert result.stderr.startswith(
        "In uw vraag staat een naam, een burgerservicenummer, een telefoonnummer, een e-mail"
    )
    assert "niet bewaard" in result.stderr
    assert _silent(result.stdout, result.stderr, caplog.text)


def test_a_program_reads_the_reason_and_the_sentence(data: Path) -> None:
    answer = json.loads(_run(data, "ask", "bsn 111222333", "--json").stdout)
    assert (answer["outcome"], answer["reason"], answer["claims"]) == ("refused", "personal_data", [])
    ((code, text),) = ((one["code"], one["text"]) for one in answer["cautions"])
    assert code == "personal_data"
    assert text.startswith("In uw vraag staat een burgerservicenummer.")


def test_an_english_question_is_refused_in_english(data: Path) -> None:
    assert _run(data, "ask", "Can we visit Mrs Klompenmaker?").stderr.startswith("Your question holds a name.")
    assert _run(data, "search", "mw Klompenmaker", "--lang", "en").stderr.startswith("Your question holds a name.")


@pytest.mark.parametrize("headers", [{}, STREAM])
def test_the_api_refuses_it_whole_and_as_events(
    door: TestClient, caplog: pytest.LogCaptureFixture, headers: dict[str, str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = door.post("/api/v1/questions", json={"question": ASKED, "lang": "en"}, headers=headers)
    assert response.status_code == 200
    assert '"reason": "personal_data"' in response.text.replace('":"', '": "')
    assert "Your question holds a name, a citizen service number (BSN), a phone number" in response.text
    assert _silent(response.text, caplog.text, door.get("/metrics").text)


@pytest.mark.parametrize("headers", [{}, STREAM])
def test_the_page_says_which_sort_and_holds_none_of_it(
    door: TestClient, caplog: pytest.LogCaptureFixture, headers: dict[str, str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = door.post("/", data={"question": ASKED}, headers=headers)
    assert response.status_code == (200 if headers else 400)
    assert "In uw vraag staat een naam, een burgerservicenummer, een telefoonnummer" in response.text
    assert _silent(response.text, caplog.text)


def test_nothing_of_a_refused_question_is_kept(data: Path, door: TestClient) -> None:
    door.post("/api/v1/questions", json={"question": ASKED})
    door.post("/", data={"question": ASKED})
    _run(data, "ask", ASKED)
    assert json.loads(_run(data, "unanswered", "--json").stdout)["items"] == []
    assert _silent(*(file.read_bytes().decode("latin-1") for file in data.rglob("*") if file.is_file()))


@pytest.mark.parametrize(
    "turn",
    [
        {"question": "Mag mevrouw Klompenmaker dat?", "answer": "Ja."},
        {"question": "Mag dat?", "answer": "Ja, mevrouw Klompenmaker mag dat."},
        {"question": "Mag dat?", "answer": {"claims": [{"text": "Bel 06-12345678."}]}},
    ],
)
def test_earlier_turns_with_personal_data_are_refused_likewise(
    data: Path, door: TestClient, tmp_path: Path, turn: dict[str, Any]
) -> None:
    answer = door.post("/api/v1/questions", json={"question": PLAIN, "history": [turn]}).json()
    assert (answer["outcome"], answer["reason"]) == ("refused", "personal_data")
    assert answer["cautions"][0]["text"].startswith("In het gesprek tot nu toe staat een ")
    history = tmp_path / "verloop.json"
    history.write_text(json.dumps([turn]), encoding="utf-8")
    result = _run(data, "ask", PLAIN, "--history", str(history))
    assert result.exit_code == 4
    assert "Begin een nieuw gesprek" in result.stderr
    assert _silent(result.stdout, result.stderr, json.dumps(answer))


def test_what_an_earlier_answer_quoted_from_an_agreement_is_no_secret(door: TestClient) -> None:
    turn = {"question": "Wie belt men?", "answer": "Bel de woonconsulent op 030-1234567 voor een melding."}
    answer = door.post("/api/v1/questions", json={"question": PLAIN, "history": [turn]}).json()
    assert answer["outcome"] != "refused"


@pytest.mark.parametrize("question", [PLAIN, "Wat doet de Johan Lindeboom Groep?", "Mevrouw wil geen hulp, wie meldt?"])
def test_a_question_about_the_agreement_is_taken(data: Path, question: str) -> None:
    assert _run(data, "ask", question).exit_code != 4
    assert _run(data, "search", question).exit_code != 4


def test_personal_data_are_refused_before_a_region_is_looked_up(data: Path) -> None:
    assert _run(data, "ask", ASKED, "--region", "nergens").exit_code == 4


class _CountedStore(Store):
    """A store that tells how often a text was read."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.read: list[str] = []

    def full_text(self, document_id: str, version: str | None = None) -> str:
        self.read.append(document_id)
        return super().full_text(document_id, version)


def test_what_an_earlier_answer_says_is_looked_up_in_texts_that_are_read_once(data: Path) -> None:
    with closing(_CountedStore(Settings(data=data).database_url)) as store:
        said = "; ".join(f"Kerkstraat {number}" for number in range(400))
        turn = Turn(question="Waar?", answer=said)
        found = refusal("Wie meldt?", [turn], store=lambda: store, lang="nl", on=None)
        assert found
        assert found.cautions[0].code == "personal_data_before"
        assert sorted(store.read) == sorted(document.id for document in store.documents())


def test_a_turn_longer_than_any_of_ours_is_no_turn(door: TestClient) -> None:
    turn = {"question": "Waar?", "answer": "x" * 20_001}
    refused = door.post("/api/v1/questions", json={"question": "Wie meldt?", "history": [turn]})
    assert (refused.status_code, refused.json()["code"]) == (400, "bad_request")
    assert door.post("/", data={"question": "Wie meldt?", "history": json.dumps([turn])}).status_code == 200
