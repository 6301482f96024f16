"""The register of what is held: what holds, what governs what, and the sentences that name what is not held."""

from dataclasses import dataclass, replace
from datetime import date

from assistant.held import Held
from kb.answer import Citation
from kb.governing import RegionRegister
from kb.model import Span
from kb.register import NATIONAL, Agreement, register
from kb.store import Store


@dataclass(frozen=True)
class Agreements:
    """The register on a day; `absent` are documents named but not held, each with what names it."""

    on: date
    items: tuple[Agreement, ...]
    absent: tuple[tuple[str, tuple[Citation, ...]], ...]

    def of(self, region: str) -> "Agreements":
        """What of it concerns one region: national agreements too."""
        near = (region, NATIONAL)
        absent = tuple(one for one in self.absent if any(cited.region in near for cited in one[1]))
        return replace(self, items=tuple(one for one in self.items if one.document.region in near), absent=absent)


def agreements(store: Store, on: date) -> Agreements:
    """Which agreement holds where on a day, and what is named without being held. Raises StoreError."""
    return agreements_of(Held(store), on)


def agreements_of(held: Held, on: date) -> Agreements:
    """The same of what is held already. Raises StoreError, and NotHeld for what was removed in the meantime."""
    found = register(held.documents, on)
    absent = tuple(
        (one.name, tuple(cite(held, document_id, span, on) for document_id, span in one.mentions))
        for one in found.absent
    )
    return Agreements(on=on, items=found.items, absent=absent)


def registers(held: Held, region: str | None, on: date) -> tuple[RegionRegister, ...]:
    """What governs what on a day in one region, or in each of which something is held."""
    regions = sorted({one.region for one in held.documents})
    return tuple(held.governing(one, on) for one in regions if region in (None, one))


def cite(held: Held, document_id: str, span: Span, on: date) -> Citation:
    """What a document held says at a place, as a citation."""
    return held.cite(held.around(held.by_id[document_id], span), span, on)
