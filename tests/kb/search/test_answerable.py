"""How likely an answer is grows with what was found, and a question about something else stays below the bar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.search.answerable import LIKELY_ENOUGH, likelihood
from kb.search.embedding import subword_vectors
from kb.search.hybrid import Hit, HybridSearch
from kb.search.lexical import LexicalIndex, searched
from kb.search.vectors import ExactVectors
from tests.kb.search.passages import ENTRIES

SCORES = st.floats(0, 20, allow_nan=False)
SHARES = st.floats(0, 1, allow_nan=False)


@pytest.fixture(scope="module")
def search() -> HybridSearch:
    lexical = LexicalIndex.build(ENTRIES)
    vectors = ExactVectors(lexical.ids, subword_vectors([searched(entry) for entry in ENTRIES]))
    return HybridSearch(ENTRIES, lexical, vectors, subword_vectors)


def _hit(score: float, coverage: float) -> Hit:
    return Hit("meerwijk/afspraken.1", score, {}, coverage)


def test_nothing_found_is_no_answer() -> None:
    assert likelihood([]) == 0.0


@given(st.lists(st.tuples(SCORES, SHARES), min_size=1))
def test_a_likelihood_is_a_probability(found: list[tuple[float, float]]) -> None:
    assert 0 < likelihood([_hit(*one) for one in found]) <= 1


@given(SCORES, SHARES, st.floats(0.1, 5))
def test_more_of_the_question_found_is_never_less_likely(score: float, coverage: float, more: float) -> None:
    assert likelihood([_hit(score + more, coverage)]) >= likelihood([_hit(score, coverage)])
    assert likelihood([_hit(score, min(1.0, coverage + more))]) >= likelihood([_hit(score, coverage)])


def test_only_the_first_three_say_how_much_of_the_question_is_there() -> None:
    few = [_hit(1.0, 0.2)] * 3
    assert likelihood([*few, _hit(0.5, 1.0)]) == likelihood(few)
    assert likelihood([*few[:2], _hit(0.5, 1.0)]) > likelihood(few)


@pytest.mark.parametrize("question", ["Wie heeft de regie bij woonoverlast?", "Wanneer meldt de verhuurder aan?"])
def test_what_the_texts_say_is_above_the_bar(search: HybridSearch, question: str) -> None:
    assert likelihood(search.search(question)) >= LIKELY_ENOUGH


@pytest.mark.parametrize("question", ["Hoe bak ik een appeltaart?", "Welke vogel zingt het mooist?"])
def test_another_subject_is_below_the_bar(search: HybridSearch, question: str) -> None:
    assert likelihood(search.search(question)) < LIKELY_ENOUGH
