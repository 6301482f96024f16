"""Thresholds that differ: one step that two texts let begin, or end, at another amount."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from kb.consistency.acts.about import forms
from kb.consistency.acts.same import Same, disputes, distinct, subject
from kb.consistency.finding import Found, Relation, Rule, Statement
from kb.consistency.paper import Paper
from kb.consistency.region import Region
from kb.consistency.terms.amounts import Amount, amounts
from kb.consistency.terms.bounds import Bound
from kb.consistency.terms.timed import timed
from kb.process.act import Act, Slot

THRESHOLD: Final = "act_threshold"
_LEAST: Final = 2  # words that tell what is done: with one alone anything may be meant
# What the amount itself is of: no part of what is done at it.
_MEASURES: Final = frozenset(
    forms(
        "huurachterstand betalingsachterstand achterstand huurschuld schuld maandhuur maandhuren achterlopen"
        " achterloopt verzuim afwezigheid oploopt opgelopen meer minder hoger zodra"
    )
)


def state(paper: Paper) -> Iterator[Statement]:
    """Each amount at which a paper has a step taken."""
    for one in timed(paper, THRESHOLD, amounts, _written, _slots):
        about = tuple(word for word in one.about if word not in _MEASURES)
        if len(about) + bool(one.actors) >= _LEAST:
            yield one.model_copy(update={"about": about})


def find(region: Region) -> Iterator[Found]:
    """Steps for which the papers of a region give amounts that cannot both hold."""
    same = Same(region)
    for papers in region.rounds:
        statements = region.statements(THRESHOLD, papers)
        for several in disputes(statements, lambda one, other: _differ(same, one, other), lambda one: one.about):
            yield _found(several)


def _slots(act: Act) -> Iterator[Slot | None]:
    yield act.action
    yield from act.preconditions


def _differ(same: Same, one: Statement, other: Statement) -> bool:
    return _clash(one.value, other.value) and same.act(one, other) and one.place != other.place


@lru_cache(maxsize=65536)
def _clash(value: str, value_too: str) -> bool:
    return _read(value).contradicts(_read(value_too))


def _found(several: Sequence[Statement]) -> Found:
    sides = distinct(several)
    first, second = sides[0], next(one for one in sides if one.value != sides[0].value)
    return Found(
        rule=Rule.DIFFERING_TERM,
        case="threshold",
        relation=Relation.CONTRADICTION,
        facts={"one": first.words, "other": second.words},
        sides=tuple(dict.fromkeys(one.place for one in sides)),
        subject=subject(several),
    )


def _written(one: Amount) -> str:
    return f"{one.bound}|{one.number}|{one.unit}"


def _read(value: str) -> Amount:
    bound, number, unit = value.split("|")
    return Amount(0, 0, float(number), unit, Bound(bound))
