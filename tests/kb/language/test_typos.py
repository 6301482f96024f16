"""Typing errors are mended on the words of the corpus; real words are never touched."""

import pytest

from kb.language.dutch import mend

_WORDS = """
buurtbemiddeling toestemming huisuitzetting woningcorporatie gemeente burgemeester regie loopt convenant
schuldhulpverlening melding vervuiling casusoverleg privacy verhuurder politie
"""
_CORPUS = dict.fromkeys(_WORDS.split())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("buurtbemidelling", "buurtbemiddeling"),
        ("toestemmnig", "toestemming"),
        ("huisuitzeting", "huisuitzetting"),
        ("woningcoporatie", "woningcorporatie"),
        ("gemeete", "gemeente"),
        ("burgermeester", "burgemeester"),
        ("convenannt", "convenant"),
        ("schuldhulpverlenning", "schuldhulpverlening"),
        ("casusooverleg", "casusoverleg"),
        ("privicy", "privacy"),
        ("verhuuder", "verhuurder"),
        ("polietie", "politie"),
    ],
)
def test_a_typing_error_is_mended(typed: str, meant: str) -> None:
    assert mend([typed], _CORPUS) == [meant]


@pytest.mark.parametrize(
    "word",
    [
        "koopt",
        "paspoort",
        "melden",
        "regio",
        "de",
        "151d",
        "27-05-2019",
        "gemeentehuis",
        "schuldhulp",
        "polis",
        "",
        "fiets",
    ],
)
def test_a_real_word_a_short_word_and_a_number_stay(word: str) -> None:
    assert mend([word], _CORPUS) == [word]


def test_what_resembles_nothing_stays() -> None:
    assert mend(["qwertyuiop", "xxxxxx"], _CORPUS) == ["qwertyuiop", "xxxxxx"]


def test_an_empty_vocabulary_mends_nothing() -> None:
    assert mend(["toestemmnig"], {}) == ["toestemmnig"]
