"""What one version of a document says, as far as the rules need it: read once, kept, and compared often."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import kb
from kb.consistency.finding import Found, Statement
from kb.consistency.paper import Paper
from kb.model import Document, Noun, Reading
from kb.process.actors import Roles, listed


class Observed(Noun):
    """The findings within one paper, and what it says that others may say too."""

    found: tuple[Found, ...] = ()
    statements: tuple[Statement, ...] = ()


def observe(reading: Reading, roles: Roles) -> Observed:
    """Read one version of a document by every rule. Pure; never raises on any text."""
    from kb.consistency.rules import STATED, WITHIN  # a third of a second, which not every command has to wait

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
    return hashlib.sha256("\n".join((rules_digest(), *names)).encode()).hexdigest()[:16]


@cache
def rules_digest() -> str:
    """A digest of the code that observes and compares: a rule that is changed is applied anew."""
    code = hashlib.sha256()
    for path in sorted(Path(kb.__path__[0]).rglob("*.py")):
        code.update(path.read_bytes())
    return code.hexdigest()
