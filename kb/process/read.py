"""The acts of a passage: what its sentences, list items and rows say is done, by whom and when."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kb.model import SILENT_ROLES, Passage, Role, Span
from kb.process.act import Act, Slot
from kb.process.actors import Roles, Sort
from kb.process.clauses import Clause, Reader
from kb.process.frame import frame
from kb.process.items import completed, is_fragment, labelled, step_card
from kb.process.narrative import tells
from kb.process.sentence import Heard, Sentence
from kb.process.sentences import Stretch, mark_of, stretches
from kb.process.tables import row
from kb.process.words import LONGEST, Word, words

_OFTEN = re.compile(r"\b(?:vaak|vaker|doorgaans|meestal|geregeld)\b", re.I)
# "Daarvoor gelden drie voorwaarden:" is about the sentence before it
_FOR_THAT = re.compile(r"(?:daarvoor|hiervoor|daarbij|hierbij)\b[^.]*\bvoorwaarden?\b[^.]*:$", re.I)
_NO_ACTS = SILENT_ROLES | {Role.DEFINITION}
# A next sentence that says what follows from this one, and one that takes something back.
_THEN = re.compile(
    r"(?:als|lukt|gebeurt|levert|leveren|werkt|wil|krijgt|reageert|heeft|helpt)\b[^.,]{0,40}\b(?:dit|dat|die"
    r"|deze|daarop|daarna)\b"
    r"[^.,]*\bni(?:et|ets)\b|(?:daarna|vervolgens|daarop|hierna|lukt ook|zijn (?:zij|ze) het|is dat niet)\b",
    re.I,
)
_TAKES_BACK = re.compile(
    r"(?:dit|dat|deze (?:beperking|regel|voorwaarde|termijn)) (?:geldt|is) niet\b|(?:een|er is één"
    r"|één) uitzondering\b|dit is anders"
    r"|dat is anders|(?:tenzij|behalve|uitgezonderd)\b|het (?:eerste|tweede|derde|vierde|vijfde) lid geldt niet",
    re.I,
)


def acts(passage: Passage, full_text: str, roles: Roles) -> tuple[Act, ...]:
    """The acts that a passage says, in reading order; none for covers, contents, signatures and definitions.

    Pure and without state; never raises on any text. Every slot is a stretch of the passage or of
    its lead-in.
    """
    if passage.role in _NO_ACTS:
        return ()
    found: list[Act] = []
    heard = Heard()
    quoted = stretches(passage, full_text)
    card = step_card(quoted, roles, passage)
    for one in quoted:
        if one.row:
            found += row(one, roles, passage)
            continue
        if one.lead and one.item and _FOR_THAT.match(one.lead_text) and (ruled := _before(found, one.lead)):
            found += completed(one, [ruled], roles, condition=True)
            continue
        got, heard = _of(one, roles, passage, card.heard(one, heard) if card else heard)
        found += card.filled(one, got) if card else got
    return tuple(_told(act, passage, full_text, roles) for act in found)


def _before(found: Sequence[Act], lead: Span) -> Act | None:
    return next((act for act in reversed(found) if act.span.end <= lead.start), None)


def _of(one: Stretch, roles: Roles, passage: Passage, heard: Heard) -> tuple[list[Act], Heard]:
    """The acts of one stretch, and what it leaves for the pronouns of the next."""
    if one.item and one.lead:
        above = Stretch(one.lead.start, one.lead_text, mark=mark_of(one.lead_text), opens=True)
        led, after = _read(above, roles, passage, heard)
        whole = completed(one, led, roles)
        if whole:
            return whole, heard
        if is_fragment(one):
            return [], heard
        if not heard.actors:
            heard = after
    return _read(one, roles, passage, heard)


def _read(one: Stretch, roles: Roles, passage: Passage, heard: Heard) -> tuple[list[Act], Heard]:
    mentions = roles.mentions(one.text)
    tokens = words(one.text, labelled(one))[:LONGEST]
    named = _named(tokens, [(m.start, m.end) for m in mentions])
    sentence = Sentence(
        one.start, one.text, mentions, passage.id, passage.document_id, one.span, one.lead if one.item else None, roles
    )
    found: list[Act] = []
    begin = 0
    heard = replace(heard, carried=())
    for clause in Reader(tokens, named).clauses():
        first = _first(clause, begin)
        act, heard = frame(sentence, clause, heard, first=first)
        found.append(act.model_copy(update=_from_next(one) | ({"narrative": True} if clause.past else {})))
        begin = clause.end
    return found, heard


def _named(tokens: Sequence[Word], places: Sequence[tuple[int, int]]) -> frozenset[int]:
    return frozenset(i for i, word in enumerate(tokens) if any(low <= word.start < high for low, high in places))


def _first(clause: Clause, begin: int) -> int:
    """Where the part of the sentence begins that is this clause's."""
    numbers = [*clause.before, clause.finite, *(sub.first for sub in clause.subs if sub.first < clause.finite)]
    return clause.words[min(number for number in numbers if number >= begin)].start


def _from_next(one: Stretch) -> dict[str, object]:
    """What the next sentence adds: an exception, or what follows."""
    after = one.following
    if after is None:
        return {}
    if _TAKES_BACK.match(after.text):
        return {"exceptions": (Slot(span=after.span, text=after.text),)}
    return {"then": after.span} if _THEN.match(after.text) else {}


def _told(act: Act, passage: Passage, full_text: str, roles: Roles) -> Act:
    """The act, marked where its text tells rather than rules."""
    if act.narrative:
        return act
    nobody = all(roles.sort(one.text) is not Sort.WORKER for one in act.actors)
    often = nobody and _OFTEN.search(full_text, act.span.start, act.span.end) is not None
    told = (
        often
        or passage.role in {Role.NARRATIVE, Role.RECITAL}
        or tells(full_text[act.span.start : act.span.end], passage.headings)
    )
    return act.model_copy(update={"narrative": True}) if told else act
