"""A newcomer practises with the keyboard on a small screen, and looks a term up."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.width import fits

pytestmark = pytest.mark.browser

CASES = "/inwerken/lindestroom/oefenen"
TERMS = "/inwerken/lindestroom/begrippen"


@pytest.fixture
def right(open_page: Open) -> str:
    """The right answer of the first case, as somebody else found out."""
    page = open_page(CASES, java_script_enabled=False)
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Controleer").click()
    given = page.get_by_role("listitem").filter(has_text=re.compile("Uw keuze: goed|Goed antwoord"))
    return given.locator("bdi").inner_text()


def choose(page: Page, name: str) -> None:
    """Answer the case that is shown, by the keyboard alone."""
    page.get_by_role("radio", name=name, exact=True).focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=re.compile("^Goed$|^Niet goed"))).to_be_focused()


def test_a_case_is_answered_in_place_with_the_keyboard_at_320_pixels(open_page: Open, site: str, right: str) -> None:
    page = open_page(CASES, width=320)
    assert fits(page)
    question = page.locator("legend").inner_text()
    choose(page, right)
    expect(page).to_have_title(re.compile("^Goed – Oefenen"))
    assert page.url.startswith(site + CASES)
    expect(page.get_by_role("heading", name=question)).to_be_visible()
    expect(page.get_by_text("Uw keuze: goed")).to_be_visible()
    expect(page.locator("mark").first).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^1 van \d+ goed beantwoord$"))
    assert fits(page)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name=re.compile("Convenant|Werkafspraken|Protocol|protocol"))).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Volgende oefening")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text(re.compile(r"^Oefening 2 van \d+$"))).to_be_visible()
    assert fits(page)


def test_a_wrong_answer_names_the_right_one_and_counts_for_nothing(open_page: Open, right: str) -> None:
    page = open_page(CASES)
    wrong = next(one for one in page.locator("[name=keuze]").all() if one.get_attribute("value") != right)
    choose(page, wrong.get_attribute("value") or "")
    expect(page.get_by_role("heading", name=f"Niet goed. Het goede antwoord is: {right}")).to_be_visible()
    expect(page.get_by_text("Uw keuze: niet goed")).to_be_visible()
    expect(page.get_by_text("Goed antwoord", exact=False).first).to_be_visible()
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^0 van \d+ goed beantwoord$"))
    page.get_by_role("link", name="Probeer het nog eens").click()
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)


def test_what_was_right_is_kept_and_one_goes_on_from_there(open_page: Open, right: str) -> None:
    page = open_page(CASES)
    first = page.locator("[name=zaak]").input_value()
    choose(page, right)
    page.goto(CASES)
    expect(page.get_by_text("Eerder goed beantwoord")).to_be_visible()
    page.get_by_role("link", name="Ga verder waar u was").click()
    expect(page.get_by_text(re.compile(r"^Oefening 2 van \d+$"))).to_be_visible()
    kept = page.evaluate("JSON.parse(localStorage.getItem('afsprakenwijzer.inwerken'))")
    assert kept == {"lindestroom": [f"case:{first}"]}


def test_without_a_script_a_case_is_answered_by_its_form(open_page: Open) -> None:
    page = open_page(CASES, java_script_enabled=False)
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Controleer").click()
    expect(page.get_by_role("heading", name=re.compile("^Goed$|^Niet goed"))).to_be_visible()
    expect(page.locator("mark").first).to_be_visible()


def test_the_terms_are_filtered_as_one_types_and_the_count_is_said(open_page: Open) -> None:
    page = open_page(TERMS, width=320)
    assert fits(page)
    page.get_by_label("Zoek een begrip").fill("casusreg")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^1 van \d+ begrippen$"))
    expect(page.get_by_role("heading", level=3)).to_have_text(re.compile("casusregie"))
    expect(page.get_by_role("navigation", name="Letters").get_by_role("link")).to_have_text(["C"])
    page.get_by_label("Zoek een begrip").fill("DATA BREACH")
    expect(page.get_by_role("heading", level=3)).to_have_text(re.compile("datalek"))
    page.get_by_label("Zoek een begrip").fill("xyz")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^0 van \d+ begrippen$"))
    assert fits(page)


def test_a_letter_jumps_to_its_terms_without_a_script(open_page: Open) -> None:
    page = open_page(TERMS, java_script_enabled=False)
    expect(page.get_by_label("Zoek een begrip")).to_be_hidden()
    page.get_by_role("navigation", name="Letters").get_by_role("link", name="Z").click()
    expect(page.get_by_role("heading", name="Z", exact=True)).to_be_in_viewport()
