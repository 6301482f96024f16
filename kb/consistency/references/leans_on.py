"""The papers that a reader of one paper is sent to."""

from collections.abc import Iterator

from kb.consistency.region import Region
from kb.model import Document
from kb.register import whole_of


def leans_on(region: Region, document: Document) -> Iterator[Document]:
    """The papers that a paper names, replaces, depends on or is a part of."""
    whole = whole_of(document, region.documents)
    if whole is not None:
        yield whole
    for reference in (*document.depends_on, *document.names, *document.replaces):
        held = region.means(reference, document)
        if held is not None:
            yield held
