"""A caseworker asks, reads the answer and opens the sentence it stands on."""

import json
import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.width import fits

pytestmark = pytest.mark.browser

ASKED = "Wie meldt een huurder met een huurachterstand aan?"


def ask(page: Page, question: str) -> None:
    """Type a question and send it."""
    page.get_by_label("Uw vraag").fill(question)
    page.get_by_role("button", name="Zoek het op").click()


def test_the_answer_comes_in_the_same_page_and_takes_the_focus(open_page: Open, site: str) -> None:
    page = open_page()
    ask(page, ASKED)
    heading = page.get_by_role("heading", name="Antwoord", exact=True)
    expect(heading).to_be_focused()
    expect(page.locator(".aw-asked")).to_contain_text(ASKED)
    expect(page).to_have_title("Antwoord – Afsprakenwijzer")
    assert page.url == f"{site}/"


def test_each_claim_is_spoken_once(open_page: Open) -> None:
    page = open_page()
    ask(page, ASKED)
    claims = page.locator(".aw-answer .aw-claim .aw-words")
    expect(claims.first).to_be_visible()
    expect(page.get_by_role("log").locator("p")).to_have_text(claims.all_inner_texts())
    expect(page.locator("[data-status]")).to_be_empty()


def test_the_items_of_a_list_stand_on_lines_of_their_own(open_page: Open) -> None:
    page = open_page()
    ask(page, "Onder welke voorwaarden krijgt een huurder een laatste kans?")
    items = page.locator(".aw-answer .aw-words").filter(has_text="- de huurder").first.inner_text().split("\n")
    assert len(items) > 2
    assert all(item.startswith("- ") for item in items[1:])


def test_a_citation_opens_the_marked_sentence_and_gives_the_focus_back(open_page: Open) -> None:
    page = open_page()
    ask(page, ASKED)
    citation = page.get_by_role("link", name=re.compile("^Bron 1: ")).first
    quote = page.locator(".aw-quote mark").first.inner_text()
    citation.click()
    panel = page.get_by_role("dialog", name="Bron")
    expect(panel.get_by_role("heading", level=1)).to_be_focused()
    expect(panel.locator("mark").first).to_have_text(quote)
    expect(panel.locator("mark").first).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(citation).to_be_focused()


def test_the_next_passage_opens_in_the_panel(open_page: Open, site: str) -> None:
    page = open_page()
    ask(page, ASKED)
    page.get_by_role("link", name=re.compile("^Bron 1: ")).first.click()
    panel = page.get_by_role("dialog", name="Bron")
    before = panel.locator(".aw-passage--asked").inner_text()
    panel.get_by_role("link", name="Volgende passage").click()
    expect(panel.locator(".aw-passage--asked")).not_to_have_text(before)
    assert page.url == f"{site}/"
    panel.get_by_role("button", name="Sluit bron").click()
    expect(page.get_by_role("link", name=re.compile("^Bron 1: ")).first).to_be_focused()


def test_not_found_says_so_and_its_nearest_heading_opens(open_page: Open) -> None:
    page = open_page()
    ask(page, "Wat kost een paspoort?")
    expect(page.get_by_role("heading", name="Dit staat niet in de afspraken")).to_be_focused()
    nearest = page.get_by_role("group", name="Het dichtst in de buurt").get_by_role("link").first
    nearest.click()
    expect(page.get_by_role("dialog", name="Bron")).to_be_visible()


def test_a_question_without_words_is_sent_back_to_its_field(open_page: Open) -> None:
    page = open_page()
    ask(page, "  ")
    expect(page.get_by_role("alert")).to_contain_text("Er staat geen vraag")
    expect(page.get_by_label("Uw vraag")).to_be_focused()
    ask(page, ASKED)
    expect(page.get_by_role("heading", name="Antwoord", exact=True)).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_the_region_narrows_what_is_searched(open_page: Open) -> None:
    page = open_page()
    page.get_by_label("Regio").select_option("Lindestroom")
    ask(page, ASKED)
    expect(page.locator(".aw-answer")).to_contain_text("Regio Lindestroom, stand op")
    page.get_by_label("Regio").select_option("Proefstad")
    ask(page, "Wie belt?")
    expect(page.locator(".aw-answer").last).to_contain_text("Regio Proefstad, stand op")
    expect(page.locator(".aw-answer").last).not_to_contain_text("Lindestroom")


def test_everything_works_without_a_script(open_page: Open, site: str) -> None:
    page = open_page(java_script_enabled=False)
    ask(page, ASKED)
    assert page.url == f"{site}/#antwoord"
    expect(page.get_by_role("heading", name="Antwoord", exact=True)).to_be_in_viewport()
    page.get_by_role("link", name=re.compile("^Bron 1: ")).first.click()
    assert "/passage/" in page.url
    expect(page.locator("mark").first).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Antwoord", exact=True)).to_be_visible()
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Documenten").click()
    page.get_by_role("link", name=re.compile("Convenant Vroegsignalering")).first.click()
    expect(page.get_by_role("navigation", name="In dit document")).to_be_visible()


@pytest.mark.parametrize(
    "question",
    ["<script>alert('vraag')</script> <img src=x onerror=alert(1)>", "\u202evraag\u2066 \u200b{{ 7 * 7 }} </textarea>"],
)
def test_a_hostile_question_is_shown_as_text(open_page: Open, question: str) -> None:
    for scripted in (True, False):
        page = open_page(java_script_enabled=scripted)
        ask(page, question)
        shown = page.locator(".aw-asked")
        expect(shown).to_contain_text("vraag")
        expect(shown.locator("img, script")).to_have_count(0)
        expect(page.get_by_role("heading", name=re.compile("Dit staat niet|Antwoord|deel"))).to_be_visible()


def test_ten_thousand_characters_are_too_many_and_nothing_breaks(open_page: Open) -> None:
    page = open_page(width=320)
    ask(page, "x" * 10_000)
    expect(page.get_by_role("alert")).to_contain_text("te lang")
    assert fits(page)


def test_a_hostile_document_is_shown_as_text(open_page: Open) -> None:
    page = open_page("/documenten")
    page.get_by_role("link", name=re.compile("alert\\('titel'\\)")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("<script>alert('titel')</script>")
    expect(page.locator(".aw-text")).to_contain_text("De <i>fietsmelder</i> belt.")
    page.get_by_role("link", name=re.compile("apart lezen")).last.click()
    expect(page.locator(".aw-passage--asked")).to_have_text("De <i>fietsmelder</i> belt.")


def test_a_lost_connection_is_told(open_page: Open) -> None:
    page = open_page()
    page.context.set_offline(True)
    ask(page, ASKED)
    expect(page.get_by_role("status").filter(has_text="verbinding")).to_be_visible()
    expect(page.get_by_label("Uw vraag")).to_have_value(ASKED)


@pytest.mark.parametrize("scripted", [True, False])
def test_an_offered_question_is_asked_within_the_conversation(open_page: Open, site: str, scripted: bool) -> None:
    page = open_page("/getoond/met meer", java_script_enabled=scripted)
    offered = page.get_by_role("button", name="Wie legt het eerste huisbezoek af?")
    offered.click()
    expect(page.locator(".aw-asked").last).to_contain_text("Wie legt het eerste huisbezoek af?")
    expect(page.get_by_text("Mag een huurder worden aangemeld zonder toestemming?").first).to_be_visible()
    expect(page.locator(".aw-answer").last.locator(".aw-claim").first).to_be_visible()
    turns = json.loads(page.locator("[data-ask] [name=history]").input_value())
    assert [turn["question"] for turn in turns] == [
        "Mag een huurder worden aangemeld zonder toestemming?",
        "Wie legt het eerste huisbezoek af?",
    ]
    page.get_by_role("link", name="Nieuw gesprek beginnen").click()
    expect(page.locator("[data-ask] [name=history]")).to_have_value("")


def test_the_first_line_can_be_acted_on_and_more_stands_apart(open_page: Open) -> None:
    page = open_page("/getoond/met meer")
    said = page.locator(".aw-answer").inner_text()
    first, rest = said.split("Ook hierover")
    assert first.index("Dat hangt ervan af. Lees de voorwaarde.") < first.index("geen toestemming")
    assert "huisbezoek" in rest
    expect(page.locator(".aw-quote mark")).to_have_count(4)


def test_a_part_of_an_answer_says_which_part_is_missing(open_page: Open) -> None:
    page = open_page("/getoond/een deel")
    missing = page.locator(".utrecht-alert--info")
    expect(missing.get_by_role("heading", name="Niet beantwoord")).to_be_visible()
    expect(missing).to_contain_text("Over “hoe laat” zeggen de gevonden teksten niets.")
    expect(missing).to_contain_text("wordt genoemd, maar is hier niet aanwezig. Daar zou het antwoord staan.")
