"""English words of a question, and what Dutch agreements write for them."""

import re
from pathlib import Path

import pytest

from kb.language import english
from kb.language.english import english_known, english_lemma, english_stem, translations, unshortened

LIST = Path(english.__file__).with_name("english.tsv")


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("they don't pay", "they do not pay"),
        ("they don’t pay", "they do not pay"),
        ("she ISN'T in", "she IS not in"),
        ("the tenants pay", "the tenants pay"),
        ("the 'debt' team", "the 'debt' team"),
    ],
)
def test_a_shortened_not_is_written_whole(text: str, whole: str) -> None:
    assert unshortened(text) == whole


@pytest.mark.parametrize("text", ["he's late", "he’s late", "he'll be late"])
def test_what_else_is_shortened_goes(text: str) -> None:
    assert unshortened(text).split()[0] == "he"


@pytest.mark.parametrize(("form", "lemma"), [("paid", "pay"), ("neighbours", "neighbour"), ("evictions", "eviction")])
def test_a_form_has_its_dictionary_form(form: str, lemma: str) -> None:
    assert english_lemma(form) == lemma
    assert english_stem(form) == english_stem(lemma)


def test_the_dictionary_has_english_words_only() -> None:
    assert english_known("eviction")
    assert not english_known("huisuitzetting")


def test_a_word_has_dutch_words_likeliest_first_in_any_form() -> None:
    assert translations("access")[:2] == ("toegang", "inzage")
    assert translations("accidents") == translations("accident") != ()
    assert translations("xyzzy") == ()


# ---- the list ---------------------------------------------------------------------------------

ROWS = LIST.read_text("utf-8").splitlines()


def test_every_row_is_an_english_word_and_its_dutch_ones() -> None:
    word = r"[^\s,](?:[^\t,]*[^\s,])?"
    assert len(ROWS) > 1000
    assert [row for row in ROWS if not re.fullmatch(rf"[a-z0-9'-]+(?: [a-z0-9'-]+)*\t{word}(?:, {word})*", row)] == []


def test_rows_are_sorted_and_no_word_stands_twice() -> None:
    words = [row.partition("\t")[0] for row in ROWS]
    assert words == sorted(set(words))


def test_no_row_says_a_dutch_word_twice() -> None:
    dutch = {row: row.partition("\t")[2].split(", ") for row in ROWS}
    assert [row for row, words in dutch.items() if len(set(words)) < len(words)] == []
