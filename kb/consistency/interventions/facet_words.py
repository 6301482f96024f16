"""By which words a heading, a label or a sentence gives a facet of an intervention: its goal, its lead, its costs."""

import re
from collections.abc import Mapping
from typing import Final

from kb.consistency.terms.lengths import Side, lengths
from kb.consistency.wording.headed import heading_words
from kb.model import Facet

_PEOPLE = (
    r"(?:bewoners?|huurders?|inwoners?|personen|gezinnen|huishoudens?|eigenaren|eigenaars|jongeren|mensen|klanten"
    r"|cliënten|burgers|ondernemers)"
)
# In this order: the first that fits is the heading's.
_HEADED: Final[Mapping[Facet, re.Pattern[str]]] = {
    facet: re.compile(pattern, re.I)
    for facet, pattern in {
        Facet.CONSENT: r"\b\w*toestemming\w*|\binstemming\b|\bvrijwillig\w*",
        Facet.DATA: r"\b(?:privacy\w*|\w*gegevens\w*|geheimhouding|avg|informatie-?uitwisseling|grondslag\w*)\b",
        Facet.LEAD: r"\b(?:\w*regie|coördinatie|leiding|(?:kar)?trekker)\b",
        Facet.REGISTRATION: (
            r"\b(?:registr\w+|registratie|monitor\w*|rapport\w*|vastleggen|vastlegging|verslag\w*|cijfers|verantwoording"
            r"|dossier\w*)\b"
        ),
        Facet.COSTS: r"\b(?:kosten\w*|financi\w+|bekostiging|budget|tarieven|wie betaalt)\b",
        Facet.MEETINGS: r"\b(?:\w*overleg(?:gen)?|bijeenkomsten|stuurgroep|sturing|vergader\w+)\b",
        Facet.SCOPE: (
            r"\b(?:reikwijdte|toepassingsgebied|werkingssfeer|doelgroep\w*|voor wie|voor welke|afbakening|toepassing"
            r"|(?:soort|type|welke) woning(?:en)?)\b|^(?:soorten )?woningen$"
        ),
        Facet.APPENDIX: r"\b(?:bijlagen?|uitwerking|uitgewerkt|zie ook)\b",
        Facet.TERMS: r"\b(?:termijn\w*|wanneer|duur|hoe lang|tijdpad|bewaartermijnen|bewaren)\b",
        Facet.GOAL: r"\b(?:doel|doelen|doelstelling\w*|waarvoor|waartoe|beoogd resultaat|bedoeling)\b",
        Facet.PARTIES: (
            r"\b(?:partijen|deelnemers|deelnemende|betrokken\w*|wie\b(?!.*\bregie)|partners|samenwerkingspartners"
            r"|taken|rollen|verantwoordelijkheden|taakverdeling)\b"
        ),
        Facet.STEPS: (
            r"\b(?:stappen|stap|werkwijze|werkproces|proces|procedure|opvolging|volgorde|uitvoering|melden|wat|hoe)\b"
        ),
    }.items()
}
_SAID: Final[Mapping[Facet, re.Pattern[str]]] = {
    facet: re.compile(pattern, re.I)
    for facet, pattern in {
        Facet.GOAL: (
            r"\b(?:doel|doelen|doelstelling|oogmerk)\b (?:van|is|zijn|hiervan|daarvan)\b|\b(?:is|zijn) gericht op\b"
            r"|\bbeoog\w*\b|\bwillen\b[^.;]{0,80}\b(?:bereiken|voorkomen|stoppen|dat)\b|\bbedoeld om\b"
        ),
        Facet.SCOPE: (
            r"\b(?:van toepassing op|betrekking op|in aanmerking (?:voor|komen)|komen ervoor in aanmerking)\b"
            rf"|\bgeld(?:t|en)\b[^.;]{{0,50}}\b(?:voor|bij) (?:\w+ ){{0,3}}{_PEOPLE}"
            rf"|\b(?:is|zijn) (?:er )?(?:alleen |uitsluitend |bedoeld )*voor (?:\w+ ){{0,2}}{_PEOPLE}"
            r"|\b(?:huur|koop|corporatie)woning(?:en)?\b"
        ),
        Facet.PARTIES: (
            r"\b(?:zijn|is) (?:\w+ ){0,3}betrokken\b|\b(?:samenwerkings)?partners zijn\b|\bdeelnemers zijn\b"
            r"|\bne(?:emt|men) (?:\w+ ){0,3}deel\b|\b(?:doen|doet) mee\b|\buitgevoerd door\b"
        ),
        Facet.LEAD: (
            r"\b\w*regie\b|\bcoördine\w+|\b(?:casus|proces|keten)regisseur|\b(?:eind)?verantwoordelijk voor de (?:casus"
            r"|aanpak|uitvoering)|\btrekker\b|\bheeft de leiding\b"
        ),
        Facet.CONSENT: r"\b\w*toestemming\w*|\binstem\w*|\bingestemd\b|\bgoedvind\w*",
        Facet.DATA: (
            r"\b\w*(?:persoons|politie|contact)gegevens\b|\bgegevensverwerking\b|\bgegevens(?:deling|uitwisseling)\b"
            r"|\bprivacy\w*|\bAVG\b|\bgegevens\b[^.;]{0,60}\b(?:delen|gedeeld|deelt|verstrek\w+|verwerk\w+|uitge\w+)"
            r"|\b(?:delen|deelt|verstrek\w+|wissel\w+)\b[^.;]{0,60}\b(?:gegevens|informatie)\b|\bgeheimhouding\b"
        ),
        Facet.TERMS: (
            r"\b(?:binnen|uiterlijk|ten hoogste|ten minste|maximaal|minimaal|duurt|na) (?:\w+ ){0,3}?(?:uur|dagen|dag"
            r"|werkdag|werkdagen|week|weken|maand|maanden|jaar)\b|\b(?:dezelfde|eerstvolgende) (?:werk)?dag\b"
            r"|\bbewa(?:art|ren|ard|ring)\b[^.;]{0,80}\b(?:dagen|weken|maand|maanden|jaar)\b"
        ),
        Facet.REGISTRATION: (
            r"\bregistre\w+|\bregistratie\w*|\brapporte\w+|\brapportage\w*|\bmonitor\w+|\bnote(?:ert|ren)\b"
            r"|\b(?:houdt|houden)\b[^.;]{0,60}\bbij\b|\blegt\b[^.;]{0,80}\bvast\b|\bleggen\b[^.;]{0,80}\bvast\b"
            r"|\bcijfers\b|\btelt(?: (?:de|het|hoe)\b|:)|\bin het (?:dossier|systeem)\b"
        ),
        Facet.MEETINGS: (
            r"\b\w*overleg\b[^.;]{0,80}\b(?:komt|komen|vindt|vergader\w+|gehouden|neemt|nemen|spil\w*)\b"
            r"|\bbijeen\b|\bbij elkaar\b|\bvergader\w+|\b\w+tafel\b[^.;]{0,40}\bkomt\b|\bzit\b[^.;]{0,30}\bvoor\b"
            r"|\bvoorzit\w*|\bvoorgezeten\b"
        ),
        Facet.COSTS: (
            r"\b\w*kosten\b|\bfinancier\w*|\bbekostig\w+|\bbijdrage\b|\bsubsidie\w*|\btarie(?:f|ven)\b"
            r"|\bvoor rekening van\b|\bkost(?:te|ten)?\b[^.;]{0,60}(?:€|\beuro\b)"
        ),
        Facet.APPENDIX: (
            r"\bbijlagen?\b|\b(?:uitgewerkt|vastgelegd|beschreven) in (?:een|de|het) \w*(?:proces|werk|protocol)"
        ),
    }.items()
}
# Without one of these a sentence says nothing of the facet: looked for first, as they are quick to find.
_NEEDS: Final[Mapping[Facet, tuple[str, ...]]] = {
    Facet.GOAL: ("doel", "oogmerk", "gericht", "beoog", "willen", "bedoeld"),
    Facet.SCOPE: ("toepassing", "betrekking", "aanmerking", "geld", "voor", "woning"),
    Facet.PARTIES: ("betrokken", "partners zijn", "deelnemers zijn", "neemt", "nemen", "doen", "doet", "uitgevoerd"),
    Facet.LEAD: ("regie", "regisseur", "coördine", "verantwoordelijk", "trekker", "leiding"),
    Facet.CONSENT: ("toestemming", "instem", "ingestemd", "goedvind"),
    Facet.DATA: ("gegevens", "privacy", "avg", "delen", "deelt", "verstrek", "wissel", "geheimhouding"),
    Facet.TERMS: ("uur", "dag", "week", "weken", "maand", "jaar"),
    Facet.REGISTRATION: (
        *("registr", "rapport", "monitor", "note", "houd", "legt", "leggen", "cijfers", "telt", "dossier", "systeem"),
    ),
    Facet.MEETINGS: ("overleg", "bijeen", "elkaar", "vergader", "tafel", "zit", "voorgezeten"),
    Facet.COSTS: ("kost", "financier", "bijdrage", "subsidie", "tari", "rekening"),
    Facet.APPENDIX: ("bijlage", "uitgewerkt", "vastgelegd", "beschreven"),
}
# Who pays settles costs, but not where it is what somebody owes that is paid.
_PAYS: Final = re.compile(r"\bbetaalt\b|\bbetalen\b", re.I)
_OWED: Final = re.compile(r"\b(?:\w*huur|huur\w*|\w*achterstand\w*|\w*schuld\w*|premies?|termijn\w*|boetes?)\b", re.I)
# The words that say a facet most plainly: such a sentence is shown first.
_PLAIN: Final[Mapping[Facet, re.Pattern[str]]] = {
    facet: re.compile(pattern, re.I)
    for facet, pattern in {
        Facet.LEAD: r"\bde \w*regie\b|\b\w*regie ligt\b",
        Facet.SCOPE: r"\b(?:betrekking op|van toepassing op|geld(?:t|en) voor)\b",
        Facet.APPENDIX: r"\buitgewerkt in\b",
        Facet.REGISTRATION: r"\bregistre\w+",
        Facet.DATA: r"\b(?:deelt|delen|gedeeld|verstrek\w+|uitgewisseld|wissel\w+)\b",
        Facet.CONSENT: r"\btoestemming\b",
        Facet.MEETINGS: (
            r"\bvergader(?:t|en)\b|\bbijeen\b|\bbij elkaar\b|\bvoorzit\w*|\bvoorgezeten\b|\bzit\b.{1,40}\bvoor\b"
        ),
        Facet.COSTS: r"\b(?:draagt|dragen|betaalt|betalen|bekostig\w+)\b|\bkosten\b[^.;]{1,60}\b(?:zijn|komen) voor\b",
    }.items()
}
_PARTS: Final = re.compile(r"\s*,\s*|\s+(?:en|&)\s+")
_ELSEWHERE: Final = re.compile(
    r"\b(?:staat|staan|beschreven|uitgewerkt|geregeld|vastgelegd) in (?:de |het |een )?(?:paragraaf|artikel|hoofdstuk"
    r"|bijlage)\b"
    r"|\b(?:paragraaf|artikel|hoofdstuk|bijlage) \S+ (?:van (?:de|het) \w+ )?(?:regelt|bepaalt|beschrijft)\b",
    re.I,
)


def announced(words: str) -> frozenset[Facet]:
    """The facets that a heading or label announces: "Regie", "6. Toestemming en gegevens"; none of another."""
    plain = heading_words(words)
    found = [facet for facet, pattern in _HEADED.items() if pattern.search(plain)]
    return frozenset(found) if " en " in plain else frozenset(found[:1])


def bare(words: str) -> frozenset[Facet]:
    """The facets that a heading announces of which they are the whole, or nearly: "Toestemming en privacy"."""
    return announced(words) if len(heading_words(words).split()) <= 5 else frozenset()


def mixed(words: str) -> bool:
    """Whether a heading names other things beside the facets that it announces: "Organisaties, sturing en looptijd"."""
    return not all(map(announced, _PARTS.split(heading_words(words))))


def said(text: str) -> frozenset[Facet]:
    """The facets that a sentence speaks of, by its words alone."""
    low = text.lower()
    near = [facet for facet, words in _NEEDS.items() if any(word in low for word in words)]
    found = {facet for facet in near if _SAID[facet].search(text)}
    if Facet.TERMS in near and any(one.side is not Side.UNSAID for one in lengths(text)):
        found.add(Facet.TERMS)
    if "betaal" in low or "betal" in low:
        found |= {Facet.COSTS} if _PAYS.search(text) and not _OWED.search(text) else set()
    return frozenset(found)


def points_on(text: str) -> bool:
    """Whether a sentence says where something is settled, and does not settle it."""
    return _ELSEWHERE.search(text) is not None


def plainly(facet: Facet, text: str) -> bool:
    """Whether a sentence says the facet in its plainest words."""
    pattern = _PLAIN.get(facet)
    return pattern is not None and pattern.search(text) is not None
