"""Who does what in an intervention: as text and as data, each act with its quote."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient

from tests.api.process_papers import EXAMPLES, NAME, run, take_in
from tests.api.test_http_api import fits

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the agreements of two regions, one of them beside what it replaced."""
    return take_in(tmp_path_factory.mktemp("process"))


def _words(text: str) -> str:
    return " ".join(text.split())


def _frames(data: Path, *arguments: str) -> list[dict[str, Any]]:
    result = run(data, "process", NAME, *arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    assert found["total"] == len(found["items"])
    items: list[dict[str, Any]] = found["items"]
    return items


# ---- as text ----------------------------------------------------------------------------------


def test_without_an_intervention_those_there_are_stand_by_region(data: Path) -> None:
    result = run(data, "process")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[lines.index("Regio Elzendam") + 1] == "- achterstallige huur (2 handelingen)"
    assert "Regio Meerdam" in lines


def test_an_act_says_who_what_when_on_what_condition_and_where_that_stands(data: Path) -> None:
    text = run(data, "process", NAME, "--region", "meerdam").stdout
    assert text.startswith("Achterstallige huur in Meerdam: wie doet wat")
    first, second = re.split(r"^\d+\. ", text, flags=re.M)[1:3]
    assert first.split("\n")[0] == "wie: De corporatie"
    assert "wat: belt de huurder binnen vijf werkdagen" in first
    assert "wanneer: binnen vijf werkdagen" in first
    assert "“De corporatie belt de huurder binnen vijf werkdagen.”" in first
    assert "voorwaarde: Reageert de huurder niet" in second
    assert "2. Eerste contact (geldig van 1 januari 2025" in " ".join(text.split())


def test_what_the_text_leaves_open_is_said_to_be_open(data: Path) -> None:
    text = run(data, "process", NAME, "--region", "meerdam").stdout
    assert "wie: staat er niet" in text
    assert "wanneer: staat er niet" in text
    assert "who: not stated" in run(data, "process", NAME, "--region", "meerdam", "--lang", "en").stdout


def test_consent_names_whose_it_is(data: Path) -> None:
    text = " ".join(run(data, "process", NAME, "--region", "meerdam").stdout.split())
    assert "toestemming: van de cliënt (de huurder): nodig" in text


def test_regions_stand_apart_and_say_which_they_are(data: Path) -> None:
    elzendam, meerdam = run(data, "process", NAME).stdout.split("Achterstallige huur in Meerdam")
    assert "De woonconsulent" in elzendam
    assert "De corporatie" not in elzendam
    assert "De woonconsulent" not in meerdam


def test_what_was_replaced_is_left_out(data: Path) -> None:
    assert "De deurwaarder" not in run(data, "process", NAME, "--region", "meerdam").stdout
    before = run(data, "process", NAME, "--region", "meerdam", "--on", "2023-01-01").stdout
    assert "De deurwaarder" in before
    assert "De corporatie" not in before


def test_what_is_only_told_is_marked(data: Path) -> None:
    listed = _words(run(data, "process", "--region", "dijkveen").stdout)
    assert "(wordt alleen over verteld)" in listed
    told = _words(run(data, "process", "dakloosheid").stdout)
    assert told.startswith("Dakloosheid in Dijkveen: wie doet wat Verteld, niet afgesproken")
    assert "1. wie: de gemeente" in told
    frames = json.loads(run(data, "process", "dakloosheid", "--json").stdout)["items"]
    assert {frame["narrative"] for frame in frames} == {True}


def test_what_has_expired_stands_behind_what_holds(data: Path) -> None:
    text = run(data, "process", NAME, "--region", "elzendam").stdout
    holds, expired = text.split("verlopen, gold tot en met 31 december 2019")
    assert "De woonconsulent" in holds
    assert "De maatschappelijk werker" in expired


def test_an_unknown_intervention_is_exit_code_3_with_what_is_nearest(data: Path) -> None:
    result = run(data, "process", "achtrestallige hurr")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "“achterstallige huur”" in result.stderr
    nothing_like_it = run(data, "process", "zwembad")
    assert nothing_like_it.exit_code == 3
    assert "Kijk met `process` welke aanpakken er wel zijn." in nothing_like_it.stderr


def test_a_place_that_holds_nothing_has_no_processes(tmp_path: Path) -> None:
    result = run(tmp_path, "process")
    assert result.exit_code == 3
    assert "geen aanpak herkend" in result.stderr


def test_a_name_with_personal_data_is_refused(data: Path) -> None:
    result = run(data, "process", "huur van jan.jansen@example.org")
    assert (result.exit_code, result.stdout) == (4, "")
    assert "een e-mailadres" in result.stderr
    assert "jan.jansen" not in result.stderr


def test_a_region_nobody_holds_is_wrong_usage(data: Path) -> None:
    assert run(data, "process", NAME, "--region", "nergenshuizen").exit_code == 2


# ---- as data ----------------------------------------------------------------------------------


def test_every_frame_has_the_fields_of_the_contract(data: Path) -> None:
    frame = _frames(data, "--region", "meerdam")[0]
    assert list(frame) == [
        *("actor", "action", "object", "recipient", "precondition", "modality"),
        *("consent", "term", "frequency", "then", "narrative", "citation"),
    ]
    assert (frame["actor"], frame["term"], frame["modality"]) == ("De corporatie", "binnen vijf werkdagen", "does")
    assert frame["citation"]["quote"] == "De corporatie belt de huurder binnen vijf werkdagen."


def test_nobody_named_is_null_and_consent_says_whose(data: Path) -> None:
    frames = {frame["citation"]["quote"].split()[0]: frame for frame in _frames(data, "--region", "meerdam")}
    assert frames["De"]["actor"]
    kept = next(one for one in _frames(data, "--region", "meerdam") if "dossier" in one["citation"]["quote"])
    assert kept["actor"] is None
    assert frames["Het"]["consent"] == {"kind": "client", "whose": "de huurder"}


def test_each_region_has_its_own_frames_behind_each_other(data: Path) -> None:
    regions = [frame["citation"]["region"] for frame in _frames(data)]
    assert regions == sorted(regions)
    assert set(regions) == {"elzendam", "meerdam"}


# ---- over HTTP --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_quote_stands_where_it_says_and_every_slot_in_its_passage(door: TestClient, name: str) -> None:
    response = door.get("/api/v1/process", params={"intervention": name})
    fits(door, response, "get /process")
    frames = response.json()["items"]
    assert len(frames) > 20
    passages: dict[str, Any] = {}
    for frame in frames:
        cited = frame["citation"]
        if cited["passageId"] not in passages:
            got = door.get(f"/api/v1/passages/{cited['passageId']}", params={"version": cited["version"]})
            passages[cited["passageId"]] = got.json()
        passage = passages[cited["passageId"]]
        around = passage["around"]
        assert around["text"][cited["start"] - around["start"] : cited["end"] - around["start"]] == cited["quote"]
        if passage["leadIn"] is None:  # else the lead-in may stand far before
            assert frame["action"] in passage["text"]


def test_without_an_intervention_the_list_of_them_is_what_its_description_says(door: TestClient) -> None:
    response = door.get("/api/v1/process")
    fits(door, response, "get /process")
    found = response.json()
    assert (found["items"], found["total"]) == ([], 0)
    names = {one["name"]: one for one in found["interventions"]}
    assert names["Signaleren"]["partOf"] == "Vroegsignalering"
    assert names["Vroegsignalering"]["documents"] == [
        "Convenant Vroegsignalering Lindestroom 2025-2028",
        "Privacyprotocol Vroegsignalering Lindestroom",
    ]


def test_a_drawing_over_http_is_one_picture(door: TestClient) -> None:
    asked = {"intervention": "voorkom huisuitzetting", "region": "lindestroom", "format": "svg"}
    response = door.get("/api/v1/process", params=asked)
    assert response.headers["content-type"].startswith("image/svg+xml")
    assert ET.fromstring(response.text).tag == f"{SVG}svg"
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    english = door.get("/api/v1/process", params=asked | {"lang": "en"}).text
    assert "who does what" in english


@pytest.mark.parametrize(
    ("asked", "status", "code"),
    [
        ({"intervention": "zwembad"}, 404, "unknown_intervention"),
        ({"intervention": "huur van jan@example.org"}, 400, "personal_data"),
        ({"region": "nergenshuizen"}, 400, "unknown_region"),
        ({"format": "svg"}, 400, "bad_request"),
        ({"format": "png"}, 400, "bad_request"),
    ],
)
def test_what_cannot_be_given_is_a_problem(door: TestClient, asked: dict[str, str], status: int, code: str) -> None:
    response = door.get("/api/v1/process", params=asked)
    assert (response.status_code, response.json()["code"]) == (status, code)
    fits(door, response, "get /process")
