"""Which held papers took the place of others, by their own words or by bearing the same name later."""

from collections.abc import Iterator

from kb.consistency.finding import Place
from kb.consistency.references.named import MENTION, REPLACES
from kb.consistency.region import Region
from kb.model import Document, DocumentKind
from kb.register import alike


def replacing(name: str, region: Region, day_of: Document | None = None) -> Iterator[tuple[Document, Place]]:
    """The papers that say they replace a document of this name, begun by the day, with the sentence.

    `day_of`: leave this paper itself out.
    """
    for one in region.statements(MENTION):
        document = region.by_id[one.place.document_id]
        begun = document.valid_from or document.dated
        if one.value != REPLACES or document == day_of or (begun is not None and begun > region.on):
            continue
        if alike(one.words, name, region.name):
            yield document, one.place


def successor(document: Document, region: Region) -> tuple[Document, Place | None] | None:
    """The paper that took this one's place, and the sentence that says so; None where it has not been replaced.

    A paper of the same name that begins later has taken its place too.
    """
    for other, place in replacing(document.title, region, document):
        if _begins_after(other, document):
            return other, place
    for other in region.documents:
        rules = other.kind is document.kind and document.kind is not DocumentKind.MEMO and other.part_of is None
        if rules and other.id != document.id and other.region == document.region:
            same = alike(other.title, _bare(document.title), region.name)
            if same and _begins_after(other, document) and other.valid_from and other.valid_from <= region.on:
                return other, None
    return None


def _begins_after(other: Document, document: Document) -> bool:
    begun, before = other.valid_from or other.dated, document.valid_from or document.dated
    return begun is None or before is None or begun > before


def _bare(title: str) -> str:
    """A title without its years."""
    return " ".join(word for word in title.split() if not word[:4].isdigit())
