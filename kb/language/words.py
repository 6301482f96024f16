"""Words of a text: lower-cased tokens with accents folded, and the words that carry no content."""

import re
import unicodedata
from functools import lru_cache

# "t.b.v." and "d.d." are one token each; "3.4", "10.000" and "27-05-2019" keep their inner marks; a code
# such as 151d stays whole, and so does "foto's".
# The letters of a dotted abbreviation are counted: without a limit "a.a.a.a" takes quadratic time.
_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,12}(?![^\W\d_])"  # dotted abbreviation
    r"|\d+(?:[.,:/-]\d+)*[^\W_]*"  # number, date, code
    r"|[^\W_]+(?:['’][^\W\d_]{1,2}\b)?"  # word, with an apostrophe before its ending
)

# Letters of a word that are read; the dictionary's longest has 48. Whatever splits, stems or hashes a word
# takes time and memory by its length, so one endless word would hold up every answer.
LONGEST = 50

_DUTCH = """
aan al alle allebei alleen alles als ander andere anders ben bent beide bij bijvoorbeeld daar daarbij
daarin daarmee daarna daarom daarvoor dan dat de den der deze die dit doe doen doet dus dient dienen door
echter een elk elke en enkel er erg ergens ervan ervoor even gaan gaat ga ge gedaan geen geweest had
hadden heb hebben hebt heeft hem hen het hier hierbij hierin hiervoor hij hoe hoeveel hun iemand iets ik
in indien is ja je jij jou jouw jullie kan kon konden kun kunnen kunt kunnen laat laten later maar mag me
meer men met mij mijn misschien moest moesten moet moeten mogelijk mogen na naar nadat nee net niemand
niet niets nog nogal nooit nou nu of om omdat ons onze ook op over per reeds samen sinds soms slechts
sommige steeds te tegen ten ter terwijl tijdens toch toe toen tot tussen u uit uw van vanaf vanuit vaak
veel verder via volgens voor vooral voordat waar waarbij waardoor waarin waarmee waarom waarop waaruit
waarvan waarvoor wanneer want waren was wat we wel welk welke werd werden wie wiens wij wil willen wilt
worden wordt word zal ze zeer zelf zich zij zijn zo zoals zodat zoveel zou zouden zowel zult zullen
eraan erbij erin ermee erom erop erover eruit heen hieraan hiermee hierop hierover daaraan daarop daarover daaruit
waaraan waarover waartoe
ie z'n m'n d'r zo'n 'm 't 'n ff effe eff ofzo nix niks c.q
"""
_ENGLISH = """
a about after all also am an and any are as at be because been before being between both but by can could
did do does doing for from had has have having he her here him his how i if into is it its just may me
might more most must my no not of on only or other our out over own shall she should so some such than
that the their them then there these they this those through to too under until up us very was we were
what when where which while who whom whose why will with would you your
"""

# What only makes a sentence a question ("hoe lang duurt", "wat gebeurt er met"): in a text these say
# nothing about what is asked, unless they are part of a term ("rood staan").
_IDLE = """
nodig erbij halen haal haalt gebeuren gebeurt gebeurd geworden zit zitten doet komt komen gekomen gaat krijg
krijgt krijgen weten weet vinden vindt vind staat staan sta graag precies eigenlijk vraag vragen situatie geval
gevallen binnen lang snel vaak hoeveelste dagen weken maanden keer termijn bedoeld bedoelen gelden geldt
verstaan verstaat versta betekent betekenen collega hallo hoi dus gewoon zeg zeggen zegt geven geef geeft hoort
horen need needed happen mens mensen meneer mevrouw man mannen vrouw vrouwen vent kerel gast dame heer persoon
personen figuur type hele heel helemaal paar echt zomaar ineens opeens weer toevallig ongeveer best zeker vast
bepaald bepaalde stel klopt zoiets ding dingen soort manier beetje ene welnu namelijk inmiddels vandaag morgen
gisteren zien ziet gezien kijken kijkt moment blijkt blijken lijkt lijken denk denkt denken haar onder eerst
eens mee wel degene diegene per hoor vandaan terug maken maakt gemaakt zetten zet legt leggen ligt liggen loopt
lopen neem neemt nemen houdt houden brengen brengt people person woman thing things actually really back keep
happens long often many much get know say says tell mean means
"""

DUTCH_STOP_WORDS = frozenset(_DUTCH.split())
ENGLISH_STOP_WORDS = frozenset(_ENGLISH.split())
# Questions come in both languages, the texts in one: English function words go too.
STOP_WORDS = DUTCH_STOP_WORDS | ENGLISH_STOP_WORDS
IDLE_WORDS = frozenset(_IDLE.split())


@lru_cache(maxsize=65536)
def fold(word: str) -> str:
    """The word without accents: "één" as "een", "coördineert" as "coordineert"."""
    if word.isascii():
        return word
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))


def written(text: str) -> list[str]:
    """Lower-cased tokens with their accents, as dictionaries know them; dots of abbreviations are dropped.

    Of a token longer than `LONGEST` the first so many letters are given.
    """
    found = [token[:LONGEST] for token in _TOKEN.findall(unicodedata.normalize("NFC", text).lower())]
    return [token.replace(".", "") if token.endswith(".") else token.replace("’", "'") for token in found]


def tokens(text: str) -> list[str]:
    """Lower-cased word tokens, accents folded; numbers and codes such as 3.4 and 151d are kept."""
    return [fold(token) for token in written(text)]
