"""Where a text gives somebody the lead: which lead, of what, to whom; as sentences, labels and tables write it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kb.consistency.lead.holders import holders, named
from kb.consistency.lead.lead_sentences import given
from kb.consistency.naming.short_forms import short_forms
from kb.consistency.paper import Line, Paper, Row
from kb.model import Passage
from kb.process.act import Act, LeadKind, Modality


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead as one place gives it: `thing` are the words for what is led, `who` as written, empty for the section."""

    kind: str
    thing: str
    who: tuple[str, ...]
    passage: Passage
    at: Line | Row
    bound: bool = False  # to a case, a phase or a moment


_KINDS: Final = (
    (
        "case",
        r"casus-?regi\w*|regie (?:over|van|bij|in) (?:de|een|het|elke?|iedere?) (?:casus|zaak|dossier|traject)\b",
    ),
    ("process", r"(?:proces|keten|programma)-?regi\w*"),
    ("chair", r"\w*voorzit\w*|voorgezeten|onder leiding van|zit\b[^.;]*\bvoor\b"),
    ("secretary", r"secretari\w+"),
    ("contact", r"(?:eerste |vaste |centrale )?aanspreekpunt|eerste contactpersoon"),
    ("accountable", r"eindverantwoordelijk\w*"),
    ("coordination", r"co[oö]rdinati\w+|co[oö]rdineer\w*"),
    ("lead", r"regi(?:e|erol|evoering|sseur)|(?<!dagelijkse )leiding"),
)
_KIND: Final = tuple((name, re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.I)) for name, pattern in _KINDS)
# Every party has such a role; two texts give one only where they say of what.
_OF_SOMETHING: Final = frozenset({"contact", "accountable", "coordination", "chair", "secretary"})
# What binds a lead to a part of the work: another party may lead the rest.
_BOUND: Final = re.compile(
    r"\b(?:tot(?:dat)?|vanaf|zodra|daarna|daarvoor|dan|tijdelijk|zolang|tijdens|nadat|voordat|sinds|indien|wanneer|als"
    r"|tenzij|behalve|eerst|eerste fase|wat betreft|oneven|even jaren|om de beurt|bij toerbeurt|afwissel\w*|rouleer\w*"
    r"|vervang\w*|verhinder\w*|afwezig\w*|in (?:dat|die|dit) geval|steeds|opschal\w*|afschal\w*|overgaa\w+"
    r"|gaat over|terug"
    r"|overneem\w*|neemt\b.*\bover|overdra\w+|draagt\b(?! zorg\b).*\bover|kan|kunnen|daarover|hierover|daarvan"
    r"|verandert|anders|niet|geen|vraagt|wijst)\b",
    re.I,
)
# A sentence that opens with a case or a time; "Bij" may open it with what is led.
_IN_CASE: Final = re.compile(
    r"(?:\W|\d)*(?:Onder|Tijdens|Na|Op|Gedurende|Zonder|Met|Binnen|Buiten|In|Rond|Vanwege|Wegens)\b", re.S
)
# Whom a party takes from its own people, and as whom it acts.
_POINTS_OUT: Final = re.compile(r"\b(?:(?:wijst|aan)\b|als (?=voorz|secr|trek|co[oö]))", re.I)
_OF: Final = re.compile(r"\s+(?:over|bij|van|voor|in|binnen|tijdens|op)\s+(?P<thing>[^,.;:\n\t]+)", re.I)
_ENDS: Final = re.compile(
    r"\s(?:ligt|berust|liggen|voert|voeren|heeft|hebben|houdt|krijgt|wordt|worden|is|zijn|vervult|neemt|namens|en|maar"
    r"|die|dat|door|komt|komen|vindt|blijft|gaat|valt|aan|samen met|bij de|bij het)\b.*$",
    re.I | re.S,
)
_LABEL: Final = re.compile(
    r"(?:^|\n)[ ]*(?:[-–•✓*▪] ?)?(?P<label>(?:casus|proces|keten)?regie(?:voerder)?|casusregisseur|procesregisseur"
    r"|regisseur|co[oö]rdinatie|co[oö]rdinator|voorzitter(?:schap)?|secretaris|secretariaat|eindverantwoordelijk(?:e|heid)?"
    r"|(?:eerste |vast )?aanspreekpunt|trekker)(?: van [\w -]{1,40})?[ ]?[:.][ ]+(?P<said>[^\n]+)",
    re.I,
)
_SEATED: Final = (
    # "wordt voorgezeten door de GGD", "onder voorzitterschap van de gemeente"
    re.compile(r"(?P<kind>voorgezeten|onder (?:het )?voorzitterschap) (?:door|van) ", re.I),
    re.compile(r"(?P<kind>onder leiding) van ", re.I),
)
_SUPPLIES: Final = re.compile(
    r"\b(?:levert|leveren|vervult|verzorgt|bekleedt|voert|doet|is|zijn|wijst) (?:de |het |een )?"
    r"(?P<first>voorzitter(?:schap)?|secretaris|secretariaat)(?: en (?:de |het |een )?(?P<second>voorzitter(?:schap)?"
    r"|secretaris|secretariaat))?(?: (?:van|voor) (?P<thing>[^,.;:\n]+))?",
    re.I,
)
_CELL: Final = re.compile(r"(?:is|zit|levert)\b.*\bvoorzit|\bzit\b.*\bvoor\b|\bvoorzitter$", re.I)
_CAPITAL: Final = r"(?-i:[A-Z])[\w'’-]+"
_MEETING: Final = re.compile(
    rf"\b(?:de|het|een) (?:(?P<thing>(?:(?:{_CAPITAL}|[\w-]+(?:e|air|aal|eel|lijk|isch)) ){{0,2}}"
    r"[\w-]*(?:groep|overleg|tafel|beraad|kamer|raad|commissie|team|vergadering)(?![\w-])"
    rf"(?: {_CAPITAL}(?: en {_CAPITAL})?){{0,3}})|(?P<short>(?-i:[A-Z]{{2,6}})))(?![\w-])",
    re.I,
)
_THE_MEETING: Final = re.compile(
    r"het|deze|dit|die|(?:de|het|dit|deze|dat) (?:overleg|vergadering|bespreking|bijeenkomst|gesprek|zitting)(?:en)?",
    re.I,
)
_MEETS: Final = re.compile(r"overleg|vergadering|bespreking|bijeenkomst|zitting|groep\b|tafel\b|beraad", re.I)
_SUBJECT: Final = re.compile(
    r"^(?:\W|\d)*(?P<thing>.{2,90}?) (?:komt|komen|vergadert|vindt|wordt|worden|bestaat|staat|is)\b", re.I
)


def leads(paper: Paper) -> Iterator[Lead]:
    """The leads that a paper gives, in no order; one that two readings find at one place is given twice."""
    yield from _of_acts(paper)
    yield from _of_sentences(paper)
    yield from _of_labels(paper)
    for said in given(paper, kind_of):
        if said.thing or said.kind not in _OF_SOMETHING:
            yield Lead(
                said.kind,
                said.thing,
                (said.who,),
                said.sentence.passage,
                said.sentence,
                _bound(_POINTS_OUT.sub("", said.sentence.text)),
            )
    yield from _of_tables(paper)


def kind_of(words: str) -> str:
    """Which lead some words speak of; empty where none."""
    return next((name for name, pattern in _KIND if pattern.search(words)), "")


def _of_acts(paper: Paper) -> Iterator[Lead]:
    by_id = {one.id: one for one in paper.passages}
    before: Act | None = None
    for act in paper.acts:
        passage, previous = by_id[act.passage_id], before
        before = act
        if (one := _coordinates(act, passage, paper)) is not None:
            yield one
            continue
        sentence = paper.text[act.span.start : act.span.end]
        who = holders(act, sentence)
        if act.leads is None or not who or act.narrative or act.negated:
            continue
        row = "\t" in sentence
        said = act.action.text if row else sentence
        kind = "chair" if act.leads is LeadKind.CHAIR else kind_of(said)
        if not kind:
            continue
        thing = _chaired(act, said, previous, passage, paper) if kind == "chair" else _thing(said)
        case = "" if thing else _case(act)
        bound = (bool(act.preconditions) and not case) or bool(_BOUND.search(said) or _IN_CASE.match(said))
        yield Lead(kind, thing or case, who, passage, Line(sentence, act.span.start), bound)


def _case(act: Act) -> str:
    """What the lead is of where the sentence opens with it: "Bij verzuim heeft de school de regie"."""
    only = act.preconditions[0].text if len(act.preconditions) == 1 else ""
    return only[4:] if only.lower().startswith("bij ") else ""


def _coordinates(act: Act, passage: Passage, paper: Paper) -> Lead | None:
    """The lead of who coordinates something or leads a meeting, also in a table of tasks."""
    meeting = act.verb == "leiden" and act.object is not None and _MEETS.search(act.object.text) is not None
    said = paper.text[act.span.start : act.span.end]
    who = holders(act, said)
    if not (act.verb == "coördineren" or meeting) or not who or act.object is None:
        return None
    if act.narrative or act.negated or act.modality not in {Modality.DOES, Modality.MUST} or act.exceptions:
        return None
    row = next((one for one in paper.rows if one.start <= act.span.start < one.end), None) if "\t" in said else None
    bound = bool(act.preconditions) or _BOUND.search(said.replace(act.object.text, " ")) is not None
    kind = "chair" if meeting else "coordination"
    before = passage.text[: max(0, act.span.start - passage.start)] + said[: said.find(act.object.text)]
    thing = named_before(before, paper)
    own = act.object.text if not meeting or not _THE_MEETING.fullmatch(act.object.text) else thing
    return Lead(kind, own, who, passage, row or Line(said, act.span.start), bound) if own else None


def named_before(text: str, paper: Paper) -> str:
    """The meeting that a text names last, by letters that stand for one too; empty where none."""
    full = written_out(paper)
    found = [match["thing"] or full.get(match["short"], "") for match in _MEETING.finditer(text)]
    return next((one for one in reversed(found) if _MEETS.search(one) or _MEETING.fullmatch(f"de {one}")), "")


@lru_cache(maxsize=2)  # of the paper that is being read
def written_out(paper: Paper) -> Mapping[str, str]:
    """What the abbreviations of a paper stand for, by the first place that tells."""
    return {one.short: one.full for one in reversed(list(short_forms(paper))) if one.full}


def _thing(said: str) -> str:
    """What the lead is of: the words behind "regie over"."""
    for _, pattern in _KIND:
        for match in pattern.finditer(said):
            if found := _OF.match(said, match.end()):
                return _ENDS.sub("", f" {found['thing']}").strip()
    return ""


def _chaired(act: Act, said: str, before: Act | None, passage: Passage, paper: Paper) -> str:
    """The meeting that is chaired: named in the act, or by the act before it."""
    supplied = _SUPPLIES.search(said)
    if supplied and supplied["thing"]:
        return supplied["thing"]
    own = act.object.text if act.object else ""
    if own and _THE_MEETING.fullmatch(own) is None:
        return own
    if before is not None and before.span == act.span and before.object is not None:
        return before.object.text  # "roept een slotgesprek bijeen en zit het voor"
    if before is not None and before.span == act.span:
        return ""
    return named_before(passage.text[: max(0, act.span.start - passage.start)], paper)


def _of_sentences(paper: Paper) -> Iterator[Lead]:
    """Who chairs, where the sentence says it in passing: "wordt voorgezeten door", "onder leiding van"."""
    subject = ""
    last: Passage | None = None
    for one in paper.sentences:
        subject = subject if one.passage is last else ""
        last = one.passage
        opening = _SUBJECT.match(one.text)
        own = opening["thing"] if opening else ""
        told = own.lower() in {"zij", "het", "deze", "dit", "die", "hij"}
        meeting = subject if told else own
        for match in (found for pattern in _SEATED for found in pattern.finditer(one.text)):
            who = next(iter(named(paper, one.text[match.end() : match.end() + 120])), None)
            if who is not None and who.start <= 4 and meeting and "\t" not in one.text:
                text = one.text[match.end() : match.end() + 120][who.start : who.end]
                yield Lead("chair", meeting, (text,), one.passage, one, _bound(one.text))
        for match in _SUPPLIES.finditer(one.text):
            yield from _supplied(paper, one, match, meeting or subject)
        subject = subject if told or not own else own


def _supplied(paper: Paper, one: Line, match: re.Match[str], meeting: str) -> Iterator[Lead]:
    mentions = named(paper, one.text[: match.start()])
    passage = getattr(one, "passage", None)
    if not mentions or passage is None or "\t" in one.text:
        return
    who = one.text[mentions[0].start : mentions[0].end]
    for name in (match["first"], match["second"]):
        if name:
            kind = "chair" if name.lower().startswith("voorz") else "secretary"
            thing = match["thing"] or ("" if who in meeting else meeting)
            yield Lead(kind, thing, (who,), passage, one, _bound(one.text))


def _bound(text: str) -> bool:
    return _BOUND.search(text) is not None


def _of_labels(paper: Paper) -> Iterator[Lead]:
    """Lines that a label opens: "Regie: het wijkteam"; the heading says of what."""
    for passage in paper.body:
        for match in _LABEL.finditer(passage.text):
            said = match["said"]
            mentions = named(paper, said[:160])
            first = re.split(r"(?<=[.;])\s", said, maxsplit=1)[0]
            if not mentions or mentions[0].start > 0 or len(first.split()) > 12 or _bound(first):
                continue
            if kind_of(first[mentions[0].end :]) or re.search(r"\b(?:heeft|voert|houdt|ligt|beslist)\b", first):
                continue  # a sentence, read as one
            low = passage.start + match.start("label")
            who = tuple(said[m.start : m.end] for m in mentions if m.end <= len(first) and _listed(said, m.start))
            text = paper.text[low : passage.start + match.start("said") + len(first)]
            yield Lead(kind_of(match["label"]) or "lead", "", who, passage, Line(text, low))


def _listed(said: str, start: int) -> bool:
    """Whether a name stands first, or joined to the first by "en"."""
    joined = re.search(r" (?:en|of)\s$", said[:start]) is not None and "," not in said[:start]
    return start == 0 or joined


def _of_tables(paper: Paper) -> Iterator[Lead]:
    """Columns of leads, and cells that say who chairs what the row is about."""
    for row in paper.rows:
        for at, cell in enumerate(row.cells):
            mentions = named(paper, cell.text)
            head = row.header[at].text if len(row.header) == len(row.cells) else ""
            if at == 0 or not mentions or mentions[0].start > 0 or len(cell.text.split()) > 8:
                continue
            kind = (
                "chair"
                if _CELL.search(cell.text[mentions[0].end :])
                else kind_of(head)
                if len(head.split()) <= 4
                else ""
            )
            if kind:
                who = cell.text[: mentions[0].end]
                yield Lead(kind, row.cells[0].text, (who,), row.passage, row, _bound(cell.text))
