"""Leads given twice: one lead of one thing that texts give to two parties, without a phase that divides them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

from kb.consistency.acts.about import forms, marks, topics
from kb.consistency.acts.between import variants
from kb.consistency.acts.one_subject import one_subject
from kb.consistency.acts.same import Same, disputes, distinct, subject, table_of, unnumbered
from kb.consistency.finding import Found, Place, Relation, Rule, Severity, Statement
from kb.consistency.lead.holders import in_own_hands, one_person
from kb.consistency.lead.lead_words import Lead, leads, written_out
from kb.consistency.paper import Line, Paper
from kb.consistency.parties.who import Parties, in_sentence
from kb.consistency.region import Region
from kb.model import DocumentKind

LEAD: Final = "given_lead"
PART: Final = "unit_of"
# Words for what any lead is of: they say no more than the lead itself.
_ANYTHING: Final = frozenset(
    forms("zaak zaken casus casussen huishouden dossier traject geheel uitvoering proces hulp keten")
)
# Of these every agreement has its own, so that a name in common says nothing.
_NAMELESS: Final = frozenset(forms("plan aanpak melding gezin overleg samenwerking uitvoering team"))
_PART: Final = re.compile(
    r"(?:onderdeel|afdeling|dienst|team|loket|bureau|ondergebracht|organisatie)(?: \w+)? (?:van|bij) ", re.I
)
_APPOSED: Final = re.compile(r"(?:,|:| is| \(\w+\),?)? (?:het |een |de )?$", re.I)
_LEADS_CASES: Final = frozenset({"lead", "case", "process"})
_SORTS: Final = tuple(
    (sort, re.compile(pattern, re.I))
    for sort, pattern in (
        ("municipality", r"\bgemeenten?\b|burgemeester|wethouder|college"),
        ("landlord", r"corporatie|verhuurder|woonstichting|\bwonen\b|woning"),
        ("neighbourhood", r"wijkteam|buurtteam|sociaal team|welzijn|buurt|wijk(?:hulp|zorg)"),
        ("health", r"\bggd\b|\bggz\b|gezondheid"),
        ("police", r"politie"),
        ("school", r"\bschool\b|\bscholen\b|\w+school\b|onderwijs"),
    )
)
_NEAR: Final = 60  # characters on either side in which the unit and the whole are named


def state(paper: Paper) -> Iterator[Statement]:
    """Each lead that a paper gives, and which units it calls a part of whom."""
    place = frozenset(forms(paper.document.region.replace("-", " ")))
    for lead in leads(paper):
        one = _stated(lead, paper, place)
        if not lead.bound and not in_own_hands(lead.who) and (one.about or lead.kind not in {"chair", "secretary"}):
            yield one
    yield from _parts(paper)


def _stated(lead: Lead, paper: Paper, place: frozenset[str]) -> Statement:
    full = written_out(paper)
    thing = re.sub(r"\b[A-Z]{2,6}\b", lambda short: full.get(short[0], short[0]), lead.thing)
    about = tuple(word for word in forms(thing) if word not in _ANYTHING and word not in place)
    under = topics(lead.passage.headings, place)
    return Statement(
        sort=LEAD,
        about=about,
        value=lead.kind,
        words=in_sentence(lead.who[0]),
        actors=lead.who,
        when=marks((*about, *under)),
        under=under,
        facts=table_of(lead.passage) | _sort(lead.who[0], paper),
        place=paper.at(unnumbered(lead.at) if isinstance(lead.at, Line) else lead.at),
    )


def _sort(name: str, paper: Paper) -> dict[str, str]:
    """The fact which sort of organisation a name is: every region has a municipality and a landlord of its own."""
    canonical = paper.roles.canonical(name)
    full = [one.name for one in paper.document.parties if paper.roles.canonical(one.name) == canonical]
    known = [sort for sort, pattern in _SORTS if any(pattern.search(one) for one in (name, *full))]
    return {"sort": known[0]} if len(known) == 1 else {}


def _parts(paper: Paper) -> Iterator[Statement]:
    """Units with the party they are a part of, and functions of one person: "meldpunt: het onderdeel van de GGD"."""
    for function, other, said in one_person(paper):
        name, name_too = map(paper.roles.canonical, (function, other))
        yield Statement(sort=PART, value=name_too, words=name, place=paper.at(said))
    for one in paper.sentences:
        for match in _PART.finditer(one.text):
            before = _APPOSED.sub("", one.text[max(0, match.start() - _NEAR) : match.start()])
            after = one.text[match.end() : match.end() + _NEAR]
            unit, whole = paper.roles.mentions(before), paper.roles.mentions(after)
            if unit and whole and whole[0].start == 0:
                names = before[unit[-1].start : unit[-1].end], after[: whole[0].end]
                unit_name, whole_name = map(paper.roles.canonical, names)
                if unit_name != whole_name:
                    yield Statement(sort=PART, value=whole_name, words=unit_name, place=paper.at(one))


def find(region: Region) -> Iterator[Found]:
    """Leads that the papers of a region give to two parties; a memo that names another chair is a side too."""
    same = Same(region)
    parties = Parties(same.roles, parts(region))
    memos = [one for one in region.own if one.kind is DocumentKind.MEMO]
    for papers in region.rounds:
        statements = region.statements(LEAD, [*papers, *(() if region.ended(papers[0]) else memos)])
        for several in disputes(
            statements, lambda one, other: _differ(same, parties, one, other), lambda one: (one.value,)
        ):
            yield _found(several, parties)


def vary(one: Region, other: Region) -> Iterator[Found]:
    """Interventions, or things of one name, that another sort of party leads in another region."""
    found = tuple(variants(one, other, LEAD, Rule.DOUBLE_LEAD, _vary))
    yield from found
    yield from _of_one_name(one, other, {side for several in found for side in several.sides})


def _of_one_name(region: Region, region_too: Region, quoted: AbstractSet[Place]) -> Iterator[Found]:
    """What the thesaurus holds no name for, and both regions call the same; once for a lead of a thing."""
    told: dict[tuple[str, frozenset[str]], Statement] = {}
    for one in _standing(region_too):
        told.setdefault((one.value, frozenset(one.about)), one)
    for (value, words), one in {(one.value, frozenset(one.about)): one for one in _standing(region)}.items():
        other = told.get((value, words))
        if other is None or {one.place, other.place} & quoted or words <= _NAMELESS:
            continue
        if _vary(one, other, frozenset()) and one_subject(one, other, region, region_too):
            names = (each.name.replace("-", " ").title() for each in (region, region_too))
            facts = dict(zip(("region_one", "region_other"), names, strict=True))
            yield Found(
                rule=Rule.DOUBLE_LEAD,
                case="regions",
                severity=Severity.VARIANT,
                facts={"one": one.words, "other": other.words} | facts,
                sides=(one.place, other.place),
                subject=f"{value} {' '.join(sorted(words))}",
            )


def _standing(region: Region) -> list[Statement]:
    papers = [one for one in region.own if not region.ended(one) and one.kind is not DocumentKind.MEMO]
    return region.statements(LEAD, papers)


def _vary(one: Statement, other: Statement, named: frozenset[str]) -> bool:
    if one.value != other.value or one.value not in _LEADS_CASES or set(one.about) - named != set(other.about) - named:
        return False
    sort, sort_too = one.facts.get("sort"), other.facts.get("sort")
    return bool(sort and sort_too) and sort != sort_too


def parts(region: Region) -> Mapping[str, str]:
    """Units by name with the party that the papers call them a part of."""
    return {one.words: one.value for one in region.statements(PART)}


def _differ(same: Same, parties: Parties, one: Statement, other: Statement) -> bool:
    if one.place == other.place or one.value != other.value or one.actors == other.actors:
        return False
    if all(same.documents[side.place.document_id].kind is DocumentKind.MEMO for side in (one, other)):
        return False
    # the lead of the whole, and that of a part: each may have its own
    general = not one.about and not other.about and bool(one.under) != bool(other.under)
    return not general and same.thing(one, other) and parties.apart(one.actors, other.actors)


def _found(several: Sequence[Statement], parties: Parties) -> Found:
    first = several[0]
    second = next(one for one in several if parties.apart(first.actors, one.actors))
    sides = distinct([one.model_copy(update={"value": one.words.lower()}) for one in several])
    return Found(
        rule=Rule.DOUBLE_LEAD,
        case=first.value,
        relation=Relation.CONTRADICTION,
        facts={"one": first.words, "other": second.words},
        sides=tuple(dict.fromkeys(one.place for one in sides)),
        subject=f"{first.value} {subject(several)}".strip(),
    )
