"""What a scripted model reads of the prompt it is sent: the question and the numbered units."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

_UNIT: Final = re.compile(r"^\[(\d+)\] (.+?)(?=^\[\d+\] |^<|\Z)", re.MULTILINE | re.DOTALL)


class Unit(NamedTuple):
    """One numbered stretch of a passage."""

    number: int
    text: str


class Prompt(NamedTuple):
    """What was asked; `nth` counts from 1 how often this server was asked, `elsewhere` is another server's address."""

    text: str
    instructions: str
    units: tuple[Unit, ...]
    nth: int = 1
    elsewhere: str = ""

    def unit_with(self, sentence: str) -> Unit | None:
        """The unit that holds a sentence."""
        wanted = " ".join(sentence.split())
        return next((unit for unit in self.units if wanted in " ".join(unit.text.split())), None)


def read_prompt(messages: Sequence[Mapping[str, Any]], nth: int = 1, elsewhere: str = "") -> Prompt:
    """The prompt in chat messages; the one place that knows how units are marked in them."""
    told = {role: "\n".join(str(one["content"]) for one in messages if one["role"] == role) for role in _ROLES}
    units = tuple(Unit(int(number), text.strip()) for number, text in _UNIT.findall(told["user"]))
    return Prompt(told["user"], told["system"], units, nth, elsewhere)


_ROLES: Final = ("system", "user")
