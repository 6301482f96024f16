"""Who may act: parties, their aliases, and the roles that agreements in this field name."""

import re
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from kb.language.words import LONGEST
from kb.model import SILENT_ROLES, Document, Passage, Role


class Sort(StrEnum):
    """What somebody is to the agreement: one that works by it, or one it is about."""

    WORKER = "worker"
    CLIENT = "client"
    REPORTER = "reporter"


# Roles by the last part of their word, so that "woonconsulent" and "jeugdteam" need no mention.
_ORGANISATIONS = (
    r"partij(?:en)?|partners?|corporaties?|verhuurders?|gemeenten?|politie|teams?|organisaties?|instelling(?:en)?"
    r"|instanties?|(?:meld|signaal|steun|aanspreek|informatie|advies|service|knoop|expertise)punt(?:en)?"
    r"|loket(?:ten)?"
    r"|groep|overleg|college|(?:gemeente|wijk|cliënten)?raad|commissies?|bestuur|besturen|directie"
    r"|afdeling(?:en)?|(?:crisis|\w+)dienst(?:en)?|bureaus?|(?:expertise)?centrum|stichting(?:en)?|vereniging(?:en)?"
    r"|ggd(?:['’]s|’en)?|ggz|veiligheidshuis|rechtbank|zorgverzekeraars?|aanbieders?|ministerie|bedrijven|bedrijf"
)
_PEOPLE = (
    r"medewerk(?:st)?ers?|regisseurs?|managers?|co[oö]rdinator(?:en)?|consulent(?:en)?|adviseurs?|begeleiders?"
    r"|hulpverleners?|bewindvoerders?|deurwaarders?|bemiddelaars?|burgemeesters?|wethouders?|voorzitters?"
    r"|secretaris(?:sen)?|functionaris(?:sen)?|leidinggevenden?|agent(?:en)?|werkers?|artsen|arts|ambtenaar"
    r"|ambtenaren"
    r"|officier|rechter|notaris|mediator|deelnemers|leden|contactperso(?:on|nen)|vrijwilligers?|experts?|bestuurders?"
    r"|directeur(?:en)?|ontvanger|afzender|verwerker|verantwoordelijke|collega(?:['’]s)?|professionals?|ombudsman|\w*coach(?:es)?"
    r"|vertegenwoordigers?|wijkverpleegkundigen?|praktijkondersteuners?|trekker|aandachtsfunctionaris"
)
_CLIENTS = (
    r"huurders?|inwoners?|bewoners?|betrokkenen?|cli[eë]nt(?:en)?|klant(?:en)?|burgers?|ouders?|verzorgers?|eigenaren"
    r"|eigenaar|buren|omwonenden|veroorzakers?|jongeren?|gezin(?:nen)?|huishoudens?|ondernemers?|zorgmijders?"
    r"|aanvragers?|schuldenaars?|vader|moeder|buurman|buurvrouw"
)
_REPORTERS = r"(?:aan)?melders?|verwijzers?|indieners?"
_NOT_ROLES = re.compile(  # what ends like a role and is none
    r"(?:doel|ziel|onder|geld|ver|uit|in)groep|verdienst|familieleden|gezinsleden|zorg\w*dienst|verantwoordelijken?"
    r"|huurovereenkomst|gesprekspartij|voorbehoud|\w*uitgangspunt|bestuur van de stad|ondergroep|beroepsgroep"
    r"|ten dienst"
    r"|geleden|verleden|heden",
    re.I,
)
_LEADING = (
    r"de|het|een|elke?|iedere?|alle|beide|deze|dit|haar|hun|uw|onze|sommige|enkele|meerdere|twee|drie|één"
    r"|andere?|overige|betrokken|betreffende|desbetreffende|deelnemende|aangesloten|genoemde|gezamenlijke|aanwezige"
    r"|particuliere|sociale|nieuwe|oude|ontvangende|meldende|vaste|eigen|lokale|gespecialiseerde|volgende"
    r"|samenwerkende"
    r"|regionale|gemeentelijke|minderjarige|tweede|eerstvolgende|laatste|bevoegde|verantwoordelijke|aangewezen|zelf"
)
_PROPER = r"[A-Z][\w'’-]+(?:(?: (?:en|&|aan|op|van de) | )(?!(?:De|Het) )[A-Z][\w'’-]+)*"
_LEGAL_FORM = re.compile(r"^(?:stichting|vereniging|coöperatie|woningcorporatie|woonstichting)\s+", re.I)
_STRIP = re.compile(rf"^(?:(?:{_LEADING}|die|dat)\s+)+", re.I)
_SORTS = (
    (Sort.REPORTER, re.compile(rf"(?:{_REPORTERS})", re.I)),
    # a landlord ends like the tenant
    (Sort.CLIENT, re.compile(rf"(?![\w-]*verhuurders?$)[\w-]*?(?:{_CLIENTS})", re.I)),
)
_PLURAL = re.compile(r"(?:[^s]s|en|['’]s)$")
_SPELLED = {  # plurals and forms that no rule brings back, and words for one and the same
    "leden": "lid",
    "burgemeester en wethouders": "college",
    "college van burgemeester en wethouders": "college",
    "woningcorporatie": "corporatie",
    "convenantpartij": "partij",
    "convenantpartner": "partij",
    "samenwerkingspartner": "partij",
    "deelnemende organisatie": "partij",
}


class Mention(NamedTuple):
    """Somebody named in a text: `start` to `end` with all that belongs to the name, `core` the name itself."""

    start: int
    end: int
    core: str

    @property
    def plural(self) -> bool:
        """Whether the words are a plural; a proper name never is."""
        return (self.core[:1].islower() and bool(_PLURAL.search(self.core))) or self.core in {"Partijen", "Gemeenten"}


class Roles:
    """Everybody who is named as acting in these documents. Never changes; threads may share it.

    `also` are names of organisations beside the parties, such as those that `listed` gives.
    """

    def __init__(self, documents: Iterable[Document] = (), also: Iterable[str] = ()) -> None:
        also = frozenset(also)
        names = set(also)
        owners: dict[str, set[str]] = {}
        for party in (party for document in documents for party in document.parties):
            bare = _LEGAL_FORM.sub("", party.name)
            own = next((alias for alias in party.aliases if alias[:1].isupper()), bare)
            names.update(name for name in (party.name, bare, *party.aliases) if name[:1].isupper())
            for name in (party.name, bare, *party.aliases):
                owners.setdefault(_folded(name), set()).add(_folded(own))
        for name in also:
            owners.setdefault(_folded(name), {_folded(name)})
        self._canonical = {name: next(iter(found)) for name, found in owners.items() if len(found) == 1}
        self._groups: dict[str, set[str]] = {}
        for name, found in owners.items():
            if len(found) > 1:
                for owner in found:
                    self._groups.setdefault(owner, set()).add(name)
        self._names = _names_pattern(names)

    def mentions(self, text: str) -> list[Mention]:
        """Everybody named in the text, in reading order, each with its article and what belongs to the name."""
        cores = self._cores(text)
        found: list[Mention] = []
        at = 0
        while at < len(cores):
            low, high = cores[at]
            end, at = _with_owner(text, high, cores, at + 1)
            found.append(Mention(_with_article(text, low), end, text[low:high]))
        return found

    def _cores(self, text: str) -> list[tuple[int, int]]:
        """Where names and roles stand, without article."""
        named = [(found.start(), found.end()) for found in self._names.finditer(text)]
        covered = frozenset(place for low, high in named for place in range(low, high))
        found = list(named)
        past = 0
        for word in _WORD.finditer(text):
            low, high = word.start(), word.end()
            if low in covered or low < past or not _is_role(word[0], text[high : high + 8]):
                continue
            proper = _PROPER_BEHIND.match(text, high)
            past = high = proper.end() if proper and proper.end() not in covered else high
            found.append((low, high))
        return sorted(found)

    def canonical(self, name: str) -> str:
        """The party or role that a name stands for, in small letters: the same for its plural and its aliases."""
        folded = _folded(name)
        return self._canonical.get(folded, folded)

    def same(self, one: str, other: str) -> bool:
        """Whether two names may stand for the same: alias and party, or a party and the group it is one of."""
        first, second = self.canonical(one), self.canonical(other)
        return first == second or second in self._of(first) or first in self._of(second)

    def _of(self, name: str) -> set[str]:
        own = set(self._groups.get(name, ()))
        return own | {name.split(" ", maxsplit=1)[0]} if name.startswith("gemeente ") else own

    @staticmethod
    def sort(name: str) -> Sort:
        """Whether the name is a worker's, a client's or a reporter's."""
        word = _STRIP.sub("", name).split(" ", maxsplit=1)[0]
        return next((sort for sort, pattern in _SORTS if pattern.fullmatch(word)), Sort.WORKER)


_LISTED = re.compile(r"(?:(?:[A-Z][\w'’-]*|van|de|het|en|&|in) ){0,5}[A-Z][\w'’-]*")


def listed(documents: Iterable[Document], passages: Iterable[Passage]) -> tuple[str, ...]:
    """Organisations that a cover or a signature block lists, and the text speaks of.

    A line of a cover, or the first cell of a signature, that is a name and nothing else; titles and
    place names that the text never uses alone are left out.
    """
    held = list(passages)
    titles = " ".join(document.title for document in documents).lower()
    lines = {
        line.split("\t")[0].strip()
        for one in held
        if one.role in {Role.COVER, Role.SIGNATURE}
        for line in one.text.split("\n")
    }
    spoken = "\n".join(one.text for one in held if one.role not in SILENT_ROLES)
    regions = {document.region for document in documents}
    return tuple(
        sorted(
            line
            for line in lines
            if _LISTED.fullmatch(line) and line.lower() not in regions and line.lower() not in titles
            if not _ROLE.fullmatch(line)
            if re.search(rf"(?<![\w-]){re.escape(line)}(?![\w-])", spoken)
        )
    )


def _folded(name: str) -> str:
    """A name in small letters and singular, without article, legal form, and what it is of."""
    low = " ".join(_STRIP.sub("", _LEGAL_FORM.sub("", " ".join(name.split()))).split()).lower()
    low = re.sub(r"^(?:de|het) ", "", low)
    if low.startswith("college van burgemeester en wethouders van de gemeente"):
        low = low.removeprefix("college van burgemeester en wethouders van de ")
    low = re.split(r" (?:van|bij|voor|uit) (?!burgemeester)", low, maxsplit=1)[0] if low[:3] != "het" else low
    head, *rest = low.split(" ")
    return " ".join((_singular(head), *rest)) if not rest else _SPELLED.get(low, " ".join((_singular(head), *rest)))


_ENDINGS = (
    (re.compile(r"(?:’s|'s)$"), ""),
    (re.compile(r"ssen$"), "s"),
    (re.compile(r"nen$"), "n"),
    (re.compile(r"(?<=[a-z]tt)en$"), ""),
    (re.compile(r"(?<=gemeente)n$|(?<=leidinggevende)n$|(?<=jongere)n$|(?<=betrokkene)n$"), ""),
    (re.compile(r"(?<=nt|er|or|ng|st|ij|rk|ts|nk)en$"), ""),
    (re.compile(r"(?<=[iaeo][^aeious])s$|(?<=ie)s$|(?<=eau)s$|(?<=eam)s$|(?<=eur)s$"), ""),
)


def _singular(word: str) -> str:
    if word in _SPELLED:
        return _SPELLED[word]
    if word.endswith(("adviseurs", "regisseurs")):
        return word[:-1]
    for pattern, ending in _ENDINGS:
        if pattern.search(word) and word not in {"politie", "ggd's"}:
            word = pattern.sub(ending, word)
            break
    word = {"eigenar": "eigenaar", "eigenaren": "eigenaar", "ambtenaren": "ambtenaar"}.get(word, word)
    return _SPELLED.get(word, word)


@lru_cache(maxsize=16384)
def _is_role(word: str, behind: str) -> bool:
    """Whether a word is a role; `behind` is the text after it."""
    if len(word) > LONGEST:
        return False
    if word.lower() == "lid":
        return behind.startswith((" van de ", " van het"))
    return bool(_ROLE.fullmatch(word)) and not _NOT_ROLES.fullmatch(word)


def _with_article(text: str, low: int) -> int:
    """Where the words begin that go before a name: its article and what tells which one."""
    begin = low
    for _ in range(4):
        before = _WORD_BEFORE.search(text, max(0, begin - 24), begin)
        if before is None:
            return begin
        word = before[1]
        # "zijn" with a capital is a verb; "die" before an article opens a clause
        points = word in {"zijn", "die", "Die"} and not _ARTICLE.match(text, begin)
        if not points and word.lower() not in _LEADING_WORDS:
            return begin
        begin = before.start(1)
    return begin


def _with_owner(text: str, high: int, cores: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    """Where a name ends with whom it is of ("van de gemeente"), and the next core behind that."""
    for _ in range(2):
        of = _OF.match(text, high)
        if of is None:
            break
        while at < len(cores) and cores[at][0] < of.end():
            at += 1
        if at < len(cores) and cores[at][0] == of.end():
            high, at = cores[at][1], at + 1
        elif proper := _OWNER.match(text, of.end()):
            high = proper.end()
        else:
            break
    return high, at


_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_WORD_BEFORE = re.compile(r"(?<![\w-])([^\W_][\w-]*) $")
_ARTICLE = re.compile(r"(?:de|het|een|één) ", re.I)
_LEADING_WORDS = frozenset(
    re.sub(r"elke\?", "elk|elke", _LEADING)
    .replace("iedere?", "ieder|iedere")
    .replace("andere?", "ander|andere")
    .split("|")
)
_ROLE = re.compile(rf"iedereen|[\w-]*?(?:{_ORGANISATIONS}|{_PEOPLE}|{_CLIENTS})|{_REPORTERS}", re.I)
_PROPER_BEHIND = re.compile(rf" {_PROPER}")
_OF = re.compile(rf" (?:van|bij|voor|uit) (?:(?:{_LEADING}) ){{0,2}}", re.I)
_OWNER = re.compile(rf"(?:{_PROPER}|gegevensbescherming)(?![\w-])")


def _names_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Names as they are written, longest first; bounded by what is no letter."""
    listed = [re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)) if len(name) > 1]
    listed.append("(?i:college van burgemeester en wethouders)")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(listed)})(?![\w-])")
