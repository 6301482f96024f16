"""Terms, frequencies and recipients: the phrases of a sentence that stand by their form."""

import re
from collections.abc import Sequence
from functools import lru_cache

from kb.language.dates import MONTH
from kb.process.actors import Mention

_NUMBER = (
    r"(?:\d+|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|twintig|dertig"
    r"|veertig|zestig|enkele)"
)
_UNIT = (
    r"(?:(?:kalender|werk)?dag(?:en)?|we(?:ek|ken)|maand(?:en)?|kwarta(?:al|len)|halfjaar|jaar|jaren|uur|uren|minuten)"
)
_ARTICLE = r"(?:(?:de|het|een|haar|zijn|hun|dit|die|dat|deze|elk|elke) )?"
_ADJECTIVES = r"(?:(?!de )[\w-]+e )?"
_NOUN = rf"{_ARTICLE}{_ADJECTIVES}[\w-]+"
_ANCHOR = rf"(?: (?:na|voor|vóór|vanaf) {_NOUN}(?: (?:van|op|in) {_NOUN})?| daarna| daarvoor| tevoren)?"
_DATE = rf"\d{{1,2}} (?:{MONTH})(?: \d{{4}})?"
_TERM = re.compile(
    rf"(?:uiterlijk )?binnen (?:ten hoogste |maximaal )?{_NUMBER} {_UNIT}\b{_ANCHOR}"
    rf"|binnen (?:de|deze|die|dezelfde) (?:wettelijke |genoemde )?termijn(?: van [\w ]+?(?=[,.;]|$))?"
    rf"|uiterlijk (?:op )?(?:{_DATE}|(?:de |het )?[\w-]+ (?:werk)?dag(?:en)?{_ANCHOR}|{_NUMBER} {_UNIT}{_ANCHOR})"
    rf"|(?:vóór|voor) (?:{_DATE}|\d{{1,2}}[.:]\d{{2}} uur|het einde van {_NOUN})"
    rf"|(?:op )?dezelfde (?:werk)?dag|(?:op )?de (?:eerst)?volgende (?:werk)?dag(?: vóór \d+[.:]\d+ uur)?"
    rf"|op de dag (?:(?=\0)|van {_NOUN})|{_NUMBER} {_UNIT} na {_NOUN}(?: van {_NOUN})?"
    rf"|(?<!met )(?:ten hoogste|hoogstens|maximaal|ten minste|gedurende) {_NUMBER} {_UNIT}{_ANCHOR}"
    rf"|(?:in )?(?:het )?\w+ kwartaal van \d{{4}}|zo (?:snel|spoedig) mogelijk|onmiddellijk|onverwijld|terstond"
    rf"|(?<!\w)(?:meteen|direct)(?! (?:gevaar|of|contact|bij|te|op|betrokken|na))(?= |$)",
    re.I,
)
_FREQUENCY = re.compile(
    rf"(?:(?:ten minste|tenminste|minimaal|minstens|maximaal|ongeveer) )?(?:eens|{_NUMBER} (?:keer|maal))"
    rf" (?:per|in de|in het|elk|elke) (?:{_NUMBER} )?{_UNIT}"
    rf"|(?:elke?|iedere?|per) (?:{_NUMBER} )?(?:{_UNIT})(?: (?:in (?:{MONTH})|vóór {_DATE}))?"
    rf"|\b\w*(?:jaar|maande|weke|dage)lijks\b|om de (?:{_NUMBER} )?{_UNIT}|per {_UNIT}",
    re.I,
)
_TIMED = re.compile(
    r"dag|we[e]?k|maand|kwarta|jaar|uur|termijn|einde|mogelijk|onmiddel|meteen|direct|terst|onverw|\d", re.I
)
_NOT_TERM = re.compile(r"^(?:ten minste|op de dag van)", re.I)

Place = tuple[int, int]


@lru_cache(maxsize=2048)
def term(shown: str) -> Place | None:
    """Where a text gives a term ("binnen vijf werkdagen na de aanmelding"); the first one."""
    if not _TIMED.search(shown):
        return None
    found = _TERM.search(shown)
    while found and (_NOT_TERM.match(found[0]) and found[0].lower().startswith("ten minste")):
        found = _TERM.search(shown, found.end())
    return (found.start(), found.end()) if found else None


@lru_cache(maxsize=2048)
def frequency(shown: str) -> Place | None:
    """Where a text says how often ("elk kwartaal", "eens in de zes weken"); the first place."""
    found = _FREQUENCY.search(shown) if _TIMED.search(shown) else None
    return (found.start(), found.end()) if found else None


_TO = {
    "aan": None,  # with any verb
    "bij": frozenset(
        ["melden", "aanmelden", "doen", "indienen", "voorleggen", "nagaan", "navragen", "vragen", "maken"]
    ),
    "naar": frozenset(
        ["sturen", "verwijzen", "doorsturen", "doorverwijzen", "brengen", "nasturen", "gaan", "verwijst", "overgaan"]
    ),
    "met": frozenset(["overleggen", "bespreken", "delen", "opnemen", "afstemmen", "spreken", "uitwisselen", "laten"]),
}
_GIVES_WORDS = """
sturen geven vragen vertellen bieden aanbieden betalen meedelen verzoeken verstrekken laten wijzen berichten
toesturen bezorgen doorgeven aanreiken schrijven adviseren
"""
_TAKES_PART = frozenset({"deelnemen", "bijdragen", "deelhebben", "voldoen", "houden", "werken"})
_GIVES = frozenset(_GIVES_WORDS.split())


def recipient(
    shown: str, verb: str, mentions: Sequence[Mention], taken: Sequence[Mention], *, other: bool
) -> Mention | None:
    """To whom: the one named after "aan", or after another preposition that goes with the verb.

    `taken` are the actors; `other` tells that something else is the object, so that somebody named
    without preposition after a verb of giving receives it.
    """
    head = verb.rpartition(" ")[2] if not verb.startswith("laten ") else "laten"
    for preposition, verbs in _TO.items():
        for one in mentions:
            before = shown[: one.start].rstrip().rpartition(" ")[2].lower()
            attached = any(shown[other.end : one.start] == f" {preposition} " for other in mentions)
            fits = verb not in _TAKES_PART if verbs is None else bool({verb, head} & verbs)
            if before == preposition and one not in taken and fits and not attached:
                return one
    if head in _GIVES and other:
        for one in mentions:
            before = shown[: one.start].rstrip().rpartition(" ")[2].lower()
            if one not in taken and before not in _PREPOSED:
                return one
    return None


_PREPOSED_WORDS = """
aan bij naar met van voor door over tegen namens uit tussen onder op in om en of
"""
_PREPOSED = frozenset(_PREPOSED_WORDS.split())
