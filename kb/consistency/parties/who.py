"""Whether two names are two parties: not alias and party, member and group, unit and whole, officer and employer."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from kb.consistency.parties.functions import FUNCTION, two_functions
from kb.process.actors import Roles
from kb.process.words import DETERMINERS, PRONOUNS

# Whom a text names without saying who it is: the party that fits the case.
_ANYBODY: Final = re.compile(
    r"(?:\w*partij|partijen|deelnemers?|\w*partners?|organisaties?|instelling|instantie|betrokkenen?|lid|leden|ontvanger"
    r"|\w*melder|verwijzer|collega|professional|medewerker|wie|degene)\b.*|iedereen|iemand|zij|hij|ze|men|u|het|wij|we|die",
    re.I | re.S,
)
_WHICH: Final = re.compile(
    r"^(?:(?:de|het|een|elke|iedere|alle|beide|betrokken|aangesloten|ontvangende|meldende|deze|die|eigen|volgende"
    r"|onderstaande|genoemde) )+",
    re.I,
)
_ORGANS: Final = re.compile(r"(?:college|burgemeester|wethouder|gemeenteraad|raad|gemeente)\b.*", re.I)
_WITH_ARTICLE: Final = re.compile(r"(?:Gemeente|Politie|Brandweer|Reclassering|GG[DZ]|OM)\b(?!-)")
# What a compound ends in tells its article.
_NEUTER: Final = re.compile(
    r"(?:team|punt|loket|huis|bureau|centrum|fonds|bestuur|overleg|schap|instituut|bedrijf|ministerie|college|werk|beraad"
    r"|college|verband|platform|OM)$"
)
_OF: Final = re.compile(r"\b(?:van|bij|binnen) (?:de |het )?(?P<owner>.+)$", re.I)
_LANDLORDS: Final = re.compile(r"(?:woning)?corporatie|verhuurder|woningbouwvereniging", re.I)


def in_sentence(name: str) -> str:
    """A name as it stands inside a sentence: "De gemeente" with a small article, "GGD" and "wijkteam" with one.

    A name of one's own, as "Stichting Maatwerk", has none.
    """
    own = re.sub(r"^(?:De|Het|Een) (?=[a-z]|[A-Z]{2,}\b)", lambda article: article[0].lower(), " ".join(name.split()))
    first = own.split(" ")[0]
    if first in DETERMINERS | PRONOUNS or not (first.islower() or _WITH_ARTICLE.match(own)):
        return own
    own = own if first.isupper() else own[:1].lower() + own[1:]
    return f"het {own}" if _NEUTER.search(first) else f"de {own}"


class Parties:
    """Compares the names of a region; `part_of` are units by the name of the whole they belong to."""

    def __init__(self, roles: Roles, part_of: Mapping[str, str]) -> None:
        self._roles, self._part_of = roles, part_of

    def apart(self, ones: Sequence[str], others: Sequence[str]) -> bool:
        """Whether nobody among the ones may be one of the others; names as they are written."""
        if not ones or not others or any(map(_anybody, (*ones, *others))):
            return False
        return not any(self._may_be(one, other) for one in ones for other in others)

    def _may_be(self, one: str, other: str) -> bool:
        units = _OF.search(one), _OF.search(other)
        if units[0] and units[1] and self._roles.same(units[0]["owner"], units[1]["owner"]):
            return self._roles.same(one, other)  # two units of one party are two
        names, names_too = self._whole(one), self._whole(other)
        if any(self._roles.same(name, name_too) for name in names for name_too in names_too):
            return True
        if _ORGANS.fullmatch(names[-1]) and _ORGANS.fullmatch(names_too[-1]):
            return not all(name[-1].startswith("gemeente ") for name in (names, names_too))
        if all(any(map(_LANDLORDS.fullmatch, name)) for name in (names, names_too)):
            return True
        officers = [FUNCTION.fullmatch(name[0]) is not None for name in (names, names_too)]
        unsaid = any(officer and len(name) == 1 for officer, name in zip(officers, (names, names_too), strict=True))
        if all(officers) and unsaid:
            return not two_functions(names[0], names_too[0])
        return unsaid  # whose officer it is, the text does not say

    def _whole(self, name: str) -> list[str]:
        """A name with the wholes it is a part of, the widest last."""
        found = [self._roles.canonical(name)]
        owner = _OF.search(name)
        if owner and not _OF.search(self._roles.canonical(name)):
            found.append(self._roles.canonical(owner["owner"]))
        whole = self._part_of.get(found[0])
        return [*found, whole] if whole and whole not in found else found


def _anybody(name: str) -> bool:
    bare = _WHICH.sub("", name).strip()
    return not bare or _ANYBODY.fullmatch(bare) is not None
