"""What an act is about: its words in one form each, without those that say nothing; and what a heading is about."""

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from kb.language.dutch import stems
from kb.language.thesaurus import Thesaurus

_LIGHT_WORDS: Final = """
zijn worden hebben kunnen mogen moeten zullen gaan komen doen maken houden nemen geven krijgen laten weten zet zetten
vinden vindt plaats plaatsvinden opstellen stelt stellen uitvoeren verrichten leveren sturen toesturen aanleveren
indienen toezenden uitbrengen versturen afleggen legt leggen bijeen bijeenkomen bijeenkomst elkaar samenkomen
vergaderen vergadering loopt lopen duurt duren bedraagt bedragen geldt gelden ligt liggen begint brengen brengt volgt
volgen voeren voert binnen uiterlijk dag dagen werkdag werkdagen week weken maand maanden kwartaal kwartalen jaar
jaren halfjaar uur uren minuten keer maal termijn termijnen periode tijd moment frequentie wanneer samen gezamenlijk
schriftelijk steeds telkens altijd minimaal maximaal minstens hoogstens hoogste ten tenminste wel nog ook voortaan
daarna vervolgens zo direct meteen aan op af uit in toe mee voor over bij na terug langs dan waarbij waarna elk elke
ieder iedere per zonder uitgewerkt artikel artikelen paragraaf hoofdstuk bijlage wekelijks maandelijks jaarlijks
halfjaarlijks dagelijks driemaandelijks tweewekelijks eens rond doorgaans beginsel principe haar start starten starts
startdatum vangt aanvangen zien ziet blijven blijft wij onze ons eigen looptijd gehele
"""
_FACET_WORDS: Final = """
artikel hoofdstuk paragraaf bijlage deel stap fase onderdeel algemeen algemene bepalingen inhoud
taak taken verdeling rol rollen verantwoordelijkheid verantwoordelijkheden regie casusregie procesregie coördinatie
overleg overleggen sturing bestuur aansturing organisatie overlegstructuur governance registratie registreren
rapportage rapporteren rapportages monitoring cijfers verantwoording evaluatie evalueren overzicht overzichten schema
tabel bewaren bewaartermijn bewaartermijnen gegevens gegevensdeling delen dossiers dossier privacy toestemming
vertrouwelijkheid looptijd geldigheid duur wijziging opzegging verlenging doel doelen reikwijdte uitgangspunt
uitgangspunten inleiding aanleiding begrippen begripsbepalingen definities werkwijze werkwijzen werkproces proces
procesbeschrijving aanpak aanpakken interventie interventies afspraken afspraak samenwerking samenwerken partijen
partij deelnemers meedoen deelnemende organisaties wie wat waar hoe waarom uitwerking uitvoering indelen indeling
opvolgen opvolging toewijzing toewijzen beoordelen beoordeling ontvangst behandelen behandeling kosten financiering
ondertekening slotbepalingen beheer contact communicatie bereikbaarheid termijn termijnen tijden volgorde stappen
kleuren kleur codes kort samenvatting regels hoofdlijnen verloop afhandeling ingedeeld ingedeelde
convenant overeenkomst samenwerkingsovereenkomst werkafspraken protocol privacyprotocol handreiking memo addendum
draaiboek reglement plan versie vastgesteld aanvulling
"""
# What a heading may be over besides: how the work is ordered, staffed, paid and watched, whatever the work is.
_ASPECT_WORDS: Final = """
planning kwaliteit capaciteit toezicht handhaving naleving wachttijd wachttijden wachtlijst voortgang doorlooptijd
doorlooptijden snelheid tempo kalender agenda jaarkalender vergaderschema ritme frequentie beeld resultaat resultaten
effect effecten opbrengst bevoegdheid bevoegdheden mandaat plicht plichten rechten recht meldplicht budget budgetten
middelen geld bekostiging tarieven inzet mensen personeel bezetting rolverdeling taakverdeling werkverdeling
taakomschrijving rolomschrijving leren leer verbeteren verbetering ontwikkelen ontwikkeling innovatie praktijk
praktische beheersing control controle bewaking borging waarborgen zorgvuldig zorgvuldigheid zorgvuldige informatie
informatievoorziening informatiedeling informatieuitwisseling uitwisselen uitwisseling delen vastleggen administratie
verslaglegging dossiervorming archief archivering afstemming afstemmen ketensamenwerking ketenpartners partners
professionals medewerkers besluitvorming besluiten randvoorwaarden voorwaarden begin einde start slot verder overig
overige diversen wijzigen samenstelling vergaderen vergaderingen bijeenkomst bijeenkomsten vergaderfrequentie
opleiding scholing deskundigheid omgaan omgang eisen regels rooster roosters diensten financieel financiële vergoeding
vergoedingen systeem systemen beleid visie ambitie strategie prioriteiten doelgroep doelgroepen gebied werkgebied
aandachtspunten achtergrond context kader kaders grondslag wettelijk wettelijke juridisch juridische geschillen
aansprakelijkheid publiciteit pers media website toelichting stand zaken vooraf achteraf hoofdlijn kern totaal geheel
checklist bereikbaar
"""
_MEMBER: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")  # the number of the member that a sentence opens
# "Kwaliteitseisen", "gedragsregels", "jaarplanning".
_ASPECT_TAIL: Final = re.compile(r"\w{3,}(?:eis|regel|schema|overzicht|planning|verdel|structur|bepal|voorwaard)")
# A heading that asks is over whatever it asks that about: "Wat doen wij bij lekkage?".
_ASKS: Final = re.compile(
    r"^\W*(?:wie|wat|hoe|waar(?:om|mee|voor|over)?|wanneer|welke?)\b(?! te\b)"
    r"[^?]*?(?:$|\?|\b(?=bij|voor|over|tegen|met)\b)",
    re.I,
)
# One thing in several words: a verb and its noun, or what people use for one another.
_FAMILIES: Final = (
    ("melden", r"meld|melding"),
    ("aanmelden", r"aanmeld\w*"),
    ("bezoek", r"huisbezoek|bezoek|langsgan|langskom|aanbell?"),
    ("gesprek", r"gesprek|sprek|kennismak\w*|praten|prat"),
    ("rapport", r"rapport\w*|rapportag|verslag|kwartaalrapport\w*|halfjaarrapport\w*|jaarverslag|voortgangsrapport\w*"),
    ("evaluatie", r"evaluer|evaluatie"),
    ("registratie", r"registr\w*|vastlegg?|vastleg|noter\w*"),
    (
        "bewaren",
        r"bewar|bewaartermijn|verwijder|verniet|vernietig|wis|gewist|opslan|bewaring|papierversnipper\w*|versnipper\w*",
    ),
    ("dossier", r"dossier|gegeven|persoonsgegeven|clientdossier|zaaksdossier"),
    ("sluiten", r"sluit|sluiting|afsluit|beeindig|afrond"),
    ("ontvangen", r"ontvang\w*|binnenkom\w*|binnengekom\w*"),
    ("beoordelen", r"beoordel"),
    ("uitnodigen", r"uitnod\w*"),
    ("antwoord", r"antwoord|beantwoord|reager|reactie"),
    ("opzeggen", r"opzeg\w*"),
    ("controle", r"controler|controle|controlebezoek"),
    ("besluit", r"beslis\w*|besluit\w*"),
    ("betalen", r"betal\w*|uitbetal\w*"),
    ("contact", r"contact|bel|terugbel|opbel|benader"),
    ("cijfers", r"cijfer|aantal|aantall?"),
)
_MARKS: Final = re.compile(
    r"(?:spoed|crisis|acut|nood|levensgevaar)\w*|wit|groen|gel|geel|vergel|oranj|orang|rod|rood|blauw|paars|zwart|licht|zwar"
    r"|(?:zeer )?ernst\w*|eenvoud\w*|complex|minderjar\w*|kind\w*|voorrang|urgent|hog|laag|lag|eerst|twed|derd|vierd"
    r"|ander|overig|particulier|huurwoning|koopwoning|nacht|weekend|niet|zeer|later",
)
# What the analyser takes for words without content, and what tells one case from another all the same.
_CODES: Final = re.compile(
    r"(?:spoed|crisis|acut|nood|levensgevaar)\w*|wit|groen|gel|geel|vergel|oranj|orang|rod|rood|blauw|paars|zwart"
)
_TELLING: Final = (
    ("niet", re.compile(r"\b(?:niet|geen|nooit|zonder)\b", re.I)),
    ("ander", re.compile(r"\b(?:andere?|overige)\b", re.I)),
    ("zeer", re.compile(r"\b(?:zeer|meest)\b", re.I)),
)
_ANY_TELLING: Final = re.compile("|".join(pattern.pattern for _, pattern in _TELLING), re.I)  # one search for most
_NUMBERING: Final = re.compile(
    r"^(?:(?:artikel|hoofdstuk|paragraaf|stap|fase|bijlage|deel)\s+)?(?:\d{1,2}|[A-Z]|[IVX]{1,4})?(?:\.\d+)*[.:)]?\s+",
    re.I,
)


@lru_cache(maxsize=16384)
def _form(stem: str) -> str:
    return next((name for name, pattern in _COMPILED if pattern.fullmatch(stem)), stem)


_COMPILED: Final = tuple((name, re.compile(pattern)) for name, pattern in _FAMILIES)
_LIGHT: Final = frozenset(stems(_LIGHT_WORDS)) | frozenset(_LIGHT_WORDS.split())
_FACETS: Final = frozenset(_form(stem) for stem in stems(_FACET_WORDS))
_ASPECTS: Final = frozenset(_form(stem) for stem in stems(_ASPECT_WORDS))


def forms(text: str) -> tuple[str, ...]:
    """The words of a text that tell what it is about, each once and in one form, in reading order."""
    return _forms(stems(text), text)


def _forms(stems_of_it: Iterable[str], text: str) -> tuple[str, ...]:
    found = [_form(stem) for stem in stems_of_it if stem not in _LIGHT and not _MEMBER.fullmatch(stem)]
    if _ANY_TELLING.search(text):
        found += [word for word, pattern in _TELLING if pattern.search(text)]
    return tuple(dict.fromkeys(found))


def marks(words: Iterable[str]) -> tuple[str, ...]:
    """Those of some words that set one case apart from others: a colour, urgency, the second of two."""
    return tuple(word for word in words if _MARKS.fullmatch(word))


def codes(words: Iterable[str]) -> tuple[str, ...]:
    """Those of some words that name a class of cases wherever they stand: a colour, or urgency."""
    return tuple(word for word in words if _CODES.fullmatch(word))


def topic(heading: str, without: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """What a heading or title is about; empty where it only says which side of an agreement follows ("Overleg")."""
    return _topic(forms(_NUMBERING.sub("", heading)), without)


def label_topic(label: str, thesaurus: Thesaurus) -> tuple[str, ...]:
    """What a label of a thesaurus is about."""
    return _topic(_forms(thesaurus.stems(label), label), frozenset())


def _topic(words: Iterable[str], without: frozenset[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in _FACETS and word not in without and word.isalpha())


def topics(headings: Iterable[str], without: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """What several headings are about together; nothing of one that only says how the work is ordered or watched."""
    unasked = (_ASKS.sub("", _NUMBERING.sub("", heading)) for heading in headings)
    return tuple(dict.fromkeys(word for one in unasked for word in topic(one, without) if not _aspect(word)))


def _aspect(word: str) -> bool:
    return word in _ASPECTS or _ASPECT_TAIL.fullmatch(word) is not None
