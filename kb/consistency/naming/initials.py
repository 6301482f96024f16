"""What the letters of an abbreviation stand for, among the words before or behind it."""

import re
from collections.abc import Sequence
from typing import Final

from kb.language.words import fold

# "CZO", "GRIP", "RvT", "BsGW"; a law in brackets may have one capital: "Wmo".
SHORT: Final = r"(?:[A-Z]{2,8}|[A-Z][a-z]{1,2}[A-Z]{1,4}|[A-Z]&[A-Z])"
QUOTE: Final = r"[\"'“”‘’„]?"
LAW: Final = r"[A-Z][a-z]{1,5}"
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_STOP: Final = re.compile(r"[.;:()\n\t\"“”„]|,\s")
_SMALL: Final = frozenset(
    ["de", "het", "een", "en", "van", "voor", "der", "den", "in", "op", "te", "ter", "bij", "met"]
)
_MOST: Final = 10  # words an abbreviation may stand for
LOOK: Final = 200  # characters that are looked at on either side


def full_before(short: str, text: str) -> str:
    """The words right before an abbreviation that it stands for; empty where its letters are not theirs.

    Source: Schwartz and Hearst (PSB 2003), with the initials of words before letters inside compounds.
    """
    stops = [found.end() for found in _STOP.finditer(text.rstrip(" \"“”„'‘’"))]
    words = list(_WORD.finditer(text, stops[-1] if stops else 0))[-_MOST:]
    for fits in (_initials, _inside):
        for at in range(len(words) - 1, -1, -1):
            chosen = words[at:]
            if chosen[0][0].lower() not in _SMALL and fits(short, [one[0] for one in chosen]):
                return text[chosen[0].start() : chosen[-1].end()]
    return ""


def full_after(short: str, text: str) -> str:
    """The words behind an abbreviation that it stands for; empty where its letters are not theirs."""
    stop = _STOP.search(text, 1)
    words = list(_WORD.finditer(text[: min(stop.start() if stop else LOOK, LOOK)]))[:_MOST]
    while words and words[0][0].lower() in _SMALL:
        words = words[1:]
    for fits in (_initials, _inside):
        for count in range(1, len(words) + 1):
            chosen = words[:count]
            if chosen[-1][0].lower() not in _SMALL and fits(short, [one[0] for one in chosen]):
                return text[chosen[0].start() : chosen[-1].end()]
    return ""


def full_inside(short: str, text: str) -> str:
    """What stands in brackets behind an abbreviation, where all of it is what it stands for."""
    words = [found[0] for found in _WORD.finditer(text)]
    return text.strip() if words and _inside(short, words) else full_after(short, text)


def letters(short: str) -> str:
    """The letters of an abbreviation, small."""
    return "".join(letter for letter in fold(short).lower() if letter.isalpha())


def _initials(short: str, words: Sequence[str]) -> bool:
    """Whether the letters are the initials of the words, small ones counted or not."""
    own = letters(short)
    firsts = [(fold(word)[:1].lower(), word.lower() in _SMALL) for word in words]
    return own in ("".join(first for first, _ in firsts), "".join(first for first, small in firsts if not small))


def _inside(short: str, words: Sequence[str]) -> bool:
    """Whether the letters stand in the words in their order, the first one in front: "zorgtafel (ZT)"."""
    own = letters(short)
    if re.fullmatch(LAW, short) or short in words or len(words) > len(own) + 1:
        return False
    text = fold("".join(words)).lower()
    if not own or text[:1] != own[0]:
        return False
    at = 0
    for letter in own[1:]:
        at = text.find(letter, at + 1)
        if at < 0:
            return False
    return True
