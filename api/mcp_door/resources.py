"""Resources for agents: passages and whole agreements by their permalink, in the version that it names."""

from contextlib import suppress
from typing import Final

from mcp_types import Resource

from api.web.view import permalink
from api.workplace import Workplace
from kb.errors import UnknownDocument, UnknownPassage
from kb.model import Passage, Role

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

        The version is the digest that every citation and document carries (`sha256:...`). Sentences of an agreement
        that speak to a machine are left out.
        """
        store = self._workplace.store
        # No two documents of one digest stand in a region under such names: which is meant is never in doubt.
        with suppress(UnknownPassage):
            return readable(store.passage(held, version)).text
        with suppress(UnknownDocument):
            return store.reading(held, version).for_people().full_text
        raise UnknownPassage("no such resource", passage=held)


def readable(passage: Passage) -> Passage:
    """The passage; what speaks to a machine is kept for people to look at, and is not handed to one.

    Raises UnknownPassage for that.
    """
    if passage.role is Role.TO_MACHINE:
        raise UnknownPassage("speaks to a machine", passage=passage.id)
    return passage
