"""Earlier turns of a conversation, as every door is given them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, TypeAdapter, WithJsonSchema

from kb.answer import Answer

if TYPE_CHECKING:
    from assistant.turns import Turn


_KEPT: Final = 3  # turns that a page sends along; no question leans on more
# Longer than any question or answer of ours; what is longer costs whoever looks through it.
_LONGEST_QUESTION: Final = 10_000
_LONGEST_ANSWER: Final = 20_000


def _said(answer: object) -> object:
    """The text of an earlier answer; of an Answer object, the text of its claims."""
    if not isinstance(answer, dict):
        return answer
    match answer.get("claims"):
        case list(claims) if all(isinstance(one, dict) and isinstance(one.get("text"), str) for one in claims):
            return " ".join(claim["text"] for claim in claims)[:_LONGEST_ANSWER]  # a table may say more
    raise ValueError("an Answer object has claims, each with a text")


class EarlierTurn(BaseModel):
    """An earlier question and its answer: the Answer object as it was given, or its text."""

    model_config = ConfigDict(extra="forbid")

    question: Annotated[str, Field(max_length=_LONGEST_QUESTION)]
    answer: Annotated[
        str,
        Field(max_length=_LONGEST_ANSWER),
        BeforeValidator(_said),
        WithJsonSchema({"anyOf": [{"type": "object"}, {"type": "string", "maxLength": _LONGEST_ANSWER}]}),
    ]

    def turn(self) -> "Turn":
        """The turn as the assistant takes it."""
        from assistant.turns import Turn

        return Turn(question=self.question, answer=self.answer)


_TURNS: Final = TypeAdapter(tuple[EarlierTurn, ...])


class Asked(NamedTuple):
    """A question as a page sent it, with the conversation before it; `on` is an ISO day, empty for today."""

    question: str
    region: str
    on: str = ""
    history: tuple[EarlierTurn, ...] = ()

    @property
    def before(self) -> str:
        """The conversation before it as a field of a form."""
        return written_down(self.history)


def turn_of(question: str, answer: Answer) -> EarlierTurn:
    """A question and its answer as a turn of the conversation."""
    return EarlierTurn(question=question, answer=" ".join(claim.text for claim in answer.claims)[:_LONGEST_ANSWER])


def written_down(turns: Sequence[EarlierTurn]) -> str:
    """The last turns as a field of a form; empty where there are none."""
    return _TURNS.dump_json(tuple(turns)[-_KEPT:]).decode() if turns else ""


def read_back(field: str) -> tuple[EarlierTurn, ...]:
    """The turns in a field of a form; none where it holds no such thing."""
    try:
        return _TURNS.validate_json(field)[-_KEPT:]
    except ValueError:
        return ()
