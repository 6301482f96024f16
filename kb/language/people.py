"""Names of people in a text: told by a title, an initial, a first name or a word for somebody before them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kb.language.about_people import (
    CALLED,
    DEGREES,
    INSTITUTION,
    INSTITUTIONS,
    LOOSE_ROLES,
    NOBODY,
    PARTICLES,
    ROLES,
    SHORT_TITLES,
    SURE_PARTICLES,
    TITLES,
    WHOSE,
    name_lists,
)
from kb.language.compounds import parts
from kb.language.english import english_known
from kb.language.lexicon import known
from kb.language.words import IDLE_WORDS, LONGEST, STOP_WORDS, fold

_WORD = re.compile(r"(?:'(?=[tsTS]\b))?[^\W\d_](?:[^\W_]|[\u0300-\u036f]|['-](?=[^\W\d_]))*")
_BLANK = re.compile(r"\s{1,4}")
_AFTER_DOT = re.compile(r"\.\s{0,4}")
_AFTER_MARK = re.compile(r"[,:(]\s{0,4}['\"“]?|\s{1,4}[(\"“'-]\s?")
_MOST_PARTICLES = 3
_MOST_GIVEN = 3  # first names or initials of one person


@dataclass(frozen=True, slots=True)
class _Word:
    """A word and what stands between it and the word before; `capital` is false where all is in capitals."""

    text: str
    small: str
    start: int
    end: int
    gap: str
    capital: bool


def people(text: str) -> tuple[tuple[int, int], ...]:
    """Where names of people stand in a text, as start and end, in order.

    A name is told by what stands before it: a title ("mw de vries"), initials ("J. Jansen"), a first
    name ("Jan de Vries"), a word for somebody ("client jan"); or it is a listed first name with a
    capital. Organisations, streets and offices are nobody ("Jan van Zutphen Stichting", "mevrouw de
    wethouder"), nor is an ordinary word behind a title ("mevrouw wil geen hulp").

    What is missed: a surname alone, and a first name that is not listed or has no capital, where
    nothing before them tells that they are names.
    """
    words = _words(text)
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(words):
        last = _named(words, place)
        if last is None:
            place += 1
        else:
            found.append((words[place].start, words[last].end))
            place = last + 1
    return tuple(found)


def _words(text: str) -> list[_Word]:
    shouted = len(text) > 3 and text.isupper()
    found: list[_Word] = []
    end = 0
    for match in _WORD.finditer(text):
        word = match.group()
        small = fold(word[:LONGEST].lower()).replace("ı", "i")
        capital = word[0].isupper() and not shouted
        found.append(_Word(word, small, match.start(), match.end(), text[end : match.start()], capital))
        end = match.end()
    return found


def _named(words: list[_Word], place: int) -> int | None:
    """The last word of the name that begins, with its title or role, at this place; None where none does."""
    ways = (way(words, place) for way in (_titled, _with_initials, _with_first_name, _in_a_role, _alone))
    return next((last for last in ways if last is not None), None)


# ---- the ways a name is told ---------------------------------------------------------------------


def _titled(words: list[_Word], place: int) -> int | None:
    """A title and a surname: "mw de vries", "Dr. Proefstra"."""
    title = words[place]
    if title.small not in TITLES | DEGREES or title.text in ("MS", "MR", "ING", "IR"):
        return None
    at = place + 1
    while at < len(words) and _follows(words, at) and (words[at].small in TITLES | DEGREES or _initial(words, at)):
        at += 1
    last = _surname(words, at, direct=title.small in TITLES)
    if last is None and title.small in TITLES and at < len(words) and _follows(words, at):
        return at if _first_name(words[at]) and not _institution(words, at, at) else None
    if last is None or _institution(words, at, last):
        return None
    return last if title.small in TITLES or words[last].capital else None


def _with_initials(words: list[_Word], place: int) -> int | None:
    """Initials and a surname: "A.B. de Wit", "j. jansen", "J de Vries"."""
    at = place
    while at < len(words) and at - place < _MOST_GIVEN + 2 and _initial(words, at):
        at += 1
    count = at - place
    if count == 0:
        return _without_dot(words, place)
    last = _surname(words, at, direct=False)
    if last is None or _institution(words, place, last):
        return None
    name = words[last]
    if words[place].capital and (count > 1 or last > at):  # several initials, or a particle between
        return last if name.capital else None
    if name.small in name_lists().surnames or (last > at and name.small in name_lists().after_particle):
        return last
    return last if name.capital and words[place].capital and not _ordinary(name.small) else None


def _without_dot(words: list[_Word], place: int) -> int | None:
    word = words[place]
    if len(word.text) > 3 or not word.text.isupper() or not word.capital:
        return None
    last = _surname(words, place + 1, direct=False)
    if last is None or not words[last].capital or not _listed_surname(words, place + 1, last):
        return None
    return last if len(word.text) == 1 or last > place + 1 else None


def _with_first_name(words: list[_Word], place: int) -> int | None:
    """A first name and a surname: "Fatima El Idrissi", "karin de boer"."""
    if not _first_name(words[place], doubtful=words[place].capital):
        return None
    at = place + 1
    while at < len(words) and at - place < _MOST_GIVEN and _blank(words, at) and _first_name(words[at]):
        at += 1
    given = words[at - 1]
    while at < len(words) and at - place < _MOST_GIVEN + 2 and _initial(words, at):
        at += 1
    last = _surname(words, at, direct=given.capital)
    if last is None or _institution(words, place, last):
        return None
    listed = _listed_surname(words, at, last)
    if words[place].small in name_lists().doubtful and not listed:
        return None
    if words[last].capital:
        return last if words[place].capital or listed else None
    return last if listed or not _ordinary(words[last].small) else None


def _in_a_role(words: list[_Word], place: int) -> int | None:
    """A word for somebody and a name: "client jan", "cliënte Lindeboom", "zijn naam is Lindeboom"."""
    role, at = words[place], place + 1
    small = role.small
    if small == "naam" and place and words[place - 1].small in WHOSE and words[at : at + 1]:
        at += words[at].small in ("is", "was")
        small = "genaamd"
    if small not in ROLES | LOOSE_ROLES | CALLED or at >= len(words):
        return None
    name, marked = words[at], bool(_AFTER_MARK.fullmatch(words[at].gap))
    if not (marked or _blank(words, at)) or _institution(words, at, at):
        return None
    if _first_name(name, doubtful=name.capital and not marked):
        return at
    last = _surname(words, at, direct=False)
    if last is None or not words[last].capital or name.small == "van":
        return None
    if _listed_surname(words, at, last):
        return last
    unlisted = small not in LOOSE_ROLES and last == at and not marked and not name.text.isupper()
    return last if unlisted and not _ordinary(name.small) else None


def _alone(words: list[_Word], place: int) -> int | None:
    """A listed first name with a capital, and no institution about it."""
    word = words[place]
    if not word.capital or not _first_name(word) or word.text.isupper() or _institution(words, place, place):
        return None
    before = words[place - 1] if place and _blank(words, place) else None
    if before is not None and (before.small in ("de", "het", "the") or (before.capital and place > 1)):
        return None  # "de Anna" is a place to be, "Huize Anna" too
    after = words[place + 1] if place + 1 < len(words) and _blank(words, place + 1) else None
    return place if after is None or not after.capital else None


# ---- what the words are --------------------------------------------------------------------------


def _surname(words: list[_Word], place: int, *, direct: bool) -> int | None:
    """The last word of a surname that begins here, particles included; None where it is none.

    `direct`: right behind a title or a first name, where a lower-cased word may be one too.
    """
    at = place
    while at < len(words) and at - place < _MOST_PARTICLES and words[at].small in PARTICLES and _follows(words, at):
        at += 1
    if at >= len(words) or not _follows(words, at):
        return None
    name, particles = words[at], words[place:at]
    if name.small in STOP_WORDS | NOBODY or len(name.small) < 2:
        return None
    listed = _listed_surname(words, place, at)
    if listed or (particles and particles[-1].small in SURE_PARTICLES and not name.text.isupper()):
        return at
    if name.capital:
        acronym = name.text.isupper() and len(name.text) < 4
        # "mevrouw van Veilig Thuis": what a particle and a capital make of an ordinary word is no name
        return None if acronym or (particles and _ordinary(name.small)) else at
    return at if (direct or particles) and not _ordinary(name.small) else None


def _listed_surname(words: list[_Word], place: int, at: int) -> bool:
    small = words[at].small
    behind = at > place and words[place].small in PARTICLES
    return any(
        part in (name_lists().after_particle if behind else name_lists().surnames)
        for part in (small, *small.split("-"))
    )


def _first_name(word: _Word, *, doubtful: bool = False) -> bool:
    """Whether a word is a listed first name; `doubtful` ones are ordinary words too."""
    lists = name_lists()
    if word.small in STOP_WORDS and not word.capital:
        return False
    return word.small in lists.first or (doubtful and word.small in lists.doubtful)


@lru_cache(maxsize=65536)
def _ordinary(small: str) -> bool:
    """Whether a lower-cased word is one of Dutch or English, or a compound of such."""
    return (
        len(small) < 3
        or small in STOP_WORDS
        or small in IDLE_WORDS
        or known(small)
        or english_known(small)
        or ("-" in small and all(map(_ordinary, small.split("-"))))
        or bool(parts(small))
    )


def _institution(words: list[_Word], place: int, last: int) -> bool:
    """Whether a name is that of an organisation, a street or the like, by its ending or its neighbours."""
    if any(INSTITUTION.fullmatch(word.small) for word in words[place : last + 1] if word.capital):
        return True
    before = words[place - 1].small if place and _follows(words, place) else ""
    after = words[last + 1].small if last + 1 < len(words) and _near(words[last + 1].gap) else ""
    return (
        before in INSTITUTIONS
        or after in INSTITUTIONS
        or bool(INSTITUTION.fullmatch(after) and words[last + 1].capital)
    )


def _initial(words: list[_Word], place: int) -> bool:
    """Whether a word is an initial with its dot: "J.", "Th."."""
    word = words[place]
    dotted = place + 1 < len(words) and bool(_AFTER_DOT.fullmatch(words[place + 1].gap))
    return dotted and (
        len(word.text) == 1 or (len(word.text) == 2 and word.capital and word.small in ("ch", "th", "ph", "fr"))
    )


def _follows(words: list[_Word], place: int) -> bool:
    """Whether a word belongs to the one before it: only blanks between, or the dot of an abbreviation."""
    if not place or place >= len(words):
        return place < len(words)
    before = words[place - 1]
    abbreviated = before.small in SHORT_TITLES | DEGREES or len(before.text) <= 2
    return _blank(words, place) or (abbreviated and bool(_AFTER_DOT.fullmatch(words[place].gap)))


def _blank(words: list[_Word], place: int) -> bool:
    return bool(_BLANK.fullmatch(words[place].gap))


def _near(gap: str) -> bool:
    return gap in (" ", "-", "  ")
