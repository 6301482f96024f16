"""The register of what is held, with the sentences that name what is not."""

from dataclasses import dataclass
from datetime import date

from assistant.held import Held
from kb.answer import Citation
from kb.model import Span
from kb.register import Agreement, register
from kb.store import Store


@dataclass(frozen=True)
class Agreements:
    """The register on a day; `absent` are documents named but not held, each with what names it."""

    on: date
    items: tuple[Agreement, ...]
    absent: tuple[tuple[str, tuple[Citation, ...]], ...]


def agreements(store: Store, on: date) -> Agreements:
    """Which agreement holds where on a day, and what is named without being held. Raises StoreError."""
    held = Held(store)
    found = register(held.documents, on)

    def cite(document_id: str, span: Span) -> Citation:
        return held.cite(held.around(held.by_id[document_id], span), span, on)

    absent = tuple((one.name, tuple(cite(*mention) for mention in one.mentions)) for one in found.absent)
    return Agreements(on=on, items=found.items, absent=absent)
