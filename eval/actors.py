"""Whether an answer names who was expected, by any name that the agreements give them."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final

from kb.model import Document
from kb.register import NATIONAL

_ARTICLES: Final = frozenset({"de", "het", "een", "'t", "the", "a", "an"})


def names_of(actors: Iterable[str], documents: Sequence[Document], region: str | None) -> frozenset[str]:
    """The expected actors' names as they are compared, with what the region's agreements also call them."""
    expected = {name for actor in actors if (name := compared(actor))}
    found = set(expected)
    for document in documents:
        if region is None or document.region in (region, NATIONAL):
            for party in document.parties:
                called = {name for one in (party.name, *party.aliases) if (name := compared(one))}
                found |= called if called & expected else set()
    return frozenset(found)


def named(names: Iterable[str], texts: Iterable[str]) -> bool:
    """Whether a text has one of the names in it, as whole words."""
    padded = [f" {compared(text)} " for text in texts]
    return any(f" {name} " in text for name in names for text in padded)


def compared(text: str) -> str:
    """A name or text as names are compared: words without case, accents or articles."""
    plain = "".join(one for one in unicodedata.normalize("NFKD", text) if not unicodedata.combining(one))
    found = re.findall(r"'t\b|\w+", plain.casefold())
    return " ".join(word for word in found if word not in _ARTICLES)
