"""Terms that differ: two lengths, deadlines or retention periods for one act."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from kb.consistency.acts.about import forms
from kb.consistency.acts.between import variants
from kb.consistency.acts.same import SINCE, Same, disputes, distinct, subject
from kb.consistency.finding import Found, Relation, Rule, Statement
from kb.consistency.paper import Paper
from kb.consistency.region import Region
from kb.consistency.terms.bounds import Bound
from kb.consistency.terms.lengths import Length, Side, lengths
from kb.consistency.terms.timed import timed

TERM: Final = "act_term"
_KEEPING: Final = "bewaren"
_RECEIPT: Final = frozenset(forms("ontvangst binnenkomst melding aanmelding signaal aanvraag verzoek bericht"))


def state(paper: Paper) -> Iterator[Statement]:
    """Each term of a paper with its act."""
    for one in timed(paper, TERM, lengths, _written):
        since = _read(one.value).since
        yield one.model_copy(update={"facts": one.facts | {SINCE: since}}) if since else one


def find(region: Region) -> Iterator[Found]:
    """Acts for which the papers of a region give terms that cannot both hold."""
    same = Same(region)
    for papers in region.rounds:
        statements = region.statements(TERM, papers)
        for several in disputes(statements, lambda one, other: _differ(same, one, other), lambda one: one.about):
            yield _found(several)


def vary(one: Region, other: Region) -> Iterator[Found]:
    """Interventions that two regions work at by other terms."""
    yield from variants(one, other, TERM, Rule.DIFFERING_TERM, _vary)


def _vary(one: Statement, other: Statement, named: frozenset[str]) -> bool:
    if one.when != other.when or one.value == other.value:
        return False
    words, words_too = set(one.about), set(other.about)
    own = words - named
    if own != words_too - named or not (own or words & words_too):
        return False
    length, length_too = _read(one.value), _read(other.value)
    return not length.alike(length_too) and _same_start(length, length_too)


def _found(several: Sequence[Statement]) -> Found:
    sides = distinct(several)
    first, second = sides[0], next(one for one in sides if one.value != sides[0].value)
    return Found(
        rule=Rule.DIFFERING_TERM,
        case="keeping" if _KEEPING in first.about else "",
        relation=Relation.CONTRADICTION,
        facts={"one": first.words, "other": second.words},
        sides=tuple(dict.fromkeys(one.place for one in sides)),
        subject=subject(several),
    )


def _differ(same: Same, one: Statement, other: Statement) -> bool:
    return _clash(one.value, other.value) and same.act(one, other) and one.place != other.place


@lru_cache(maxsize=65536)
def _clash(value: str, value_too: str) -> bool:
    """Whether two lengths cannot both hold, of what may begin at the same moment; there are few unlike values."""
    if value == value_too:
        return False
    length, length_too = _read(value), _read(value_too)
    return length.contradicts(length_too) and _same_start(length, length_too)


def _same_start(one: Length, other: Length) -> bool:
    """Whether both may count from the same moment."""
    if {one.side, other.side} == {Side.AFTER, Side.BEFORE}:
        return False
    since, since_too = _moment(one.since), _moment(other.since)
    return not since or not since_too or bool(since & since_too) or bool(since & _RECEIPT and since_too & _RECEIPT)


@lru_cache(maxsize=4096)
def _moment(words: str) -> frozenset[str]:
    return frozenset(forms(words))


def _written(one: Length) -> str:
    return "|".join((one.bound, str(one.amount), one.unit, one.side, one.since.replace("|", " ")))


@lru_cache(maxsize=4096)
def _read(value: str) -> Length:
    bound, amount, unit, side, since = value.split("|")
    return Length(0, 0, float(amount), unit, Bound(bound), Side(side), since)
