"""Giving feedback without a script: the form at the foot of an answer, its thanks, and what must be typed again."""

from functools import partial
from typing import Annotated, Final

from fastapi import APIRouter, Form
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, ValidationError

from api.errors import Problem, problem
from api.routes.door import At
from api.routes.feedback import LONGEST_REASON, Said, received
from api.sentences import Lang, sentence
from api.web.render import page
from api.web.tongue import Reads

router = APIRouter(include_in_schema=False)
_PERSONAL: Final = {"personal_data": "question", "personal_data_reason": "reason"}  # in which field they stand


class Typed(BaseModel):
    """The form as it was sent; `question` is there only where its box was ticked."""

    model_config = ConfigDict(extra="forbid")

    right: bool
    fault: str | None = None
    reason: str = ""
    question: str | None = None
    outcome: str
    kind: str
    region: str | None = None
    language: Lang
    passages: list[str] = []


@router.get("/terugkoppeling")
def thanks(lang: Reads) -> HTMLResponse:
    """Thanks, and the way back."""
    return HTMLResponse(page("feedback.html", lang, problem=None))


@router.post("/terugkoppeling")
def give(typed: Annotated[Typed, Form()], at: At, lang: Reads) -> Response:
    """Take feedback; what cannot be taken comes back as it was typed, but for a text with personal data."""
    found = _checked(typed)
    if isinstance(found, Said):
        kept = received(found, at.workplace)
        if not isinstance(kept, Problem):
            return RedirectResponse("/terugkoppeling", 303)
        found = kept
        if held := _PERSONAL.get(found.code):
            typed = typed.model_copy(update={held: ""})  # no page holds them, nor whatever keeps pages
    said = partial(sentence, facts={}, lang=typed.language)
    return HTMLResponse(page("feedback.html", lang, problem=found, typed=typed, said=said), found.status)


def _checked(typed: Typed) -> Said | Problem:
    """What was typed, as the API takes it; raises RequestValidationError for what the form cannot send."""
    if len(typed.reason.replace("\r\n", "\n").strip()) > LONGEST_REASON:
        return problem("reason_too_long", typed.language, {"limit": str(LONGEST_REASON)})
    try:
        return Said.model_validate(typed.model_dump())
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_input=False)) from error
