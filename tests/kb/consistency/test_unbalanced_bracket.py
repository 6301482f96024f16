"""Brackets and quotation marks without their other half are found; what only looks like one is not."""

import pytest

from kb.consistency.finding import Rule
from kb.consistency.text import brackets
from tests.kb.consistency.papers import paper
from tests.kb.consistency.saying import said

_FOUND = {
    "De haven is open (zie de tabel op bladzijde twee.": "open",
    "Het schip ligt [tijdelijk aan de kade.": "open",
    "De kapitein belt de haven (als de radio het niet doet.": "open",
    "De loods komt aan boord).": "close",
    "Er zijn twee sleepboten] en een loods.": "close",
    "De havenmeester noemt dit “een noodgeval en belt de politie.": "quote",
    "Op het formulier staat 'alleen na overleg.": "quote",
    'In het logboek staat "rustig weer en verder niets.': "quote",
    "Dit heet „de wachttijd.": "quote",
}
_NOT = [
    "De eisen zijn: a) een vergunning, b) een loods en c) een sleepboot.",
    "Dank u wel :-) en tot de volgende keer.",
    "'s Ochtends en 's avonds varen er foto's makende toeristen in Piet's boot.",
    "De cliënts' dossiers en het bestuur van '24 blijven bewaard.",
    'Het scherm van 19" hangt in de kajuit.',
    "De haven is open (ook in de winter. Dan is het wel donker) en bewaakt.",
    "Zij noemen dat ‘de rustige dienst’, en “de drukke dienst” is de andere.",
    "Dit heet „de wachttijd” in het reglement.",
    "De bewoner(s) van (onderdelen van) het dok [vast of tijdelijk] tekenen.",
    "Wie \"ja\" zegt, zegt 'ja' (en wie \"nee\" zegt, 'nee').",
    "Zie de noot *) onderaan.",
    "De ‘s zomers geldende regels en de regels van ’s winters.",
]


@pytest.mark.parametrize(("sentence", "case"), _FOUND.items())
def test_a_mark_without_its_other_half_is_found_with_its_sentence(sentence: str, case: str) -> None:
    text = f"# Afspraken haven\n\n## Werkwijze\n\nEerst dit. {sentence}\n\nDan dat."
    assert said(Rule.UNBALANCED_BRACKET, text) == [(case, (sentence,))]


@pytest.mark.parametrize("sentence", _NOT)
def test_what_only_looks_like_a_lonely_mark_is_left_alone(sentence: str) -> None:
    assert list(brackets.find(paper(f"# Afspraken haven\n\n## Werkwijze\n\nEerst dit. {sentence}\n\nDan dat."))) == []


def test_a_quotation_of_several_paragraphs_may_close_in_the_last() -> None:
    text = (
        "# A\n\n## B\n\nDe raad schreef: “Wij zijn blij.\n\n“Wij gaan door.\n\nEn wij stoppen niet.”\n\nDaarna niets."
    )
    assert said(Rule.UNBALANCED_BRACKET, text) == []


def test_an_aside_may_hold_a_list() -> None:
    text = "# A\n\n## B\n\nNeem mee wat nodig is (denk aan:\n\n- een touw;\n- een lamp).\n\nVertrek dan."
    assert said(Rule.UNBALANCED_BRACKET, text) == []


def test_a_second_open_bracket_does_not_hide_the_first() -> None:
    sentence = "Er is een plan (bijlage 1. Er is ook een kaart (bijlage 2)."
    assert said(Rule.UNBALANCED_BRACKET, f"# A\n\n## B\n\n{sentence}") != []


def test_a_cell_with_an_open_bracket_is_told_by_its_row_and_the_next_row_may_close_it() -> None:
    head = "# A\n\n## B\n\n| Wie | Wat |\n|---|---|\n"
    row = "| Loods | Vaart mee (bij mist |\n"
    assert said(Rule.UNBALANCED_BRACKET, head + row + "| Schipper | Blijft |\n") == [
        ("open", ("Loods\tVaart mee (bij mist",))
    ]
    assert said(Rule.UNBALANCED_BRACKET, head + row + "| | of storm) |\n") == []


def test_long_odd_texts_are_read_through() -> None:
    for odd in ("(" * 20_000, ")(" * 10_000, "'" * 20_000, '" ' * 10_000, "(a\n\n" * 5_000):
        assert len(list(brackets.find(paper(f"# A\n\n{odd}")))) <= 20_000
