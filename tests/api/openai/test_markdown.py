"""What documents say stays text in Markdown, and every outcome is written with what it asks of the reader."""

import re
from collections.abc import Iterator

import openai
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from api.openai.literal import in_line, literal, plain, quoted
from api.openai.written import Around, Sheet, claimed, written
from api.workplace import Workplace
from kb.answer import Answer, Answered, Caution, Claim, ComparedRow, Comparison
from kb.model import Facet
from kb.settings import Settings
from tests.browser import outcomes as shown
from tests.lindestroom import lindestroom_taken_in

ACTIVE = {"link_open", "image", "html_inline", "html_block", "heading_open", "fence", "code_block", "code_inline"}


def _tokens(markdown: str) -> Iterator[Token]:
    """What a program that reads Markdown with HTML and tables in it makes of a text."""
    for token in MarkdownIt("commonmark", {"html": True}).enable("table").enable("strikethrough").parse(markdown):
        yield token
        yield from token.children or ()


def _text(markdown: str) -> str:
    return "".join(
        "\n" if one.type in ("softbreak", "hardbreak") else one.content for one in _tokens(markdown) if not one.children
    )


# ---- texts ------------------------------------------------------------------------------------


def test_a_text_that_tries_to_be_more_stays_text(client: openai.OpenAI) -> None:
    asked: list[object] = [{"role": "user", "content": "Wie belt over een fietswrak?"}]
    made = client.chat.completions.create(model="afsprakenwijzer-proefstad", messages=asked)  # type: ignore[arg-type]
    said = made.choices[0].message.content or ""
    assert not {token.type for token in _tokens(said)} & ACTIVE
    assert "[de helpdesk](https://kwaad.example/a)" in _text(said)
    assert "<script>alert(1)</script>" in _text(said)
    assert "*vet*" in _text(said)
    # some windows make links of bare addresses, formulas of dollars, and sources of numbers between brackets
    body = said.partition("**Bronnen**")[0]
    assert not re.search(r"https?://|www\.|\w@\w|\$", said)
    assert re.findall(r"\[\d+\]", body) == ["[1]"]


@given(st.text(alphabet="aB1 \n-+*_#>[](){}!<>&@$~|\\`.:/=wx\t\u202e"))
def test_a_text_as_markdown_says_the_same_and_does_nothing(text: str) -> None:
    tokens = {token.type for token in _tokens(literal(text))}
    assert tokens <= {"paragraph_open", "paragraph_close", "inline", "text", "text_special", "hardbreak", "softbreak"}
    shown = re.sub(r"\s+", "", text.replace("\u202e", "\ufffd"))
    assert re.sub(r"\s+", "", _text(literal(text))) == shown
    assert re.sub(r"\s+", "", plain(literal(text))) == shown


@given(st.text(alphabet="aB1 \n-*#>[]<!`.", min_size=1))
def test_a_quote_is_a_quote_to_its_end(text: str) -> None:
    top = [token.type for token in MarkdownIt("commonmark").parse(quoted(text) + "\n\neinde") if token.level == 0]
    assert top == ["blockquote_open", "blockquote_close", "paragraph_open", "inline", "paragraph_close"][:2] + top[2:]
    assert top.count("blockquote_open") == 1


def test_plain_prose_is_left_as_it_is() -> None:
    prose = "De wijkregisseur (fase 2) belt binnen 3 werkdagen, d.w.z. vóór dag 4; “spoed” gaat voor: 24/7."
    assert literal(prose) == prose
    assert in_line(f"  {prose}\n") == prose


# ---- outcomes ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    """The example region."""
    with Workplace.open(Settings(data=lindestroom_taken_in(tmp_path_factory, "written"))) as opened:
        yield opened


@pytest.fixture(scope="module")
def answers(workplace: Workplace) -> dict[str, Answer]:
    """An answer of each outcome."""
    return {name: one.answer for name, one in shown.outcomes(workplace).items()}


def _written(answer: Answer, workplace: Workplace, told: tuple[Claim, ...] = ()) -> str:
    around = Around("", workplace.store.documents, workplace.thesaurus, 2000)
    return "".join(piece.text for piece in written(answer, around, Sheet(), told))


def test_an_answer_stands_under_its_verdict_and_above_its_cautions(
    workplace: Workplace, answers: dict[str, Answer]
) -> None:
    blocks = _written(answers["met meer"], workplace).split("\n\n")
    assert blocks[0] == "**Dat hangt ervan af. Lees de voorwaarde.**"
    assert blocks[1] == f"{shown.CONSENT} [1]"
    assert blocks[2] == "**Ook hierover**"
    assert blocks[6:8] == ["**Let op**", "- Dit geldt alleen onder een voorwaarde. Lees de hele passage."]
    assert blocks[8] == "**Bronnen**"
    assert [line[:5] for line in blocks[9].split("\n")] == ["- [1]", "- [2]", "- [3]", "- [4]"]


def test_what_is_missing_is_named(workplace: Workplace, answers: dict[str, Answer]) -> None:
    said = _written(answers["een deel"], workplace)
    missing = said.partition("**Niet beantwoord**\n\n")[2].partition("\n\n")[0].split("\n")
    assert len(missing) == 2
    assert "“hoe laat”" in missing[0]


def test_positions_that_disagree_stand_beside_each_other(workplace: Workplace, answers: dict[str, Answer]) -> None:
    said = _written(answers["tegenspraak"], workplace)
    assert said.startswith("**De afspraken spreken elkaar tegen.")
    assert len(re.findall(r"^\*\*Volgens “.+”\*\*$", said, re.M)) == 2


def test_one_fact_that_decides_is_asked_with_what_each_leads_to(
    workplace: Workplace, answers: dict[str, Answer]
) -> None:
    said = _written(answers["één vraag"], workplace)
    assert said.startswith("**Gaat het om een huurwoning of een koopwoning?")
    assert said.index("**Huurwoning**") < said.index("[1]") < said.index("**Koopwoning**") < said.index("[2]")


def test_a_danger_stands_before_all_else(workplace: Workplace, answers: dict[str, Answer]) -> None:
    warned = answers["met meer"].model_copy(update={"cautions": (Caution(code="danger"), Caution(code="conditional"))})
    said = _written(warned, workplace)
    assert said.startswith("**Is iemand nu in direct gevaar? Bel 112.")
    assert said.count("Bel 112") == 1


def test_sides_of_a_contradiction_are_cited(workplace: Workplace, answers: dict[str, Answer]) -> None:
    sides = answers["tegenspraak"].claims
    facts = {"title": "Convenant", "other": "Memo"}
    doubted = answers["met meer"].model_copy(
        update={"cautions": (Caution(code="passages_conflict", facts=facts, claims=sides),)}
    )
    said = _written(doubted, workplace)
    assert f"“{shown.CHAIR}” [3]" in said
    assert f"“{shown.CHAIR_TOO}” [5]" in said
    assert "\n- [5] " in said


def test_a_claim_that_a_model_worded_says_so_above_the_words_of_the_text(
    workplace: Workplace, answers: dict[str, Answer]
) -> None:
    first, *_ = answers["met meer"].claims
    worded = first.model_copy(update={"text": "Toestemming hoeft niet.", "summarised": True})
    answer = answers["met meer"].model_copy(update={"claims": (worded,), "composed_by": "generate"})
    _, claim, label, quote, *_ = _written(answer, workplace).split("\n\n")
    assert claim == "Toestemming hoeft niet. [1]"
    assert label == "*Verwoord door een taalmodel. De afspraak zelf luidt:*"
    assert quote == f"> {first.citations[0].quote}"


def test_what_was_told_already_is_not_told_again_and_keeps_its_numbers(
    workplace: Workplace, answers: dict[str, Answer]
) -> None:
    answer, sheet = answers["met meer"], Sheet()
    around = Around("", workplace.store.documents, workplace.thesaurus, 2000)
    early = [claimed(claim, "nl", sheet) for claim in answer.claims[:2]]
    rest = "".join(piece.text for piece in written(answer, around, sheet, answer.claims[:2]))
    assert [piece.text for piece in early] == [f"{shown.CONSENT} [1]", f"\n\n{shown.VISIT} [2]"]
    assert rest.startswith("\n\n**Dat hangt ervan af.")
    assert shown.CONSENT not in rest
    assert f"{shown.CHAIR} [3]" in rest
    assert [f"- [{number}]" in rest for number in range(1, 6)] == [True] * 4 + [False]


def test_regions_are_compared_row_by_row(workplace: Workplace, answers: dict[str, Answer]) -> None:
    row = ComparedRow(thing="", facet=Facet.MEETINGS, cells=((0,), ()))
    compared = Answered(
        on=shown.ON,
        claims=answers["tegenspraak"].claims[:1],
        comparison=Comparison(regions=("lindestroom", "utrecht"), rows=(row,), left_out=2, absent=("utrecht",)),
    )
    said = _written(compared, workplace)
    assert "**In het algemeen: overleg**\n\n*Lindestroom*\n\n" in said
    assert "*Utrecht*\n\nVan Utrecht is niets opgenomen." in said
    assert "nog 2 rijen" in said
