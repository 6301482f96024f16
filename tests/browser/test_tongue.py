"""The page in English, and in a municipality's own look."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from playwright.sync_api import Page, ViewportSize, expect

from api.web.messages import catalogue
from kb.language.words import DUTCH_STOP_WORDS, ENGLISH_STOP_WORDS, tokens
from tests.browser.conftest import Open
from tests.browser.test_documents import FIRST, SECOND, files, write
from tests.browser.width import fits

__all__ = ["files"]  # a fixture, which is found by its name here

pytestmark = pytest.mark.browser

WIDTHS = (1280, 320)
LINDESTROOM = "/documenten/lindestroom/convenant-vroegsignalering-2021-2024"
ROOMS = (
    "/uitleg",
    "/toegankelijkheid",
    "/terugkoppeling",
    "/samenhang",
    "/samenhang?region=nergens",
    "/nergens",
    "/inwerken",
    "/inwerken/lindestroom",
    "/inwerken/lindestroom/module/wie-doen-mee",
    "/inwerken/lindestroom/module/vroegsignalering",
    "/inwerken/lindestroom/module/datalekken",
    "/inwerken/lindestroom/wie/gemeente-lindestroom",
    "/inwerken/lindestroom/oefenen",
    "/inwerken/lindestroom/begrippen",
    "/documenten",
    "/documenten?zoek=protocol",
    "/regio/lindestroom/verwijderen",
    LINDESTROOM,
    f"{LINDESTROOM}/versies",
    f"{LINDESTROOM}/verwijderen",
)
# Text beside the languages that its surroundings say it is in, also what is folded away or only listened to.
SAID = """() => {
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const language = (one) => one.closest("[lang]").lang;
  while (walker.nextNode()) {
    const here = walker.currentNode;
    if (here instanceof Element) {
      for (const name of ["aria-label", "placeholder", "title"])
        if (here.getAttribute(name)) found.push([language(here), here.getAttribute(name)]);
      for (const [name, words] of Object.entries(here.dataset))
        if (!["term", "cases"].includes(name) && words.includes(" ")) found.push([language(here), words]);
    } else if (!here.parentElement.closest("script, style")) found.push([language(here.parentElement), here.data]);
  }
  return found;
}"""
_FACT = re.compile(r"%\(\w+\)s|\{\w+\}|<[^>]+>")
# What the page says in English about a name that only the document gives.
_NAMED = re.compile(r"“[^”]*”|(?<=Source )[\d, ]+: .*|(when it is about|recorded for) .*|\S+\.(pdf|docx|md)\b")


def _forms(said: object) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said) if isinstance(said, (list, tuple)) else ()


def _parts(texts: tuple[str, ...]) -> Iterator[str]:
    """What stands between the facts of a message, as far as it has words."""
    for text in texts:
        yield from (part for raw in _FACT.split(text) if re.search(r"\w", part := raw.strip(" .,:;?()")))


def _dutch() -> re.Pattern[str]:
    """Any piece of a message that its English form does not have."""
    messages: list[Message] = [one for one in catalogue() if one.id]
    english = {part.casefold() for one in messages for part in _parts(_forms(one.string))}
    english |= {word for part in english for word in part.split()}
    dutch = {part for one in messages for part in _parts(_forms(one.id)) if part.casefold() not in english}
    longest = sorted(map(re.escape, dutch), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(longest)})(?!\w)")


def _reads_dutch(text: str) -> bool:
    """Whether a text has small words that are Dutch alone, at least two more than such that are English alone."""
    words = tokens(text)
    dutch = sum(word in DUTCH_STOP_WORDS - ENGLISH_STOP_WORDS for word in words)
    return dutch > 1 + sum(word in ENGLISH_STOP_WORDS - DUTCH_STOP_WORDS for word in words)


@pytest.fixture(scope="module")
def left() -> Callable[[Page], list[str]]:
    """Finds what of a page in English is still Dutch and not marked as such."""
    dutch = _dutch()
    assert dutch.search("Zoek het op")

    def found(page: Page) -> list[str]:
        said = [" ".join(_NAMED.sub("", text).split()) for lang, text in page.evaluate(SAID) if lang == "en"]
        assert len(said) > 10
        return sorted(text for text in said if dutch.search(text) or _reads_dutch(text))

    return found


def in_english(open_page: Open, path: str, *, width: int = 1280, scripted: bool = True) -> Page:
    """A page whose own words are English."""
    page = open_page("/uitleg", width=width, java_script_enabled=scripted)
    page.get_by_role("button", name="English").click()
    page.goto(path)
    return page


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


@pytest.mark.parametrize("path", ["/", "/uitleg", "/samenhang", "/inwerken/lindestroom", "/documenten"])
def test_a_dutch_page_that_claims_to_be_english_is_seen_through(
    open_page: Open, left: Callable[[Page], list[str]], path: str
) -> None:
    page = open_page(path)
    page.evaluate("document.documentElement.lang = 'en'")
    assert len(left(page)) > 10


@pytest.mark.parametrize("path", ROOMS)
def test_no_room_in_english_has_a_dutch_word_of_its_own(
    english_tab: Page, left: Callable[[Page], list[str]], path: str
) -> None:
    english_tab.goto(path)
    for width in WIDTHS:
        english_tab.set_viewport_size(ViewportSize(width=width, height=900))
        assert left(english_tab) == [], width
        assert fits(english_tab), width


@pytest.mark.parametrize("width", WIDTHS)
def test_an_answer_and_its_source_are_english_around_what_they_quote(
    open_page: Open, left: Callable[[Page], list[str]], width: int
) -> None:
    page = in_english(open_page, "/", width=width)
    page.get_by_role("button", name="Look it up").click()
    expect(page.get_by_role("alert")).to_contain_text("There is no question.")
    assert left(page) == []
    page.get_by_label("Your question").fill("Who has the case lead in the covenant?")
    page.get_by_role("button", name="Look it up").click()
    page.locator(".aw-cite").first.click()
    expect(page.get_by_role("dialog", name="Source").locator("mark").first).to_be_visible()
    assert left(page) == []


def test_an_earlier_answer_keeps_its_dutch_apart_without_a_script(
    open_page: Open, left: Callable[[Page], list[str]]
) -> None:
    page = in_english(open_page, "/", scripted=False)
    for question in ("Who has the case lead?", "Who refers a tenant?"):
        page.get_by_label("Your question").fill(question)
        page.get_by_role("button", name="Look it up").click()
    expect(page.locator(".aw-earlier summary")).to_contain_text("Who has the case lead?")
    expect(page.locator(".aw-earlier [lang=nl]")).to_contain_text("casusregie")
    assert left(page) == []


@pytest.mark.parametrize("width", WIDTHS)
def test_a_file_is_added_compared_and_removed_in_english(
    open_workshop: Open, files: Path, left: Callable[[Page], list[str]], width: int
) -> None:
    page = in_english(open_workshop, "/documenten", width=width)
    for content, outcome in ((FIRST, "taken in"), (SECOND, "new version taken in")):
        if not page.get_by_label("Files").is_visible():
            page.get_by_text("Add documents").click()
        page.get_by_label("Files").set_input_files(write(files, content))
        page.locator("[name=region]").fill("Fietsstad")
        page.get_by_role("button", name="Add", exact=True).click()
        expect(page.locator(".aw-receipt")).to_contain_text(outcome)
        assert left(page) == []
    page.get_by_role("link", name="See what has changed").click()
    expect(page.get_by_role("heading", level=1, name="Differences")).to_be_visible()
    assert left(page) == []
    page.goto("/documenten/fietsstad/fietsen/verwijderen")
    page.get_by_role("button", name="Remove this document").click()
    expect(page.get_by_role("status").first).to_contain_text("was removed")


def test_a_case_is_answered_in_english(open_page: Open, left: Callable[[Page], list[str]]) -> None:
    page = in_english(open_page, "/inwerken/lindestroom/oefenen")
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Check").click()
    expect(page.get_by_text("This is what the agreements say.")).to_be_visible()
    assert left(page) == []
