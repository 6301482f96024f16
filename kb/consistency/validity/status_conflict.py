"""The rule status_conflict: one activity called a trial in one text and a standing or statutory task in another."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from kb.consistency.finding import Found, Relation, Rule, Severity, Statement
from kb.consistency.paper import Paper, Sentence
from kb.consistency.region import Region
from kb.language.dutch import STOP_WORDS, terms
from kb.language.words import fold, written
from kb.model import Document, DocumentKind

_STATUS = "status"
_TRIAL, _STANDING = "trial", "standing"
_ENDED_TRIAL, _ENDED_STANDING = "ended_trial", "ended_standing"
WON = frozenset({_ENDED_TRIAL, _ENDED_STANDING})  # the cases in which the older paper holds no more: the newer one won

_TRIAL_WORDS = re.compile(
    r"\b(?:(?:bij wijze van|als|in|een|de) (?:proef|pilot|experiment)|(?:proef|pilot)(?:periode|fase|project|wijken)?\b"
    r"|proeftuin|op vrijwillige basis|vrijwillig\b|(?:nog )?geen wettelijke taak|niet wettelijk verplicht"
    r"|tijdelijke (?:voorziening|functie|maatregel|aanpak|taak))",
    re.I,
)
_STANDING_WORDS = re.compile(
    r"\b(?:wettelijke (?:taak|plicht|verplichting)|wettelijk verplicht|structure(?:el|le) (?:taak|onderdeel"
    r"|voorziening|aanpak|functie)|is structureel|structureel (?:ingebed|geborgd|belegd|gefinancierd)"
    r"|vaste? (?:onderdeel|functie|taak|werkwijze|voorziening|aanpak)|regulier(?:e)? (?:onderdeel|taak|werk|aanpak)"
    r"|permanente? (?:taak|voorziening|onderdeel)|geen (?:proef|pilot)(?: meer)?)\b",
    re.I,
)
_ORDERED = re.compile(r"\b(?:[Dd]e|[Hh]et)\s+Wet\b[^.;]{0,120}\b(?:opdraagt|draagt|verplicht)\b")
# "De Wet op de jeugdzorg maakt hulp aan gezinnen tot een taak van iedere gemeente"
_MADE_A_TASK = re.compile(
    r"\b(?:[Dd]e|[Hh]et)\s+Wet\b[^.;]{0,120}?\bmaakt\s+(?P<what>[^.;,]{3,80}?)\s+(?:sinds\b[^.;,]{0,60}?)?tot\s+(?:een|de)?\s*"
    r"(?:[a-z]+ ){0,2}(?:taak|plicht|verplichting)\b"
)
# "De corporatie doet bij wijze van proef mee": in what the heading or the title tells
_TAKES_PART = re.compile(r"\b(?:doe(?:t|n)|neemt|nemen|werk(?:t|en))\b[^.;]*\b(?:mee|deel)\b", re.I)
_ASIDE = re.compile(r",?\s(?:waar(?:aan|in|bij|door|mee|voor|over)|die|dat|wat)\s[^.;]*")
# What is over, or may come, is no status now.
_NOT_NOW = re.compile(
    r"\b(?:was|waren|werd|werden|begon|startte|liep|afgelopen|verlopen|afgerond|geweest|beëindigd|eindigde|gehouden"
    r"|geslaagd|voorafgegaan|uitkomsten van|ervaringen"
    r"|kunnen|mogen|onderzoek\w*|overweg\w*|zou(?:den)?)\b",
    re.I,
)
# "Bemiddeling is vrijwillig", "meedoen is voor de huurder vrijwillig" says nothing of the task.
_OF_CLIENTS = re.compile(
    r"\b(?:huurder|inwoner|bewoner|cliënt|klant|betrokkene|gezin|jongere|ouder|buur|buren)s?\b", re.I
)
_OF_DOERS = re.compile(
    r"\b(?:gemeenten?|partij(?:en)?|verhuurders?|corporaties?|organisaties?|deelnemers|instellingen)\b", re.I
)
_POINTS_BACK = re.compile(r"(?:dat|dit|deze|die|zij|hij|het)\b(?!\s+[a-zà-ÿ]*(?:punt|loket|overleg|team)\b)", re.I)
_THEREIN = re.compile(r"\b(?:er|hier\w*|daar\w*)\b", re.I)
_MARK = re.compile(r"(?:[-•]\s+|\(?(?:\d+(?:\.\d+)*|[a-z])[.)]?\s+)+")
_SUBJECT_ENDS = re.compile(
    r"\b(?:is|zijn|wordt|worden|blijft|blijven|hoort|horen|heeft|hebben|doen|doet|voert|voeren|geldt|gelden|vormt|vormen"
    r"|maakt|maken|loopt|lopen|valt|vallen|gebeurt|kent|bestaat|werkt|van|voor|bij|in|op|door|met|sinds|nog|uit"
    r"|als|niet|geen)\b|[,;:.(]",
    re.I,
)
_COMMON = re.compile(
    r"(?:proef|pilot|experiment|ta(?:ak|ken)|wettelijke?|gemeenten?|partij(?:en)?|aanpak|onderdeel|vaste?|jaar|inwoners?"
    r"|huurders?|bewoners?|organisaties?|regio|stad|werk|wijk(?:en)?|deelnemers?|corporaties?|verhuurders?|convenant"
    r"|(?:samenwerkings)?overeenkomst|(?:werk)?afspra(?:ak|ken)|samenwerking|functie|plicht|politie|personen|mensen|wet"
    r"|stand|zaken|medio|begin|eind|\d+)",
    re.I,
)
_FEW = 4  # content words of a heading that names one activity


def state(paper: Paper) -> Iterator[Statement]:
    """What the paper calls a trial or voluntary, and what a standing task.

    `about` is the activity: the subject, or what the heading names where the sentence only points at it.
    `when` are words it may go by as well: those of the heading, of the sentence that a pronoun points back
    to, and of the title where a law is quoted. `words` is the activity as it is written.
    """
    before: Sentence | None = None
    for sentence in paper.sentences:
        value = _value(sentence.text)
        if value:
            follows = before if before and before.headings == sentence.headings else None
            words, about, maybe = _activity(paper, sentence, follows)
            facts = {"passage": sentence.passage.id}
            place = paper.at(sentence)
            yield Statement(sort=_STATUS, value=value, about=about, when=maybe, words=words, facts=facts, place=place)
        before = sentence


def _value(text: str) -> str | None:
    if (made := _MADE_A_TASK.search(text)) and not _NOT_NOW.search(made[0]):
        return _STANDING
    trial, standing = _TRIAL_WORDS.search(text), _STANDING_WORDS.search(text)
    aside = _ASIDE.search(text, trial.end() if trial else standing.end() if standing else 0)
    if _NOT_NOW.search(text[: aside.start()] if aside else text):
        return None
    if trial and standing and standing.start() <= trial.start() < standing.end():
        return _STANDING  # "geen proef meer"
    if trial:
        own_choice = trial[0].lower() != "vrijwillig" or (_OF_DOERS.search(text) and not _OF_CLIENTS.search(text))
        return _TRIAL if own_choice else None
    return _STANDING if standing or _ORDERED.search(text) else None


def _activity(
    paper: Paper, sentence: Sentence, before: Sentence | None
) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
    text = _MARK.sub("", sentence.text, count=1) if _MARK.match(sentence.text) else sentence.text
    ends = _SUBJECT_ENDS.search(text)
    subject = text[: ends.start()] if ends else ""
    heading = _MARK.sub("", sentence.headings[-1], count=1) if sentence.headings else ""
    about = () if _POINTS_BACK.match(text) or _ORDERED.search(text) else _content(subject)
    maybe = _content(heading)
    if not about and before is not None and (_POINTS_BACK.match(text) or _THEREIN.search(text)):
        maybe += _content(before.text)
    if made := _MADE_A_TASK.search(text):
        return made["what"], _content(made["what"]), maybe
    if _TRIAL_WORDS.search(text) and _TAKES_PART.search(text) and paper.roles.mentions(subject):
        about, maybe = (), maybe + _content(paper.document.title)
    if _ORDERED.search(text):
        maybe += _content(paper.document.title)
    if not about and _THEREIN.search(text) and 0 < len(_content(heading)) < _FEW:
        return heading, _content(heading), maybe
    return re.sub(r"^(?:de|het|een)\s+", "", subject.strip(), flags=re.I), about, maybe


def _content(text: str) -> tuple[str, ...]:
    words = (fold(word) for word in written(text))
    return tuple(word for word in words if word not in STOP_WORDS and not _COMMON.fullmatch(word))


def find(region: Region) -> Iterator[Found]:
    """A trial and a standing task that are the same activity, in one paper of the region or in two.

    Of two papers the newer one counts. One that has ended is laid beside a newer one that stands, to tell
    whose words count, and beside no other; a memo only beside an older agreement that stands. Within one
    paragraph a text tells how the one became the other.
    """
    said = region.statements(_STATUS, region.own)
    found: dict[tuple[str, str, bool], tuple[Statement, list[Statement], str]] = {}
    for trial, standing, topic in _conflicts(said, said):
        papers = [region.by_id[one.place.document_id] for one in (trial, standing)]
        if trial.facts["passage"] != standing.facts["passage"] and _case(papers[0], papers[1], region) is not None:
            over = any(region.ended(one) for one in papers)
            key = (_stem(topic), trial.place.document_id, over)
            found.setdefault(key, (trial, [], topic))[1].append(standing)
    for trial, standings, topic in found.values():
        papers = [region.by_id[one.place.document_id] for one in (trial, *standings)]
        case, facts = _case(papers[0], max(papers[1:], key=_begun), region) or ("", {})
        severity = Severity.LOW if case in WON else None  # nothing is left to mend
        yield _found((trial, *standings), case, facts | {"topic": topic}, severity)


def vary(one: Region, other: Region) -> Iterator[Found]:
    """The same between what stands in two regions, where it is no fault: once for an activity."""
    mine, theirs = (region.statements(_STATUS, region.standing) for region in (one, other))
    found: set[str] = set()
    for trial, standing, topic in (*_conflicts(mine, theirs), *_conflicts(theirs, mine)):
        if _stem(topic) not in found:
            found.add(_stem(topic))
            yield _found((trial, standing), "between", {"topic": topic}, Severity.VARIANT)


def _conflicts(
    trials: Sequence[Statement], standings: Sequence[Statement]
) -> Iterator[tuple[Statement, Statement, str]]:
    """Each trial with the standing task that is the same activity, once for an activity in two papers."""
    found: set[tuple[str, str, str]] = set()
    for trial in (one for one in trials if one.value == _TRIAL):
        for standing in (one for one in standings if one.value == _STANDING):
            topic = _topic(trial, standing)
            key = (_stem(topic), trial.place.document_id, standing.place.document_id)
            if topic and key not in found:
                found.add(key)
                yield trial, standing, topic


def _topic(one: Statement, other: Statement) -> str:
    """The activity that both speak of, as it is written; empty where it is not surely the same."""
    for named, also in ((one, other), (other, one)):
        known = {_stem(word) for word in (*also.about, *also.when)}
        if any(_stem(word) in known for word in named.about):
            return named.words
    return ""


def _stem(words: str) -> str:
    return " ".join(terms(fold(word))[0] for word in written(words))


def _case(trial: Document, standing: Document, region: Region) -> tuple[str, dict[str, str]] | None:
    """Which paper counts, where both are dated; None where the one contradicts nothing of the other."""
    if trial == standing:
        return "", {}
    older, newer = sorted((trial, standing), key=_begun)
    known = date.min < _begun(older) < _begun(newer)
    over, told = region.ended(older) or region.ended(newer), DocumentKind.MEMO in (older.kind, newer.kind)
    if told and (over or not known or older.kind is DocumentKind.MEMO):
        return None  # it tells of its day
    if over:
        facts = {"older": older.title, "newer": newer.title}
        won = known and not region.ended(newer)
        return (_ENDED_TRIAL if older == trial else _ENDED_STANDING, facts) if won else None
    if not known:
        return "", {}
    return "newer_trial" if newer == trial else "newer_standing", {"newer": newer.title}


def _begun(document: Document) -> date:
    return document.valid_from or document.dated or date.min


def _found(sides: Sequence[Statement], case: str, facts: dict[str, str], severity: Severity | None = None) -> Found:
    return Found(
        rule=Rule.STATUS_CONFLICT,
        case=case,
        relation=None if severity is Severity.VARIANT else Relation.CONTRADICTION,
        severity=severity,
        facts=facts,
        sides=tuple(one.place for one in sides),
        subject=_stem(facts["topic"]),
    )
