"""The words of a sentence that tell something, and the words that hold it together."""

from functools import lru_cache
from typing import Final

from kb.language.dutch import terms
from kb.language.lexicon import infinitive
from kb.language.words import fold
from kb.process.words import participle_of, past_of, verb_of

# What a sentence may have without saying more: articles, pronouns, prepositions, verbs that only carry others.
# Whatever is not here must be said by the quotes; words that deny, limit or count are read as marks.
_FREE_WORDS: Final = """
de het een 't dit dat deze die er hier daar is zijn ben worden wordt hebben heeft van voor aan in op bij met te om tot
door over naar uit per volgens via ten ter als dan dus en of wie wat waar welke welk waarin waarbij waarmee waarvan
waarop waarover waarvoor waaraan waardoor hij zij ze hem haar hun hen zich men ook wel daarbij daarvoor daarmee daarin
daarop daarover daartoe daaraan daarvan daartegen ervoor erbij ermee ervan erop erin erover eraan hiervoor hierbij
hiermee hierin hierop hierover hiervan hieraan hiertoe al zo dat's indien wanneer indien omdat want dienen dient maar
eens namens binnen uiterlijk betreft betreffende daarnaast vervolgens zodat terwijl
"""
FREE: Final = frozenset(_FREE_WORDS.split())
# Words that turn a sentence, by what they do to it.
_CLASSES: Final = {
    "no": "niet geen nooit niemand niets nergens noch evenmin nimmer geenszins",
    "without": "zonder",
    "only": "alleen uitsluitend slechts enkel pas mits louter",
    "unless": "tenzij behalve behoudens buiten uitzondering",
    "all": "alle elk elke ieder iedere iedereen allen alles",
    "always": "altijd steeds telkens",
    "some": "sommige enkele soms bepaalde meerdere verschillende incidenteel",
    "mostly": "meestal doorgaans vaak meeste vaker gewoonlijk normaliter zoveel mogelijk veelal",
    "least": "minstens minimaal",
    "most": "hoogstens maximaal max",
    "about": "ongeveer circa rond",
    "both": "beide allebei zowel",
    "more": "meer", "less": "minder", "higher": "hoger boven", "lower": "lager onder beneden", "longer": "langer",
    "shorter": "korter", "sooner": "eerder eerst", "later": "later", "older": "ouder", "younger": "jonger",
    "must": "moet moeten verplicht verplichte verplichting gehouden moest moesten must",
    "may": "mag mogen toegestaan bevoegd geoorloofd mocht mochten gerechtigd",
    "can": "kan kunnen kon konden",
    "need": "hoeft hoeven hoef",
    "will": "zal zullen zou zouden",
    "want": "wil willen wenst wensen",
    "after": "na nadat daarna zodra sinds vanaf waarna hierna nadien",
    "before": "voordat vóór tevoren vooraf alvorens",
    "until": "tot totdat zolang",
    "while": "tijdens gedurende",
    "other": "andere ander anders overige",
    "same": "dezelfde hetzelfde zelfde",
    "self": "zelf eigen",
    "again": "opnieuw weer nogmaals alsnog",
    "also": "zelfs",
    "already": "reeds",
    "now": "meteen direct onmiddellijk terstond onverwijld",
    "together": "samen gezamenlijk tezamen",
    "against": "tegen ondanks",
    "between": "tussen",
    "still": "nog",
}  # fmt: skip
CLASS_OF: Final = {word: name for name, listed in _CLASSES.items() for word in listed.split()}

# Verbs that carry a noun; what they are about stands beside them.
_LIGHT_WORDS: Final = """
gelden plaatsvinden betreffen gebeuren inhouden toepassing
"""
LIGHT: Final = frozenset(_LIGHT_WORDS.split())
# One thing in several words: what people who word an agreement anew take for one another. Checked by hand.
_ALIKE: Final = (
    "melden melding aanmelden aanmelding",
    "doorgeven doorgeleiden",
    "meedelen mededelen berichten informeren inlichten",
    "vastleggen registreren noteren registratie vastlegging",
    "verwijderen wissen vernietigen verwijdering vernietiging",
    "ontvangen ontvangst krijgen",
    "toewijzen toewijzing",
    "beoordelen beoordeling",
    "behandelen behandeling",
    "bevestigen bevestiging",
    "controleren controle nagaan",
    "beslissen besluiten besluit beslissing",
    "sluiten afsluiten sluiting afsluiting",
    "starten beginnen start begin",
    "eindigen einde aflopen afloop beëindigen beëindiging",
    "verstrekken aanleveren leveren",
    "sturen versturen toesturen verzenden",
    "opstellen maken",
    "overleggen overleg",
    "evalueren evaluatie",
    "opzeggen opzegging",
    "betalen betaling",
    "weigeren weigering",
    "intrekken intrekking",
    "helpen hulp",
    "begeleiden begeleiding",
    "ondersteunen ondersteuning",
    "verlengen verlenging",
    "wijzigen wijziging",
    "afspreken afspraak",
    "bewaren bewaring",
    "rapporteren rapportage",
    "vergoeden vergoeding",
    "uitnodigen uitnodiging",
    "bezoeken bezoek",
    "ondertekenen tekenen ondertekening handtekening",
    "toestemming instemming instemmen",
    "bellen opbellen telefonisch",
    "nodig vereist noodzakelijk",
    "voorzitten voorzitter",
    "coördineren coördinatie",
    "aanvragen aanvraag",
    "verhuizen verhuizing",
    "dreigen dreigend dreiging",
    "samenkomen bijeenkomen vergaderen",
    "persoonsgegevens persoonsgegeven",
    "gegevens gegeven",
    "vragen verzoeken",
    "toestaan toegestaan",
    "schriftelijk",
    "betrekken inschakelen",
    "delen uitwisselen",
    "waarschuwen waarschuwing",
    "signaleren signaal",
    "aansluiten aansluiting",
    "vaststellen vaststelling",
    "verlenen bieden",
    "regisseur regie",
    "volwassen meerderjarig",
    "jaarlijks jaar",
    "maandelijks maand",
    "wekelijks week",
    "kwartaal",
    "telefoon telefonisch",
)


def _in_groups() -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for line in _ALIKE:
        group = frozenset(key(word) for word in line.split())
        for word in group:
            found[word] = found.get(word, frozenset()) | group
    return found


@lru_cache(maxsize=65536)
def key(low: str) -> str:
    """The form by which a word is compared: the stem of its infinitive where it is a verb, else of its lemma."""
    if not low:
        return ""
    verb = participle_of(low) or verb_of(low) or past_of(low)
    return terms(verb)[0] if verb else terms(low)[0]


@lru_cache(maxsize=65536)
def keys(low: str) -> frozenset[str]:
    """All forms by which a word of a quote may be met."""
    verb = participle_of(low) or verb_of(low) or past_of(low) or infinitive(low)
    own = {terms(low)[0], key(low), fold(low)}
    return frozenset(own | ({terms(verb)[0]} if verb else set()))


@lru_cache(maxsize=65536)
def alike(word: str) -> frozenset[str]:
    """The keys that stand for the same as this key, itself among them."""
    return _groups().get(word, frozenset()) | {word}


@lru_cache(maxsize=1)
def _groups() -> dict[str, frozenset[str]]:
    return _in_groups()
