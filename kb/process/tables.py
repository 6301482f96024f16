"""Rows of a table as acts: the header says which cell is who, what, to whom and when."""

import re
from collections.abc import Sequence

from kb.model import Passage, Span
from kb.process.act import Act, Consent, Slot
from kb.process.actors import Roles
from kb.process.clauses import Reader
from kb.process.consent import consent_in
from kb.process.frame import Heard, Sentence, frame
from kb.process.sentences import Stretch
from kb.process.words import words

_COLUMNS = tuple(
    (slot, re.compile(pattern, re.I))
    for slot, pattern in (
        (
            "actor",
            r"(?:wie|partij|organisatie|functie|van|door wie|verantwoordelijke?|uitvoerder|actor|regie|wie (?:beslist|volgt op|verwijdert|doet.*))",
        ),
        ("term", r"(?:wanneer|termijn|eerste actie|bewaart|deadline|binnen|bericht aan .*)"),
        ("recipient", r"(?:aan|aan wie|ontvanger)"),
        ("consent", r"(?:toestemming.*|instemming.*)"),
        ("precondition", r"(?:voorwaarden?|kenmerken|wanneer .*|doel|route|soort .*|kleur|situatie|als)"),
        (
            "action",
            r"(?:wat|taak|taken|actie|activiteit|registreert|wat de ontvanger doet|wanneer en wat|stap|aanpak|handeling)",
        ),
        ("object", r"(?:gegevens|welke gegevens|mag zien)"),
        ("frequency", r"(?:hoe vaak|frequentie)"),
    )
)
_EMPTY = frozenset({"", "-", "–", "—", "n.v.t.", "nvt", "geen"})


def row(one: Stretch, roles: Roles, passage: Passage) -> list[Act]:
    """The acts of a table row; none where its header names no column of doers or doings."""
    header = [cell.strip() for cell in one.lead_text.split("\t")]
    cells = _cells(one)
    if len(header) != len(cells) or one.lead is None:
        return []
    by_party = [at for at, name in enumerate(header) if _names_party(name, roles)]
    if len(by_party) >= 2:
        return [act for at in by_party for act in _party_cell(one, header, cells[at], at, roles, passage)]
    slots: dict[str, Slot] = {}
    for name, cell in zip(header, cells, strict=True):
        kind = next((slot for slot, pattern in _COLUMNS if pattern.fullmatch(name)), None)
        if kind and cell and kind not in slots:
            slots[kind] = cell
    if "actor" not in slots or not slots.keys() & {"action", "object"}:
        return []
    return _filled(one, slots, roles, passage)


def _cells(one: Stretch) -> list[Slot | None]:
    found: list[Slot | None] = []
    at = 0
    for cell in one.text.split("\t"):
        own = cell.strip()
        low = one.start + at + len(cell) - len(cell.lstrip())
        found.append(None if own.lower() in _EMPTY else Slot(span=Span(start=low, end=low + len(own)), text=own))
        at += len(cell) + 1
    return found


def _names_party(name: str, roles: Roles) -> bool:
    if any(pattern.fullmatch(name) for _, pattern in _COLUMNS):
        return False
    return any(who.start == 0 and who.end == len(name) for who in roles.mentions(name))


def _party_cell(
    one: Stretch, header: Sequence[str], cell: Slot | None, at: int, roles: Roles, passage: Passage
) -> list[Act]:
    """A cell under the name of a party: what that party does."""
    if cell is None or one.lead is None:
        return []
    low = one.lead.start + sum(len(name) + 1 for name in one.lead_text.split("\t")[:at])
    who = Slot(span=Span(start=low, end=low + len(one.lead_text.split("\t")[at])), text=one.lead_text.split("\t")[at])
    return _doing(one, cell, (who,), roles, passage)


def _doing(one: Stretch, cell: Slot, who: tuple[Slot, ...], roles: Roles, passage: Passage) -> list[Act]:
    """The acts of a cell that begins with its verb, or tells in whole sentences."""
    low = cell.span.start - one.start
    mentions = [m for m in roles.mentions(one.text) if low <= m.start and m.end <= low + len(cell.text)]
    shown = one.text[: low + len(cell.text)]
    tokens = words(shown, low)
    named = frozenset(i for i, w in enumerate(tokens) if any(m.start <= w.start < m.end for m in mentions))
    sentence = Sentence(one.start, shown, mentions, passage.id, passage.document_id, one.span, one.lead, roles)
    heard, found = Heard(who), []
    for at, clause in enumerate(Reader(tokens, named, verb_first=True).clauses()):
        clause.coordinate = clause.coordinate or (clause.finite == 0)
        first = clause.words[min([*clause.before, clause.finite])].start if at or not clause.fronted else low
        act, heard = frame(sentence, clause, heard, first=first)
        found.append(act)
    return found


def _filled(one: Stretch, slots: dict[str, Slot], roles: Roles, passage: Passage) -> list[Act]:
    """The row as acts: from the cell that says what is done, the others' words in its slots."""
    actor, doing = slots["actor"], slots.get("action")
    who = tuple(
        Slot(
            span=Span(start=actor.span.start + m.start, end=actor.span.start + m.end), text=actor.text[m.start : m.end]
        )
        for m in roles.mentions(actor.text)
    )
    got = _doing(one, doing, who, roles, passage) if doing else []
    what = doing or slots["object"]
    if not got:
        got = [
            Act(
                passage_id=passage.id,
                document_id=passage.document_id,
                span=one.span,
                lead=one.lead,
                actors=who,
                verb="" if doing else "geven",
                action=what,
            )
        ]
    extra: dict[str, object] = {
        name: slots[name] for name in ("term", "recipient", "object", "frequency") if name in slots
    }
    extra["preconditions"] = tuple(slots[name] for name in ("precondition",) if name in slots)
    extra["consent"] = _consent(slots.get("consent") or slots.get("precondition"), roles)
    return [act.model_copy(update=_kept(act, extra)) for act in got]


def _kept(act: Act, extra: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in extra.items() if value and not getattr(act, name)}


def _consent(cell: Slot | None, roles: Roles) -> Consent | None:
    if cell is None:
        return None
    said = consent_in(cell.text if "oestemming" in cell.text else "", roles.mentions(cell.text), roles)
    if said is None:
        return None
    low, high = said.words
    words_ = Slot(span=Span(start=cell.span.start + low, end=cell.span.start + high), text=cell.text[low:high])
    whose = None
    if said.whose:
        at = cell.span.start + said.whose.start
        whose = Slot(
            span=Span(start=at, end=at + said.whose.end - said.whose.start),
            text=cell.text[said.whose.start : said.whose.end],
        )
    return Consent(kind=said.kind, polarity=said.polarity, whose=whose, words=words_)
