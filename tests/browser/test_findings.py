"""A policy officer sees how things stand, finds a finding, reads its sides beside each other and decides."""

import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Page, Route, expect

from api.web.render import page as rendered
from kb.consistency.observations import Progress
from tests.browser.conftest import Open
from tests.browser.width import fits

pytestmark = pytest.mark.browser

TREES = """# Werkafspraken bomen

## 1. Wie

De beheerder meldt een omgevallen boom bij het het team.

## 2. Eerste bezoek

Het eerste bezoek vindt plaats binnen twee weken na de melding.
"""
GREEN = """# Convenant <b>groen</b> samenwerkingsovereenkomstgegevensuitwisselingsafspraken

## 1. Doel

Partijen houden de stad groen (en schoon.

## 2. Eerste bezoek

Het eerste bezoek vindt plaats binnen drie weken na de melding.
"""
ROOM = "/samenhang?region=boomstad"
LIST = "/samenhang/bevindingen"
OF_REGION = f"{LIST}?region=boomstad"


@pytest.fixture(autouse=True)
def trees(workshop: str, boomstad: None) -> None:
    """Two agreements that do not agree, and nothing that was said of them."""
    for name, text in (("bomen", TREES), ("groen", GREEN)):
        take_in(workshop, name, text)
    found = httpx.get(
        f"{workshop}/api/v1/findings", params={"region": "boomstad"}, timeout=60
    )  # they are compared here
    for finding in found.json()["items"]:
        httpx.delete(f"{workshop}/api/v1/findings/{finding['id']}/decision")


@pytest.fixture(scope="module")
def boomstad(workshop: str) -> Iterator[None]:
    """Leaves nothing of the region."""
    yield
    fell(workshop)


@pytest.fixture
def felled(workshop: str) -> Iterator[None]:
    """Leaves nothing of agreements that a test changes."""
    yield
    fell(workshop)


def fell(workshop: str) -> None:
    """Remove both agreements."""
    for name in ("bomen", "groen"):
        httpx.delete(f"{workshop}/api/v1/documents/boomstad/{name}")


def take_in(workshop: str, name: str, text: str) -> None:
    """A document, or a new version of it."""
    files = {"files": (f"{name}.md", text.encode())}
    httpx.post(f"{workshop}/api/v1/documents", files=files, data={"region": "boomstad"}, timeout=30).raise_for_status()


def open_finding(page: Page, words: str) -> None:
    """The finding whose sentence has these words, from the list."""
    page.goto(OF_REGION)
    page.get_by_role("link", name=re.compile(words)).click()
    expect(page.get_by_role("heading", name="Wat er staat")).to_be_visible()


@pytest.mark.parametrize("scripted", [True, False])
def test_a_finding_is_found_by_filter_read_judged_and_taken_back(open_workshop: Open, scripted: bool) -> None:
    page = open_workshop("/samenhang", java_script_enabled=scripted)
    page.get_by_role("navigation", name="In Samenhang").get_by_role("link", name="Bevindingen").click()
    page.get_by_label("Regio").select_option("Boomstad")
    page.get_by_label("Onderwerp").select_option("Termijnen en frequenties")
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_role("heading", name="1 bevinding", exact=True)).to_be_visible()
    expect(page.get_by_label("Onderwerp")).to_have_value("terms")
    page.get_by_role("link", name=re.compile("twee termijnen")).click()
    sides = page.get_by_role("listitem").filter(has=page.locator("mark"))
    expect(sides).to_have_count(2)
    page.wait_for_load_state()  # they stand beside each other by the stylesheet
    boxes = [one.bounding_box() for one in sides.all()]
    assert all(boxes)
    assert len({round(box["y"]) for box in boxes if box}) == 1
    expect(sides.locator("mark strong")).to_have_text(["[anders: twee]", "[anders: drie]"])
    page.get_by_label("Niet terecht").check()
    page.get_by_label("Notitie").fill("Het gaat om iets anders.")
    page.get_by_role("button", name="Bewaar het oordeel").click()
    verdict = page.get_by_role("region", name="Oordeel")
    expect(verdict.get_by_text("Niet terecht", exact=True).first).to_be_visible()
    expect(verdict).to_contain_text("Het gaat om iets anders.")
    page.get_by_role("link", name="Bevindingen", exact=True).first.click()
    expect(page.get_by_text("Niets past bij deze keuze.")).to_be_visible()
    page.get_by_label("Oordeel").select_option("Niet terecht")
    page.get_by_role("button", name="Toon").click()
    page.get_by_role("link", name=re.compile("twee termijnen")).click()
    page.get_by_role("button", name="Neem het oordeel terug").click()
    expect(page.get_by_text("Nog niet beoordeeld.")).to_be_visible()


def test_a_keyboard_is_enough_to_judge_and_to_go_on(open_workshop: Open) -> None:
    page = open_workshop(OF_REGION)
    page.get_by_role("link", name=re.compile("twee termijnen")).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Oordeel")).to_be_visible()
    page.wait_for_load_state()  # nobody types on a page that is not painted yet
    page.get_by_role("link", name="Lees in het document").last.focus()
    for key in ("Tab", "Space", "Tab", "x", "Tab", "y", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("heading", name="Oordeel")).to_be_focused()
    expect(page.get_by_role("region", name="Oordeel")).to_contain_text(re.compile(r"Terecht\s+beoordeeld op.*y", re.S))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de volgende bevinding")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Nog niet beoordeeld.")).to_be_visible()
    expect(page.get_by_role("heading", name="Oordeel")).to_be_focused()


@pytest.mark.parametrize("scripted", [True, False])
def test_personal_data_are_told_of_at_the_note(open_workshop: Open, scripted: bool) -> None:
    page = open_workshop(java_script_enabled=scripted)
    open_finding(page, "twee keer achter elkaar")
    page.get_by_label("Later").check()
    page.get_by_label("Opnieuw bekijken op").fill("2099-01-01")
    page.get_by_label("Notitie").fill("Mevrouw Klompenmaker belt hierover.")
    page.get_by_label("Wie pakt het op?").fill("Team groen")
    page.get_by_role("button", name="Bewaar het oordeel").click()
    note = page.get_by_label("Notitie")
    expect(note).to_have_accessible_description(re.compile("In uw notitie staat een naam"))
    expect(page.get_by_label("Later")).to_be_checked()
    expect(page.get_by_label("Opnieuw bekijken op")).to_have_value("2099-01-01")
    expect(page.get_by_label("Wie pakt het op?")).to_have_value("Team groen")
    if scripted:  # it never left this browser; the server sends it back to nobody
        expect(note).to_be_focused()
    expect(note).to_have_value("Mevrouw Klompenmaker belt hierover." if scripted else "")
    note.fill("Een collega belt hierover.")
    page.get_by_role("button", name="Bewaar het oordeel").click()
    expect(page.get_by_text("opnieuw bekijken op 1 januari 2099")).to_be_visible()


@pytest.mark.parametrize("scripted", [True, False])
def test_what_is_missing_is_told_and_nothing_is_kept(open_workshop: Open, scripted: bool) -> None:
    page = open_workshop(java_script_enabled=scripted)
    open_finding(page, "twee keer achter elkaar")
    expect(page.get_by_label("Opnieuw bekijken op")).to_be_hidden()
    page.get_by_label("Notitie").fill("Wordt verbeterd.")
    page.get_by_role("button", name="Bewaar het oordeel").click()
    expect(page.get_by_role("alert")).to_contain_text("Er is nog niets bewaard.")
    expect(page.get_by_role("group", name="Wat vindt u")).to_have_accessible_description("Kies eerst een oordeel.")
    expect(page.get_by_label("Notitie")).to_have_value("Wordt verbeterd.")
    if scripted:
        expect(page.get_by_role("radio").first).to_be_focused()


def test_a_lost_connection_is_told_and_what_was_typed_stays(open_workshop: Open) -> None:
    page = open_workshop()
    open_finding(page, "twee keer achter elkaar")
    page.get_by_label("Terecht", exact=False).first.check()
    page.get_by_label("Notitie").fill("Wordt verbeterd.")
    page.context.set_offline(True)
    page.get_by_role("button", name="Bewaar het oordeel").click()
    expect(page.get_by_role("status").filter(has_text="De verbinding viel weg.")).to_be_visible()
    expect(page.get_by_label("Notitie")).to_have_value("Wordt verbeterd.")


@pytest.mark.usefixtures("felled")
@pytest.mark.parametrize("width", [1280, 320])
def test_a_verdict_lapses_when_a_new_version_changes_the_text(open_workshop: Open, workshop: str, width: int) -> None:
    page = open_workshop(width=width)
    open_finding(page, "twee keer achter elkaar")
    page.get_by_label("Niet terecht").check()
    page.get_by_role("button", name="Bewaar het oordeel").click()
    expect(page.get_by_role("button", name="Neem het oordeel terug")).to_be_visible()
    take_in(workshop, "bomen", TREES.replace("omgevallen boom bij", "omgevallen boom snel bij"))
    page.goto(ROOM)
    expect(page.get_by_text("1 oordeel is vervallen, omdat de tekst is veranderd.")).to_be_visible()
    page.get_by_role("link", name="Bekijk en beoordeel opnieuw").click()
    page.get_by_role("link", name=re.compile("twee keer achter elkaar")).click()
    expect(page.get_by_text("Het oordeel “Niet terecht” van")).to_be_visible()
    page.get_by_text("Wat er toen stond").click()
    expect(page.get_by_text("De beheerder meldt een omgevallen boom bij het het team.")).to_be_visible()
    expect(page.locator("mark")).to_have_text("De beheerder meldt een omgevallen boom snel bij het het team.")
    assert fits(page)
    take_in(workshop, "bomen", TREES.replace("het het", "het"))
    page.reload()
    expect(page.get_by_role("heading", name="Deze bevinding is er niet meer")).to_be_visible()
    page.get_by_role("link", name="Terug naar de bevindingen").click()
    page.get_by_role("link", name="Oordelen over wat is opgelost").click()
    expect(page.get_by_role("main")).to_contain_text("Dubbel woord")


def test_a_cell_of_the_matrix_leads_to_its_findings(open_workshop: Open) -> None:
    page = open_workshop(ROOM)
    matrix = page.get_by_role("region", name="Open bevindingen per onderwerp en per afspraak")
    expect(matrix).to_have_attribute("tabindex", "0")
    expect(page.get_by_role("columnheader", name="Werkafspraken bomen")).to_be_visible()
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Termijnen en frequenties"))
    expect(row.get_by_role("link", name="1 zwaarste: Ernstig")).to_have_count(2)
    row.get_by_role("link", name="1 zwaarste: Ernstig").first.click()
    expect(page.get_by_label("Onderwerp")).to_have_value("terms")
    expect(page.get_by_label("Afspraak")).to_have_value("boomstad/groen")
    expect(page.get_by_role("heading", name="1 bevinding", exact=True)).to_be_visible()


@pytest.mark.parametrize("path", [ROOM, "/samenhang", OF_REGION, f"{LIST}?status=all", f"{LIST}/afgedaan"])
def test_the_smallest_screen_shows_it_all(open_workshop: Open, path: str) -> None:
    page = open_workshop(path, width=320)
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")
    assert fits(page)
    expect(page.locator("main b, main script")).to_have_count(0)


def test_on_the_smallest_screen_the_matrix_is_a_list_by_topic(open_workshop: Open) -> None:
    page = open_workshop(ROOM, width=320)
    expect(page.get_by_role("table")).to_be_hidden()
    page.locator("summary", has_text="Termijnen en frequenties").click()
    page.get_by_role("link", name="Werkafspraken bomen", exact=True).click()
    expect(page.get_by_label("Afspraak")).to_have_value("boomstad/bomen")
    page.get_by_role("link", name=re.compile("twee termijnen")).click()
    page.wait_for_load_state()
    first, last = (one.bounding_box() for one in page.locator("blockquote").all())
    assert first
    assert last
    assert first["x"] == last["x"]
    assert first["y"] < last["y"]
    assert fits(page)


def test_the_way_on_leads_from_a_document_to_its_findings(open_workshop: Open) -> None:
    page = open_workshop(ROOM)
    page.goto("/documenten/boomstad/groen")
    page.get_by_role("link", name=re.compile(r"\d open bevinding")).click()
    expect(page.get_by_label("Afspraak")).to_have_value("boomstad/groen")


def test_where_texts_disagree_the_answer_leads_to_the_findings(open_page: Open) -> None:
    page = open_page("/getoond/tegenspraak")
    page.get_by_role("link", name=re.compile("Bevindingen over|open bevinding")).first.click()
    expect(page.get_by_role("heading", name="Bevindingen")).to_be_visible()
    expect(page.get_by_label("Afspraak")).not_to_have_value("")


@pytest.mark.parametrize("scripted", [True, False])
def test_while_papers_are_compared_the_page_tells_how_far_it_is_and_goes_on(
    open_workshop: Open, scripted: bool
) -> None:
    page = open_workshop(java_script_enabled=scripted)
    told = [rendered("findings_comparing.html", "nl", progress=Progress(read, 40)) for read in (12, 31)]

    def compared(route: Route) -> None:
        if told:
            route.fulfill(content_type="text/html", body=told.pop(0))
        else:
            route.continue_()

    page.route("**/samenhang?region=boomstad", compared)
    page.goto(ROOM)
    expect(page.get_by_role("progressbar")).to_have_accessible_name("12 van de 40 nieuwe documenten gelezen")
    expect(page.get_by_role("progressbar")).to_have_accessible_name("31 van de 40 nieuwe documenten gelezen")
    expect(page.get_by_role("heading", name="Waar het zit")).to_be_visible()
