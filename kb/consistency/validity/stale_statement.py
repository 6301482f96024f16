"""The rule stale_statement: a state of affairs of a past moment, left in an agreement that holds later."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from kb.consistency.finding import Found, Rule, Statement
from kb.consistency.paper import Paper, Sentence
from kb.consistency.region import Region
from kb.language.dates import DATE, MONTH, MONTHS, dates
from kb.model import DocumentKind, Role

_YEAR = r"(?:20|19)\d\d\b"
# A moment that a sentence sets its state of affairs at; "sinds", "vóór" and "uit" a year set none.
_SEASON = (
    r"voorjaar|lente|zomer|najaar|herfst|(?:eerste|tweede|derde|vierde) kwartaal|(?:eerste|tweede) (?:half ?jaar|helft)"
    r"|loop|vervolg"
)
_MOMENT = re.compile(
    rf"\b(?:(?P<part>medio|halverwege|begin|eind)\s+(?:(?P<month>{MONTH})\s+)?(?P<year>{_YEAR})"
    rf"|(?:in|tijdens)\s+(?:het|de)\s+(?P<season>{_SEASON})(?:\s+van)?\s+(?:het\s+jaar\s+)?(?P<year2>{_YEAR})"
    rf"|(?:in|anno)\s+(?:het\s+jaar\s+|(?P<month2>{MONTH})\s+)?(?P<year3>{_YEAR})"
    rf"|(?:per|stand(?: van)?)\s+(?P<day>{DATE}))",
    re.I,
)
_LAST_MONTH = {  # of a part of a year
    "begin": 3, "medio": 7, "halverwege": 7, "eind": 12, "voorjaar": 6, "lente": 6, "zomer": 9, "najaar": 12,
    "herfst": 12, "eerste kwartaal": 3, "tweede kwartaal": 6, "derde kwartaal": 9, "eerste half": 6, "eerste helft": 6,
}  # fmt: skip
# What makes the sentence speak of that moment as of now, or of what was to come.
_STATE = re.compile(
    r"\b(?:stand van zaken|(?:nog|vooralsnog|voorlopig) (?:niet|geen|maar|alleen|slechts|steeds)|momenteel|thans"
    r"|op dit moment|zal|zullen|naar verwachting|verwacht(?:en|t)?|kunnen|kan"
    r"|(?:gaat|gaan|start|starten|begint|beginnen|volgt|volgen|komt|komen|sluit|sluiten|werkt|werken|doet|doen|loopt|lopen"
    r"|neemt|nemen|bestaat|bestaan|ontbreekt|ontbreken|beschikt|beschikken|telt|tellen|bedraagt|bedragen))\b",
    re.I,
)
_BECOMING = re.compile(r"\bword(?:t|en)\b", re.I)
_LATER = re.compile(
    r"\b(?:later|in de loop van|dat jaar|datzelfde jaar|in het vervolg van|bekeken|onderzocht|uitgebreid"
    r"|voortgezet)\b",
)
_IS = re.compile(r"\b(?:is|zijn|heeft|hebben)\b", re.I)
_DONE = re.compile(
    r"\b(?:ge[a-z]{2,}(?:d|t|en)|(?:be|ver|ont|her|er)[a-z]{2,}(?:d|t|en)|[a-z]{2,}ge[a-z]{2,}(?:d|t"
    r"|en))\b",
    re.I,
)
_PAST = re.compile(
    r"\b(?:was|waren|werd|werden|had|hadden|kon|konden|bleek|bleken|ging|gingen|kwam|kwamen|bestond"
    r"|bestonden|gold)\b",
    re.I,
)
# Moments of law, of this and other agreements, and of what recurs or is promised.
_OF_RULES = re.compile(
    r"\b(?:wet\w*|artikel|verordening|besluit|avg|in werking|vastgesteld|ondertekend|getekend|treedt|treden"
    r"|looptijd|evalu\w+|indexe\w+|geïndexeerd|dit convenant|deze overeenkomst"
    r"|deze (?:werk)?afspraken|elk jaar|ieder jaar|jaarlijks|voor het eerst|uiterlijk)\b",
    re.I,
)
_REPLACES = re.compile(r"\b(?:vervang(?:t|en)|verval(?:t|len))\b", re.I)  # of which a day stays true; a plan goes by
# "Een huurder die in 2022 ...", "als hij in 2022 ...": the moment tells which, not how things stand.
_ASIDE = re.compile(
    r"\b(?:die|dat|wie|waarin|waarvan|als|indien|wanneer|of)\s+(?:[^\s,;]+\s+){0,3}$",
    re.I,
)
_OF_MONTH = re.compile(
    rf"(?:^|\b(?:versie|datum|vastgesteld|opgesteld)\b[^;]{{0,30}}?)\b(?P<month>{MONTH})\s+(?P<year>{_YEAR})", re.I
)
_THIS_YEAR = re.compile(r"\b(?P<when>dit (?:jaar|voorjaar|najaar)|komend (?:jaar|voorjaar|najaar))\b", re.I)
_PLAN = re.compile(
    r"\b(?:gaat|gaan|start|starten|begint|beginnen|wordt|worden|komt|komen|breidt|breiden|volgt|volgen|zal|zullen)\b",
    re.I,
)
# What is to come at a moment: "zal medio 2025 worden vervangen", "wordt in de loop van 2026 uitgebreid".
_ANNOUNCES = re.compile(r"\b(?:zal|zullen|gaat|gaan|wordt|worden|naar verwachting|verwacht(?:en|t)?)\b", re.I)
# A plain present that can only tell of what was still to come, where its moment lies in a later year than the paper.
_TURNS = re.compile(
    r"(?<!\bde )(?<!\been )(?<!\bte )\b(?:opent|openen|start|starten|begint|beginnen|verhuist|verhuizen|sluit|sluiten"
    r"|stopt|stoppen|verschijnt|verschijnen|stap(?:t|pen)(?=[^.;]*\bover\b))\b",
    re.I,
)
# What a term or period does at a moment stays true, and so does what is said of cases of that time.
_TERMS = re.compile(
    r"\b(?:\w*termijn(?:en)?|\w*periodes?|\w*duur|samenwerking|subsidie\w*|\w*contract\w*|\w*dossiers?|\w*zaken"
    r"|elke?|iedere?)\b",
    re.I,
)
_ANNOUNCED = "announced"
_OF_YEARS = re.compile(
    r"\b(?:elk|ieder|jaarlijks|uiterlijk|volgende?|voorgaande|van dit jaar|over dit jaar|wanneer|als"
    r"|indien)\b",
    re.I,
)


def find(paper: Paper) -> Iterator[Found]:
    """Sentences on a moment before the version or the first day, whichever is later, told as the present.

    Memos and recitals tell history, and so do sentences in the past; what a law or the agreement itself
    sets on a day stays true.
    """
    document = paper.document
    days = [day for day in (document.dated, document.valid_from) if day is not None]
    if document.kind is DocumentKind.MEMO or not days:
        return
    for sentence in paper.sentences:
        if sentence.passage.role in (Role.RECITAL, Role.DEFINITION):
            continue
        moment = _moment(sentence.text, max(days)) or _undated(sentence, days)
        if moment:
            facts = {"moment": moment, "day": max(days).isoformat()}
            subject = f"{moment} {' '.join(sentence.headings[-1:])}"
            yield Found(rule=Rule.STALE_STATEMENT, facts=facts, sides=(paper.at(sentence),), subject=subject)


def state(paper: Paper) -> Iterator[Statement]:
    """What a paper announces for a moment after its own day; the value is the first day on which that is over."""
    document = paper.document
    days = [day for day in (document.dated, document.valid_from) if day is not None] or list(_version(paper))
    if document.kind is DocumentKind.MEMO or not days:
        return
    for sentence in paper.sentences:
        told = sentence.passage.role in (Role.RECITAL, Role.DEFINITION) or _OF_RULES.search(sentence.text)
        for found in () if told else _moments(sentence.text):
            over = _over(found)
            # what changes on a day is a rule, which stays true
            if over and not found["day"] and _announced(_clause(sentence.text, found), over, max(days)):
                moment = " ".join(found[0].split())
                under = sentence.headings[-1:]
                yield Statement(
                    sort=_ANNOUNCED, value=over.isoformat(), words=moment, under=under, place=paper.at(sentence)
                )


def pass_by(region: Region) -> Iterator[Found]:
    """What papers that hold announced for a moment that has gone by: it happened, or it did not."""
    for one in region.statements(_ANNOUNCED, region.standing):
        if date.fromisoformat(one.value) <= region.on:
            subject = f"{one.words} {' '.join(one.under)}"
            facts = {"moment": one.words}
            yield Found(rule=Rule.STALE_STATEMENT, case="announced", facts=facts, sides=(one.place,), subject=subject)


def _announced(clause: str, over: date, since: date) -> bool:
    """Whether a paper of a day announces what it says of a moment that is over on another."""
    if over > since and _ANNOUNCES.search(clause):
        return True
    later = (over - timedelta(days=1)).year > since.year
    return later and _TURNS.search(clause) is not None and _TERMS.search(clause) is None


def _version(paper: Paper) -> Iterator[date]:
    """The first day of the month that the cover gives its version, where it names no day: "Versie 2, mei 2024"."""
    for line in paper.cover:
        if found := _OF_MONTH.search(line.text):
            yield date(int(found["year"]), MONTHS[found["month"].lower()], 1)
            return


def _moments(text: str) -> Iterator[re.Match[str]]:
    """The moments that a text sets its state of affairs at."""
    for found in _MOMENT.finditer(text):
        if not _ASIDE.search(text[: found.start()]):
            yield found


def _moment(text: str, since: date) -> str | None:
    """The moment of which the text tells the state, in its own words; None where it is no state of the past."""
    if _OF_RULES.search(text) or _REPLACES.search(text) or _PAST.search(text):
        return None
    for found in _moments(text):
        over = _over(found)
        if over is not None and over <= since and _tells_state(_clause(text, found)):
            return " ".join(found[0].split())
    return None


def _clause(text: str, found: re.Match[str]) -> str:
    """The part between commas and semicolons that the moment stands in."""
    low = max(text.rfind(mark, 0, found.start()) for mark in ",;:") + 1
    marks = [at for mark in ",;:" if (at := text.find(mark, found.end())) >= 0]
    return text[low : min(marks, default=len(text))]


def _tells_state(text: str) -> bool:
    if _STATE.search(text):
        return True
    if _BECOMING.search(text):
        return bool(_LATER.search(text)) or not _IS.search(text)
    return bool(_IS.search(text)) and not _DONE.search(text)


def _over(found: re.Match[str]) -> date | None:
    """The first day on which the moment is over, at the latest."""
    if found["day"]:
        return next((day.value + timedelta(days=1) for day in dates(found["day"])), None)
    year = int(found["year"] or found["year2"] or found["year3"])
    month = found["month"] or found["month2"]
    part = (found["part"] or found["season"] or "").lower()
    if month:
        last = MONTHS[month.lower()]
    else:
        last = next((number for name, number in _LAST_MONTH.items() if part.startswith(name)), 12)
    return date(year + last // 12, last % 12 + 1, 1)


def _undated(sentence: Sentence, days: list[date]) -> str | None:
    """ "Dit jaar" in an agreement that took effect in a later year than it was written."""
    found = _THIS_YEAR.search(sentence.text)
    later = min(days).year < max(days).year
    if found and later and _PLAN.search(sentence.text) and not _OF_YEARS.search(sentence.text):
        return found["when"].lower()
    return None
