"""Everyone can use the pages: no axe violation, no sideways scrolling, little to load."""

import re
from collections.abc import Callable
from functools import partial
from itertools import product
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, ViewportSize, expect

from tests.browser.conftest import Open
from tests.browser.test_asking import ASKED, ask

pytestmark = pytest.mark.browser

FIRST_VISIT_BYTES = 150_000


def _asked(page: Page) -> None:
    ask(page, ASKED)
    expect(page.locator(".aw-answer")).to_be_visible()


def _source(page: Page) -> None:
    _asked(page)
    page.locator(".aw-cite").first.click()
    expect(page.locator(".aw-panel mark").first).to_be_visible()


def _passage(page: Page) -> None:
    _asked(page)
    page.goto(page.locator(".aw-cite").first.get_attribute("href") or "")


def _shown(name: str, page: Page) -> None:
    page.goto(f"/getoond/{name}")
    expect(page.locator(".aw-answer")).to_be_visible()


def _not_found(page: Page) -> None:
    ask(page, "Wat kost een paspoort?")
    expect(page.locator(".aw-answer")).to_be_visible()


def _refused(page: Page) -> None:
    ask(page, "")
    expect(page.get_by_role("alert")).to_be_visible()


def _personal(page: Page) -> None:
    ask(page, "Mag mevrouw Klompenmaker worden aangemeld?")
    expect(page.get_by_role("alert")).to_contain_text("In uw vraag staat een naam.")


def _conversation(page: Page) -> None:
    for question in (ASKED, "Wie heeft de casusregie?"):
        ask(page, question)
        expect(page.locator(".aw-answer h2").last).to_be_focused()
    page.get_by_text("Eerder gevraagd in deze browser").click()


def _wrong(page: Page) -> None:
    _asked(page)
    page.locator("summary", has_text="Klopt niet").click()


def _picture(page: Page) -> None:
    page.goto("/documenten/lindestroom/convenant-vroegsignalering-2021-2024")
    page.get_by_role("link", name=re.compile("apart lezen")).nth(8).click()
    page.get_by_role("link", name="Toon de bladzijde").click()
    expect(page.locator("[data-passage] img")).to_be_visible()


def _opened(path: str, page: Page) -> None:
    response = page.goto(path)
    assert response
    assert response.ok


def _reading(page: Page) -> None:
    page.goto("/documenten")
    page.get_by_role("link", name=re.compile("Convenant Vroegsignalering")).first.click()


PAGES = (
    "/uitleg",
    "/toegankelijkheid",
    "/samenhang",
    "/terugkoppeling",
    "/inwerken",
    "/inwerken/lindestroom",
    "/inwerken/lindestroom/oefenen",
    "/inwerken/lindestroom/begrippen",
)
STATES: dict[str, Callable[[Page], object]] = {
    "vraag": lambda page: page.goto("/"),
    "antwoord": _asked,
    "bron": _source,
    "passage": _passage,
    "niet gevonden": _not_found,
    "gesprek": _conversation,
    "klopt niet": _wrong,
    "bladzijde": _picture,
    "geweigerd": _refused,
    "persoonsgegevens": _personal,
    **{name: partial(_shown, name) for name in ("met meer", "een deel", "tegenspraak", "één vraag", "Engels")},
    "documenten": lambda page: page.goto("/documenten"),
    "document": _reading,
    "fout": lambda page: page.goto("/nergens"),
    **{path: partial(_opened, path) for path in PAGES},
}


SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")


def _fits(page: Page) -> bool:
    fits: bool = page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    return fits


@pytest.mark.parametrize("state", STATES)
def test_every_page_and_state_passes_axe_and_fits_its_width(open_page: Open, state: str) -> None:
    page = open_page()
    STATES[state](page)
    for width, scheme in product((1280, 320), SCHEMES):
        page.set_viewport_size(ViewportSize(width=width, height=900))
        page.emulate_media(color_scheme=scheme)
        assert Axe().run(page).generate_snapshot() == "", (width, scheme)
        assert _fits(page), (width, scheme)


def test_text_at_twice_its_size_still_fits(open_page: Open) -> None:
    for state in ("antwoord", "documenten", "document"):
        page = open_page(width=640)
        STATES[state](page)
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert _fits(page), state


def test_a_keyboard_reaches_the_question_and_the_sources(open_page: Open) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Uw vraag")).to_be_focused()
    page.keyboard.type(ASKED)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Antwoord", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".aw-cite").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name="Bron").locator("mark").first).to_be_visible()


def test_a_first_visit_with_an_answer_is_light(open_page: Open) -> None:
    page = open_page("/nergens")
    loaded: list[int] = []
    page.on("requestfinished", lambda request: loaded.append(_bytes(request)))
    page.goto("/")
    _source(page)
    assert 10_000 < sum(loaded) <= FIRST_VISIT_BYTES


def _bytes(request: Request) -> int:
    sizes = request.sizes()
    return sizes["responseBodySize"] + sizes["responseHeadersSize"]
