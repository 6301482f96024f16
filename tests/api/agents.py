"""Agents that ask through the door for them: the client of the package `mcp`, over pipes or over HTTP."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import uvicorn
from anyio.from_thread import BlockingPortal, start_blocking_portal
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client
from mcp_types import CallToolResult, ReadResourceResult, TextContent, TextResourceContents

from api.app import create_app
from kb.settings import Settings
from tests.api.processes import PROGRAM

ROOT: Final = Path(__file__).parents[2]


class Agent:
    """A client that is connected."""

    def __init__(self, client: Client, portal: BlockingPortal) -> None:
        self.client, self.portal = client, portal

    def result(self, tool: str, **arguments: Any) -> CallToolResult:
        """What a tool gives."""
        result = self.portal.call(self.client.call_tool, tool, arguments)
        assert isinstance(result, CallToolResult)
        return result

    def data(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """What a tool that did not fail gives as data; the client holds it against the tool's own schema."""
        result = self.result(tool, **arguments)
        assert not result.is_error, result.content
        assert isinstance(result.structured_content, dict)
        return result.structured_content

    def text(self, tool: str, **arguments: Any) -> str:
        """What a tool gives to read."""
        return text_of(self.result(tool, **arguments))

    def read(self, uri: str) -> str:
        """The text of a resource."""
        result = self.portal.call(self.client.read_resource, uri)
        assert isinstance(result, ReadResourceResult)
        (only,) = result.contents
        assert isinstance(only, TextResourceContents)
        return only.text


def text_of(result: CallToolResult) -> str:
    """The text of a result, which has nothing else in it."""
    (only,) = result.content
    assert isinstance(only, TextContent)
    return only.text


@contextmanager
def over_pipes(data: Path, errors: Path) -> Iterator[Agent]:
    """An agent that started the command `mcp` on a data folder; what that says on stderr goes to a file."""
    command, *arguments = [*PROGRAM, "--data", str(data), "mcp"]
    with errors.open("w") as log, start_blocking_portal() as portal:
        child = stdio_client(StdioServerParameters(command=command, args=arguments, cwd=ROOT), log)
        with portal.wrap_async_context_manager(Client(child)) as client:
            yield Agent(client, portal)


@contextmanager
def over_http(address: str, *, mode: str = "auto") -> Iterator[Agent]:
    """An agent at the door of a server; `mode` legacy: as clients from before 2026 connect."""
    with (
        start_blocking_portal() as portal,
        portal.wrap_async_context_manager(Client(f"{address}/mcp", mode=mode)) as client,
    ):
        yield Agent(client, portal)


@contextmanager
def served(data: Path) -> Iterator[str]:
    """The address of a server on a data folder; on leaving it has stopped."""
    server = uvicorn.Server(uvicorn.Config(create_app(Settings(data=data)), log_config=None, log_level="warning"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        serving.start()
        while not server.started and serving.is_alive():
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            serving.join()
