"""A caseworker says that an answer is wrong; the policy team reads it and clears it."""

import json
import re
from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Open
from tests.browser.test_asking import ASKED, ask
from tests.browser.width import fits

pytestmark = pytest.mark.browser

API = "/api/v1/feedback"
HOSTILE = "<img src=x onerror=alert(1)> \u202e</textarea> {{ 7 * 7 }}"


@pytest.fixture(autouse=True)
def cleared(site: str) -> Iterator[None]:
    """Finds and leaves the site without feedback: other tests look at it, and say what they think of answers too."""
    _clear(site)
    yield
    _clear(site)


def _clear(site: str) -> None:
    for one in httpx.get(site + API).json()["items"]:
        httpx.delete(f"{site}{API}/{one['id']}")


def _kept(site: str) -> list[dict[str, object]]:
    items: list[dict[str, object]] = httpx.get(site + API).json()["items"]
    return items


def _about(page: Page, question: str = ASKED) -> Locator:
    """The form under the answer to a question."""
    ask(page, question)
    form = page.get_by_role("group", name=re.compile("Klopt dit antwoord|Is this answer right"))
    expect(form).to_be_visible()
    return form


def test_one_press_says_that_it_is_right_and_is_thanked(open_page: Open, site: str) -> None:
    page = open_page()
    _about(page).get_by_role("button", name="Klopt", exact=True).click()
    thanks = page.get_by_role("status").filter(has_text="Dank u wel.")
    expect(thanks).to_be_focused()
    expect(page.get_by_role("group", name="Klopt dit antwoord?")).to_be_hidden()
    assert page.url == f"{site}/"
    (kept,) = _kept(site)
    assert (kept["right"], kept["outcome"], kept["question"]) == (True, "answered", None)
    assert kept["passages"]


@pytest.mark.parametrize("scripted", [True, False])
@pytest.mark.parametrize("ticked", [True, False])
def test_the_question_leaves_the_browser_only_where_its_box_is_ticked(
    open_page: Open, site: str, scripted: bool, ticked: bool
) -> None:
    page = open_page(java_script_enabled=scripted)
    form = _about(page)
    form.get_by_text("Klopt niet", exact=True).click()
    form.get_by_label("De bron is verouderd").check()
    form.get_by_label("Toelichting").fill("Dit is vorig jaar vervangen.")
    box = form.get_by_role("checkbox", name=re.compile("^Stuur mijn vraag mee"))
    expect(box).not_to_be_checked()
    box.set_checked(ticked)
    with page.expect_request(lambda request: request.method == "POST") as sent:
        form.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("Dank u wel").last).to_be_visible()
    body = sent.value.post_data or ""
    assert "vervangen" in body
    assert ("huurachterstand" in body) is ticked
    (kept,) = _kept(site)
    assert (kept["fault"], kept["question"]) == ("outdated_source", ASKED if ticked else None)


def test_personal_data_are_told_of_in_place_and_the_text_can_be_mended(open_page: Open, site: str) -> None:
    page = open_page()
    form = _about(page)
    form.get_by_text("Klopt niet", exact=True).click()
    reason = form.get_by_label("Toelichting")
    reason.fill("Mevrouw Klompenmaker zegt iets anders.")
    form.get_by_role("button", name="Verstuur").click()
    told = page.get_by_role("status").filter(has_text="In uw toelichting staat een naam.")
    expect(told).to_be_visible()
    expect(reason).to_be_focused()
    expect(reason).to_have_value("Mevrouw Klompenmaker zegt iets anders.")
    expect(reason).to_have_accessible_description(re.compile("staat een naam"))
    assert _kept(site) == []
    reason.fill("Een collega zegt iets anders.")
    form.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("status").filter(has_text="Dank u wel.")).to_be_focused()
    assert [one["reason"] for one in _kept(site)] == ["Een collega zegt iets anders."]


@pytest.mark.parametrize("scripted", [True, False])
def test_what_is_wrong_is_asked_for_and_what_was_chosen_stays(open_page: Open, site: str, scripted: bool) -> None:
    page = open_page(java_script_enabled=scripted)
    form = _about(page)
    form.get_by_text("Klopt niet", exact=True).click()
    form.get_by_role("checkbox").check()
    form.get_by_role("button", name="Verstuur").click()
    told = page.get_by_role("status" if scripted else "alert").filter(has_text="Kies wat er niet klopt")
    expect(told).to_be_visible()
    if scripted:
        expect(page.get_by_label("De bron past niet bij mijn vraag")).to_be_focused()
    expect(page.get_by_role("checkbox")).to_be_checked()
    assert _kept(site) == []
    page.get_by_label("Het antwoord is onduidelijk").check()
    page.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("Dank u wel").last).to_be_visible()
    assert [(one["fault"], one["question"]) for one in _kept(site)] == [("unclear", ASKED)]


def test_a_keyboard_is_enough(open_page: Open, site: str) -> None:
    page = open_page()
    form = _about(page)
    form.get_by_role("button", name="Klopt", exact=True).focus()
    for key in ("Tab", "Enter", "Tab", "Space", "ArrowDown", "Tab", "x", "Tab", "Space", "Tab", "Enter"):
        page.keyboard.press(key)
    expect(page.get_by_role("status").filter(has_text="Dank u wel.")).to_be_focused()
    (kept,) = _kept(site)
    assert (kept["fault"], kept["reason"], kept["question"]) == ("outdated_source", "x", ASKED)


def test_an_english_answer_asks_in_english(open_page: Open, site: str) -> None:
    page = open_page()
    form = _about(page, "Who carries out the first home visit?")
    form.get_by_text("Not right", exact=True).click()
    form.get_by_label("Explanation").fill("Call 06 12345678.")
    form.get_by_role("button", name="Send").click()
    expect(page.get_by_role("status").filter(has_text="Your explanation holds a phone number.")).to_be_visible()
    assert _kept(site) == []


def test_a_lost_connection_is_told_and_what_was_typed_stays(open_page: Open) -> None:
    page = open_page()
    form = _about(page)
    form.get_by_text("Klopt niet", exact=True).click()
    form.get_by_label("Toelichting").fill("Dit klopt niet.")
    page.context.set_offline(True)
    form.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("status").filter(has_text="De verbinding viel weg.")).to_be_visible()
    expect(form.get_by_label("Toelichting")).to_have_value("Dit klopt niet.")


def test_each_answer_of_a_conversation_has_a_form_of_its_own(open_page: Open, site: str) -> None:
    page = open_page()
    _about(page).get_by_role("button", name="Klopt", exact=True).click()
    expect(page.get_by_role("status").filter(has_text="Dank u wel.")).to_be_visible()
    page.locator("#question").fill("Wat kost een paspoort?")
    page.get_by_role("button", name="Zoek het op").click()
    form = page.get_by_role("group", name="Klopt dit antwoord?")
    form.get_by_text("Klopt niet", exact=True).click()
    form.get_by_label("Het staat wel in de afspraken").check()
    form.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_role("status").filter(has_text="Dank u wel.")).to_have_count(2)
    assert [(one["right"], one["outcome"]) for one in _kept(site)] == [(False, "not_found"), (True, "answered")]


@pytest.mark.parametrize("scripted", [True, False])
def test_the_policy_team_reads_it_opens_the_source_and_clears_it(open_page: Open, site: str, scripted: bool) -> None:
    page = open_page(java_script_enabled=scripted)
    form = _about(page)
    form.get_by_text("Klopt niet", exact=True).click()
    form.get_by_label("Toelichting").fill(HOSTILE)
    form.get_by_role("checkbox").check()
    form.get_by_role("button", name="Verstuur").click()
    expect(page.get_by_text("Dank u wel").last).to_be_visible()
    page.get_by_role("navigation", name="Hoofdmenu").get_by_role("link", name="Samenhang").click()
    page.get_by_role("navigation", name="In Samenhang").get_by_role("link", name="Terugkoppeling").click()
    reported = page.get_by_role("main")
    expect(reported.locator("blockquote")).to_contain_text("<img src=x onerror=alert(1)>")
    expect(reported.locator("img")).to_have_count(0)
    expect(reported).to_contain_text(ASKED)
    if reported.locator("summary").count():
        reported.locator("summary").click()
    expect(reported.locator("a[href^='/passage/']").first).to_be_visible()
    reported.get_by_role("button", name="Afgehandeld: verwijderen").click()
    expect(page.get_by_text("Er is nog niets gemeld.")).to_be_visible()
    assert page.url == f"{site}/samenhang/terugkoppeling"
    assert _kept(site) == []


def test_a_region_is_chosen_without_a_script(open_page: Open, site: str) -> None:
    page = open_page("/samenhang/ontbreekt", java_script_enabled=False)
    page.get_by_label("Regio").select_option("Proefstad")
    page.get_by_role("button", name="Toon").click()
    assert page.url == f"{site}/samenhang/ontbreekt?region=proefstad"
    expect(page.get_by_label("Regio")).to_have_value("proefstad")
    expect(page.get_by_text("Geen enkele afspraak is verlopen of vervangen.")).to_be_visible()


def test_two_hundred_entries_fit_the_smallest_screen_and_are_turned_by_sheet(open_page: Open, site: str) -> None:
    for number in range(200):
        said = {"right": False, "outcome": "answered", "kind": "other", "language": "nl", "reason": f"Nr. {number}"}
        httpx.post(site + API, content=json.dumps(said), headers={"content-type": "application/json"})
    page = open_page("/samenhang/terugkoppeling", width=320)
    expect(page.get_by_text("Blad 1 van 10")).to_be_visible()
    sheets = page.get_by_role("navigation", name="Terugkoppeling van collega’s: bladen")
    sheets.get_by_role("link", name="Volgende").click()
    expect(page.get_by_text("Blad 2 van 10")).to_be_visible()
    page.get_by_role("button", name="Afgehandeld: verwijderen").first.click()
    expect(page.get_by_text("Blad 2 van 10")).to_be_visible()
    assert fits(page)
