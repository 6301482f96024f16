"""Words that stand where somebody is named, and name nobody in particular."""

import re
from typing import Final

_PRONOUN: Final = re.compile(
    r"u|jij|je|ik|wij|we|men|zij|ze|hij|het|hem|haar|hen|hun|(?:die|dat|deze|dit|dezelfde|wie|ieder|elk)(?: .*)?"
    r"|(?:hun|haar|zijn|diens|uw|onze) .*",
    re.I,
)
# Everybody who takes part, and those it is about, without saying who; an adjective does not help.
_ANYBODY: Final = re.compile(
    r"(?:(?!(?:van|bij|uit|voor|namens) )[a-zéë]+ ){0,3}"
    r"(?:(?:convenant|samenwerkings|keten|contract)?(?:partij(?:en)?|partners?)|organisaties?|instanties?|instelling(?:en)?"
    r"|iedereen|allen|betrokkenen?|niemand|iemand|anderen?)(?: (?:die|dat|van|in|uit|bij|met|voor) .*)?",
    re.I,
)


def pronoun(name: str) -> bool:
    """Whether the words only point at somebody, or at the reader: `u`, `wie dat vraagt`, `hun leidinggevende`."""
    return bool(_PRONOUN.fullmatch(" ".join(name.split())))


def anybody(name: str) -> bool:
    """Whether the words may mean whoever takes part: a pronoun, `elke partij`, `de betrokken organisaties`."""
    return pronoun(name) or bool(_ANYBODY.fullmatch(" ".join(name.split())))
