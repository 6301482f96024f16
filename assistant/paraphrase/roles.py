"""Who does what to whom in a claim, held against its quotes: nobody added, nobody in the place of another."""

from collections.abc import Iterable
from typing import Final

from assistant.paraphrase.reading import Read
from assistant.paraphrase.telling import alike, key
from kb.process.act import Act, Modality
from kb.process.actors import Roles
from kb.process.words import PREPOSITIONS

_BARE, _AGENT, _PATIENT = "", "door", "patient"
_PASSES: Final = frozenset({_BARE, _AGENT, _PATIENT})
_CARRIES: Final = frozenset(
    key(word) for word in "voeren hebben liggen berusten zijn doen gaan worden krijgen nemen zorgen gelden".split()
)


def adds_actor(claim: Read, source: Read, roles: Roles) -> bool:
    """Whether a claim names somebody whom its quotes do not name."""
    held = [one.core for one in source.named]
    return any(not any(_same(one.core, other, roles) for other in held) for one in claim.named)


def _same(one: str, other: str, roles: Roles) -> bool:
    """Whether two names are of the same; a group is none of its members here."""
    return roles.canonical(one) == roles.canonical(other)


def swaps(claim: Read, source: Read, acts: Iterable[Act], roles: Roles) -> bool:
    """Whether somebody in a claim stands where its quotes put another; `acts` are those of the quotes."""
    held = list(acts)
    for act in claim.acts:
        for actor in act.actors:
            if not any(_does(act, other, actor.text, roles) for other in held):
                return True
    return any(_misplaced(number, claim, source, held, roles) for number in range(len(claim.named)))


def _does(act: Act, other: Act, actor: str, roles: Roles) -> bool:
    """Whether an act of the quotes is what somebody does in the claim."""
    cores = [one.core for one in roles.mentions(actor)] or [actor]
    theirs = [one.core for slot in other.actors for one in roles.mentions(slot.text)] or [
        slot.text for slot in other.actors
    ]
    if not all(any(_same(core, one, roles) for one in theirs) for core in cores):
        return False
    verb, their = key(act.verb.rpartition(" ")[2]), key(other.verb.rpartition(" ")[2])
    if alike(verb) & alike(their) or (act.leads is not None and act.leads == other.leads):
        return True
    # "is verantwoordelijk voor het huisbezoek": what carries a noun does what the noun names
    words = {key(word.strip(".,;:").lower()) for word in other.action.text.split()}
    own = {key(word.strip(".,;:").lower()) for word in act.action.text.split()}
    return (
        bool(alike(verb) & words)
        or (verb in _CARRIES and bool(own & words - _CARRIES))
        or bool(their in _CARRIES and alike(verb) & words)
    )


def _misplaced(number: int, claim: Read, source: Read, acts: list[Act], roles: Roles) -> bool:
    core = claim.named[number].core
    mine = _role(claim, number, claim.acts, roles)
    theirs = {
        _role(source, other, acts, roles) for other, one in enumerate(source.named) if _same(one.core, core, roles)
    }
    if mine in theirs:
        return False
    if mine in _PASSES and theirs & _PASSES:
        several = len({roles.canonical(one.core) for one in source.named}) > 1
        # who acts was held to the acts; else only one who stands alone cannot be taken for another
        return several and not (mine == _AGENT or {mine, *theirs} <= {_BARE, _PATIENT})
    if mine in {_BARE, "aan", _PATIENT} and theirs & {"aan", _BARE, _PATIENT}:
        return False
    return not (mine == "van" and _gives_consent(core, acts, roles)) and not (
        theirs & {"van"} and _gives_consent(core, list(claim.acts), roles)
    )


def _gives_consent(core: str, acts: list[Act], roles: Roles) -> bool:
    whose = [act.consent.whose.text for act in acts if act.consent is not None and act.consent.whose is not None]
    return any(_same(one.core, core, roles) for text in whose for one in roles.mentions(text))


def _role(read: Read, number: int, acts: Iterable[Act], roles: Roles) -> str:
    """Where somebody stands: who acts, or the preposition before the name, empty for neither."""
    mention = read.named[number]
    before = read.text[: mention.start].split()
    low = before[-1].strip(",;:.").lower() if before else ""
    if low in {"en", "of"} or (before and before[-1].endswith(",")):
        previous = number - 1
        if previous >= 0 and len(read.text[read.named[previous].end : mention.start].split()) <= 1:
            return _role(read, previous, acts, roles)
    if low in PREPOSITIONS - {"als", "te"}:
        return "door" if low == "door" else low
    for act in acts:
        subject = act.subject.text if act.subject else ""
        if act.passive and subject and mention.core in subject:
            return _PATIENT
        if any(mention.core in slot.text for slot in act.actors) and not act.passive:
            return _AGENT
    return _BARE


def consents(claim: Read, acts: Iterable[Act], roles: Roles) -> str | None:
    """A code where a claim says otherwise of a consent than its quotes: whose it is, whether it is needed."""
    held = [act.consent for act in acts if act.consent is not None]
    for act in claim.acts:
        said = act.consent
        if said is None:
            continue
        if not held:
            return "adds_consent"
        fitting = [one for one in held if one.polarity is said.polarity and one.kind is said.kind]
        if not fitting:
            return "changes_consent"
        if said.whose is not None and not any(
            one.whose is not None and _names(said.whose.text, one.whose.text, roles) for one in fitting
        ):
            return "swaps_roles"
    return None


def _names(one: str, other: str, roles: Roles) -> bool:
    first, second = ([name.core for name in roles.mentions(text)] for text in (one, other))
    return not first or any(_same(a, b, roles) for a in first for b in second)


__all__ = ["Modality", "adds_actor", "consents", "swaps"]
