"""`/mcp`: the door for agents over HTTP, where the package `mcp` is installed."""

from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, Final

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

_PATH: Final = "/mcp"


def installed() -> bool:
    """Whether the package `mcp` is there; it is not part of the default install."""
    return find_spec("mcp") is not None


def route() -> Route:
    """The route to `/mcp`; POST alone, for what has no sessions has nothing to send unasked, and nothing to end."""
    return Route(_PATH, _Endpoint(), methods=["POST"], include_in_schema=False)


class _Endpoint:
    """The endpoint as an ASGI application. The package is imported by the first request, not at start."""

    def __init__(self) -> None:
        self._server: MCPServer[Any] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; 404 where the package is absent."""
        if not installed():
            raise HTTPException(404)
        if self._server is None:
            self._server = await run_in_threadpool(_made, scope["app"])
        from mcp.server.transport_security import TransportSecuritySettings

        # No session outlives its request, so neither does what manages them: nothing is left to close at the
        # end. The guard around the whole door has checked by which name, and from where, this was sent.
        checked = TransportSecuritySettings(enable_dns_rebinding_protection=False)
        once = self._server.streamable_http_app(
            streamable_http_path=_PATH, stateless_http=True, json_response=True, transport_security=checked
        )
        async with once.router.lifespan_context(once):
            await once(scope, receive, send)


def _made(app: FastAPI) -> "MCPServer[Any]":
    from api.mcp_door.server import server

    return server(app.state.door.workplace, app.state.processes, app.state.door.answer)
