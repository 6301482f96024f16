"""A reply of a scripted model on its way, in the form that its door speaks."""

import json
import select
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from http.server import BaseHTTPRequestHandler
from typing import Final, Literal

from tests.models.received import Received
from tests.models.steps import Breaks, ClaimSaid, Drips, Holds, Raw, Responds, Says, Step, Thinks, Waits

MODEL: Final = "scripted"


class HungUp(Exception):
    """Nobody reads on."""


class Reply:
    """One reply on its way, in the form that its door speaks."""

    def __init__(
        self,
        handler: BaseHTTPRequestHandler,
        received: Received,
        speaks: Literal["openai", "ollama"],
        *,
        streams: bool,
        go: threading.Event,
        stopping: threading.Event,
        ending: Callable[[], None],
    ) -> None:
        """`go` lets go what `Holds`; once `stopping` is set nothing more is said.

        `ending` is called before the last bytes go out: who has them may be the next to ask before this thread goes on.
        """
        self._ending = ending
        self._handler, self._received, self._go, self._stopping = handler, received, go, stopping
        self._speaks, self._streams = speaks, streams
        self._begun = self._drips = False
        self._said = ""

    def follow(self, steps: Iterable[Step]) -> None:
        """Do what the script says; raises HungUp where the client does not wait for it."""
        for step in steps:
            match step:
                case Responds(status, headers, body):
                    self._ending()
                    whole(self._handler, status, headers, body)
                    return
                case Breaks(reset):
                    self._ending()
                    self._break(reset)
                    return
                case Waits(seconds):
                    self._wait(time.monotonic() + seconds)
                case Holds():
                    self._wait(None)
                case _:
                    self._do(step)
        self._end()

    def _do(self, step: Step) -> None:
        match step:
            case str():
                self._said += step
                self._delta(step)
            case Says(content):
                self._delta(content)
            case Thinks(text):
                self._delta(None, thought=text)
            case Raw(body):
                self._send(body)
            case ClaimSaid():
                self._received.claims_s.append(self._received.since)
            case Drips():
                self._drips = True

    def _wait(self, until: float | None) -> None:
        """Wait until a moment, or until let go; the client's hanging up ends it."""
        while (time.monotonic() < until) if until is not None else (not self._go.is_set()):
            if self._stopping.is_set() or hung_up(self._handler.connection, 0.02):
                raise HungUp

    def _delta(self, content: object, thought: str | None = None) -> None:
        if not self._streams:
            return
        if self._speaks == "ollama":
            message = {"role": "assistant", "content": "" if thought else content, "thinking": thought}
            self._line({"message": message, "done": False})
        else:
            delta = {"role": "assistant", "content": content} | ({"reasoning_content": thought} if thought else {})
            self._line({"choices": [{"index": 0, "delta": delta, "finish_reason": None}]})

    def _line(self, data: Mapping[str, object]) -> None:
        if self._speaks == "ollama":
            self._send(_json({"model": MODEL, "created_at": "2026-01-01T00:00:00Z"} | dict(data)) + b"\n")
        else:
            chunk = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 0, "model": MODEL}
            self._send(b"data: " + _json(chunk | dict(data)) + b"\n\n")

    def _end(self) -> None:
        self._ending()
        if not self._streams:
            self._whole()
        elif self._speaks == "ollama":
            end = {"message": {"role": "assistant", "content": ""}, "done": True, "done_reason": "stop"}
            self._line(end | {"prompt_eval_count": 1, "eval_count": 1})
        else:
            self._line({"choices": [{"index": 0, "delta": {}, "finish_reason": "stop"}]})
            self._send(b"data: [DONE]\n\n")
        if self._begun:
            self._handler.wfile.write(b"0\r\n\r\n")

    def _whole(self) -> None:
        message = {"role": "assistant", "content": self._said}
        if self._speaks == "ollama":
            body: dict[str, object] = {"model": MODEL, "created_at": "2026-01-01T00:00:00Z", "message": message}
            body |= {"done": True, "done_reason": "stop"}
        else:
            choice = {"index": 0, "message": message, "finish_reason": "stop"}
            body = {"id": "chatcmpl-1", "object": "chat.completion", "created": 0, "model": MODEL, "choices": [choice]}
        whole(self._handler, 200, {}, _json(body))

    def _send(self, data: bytes) -> None:
        if self._stopping.is_set():
            raise HungUp
        if not self._begun:
            self._begun = True
            self._handler.send_response(200)
            kind = "application/x-ndjson" if self._speaks == "ollama" else "text/event-stream; charset=utf-8"
            self._handler.send_header("Content-Type", kind)
            self._handler.send_header("Transfer-Encoding", "chunked")
            self._handler.end_headers()
        for part in [data[at : at + 1] for at in range(len(data))] if self._drips else [data]:
            self._handler.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        if hung_up(self._handler.connection):
            raise HungUp

    def _break(self, reset: bool) -> None:
        line = self._handler.connection
        if reset:  # closing without lingering is a reset
            line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            self._handler.rfile.close()
            self._handler.wfile.close()
            line.close()
        else:
            line.shutdown(socket.SHUT_RDWR)


def _json(data: Mapping[str, object]) -> bytes:
    return json.dumps(data, ensure_ascii=False).encode()


def whole(handler: BaseHTTPRequestHandler, status: int, headers: Mapping[str, str], body: bytes) -> None:
    """Send a response in one piece."""
    handler.send_response(status)
    for name, value in ({"Content-Type": "application/json"} | dict(headers)).items():
        handler.send_header(name, value)
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def hung_up(line: socket.socket, seconds: float = 0) -> bool:
    """Whether the client has closed a connection, looked at for so many seconds at most."""
    with suppress(ValueError):
        readable, _, _ = select.select([line], [], [], seconds)
        if not readable:
            return False
        with suppress(BlockingIOError, OSError):
            return not line.recv(1, socket.MSG_PEEK)
    return True
