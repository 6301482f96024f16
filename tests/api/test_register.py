"""The register by every door: what governs what, how agreements hang together, and the drawing of it."""

import json
from itertools import combinations
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from api.cli import app
from api.lettering import width
from tests.api.test_http_api import fits

SVG = "{http://www.w3.org/2000/svg}"
DAY = "2026-11-22"
FORMER = """# Convenant Kadegeluid Meerdam 2020-2024

## Artikel 1 Looptijd

Dit convenant geldt van 1 januari 2020 tot en met 31 december 2024.

## Artikel 2 Meten

De havenmeester meet <script>alert("1")</script> het geluid & schrijft het op.
"""
LATTER = """# Convenant Kadegeluid Meerdam 2025-2028

## Artikel 1 Looptijd

Dit convenant geldt van 1 januari 2025 tot en met 31 december 2028. Het vervangt het Convenant Kadegeluid Meerdam
2020-2024.

## Artikel 2 Bijlagen

Bij dit convenant hoort bijlage 1 (Meldformulier <b>kade</b>).
"""
WORK = """# Werkafspraken ligplaatsen Meerdam

## 1. Doel

Deze werkafspraken gelden vanaf 1 maart 2023. Deze werkafspraken zijn een uitwerking van het Convenant Kadegeluid
Meerdam 2025-2028. De havenmeester kent het Protocol Walstroom Meerdam.

## 2. Plaats

De havenmeester wijst een ligplaats aan.
"""
OVER = """# Convenant Steigers Elzendam

## 1. Looptijd

Dit convenant geldt van 1 januari 2015 tot en met 31 december 2018.

## 2. Steigers

De steigermeester telt de steigers.
"""


def run(data: Path, *arguments: str) -> Result:
    """The command line on a data folder."""
    return CliRunner().invoke(app, ["--data", str(data), *arguments], env={"COLUMNS": "100"})


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with three agreements of one region, and one of another that has ended."""
    folder = tmp_path_factory.mktemp("register")
    papers = {"oud": FORMER, "nieuw": LATTER, "werk": WORK, "steigers": OVER}
    for name, text in papers.items():
        path = folder / f"{name}.md"
        path.write_text(text, encoding="utf-8")
        region = "elzendam" if name == "steigers" else "meerdam"
        assert run(folder / "data", "ingest", "--region", region, str(path)).exit_code == 0
    return folder / "data"


def _json(data: Path, *arguments: str) -> Any:
    result = run(data, "agreements", "--json", "--on", DAY, *arguments)
    assert result.exit_code == 0, result.stderr
    return json.loads(result.stdout)


def _drawn(data: Path, *arguments: str) -> ET.Element:
    result = run(data, "agreements", "--format", "svg", "--on", DAY, *arguments)
    assert result.exit_code == 0, result.stderr
    return ET.fromstring(result.stdout)


def _boxes(svg: ET.Element) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each card."""
    places = []
    for card in [one for one in svg.iter() if one.get("class") == "card"]:
        rect = card.find(f"{SVG}rect")
        assert rect is not None
        x, y, wide, high = (float(rect.get(name, "0")) for name in ("x", "y", "width", "height"))
        places.append((x, y, x + wide, y + high))
    return places


def _words(svg: ET.Element) -> str:
    return " ".join(line.text or "" for block in svg.iter(f"{SVG}text") for line in block)


def test_what_governs_is_told_with_what_it_replaced(data: Path) -> None:
    found = _json(data, "--region", "meerdam")
    (noise,) = [one for one in found["governs"] if one["intervention"] == "Kadegeluid"]
    assert (noise["region"], noise["partOf"], noise["standing"]) == ("meerdam", None, "holds")
    assert [(one["documentId"], one["status"], one["replacedBy"]) for one in noise["items"]] == [
        ("meerdam/nieuw", "in_force", []),
        ("meerdam/oud", "expired", ["meerdam/nieuw"]),
    ]


def test_ties_carry_the_words_that_say_so_and_name_what_is_not_held(data: Path) -> None:
    ties = {
        (one["kind"], one["source"]["name"], one["target"]["name"]): one
        for one in _json(data, "--region", "meerdam")["ties"]
    }
    replaced = ties["replaces", "Convenant Kadegeluid Meerdam 2025-2028", "Convenant Kadegeluid Meerdam 2020-2024"]
    assert replaced["citation"]["quote"].startswith("Het vervangt")
    protocol = ties["names", "Werkafspraken ligplaatsen Meerdam", "Protocol Walstroom Meerdam"]
    assert protocol["target"]["documentId"] is None


def test_without_a_region_all_are_told_and_with_one_only_its_own(data: Path) -> None:
    assert {one["region"] for one in _json(data)["governs"]} == {"meerdam", "elzendam"}
    of_one = _json(data, "--region", "elzendam")
    assert {one["region"] for one in of_one["governs"]} == {"elzendam"}
    assert [one["document"]["id"] for one in of_one["items"]] == ["elzendam/steigers"]
    assert of_one["absent"] == []


def test_the_terminal_shows_per_region_what_governs_what(data: Path) -> None:
    said = " ".join(run(data, "agreements", "--on", DAY).stdout.split())
    assert "Meerdam: welke afspraak regelt wat" in said
    assert "- Kadegeluid (geldt) geldt nu: Convenant Kadegeluid Meerdam 2025-2028" in said
    assert "- Steigers (niets geldt meer)" in said


def test_a_drawing_shows_one_region(data: Path) -> None:
    refused = run(data, "agreements", "--format", "svg")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "elzendam, meerdam" in refused.stderr
    assert "Steigers" not in _words(_drawn(data, "--region", "meerdam"))
    assert run(data, "agreements", "--region", "nergens").exit_code == 2


def test_the_arrows_have_labels_and_say_in_words_what_they_tie(data: Path) -> None:
    svg = _drawn(data, "--region", "meerdam")
    said = _words(svg)
    assert all(label in said for label in ("vervangt", "steunt op", "bijlage bij", "noemt"))
    titles = [one.text for one in svg.iter(f"{SVG}title")]
    assert "Werkafspraken ligplaatsen Meerdam steunt op Convenant Kadegeluid Meerdam 2025-2028" in titles


def test_how_an_agreement_stands_is_told_in_words_and_by_its_outline(data: Path) -> None:
    svg = _drawn(data, "--region", "meerdam")
    outlines = {}
    for card in [one for one in svg.iter() if one.get("class") == "card"]:
        rect, title = card.find(f"{SVG}rect"), card.find(f"{SVG}title")
        assert rect is not None
        assert title is not None
        outlines[(title.text or "").split(".")[0]] = (rect.get("stroke-dasharray"), rect.get("stroke-width"))
    holds = outlines["Convenant Kadegeluid Meerdam 2025-2028"]
    ended = outlines["Convenant Kadegeluid Meerdam 2020-2024"]
    absent = outlines["Protocol Walstroom Meerdam"]
    assert len({holds, ended, absent}) == 3
    assert holds[0] is None
    words = _words(svg)
    assert "verlopen, gold tot en met 31 december 2024" in words
    assert "genoemd, niet opgenomen" in words


def test_a_drawing_holds_nothing_that_runs_and_no_text_as_markup(data: Path) -> None:
    svg = _drawn(data, "--region", "meerdam")
    tags = {one.tag.removeprefix(SVG) for one in svg.iter()}
    assert tags <= {"svg", "title", "desc", "style", "g", "rect", "path", "polygon", "text", "tspan"}
    assert "<b>kade</b>" in "".join(one.text or "" for one in svg.iter(f"{SVG}title"))


def _stands_apart(svg: ET.Element) -> None:
    for one, other in combinations(_boxes(svg), 2):
        assert one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]


def test_no_two_cards_overlap_and_no_word_leaves_its_card(data: Path) -> None:
    svg = _drawn(data, "--region", "meerdam")
    _stands_apart(svg)
    for card in [one for one in svg.iter() if one.get("class") == "card"]:
        rect = card.find(f"{SVG}rect")
        assert rect is not None
        right = float(rect.get("x", "0")) + float(rect.get("width", "0"))
        for block in card.iter(f"{SVG}text"):
            size, bold = int(block.get("font-size", "0")), block.get("font-weight") == "bold"
            assert all(float(line.get("x", "0")) + width(line.text or "", size, bold=bold) <= right for line in block)


@pytest.mark.shared
def test_the_cards_of_the_shared_agreements_do_not_overlap(tmp_path: Path) -> None:
    corpus = Path(__file__).parents[3] / "shared" / "corpus"
    files = [one for one in sorted(corpus.glob("*.txt")) if ".scan." not in one.name]
    if not files:
        pytest.skip("../shared is absent")
    assert run(tmp_path, "ingest", *map(str, files)).exit_code == 0
    for region in ("utrecht", "drechtsteden"):
        svg = _drawn(tmp_path, "--region", region)
        assert len(_boxes(svg)) > 4
        _stands_apart(svg)


def test_the_api_tells_it_as_its_description_says_and_draws_it(door: TestClient) -> None:
    for asked in ({}, {"region": "lindestroom"}, {"region": "*"}):
        response = door.get("/api/v1/agreements", params={"on": DAY, **asked})
        assert response.status_code == 200
        fits(door, response, "get /agreements")
    drawn = door.get("/api/v1/agreements", params={"format": "svg", "region": "lindestroom", "lang": "en"})
    assert drawn.headers["content-type"].startswith("image/svg+xml")
    svg = ET.fromstring(drawn.text)
    _stands_apart(svg)
    assert "rests on" in _words(svg)
    assert door.get("/api/v1/agreements", params={"region": "nergens"}).status_code == 400


def test_the_drawing_is_of_one_region_over_the_api_too(empty_door: TestClient) -> None:
    refused = empty_door.get("/api/v1/agreements", params={"format": "svg"})
    assert refused.status_code == 400
    assert refused.json()["errors"][0]["field"] == "region"


def test_the_page_says_that_nothing_is_held_and_refuses_a_region_that_is_not(empty_door: TestClient) -> None:
    assert "Er zijn nog geen afspraken opgenomen." in empty_door.get("/samenhang/register").text
    assert empty_door.get("/samenhang/register", params={"region": "nergens"}).status_code == 400
    assert empty_door.get("/samenhang/register/tekening.svg", params={"region": ""}).status_code == 400


def test_every_link_of_the_page_opens(door: TestClient) -> None:
    page = door.get("/samenhang/register", params={"region": "lindestroom", "on": DAY}).text
    hrefs = {part.split('"')[0].replace("&amp;", "&") for part in page.split('href="')[1:]}
    leading = sorted(one for one in hrefs if one.startswith(("/passage/", "/documenten/", "/samenhang/register/")))
    assert len(leading) > 20
    assert {one: door.get(one).status_code for one in leading} == dict.fromkeys(leading, 200)
