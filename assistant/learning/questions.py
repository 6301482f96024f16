"""The acts of agreements as questions with one right answer each: who does it, who leads, when, with whose consent."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.learning.asked import Asked, CaseKind, clear, quoted, says_enough
from assistant.learning.clause import Clause, actors_span, clause
from assistant.learning.consents import consent
from assistant.learning.others import Others
from assistant.learning.within import within
from assistant.processes import Frame
from kb.language.lexicon import infinitive
from kb.model import Span
from kb.process.act import Modality, Polarity

_LONGEST = 400  # characters of a sentence; what is longer nobody can hold in mind for a question
_UNSURE: Final = frozenset({Modality.INTENDS, Modality.NEED_NOT, Modality.MUST_NOT})
_CONTRAST: Final = re.compile(r",[^,]*\b(?:niet|wel|geen)\W*$|\b(?:ook|eveneens|samen met|haar)\b", re.I)


def questions(frame: Frame, others: Others) -> Iterator[Asked]:
    """What can be asked of an act in plain Dutch, each with one right answer that its sentence proves.

    The wrong answers of a term are left to whoever knows the other terms. An act that is only
    intended, denied or left open gives none.
    """
    act = frame.step.act
    if act.negated or act.narrative or act.modality in _UNSURE or len(frame.citation.quote) > _LONGEST:
        return
    for ask in (_who, _with_whom, within, consent):
        if asked := ask(frame, others):
            yield asked


def _who(frame: Frame, others: Others) -> Asked | None:
    """Who does this, or who has this lead."""
    act, span = frame.step.act, actors_span(frame.step.act)
    if act.modality is Modality.CAN:  # what one can do, others often can too
        return None
    if act.consent is not None and act.consent.polarity in (Polarity.NOT_NEEDED, Polarity.NOT_ENOUGH):
        return None
    row = None if span else _row(frame)
    plain = clause(frame, span, others.mid) if span else row
    if plain is None or not says_enough(plain) or not clear(plain.words, others):
        return None
    lanes = {others.lane(actor.text) for actor in act.actors}
    if lanes & {others.lane(one.core) for one in others.mentions(plain.words)} or _CONTRAST.search(plain.words):
        return None
    wrong = others.not_them(act, frame.citation.quote)
    if row:
        wrong = tuple(map(others.bare, wrong))
    proof = Span(start=act.actors[0].span.start, end=act.actors[-1].span.end)
    kind = CaseKind.LEAD if act.leads else CaseKind.WHO
    return Asked(kind, "", plain.asked("wie", subject=False), quoted(frame, proof), wrong, proof)


def _with_whom(frame: Frame, others: Others) -> Asked | None:
    """With whom a lead is: "de casusregie ligt bij Buurtkracht"."""
    act = frame.step.act
    if act.leads is None or act.subject is None or len(act.actors) != 1 or act.subject.span == act.actors[0].span:
        return None
    plain, actor = clause(frame, act.subject.span, others.mid), act.actors[0]
    if plain is None or not clear(f"{plain.words} {plain.subject}", others):
        return None
    found = re.search(rf"\b(?P<to>bij|naar) {re.escape(actor.text)}(?![\w-])(?P<behind>.*)$", plain.rest)
    if found is None or re.match(r",|\s+(?:die|dat|waar)\b", found["behind"]):
        return None
    rest = plain.rest[: found.start()] + found["behind"]
    asked = Clause(plain.condition, plain.front, plain.verb, plain.subject, rest)
    wrong = others.not_them(act, frame.citation.quote)
    text = asked.asked(f"{found['to']} wie", subject=True)
    return Asked(CaseKind.LEAD, "", text, quoted(frame, actor.span), wrong, actor.span)


def _row(frame: Frame) -> Clause | None:
    """A row of a table in which one cell names who, and another, that begins with a verb, what."""
    act = frame.step.act
    if "\t" not in frame.citation.quote or not act.actors or act.subject is not None:
        return None
    at, cells = frame.citation.start, []
    for text in frame.citation.quote.split("\t"):
        cells.append((Span(start=at, end=at + len(text)), text.strip()))
        at += len(text) + 1
    own = next((text for span, text in cells if span.start == act.action.span.start), "")
    who = Span(start=act.actors[0].span.start, end=act.actors[-1].span.end)
    if not any(span == who for span, _ in cells) or re.search(r"[:;.]", own.rstrip(".")):
        return None
    verb, _, rest = own.rstrip(".").partition(" ")
    verb = verb[:1].lower() + verb[1:]
    whole = infinitive(verb.rstrip(",")) if verb[:1].isalpha() else None
    return Clause("", "", verb, "", rest) if rest and whole and whole in act.verb else None
