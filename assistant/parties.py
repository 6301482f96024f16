"""Questions about who takes part in an agreement: its party list, and whether someone stands in it."""

import re
from collections.abc import Sequence

from assistant.asking import Asking
from assistant.subject import explained, is_kind, silent
from assistant.told import Source, Told, in_order
from kb.answer import Claim, Verdict
from kb.language.dutch import tokens
from kb.language.lexicon import stem
from kb.model import Party, Passage, Role, Span

_OWN = """
geef toon deed deden zat zaten nam welke welk hoeveel wat voor alle overzicht lijst lijstje partij partijen
deelnemer deelnemers deelnemende convenantpartners convenantpartijen convenantspartners partner partners organisatie
organisaties club clubs clubjes instantie instanties gemeenten corporaties woningcorporaties doen doet mee meedoen
meedoet zit zitten zijn is horen hoort neemt nemen deel deelnemen deelneemt deelname aangesloten betrokken gesloten
sloten tussen afgesloten samen werken werkt wie erbij erin eraan allemaal namen noem noemen ketenpartners
samenwerkingspartners partijenlijst lid leden aanwezig staan staat aan in bij onderdeel participeren participeert
participeerde aangegaan hebben heeft parties party partner partners organisation organisations organization
organizations member members municipalities municipality participants participating participate participates
participated take takes taking took part involved included belong belongs joined join who which how many list all
name names them between concluded made housing associations bodies joining aantal waaruit bestaat vertegenwoordigd
of a
"""
WORDS = frozenset(_OWN.split())
_PLURAL = (
    r"(?:partijen|organisaties|deelnemers|\w*partners|clubs|clubjes|instanties|gemeenten|\w*corporaties|parties"
    r"|organi[sz]ations|partners|members|municipalities|participants|bodies|associations)"
)
_WHICH = re.compile(
    rf"\b(?:welke|hoeveel|wat voor|alle|overzicht|lijst\w*|aantal|noem|geef|toon|wat zijn de|wie zijn de|which"
    rf"|how many|list|all"
    rf"|who are the|what)"
    rf"\b(?: \w+){{0,3}} {_PLURAL}\b|\bpartijenlijst\b"
)
_WHO = re.compile(
    r"^(?:en |weet je |and )?(?:met )?(?:wie|who)(?: \w+){0,4} (?:mee|meedoen|meedoet|partij|deelnemers?|aangesloten"
    r"|betrokken"
    r"|deel|erin|in|aan|bij|samen|gesloten|afgesloten|aangegaan|part|party|parties|involved|participat\w+|signed up"
    r"|joined)\b"
)
_TAKES_PART = (
    r"(?:partij|deelnemer|partner|aangesloten|betrokken|deelnemende partij|mee|deel|in|bij|lid|a party|party|part"
    r"|a partner"
    r"|a member|involved|included|participat\w+|take part|taking part)"
)
_WHETHER = re.compile(
    rf"^(?:en |and )?(?:is|zijn|was|waren|doet|doen|deed|deden|zit|zitten|zat|zaten|hoort|horen|neemt|nemen|nam"
    rf"|are|were|does|do|did)\b (?P<who>.+?) (?:ook |dan |nou |al |nog |wel |also |er |take |taking )*"
    rf"(?P<takes>{_TAKES_PART})\b(?P<rest>.*)$"
)
_MODAL = re.compile(r"\b(?:moet|moeten|mag|mogen|kan|kunnen|hoeft|hoeven|zou|zouden|must|may|should|can)\b")
_SPOKEN = dict.fromkeys(("woningbouw", "woningcorporatie", "woningcorporaties", "woco", "verhuurder"), "corporatie")
_GROUPS = re.compile(r"\bhierna gezamenlijk\b", re.I)
_LIMITS = re.compile(r"\b(?:partij|partijen|gebonden|organisaties|tekenen|tekent)\b", re.I)
_SMALL_WORDS = """
de het een en of ook nog nou dan er the a an and also van gemeente stichting
"""
_SMALL = frozenset(_SMALL_WORDS.split())


def tell(asking: Asking) -> Told | None:
    """The parties to the agreements asked about, or whether someone is one; None where something else is asked."""
    said = asking.said
    if _MODAL.search(said):
        return None
    if (_WHICH.search(said) or _WHO.search(said)) and not _WHETHER.match(said):
        return _listed(asking)
    whether = _WHETHER.match(said)
    return _whether(asking, whether) if whether else None


def _listed(asking: Asking) -> Told | None:
    subject = asking.about(WORDS)
    if subject is None or (subject.topical and not subject.kind):
        return None  # who takes part in an approach is for the texts to say
    if not (subject.kind or subject.pointing or _BARE.search(asking.said)):
        return None
    claims: list[Claim] = []
    for document in asking.current(subject):
        source = asking.source(document)
        if spans := _list(source):
            claims.append(source.claim(*spans))
            if (limits := _limits(source)) and not subject.topical:
                claims.append(source.claim(*limits))
    return Told(tuple(claims)) if claims else None


_BARE = re.compile(
    r"\b(?:mee|meedoen|meedoet|partijen|parties|deelnemers|participants|convenantpartners|aangesloten)\b"
)


def _list(source: Source) -> list[Span]:
    """The passages that the parties stand in; of a long one the lines of parties."""
    spans: list[Span] = []
    for party in source.document.parties:
        passage = _passage(source, party)
        whole = Span(start=passage.start, end=passage.end)
        spans.append(whole if passage.role is not Role.COVER else source.line(party.evidence))
    return in_order(spans)


def _passage(source: Source, party: Party) -> Passage:
    return max((one for one in source.passages() if one.start <= party.evidence.start), key=lambda one: one.start)


def _limits(source: Source) -> list[Span]:
    """The sentences beside the party list that say for whom only a part holds."""
    lists = _list(source)
    if not source.document.parties:
        return []
    headings = _passage(source, source.document.parties[0]).headings
    return [
        Span(start=passage.start, end=passage.end)
        for passage in source.passages()
        if headings
        and passage.headings == headings
        and passage.role is not Role.LIST
        and not _GROUPS.search(passage.text)
        and _LIMITS.search(passage.text)
        and not any(span.start <= passage.start < span.end for span in lists)
    ]


# ---- is someone a party? --------------------------------------------------------------------------


def _whether(asking: Asking, whether: re.Match[str]) -> Told | None:
    """Whether the one named between verb and "partij" stands in the party lists asked about."""
    who = [_SPOKEN.get(word, word) for word in whether["who"].split() if word not in _SMALL]
    rest = whether["rest"].split()
    if not who or len(who) > 6 or not any(is_kind(word) or word in ("dit", "this") for word in (*rest, *who)):
        return None
    subject = asking.about(WORDS, slot=frozenset(whether["who"].split()))
    if subject is None or not (subject.kind or subject.pointing):
        return None
    claims: list[Claim] = []
    verdicts: set[Verdict | None] = set()
    for document in asking.current(subject):
        if not document.parties:
            continue
        source = asking.source(document)
        found = _stands(asking, source, who)
        if found is None:
            return None
        spans, verdict = found
        claims.append(source.claim(*spans))
        verdicts.add(verdict)
    return Told(tuple(claims), verdicts.pop() if len(verdicts) == 1 else None) if claims else None


def _stands(asking: Asking, source: Source, who: Sequence[str]) -> tuple[list[Span], Verdict | None] | None:
    """Where someone stands in the list, else the whole list; None where it cannot be told."""
    document = source.document
    matched = [party for party in document.parties if is_called(party, who, english=asking.english)]
    if matched:
        lines = [_line(source, party) for party in matched]
        about = [span for span in _limit_sentences(source) if _speaks_of(source, span, matched)]
        return in_order([*lines, *about]), Verdict.YES
    named = [span for span in _cover_and_signatures(source) if _begins(source.text[span.start : span.end], who)]
    known = bool(named) or _is_name(asking, who)
    if lines := [span for span in _list(source) if known and _says(source.text[span.start : span.end], who)]:
        return [*(_item(source, span, who) for span in lines), *named], None  # in the list, but not as a party
    if named:
        return [*_list(source), *named], None
    return (_list(source), Verdict.NO) if known else None


def _line(source: Source, party: Party) -> Span:
    line = source.line(party.evidence)
    passage = _passage(source, party)
    return Span(start=max(line.start, passage.start), end=min(line.end, passage.end))


def _item(source: Source, span: Span, who: Sequence[str]) -> Span:
    """The line of a list that has these words."""
    at = span.start
    for line in source.text[span.start : span.end].split("\n"):
        if _says(line, who):
            return Span(start=at, end=at + len(line))
        at += len(line) + 1
    return span


def _limit_sentences(source: Source) -> list[Span]:
    return [
        span
        for limit in _limits(source)
        for passage in source.passages()
        if passage.start == limit.start
        for _, span in source.sentences(passage)
    ]


def _speaks_of(source: Source, span: Span, parties: Sequence[Party]) -> bool:
    words = frozenset(tokens(source.text[span.start : span.end]))
    return any(set(tokens(name)) <= words for party in parties for name in (party.name, *party.aliases))


def is_called(party: Party, who: Sequence[str], *, english: bool = False) -> bool:
    """Whether words are the name of a party or a short name it has: all of them stand in it."""
    for name in (party.name, *party.aliases):
        terms = frozenset(stem(word) for word in tokens(re.sub(r"[-–]", " ", name)))
        if all(_meets(word, terms, english) for word in who):
            return True
    return False


def _meets(word: str, terms: frozenset[str], english: bool) -> bool:
    return stem(word) in terms or (english and explained(word, terms, english=True))


def _says(text: str, who: Sequence[str]) -> bool:
    words = {stem(word) for word in tokens(re.sub(r"[-–/]", " ", text))}
    return all(stem(word) in words for word in who)


def _begins(line: str, who: Sequence[str]) -> bool:
    """Whether a line, or the first cell of a row, is somebody's name: all its words or all of who is meant."""
    cell, _, _ = line.partition("\t")
    return len(cell.split()) <= len(who) + 5 and _says(cell, who)


def _cover_and_signatures(source: Source) -> list[Span]:
    return [
        source.line(Span(start=passage.start + low, end=passage.start + low))
        for passage in source.passages()
        if passage.role in (Role.COVER, Role.SIGNATURE)
        for low in _line_starts(passage.text)
    ]


def _line_starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer(r"\n+", text))]


_BODIES_WORDS = """
politie ggd ggz brandweer justitie reclassering veiligheidshuis uwv belastingdienst provincie corporatie
corporaties woningcorporatie energieleverancier waterbedrijf zorgverzekeraar police
"""
_BODIES = frozenset(_BODIES_WORDS.split())


def _is_name(asking: Asking, who: Sequence[str]) -> bool:
    """Whether words name one body: in capitals as it was typed, or a body that everyone knows."""
    if any(word in _BODIES for word in who):
        return True
    capitals = {
        word for found in re.findall(r"(?<=\s)[A-Z][\w-]+", asking.raw) for word in tokens(found.replace("-", " "))
    }
    return any(word in capitals and not silent(word) for word in who)
