"""A server of language models on loopback that follows a script, behind the doors of OpenAI and of Ollama."""

import json
import socket
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Final, Literal, Self

from tests.models.prompt import read_prompt
from tests.models.received import Received
from tests.models.reply import MODEL, HungUp, Reply, hung_up, whole
from tests.models.steps import Behaviour

_ANSWERS: Final[Mapping[str, Literal["openai", "ollama"]]] = {"/v1/chat/completions": "openai", "/api/chat": "ollama"}
_LISTS: Final = {
    "/v1/models": {"object": "list", "data": [{"id": MODEL, "object": "model", "created": 0, "owned_by": "tests"}]},
    "/api/tags": {"models": [{"model": MODEL, "modified_at": "2026-01-01T00:00:00Z", "size": 1}]},
    "/api/show": {"model_info": {"scripted.context_length": 8192}, "capabilities": ["completion"]},
}


class ScriptedModel:
    """A model server on a free port of this machine, from `with` to its end. Its lists may be read while it runs."""

    def __init__(self, behaviour: Behaviour, *, elsewhere: str = "") -> None:
        """`elsewhere` is the address that a redirect leads to."""
        self.behaviour, self.elsewhere = behaviour, elsewhere
        self.received: list[Received] = []
        self.others: list[str] = []  # requests at any other door
        self.go = threading.Event()  # what `Holds` waits for
        self.stopping = threading.Event()
        self.most_at_once = 0
        self._lock = threading.Lock()
        self._open: list[socket.socket] = []
        self._server = _Server(self)

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stopping.set()
        self.go.set()
        self._server.shutdown()
        self._server.server_close()  # waits for its threads: none outlives the test

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def setting(self) -> str:
        """The value of the setting that names this model, by OpenAI's door."""
        return f"{self.url}/v1#{MODEL}"

    def begins(self, path: str, headers: Mapping[str, str], body: str, line: socket.socket) -> Received:
        """Note a request, and how many are being answered at this moment."""
        with self._lock:
            nth = len(self.received) + 1
            prompt = read_prompt(json.loads(body)["messages"], nth, self.elsewhere)
            received = Received(path, headers, body, prompt)
            self.received.append(received)
            # one whose client has hung up is answered no longer, whether its thread knows already or not
            self._open = [*(one for one in self._open if not hung_up(one)), line]
            self.most_at_once = max(self.most_at_once, len(self._open))
            return received

    def ends(self, received: Received, line: socket.socket) -> None:
        """Note that a request was answered."""
        with self._lock:
            received.ended_s = received.ended_s or received.since
            self._open = [one for one in self._open if one is not line]


class _Server(ThreadingHTTPServer):
    daemon_threads = False  # joined on closing
    request_queue_size = 64

    def __init__(self, model: ScriptedModel) -> None:
        self.model = model
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients hang up here on purpose."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 60
    server: _Server

    def log_message(self, *args: object) -> None:
        """Say nothing: what is asked is for the test to look at."""

    def do_GET(self) -> None:
        self._listed()

    def do_POST(self) -> None:
        self.close_connection = True  # one answer a connection: its end is seen at once
        body = self.rfile.read(int(self.headers.get("content-length", 0))).decode()
        if self.path not in _ANSWERS:
            self._listed()
            return
        model = self.server.model
        received = model.begins(self.path, dict(self.headers.items()), body, self.connection)
        try:
            self._reply(received, json.loads(body)).follow(model.behaviour(received.prompt))
        except (HungUp, OSError):
            received.hung_up = True
        finally:
            model.ends(received, self.connection)

    def _reply(self, received: Received, asked: Mapping[str, Any]) -> Reply:
        model, speaks = self.server.model, _ANSWERS[received.path]
        # Ollama streams unless told not to, OpenAI only where told to
        streams = bool(asked.get("stream", speaks == "ollama"))
        return Reply(
            self,
            received,
            speaks,
            streams=streams,
            go=model.go,
            stopping=model.stopping,
            ending=lambda: model.ends(received, self.connection),
        )

    def _listed(self) -> None:
        model = self.server.model
        if self.path == "/received":
            told = [{"messages": json.loads(one.body)["messages"], "claims_s": one.claims_s} for one in model.received]
            whole(self, 200, {}, json.dumps(told).encode())
            return
        model.others.append(f"{self.command} {self.path}")
        known = _LISTS.get(self.path)
        whole(self, 200 if known else 404, {}, json.dumps(known or {"error": "not found"}).encode())
