"""What a sentence or a row says of consent: needed or not, whose it is, for what, and in which case."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.consistency.consent.vague_consent import left_open
from kb.consistency.paper import Paper, Row, Sentence
from kb.language.dutch import stems
from kb.model import Role, Span
from kb.process.actors import Mention, Roles, Sort
from kb.process.narrative import tells

NEEDED, NOT_NEEDED = "needed", "not_needed"

_NOUN = r"(?:toestemming\w*|instemming|machtiging|akkoord|goedkeuring|handtekening|goedvinden)"
_VERB = r"(?:ingestemd|instem(?:t|men)|goed ?vind(?:t|en)|(?:er|daar|hier)mee eens|goedgekeurd)"
# It is done although whoever it is about would rather not: no consent is needed.
_UNWILLING = (
    r"(?:ook|zelfs) (?:als|wanneer|indien)\b[^.;:,]{0,60}?\b(?:(?:dat|dit|het) (?:(?:liever|zelf) )*niet wil\w*"
    rf"|(?:dat|dit|het) liever niet heeft|daar bezwaar tegen heeft|niet {_VERB}|(?:er|daar|hier)mee niet {_VERB}"
    rf"|(?:\w+ )?geen {_NOUN} (?:geeft|geven|verleent|heeft gegeven|wil geven)"
    r"|(?:er|daar) niet mee (?:eens (?:is|zijn)|instem(?:t|men))|(?:er|daar)mee oneens (?:is|zijn))\b"
    rf"|ongeacht of\b[^.;:,]{{0,60}}?\b{_VERB}\b|of [^.;:,]{{0,40}}\bwil of niet\b"
    r"|tegen (?:de|haar|zijn|hun|diens) (?:uitdrukkelijke )?wil\b|ongeacht (?:de|haar|zijn|hun|diens) (?:wil|wens)\b"
)
_AGAINST_WILL = re.compile(rf"\b(?:{_UNWILLING})", re.I)
_ANY = re.compile(
    rf"\b(?:{_NOUN}|{_VERB}|teken(?:t|en)|ondertekent?|overleg|besproken|medeweten|ongeacht|wil|wens"
    r"|(?:ook|zelfs) (?:als|wanneer|indien))\b",
    re.I,
)
_WITHOUT = re.compile(
    rf"\bzonder (?:dat\b[^.;:]{{0,60}}\b(?:{_VERB}|{_NOUN}|getekend|ondertekend)|(?:\w+ ){{0,3}}{_NOUN})\b", re.I
)
_NOT_NEEDED = re.compile(
    rf"\bgeen (?:\w+ ){{0,2}}{_NOUN}\b[^.;:]{{0,80}}\b(?:nodig|vereist|verplicht|gevraagd|te vragen|hoeft|hoeven)\b"
    rf"|\b(?:hoef(?:t|ven)|behoef(?:t|ven))\b[^.;:]{{0,60}}\b(?:geen (?:\w+ )?{_NOUN}|niets? (?:\w+ ){{0,3}}(?:te )?"
    rf"(?:teken\w*|ondertekenen|in te stemmen)|niet (?:\w+ ){{0,4}}{_NOUN}|niet (?:\w+ ){{0,3}}in te stemmen)"
    rf"|\bniet (?:nodig|vereist|verplicht|noodzakelijk)\b[^.;:]{{0,30}}\b{_NOUN}"
    rf"|\b{_NOUN}\b[^.;:]{{0,80}}\b(?:niet (?:nodig|vereist|verplicht|noodzakelijk)|overbodig"
    rf"|geen (?:voorwaarde|vereiste|eis))\b|\b(?:kan|mag|gebeurt|gaat) ook zonder {_NOUN}|\b(?:{_UNWILLING})",
    re.I,
)
_MAY = re.compile(r"\b(?:mag|mogen|kan|kunnen|ook|niet|geen)\b", re.I)
_DENIED = re.compile(r"\b(?:niet|geen|nooit|niemand|niets)\b", re.I)
_NEEDED = re.compile(
    rf"\b(?:alleen|pas|uitsluitend|slechts|mits|enkel)\b[^.;:]{{0,160}}\b(?:{_NOUN}|{_VERB})"
    rf"|\b(?:met|na|nadat|zodra) (?:\w+ ){{0,4}}?{_NOUN}\b"
    rf"|\b(?:nadat|zodra|als|indien|mits)\b[^.;:]{{0,100}}\b(?:{_VERB}|{_NOUN}\b[^.;:]{{0,30}}\b(?:ge(?:eft|ven|geven)|verleen\w*|verkregen))"
    rf"|\b{_NOUN}\b[^.;:]{{0,60}}\b(?:nodig|vereist|verplicht|noodzakelijk|(?:een|de) (?:voorwaarde|vereiste|eis))\b"
    rf"|\b(?:moet(?:en)?|dient|dienen)\b[^.;:]{{0,80}}\b{_NOUN}"
    rf"|\bop voorwaarde dat\b[^.;:]{{0,100}}\b(?:{_VERB}|{_NOUN})"
    r"|\b(?:eerst|vooraf)\b[^.;:]{0,40}\bof (?:zij|hij|die|deze|de \w+) (?:het|dat|dit|daarmee|ermee)"
    rf" (?:{_VERB}|akkoord)|\b(?:alleen|pas|uitsluitend|slechts)\b[^.;:]{{0,120}}\bja (?:zegt|zeggen|heeft gezegd)"
    rf"|\b(?:nodig|vereist|verplicht|noodzakelijk)\b[^.;:]{{0,30}}\b{_NOUN}"
    rf"|\b(?:vra(?:agt|gen)|verzoek\w*)\b[^.;:]{{0,80}}\b{_NOUN}|\bge(?:eft|ven)\b[^.;:]{{0,80}}\b{_NOUN}\b[^.;:]{{0,20}}"
    rf"\b(?:voordat|voor het|vooraf|eerst)|\bvooraf\b[^.;:]{{0,40}}\b{_NOUN}"
    r"|\bteken(?:t|en)\b[^.;:]{0,60}\b(?:toestemmingsformulier|voor het (?:delen|uitwisselen|bespreken))",
    re.I,
)
# Of no use for comparing: refusing, withdrawing, what does not count as consent, how long it lasts.
_ASIDE = re.compile(
    rf"\bgeen (?:\w+ )?{_NOUN} (?:geeft|geven|heeft|gegeven|wil)"
    r"|\b(?:intrek\w*|ingetrokken|trekt|weiger\w*|geweigerd)\b|\book niet met\b"
    rf"|\b(?:geldt|telt|is) (?:niet als|geen) {_NOUN}\b(?! nodig| van| vereist)|\bin de {_NOUN} staat\b"
    rf"|\bde {_NOUN} (?:geldt|duurt|vervalt)\b",
    re.I,
)
_CONSULTS = re.compile(r"\b(?:in|na) overleg met\b|\b(?:pas|eerst)\b[^.;:]{0,80}\b(?:besproken|overleg\w*)\b", re.I)
_UNCONSULTED = re.compile(r"\bzonder\b[^.;:]{0,40}\b(?:overleg|medeweten|besproken|weet)\b", re.I)
_WHOSE = re.compile(rf"\b(?:diens|zijn|haar|hun|dier) (?:\w+ ){{0,2}}?{_NOUN}\b", re.I)
_ASKED = re.compile(rf"\b(?:vra(?:agt|gen)|verzoek\w*)\b[^.;:]{{0,80}}?\b{_NOUN}", re.I)
_BACK_FIRST = re.compile(
    rf"(?:ook )?(?:hier|daar)(?:voor|bij|toe|over|van)\b|(?:dit|dat) (?!is anders)\w+\b|{_WHOSE.pattern}", re.I
)
_BACK = re.compile(r"\b(?:daar|hier)(?:voor|toe)\b", re.I)
# A sentence with what is told and that it is told stands by itself.
_TELLS_WHAT = re.compile(
    r"\b(?:delen|deelt|gedeeld|verstrek\w*|uitwissel\w*|wisselen)\b[^.;:]{0,60}\b(?:persoons)?gegevens\b"
    r"|\b(?:persoons)?gegevens\b[^.;:]{0,60}\b(?:delen|deelt|gedeeld|verstrek\w*|uitgewisseld)\b",
    re.I,
)
_CASE = re.compile(
    r"\b(?:als|indien|wanneer|zodra|tenzij|mits|zolang|voor zover|behalve|totdat|nadat)\b([^.;:,]{3,160})"
    r"|^\W*(?:\d+\.\s*)?(?:bij|tijdens|in geval van|ingeval van|op)\b([^.;:,]{3,60}?)(?=,|\s(?:is|zijn|mag|mogen|kan"
    r"|kunnen|deel\w*|del\w+|geldt|hoef\w*|vra\w+|bespre\w+|geeft|geven|doet|doen)\b)"
    r"|^\W*(?:\d+\.\s*)?(?:Is|Zijn|Wonen|Dreigt|Heeft|Hebben|Gaat|Komt|Loopt|Bestaat|Wil|Kan|Weigert)\b"
    r"([^.;:]{3,120}?)(?=,)",
    re.I,
)
_GENERAL_WORDS = """
gegevens persoonsgegevens informatie inlichtingen navraag toestemming instemming akkoord machtiging
goedkeuring handtekening schriftelijk schriftelijke mondeling mondelinge uitdrukkelijke uitdrukkelijk vooraf
delen deelt gedeeld doorgeven verstrekken uitwisselen uitwisseling vragen vraagt opvragen informeren
inlichten ingelicht vertellen bespreken besproken geven gegeven krijgen ontvangen nodig vereist verplicht
betrokkene inwoner huurder bewoner cliënt klant burger persoon partij partijen organisatie medewerker
instemmen ingestemd tekenen tekent ondertekenen ondertekend alleen zonder contact halen haalt betrekken
betrokken inschakelen verloopt gebeuren gebeurt uitsluitend daarvoor hiervoor niet geen goedvinden goedvindt
toestemmingsformulier tussentijds verwerken verwerking grondslag voorwaarde ander andere formulier melder
overleg ouder ouders verzorger gezag beide ieder direct steeds wel ook eigen formulieren overleggen verzoek
die pas altijd eerst ongeacht spreken spreekt vereiste eis goed ja medeweten wil
"""
_GENERAL = frozenset(stems(_GENERAL_WORDS))
_COLUMN = re.compile(r"\btoestemming\w*|\bvoorwaarde\w*|\binstemming", re.I)
_CELL_NO = re.compile(r"^\W*(?:niet nodig|geen (?:toestemming )?nodig|nee|geen|niet vereist)\b", re.I)
_CELL_YES = re.compile(r"^\W*(?:schriftelijk\w*|mondeling\w*|ja|nodig|vereist|verplicht|van een ouder|altijd)\b", re.I)
_CONTENTS = re.compile(r"(?:\b(?:artikel|hoofdstuk|paragraaf)\s+\d+[^.;]{0,60}){4}", re.I)
_MEMBER = re.compile(r"^\W*(?:\d{1,2}[.)]|[a-z][.)])\s+")
GENERAL_ACTORS = frozenset(
    ("partij", "organisatie", "medewerker", "iedereen", "deelnemer", "partner", "ketenpartner", "professional")
)
_FEW = 1  # words: a sentence with no more says what it is about in the sentence before
_FIRST = 4  # characters: an article goes before it
_LONGEST = 1500  # characters of a sentence that are read


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a consent: its kind is "client", "reporter", or the name of the party whose it is.

    `topic` are the stems of what it is for, `actors` the parties named, `doer` the one that the sentence begins
    with, `when` the stems of the case it holds in.
    """

    value: str
    kind: str
    topic: frozenset[str]
    actors: frozenset[str]
    doer: str
    roles: frozenset[str]
    when: frozenset[str]
    text: str
    span: Span


def said(paper: Paper) -> Iterator[Said]:
    """What the sentences and rows of a paper say of consent; what only tells, or leaves its cases open, is left out."""
    sentences = paper.sentences
    for n, one in enumerate(sentences):
        if _ANY.search(one.text) and one.passage.role not in {Role.TABLE_ROW, Role.DEFINITION, Role.RECITAL}:
            found = _sentence(paper, n)
            if found is not None:
                yield found
    for row in paper.rows:
        yield from _row(paper, row)


def _sentence(paper: Paper, n: int) -> Said | None:
    one = paper.sentences[n]
    text = " ".join(one.text[:_LONGEST].split())
    text = _MEMBER.sub("", text)
    if (
        text.endswith(":")
        or _leads_in(one)
        or _ASIDE.search(_AGAINST_WILL.sub(" ", text))
        or _CONTENTS.search(text)
        or tells(text, one.headings)
    ):
        return None
    mentions = paper.roles.mentions(text)
    value = polarity(text, any(Roles.sort(who.core) is Sort.REPORTER for who in mentions))
    if value is None or left_open(paper.sentences, n) is not None:
        return None
    kind = _kind(paper, text, mentions)
    found = _said(paper, value, kind, text, Span(start=one.start, end=one.end))
    if n and paper.sentences[n - 1].passage is one.passage and _points_back(text, found):
        before = paper.sentences[n - 1]
        whole = f"{_MEMBER.sub('', ' '.join(before.text[:_LONGEST].split()))} {text}"
        kind = _kind(paper, whole, paper.roles.mentions(whole)) if _WHOSE.match(text) else kind
        return _said(paper, value, kind, whole, Span(start=before.start, end=one.end))
    return found


def _points_back(text: str, found: Said) -> bool:
    """Whether what the consent is for stands in the sentence before."""
    if _BACK_FIRST.match(text) or not (found.topic or found.actors or _TELLS_WHAT.search(text)):
        return True
    return _BACK.search(text) is not None and len(found.topic) + len(found.actors) <= _FEW


def _leads_in(one: Sentence) -> bool:
    """Whether it is an item of a list, which is a case of what stands before the list."""
    return one.passage.lead_in is not None or (one.passage.role is Role.LIST and not one.text[:1].isupper())


def polarity(text: str, reporter: bool) -> str | None:
    """Whether a text needs a consent, says that none is needed, or neither; `reporter`: it names one."""
    without = _WITHOUT.search(text)
    if without and "handtekening" in without[0].lower() and not _MAY.search(text):
        return None
    if without:
        around = f"{text[: without.start()]} {text[without.end() :]}"
        return NEEDED if _DENIED.search(around) else NOT_NEEDED
    if _NOT_NEEDED.search(text):
        return NOT_NEEDED
    if _NEEDED.search(text):
        return NEEDED
    if reporter and _UNCONSULTED.search(text):
        return NOT_NEEDED
    return NEEDED if reporter and _CONSULTS.search(text) else None


def _kind(paper: Paper, text: str, mentions: list[Mention]) -> str:
    """Whose consent it is, where the text says so; the client's where it does not."""
    noun = re.search(rf"\b{_NOUN}\b(?: (?:nodig|vereist))? van\s+", text, re.I)
    givers = [who for who in mentions if noun and who.start == noun.end()]
    verb = re.search(rf"\b{_VERB}\b", text, re.I)
    if verb and not givers:
        givers = [who for who in mentions if who.end <= verb.start()][-1:]
    people = [who for who in mentions if Roles.sort(who.core) is not Sort.WORKER]
    whose = _WHOSE.search(text)
    if whose and not givers:
        givers = [who for who in people if who.end <= whose.start()][-1:]
    asked = _ASKED.search(text)
    if asked and not givers:
        givers = [who for who in people if asked.start() < who.start < asked.end()][:1]
    giver = givers[0] if givers else None
    if giver is not None and Roles.sort(giver.core) is Sort.WORKER:
        return paper.roles.canonical(giver.core)
    if (giver is not None and Roles.sort(giver.core) is Sort.REPORTER) or _CONSULTS.search(text):
        return "reporter"
    return "client" if giver or not _UNCONSULTED.search(text) else "reporter"


def _said(paper: Paper, value: str, kind: str, written: str, span: Span) -> Said:
    workers = [who for who in paper.roles.mentions(written) if Roles.sort(who.core) is Sort.WORKER]
    actors = frozenset(paper.roles.canonical(who.core) for who in workers)
    named = {word for who in workers for word in stems(who.core)}
    text = _AGAINST_WILL.sub(" ", written)  # a clause that says for whom nothing changes is no case of its own
    cases = " ".join(part for found in _CASE.finditer(text) for part in found.groups() if part)
    return Said(
        value=value,
        kind=kind,
        topic=frozenset(word for word in stems(text) if not word.isdigit()) - _GENERAL - named,
        actors=actors - GENERAL_ACTORS,
        doer=next((paper.roles.canonical(who.core) for who in workers if who.start <= _FIRST), ""),
        roles=frozenset(paper.roles.canonical(who.core) for who in workers if who.core[:1].islower()) - GENERAL_ACTORS,
        when=frozenset(stems(cases)) - _GENERAL - named,
        text=written,
        span=span,
    )


def _row(paper: Paper, row: Row) -> Iterator[Said]:
    """A row of a table with a column on consent."""
    for n, head in enumerate(row.header[: len(row.cells)]):
        if n and _COLUMN.search(head.text):
            cell = row.cells[n].text
            value = NOT_NEEDED if _CELL_NO.match(cell) else NEEDED if _CELL_YES.match(cell) else None
            if value is None and "toestemming" in cell.lower():
                value = polarity(cell, reporter=False)
            if value is not None and ";" not in cell:
                text = ", ".join(one.text for one in row.cells[:n])
                span = Span(start=row.start, end=row.end)
                yield _said(paper, value, "client", text, span)
            return
