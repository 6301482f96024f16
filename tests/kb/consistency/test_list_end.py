"""A list that ends as if more follows is found, and what breaks off; lists of any honest style are not."""

import pytest

from kb.consistency.finding import Rule
from tests.kb.consistency.saying import said

_HEAD = "# Afspraken tuinen\n\n## Artikel 1 Gereedschap\n\n"
_TAIL = "\n\n## Artikel 2 Water\n\nWie water gebruikt, sluit de kraan.\n"
_FOUND = {
    "De tuinier zorgt voor:\n\n- een schop;\n- een hark;": ("last", "een hark;"),
    "De tuinier zorgt voor:\n\n- een schop,\n- een hark,": ("last", "een hark,"),
    "De tuinier zorgt voor:\n\na. een schop;\nb. een hark; en": ("last", "een hark; en"),
    "Nodig zijn:\n\n- een schop;\n- een hark of": ("last", "een hark of"),
    "Nodig zijn:\n\n* een schop;\n* een hark;\n\nDe tuinier haalt ze op.": ("last", "een hark;"),
    "Nodig zijn:\n\n- een schop;\n- een hark en\n\nIedere tuinier haalt ze zelf op.": ("last", "een hark en"),
    "Nodig zijn:\n\n- een schop\n- een hark en\n\nElke tuinier meldt dat.": ("last", "een hark en"),
    "Nodig zijn:\n\n- een schop\n- een hark;\n\nSamen zorgen de tuiniers daarvoor.": ("last", "een hark;"),
    "Nodig zijn:\n\n- een schop\n- een hark,\n\nZijn er geen, dan koopt de tuinier er een.": ("last", "een hark,"),
    "1. De tuinier heeft nodig:\n   - een schop;\n   - een hark;\n2. De buurman helpt hem.": ("last", "een hark;"),
    "De tuinier let op:\n\n- het weer\n- de stand van de": ("item", "de stand van de"),
    "De tuinier let op:\n\n1. het weer\n2. de stand van het water in de\n3. de wind": (
        "item",
        "de stand van het water in de",
    ),
}
_NOT = [
    "De tuiniers zijn:\n\n1. Bo Beuk;\n2. Jo Jeneverbes;\n\nIeder voor zich verantwoordelijk.",
    "De tuiniers zijn:\n\n1. Bo Beuk;\n2. Jo Jeneverbes;\n\nSamen te noemen: de tuinders.",
    "De tuiniers zijn:\n\n1. Bo Beuk;\n2. Jo Jeneverbes;\n\nKomen het volgende overeen.",
    "De tuinier zorgt voor:\n\n- een schop;\n- een hark.",
    "De tuinier zorgt voor:\n\n- een schop\n- een hark",
    "De tuinier die:\n\n- een schop heeft;\n- een hark heeft;\n\nmag de kas gebruiken.",
    "De tuinier mag:\n\na. spitten;\nb. dit ook:\n   1. zaaien;\n   2. oogsten;\nc. rusten.",
    "De tuinier zorgt voor:\n\n- een schop,\n- een hark en\n- een emmer.",
    "Wat de tuinier vertelt:\n\n- waar hij van uitgaat\n- waar hij niets van weet",
    "De leden:\n\n- de tuinier belt op\n- de buurman neemt over",
    "De tuinier zorgt voor:\n\n- een schop;\n\nDie staat in de schuur.\n\n- een hark.",
]


@pytest.mark.parametrize(("text", "told"), _FOUND.items())
def test_what_ends_as_if_more_follows_is_quoted(text: str, told: tuple[str, str]) -> None:
    assert said(Rule.LIST_END, _HEAD + text + _TAIL) == [(told[0], (told[1],))]


@pytest.mark.parametrize("text", _NOT)
def test_lists_of_any_honest_style_are_left_alone(text: str) -> None:
    assert said(Rule.LIST_END, _HEAD + text + _TAIL) == []


def test_parties_and_considerations_are_parts_of_one_long_sentence() -> None:
    text = (
        "# Convenant Tuinen Veendal 2025-2028\n\n## Partijen\n\n1. de gemeente Veendal, hierna: de gemeente;\n"
        "2. Stichting Tuinen Veendal, hierna: de stichting;\n\n## Overwegende dat\n\n- tuinen mooi zijn;\n"
        "- mensen ervan houden;\n\nkomen het volgende overeen:\n\n## Artikel 1 Doel\n\nPartijen houden van tuinen.\n"
    )
    assert said(Rule.LIST_END, text) == []


_WHOLE = (
    "De tuin is open. Iedereen is welkom.\n\nDe kas is dicht.\n\nDe kraan staat buiten.\n\nHet pad is van zand.\n\n"
)


def test_a_paragraph_that_breaks_off_among_whole_ones_is_found() -> None:
    text = f"# Afspraken tuinen\n\n## Regels\n\n{_WHOLE}De tuinier meldt zich bij de\n\n## Slot\n\nDat was het.\n"
    assert said(Rule.LIST_END, text) == [("paragraph", ("De tuinier meldt zich bij de",))]


def test_a_paragraph_that_goes_on_behind_a_page_break_is_whole() -> None:
    text = f"# Afspraken tuinen\n\n## Regels\n\n{_WHOLE}De tuinier meldt zich bij de\n\nwacht en gaat naar binnen.\n"
    assert said(Rule.LIST_END, text) == []
