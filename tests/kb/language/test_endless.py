"""No text is so odd that reading it takes more than its length: words without end, rows of dots, one long clause."""

import random
import string

import pytest

from kb.language.compounds import parts
from kb.language.dutch import analyse, mend, sentences, stems, terms, tokens
from kb.language.words import LONGEST, written

_MANY = 500_000
_ENDLESS = {
    "one letter": "a" * _MANY,
    "a compound without end": "huur" * _MANY,
    "accents": "é" * _MANY,
    "digits": "1" * _MANY,
    "a number without end": "1.2-" * _MANY + "1",
    "letters with dots": "a." * _MANY + "a",
    "a ligature of eighteen letters": "\ufdfa" * _MANY,
}


@pytest.mark.parametrize("text", _ENDLESS.values(), ids=_ENDLESS)
def test_a_word_without_end_is_read_by_its_beginning(text: str) -> None:
    assert {len(word) <= LONGEST for word in written(text)} == {True}
    assert set(tokens(text)) == set(tokens(text[: 3 * LONGEST + 1]))
    assert set(analyse(text)) == set(analyse(text[: 3 * LONGEST + 1]))


def test_what_stands_beside_it_is_read_as_ever() -> None:
    endless = "x" * _MANY
    assert stems(f"toestemming {endless} huisuitzetting") == [
        *stems("toestemming"),
        "x" * LONGEST,
        *stems("huisuitzetting"),
    ]
    assert tokens(f"t.b.v. {endless}") == ["tbv", "x" * LONGEST]


def test_the_longest_words_people_write_are_whole() -> None:
    word = "vroegsignaleringssamenwerkingsovereenkomst"
    assert tokens(word) == [word]
    assert len(parts(word)) > 1
    assert terms(word)[0].startswith("vroegsignalering")


def test_a_clause_without_end_is_read() -> None:
    assert len(analyse("aan " * _MANY + "melden")) < 20


@pytest.mark.parametrize(
    "text", ["." * _MANY + "x", "." + '"' * _MANY + "x", "a. " * _MANY], ids=["dots", "quotes", "initials"]
)
def test_a_row_of_marks_is_looked_at_once(text: str) -> None:
    spans = sentences(text)
    assert spans[0][0] == 0
    assert spans[-1][1] == len(text.rstrip())


def test_a_question_of_one_endless_word_is_not_mended() -> None:
    letters = random.Random(4).choices(string.ascii_lowercase, k=4000)
    (word,) = tokens("".join(letters))
    assert mend([word], {"toestemming": 1}) == [word]
