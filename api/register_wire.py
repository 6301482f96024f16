"""The register as JSON: what holds, what is absent, what governs what and how agreements hang together."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from api.agreements import Agreements, cite
from api.wire import Wire, absent_to_wire, agreement_to_wire, citation_to_wire
from kb.governing import Governed, RegionRegister

if TYPE_CHECKING:
    from assistant.held import Held


def register_to_wire(agreements: Agreements, registers: Sequence[RegionRegister], held: "Held") -> Wire:
    """All of the register, on the day that `agreements` is of."""
    items = [agreement_to_wire(one) for one in agreements.items]
    return {
        "items": items,
        "absent": [absent_to_wire(*one) for one in agreements.absent],
        "total": len(items),
        "governs": [_governed(one) for register in registers for one in register.governed],
        "ties": [one for register in registers for one in _ties(register, held)],
    }


def _governed(one: Governed) -> Wire:
    """An intervention; a document without headings governs it with all it says."""
    items = [
        {
            "documentId": item.document.id,
            "status": item.validity.status.value,
            "headings": [section.headings[-1] for section in item.sections if section.headings],
            "passageIds": [section.passage_id for section in item.sections],
            "replacedBy": list(item.replaced_by),
        }
        for item in one.items
    ]
    named = {"intervention": one.name, "region": one.region, "partOf": one.part_of}
    return {**named, "standing": one.standing.value, "items": items}


def _ties(register: RegionRegister, held: "Held") -> list[Wire]:
    """What ties documents, each with the words that say so; what is not held has a name and no id."""
    absent = {one.id: one.name for one in register.absent}

    def end(key: str) -> Wire:
        return {"documentId": None if key in absent else key, "name": absent.get(key) or held.by_id[key].title}

    return [
        {
            "kind": one.kind.value,
            "source": end(one.source),
            "target": end(one.target),
            "citation": citation_to_wire(cite(held, one.said_by, one.evidence, register.on)),
        }
        for one in register.hanging.ties
    ]
