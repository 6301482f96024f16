"""The language model's door: a reply as it is written, within its time, from the configured server alone."""

import json
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pytest

from kb.address import Ollama, Server
from kb.errors import ModelUnreachable
from kb.neural.language_model import LanguageModel, Message, language_model
from tests.models import transport
from tests.models.answers import WHO, good
from tests.models.prompt import read_prompt
from tests.models.server import ScriptedModel
from tests.models.steps import Behaviour

_TOLD = [
    Message("system", "Antwoord in JSON."),
    Message("user", f"{WHO.question}\n<passages>\n[1] {WHO.sentence}\n</passages>\n"),
]
_SCHEMA = {"type": "object"}


@contextmanager
def _served(
    behaviour: Behaviour, speaks: str = "openai", *, seconds: float = 5, at_once: int = 4
) -> Iterator[tuple[LanguageModel, ScriptedModel]]:
    with ScriptedModel(behaviour) as elsewhere, ScriptedModel(behaviour, elsewhere=elsewhere.url) as server:
        of_server = Server(f"{server.url}/v1", "scripted")
        address = Ollama("scripted", server.url) if speaks == "ollama" else of_server
        made = language_model(address, key="geheim", seconds=seconds, at_once=at_once, context=4096)
        with closing(made) as model:
            yield model, server
        assert not elsewhere.received, "the question went to a server that nobody configured"
        assert not elsewhere.others


@pytest.fixture(params=["openai", "ollama"])
def speaks(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_a_reply_comes_in_pieces_as_it_is_written(speaks: str) -> None:
    with _served(transport.says_good, speaks) as (model, server):
        pieces = list(model.write(_TOLD, _SCHEMA))
    prompt = read_prompt([{"role": one.role, "content": one.text} for one in _TOLD])
    assert json.loads("".join(pieces)) == json.loads(good(prompt))
    assert len(pieces) > 1
    assert len(server.received) == 1


@pytest.mark.parametrize("behaviour", [transport.refuses(500), transport.resets_at_once, transport.slow_to_start])
def test_a_server_that_fails_or_is_late_is_said_to_be_unreachable(speaks: str, behaviour: Behaviour) -> None:
    with _served(behaviour, speaks, seconds=1) as (model, _), pytest.raises(ModelUnreachable) as told:
        list(model.write(_TOLD, _SCHEMA))
    assert told.value.facts["model"] == "scripted"
    assert WHO.question not in str(told.value)


def test_nobody_is_sent_elsewhere(speaks: str) -> None:
    with _served(transport.redirects(307), speaks) as (model, _), pytest.raises(ModelUnreachable):
        list(model.write(_TOLD, _SCHEMA))


def test_no_more_are_served_at_once_than_the_setting_says() -> None:
    def ask() -> None:
        with pytest.raises(ModelUnreachable):
            list(model.write(_TOLD, _SCHEMA))

    with _served(transport.slow_to_start, seconds=1, at_once=2) as (model, server):
        asking = [threading.Thread(target=ask) for _ in range(6)]
        for one in asking:
            one.start()
        for one in asking:
            one.join()
        assert server.most_at_once == 2


def test_a_server_that_fails_three_times_is_left_alone() -> None:
    with _served(transport.refuses(500)) as (model, server):
        for _ in range(3):
            assert not model.resting
            with pytest.raises(ModelUnreachable):
                list(model.write(_TOLD, _SCHEMA))
        assert model.resting
        asked = len(server.received)
        with pytest.raises(ModelUnreachable):
            list(model.write(_TOLD, _SCHEMA))
        assert len(server.received) == asked


def test_a_reply_without_end_is_broken_off_and_held_against_nobody() -> None:
    with _served(transport.says_content(" " * 30_000)) as (model, _):
        for _ in range(4):
            with pytest.raises(ModelUnreachable):
                list(model.write(_TOLD, _SCHEMA))
        assert not model.resting
