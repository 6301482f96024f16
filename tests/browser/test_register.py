"""The policy team sees which agreement governs what, as a graph and as a table, and opens what proves it."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.width import fits

pytestmark = pytest.mark.browser

PATH = "/samenhang/register?region=lindestroom&on=2026-11-22"
NEW = "Convenant Vroegsignalering Lindestroom 2025-2028"
OLD = "Convenant Vroegsignalering Lindestroom 2021-2024"


def row(page: Page, name: str) -> Locator:
    """The row of an intervention."""
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=re.compile(f"^{name}")))


def test_a_row_tells_what_holds_what_ended_and_what_took_its_place(open_page: Open) -> None:
    page = open_page(PATH)
    _, now, ended, rests, missing = row(page, "Vroegsignalering").locator("th, td").all()
    expect(now.get_by_role("link", name=NEW)).to_be_visible()
    expect(ended).to_contain_text(
        re.compile(rf"{OLD}.*verlopen, gold tot en met 31 december 2024.*vervangen door.*{NEW}", re.S)
    )
    expect(rests).to_contain_text("niets")
    expect(missing).to_contain_text("Bijlage 2 (Aansluitverklaring particuliere verhuurders)")


def test_what_a_cell_says_opens_the_sentence_that_proves_it(open_page: Open) -> None:
    page = open_page(PATH)
    row(page, "Vroegsignalering").get_by_role("cell").nth(1).get_by_role("link", name=NEW).click()
    expect(page.get_by_role("main").locator("mark").first).to_contain_text("vervangt")


def test_another_region_and_day_are_asked_for_with_a_form(open_page: Open) -> None:
    page = open_page("/samenhang/register")
    page.get_by_label("Regio").select_option("lindestroom")
    page.get_by_label("Datum").fill("2024-06-01")
    page.get_by_role("button", name="Toon").click()
    expect(page.get_by_role("main")).to_contain_text("op 1 juni 2024")
    expect(row(page, "Vroegsignalering").get_by_role("cell").first.get_by_role("link", name=OLD)).to_be_visible()
    expect(row(page, "Dubbele meldingen")).to_contain_text(
        re.compile("Geldt later.*Handreiking dubbele meldingen.*geldt pas vanaf 15 oktober 2026", re.S)
    )


def test_what_is_replaced_only_later_has_not_ended_yet(open_page: Open) -> None:
    work = "Werkinstructie Huurachterstanden Lindestroom"
    now = row(open_page(PATH), "Voorkomen huisuitzetting").get_by_role("cell")
    expect(now.nth(1)).to_contain_text(work)
    then = row(open_page(PATH.replace("2026-11-22", "2024-06-01")), "Voorkomen huisuitzetting").get_by_role("cell")
    expect(then.nth(1)).not_to_contain_text(work)
    expect(then.nth(3)).to_contain_text(work)


def test_what_no_agreement_governs_any_more_is_said_first(open_page: Open) -> None:
    page = open_page("/samenhang/register?region=lindestroom&on=2035-01-01")
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"geldt geen afspraak meer: .*Zorg en Overlast"))
    expect(row(page, "Zorg en Overlast").get_by_role("cell").first).to_have_text(re.compile("Niets geldt meer."))


def test_a_card_of_the_graph_tells_all_of_itself_and_leads_to_the_document(open_page: Open) -> None:
    page = open_page(PATH)
    graph = page.get_by_role("region", name="Tekening van de samenhang")
    card = graph.get_by_role("link", name=re.compile("^Werkafspraken voorkomen huisuitzetting Lindestroom"))
    expect(card).to_have_accessible_name(re.compile(f"geldig sinds 1 maart 2025.*Steunt op {NEW}"))
    card.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Werkafspraken voorkomen huisuitzetting")


def test_the_graph_scrolls_in_its_own_frame_by_keyboard(open_page: Open) -> None:
    page = open_page(PATH, width=320)
    graph = page.get_by_role("region", name="Tekening van de samenhang")
    graph.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("document.activeElement.scrollLeft > 0")
    assert fits(page)


def test_on_a_small_screen_the_table_is_a_list_that_is_still_a_table(open_page: Open) -> None:
    page = open_page(PATH, width=320)
    cells = row(page, "Voorkomen huisuitzetting").get_by_role("cell")
    expect(cells.first).to_contain_text("Geldt nu")
    boxes = [box for cell in cells.all() if (box := cell.bounding_box())]
    assert len({box["x"] for box in boxes}) == 1
    assert page.get_by_role("columnheader").count() in (0, 5)


def test_the_room_leads_to_the_register_and_back(open_page: Open) -> None:
    page = open_page("/samenhang/ontbreekt?region=lindestroom")
    page.get_by_role("navigation", name="In Samenhang").get_by_role("link", name="Register").click()
    expect(page.get_by_role("link", name="Register")).to_have_attribute("aria-current", "page")
    expect(page.get_by_label("Regio")).to_have_value("lindestroom")


def test_all_of_it_works_without_a_script_of_its_own(open_page: Open) -> None:
    page = open_page(PATH, java_script_enabled=False)
    parts = page.locator("details").filter(has=page.get_by_text("onderdelen")).first
    parts.locator("summary").click()
    part = parts.get_by_role("link").first
    name = part.inner_text()
    part.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def test_the_drawing_opens_by_itself(open_page: Open) -> None:
    page = open_page(PATH)
    page.get_by_role("link", name="Open de tekening groot").click()
    expect(page.locator("svg > title")).to_have_text("Hoe de afspraken van Lindestroom samenhangen op 22 november 2026")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
def test_nothing_stands_in_the_way_of_who_listens(open_page: Open, width: int, scheme: str) -> None:
    page = open_page(PATH, width=width, color_scheme=scheme)
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
