"""The pages of the room Inwerken: what they show is text, and each page says where it comes from."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.workplace import Workplace
from kb.settings import Settings
from tests.assistant.invented import agreement

MEMO = "# Memo wijkteams gemeente Duindorp\n\n## Aanleiding\n\nVorig jaar was er verwarring.\n"
HOSTILE = agreement(
    "Werkafspraken <script>alert(1)</script> Sneeuw gemeente Meerwijk",
    {
        "<b>Doel</b>": "Partijen willen \u202e<img src=x onerror=alert(1)> de stoep schoon.",
        "Regie": "De {{ 7 * 7 }}coördinator voert de casusregie binnen vijf dagen & meer.",
    },
)


@pytest.fixture(scope="module")
def two_regions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A door on a region with one short memo, and one whose paper tries to break the page."""
    folder = tmp_path_factory.mktemp("learning")
    settings = Settings(data=folder / "data")
    with Workplace.open(settings) as workplace:
        for region, text in (("duindorp", MEMO), ("meerwijk", HOSTILE)):
            path = folder / f"{region}.md"
            path.write_text(text, encoding="utf-8")
            (receipt,) = workplace.take_in([path], region)
            assert receipt.outcome == "added"
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        yield client


def page(door: TestClient, path: str) -> str:
    """A page that is there."""
    response = door.get(path)
    assert response.status_code == 200, response.text
    return response.text


def test_an_application_that_is_opened_anew_keeps_nothing_of_before(tmp_path: Path) -> None:
    app = create_app(Settings(data=tmp_path))
    opened = []
    for _ in range(2):
        with TestClient(app, base_url="http://localhost") as client:
            page(client, "/inwerken")
            opened.append([app.state.processes, app.state.paths, app.state.practice, app.state.terms])
    assert not [one for one, other in zip(*opened, strict=True) if one is other]


def test_with_one_region_the_room_is_its_path(door: TestClient) -> None:
    response = door.get("/inwerken", follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, "/inwerken/lindestroom")


def test_with_several_regions_one_is_chosen_and_with_none_it_says_so(
    two_regions: TestClient, empty_door: TestClient
) -> None:
    assert re.findall(r'href="/inwerken/(\w+)"', page(two_regions, "/inwerken")) == ["duindorp", "meerwijk"]
    assert "Er zijn nog geen afspraken opgenomen." in page(empty_door, "/inwerken")


def test_every_module_of_the_path_opens_and_marks_a_sentence_or_says_there_is_none(door: TestClient) -> None:
    links = set(re.findall(r'href="(/inwerken/lindestroom/module/[^"#]+)"', page(door, "/inwerken/lindestroom")))
    assert len(links) > 40
    for link in sorted(links):
        shown = page(door, link)
        assert "<mark" in shown or "staat hier niets." in shown or "staat in dit onderdeel niets." in shown


def test_a_source_opens_the_passage_with_the_sentence_marked(door: TestClient) -> None:
    shown = page(door, "/inwerken/lindestroom/module/woonoverlast")
    link = unescape(re.findall(r'class="aw-cite" href="([^"]+)"', shown)[0])
    assert '<mark class="utrecht-mark">Partijen willen woonoverlast stoppen' in page(door, link)


def test_the_drawing_is_a_picture_that_the_page_may_show(door: TestClient) -> None:
    address = "/inwerken/lindestroom/module/woonoverlast/tekening.svg"
    assert f'<img src="{address}"' in page(door, address.removesuffix("/tekening.svg"))
    response = door.get(address)
    assert response.headers["content-type"] == "image/svg+xml"
    assert "default-src 'none'" in response.headers["content-security-policy"]
    assert "Woonoverlast in Lindestroom" in response.text


def test_the_foot_of_a_module_asks_without_an_address_that_holds_the_question(door: TestClient) -> None:
    shown = page(door, "/inwerken/lindestroom/module/woonoverlast")
    assert '<form class="aw-lesson-ask" method="post" action="/#antwoord"' in shown
    answer = door.post("/", data={"question": "Wie heeft de regie bij Woonoverlast?", "region": "lindestroom"})
    assert "voert de regie" in answer.text


def test_the_steps_stand_below_the_drawing_as_text(door: TestClient) -> None:
    shown = page(door, "/inwerken/lindestroom/module/intake")
    steps = shown[shown.index("De stappen als tekst") :]
    assert "<ol" in steps
    assert "dan schakelt Buurtkracht een tolk in" in steps


def test_a_section_shows_what_it_speaks_of_and_points_to_its_whole_for_the_rest(door: TestClient) -> None:
    shown = page(door, "/inwerken/lindestroom/module/intake")
    assert "Wie heeft de regie?" not in shown
    assert "staat in dit onderdeel niets." in shown
    whole = page(door, "/inwerken/lindestroom/module/voorkomen-huisuitzetting")
    assert "Wie heeft de regie?" in whole


def test_a_time_limit_that_stands_apart_from_its_act_is_marked_with_it(door: TestClient) -> None:
    shown = page(door, "/inwerken/lindestroom/module/intake")
    limit = shown[shown.index("Binnen vijf werkdagen na de aanmelding") :]
    link = unescape(re.findall(r'class="aw-cite" href="([^"]+)"', limit)[0])
    marks = re.findall(r"<mark[^>]*>([^<]+)</mark>", page(door, link))
    assert [one[:30] for one in marks] == ["- Wat: de deelnemers bespreken", "binnen vijf werkdagen na de aa"]


def test_a_party_links_to_the_modules_in_which_it_acts(door: TestClient) -> None:
    shown = page(door, "/inwerken/lindestroom/wie/ggd-lindeland")
    assert "/inwerken/lindestroom/module/zorg-en-overlast" in shown
    assert "De GGD rapporteert elk kwartaal aan de gemeenten" in shown


def test_a_region_with_one_memo_gets_honest_empty_pages(two_regions: TestClient) -> None:
    assert "Daarom is er nog geen module over een aanpak." in page(two_regions, "/inwerken/duindorp")
    for slug in ("wie-doen-mee", "privacy"):
        assert "Daarover staat hier niets." in page(two_regions, f"/inwerken/duindorp/module/{slug}")
    assert "geldigheid staat niet in de tekst" in page(two_regions, "/inwerken/duindorp/module/wat-geldt-nu")


def test_what_a_paper_says_is_text_on_every_page(two_regions: TestClient) -> None:
    path = page(two_regions, "/inwerken/meerwijk")
    links = {*re.findall(r'href="(/inwerken/meerwijk/[^"#?]+)"', path)} - {"/inwerken/meerwijk/oefenen"}
    whole = next(link for link in sorted(links) if "sneeuw" in link)
    shown = [path, *(page(two_regions, link) for link in sorted(links))]
    every = "\n".join(shown)
    assert "&lt;img src=x onerror=alert(1)&gt;" in page(two_regions, whole)
    assert "{{ 7 * 7 }}" in every
    assert "<img src=x" not in every
    assert "<script>alert" not in every
    assert "\u202e" not in every


def test_what_is_not_on_a_path_is_not_found(door: TestClient) -> None:
    for path in ("module/toverij", "module/privacy/tekening.svg", "wie/toverij"):
        assert door.get(f"/inwerken/lindestroom/{path}").status_code == 404


def test_the_pages_speak_english_around_the_dutch_of_the_agreements(door: TestClient) -> None:
    shown = door.get("/inwerken/lindestroom/module/woonoverlast", headers={"Cookie": "taal=en"}).text
    assert '<html lang="en">' in shown
    assert '<p class="aw-quote aw-lesson-quote" lang="nl"' in shown
