"""What a caseworker reads at the command line, and what a program gets in its place."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from api.cli import app

LINDESTROOM = """# Werkafspraken Lindestroom

## 1. Melden

De woonconsulent meldt een huurder met drie maanden huurachterstand bij het wijkteam.

Het wijkteam belt de huurder binnen drie werkdagen na de melding.

## 2. Regie

De procesregisseur heeft de regie bij ernstige overlast. [bold]Dit blijft staan[/bold].

## 3. Looptijd

Deze werkafspraken gelden tot en met 31 december 2024.
"""
BERKENRADE = """# Werkafspraken Berkenrade

## 1. Melden

De wijkcoach meldt een huurder met huurachterstand bij de kredietbank.
"""


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the agreements of two regions."""
    folder = tmp_path_factory.mktemp("wijzer")
    for region, text in (("lindestroom", LINDESTROOM), ("berkenrade", BERKENRADE)):
        path = folder / f"werkafspraken-{region}.md"
        path.write_text(text, encoding="utf-8")
        taken_in = _run(folder / "data", "ingest", "--region", region, str(path))
        assert (taken_in.exit_code, taken_in.stderr) == (0, "")
        assert "opgenomen als" in taken_in.stdout
    return folder / "data"


def _run(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--data", str(data), *arguments], env={"COLUMNS": "80"})


def _json(data: Path, *arguments: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(_run(data, *arguments, "--json").stdout)
    return found


REPORTING = "Wie meldt een huurder met huurachterstand?"


def test_an_answer_is_a_sentence_with_its_numbered_source(data: Path) -> None:
    result = _run(data, "ask", REPORTING, "--region", "lindestroom", "--on", "2026-11-22")
    lines = result.stdout.splitlines()
    assert result.exit_code == 0
    assert lines[0] == "Wie: woonconsulent."
    assert lines[1].startswith("De woonconsulent meldt een huurder met drie maanden huurachterstand")
    assert "[1]" in lines[1] + lines[2]
    unfolded = " ".join(result.stdout.split())
    assert "Bronnen Werkafspraken Lindestroom, 1. Melden (verlopen, gold tot" in unfolded
    assert "[1] “De woonconsulent meldt een huurder met drie maanden huurachterstand bij het wijkteam.”" in unfolded
    assert "Let op - “Werkafspraken Lindestroom” gold tot en met 31 december 2024." in unfolded


def test_an_answer_fits_80_columns_and_has_no_colour_where_nobody_watches(data: Path) -> None:
    output = _run(data, "ask", REPORTING).stdout
    assert max(map(len, output.splitlines())) <= 80
    assert "\x1b" not in output


def test_the_same_question_in_json_cites_the_same_sentence(data: Path) -> None:
    answer = _json(data, "ask", REPORTING, "--region", "lindestroom")
    (index, *_) = answer["claims"][0]["citations"]
    citation = answer["citations"][index]
    assert answer["outcome"] == "answered"
    assert citation["documentId"] == "lindestroom/werkafspraken-lindestroom"
    assert citation["headings"][-1] == "1. Melden"
    assert citation["quote"] in LINDESTROOM


def test_without_a_region_every_region_is_asked(data: Path) -> None:
    question = "Wie heeft de regie bij ernstige overlast?"
    assert _json(data, "ask", question)["citations"][0]["region"] == "lindestroom"
    assert _json(data, "ask", "Wie meldt bij de kredietbank?")["citations"][0]["region"] == "berkenrade"


def test_markup_in_a_document_is_only_text(data: Path) -> None:
    output = _run(data, "search", "regie ernstige overlast").stdout
    assert "[bold]Dit blijft staan[/bold]" in " ".join(output.split())


def test_what_the_agreements_do_not_say_is_exit_code_3(data: Path) -> None:
    result = _run(data, "ask", "Wat kost een paspoort?")
    assert result.exit_code == 3
    assert result.stdout.startswith("Hierover is niets gevonden in de afspraken.")


def test_an_empty_or_endless_question_is_refused(data: Path) -> None:
    empty, endless = _run(data, "ask", " ?! "), _run(data, "ask", "waarom " * 1000, "--lang", "en")
    assert (empty.exit_code, endless.exit_code) == (4, 4)
    assert empty.stderr.startswith("Er staat geen vraag.")
    assert endless.stderr.startswith("The question is too long (more than 2000 characters).")
    assert _json(data, "ask", "?")["reason"] == "question_empty"


def test_an_unknown_region_is_told_with_the_regions_held(data: Path) -> None:
    result = _run(data, "ask", REPORTING, "--region", "elders")
    assert result.exit_code == 2
    assert result.stderr.endswith("Kies uit: berkenrade, lindestroom.\n")


def test_a_region_may_be_written_as_people_write_it(data: Path) -> None:
    assert _json(data, "ask", REPORTING, "--region", "Lindestroom")["region"] == "lindestroom"


@pytest.mark.parametrize("as_text", [True, False])
def test_a_history_holds_earlier_answers_or_their_text(data: Path, tmp_path: Path, as_text: bool) -> None:
    answer = _json(data, "ask", REPORTING, "--region", "lindestroom")
    earlier = answer["claims"][0]["text"] if as_text else answer
    history = tmp_path / "verloop.json"
    history.write_text(json.dumps([{"question": REPORTING, "answer": earlier}]), encoding="utf-8")
    arguments = ["ask", "En wie heeft de regie bij ernstige overlast?", "--history", str(history)]
    assert _json(data, *arguments)["outcome"] == "answered"


NO_ANSWER = '[{"question": "a", "answer": {"claims": 3}}]'


@pytest.mark.parametrize(
    "content", ["", "{}}", '{"question": "a"}', '[{"question": "a"}]', "[1]", '[{"answer": 3}]', NO_ANSWER]
)
def test_a_history_that_is_none_is_wrong_usage(data: Path, tmp_path: Path, content: str) -> None:
    history = tmp_path / "verloop.json"
    history.write_text(content, encoding="utf-8")
    result = _run(data, "ask", REPORTING, "--history", str(history))
    assert result.exit_code == 2
    assert result.stderr.startswith("verloop.json: geen bruikbaar gespreksverloop.")


def test_search_ranks_passages_and_tells_what_each_leg_gave(data: Path) -> None:
    found = _json(data, "search", "huurachterstand melden", "-k", "2")
    assert found["total"] == len(found["items"]) == 2
    first = found["items"][0]
    assert list(first) == ["passageId", "documentTitle", "headings", "text", "score", "legs"]
    assert first["score"] >= found["items"][1]["score"]
    assert first["legs"]


def test_search_keeps_to_a_region(data: Path) -> None:
    found = _json(data, "search", "huurachterstand", "--region", "berkenrade")
    assert {item["passageId"].partition("/")[0] for item in found["items"]} == {"berkenrade"}


def test_search_in_a_region_finds_what_holds_everywhere_too(tmp_path: Path) -> None:
    text = tmp_path / "werkafspraken.md"
    text.write_text(BERKENRADE, encoding="utf-8")
    for region in ("berkenrade", "landelijk", "elders"):
        _run(tmp_path / "data", "ingest", "--region", region, str(text))
    found = _json(tmp_path / "data", "search", "huurachterstand", "--region", "berkenrade")
    assert {item["passageId"].partition("/")[0] for item in found["items"]} == {"berkenrade", "landelijk"}


def test_the_setting_names_the_region_where_a_question_names_none(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AFSPRAKENWIJZER_REGION", "berkenrade")
    assert _json(data, "ask", REPORTING)["region"] == "berkenrade"
    assert _json(data, "ask", REPORTING, "--region", "lindestroom")["region"] == "lindestroom"
    assert _json(data, "ask", REPORTING, "--region", "*")["region"] is None


def test_the_register_tells_how_each_agreement_stands_on_a_day(data: Path) -> None:
    def status(day: str) -> dict[str, str]:
        items = _json(data, "agreements", "--on", day)["items"]
        return {item["document"]["region"]: item["validity"]["status"] for item in items}

    assert status("2024-12-31") == {"berkenrade": "unknown", "lindestroom": "in_force"}
    assert status("2025-01-01") == {"berkenrade": "unknown", "lindestroom": "expired"}
    assert "verlopen, gold tot en met 31 december 2024" in _run(data, "agreements", "--on", "2025-01-01").stdout


def test_documents_are_listed_by_the_id_that_remove_wants(data: Path) -> None:
    ids = [item["id"] for item in _json(data, "documents")["items"]]
    assert ids == ["berkenrade/werkafspraken-berkenrade", "lindestroom/werkafspraken-lindestroom"]
    assert all(document_id in _run(data, "documents").stdout for document_id in ids)


def test_status_counts_what_is_held_also_after_a_rebuild(data: Path) -> None:
    before, after = _json(data, "status"), _json(data, "rebuild")
    assert before["documents"] == after["documents"] == 2
    assert after["regions"] == ["berkenrade", "lindestroom"]
    assert after["indexes"]["generation"] == after["generation"]
