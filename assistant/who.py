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
_LOOKED_AT = 2  # claims


def actors(question: Question, asking: Asked, said: Sequence[Said], held: Held) -> tuple[str, ...]:
    """Who acts by the act that says most of what is asked, in the first claim or else the second.

    Of a question about leading only acts that speak of leading count. Somebody whom the question
    names already is no news, unless consent is asked about.
    """
    if question.kind in _WITHOUT or (question.kind is QuestionKind.WHO_LEADS and _BEFORE.search(question.asked)):
        return ()
    for one in said[:_LOOKED_AT]:
        act = best_act(question, asking, one, held)
        if act is not None:
            return tuple(dict.fromkeys(_ARTICLE.sub("", slot.text) for slot in act.actors))
        if question.kind not in {QuestionKind.WHO_ACTS, QuestionKind.WHO_LEADS}:
            break
    return ()


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
    return sum(word.met(stems) for word in asking.words if not word.idle) + 1.5 * inside
