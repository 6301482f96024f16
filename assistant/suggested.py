"""Questions to begin with about one intervention, each with what must be cited for it to be answered."""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import islice
from typing import Final, NamedTuple

from assistant.offered import OFFERS, Offer, subject_of
from assistant.processes import Frame, Process
from assistant.question import Language
from kb.answer import Citation, QuestionKind
from kb.model import Document, Span
from kb.process.act import Act, Modality


class Suggested(NamedTuple):
    """A question; it is answered where the citation that comes first is one that `proves` takes.

    Questions of one `sort` ask the same of another act or document.
    """

    sort: str
    text: str
    proves: Callable[[Citation], bool]


# In the order in which somebody new wants to know; consent, lead, term and recording as they are offered on the way.
_SHARING: Final = Offer(
    QuestionKind.DATA_SHARING,
    "Welke gegevens mag ik delen bij {topic}?",
    "Which information may I share at {topic}?",
    lambda act: act.verb in {"delen", "verstrekken", "uitwisselen", "doorgeven"} and not act.passive,
)
_FORMS: Final = (*OFFERS, _SHARING)

_TERM: Final = ("Tot wanneer gelden de afspraken over {topic}?", "Until when do the agreements on {topic} apply?")
_PARTIES: Final = (
    "Welke partijen doen mee aan de afspraken over {topic}?",
    "Which parties take part in the agreements on {topic}?",
)
_PAPERS: Final = ("Welke afspraken zijn er over {topic}?", "Which agreements are there on {topic}?")


def about_the_work(process: Process, topic: str, language: Language) -> Iterator[Suggested]:
    """What may be asked about how an intervention goes; the topic is its name in the middle of a sentence."""
    frames = process.rules or process.told
    if language == "nl":
        yield from _asked_back("who", frames, _who)
        yield from _asked_back("term", frames, _how_soon)
    for form in _FORMS:
        text = form.english if language == "en" else form.dutch
        fitting = [frame for frame in frames if form.answers(frame.step.act)]
        if fitting:
            yield Suggested(
                "term" if form.kind is QuestionKind.STEPS else form.kind, text.format(topic=topic), _one_of(fitting)
            )


def about_the_papers(documents: Iterable[Document], topic: str, language: Language) -> Iterator[Suggested]:
    """What may be asked about the agreements on a subject themselves: their term, their parties, which there are."""
    held = list(documents)
    evidence = (
        (
            "validity",
            _TERM,
            [(one, one.evidence.get(field)) for one in held for field in ("valid_until", "valid_from")],
        ),
        ("parties", _PARTIES, [(one, party.evidence) for one in held for party in one.parties]),
        ("papers", _PAPERS, [(one, one.evidence.get("title")) for one in held]),
    )
    for sort, texts, places in evidence:
        stand = [(one.id, span) for one, span in places if span]
        if stand:
            yield Suggested(sort, texts[language == "en"].format(topic=topic), partial(_within_reach, stand))


def topic_of(name: str, language: Language) -> str:
    """The name of an intervention as it stands in the middle of a question; empty where it reads as no name there.

    "Zorg en Overlast" gives "zorg en overlast", "Aanmelden bij Buurtkracht" gives "aanmelden bij Buurtkracht".
    """
    words = _LEADING.sub("", name).split()
    # a name with capitals throughout is written as a title; one with a few keeps them, for they are names themselves
    if all(word[0].isupper() or len(word) < 4 for word in words):
        words = [word if word.isupper() else word.lower() for word in words]
    return subject_of([" ".join(words)], english=language == "en")


_LEADING = re.compile(r"^(?:ter|tot|voor|van|over|bij)\s+(?:de\s+|het\s+)?", re.I)


def _one_of(frames: Iterable[Frame]) -> Callable[[Citation], bool]:
    return partial(_within_reach, [(frame.step.act.document_id, frame.step.act.span) for frame in frames])


def _within_reach(places: Iterable[tuple[str, Span]], citation: Citation) -> bool:
    return any(
        citation.document_id == document_id and citation.start < span.end and span.start < citation.end
        for document_id, span in places
    )


# ---- an act turned into the question it answers --------------------------------------------------

# What only the text around an act explains, or what a question does not ask.
_LEANS = re.compile(
    r"\b(?:hij|zij|ze|hem|haar|hen|hun|zijn|dit|deze|die|dat|daar\w*|hier\w*|er|volgende|lid|leden|artikel|genoemde"
    r"|andere|ander|eerste|tweede|derde|vierde|ook|dan|als|of|niet|nooit|alleen|geen|u|uw|wij|we|ons|onze|partij|partijen)\b"
    r"|[,;:()/\d]|\bhet$",
    re.I,
)
_GENERAL = re.compile(r"(?:een|iedere?|elke?|alle|sommige|geen|beide|wie|degene)\b", re.I)
_MANY = frozenset(["zijn", "hebben", "worden", "mogen", "kunnen", "zullen", "gaan", "doen", "staan"])
_SOON = ("binnen", "uiterlijk")
_WITHIN = re.compile(r"\b(?:binnen|uiterlijk)\b", re.I)
_SHORTEST, _LONGEST = 35, 80  # characters: shorter ones could be asked of anything
_FEW = 4  # of one sort


def _asked_back(sort: str, frames: Iterable[Frame], turned: Callable[[Act], str | None]) -> Iterator[Suggested]:
    """The first few acts, in the order of the work, that can be turned into the question they answer."""
    asked: dict[str, Frame] = {}
    for frame in frames:
        text = None if ":" in frame.citation.quote else turned(frame.step.act)
        if text and _SHORTEST <= len(text) <= _LONGEST:
            asked.setdefault(text, frame)
    for text, frame in islice(asked.items(), _FEW):
        yield Suggested(sort, text, _one_of([frame]))


def _who(act: Act) -> str | None:
    """`De GGD wijst een coördinator aan` as `Wie wijst een coördinator aan?`."""
    subject, said = act.subject, _without_term(act)
    if _how_soon(act):  # the one question would tell the answer to the other
        return None
    if subject is None or len(act.actors) != 1 or act.passive or not act.object or _is_state(act):
        return None
    first = said.partition(" ")[0]
    if subject.span.end > act.action.span.start or first in _MANY or first.endswith("en"):
        return None
    leans = _WITHIN.search(said) or _GENERAL.match(subject.text) or _LEANS.search(subject.text) or _LEANS.search(said)
    return None if leans else f"Wie {said}?"


def _how_soon(act: Act) -> str | None:
    """`De gemeente belt de melder binnen twee dagen` as `Binnen welke termijn belt de gemeente de melder?`."""
    subject, term, said = act.subject, act.term, _without_term(act)
    if subject is None or term is None or not term.text.lower().startswith(_SOON) or term.text not in act.action.text:
        return None
    if subject.span.end <= act.action.span.start:
        finite, _, rest = said.partition(" ")
        name = subject.text[0].lower() + subject.text[1:] if _ARTICLE.match(subject.text) else subject.text
        said = f"{finite} {name} {rest}".strip()
    return None if _is_state(act) or _LEANS.search(said) else f"Binnen welke termijn {said}?"


def _without_term(act: Act) -> str:
    return " ".join(act.action.text.replace(act.term.text if act.term else "\n", " ").split())


_ARTICLE = re.compile(r"(?:de|het|een|iedere?|elke?|alle)\b", re.I)


def _is_state(act: Act) -> bool:
    return act.negated or act.narrative or act.modality not in {Modality.DOES, Modality.MUST} or act.verb == "zijn"
