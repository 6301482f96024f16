"""A neural embedding is heard as far as it finds what is here, and a bad one not at all."""

import zlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from kb.search.cloze import MOST_ASKED, Gain, Vectors, clozes
from kb.search.embedding import subword_vectors
from kb.search.entry import Entry
from kb.search.hybrid import Hit, HybridSearch
from kb.search.lexical import LexicalIndex, searched
from kb.search.semantic import NAME, Calibration, Semantic, calibrate
from kb.search.vectors import ExactVectors
from tests.kb.search.passages import ENTRIES

Rows = NDArray[np.float32]

QUESTION = "Wie heeft de regie bij woonoverlast?"
LEXICAL = LexicalIndex.build(ENTRIES)
VECTORS = ExactVectors(LEXICAL.ids, subword_vectors([searched(entry) for entry in ENTRIES]))
HEARD = Calibration(gain=Gain(asked=200, mean=1.0, error=0.1, over_chance=2.0))
DEAF = Calibration(gain=Gain(asked=200, mean=-0.5, error=0.1, over_chance=2.0))


def chance(texts: Sequence[str]) -> Rows:
    """A direction that has nothing to do with what a text says."""
    drawn = [np.random.default_rng(zlib.crc32(text.encode())).standard_normal(16) for text in texts]
    rows = np.array(drawn, dtype=np.float32).reshape(len(texts), 16)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def pointing(passage_id: str) -> Semantic:
    """A model to which any question is this passage, and that passages of the same document are near it."""
    return semantic(
        np.eye(len(ENTRIES), dtype=np.float32), np.eye(len(ENTRIES), dtype=np.float32)[LEXICAL.ids.index(passage_id)]
    )


def semantic(matrix: Rows, question: Rows | None, calibration: Calibration = HEARD) -> Semantic:
    return Semantic(LEXICAL.ids, matrix, lambda _: question, calibration)


def found(one: Semantic | None, question: str = QUESTION) -> list[Hit]:
    search = HybridSearch(ENTRIES, LEXICAL, VECTORS, subword_vectors)
    search.semantic = one
    return search.search(question, k=len(ENTRIES))


def places(hits: Sequence[Hit]) -> dict[str, int]:
    return {hit.passage_id: place for place, hit in enumerate(hits)}


UNUSUAL = "meerwijk/afspraken.6"  # says nothing of the question


def test_a_model_that_is_heard_lifts_what_it_finds() -> None:
    before, now = places(found(None)), places(found(pointing(UNUSUAL)))
    assert UNUSUAL not in before or now[UNUSUAL] < before[UNUSUAL]
    assert now[UNUSUAL] <= 2


def test_what_the_words_say_stays_first_against_any_model() -> None:
    first = found(None)[0].passage_id
    assert found(pointing(UNUSUAL))[0].passage_id == first


@pytest.mark.parametrize("passage_id", LEXICAL.ids)
def test_the_best_score_stays_what_it_was(passage_id: str) -> None:
    """Whether there is an answer at all is read from it, and no model has a say in that."""
    hits = found(pointing(passage_id))
    assert hits[0].score == pytest.approx(found(None)[0].score)
    for hit in hits:
        assert sum(hit.legs.values()) == pytest.approx(hit.score, abs=1e-4)
    assert places(hits).keys() >= {passage_id}
    assert next(hit for hit in hits if hit.passage_id == passage_id).legs[NAME] > 0


@pytest.mark.parametrize(
    "one",
    [
        pytest.param(semantic(chance(LEXICAL.ids), chance(["?"])[0], DEAF), id="finds less than letters do"),
        pytest.param(semantic(chance(LEXICAL.ids), None), id="does not answer"),
        pytest.param(semantic(np.zeros((len(ENTRIES), 16), np.float32), chance(["?"])[0]), id="knows no passage"),
        pytest.param(semantic(np.full((len(ENTRIES), 16), 0.25, np.float32), chance(["?"])[0]), id="takes all for one"),
        pytest.param(
            semantic(chance(LEXICAL.ids), np.full(16, np.nan, np.float32)), id="answers with what is no number"
        ),
    ],
)
def test_a_model_that_says_nothing_changes_nothing(one: Semantic) -> None:
    assert found(one) == found(None), "to the last bit, with the same legs"


def test_a_model_that_weighs_nothing_is_not_asked() -> None:
    asked: list[str] = []

    def embed(text: str) -> Rows:
        asked.append(text)
        return np.ones(16, dtype=np.float32)

    found(Semantic(LEXICAL.ids, chance(LEXICAL.ids), embed, DEAF))
    assert asked == []
    found(Semantic(LEXICAL.ids, chance(LEXICAL.ids), embed, HEARD))
    assert asked == [QUESTION]


def test_a_model_reads_the_question_as_it_was_put_and_an_english_one_in_dutch() -> None:
    asked: list[str] = []

    def embed(text: str) -> None:
        asked.append(text)

    found(Semantic(LEXICAL.ids, chance(LEXICAL.ids), embed, HEARD), "Wie belt de melder van overlats?")
    found(Semantic(LEXICAL.ids, chance(LEXICAL.ids), embed, HEARD), "Who leads when there is nuisance in the street?")
    assert asked[0] == "Wie belt de melder van overlats?"
    assert "woonoverlast" in asked[1] or "overlast" in asked[1]


def test_a_passage_without_a_vector_keeps_its_place() -> None:
    """It was taken in a moment ago: what the other legs say of it stands for what the model would."""
    order = [hit.passage_id for hit in found(None)]
    first = LEXICAL.ids.index(order[0])
    matrix = np.eye(len(ENTRIES), dtype=np.float32)
    matrix[first] = 0
    hits = found(semantic(matrix, np.eye(len(ENTRIES), dtype=np.float32)[LEXICAL.ids.index(order[1])]))
    assert [hit.passage_id for hit in hits][:2] == order[:2]
    assert hits[0].score == pytest.approx(found(None)[0].score, rel=0.1)


@given(st.floats(-10, 10), st.floats(0, 10), st.floats(-10, 10), st.integers(0, 200))
def test_a_weight_is_a_share_and_nothing_without_a_gain(mean: float, error: float, chance: float, asked: int) -> None:
    weight = Calibration(gain=Gain(asked=asked, mean=mean, error=error, over_chance=chance)).weight
    assert 0 <= weight <= 0.25
    if mean <= error or chance < 1 or asked < 20:
        assert weight == 0


def names(number: int) -> tuple[str, str, str]:
    """Three names of one thing that no text says to be of the same."""
    firsts = (
        ("boom", "brug", "kade", "plein", "park"),
        ("schip", "dak", "tuin", "berg", "molen"),
        ("zee", "zout", "ijs", "vuur", "rook"),
    )
    seconds = ("wacht", "dienst", "loket", "huis", "overleg", "register", "kaart", "fonds")
    one, two, three = (group[number % 5] + seconds[(number // 5 + 3 * shift) % 8] for shift, group in enumerate(firsts))
    return one, two, three


def region(sentences: int = 3) -> list[Entry]:
    """Forty passages, each of one thing by its three names, in sentences that all passages have."""
    text = ("De {0} krijgt elke maandag bezoek.", "Wie de {0} wil spreken, belt vooraf.", "Op dinsdag rust de {0}.")
    return [
        replace(
            ENTRIES[0],
            id=f"dal/{number}",
            section="",
            context="Afspraken",
            text=" ".join(one.format(name) for one, name in zip(text[:sentences], names(number), strict=False)),
        )
        for number in range(40)
    ]


def knowing(texts: Sequence[str]) -> Rows:
    """A model that knows which names are of one thing."""
    right = [next(number for number in range(40) if any(name in text for name in names(number))) for text in texts]
    return np.eye(40, dtype=np.float32)[right]


def weighed(entries: Sequence[Entry], model: Vectors) -> Calibration:
    return calibrate(entries, model([searched(entry) for entry in entries]), model, model)


def test_a_model_weighs_by_what_it_finds_beyond_words_and_letters() -> None:
    assert weighed(region(), knowing).weight == 0.25
    assert weighed(region(), subword_vectors).weight == 0


def test_chance_weighs_nothing_even_where_words_do_worse() -> None:
    """The sentence that is asked for stands, but for a name, in every passage except its own."""
    by_chance = weighed(region(), chance)
    assert by_chance.gain.mean > 2 * by_chance.gain.error > 0
    assert by_chance.weight == 0


def test_what_is_no_number_comes_last() -> None:
    entries = region()

    def broken(texts: Sequence[str]) -> Rows:
        return np.full((len(texts), 16), np.nan, dtype=np.float32)

    measured = weighed(entries, broken)
    assert measured.gain.asked == len(entries)
    assert measured.gain.mean == 0
    assert measured.gain.over_chance < 0
    assert measured.weight == 0


def test_a_sentence_is_asked_for_and_gone_from_its_passage() -> None:
    entries = region()
    for one in clozes(entries):
        assert one.sentence in entries[one.row].text
        assert one.sentence not in one.rest
        assert one.rest.startswith("Afspraken\n")
    assert len(clozes(entries)) == len(entries)
    assert clozes(region(sentences=1)) == []
    assert weighed(region(sentences=1), chance).weight == 0


def test_the_same_is_asked_in_whatever_order_passages_stand() -> None:
    entries = region()
    assert {one.rest for one in clozes(entries)} == {one.rest for one in clozes(entries[::-1])}
    many = [replace(entry, id=f"{entry.id}.{copy}") for entry in entries for copy in range(9)]
    assert len(clozes(many)) == MOST_ASKED
