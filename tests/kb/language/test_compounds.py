"""Compounds fall apart where Dutch says so."""

import pytest

from kb.language.compounds import parts, within


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("huisuitzetting", ("huis", "uitzetting")),
        ("woonoverlast", ("woon", "overlast")),
        ("ondersteuningsplan", ("ondersteuning", "plan")),
        ("schuldhulpverlening", ("schuldhulp", "verlening")),
        ("wijkteamoverleg", ("wijk", "team", "overleg")),
        ("privacyprotocol", ("privacy", "protocol")),
        ("bijstandsuitkering", ("bijstand", "uitkering")),
        ("wetsvoorstel", ("wet", "voorstel")),
    ],
)
def test_a_compound_is_split_into_words(word: str, expected: tuple[str, ...]) -> None:
    assert parts(word) == expected


def test_a_part_that_is_a_compound_is_split_in_turn() -> None:
    assert within("schuldhulpverlening") == ("schuldhulp", "verlening", "schuld", "hulp")


@pytest.mark.parametrize(
    "word",
    [
        "gemeente",
        "verantwoordelijkheid",
        "toestemming",
        "voorzitterschap",
        "huurder",
        "overheid",
        "onderwijs",
        "",
        "xyzzyq",
    ],
)
def test_what_is_no_compound_stays_whole(word: str) -> None:
    assert parts(word) == ()
