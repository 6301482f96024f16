"""The least that reads a model's reply: LlamaIndex's client alone, told for each line on standard input to ask once.

`python -m tests.models.bare_client URL`: for each line, the messages as JSON, it asks them and says on standard output
the seconds until the first claim of the reply was complete.
"""

import asyncio
import json
import sys
import time

from llama_index.core.base.llms.types import ChatMessage
from llama_index.llms.openai_like import OpenAILike


async def seconds_to_first_claim(client: OpenAILike, messages: list[ChatMessage]) -> float:
    """Ask once, and read until the first claim is complete."""
    began, said = time.perf_counter(), ""
    async for part in await client.astream_chat(messages):
        said += part.delta or ""
        _, opened, rest = said.partition("[")
        try:
            json.JSONDecoder().raw_decode(rest)
        except ValueError:
            continue
        if opened:
            return time.perf_counter() - began
    raise ValueError("the reply held no claim")


async def _serve(url: str) -> None:
    client = OpenAILike(
        model="scripted", api_base=f"{url}/v1", api_key="none", is_chat_model=True, max_retries=0, timeout=60
    )
    for line in sys.stdin:
        messages = [ChatMessage(role=one["role"], content=one["content"]) for one in json.loads(line)]
        print(await seconds_to_first_claim(client, messages), flush=True)  # noqa: T201 - for whoever started it


if __name__ == "__main__":
    asyncio.run(_serve(sys.argv[1]))
