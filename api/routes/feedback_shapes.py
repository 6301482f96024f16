"""The published shapes of feedback: what the API description says of it."""

from datetime import date
from typing import Literal

from api.routes.shapes import Shape
from kb.answer import QuestionKind
from kb.feedback import Fault, Outcome


class KeptFeedback(Shape):
    """What somebody said of an answer, and what the answer was; nothing of who said it."""

    id: int
    day: date
    right: bool
    fault: Fault | None
    reason: str | None
    question: str | None
    outcome: Outcome
    kind: QuestionKind
    region: str | None
    language: Literal["nl", "en"]
    passages: list[str]


class KeptFeedbackList(Shape):
    """All feedback that is kept, newest first."""

    items: list[KeptFeedback]
    total: int
