"""Answers of every outcome as a person reads them."""

from datetime import date

import pytest

from api.commands.show import show_answer
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
    Related,
    Verdict,
)
from kb.model import Validity, ValidityStatus

ON = date(2026, 11, 22)


def _claim(text: str, start: int = 0, heading: str = "1. Melden") -> Claim:
    citation = Citation(
        document_id="lindestroom/a",
        document_title="Werkafspraken",
        file="a.pdf",
        version="sha256:" + "0" * 64,
        region="lindestroom",
        validity=Validity(from_=date(2025, 1, 1), status=ValidityStatus.IN_FORCE),
        headings=(heading,),
        page=2,
        start=start,
        end=start + len(text),
        quote=text,
        passage_id="lindestroom/a.1",
    )
    return Claim(text=text, citations=(citation,))


def _shown(answer: Answer, capsys: pytest.CaptureFixture[str]) -> list[str]:
    show_answer(answer)
    return capsys.readouterr().out.splitlines()


def test_quotes_of_one_place_share_its_line(capsys: pytest.CaptureFixture[str]) -> None:
    claims = _claim("De coach meldt."), _claim("De coach belt.", 20), _claim("De regisseur leidt.", 40, "2. Regie")
    assert _shown(Answered(on=ON, claims=claims), capsys) == [
        "De coach meldt. [1]",
        "",
        "Ook hierover",
        "De coach belt. [2]",
        "De regisseur leidt. [3]",
        "",
        "Bronnen",
        "Werkafspraken, 1. Melden, bladzijde 2 (geldig sinds 1 januari 2025)",
        "[1] “De coach meldt.”",
        "[2] “De coach belt.”",
        "Werkafspraken, 2. Regie, bladzijde 2 (geldig sinds 1 januari 2025)",
        "[3] “De regisseur leidt.”",
    ]


def test_a_verdict_stands_first_and_what_to_mind_follows_the_sources(capsys: pytest.CaptureFixture[str]) -> None:
    answer = Answered(
        on=ON,
        language="en",
        verdict=Verdict.CONDITIONAL,
        claims=(_claim("De cliënt geeft toestemming."),),
        cautions=(Caution(code="conditional"),),
        related=(Related(passage_id="lindestroom/a.3", document_title="Werkafspraken", headings=("3. Slot",)),),
        follow_ups=("En wie belt?",),
    )
    lines = _shown(answer, capsys)
    assert lines[0] == "It depends: read the condition."
    assert [line for line in lines if line in {"Sources", "Mind", "See also", "Ask on"}] == [
        "Sources",
        "Mind",
        "See also",
        "Ask on",
    ]
    assert "- Werkafspraken › 3. Slot" in lines


def test_what_the_texts_do_not_settle_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    answer = Partial(on=ON, claims=(_claim("De coach belt."),), missing=("de termijn", "de kosten"))
    text = " ".join(" ".join(_shown(answer, capsys)).split())
    assert "Niet beantwoord" in text
    assert "Over “de termijn” en “de kosten” zeggen de gevonden teksten niets." in text


def test_texts_that_disagree_are_both_shown_and_the_person_decides(capsys: pytest.CaptureFixture[str]) -> None:
    answer = Disputed(on=ON, claims=(_claim("De coach belt."), _claim("De coach schrijft.", 30, "2. Regie")))
    text = " ".join(_shown(answer, capsys))
    assert "Volgens “1. Melden” De coach belt. [1]  Volgens “2. Regie” De coach schrijft. [2]" in text
    assert text.startswith("De afspraken spreken elkaar tegen. Lees beide teksten. Wie hierover beslist, is hier niet")


def test_a_missing_fact_is_asked_with_what_each_choice_leads_to(capsys: pytest.CaptureFixture[str]) -> None:
    options = (
        Option(value="rented", label="rented", claims=(_claim("De coach belt."),)),
        Option(value="owned", label="owned", claims=(_claim("De coach schrijft.", 20),)),
    )
    lines = _shown(NeedsFact(on=ON, fact="tenure", options=options), capsys)
    assert lines[:7] == [
        "Gaat het om een huurwoning of een koopwoning? Het antwoord hangt daarvan af.",
        "",
        "Huurwoning",
        "De coach belt. [1]",
        "",
        "Koopwoning",
        "De coach schrijft. [2]",
    ]


def test_a_place_that_holds_nothing_says_so_instead_of_not_found(capsys: pytest.CaptureFixture[str]) -> None:
    show_answer(NotFound(on=ON, region="lindestroom"), nothing_held=True)
    nothing_held = capsys.readouterr().out
    show_answer(NotFound(on=ON, region="lindestroom"))
    assert "Er zijn nog geen afspraken opgenomen." in nothing_held
    assert "in de afspraken van regio Lindestroom" in capsys.readouterr().out


def test_a_document_cannot_steer_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    claim = _claim("Dit \x1b]0;titel\x07is\x1b[31m rood\x9b2J en [red]gewoon[/red] :smile: tekst.\u202e")
    shown = "\n".join(_shown(Answered(on=ON, claims=(claim,)), capsys))
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(shown)
    assert "[red]gewoon[/red] :smile: tekst." in shown


def test_items_of_a_list_and_cells_of_a_table_stay_apart(capsys: pytest.CaptureFixture[str]) -> None:
    claims = _claim("De coach belt, als\n\n- de huur\nachterloopt;\n- er overlast is."), _claim("Soort\tRegie", 90)
    lines = _shown(Answered(on=ON, claims=claims), capsys)
    assert lines[-4:] == [
        "[1] “De coach belt, als",
        "    - de huur achterloopt;",
        "    - er overlast is.”",
        "[2] “Soort | Regie”",
    ]
