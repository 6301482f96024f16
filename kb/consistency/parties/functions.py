"""Functions and sorts of organisation by their words: also those that no list of roles holds."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from kb.language.words import LONGEST

# By the last part of the word, so that "verzuimarts" and "wijkschool" need no mention.
_FUNCTIONS: Final = (
    r"medewerk(?:st)?er|regisseur|manager|co[oö]rdinator|consulent|adviseur|begeleider|hulpverlener|bewindvoerder"
    r"|bemiddelaar|voorzitter|secretaris|functionaris|leidinggevende|agent|werker|arts|ambtenaar|contactpersoon"
    r"|vrijwilliger|deskundige|bestuurder|directeur|professional|coach|vertegenwoordiger|verpleegkundige|trekker"
    r"|officier|ondersteuner|mentor|docent|lera(?:ar|res)|leerkracht|voogd|beschermer|psycholoog|pedagoog|psychiater"
    r"|therapeut|jurist|specialist|wachter|boa|handhaver|inspecteur|toezichthouder|opzichter|conciërge|(?:huis|wijk)meester"
    r"|beheerder|(?:team|project|groeps|gezins|woon|jeugd|traject|afdelings)leider|rector|decaan|verloskundige|behandelaar"
    r"|zorgverlener|onderzoeker|(?:team|politie|bureau)chef|curator|makelaar|opvoeder|deurwaarder|burgemeester|wethouder"
)
_ORGANISATIONS: Final = (
    r"school|scholen|ziekenhuis|kliniek|poli|huisarts\w*praktijk|(?:krediet|voedsel)bank|(?:jeugd|thuis|kraam|ouderen)zorg"
    r"|opvang|reclassering|brandweer|jeugdbescherming|inspectie|samenwerkingsverband|waterschap|provincie|gevangenis"
    r"|meldkamer|schuldhulpverlening|boswachterij|bibliotheek|welzijnswerk"
)
# What goes before a function without an ending: "de intern begeleider", "een maatschappelijk werker".
_KIND: Final = (
    r"(?:intern|extern|ambulant|sociaal|vast|persoonlijk|eigen|\w*maatschappelijk|financieel|juridisch|medisch|technisch"
    r"|pedagogisch|psychiatrisch|sociaal-\w+) "
)
FUNCTION: Final = re.compile(rf"(?:{_KIND})?[\w-]*?(?:{_FUNCTIONS})(?:en|s|n)?", re.I)
_ARTICLE: Final = r"(?:de|het|een|elke|iedere) "
_ONE_WORD: Final = rf"[\w-]*?(?:{_FUNCTIONS}|{_ORGANISATIONS})"
HOLDER: Final = re.compile(rf"(?<![\w-])(?:{_ARTICLE})?(?P<core>(?:{_KIND})?{_ONE_WORD})(?![\w-])", re.I)
_HOLDS: Final = re.compile(_ONE_WORD, re.I)
_WORD: Final = re.compile(r"[^\W\d_][\w-]*")
_BEFORE: Final = re.compile(rf"(?<![\w-])(?P<article>{_ARTICLE})?(?P<kind>{_KIND})?$", re.I)
_FAR: Final = 40  # characters before a word in which its article and kind stand
# A name for whoever does it, which anybody may bear beside a function of his own.
_HAT: Final = re.compile(
    r"(?:[\w-]*(?:regisseur|co[oö]rdinator|voorzitter|secretaris|functionaris|contactpersoon|trekker|leidinggevende"
    r"|vertegenwoordiger)|(?:persoonlijk|vast|eigen) .*|(?:zorg|beroeps|jeugd)?(?:medewerker|hulpverlener|professional)"
    r"|(?:gemeente)?ambtenaar|werker|manager|directeur|bestuurder|begeleider|adviseur|deskundige|specialist|behandelaar"
    r"|zorgverlener)",
    re.I,
)
_LIKE: Final = (frozenset({"docent", "leraar", "leerkracht"}), frozenset({"rector", "schoolleider", "directeur"}))


class Held(NamedTuple):
    """A function or sort of organisation in a text: from its article to its end, and the name without article."""

    start: int
    end: int
    core: str


def held(text: str) -> list[Held]:
    """The functions and sorts of organisation that a text names, in reading order."""
    found = []
    for word in _WORD.finditer(text):
        if len(word[0]) <= LONGEST and _holds(word[0].lower()):
            low = max(0, word.start() - _FAR)
            before = _BEFORE.search(text[low : word.start()])
            article, kind = (len(before[name] or "") for name in ("article", "kind")) if before else (0, 0)
            found.append(Held(word.start() - kind - article, word.end(), text[word.start() - kind : word.end()]))
    return found


@lru_cache(maxsize=16384)
def _holds(word: str) -> bool:
    return _HOLDS.fullmatch(word) is not None


def anybodys(function: str) -> bool:
    """Whether a name of a function says only what somebody does here: "casusregisseur", "voorzitter"."""
    return _HAT.fullmatch(function) is not None


def two_functions(one: str, other: str) -> bool:
    """Whether two functions are of two people: neither a name that anybody may bear, nor one a kind of the other."""
    if anybodys(one) or anybodys(other) or any({one, other} <= like for like in _LIKE):
        return False
    return not (one.endswith(other) or other.endswith(one))
