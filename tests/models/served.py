"""The real door, listening on a free port of this machine, in the process of the test."""

import json
import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from typing import Any

import httpx
import uvicorn

from api.app import create_app
from kb.settings import Settings

Event = tuple[str, Any]


@contextmanager
def served(settings: Settings) -> Iterator[httpx.Client]:
    """A client of the door on the data that the settings name, ready to be asked."""
    server = uvicorn.Server(uvicorn.Config(create_app(settings), port=0, log_config=None, lifespan="on"))
    running = threading.Thread(target=server.run)
    running.start()
    try:
        while not server.started:
            running.join(0.01)
            assert running.is_alive(), "the door did not open"
        port = server.servers[0].sockets[0].getsockname()[1]
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=60) as client:
            assert client.get("/health/ready").status_code == 200
            yield client
    finally:
        server.should_exit = True
        running.join()


def events(client: httpx.Client, question: str, **asked: Any) -> Generator[Event, None, None]:
    """The events of an answer, each as it comes."""
    body, headers = {"question": question} | asked, {"accept": "text/event-stream"}
    with client.stream("POST", "/api/v1/questions", json=body, headers=headers) as response:
        name = ""
        for line in response.iter_lines():
            field, _, value = line.partition(": ")
            if field == "event":
                name = value
            elif field == "data":
                yield name, json.loads(value)
