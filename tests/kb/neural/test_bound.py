"""Vectors of two models never meet, whatever changes behind an address and whenever it does."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.address import Folder, Server
from kb.neural.batch import vectors_of
from kb.neural.bound import PROBES, SpaceChanged, bind
from kb.neural.embedding import EmbeddingModel, open_embedding
from kb.spaces import same_numbers
from kb.store import Store
from tests.kb.neural.scripted_embedding import WIDTH, ScriptedEmbedding, numbers, scripted_embedding
from tests.kb.neural.tiny import tiny_folder

TEXTS = ["De huurder betaalt niet.", "Het wijkteam belt.", "Wie heeft de regie?"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store(f"sqlite:///{tmp_path / 'store.sqlite'}")) as opened:
        yield opened


@pytest.fixture
def server() -> Iterator[ScriptedEmbedding]:
    with scripted_embedding() as script:
        yield script


@contextmanager
def model_of(server: ScriptedEmbedding) -> Iterator[EmbeddingModel]:
    with closing(open_embedding(Server(server.url, "m"))) as model:
        yield model


def test_the_same_model_comes_back_to_its_space(store: Store, server: ScriptedEmbedding) -> None:
    with model_of(server) as model:
        first = bind(model, store.spaces).space
    with model_of(server) as model:
        assert bind(model, store.spaces).space.name == first.name
    assert store.spaces.names() == (first.name,)


def test_another_model_at_the_same_address_is_another_space(store: Store, server: ScriptedEmbedding) -> None:
    with model_of(server) as model:
        spaces = []
        for server.model in (1, 2, 1):
            spaces.append(bind(model, store.spaces).space.name)
    assert spaces[0] == spaces[2] != spaces[1]


def test_the_same_files_elsewhere_are_the_same_space_and_other_weights_are_not(store: Store, tmp_path: Path) -> None:
    names = []
    for where, seed in (("one", 1), ("two", 1), ("three", 2)):
        folder = tiny_folder(tmp_path / where / "model", seed=seed)
        names.append(bind(open_embedding(Folder(folder)), store.spaces).space.name)
    assert names[0] == names[1] != names[2]


def test_a_question_to_a_model_that_was_swapped_gets_nothing(store: Store, server: ScriptedEmbedding) -> None:
    with model_of(server) as model:
        bound = bind(model, store.spaces)
        assert np.allclose(bound.question("wie belt"), numbers(["wie belt"], 1)[0], atol=1e-5)
        server.model = 2
        for ask in (bound.question, lambda text: bound.documents([text]), lambda text: vectors_of(bound, [text])):
            with pytest.raises(SpaceChanged):
                ask("wie heeft de regie")
        with pytest.raises(SpaceChanged):
            bound.prove()


def test_a_wider_vector_is_of_another_space(store: Store, server: ScriptedEmbedding) -> None:
    with model_of(server) as model:
        bound = bind(model, store.spaces)
        server.behaviour = "wide"
        with pytest.raises(SpaceChanged):
            bound.documents(TEXTS)
        assert bind(model, store.spaces).space.probe.shape == (len(PROBES), WIDTH * 2)


def test_a_question_asked_before_is_not_asked_again(store: Store, server: ScriptedEmbedding) -> None:
    with model_of(server) as model:
        bound = bind(model, store.spaces)
        before = server.requests
        assert np.array_equal(bound.question("wie belt"), bound.question("wie belt"))
        assert server.requests == before + 1


def test_a_model_in_this_process_is_asked_for_nothing_beside_the_text(store: Store, tmp_path: Path) -> None:
    bound = bind(open_embedding(Folder(tiny_folder(tmp_path / "model"))), store.spaces)
    assert bound.at_once == bound.model.at_once
    assert np.allclose(bound.documents(TEXTS), bound.model.documents(TEXTS), atol=1e-6)


# ---- whatever happens in whatever order --------------------------------------------------------

_STEP = st.one_of(
    st.tuples(st.just("swap"), st.integers(1, 3)),
    st.tuples(st.just("documents"), st.lists(st.sampled_from(TEXTS), min_size=1, max_size=3)),
    st.tuples(st.just("question"), st.sampled_from(TEXTS)),
    st.tuples(st.just("restart"), st.none()),
)


@given(st.lists(_STEP, max_size=12))
def test_no_order_of_swaps_and_restarts_mixes_two_models(steps: list[tuple[str, object]]) -> None:
    with (
        TemporaryDirectory() as folder,
        scripted_embedding() as server,
        model_of(server) as model,
        closing(Store(f"sqlite:///{folder}/store.sqlite")) as store,
    ):
        bound, of, seen = bind(model, store.spaces), server.model, {server.model}
        for step, what in steps:
            if step == "swap" and isinstance(what, int):
                server.model = what
            elif step == "restart":
                bound, of = bind(model, store.spaces), server.model
                seen.add(of)
            else:
                texts = what if isinstance(what, list) else [str(what)]
                try:
                    found = bound.documents(texts) if step == "documents" else bound.question(texts[0])[None]
                except SpaceChanged:
                    assert server.model != of
                else:
                    assert np.allclose(found, numbers(texts, of), atol=1e-4)
        assert len(store.spaces.names()) == len(seen)


@given(st.integers(1, 10**6), st.integers(2, 400), st.floats(0, 0.02))
def test_the_noise_of_machines_is_no_other_model(seed: int, width: int, noise: float) -> None:
    random = np.random.default_rng(seed)
    rows = random.standard_normal((3, width)).astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    moved = random.standard_normal((3, width)).astype(np.float32)
    moved *= noise / np.linalg.norm(moved, axis=1, keepdims=True)
    assert same_numbers(rows, rows + moved)
    assert not same_numbers(rows, -rows)
    assert not same_numbers(rows, rows[:2])
    assert not same_numbers(rows, np.full_like(rows, np.nan))
