"""What Open WebUI asks for itself (a title, tags, what to ask next): answered in its JSON, from no agreement."""

import json
import re
from collections.abc import Callable
from textwrap import shorten
from typing import Final

from api.sentences import sentence

_HISTORY: Final = "<chat_history>"
_KEY: Final = re.compile(r'\{\s*"(title|tags|follow_ups|queries|text|prompt)"\s*:')
_FIRST: Final = re.compile(r"^USER: (.*?)(?=^(?:USER|ASSISTANT|SYSTEM|TOOL): |^</chat_history>|\Z)", re.M | re.S)
_EMPTY: Final = {"follow_ups": [], "queries": [], "text": "", "prompt": ""}
_TITLE: Final = 60  # characters


def replied(prompt: str, fit: Callable[[str], bool]) -> str:
    """The JSON that a prompt asks for, empty where nothing is known of it.

    A title is the question that the conversation began with, if that is `fit` to be read by whoever sees the list
    of conversations.
    """
    instruction, _, history = prompt.partition(_HISTORY)
    found = _KEY.search(instruction)
    key = found[1] if found else ""
    if key == "title":
        return _json({key: _title(history, fit)})
    if key == "tags":
        return _json({key: [sentence("chat_tag", {}, "nl")]})
    return _json({key: _EMPTY[key]} if key else {})


def _title(history: str, fit: Callable[[str], bool]) -> str:
    first = _FIRST.search(history)
    asked = first[1].strip() if first else ""
    short = shorten(asked, _TITLE, placeholder=" …") if asked and fit(asked) else ""
    return (short.strip(" …") and short) or sentence("chat_title", {}, "nl")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
