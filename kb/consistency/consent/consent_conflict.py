"""The rule consent_conflict: a consent that is needed in one place and not in another, for the same."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from kb.consistency.acts.about import forms, topics
from kb.consistency.acts.one_subject import one_subject
from kb.consistency.consent.consent_said import GENERAL_ACTORS, NEEDED, NOT_NEEDED, said
from kb.consistency.consent.plainly import limited, plainly, unlike
from kb.consistency.finding import Found, Relation, Rule, Severity, Statement
from kb.consistency.paper import Paper
from kb.consistency.region import Region
from kb.consistency.wording.headed import heading_words
from kb.consistency.wording.telling import only_tells

SORT = "consent"
# One of these cases is not another.
_APART = tuple(
    re.compile(rf"\b(?:{words})\b", re.I)
    for words in (
        r"\w*gevaar\w*|acute?|nood\w*|crisis\w*|spoed\w*|levens\w+|calamiteit\w*|onveilig\w*|mishandeling",
        r"lichte?|beginnende?|geringe",
        r"ernstige?|zware?|extreme?",
        r"groene?",
        r"oranje|gele?",
        r"rode?|rood",
        r"medisch\w*|gezondheids\w+|strafrechtelijk\w*|justitiële",
        r"particuliere?",
        r"koop\w*",
        r"anoniem\w*",
        r"uitzondering\w*|in afwijking|anders|echter|daarentegen|overige|andere gegevens|wet(?:telijke?)?",
        r"meerderjarig\w*|volwassen\w*",
        r"na het eerste contact|na de intake",
    )
)
_EXCEPT = re.compile(r"\b(?:tenzij|behalve|behoudens|uitgezonderd|met uitzondering van)\b", re.I)
_BOTH = 2  # words or names that two rules share, at least


def state(paper: Paper) -> Iterator[Statement]:
    """What a paper says of consents; a memo rules nothing."""
    if only_tells(paper):
        return
    place = frozenset(forms(paper.document.region.replace("-", " ")))
    for one in said(paper):
        passage = paper.passage(one.span.start)
        headings = passage.headings if passage else ()
        yield Statement(
            sort=SORT,
            about=tuple(sorted(one.topic)),
            value=one.value,
            words=one.text,
            actors=tuple(sorted(one.actors)),
            when=tuple(sorted(one.when)),
            under=topics(headings, place),
            facts={
                "kind": one.kind,
                "heading": heading_words(headings[-1]) if headings else "",
                "doer": one.doer,
                "roles": " ".join(sorted(one.roles)),
                "limited": "limited" if limited(paper.sentences, one.span.start) else "",
                "over": " ".join(headings),
                "passage": _table(paper, one.span.start) or (passage.id if passage else ""),
            },
            place=paper.at(one.span),
        )


def _table(paper: Paper, start: int) -> str:
    passage = paper.passage(start)
    lead = passage.lead_in if passage else None
    return f"table {lead.start}" if lead and "\t" in paper.text[lead.start : lead.end] else ""


def find(region: Region) -> Iterator[Found]:
    """Needed here and not there, within a paper or between papers that must agree; one finding for all its places."""
    for papers in region.rounds:
        held = region.statements(SORT, papers)
        pairs = [(one, other) for one, other in _opposed(held, held) if _conflict(one, other, region)]
        yield from (_found(group) for group in _joined(pairs))


def vary(one: Region, other: Region) -> Iterator[Found]:
    """Needed in one region and not in another, for what looks the same; once for a subject."""
    first, second = (_ruling(region) for region in (one, other))
    for needing, free, regions in ((first, second, (one, other)), (second, first, (other, one))):
        pairs = [pair for pair in _opposed(needing, free) if _alike(*pair, *regions)]
        for group in _joined(pairs):
            facts = {"region": regions[0].name.capitalize(), "other": regions[1].name.capitalize()}
            found = {"case": "variant", "severity": Severity.VARIANT, "facts": facts}
            yield _found(group).model_copy(update=found)


def _ruling(region: Region) -> list[Statement]:
    ids = {document.id for document in region.own}
    papers = {document.id: document for several in region.rounds for document in several if document.id in ids}
    return region.statements(SORT, [one for one in papers.values() if not region.ended(one)])


def _opposed(first: Sequence[Statement], second: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    """Pairs of which the first needs a consent that the second does not, and that share what they name."""
    free: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for one in second:
        if one.value == NOT_NEEDED:
            for word in _keys(one):
                free[one.facts["kind"], word].append(one)
    for one in first:
        if one.value == NEEDED:
            near = (other for word in _keys(one) for other in free[one.facts["kind"], word])
            yield from ((one, other) for other in {id(other): other for other in near}.values())


def _keys(one: Statement) -> list[str]:
    """The words and names by which a rule is found again; one that names nothing is found by that."""
    return sorted({*one.about, *one.actors}) or [""]


def _conflict(needed: Statement, free: Statement, region: Region) -> bool:
    if (_together(needed, free) and needed.about != free.about) or _elsewhere(needed, free):
        return False
    topic, of = set(needed.about), set(free.about)
    shared = topic & of
    if topic and of and 2 * len(shared) < min(len(topic), len(of)):
        return False
    if len(shared) < _BOTH and topic - of and of - topic:
        return False  # they share a verb, and each does it to something else
    named = len(shared) + len(set(needed.actors) & set(free.actors))
    if named < _BOTH and not (plainly(needed, free) and one_subject(needed, free, region, region)):
        return False
    return not _divided(needed, free)


def _elsewhere(needed: Statement, free: Statement) -> bool:
    """Whether others do it, or do it to others."""
    actors, others = set(needed.actors), set(free.actors)
    if actors and others and not (actors <= others or others <= actors):
        return True
    return len({one.facts["doer"] for one in (needed, free)} - {"", *GENERAL_ACTORS}) == _BOTH


def _alike(needed: Statement, free: Statement, region: Region, region_too: Region) -> bool:
    """Whether rules of two regions are on the same: by their words and roles, for the names differ."""
    shared = set(needed.about) & set(free.about)
    if not needed.about and not free.about and plainly(needed, free):
        return one_subject(needed, free, region, region_too) and not _divided(needed, free)
    if not shared:
        return False
    roles = set(needed.facts["roles"].split()) & set(free.facts["roles"].split())
    least = min(len(needed.about), len(free.about))
    same = needed.about == free.about or (len(shared) + len(roles) >= _BOTH and 2 * len(shared) >= least)
    return same and not _divided(needed, free)


def _together(needed: Statement, free: Statement) -> bool:
    """Whether both stand in one paragraph or one table, where the one limits the other if it says any more."""
    same = needed.place.document_id == free.place.document_id
    return same and needed.facts["passage"] == free.facts["passage"]


def _divided(needed: Statement, free: Statement) -> bool:
    """Whether a case divides them: one that only one of them names."""
    if needed.facts["limited"] and set(free.about) > set(needed.about):
        return True  # the exception that is stated near
    if _cases(needed.words) != _cases(free.words) or unlike(needed, free):
        return True
    if _cases(needed.facts["over"]) != _cases(free.facts["over"]) and not _cases(needed.words):
        return True  # "Bij gevaar" may stand in the heading
    for one, other in ((needed, free), (free, needed)):
        if one.when and not set(one.when) & (set(other.about) | set(other.when)):
            return True
    excepted = _EXCEPT.search(needed.words)
    return bool(excepted and set(free.about) & set(needed.when))


@lru_cache(maxsize=8192)
def _cases(words: str) -> frozenset[int]:
    """Which of the cases a rule names."""
    return frozenset(number for number, apart in enumerate(_APART) if apart.search(words))


def _joined(pairs: Sequence[tuple[Statement, Statement]]) -> list[list[tuple[Statement, Statement]]]:
    """The pairs that share a place, as one."""
    groups: list[list[tuple[Statement, Statement]]] = []
    for pair in pairs:
        places = {pair[0].place, pair[1].place}
        near = [group for group in groups if any(places & {one.place, other.place} for one, other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(one for group in near for one in group), pair])
    return groups


def _found(pairs: Sequence[tuple[Statement, Statement]]) -> Found:
    needed, free = pairs[0]
    sides = dict.fromkeys(one.place for pair in pairs for one in pair)
    facts = {"needed": needed.facts["heading"], "not_needed": free.facts["heading"]}
    shared = sorted(set(needed.about) & set(free.about)) or sorted(set(needed.actors) & set(free.actors))
    apart = all(facts.values()) and facts["needed"] != facts["not_needed"]
    return Found(
        rule=Rule.CONSENT_CONFLICT,
        relation=Relation.CONTRADICTION,
        facts=facts if apart else {},
        sides=tuple(sides),
        subject=f"{needed.facts['kind']} {' '.join(shared)}",
    )
