"""A question with everything taken out that could be personal: only words that are surely nobody's stay."""

import re
import unicodedata
from collections.abc import Collection, Sequence
from enum import Enum
from functools import lru_cache
from typing import Final

from kb.language.words import IDLE_WORDS, LONGEST, STOP_WORDS, fold

GAP: Final = "…"
MOST_CHARS: Final = 200

_SMALL = STOP_WORDS | IDLE_WORDS
_MARKS = '.,;:!?…()[]{}<>"“”„«»*'
_QUOTES = "'’‘`-–—"  # these may also be a word's own: "'t", "foto's", "e-mail"
_WORD = re.compile(r"'?[^\W\d_]+(?:['-][^\W\d_]+)*")
_STREET = re.compile(r".{3,}(?:straat|(?<!s)laan|plein|gracht|kade|singel|steeg)")
_ENDS = re.compile(r"[.?!]\W*$")

# What a name follows, also one that is an ordinary word typed without a capital ("mevrouw de wit").
_TITLE_WORDS = """
dhr fam familie heer juffrouw meneer mej menheer mevr mevrouw mijnheer mr mw genaamd geheten heet heette heten
miss mister mrs ms named called
"""
_PARTICLE_WORDS = "al ben bin de del den der di du el het la le 't te ten ter van von"
_TITLES = frozenset(_TITLE_WORDS.split())
_PARTICLES = frozenset(_PARTICLE_WORDS.split())


def masked(question: str, labelled: Collection[str]) -> str:
    """The words of a question that cannot be anyone's, in lower case; a gap (…) for all others.

    A word stays where it is a stop word, or stands in the dictionary (Dutch or English) or among
    the `labelled` words (folded, those of the thesaurus), and nothing makes it a name or a place:
    a capital (but for a small word that begins a sentence), a digit or mark in it or a number
    behind it, a title before it, or a name's entry in the dictionary. Unknown words never stay,
    so a typing error costs its word. At most 200 characters; empty where no word stays.

    What is left: a name that is an ordinary word too, typed in lower case and without a title.
    """
    found: list[str] = []
    chunks = unicodedata.normalize("NFC", question).split()
    naming, begins = _Naming.NOBODY, True
    for place, chunk in enumerate(chunks):
        word = _bare(chunk)
        if word == "" and not any(map(str.isalnum, chunk)):  # a dash by itself
            continue
        small, plain = fold(word.lower()), _WORD.fullmatch(word) is not None
        named = naming.goes_on(small)
        fine = plain and not named and (small in _SMALL or not _numbered(chunks, place))
        stays = fine and _stays(word, labelled, begins=begins)
        if stays or found[-1:] != [GAP]:
            found.append(word.lower() if stays else GAP)
        if chunk.endswith(("?", "!")):
            naming = _Naming.NOBODY
        elif named or small in _TITLES:
            naming = _Naming.SURELY
        else:  # "kees" is no word, and "van den heuvel" behind it is not a hill
            naming = _Naming.NOBODY if stays or not plain else _Naming.PERHAPS
        # A dot behind an initial or a title ends nothing.
        begins = bool(_ENDS.search(chunk)) and plain and len(word) > 2 and word.islower() and small not in _TITLES
    return _short(found) if set(found) - {GAP} else ""


class _Naming(Enum):
    """Whether a name goes on: surely after a title, perhaps after a word left out, if a particle follows."""

    NOBODY, PERHAPS, SURELY = range(3)

    def goes_on(self, small: str) -> bool:
        """Whether this word is of the name too: a title's name ends at a stop word ("mevrouw de wit mag")."""
        if small in _PARTICLES:
            return self is not _Naming.NOBODY
        return self is _Naming.SURELY and small not in STOP_WORDS


def _bare(chunk: str) -> str:
    """A word without the marks around it; the apostrophe of "'t" is its own."""
    word = chunk.strip(_MARKS).replace("’", "'")
    return word if word.lower() in STOP_WORDS else word.strip(_MARKS + _QUOTES)


def _numbered(chunks: Sequence[str], place: int) -> bool:
    """Whether a number follows: "kerkstraat 12"."""
    return any(map(str.isnumeric, "".join(chunks[place + 1 : place + 2])))


def _stays(word: str, labelled: Collection[str], *, begins: bool) -> bool:
    """Whether a word of letters is nobody's, wherever it stands."""
    lower = word.lower()
    small = fold(lower)
    if small in _SMALL:
        return word == lower or (begins and word[1:] == lower[1:])
    if word != lower:
        return False
    if not 1 < len(lower) <= LONGEST or _STREET.fullmatch(lower):
        return False
    return (small in labelled or _in_dictionary(lower)) and not _names(lower)


@lru_cache(maxsize=65536)
def _in_dictionary(word: str) -> bool:
    import simplemma

    return simplemma.is_known(word, lang=("nl", "en"))


@lru_cache(maxsize=65536)
def _names(word: str) -> bool:
    """Whether a dictionary has the word as a name too: "bakker", "jan", "wit"; also "amsterdam"."""
    import simplemma

    return any(
        simplemma.is_known(word, lang=lang) and simplemma.lemmatize(word.capitalize(), lang=lang)[:1].isupper()
        for lang in ("nl", "en")
    )


def _short(words: Sequence[str]) -> str:
    """As many whole words as fit, with a gap for the others."""
    text = " ".join(words)
    if len(text) <= MOST_CHARS:
        return text
    text = text[: MOST_CHARS - len(GAP)].rpartition(" ")[0]
    return text if text.endswith(GAP) else f"{text} {GAP}"
