"""Passages made from a few words, and what is read from them."""

from collections.abc import Sequence

from kb.model import Document, DocumentKind, Party, Passage, Role, Span
from kb.process.act import Act
from kb.process.actors import Roles
from kb.process.read import acts

VERSION = "sha256:" + "0" * 64


def passage(text: str, *, role: Role = Role.NORM, headings: Sequence[str] = ("Afspraken",), lead: str = "") -> Passage:
    """A passage that stands behind its lead-in in its full text."""
    start = len(lead) + 1 if lead else 0
    return Passage(
        id="meerdam/a.1",
        document_id="meerdam/a",
        version=VERSION,
        headings=tuple(headings),
        role=role,
        page=1,
        start=start,
        end=start + len(text),
        text=text,
        lead_in=Span(start=0, end=len(lead)) if lead else None,
    )


def document(*parties: Party, title: str = "Werkafspraken Meerdam", name: str = "a") -> Document:
    """A document with these parties."""
    return Document(
        id=f"meerdam/{name}",
        version=VERSION,
        file=f"{name}.md",
        title=title,
        kind=DocumentKind.WORK_AGREEMENT,
        region="meerdam",
        pages=1,
        parties=parties,
    )


def party(name: str, *aliases: str) -> Party:
    """A party by its name and aliases."""
    return Party(name=name, aliases=aliases, evidence=Span(start=0, end=1))


MEERDAM = Roles([document(party("Stichting Woonhaven", "Woonhaven", "corporaties"), party("Steunkring", "Steunkring"))])


def read(text: str, *, role: Role = Role.NORM, headings: Sequence[str] = ("Afspraken",), lead: str = "") -> list[Act]:
    """The acts of a text, in reading order."""
    one = passage(text, role=role, headings=headings, lead=lead)
    return list(acts(one, f"{lead}\n{text}" if lead else text, MEERDAM))


def who(act: Act) -> list[str]:
    """The actors as they are written."""
    return [slot.text for slot in act.actors]
