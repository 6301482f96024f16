"""What is one organisation: names compared without legal form, office and unit, and with slips of spelling."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from rapidfuzz.distance import OSA

from kb.language.words import fold

# Words that belong to the legal form: a name without them is the same name.
_LEGAL_WORDS = """
stichting vereniging cooperatie cooperatieve woningcorporatie corporatie woningbouwvereniging woningvereniging federatie
nv bv ua vof
"""
_SMALL_WORDS = "de het een en van voor in op aan bij te ten ter der den met uit t s"
_LEGAL: Final = frozenset(_LEGAL_WORDS.split())
_SMALL: Final = frozenset(_SMALL_WORDS.split())
# What sort of body a name says it is of: "woon-stichting", "drinkwater-bedrijf".
_SORT = re.compile(
    r"(?P<of>\w*?)s?(?P<sort>stichting|vereniging|cooperatie|corporatie|bedrijf|organisatie|maatschappij|instelling)"
)
_HOUSING: Final = frozenset({"woon", "wonen", "woning", "woningbouw"})
_LEGAL_FORMS = re.compile(
    r"(?P<stichting>stichting\b)|(?P<vereniging>vereniging\b)|(?P<cooperatie>\bco[oö]peratie|\bu\.?a\b)"
    r"|(?P<nv>\bn\.?\s?v\b)|(?P<bv>\bb\.?\s?v\b)",
    re.I,
)
_LEGAL_TAIL = re.compile(r"\b(?:n\.?\s?v|b\.?\s?v|u\.?\s?a|v\.?\s?o\.?\s?f)\b\.?", re.I)
# Whoever acts for a municipality is the municipality.
_OFFICE = re.compile(
    r"^(?:(?:de|het)\s+)?(?:college(?:\s+van\s+(?:burgemeester\s+en\s+wethouders|b\s*(?:en|&)\s*w))?"
    r"|burgemeester(?:\s+en\s+wethouders)?|gemeenteraad|raad)\s+van\s+(?:de\s+)?(?:gemeente\s+)?(?=[A-Z'’])",
    re.I,
)
_UNIT = re.compile(
    r"\s*(?:,\s*(?:district|eenheid|basisteam|afdeling|team|regio|locatie|cluster|domein)\b.*|\(.*)$", re.I
)
_WORD = re.compile(r"[^\W_]+")
_ONE_SLIP, _TWO_SLIPS = 5, 9  # letters of a word from which one and two wrong letters may be slips
_STEM = 6  # letters of a word from which a longer one that begins with it is a compound of it


@lru_cache(maxsize=16384)
def core(name: str) -> tuple[str, ...]:
    """The words of a name that tell who it is, in small letters without accents.

    Legal form, articles, brackets and what follows a comma as a unit are left out: all, where nothing else is
    left. "College van burgemeester en wethouders van de gemeente X" is "gemeente X".
    """
    own = _UNIT.sub("", _OFFICE.sub("gemeente ", " ".join(name.split())))
    words = tuple(fold(word.lower()) for word in _WORD.findall(_LEGAL_TAIL.sub(" ", own)))
    parted = (word.removesuffix("stichting") or word for word in words)  # "Woonstichting X", "Stichting Wonen X"
    content = tuple(word for word in parted if word not in _SMALL)
    return tuple(word for word in content if word not in _LEGAL) or content


def squeezed(name: str) -> str:
    """The letters of the words that tell who it is."""
    return "".join(core(name))


def slip(one: str, other: str) -> bool:
    """Whether two words in small letters are the same but for a slip of the pen, or singular and plural.

    Two slips are one only where both words begin alike: "oosterpark" and "westerpark" are two.
    """
    first, second = (word.replace("ij", "ei").replace("au", "ou") for word in (one, other))
    shorter = min(len(first), len(second))
    allowed = (shorter >= _ONE_SLIP) + (shorter >= _TWO_SLIPS and first[:3] == second[:3])
    return first == second or (bool(allowed) and OSA.distance(first, second, score_cutoff=allowed) <= allowed)


def kin(one: str, other: str) -> bool:
    """Whether two words in small letters are forms of one: "woon" and "wonen", "waterleiding" and its company."""
    short, long = sorted((one, other), key=len)
    return slip(one, other) or _root(one) == _root(other) or (len(short) >= _STEM and long.startswith(short))


def _root(word: str) -> str:
    own = re.sub(r"(.)\1", r"\1", word)
    return own.removesuffix("en") if len(own) > 4 else own


def initials(name: str) -> str:
    """The first letters of a name's words, small words left out: "VVW" of "Vereniging Verhuurders Waterrand"."""
    own = _UNIT.sub("", " ".join(name.split()))
    return "".join(word[0] for word in _WORD.findall(own) if fold(word.lower()) not in _SMALL).upper()


def same(one: str, other: str, places: frozenset[str] = frozenset()) -> bool:
    """Whether two names are of one organisation: spelled alike, one short for the other, or its initials.

    `places` are words that many organisations of the region have in their names and that tell none.
    """
    first, second = core(one), core(other)
    if not first or not second:
        return False
    if slip("".join(first), "".join(second)):
        return True
    if one.strip().isupper() and len(one.strip()) > 1 and initials(other) == one.strip():
        return True
    short, long = sorted((first, second), key=len)
    if all(word in places for word in short) or _municipality(first) != _municipality(second):
        return False
    return all(any(kin(word, held) for held in long) for word in short)


def _municipality(words: Sequence[str]) -> bool:
    return words[0] in {"gemeente", "gemeenten"}


def places_of(names: Sequence[str]) -> frozenset[str]:
    """The words that tell of no organisation which it is: names of municipalities, and what many names share."""
    cores = [core(name) for name in names]
    towns = {word for words in cores if _municipality(words) for word in words[1:]}
    last = [words[-1] for words in cores if len(words) > 1]
    return frozenset(towns | {word for word in last if last.count(word) > 2})


@lru_cache(maxsize=16384)
def bare(name: str) -> str:
    """A name as it is written, without office, unit, article and legal form."""
    own = _UNIT.sub("", _OFFICE.sub("gemeente ", " ".join(name.split())))
    own = re.sub(r"^(?:(?:de|het|stichting|vereniging|coöperatie)\s+)+", "", own, flags=re.I)
    return _LEGAL_TAIL.sub("", own).strip(" .,;") or name


@lru_cache(maxsize=65536)
def misspelled(one: str, other: str) -> bool:
    """Whether two names are of one organisation but written in two ways, neither of them short for the other.

    Capitals at the beginning of a word, and a name all in capitals, make no other name.
    """
    first, second = bare(one), bare(other)
    if _written(first) == _written(second) or re.findall(r"\d+", first) != re.findall(r"\d+", second):
        return False
    if first.isupper() != second.isupper() and first.lower() == second.lower():
        return False
    sort, sort_too = _sorted(first), _sorted(second)
    if sort is not None and sort_too is not None and sort.same(sort_too):
        words, others = sort.rest, sort_too.rest
        if words == others and sort.of != sort_too.of:
            return True  # "Woonstichting X" and "Woningstichting X"
    else:
        words, others = core(first), core(second)
    if "".join(words) == "".join(others):
        return len("".join(words)) > _ONE_SLIP and _proper(first) != _proper(second)
    if len(words) != len(others):
        shorter = min(len("".join(words)), len("".join(others)))
        return shorter > _TWO_SLIPS and _near("".join(words), "".join(others))
    return _forms(words, others)


class _Sorted(NamedTuple):
    """A name in parts: the sort of body, what it is of ("woon" of "woonstichting"), and the words of its own."""

    sort: str
    of: str
    rest: tuple[str, ...]

    def same(self, other: "_Sorted") -> bool:
        """Whether both may be one body: of one sort, for what comes down to the same."""
        if self.sort != other.sort or not (self.rest and other.rest):
            return False
        short, long = sorted((self.of, other.of), key=len)
        return (
            short == long or {short, long} <= _HOUSING or (bool(short) and (kin(short, long) or long.endswith(short)))
        )


def _sorted(name: str) -> _Sorted | None:
    """A name with the sort of body in front: None where it says none, or "Stichting" alone."""
    words = tuple(word for word in map(fold, _WORD.findall(name.lower())) if word not in _SMALL)
    found = _SORT.fullmatch(words[0]) if words else None
    return _Sorted(found["sort"], found["of"], words[1:]) if found and found["of"] else None


def _proper(name: str) -> str:
    """A name as it is written, without words of the legal form wherever they stand."""
    return _written(" ".join(word for word in name.split() if fold(word.lower()) not in _LEGAL))


def legal_forms(name: str) -> frozenset[str]:
    """The legal forms that a name says it has: "Woonstichting X" is a foundation."""
    own = _UNIT.sub("", " ".join(name.split()))
    return frozenset(found.lastgroup for found in _LEGAL_FORMS.finditer(own) if found.lastgroup)


def _near(one: str, other: str) -> bool:
    return OSA.distance(one, other, score_cutoff=1) <= 1


def _forms(words: Sequence[str], others: Sequence[str]) -> bool:
    """Whether each word is a form of another one, some word of both is the same and none is left."""
    left = [word for word in others if word not in words]
    own = [word for word in words if word not in others]
    if len(left) != len(own) or not own or (len(own) == len(words) and len(words) > 1 and not _slips(own, left)):
        return False
    return all(any(kin(word, held) for held in left) for word in own) and (len(words) > 1 or _slips(own, left))


def _slips(words: Sequence[str], others: Sequence[str]) -> bool:
    return all(slip(word, other) for word, other in zip(words, others, strict=True))


def respelled_in(short: str, long: str) -> bool:
    """Whether a short form of a name writes a part of it in another way: "Midden Nederland" of "X Midden-Nederland"."""
    words, others = core(short), core(long)
    tokens = {word.lower() for word in re.findall(r"[^\s,;]+", long)}
    own = [word.lower() for word in re.findall(r"[^\s,;]+", bare(short)) if word.lower() not in _SMALL]
    return set(words) < set(others) and any(word not in tokens for word in own)


def form(name: str) -> str:
    """The one form of names that differ in legal form, article, office and capitals of words only."""
    own = bare(name)
    return own.lower() if own.isupper() else _written(own)


def _written(name: str) -> str:
    """A name with a small letter at the beginning of each word."""
    return re.sub(r"(?<![^\s-])[A-Z]", lambda found: found[0].lower(), name)


def occurrences(name: str, text: str) -> Iterator[int]:
    """Where a name stands in a text as whole words."""
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not _joins(text[at - 1 : at]) and not _joins(text[end : end + 1]):
            yield at
        at = text.find(name, at + 1)


def _joins(letter: str) -> bool:
    return letter.isalnum() or letter in ("-", "_")
