"""Swim lanes: legible, in order, of one region, and nothing in them that runs or comes from elsewhere."""

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from fastapi.testclient import TestClient

from api.lettering import width
from api.swimlane import PAGE, WIDTH
from tests.api.process_papers import EXAMPLES, NAME, run, take_in

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder that holds the agreements of two regions, one of them beside what it replaced."""
    return take_in(tmp_path_factory.mktemp("process"))


def _drawn(data: Path, *arguments: str) -> ET.Element:
    result = run(data, "process", NAME, "--format", "svg", *arguments)
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
    result = run(data, "process", NAME, "--format", "svg")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "elzendam, meerdam" in result.stderr
    words = _words(_drawn(data, "--region", "elzendam"))
    assert "Woonconsulent" in words
    assert "Corporatie" not in words


def test_what_has_expired_is_not_drawn_beside_what_holds(data: Path) -> None:
    words = _words(_drawn(data, "--region", "elzendam"))
    assert "Woonconsulent" in words
    assert "maatschappelijk werker" not in words.lower()
    assert "Niet getekend, wel in de tekst: 2. Nazorg (1)." in words


def test_what_is_only_told_is_drawn_where_there_is_nothing_else_and_says_so(data: Path) -> None:
    told = run(data, "process", "dakloosheid", "--format", "svg")
    words = _words(ET.fromstring(told.stdout))
    assert "deze teksten vertellen wat er gebeurt" in words
    assert "deze teksten vertellen" not in _words(_drawn(data, "--region", "meerdam"))


def test_a_drawing_without_an_intervention_is_wrong_usage(data: Path) -> None:
    assert run(data, "process", "--format", "svg").exit_code == 2


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
    assert tags <= {"svg", "title", "desc", "style", "g", "rect", "path", "polygon", "text", "tspan"}
    assert [style.text for style in svg.iter(f"{SVG}style")] == ["@page{size:1240px 1754px;margin:0}"]
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
    cut = [box for box in boxes if box[1] // PAGE != box[3] // PAGE]
    assert not cut  # by the edge of a page


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
