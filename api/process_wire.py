"""Acts as JSON, as the contract promises: one ActFrame each, with the citation that proves it."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from api.wire import Wire, citation_to_wire
from kb.process.act import Consent, ConsentKind, Polarity, Slot

if TYPE_CHECKING:
    from assistant.processes import Frame, Intervention, Process

# What the text says is, or was, needed; of any other consent the act is not an act with consent.
_WITH: Final = frozenset({Polarity.NEEDED, Polarity.SOUGHT, Polarity.GIVEN})


def processes_to_wire(processes: Sequence["Process"], known: Iterable["Intervention"]) -> Wire:
    """The frames of all processes, region by region, each process in order; and which interventions there are."""
    items = [act_to_wire(frame) for process in processes for frame in process.frames]
    return {"items": items, "total": len(items), "interventions": [intervention_to_wire(one) for one in known]}


def act_to_wire(frame: "Frame") -> Wire:
    """One act; every text in it stands in the agreement letter by letter, several of a kind set apart by `; `.

    What the text does not say is null: nobody named has no actor, an unnamed consent no `whose`.
    """
    act = frame.step.act
    return {
        "actor": joined(act.actors),
        "action": act.action.text.strip(),
        "object": joined([act.object]),
        "recipient": joined([act.recipient]),
        "precondition": joined([*act.preconditions, *act.exceptions]),
        "modality": act.modality.value,
        "consent": _consent(act.consent),
        "term": joined([act.term]),
        "frequency": joined([act.frequency]),
        "then": frame.then.quote if frame.then else None,
        "narrative": act.narrative,
        "citation": citation_to_wire(frame.citation),
    }


def intervention_to_wire(known: "Intervention") -> Wire:
    """What there is a process for, and how many acts of it are rules and how many are only told."""
    return {
        "name": known.name,
        "region": known.region,
        "rules": known.rules,
        "told": known.told,
        "partOf": known.part_of,
        "documents": list(known.titles),
    }


def joined(slots: Iterable[Slot | None]) -> str | None:
    """The words of slots, set apart by `; `; None where none is filled."""
    return "; ".join(slot.text.strip() for slot in slots if slot) or None


def is_signing(consent: Consent) -> bool:
    """Whether the act is the signing itself."""
    return consent.kind is ConsentKind.SIGNATURE and consent.polarity is Polarity.MENTIONED


def _consent(consent: Consent | None) -> Wire | None:
    """Whose consent the act needs, asks or has; a consent that is not needed, or would not do, is none."""
    if consent is None or not (consent.polarity in _WITH or is_signing(consent)):
        return None
    kind = None if consent.kind is ConsentKind.UNSAID else consent.kind.value
    return {"kind": kind, "whose": joined([consent.whose])}
