"""The rooms of the workplace in the browser, put together."""

from typing import Final

from fastapi import FastAPI
from fastapi.responses import HTMLResponse
from fastapi.staticfiles import StaticFiles

from api.errors import Problem
from api.sentences import Lang
from api.web import (
    about,
    ask,
    comparison,
    documents,
    exports,
    feedback,
    findings,
    learning,
    personal,
    pictures,
    practice,
    reading,
    register,
    sharing,
    tongue,
)
from api.web.render import FOLDER, page

_ROOMS: Final = (
    ask.router,
    sharing.router,
    documents.router,
    reading.router,
    personal.router,
    pictures.router,
    learning.router,
    practice.router,
    exports.router,  # before findings: the address of one finding takes any name
    findings.router,
    comparison.router,
    register.router,
    feedback.router,
    about.router,
    tongue.router,
)


def include(app: FastAPI) -> None:
    """Add the pages and their static files."""
    for room in _ROOMS:
        app.include_router(room)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")


def problem_page(found: Problem, lang: Lang) -> HTMLResponse:
    """A problem as a page."""
    return HTMLResponse(page("problem.html", lang, problem=found), found.status)
