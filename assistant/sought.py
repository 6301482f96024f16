"""What exactly is asked for: the attribute that an answer must give, and whether a text gives it.

That a text is about the same thing does not make it an answer: "wie betaalt de begeleiding?" is not
answered by who gives it. Word statistics do not see the difference; the words right after the
question word do (docs/adr/0012).
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from assistant.place import Place
from assistant.units import units
from kb.language.dutch import analyse
from kb.language.words import fold, written
from kb.search.asked import Asked, Word

_NUMERAL = (
    r"(?:\d|\b(?:één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|twintig"
    r"|dertig|veertig|vijftig|zestig|honderd|duizend|alle|geen|één keer|eenmaal|tweemaal|helft|half)\b)"
)
_DURATION = (
    r"\b(?:\w*dag(?:en)?|we(?:ek|ken)|maand(?:en)?|kwarta(?:al|len)|jaar|jaren|uur|uren|halfjaar|onmiddellijk|direct"
    r"|meteen|per omgaande|onbeperkt|zolang)\b"
)
_MONEY = r"€|\b(?:euro|gratis|kosteloos|geen (?:bijdrage|kosten))\b"
# What is asked for by its form, and what a text that gives it looks like.
_SORTS: Final = tuple(
    (sort, re.compile(asked, re.I), re.compile(given, re.I))
    for sort, asked, given in (
        (
            "amount",
            r"\b(?:(?:wat|hoeveel) kost\w*|hoeveel (?:geld|euro|budget)|hoe duur|(?:welk|hoe hoog is het"
            r"|wat is het) (?:bedrag|tarief|budget)|hoe (?:hoog|groot) (?:is|zijn|wordt) (?:de|het|een|die|dat)"
            r" \w*(?:boete|dwangsom|vergoeding|bijdrage|subsidie|begroting|budget|bedrag|kosten|tarief)"
            r"|how (?:much (?:money|does|is|do)|expensive)|what does .{1,40} cost)\b",
            _MONEY,
        ),
        (
            "term",
            r"\b(?:binnen (?:hoeveel|welke)|hoe ?(?:lang|snel)|hoeveel (?:dagen|werkdagen|weken|maanden|tijd|jaar)"
            r"|(?:welke|wat is de) (?:bewaar|bezwaar|opzeg|reactie|wacht)?termijn|how (?:long|soon|fast|quickly)"
            r"|how many (?:\w+ )?(?:days|weeks|months|years)|within how)\b",
            _DURATION,
        ),
        (
            "frequency",
            r"\b(?:hoe vaak|hoeveel keer|hoe regelmatig|how often|how many times)\b",
            r"\b(?:elke?|iedere?|per|keer|maal|eenmaal|tweemaal|\w*jaarlijks|wekelijks|maandelijks|dagelijks|kwarta\w+"
            r"|halfjaar|eens|steeds|periodiek|regelmatig)\b",
        ),
        ("clock", r"\b(?:hoe laat|openingstijd\w*|what time|opening hours)\b", r"\b\d{1,2}[.:]\d{2}\b|\b\d{1,2} uur\b"),
        (
            "contact",
            r"\b(?:telefoonnummer|mobiele nummer|welk nummer|mailadres|e-mailadres|phone number|e-?mail address"
            r"|which number)\b",
            r"\b0\d{1,3}[- ]?\d{6,8}\b|\S+@\S+|\b112\b|\b0[89]00\b|\b14 ?0\d{2}\b",
        ),
        (
            "number",
            r"\b(?:hoeveel|hoeveelste|welk percentage|hoe oud|vanaf welke leeftijd|how many|what percentage|how old"
            r"|what age)\b",
            _NUMERAL,
        ),
    )
)
# "Wanneer" and "waarom" ask for a condition or a reason, which no single word names.
_WH = re.compile(r"\b(?:wie|wiens|wat voor(?: een)?|wat|welke?|waar|hoe|who|whose|whom|what|which|where|how)\b", re.I)
_WHY_OR_WHEN = re.compile(r"\b(?:waarom|wanneer|why|when)\b", re.I)
# Where the question goes on to say when or about whom: what stands there is not what is asked for.
_GOES_ON = re.compile(
    r"[,;:]|\b(?:als|wanneer|indien|nadat|zodra|voordat|terwijl|omdat|die|dat|waarbij|waarin|if|when|once|after|before"
    r"|while|that|because)\b",
    re.I,
)
# Words after a question word that say no more than it does: "welke partij" is who, "op welke manier" is how.
_GENERIC_WORDS = """
partij partijen organisatie organisaties instantie instanties club clubs dienst team afdeling bureau persoon
mensen iemand moment momenten situatie situaties geval gevallen manier wijze voorwaarde voorwaarden regel regels
afspraak afspraken stap stappen taak taken rol rollen soort soorten eis eisen ding dingen zaken reden redenen
punt punten criteria grond document documenten stuk stukken artikel hoofdstuk paragraaf plek plaats route
volgorde bedoeling doel idee standaard aanpak werkwijze procedure eerste volgende verschil officieel officiele
party parties organisation organization organisations agency team council municipality person people moment
situation case way conditions condition rule rules steps step task role kind reason criteria document article
chapter section order point exactly procedure approach difference first next deed doet gingen wilden made
allowed maximum minimum bring need waarschijnlijk meest belangrijkste
"""
_GENERIC = frozenset(_GENERIC_WORDS.split())
_NEAR = 6  # words after the question word within which what is asked for is named


class Sought(NamedTuple):
    """An attribute asked for.

    `given` is what a text that gives it looks like, None where any words may; `things` are the
    asked words that name it, `phrase` is how the question says it.
    """

    sort: str
    given: re.Pattern[str] | None
    things: tuple[Word, ...]
    phrase: str


def sought(question: str, asked: Asked) -> Sought | None:
    """The attribute that a question (its asking sentence) asks for; None where its words do not tell.

    `asked` is that question as it is searched: its words know how else a text may name the attribute.
    """
    for sort, form, given in _SORTS:
        if found := form.search(question):
            things = _things(question[found.end() :], asked)
            rest = _phrase(question[found.start() :])
            return Sought(sort, given, things, rest)
    wh = _WH.search(question)
    if wh is None or (_WHY_OR_WHEN.search(question, 0, wh.start())):
        return None
    things = _things(question[wh.end() :], asked)
    return Sought("thing", None, things, _said(things)) if things else None


@lru_cache(maxsize=256)
def form_of(question: str) -> re.Pattern[str] | None:
    """What a text that gives an amount, a term, a number looks like, where the question asks for one."""
    return next((given for _, form, given in _SORTS if form.search(question)), None)


def gives(wanted: Sought, place: Place) -> bool:
    """Whether a paragraph gives what is asked for.

    A form (an amount, a term, a number) must stand in one sentence or item with the thing it is of,
    unless the heading names that; another thing may be named anywhere in the paragraph.
    """
    above = stems_of("\n".join((place.title, *place.passage.headings)))
    if wanted.given is None:
        return _names(wanted, stems_of(place.read) | above)
    return any(
        wanted.given.search(unit.text) and _names(wanted, unit.terms | above)
        for unit in units(place.passage, place.lead_text)
    )


def _names(wanted: Sought, stems: frozenset[str]) -> bool:
    return all(thing.met(stems) >= _MET for thing in wanted.things)


@lru_cache(maxsize=8192)
def stems_of(text: str) -> frozenset[str]:
    """The stems that a text is found by."""
    return frozenset(analyse(text))


_MET = 0.5  # a text on a wider subject does not give it


def _things(rest: str, asked: Asked) -> tuple[Word, ...]:
    """The first thing that is named after the question word, as it is searched."""
    end = _GOES_ON.search(rest)
    near = [fold(word) for word in written(rest[: end.start() if end else None])[:_NEAR]]
    for word in near:
        thing = next((one for one in asked.words if word in one.written), None)
        if thing is None or thing.idle or word in _GENERIC:
            continue
        # an idiom that holds the question word itself ("wie pakt dat op") is only a way to ask
        return () if any(_WH.fullmatch(one) for one in thing.written) else (thing,)
    return ()


def _said(things: tuple[Word, ...]) -> str:
    return " ".join(word for thing in things for word in thing.written)


def _phrase(rest: str) -> str:
    end = _GOES_ON.search(rest)
    return " ".join(rest[: end.start() if end else None].rstrip(" ?!.").split()[:_NEAR])
