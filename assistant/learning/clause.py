"""A sentence of an agreement taken apart, so that it can be asked: what stands in front, verb, subject, rest."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

from assistant.processes import Frame
from kb.model import Span
from kb.process.act import Act, Slot

# What an item of a list stands under: "- ", "a. ", "3. ", and the label of what it tells: "Wat: ".
_ITEM: Final = re.compile(r"(?:- |\(?(?:[a-z]|\d{1,2})[.)] )?(?:(?:Wie|Wat): )?")
_END: Final = re.compile(r"[.;]?\s*$")
_BROKEN: Final = re.compile(r"[:;\t\n?!]|\. |  ")
_CONDITION: Final = re.compile(r"(?:als|indien|wanneer|zodra|nadat|zolang|tenzij)\b", re.I)
_THEN: Final = re.compile(r",(?: dan)?\s*$")
_OPEN_ENDED: Final = re.compile(r"\b(?:en|of|maar)\s*$", re.I)
# What belongs to the subject, and what must stand directly behind the verb.
_CLINGS: Final = re.compile(r"\s*(?:,|(?:die|dat|waar\w*|wier|wiens|zich|hem|haar|ze)\b)", re.I)
_NAMES_AGAIN: Final = re.compile(r"\s*(?:die|dat|ze|hem)\b", re.I)
_WORD: Final = re.compile(r"\s*([^\W\d_]+)(?![\w-])")
# Words that point at something said before: what is asked would not be clear by itself.
_OWN_PAPER: Final = (
    r"(?!\s+(?:convenant|overeenkomst|protocol|werkafspraken|samenwerkings\w+|procesbeschrijving|handreiking))"
)
_POINTS: Final = re.compile(
    rf"\b(?:dit|deze){_OWN_PAPER}\b|\b(?:hier|daar)(?:voor|over|bij|mee|van|na|naast|op|in|aan|toe|tegen|uit|door|om)?\b"
    r"|\b(?:dan|eveneens|tevens|ook|bovendien|echter|toch|wel|beide|zo|volgende|bovenstaande|onderstaande|genoemde"
    r"|bedoelde?|dezelfde|hetzelfde|eerstgenoemde|verder|andere|opnieuw|alsnog|zij|ze|hen|wij|we)\b"
    r"|\b(?:het|haar)(?= (?:één|een|twee) keer\b)|\b(?:kan|mag|moet|dan|laat|laten) (?:haar|hem|dat|die)\b"
    r"|\bhet(?= (?:de|het|een|dat|die|zijn|haar|niet|geen|in|op|aan|met|voor|binnen|naar|door|samen|plan)\b|\W*$)"
    r"|\b(?:van|aan|met|over|voor|in|op|bij|door|tijdens|onder) (?:die|dat)\b|\b(?:eerste|tweede|derde|vierde) lid\b"
    r"|\b(?:als volgt|onder [a-z]\b|in afwijking)|^\W*(?:die|dat)\b",
    re.I,
)
_ABOUT_HIM: Final = re.compile(r"\b(?:hij|hem)\b", re.I)
_PRONOUN: Final = re.compile(r"(?:hij|zij|ze|het|dit|dat|die|deze|wie|men|we|wij|u|er)\b", re.I)

Mid = Callable[[str], str]  # words that begin a sentence, as they are written in the middle of one


@dataclass(frozen=True, slots=True)
class Clause:
    """`front verb subject rest`, or `subject verb rest` where nothing stands in front.

    `condition` is what stands in front as a clause of its own. The parts are the text's own words,
    as they are written in the middle of a sentence.
    """

    condition: str
    front: str
    verb: str
    subject: str
    rest: str

    def asked(self, question: str, *, subject: bool) -> str:
        """The clause as a question that begins with these words, with or without its subject."""
        dan = "dan" if self.condition and not self.condition.startswith(("Voordat", "Tenzij")) else ""
        parts = (question, self.verb, self.subject if subject else "", dan, self.front)
        body = " ".join(" ".join(filter(None, (*parts, self.rest.strip()))).split()).rstrip(",")
        return f"{self.condition}, {body}?" if self.condition else f"{body[:1].upper()}{body[1:]}?"

    @property
    def words(self) -> str:
        """All of it but the subject."""
        return " ".join((self.condition, self.front, self.verb, self.rest))


def clause(frame: Frame, subject: Span, mid: Mid, *, deed_alone: bool = False) -> Clause | None:
    """The sentence of a frame taken apart around this subject; None where it is not one plain clause.

    The action of the frame must begin at its verb, directly behind the subject, or stand around it.
    With `deed_alone` it goes no further than this act, where the sentence goes on with another.
    """
    action = frame.step.act.action.span
    base, quote = frame.citation.start, frame.citation.quote
    begin = base + (label.end() if (label := _ITEM.match(quote)) else 0)
    stop = base + (end.start() if (end := _END.search(quote)) else len(quote))
    if deed_alone and re.match(r"\s+en\s", quote[action.end - base :]):
        stop = action.end
    if _BROKEN.search(quote[begin - base : stop - base]) or not begin <= subject.start < subject.end <= stop:
        return None
    own, rest = quote[subject.start - base : subject.end - base], quote[subject.end - base : stop - base]
    if subject.start == begin:
        verb = _WORD.match(rest)
        begins = verb is not None and action.start == subject.end + verb.start(1)
        if verb is None or not begins or _NAMES_AGAIN.match(rest[verb.end() :]):
            return None
        return Clause("", "", verb[1], mid(own), rest[verb.end() :])
    if not begin < action.start < subject.start:
        return None
    front, turned = quote[begin - base : action.start - base], quote[action.start - base : subject.start - base].strip()
    if not _WORD.fullmatch(turned) or _OPEN_ENDED.search(front) or _CLINGS.match(rest):
        return None
    return _inverted(frame.step.act, front, Clause("", "", turned, own, rest), mid)


def _inverted(act: Act, front: str, behind: Clause, mid: Mid) -> Clause | None:
    """A clause with a condition, or with anything else, in front of its verb."""
    if not _THEN.search(front):
        return replace(behind, front=mid(front.strip()))
    condition = _THEN.sub("", front)
    if not (_CONDITION.match(condition) or any(slot.text == condition for slot in act.preconditions)):
        return None
    return replace(behind, condition=condition[:1].upper() + condition[1:])


def stands_alone(text: str, has_client: bool) -> bool:
    """Whether words are clear without what was said before; `has_client`: they name who "hij" may be."""
    return not _POINTS.search(text) and (has_client or not _ABOUT_HIM.search(text))


def is_pronoun(slot: Slot) -> bool:
    """Whether a slot only points at somebody or something."""
    return bool(_PRONOUN.match(slot.text))


def actors_span(act: Act) -> Span | None:
    """The stretch that names the actors and nobody else; None where its subject says more than that, or less."""
    if not act.actors or act.passive:
        return None
    span = Span(start=act.actors[0].span.start, end=act.actors[-1].span.end)
    return span if act.subject is not None and act.subject.span == span and not is_pronoun(act.subject) else None
