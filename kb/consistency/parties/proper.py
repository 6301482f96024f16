"""Proper names of organisations in a sentence: which capitals name somebody, and which a body, a law or an office."""

import re
from collections.abc import Iterator
from typing import Final

from kb.consistency.paper import Line
from kb.language.compounds import parts
from kb.language.lexicon import known
from kb.language.words import STOP_WORDS, fold

_CAPITAL = r"(?:['’]s-)?[A-Z][\w'’-]*(?:\.[A-Z]\.?)?"
_LINK = r"(?: (?:van|de|het|der|den|voor|op|aan|in|&|ten|te|['’]t))"
_RUN = re.compile(rf"(?<![\w'’-]){_CAPITAL}(?:{_LINK}{{0,2}} {_CAPITAL})*")
# What may stand before a name; a noun there ("wethouder Zorg", "afdeling Wonen") makes it part of something else.
_BEFORE = re.compile(
    r"(?:^|[,(:;•\t\-–]|\b(?:de|het|van|door|en|of|bij|aan|met|namens|tussen|is|zijn|voor|als|samen|uit|naast|behalve"
    r"|onder|waarin|te weten|namelijk|dan|dat|beide"
    r"|heeft|hebben|leden|deelnemers|corporaties|organisaties|instellingen|partners|gemeenten?|voert|voeren|gaat|gaan|stelt|stuurt|vraagt|krijgt|neemt|geeft|meldt|doet|maakt|ligt))\s*$",
    re.I,
)
_MARKER = re.compile(r"\s*(?:(?:\d{1,3}|[a-z])[.)]|[-•–✓])?\s*")
_GOES_ON = re.compile(r"\s*(?:en|,|&|van)\s*")
# Who is an organisation by a word of its name.
ORGANISATION: Final = re.compile(
    r"\b(?:gemeenten?|stichting|vereniging|coöperatie|federatie|politie|ggd|ggz|leger|regio|corporatie|waterschap|n\.?v\.?"
    r"|b\.?v\.?|[\w-]*(?:bank|loket|stichting|vereniging|centrum|bureau|zorg|wonen|welzijn|corporatie|groep|dienst"
    r"|maatschappij|instituut|instelling|bedrijf|fonds|bond|federatie|kliniek|teams?|verzekeraar|spreekuur|organisatie"
    r"|hulp|werk|huis|bemiddeling|opvang|leiding))(?![\w-])",
    re.I,
)
# Bodies of the agreement itself, papers, laws, offices and places of the state: none of them is a party.
_NOBODY = re.compile(
    r"\b(?:\w*(?:stuur|werk|kern|regie|project|klankbord|doel|beroeps)groep\w*|\w*(?:overleg|beraad|tafel|raad|bestuur|commissie)\b"
    r"|convenant\w*|\w*overeenkomst\w*|\w*afspraken|bijlagen?|artikel(?:en)?|hoofdstuk|paragraaf|\w*wet|verordening|\w*protocol"
    r"|\w*reglement|overwegende|partij(?:en)?|nederland(?:se)?|ministerie|rechtbank|officier|autoriteit|belastingdienst"
    r"|kadaster|rijk|provincie|veilig thuis|kinderbescherming|openbaar ministerie|uwv|svb|cjib|cak|bkr|nvvk|vng|avg"
    r"|huurcommissie|ombudsman|juridisch loket|kamer van koophandel|sociale verzekeringsbank|meldpunt|coördinator"
    r"|casus\w*|aanpak|methode|methodiek|beleid|traject|stap|fase|taskforce|programma|project)\b",
    re.I,
)


def proper_names(text: str, start: int = 0) -> Iterator[Line]:
    """The names in a text that may be of organisations, each at its place; `start` is where the text begins.

    Left out are bodies of the agreement, papers, laws, people's offices and what stands behind a noun.
    """
    lead = _MARKER.match(text)
    begin = lead.end() if lead else 0
    refused = -1
    for run in _RUN.finditer(text):
        first = run.start() <= begin
        goes_on = refused >= 0 and _GOES_ON.fullmatch(text, refused, run.start())
        before = text[max(0, run.start() - 16) : run.start()]
        if goes_on or not (first or _BEFORE.search(before)) or _NOBODY.search(run[0]):
            refused = run.end()
            continue
        refused = -1
        skip = _begun(run[0]) if first else 0
        name = run[0][skip:]
        if len(name) > 1 and (skip or not first or not _ordinary(name)):
            yield Line(name, start + run.start() + skip)


def capital_runs(text: str, start: int = 0) -> Iterator[Line]:
    """All words with capitals in a row, whatever stands before them; without bodies, papers and laws."""
    lead = _MARKER.match(text)
    begin = lead.end() if lead else 0
    for run in _RUN.finditer(text):
        skip = _begun(run[0]) if run.start() <= begin else 0
        if not _NOBODY.search(run[0]) and len(run[0]) > skip + 1:
            yield Line(run[0][skip:], start + run.start() + skip)


def _begun(name: str) -> int:
    """How much of a name at the beginning of a sentence is an ordinary word: "Vertegenwoordigers van X"."""
    first = re.match(r"(\w+) (?:van|voor|bij|aan|op|in)(?: (?:de|het))? ", name)
    return first.end() if first and known(fold(first[1].lower())) else 0


def _ordinary(name: str) -> bool:
    """Whether a name is but one ordinary word, or a compound of them, that begins a sentence."""
    words = [fold(word.lower()) for word in name.split()]
    own = [word for word in words if word not in STOP_WORDS]
    return not own or (len(own) == 1 and (known(own[0]) or bool(parts(own[0]))))
