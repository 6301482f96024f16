"""The guard at the door: what every request is checked for and every response carries."""

import logging
import re
import traceback
from collections.abc import Callable
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.routes.metrics import Metrics

API_PATH: Final = "/api/v1"
API_VERSION: Final = "1.0.0"

_log = logging.getLogger(__name__)
_FRAMES: Final = 8  # of the stack, the innermost: where it went wrong
_SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Referrer-Policy": "same-origin",
    # Browsers heed it over TLS only; the proxy in front may send a longer one of its own.
    "Strict-Transport-Security": "max-age=31536000",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


class Guard:
    """Middleware around the whole door.

    Refuses what is sent to a name not in `hosts` (a website whose name was made to point here), what
    another website makes a browser send and what is larger than `largest` bytes for its path, adds
    the headers, counts the request in `metrics`, and turns what nobody foresaw into a problem,
    without a word of the request in the log. `respond` makes the response to an error.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        respond: Callable[[Request, Exception], Response],
        largest: Callable[[str], int],
        metrics: Metrics,
        hosts: frozenset[str],
    ) -> None:
        self.app = app
        self.respond = respond
        self.largest = largest
        self.metrics = metrics
        self.hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request through, or not."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = 0

        async def send_guarded(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                _add_headers(MutableHeaders(scope=message), scope["path"])
            await send(message)

        try:
            if not _called_by(scope, self.hosts):
                raise HTTPException(421)
            if _from_elsewhere(scope):
                raise HTTPException(403)
            await self.app(scope, _limited(scope, receive, self.largest(scope["path"])), send_guarded)
        except Exception as error:  # noqa: BLE001 - the front door alone catches the rest
            if not isinstance(error, HTTPException):
                log_unexpected(error)
            if not status:
                await self.respond(Request(scope), error)(scope, receive, send_guarded)
        finally:
            self.metrics.count_request(scope["method"], _route(scope), status)


def _limited(scope: Scope, receive: Receive, largest: int) -> Receive:
    """The body of a request, up to `largest` bytes; one that says it is larger is not read at all.

    Raises HTTPException with status 413.
    """
    said = Headers(scope=scope).get("content-length", "0")
    if said.isascii() and said.isdigit() and int(said) > largest:
        raise HTTPException(413)
    received = 0

    async def receive_limited() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > largest:
            raise HTTPException(413)
        return message

    return receive_limited


def log_unexpected(error: Exception) -> None:
    """Log where an error nobody foresaw came from; its message may quote the question and is left out."""
    where = "".join(traceback.format_tb(error.__traceback__, limit=-_FRAMES))
    _log.error("unexpected %s\n%s", type(error).__name__, where)


def _add_headers(headers: MutableHeaders, path: str) -> None:
    api = path.startswith(f"{API_PATH}/")
    # A page may be kept for the back button only: without it, going back asks to send the form again.
    for name, value in (*_HEADERS.items(), ("Cache-Control", "no-store" if api else "private, no-cache")):
        headers.setdefault(name, value)
    if api:
        headers["API-Version"] = API_VERSION


def _called_by(scope: Scope, hosts: frozenset[str]) -> bool:
    """Whether the request calls this server by a name it knows; `*` among `hosts` knows all."""
    name = re.sub(r":\d+$", "", Headers(scope=scope).get("host", "")).lower()
    return "*" in hosts or name in hosts


def _from_elsewhere(scope: Scope) -> bool:
    """Whether another website makes a browser send something that changes things here or asks on its behalf.

    The order of `net/http.CrossOriginProtection` in Go: Sec-Fetch-Site where the browser sends it,
    else Origin against Host. A client that sends neither is no browser.
    """
    if scope["method"] in _SAFE_METHODS:
        return False
    headers = Headers(scope=scope)
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site not in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is not None and urlsplit(origin).netloc != headers.get("host")


def _route(scope: Scope) -> str:
    """The template of the path asked for, `none` where there is no such route."""
    route: str = getattr(scope.get("route"), "path", "none")
    if scope["path"].startswith(f"{API_PATH}/") and not route.startswith(API_PATH):
        return f"{API_PATH}{route}"  # a route of an included router knows its own part only
    return route
