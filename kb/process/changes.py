"""What a new version changes in the rules: for whom, and in what; words that only read differently are none."""

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from typing import Final

from kb.differences import Sort, differences
from kb.language.dutch import stems
from kb.model import Noun, Passage, Reading
from kb.process.act import Act, Modality, Slot
from kb.process.actors import Roles
from kb.process.order import is_deed
from kb.process.read import acts

_SAME_ACT: Final = 0.5  # share of the words of two acts that must agree before they are one act in two versions
_FILLS: Final = re.compile(r"\b(?:uiterlijk|ten minste|tenminste|minimaal|in elk geval)\b|\s+", re.I)


class Change(StrEnum):
    """What became of a rule."""

    NEW = "new"
    GONE = "gone"
    WHO = "who"
    MODALITY = "modality"
    TERM = "term"
    FREQUENCY = "frequency"
    CONDITION = "condition"
    CONSENT = "consent"
    WHAT = "what"


class RuleChange(Noun):
    """One act before and after; `who` are those it is of, in either version, as they are written.

    An act that is new or gone stands in one version only. `changes` are never empty.
    """

    who: tuple[str, ...]
    changes: tuple[Change, ...]
    before: Act | None = None
    after: Act | None = None


def rule_changes(before: Reading, after: Reading, roles: Roles) -> tuple[RuleChange, ...]:
    """The rules that differ between two versions, in the order of the new one; what is gone stands last.

    Only passages whose words differ are looked at. What a text merely tells is no rule. Acts are one
    act in two versions when at least half of their words agree, those of the same verb first.
    """
    found = [one for one in differences(before.passages, after.passages) if one.sort not in (Sort.KEPT, Sort.MOVED)]
    old = _rules((one.before for one in found if one.before), before, roles)
    new = _rules((one.after for one in found if one.after), after, roles)
    pairs = _paired(old, new)
    changed = [
        RuleChange(who=_who((was, now), roles), changes=changes, before=was, after=now)
        for now, was in ((now, pairs.get(at)) for at, now in enumerate(new))
        if was and (changes := tuple(_changes(was, now, roles)))
    ]
    come = [
        RuleChange(who=_who((now,), roles), changes=(Change.NEW,), after=now)
        for at, now in enumerate(new)
        if at not in pairs and _binding(now)
    ]
    kept = {id(was) for was in pairs.values()}
    left = [was for was in old if id(was) not in kept and _binding(was)]
    gone = [RuleChange(who=_who((was,), roles), changes=(Change.GONE,), before=was) for was in left]
    ordered = sorted((*changed, *come), key=lambda one: one.after.span.start if one.after else 0)
    return (*ordered, *gone)


def _binding(act: Act) -> bool:
    """Whether it is a rule for somebody: "is bedoeld" and "wordt genoemd" bind nobody."""
    return bool(act.actors) or act.leads is not None or act.modality in {Modality.MUST, Modality.MUST_NOT}


def _rules(passages: Iterable[Passage], reading: Reading, roles: Roles) -> list[Act]:
    every = [act for one in passages for act in acts(one, reading.full_text, roles)]
    completed = {(act.lead, act.action.span) for act in every}  # a lead-in that its items complete
    return [act for act in every if is_deed(act) and not act.narrative and (act.span, act.action.span) not in completed]


def _paired(old: Sequence[Act], new: Sequence[Act]) -> dict[int, Act]:
    """By the place of a new act the old one that it was; the most alike are paired first."""
    words = [frozenset(_words(act)) for act in old], [frozenset(_words(act)) for act in new]
    alike = sorted(
        (
            (_likeness(words[0][i], words[1][j]) + 0.25 * (old[i].verb == new[j].verb), -i, -j)
            for i in range(len(old))
            for j in range(len(new))
            if words[0][i] & words[1][j]
        ),
        reverse=True,
    )
    pairs: dict[int, Act] = {}
    taken: set[int] = set()
    for score, minus_i, minus_j in alike:
        if score < _SAME_ACT:
            break
        if -minus_i not in taken and -minus_j not in pairs:
            taken.add(-minus_i)
            pairs[-minus_j] = old[-minus_i]
    return pairs


def _words(act: Act) -> list[str]:
    slots = (act.action, act.object, act.recipient, *act.actors, *act.preconditions)
    return [word for slot in slots if slot for word in stems(slot.text)]


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)


def _changes(was: Act, now: Act, roles: Roles) -> Iterator[Change]:
    if {roles.canonical(one.text) for one in was.actors} != {roles.canonical(one.text) for one in now.actors}:
        yield Change.WHO
    if _binds(was) != _binds(now):
        yield Change.MODALITY
    if _figure(was.term) != _figure(now.term):
        yield Change.TERM
    if _figure(was.frequency) != _figure(now.frequency):
        yield Change.FREQUENCY
    if _said((*was.preconditions, *was.exceptions)) != _said((*now.preconditions, *now.exceptions)):
        yield Change.CONDITION
    if _consent(was) != _consent(now):
        yield Change.CONSENT
    if was.verb != now.verb or _said((was.object, was.recipient)) != _said((now.object, now.recipient)):
        yield Change.WHAT


def _binds(act: Act) -> tuple[Modality, bool]:
    # "meldt" and "moet melden" bind alike
    modality = Modality.MUST if act.modality is Modality.DOES else act.modality
    return modality, act.negated


def _figure(slot: Slot | None) -> str:
    return _FILLS.sub("", slot.text.lower()) if slot else ""


def _said(slots: Iterable[Slot | None]) -> frozenset[str]:
    return frozenset(word for slot in slots if slot for word in stems(slot.text))


def _consent(act: Act) -> tuple[str, str] | None:
    return (act.consent.kind.value, act.consent.polarity.value) if act.consent else None


def _who(of: Sequence[Act], roles: Roles) -> tuple[str, ...]:
    """Those an act is of, each in the words of the newest version that names them."""
    named = {roles.canonical(slot.text): " ".join(slot.text.split()) for act in of for slot in act.actors}
    return tuple(named.values())
