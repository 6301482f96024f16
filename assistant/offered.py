"""Questions to go on with, each of which the section that answered answers too."""

import re
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from assistant.extract import Said
from assistant.held import Held
from assistant.question import Question
from kb.answer import QuestionKind
from kb.language.dutch import analyse, tokens
from kb.model import Span
from kb.process.act import Act, Polarity
from kb.process.words import verb_of

_MOST = 2


class Offer(NamedTuple):
    """A question, and the acts that answer it; not for a question that was of this `kind` itself."""

    kind: QuestionKind
    dutch: str
    english: str
    answers: Callable[[Act], bool]


OFFERS: Final = (
    Offer(
        QuestionKind.CONSENT,
        "Is toestemming nodig bij {topic}?",
        "Is consent needed for {topic}?",
        lambda act: act.consent is not None and act.consent.polarity in {Polarity.NEEDED, Polarity.NOT_NEEDED},
    ),
    Offer(
        QuestionKind.WHO_LEADS,
        "Wie heeft de regie bij {topic}?",
        "Who is in the lead at {topic}?",
        lambda act: act.leads is not None and bool(act.actors),
    ),
    Offer(
        QuestionKind.STEPS,
        "Welke termijn geldt bij {topic}?",
        "Which time limit applies to {topic}?",
        lambda act: act.term is not None and act.term.text.lower().startswith(("binnen", "uiterlijk")),
    ),
    Offer(
        QuestionKind.REGISTRATION,
        "Wat moet worden vastgelegd bij {topic}?",
        "What must be recorded at {topic}?",
        lambda act: act.verb in {"vastleggen", "registreren", "noteren", "bijhouden"},
    ),
)


def offered(question: Question, said: Sequence[Said], held: Held) -> tuple[str, ...]:
    """At most two follow-ups in the language of the question.

    Each is answered by an act of the same section of the same agreement that was not said yet.
    """
    if not said:
        return ()
    passage = said[0].place.passage
    shown = [(one.place.passage.document_id, span) for one in said for span in one.spans]
    near = [act for one in held.section(passage) for act in held.acts(one) if not act.narrative]
    fresh = [act for act in near if not any(act.document_id == key and _within(act.span, span) for key, span in shown)]
    found = [offer for offer in OFFERS if offer.kind is not question.kind and any(map(offer.answers, fresh))]
    topic = subject_of(passage.headings, english=question.language == "en")
    asked = (offer.english if question.language == "en" else offer.dutch for offer in found[:_MOST])
    # "wie heeft de regie bij regie?" asks nothing
    return tuple(one.format(topic=topic) for one in asked if not _echoes(one, topic)) if topic else ()


def _echoes(question: str, topic: str) -> bool:
    return bool(frozenset(analyse(question.replace("{topic}", " "))) & frozenset(analyse(topic)))


def subject_of(headings: Sequence[str], *, english: bool) -> str:
    """What a section is about, by its heading without number or mark; empty where that is no name of a subject."""
    heading = _NUMBER.sub("", headings[-1]).strip() if headings else ""
    if not heading or len(heading) > _LONGEST or "{" in heading or _CLAUSE.match(heading):
        return ""
    if any(word.endswith("t") and verb_of(word) for word in tokens(heading)):  # "De huurder reageert niet"
        return ""
    small = heading if heading[1:2].isupper() else heading[0].lower() + heading[1:]
    return f"“{small}”" if english else small


_NUMBER = re.compile(r"^(?:(?:artikel|hoofdstuk|paragraaf|stap|bijlage)\s+)?(?:\d+(?:\.\d+)*|[A-Z])?[.:)]?\s+", re.I)
# Headings that begin a clause or a phrase, or that name a part of any agreement, are no subject to ask on about.
_CLAUSE = re.compile(
    r"(?:wie|wat|wanneer|waar(?:bij|in|op|voor|mee|toe|uit|aan)?|hoe|als|welke?|indien|zodra|bij|voor|van|in|op|met|na|doel|begrip\w*|looptijd|slot\w*)\b"
    r"|.*[?.:;]$",
    re.I,
)
_LONGEST = 60  # characters of a heading that still reads as a name


def _within(one: Span, other: Span) -> bool:
    return other.start <= one.start and one.end <= other.end
