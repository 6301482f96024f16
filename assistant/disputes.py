"""Where agreements that both hold give different figures for the same act: each is a position, none is the answer."""

import re
from collections.abc import Sequence
from datetime import date
from itertools import combinations

from assistant.extract import Scored
from assistant.held import Held
from assistant.sought import Sought
from kb.language.dutch import analyse
from kb.process.act import Act, Slot

_AS_GOOD = 0.75  # a position must answer nearly as well as the best sentence
_SORTS = {"term": "term", "frequency": "frequency", "number": "frequency"}
_SAME = 0.75  # share of the words of two acts, figures aside, that must agree


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
        if one is not other and _differ(act, act_too, slot) and _same(act, act_too, held):
            return (one, other)
    return ()


def _acts(one: Scored, held: Held) -> list[Act]:
    span = one.unit.span
    acts = held.acts(one.place.passage)
    return [act for act in acts if span.start <= act.span.start and act.span.end <= span.end and not act.narrative]


def _figure(act: Act, slot: str) -> Slot | None:
    found: Slot | None = getattr(act, slot)
    return found


def _differ(one: Act, other: Act, slot: str) -> bool:
    first, second = _figure(one, slot), _figure(other, slot)
    return first is not None and second is not None and _plain(first.text) != _plain(second.text)


def _plain(text: str) -> str:
    """A figure in one way: "uiterlijk binnen vijf werkdagen" and "binnen vijf werkdagen" are the same."""
    return re.sub(
        r"\b(?:uiterlijk|ten minste|tenminste|minimaal|in elk geval|ieder|iedere|elke|elk|per)\b|\s", "", text.lower()
    )


def _same(one: Act, other: Act, held: Held) -> bool:
    """Whether two acts are the same thing done by the same."""
    who, who_too = ({held.roles.canonical(slot.text) for slot in act.actors} for act in (one, other))
    if one.verb != other.verb or not who & who_too:
        return False
    words, words_too = (
        frozenset(analyse(" ".join(slot.text for slot in (act.object, act.recipient) if slot is not None)))
        for act in (one, other)
    )
    return len(words & words_too) >= _SAME * max(len(words | words_too), 1)
