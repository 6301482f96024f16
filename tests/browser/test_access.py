"""Everyone can use the pages: no axe violation, no sideways scrolling, little to load."""

import re
from collections.abc import Callable, Iterable
from functools import partial
from itertools import product
from typing import Literal

import pytest
from playwright.sync_api import FilePayload, Page, Request, ViewportSize, expect

from tests.browser.axe import violations
from tests.browser.conftest import Open
from tests.browser.test_asking import ASKED, ask
from tests.browser.width import fits

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
    page.evaluate("for (const one of document.querySelectorAll('main details')) one.open = true")


def _right(page: Page) -> None:
    _asked(page)
    page.get_by_role("button", name="Klopt", exact=True).click()
    expect(page.locator(".aw-feedback__status")).not_to_be_empty()


def _feedback_refused(page: Page) -> None:
    _wrong(page)
    page.get_by_label("Toelichting").fill("Mevrouw Klompenmaker zegt iets anders.")
    page.get_by_role("button", name="Verstuur").click()
    expect(page.locator(".aw-feedback__status")).not_to_be_empty()


def _examples(page: Page) -> None:
    for _ in range(60):
        page.goto("/")
        if page.locator("[data-examples]").count():
            return
        page.wait_for_timeout(500)
    pytest.fail("no examples were made")


def _typing(page: Page) -> None:
    page.get_by_label("Uw vraag").press_sequentially("Mag 111222333 zich melden")
    expect(page.get_by_role("status").filter(has_text="Haal dat weg")).to_be_visible()


def _practised(page: Page) -> None:
    page.goto("/inwerken/lindestroom/oefenen")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Controleer").click()
    expect(page.get_by_role("heading", name=re.compile("Goed|Niet goed|Fout"))).to_be_visible()


def _looked_up(page: Page) -> None:
    page.goto("/inwerken/lindestroom/begrippen")
    page.get_by_label("Zoek een begrip").fill("casus")


def _added(page: Page, text: str = "De buurt veegt de stoep.") -> None:
    page.goto("/documenten")
    page.get_by_text("Documenten toevoegen").click()
    texts = (f"# Werkafspraken stoep\n\n## 1. Wie\n\n{text}\n", "")
    named = [
        FilePayload(name=f"stoep{number}.md", mimeType="text/markdown", buffer=text.encode())
        for number, text in enumerate(texts)
    ]
    page.get_by_label("Bestanden").set_input_files(named)
    page.locator("[name=region]").fill("stoepstad")
    page.get_by_role("button", name="Voeg toe").click()
    expect(page.get_by_role("group", name="Uitkomst")).to_have_count(2)


def _compared(page: Page) -> None:
    _added(page)
    _added(page, "De buurt veegt de stoep elke week.")
    page.get_by_role("link", name="Bekijk wat er is veranderd").click()
    expect(page.get_by_role("insertion").first).to_be_visible()


def _without_files(page: Page) -> None:
    page.goto("/documenten")
    page.evaluate("document.querySelector('form[enctype]').submit()")
    expect(page.get_by_role("alert")).to_be_visible()


def _marked_picture(page: Page) -> None:
    _asked(page)
    expect(page.locator(".aw-answer h2")).to_be_focused()
    ask(page, "Binnen welke termijn geeft de signaalpartner het signaal door?")
    expect(page.locator(".aw-answer h2")).to_have_count(2)
    page.locator(".aw-answer").last.locator(".aw-cite").first.click()
    page.get_by_role("link", name="Toon de bladzijde").click()
    expect(page.locator(".aw-panel img")).to_be_visible()


def _finding(page: Page) -> None:
    page.goto("/samenhang/bevindingen?region=lindestroom")
    page.locator(".aw-rows a").first.click()
    expect(page.get_by_role("heading", name="Wat er staat")).to_be_visible()


def _undecided(page: Page) -> None:
    _finding(page)
    page.get_by_role("button", name="Bewaar het oordeel").click()
    expect(page.get_by_role("alert").first).to_be_visible()


def _put_off(page: Page) -> None:
    _finding(page)
    page.get_by_role("radio", name=re.compile("Later")).check()
    page.get_by_label(re.compile("Notitie")).fill("Volgt bij de evaluatie.")
    page.get_by_role("button", name="Bewaar het oordeel").click()
    page.get_by_text("Wijzig het oordeel").click()


def _reading(page: Page) -> None:
    page.goto("/documenten")
    page.get_by_role("link", name=re.compile("Convenant Vroegsignalering")).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Convenant Vroegsignalering")


PAGES = (
    "/documenten?zoek=convenant",
    "/documenten?regio=lindestroom",
    "/documenten/lindestroom/convenant-vroegsignalering-2025-2028/versies",
    "/documenten/lindestroom/convenant-vroegsignalering-2025-2028/verwijderen",
    "/regio/lindestroom/verwijderen",
    "/uitleg",
    "/toegankelijkheid",
    "/samenhang",
    "/samenhang/bevindingen",
    "/samenhang/bevindingen?status=variant&topic=gaps",
    "/samenhang/bevindingen/afgedaan",
    "/samenhang/ontbreekt",
    "/samenhang/terugkoppeling",
    "/samenhang/onbeantwoord",
    "/samenhang/register?region=lindestroom",
    "/terugkoppeling",
    "/inwerken",
    "/inwerken/lindestroom",
    "/inwerken/lindestroom/module/wie-doen-mee",
    "/inwerken/lindestroom/module/woonoverlast",
    "/inwerken/lindestroom/module/intake",
    "/inwerken/lindestroom/module/privacy",
    "/inwerken/lindestroom/module/wat-geldt-nu",
    "/inwerken/lindestroom/wie/corporatie",
    "/inwerken/proefstad",
    "/inwerken/lindestroom/oefenen",
    "/inwerken/lindestroom/oefenen?bij=x",
    "/inwerken/proefstad/oefenen",
    "/inwerken/proefstad/begrippen",
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
    "klopt": _right,
    "terugkoppeling geweigerd": _feedback_refused,
    "voorbeelden": _examples,
    "gewaarschuwd": _typing,
    "geoefend": _practised,
    "begrip gezocht": _looked_up,
    "bladzijde naast het antwoord": _marked_picture,
    "geweigerd": _refused,
    "persoonsgegevens": _personal,
    **{name: partial(_shown, name) for name in ("met meer", "een deel", "tegenspraak", "één vraag", "Engels")},
    "documenten": lambda page: page.goto("/documenten"),
    "document": _reading,
    "bevinding": _finding,
    "oordeel ontbreekt": _undecided,
    "uitgesteld": _put_off,
    "bevinding weg": lambda page: page.goto("/samenhang/bevindingen/0123456789ab"),
    "fout": lambda page: page.goto("/nergens"),
    **{path: partial(_opened, path) for path in PAGES},
}
ADDING: dict[str, Callable[[Page], object]] = {
    "toegevoegd": _added,
    "vergeleken": _compared,
    "zonder bestanden": _without_files,
}
LARGE = (
    "antwoord",
    "klopt niet",
    "voorbeelden",
    "documenten",
    "document",
    "geoefend",
    "/samenhang",
    "/samenhang/bevindingen",
    "/samenhang/register?region=lindestroom",
    "bevinding",
    "/inwerken/lindestroom",
    "/inwerken/lindestroom/module/wie-doen-mee",
    "/inwerken/lindestroom/module/woonoverlast",
    "/inwerken/lindestroom/module/privacy",
    "/inwerken/lindestroom/oefenen",
    "/inwerken/lindestroom/begrippen",
    "/regio/lindestroom/verwijderen",
)
# No colour depends on the width and no place on the scheme (a test of the stylesheets holds them to it).
SEEN: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "light"), (320, "dark"))


def _everyone_can_use(page: Page, seen: Iterable[tuple[int, Literal["light", "dark"]]]) -> None:
    for width, scheme in seen:
        page.set_viewport_size(ViewportSize(width=width, height=900))
        page.emulate_media(color_scheme=scheme)
        assert violations(page) == "", (width, scheme)
        assert fits(page), (width, scheme)


@pytest.mark.parametrize("path", PAGES)
def test_every_page_passes_axe_and_fits_its_width(tab: Page, path: str) -> None:
    _opened(path, tab)
    _everyone_can_use(tab, SEEN)


@pytest.mark.parametrize("state", [state for state in STATES if state not in PAGES])
def test_every_state_passes_axe_and_fits_its_width(open_page: Open, state: str) -> None:
    page = open_page()
    STATES[state](page)
    _everyone_can_use(page, SEEN)


@pytest.mark.parametrize("state", ADDING)
def test_every_state_of_adding_passes_axe_and_fits_its_width(open_workshop: Open, state: str) -> None:
    page = open_workshop()
    ADDING[state](page)
    _everyone_can_use(page, SEEN)


@pytest.mark.nightly
@pytest.mark.parametrize("state", STATES)
def test_every_page_and_state_passes_axe_in_each_scheme_at_each_width(open_page: Open, state: str) -> None:
    page = open_page()
    STATES[state](page)
    _everyone_can_use(page, product((1280, 320), ("light", "dark")))


@pytest.mark.parametrize("path", ["/", "/documenten", *PAGES])
def test_every_page_passes_axe_in_english_too(english_tab: Page, path: str) -> None:
    english_tab.set_viewport_size(ViewportSize(width=320, height=900))
    _opened(path, english_tab)
    expect(english_tab.locator("html")).to_have_attribute("lang", "en")
    assert violations(english_tab) == ""
    assert fits(english_tab)


@pytest.mark.parametrize("state", LARGE)
def test_text_at_twice_its_size_still_fits(open_page: Open, state: str) -> None:
    page = open_page(width=320)
    STATES[state](page)
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    for width in (320, 640):
        page.set_viewport_size(ViewportSize(width=width, height=900))
        assert fits(page), width


def test_a_link_that_looks_like_a_button_is_as_high_and_as_plain_as_one(open_page: Open) -> None:
    page = open_page()
    _picture(page)
    page.go_back()
    link, height = page.get_by_role("link", name="Toon de bladzijde"), "one => one.getBoundingClientRect().height"
    expect(link).to_have_css("text-decoration-line", "none")
    assert link.evaluate(height) == page.get_by_role("button", name="English").evaluate(height)


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
