"""Resources for agents: passages and whole agreements by their permalink, in the version that it names."""

from contextlib import suppress
from typing import Final

from mcp_types import Resource

from api.web.view import permalink
from api.workplace import Workplace
from kb.errors import UnknownDocument, UnknownPassage

TEMPLATE: Final = "afspraak:{+held}@{version}"


class Resources:
    """What is held, as texts to read."""

    def __init__(self, workplace: Workplace) -> None:
        self._workplace = workplace

    def listed(self) -> list[Resource]:
        """Every agreement in its current version. Raises StoreError."""
        return [
            Resource(
                uri=permalink(document.id, document.version),
                name=document.id,
                title=document.title,
                mime_type="text/plain",
            )
            for document in self._workplace.store.documents()
        ]

    def read(self, held: str, version: str) -> str:
        """The text, letter by letter, of a passage (`region/document.n`) or of a whole agreement (`region/document`).

        The version is the digest that every citation and document carries (`sha256:...`).
        """
        store = self._workplace.store
        # No two documents of one digest stand in a region under such names: which is meant is never in doubt.
        with suppress(UnknownPassage):
            return store.passage(held, version).text
        with suppress(UnknownDocument):
            return store.full_text(held, version)
        raise UnknownPassage("no such resource", passage=held)
