"""Feedback: what colleagues say of answers, for the policy team to act on and clear."""

from contextlib import suppress
from datetime import date
from typing import Annotated, Final
from unicodedata import category

from fastapi import APIRouter, Path, Request
from fastapi.responses import JSONResponse, Response
from pydantic import AfterValidator, BeforeValidator, Field

from api.errors import Problem, problem
from api.routes import feedback_shapes as shapes
from api.routes.documents import listing
from api.routes.door import At
from api.wire import Wire
from api.workplace import Workplace
from kb.errors import NotHeld
from kb.feedback import Feedback, KeptFeedback

router = APIRouter(tags=["feedback"])
LONGEST_REASON: Final = 1000  # characters
_LONGEST_QUESTION: Final = 10_000  # the highest that the setting `question_chars` goes
LARGEST_NUMBER: Final = 2**31 - 1  # of an entry; PostgreSQL counts no further
_PASSAGE: Final = r"^[a-z0-9-]+/.+\.[0-9]{1,9}@sha256:[0-9a-f]{64}$"


def _tidy(typed: object) -> object:
    """A form sends its line ends as two characters, and an empty field as no text at all."""
    return (typed.replace("\r\n", "\n").strip() or None) if isinstance(typed, str) else typed


def _storable(text: str | None) -> str | None:
    if text and any(category(sign) == "Cs" or (category(sign) == "Cc" and sign not in "\t\n") for sign in text):
        raise ValueError("control characters and half characters are not taken")
    return text


_Text = Annotated[str | None, BeforeValidator(_tidy), AfterValidator(_storable)]
_Passage = Annotated[str, Field(pattern=_PASSAGE, max_length=500)]


class Said(Feedback):
    """What somebody says of an answer. No personal data: not in `reason` and not in `question`."""

    reason: _Text = Field(default=None, max_length=LONGEST_REASON, description="In the asker's own words.")
    question: _Text = Field(
        default=None, max_length=_LONGEST_QUESTION, description="Only where the asker chose to send it along."
    )
    region: str | None = Field(default=None, pattern=r"^[a-z0-9-]+$", description="None: all regions were asked.")
    passages: tuple[_Passage, ...] = Field(
        default=(), max_length=50, description="Those cited, each as `passageId@version`; one not held is left out."
    )


@router.post("/feedback", status_code=201, response_model=shapes.KeptFeedback)
def say(body: Said, request: Request, at: At) -> Response:
    """Say whether an answer is right, and if not, what is wrong with it.

    Kept with the day, without the time and without who says it, for 180 days; of more than 10,000
    the oldest goes. Personal data are refused before anything is kept.
    """
    request.state.lang = body.language
    found = received(body, at.workplace)
    return found.response() if isinstance(found, Problem) else JSONResponse(_to_wire(found), 201)


@router.get("/feedback", response_model=shapes.KeptFeedbackList)
def feedback(at: At) -> Response:
    """What colleagues said of answers, newest first."""
    return listing([_to_wire(one) for one in at.workplace.store.kept.feedback()])


@router.delete("/feedback/{id}", status_code=204)
def done(number: Annotated[int, Path(alias="id", ge=1, le=LARGEST_NUMBER)], at: At) -> Response:
    """Forget what somebody said: it is dealt with."""
    at.workplace.store.kept.remove_feedback(number)
    return Response(status_code=204)


def received(said: Said, workplace: Workplace) -> KeptFeedback | Problem:
    """Keep what somebody says, by whichever door; with personal data, or without what is wrong, nothing is kept.

    Raises UnknownRegion.
    """
    for text, code in ((said.question, "personal_data"), (said.reason, "personal_data_reason")):
        if text and (refused := workplace.refused(text, lang=said.language)):
            return problem(code, said.language, refused.cautions[0].facts)
    if not said.right and said.fault is None and said.reason is None:
        missing = [{"field": name, "message": "one of fault and reason is needed"} for name in ("fault", "reason")]
        return problem("fault_missing", said.language, errors=missing)
    # Of region and passages only what is held here is kept: nothing of a sender's own making.
    held = {
        "region": workplace.region(said.region),
        "passages": tuple(one for one in dict.fromkeys(said.passages) if _is_held(one, workplace)),
    }
    return workplace.store.kept.keep_feedback(Feedback(**dict(said) | held), date.today())


def _is_held(passage: str, workplace: Workplace) -> bool:
    with suppress(NotHeld):
        return bool(workplace.store.passage(*passage.rsplit("@", 1)))
    return False


def _to_wire(kept: KeptFeedback) -> Wire:
    return kept.model_dump(mode="json")  # each key is one word: the same in camelCase
