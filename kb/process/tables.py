"""Rows of a table as acts: the header says which cell is who, what, to whom and when."""

import re
from collections.abc import Sequence

from kb.language.dutch import sentences
from kb.model import Passage, Span
from kb.process import words as w
from kb.process.act import Act, Consent, ConsentKind, LeadKind, Modality, Polarity, Slot
from kb.process.actors import Roles, Sort
from kb.process.clauses import Reader
from kb.process.consent import consent_in
from kb.process.frame import frame
from kb.process.sentence import Heard, Sentence
from kb.process.sentences import Stretch
from kb.process.words import LONGEST, words

_COLUMNS = tuple(
    (slot, re.compile(pattern, re.I))
    for slot, pattern in (
        ("doing", r"wat (?:de|het) [\w-]+ (?:doet|doen)|wie (?:\w+ op|beslist|\w+t)|regie|voorzitter"),
        (
            "actor",
            r"wie|partij|organisatie|functie|van|door wie|verantwoordelijke?|uitvoerder|actor|wie doet (?:dit|dat|het)",
        ),
        ("term", r"wanneer|termijn|eerste actie|deadline|binnen"),
        ("recipient", r"aan|aan wie|ontvanger"),
        ("consent", r"toestemming.*|instemming.*"),
        ("precondition", r"voorwaarden?|kenmerken|wanneer \w+|doel|route|soort .*|kleur|situatie|als"),
        ("action", r"wat|taak|taken|actie|activiteit|wanneer en wat|handeling"),
        ("object", r"gegevens|welke gegevens"),
        ("frequency", r"hoe vaak|frequentie"),
    )
)
_EMPTY = frozenset({"", "-", "–", "—", "n.v.t.", "nvt", "geen", "niet van toepassing"})
_MAY = re.compile(r"(?P<helper>mag|moet|kan|hoeft)(?P<no> (?:niet|geen))?(?: te)? (?P<verb>\w+en)$", re.I)
_WHO_DOES = re.compile(r"wie (?P<verb>\w+)(?: (?P<particle>\w+))?$", re.I)
_NOT_NEEDED = re.compile(r"niet nodig|geen toestemming nodig|niet vereist", re.I)

Column = tuple[str, Slot, Slot]  # the sort of column, its header cell, the cell of the row


def row(one: Stretch, roles: Roles, passage: Passage) -> list[Act]:
    """The acts of a table row; none where its header names no column of doers or doings."""
    if one.lead is None:
        return []
    header, cells = _cells(one.lead.start, one.lead_text), _cells(one.start, one.text)
    if len(header) != len(cells):
        return []
    pairs = [(name, cell) for name, cell in zip(header, cells, strict=True) if name and cell]
    by_party = [(name, cell) for name, cell in pairs if _names_party(name.text, roles)]
    if sum(1 for name in header if name and _names_party(name.text, roles)) >= 2:
        return [act for name, cell in by_party for act in _doing(one, cell, (name,), roles, passage)]
    columns = [(_sort(name.text), name, cell) for name, cell in pairs]
    return _filled(one, columns, roles, passage)


def _cells(start: int, text: str) -> list[Slot | None]:
    found: list[Slot | None] = []
    for cell in text.split("\t"):
        own = cell.strip()
        low = start + len(cell) - len(cell.lstrip())
        found.append(None if own.lower() in _EMPTY else Slot(span=Span(start=low, end=low + len(own)), text=own))
        start += len(cell) + 1
    return found


def _sort(name: str) -> str:
    known = next((slot for slot, pattern in _COLUMNS if pattern.fullmatch(name)), "")
    if _MAY.match(name):
        return "modal"
    return known or ("verb" if w.verb_of(name.lower()) and name.lower().endswith("t") else "")


def _names_party(name: str, roles: Roles) -> bool:
    return not _sort(name) and any(who.start == 0 and who.end == len(name) for who in roles.mentions(name))


def _people(cell: Slot, roles: Roles) -> tuple[Slot, ...]:
    """Who is named in a cell; "Wie het gevaar ziet" is named by what it says."""
    if cell.text.lower().startswith("wie "):
        return (cell,)
    return tuple(_part(cell, one.start, one.end) for one in roles.mentions(cell.text))


def _part(cell: Slot, low: int, high: int) -> Slot:
    return Slot(span=Span(start=cell.span.start + low, end=cell.span.start + high), text=cell.text[low:high])


def _doing(one: Stretch, cell: Slot, who: tuple[Slot, ...], roles: Roles, passage: Passage) -> list[Act]:
    """The acts of a cell that begins with its verb, or tells in whole sentences."""
    found: list[Act] = []
    for begins, ends in sentences(cell.text):
        low, high = begins + cell.span.start - one.start, ends + cell.span.start - one.start
        shown = one.text[:high]
        mentions = [m for m in roles.mentions(shown) if low <= m.start]
        tokens = words(shown, low)[:LONGEST]
        named = frozenset(i for i, word in enumerate(tokens) if any(m.start <= word.start < m.end for m in mentions))
        sentence = Sentence(one.start, shown, mentions, passage.id, passage.document_id, one.span, one.lead, roles)
        heard, begin = Heard(who, carried=who), low
        for clause in Reader(tokens, named, verb_first=True).clauses():
            clause.coordinate = clause.coordinate or clause.finite == 0
            act, heard = frame(sentence, clause, heard, first=begin)
            begin = clause.words[clause.end - 1].end if clause.end else begin
            found.append(act)
    return found


def _filled(one: Stretch, columns: Sequence[Column], roles: Roles, passage: Passage) -> list[Act]:
    """The row as acts: from the cells that say what is done, the others' words in its slots."""
    slots = {kind: cell for kind, _, cell in reversed(columns) if kind}
    who = _people(slots["actor"], roles) if "actor" in slots else ()
    got: list[Act] = []
    for kind, name, cell in columns:
        if kind == "action":
            got += _doing(one, cell, who, roles, passage) or [_bare(one, passage, who, "", cell)]
        elif kind == "verb" and who:
            verb = w.verb_of(name.text.lower()) or ""
            got.append(_bare(one, passage, who, verb, name, object=cell))
        elif kind == "modal" and who:
            got.append(_modal(_bare(one, passage, who, "", name, object=cell), name))
        elif kind == "doing":
            got += _told_by_header(one, name, cell, roles, passage)
    if not got and who and "object" in slots:
        got = [_bare(one, passage, who, "geven", slots["object"], object=slots["object"])]
    if not (who or any(act.actors for act in got)):
        return []
    extra: dict[str, object] = {name: slots[name] for name in ("term", "recipient", "frequency") if name in slots}
    if not any(act.object for act in got) and "object" in slots:
        extra["object"] = slots["object"]
    extra["preconditions"] = (slots["precondition"],) if "precondition" in slots else ()
    extra["consent"] = next((_consent(name, cell, roles) for kind, name, cell in columns if kind == "consent"), None)
    if extra["consent"] is None and "precondition" in slots:
        extra["consent"] = _consent(None, slots["precondition"], roles)
    return [act.model_copy(update={k: v for k, v in extra.items() if v and not getattr(act, k)}) for act in got]


def _bare(one: Stretch, passage: Passage, who: tuple[Slot, ...], verb: str, action: Slot, **more: object) -> Act:
    whose = {"passage_id": passage.id, "document_id": passage.document_id, "span": one.span, "lead": one.lead}
    return Act.model_validate({**whose, "actors": who, "verb": verb, "action": action, **more})


def _modal(act: Act, name: Slot) -> Act:
    """What a column such as "Mag niet zien" says of its cells."""
    said = _MAY.match(name.text)
    if said is None:
        return act
    denied = bool(said["no"]) or said["helper"].lower() == "hoeft"
    may = {
        "mag": (Modality.MAY, Modality.MUST_NOT),
        "moet": (Modality.MUST, Modality.MUST_NOT),
        "kan": (Modality.CAN, Modality.CAN),
        "hoeft": (Modality.NEED_NOT, Modality.NEED_NOT),
    }[said["helper"].lower()][denied]
    return act.model_copy(update={"verb": said["verb"].lower(), "modality": may, "negated": denied})


def _told_by_header(one: Stretch, name: Slot, cell: Slot, roles: Roles, passage: Passage) -> list[Act]:
    """A column whose header says what is done: "Wie beslist", "Wat de ontvanger doet", "Regie"."""
    if name.text.lower().startswith("wat "):
        return _doing(one, cell, _people(name, roles), roles, passage)
    who = _people(cell, roles)
    if not who:
        return []
    asked = _WHO_DOES.match(name.text)
    if asked is None:
        lead = LeadKind.CHAIR if name.text.lower() == "voorzitter" else LeadKind.UNSAID
        return [_bare(one, passage, who[:1], "voeren" if lead is LeadKind.UNSAID else "zijn", name, leads=lead)]
    verb = w.verb_of(asked["verb"].lower()) or asked["verb"].lower()
    return [_bare(one, passage, who, (asked["particle"] and w.joined(asked["particle"], verb)) or verb, name)]


def _consent(name: Slot | None, cell: Slot, roles: Roles) -> Consent | None:
    """What a cell says of consent; whose it is, the header of its column may say."""
    holder = next((one for one in roles.mentions(name.text)), None) if name else None
    if name is None or holder is None:
        said = consent_in(cell.text, roles.mentions(cell.text), roles) if "oestemming" in cell.text else None
        if said is None:
            return None
        whose = _part(cell, said.whose.start, said.whose.end) if said.whose else None
        return Consent(kind=said.kind, polarity=said.polarity, whose=whose, words=_part(cell, *said.words))
    own = next((one for one in roles.mentions(cell.text) if cell.text[: one.start].lower().endswith("van ")), None)
    whose = _part(cell, own.start, own.end) if own else _part(name, holder.start, holder.end)
    polarity = Polarity.NOT_NEEDED if _NOT_NEEDED.match(cell.text) else Polarity.NEEDED
    kind = ConsentKind.CLIENT if roles.sort(whose.text) is Sort.CLIENT else ConsentKind.PARTY
    return Consent(kind=kind, polarity=polarity, whose=whose, words=cell)
