"""The page in English, and in a municipality's own look."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Open

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripted", [True, False])
def test_the_switch_turns_every_room_to_english_and_back(open_page: Open, site: str, scripted: bool) -> None:
    page = open_page("/documenten", java_script_enabled=scripted)
    page.get_by_role("button", name="English").click()
    assert page.url == f"{site}/documenten"
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", level=1, name="Documents")).to_be_visible()
    page.get_by_role("navigation", name="Main menu").get_by_role("link", name="Ask").click()
    ask_box = page.get_by_label("Your question")
    ask_box.fill("Who has the case lead?")
    page.get_by_role("button", name="Look it up").click()
    expect(page.locator(".aw-answer[lang=en] h2")).to_be_visible()
    page.get_by_role("button", name="Nederlands").click()
    expect(page.get_by_label("Uw vraag")).to_be_visible()


def test_a_question_in_dutch_is_answered_in_dutch_on_an_english_page(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("button", name="English").click()
    page.get_by_label("Your question").fill("Wie heeft de casusregie?")
    page.get_by_role("button", name="Look it up").click()
    expect(page.locator(".aw-answer[lang=nl] h2")).to_be_visible()


def test_a_look_of_its_own_is_one_file(open_page: Open, data: Path) -> None:
    look = data / "theme.css"
    look.write_text(":root { --utrecht-page-header-background-color: rgb(1, 2, 3); }", encoding="utf-8")
    try:
        page = open_page()
        expect(page.locator(".aw-bar")).to_have_css("background-color", "rgb(1, 2, 3)")
    finally:
        look.unlink()


def test_the_statement_marks_what_still_has_to_be_filled_in(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("link", name="Toegankelijkheid").click()
    expect(page.get_by_role("heading", level=1, name="Toegankelijkheidsverklaring")).to_be_visible()
    expect(page.locator("mark").filter(has_text=re.compile("naam van uw organisatie"))).to_be_visible()


def test_every_room_is_one_press_away(open_page: Open) -> None:
    page = open_page()
    for name, heading in (("Inwerken", "Inwerken"), ("Documenten", "Documenten"), ("Samenhang", "Samenhang")):
        page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name=name).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(heading)
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Vragen").click()
    expect(page.get_by_label("Uw vraag")).to_be_visible()
