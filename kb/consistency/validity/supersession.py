"""The rule supersession: papers that lean on what was replaced, replace each other, or hold beside their successor."""

from collections.abc import Iterator
from itertools import combinations

from kb.consistency.finding import Found, Place, Relation, Rule, Severity
from kb.consistency.references.named import LEANS, MENTION, REPLACES
from kb.consistency.region import Region
from kb.consistency.validity.successors import replacing, successor
from kb.model import Document, DocumentKind
from kb.register import alike


def find(region: Region) -> Iterator[Found]:
    """References to what was replaced, circles, two successors of one paper, and two versions that both hold."""
    yield from _references(region)
    yield from _replacements(region)
    yield from _overlaps(region)


# ---- references to what no longer holds -----------------------------------------------------------


def _references(region: Region) -> Iterator[Found]:
    """A paper that holds, or a memo written since, that leans on a document which another one replaced."""
    found: dict[tuple[str, str], tuple[str, list[Place], Document, Place]] = {}
    for one in region.statements(MENTION, region.own):
        by = region.by_id[one.place.document_id]
        if one.value != LEANS or region.ended(by):
            continue
        replaced = _replaced(one.words, by, region)
        if replaced is None:
            continue
        new, proof = replaced
        if new == by or (by.kind is DocumentKind.MEMO and _before(by, new)):
            continue
        found.setdefault((by.id, new.id), (one.words, [], new, proof))[1].append(one.place)
    for name, places, new, proof in found.values():
        yield Found(
            rule=Rule.SUPERSESSION,
            case="reference",
            facts={"name": name, "new": new.title},
            sides=(*dict.fromkeys(places), proof),
            subject=name.casefold(),
        )


def _replaced(name: str, by: Document, region: Region) -> tuple[Document, Place] | None:
    """What took the place of a document that `by` names, with the proof; None where it still holds."""
    old = region.held(name, by)
    if old is None:
        return next(iter(replacing(name, region, by)), None)
    if old == by or not region.ended(old):
        return None
    new = successor(old, region)
    if new is None:
        return None
    place = new[1] or _title(new[0])
    return (new[0], place) if place else None


def _before(memo: Document, new: Document) -> bool:
    begun = new.valid_from or new.dated
    return memo.dated is None or begun is None or memo.dated < begun


# ---- what replaces what ---------------------------------------------------------------------------


def _replacements(region: Region) -> Iterator[Found]:
    claims: list[tuple[Document, str, Place]] = []
    for one in region.statements(MENTION):
        by = region.by_id[one.place.document_id]
        if one.value == REPLACES and by.kind is not DocumentKind.MEMO:
            claims.append((by, one.words, one.place))
    for (by, name, place), (other, its_name, its_place) in combinations(claims, 2):
        if by == other:
            continue
        held, its_held = region.held(name, by), region.held(its_name, other)
        if held == other and its_held == by:
            yield _both("circle", by, other, (place, its_place), name)
        same = held == its_held if held or its_held else alike(name, its_name, region.name)
        if same and not region.ended(by) and not region.ended(other):
            yield _both("twice", by, other, (place, its_place), name)


# ---- two versions that hold at once ---------------------------------------------------------------


def _overlaps(region: Region) -> Iterator[Found]:
    ruling = [one for one in region.own if one.kind is not DocumentKind.MEMO and one.part_of is None]
    for one, other in combinations([one for one in ruling if not region.ended(one)], 2):
        named_alike = one.kind is other.kind and _bare(one.title) == _bare(other.title)
        if named_alike and _together(one, other) and not (_names(one, other, region) or _names(other, one, region)):
            first, second = _title(one), _title(other)
            if first and second:
                yield _both("overlap", one, other, (first, second), "overlap")


def _together(one: Document, other: Document) -> bool:
    """Whether their terms have a day in common; a term without a first day is not known to."""
    first, second = sorted((one, other), key=lambda document: str(document.valid_from))
    if first.valid_from is None or second.valid_from is None:
        return False
    return first.valid_until is None or second.valid_from <= first.valid_until


def _names(one: Document, other: Document, region: Region) -> bool:
    """Whether one paper speaks of the other: then it says how they stand to each other."""
    return any(region.held(mention.words, one) == other for mention in region.statements(MENTION, [one]))


def _bare(title: str) -> str:
    return " ".join(word for word in title.casefold().split() if not word[:4].isdigit())


def _title(document: Document) -> Place | None:
    span = document.evidence.get("title")
    return Place(document_id=document.id, span=span) if span else None


def _both(case: str, one: Document, other: Document, sides: tuple[Place, Place], name: str) -> Found:
    return Found(
        rule=Rule.SUPERSESSION,
        case=case,
        relation=Relation.CONTRADICTION,
        severity=Severity.HIGH if case == "overlap" else None,
        facts={"document": one.title, "other": other.title, "name": name},
        sides=sides,
        subject=name.casefold(),
    )
