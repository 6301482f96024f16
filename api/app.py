"""The HTTP door: the API, the page and the operator's routes around one open workplace."""

import logging
import os
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

# Answers run in parallel threads; a BLAS that starts threads of its own for each of them costs
# three quarters of the throughput. It reads this once, when numpy is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from fastapi.telemetry import TelemetryConfig
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import Lifespan

from api.comparing import Comparing
from api.errors import problem_of
from api.examples import Examples
from api.mcp_door import http as mcp_door
from api.openai import errors as openai_errors
from api.openai import routes as openai
from api.routes import (
    agreements,
    description,
    documents,
    feedback,
    findings,
    operations,
    passages,
    process,
    questions,
    uploads,
)
from api.routes.door import Door, language
from api.routes.guard import API_PATH, Guard, log_unexpected
from api.routes.metrics import Metrics
from api.sentences import Lang
from api.web import pages
from api.web.heads import Heads
from api.web.tongue import reads
from api.workplace import Workplace
from assistant.learning.cases import Practice
from assistant.learning.path import Paths
from assistant.learning.terms import Terms
from assistant.processes import Processes
from kb.errors import AfsprakenwijzerError
from kb.settings import Settings, load

# FastAPI would hand request bodies and messages of errors to tracing: questions stay out of it.
_NO_TELEMETRY: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
    "operation_spans": False,
    "auto_configure": False,
}
_FOR_MACHINES = ("/api/", "/health/", "/mcp", "/metrics", openai_errors.PATH)


def create_app(settings: Settings | None = None) -> FastAPI:
    """The door on the data that the settings name; None: as the environment says.

    Raises SettingsError.
    """
    settings = settings or load()
    metrics = Metrics()
    largest = partial(uploads.largest, max_file_mb=settings.max_file_mb)

    app = FastAPI(
        lifespan=_door_on(settings, metrics),
        openapi_url=None,  # FastAPI's own pages load scripts from elsewhere
        redirect_slashes=False,
        telemetry=_NO_TELEMETRY,
    )
    hosts = frozenset(name.strip().lower() for name in settings.hosts.split(","))
    app.add_middleware(Heads)
    # Nothing here is secret to whoever asked for it, so nothing leaks by its compressed length.
    app.add_middleware(GZipMiddleware, minimum_size=1000)
    app.add_middleware(Guard, respond=_respond, largest=largest, metrics=metrics, hosts=hosts)
    for kind in (AfsprakenwijzerError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, _handle)
    app.include_router(_api(), prefix=API_PATH)
    app.include_router(operations.router)
    app.include_router(openai.router)
    app.routes.append(mcp_door.route())
    pages.include(app)

    @app.get(description.PATH, include_in_schema=False)
    def openapi() -> Response:
        return JSONResponse(description.description(app), headers={"Access-Control-Allow-Origin": "*"})

    return app


def _door_on(settings: Settings, metrics: Metrics) -> Lifespan[FastAPI]:
    """What is open while the server runs."""

    @asynccontextmanager
    async def open_door(app: FastAPI) -> AsyncIterator[None]:
        with Workplace.open(settings, serving=True) as workplace:
            app.state.door = Door(workplace, metrics)
            app.state.processes = Processes(lambda: workplace.store)
            # Each reads nothing before it is asked for something.
            app.state.paths = Paths(app.state.processes)
            app.state.practice = Practice(app.state.processes)
            app.state.terms = Terms(lambda: workplace.store, workplace.thesaurus)
            with Examples(workplace, app.state.processes) as app.state.examples, Comparing(workplace):
                warming = threading.Thread(target=_warm, args=(workplace, app.state.examples))
                warming.start()
                yield
                warming.join()

    return open_door


def _api() -> APIRouter:
    api = APIRouter(dependencies=[Depends(_known_parameters)])
    for thing in (questions, documents, passages, agreements, findings, process, feedback):
        api.include_router(thing.router)
    return api


def _warm(workplace: Workplace, examples: Examples) -> None:
    """Open what the first question needs, so that nobody waits for it; readiness tells what fails here."""
    try:
        _ = workplace.assistant
        examples.of(workplace.settings.region)
    except Exception as error:  # noqa: BLE001 - a thread has no one to raise to
        log_unexpected(error)


def _known_parameters(request: Request) -> None:
    """Refuse query parameters that do not exist: a misspelt `version` must not give another version."""
    known = {field.alias for field in request.scope["route"].dependant.query_params}
    unknown = sorted(set(request.query_params) - known)
    if unknown:
        errors = [{"loc": ("query", name), "msg": "unknown parameter"} for name in unknown]
        raise RequestValidationError(errors)


async def _handle(request: Request, error: Exception) -> Response:
    return _respond(request, error)


def _respond(request: Request, error: Exception) -> Response:
    machine = request.url.path.startswith(_FOR_MACHINES)
    lang = _asked_in(request, error) if machine else reads(request)
    found = problem_of(error, lang)
    if found.status >= 500 and isinstance(error, AfsprakenwijzerError):
        logging.getLogger(__name__).error("%s: %s", found.code, error)
    if request.url.path.startswith(openai_errors.PATH):
        response: Response = openai_errors.response(found)
    else:
        response = found.response() if machine else pages.problem_page(found, lang)
    if isinstance(error, HTTPException) and error.headers:
        response.headers.update(error.headers)
    return response


def _asked_in(request: Request, error: Exception) -> Lang:
    """The language a request asked in, also where it is wrong in another field."""
    if hasattr(request.state, "lang"):
        return "en" if request.state.lang == "en" else "nl"
    body = error.body if isinstance(error, RequestValidationError) else None
    match body:
        case {"lang": "nl"}:
            return "nl"
        case {"lang": "en"}:
            return "en"
    return language(request)
