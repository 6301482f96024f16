"""What one version of a document says, as far as the rules need it: read once, kept, and compared often."""

import hashlib
from collections.abc import Iterable

from kb.consistency.finding import Found, Statement
from kb.consistency.paper import Paper
from kb.consistency.rules import STATED, WITHIN
from kb.language.dutch import ANALYSER
from kb.model import Document, Noun, Reading
from kb.process.actors import Roles, listed

# Stands with every observation: whoever changes what a rule reads in one paper raises the number.
OBSERVER = f"observer-1 {ANALYSER}"


class Observed(Noun):
    """The findings within one paper, and what it says that others may say too."""

    found: tuple[Found, ...] = ()
    statements: tuple[Statement, ...] = ()


def observe(reading: Reading, roles: Roles) -> Observed:
    """Read one version of a document by every rule. Pure; never raises on any text."""
    paper = Paper(reading, roles)
    return Observed(
        found=tuple(one for rule in WITHIN for one in rule(paper)),
        statements=tuple(one for rule in STATED for one in rule(paper)),
    )


def roles_of(readings: Iterable[Reading]) -> Roles:
    """Whom the papers of a region name as acting."""
    held = list(readings)
    documents = [one.document for one in held]
    return Roles(documents, listed(documents, [passage for one in held for passage in one.passages]))


def key_of(documents: Iterable[Document]) -> str:
    """What observations of a region's papers depend on besides their text: the rules, and whom the papers name."""
    names = sorted({name for one in documents for party in one.parties for name in (party.name, *party.aliases)})
    return hashlib.sha256("\n".join((OBSERVER, *names)).encode()).hexdigest()[:16]
