"""Earlier turns of a conversation, as every door is given them."""

from typing import TYPE_CHECKING, Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, WithJsonSchema

if TYPE_CHECKING:
    from assistant.turns import Turn


def _said(answer: object) -> object:
    """The text of an earlier answer; of an Answer object, the text of its claims."""
    if not isinstance(answer, dict):
        return answer
    match answer.get("claims"):
        case list(claims) if all(isinstance(one, dict) and isinstance(one.get("text"), str) for one in claims):
            return " ".join(claim["text"] for claim in claims)
    raise ValueError("an Answer object has claims, each with a text")


class EarlierTurn(BaseModel):
    """An earlier question and its answer: the Answer object as it was given, or its text."""

    model_config = ConfigDict(extra="forbid")

    question: str
    answer: Annotated[str, BeforeValidator(_said), WithJsonSchema({"anyOf": [{"type": "object"}, {"type": "string"}]})]

    def turn(self) -> "Turn":
        """The turn as the assistant takes it."""
        from assistant.turns import Turn

        return Turn(question=self.question, answer=self.answer)
