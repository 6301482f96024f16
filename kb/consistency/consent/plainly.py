"""Whether two rules on consent say the very same but for the need, also where they name little more than that."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from kb.consistency.finding import Statement
from kb.consistency.paper import Sentence
from kb.language.dutch import stems

# What is done, in the words that any rule on consent uses: what one does, the other must do.
_DEEDS: Final = (
    r"del(?:en|ing)|deelt|gedeeld\w*|door(?:ge\w+|zend\w*|stur\w*)|ge(?:eft|ven)\b[^.;:]*\bdoor|verstrek\w*|wissel\w*"
    r"|uit(?:wissel\w*|gewisseld)|gegevensdeling|bespre\w+|besproken|spre(?:ekt|ken)|over(?:leg\w*|dra\w+)"
    r"|informer\w*|geïnformeerd|in(?:licht\w*|gelicht)|vertel\w*",
    r"op(?:vra\w+|gevraagd)|vra(?:agt|gen)\b[^.;:]*\bop|navraag|inwin\w*|raadple\w+|inzage|inzien",
    r"verwerk\w*|vast(?:leg\w*|gelegd)|le(?:gt|ggen)\b[^.;:]*\bvast|registr\w*|bewa\w+|opsla\w*",
    r"inschakel\w*|schakel\w*|betrek\w*|betrokken bij",
)
# Whose consent it may be: parents do not give that of a tenant.
_PEOPLE: Final = (
    r"ouders?(?! dan)|verzorgers?|vader|moeder|gezag\w*|voogd\w*",
    r"jongeren?|kind(?:eren)?|leerling(?:en)?|minderjarigen?|scholier(?:en)?|student(?:en)?|pupil(?:len)?",
    r"huurders?|inwoners?|bewoners?|betrokkenen?|cli[eë]nt(?:en)?|klant(?:en)?|burgers?|pati[eë]nt(?:en)?"
    r"|perso(?:on|nen)|gezin(?:slid|sleden)?|huishoudens?",
    r"buren|buur(?:man|vrouw)|omwonenden?|eigena(?:ar|ren)",
    r"(?:aan)?melders?|verwijzers?",
)
_DONE: Final = tuple(re.compile(rf"\b(?:{words})\b", re.I) for words in _DEEDS)
_WHOSE: Final = tuple(re.compile(rf"\b(?:{words})\b", re.I) for words in _PEOPLE)
_GIVEN_BY: Final = re.compile(
    r"\b(?:toestemming|instemming|akkoord|goedkeuring|goedvinden)\b(?: (?:nodig|vereist))? van"
    r" (?:(?:de|het|een|zijn|haar|hun) )?(?P<giver>[^\s,.;:]+(?: (?:en|of) (?:de )?[^\s,.;:]+)?)",
    re.I,
)
_AGED: Final = re.compile(r"\b(?:jaar|jaren|\w+tien|\d+) (?:of|en) ouder\b|\bouder dan\b", re.I)
_YOUNGER: Final = re.compile(
    r"\b(?:jonger|minder|lager|korter) dan\b|\b(?:onder|beneden) (?:de |het )?(?:\w+tien|\d)", re.I
)
_OLDER: Final = re.compile(
    rf"{_AGED.pattern}|\b(?:meer|hoger|langer) dan\b|\b(?:boven|vanaf) (?:de |het )?(?:\w+tien|\d)", re.I
)
# The form of a consent: where no written one is needed, an oral one may be.
_FORM: Final = re.compile(
    r"\b(?:schriftelijk|mondeling|uitdrukkelijk|voorafgaand|apart|afzonderlijk|nader|nieuw|opnieuw|extra)e?\b", re.I
)
_SAYING_WORDS: Final = """
gegevens persoonsgegevens informatie inlichtingen toestemming instemming akkoord machtiging goedkeuring goedvinden
instemmen ingestemd geven gegeven krijgen ontvangen hebben nodig vereist verplicht vereiste eis voorwaarde vragen vraagt
partij partijen deelnemers partners ketenpartners alleen uitsluitend zonder niet geen wel ook pas altijd steeds eerst
vooraf daarvoor hiervoor die gebeuren gebeurt verzoek goed grondslag schriftelijk schriftelijke mondeling mondelinge
uitdrukkelijke uitdrukkelijk
"""
_SAYING: Final = frozenset(stems(_SAYING_WORDS))
_EXCEPTS: Final = re.compile(
    r"\b(?:tenzij|behalve|behoudens|uitgezonderd|uitzondering\w*|in afwijking|afwijk\w*|afgeweken|anders|daarentegen"
    r"|echter|geldt niet|gelden niet|niet van toepassing)\b",
    re.I,
)
# What tells that a rule is for a time or a case that it does not name itself.
_LIMITS: Final = re.compile(
    rf"{_EXCEPTS.pattern}|\b(?:dan|in (?:dat|dit|die|deze|zo['’]n) (?:geval|situatie|fase)\w*|tijdelijk|voorlopig"
    r"|daarna|vervolgens|totdat|vanaf|zolang)\b",
    re.I,
)
# A sentence that sets the case for the next one.
_SETS: Final = re.compile(
    r"\W*(?:\d+\.\s*)?(?:bij|als|indien|wanneer|tijdens|in geval|na|soms|in|onder|is|zijn|dreigt|heeft|gaat|komt)\b"
    r"|.*\b(?:gevaar\w*|nood\w*|crisis\w*|spoed\w*|acute?|mishandeling|wettelijke?)\b",
    re.I | re.S,
)
_NUMBER: Final = re.compile(r"\d+")
_POINTED: Final = re.compile(
    r"\b(?:artikel|art\.|lid|stap|fase|paragraaf|hoofdstuk|bijlage|onderdeel|punt) \d[\d.]*", re.I
)
_NEGATED: Final = re.compile(r"\b(?:niet|geen|zonder|nooit)\b", re.I)
_NEAR: Final = 3  # sentences on either side in which a rule is limited


def limited(sentences: Sequence[Sentence], start: int) -> bool:
    """Whether a rule is bound to a case that it names poorly, or an exception to it stands near, in its section."""
    at = bisect_right(sentences, start, key=lambda one: one.start) - 1
    if at < 0 or start >= sentences[at].end:
        return False
    own = sentences[at]
    near = [one for one in sentences[max(0, at - _NEAR) : at + _NEAR + 1] if one.headings == own.headings]
    if at and sentences[at - 1].passage is own.passage and _SETS.match(sentences[at - 1].text):
        return True
    return _LIMITS.search(own.text) is not None or any(_EXCEPTS.search(one.text) for one in near)


def unlike(needed: Statement, free: Statement) -> bool:
    """Whether two rules are on other deeds, other people or other numbers, or only the form of the consent is free."""
    texts = [(one.words, _giver(one.words)) for one in (needed, free)]
    for sorts, n in ((_DONE, 0), (_WHOSE, 0), (_WHOSE, 1)):
        one, other = (_named(sorts, text[n]) for text in texts)
        if one and other and not one & other:
            return True
    return bool(_forms(free.words) - _forms(needed.words)) or _bounds(needed.words) != _bounds(free.words)


def plainly(needed: Statement, free: Statement) -> bool:
    """Whether two rules have the same words but for those that say whether a consent is needed.

    Nothing may limit either; what is done must be the same, and who does it where little else is said.
    """
    if needed.about != free.about or needed.when != free.when:
        return False
    if needed.actors != free.actors and not (needed.about and not (needed.actors and free.actors)):
        return False
    if needed.facts["limited"] or free.facts["limited"]:
        return False
    words, words_too = needed.words, free.words
    if set(_NUMBER.findall(words)) != set(_NUMBER.findall(words_too)):
        return False
    if len(_NEGATED.findall(words)) == 1 or len(_NEGATED.findall(words_too)) > 1:
        return False
    deeds, people = (_named(sorts, words) for sorts in (_DONE, _WHOSE))
    same = deeds == _named(_DONE, words_too) and (people == _named(_WHOSE, words_too) or bool(needed.about))
    return same and bool(deeds or needed.about) and _rest(needed) == _rest(free)


@lru_cache(maxsize=8192)
def _named(sorts: tuple[re.Pattern[str], ...], text: str) -> frozenset[int]:
    plain = _AGED.sub(" ", text)
    return frozenset(number for number, sort in enumerate(sorts) if sort.search(plain))


@lru_cache(maxsize=8192)
def _forms(text: str) -> frozenset[str]:
    return frozenset(found.lower().removesuffix("e") for found in _FORM.findall(text))


@lru_cache(maxsize=8192)
def _bounds(text: str) -> tuple[bool, bool, frozenset[str]]:
    """Whether a rule is for what is younger or less, for what is older or more, and the numbers it gives."""
    numbers = frozenset(_NUMBER.findall(_POINTED.sub(" ", text)))
    return _YOUNGER.search(text) is not None, _OLDER.search(text) is not None, numbers


def _giver(text: str) -> str:
    found = _GIVEN_BY.search(text)
    return found["giver"] if found else ""


def _rest(one: Statement) -> frozenset[str]:
    """The words of a rule that tell neither what is done, nor by or about whom, nor that a consent is needed."""
    text = one.words
    for sort in (*_DONE, *_WHOSE):
        text = sort.sub(" ", text)
    return frozenset(stems(text)) - _SAYING - frozenset(stems(" ".join(one.actors)))
