"""Addresses in a text: postcodes, and streets with a house number."""

import re
from collections.abc import Iterator
from typing import Final

_MONTHS: Final = "jan|feb|maa|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec|mar|may|oct"
_NEAR: Final = 40  # characters between a word and the place it speaks of
_POSTCODE = re.compile(r"(?<![\w.,-])[1-9]\d{3}(?: ?([A-Z]{2})|([a-z]{2})|  ?([a-z]{2}))(?![\w-])")
_NO_POSTCODE = frozenset(["sa", "sd", "ss"])  # never given out
_SMALL_PAIRS = frozenset(
    [
        "km",
        "kg",
        "cm",
        "mm",
        "ml",
        "gb",
        "mb",
        "kb",
        "eu",
        "nl",
        "bv",
        "nv",
        "en",
        "in",
        "is",
        "of",
        "op",
        "om",
        "te",
        "ze",
        "we",
        "je",
        "er",
        "me",
        "na",
        "al",
        "nu",
        "zo",
        "ik",
        "de",
        "it",
        "to",
        "at",
        "an",
        "as",
        "by",
        "no",
        "or",
        "we",
        "be",
        "do",
        "my",
        "us",
    ]
)
_HOUSE = re.compile(r"(?<![\w.,€-])\d{1,4}(?=(?:-?[a-zA-Z]{1,2}|-\d{1,3})?(?![\w€%]|[-/.,]\d))")
_BEFORE_HOUSE = re.compile(r"([^\W\d_][\w'.\-]{1,50}),? (?:(?:huis)?(?:nummer|nr\.?|no\.?) ?)?$", re.I)
_LONG_STREET = re.compile(
    r"\b(?:(?i:laan) (?:van|der|op)|(?:Hof|Plein|Weg|Singel|Park|Kade|Dreef|Straat|Pad) (?:van|naar|der|den|achter|op))"
    r" (?:(?:de|den|der|het|nieuw) ){0,2}[^\W\d_][\w'\-]{1,40},? (?:(?:huis)?(?:nummer|nr\.?|no\.?) ?)?$"
)
_STREET = re.compile(
    r".{2,}(?:straat|str\.?|laan|ln\.?|weg|plein|kade|gracht|hof|dreef|singel|steeg|pad|plantsoen)|(?:straat|singel)"
)
_CAPITAL_STREET = re.compile(
    r".{2,}(?:dijk|baan|wal|erf|hoek|brink|markt|poort|haven|vaart|park|veld|kamp|meent|akker|zoom|wetering|ring|allee|weide|gaarde|gaard|beemd|hoven)"
    r"|(?:brink|markt|singel|dijk|zandpad)"
)
_NO_STREET = frozenset(
    [
        "onderweg",
        "snelweg",
        "spoorweg",
        "omweg",
        "autoweg",
        "fietspad",
        "voetpad",
        "stappenpad",
        "zorgpad",
        "tijdpad",
        "klantpad",
        "leerpad",
        "groeipad",
        "escalatiepad",
        "werkplein",
        "schoolplein",
        "leerplein",
        "zorgplein",
        "gerechtshof",
        "teststraat",
        "wasstraat",
        "intakestraat",
        "productiestraat",
        "stappen",
        "weg",
        "pad",
        "hof",
        "plein",
        "wijkplein",
        "loopbaan",
    ]
)
_COUNTED = re.compile(
    r"(?:-?[a-z]{1,2})? ?(?:keer|maal|x\b|dag|wek|week|maand|ja+r|u+r|minu|eu|procent|person|mens|bewon|huurder|gezin"
    r"|wonin|huis|huiz|meld|klacht|kind|buren|partij|medewerk|collega|incident|ruzie|punt|stap|times|days|weeks|months|years"
    rf"|(?:{_MONTHS})[a-z]*\b|cli[eë]nt|over|van\b)",
    re.I,
)
_LIVES = re.compile(
    r"\b(?:woon\w{0,10}|wonen\w{0,3}|adres\w{0,5}|lives?|living|address|verhuis\w{0,4}|pand|flat)\b", re.I
)
_ENGLISH = re.compile(r"\b\d{1,4}[a-z]? (?:[A-Z][a-z'\-]{1,30} ){1,3}(?:Street|Road|Avenue|Lane|Drive|Square)\b")


def addresses(plain: str) -> Iterator[tuple[int, int]]:
    """Where addresses stand, as start and end; a street without a number is only a place."""
    for match in _POSTCODE.finditer(plain):
        letters = (match[1] or match[2] or match[3]).lower()
        if letters not in _NO_POSTCODE and (letters not in _SMALL_PAIRS or match[2]):
            yield match.span()
    for house in _HOUSE.finditer(plain):
        number, ahead = int(house.group()), plain[max(0, house.start() - 70) : house.start()]
        street = _BEFORE_HOUSE.search(ahead)
        if street is None or 1900 <= number < 2100 or _COUNTED.match(plain, house.end()):
            continue
        if _LONG_STREET.search(ahead) or _is_street(street[1], ahead[: street.start()]):
            yield (house.start() - len(ahead) + street.start(), house.end())
    yield from (match.span() for match in _ENGLISH.finditer(plain))


def _is_street(word: str, before: str) -> bool:
    low = word.lower()
    if low in _NO_STREET:
        return False
    if _STREET.fullmatch(low):
        return True
    return word[0].isupper() and bool(_CAPITAL_STREET.fullmatch(low) or _LIVES.search(before[-_NEAR:]))
