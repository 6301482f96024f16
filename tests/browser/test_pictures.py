"""From an answer to the printed page: the picture is there, and what is said stands marked on it."""

import json
import re
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.conftest import Open
from tests.browser.width import fits

pytestmark = pytest.mark.browser

ASKED = "Binnen welke termijn geeft de signaalpartner het signaal door?"
COVENANT = "lindestroom/convenant-vroegsignalering-2025-2028"


def ask(page: Page, question: str) -> None:
    """Type a question and send it."""
    page.get_by_label("Uw vraag").fill(question)
    page.get_by_role("button", name="Zoek het op").click()


def is_loaded(picture: Locator) -> None:
    """The picture is there and not an empty frame; fails where not."""
    expect(picture).to_be_visible()
    picture.evaluate("picture => picture.decode()")
    assert picture.evaluate("picture => picture.naturalWidth") > 1000


def place_of(page: Page, begins: str, /, **asked: int) -> str:
    """The address of the page on which a passage stands."""
    items = json.loads(page.request.get(f"/api/v1/documents/{COVENANT}/passages").text())["items"]
    found = next(one for one in items if one["text"].startswith(begins))
    marks = {"version": found["version"], "start": found["start"], "end": found["end"], **asked}
    return f"/passage/{found['id']}/bladzijde?{urlencode(marks)}"


def test_from_an_answer_the_page_is_shown_beside_it(open_page: Open, site: str) -> None:
    page = open_page()
    ask(page, ASKED)
    page.get_by_role("link", name=re.compile("^Bron 1: .*Convenant")).first.click()
    quote = page.locator("[data-passage] mark").first.inner_text()
    page.get_by_role("link", name="Toon de bladzijde").click()
    panel = page.get_by_label("Bron", exact=True)
    expect(panel.get_by_role("heading", level=1)).to_have_text(re.compile("^Bladzijde [0-9]+ van [0-9]+$"))
    expect(panel.get_by_role("heading", level=1)).to_be_focused()
    picture = panel.get_by_role("img", name=re.compile("met de aangehaalde tekst gemarkeerd$"))
    is_loaded(picture)
    expect(panel.locator("blockquote").first).to_contain_text(quote)
    assert page.url == f"{site}/"
    panel.get_by_role("link", name="Lees de tekst").click()
    expect(panel.locator("mark").first).to_have_text(quote)


def test_a_picture_is_never_wider_than_the_panel(open_page: Open) -> None:
    page = open_page(width=320)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/picture.css", hold)
    ask(page, ASKED)
    page.get_by_role("link", name=re.compile("^Bron 1: .*Convenant")).first.click()
    with page.expect_request("**/picture.css"):
        page.get_by_role("link", name="Toon de bladzijde").click()
    panel = page.get_by_role("dialog", name="Bron")
    expect(panel.locator("mark").first).to_be_visible()
    expect(panel.locator("img")).to_have_count(0)
    held.pop().continue_()
    is_loaded(panel.locator("img"))
    assert panel.evaluate("panel => panel.scrollWidth <= panel.clientWidth")
    expect(panel.locator("[data-marked]")).to_be_in_viewport()


def test_without_a_script_the_page_opens_turns_and_leads_back(open_page: Open) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(place_of(page, "4. In afwijking van artikel 8"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Bladzijde 5 van 7")
    page.get_by_role("link", name="Volgende bladzijde").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bladzijde 6 van 7")
    expect(page.get_by_role("img", name=re.compile("^Bladzijde 6 van .* gemarkeerd$"))).to_be_visible()
    page.get_by_role("link", name="Lees de tekst").click()
    expect(page.locator("mark").first).to_be_visible()


def test_a_mark_at_the_foot_of_a_page_is_one_step_away(open_page: Open) -> None:
    page = open_page()
    page.goto(place_of(page, "4. In afwijking van artikel 8"))
    mark = page.locator("[data-marked]")
    expect(mark).not_to_be_in_viewport()
    page.get_by_role("link", name="Ga naar de markering").click()
    expect(mark).to_be_in_viewport()


def test_the_bare_picture_opens_at_its_own_size(open_page: Open) -> None:
    page = open_page()
    page.goto(place_of(page, "2. De signaalpartner geeft"))
    with page.context.expect_page() as opened:
        page.get_by_role("link", name=re.compile("^Vergroot de bladzijde")).click()
    is_loaded(opened.value.locator("img"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_never_scrolls_sideways(open_page: Open, width: int, scheme: str) -> None:
    page = open_page(width=width, color_scheme=scheme)
    page.goto(place_of(page, "2. De signaalpartner geeft"))
    is_loaded(page.get_by_role("img", name=re.compile("gemarkeerd$")))
    assert fits(page)


@pytest.mark.parametrize(
    "document", ["lindestroom/handreiking-dubbele-meldingen", "lindestroom/werkafspraken-voorkomen-huisuitzetting"]
)
def test_a_document_without_pages_offers_none(open_page: Open, document: str) -> None:
    page = open_page(f"/passage/{document}.5")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("link", name="Toon de bladzijde")).to_have_count(0)


def test_a_page_that_is_not_there_says_what_to_do(open_page: Open) -> None:
    page = open_page()
    page.goto(place_of(page, "2. De signaalpartner geeft", page=99))
    expect(page.get_by_text("Lees de tekst van de passage.")).to_be_visible()
