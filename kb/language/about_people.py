"""Words that stand about a name and tell whether it is somebody's: titles, roles, offices, institutions."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from kb.language.words import IDLE_WORDS, STOP_WORDS

_FULL_TITLES = """
mevrouw mevrow mevrouwtje meneer mijnheer menheer juffrouw heer familie gezin echtpaar weduwe mister missus
"""
_SHORT_TITLES = "mw mevr mvr dhr hr fam mej mr mrs ms miss"
_DEGREES = "dr drs ir ing prof professor dokter doctor ds dominee sir"
# Behind these a lower-cased word is a surname, whatever the dictionary makes of it: "van der linden".
_SURE_PARTICLES = "den der el von del dos da di du 't t vd vdr"
_PARTICLES = f"{_SURE_PARTICLES} van de het te ten ter la le al ben bin ait op in aan"
_ROLES = """
client clienten cliente bewoner bewoonster patient patiente buurman buurvrouw overbuurman overbuurvrouw
zoon dochter moeder vader broer zus oma opa kleinzoon kleindochter neef nicht jongen meisje kind
betrokkene klant huurder huurster inwoner deelnemer deelneemster burger
slachtoffer dader ex resident tenant neighbour neighbor son daughter
"""
# Behind these also stand organisations: only names that are listed count.
_LOOSE_ROLES = """
melder partner collega man vrouw vriend vriendin jongere
casus zaak dossier mother father brother sister wife husband child customer citizen colleague case heet heette called
hulpverlener consulent wijkagent begeleider mantelzorger bewindvoerder
"""
_NAMED = "genaamd geheten named voornaam achternaam roepnaam surname ene"
_OFFICES = """
wethouder voorzitter burgemeester directeur secretaris notaris rechter officier minister president manager chair
netwerk netwerkberaad beraad judge mayor director officer agent
"""
_INSTITUTIONS = """
stichting foundation vereniging school basisschool college lyceum academie huize huis tehuis ziekenhuis hospital kliniek
team
wijkteam buurtteam centrum instituut institute fonds fund kerk parochie sint st san santa saint prins prinses koning
koningin prince princess king queen wet motie commissie rapport methode model kabinet huisartsenpraktijk praktijk
advocaten notarissen groep bv nv locatie gebouw zaal hotel cafe restaurant winkel beweging bibliotheek apotheek park
universiteit university regeling norm aanpak project pilot
"""
INSTITUTION: Final = re.compile(
    r".{2,}(?:school|huis|team|stichting|kliniek|centrum|college|fonds|instituut|kerk|wijk|buurt|straat|laan|weg|plein"
    r"|kade|gracht|hof|dreef|singel|steeg|pad|plantsoen|park|brug|lijst|wet|methode|groep|zorg|wonen)"
)
WHO: Final = frozenset(("hij", "zij", "ze", "he", "she", "die"))
WHOSE: Final = frozenset(("zijn", "haar", "hun", "his", "her", "their", "achternaam", "voornaam"))


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


FULL_TITLES: Final = _set(_FULL_TITLES)
SHORT_TITLES: Final = _set(_SHORT_TITLES)
DEGREES: Final = _set(_DEGREES)
TITLES: Final = FULL_TITLES | SHORT_TITLES
SURE_PARTICLES: Final = _set(_SURE_PARTICLES)
PARTICLES: Final = _set(_PARTICLES)
ROLES: Final = _set(_ROLES)
LOOSE_ROLES: Final = _set(_LOOSE_ROLES)
CALLED: Final = _set(_NAMED)
INSTITUTIONS: Final = _set(_INSTITUTIONS)
NOBODY: Final = _set(_OFFICES) | INSTITUTIONS | TITLES


@dataclass(frozen=True, slots=True)
class NameLists:
    """Lower-case names without accents; `doubtful` first names are ordinary words or places too.

    `after_particle` are what follows "de", "van den" and the like in a surname.
    """

    first: frozenset[str]
    doubtful: frozenset[str]
    surnames: frozenset[str]
    after_particle: frozenset[str]


@cache
def name_lists() -> NameLists:
    """The names in `first_names.txt` and `surnames.txt`, each file in two halves."""
    halves = []
    for name in ("first_names.txt", "surnames.txt"):
        lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
        text = "\n".join(line for line in lines if not line.startswith("#"))
        halves += [_set(half) for half in text.split("|")]
    doubtful = halves[1] | (halves[0] & (STOP_WORDS | IDLE_WORDS))  # "Elke" is somebody, and each
    return NameLists(halves[0] - doubtful, doubtful, *halves[2:])
