"""Where agreements that both hold give different figures for the same act: each is a position, none is the answer."""

from collections.abc import Sequence
from datetime import date
from itertools import combinations

from assistant.extract import Scored
from assistant.held import Held
from assistant.sought import Sought
from kb.consistency.terms.deeds import same_deed
from kb.consistency.terms.figures import contradict
from kb.process.act import Act, Slot

_AS_GOOD = 0.75  # a position must answer nearly as well as the best sentence
_SORTS = {"term": "term", "frequency": "frequency", "number": "frequency"}
_BEFORE = 14  # letters before a figure that may belong to it


def positions(wanted: Sought | None, ranking: Sequence[Scored], held: Held, on: date) -> tuple[Scored, ...]:
    """Two sentences that disagree on the term or frequency asked for, the better one first; none where none do.

    They disagree where the same actor does the same thing by another figure, without a condition
    that would tell the two cases apart.
    """
    slot = _SORTS.get(wanted.sort) if wanted is not None else None
    if slot is None or not ranking:
        return ()
    near = [one for one in ranking if one.score >= _AS_GOOD * ranking[0].score]
    good = [one for one in near if held.governs(one.place.passage.document_id, on)]
    stated = [(one, act) for one in good for act in _acts(one, held) if _figure(act, slot) and not act.preconditions]
    for (one, act), (other, act_too) in combinations(stated, 2):
        if one is not other and _differ(one, act, other, act_too, slot) and same_deed(act, act_too, held.roles):
            return (one, other)
    return ()


def _acts(one: Scored, held: Held) -> list[Act]:
    span = one.unit.span
    acts = held.acts(one.place.passage)
    return [act for act in acts if span.start <= act.span.start and act.span.end <= span.end and not act.narrative]


def _figure(act: Act, slot: str) -> Slot | None:
    found: Slot | None = getattr(act, slot)
    return found


def _differ(one: Scored, act: Act, other: Scored, act_too: Act, slot: str) -> bool:
    """Whether both figures cannot be the rule; "elk kwartaal" and "vier keer per jaar" can."""
    first, second = _figure(act, slot), _figure(act_too, slot)
    return bool(first and second) and contradict(_written(one, first), _written(other, second))


def _written(one: Scored, figure: Slot | None) -> str:
    """A figure with the words before it: "tweemaal" stands outside the slot of "tweemaal per jaar"."""
    if figure is None:
        return ""
    passage = one.place.passage
    low = max(passage.start, one.unit.span.start, figure.span.start - _BEFORE)
    return passage.text[low - passage.start : figure.span.end - passage.start]
