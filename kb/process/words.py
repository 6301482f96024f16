"""Words of a sentence with what they can be: finite verb, particle, negation, what opens a clause."""

import re
from functools import lru_cache
from typing import NamedTuple

from kb.language.lexicon import infinitive, known

_TOKEN = re.compile(r"\d+(?:[.,:/-]\d+)*[^\W_]*|(?:[^\W\d_]\.){2,}|[^\W_]+(?:[-'’/&][^\W_]+)*|[^\w\s]")
LONGEST = 400  # words of a sentence that are read: what is longer is no sentence
_SILENT = frozenset(".!?\"'“”‘’„()[]…")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")

PRESENT = {
    form: verb
    for verb, forms in {
        "zijn": "is zijn ben bent", "worden": "wordt worden word", "hebben": "heeft hebben heb hebt",
        "kunnen": "kan kunnen kunt", "mogen": "mag mogen", "moeten": "moet moeten", "zullen": "zal zullen zult",
        "willen": "wil willen wilt", "hoeven": "hoeft hoeven", "dienen": "dient dienen", "gaan": "gaat gaan ga",
        "staan": "staat staan", "slaan": "slaat slaan", "doen": "doet doen", "zien": "ziet zien", "laten": "laat laten",
        "besluiten": "besluit besluiten", "weten": "weet weten", "houden": "houdt houden", "komen": "komt komen",
        "toewijzen": "toewijst", "wijzen": "wijst wijzen", "verwijzen": "verwijst verwijzen", "zitten": "zit zitten",
        "zetten": "zet zetten", "treffen": "treft treffen", "opstaan": "opstaat", "ondergaan": "ondergaat",
        "blijven": "blijft blijven", "liggen": "ligt liggen", "handelen": "handelt handelen", "innemen": "inneemt",
        "vinken": "vinkt vinken", "overwegen": "overweegt", "vallen": "valt vallen", "verstaan": "verstaat",
        "tellen": "telt tellen", "gelden": "geldt gelden", "schalen": "schaalt schalen", "richten": "richt richten",
        "berichten": "bericht", "tekenen": "tekent tekenen", "afspreken": "afspreken", "spreken": "spreekt spreken",
        "ondertekenen": "ondertekent ondertekenen", "vervallen": "vervalt vervallen", "bestaan": "bestaat bestaan",
        "overleggen": "overlegt overleggen", "ontstaan": "ontstaat ontstaan", "voldoen": "voldoet voldoen",
        "schorten": "schort schorten",
    }.items()
    for form in forms.split()
}  # fmt: skip
PAST = {
    form: verb
    for verb, forms in {
        "zijn": "was waren", "worden": "werd werden", "hebben": "had hadden", "kunnen": "kon konden",
        "mogen": "mocht mochten", "moeten": "moest moesten", "zullen": "zou zouden", "willen": "wilde wilden wou",
        "gaan": "ging gingen", "krijgen": "kreeg kregen", "komen": "kwam kwamen", "geven": "gaf gaven",
        "nemen": "nam namen", "doen": "deed deden", "vinden": "vond vonden", "lopen": "liep liepen",
        "staan": "stond stonden", "blijven": "bleef bleven", "blijken": "bleek bleken", "zien": "zag zagen",
        "denken": "dacht dachten", "houden": "hield hielden", "spreken": "sprak spraken", "lezen": "las lazen",
        "schrikken": "schrok", "schrijven": "schreef schreven", "krijten": "", "brengen": "bracht brachten",
        "liggen": "lag lagen", "vragen": "vroeg vroegen", "verlopen": "verliep verliepen", "weten": "wist wisten",
        "ontstaan": "ontstond ontstonden", "overnemen": "overnam overnamen", "aannemen": "aannam", "stijgen": "steeg",
        "sluiten": "sloot sloten", "beginnen": "begon begonnen", "ontvangen": "ontving ontvingen", "helpen": "hielp",
    }.items()
    for form in forms.split()
}  # fmt: skip
_MODALS_WORDS = """
kunnen mogen moeten zullen willen hoeven dienen
"""
MODALS = frozenset(_MODALS_WORDS.split())
HELPERS = MODALS | frozenset(["zijn", "worden", "hebben", "laten", "gaan", "komen", "blijven"])
_DETERMINERS_WORDS = """
de het een 't alle beide deze dit die dat elk elke ieder iedere geen haar hun uw onze ons sommige enkele
meerdere één twee drie vier vijf zes zeven acht negen tien veertien vijftien twintig dertig ten ter minstens
meer minder welke wat andere ander overige eigen zijn mijn te tot veel weinig verschillende eventuele
"""
DETERMINERS = frozenset(_DETERMINERS_WORDS.split())
_PREPOSITIONS_WORDS = """
aan achter bij binnen boven buiten door gedurende in langs met na naar naast namens om omtrent onder op over per
rond sinds tegen tijdens tot tussen uit van vanaf vanuit vanwege via volgens voor vóór voorafgaand wegens zonder
behalve ingevolge krachtens conform gezien inzake middels omstreeks uiterlijk vanuit te ten ter als
"""
PREPOSITIONS = frozenset(_PREPOSITIONS_WORDS.split())
_PARTICLES_WORDS = """
aan achter af bij bijeen binnen deel door in langs los mee na neer om op over overeen plaats rond stil tegemoet
tegen terecht terug thuis toe uit vast voor voorbij voort vooruit vrij weg weer
"""
PARTICLES = frozenset(_PARTICLES_WORDS.split())
_SUBORDINATORS_WORDS = """
als indien wanneer zodra nadat voordat totdat zolang mits tenzij omdat doordat zodat terwijl hoewel ingeval
waarna waarbij waarvoor waarin waarvan waarmee waardoor waarop waaruit waaraan waarover waar opdat sinds
"""
SUBORDINATORS = frozenset(_SUBORDINATORS_WORDS.split())
_CONDITIONS_WORDS = """
als indien wanneer zodra nadat voordat totdat zolang mits ingeval
"""
CONDITIONS = frozenset(_CONDITIONS_WORDS.split())
_NEGATIONS_WORDS = """
niet geen nooit niemand niets nergens evenmin noch geenszins
"""
NEGATIONS = frozenset(_NEGATIONS_WORDS.split())
_PRONOUNS_WORDS = """
zij ze hij het u men je jij wij we ik deze dit dat die dezen
"""
PRONOUNS = frozenset(_PRONOUNS_WORDS.split())
_ADVERBS_WORDS = """
dan ook er daar daarna daarom daarbij daarover daarvan daarvoor daarmee daarin eerst nog wel al altijd alleen
vervolgens samen zelf alsnog direct meteen weer opnieuw hier hierbij hiervoor hierover hiervan hierna soms vaak
zo ook echter namelijk zelfs verder tevens intussen vooraf voorlopig zich elkaar uitsluitend slechts pas
schriftelijk mondeling zo nodig tijdig telefonisch actief vooral tenminste tevoren waarschijnlijk daarnaast
daartoe hiertoe uiterlijk dus daardoor hierdoor bovendien daarop desgevraagd desgewenst minimaal maximaal
anderszins dagelijks wekelijks maandelijks jaarlijks halfjaarlijks steeds vroeg snel
"""
_STANDING = "aan achter af bij binnen door in langs mee na naar om onder op over tegen toe tussen uit van voor"
ADVERBS = frozenset(_ADVERBS_WORDS.split()) | frozenset(
    first + second for first in ("er", "daar", "hier") for second in _STANDING.split()
)
_NEVER_VERBS_WORDS = """
partijen adressen acht schulden gezinnen buurten
werkdagen dagen weken maanden kosten kinderen leden binnen buiten tegen tussen samen tijdens wegens
boven gegevens stappen regels namen eigen ieder overige voorwaarden afspraken werkafspraken gevallen redenen
personen open alleen allen iedereen geen een voren punten taken kopieën dossiers huurders data zaken procedures
wanneer overlast contact besluit bericht dienst advies verzoek aandacht gebied kracht recht beperkt betreft
tenminste ingeval buren woningen vormen doelen rechten feiten begrippen hen ten ander minst ernst twee drie
zeven naast eerst juist gezamenlijk meest beslist uiterst bekend liefst aanvragen laatst krant altijd zacht
slecht echt achterstand meldingen signalen aanpakken interventies pas laagst indien bijeen vast tegelijk
vrijwilligers
"""
_NEVER_VERBS = frozenset(_NEVER_VERBS_WORDS.split())
_VERBS_TOO = frozenset({"besluit", "bericht", "beslist", "betreft", "aanvragen"})


class Word(NamedTuple):
    """A word or mark of a sentence, with its place and its small letters."""

    start: int
    end: int
    low: str


STRESS = str.maketrans("áéíóú", "aeiou")  # accents that only stress a word, each one character


def _plain(low: str) -> str:
    """A small word without the accents that stress it: "géén" denies as "geen" does."""
    if low.isascii():
        return low
    plain = low.translate(STRESS)
    return plain if plain in NEGATIONS | PRESENT.keys() | ADVERBS else low


def words(text: str, skip: int = 0) -> list[Word]:
    """The words and marks from `skip` on; what stands in brackets is left out."""
    if "(" in text or "[" in text:
        text = _BRACKETS.sub(lambda aside: " " * len(aside[0]), text)
    return [
        Word(match.start(), match.end(), _plain(match[0].lower()))
        for match in _TOKEN.finditer(text, skip)
        if match[0] not in _SILENT
    ]


@lru_cache(maxsize=16384)
def verb_of(low: str) -> str | None:
    """The infinitive of a form in the present tense; None where it is no such form."""
    if low in PRESENT:
        return PRESENT[low]
    if low in _NEVER_VERBS and low not in _VERBS_TOO:
        return None
    if low.endswith("t") and len(low) > 3:
        found = infinitive(low)
        # "gestart", "aangemaakt": participles, no present tense
        return None if found and _GE.match(low) and not found.startswith("ge") else found
    if low.endswith(("en", "aan", "oen", "ien")) and len(low) > 3 and not low.endswith("een"):
        return low if _conjugates(low) else None
    return None


def _conjugates(low: str) -> bool:
    """Whether a word in -en is a verb: its form in -t leads back to it, as that of a plural noun does not."""
    if not low.endswith("en"):
        return known(low)
    apart = _LOOSE.match(low)
    if apart and (apart["rest"] in PRESENT or _conjugates(apart["rest"])):
        return True
    stem = low[:-2]
    forms = {stem}
    if low.endswith("eren"):
        forms.add(f"{low[:-4]}eer")
    if re.search(r"([bdfgklmnprst])\1$", stem):
        forms.add(stem[:-1])
    elif re.search(r"(?<![aeiou])[aeou][bcdfgklmnprstvz]$", stem):
        forms.add(stem[:-1] + stem[-2] + stem[-1])
    softened = {form[:-1] + {"z": "s", "v": "f"}.get(form[-1], form[-1]) for form in forms if form}
    singular = {form if form.endswith("t") else f"{form}t" for form in forms | softened}
    return any(infinitive(form) == low for form in singular)


_LOOSE = re.compile(
    r"(?:aan|af|bij|bijeen|door|in|mee|na|om|op|over|overeen|toe|uit|vast|voor|voort|terug|samen)(?P<rest>\w{4,})$"
)
_GE = re.compile(r"(?:aan|af|bij|door|in|mee|na|om|op|over|toe|uit|vast|voor|terug|samen|deel)?ge\w{2,}t$")


@lru_cache(maxsize=16384)
def past_of(low: str) -> str | None:
    """The infinitive of a form in the past tense; None where it is none."""
    if low in PAST:
        return PAST[low]
    if low.endswith(("de", "te", "den", "ten")) and len(low) > 5 and low not in _NEVER_VERBS:
        found = infinitive(low)
        return found if found and found != low else None
    return None


@lru_cache(maxsize=16384)
def participle_of(low: str) -> str | None:
    """The infinitive of a past participle; None where the word is none."""
    if low in _SAME_AS_INFINITIVE:
        return low
    if low in _DONE:
        return _DONE[low]
    if not _PARTICIPLE.search(low) or (low in _NEVER_VERBS and low not in {"aangesloten", "beslist"}):
        return None
    found = infinitive(low)
    if not found and (apart := _APART.match(low)) and (rest := infinitive(apart["rest"])):
        found = apart["particle"] + rest
    return found if found and found != low else None


_PARTICIPLE = re.compile(r"(?:ge\w+|^(?:be|ver|ont|her|er|over|onder|vol|door)\w+)(?:d|t|en)$")
_APART = re.compile(r"(?P<particle>aan|af|bij|door|in|mee|na|om|op|over|toe|uit|vast|voor|terug|samen)(?P<rest>ge\w+)$")
_DONE = {"gedaan": "doen", "gegaan": "gaan", "gezien": "zien", "gestaan": "staan", "voldaan": "voldoen"}
_SAME = """
ontvangen vergeten verlaten vervangen behouden onthouden voorkomen voorzien herzien ervaren verlopen ontstaan ondergaan
ontslagen overkomen ondervangen
"""
_SAME_AS_INFINITIVE = frozenset(_SAME.split())


@lru_cache(maxsize=16384)
def joined(particle: str, verb: str) -> str | None:
    """The separable verb of a particle and a verb; None where there is no such verb."""
    whole = particle + verb
    return whole if whole in _SEPARABLE or known(whole) else None


_SEPARABLE_WORDS = """
opschorten aanvinken afhandelen terugkoppelen doorsturen bijeenroepen bijeenkomen aanschuiven deelnemen plaatsvinden
voorzitten opschalen indelen toewijzen bijhouden doorgeven overdragen vastleggen toezien
"""
_SEPARABLE = frozenset(_SEPARABLE_WORDS.split())


def infinitive_of_order(stem: str) -> str:
    """The infinitive of a bare stem: "meld" is of "melden"."""
    return _ORDERS.get(stem) or infinitive(stem) or stem


_ORDERS = {
    "meld": "melden", "controleer": "controleren", "bepaal": "bepalen", "kijk": "kijken", "zoek": "zoeken",
    "vraag": "vragen", "leg": "leggen", "laat": "laten", "vertel": "vertellen", "houd": "houden", "let": "letten",
    "lees": "lezen", "geef": "geven", "neem": "nemen", "stuur": "sturen", "bel": "bellen", "zorg": "zorgen",
    "maak": "maken", "bespreek": "bespreken", "noteer": "noteren", "registreer": "registreren",
    "informeer": "informeren", "overleg": "overleggen", "vermeld": "vermelden", "gebruik": "gebruiken",
    "verwijs": "verwijzen", "volg": "volgen", "doe": "doen", "schakel": "schakelen", "betrek": "betrekken",
    "ga": "gaan", "stel": "stellen", "bereid": "bereiden", "wijs": "wijzen", "bewaar": "bewaren",
    "spreek": "spreken", "onderzoek": "onderzoeken", "ondersteun": "ondersteunen", "vul": "vullen", "check": "checken",
}  # fmt: skip
ORDERS = frozenset(_ORDERS)
