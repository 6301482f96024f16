"""Asking: one question in, one cited answer out, whole or as a stream of events."""

import json
from collections.abc import Iterator
from datetime import date

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response, StreamingResponse
from pydantic import BaseModel, ConfigDict, Field

from api.errors import problem_of
from api.history import EarlierTurn
from api.routes import shapes
from api.routes.door import At, Door, Speaks
from api.routes.guard import log_unexpected
from api.sentences import Lang
from api.wire import Wire, answer_to_wire, claim_to_wire
from kb.answer import Answer, Claim
from kb.errors import AfsprakenwijzerError

router = APIRouter(tags=["questions"])
EVENT_STREAM = "text/event-stream"


class Question(BaseModel):
    """A question in plain words."""

    model_config = ConfigDict(extra="forbid")

    question: str = Field(examples=["Wie meldt een klant aan?"])
    region: str | None = Field(default=None, description="A region of which documents are held, or `*` for all.")
    on: date | None = Field(default=None, description="The day asked about; today where absent.")
    lang: Lang | None = Field(default=None, description="Language of the sentences around the quotes.")
    history: list[EarlierTurn] = Field(
        default=[], max_length=100, description="Earlier turns of this conversation, oldest first."
    )


@router.post(
    "/questions",
    response_model=shapes.Answer,
    responses={200: {"content": {EVENT_STREAM: {"schema": {"type": "string"}}}}},
)
def ask(body: Question, request: Request, at: At, speaks: Speaks) -> Response:
    """Answer a question from the agreements, every claim with the sentences that carry it.

    With `Accept: text/event-stream` the answer comes as events: one `claim` for each verified claim
    with its citations, then one `answer` with the whole answer; or one `problem`.
    """
    lang = request.state.lang = body.lang or speaks
    if EVENT_STREAM in request.headers.get("accept", ""):
        headers = {"X-Accel-Buffering": "no"}  # a proxy in front lets each event through as it comes
        return StreamingResponse(_events(body, at, lang), media_type=EVENT_STREAM, headers=headers)
    return JSONResponse(answer_to_wire(_answer(body, at, lang), lang))


def _answer(body: Question, at: Door, lang: Lang) -> Answer:
    history = [earlier.turn() for earlier in body.history]
    return at.answer(body.question, region=body.region, on=body.on, lang=lang, history=history)


def _events(body: Question, at: Door, lang: Lang) -> Iterator[str]:
    history = [earlier.turn() for earlier in body.history]
    try:
        for one in at.stream(body.question, region=body.region, on=body.on, lang=lang, history=history):
            yield (
                event("claim", claim_to_wire(one))
                if isinstance(one, Claim)
                else event("answer", answer_to_wire(one, lang))
            )
    except Exception as error:  # noqa: BLE001 - the status line has gone out: any problem is an event
        if not isinstance(error, AfsprakenwijzerError):
            log_unexpected(error)
        yield event("problem", problem_of(error, lang).to_wire())


def event(name: str, data: Wire) -> str:
    """One server-sent event; JSON holds no line ends of its own."""
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"
