"""A reranker is heard as far as it orders the best passages better than words do, and a bad one not at all."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from kb.search.cloze import Gain
from kb.search.embedding import subword_vectors
from kb.search.hybrid import READ, RERANKED, Hit, HybridSearch
from kb.search.lexical import LexicalIndex, searched
from kb.search.reranker import Calibration, Reranker, calibrate
from kb.search.vectors import ExactVectors
from tests.kb.search.passages import ENTRIES, text_of
from tests.kb.search.test_semantic import chance, names, region

Scores = NDArray[np.float32]

QUESTION = "Wie meldt de huurder aan bij schulden?"
LEXICAL = LexicalIndex.build(ENTRIES)
VECTORS = ExactVectors(LEXICAL.ids, subword_vectors([searched(entry) for entry in ENTRIES]))
HEARD = Calibration(gain=Gain(asked=60, mean=1.0, error=0.1, over_chance=1.5))
DEAF = Calibration(gain=Gain(asked=60, mean=-0.1, error=0.1, over_chance=1.5))


def found(reranker: Reranker | None, question: str = QUESTION, k: int = len(ENTRIES)) -> list[Hit]:
    search = HybridSearch(ENTRIES, LEXICAL, VECTORS, subword_vectors)
    search.reranker = reranker
    return search.search(question, k=k)


def wanting(word: str) -> Reranker:
    """A model to which passages with this word answer, and no other."""
    return Reranker(lambda _, texts: np.array([word in text for text in texts], dtype=np.float32) * 9 - 4, HEARD)


def test_what_a_reranker_prefers_comes_first() -> None:
    before = found(None)
    second = text_of(before[1].passage_id)
    hits = found(wanting(second))
    assert hits[0].passage_id == before[1].passage_id
    assert {hit.passage_id for hit in hits} == {hit.passage_id for hit in before}


def test_it_changes_who_stands_where_and_no_score_of_a_place() -> None:
    """Whether there is an answer at all is read from the scores, and no model has a say in that."""
    before = found(None)
    hits = found(wanting(text_of(before[1].passage_id)))
    assert [hit.score for hit in hits] == [hit.score for hit in before]
    for hit in hits:
        assert sum(hit.legs.values()) == pytest.approx(hit.score, abs=1e-4)
    assert hits[0].legs[RERANKED] > 0 > hits[1].legs[RERANKED]
    coverage = {hit.passage_id: hit.coverage for hit in before}
    assert {hit.passage_id: hit.coverage for hit in hits} == coverage


def test_who_asks_for_one_gets_the_best_of_all_that_were_read() -> None:
    second = found(None)[1]
    (only,) = found(wanting(text_of(second.passage_id)), k=1)
    assert only.passage_id == second.passage_id
    assert only.score == found(None)[0].score


@pytest.mark.parametrize(
    "reranker",
    [
        pytest.param(
            Reranker(lambda _, texts: np.arange(len(texts), dtype=np.float32), DEAF), id="no better than words"
        ),
        pytest.param(Reranker(lambda *_: None, HEARD), id="does not answer"),
        pytest.param(Reranker(lambda _, texts: np.ones(len(texts), np.float32), HEARD), id="takes all for one"),
        pytest.param(Reranker(lambda _, texts: np.full(len(texts), np.nan, np.float32), HEARD), id="no number"),
    ],
)
def test_a_reranker_that_says_nothing_changes_nothing(reranker: Reranker) -> None:
    assert found(reranker) == found(None), "to the last bit, with the same legs"
    assert found(reranker, k=2) == found(None, k=2)


def test_it_reads_the_question_as_it_was_put_with_headings_and_text_of_few_passages() -> None:
    asked: list[tuple[str, int]] = []

    def read(question: str, texts: Sequence[str]) -> None:
        asked.append((question, len(texts)))
        assert all("\n" in text for text in texts)

    found(Reranker(read, HEARD))
    assert asked == [(QUESTION, len(found(None)))]
    assert asked[0][1] <= READ
    found(Reranker(read, DEAF))
    assert len(asked) == 1, "one that weighs nothing is not asked"


def test_a_question_that_finds_nothing_is_not_put_to_it() -> None:
    def read(question: str, texts: Sequence[str]) -> Scores:
        raise AssertionError

    assert found(Reranker(read, HEARD), "?!") == []


def knows(question: str, texts: Sequence[str]) -> Scores:
    """It knows which names are of one thing."""
    asked = next(number for number in range(40) if any(name in question for name in names(number)))
    return np.array([any(name in text for name in names(asked)) for text in texts], dtype=np.float32)


def by_chance(question: str, texts: Sequence[str]) -> Scores:
    return np.array([chance([question + text])[0, 0] for text in texts], dtype=np.float32)


def by_words(question: str, texts: Sequence[str]) -> Scores:
    said = set(question.lower().split())
    return np.array([len(said & set(text.lower().split())) for text in texts], dtype=np.float32)


def test_a_reranker_weighs_by_what_it_adds_to_words() -> None:
    entries = region()[:20]  # so few that each is among those that are read
    assert calibrate(entries, knows).weight == 0.5
    assert calibrate(entries, by_chance).weight == 0
    assert calibrate(entries, by_words).weight == 0
    assert calibrate(entries[:19], knows).weight == 0, "few passages show nothing"
    assert calibrate(region(sentences=1), knows).weight == 0, "there was nothing to ask"
    assert calibrate([], knows).gain.asked == 0
