"""The built-in embedding puts words near each other that share their letters."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from llama_index.core.embeddings import MockEmbedding

from kb.search.embedding import DIMENSIONS, SPACE, built_in_embedding, embed_with, subword_vectors


def _likeness(one: str, other: str) -> float:
    first, second = subword_vectors([one, other])
    return float(first @ second)


@given(st.lists(st.text(), max_size=4))
def test_every_row_has_length_one_or_is_zero(texts: list[str]) -> None:
    vectors = subword_vectors(texts)
    assert vectors.shape == (len(texts), DIMENSIONS)
    assert vectors.dtype == np.float32
    lengths = np.linalg.norm(vectors, axis=1)
    assert all(length == 0 or length == pytest.approx(1, abs=1e-5) for length in lengths)


def test_a_text_without_words_has_no_direction() -> None:
    assert not subword_vectors(["", " … ", "😀"]).any()


def test_forms_of_a_word_are_nearer_than_strangers() -> None:
    assert _likeness("aanmelding", "aangemeld") > 0.2
    assert _likeness("verhuurder", "huurders") > 0.25
    assert _likeness("verhuurder", "fietspad") < 0.1


def test_content_outweighs_function_words() -> None:
    assert _likeness("de regie van de politie", "regie politie") > 0.9


def test_the_same_text_has_the_same_vector_in_another_process() -> None:
    code = "from kb.search.embedding import subword_vectors as v; print(v(['huurschuld']).tobytes().hex())"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert bytes.fromhex(done.stdout.strip()) == subword_vectors(["huurschuld"]).tobytes()


def test_llamaindex_gets_the_same_vectors() -> None:
    model = built_in_embedding()
    assert model.model_name == SPACE
    expected = subword_vectors(["regie", "wijkteam"])
    np.testing.assert_array_equal(
        np.array(model.get_text_embedding_batch(["regie", "wijkteam"]), dtype=np.float32), expected
    )
    np.testing.assert_array_equal(np.array(model.get_query_embedding("regie"), dtype=np.float32), expected[0])


def test_any_llamaindex_embedding_plugs_in_at_the_seam() -> None:
    texts = ["regie", "wijkteam"]
    np.testing.assert_array_equal(embed_with(built_in_embedding())(texts), subword_vectors(texts))
    assert embed_with(MockEmbedding(embed_dim=3))(texts).tolist() == [[0.5] * 3] * 2
    assert embed_with(MockEmbedding(embed_dim=3))([]).shape == (0, 0)


def test_the_embedding_does_not_load_llamaindex_until_asked() -> None:
    code = "import sys, kb.search.embedding, kb.search.hybrid, kb.search.retriever; print('llama_index' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
