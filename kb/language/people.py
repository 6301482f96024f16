"""Names of people in a text: told by a title, an initial, a first name or a word for somebody before them."""

import re
from collections.abc import Sequence

from kb.language.about_people import CALLED, DEGREES, LOOSE_ROLES, ROLES, TITLES, WHO, WHOSE, name_lists
from kb.language.english import english_known
from kb.language.lexicon import known
from kb.language.name_words import (
    Word,
    blank,
    first_name,
    follows,
    initial,
    institution,
    is_title,
    listed_surname,
    ordinary,
    surname,
    words_of,
)
from kb.language.words import STOP_WORDS

_AFTER_MARK = re.compile(r"[,:]\s{1,4}['\"“]?|\s{1,4}[(\"“'-]\s?")
_SURE_INITIALS = frozenset("ghjklmnopqrstuwyz")  # the others number things: "B. Meldpunt", "V. Slot"
_MOST_BEFORE = 8  # titles and initials before a surname
_MOST_GIVEN = 3  # first names or initials of one person


def people(text: str) -> tuple[tuple[int, int], ...]:
    """Where names of people stand in a text, as start and end, in order.

    A name is told by what stands before it: a title ("mw de vries"), initials ("J. Jansen"), a first
    name ("Jan de Vries"), a word for somebody ("client jan"); or it is a listed first name with a
    capital. Organisations, streets and offices are nobody ("Jan van Zutphen Stichting", "mevrouw de
    wethouder"), nor is an ordinary word behind a title ("mevrouw wil geen hulp").

    What is missed: a surname alone, and a first name that is not listed or has no capital, where
    nothing before them tells that they are names.
    """
    words = words_of(text)
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(words):
        name = _named(words, place)
        if name is None:
            place += 1
        else:
            first, last = name
            found.append((words[first].start, words[last].end))
            place = last + 1
    return tuple(found)


def _named(words: Sequence[Word], place: int) -> tuple[int, int] | None:
    """First and last word of the name, its title included, that this place tells of; None where it tells of none."""
    for way in (_titled, _with_initials, _with_first_name, _before_initials, _as_family, _alone):
        if (last := way(words, place)) is not None:
            return place, last
    return _in_a_role(words, place)


# ---- the ways a name is told ---------------------------------------------------------------------


def _titled(words: Sequence[Word], place: int) -> int | None:
    """A title and a surname: "mw de vries", "Dr. Proefstra"."""
    title = words[place]
    if not is_title(title.small) or title.text in ("MS", "MR", "ING", "IR"):
        return None
    if title.small == "gezin" and title.capital and place and words[place - 1].small == "en":
        return None  # "Jeugd en Gezin Utrecht"
    at = place + 1
    most = min(len(words), place + _MOST_BEFORE)
    while at < most and follows(words, at) and (words[at].small in TITLES | DEGREES or initial(words, at)):
        at += 1
    direct = title.small not in DEGREES
    last = surname(words, at, direct=direct)
    if last is None and direct and at < len(words) and follows(words, at):
        return at if first_name(words[at]) and not institution(words, at, at) else None
    if last is None or institution(words, at, last):
        return None
    return last if direct or words[last].capital else None


def _with_initials(words: Sequence[Word], place: int) -> int | None:
    """Initials and a surname: "A.B. de Wit", "j. jansen", "J de Vries"."""
    at = place
    while at < len(words) and at - place < _MOST_GIVEN + 2 and initial(words, at):
        at += 1
    count = at - place
    if count == 0:
        return _without_dot(words, place)
    last = surname(words, at, direct=False)
    if last is None or institution(words, place, last):
        return None
    name = words[last]
    if words[place].capital and (count > 1 or last > at):  # several initials, or a particle between
        return last if name.capital else None
    if name.small in name_lists().surnames or (last > at and name.small in name_lists().after_particle):
        return last
    if not (name.capital and words[place].capital) or known(name.small) or english_known(name.small):
        return None
    return last if words[place].small in _SURE_INITIALS or not ordinary(name.small) else None


def _without_dot(words: Sequence[Word], place: int) -> int | None:
    word = words[place]
    if len(word.text) > 3 or not word.text.isupper() or not word.capital:
        return None
    last = surname(words, place + 1, direct=False)
    if last is None or not words[last].capital or not listed_surname(words, place + 1, last):
        return None
    return last if len(word.text) == 1 or last > place + 1 else None


def _with_first_name(words: Sequence[Word], place: int) -> int | None:
    """A first name and a surname: "Fatima El Idrissi", "karin de boer"."""
    if not first_name(words[place], doubtful=words[place].capital):
        return _with_surname(words, place)
    at = place + 1
    while at < len(words) and at - place < _MOST_GIVEN and blank(words, at) and first_name(words[at]):
        at += 1
    given = words[at - 1]
    while at < len(words) and at - place < _MOST_GIVEN + 2 and initial(words, at):
        at += 1
    last = surname(words, at, direct=given.capital)
    if last is None or institution(words, place, last):
        return None
    listed = listed_surname(words, at, last)
    if words[place].small in name_lists().doubtful and not listed:
        return None
    if words[last].capital:
        return last if words[place].capital or listed else None
    return last if listed or not ordinary(words[last].small) else None


def _with_surname(words: Sequence[Word], place: int) -> int | None:
    """A word nobody knows, with a capital, and a listed surname: "Thi Nguyen"; or "Van den Berg" by itself."""
    word = words[place]
    if not word.capital or institution(words, place, place):
        return None
    if word.small == "van" and follows(words, place + 1) and words[place + 1].small in ("den", "der"):
        last = surname(words, place, direct=False)
        return last if last and words[last].capital and not words[place + 1].capital else None
    if ordinary(word.small) or (words[place + 1 : place + 2] and words[place + 1].small in ("aan", "op", "in")):
        return None  # "Alphen aan den Rijn"
    last = surname(words, place + 1, direct=False)
    if last is None or not words[last].capital or institution(words, place, last):
        return None
    return last if listed_surname(words, place + 1, last) else None


def _in_a_role(words: Sequence[Word], place: int) -> tuple[int, int] | None:
    """The name behind a word for somebody: "client jan", "cliënte Lindeboom", "zijn naam is Lindeboom"."""
    small, at = _role(words, place)
    if small not in ROLES | LOOSE_ROLES | CALLED or at >= len(words):
        return None
    name, marked = words[at], bool(_AFTER_MARK.fullmatch(words[at].gap))
    if not (marked or blank(words, at)) or institution(words, at, at):
        return None
    if first_name(name, doubtful=name.capital and not marked and name.small not in STOP_WORDS):
        return at, at
    last = surname(words, at, direct=False, marked=marked)
    if last is None or not words[last].capital or name.small == "van":
        return None
    if listed_surname(words, at, last):
        return at, last
    unlisted = small not in LOOSE_ROLES and last == at and not name.text.isupper() and (not marked or small in CALLED)
    return (at, last) if unlisted and not ordinary(name.small) else None


def _role(words: Sequence[Word], place: int) -> tuple[str, int]:
    """The word that tells a name, and where the name would stand: "heet" of somebody is as "genaamd"."""
    small, at = words[place].small, place + 1
    before = words[place - 1].small if place else ""
    if small == "naam" and at < len(words):
        if words[at].small in ("is", "was") and before in WHOSE:
            return "genaamd", at + 1
        if words[at].gap.startswith(":"):
            return "genaamd", at
    if small in ("heet", "heette") and before in ROLES | LOOSE_ROLES | WHO:
        return "genaamd", at
    return small, at


def _before_initials(words: Sequence[Word], place: int) -> int | None:
    """A surname as files have it: "Jansen, J.P."."""
    at = place + 1
    name = words[place]
    if not name.capital or at >= len(words) or words[at].gap != ", " or not words[at].capital or not initial(words, at):
        return None
    listed = name.small in name_lists().surnames | name_lists().after_particle
    return at if listed or not ordinary(name.small) else None


def _as_family(words: Sequence[Word], place: int) -> int | None:
    """`the Lindeboom family`."""
    name, at = words[place], place + 1
    if at >= len(words) or words[at].small not in ("family", "household") or not blank(words, at):
        return None
    before = words[place - 1].small if place else ""
    return (
        place if before == "the" and name.capital and not (english_known(name.small) or name.text.isupper()) else None
    )


def _alone(words: Sequence[Word], place: int) -> int | None:
    """A listed first name with a capital, and no institution about it."""
    word = words[place]
    if not word.capital or not first_name(word) or word.text.isupper() or institution(words, place, place):
        return None
    before = words[place - 1] if place and blank(words, place) else None
    if before is not None and (before.small in ("de", "het", "the") or (before.capital and place > 1)):
        return None  # "de Anna" is a place to be, "Huize Anna" too
    after = words[place + 1] if place + 1 < len(words) and blank(words, place + 1) else None
    return place if after is None or not after.capital or len(after.text) == 1 else None
