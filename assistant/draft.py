"""What a language model writes, read while it writes: claims with quotes, then what it concludes."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

MOST_CLAIMS: Final = 8  # read of a reply; who writes more has lost the thread
_CLAIMS: Final = re.compile(r'"claims"\s*:\s*\[')
_THINKING: Final = re.compile(r"\s*<think(?:ing)?>", re.I)
_THOUGHT: Final = re.compile(r"</think(?:ing)?>", re.I)
_BETWEEN: Final = re.compile(r"[\s,]*")


class _Written(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class DraftQuote(_Written):
    """Words that a model says stand in the unit of this number."""

    unit: int
    quote: str = Field(max_length=2000)


class DraftClaim(_Written):
    """A claim as a model words it."""

    text: str = Field(max_length=2000)
    quotes: tuple[DraftQuote, ...] = Field(max_length=8)


class Conclusions(_Written):
    """What a model concludes beside its claims."""

    verdict: Literal["yes", "no", "conditional", "not_regulated"] | None = None
    actors: tuple[str, ...] = ()
    not_settled: tuple[str, ...] = ()


SCHEMA: Final[dict[str, Any]] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["claims", "verdict", "actors", "not_settled"],
    "properties": {
        "claims": {
            "type": "array",
            "maxItems": 4,
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["text", "quotes"],
                "properties": {
                    "text": {"type": "string"},
                    "quotes": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "additionalProperties": False,
                            "required": ["unit", "quote"],
                            "properties": {"unit": {"type": "integer"}, "quote": {"type": "string"}},
                        },
                    },
                },
            },
        },
        "verdict": {"enum": ["yes", "no", "conditional", "not_regulated", None]},
        "actors": {"type": "array", "items": {"type": "string"}},
        "not_settled": {"type": "array", "items": {"type": "string"}},
    },
}


class Draft:
    """A reply as far as it has come. What is not as it was asked for is passed over; nothing is raised."""

    def __init__(self) -> None:
        self._text = ""
        self._at: int | None = None  # where the next claim is looked for
        self._begun = 0  # where the list of claims is named
        self._read = 0
        self.whole = False  # whether the list of claims came to its end

    @property
    def full(self) -> bool:
        """Whether more claims were read than anybody asked for."""
        return self._read >= MOST_CLAIMS

    def add(self, piece: str) -> Iterator[DraftClaim]:
        """The claims that are complete with this piece."""
        self._text += piece
        if self._at is None and not self._begins():
            return
        while not (self.whole or self.full):
            at = _BETWEEN.match(self._text, self._at or 0)
            self._at = at.end() if at else self._at
            if self._text[self._at : (self._at or 0) + 1] == "]":
                self.whole = True
                return
            try:
                found, self._at = json.JSONDecoder().raw_decode(self._text, self._at or 0)
            except (ValueError, RecursionError):  # not complete yet, or never will be
                return
            self._read += 1
            try:
                yield DraftClaim.model_validate(found)
            except ValidationError:
                continue

    def _begins(self) -> bool:
        start = 0
        if _THINKING.match(self._text):
            thought = _THOUGHT.search(self._text)
            if thought is None:
                return False
            start = thought.end()
        begun = _CLAIMS.search(self._text, start)
        if begun is not None:
            self._begun, self._at = begun.start(), begun.end()
        return begun is not None

    def conclusions(self) -> Conclusions:
        """What stands beside the claims; nothing where the reply is not whole."""
        start = self._text.rfind("{", 0, self._begun)
        try:
            found, _ = json.JSONDecoder().raw_decode(self._text, max(start, 0))
            return Conclusions.model_validate(found)
        except (ValueError, RecursionError):
            return Conclusions()
