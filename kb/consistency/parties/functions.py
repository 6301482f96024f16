"""Functions and sorts of organisation by their words: also those that no list of roles holds."""

import re
from typing import Final

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
_EITHER: Final = rf"(?:{_KIND})?[\w-]*?(?:{_FUNCTIONS})|[\w-]*?(?:{_ORGANISATIONS})|maatschappelijk werk"
HOLDER: Final = re.compile(rf"(?<![\w-])(?:(?:de|het|een|elke|iedere) )?(?P<core>{_EITHER})(?![\w-])", re.I)
# A name for whoever does it, which anybody may bear beside a function of his own.
_HAT: Final = re.compile(
    r"(?:[\w-]*(?:regisseur|co[oö]rdinator|voorzitter|secretaris|functionaris|contactpersoon|trekker|leidinggevende"
    r"|vertegenwoordiger)|(?:persoonlijk|vast|eigen) .*|(?:zorg|beroeps|jeugd)?(?:medewerker|hulpverlener|professional)"
    r"|(?:gemeente)?ambtenaar|werker|manager|directeur|bestuurder|begeleider|adviseur|deskundige|specialist|behandelaar"
    r"|zorgverlener)",
    re.I,
)
_LIKE: Final = (frozenset({"docent", "leraar", "leerkracht"}), frozenset({"rector", "schoolleider", "directeur"}))


def anybodys(function: str) -> bool:
    """Whether a name of a function says only what somebody does here: "casusregisseur", "voorzitter"."""
    return _HAT.fullmatch(function) is not None


def two_functions(one: str, other: str) -> bool:
    """Whether two functions are of two people: neither a name that anybody may bear, nor one a kind of the other."""
    if anybodys(one) or anybodys(other) or any({one, other} <= like for like in _LIKE):
        return False
    return not (one.endswith(other) or other.endswith(one))
