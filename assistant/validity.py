"""Questions about the term of an agreement: until when it holds, whether it still does, whether it is extended."""

import re
from datetime import date

from assistant.asking import Asking
from assistant.subject import Named, Subject
from assistant.told import Told
from kb.answer import Claim, Verdict
from kb.model import Document, Span, ValidityStatus
from kb.register import held

_OWN = """
dag tot wanneer vanaf sinds per hoelang hoe lang lange geldt gelden geldig geldige geldigheid geldigheidsduur gold
golden looptijd duur duurt duren einddatum ingangsdatum begindatum startdatum datum eindigt eindigen einde eind
verlopen afgelopen vervallen verstreken kracht werking getreden treedt treden ingegaan ingaat gaat loopt lopen liep
af door doorloopt afloopt aflopen actueel actuele nog steeds momenteel nu nou vandaag meer al begint begon begonnen
start gestart stopt periode termijn welke welk rechtsgeldig beroepen beroep uitgaan gebruiken gebruik toepassen
werken houden houdt hou ons me mezelf onszelf aan verlengd verlengen verlenging verlengt stilzwijgend automatisch
voortgezet jaren jaar until when how long since still valid validity apply applies hold holds force expire expired
expires term duration current currently up date end ends ended start started starts begin began begins run runs out
rely extended extend extension renewed renew renewal automatically lapse lapsed effect effective come came into
which today now longer already go day last first tomorrow nog gewoon ook officieel
"""
WORDS = frozenset(_OWN.split())
_TERM = re.compile(
    r"\b(?:tot (?:en met )?wanneer|tot welke (?:datum|dag)|tot hoe ?lang|(?:vanaf|sinds|per) wanneer|looptijd"
    r"|einddatum|ingangsdatum|begindatum"
    r"|startdatum|geldigheid\w*|verlopen|afgelopen|vervallen|verstreken|rechtsgeldig|geldige?|van kracht|in werking"
    r"|actuee?le?|ingegaan|hoe ?lang (?:nog )?(?:geld(?:t|en|ig)|loopt|lopen|duurt|duren|is)"
    r"|hoe ?lang\b.*\bnog|until (?:when|what|which)|since when|(?:how|what) (?:long|term|duration)|term of|duration"
    r"|(?:still|currently|now) (?:valid"
    r"|appl\w+"
    r"|in force|holds?|current|effective|go|stand)|in force|valid|expire[sd]?|lapsed?|run(?:s)? out|in effect"
    r"|up to date"
    r"|no longer appl\w+)\b"
    r"|\b(?:geld(?:t|en)|gold|golden|houdt|staat|staan|loopt|lopen)\b.*\b(?:nog|nu|momenteel|vandaag|al|meer|wanneer"
    r"|af|door|afloopt)\b"
    r"|\bwanneer\b.*\b(?:afloopt|aflopen|eindigt|eindigen|begint|begon|gestart|start|stopt|ingaat|gaat|loopt|liep)\b"
    r"|\b(?:welke?|which)\b.*\b(?:\w*convenant\w*|\w*overeenkomst\w*|versies?|werkafspraken|protocol|covenants?"
    r"|versions?|ones?)\b"
    r".*\b(?:geld(?:t|en)|gold|golden|appl(?:y|ies|ied)|in force)\b"
    r"|\b(?:does|do|did)\b.*\bstill\b.*\b(?:apply|hold|stand|go|count)\b|\bwhen\b.*\b(?:end|ends|ended|start\w*"
    r"|begin|began|begins|expire\w*)\b"
)
_RELY = re.compile(
    r"\bnog\b.*\b(?:beroepen|uitgaan|gebruiken|toepassen|werken|houden|rely)\b"
    r"|\b(?:beroepen|uitgaan|rely)\b.*\b(?:nog|still)\b|\bstill\b.*\b(?:rely|use)\b"
)
_EXTENDED = re.compile(r"\b(?:verleng\w*|stilzwijgend|automatisch|voortgezet|extend\w*|extension|renew\w*)\b")
_SILENTLY = re.compile(r"\b(?:stilzwijgend|automatisch|vanzelf|automatically)\b")
_EXTENSION = re.compile(r"\b(?:verleng\w*|stilzwijgend|voortzet\w*)\b", re.I)
_START = re.compile(
    r"\b(?:vanaf wanneer|sinds wanneer|per wanneer|ingangsdatum|begindatum|startdatum|ingegaan|ingaat|in werking"
    r"|begint|begon|begonnen|gestart|since when|start\w*|began|begins?|come into|came into)\b"
)
_STILL = re.compile(
    r"\b(?:geld(?:t|en|ig|ige)|van kracht|in werking|actuee?le?|houdt|staat|rechtsgeldig|valid|in force|apply|applies"
    r"|holds?|stand|up to date|effective|current|beroepen|uitgaan|gebruiken|toepassen|werken|houden|rely|use)\b"
)
_OVER = re.compile(r"\b(?:verlopen|afgelopen|vervallen|verstreken|expired|lapsed|ended)\b")
_NOT = re.compile(r"\b(?:niet|geen|not|no longer)\b")
_GENERAL = re.compile(r"\b(?:welke|welk|which|alle|all)\b")
_THEN = re.compile(r"\b(?:gold|golden|was|were|did)\b.*\bin (?P<year>(?:19|20)\d\d)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def tell(asking: Asking) -> Told | None:
    """The term of the agreements asked about; None where something else is asked."""
    said = asking.said
    if not (_TERM.search(said) or _RELY.search(said) or (_EXTENDED.search(said) and not _LOOSE.search(said))):
        return None
    subject = asking.about(WORDS, absent=True)
    if subject is None or not (subject.topical or subject.kind or subject.pointing):
        return None
    if all(one.absent for one in subject.named):
        return _absent(asking, subject)
    if _EXTENDED.search(said):
        return _extension(asking, subject)
    return _term(asking, subject)


_LOOSE = re.compile(r"\b(?:hoe|wie|wanneer|how|who|waarom|why)\b")  # how it is extended is for the texts to say


def _term(asking: Asking, subject: Subject) -> Told | None:
    documents = asking.current(subject)
    if _GENERAL.search(asking.said):
        documents = _holding(asking, subject) or documents
    claims: list[Claim] = []
    verdicts: set[Verdict | None] = set()
    first, second = ("valid_from", "valid_until") if _START.search(asking.said) else ("valid_until", "valid_from")
    for document in documents:
        source = asking.source(document)
        span = source.evidence(first, second)
        if span is not None:
            claims.append(source.claim(span))
            verdicts.add(_verdict(asking, document))
    return Told(tuple(claims), verdicts.pop() if len(verdicts) == 1 else None) if claims else None


def _holding(asking: Asking, subject: Subject) -> list[Document]:
    """Of the documents that a "which" asks about, those that hold on the day or in the year named."""
    held = [one.document for one in subject.named if one.absent is None]
    if _OVER.search(asking.said):
        ended = (ValidityStatus.EXPIRED, ValidityStatus.SUPERSEDED)
        return [one for one in held if asking.held.validity(one.id, asking.on).status in ended]
    years = [int(year) for year in _YEAR.findall(asking.said)]
    if not years:
        return [one for one in held if asking.held.validity(one.id, asking.on).status is ValidityStatus.IN_FORCE]
    return [one for one in held if any(_holds_in(one, year) for year in years)]


def _holds_in(document: Document, year: int) -> bool:
    begun = document.valid_from or document.dated
    if begun is None or begun > date(year, 12, 31):
        return False
    return document.valid_until is None or document.valid_until >= date(year, 1, 1)


def _verdict(asking: Asking, document: Document) -> Verdict | None:
    """Yes or no to "geldt dit nog?" and to "is dit verlopen?"; None where neither is asked or it cannot be told.

    A question that denies ("geldt dit niet meer?") has no plain yes or no.
    """
    if (then := _THEN.search(asking.said)) and _closed(asking) and not _NOT.search(asking.said):
        return Verdict.YES if _holds_in(document, int(then["year"])) else Verdict.NO
    status = asking.held.validity(document.id, asking.on).status
    if not _closed(asking) or status is ValidityStatus.UNKNOWN or _NOT.search(asking.said):
        return None
    if _OVER.search(asking.said):
        over = status in (ValidityStatus.EXPIRED, ValidityStatus.SUPERSEDED)
        return Verdict.YES if over else Verdict.NO
    if _STILL.search(asking.said) or _START.search(asking.said):
        if status is not ValidityStatus.IN_FORCE:
            return Verdict.NO
        return Verdict.CONDITIONAL if _leans_on_ended(asking, document) else Verdict.YES
    return None


def _leans_on_ended(asking: Asking, document: Document) -> bool:
    """Whether an agreement says it does not hold without another one, and that one has ended."""
    documents = asking.held.documents
    others = (held(reference.name, document, documents) for reference in document.depends_on)
    ended = (ValidityStatus.EXPIRED, ValidityStatus.SUPERSEDED)
    return any(one is not None and asking.held.validity(one.id, asking.on).status in ended for one in others)


def _closed(asking: Asking) -> bool:
    return asking.question.yes_no or bool(
        re.match(r"(?:mag|kan|moet|moeten|is|are|was|were|did|gold|golden|houdt|staat)\b", asking.said)
    )


# ---- extension ----------------------------------------------------------------------------------


def _extension(asking: Asking, subject: Subject) -> Told | None:
    """What the article on the term says of extension; None where it does not speak of it."""
    claims: list[Claim] = []
    silently: list[bool] = []
    for document in asking.current(subject):
        source = asking.source(document)
        term = source.evidence("valid_until", "valid_from")
        if term is None:
            continue
        headings = asking.held.around(document, term).headings
        found = [
            (text, span)
            for passage in source.passages()
            if passage.headings == headings
            for text, span in source.sentences(passage)
            if _EXTENSION.search(text)
        ]
        if found:
            claims.append(source.claim(*(span for _, span in found)))
            silently.append(any(re.search(r"niet stilzwijgend", text, re.I) for text, _ in found))
    if not claims:
        return None
    no = bool(_SILENTLY.search(asking.said)) and _closed(asking) and all(silently)
    return Told(tuple(claims), Verdict.NO if no and not _NOT.search(asking.said) else None)


# ---- documents that are named and not held --------------------------------------------------------


def _absent(asking: Asking, subject: Subject) -> Told:
    """Of a document that is not held: the sentence that ended it, else the one that names it."""
    ended: list[Claim] = []
    begun = True
    for one in subject.named:
        span = _ends(one)
        if span is not None:
            ended.append(asking.source(one.document).claim(span))
            first = one.document.valid_from or one.document.dated
            begun = begun and first is not None and first <= asking.on
    if ended:
        return Told(tuple(dict.fromkeys(ended)), _verdict_on_ended(asking) if begun else None)
    claims = tuple(
        asking.source(one.document).claim(one.absent.evidence) for one in subject.named if one.absent is not None
    )
    names = dict.fromkeys(one.title for one in subject.named)
    return Told(claims[:3], None, tuple(names))


def _verdict_on_ended(asking: Asking) -> Verdict | None:
    if not _closed(asking) or _NOT.search(asking.said):
        return None
    return Verdict.YES if _OVER.search(asking.said) else Verdict.NO


def _ends(named: Named) -> Span | None:
    """The sentence by which a document held takes the place of one that is not."""
    name = (named.absent.name if named.absent else "").lower()
    return next((one.evidence for one in named.document.replaces if one.name.lower() == name), None)
