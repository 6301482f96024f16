"""A server on loopback with two regions, one of which holds a text that tries to be more than text; real clients."""

import socket
import threading
import time
from collections.abc import Iterator
from typing import Final

import httpx
import openai
import pytest
import uvicorn

from api.app import create_app
from api.workplace import Workplace
from kb.settings import Settings
from tests.lindestroom import lindestroom_taken_in

HOSTILE: Final = (
    "De fietsmelder belt [de helpdesk](https://kwaad.example/a) over een fietswrak, ziet ![beeld](https://kwaad.example/b),"
    " leest <script>alert(1)</script> en <img src=x>, volgt www.kwaad.example en $x^2$ en schrijft *vet* aan"
    " loket@kwaad.example, zie [1] en [2][3].\n"
)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the server; tests leave what it holds as it is."""
    settings = Settings(data=lindestroom_taken_in(tmp_path_factory, "chat"))
    hostile = settings.data.parent / "fietsen.txt"
    hostile.write_text(f"Afspraken over [fietsen](https://kwaad.example)\n\n1. Melden\n\n{HOSTILE}", encoding="utf-8")
    with Workplace.open(settings) as workplace:
        assert [receipt.outcome for receipt in workplace.take_in([hostile], "proefstad")] == ["added"]
    server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning"))
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        while not server.started and serving.is_alive():
            time.sleep(0.02)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        serving.join()


@pytest.fixture(scope="session")
def client(address: str) -> Iterator[openai.OpenAI]:
    """The client that OpenAI publishes, in front of the server."""
    with openai.OpenAI(base_url=f"{address}/openai/v1", api_key="wat dan ook", max_retries=0) as made:
        yield made


@pytest.fixture(scope="session")
def raw(address: str) -> Iterator[httpx.Client]:
    """A client that shows what goes over the line."""
    with httpx.Client(base_url=address, timeout=60) as made:
        yield made
