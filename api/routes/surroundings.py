"""Where a passage stands: its neighbours and the text around it, of one version of its document."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kb.errors import UnknownPassage
from kb.model import Document, Passage

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
    wanted = store.passage(passage_id, version)
    reading = store.reading(wanted.document_id, wanted.version)
    ids = [passage.id for passage in reading.passages]
    if passage_id not in ids:  # replaced between the two reads above
        raise UnknownPassage(f"no passage {passage_id}", passage=passage_id)
    at = ids.index(passage_id)
    near = reading.passages[max(0, at - _AROUND) : at + _AROUND + 1]
    shown = tuple(passage for passage in near if passage.headings == wanted.headings)
    start, end = shown[0].start, shown[-1].end
    return Surroundings(
        passage=wanted,
        document=reading.document,
        shown=shown,
        previous_id=ids[at - 1] if at else None,
        next_id=ids[at + 1] if at + 1 < len(ids) else None,
        start=start,
        end=end,
        text=reading.full_text[start:end],
        current=store.document(wanted.document_id).version == wanted.version,
    )
