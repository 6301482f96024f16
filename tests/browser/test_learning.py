"""A new colleague follows the path by keyboard, reads, opens a source, and finds the progress back."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open
from tests.browser.width import fits

pytestmark = pytest.mark.browser

PATH = "/inwerken/lindestroom"
TICK = "Ik heb deze module gelezen"


def press_until(page: Page, name: str) -> None:
    """Go by Tab to the link or box of that name."""
    focused = "document.activeElement.labels?.[0]?.innerText ?? document.activeElement.innerText ?? ''"
    for _ in range(400):
        page.keyboard.press("Tab")
        if name in page.evaluate(focused):
            return
    raise AssertionError(f"Tab never comes to {name}")


def test_the_path_is_followed_by_keyboard_and_remembers_what_was_read(open_page: Open) -> None:
    page = open_page(PATH)
    expect(page.get_by_text("0 van 8 modules gelezen")).to_be_visible()
    press_until(page, "Dubbele meldingen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Dubbele meldingen")).to_be_visible()
    press_until(page, TICK)
    page.keyboard.press("Space")
    expect(page.get_by_label(TICK)).to_be_checked()
    page.reload()
    expect(page.get_by_label(TICK)).to_be_checked()
    page.goto(PATH)
    expect(page.get_by_text("1 van 8 modules gelezen")).to_be_visible()
    step = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Dubbele meldingen"))
    expect(step.get_by_text("Gelezen")).to_be_visible()


def test_progress_says_where_to_go_on_and_is_deleted_in_one_press(open_page: Open) -> None:
    page = open_page(f"{PATH}/module/wie-doen-mee")
    page.get_by_label(TICK).check()
    page.goto(PATH)
    first = page.get_by_role("listitem").filter(has=page.get_by_role("heading", name="Vroegsignalering"))
    expect(first.get_by_text("Ga hier verder")).to_be_visible()
    page.get_by_role("button", name="Wis mijn voortgang").click()
    expect(page.get_by_role("status")).to_have_text("Uw voortgang is gewist.")
    expect(page.get_by_text("0 van 8 modules gelezen")).to_be_visible()
    expect(page.get_by_role("button", name="Wis mijn voortgang")).to_be_hidden()
    assert page.evaluate("localStorage.length") == 0


@pytest.mark.parametrize(
    "damaged", ['{"lindestroom":5}', '{"lindestroom":[{"a":1}]}', '[{"a":1}]', "null", "7", '"x"', "{", '{"x":null}']
)
def test_progress_that_is_damaged_counts_as_none_and_does_not_come_in_the_way(open_page: Open, damaged: str) -> None:
    page = open_page(PATH)
    page.evaluate("damaged => localStorage.setItem('afsprakenwijzer.inwerken', damaged)", damaged)
    page.reload()
    expect(page.get_by_text("0 van 8 modules gelezen")).to_be_visible()
    page.goto(f"{PATH}/module/wie-doen-mee")
    page.get_by_label(TICK).check()
    page.goto(PATH)
    expect(page.get_by_text("1 van 8 modules gelezen")).to_be_visible()


def test_a_source_opens_at_the_marked_sentence(open_page: Open) -> None:
    page = open_page(f"{PATH}/module/woonoverlast")
    section = page.get_by_role("region", name="Waar is het voor?")
    sentence = section.locator("mark").inner_text()
    section.get_by_role("link", name="Bron 1: ").click()
    expect(page.locator("mark").first).to_have_text(sentence)


def test_the_drawing_loads_and_scrolls_by_keyboard(open_page: Open) -> None:
    page = open_page(f"{PATH}/module/intake#verloop")
    picture = page.get_by_role("img", name="Tekening van het verloop van Intake")
    picture.scroll_into_view_if_needed()
    expect(picture).to_be_visible()
    page.wait_for_function("document.querySelector('.aw-lesson-picture img').naturalWidth > 0")
    around = page.get_by_role("region", name="Tekening van het verloop")
    around.focus()
    expect(around).to_be_focused()


def test_a_question_at_the_foot_is_asked_of_this_region(open_page: Open, site: str) -> None:
    page = open_page(f"{PATH}/module/woonoverlast")
    page.get_by_role("button", name="Wie heeft de regie bij Woonoverlast?").click()
    expect(page.get_by_text("voert de regie").first).to_be_visible()
    assert page.url.startswith(f"{site}/#")


def test_without_script_the_path_is_read_and_nothing_promises_progress(open_page: Open) -> None:
    page = open_page(PATH, java_script_enabled=False)
    expect(page.get_by_text("modules gelezen")).to_be_hidden()
    page.get_by_role("link", name="Privacy").click()
    expect(page.get_by_role("heading", name="Hoe lang u het bewaart")).to_be_visible()
    expect(page.get_by_label(TICK)).to_be_hidden()


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize(
    "path", ["", "/module/wie-doen-mee", "/module/woonoverlast", "/module/privacy", "/module/wat-geldt-nu"]
)
def test_nothing_scrolls_sideways(open_page: Open, path: str, width: int) -> None:
    page = open_page(PATH + path, width=width)
    for fold in page.locator("summary").all():
        fold.click()
    assert fits(page)
