"""A model of words finds what no letter shares, says nothing where it knows nothing, and is asked once a word."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from kb.language.thesaurus import Thesaurus
from kb.search.embedding import SPACE, subword_vectors
from kb.search.hybrid import HybridSearch
from kb.search.indexes import Indexes
from kb.search.lexical import LexicalIndex, searched
from kb.search.meaning import Meaning, WordVectors
from kb.search.vectors import ExactVectors
from kb.store import Store
from tests.faults.readings import reading_of
from tests.kb.search.passages import ENTRIES, text_of

LEXICAL = LexicalIndex.build(ENTRIES)
VECTORS = ExactVectors(LEXICAL.ids, subword_vectors([searched(entry) for entry in ENTRIES]))
_KNOWN = {"landlord": (3.0, 0.5, 0.0), "verhuurder": (2.0, 0.0, 0.0), "wijkteam": (0.0, 0.0, 5.0)}


class HandMade:
    """Word vectors of three words, which remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, words: Sequence[str], /) -> NDArray[np.float32]:
        self.asked += words
        return np.array([_KNOWN.get(word, (0, 0, 0)) for word in words], dtype=np.float32)


def ignorant(words: Sequence[str], /) -> NDArray[np.float32]:
    return np.zeros((len(words), 4), dtype=np.float32)


def broken(words: Sequence[str], /) -> NDArray[np.float32]:
    return np.full((len(words), 4), np.nan, dtype=np.float32)


def search_with(model: WordVectors | None, floor: float = 0.5) -> HybridSearch:
    meaning = None if model is None else Meaning(model, floor=floor)
    # Without a thesaurus, and asked as Dutch, "landlord" leads nowhere but through the model.
    return HybridSearch(ENTRIES, LEXICAL, VECTORS, subword_vectors, thesaurus=Thesaurus, meaning=meaning)


def soft(search: HybridSearch, question: str) -> dict[str, float]:
    return {hit.passage_id: hit.legs["soft"] for hit in search.search(search.read(question, "nl"), k=20)}


def test_the_soft_leg_finds_the_word_that_means_the_same() -> None:
    found = soft(search_with(HandMade()), "landlord")
    assert {text_of(id_).split()[1] for id_, added in found.items() if added > 0} == {"verhuurder"}
    assert not any(soft(search_with(None), "landlord").values())


def test_below_the_floor_of_the_model_words_are_strangers() -> None:
    assert not any(soft(search_with(HandMade(), floor=0.99), "landlord").values())


@pytest.mark.parametrize("model", [ignorant, broken])
@pytest.mark.parametrize("question", ["landlord", "Wie meldt de huurder aan bij het wijkteam?", "buurtbemidelaars", ""])
def test_a_model_that_knows_no_word_changes_nothing(model: WordVectors, question: str) -> None:
    assert search_with(model).search(question, k=20) == search_with(None).search(question, k=20)


def test_what_letters_say_stays_where_they_say_more() -> None:
    question = "verhuurders van het wijkteam"
    with_model, without = soft(search_with(HandMade()), question), soft(search_with(None), question)
    assert with_model == pytest.approx(without, abs=1e-6)


def test_coverage_is_by_letters_whatever_the_model() -> None:
    search = search_with(HandMade())
    assert [hit.coverage for hit in search.search(search.read("landlord", "nl"), k=1)] == [0]


def test_a_model_that_miscounts_is_refused() -> None:
    with pytest.raises(ValueError, match="vectors of shape"):
        Meaning(lambda words: np.ones((len(words) + 1, 2), dtype=np.float32), floor=0.5).over(["huur"])


def test_after_a_change_the_model_is_asked_for_the_new_words_alone(tmp_path: Path) -> None:
    store, model = Store(f"sqlite:///{tmp_path / 'store.sqlite'}"), HandMade()
    _take_in(store, "melding", "De verhuurder meldt de achterstand.")
    indexes = Indexes(store, tmp_path / "indexes", subword_vectors, SPACE, Thesaurus, meaning=Meaning(model, floor=0.5))
    try:
        assert sorted(model.asked) == sorted(indexes.search.vocabulary)
        model.asked.clear()
        _take_in(store, "belt", "Het wijkteam belt de verhuurder.")
        indexes.catch_up()
        assert set(model.asked) >= {"wijkteam", "belt"}
        assert "verhuurder" not in model.asked
        search = indexes.search
        assert {id_ for id_, added in soft(search, "landlord").items() if added > 0} == {
            "lindestroom/melding.1",
            "lindestroom/belt.1",
        }
        store.remove("lindestroom/melding")
        model.asked.clear()
        indexes.catch_up()
        assert model.asked == []
        assert [id_ for id_, added in soft(indexes.search, "landlord").items() if added > 0] == ["lindestroom/belt.1"]
    finally:
        indexes.close()
        store.close()


def _take_in(store: Store, stem: str, *texts: str) -> None:
    reading, original = reading_of(texts, stem=stem)
    store.take_in(reading, original, {}, SPACE)
