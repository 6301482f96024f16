"""Who acts or leads by an answer, as its sentences write it; nobody where that cannot be told."""

import re
from collections.abc import Sequence
from typing import Final

from assistant.extract import Said
from assistant.held import Held
from assistant.question import Question
from kb.answer import QuestionKind
from kb.language.dutch import analyse
from kb.process.act import Act
from kb.search.asked import Asked

# Who is meant by a word or a term is not who acts.
_WITHOUT: Final = frozenset({QuestionKind.DEFINITION, QuestionKind.VALIDITY, QuestionKind.CONTACT})
_ARTICLE = re.compile(r"^(?:de|het|een|deze|die|dit|dat|iedere|elke?|alle)\s+", re.I)
_BEFORE = re.compile(r"\b(?:voordat|totdat|zolang|until|before)\b", re.I)  # who acts until then is seldom who is named
_ASKING: Final = frozenset({QuestionKind.WHO_ACTS, QuestionKind.WHO_LEADS})
_LOOKED_AT = 2  # claims
_IN_BEST = 0.8  # what standing in the sentence that answers best is worth: less than one asked word


def actors(question: Question, asking: Asked, said: Sequence[Said], held: Held) -> tuple[str, ...]:
    """Who acts by the act of the first claim that says most of what is asked.

    Of a question about leading only acts that speak of leading count. Somebody whom the question
    names already is no news, unless consent is asked about.
    """
    if question.kind in _WITHOUT or _unsaid(question):
        return ()
    act = best_act(question, asking, said[0], held) if said else None
    return tuple(dict.fromkeys(_ARTICLE.sub("", slot.text) for slot in act.actors)) if act is not None else ()


def naming_first(question: Question, asking: Asked, said: Sequence[Said], held: Held) -> list[Said]:
    """The claims, one of the first two that names who acts or leads in front where that is asked."""
    if question.kind in _ASKING and not _unsaid(question):
        for one in said[:_LOOKED_AT]:
            if best_act(question, asking, one, held) is not None:
                return [one, *(other for other in said if other is not one)]
    return list(said)


def _unsaid(question: Question) -> bool:
    """Whether who leads until something happens is asked: that is seldom who the sentence names."""
    return question.kind is QuestionKind.WHO_LEADS and bool(_BEFORE.search(question.asked))


def best_act(question: Question, asking: Asked, said: Said, held: Held) -> Act | None:
    """The act with an actor, among those said, that says most of what is asked."""
    leads = question.kind is QuestionKind.WHO_LEADS
    fitting = [
        act for act in acts_of(said, held) if act.actors and not act.narrative and (not leads or act.leads is not None)
    ]
    return max(fitting, key=lambda act: _says(asking, act, said), default=None)


def acts_of(said: Said, held: Held) -> list[Act]:
    """The acts of the sentences that a claim says, in reading order."""
    return [
        act
        for act in held.acts(said.place.passage)
        if any(span.start <= act.span.start and act.span.end <= span.end for span in said.spans)
    ]


def _says(asking: Asked, act: Act, said: Said) -> float:
    """How much an act says of what is asked; what stands in the sentence that answers best goes first."""
    words = (act.verb, act.action.text, *(slot.text for slot in (act.object, act.recipient) if slot is not None))
    stems = frozenset(analyse(" ".join(words)))
    best = said.units[0].span
    inside = best.start <= act.span.start and act.span.end <= best.end
    return sum(word.met(stems) for word in asking.words if not word.idle) + _IN_BEST * inside
