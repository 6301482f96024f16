"""A server of a reranker on loopback that behaves as a test says, in the shapes of TEI and of Jina, Cohere and vLLM."""

import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Literal

Behaviour = Literal[
    "good", "hangs", "drips", "fails", "not json", "nan", "a word", "fewer", "twice", "beyond", "nothing", "an object"
]


class ScriptedReranker:
    """What the server does now, and what it was asked; a test changes the one and reads the other."""

    def __init__(self, shape: Literal["tei", "jina"]) -> None:
        self.shape, self.behaviour = shape, "good"
        self.wanted = ""  # a text that holds this scores best, others by their length
        self.bodies: list[dict[str, Any]] = []
        self.keys: set[str | None] = set()
        self.hold = threading.Event()  # set when a request that hangs may end
        self.url = ""

    def scores(self, texts: Sequence[str]) -> list[tuple[int, object]]:
        """Places and scores, best first, as this behaviour gives them."""
        good = [
            (place, (1.0 if self.wanted and self.wanted in text else 0.0) + 1 / (9 + len(text)))
            for place, text in enumerate(texts)
        ]
        rows: list[tuple[int, object]] = [*sorted(good, key=lambda one: -one[1])]
        spoilt: dict[str, list[tuple[int, object]]] = {
            "nan": [(place, float("nan")) for place, _ in rows],
            "a word": [(place, "een") for place, _ in rows],
            "fewer": rows[:-1],
            "twice": [*rows[:-1], rows[0]],
            "beyond": [(place + 1, score) for place, score in rows],
            "nothing": [],
        }
        return spoilt.get(self.behaviour, rows)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    script: ScriptedReranker

    def do_POST(self) -> None:
        script = self.script
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        script.bodies.append(asked)
        script.keys.add(self.headers.get("Authorization"))
        texts = asked.get("texts" if script.shape == "tei" else "documents")
        if not self.path.endswith("/rerank"):
            self._send(404, b"{}")
        elif texts is None:
            self._send(422, b"{}")
        elif script.behaviour == "hangs":
            script.hold.wait(20)
            self.close_connection = True
        elif script.behaviour == "fails":
            self._send(500, b"{}")
        elif script.behaviour == "not json":
            self._send(200, b"<html>")
        elif script.behaviour == "an object":
            self._send(200, b'{"error": "x"}')
        else:
            self._send(200, self._shaped(script.scores(texts)))

    def _shaped(self, rows: list[tuple[int, object]]) -> bytes:
        if self.script.shape == "tei":
            return json.dumps([{"index": place, "score": score} for place, score in rows]).encode()
        results = [{"index": place, "relevance_score": score} for place, score in rows]
        return json.dumps({"model": "m", "results": results}).encode()

    def _send(self, status: int, sent: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(sent)))
        self.end_headers()
        slow = self.script.behaviour == "drips"
        for place in range(0, len(sent), 1 if slow else max(1, len(sent))):
            if slow and self.script.hold.wait(0.2):
                break
            self.wfile.write(sent[place : place + 1] if slow else sent)
            self.wfile.flush()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has had enough is nothing to report."""


@contextmanager
def scripted_reranker(shape: Literal["tei", "jina"] = "tei", path: str = "") -> Iterator[ScriptedReranker]:
    """A server that behaves well until it is told otherwise; nothing answers there any more afterwards."""
    script = ScriptedReranker(shape)
    server = _Server(("127.0.0.1", 0), type("Handler", (_Handler,), {"script": script}))
    script.url = f"http://127.0.0.1:{server.server_address[1]}{path}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield script
    finally:
        script.hold.set()
        server.shutdown()
        server.server_close()
        thread.join()
