"""Whether a claim denies, binds, limits and compares just as its quotes do."""

from collections.abc import Sequence
from typing import Final

from assistant.paraphrase.conditions import covered, told_by
from assistant.paraphrase.marks import KEPT, MODAL, Mark, marks, meets
from assistant.paraphrase.reading import Read
from assistant.paraphrase.telling import CLASS_OF, alike, key
from kb.process.words import PREPOSITIONS

_DENIES: Final = frozenset({"no", "without"})
_NEEDED: Final = key("nodig")
_CODES: Final = {
    "only": "adds_condition",
    "unless": "adds_condition",
    "all": "adds_quantifier",
    "some": "adds_quantifier",
}
# Whether a claim says these is for the cases and numbers to tell.
_ELSEWHERE: Final = MODAL | _DENIES


def changed(claim: Read, source: Read) -> str | None:
    """The code of the first small word that a claim has and its quotes have not, or the other way round."""
    return _denial(claim, source) or _modality(claim, source) or _others(claim, source)


def _denial(claim: Read, source: Read) -> str | None:
    said = claim.keys | told_by(claim, claim.told)
    mine = marks(claim, _DENIES)
    theirs = [one for one in marks(source, _DENIES) if _touched(one, source, said)]
    if len(mine) > len(theirs):
        return "adds_denial"
    if len(mine) < len(theirs):
        return "drops_denial"
    left = list(theirs)
    for one in mine:
        fitting = [other for other in left if _scope(one, other, claim, source)]
        if not fitting:
            return "moves_denial"
        left.remove(max(fitting, key=lambda other: len(one.near & other.near)))
    return None


def _touched(one: Mark, source: Read, said: frozenset[str]) -> bool:
    """Whether the claim says something of the clause in which a mark stands."""
    own = told_by(source, source.of(one.part))
    return covered(own, said) >= 1 / 3 or bool(one.next and alike(one.next) & said)


def _scope(one: Mark, other: Mark, claim: Read, source: Read) -> bool:
    """Whether two denials deny the same: the same things stand beside them, in clauses on the same."""
    if one.near and other.near and not meets(one.near, other.near):
        return False
    inside = one.low == "niet" and one.behind in PREPOSITIONS - {"om"}
    inside_too = other.low == "niet" and other.behind in PREPOSITIONS - {"om"}
    if inside != inside_too:
        return False
    if one.kind != other.kind and not (one.near & other.near):
        return False
    part, part_too = claim.parts[one.part], source.parts[other.part]
    if part.main and part_too.main:
        own = told_by(claim, claim.of(one.part))
        return covered(told_by(source, source.of(other.part)), own) > 0 or not own
    return True


def _modality(claim: Read, source: Read) -> str | None:
    held = {number: _modals(source, number) for number in range(len(source.parts))}
    for number in range(len(claim.parts)):
        own = told_by(claim, claim.of(number))
        if not own:
            continue
        best = max(held, key=lambda n: (covered(own, told_by(source, source.of(n))), source.parts[n].main, -n))
        mine, theirs = _modals(claim, number), held[best]
        if mine - theirs:
            return "adds_modality"
        if theirs - mine:
            return "drops_modality"
    return None


def _modals(read: Read, part: int) -> frozenset[str]:
    own = read.of(part)
    found = {CLASS_OF[one.low] for one in own if CLASS_OF.get(one.low) in MODAL and one.name is None}
    dient = [at for at, one in enumerate(own) if one.low in {"dient", "dienen"}]
    if dient and any(one.low == "te" for one in own[dient[0] :]):
        found.add("must")
    if any(one.key in alike(_NEEDED) for one in own if one.key):
        found.add("need")
    return frozenset(found - {"will"})


def _others(claim: Read, source: Read) -> str | None:
    mine = [one for one in marks(claim) if one.kind not in _ELSEWHERE]
    theirs = [one for one in marks(source) if one.kind not in _ELSEWHERE]
    for one in mine:
        if not any(_same(one, other) for other in theirs):
            return _CODES.get(one.kind, "adds_words")
    said = claim.keys
    for other in theirs:
        if other.kind in KEPT and _kept(other, said) and not any(_same(one, other) for one in mine):
            return "drops_condition"
    return None


def _same(one: Mark, other: Mark) -> bool:
    if one.kind != other.kind:
        return False
    return not one.near or not other.near or meets(one.near, other.near)


def _kept(one: Mark, said: frozenset[str]) -> bool:
    """Whether a claim keeps what a mark stands beside."""
    beside: Sequence[str] = [one.next] if one.next else sorted(one.near)
    return any(alike(word) & said for word in beside)
