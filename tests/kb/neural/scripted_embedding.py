"""A server of embeddings on loopback that behaves as a test says, in the shapes of OpenAI, TEI and Ollama."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

import numpy as np

from kb.neural.bound import Matrix
from kb.search.embedding import DIMENSIONS, subword_vectors

Behaviour = Literal[
    "good",
    "hangs",
    "drips",
    "fails",
    "garbage",
    "not json",
    "a word",
    "nan",
    "infinite",
    "zero",
    "fewer",
    "more",
    "ragged",
    "empty",
    "wide",
    "restless",
]
WIDTH = 48


def numbers(texts: Sequence[str], model: int, width: int = WIDTH) -> Matrix:
    """What model number so-and-so makes of texts: the built-in vectors, turned another way by each model."""
    turned = np.random.default_rng(model).standard_normal((DIMENSIONS, width)).astype(np.float32)
    rows = subword_vectors(texts) @ turned
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


class ScriptedEmbedding:
    """What the server does now, and what it was asked; a test changes the one and reads the other."""

    def __init__(self) -> None:
        self.behaviour: Behaviour = "good"
        self.model = 1
        self.longest = 1_000_000  # characters; a longer text is refused with 400, and its whole batch with it
        self.asked: list[str] = []
        self.requests = 0
        self.keys: set[str | None] = set()
        self.hold = threading.Event()  # set when a request that hangs may end
        self.pause_s = 0.0  # before each answer
        self.url = ""

    def rows(self, texts: Sequence[str]) -> list[list[float]]:
        """The rows that this behaviour gives."""
        width = WIDTH * 2 if self.behaviour == "wide" else WIDTH
        found = numbers(texts, self.model, width).tolist()
        spoilt: dict[str, Any] = {
            "nan": [[float("nan")] * WIDTH] * len(texts),
            "infinite": [[float("inf")] * WIDTH] * len(texts),
            "zero": [[0.0] * WIDTH] * len(texts),
            "fewer": found[:-1],
            "more": [*found, found[0]],
            "ragged": [row[: WIDTH - place % 2] for place, row in enumerate(found)],
            "restless": np.random.default_rng().standard_normal((len(texts), WIDTH)).tolist(),
            "empty": [[] for _ in found],
            "a word": [["een"] * WIDTH for _ in found],
        }
        rows: list[list[float]] = spoilt.get(self.behaviour, found)
        return rows


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer waits 40 ms for the acknowledgement of its head
    script: ScriptedEmbedding

    def do_POST(self) -> None:
        script = self.script
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        given = asked["inputs"] if self.path.endswith("/embed") and "inputs" in asked else asked["input"]
        texts = [given] if isinstance(given, str) else given
        script.requests += 1
        script.asked += texts
        script.keys.add(self.headers.get("Authorization"))
        threading.Event().wait(script.pause_s)
        if script.behaviour == "hangs":
            script.hold.wait(20)
        if script.behaviour == "fails" or max(map(len, texts)) > script.longest:
            self._send(500 if script.behaviour == "fails" else 400, {"error": "too long", "error_type": "Validation"})
        elif script.behaviour == "garbage":
            self._send(200, {"unknown": 1})
        elif script.behaviour == "not json":
            self._send(200, None)
        else:
            self._send(200, self._shaped(script.rows(texts)))

    def _shaped(self, rows: list[list[float]]) -> object:
        if self.path == "/v1/embeddings":
            data = [{"object": "embedding", "index": place, "embedding": row} for place, row in enumerate(rows)]
            return {"object": "list", "model": "m", "data": data, "usage": {"prompt_tokens": 1, "total_tokens": 1}}
        return {"model": "m", "embeddings": rows} if self.path == "/api/embed" else rows

    def _send(self, status: int, body: object) -> None:
        sent = b"<html>" if body is None else json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        if self.script.behaviour != "drips":
            self.wfile.write(sent)
            return
        for place in range(len(sent)):
            if self.script.hold.wait(0.2):
                break
            self.wfile.write(sent[place : place + 1])
            self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has had enough is nothing to report."""


@contextmanager
def scripted_embedding(port: int = 0) -> Iterator[ScriptedEmbedding]:
    """A server that behaves well until it is told otherwise; nothing answers there any more afterwards."""
    script = ScriptedEmbedding()
    handler = type("Handler", (_Handler,), {"script": script})
    server = _Server(("127.0.0.1", port), handler)
    script.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield script
    finally:
        script.hold.set()
        server.shutdown()
        server.server_close()
        thread.join()
