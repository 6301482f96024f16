"""The lexical index weighs as BM25 says, and refuses what it did not write."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import bm25s
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.errors import IndexUnusable
from kb.language.thesaurus import Concept, Thesaurus
from kb.search.asked import read
from kb.search.field import K1, B, Field
from kb.search.lexical import LEGS, LexicalIndex, Scores
from kb.search.likeness import Likeness
from tests.kb.search.passages import ENTRIES

INDEX = LexicalIndex.build(ENTRIES)


def _legs(question: str, index: LexicalIndex = INDEX) -> Mapping[str, Scores]:
    return index.match(read(question, "nl", Thesaurus(), index.vocabulary)).legs


def _first(leg: str, question: str) -> str:
    scores = _legs(question)[leg]
    return ENTRIES[int(scores.argmax())].text if scores.max() > 0 else ""


_TEXT = st.lists(st.sampled_from(["huur", "schuld", "regie", "wijk"]), min_size=1, max_size=6)


@given(st.lists(_TEXT, min_size=1, max_size=6))
def test_a_field_weighs_as_bm25s_does(texts: list[list[str]]) -> None:
    numbers = {word: number for number, word in enumerate(sorted({word for text in texts for word in text}))}
    ids = [[numbers[word] for word in text] for text in texts]
    theirs = bm25s.BM25(k1=K1, b=B, method="lucene")
    # A copy, because bm25s adds the empty word to the vocabulary it is given.
    theirs.index(bm25s.tokenization.Tokenized(ids=ids, vocab=dict(numbers)), show_progress=False)
    ours = Field.build(texts)
    for word, number in numbers.items():
        expected = theirs.get_scores_from_ids([number])
        np.testing.assert_allclose(ours.scores([word]), expected, rtol=1e-5, atol=1e-6)


def test_every_leg_scores_every_passage() -> None:
    legs = _legs("Wie heeft de regie?")
    assert set(legs) == set(LEGS)
    assert all(scores.shape == (len(INDEX.ids),) for scores in legs.values())


def test_an_exact_word_and_a_code_are_found_as_written() -> None:
    assert "151d" in _first("exact", "artikel 151d")
    assert _first("exact", "gemeld") == ""


def test_another_form_of_the_word_and_a_part_of_a_compound_are_found() -> None:
    assert "meldt" in _first("normal", "aanmelden")
    assert "woonoverlast" in _first("normal", "overlast")


def test_a_pair_of_words_is_found_with_its_function_word() -> None:
    assert _first("pairs", "zonder toestemming").startswith("Zonder toestemming")


def test_coverage_is_the_squared_share_of_the_question() -> None:
    coverage = _legs("regie woonoverlast")["coverage"]
    assert coverage.max() == pytest.approx(1)
    assert _legs("regie paspoort")["coverage"].max() < 0.25


def test_a_word_nobody_wrote_is_found_by_its_letters() -> None:
    assert "buurtbemiddeling" in _first("soft", "buurtbemidelaars")


def test_a_concept_is_said_by_all_words_of_a_label_and_best_side_by_side() -> None:
    entries = [
        replace(ENTRIES[0], id=f"a.{number}", text=text, context="")
        for number, text in enumerate(
            ("Drie maanden huur.", "Maanden huur van drie bewoners.", "Drie weken huur.", "Iets anders.")
        )
    ]
    index = LexicalIndex.build(entries)
    achterstand = Concept("achterstand", {"nl": ("achterstand", "drie maanden", "kwartaal")}, {})
    asked = read("achterstand", "nl", Thesaurus([achterstand]), index.vocabulary)
    first = index.match(asked).same[0]
    assert first[0] > first[1] > 0
    assert first[2:].tolist() == [0, 0]
    assert np.array_equal(index.match(asked).same[0], first)  # what is remembered of a concept is the same


def test_the_heading_is_searched_along_with_the_text() -> None:
    assert _first("exact", "looptijd").startswith("Deze afspraken")


def test_an_index_read_back_scores_the_same(tmp_path: Path) -> None:
    INDEX.save(tmp_path)
    again = LexicalIndex.load(tmp_path)
    assert again.ids == INDEX.ids
    assert again.vocabulary == INDEX.vocabulary
    ours, theirs = _legs("regie bij woonoverlst"), _legs("regie bij woonoverlst", again)
    assert all(np.array_equal(ours[name], theirs[name]) for name in ours)


def test_an_empty_index_is_an_index(tmp_path: Path) -> None:
    LexicalIndex.build([]).save(tmp_path)
    empty = LexicalIndex.load(tmp_path)
    assert empty.ids == ()
    assert all(len(scores) == 0 for scores in _legs("regie", empty).values())


def test_passages_without_a_word_are_held_and_never_found() -> None:
    index = LexicalIndex.build([ENTRIES[0].__class__("a.1", "a", "r", "", "", "…")])
    assert index.ids == ("a.1",)
    assert all(scores.max() == 0 for scores in _legs("regie", index).values())


def test_no_file_is_no_index(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable):
        LexicalIndex.load(tmp_path)


@pytest.mark.parametrize("place", [0.01, 0.3, 0.6, 0.9, 0.999])
def test_a_damaged_file_is_refused(tmp_path: Path, place: float) -> None:
    INDEX.save(tmp_path)
    file = next(tmp_path.iterdir())
    data = bytearray(file.read_bytes())
    for position in range(int(len(data) * place), min(len(data), int(len(data) * place) + 64)):
        data[position] ^= 0xFF
    file.write_bytes(data)
    with pytest.raises(IndexUnusable):
        LexicalIndex.load(tmp_path)


def test_a_file_that_was_cut_off_is_refused(tmp_path: Path) -> None:
    INDEX.save(tmp_path)
    file = next(tmp_path.iterdir())
    file.write_bytes(file.read_bytes()[:-1000])
    with pytest.raises(IndexUnusable):
        LexicalIndex.load(tmp_path)


def test_an_index_of_another_analyser_is_refused(tmp_path: Path) -> None:
    INDEX.save(tmp_path)
    file = next(tmp_path.iterdir())
    with np.load(file) as arrays:
        held = dict(arrays)
    held["meta"] = np.frombuffer(bytes(held["meta"]).replace(b"dutch-", b"dutsh-"), dtype=np.uint8)
    np.savez(file, allow_pickle=False, **held)
    with pytest.raises(IndexUnusable, match="dutsh"):
        LexicalIndex.load(tmp_path)


def test_a_word_is_most_like_itself_and_not_like_a_stranger() -> None:
    likeness = Likeness.build(["huurder", "verhuurder", "fiets"]).to("huurder")
    assert likeness[0] == pytest.approx(1)
    assert likeness[0] > likeness[1] > 0.3
    assert likeness[2] < 0.1
