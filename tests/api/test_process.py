"""Who does what in an intervention: as text, as data and as a drawing, each act with its quote."""

import json
import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner, Result

from api.cli import app
from api.lettering import width
from api.swimlane import WIDTH
from tests.api.test_http_api import fits

MEERDAM = """# Werkafspraken achterstallige huur Meerdam 2025

## 1. Doel en gebruik

Deze werkafspraken gelden van 1 januari 2025 tot en met 31 december 2099. Zij vervangen het Convenant
achterstallige huur Meerdam 2020-2024.

## 2. Eerste contact

De corporatie belt de huurder binnen vijf werkdagen. Reageert de huurder niet, dan stuurt de corporatie een brief.

Het wijkteam bezoekt de huurder na toestemming van de huurder. Lukt dat niet, dan belt het wijkteam de corporatie.

De brief wordt in het dossier <script>alert("1")</script> & het archief bewaard.

## 3. Verdeling van de kosten

De corporatie en het wijkteam betalen samen de kosten.
"""
ELZENDAM = """# Werkafspraken achterstallige huur Elzendam 2025

## 1. Eerste contact

De woonconsulent meldt de huurder aan bij de kredietbank.
"""
FORMER = """# Convenant achterstallige huur Meerdam 2020-2024

## 1. Looptijd

Dit convenant geldt van 1 januari 2020 tot en met 31 december 2024.

## 2. Eerste contact

De deurwaarder bezoekt de huurder binnen acht dagen.
"""
EXPIRED = """# Protocol achterstallige huur Elzendam

## 1. Looptijd

Dit protocol geldt van 1 januari 2018 tot en met 31 december 2019.

## 2. Nazorg

De maatschappelijk werker belt de huurder elke maand.
"""
PAPERS = (
    ("meerdam", "huur-2025", MEERDAM),
    ("meerdam", "huur-2020", FORMER),
    ("elzendam", "huur", ELZENDAM),
    ("elzendam", "nazorg", EXPIRED),
)
NAME = "achterstallige huur"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the agreements of two regions, one of them beside what it replaced."""
    folder = tmp_path_factory.mktemp("process")
    for region, stem, text in PAPERS:
        path = folder / f"{stem}.md"
        path.write_text(text, encoding="utf-8")
        assert _run(folder / "data", "ingest", "--region", region, str(path)).exit_code == 0
    return folder / "data"


def _run(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--data", str(data), *arguments], env={"COLUMNS": "100"})


def _frames(data: Path, *arguments: str) -> list[dict[str, Any]]:
    result = _run(data, "process", NAME, *arguments, "--format", "json")
    assert result.exit_code == 0, result.stderr
    found: dict[str, Any] = json.loads(result.stdout)
    assert found["total"] == len(found["items"])
    items: list[dict[str, Any]] = found["items"]
    return items


# ---- as text ----------------------------------------------------------------------------------


def test_without_an_intervention_those_there_are_stand_by_region(data: Path) -> None:
    result = _run(data, "process")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "Regio Elzendam"
    assert lines[1] == "- achterstallige huur (2 handelingen)"
    assert "Regio Meerdam" in lines


def test_an_act_says_who_what_when_on_what_condition_and_where_that_stands(data: Path) -> None:
    text = _run(data, "process", NAME, "--region", "meerdam").stdout
    assert text.startswith("Achterstallige huur in Meerdam: wie doet wat")
    first, second = re.split(r"^\d+\. ", text, flags=re.M)[1:3]
    assert first.split("\n")[0] == "wie: De corporatie"
    assert "wat: belt de huurder binnen vijf werkdagen" in first
    assert "wanneer: binnen vijf werkdagen" in first
    assert "“De corporatie belt de huurder binnen vijf werkdagen.”" in first
    assert "voorwaarde: Reageert de huurder niet" in second
    assert "2. Eerste contact (geldig van 1 januari 2025" in " ".join(text.split())


def test_what_the_text_leaves_open_is_said_to_be_open(data: Path) -> None:
    text = _run(data, "process", NAME, "--region", "meerdam").stdout
    assert "wie: staat er niet" in text
    assert "wanneer: staat er niet" in text
    assert "who: not stated" in _run(data, "process", NAME, "--region", "meerdam", "--lang", "en").stdout


def test_consent_names_whose_it_is(data: Path) -> None:
    text = " ".join(_run(data, "process", NAME, "--region", "meerdam").stdout.split())
    assert "toestemming: van de cliënt (de huurder): nodig" in text


def test_regions_stand_apart_and_say_which_they_are(data: Path) -> None:
    elzendam, meerdam = _run(data, "process", NAME).stdout.split("Achterstallige huur in Meerdam")
    assert "De woonconsulent" in elzendam
    assert "De corporatie" not in elzendam
    assert "De woonconsulent" not in meerdam


def test_what_was_replaced_is_left_out(data: Path) -> None:
    assert "De deurwaarder" not in _run(data, "process", NAME, "--region", "meerdam").stdout
    before = _run(data, "process", NAME, "--region", "meerdam", "--on", "2023-01-01").stdout
    assert "De deurwaarder" in before
    assert "De corporatie" not in before


def test_what_has_expired_stands_behind_what_holds_and_is_not_drawn(data: Path) -> None:
    text = _run(data, "process", NAME, "--region", "elzendam").stdout
    holds, expired = text.split("verlopen, gold tot en met 31 december 2019")
    assert "De woonconsulent" in holds
    assert "De maatschappelijk werker" in expired
    words = _words(_drawn(data, "--region", "elzendam"))
    assert "Woonconsulent" in words
    assert "maatschappelijk werker" not in words.lower()
    assert "Niet getekend, wel in de tekst: 2. Nazorg (1)." in words


def test_an_unknown_intervention_is_exit_code_3_with_what_is_nearest(data: Path) -> None:
    result = _run(data, "process", "achtrestallige hurr")
    assert (result.exit_code, result.stdout) == (3, "")
    assert "“achterstallige huur”" in result.stderr
    nothing_like_it = _run(data, "process", "zwembad")
    assert nothing_like_it.exit_code == 3
    assert "Kijk met `process` welke aanpakken er wel zijn." in nothing_like_it.stderr


def test_a_place_that_holds_nothing_has_no_processes(tmp_path: Path) -> None:
    result = _run(tmp_path, "process")
    assert result.exit_code == 3
    assert "geen aanpak herkend" in result.stderr


def test_a_name_with_personal_data_is_refused(data: Path) -> None:
    result = _run(data, "process", "huur van jan.jansen@example.org")
    assert (result.exit_code, result.stdout) == (4, "")
    assert "een e-mailadres" in result.stderr
    assert "jan.jansen" not in result.stderr


def test_a_region_nobody_holds_is_wrong_usage(data: Path) -> None:
    assert _run(data, "process", NAME, "--region", "nergenshuizen").exit_code == 2


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

EXAMPLES = ("voorkom huisuitzetting", "zorg en overlast", "woonoverlast", "vroegsignalering")


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_quote_stands_where_it_says_and_every_slot_in_its_passage(door: TestClient, name: str) -> None:
    response = door.get("/api/v1/process", params={"intervention": name})
    fits(door, response, "get /process")
    frames = response.json()["items"]
    assert len(frames) > 20
    for frame in frames:
        cited = frame["citation"]
        passage = door.get(f"/api/v1/passages/{cited['passageId']}", params={"version": cited["version"]}).json()
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


# ---- as a drawing -----------------------------------------------------------------------------


def _drawn(data: Path, *arguments: str) -> ET.Element:
    result = _run(data, "process", NAME, "--format", "svg", *arguments)
    assert result.exit_code == 0, result.stderr
    return ET.fromstring(result.stdout)


def _rects(svg: ET.Element, *kinds: str) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of the rectangles of these classes."""
    found = (one for one in svg.iter(f"{SVG}rect") if set(kinds) & set(one.get("class", "").split()))
    places = ([float(one.get(name, "0")) for name in ("x", "y", "width", "height")] for one in found)
    return [(x, y, x + wide, y + high) for x, y, wide, high in places]


def _lines(svg: ET.Element) -> Iterator[tuple[float, float, float, float, str]]:
    """Left, right, top, baseline and words of each line of text."""
    for block in svg.iter(f"{SVG}text"):
        size = int(block.get("font-size", "0"))
        for line in block:
            x, y, said = float(line.get("x", "0")), float(line.get("y", "0")), line.text or ""
            wide = width(said, size, bold=block.get("font-weight") == "bold")
            left = x - wide / 2 if block.get("text-anchor") == "middle" else x
            yield left, left + wide, y - size, y, said


def _words(svg: ET.Element) -> str:
    return " ".join(said for *_, said in _lines(svg))


def test_several_regions_are_never_one_drawing(data: Path) -> None:
    result = _run(data, "process", NAME, "--format", "svg")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "elzendam, meerdam" in result.stderr
    words = _words(_drawn(data, "--region", "elzendam"))
    assert "Woonconsulent" in words
    assert "Corporatie" not in words


def test_a_drawing_without_an_intervention_is_wrong_usage(data: Path) -> None:
    assert _run(data, "process", "--format", "svg").exit_code == 2


def test_a_drawing_has_a_lane_for_each_actor_and_one_for_nobody(data: Path) -> None:
    svg = _drawn(data, "--region", "meerdam")
    words = _words(svg)
    for lane in ("Corporatie", "Wijkteam", "wie: staat er niet", "doet mee"):
        assert lane in words
    dashed = [one.get("class") for one in svg.iter(f"{SVG}rect") if one.get("stroke-dasharray")]
    assert dashed == ["head open", "act open"]


def test_a_condition_stands_on_top_of_its_act(data: Path) -> None:
    svg = _drawn(data, "--region", "meerdam")
    acts = _rects(svg, "act")
    conditions = _rects(svg, "condition")
    assert conditions
    for left, _, right, bottom in conditions:
        assert any(abs(bottom - act[1]) < 0.2 and (left, right) == (act[0], act[2]) for act in acts)


def test_what_the_text_says_follows_has_an_arrow_of_its_own(data: Path) -> None:
    svg = _drawn(data, "--region", "meerdam")
    arrows = [one.get("stroke-width") for one in svg.iter(f"{SVG}path") if one.get("class") == "arrow"]
    assert arrows.count("3") == 1
    assert len(arrows) > 2


def test_text_of_a_document_is_no_markup_and_nothing_runs_or_comes_from_elsewhere(data: Path) -> None:
    svg = _drawn(data, "--region", "meerdam")
    assert '<script>alert("1")</script>' in "".join(_words(svg).split("\n"))
    tags = {one.tag.removeprefix(SVG) for one in svg.iter()}
    assert tags <= {"svg", "title", "desc", "g", "rect", "path", "polygon", "text", "tspan"}
    attributes = {name for one in svg.iter() for name in one.attrib}
    assert not {name for name in attributes if "href" in name or name.startswith("on") or name == "style"}


def test_a_drawing_says_what_it_is_to_who_cannot_see_it(data: Path) -> None:
    svg = _drawn(data, "--region", "meerdam")
    assert svg[0].tag == f"{SVG}title"
    assert svg[0].text == "Achterstallige huur in Meerdam: wie doet wat"
    assert svg[1].tag == f"{SVG}desc"
    said = [title.text or "" for title in svg.iter(f"{SVG}title")][1:]
    assert any("De corporatie belt de huurder binnen vijf werkdagen." in one for one in said)


@pytest.mark.parametrize("name", [*EXAMPLES, "dubbele meldingen", "plan van aanpak", "regie"])
def test_no_two_boxes_overlap_and_no_word_leaves_its_box(door: TestClient, name: str) -> None:
    asked = {"intervention": name, "region": "lindestroom", "format": "svg"}
    svg = ET.fromstring(door.get("/api/v1/process", params=asked).text)
    boxes = _rects(svg, "act", "condition", "joins", "band", "head")
    assert boxes
    for one, other in combinations(boxes, 2):
        apart = 0.2  # what rounding to a tenth may give
        assert (
            one[2] <= other[0] + apart
            or other[2] <= one[0] + apart
            or one[3] <= other[1] + apart
            or other[3] <= one[1] + apart
        )
    height = float(svg.get("height", "0"))
    assert all(left >= 0 and right <= WIDTH and bottom <= height for left, _, right, bottom in boxes)
    for left, right, top, baseline, said in _lines(svg):
        within = [box for box in boxes if box[1] <= baseline <= box[3] and box[0] <= (left + right) / 2 <= box[2]]
        assert len(within) <= 1
        for box in within:
            assert box[0] <= left, said
            assert right <= box[2], said
            assert box[1] <= top, said
        assert right <= WIDTH


@pytest.mark.parametrize("name", EXAMPLES)
def test_acts_go_down_in_their_order_and_no_lane_of_a_sheet_is_empty(door: TestClient, name: str) -> None:
    asked = {"intervention": name, "region": "lindestroom", "format": "svg"}
    svg = ET.fromstring(door.get("/api/v1/process", params=asked).text)
    tops = [top for _, top, _, _ in _rects(svg, "act")]
    assert tops == sorted(tops)
    numbers = [int(found[1]) for *_, said in _lines(svg) if (found := re.match(r"(\d+)\. \S", said))]
    assert all(before < after for before, after in pairwise(numbers) if after > 9)
    for sheet in (one for one in svg.iter(f"{SVG}g") if one.get("class") == "sheet"):
        used = _rects(sheet, "act", "joins")
        for left, _, right, _ in _rects(sheet, "lane"):
            assert any(left <= box[0] and box[2] <= right for box in used)


def test_numbered_steps_are_drawn_and_the_other_sections_named(door: TestClient) -> None:
    asked = {"intervention": "voorkom huisuitzetting", "region": "lindestroom", "format": "svg"}
    words = _words(ET.fromstring(door.get("/api/v1/process", params=asked).text))
    assert "Stap 1. Contact na een gemiste betaling" in words
    assert "Stap 9. Afsluiten" in words
    assert "Niet getekend, wel in de tekst: 1. Doel en gebruik" in words


def _light(colour: str) -> float:
    """Relative luminance (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_words_stand_out_from_what_they_stand_on(door: TestClient) -> None:
    asked = {"intervention": "zorg en overlast", "region": "lindestroom", "format": "svg"}
    svg = ET.fromstring(door.get("/api/v1/process", params=asked).text)
    papers: list[tuple[tuple[float, float, float, float], str]] = []
    lowest = 21.0
    for one in svg.iter():
        if one.tag == f"{SVG}rect":
            x, y, wide, high = (float(one.get(name, "0")) for name in ("x", "y", "width", "height"))
            papers.append(((x, y, x + wide, y + high), one.get("fill", "")))
        if one.tag == f"{SVG}text":
            x, y = float(one[0].get("x", "0")), float(one[0].get("y", "0"))
            under = next(
                fill for (left, top, right, low), fill in reversed(papers) if left <= x <= right and top <= y <= low
            )
            dark, light = sorted((_light(one.get("fill", "")), _light(under)))
            lowest = min(lowest, (light + 0.05) / (dark + 0.05))
    assert lowest >= 4.5
