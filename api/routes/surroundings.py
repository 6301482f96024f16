"""Where a passage stands: its neighbours and the text around it, of one version of its document."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from api.wire import Wire, passage_to_wire
from kb.model import Document, Passage, Role

if TYPE_CHECKING:
    from kb.store import Store

_AROUND = 4  # passages shown before and after: a screenful, whatever the length of the section


@dataclass(frozen=True, slots=True)
class Surroundings:
    """A passage between its neighbours; `full_text[start:end] == text` covers `shown`, in reading order.

    `shown` are the nearest passages under the same heading. `current` says whether this is the
    version that is held now.
    """

    passage: Passage
    document: Document
    shown: tuple[Passage, ...]
    previous_id: str | None
    next_id: str | None
    start: int
    end: int
    text: str
    current: bool


def surroundings(store: "Store", passage_id: str, version: str | None = None) -> Surroundings:
    """The surroundings of a passage, in the current or the given version.

    Raises UnknownPassage where the passage is not held in that version.
    """
    near = store.around(passage_id, _AROUND + 1, version)  # one more on each side: what comes before and after
    at = next(at for at, one in enumerate(near) if one.id == passage_id)
    wanted = near[at]
    document = store.document(wanted.document_id, wanted.version)
    beside = near[max(0, at - _AROUND) : at + _AROUND + 1]
    shown = tuple(
        passage
        for passage in beside
        # What speaks to a machine stands behind all other text, without headings: it is near nothing but its like.
        if passage.headings == wanted.headings and (passage.role is Role.TO_MACHINE) == (wanted.role is Role.TO_MACHINE)
    )
    start, end = shown[0].start, shown[-1].end
    return Surroundings(
        passage=wanted,
        document=document,
        shown=shown,
        previous_id=near[at - 1].id if at else None,
        next_id=near[at + 1].id if at + 1 < len(near) else None,
        start=start,
        end=end,
        text=store.full_text(document.id, document.version)[start:end],
        current=store.document(document.id).version == document.version,
    )


def in_place_to_wire(found: Surroundings) -> Wire:
    """A passage in its place as JSON: `around` has the text, and where in the version's full text it stands."""
    return passage_to_wire(found.passage) | {
        "documentTitle": found.document.title,
        "file": found.document.file,
        "region": found.document.region,
        "current": found.current,
        "previousId": found.previous_id,
        "nextId": found.next_id,
        "around": {"start": found.start, "end": found.end, "text": found.text},
    }
