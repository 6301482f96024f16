"""A conversation on the page: one answer after another, of a day, with a way on, remembered in this browser alone."""

import json
import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.conftest import Open
from tests.browser.test_asking import ASKED, ask

pytestmark = pytest.mark.browser

AGAIN = "Wie heeft de casusregie?"
ALONE = "Tot wanneer geldt het Convenant Vroegsignalering Lindestroom 2025-2028?"


def _answers(page: Page, number: int) -> None:
    expect(page.locator(".aw-answer h2")).to_have_count(number)


def test_answers_follow_each_other_and_the_box_is_empty_again(open_page: Open) -> None:
    page = open_page()
    ask(page, ASKED)
    _answers(page, 1)
    expect(page.get_by_label("Uw vraag")).to_have_value("")
    ask(page, AGAIN)
    _answers(page, 2)
    expect(page.locator(".aw-asked")).to_have_text([re.compile(re.escape(one)) for one in (ASKED, AGAIN)])
    expect(page.locator(".aw-answer h2").last).to_be_focused()
    expect(page.locator(".aw-answer h2").last).to_be_in_viewport()
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map((one) => one.id)")
    assert len(ids) == len(set(ids))


def test_what_is_not_found_stays_in_the_box_to_be_put_in_other_words(open_page: Open) -> None:
    page = open_page()
    ask(page, "Wat kost een paspoort?")
    _answers(page, 1)
    expect(page.get_by_label("Uw vraag")).to_have_value("Wat kost een paspoort?")


def test_enter_sends_and_shift_enter_begins_a_line(open_page: Open) -> None:
    page = open_page()
    page.get_by_label("Uw vraag").click()
    page.keyboard.type("Wie heeft")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("de casusregie?")
    expect(page.get_by_label("Uw vraag")).to_have_value("Wie heeft\nde casusregie?")
    page.keyboard.press("Enter")
    _answers(page, 1)


@pytest.mark.parametrize("scripted", [True, False])
def test_the_reference_date_decides_what_holds(open_page: Open, scripted: bool) -> None:
    page = open_page(java_script_enabled=scripted)
    page.get_by_label("Peildatum").fill("2023-05-01")
    ask(page, "Tot wanneer geldt het convenant vroegsignalering?")
    answer = page.locator(".aw-answer")
    expect(answer).to_contain_text("stand op 1 mei 2023")
    expect(answer.get_by_text("31 december 2024").first).to_be_visible()
    expect(page.get_by_label("Peildatum")).to_have_value("2023-05-01")


def test_a_day_that_is_none_is_told_and_the_question_is_kept(open_page: Open) -> None:
    page = open_page()
    response = page.request.post("/", form={"question": ASKED, "on": "morgen"})
    assert response.status == 400
    assert "De peildatum is geen dag." in response.text()
    assert ASKED in response.text()


@pytest.mark.parametrize("scripted", [True, False])
def test_one_press_chooses_the_situation_that_decides(open_page: Open, scripted: bool) -> None:
    page = open_page("/getoond/één vraag", java_script_enabled=scripted)
    page.get_by_role("button", name="Verder met: koopwoning").click()
    expect(page.locator(".aw-asked").last).to_contain_text("koopwoning")
    expect(page.locator("[data-ask] [name=history]")).to_have_value(re.compile("koopwoning"))
    turns = json.loads(page.locator("[data-ask] [name=history]").input_value())
    assert [turn["question"] for turn in turns] == ["Wie gaat er langs?", "koopwoning"]


def test_a_region_that_says_nothing_lets_others_be_asked(open_page: Open) -> None:
    page = open_page()
    page.get_by_label("Regio").select_option("Proefstad")
    ask(page, ASKED)
    expect(page.get_by_role("heading", name="Dit staat niet in de afspraken")).to_be_visible()
    page.get_by_role("button", name="Zoek ook in andere regio’s").click()
    expect(page.locator(".aw-answer").last).to_contain_text("Alle regio’s, stand op")
    expect(page.locator(".aw-answer").last.get_by_role("heading", name="Antwoord", exact=True)).to_be_visible()


def test_what_was_asked_is_kept_in_this_browser_asked_again_and_deleted(open_page: Open) -> None:
    page = open_page()
    for number, question in enumerate((ASKED, ALONE), start=1):
        ask(page, question)
        _answers(page, number)
    page.get_by_role("link", name="Nieuw gesprek beginnen").click()
    past = page.get_by_role("group").filter(has_text="Eerder gevraagd in deze browser (2)")
    past.locator("summary").click()
    past.get_by_role("button", name=ALONE, exact=True).click()
    expect(page.locator(".aw-asked")).to_contain_text(ALONE)
    _answers(page, 1)
    page.get_by_role("button", name=f"Wis deze vraag: {ASKED}").click()
    assert ASKED not in page.evaluate("localStorage.getItem('afsprakenwijzer.vragen')")
    expect(page.get_by_text("Eerder gevraagd in deze browser (1)")).to_be_visible()
    page.get_by_role("button", name="Wis de hele lijst").click()
    assert page.evaluate("localStorage.getItem('afsprakenwijzer.vragen')") is None
    expect(page.get_by_text("Eerder gevraagd in deze browser")).to_be_hidden()
    expect(page.get_by_label("Uw vraag")).to_be_focused()


def test_a_list_somebody_spoiled_does_no_harm(open_page: Open) -> None:
    page = open_page()
    hostile = {"question": "<img src=x onerror=alert(1)>", "region": "", "on": "", "history": ""}
    for spoiled in ("{", "7", json.dumps([hostile, 3, None])):
        page.evaluate("(text) => localStorage.setItem('afsprakenwijzer.vragen', text)", spoiled)
        page.reload()
        expect(page.get_by_label("Uw vraag")).to_be_visible()
    page.get_by_text("Eerder gevraagd in deze browser (1)").click()
    expect(page.get_by_role("button", name="<img src=x onerror=alert(1)>", exact=True)).to_be_visible()


def test_on_a_narrow_screen_the_source_lies_over_the_answer(open_page: Open) -> None:
    page = open_page(width=320)
    ask(page, ASKED)
    page.get_by_role("link", name=re.compile("^Bron 1: ")).first.click()
    panel = page.get_by_role("dialog", name="Bron")
    expect(panel.locator("mark").first).to_be_in_viewport()
    assert panel.evaluate("(panel) => panel.matches(':modal')")
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.get_by_role("link", name=re.compile("^Bron 1: ")).first).to_be_focused()


def test_what_leant_on_the_question_before_still_does_when_it_is_asked_again(open_page: Open) -> None:
    page = open_page()
    ask(page, AGAIN)
    _answers(page, 1)
    ask(page, "en bij een crisissignaal?")
    _answers(page, 2)
    said = page.locator(".aw-answer").last.locator(".aw-claim .aw-words").all_inner_texts()
    page.get_by_role("link", name="Nieuw gesprek beginnen").click()
    page.get_by_text("Eerder gevraagd in deze browser").click()
    page.get_by_role("button", name="en bij een crisissignaal?", exact=True).click()
    _answers(page, 1)
    assert page.locator(".aw-answer .aw-claim .aw-words").all_inner_texts() == said


def test_a_conversation_outlives_a_look_elsewhere_and_a_new_one_begins_empty(open_page: Open) -> None:
    page = open_page()
    page.get_by_label("Regio").select_option("Lindestroom")
    ask(page, ASKED)
    _answers(page, 1)
    page.get_by_role("link", name=re.compile("^Bron 1: ")).first.click()
    page.get_by_role("dialog", name="Bron").get_by_role("link", name=re.compile("Lindestroom")).first.click()
    expect(page.get_by_role("navigation", name="In dit document")).to_be_visible()
    page.get_by_role("link", name="Vragen").click()
    _answers(page, 1)
    expect(page.get_by_label("Regio")).to_have_value("lindestroom")
    assert json.loads(page.locator("[data-ask] [name=history]").input_value())[0]["question"] == ASKED
    page.get_by_role("button", name="English").click()
    _answers(page, 1)
    page.get_by_role("link", name="Start a new conversation").click()
    expect(page.locator(".aw-answer")).to_have_count(0)
    page.reload()
    expect(page.locator(".aw-answer")).to_have_count(0)


def test_a_conversation_somebody_spoiled_is_begun_anew(open_page: Open) -> None:
    page = open_page()
    for spoiled in ("{", "7", '{"html": 7}', '{"html": "", "fields": {}}'):
        page.evaluate("(text) => sessionStorage.setItem('afsprakenwijzer.gesprek', text)", spoiled)
        page.reload()
        expect(page.get_by_label("Uw vraag")).to_be_visible()
    expect(page.locator(".aw-answer")).to_have_count(0)


def test_the_region_of_an_example_stays_the_region_of_the_conversation(open_page: Open) -> None:
    page = open_page("/getoond/met meer")
    page.locator("[data-follow] [name=region]").first.evaluate("(field) => (field.value = 'lindestroom')")
    page.get_by_role("button", name="Wie legt het eerste huisbezoek af?").click()
    _answers(page, 2)
    expect(page.get_by_label("Regio")).to_have_value("lindestroom")


def test_pressing_again_while_it_is_sought_asks_once(open_page: Open) -> None:
    page = open_page()
    page.get_by_label("Uw vraag").fill(ASKED)
    page.evaluate("for (let n = 0; n < 3; n += 1) document.querySelector('[data-ask]').requestSubmit()")
    _answers(page, 1)
    page.wait_for_timeout(500)
    _answers(page, 1)


def test_the_source_that_was_pressed_last_is_the_one_that_shows(open_page: Open) -> None:
    page = open_page("/getoond/met meer")
    links = page.locator(".aw-claim .aw-cite")
    slow = links.nth(0).get_attribute("href") or ""

    def late(route: Route) -> None:
        page.wait_for_timeout(800)
        route.continue_()

    page.route(f"**{slow}", late)
    links.nth(0).click()
    links.nth(3).click()
    panel = page.get_by_role("dialog", name="Bron")
    expect(panel).to_be_visible()
    shown = panel.inner_text()
    page.wait_for_timeout(1500)
    assert panel.inner_text() == shown
    expect(links.nth(3)).to_have_attribute("aria-current", "true")


def test_a_source_scrolls_in_its_panel_and_not_the_answer_beside_it(open_page: Open) -> None:
    page = open_page()
    ask(page, "Binnen welke termijn geeft de signaalpartner het signaal door?")
    _answers(page, 1)
    page.locator(".aw-cite").first.click()
    before = page.evaluate("scrollY")
    page.get_by_role("link", name="Toon de bladzijde").evaluate("(link) => link.click()")  # without scrolling to it
    expect(page.get_by_role("dialog", name="Bron").locator("img")).to_be_visible()
    page.wait_for_timeout(500)
    assert page.evaluate("scrollY") == before


def test_a_screen_that_is_turned_moves_the_source_over_the_answer_and_back(open_page: Open) -> None:
    page = open_page()
    ask(page, ASKED)
    page.get_by_role("link", name=re.compile("^Bron 1: ")).first.click()
    panel = page.get_by_role("dialog", name="Bron")
    expect(panel).to_be_visible()
    for width, over in ((400, True), (1280, False)):
        page.set_viewport_size({"width": width, "height": 900})
        expect(panel).to_be_visible()
        page.wait_for_function("(over) => document.querySelector('[data-source]').matches(':modal') === over", arg=over)
        expect(panel.locator("mark").first).to_be_visible()


def test_a_question_that_cannot_be_taken_stays_in_the_box(open_page: Open) -> None:
    page = open_page("/getoond/met meer")
    page.locator("[data-follow] [name=region]").first.evaluate("(field) => (field.value = 'nergenshuizen')")
    page.get_by_role("button", name="Wie legt het eerste huisbezoek af?").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Uw vraag")).to_have_value("Wie legt het eerste huisbezoek af?")
