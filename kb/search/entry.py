"""What of a passage is searched: its place, its lead-in and its words."""

from dataclasses import dataclass

from kb.model import Passage
from kb.search.names import Names, named_in


@dataclass(frozen=True, slots=True)
class Entry:
    """One searchable passage.

    `section` is the same for passages that stand under the same heading of the same document,
    in reading order; neighbours may lend each other weight. It is empty where a collection does
    not say which passages stand together. `context` (heading path, lead-in) is searched along
    with `text`. `names` are what the passage itself gives names to.
    """

    id: str
    document_id: str
    region: str
    section: str
    context: str
    text: str
    names: tuple[Names, ...] = ()


def entry(passage: Passage, region: str, lead_in: str = "") -> Entry:
    """The searchable form of a passage; `lead_in` is the text of its lead-in span."""
    return Entry(
        id=passage.id,
        document_id=passage.document_id,
        region=region,
        section="\x1f".join((passage.document_id, *passage.headings)),
        context="\n".join((*passage.headings, lead_in)).strip(),
        text=passage.text,
        names=named_in(passage),
    )
