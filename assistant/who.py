"""Who acts or leads by an answer, as its sentences write it; nobody where that cannot be told."""

import re
from collections.abc import Sequence
from typing import Final

from assistant.extract import Said
from assistant.held import Held
from assistant.leading import PASSES, Leading, leaders
from assistant.question import Question
from kb.answer import QuestionKind
from kb.language.dutch import analyse
from kb.process.act import Act, Modality
from kb.process.anybody import pronoun
from kb.search.asked import Asked

# Who is meant by a word or a term is not who acts.
_WITHOUT: Final = frozenset({QuestionKind.DEFINITION, QuestionKind.VALIDITY, QuestionKind.CONTACT})
_ARTICLE = re.compile(r"^(?:de|het|een|deze|die|dit|dat|iedere|elke?|alle)\s+", re.I)
_BEFORE = re.compile(r"\b(?:voordat|totdat|zolang|until|before)\b", re.I)  # who acts until then is seldom who is named
_WHO = re.compile(
    r"\b(?:wie|wiens|welke (?:partij|organisatie|instantie|club|gemeente|dienst|afdeling)\w*|who|whose"
    r"|which (?:party|organi[sz]ation|agency|council))\b",
    re.I,
)
# Who gets something, or is spoken with, is not who acts.
_TO_WHOM = re.compile(
    r"\b(?:aan|bij|met|naar|over|van|voor) wie\b|\b(?:to|with|from|about) who\b|\bwhom\b|^\W*(?:waar|where)\b", re.I
)
_BEARS_LEAD = re.compile(r"\b(?:wie|who) (?:is|zijn|was|wordt)\b.*?(\w*)regisseur", re.I)
_MAY = re.compile(r"\b(?:mag|mogen|may|allowed|toegestaan)\b", re.I)
_HOW_LONG = re.compile(
    r"termijn|\bhoe (?:snel|lang|vaak|vlug|laat)\b|\bbinnen (?:hoe|welke|wat)\b|\bwanneer\b|\bdeadline|time limit"
    r"|\bhoeveel (?:\w+ )?(?:dag|week|weken|maand|tijd|uur|uren)|\bhow (?:soon|long|quickly|fast|often)\b|\bwhen\b"
    r"|\bhow many (?:\w+ )?(?:hours|days|weeks|months)\b",
    re.I,
)
_DENIES = re.compile(r"\b(?:niet|geen|nooit|niemand|not|no|never|nobody)\b", re.I)
_ASKING: Final = frozenset({QuestionKind.WHO_ACTS, QuestionKind.WHO_LEADS})
_LOOKED_AT = 2  # claims
_IN_BEST = 0.8  # what standing in the sentence that answers best is worth: less than one asked word


def actors(question: Question, asking: Asked, said: Sequence[Said], held: Held) -> tuple[str, ...]:
    """Who acts by the act of the first claim that says most of what is asked.

    Of a question about leading: who leads, where all claims agree on that. Nobody where it is not
    asked who acts but whether one may or how long it takes, and where only a pronoun says who.
    """
    if not said or question.kind in _WITHOUT or _unsaid(question) or not _asks_who(question):
        return ()
    bears = _BEARS_LEAD.search(question.asked)
    if question.kind is QuestionKind.WHO_LEADS or (bears and bears[1]):
        asked = question.asked.replace("regisseur", "regie")  # whoever bears a lead has it
        named = leaders(asked, asking, _leading(said, held), held.roles.canonical)
        if not all(any(name in one.claim.text for one in said) for name in named):
            return ()
    elif bears:  # of which lead is not asked, and the line would not say
        return ()
    else:
        act = best_act(question, asking, said[0], held)
        does = act is not None and _does(question, act) and (question.after or _says(asking, act) > 0)
        named = tuple(slot.text for slot in act.actors) if act is not None and does else ()
    return () if any(map(pronoun, named)) else tuple(dict.fromkeys(_ARTICLE.sub("", name) for name in named))


def _asks_who(question: Question) -> bool:
    """Whether somebody who acts may be what is asked for; a question that goes on from another need not say so."""
    if question.kind is QuestionKind.WHO_LEADS:
        return True
    asked = question.asked
    if _TO_WHOM.search(asked):
        return False
    if _WHO.search(asked):
        return True
    goes_on = question.kind is QuestionKind.WHO_ACTS and not question.yes_no
    return goes_on and not (_MAY.search(asked) or _HOW_LONG.search(asked))


def _does(question: Question, act: Act) -> bool:
    """Whether an act is what somebody does, or may do where that is asked."""
    if (act.negated or act.modality is Modality.MUST_NOT) and not _DENIES.search(question.asked):
        return False
    return act.modality in {Modality.MAY, Modality.CAN} or not _MAY.search(question.asked)


def _leading(said: Sequence[Said], held: Held) -> list[Leading]:
    """The acts of all claims by which somebody leads, each with its sentence.

    Also those of their passages by which the lead passes to another, though a claim leaves them out.
    """
    found = []
    for one in said:
        passage, cited = one.place.passage, acts_of(one, held)
        for act in held.acts(passage):
            if act.leads is None or not act.actors or act.narrative or act.negated:
                continue
            if act in cited or act.verb in PASSES:
                sentence = passage.text[act.span.start - passage.start : act.span.end - passage.start]
                found.append(Leading(act, sentence, " ".join(passage.headings)))
    return found


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
    return max(fitting, key=lambda act: _says(asking, act) + _IN_BEST * _in_best(act, said), default=None)


def acts_of(said: Said, held: Held) -> list[Act]:
    """The acts of the sentences that a claim says, in reading order."""
    return [
        act
        for act in held.acts(said.place.passage)
        if any(span.start <= act.span.start and act.span.end <= span.end for span in said.spans)
    ]


def _says(asking: Asked, act: Act) -> float:
    """How much an act says of what is asked."""
    words = (act.verb, act.action.text, *(slot.text for slot in (act.object, act.recipient) if slot is not None))
    stems = frozenset(analyse(" ".join(words)))
    return sum(word.met(stems) for word in asking.words if not word.idle)


def _in_best(act: Act, said: Said) -> bool:
    """Whether an act stands in the sentence that answers best."""
    best = said.units[0].span
    return best.start <= act.span.start and act.span.end <= best.end
