"""A sentence on its way to be framed, and what it leaves for the pronouns of the next."""

from collections.abc import Sequence
from dataclasses import dataclass

from kb.model import Span
from kb.process.act import LeadKind, Slot
from kb.process.actors import Mention, Roles


@dataclass(frozen=True, slots=True)
class Heard:
    """What a sentence leaves for the pronouns of the next one: who its subject was, and which lead it spoke of."""

    actors: tuple[Slot, ...] = ()
    several: bool = False
    leads: LeadKind | None = None
    carried: tuple[Slot, ...] = ()  # the subject of the clause before, in the same sentence


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to be framed: its words, who is named in it, and where it stands."""

    start: int
    text: str
    mentions: Sequence[Mention]
    passage_id: str
    document_id: str
    span: Span
    lead: Span | None
    roles: Roles

    def slot(self, place: tuple[int, int] | None) -> Slot | None:
        """The words at a place of the sentence; None where there are none."""
        if place is None:
            return None
        low, high = place
        own = self.text[low:high]
        low += len(own) - len(own.lstrip(" ,;:.\n\t–-"))
        own = own.strip(" ,;:.\n\t–")
        own = own.lstrip("- ")
        return Slot(span=Span(start=self.start + low, end=self.start + low + len(own)), text=own) if own else None

    def slots(self, places: Sequence[tuple[int, int]]) -> tuple[Slot, ...]:
        """The words at several places, each once."""
        return tuple(dict.fromkeys(slot for place in places if (slot := self.slot(place))))
