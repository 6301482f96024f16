"""A caseworker takes an answer along: copied into the file, on paper, or as a document."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser.conftest import Open
from tests.browser.test_asking import ASKED, ask

pytestmark = pytest.mark.browser

HOSTILE = "Wat is de <img src=x onerror=alert(1)> *dikke* \u202e [x](y) van het paspoort?"
COPY = "Kopieer antwoord met bronnen"
CLIPBOARD = ["clipboard-read", "clipboard-write"]


def _clipboard(page: Page) -> dict[str, str]:
    """What a program would be given that is pasted in, per form it may ask for."""
    held: dict[str, str] = page.evaluate(
        """async () => {
            const [item] = await navigator.clipboard.read();
            const forms = item.types.map(async (type) => [type, await (await item.getType(type)).text()]);
            return Object.fromEntries(await Promise.all(forms));
        }"""
    )
    return held


def _copied(page: Page) -> dict[str, str]:
    page.get_by_role("button", name=COPY).click()
    expect(page.locator(".aw-sharing").get_by_role("status")).to_have_text("Gekopieerd")
    return _clipboard(page)


def _cited(page: Page, question: str, **asked: str) -> list[str]:
    """The quotes under the answer that the API gives."""
    answer: dict[str, Any] = page.request.post("/api/v1/questions", data={"question": question} | asked).json()
    return [citation["quote"] for citation in answer["citations"]]


def _downloaded(page: Page, form: str) -> bytes:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=f"Download als {form}").click()
    assert re.fullmatch(r"antwoord-\d{4}-\d\d-\d\d\.(docx|md)", waiting.value.suggested_filename)
    return Path(waiting.value.path()).read_bytes()


def _pasted(html: str, tag: str) -> list[str]:
    """The text of each such element, as a word processor reads it."""
    return [_text(element) for element in lxml_html.fromstring(f"<div>{html}</div>").iter(tag)]


def _text(element: Any) -> str:
    for line in element.iter("br"):
        line.tail = "\n" + (line.tail or "")
    return str(element.text_content())


def _flat(text: str) -> str:
    return " ".join(text.split())


# ---- copy -------------------------------------------------------------------------------------


def test_a_copied_answer_holds_every_quote_as_text_and_as_rich_text(open_page: Open) -> None:
    page = open_page(permissions=CLIPBOARD)
    ask(page, ASKED)
    copied = _copied(page)
    quotes = _cited(page, ASKED)
    assert quotes
    assert copied["text/plain"].startswith(f"Vraag: {ASKED}\nAlle regio’s, stand op ")
    assert all(f"“{quote}”" in copied["text/plain"] for quote in quotes)
    assert list(map(_flat, _pasted(copied["text/html"], "blockquote"))) == list(map(_flat, quotes))


def test_a_browser_that_knows_only_text_copies_the_text(open_page: Open) -> None:
    page = open_page(permissions=CLIPBOARD)
    page.add_init_script("delete window.ClipboardItem")
    page.goto("/getoond/met meer")
    page.get_by_role("button", name=COPY).click()
    expect(page.locator(".aw-sharing").get_by_role("status")).to_have_text("Gekopieerd")
    assert "Dat hangt ervan af." in page.evaluate("navigator.clipboard.readText()")


def test_where_copying_is_forbidden_the_reader_is_told_how_else(open_page: Open) -> None:
    page = open_page("/getoond/met meer", permissions=["geolocation"])
    page.get_by_role("button", name=COPY).click()
    expect(page.locator(".aw-sharing").get_by_role("status")).to_contain_text("Selecteer het antwoord")


def test_an_english_answer_is_taken_along_in_english(open_page: Open) -> None:
    page = open_page("/getoond/Engels", permissions=CLIPBOARD)
    page.get_by_role("button", name="Copy answer with sources").click()
    expect(page.locator(".aw-sharing").get_by_role("status")).to_have_text("Copied")
    assert _clipboard(page)["text/plain"].startswith("Question: Who has the case lead?")


# ---- download ---------------------------------------------------------------------------------


@pytest.mark.parametrize("scripted", [True, False])
def test_a_word_file_opens_with_headings_and_every_quote(open_page: Open, scripted: bool) -> None:
    page = open_page(java_script_enabled=scripted)
    ask(page, ASKED)
    paragraphs = Document(io.BytesIO(_downloaded(page, "Word"))).paragraphs
    styled = [(one.style.name, one.text) for one in paragraphs if one.style]
    assert styled[0] == ("Heading 1", ASKED)
    assert [text for style, text in styled if style == "Quote"] == _cited(page, ASKED)


@pytest.mark.parametrize("scripted", [True, False])
def test_a_markdown_file_holds_every_quote(open_page: Open, scripted: bool) -> None:
    page = open_page(java_script_enabled=scripted)
    ask(page, ASKED)
    written = MarkdownIt().render(_downloaded(page, "Markdown").decode())
    assert list(map(_flat, _pasted(written, "blockquote"))) == list(map(_flat, _cited(page, ASKED)))


def test_without_a_script_nothing_is_offered_that_would_not_work(open_page: Open) -> None:
    page = open_page("/getoond/met meer", java_script_enabled=False)
    expect(page.get_by_role("button", name="Download als Word")).to_be_visible()
    expect(page.get_by_role("button", name=COPY)).to_be_hidden()
    expect(page.get_by_role("button", name="Afdrukken")).to_be_hidden()


# ---- hostile text -----------------------------------------------------------------------------


def test_a_hostile_question_is_text_in_whatever_is_taken_along(open_page: Open) -> None:
    page = open_page(permissions=CLIPBOARD)
    ask(page, HOSTILE)
    shown = HOSTILE.replace("\u202e", "\ufffd")
    copied = _copied(page)
    assert copied["text/plain"].startswith(f"Vraag: {shown}\n")
    assert shown in _pasted(copied["text/html"], "p")[0]
    assert Document(io.BytesIO(_downloaded(page, "Word"))).paragraphs[0].text == shown
    assert _pasted(MarkdownIt().render(_downloaded(page, "Markdown").decode()), "h1") == [shown]


def test_a_hostile_document_is_text_in_whatever_is_taken_along(open_page: Open) -> None:
    page = open_page(permissions=CLIPBOARD)
    page.get_by_label("Regio").select_option("Proefstad")
    ask(page, "Wat doet de fietsmelder?")
    quote = "De <i>fietsmelder</i> belt."
    assert quote in _pasted(_copied(page)["text/html"], "blockquote")
    assert quote in [one.text for one in Document(io.BytesIO(_downloaded(page, "Word"))).paragraphs]
    written = MarkdownIt().render(_downloaded(page, "Markdown").decode())
    assert quote in map(str.strip, _pasted(written, "blockquote"))


# ---- print ------------------------------------------------------------------------------------


def test_paper_holds_the_answer_with_its_sources_and_nothing_to_press(open_page: Open) -> None:
    page = open_page("/getoond/met meer", color_scheme="dark")
    pages = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    printed = "".join("".join(one.extract_text() for one in pages).split())
    page.emulate_media(media="print")
    quotes = page.locator(".aw-quote").all_inner_texts()
    references = page.locator(".aw-references li").all_inner_texts()
    assert len(quotes) == len(references) == 4
    said = ["Mag een huurder worden aangemeld zonder toestemming?", "stand op 22 november 2026", "Let op"]
    for one in (*said, *quotes, *references, "De afspraken zelf gaan altijd voor."):
        assert "".join(one.split()) in printed
    for one in ("Zoek het op", "Documenten", "Download als Word", "Wie legt het eerste huisbezoek af?", "http"):
        assert "".join(one.split()) not in printed


def test_paper_is_black_on_white_also_in_the_dark(open_page: Open) -> None:
    page = open_page("/getoond/met meer", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for place in (".aw-asked", ".aw-frame", ".aw-words", ".aw-quote", ".utrecht-mark", ".utrecht-alert", ".aw-answer"):
        looks = page.locator(place).first.evaluate(
            "(place) => [getComputedStyle(place).color, getComputedStyle(place).backgroundColor]"
        )
        assert looks[0] == "rgb(0, 0, 0)", place
        assert looks[1] in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"), place


def test_no_source_is_parted_by_the_end_of_a_page(open_page: Open) -> None:
    page = open_page("/getoond/met meer")
    page.emulate_media(media="print")
    parted = page.locator(".aw-source").evaluate_all("(all) => all.map((one) => getComputedStyle(one).breakInside)")
    assert set(parted) == {"avoid"}


def test_the_button_prints_the_answer_it_stands_under(open_page: Open) -> None:
    page = open_page()
    page.evaluate("window.print = () => {}")  # the window of the browser's own, which a test cannot close
    buttons = page.get_by_role("button", name="Afdrukken")
    for number, question in enumerate((ASKED, "Wat kost een paspoort?"), start=1):
        ask(page, question)
        expect(buttons).to_have_count(number)
    buttons.first.click()
    page.emulate_media(media="print")
    expect(page.locator(".aw-answer").first).to_be_visible()
    expect(page.locator(".aw-answer").last).to_be_hidden()
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(page.locator(".aw-answer").last).to_be_visible()
