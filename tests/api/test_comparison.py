"""Regions beside each other: on the wire, in the conversation, on the board, in files and at the command line."""

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from fastapi.testclient import TestClient
from lxml import html
from typer.testing import CliRunner

from api.app import create_app
from api.cli import app
from kb.settings import Settings
from tests.api.test_http_api import fits

HOLDS = "Deze afspraken gelden vanaf 1 april 2026."
MEERWIJK = f"""# Werkafspraken gemeente Meerwijk

{HOLDS}

## 1. De interventies

### 1.1. Schuldhulp

Voor schuldhulp is toestemming van de inwoner nodig. De regie over schuldhulp ligt bij het wijkteam.

### 1.2. Woonoverlast

De regie ligt bij de corporatie.

### 1.3. Burenhulp

Vrijwilligers helpen een buur met boodschappen.
"""
DUINDORP = f"""# Werkafspraken gemeente Duindorp <b>2026</b>

{HOLDS}

## 1. De interventies

### 1.1. Schuldhulp

De regie over schuldhulp ligt bij het loket.

### 1.2. Extreme woonoverlast

Voor extreme woonoverlast is schriftelijke toestemming van de bewoner nodig.

### 1.3. Tuincoach

De tuincoach helpt bij het snoeien.
"""
ASKED = "Vergelijk hoe Meerwijk en Duindorp toestemming regelen"
CONSENT = "Voor schuldhulp is toestemming van de inwoner nodig."
SILENT = "Hierover staat niets in de afspraken van Duindorp."
BOARD = "/samenhang/vergelijken"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the agreements of two regions."""
    folder = tmp_path_factory.mktemp("regios")
    for name, text in (("meerwijk", MEERWIJK), ("duindorp", DUINDORP)):
        path = folder / f"{name}.md"
        path.write_text(text, encoding="utf-8")
        taken_in = CliRunner().invoke(app, ["--data", str(folder / "data"), "ingest", "--region", name, str(path)])
        assert taken_in.exit_code == 0
    return folder / "data"


@pytest.fixture(scope="module")
def desk(data: Path) -> Iterator[TestClient]:
    """A door on two regions; tests leave it as it is."""
    with TestClient(create_app(Settings(data=data)), base_url="http://localhost") as client:
        yield client


def rows(page: str) -> list[tuple[str, ...]]:
    """Each row of the only table: its subject, then the words of its cells."""
    bodies = tree(page).xpath("//table[caption]/tbody")
    return [(words(body.xpath(".//th")[0]), *map(words, body.xpath(".//td"))) for body in bodies]


def tree(page: str) -> Any:
    """A page to look things up in."""
    return html.fromstring(page)


def words(element: Any) -> str:
    """The text of an element, without what names its region for a narrow screen and the numbers of sources."""
    left = element.xpath(".//text()[not(ancestor::a) and not(ancestor::*[@aria-hidden])]")
    return " ".join("".join(left).split())


def test_the_wire_adds_a_table_that_refers_to_the_claims(desk: TestClient) -> None:
    response = desk.post("/api/v1/questions", json={"question": ASKED, "on": "2026-11-22"})
    fits(desk, response, "post /questions")
    answer = response.json()
    assert answer["kind"] == "compare"
    assert answer["comparison"]["regions"] == ["meerwijk", "duindorp"]
    assert answer["comparison"]["leftOut"] == 0
    first = answer["comparison"]["rows"][0]
    assert (first["thing"], first["facet"]) == ("Schuldhulp", "consent")
    assert [[answer["claims"][at]["text"] for at in cell] for cell in first["cells"]] == [[CONSENT], []]


def test_an_answer_that_is_no_table_has_none(desk: TestClient) -> None:
    asked = {"question": "Wie heeft de regie over schuldhulp?", "region": "meerwijk"}
    answer = desk.post("/api/v1/questions", json=asked).json()
    assert answer["outcome"] == "answered"
    assert answer["comparison"] is None


def test_a_follow_up_through_the_api_compares_on(desk: TestClient) -> None:
    first = desk.post("/api/v1/questions", json={"question": ASKED}).json()
    asked = {"question": "en de regie?", "history": [{"question": ASKED, "answer": first}]}
    answer = desk.post("/api/v1/questions", json=asked).json()
    assert {row["facet"] for row in answer["comparison"]["rows"]} == {"lead"}


def test_the_conversation_shows_the_table_and_says_where_a_text_is_silent(desk: TestClient) -> None:
    page = desk.post("/", data={"question": ASKED}).text
    assert rows(page)[0] == ("Schuldhulp: Toestemming", CONSENT, SILENT)
    (caption,) = tree(page).iter("caption")
    assert caption.text == "Meerwijk en Duindorp naast elkaar"
    assert [one.get("scope") for one in tree(page).xpath("//thead//th")] == ["col", "col"]
    (held,) = tree(page).xpath("//*[@role='region' and @tabindex='0'][.//table[caption]]")
    assert held.get("aria-labelledby") == caption.get("id")
    links = tree(page).xpath("//td//a/@href")
    assert links
    assert all(desk.get(link).status_code == 200 for link in links)
    assert "<b>2026</b>" not in page


def test_an_english_page_is_english_around_dutch_quotes(desk: TestClient) -> None:
    page = desk.post("/", data={"question": "Compare consent in Meerwijk and Duindorp"}).text
    assert rows(page)[0] == ("Schuldhulp: Consent", CONSENT, "The agreements of Duindorp say nothing about this.")


def test_events_are_the_claims_and_then_the_answer(desk: TestClient) -> None:
    response = desk.post("/", data={"question": ASKED}, headers={"accept": "text/event-stream"})
    names = re.findall(r"^event: (\w+)$", response.text, re.M)
    answer = desk.post("/api/v1/questions", json={"question": ASKED}).json()
    assert names == [*["claim"] * len(answer["claims"]), "answer"]
    last = json.loads(response.text.rstrip().rpartition("data: ")[2])
    assert rows(last["html"])[0] == ("Schuldhulp: Toestemming", CONSENT, SILENT)


def test_markdown_to_take_along_has_every_row_with_its_regions(desk: TestClient) -> None:
    text = desk.post("/antwoord/downloaden", data={"question": ASKED, "als": "md"}).text
    row = text[text.index("### Schuldhulp: toestemming") :]
    said = [row.index(one) for one in ("**Meerwijk**", CONSENT, "**Duindorp**", SILENT)]
    assert said == sorted(said)


def test_word_to_take_along_has_the_table(desk: TestClient) -> None:
    file = desk.post("/antwoord/downloaden", data={"question": ASKED, "als": "docx"})
    (table,) = Document(io.BytesIO(file.content)).tables
    cells = [[cell.text for cell in row.cells] for row in table.rows]
    assert cells[0] == ["Onderwerp", "Meerwijk", "Duindorp"]
    assert cells[1] == ["Schuldhulp: toestemming", f"{CONSENT} [1]", SILENT]


def test_what_is_copied_has_the_table_and_as_plain_text_its_rows(desk: TestClient) -> None:
    (plain,) = re.findall(r"<template data-plain>(.*?)</template>", desk.post("/", data={"question": ASKED}).text, re.S)
    assert f"Schuldhulp: toestemming\nMeerwijk:\n{CONSENT} [1]\nDuindorp:\n{SILENT}" in plain
    (rich,) = re.findall(r"<template data-rich>(.*?)</template>", desk.post("/", data={"question": ASKED}).text, re.S)
    assert '<th scope="row">Schuldhulp: toestemming</th>' in rich


def test_the_command_line_says_each_region_row_by_row(data: Path) -> None:
    shown = CliRunner().invoke(app, ["--data", str(data), "ask", ASKED, "--on", "2026-11-22"], env={"COLUMNS": "80"})
    assert shown.exit_code == 0
    said = " ".join(shown.stdout.split())
    assert f"Schuldhulp: toestemming Meerwijk: {CONSENT} [1] Duindorp: niets gevonden" in said
    assert f"[1] “{CONSENT}" in said


# ---- the board --------------------------------------------------------------------------------


def test_the_board_lays_two_regions_side_by_side(desk: TestClient) -> None:
    begun = desk.get(BOARD).text
    assert [one.get("value") for one in tree(begun).xpath("//input[@name='region'][@checked]")] == [
        "duindorp",
        "meerwijk",
    ]
    assert "<table" not in begun
    page = desk.get(BOARD, params={"region": ["meerwijk", "duindorp"], "facet": "consent"}).text
    assert ("Schuldhulp: Toestemming", SILENT, CONSENT) in rows(page)
    assert tree(page).xpath("//a[@aria-current='page'][@href='/samenhang/vergelijken']")
    assert all(desk.get(link).status_code == 200 for link in tree(page).xpath("//td//a/@href"))


def test_the_board_offers_the_interventions_held_and_compares_the_one_chosen(desk: TestClient) -> None:
    page = desk.get(BOARD, params={"region": ["meerwijk", "duindorp"], "about": "Schuldhulp"}).text
    offered = {one.get("label"): one.xpath("./option/@value") for one in tree(page).iter("optgroup")}
    assert offered["In meer regio’s"] == ["Extreme woonoverlast", "Schuldhulp"]
    assert offered["In één regio"] == ["Burenhulp", "Tuincoach"]
    assert tree(page).xpath("//option[@selected]/@value") == ["Schuldhulp"]
    assert {subject.partition(":")[0] for subject, *_ in rows(page)} == {"Schuldhulp"}


def test_the_board_shows_what_one_region_alone_says(desk: TestClient) -> None:
    page = desk.get(BOARD, params={"region": ["meerwijk", "duindorp"], "about": "Tuincoach"}).text
    assert [(one, other) for _, one, other in rows(page)] == [
        ("De tuincoach helpt bij het snoeien.", "Hierover staat niets in de afspraken van Meerwijk.")
    ]


@pytest.mark.parametrize(
    ("chosen", "says"),
    [
        ({"region": "meerwijk"}, "Kies nog een regio om mee te vergelijken."),
        ({"region": ["meerwijk", "duindorp"], "facet": "costs"}, "Over deze keuze staat niets in de afspraken."),
    ],
)
def test_the_board_says_what_to_do_where_there_is_no_table(desk: TestClient, chosen: dict[str, Any], says: str) -> None:
    page = desk.get(BOARD, params=chosen).text
    assert says in page
    assert "<table" not in page


def test_a_choice_that_cannot_be_is_a_page_that_says_so(desk: TestClient) -> None:
    assert desk.get(BOARD, params={"region": ["meerwijk", "nergens"]}).status_code == 400
    assert desk.get(BOARD, params={"facet": "kleur"}).status_code == 400


def test_with_one_region_there_is_nothing_to_compare(empty_door: TestClient) -> None:
    assert "Vergelijken kan als er afspraken van twee regio’s zijn opgenomen." in empty_door.get(BOARD).text


# ---- a place of which nothing is held ---------------------------------------------------------

ABSENT = "Van Utrecht is niets opgenomen."
BESIDE_UTRECHT = "vergelijk Utrecht met Meerwijk: toestemming"


def test_the_conversation_says_of_which_place_nothing_is_held(desk: TestClient) -> None:
    page = desk.post("/", data={"question": BESIDE_UTRECHT}).text
    assert rows(page) == [("Schuldhulp: Toestemming", ABSENT, CONSENT)]
    text = desk.post("/antwoord/downloaden", data={"question": BESIDE_UTRECHT, "als": "md"}).text
    assert ABSENT in text


def test_the_wire_names_the_place_of_which_nothing_is_held(desk: TestClient) -> None:
    response = desk.post("/api/v1/questions", json={"question": BESIDE_UTRECHT, "on": "2026-11-22"})
    fits(desk, response, "post /questions")
    assert response.json()["comparison"]["absent"] == ["utrecht"]
    assert response.json()["missing"] == ["Utrecht"]


def test_the_command_line_says_of_which_place_nothing_is_held(data: Path) -> None:
    asked = ["--data", str(data), "ask", BESIDE_UTRECHT, "--on", "2026-11-22"]
    shown = CliRunner().invoke(app, asked, env={"COLUMNS": "80"})
    assert f"Utrecht: {ABSENT} Meerwijk: {CONSENT} [1]" in " ".join(shown.stdout.split())


def test_the_board_offers_each_intervention_once_and_no_chapter_on_upkeep(tmp_path: Path) -> None:
    text = f"""# Handreiking dubbele meldingen Elmerveen

{HOLDS}

## 1. Verhouding tot andere afspraken

De school belt de ouders. Het wijkteam schrijft een brief.

De gemeente registreert de melding.

## 2. Dubbele meldingen

De school voegt een dubbele melding bij de eerste.

Het wijkteam belt de melder binnen twee dagen.
"""
    for region, title in (("elmerveen", "Elmerveen"), ("rozendrecht", "Rozendrecht")):
        path = tmp_path / f"{region}.md"
        path.write_text(text.replace("Elmerveen", title) if region == "elmerveen" else MEERWIJK, encoding="utf-8")
        CliRunner().invoke(app, ["--data", str(tmp_path / "data"), "ingest", "--region", region, str(path)])
    with TestClient(create_app(Settings(data=tmp_path / "data")), base_url="http://localhost") as desk:
        names = tree(desk.get(BOARD).text).xpath("//optgroup/option/@value")
    assert [one.lower() for one in names].count("dubbele meldingen") == 1
    assert "Verhouding tot andere afspraken" not in names
