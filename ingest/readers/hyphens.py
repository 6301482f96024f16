"""What the hyphen at the end of a line means, judged by the other words of the same document."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

SOFT = "\u00ad"
_WORD = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]+-[^\W\d_]+")
_ENDS = re.compile(r"([^\W\d_]{1,60}|\d{1,60})[-\u2010]$")
_BEGINS = re.compile(r"[^\W\d_]+|\d+")
# "zorg- en strafketen": the hyphen hangs, the word it stands for comes later.
_JOINING = frozenset(("en", "of", "als", "dan", "tot", "en/of"))
_NEARBY = 60  # longer than any half word


class Join(Enum):
    """How two lines become one."""

    SPACE = " "
    KEEP = "keep"  # the hyphen is the word's own
    DROP = "drop"  # the hyphen came with the line end


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words and the hyphenated compounds of a document, in lower case."""

    words: frozenset[str]
    compounds: frozenset[str]


def vocabulary(lines: Iterable[str]) -> Vocabulary:
    """The vocabulary of a document from its lines, so that no broken word is taken for a whole one."""
    words: set[str] = set()
    compounds: set[str] = set()
    for line in lines:
        lowered = line.lower().strip()
        words.update(_WORD.findall(lowered))
        compounds.update(_COMPOUND.findall(lowered))
    return Vocabulary(frozenset(words), frozenset(compounds))


def join(left: str, right: str, known: Vocabulary) -> Join:
    """What stands between the end of one line and the beginning of the next.

    A soft hyphen always goes. Another goes where the whole word occurs elsewhere in the document,
    or where nothing says that the hyphen is the word's own: a compound that occurs with it, a
    capital or figure behind it, an abbreviation before it.
    """
    left, right = left.rstrip()[-_NEARBY:], right.lstrip()[:_NEARBY]
    if left.endswith(SOFT):
        return Join.DROP
    ends, begins = _ENDS.search(left), _BEGINS.match(right)
    if not ends or not begins:
        return Join.SPACE
    head, tail = ends[1], begins[0]
    if tail in _JOINING:
        return Join.SPACE
    if not tail[0].islower() or head.isupper() or head.isdigit():
        return Join.KEEP
    if (head + tail).lower() in known.words:
        return Join.DROP
    return Join.KEEP if f"{head}-{tail}".lower() in known.compounds else Join.DROP
