"""Texts of documents as Markdown that stays text, whichever dialect a chat window reads."""

import html
import re
from typing import Final

from api.sharing.excerpt import legible

# As entities: what makes a link, a picture or HTML; what some windows read as a formula, a variable or one of our
# marks ("[1]"), also behind a backslash; and what turns a bare address into a link.
_ENTITIES: Final = {ord(mark): f"&#{ord(mark)};" for mark in "&<>[]\\$@{}"}
_ADDRESS: Final = re.compile(r"(?<=\w):(?=//)|(?<=\bwww)\.", re.I)
_EMPHASIS: Final = re.compile(r"([*_`~|])")
_AT_START: Final = re.compile(r"^(?:(?=[-+=#:])|(\d{1,9})(?=[.)]))")  # a list, a heading, a ruler, a definition
_ESCAPED: Final = re.compile(r"\\([*_`~|\-+=#:.)])")
_PARAGRAPH: Final = re.compile(r"\n[^\S\n]*\n\s*")
_BREAK: Final = "  \n"


def literal(text: str) -> str:
    """The text, meaning nothing but itself: lines stay lines, empty lines stay between paragraphs."""
    paragraphs = _PARAGRAPH.split(legible(text).strip("\n"))
    return "\n\n".join(_BREAK.join(map(_line, one.split("\n"))) for one in paragraphs)


def in_line(text: str) -> str:
    """The text in one line."""
    return _line(" ".join(legible(text).split()))


def quoted(text: str) -> str:
    """The text as a block quote."""
    return "\n".join(f"> {line}" if line else ">" for line in literal(text).split("\n"))


def plain(markdown: str) -> str:
    """What stood in Markdown of ours, without the signs that kept it text."""
    return html.unescape(_ESCAPED.sub(r"\1", markdown.replace(_BREAK, "\n")))


def _line(line: str) -> str:
    kept = line.strip(" \t\r").translate(_ENTITIES)  # indented, it would be code
    kept = _EMPHASIS.sub(r"\\\1", _ADDRESS.sub(lambda sign: f"&#{ord(sign.group())};", kept))
    return _AT_START.sub(r"\1\\", kept)
