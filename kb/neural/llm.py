"""The LlamaIndex LLM at an address, its timeouts, retries and connections set on purpose."""

import logging
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Final, NamedTuple

from kb.address import Ollama, Server

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

_CONNECT_S: Final = 3.0  # a server that is there answers at once
_TALKATIVE: Final = ("openai", "httpx", "httpcore", "ollama", "llama_index")


class Opened(NamedTuple):
    """An LLM, the keyword by which it is told what JSON to write, and what lets go of its connections."""

    llm: "LLM"
    by_schema: str
    hang_up: Callable[[], Awaitable[object]]


def open_llm(address: Ollama | Server, key: str | None, *, seconds: float, context: int, writes: int) -> Opened:
    """The LLM at an address; `context` and `writes` count tokens. ImportError where its package is not installed."""
    for name in _TALKATIVE:  # at DEBUG they write whole questions down
        logging.getLogger(name).setLevel(logging.WARNING)
    if isinstance(address, Ollama):
        return _of_ollama(address, seconds=seconds, context=context, writes=writes)
    return _of_server(address, key=key, seconds=seconds, context=context, writes=writes)


def _of_server(address: Server, *, key: str | None, seconds: float, context: int, writes: int) -> Opened:
    import httpx
    from llama_index.llms.openai_like import OpenAILike

    # No redirects: the question goes to the server that was configured, and nowhere else.
    client = httpx.AsyncClient(timeout=httpx.Timeout(seconds, connect=_CONNECT_S), follow_redirects=False)
    llm = OpenAILike(
        model=address.model,
        api_base=address.url,
        api_key=key or "none",
        context_window=context,
        is_chat_model=True,
        is_function_calling_model=False,
        max_tokens=writes,
        temperature=0,
        timeout=seconds,
        max_retries=0,  # tried again here, within the time there is
        async_http_client=client,
    )
    return Opened(llm, "response_format", client.aclose)


def _of_ollama(address: Ollama, *, seconds: float, context: int, writes: int) -> Opened:
    from llama_index.llms.ollama import Ollama as OllamaLLM
    from ollama import AsyncClient

    client = AsyncClient(host=address.url, timeout=seconds, follow_redirects=False)
    llm = OllamaLLM(
        model=address.model,
        base_url=address.url,
        async_client=client,
        context_window=context,
        request_timeout=seconds,
        temperature=0,
        thinking=False,
        is_function_calling_model=False,
        additional_kwargs={"num_predict": writes},
    )
    return Opened(llm, "format", client.close)
