"""A file of rubbish does not take the search down: what a word or a vocabulary costs is bounded."""

import random
import string

import pytest

from kb.search.embedding import grams, subword_vectors
from kb.search.entry import Entry
from kb.search.hybrid import HybridSearch
from kb.search.lexical import LexicalIndex, searched
from kb.search.likeness import Likeness
from kb.search.vectors import ExactVectors
from tests.kb.search.passages import ENTRIES

_MEGABYTE = 1_000_000


def _rubbish(words: int, letters: int) -> list[str]:
    drawn = random.Random(7)
    return ["".join(drawn.choices(string.ascii_lowercase, k=letters)) for _ in range(words)]


@pytest.mark.parametrize(
    "rubbish",
    ["a" * _MEGABYTE, "huur" * (_MEGABYTE // 4), " ".join(_rubbish(8_000, 12)), "a." * (_MEGABYTE // 2) + "a"],
    ids=["one letter", "one compound", "random words", "letters with dots"],
)
def test_passages_beside_rubbish_are_found_as_ever(rubbish: str) -> None:
    entries = [*ENTRIES, Entry("x/x.1", "x/x", "x", "", "", f"regie zonnewijzer {rubbish}")]
    lexical = LexicalIndex.build(entries)
    vectors = ExactVectors(lexical.ids, subword_vectors([searched(entry) for entry in entries]))
    search = HybridSearch(entries, lexical, vectors, subword_vectors)
    assert search.search("Wie heeft de regie bij woonoverlast?")[0].passage_id == "meerwijk/afspraken.4"
    assert search.search(f"zonnewijzer {rubbish}")[0].passage_id == "x/x.1"
    assert max(map(len, search.vocabulary)) <= 50


def test_an_endless_word_has_no_more_grams_than_the_longest_that_is_read() -> None:
    (vector, same) = subword_vectors(["x" * _MEGABYTE, "x" * 50])
    assert (vector == same).all()
    assert len(grams("x" * 50)) < 200


def test_the_likeness_of_a_vocabulary_without_end_is_bounded() -> None:
    drawn = random.Random(7)
    words = ["toestemming", *(drawn.randbytes(25).hex() for _ in range(115_000))]
    likeness = Likeness.build(words)
    assert len(likeness.words) <= 16_000_000
    assert likeness.to("toestemmnig").shape == (len(words),)
    assert likeness.to("toestemmnig").argmax() == 0
    assert likeness.to(words[1])[1] == pytest.approx(1)
    assert likeness.to(words[-1])[-1] == 0
