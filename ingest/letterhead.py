"""The lines on top of a memo or letter, to whom, from whom and on what, and whether a document is one."""

import re
from collections.abc import Sequence
from typing import Protocol

from ingest.references import KIND_WORDS


class _Line(Protocol):
    text: str


_ADDRESS = re.compile(
    r"[*_]*(?P<label>aan|van|afzender|ontvangers?|t\.a\.v\.|onderwerp|betreft|betreffende|cc|kopie(?: aan)?|vergadering"
    r"|portefeuillehouder|steller|(?:ons |uw )?kenmerk|datum)[*_]*\s*[:\t]",
    re.I,
)
_BLANK = re.compile(r"\s*(?:$|[.…_\[<(-]{2,}|[\[<])")  # what a form leaves open
_TO, _FROM, _ON = ("aan", "ontvanger", "ontvangers", "t.a.v."), ("van", "afzender", "steller"), "onderwerp betreft"
_LETTER = re.compile(
    r"(?:(?:concept)?memo(?:randum)?|(?:raads|college|bestuurs|informatie|aanbiedings|begeleidende?\s?)*(?:brief|nota|memo)"
    r"|notitie)\b",
    re.I,
)
_SALUTATION = re.compile(r"(?:geachte|beste)\s[^.:;]{2,80},?", re.I)
_AGREEMENT = re.compile(rf"{KIND_WORDS}|werkwijze|handleiding|leidraad|draaiboek|bijlage", re.I)
_SENDER = re.compile(
    r"(?:(?:gemeenten?|stichting|vereniging|coöperatie|politie|ggd|ggz|woning\w*|woon(?:stichting|groep|corporatie)|kredietbank|regio"
    r"|\w*bureau|veiligheids(?:huis|regio))\s+\S|postbus\s+\d|www\.|\S+@\S+$)",
    re.I,
)
_MOST_WORDS = 7
_LONGEST = 120  # characters of a line that is no running text
_TOP = 14  # lines looked at: a form further down is not the head


def is_sender(line: str) -> bool:
    """Whether a line only tells whose paper it is, as above its title: "Gemeente Brinkoord", "Postbus 1000"."""
    text = line.strip()
    short = len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS and not _AGREEMENT.search(text)
    return short and _SENDER.match(text) is not None and text[-1:] not in ".:;"


def address_label(line: str) -> str | None:
    """What a line such as "Aan: de stuurgroep" tells, in lower case; None for another line or an empty form."""
    found = _ADDRESS.match(line)
    return found["label"].lower() if found and not _BLANK.match(line, found.end()) else None


def is_letter(lines: Sequence[_Line]) -> bool:
    """Whether a document that begins with these lines is a memo or letter: by that word, its head or a salutation.

    What is called an agreement above all that is none, whatever form it holds.
    """
    labels: set[str] = set()
    for place, line in enumerate(lines[:_TOP]):
        text = line.text.strip()
        if _LETTER.match(text) and (place == 0 or len(text) <= _LONGEST):
            return True
        if label := address_label(text):
            labels.add("to" if label in _TO else "from" if label in _FROM else "on" if label in _ON else label)
            if len(labels & {"to", "from", "on"}) >= 2:
                return True
        elif _SALUTATION.fullmatch(text):
            return True
        elif len(text) > _LONGEST or _AGREEMENT.search(text):
            return False
    return False
