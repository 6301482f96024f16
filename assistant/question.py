"""What is asked: language, kind, region, and the words to search with, follow-ups resolved."""

import re
from collections.abc import Collection, Sequence
from datetime import date
from typing import Literal, NamedTuple

from assistant.kinds import kind_of
from assistant.places import names_elsewhere, not_held, without_comparing, without_regions
from assistant.turns import Turn, leaned_on
from kb.answer import QuestionKind
from kb.language.dutch import detect, tokens
from kb.model import Noun
from kb.process.words import past_of, verb_of

Language = Literal["nl", "en"]


class Asked(NamedTuple):
    """A question as it came in; `region` None: all regions."""

    text: str
    region: str | None
    on: date
    lang: Language | None
    history: tuple[Turn, ...]


class Question(Noun):
    """A question understood.

    `asked` is the sentence of `text` that asks, `asking_text` the same as it is searched.
    `search_text` is everything that it is searched by: the situation told, and the earlier
    questions it leans on. Names of regions are taken out of what is searched.
    `named` are the regions named, in this question or else in those it leans on; `after` is the
    answer before, empty where the question stands alone.
    """

    text: str
    asked: str
    asking_text: str
    search_text: str
    kind: QuestionKind
    language: Language
    region: str | None
    named: tuple[str, ...]
    yes_no: bool
    elsewhere: bool
    after: str


def understand(
    text: str,
    *,
    region: str | None,
    language: Language | None,
    history: Sequence[Turn],
    regions: Sequence[str],
    known_words: Collection[str],
) -> Question:
    """Understand a question among the `regions` held and the words that their texts know.

    A region that is set goes before the one that the question names. A follow-up ("en als er
    kinderen zijn?") is searched with the words of the questions it leans on, keeps their region
    where it names none, and their kind where its own words tell none.
    """
    asked = _last_question(text)
    before = leaned_on(text if len(text) < _LONG else asked, history)
    own, named = without_regions(text, regions)
    earlier = [without_regions(one, regions) for one in before]
    if not named:
        named = next((names for _, names in reversed(earlier) if names), ())
    absent = not_held(text, regions, known_words)
    if absent or len(named) > 1:  # what is asked of each region by itself is not compared in its texts
        own = without_comparing(own)
    kinds = [kind_of(one) for one in (asked, *map(_last_question, reversed(before)))]
    # what is asked now is searched twice over what was asked before
    search_text = " ".join((*(one for one, _ in earlier), own, own if earlier else "")).strip() or text
    return Question(
        text=text,
        asked=asked,
        asking_text=_asking_text(asked, regions, comparing=bool(absent) or len(named) > 1),
        search_text=search_text,
        kind=next((kind for kind in kinds if kind is not QuestionKind.OTHER), QuestionKind.OTHER),
        language=language or detect(text),
        region=region or (named[0] if len(named) == 1 else None),
        named=named,
        yes_no=_asks_whether(asked),
        elsewhere=bool(absent) or (names_elsewhere(own, known_words) and not (region and region in named)),
        after=history[-1].answer if before else "",
    )


_LONG = 400  # characters; of a longer text only the asking sentence can lean on a turn before


def _asking_text(asked: str, regions: Sequence[str], *, comparing: bool) -> str:
    text = without_regions(asked, regions)[0]
    return (without_comparing(text) if comparing else text).strip() or asked


_OPENS_WORDS = """
en maar dus of want oké ok ook dan and so but or then well
"""
_OPENS = frozenset(_OPENS_WORDS.split())
_ASKS_WHAT_WORDS = """
wie wiens wat welk welke waar waarom wanneer hoe hoeveel who whose whom what which where why when how
"""
_ASKS_WHAT = frozenset(_ASKS_WHAT_WORDS.split())
_ENGLISH_VERBS_WORDS = """
is are am was were do does did have has had may might can could must shall should will would need
"""
_ENGLISH_VERBS = frozenset(_ENGLISH_VERBS_WORDS.split())


def _asks_whether(asked: str) -> bool:
    """Whether a sentence asks for yes or no: a clause of it begins with its verb, and none asks who or what."""
    for clause in reversed([words for part in re.split(r"[,;:–-]\s", asked) if (words := tokens(part))]):
        first = next((word for word in clause if word not in _OPENS), "")
        if first in _ASKS_WHAT:
            return False
        if first in _ENGLISH_VERBS or first in {"zal", "ben"} or verb_of(first) or past_of(first):
            return True
    return False


def _last_question(text: str) -> str:
    """The last sentence that asks: what comes before it is the situation."""
    sentences = [part.strip() for part in re.split(r"(?<=[.?!])\s+", text.strip()) if part.strip()]
    asking = [part for part in sentences if part.endswith("?")]
    return (asking or sentences or [text])[-1]
