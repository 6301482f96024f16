"""Tokens keep what a caseworker searches for: words, numbers, codes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.language.dutch import STOP_WORDS, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Artikel 151d, lid 2", ["artikel", "151d", "lid", "2"]),
        ("Zie 3.4. en €10.000", ["zie", "3.4", "en", "10.000"]),
        ("Op 27-05-2019 of 27/5", ["op", "27-05-2019", "of", "27/5"]),
        ("één cliënt coördineert", ["een", "client", "coordineert"]),
        ("t.b.v. de foto's", ["tbv", "de", "foto's"]),
        ("A.Buur woont er", ["a", "buur", "woont", "er"]),
        ("zorg- en strafketen", ["zorg", "en", "strafketen"]),
        ("😀 … --", []),
        ("", []),
    ],
)
def test_tokens_are_lower_cased_words_numbers_and_codes(text: str, expected: list[str]) -> None:
    assert tokens(text) == expected


def test_composed_and_decomposed_accents_are_the_same_word() -> None:
    assert tokens("cli\u00ebnt") == tokens("clie\u0308nt")


@given(st.text())
def test_any_text_has_tokens_without_white_space(text: str) -> None:
    assert all(token and not any(letter.isspace() for letter in token) for token in tokens(text))


def test_words_of_the_field_are_no_stop_words() -> None:
    assert STOP_WORDS.isdisjoint(tokens("huur schuld regie toestemming melding gemeente zorg overlast wet gezin"))
