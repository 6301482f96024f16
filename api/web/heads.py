"""HEAD on whatever a browser may GET; FastAPI's routes, unlike Starlette's, know the methods named for them only."""

from starlette.types import ASGIApp, Receive, Scope, Send

from api.routes.guard import API_PATH


class Heads:
    """Middleware that lets a page answer HEAD as it answers GET (RFC 9110, 9.3.2); the server leaves the body out.

    The API says itself which methods it has.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let one request through."""
        asked = scope
        if scope["type"] == "http" and scope["method"] == "HEAD" and not scope["path"].startswith(f"{API_PATH}/"):
            asked = {**scope, "method": "GET"}  # the server goes by its own scope
        try:
            await self.app(asked, receive, send)
        finally:
            scope.update({"route": asked["route"]} if "route" in asked else {})  # what is counted outside
