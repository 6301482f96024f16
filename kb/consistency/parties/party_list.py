"""Rules: who is a party according to cover, list, steering body, tasks and signatures; and who did not sign."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kb.consistency.finding import Found, Place, Relation, Rule
from kb.consistency.paper import Line, Paper
from kb.consistency.parties.engaged import Engaged, seated, tasked
from kb.consistency.parties.names import core, same
from kb.consistency.parties.organisations import Known, Organisation, on_cover, outsiders, parties, quoted
from kb.consistency.parties.signers import Signatures, Signer, signatures
from kb.model import DocumentKind

_NO_AGREEMENT = frozenset({DocumentKind.MEMO, DocumentKind.PROCESS_DESCRIPTION})
_TELLS_WHY = re.compile(r"\bteken\w*\b|\b\w*(?:onder|mee|bij)teken\w*\b|\bvolmacht\b", re.I)
_WITNESS = re.compile(r"\b(?:getuige|toehoorder|voor gezien|waarnemer)\b", re.I)
_IN_ITS_NAME = re.compile(
    r"\b(?:politie|brandweer|openbaar ministerie|reclassering|provincie|waterschap|kinderbescherming)\b"
)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What a paper says of its parties, place by place; `listed` whether a list of them tells who they are."""

    paper: Paper
    held: Known
    listed: bool
    cover: tuple[Line, ...]
    block: Signatures


def find(paper: Paper) -> Iterator[Found]:
    """Organisations that one place makes a party and another does not, and parties that did not sign.

    A member of an umbrella counts as the umbrella, and the other way round. What the text itself says of
    somebody ("is geen partij", "tekent later") is no fault.
    """
    if paper.document.kind in _NO_AGREEMENT:
        return
    block, own = signatures(paper), parties(paper)
    names = [name for one in own for name in one.names] + [one.name.text for one in block.signers]
    cover = on_cover(paper, names)
    held = own or tuple(Organisation(line.text, line) for line in cover)
    sheet = _Sheet(paper, Known(held, paper.document.region), bool(own), cover, block)
    if len(held) > 1:
        yield from _outside(sheet)
        yield from _not_on_cover(sheet)
        yield from _unsigned(sheet)


def _outside(sheet: _Sheet) -> Iterator[Found]:
    """Those who are on the cover, seated or tasked but in no list of parties: one finding for each."""
    paper, held = sheet.paper, sheet.held
    on_it = [line for line in sheet.cover if held.find(line.text) is None] if sheet.listed else []
    sits = list(seated(paper, held))
    does = list(tasked(paper, held)) if sheet.listed else []
    signs = [one for one in sheet.block.signers if held.find(one.name.text) is None]
    excused = " ".join(outsiders(paper))
    done: list[str] = []
    for name in (*(line.text for line in on_it), *(one.name.text for one in (*sits, *does))):
        if any(same(name, other) for other in done) or _named_in(name, excused):
            continue
        done.append(name)
        lines = [line for line in on_it if same(name, line.text)]
        rows = [one for one in signs if same(name, one.name.text)]
        engaged = _first([one for one in sits if same(name, one.name.text)]) + _first(
            [one for one in does if same(name, one.name.text)]
        )
        if not lines and rows:
            continue  # who signs and is on no cover and no list is told as a signer who is no party
        yield Found(
            rule=Rule.PARTY_LIST,
            case=_case(lines, rows, sits=any(same(name, one.name.text) for one in sits), sheet=sheet),
            relation=Relation.CONTRADICTION,
            facts={"party": lines[0].text if lines else name},
            sides=(
                *map(paper.at, lines[:1]),
                *map(paper.at, (one.place for one in rows[:1])),
                *(paper.at(one.place) for one in engaged),
                *_announced(sheet),
            ),
            subject=" ".join(core(name)),
        )


def _case(lines: Sequence[Line], rows: Sequence[Signer], *, sits: bool, sheet: _Sheet) -> str:
    if lines:
        return "cover_unsigned" if sheet.block.signers and not rows else "cover"
    return "seated" if sits else "tasked"


def _first(found: Sequence[Engaged]) -> list[Engaged]:
    return list(found[:1])


def _named_in(name: str, text: str) -> bool:
    return bool(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text, re.I))


def _announced(sheet: _Sheet) -> Iterator[Place]:
    """What announces the list of parties: its lead-in, else the heading it stands under."""
    first = min((one.place.start for one in sheet.held.held), default=0)
    passage = sheet.paper.passage(first)
    if passage is None or not sheet.listed:
        return
    if passage.lead_in:
        yield sheet.paper.at(passage.lead_in)
        return
    above = [one for one in sheet.paper.headings if one.start < first]
    if above:
        yield sheet.paper.at(above[-1])


def _not_on_cover(sheet: _Sheet) -> Iterator[Found]:
    """Parties that the cover leaves out, where it names most of them."""
    cover = Known([Organisation(line.text, line) for line in sheet.cover], sheet.paper.document.region)
    missing = [one for one in sheet.held.held if not _on(one, cover)]
    if not sheet.listed or not sheet.cover or 3 * len(missing) > len(sheet.held.held):
        return
    for one in missing:
        yield Found(
            rule=Rule.PARTY_LIST,
            case="list",
            relation=Relation.CONTRADICTION,
            facts={"party": one.name},
            sides=(*_in_list(sheet, one), sheet.paper.place(sheet.cover[0].start, sheet.cover[-1].end)),
            subject=" ".join(core(one.name)),
        )


def _on(one: Organisation, cover: Known) -> bool:
    return any(cover.find(name) for name in (*one.names, *(member.text for member in one.members)))


def _in_list(sheet: _Sheet, one: Organisation) -> Iterator[Place]:
    yield from (sheet.paper.at(line) for line in quoted(sheet.paper, one.place.start))


def _unsigned(sheet: _Sheet) -> Iterator[Found]:
    """Parties that did not sign, and signers that are on no cover and in no list."""
    signers = sheet.block.signers
    absent = [one for one in sheet.held.held if not _signed(one.names, one.members, sheet)]
    if not signers or 2 * len(absent) > len(sheet.held.held):
        return
    lone = [
        (member.text, member)
        for one in sheet.held.held
        if not _signed(one.names, (), sheet) and one not in absent
        for member in one.members
        if not _signed((member.text,), (), sheet)
    ]
    strange = [one for one in signers if _strange(one, sheet)]
    unnamed = [one for one in absent if _may_sign_as_another(one.name)]
    if len(strange) == len(unnamed) == 1:  # "de woningcorporatie" signed under a name of its own
        absent, strange = [one for one in absent if one not in unnamed], []
    for name, line in (*((one.name, one.place) for one in absent), *lone):
        if not _explained(name, sheet):
            sides = (*(sheet.paper.at(one) for one in quoted(sheet.paper, line.start)), *_head(sheet))
            yield _found("absent", name, sides, Relation.NOT_MENTIONED)
    for one in strange:
        yield _found("no_party", one.name.text, (sheet.paper.at(one.place), *_announced(sheet)), None)


def _strange(one: Signer, sheet: _Sheet) -> bool:
    """Whether somebody who signs is on no cover and in no list, and is no witness."""
    known = sheet.held.find(one.name.text) or any(same(one.name.text, line.text) for line in sheet.cover)
    return not known and not _all_held(one, sheet) and not _WITNESS.search(_row(sheet, one))


def _may_sign_as_another(name: str) -> bool:
    """Whether a party is called by what it is alone, and that is no body which has it in its name."""
    return name.islower() and not _IN_ITS_NAME.search(name)


def _found(case: str, name: str, sides: tuple[Place, ...], relation: Relation | None) -> Found:
    return Found(
        rule=Rule.UNSIGNED_PARTY,
        case=case,
        relation=relation,
        facts={"party": name},
        sides=sides,
        subject=" ".join(core(name)),
    )


def _signed(names: Sequence[str], members: Sequence[Line], sheet: _Sheet) -> bool:
    """Whether an organisation, or one of its members, stands among the signers, or signs through another."""
    own = (*names, *(member.text for member in members))
    cells = " ".join(one.name.text for one in sheet.block.signers)
    return any(
        any(same(one.name.text, name, sheet.held.places) for one in sheet.block.signers)
        or (len(name) > 2 and _named_in(name, cells))
        for name in own
    ) or any(_named_in(name, sheet.block.prose) for name in names if name[:1].isupper())


def _explained(name: str, sheet: _Sheet) -> bool:
    """Whether the text says how an organisation signs, or that it does not."""
    return any(_TELLS_WHY.search(one.text) and _named_in(name, one.text) for one in sheet.paper.sentences)


def _all_held(one: Signer, sheet: _Sheet) -> bool:
    """Whether the cell names an organisation that is held among other words."""
    return any(_named_in(name, one.name.text) for party in sheet.held.held for name in party.names)


def _row(sheet: _Sheet, one: Signer) -> str:
    return sheet.paper.text[one.place.start : one.place.end]


def _head(sheet: _Sheet) -> Iterator[Place]:
    """What shows that it is the list of signatures: its header, else its first line."""
    head = sheet.block.head or sheet.block.signers[0].place
    yield sheet.paper.at(head)
