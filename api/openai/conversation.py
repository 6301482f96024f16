"""What a chat program sends: its messages as a question with the turns before it."""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from api.openai.literal import plain
from api.sentences import catalogue

if TYPE_CHECKING:
    from assistant.turns import Turn

_TEXTS: Final = frozenset({"text", "input_text"})
_TURNS: Final = 3  # no question leans on more, and what is not used need not be looked through
_LONGEST: Final = 10_000  # characters of an earlier question or answer; longer costs whoever looks through it
_MARKS: Final = re.compile(r" ?(?:\[\d+\])+")
_TASK: Final = "### Task:"
_CONTEXT_ENDS: Final = "</context>"
_QUERY_TAGS: Final = re.compile(r"</?user_query>")


class Part(BaseModel):
    """A part of a message; only those with text are read."""

    model_config = ConfigDict(extra="ignore")

    type: str = "text"
    text: str | None = None


class Message(BaseModel):
    """A message of the conversation."""

    model_config = ConfigDict(extra="ignore")

    role: str
    content: str | list[Part] | None = None

    @property
    def text(self) -> str:
        """Its text; of parts, those with text joined."""
        if self.content is None or isinstance(self.content, str):
            return self.content or ""
        return "\n".join(part.text for part in self.content if part.type in _TEXTS and part.text)

    @property
    def unread(self) -> bool:
        """Whether it holds anything but text."""
        return isinstance(self.content, list) and any(part.type not in _TEXTS for part in self.content)


class StreamOptions(BaseModel):
    """What a stream carries besides the answer."""

    model_config = ConfigDict(extra="ignore")

    include_usage: bool | None = None


class Chat(BaseModel):
    """A request for a completion; whatever else it asks for makes no difference to what the agreements say."""

    model_config = ConfigDict(extra="ignore")

    model: str
    messages: list[Message] = Field(min_length=1)
    stream: bool | None = None
    stream_options: StreamOptions | None = None


class Conversation(NamedTuple):
    """The last thing somebody asked, and the turns before it, oldest first.

    `prompt` says that the chat program asks for itself; `unread`, that there was more than text.
    """

    question: str
    history: "tuple[Turn, ...]"
    prompt: bool
    unread: bool


def conversation(messages: list[Message]) -> Conversation | None:
    """The conversation in messages; None where no user says anything.

    Messages of the system, of tools and after the question are left out: no instruction changes what
    the agreements say.
    """
    said = [one for one in messages if one.role in ("user", "assistant")]
    last = max((at for at, one in enumerate(said) if one.role == "user"), default=None)
    if last is None:
        return None
    text = said[last].text.strip()
    question = _asked(text)
    prompt = text.startswith(_TASK) and question == text
    return Conversation(question, _turns(said[:last]), prompt, said[last].unread)


def _asked(text: str) -> str:
    """What a user asked; Open WebUI puts a task with the text of attached files before it, which are not read here."""
    if not (text.startswith(_TASK) and _CONTEXT_ENDS in text):
        return text
    return _QUERY_TAGS.sub("", text.rpartition(_CONTEXT_ENDS)[2]).strip()


def _turns(said: list[Message]) -> "tuple[Turn, ...]":
    from assistant.turns import Turn

    turns: list[Turn] = []
    for one in said:
        if one.role == "user":
            turns.append(Turn(question=_asked(one.text.strip())[:_LONGEST], answer=""))
        elif turns:
            turns[-1] = Turn(question=turns[-1].question, answer=_answer(one.text))
    return tuple(one for one in turns if not _refused(one.answer))[-_TURNS:]


def _answer(text: str) -> str:
    """An answer as it was given, without its sources and numbers."""
    return plain(_MARKS.sub("", _sources().split(text)[0])).strip()[:_LONGEST]


@cache
def _sources() -> re.Pattern[str]:
    """The heading above the sources of an answer."""
    return re.compile(rf"^\*\*(?:{'|'.join(map(re.escape, _templates('label_sources')))})\*\*$", re.M)


def _refused(answer: str) -> bool:
    """Whether a question was refused for personal data: what was asked anew, without them, leans on nothing of it."""
    return answer.startswith(tuple(template.partition("{")[0] for template in _templates("personal_data")))


def _templates(code: str) -> Iterator[str]:
    return (template for templates in catalogue()[code].values() for template in templates)
