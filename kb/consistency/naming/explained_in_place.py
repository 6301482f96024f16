"""Whether a line that opens with an abbreviation tells what it is, whatever its letters and its heading."""

import re
from typing import Final, NamedTuple

from kb.consistency.naming.initials import QUOTE, SHORT, full_after
from kb.language.dates import MONTH
from kb.process.finite import Verbs
from kb.process.words import ADVERBS, DETERMINERS, NEGATIONS, PREPOSITIONS, SUBORDINATORS, words

_OPENS: Final = rf"(?:(?i:de|het|een)\s+)?{QUOTE}(?P<short>{SHORT}){QUOTE}"
_EQUALS: Final = re.compile(rf"{_OPENS}\s*=\s*(?P<told>\S.*)", re.S)
_MEANT: Final = re.compile(rf"(?i:met|onder)\s+{_OPENS}\s+(?P<told>(?:bedoel|versta|word).*)", re.S)
_BESIDE: Final = re.compile(rf"{_OPENS}\s*(?::|[–—-](?=\s)|\((?=[^()]*\)))\s*(?P<told>[^\s()][^()]*)")
# "HKT, de groep boswachters, komt ...": a third name behind the second comma would make it a row
_BETWEEN: Final = re.compile(
    rf"{_OPENS},\s+(?P<told>(?:de|het|een)\s[^,;:()]{{4,200}}),(?!\s+(?:de|het|een|en|of)\b)(?!\s+[A-Z])"
)
# Who somebody is in a meeting, when, or where to look: none of it tells what the letters mean.
_ASIDE: Final = re.compile(
    rf"(?:maan|dins|woens|donder|vrij|zater|zon)dag|(?:{MONTH})\b"
    r"|(?:plaatsvervangend |vice-?)?voorzitter|secretaris|penvoerder|trekker"
    r"|(?:agenda)?lid\b|contact|telefoon|e-?mail|verplicht|optioneel|facultatief|n\.?v\.?t|vacature|onbekend",
    re.I,
)
_RELATIVE: Final = re.compile(r"die|dat|wie|wat|waar\w*|om|als|zoals")
_SENTENCE: Final = re.compile(r"[.;!?](?:\s|$)")


class Told(NamedTuple):
    """An abbreviation and the words that tell what it is."""

    short: str
    words: str


def opened(text: str) -> Told | None:
    """The abbreviation that a line opens with and explains: "ZQT: het team voor zorg op school".

    Behind a colon or in brackets a thing must be named: of "ZQT: maakt het verslag" and "ZQT: de
    school belt" nobody learns what the letters mean.
    """
    for form in (_EQUALS, _MEANT, _BETWEEN):
        if found := form.match(text):
            return Told(found["short"], found["told"])
    found = _BESIDE.match(text)
    if found and (full_after(found["short"], found["told"]) or _thing(found["told"])):
        return Told(found["short"], found["told"])
    return None


def aside(text: str) -> bool:
    """Whether words behind an abbreviation tell something else of it: a day, or a role in a meeting."""
    return _ASIDE.match(text) is not None


def _thing(told: str) -> bool:
    """Whether words name a thing or a group: no verb before what is said about it."""
    own = words(_SENTENCE.split(told, maxsplit=1)[0])
    if not own or not own[0].low[0].isalpha() or aside(told):
        return False
    if own[0].low in (PREPOSITIONS | ADVERBS | NEGATIONS | SUBORDINATORS | {"zie"}) - DETERMINERS:
        return False
    verbs = Verbs(own, frozenset())
    ends = next((i for i, word in enumerate(own) if _RELATIVE.fullmatch(word.low)), len(own))
    # "beschermd wonen" is a thing, "bellen voor vijf uur" is not
    named = own[0].low not in DETERMINERS
    return not any(verbs.finite(i) and not (i and named and verbs.infinitive(i)) for i in range(ends))
