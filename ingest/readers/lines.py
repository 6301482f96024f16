"""Which lines of a paragraph stand alone: of a contents list, a list of appendices or the head of a memo."""

import re
from collections.abc import Sequence

from ingest.letterhead import address_label

CONTENTS = re.compile(r"(?:\d{1,3}\.?\s?)?inhoud(?:sopgave|stabel)?", re.I)
_PART = re.compile(
    r"(?:(?:Bijlage|Artikel|Hoofdstuk|Paragraaf|Deel|Stap)\s+(?:\d{1,3}[a-z]?(?:\.\d{1,2})*|[IVX]{1,5}|[A-Z])\b"
    r"|\d{1,2}(?:\.\d{1,2}){1,6}\.?\s+(?=[A-Z]))"
)
_DATED = re.compile(
    r"(?:(?:Document)?[Ss]tatus|(?:Definitieve\s+|Concept)?[Vv]ersie|Datum|Vastgesteld|Ondertekend|Getekend|Ingangsdatum"
    r"|Einddatum|Geldig(?:heid)?|Looptijd)\b"
    r"[^.]*\d"
)
_LABEL = re.compile(r"[A-Z][\w/. ]{1,28}:")
_LONGEST = 400  # characters of such a line, dots included
_SHORT = 60  # characters: a line that no hand or program wrapped


def begins_part(line: str) -> bool:
    """Whether a line begins as the name of a part does: "Bijlage 2 Formulier", "3.1 Buurtbemiddeling"."""
    return _PART.match(line.lstrip()) is not None


def tells_of_paper(line: str) -> bool:
    """Whether a line tells of the paper it stands on: "Getekend op 14 februari 2025", "Versie 2.1"."""
    return _DATED.match(line.lstrip()) is not None


def stand_alone(lines: Sequence[str], *, listing: bool) -> bool:
    """Whether the lines of one paragraph are lines of their own, no sentence that a hand or program wrapped.

    `listing`: they stand right under the heading of a contents list.
    """
    if len(lines) < 2 or any(len(line) > _LONGEST for line in lines):
        return False
    if listing or CONTENTS.fullmatch(lines[0].strip()) or all(map(begins_part, lines)):
        return True
    if not all(map(_LABEL.match, lines)):
        return False
    return sum(address_label(line) is not None for line in lines) > 1 or any(map(tells_of_paper, lines))


def set_apart(lines: Sequence[str]) -> list[str]:
    """The lines of a paragraph joined as they were wrapped, but for those that tell of the paper."""
    joined: list[str] = []
    above = ""
    for line in lines:
        ended = not re.search(r"[,;]$", above)
        alone = tells_of_paper(line) or (tells_of_paper(above) and len(above) <= _SHORT and line[:1].isupper())
        if not joined or (alone and ended):
            joined.append(line)
        else:
            joined[-1] += f"\n{line}"
        above = line
    return joined
