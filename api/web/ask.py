"""The room Vragen: a question in, its answer as a page of its own or as events with pieces of that page."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, Response, StreamingResponse
from pydantic import BaseModel

from api.errors import STATUS, Problem, problem, problem_of
from api.history import Asked, read_back, written_down
from api.refusal import notice_of, personal_words
from api.routes.door import At, Door
from api.routes.guard import log_unexpected
from api.routes.questions import EVENT_STREAM, event
from api.sentences import Lang
from api.web import view
from api.web.render import page
from api.web.tongue import Reads
from api.workplace import EVERYWHERE
from assistant.turns import leaned_on
from kb.errors import AfsprakenwijzerError

_PERSONAL: Final = "personal_data"
router = APIRouter(include_in_schema=False)


class Typed(BaseModel):
    """A question as a form sends it."""

    question: str = ""
    region: str = ""
    on: str = ""
    history: str = ""

    @property
    def asked(self) -> Asked:
        """What is asked."""
        return Asked(self.question, self.region, self.on, read_back(self.history))


@router.get("/")
def ask_page(request: Request, at: At, lang: Reads) -> HTMLResponse:
    """The question box, with questions to begin with."""
    themes = request.app.state.examples.of(at.workplace.settings.region, lang)
    return _page(at, lang, themes=themes)


@router.post("/")
def ask(request: Request, at: At, lang: Reads, typed: Annotated[Typed, Form()]) -> Response:
    """The answer: as a page of its own, or as events with pieces of that page for the script."""
    asked = typed.asked
    if EVENT_STREAM in request.headers.get("accept", ""):
        # a proxy that gathers the events would hold the first claim back
        return StreamingResponse(_events(at, asked, lang), media_type=EVENT_STREAM, headers={"X-Accel-Buffering": "no"})
    try:
        shown = answered(at, asked, lang)
    except AfsprakenwijzerError as error:
        shown = problem_of(error, lang)
    if isinstance(shown, Problem):
        held = _PERSONAL in shown.code  # no page holds them, nor whatever keeps pages
        kept = asked._replace(question="", history=()) if held else asked
        return _page(at, lang, shown.status, asked=kept, problem=shown)
    return _page(at, lang, asked=asked, answer=shown)


def answered(at: Door, asked: Asked, lang: Lang) -> view.AnswerView | Problem:
    """What is shown of the answer; a question that must be typed differently is a problem with its field.

    Raises what `Workplace.answer` raises.
    """
    turns = [earlier.turn() for earlier in asked.history]
    try:
        on = date.fromisoformat(asked.on) if asked.on else None
    except ValueError:
        return problem("day_unreadable", lang)
    answer = at.answer(asked.question, region=asked.region or None, on=on, history=turns)
    if answer.outcome == "refused" and answer.reason in STATUS:
        notice = notice_of(answer, limit=str(at.workplace.settings.question_chars))
        # no question, no language of its own: the page's
        return problem(notice.code, answer.language if asked.question.strip() else lang, notice.facts)
    return view.answer_view(answer, asked, at.workplace)


def _page(at: Door, lang: Lang, status: int = 200, *, asked: Asked | None = None, **shown: object) -> HTMLResponse:
    asked = asked or Asked("", "")
    # as a question without a region is asked
    asked = asked._replace(region=asked.region or at.workplace.settings.region or "")
    around = {"regions": at.workplace.store.regions(), "everywhere": EVERYWHERE, "personal": personal_words(lang)}
    shown = {"asked": asked, "answer": None, "problem": None, "themes": ()} | around | shown
    return HTMLResponse(page("ask.html", lang, **shown), status)


def _events(at: Door, asked: Asked, lang: Lang) -> Iterator[str]:
    """`claim` for each verified claim, then `answer`; or `problem`: as in the API, each as HTML."""
    try:
        shown = answered(at, asked, lang)
    except Exception as error:  # noqa: BLE001 - the status line has gone out: any problem is an event
        if not isinstance(error, AfsprakenwijzerError):
            log_unexpected(error)
        shown = problem_of(error, lang)
    if isinstance(shown, Problem):
        held = _PERSONAL in shown.code
        history = "" if held else written_down(asked.history)
        html = page("alert.html", lang, problem=shown)
        yield event("problem", {"html": html, "history": history, "personal": held})
        return
    for statement in shown.statements:
        html = page("claim.html", lang, statement=statement, answer=shown)
        yield event("claim", {"html": html, "text": statement.text})
    html = page("answer.html", lang, answer=shown)
    turns = [earlier.turn() for earlier in asked.history]
    # what a question leant on goes with it where it is kept to be asked again, and nothing else
    leant = asked.before if leaned_on(asked.question, turns) else ""
    outcome = shown.answer.outcome
    yield event("answer", {"html": html, "history": shown.history, "outcome": outcome, "leant": leant})
