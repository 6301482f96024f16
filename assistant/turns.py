"""Follow-ups: what a question takes from the turns before it."""

import re
from collections.abc import Sequence

from kb.language.labels import tells
from kb.language.words import tokens
from kb.model import Noun


class Turn(Noun):
    """An earlier question with the text of its answer, as the client kept it."""

    question: str
    answer: str


_JOINED = re.compile(r"\s*(?:en|maar|of|and|but|or|what about|how about|what if|oké|ok)\b", re.I)
# What stands for something said before; as the first words of a clause of its own, not as "de klant die".
_POINTS = re.compile(
    r"\b(?:dat|dit|daar\w*|hier\w*|ervoor|erover|ermee|erbij|erna|hij|zij|ze|hem|haar|hun|diens|zo'n|zoiets|dezelfde"
    r"|die(?=\s*[?,]|\s+(?:dan|ook|moet|mag|kan|doet|krijgt|wel|niet)\b)"
    r"|that|this|it|they|them|their|he|she|his|her|there|then|those|these|same)\b",
    re.I,
)
_OPENS = 12  # words of a question that still leans on the one before when it begins with "en"
_SHORT = 10  # ... when it points at something
_BARE = 2  # telling words: with so few a question says nothing by itself
_BACK = 3  # turns looked back


def leaned_on(asked: str, history: Sequence[Turn]) -> tuple[str, ...]:
    """The earlier questions without which this one is not understood, oldest first; none where it stands alone.

    A question leans on the one before where it goes on from it ("en als er kinderen zijn?"), points
    at what was said ("wie doet dat dan?") or says hardly anything itself ("koopwoning"). One that
    leaned itself brings along what it leaned on.
    """
    chain: list[str] = []
    for turn in reversed(history[-_BACK:]):
        if not _leans(asked):
            break
        chain.append(turn.question)
        asked = turn.question
    return tuple(reversed(chain))


def _leans(asked: str) -> bool:
    words = tokens(asked)
    if _JOINED.match(asked) and len(words) <= _OPENS:
        return True
    if _POINTS.search(asked) and len(words) <= _SHORT:
        return True
    return sum(map(tells, words)) <= _BARE and len(words) <= _SHORT
