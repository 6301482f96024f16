"""The scripted server is a model server to the clients of LlamaIndex, streaming and not."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

import httpx
import pytest
from llama_index.core.base.llms.types import ChatMessage
from llama_index.core.llms import LLM
from llama_index.llms.ollama import Ollama
from llama_index.llms.openai_like import OpenAILike
from ollama import AsyncClient

from tests.models import transport
from tests.models.answers import WHO, good
from tests.models.prompt import read_prompt
from tests.models.server import ScriptedModel
from tests.models.steps import Behaviour

_T = TypeVar("_T")
_ASKED = f"{WHO.question}\n<passages>\n[1] Er is overleg.\n[2] {WHO.sentence}\nZij doet dat steeds.\n</passages>\n"
_MESSAGES = [ChatMessage(role="system", content="Antwoord in JSON."), ChatMessage(role="user", content=_ASKED)]
_PROMPT = read_prompt([{"role": one.role.value, "content": one.content} for one in _MESSAGES])


@pytest.fixture(params=["openai", "ollama"])
def speaks(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def _asked(speaks: str, model: ScriptedModel, use: Callable[[LLM], Awaitable[_T]]) -> _T:
    """What comes of using a client, whose connections are closed when that is done."""

    async def asked() -> _T:
        if speaks == "ollama":
            async with AsyncClient(host=model.url) as line:
                return await use(Ollama(model="scripted", context_window=4096, async_client=line))
        async with httpx.AsyncClient() as line:
            server = {"model": "scripted", "api_base": f"{model.url}/v1", "api_key": "geheim"}
            return await use(OpenAILike(**server, is_chat_model=True, max_retries=0, async_http_client=line))

    with ThreadPoolExecutor(1) as apart:  # a browser's tests leave a loop running on this thread
        return apart.submit(asyncio.run, asked()).result()


async def _read(client: LLM) -> list[str]:
    return [part.delta or "" async for part in await client.astream_chat(_MESSAGES)]


async def _whole(client: LLM) -> str:
    return (await client.achat(_MESSAGES)).message.content or ""


def test_the_units_of_a_prompt_are_read_with_all_their_lines() -> None:
    assert [number for number, _ in _PROMPT.units] == [1, 2]
    assert _PROMPT.units[1].text == f"{WHO.sentence}\nZij doet dat steeds."


@pytest.mark.parametrize(
    "behaviour", [transport.says_good, transport.drips, transport.drips_bytes, transport.slow_between]
)
def test_a_streamed_reply_is_read_as_it_was_written(speaks: str, behaviour: Behaviour) -> None:
    with ScriptedModel(behaviour) as model:
        read = _asked(speaks, model, _read)
    assert json.loads("".join(read)) == json.loads(good(_PROMPT))
    assert len([piece for piece in read if piece]) > 1


def test_a_reply_that_is_not_streamed_is_whole(speaks: str) -> None:
    with ScriptedModel(transport.says_good) as model:
        said = _asked(speaks, model, _whole)
    assert json.loads(said) == json.loads(good(_PROMPT))


def test_thoughts_apart_are_no_part_of_the_reply(speaks: str) -> None:
    with ScriptedModel(transport.thinks_apart) as model:
        read = _asked(speaks, model, _read)
    assert json.loads("".join(read)) == json.loads(good(_PROMPT))


@pytest.mark.parametrize(
    "behaviour",
    [transport.breaks_in_a_claim, transport.breaks_by_reset, transport.resets_at_once, transport.refuses(500)],
)
def test_what_befalls_the_line_is_an_error_to_the_client(speaks: str, behaviour: Behaviour) -> None:
    with ScriptedModel(behaviour) as model, pytest.raises(Exception):  # noqa: B017, PT011 - each library has its own
        _asked(speaks, model, _read)


def test_a_client_that_hangs_up_is_noticed_while_nothing_comes(speaks: str) -> None:
    with ScriptedModel(transport.held) as model:

        async def read_one(client: LLM) -> None:
            reading = asyncio.create_task(_read(client))
            while not (model.received and model.received[0].claims_s):  # or the time of the test is over
                await asyncio.sleep(0.01)
            reading.cancel()
            await asyncio.wait([reading])

        _asked(speaks, model, read_one)
        while model.received[0].ended_s is None:  # or the time of the test is over
            model.stopping.wait(0.01)
        assert model.received[0].hung_up


def test_what_came_in_is_kept_with_its_headers(speaks: str) -> None:
    with ScriptedModel(transport.says_good) as model:
        _asked(speaks, model, _read)
    (received,) = model.received
    assert received.prompt.units == _PROMPT.units
    assert (received.headers.get("Authorization") == "Bearer geheim") == (speaks == "openai")
    assert model.most_at_once == 1
