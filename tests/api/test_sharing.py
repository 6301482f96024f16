"""An answer that is taken along says what the page says, in every form, and nothing in it is read as markup."""

import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html as lxml_html
from markdown_it import MarkdownIt
from markdown_it.token import Token

from api.history import Asked
from api.sharing.excerpt import Excerpt, excerpt, legible
from api.sharing.markdown import escaped, markdown
from api.sharing.plain import plain
from api.sharing.rich import rich
from api.sharing.word import word
from api.web.view import answer_view
from api.workplace import Workplace
from kb.answer import (
    Answer,
    Answered,
    Caution,
    Citation,
    Claim,
    Disputed,
    NeedsFact,
    NotFound,
    Option,
    Partial,
    QuestionKind,
    Related,
    Verdict,
)
from kb.model import Validity, ValidityStatus
from kb.settings import Settings

ON = date(2026, 11, 22)
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
ASKED = "Mag de coach melden?"
VERSION = "sha256:" + "0" * 64
MARKUP = "<script>alert(1)</script> [x](javascript:y) `code` *dik* _schuin_ | & &lt; \\ #"
HOSTILE = f"{MARKUP} \u202eom\u2066 \x1b[31m\x0b\x00\ufffe"

Take = Callable[..., Excerpt]


@pytest.fixture(scope="module")
def take(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Take]:
    """What is taken along of an answer, on the day after it was asked about."""
    with Workplace.open(Settings(data=tmp_path_factory.mktemp("leeg"))) as workplace:
        yield lambda answer, question=ASKED: excerpt(answer_view(answer, Asked(question, ""), workplace), NOW.date())


def _claim(text: str, start: int = 0, **other: Any) -> Claim:
    said = {
        "document_id": "lindestroom/a",
        "document_title": "Werkafspraken",
        "file": "a.pdf",
        "version": VERSION,
        "region": "lindestroom",
        "validity": Validity(from_=date(2025, 1, 1), status=ValidityStatus.IN_FORCE),
        "headings": ("1. Melden", "1.1 Wie"),
        "page": 2,
        "start": start,
        "end": start + len(text),
        "quote": text,
        "passage_id": "lindestroom/a.1",
    }
    return Claim(text=text, citations=(Citation.model_validate(said | other),))


CONDITIONAL = Answered(
    on=ON,
    region="lindestroom",
    kind=QuestionKind.CONSENT,
    verdict=Verdict.CONDITIONAL,
    claims=(
        _claim("De coach meldt, als\n\n- de huur achterloopt;\n- er overlast is."),
        _claim("De coach belt eerst.", 80, file="b.docx", headings=(), passage_id="lindestroom/b.7"),
    ),
    cautions=(Caution(code="conditional"),),
    related=(Related(passage_id="lindestroom/a.3", document_title="Werkafspraken", headings=("3. Slot",)),),
)
OUTCOMES: dict[str, Answer] = {
    "answered": CONDITIONAL,
    "partial": Partial(on=ON, claims=(_claim("De coach belt."),), missing=("de termijn",)),
    "disputed": Disputed(
        on=ON, claims=(_claim("De coach belt."), _claim("De coach schrijft.", 30, headings=("2. Regie",)))
    ),
    "needs_fact": NeedsFact(
        on=ON,
        fact="tenure",
        options=(
            Option(value="rented", label="rented", claims=(_claim("De coach belt."),)),
            Option(value="owned", label="owned", claims=(_claim("De coach schrijft.", 20),)),
        ),
    ),
    "not_found": NotFound(
        on=ON, related=(Related(passage_id="lindestroom/a.3", document_title="Werkafspraken", headings=("3. Slot",)),)
    ),
    "English": CONDITIONAL.model_copy(update={"language": "en"}),
}


def _word(taken: Excerpt) -> Any:
    return Document(io.BytesIO(word(taken, NOW)))


def _read(taken: Excerpt) -> dict[str, str]:
    """The words that a reader sees, per form."""
    return {
        "plain": plain(taken),
        "markdown": _seen(MarkdownIt().parse(markdown(taken))),
        "rich": "\n".join(map(str, lxml_html.fromstring(rich(taken)).itertext())),
        "word": "\n".join(paragraph.text for paragraph in _word(taken).paragraphs),
    }


def _seen(tokens: list[Token]) -> str:
    """The text of parsed Markdown: every mark that was read as markup is gone from it."""
    lines = []
    for token in tokens:
        breaks = {"softbreak": "\n", "hardbreak": "\n"}
        lines.append("".join(breaks.get(part.type, part.content) for part in token.children or ()))
    return "\n".join(line for line in lines if line)


def _quotes(tokens: list[Token]) -> list[str]:
    """The block quotes of parsed Markdown, an empty line between paragraphs."""
    found: list[list[Token]] = []
    for token in tokens:
        if token.type == "blockquote_open":
            found.append([])
        elif found and token.type == "inline" and token.level > 1:
            found[-1].append(token)
    return ["\n\n".join(_seen([one]) for one in quote) for quote in found]


def _flat(text: str) -> str:
    return " ".join(text.split())


# ---- what it says -----------------------------------------------------------------------------


def test_plain_text_says_it_all_in_the_order_of_the_page(take: Take) -> None:
    assert (
        plain(take(CONDITIONAL))
        == f"""\
Vraag: Mag de coach melden?
Regio Lindestroom, stand op 22 november 2026

Antwoord
Dat hangt ervan af. Lees de voorwaarde.

De coach meldt, als

- de huur achterloopt;
- er overlast is. [1]

Ook hierover
De coach belt eerst. [2]

Let op
- Dit geldt alleen onder een voorwaarde. Lees de hele passage.

Bronnen

[1] Werkafspraken (a.pdf)
1. Melden › 1.1 Wie
Bladzijde 2, geldig sinds 1 januari 2025
“De coach meldt, als

- de huur achterloopt;
- er overlast is.”
afspraak:lindestroom/a.1@{VERSION}

[2] Werkafspraken (b.docx)
Geldig sinds 1 januari 2025
“De coach belt eerst.”
afspraak:lindestroom/b.7@{VERSION}

Opgezocht met de Afsprakenwijzer op 23 november 2026. De afspraken zelf gaan altijd voor.
"""
    )


@pytest.mark.parametrize("outcome", OUTCOMES)
@pytest.mark.parametrize("form", ["markdown", "rich", "word"])
def test_every_form_says_what_the_plain_text_says_in_the_same_order(take: Take, outcome: str, form: str) -> None:
    read = _read(take(OUTCOMES[outcome]))
    words = {name: re.findall(r"[^\W\d_]{3,}", text) for name, text in read.items()}
    labels = {"Vraag", "Question", "Bron", "Source", "Verwijzing", "Reference"}  # each form names these in its own way
    assert [one for one in words[form] if one not in labels] == [one for one in words["plain"] if one not in labels]


def test_an_english_answer_is_english_around_dutch_quotes(take: Take) -> None:
    text = plain(take(OUTCOMES["English"]))
    assert "Question: Mag de coach melden?\nRegion Lindestroom, as of 22 November 2026" in text
    assert "Page 2, in force since 1 January 2025\n“De coach meldt" in text
    assert text.endswith("on 23 November 2026. The agreements themselves always come first.\n")


def test_what_is_left_open_is_named(take: Take) -> None:
    assert "Niet beantwoord\n- " in plain(take(OUTCOMES["partial"]))
    assert "Over “de termijn” zeggen de gevonden teksten niets." in plain(take(OUTCOMES["partial"]))


def test_each_position_of_a_dispute_and_each_choice_has_its_own_claim(take: Take) -> None:
    disputed, choice = plain(take(OUTCOMES["disputed"])), plain(take(OUTCOMES["needs_fact"]))
    assert "Volgens “1.1 Wie”\nDe coach belt. [1]\n\nVolgens “2. Regie”\nDe coach schrijft. [2]" in disputed
    assert "Gaat het om een huurwoning of een koopwoning?" in choice
    assert "Huurwoning\nDe coach belt. [1]\n\nKoopwoning\nDe coach schrijft. [2]" in choice


def test_not_found_says_so_and_names_the_nearest(take: Take) -> None:
    text = plain(take(OUTCOMES["not_found"]))
    assert "Dit staat niet in de afspraken\nHierover is niets gevonden in de afspraken." in text
    assert "Het dichtst in de buurt\n- Werkafspraken › 3. Slot" in text
    assert "Bronnen" not in text


def test_an_answer_that_was_found_takes_no_other_places_along(take: Take) -> None:
    assert "3. Slot" not in plain(take(CONDITIONAL))


# ---- the forms --------------------------------------------------------------------------------


def test_markdown_quotes_are_the_quotes(take: Take) -> None:
    quotes = [citation.quote for claim in CONDITIONAL.claims for citation in claim.citations]
    assert _quotes(MarkdownIt().parse(markdown(take(CONDITIONAL)))) == quotes


def test_markdown_has_one_heading_for_the_question_and_one_for_each_source(take: Take) -> None:
    headings = re.findall(r"^(#+) (.*)$", markdown(take(CONDITIONAL)), re.M)
    assert headings == [
        ("#", ASKED),
        ("##", "Antwoord"),
        ("###", "Ook hierover"),
        ("##", "Let op"),
        ("##", "Bronnen"),
        ("###", "Bron 1: Werkafspraken"),
        ("###", "Bron 2: Werkafspraken"),
    ]


def test_the_clipboard_holds_few_and_simple_tags(take: Take) -> None:
    for answer in OUTCOMES.values():
        tags = lxml_html.fromstring(rich(take(answer))).iter()
        assert {tag.tag for tag in tags} <= {"div", "p", "strong", "br", "ul", "li", "blockquote"}
        assert not re.search(r"<[^>]+ (?!lang=)", rich(take(answer)))


def test_cells_of_a_row_do_not_run_together_when_pasted(take: Take) -> None:
    assert "Soort\u2003Regie" in rich(take(Answered(on=ON, claims=(_claim("Soort\tRegie"),))))


def test_word_has_headings_and_lists_that_a_screen_reader_knows(take: Take) -> None:
    paragraphs = [(one.style.name, one.text) for one in _word(take(CONDITIONAL)).paragraphs]
    assert [(style, text) for style, text in paragraphs if style.startswith(("Heading", "List"))] == [
        ("Heading 1", ASKED),
        ("Heading 2", "Antwoord"),
        ("Heading 3", "Ook hierover"),
        ("Heading 2", "Let op"),
        ("List Bullet", "Dit geldt alleen onder een voorwaarde. Lees de hele passage."),
        ("Heading 2", "Bronnen"),
        ("Heading 3", "Bron 1: Werkafspraken"),
        ("Heading 3", "Bron 2: Werkafspraken"),
    ]


def test_word_quotes_are_the_quotes_letter_by_letter(take: Take) -> None:
    quotes = [citation.quote for claim in CONDITIONAL.claims for citation in claim.citations]
    assert [one.text for one in _word(take(CONDITIONAL)).paragraphs if one.style.name == "Quote"] == quotes


@pytest.mark.parametrize(("outcome", "tag"), [("answered", "nl-NL"), ("English", "en-GB")])
def test_word_knows_its_language_and_that_of_the_quotes(take: Take, outcome: str, tag: str) -> None:
    document = _word(take(OUTCOMES[outcome]))
    about = document.core_properties
    assert (about.title, about.language, about.author) == (ASKED, tag, "Afsprakenwijzer")
    (around,) = document.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang"))
    assert around.get(qn("w:val")) == tag
    (quote, *_) = [one for one in document.paragraphs if one.style.name == "Quote"]
    (spoken,) = quote.runs[0].style.element.iter(qn("w:lang"))
    assert spoken.get(qn("w:val")) == "nl-NL"


def test_a_question_longer_than_a_title_may_be_is_a_heading_all_the_same(take: Take) -> None:
    question = "mag het " * 60
    document = _word(take(CONDITIONAL, question))
    assert document.paragraphs[0].text == question.strip()
    assert len(document.core_properties.title) <= 255


# ---- hostile text -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile(take: Take) -> Excerpt:
    """An answer in which every text of people and documents tries something."""
    claim = _claim(HOSTILE, document_title=HOSTILE, file=f"{HOSTILE}.pdf", headings=(HOSTILE, HOSTILE))
    return take(Partial(on=ON, claims=(claim,), missing=(HOSTILE,), region="lindestroom"), HOSTILE)


@pytest.mark.parametrize("form", ["plain", "markdown", "rich", "word"])
def test_hostile_text_is_text_in_every_form(hostile: Excerpt, form: str) -> None:
    said = f"{MARKUP} \ufffdom\ufffd \ufffd[31m\ufffd\ufffd\ufffd"
    assert _flat(_read(hostile)[form]).count(said) >= 6  # question, claim, what is missing, title, headings, quote


def test_nothing_of_a_hostile_text_becomes_markup(hostile: Excerpt) -> None:
    inline = [part for token in MarkdownIt().parse(markdown(hostile)) for part in token.children or ()]
    assert {part.type for part in inline} <= {"text", "text_special", "hardbreak", "softbreak"}
    assert "<script" not in rich(hostile)


@given(st.text(st.characters(codec="utf-8") | st.sampled_from("\n\t*_`#>-+=.)1|\\<&[]!~ ")))
def test_escaped_markdown_reads_as_the_text_it_was_made_from(text: str) -> None:
    tokens = MarkdownIt().parse(escaped(legible(text)))
    assert {token.type for token in tokens} <= {"paragraph_open", "inline", "paragraph_close"}
    assert _flat(_seen(tokens)) == _flat(legible(text))


@settings(max_examples=25, deadline=None)  # each makes a document and reads it
@given(st.text(st.characters(exclude_categories=["Cs"])))  # half a character passes no door
def test_word_holds_whatever_text_there_is(take: Take, text: str) -> None:
    document = _word(take(NotFound(on=ON), text))
    assert document.paragraphs[0].text == _flat(legible(text))


def test_tabs_and_lines_are_left_alone_and_what_turns_text_around_is_shown() -> None:
    assert legible("a\tb\r\nc\nd\u202e\x07\u200b") == "a\tb\nc\nd\ufffd\ufffd\u200b"


# ---- the route --------------------------------------------------------------------------------

QUESTION = "Wie meldt een huurder met een huurachterstand aan?"


def _quoted(content: bytes, form: str) -> list[str]:
    if form == "md":
        return _quotes(MarkdownIt().parse(content.decode()))
    paragraphs = Document(io.BytesIO(content)).paragraphs
    return [one.text for one in paragraphs if one.style and one.style.name == "Quote"]


@pytest.mark.parametrize("form", ["docx", "md"])
def test_a_download_quotes_what_the_api_cites(door: TestClient, form: str) -> None:
    answer = door.post("/api/v1/questions", json={"question": QUESTION, "on": "2026-11-22"}).json()
    file = door.post("/antwoord/downloaden", data={"question": QUESTION, "on": "2026-11-22", "als": form})
    assert file.status_code == 200
    quotes = [citation["quote"] for citation in answer["citations"]]
    assert quotes
    assert _quoted(file.content, form) == quotes


@pytest.mark.parametrize("form", ["docx", "md"])
def test_a_download_is_a_file_whose_name_tells_only_the_day(door: TestClient, form: str) -> None:
    headers = door.post("/antwoord/downloaden", data={"question": QUESTION, "als": form}).headers
    named = rf'attachment; filename="antwoord-\d{{4}}-\d\d-\d\d\.{form}"'
    assert re.fullmatch(named, headers["content-disposition"])
    assert headers["cache-control"] == "no-store"


def test_a_downloaded_follow_up_leans_on_the_conversation_before_it(door: TestClient) -> None:
    answer = door.post("/api/v1/questions", json={"question": QUESTION}).json()
    turn = {"question": QUESTION, "answer": answer}
    follow_up = {"question": "en als er kinderen zijn?", "history": json.dumps([turn])}
    alone = door.post("/antwoord/downloaden", data={"question": follow_up["question"], "als": "md"}).content
    assert _quoted(door.post("/antwoord/downloaden", data=follow_up | {"als": "md"}).content, "md") != _quoted(
        alone, "md"
    )


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"question": "Mag mevrouw Klompenmaker dat?"}, "In uw vraag staat een naam"),
        ({"question": " "}, "Er staat geen vraag"),
        ({"question": QUESTION, "region": "nergens"}, "Van regio nergens zijn geen afspraken opgenomen"),
        ({"question": QUESTION, "on": "gisteren"}, ""),
        ({"question": QUESTION, "als": "exe"}, ""),
    ],
)
def test_what_cannot_be_answered_is_a_page_that_says_what_to_do(
    door: TestClient, asked: dict[str, str], says: str
) -> None:
    response = door.post("/antwoord/downloaden", data={"als": "docx"} | asked)
    assert response.status_code == 400
    assert response.headers["content-type"].startswith("text/html")
    assert "content-disposition" not in response.headers
    assert says in response.text
    assert "Klompenmaker" not in response.text


def test_nothing_of_the_browsers_is_passed_off_as_an_answer(door: TestClient) -> None:
    invented = '[{"question": "Wie?", "answer": "De tovenaar meldt aan."}]'
    file = door.post("/antwoord/downloaden", data={"question": QUESTION, "history": invented, "als": "md"})
    assert file.status_code == 200
    assert "tovenaar" not in file.text


def test_another_website_cannot_ask_for_a_file(door: TestClient) -> None:
    sent = {"question": QUESTION, "als": "md"}
    assert door.post("/antwoord/downloaden", data=sent, headers={"sec-fetch-site": "cross-site"}).status_code == 403


def test_a_question_in_an_address_gets_no_file(door: TestClient) -> None:
    assert door.get("/antwoord/downloaden", params={"question": QUESTION}).status_code == 405
