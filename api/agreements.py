"""The register of what is held: what holds, what governs what, and the sentences that name what is not held."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from assistant.held import Held
from kb.answer import Citation
from kb.consistency.finding import Finding
from kb.consistency.references.misdirected import without_misdirected
from kb.governing import RegionRegister, retied
from kb.model import Span
from kb.register import NATIONAL, Agreement, register
from kb.store import Store

if TYPE_CHECKING:
    from api.workplace import Workplace


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


def known(workplace: "Workplace") -> tuple[Finding, ...]:
    """What does not agree, as far as that was compared before. Raises StoreError."""
    return workplace.consistency.last_known(date.today())


def agreements(store: Store, on: date, found: Sequence[Finding] = ()) -> Agreements:
    """Which agreement holds where on a day, and what is named without being held. Raises StoreError."""
    return agreements_of(Held(store), on, found)


def agreements_of(held: Held, on: date, found: Sequence[Finding] = ()) -> Agreements:
    """The same of what is held already. Raises StoreError, and NotHeld for what was removed in the meantime.

    `found` are findings of any day: an appendix that goes by a wrong number is not missing.
    """
    every, fitting = register(held.documents, on), without_misdirected(held.documents, found)
    lacking = every if fitting == held.documents else register(fitting, on)
    absent = tuple(
        (one.name, tuple(cite(held, document_id, span, on) for document_id, span in one.mentions))
        for one in lacking.absent
    )
    return Agreements(on=on, items=every.items, absent=absent)


def registers(held: Held, region: str | None, on: date, found: Sequence[Finding] = ()) -> tuple[RegionRegister, ...]:
    """What governs what on a day in one region, or in each of which something is held; `found` as above."""
    regions = sorted({one.region for one in held.documents})
    return tuple(register_of(held, one, on, found) for one in regions if region in (None, one))


def register_of(held: Held, region: str, on: date, found: Sequence[Finding] = ()) -> RegionRegister:
    """What governs what on a day in one region; `found` as above."""
    governing, fitting = held.governing(region, on), without_misdirected(held.documents, found)
    return governing if fitting == held.documents else retied(governing, fitting)


def cite(held: Held, document_id: str, span: Span, on: date) -> Citation:
    """What a document held says at a place, as a citation."""
    return held.cite(held.around(held.by_id[document_id], span), span, on)
