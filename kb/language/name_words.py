"""The words of a text as a reader of names sees them: titles, first names, surnames, initials, ordinary words."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kb.language.about_people import (
    DEGREES,
    INSTITUTION,
    INSTITUTIONS,
    NOBODY,
    PARTICLES,
    SHORT_TITLES,
    SURE_PARTICLES,
    TITLES,
    name_lists,
)
from kb.language.compounds import parts
from kb.language.english import english_known
from kb.language.lexicon import known
from kb.language.words import IDLE_WORDS, LONGEST, STOP_WORDS, fold

_WORD = re.compile(r"(?:'(?=[tsTS]\b))?[^\W\d_](?:[^\W_]|[\u0300-\u036f]|['-](?=[^\W\d_]))*")
_BRAND = re.compile(r"[a-z]{2}[A-Z]")
_BLANK = re.compile(r"\s{1,4}")
_AFTER_DOT = re.compile(r"\.\s{0,4}")
_MOST_PARTICLES = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word and what stands between it and the word before; `capital` is false where all is in capitals."""

    text: str
    small: str
    start: int
    end: int
    gap: str
    capital: bool


def words_of(text: str) -> list[Word]:
    """The words of a text, in order."""
    shouted = len(text) > 3 and text.isupper()
    found: list[Word] = []
    end = 0
    for match in _WORD.finditer(text):
        word = match.group()
        small = fold(word[:LONGEST].lower()).replace("ı", "i").removesuffix("'s")
        capital = word[0].isupper() and not shouted
        found.append(Word(word, small, match.start(), match.end(), text[end : match.start()], capital))
        end = match.end()
    return found


def surname(words: Sequence[Word], place: int, *, direct: bool, marked: bool = False) -> int | None:
    """The last word of a surname that begins here, particles included; None where it is none.

    `direct`: right behind a title or a first name, where a lower-cased word may be one too. `marked`:
    a comma or the like stands before it.
    """
    at = place
    while at < len(words) and at - place < _MOST_PARTICLES and words[at].small in PARTICLES and follows(words, at):
        at += 1
    if at >= len(words) or not (follows(words, at) or (marked and at == place)):
        return None
    name, particles = words[at], words[place:at]
    if name.small in STOP_WORDS | NOBODY or len(name.small) < 2:
        return None
    listed = listed_surname(words, place, at)
    if listed or (particles and particles[-1].small in SURE_PARTICLES and not name.text.isupper()):
        return at
    if name.capital:
        acronym = name.text.isupper() and len(name.text) < 4
        # "mevrouw van Veilig Thuis": what a particle and a capital make of an ordinary word is no name
        return None if acronym or (particles and ordinary(name.small)) else at
    return at if (direct or particles) and not ordinary(name.small) else None


def listed_surname(words: Sequence[Word], place: int, at: int) -> bool:
    """Whether a surname with its particles, from `place` to `at`, is one of the list, or has a part that is."""
    small = words[at].small
    behind = at > place and words[place].small in PARTICLES
    return any(
        part in (name_lists().after_particle if behind else name_lists().surnames)
        for part in (small, *small.split("-"))
    )


def first_name(word: Word, *, doubtful: bool = False) -> bool:
    """Whether a word is a listed first name; `doubtful` ones are ordinary words too."""
    lists = name_lists()
    if word.small in STOP_WORDS and not word.capital:
        return False
    return word.small in lists.first or (doubtful and word.small in lists.doubtful)


@lru_cache(maxsize=65536)
def is_title(small: str) -> bool:
    """Whether a word is a title; "mevouw" is one too."""
    if small in TITLES | DEGREES:
        return True
    if len(small) < 5 or small[:1] != "m" or known(small) or english_known(small):
        return False
    from rapidfuzz.distance import OSA

    return any(OSA.distance(small, title, score_cutoff=1) <= 1 for title in ("mevrouw", "meneer", "mijnheer"))


@lru_cache(maxsize=65536)
def ordinary(small: str) -> bool:
    """Whether a lower-cased word is one of Dutch or English, or a compound of such."""
    return (
        len(small) < 3
        or small in STOP_WORDS
        or small in IDLE_WORDS
        or known(small)
        or english_known(small)
        or ("-" in small and all(map(ordinary, small.split("-"))))
        or bool(parts(small))
    )


def institution(words: Sequence[Word], place: int, last: int) -> bool:
    """Whether a name is that of an organisation, a street or the like, by its ending or its neighbours."""
    # "WoonIn" has a capital inside
    if any(
        INSTITUTION.fullmatch(word.small) or _BRAND.search(word.text)
        for word in words[place : last + 1]
        if word.capital
    ):
        return True
    before = words[place - 1].small if place and follows(words, place) else ""
    after = words[last + 1].small if last + 1 < len(words) and _near(words[last + 1].gap) else ""
    return (
        before in INSTITUTIONS
        or after in INSTITUTIONS
        or bool(INSTITUTION.fullmatch(after) and words[last + 1].capital)
    )


def initial(words: Sequence[Word], place: int) -> bool:
    """Whether a word is an initial with its dot: "J.", "Th."."""
    word = words[place]
    dotted = place + 1 < len(words) and bool(_AFTER_DOT.fullmatch(words[place + 1].gap))
    return dotted and (
        len(word.text) == 1 or (len(word.text) == 2 and word.capital and word.small in ("ch", "th", "ph", "fr"))
    )


def follows(words: Sequence[Word], place: int) -> bool:
    """Whether a word belongs to the one before it: only blanks between, or the dot of an abbreviation."""
    if not place or place >= len(words):
        return place < len(words)
    before = words[place - 1]
    abbreviated = before.small in SHORT_TITLES | DEGREES or len(before.text) <= 2
    return blank(words, place) or (abbreviated and bool(_AFTER_DOT.fullmatch(words[place].gap)))


def blank(words: Sequence[Word], place: int) -> bool:
    """Whether only blanks stand before a word."""
    return bool(_BLANK.fullmatch(words[place].gap))


def _near(gap: str) -> bool:
    return gap in (" ", "-", "  ")
