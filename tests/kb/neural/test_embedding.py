"""A server's answer is used where it is sound; else it is said what is wrong, and nothing of a text with it."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import get_args

import numpy as np
import pytest
from pydantic import SecretStr

from kb.address import ModelAddress, Ollama, Server
from kb.errors import ModelUnreachable
from kb.neural.embedding import EmbeddingModel, UnsoundNumbers, open_embedding
from tests.kb.neural.scripted_embedding import WIDTH, Behaviour, ScriptedEmbedding, numbers, scripted_embedding

SHAPES: dict[str, Callable[[str, str], ModelAddress]] = {
    "openai": lambda url, model: Server(f"{url}/v1", model),
    "inference": Server,
    "ollama": lambda url, model: Ollama(model, url),
}
TEXTS = ["De huurder betaalt niet.", "Het wijkteam belt."]
USABLE = {"good", "wide", "restless"}
WAIT_FOR_A_DEADLINE = {"hangs", "drips"}


@pytest.fixture
def server() -> Iterator[ScriptedEmbedding]:
    with scripted_embedding() as script:
        yield script


@contextmanager
def opened(server: ScriptedEmbedding, shape: str, model: str = "m", key: str | None = None) -> Iterator[EmbeddingModel]:
    embedding = open_embedding(SHAPES[shape](server.url, model), SecretStr(key) if key else None)
    with closing(embedding):
        yield embedding


@pytest.mark.parametrize("shape", SHAPES)
def test_every_kind_of_server_gives_the_vectors_of_its_model(shape: str, server: ScriptedEmbedding) -> None:
    with opened(server, shape) as model:
        assert np.allclose(model.documents(TEXTS), numbers(TEXTS, 1), atol=1e-5)
        assert np.allclose(model.questions(TEXTS[:1]), numbers(TEXTS[:1], 1), atol=1e-5)
        assert model.documents([]).shape[0] == 0
        assert model.served


@pytest.mark.parametrize("shape", SHAPES)
def test_a_server_is_asked_with_the_prompts_of_a_model_known_by_name(shape: str, server: ScriptedEmbedding) -> None:
    with opened(server, shape, "intfloat/multilingual-e5-small") as model:
        model.questions(["wie belt"])
        model.documents(["Het wijkteam belt."])
    assert server.asked == ["query: wie belt", "passage: Het wijkteam belt."]


@pytest.mark.parametrize("shape", ["openai", "inference"])
def test_the_key_goes_to_the_server(shape: str, server: ScriptedEmbedding) -> None:
    with opened(server, shape, key="geheim") as model:
        model.documents(TEXTS)
    assert server.keys == {"Bearer geheim"}


def test_without_a_key_that_of_another_service_is_not_sent(
    server: ScriptedEmbedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "of another service")
    with opened(server, "openai") as model:
        model.documents(TEXTS)
    assert server.keys == {"Bearer none"}


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("behaviour", sorted(set(get_args(Behaviour)) - USABLE - WAIT_FOR_A_DEADLINE))
def test_what_is_no_vector_for_each_text_is_refused(
    behaviour: Behaviour, shape: str, server: ScriptedEmbedding
) -> None:
    server.behaviour = behaviour
    with opened(server, shape) as model, pytest.raises(ModelUnreachable) as caught:
        model.documents(TEXTS)
    assert caught.value.facts["problem"]
    assert caught.value.facts["setting"] == "AFSPRAKENWIJZER_EMBEDDING"
    assert "huurder" not in str(caught.value)


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        ("nan", "no number"),
        ("zero", "zero"),
        ("fewer", "1 vectors for 2 texts"),
        ("more", "3 vectors for 2 texts"),
        ("ragged", "no rows of numbers"),
        ("garbage", "cannot be read"),
    ],
)
def test_it_is_said_what_is_wrong_with_the_numbers(behaviour: Behaviour, said: str, server: ScriptedEmbedding) -> None:
    server.behaviour = behaviour
    with opened(server, "inference") as model, pytest.raises(UnsoundNumbers) as caught:
        model.documents(TEXTS)
    assert said in caught.value.facts["problem"]


@pytest.mark.parametrize("shape", SHAPES)
def test_where_nobody_listens_the_model_is_unreachable(shape: str) -> None:
    with scripted_embedding() as gone:
        pass
    with opened(gone, shape) as model, pytest.raises(ModelUnreachable) as caught:
        model.documents(TEXTS)
    assert not isinstance(caught.value, UnsoundNumbers)


@pytest.mark.parametrize("shape", SHAPES)
def test_an_error_of_the_server_is_said_with_its_number(shape: str, server: ScriptedEmbedding) -> None:
    server.behaviour = "fails"
    with opened(server, shape) as model, pytest.raises(ModelUnreachable) as caught:
        model.documents(TEXTS)
    assert caught.value.facts["problem"].endswith("500")


def test_many_texts_go_in_several_requests(server: ScriptedEmbedding) -> None:
    texts = [f"Afspraak {n} over huur." for n in range(70)]
    with opened(server, "inference") as model:
        assert np.allclose(model.documents(texts), numbers(texts, 1), atol=1e-5)
    assert server.requests == 3
    assert numbers(texts, 1).shape == (70, WIDTH)
