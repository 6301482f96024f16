"""Questions about the documents themselves: which there are, what they are called, of when and by whom they are."""

import re
from collections.abc import Callable, Sequence

from assistant.asking import Asking
from assistant.subject import Subject, explained, is_kind, kinds_of, of_region, paired, silent
from assistant.told import Source, Told
from kb.answer import Claim, Verdict
from kb.language.dutch import analyse
from kb.model import Document, DocumentKind, Role, Span

_OWN = """
onderwerpen topics kennen welke welk wat voor hoe heet heten er zijn is we ze jullie hebben hebt heb je jij ken
kennen liggen ligt bestaan bestaat beschikbaar over voor rond rondom omtrent gaat gaan betreft titel naam officiele
volledige precies wanneer datum van dateert dateren oud opgesteld geschreven vastgesteld gemaakt gesloten afgesloten
opsteller opstellers steller schrijver auteur afzender verstuurd gestuurd verzonden stuurde schreef heeft werd wie
door namens aan gericht ontvanger concept conceptversie ontwerp definitief definitieve vast status opgenomen bekend
allemaal alle overzicht lijst lijstje gebied terrein onderwerp thema documentnaam iets staat in dit het een al nog
of which what do does you we have has are there called name title about on regarding cover covers when date dated
old written drafted adopted made wrote drafted author sender sent send draft final version who by to from was were
this is it available list all know held concerning deals dealing side board addressed exist aangenomen goedgekeurd
approved agreed daarover hierover drew up established created
"""
WORDS = frozenset(_OWN.split())
_PAPERS = (
    r"(?:documenten|afspraken|convenanten|overeenkomsten|samenwerkingsovereenkomsten|stukken|regelingen|werkafspraken"
    r"|protocollen|bestanden|papieren|documents|agreements|covenants|arrangements|papers)"
)
_PAPER = (
    r"(?:document|convenant|overeenkomst|samenwerkingsovereenkomst|stuk|regeling|protocol|agreement|covenant|paper)"
)
_WHICH = re.compile(
    rf"\bover welke onderwerpen\b|\b(?:welke|wat voor|overzicht van(?: alle)?|lijst(?:je)? (?:van|met)(?: alle)?"
    rf"|which|what"
    rf"|list(?: of)?(?: all)?(?: the)?)"
    rf" (?:\w+ )?{_PAPERS}\b(?! (?:geld|maken|maakt|moet|staan|staat|gaan? in|apply|must))"
)
_ABOUT = re.compile(
    rf"\b(?:welke?|hoe heet|which|what)\b.* {_PAPER}\b.*\b(?:over|voor|gaat|gaan|about|on|covers?|deals)\b"
    rf"|^(?:hebben we|heb je|is er|zijn er|bestaat er|do we have|is there|are there|do you have) (?:ook |nog |een "
    rf"|an? |any )*"
    rf"(?:{_PAPER}|{_PAPERS})\b.*\b(?:over|voor|rond|about|on)\b"
    rf"|\b(?:in welke?|which) {_PAPER}\b.*\b(?:iets over|gaat over|about)\b"
)
_TITLE = re.compile(r"\b(?:hoe heet|titel|(?:officiele|volledige) naam|full name|title|called)\b")
_DATE = re.compile(
    r"\b(?:wanneer|welke datum|datum|when)\b.*\b(?:opgesteld|geschreven|vastgesteld|gemaakt|gesloten|afgesloten"
    r"|goedgekeurd"
    r"|aangenomen|verstuurd|gestuurd|written|drafted|adopted|made|dated|approved|agreed|concluded|sent)\b"
    r"|\bvan wanneer\b|\bhoe oud\b|\bhow old\b|\bdateert\b|\bwat is de datum\b|\bdate of\b|\bwelke datum\b"
    r"|\bfrom when\b"
)
_AUTHOR = re.compile(
    r"\b(?:wie|door wie|who)\b.*\b(?:opgesteld|geschreven|vastgesteld|gemaakt|verstuurd|gestuurd|stuurde|schreef"
    r"|afzender"
    r"|goedgekeurd|aangenomen|wrote|drafted|written|sent|adopted|made|approved|drew up)\b|\b(?:opstellers?|steller"
    r"|auteur"
    r"|schrijver|afzender|author|sender)\b|\bvan wie is\b"
)
_ADDRESSED = re.compile(r"\b(?:aan wie|gericht|ontvanger|addressed|to whom)\b")
_DRAFT = re.compile(r"\b(?:concept|conceptversie|ontwerp|draft)\b")
_FINAL = re.compile(r"\b(?:definitie(?:f|ve)|vastgesteld|final|adopted)\b")
_FINISHED = re.compile(r"\b(?:vastgesteld|ondertekend|definitieve?)\b", re.I)
_DRAFTED = re.compile(r"\b(?:concept(?:versie)?|ontwerp)\b", re.I)
_BY = re.compile(r"(?:van|steller|opgesteld door|auteur|afzender)\b|.*\bvastgesteld\b.*\bdoor\b", re.I)
_TO = re.compile(r"aan\b", re.I)
_MODAL = re.compile(r"\b(?:moet|moeten|mag|mogen|hoeft|zou|must|may|should|als|wanneer er)\b")
_MOST = 12  # titles of a list


def tell(asking: Asking) -> Told | None:
    """Which documents there are, or what one says of itself; None where something else is asked."""
    said = asking.said
    if _MODAL.search(said):
        return None
    if _WHICH.search(said) or _ABOUT.search(said):
        return _list(asking)
    quote = next((quote for cue, quote in _SELF if cue.search(said)), None)
    return _itself(asking, quote) if quote else None


# ---- which documents there are --------------------------------------------------------------------


def _list(asking: Asking) -> Told | None:
    """The titles of the documents that are about a topic, or of all of a kind."""
    told = [word for word in paired(asking.words, asking.english) if word not in WORDS and not silent(word)]
    regions = {one.region for one in asking.documents}
    topic = [word for word in told if not is_kind(word) and not any(of_region(word, one) for one in regions)]
    if any(map(str.isdigit, told)):
        return None  # which agreement held in a year is told by its term
    if topic:
        titled = [one for one in asking.documents if all(_on(word, one.title, asking) for word in topic)]
        found = titled or [
            one for one in asking.documents if all(_on(word, _cover(asking.source(one)), asking) for word in topic)
        ]
        found = [one for one in found if not asking.held.gives_way(one, asking.on)] or found
        found = _of_kind(found, told) or found
    else:
        subject = asking.about(WORDS)
        found = [one.document for one in subject.named] if subject and subject.kind else []
        if found and _EVERY.search(asking.said):
            found = list(asking.documents)
    claims = [claim for one in found[:_MOST] if (claim := _title(asking.source(one))) is not None]
    yes = asking.question.yes_no and topic and not re.search(r"\b(?:niet|geen|not)\b", asking.said)
    return Told(tuple(claims), Verdict.YES if yes else None) if claims else None


_EVERY = re.compile(r"\b(?:document(?:en|s)?|stuk|stukken|papers?|bestanden|papieren)\b")


def _of_kind(documents: Sequence[Document], told: Sequence[str]) -> list[Document]:
    """The documents of the kind that is asked for: a memo is no agreement."""
    kinds = frozenset[DocumentKind]().union(*(kinds_of(word) for word in told))
    papers = any(_EVERY.search(word) for word in told)
    return [one for one in documents if (one.kind in kinds if kinds else papers or one.kind is not DocumentKind.MEMO)]


def _on(word: str, text: str, asking: Asking) -> bool:
    return explained(word, frozenset(analyse(text)), english=asking.english)


def _cover(source: Source) -> str:
    return "\n".join(passage.text for passage in source.passages() if passage.role is Role.COVER)


def _title(source: Source) -> Claim | None:
    span = source.evidence("title")
    return source.claim(span) if span else None


# ---- what a document says of itself ---------------------------------------------------------------

_Quote = Callable[[Source], list[Span]]


def _itself(asking: Asking, quote: _Quote) -> Told | None:
    subject = asking.about(WORDS)
    if subject is None or not _one(subject):
        return None
    claims: list[Claim] = []
    verdicts: set[Verdict | None] = set()
    for document in asking.current(subject):
        source = asking.source(document)
        if spans := quote(source):
            claims.append(source.claim(*spans))
            verdicts.add(_finished(asking, source) if quote is _status else None)
    return Told(tuple(claims), verdicts.pop() if len(verdicts) == 1 else None) if claims else None


def _one(subject: Subject) -> bool:
    return subject.kind or subject.topical or (subject.pointing and _documents(subject) <= 2)


def _documents(subject: Subject) -> int:
    return len({one.document.id for one in subject.named})


def _named(source: Source) -> list[Span]:
    span = source.evidence("title")
    return [span] if span else []


def _dated(source: Source) -> list[Span]:
    span = source.evidence("dated")
    return [_around(source, span)] if span else []


def _around(source: Source, span: Span) -> Span:
    """The line of a cover, or the sentence of a text, that a date stands in."""
    line = source.line(span)
    if line.end - line.start < 200:
        return line
    passage = next(one for one in source.passages() if one.start <= span.start < one.end)
    return next((own for _, own in source.sentences(passage) if own.start <= span.start < own.end), span)


def _written(source: Source) -> list[Span]:
    return [span for text, span in _cover_lines(source) if _BY.match(text)]


def _sent_to(source: Source) -> list[Span]:
    return [span for text, span in _cover_lines(source) if _TO.match(text)]


def _status(source: Source) -> list[Span]:
    """The line that says whether it is a draft, else the one with its date."""
    return _saying(source) or _dated(source)


def _saying(source: Source) -> list[Span]:
    shape = _DRAFTED if source.document.status == "draft" else _FINISHED
    return [span for text, span in _cover_lines(source) if shape.search(text)][:1]


def _finished(asking: Asking, source: Source) -> Verdict | None:
    """Yes or no to whether it is a draft, or final, where a line says so."""
    draft, final = bool(_DRAFT.search(asking.said)), bool(_FINAL.search(asking.said))
    denied = re.search(r"\b(?:niet|geen|not)\b", asking.said)
    if not asking.question.yes_no or denied or draft == final or not _saying(source):
        return None
    return Verdict.YES if draft == (source.document.status == "draft") else Verdict.NO


def _cover_lines(source: Source) -> list[tuple[str, Span]]:
    found: list[tuple[str, Span]] = []
    for passage in source.passages():
        if passage.role is Role.COVER:
            found += [
                (match[0], Span(start=passage.start + match.start(), end=passage.start + match.end()))
                for match in re.finditer(r"[^\n]+", passage.text)
            ]
    return found


_SELF: tuple[tuple[re.Pattern[str], _Quote], ...] = (
    (
        re.compile(r"\b(?:is|zijn|are|a|een)\b.*\b(?:concept|conceptversie|ontwerp|draft|definitie(?:f|ve)|final)\b"),
        _status,
    ),
    (_ADDRESSED, _sent_to),
    (_AUTHOR, _written),
    (_DATE, _dated),
    (re.compile(r"^(?:is|zijn) .*\b(?:vastgesteld|adopted)$"), _status),
    (_TITLE, _named),
)
