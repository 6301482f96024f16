"""The pages of the workplace: ask, read a passage in its place, see what is held."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Annotated, Final

from fastapi import APIRouter, FastAPI, Form, Query, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from fastapi.staticfiles import StaticFiles
from pydantic import BaseModel, ConfigDict, Field

from api.errors import STATUS, Problem, problem, problem_of
from api.history import Asked, read_back, written_down
from api.refusal import notice_of
from api.routes.door import At, Door
from api.routes.guard import log_unexpected
from api.routes.questions import EVENT_STREAM, event
from api.routes.surroundings import surroundings
from api.web import view
from api.web.render import FOLDER, page
from api.workplace import EVERYWHERE
from kb.errors import AfsprakenwijzerError
from kb.model import Span

_LANG: Final = "nl"  # of the page itself; an answer speaks the language of its question
_PERSONAL: Final = "personal_data"
router = APIRouter(include_in_schema=False)


def include(app: FastAPI) -> None:
    """Add the pages and their static files."""
    app.include_router(router)
    app.mount("/static", StaticFiles(directory=FOLDER / "static"), name="static")


def problem_page(found: Problem) -> HTMLResponse:
    """A problem as a page."""
    return HTMLResponse(page("problem.html", problem=found), found.status)


@router.get("/")
def ask_page(at: At) -> HTMLResponse:
    """The question box."""
    return _ask_page(at)


@router.post("/")
def ask(
    request: Request,
    at: At,
    question: Annotated[str, Form()] = "",
    region: Annotated[str, Form()] = "",
    history: Annotated[str, Form()] = "",
) -> Response:
    """The answer: as a page of its own, or as events with pieces of that page for the script."""
    asked = Asked(question, region, read_back(history))
    if EVENT_STREAM in request.headers.get("accept", ""):
        return StreamingResponse(_events(at, asked), media_type=EVENT_STREAM)
    try:
        shown = _answered(at, asked)
    except AfsprakenwijzerError as error:
        shown = problem_of(error, _LANG)
    if isinstance(shown, Problem):
        held = _PERSONAL in shown.code  # no page holds them, nor whatever keeps pages
        kept = (
            {"question": "", "history": ""} if held else {"question": question, "history": written_down(asked.history)}
        )
        return _ask_page(at, shown.status, region=region, problem=shown, **kept)
    return _ask_page(at, question=question, region=region, answer=shown, history=shown.history)


class Place(BaseModel):
    """What of a passage is asked for: a version, and the stretches of its full text to mark."""

    model_config = ConfigDict(extra="forbid")

    version: str | None = None
    start: list[Annotated[int, Field(ge=0)]] = Field(default=[], max_length=100)
    end: list[Annotated[int, Field(ge=0)]] = Field(default=[], max_length=100)

    @property
    def spans(self) -> list[Span]:
        """The stretches; one that ends before it starts marks nothing."""
        return [Span(start=low, end=max(low, high)) for low, high in zip(self.start, self.end, strict=False)]


@router.get("/passage/{region}/{passage}")
def passage_page(region: str, passage: str, place: Annotated[Place, Query()], at: At) -> HTMLResponse:
    """A passage in its place, with the asked stretch marked."""
    found = surroundings(at.workplace.store, f"{region}/{passage}", place.version)
    passages = view.marked(found, place.spans)
    validity = _validity(at, found.document.id) if found.current else None
    return HTMLResponse(page("passage.html", found=found, passages=passages, validity=validity))


@router.get("/documenten")
def documents_page(at: At) -> HTMLResponse:
    """What is held, where and when it holds, and what is named without being held."""
    register = at.workplace.agreements(date.today())
    items = sorted(register.items, key=lambda item: (item.document.region, item.document.title))
    regions = [(region, list(of_it)) for region, of_it in groupby(items, lambda item: item.document.region)]
    return HTMLResponse(page("documents.html", regions=regions, absent=register.absent))


@router.get("/documenten/{region}/{stem}")
def document_page(region: str, stem: str, at: At) -> HTMLResponse:
    """The reading view of a document; every passage has a permalink."""
    store = at.workplace.store
    document = store.document(f"{region}/{stem}")
    passages = store.passages(document.id, document.version)
    validity = _validity(at, document.id)
    return HTMLResponse(page("document.html", document=document, sections=view.sections(passages), validity=validity))


def _ask_page(at: Door, status: int = 200, **shown: object) -> HTMLResponse:
    choices = {"regions": at.workplace.store.regions(), "everywhere": EVERYWHERE}
    shown = {"question": "", "region": "", "history": "", "answer": None, "problem": None} | choices | shown
    shown["region"] = shown["region"] or at.workplace.settings.region  # as a question without one is asked
    return HTMLResponse(page("ask.html", **shown), status)


def _answered(at: Door, asked: Asked) -> view.AnswerView | Problem:
    """What is shown of the answer; a question that must be typed differently is a problem with its field."""
    turns = [earlier.turn() for earlier in asked.history]
    answer = at.answer(asked.question, region=asked.region or None, history=turns)
    if answer.outcome == "refused" and answer.reason in STATUS:
        notice = notice_of(answer, limit=str(at.workplace.settings.question_chars))
        return problem(notice.code, answer.language, notice.facts)
    return view.answer_view(answer, asked, at.workplace)


def _events(at: Door, asked: Asked) -> Iterator[str]:
    """`claim` for each verified claim, then `answer`; or `problem`: as in the API, each as HTML."""
    try:
        shown = _answered(at, asked)
    except Exception as error:  # noqa: BLE001 - the status line has gone out: any problem is an event
        if not isinstance(error, AfsprakenwijzerError):
            log_unexpected(error)
        shown = problem_of(error, _LANG)
    if isinstance(shown, Problem):
        history = "" if _PERSONAL in shown.code else written_down(asked.history)
        yield event("problem", {"html": page("alert.html", problem=shown), "history": history})
        return
    for statement in shown.statements:
        yield event("claim", {"html": page("claim.html", statement=statement, answer=shown), "text": statement.text})
    yield event("answer", {"html": page("answer.html", answer=shown), "history": shown.history})


def _validity(at: Door, document_id: str) -> view.Badge | None:
    items = at.workplace.agreements(date.today()).items
    return next((view.badge(item.validity) for item in items if item.document.id == document_id), None)
