"""Questions about who signed an agreement, on whose behalf and when: its signature block."""

import re
from collections.abc import Sequence
from itertools import pairwise

from assistant.asking import Asking
from assistant.parties import is_called
from assistant.subject import Subject, of_region, silent
from assistant.told import Source, Told
from kb.answer import Claim, Verdict
from kb.language.dutch import tokens
from kb.language.lexicon import stem
from kb.model import Passage, Role, Span

_OWN = """
wie wanneer welke datum getekend ondertekend ondertekende ondertekenden tekende tekenden ondertekening ondertekenaar
ondertekenaars handtekening handtekeningen gezet staan staat onder heeft hebben zijn is namens naam namen functie
partij partijen organisatie organisaties tekent ondertekent tekenen allemaal alle door al nog niet dag op van wiens
signed signature signatures signatory signatories sign who when which date behalf for names name parties party
organisations organizations organisation all everyone iedereen mede compleet volledig werd up to into persoon
personen people person welk corporaties gemeenten bestuurder vertegenwoordigt vertegenwoordigd voor met by day
"""
WORDS = frozenset(_OWN.split())
_SIGNED = re.compile(
    r"\b(?:getekend|ondertekend|ondertekenden?|tekenden?|ondertekening|ondertekenaars?|handtekening(?:en)?"
    r"|tekent namens"
    r"|ondertekent|namens wie|signed|did \w+(?: \w+)? sign|signatures?|signator(?:y|ies))\b"
)
_MODAL = re.compile(
    r"\b(?:moet|moeten|mag|mogen|kan|kunnen|hoeft|hoeven|wil|wilt|zou|zouden|komt|must|may|should|can|have to|has to"
    r"|need"
    r"|nadat|zodra|voordat|zonder|waarom|why|without|before|after|net|just)\b"
)
_WHEN = re.compile(r"\b(?:wanneer|datum|welke dag|when|what date|which date|what day)\b")
_CLOSED = re.compile(r"^(?:en |and )?(?:heeft|hebben|is|zijn|has|have|did|was|were|staat|staan|does)\b")
_DATE = re.compile(r"\b(?:\d{1,2}\s+[a-z]+\s+(?:19|20)\d\d|\d{1,2}[-/]\d{1,2}[-/]\d{2,4})\b", re.I)
_ADOPTED = re.compile(r"\b(?:ondertekend|vastgesteld|getekend)\b", re.I)
_COUNCIL = frozenset(("gemeente", "municipality", "council"))
_ROWS = 3  # of a block that is whole enough to say who is not in it


def tell(asking: Asking) -> Told | None:
    """Who signed, or whether and when; None where something else is asked."""
    if not _SIGNED.search(asking.said) or _MODAL.search(asking.said):
        return None
    who = _people(asking)
    subject = asking.about(WORDS, slot=who)
    named = subject is not None and (subject.kind or subject.pointing or subject.topical)
    if subject is None or not (named or not who or _capital(asking, who)):
        return None
    claims: list[Claim] = []
    verdicts: set[Verdict | None] = set()
    for document in asking.current(subject):
        told = _signed(asking, asking.source(document), who, subject)
        if told is not None:
            claims.append(told[0])
            verdicts.add(told[1])
    return Told(tuple(claims), verdicts.pop() if len(verdicts) == 1 else None) if claims else None


def _people(asking: Asking) -> list[str]:
    """The words of the question that name a party, or someone in a signature block."""
    names = {
        stem(word)
        for document in asking.documents
        for party in document.parties
        for name in (party.name, *party.aliases)
        for word in tokens(name)
    }
    titles = {stem(word) for document in asking.documents for word in tokens(re.sub(r"[-–]", " ", document.title))}
    known = names - titles
    capitals = {word for found in re.findall(r"(?<=\s)[A-Z][\w-]+", asking.raw) for word in tokens(found)}
    regions = {document.region for document in asking.documents}
    found: list[str] = []
    for before, word in pairwise(["", *asking.words]):
        council = before in _COUNCIL  # "de gemeente Utrecht" is a party, "de Utrechtse overeenkomst" is not
        if silent(word) or word in WORDS or (not council and any(of_region(word, region) for region in regions)):
            continue
        if stem(word) in known or council or (word in capitals and stem(word) not in titles):
            found += ["gemeente", word] if council else [word]
    return found


def _capital(asking: Asking, who: Sequence[str]) -> bool:
    """Whether someone is named as names are written."""
    return any(re.search(rf"\s(?=[A-Z])(?i:{re.escape(word)})\b", asking.raw) for word in who)


_Line = tuple[str, Span]


def _lines(source: Source) -> list[_Line]:
    """The lines of the signature blocks, with their places."""
    found: list[_Line] = []
    for passage in _blocks(source):
        at = passage.start
        for line in passage.text.split("\n"):
            if line.strip():
                found.append((line, Span(start=at, end=at + len(line))))
            at += len(line) + 1
    return found


def _blocks(source: Source) -> list[Passage]:
    return [passage for passage in source.passages() if passage.role is Role.SIGNATURE]


def _signed(
    asking: Asking, source: Source, who: Sequence[str], subject: Subject
) -> tuple[Claim, Verdict | None] | None:
    """What one agreement says of its signing, and yes or no where that is asked and it says so."""
    closed = bool(_CLOSED.match(asking.said))
    blocks = _blocks(source)
    if not blocks:
        bodies = re.search(r"\b(?:partijen|organisaties|parties|organi[sz]ations)\b", asking.said)
        return _adopted(source) if not who and subject.kind and not bodies else None
    if who:
        return _by_someone(asking, source, who, closed=closed)
    if _WHEN.search(asking.said):
        head = next((span for text, span in _lines(source) if _ADOPTED.search(text) and _DATE.search(text)), None)
        if head is not None:
            return source.claim(head), None
    dated = any(_DATE.search(text) for text, _ in _lines(source) if _ADOPTED.search(text))
    claim = source.claim(*(Span(start=passage.start, end=passage.end) for passage in blocks))
    whole = closed and dated and not re.search(r"\b(?:alle|iedereen|allemaal|all|everyone|niet|not)\b", asking.said)
    return claim, Verdict.YES if whole else None


def _by_someone(
    asking: Asking, source: Source, who: Sequence[str], *, closed: bool
) -> tuple[Claim, Verdict | None] | None:
    """The line of someone in the signature block; the whole block where no line is theirs."""
    lines = _lines(source)
    head = [span for text, span in lines if _ADOPTED.search(text) and "\t" not in text]
    rows = [(text, span) for text, span in lines if "\t" in text][1:]  # the first row names the columns
    own = [(text, span) for text, span in rows if _names(source, text, who, english=asking.english)]
    denied = bool(re.search(r"\b(?:niet|geen|not)\b", asking.said))
    if own:
        columns = next((span for text, span in lines if "\t" in text), None)
        by_date = columns is not None and bool(re.search(r"\bdatum\b", source.text[columns.start : columns.end], re.I))
        signed = all(_DATE.search(text) for text, _ in own) if by_date else bool(head)
        spans = [*(span for _, span in own), *head, *([columns] if by_date and columns and not head else [])]
        return source.claim(*spans), Verdict.YES if closed and signed and not denied else None
    party = any(is_called(party, who, english=asking.english) for party in source.document.parties)
    if not party and not closed:
        return None
    block = [Span(start=passage.start, end=passage.end) for passage in _blocks(source)]
    absent = closed and len(rows) >= _ROWS and not denied
    return source.claim(*block), Verdict.NO if absent else None


def _names(source: Source, row: str, who: Sequence[str], *, english: bool) -> bool:
    """Whether a row is that of someone: by the words themselves, or by a short name of the party."""
    # a later cell may hold a place beside the date
    words = {stem(word) for cell in row.split("\t")[:2] for word in tokens(re.sub(r"[-–/]", " ", cell))}
    if all(stem(word) in words for word in who):
        return True
    first = tokens(re.sub(r"[-–/]", " ", row.split("\t", maxsplit=1)[0]))
    return any(is_called(party, who, english=english) and is_called(party, first) for party in source.document.parties)


def _adopted(source: Source) -> tuple[Claim, Verdict | None] | None:
    """Of an agreement without signatures: the line or sentence that says by whom or when it was adopted."""
    dated = source.evidence("dated")
    if dated is None:
        return None
    line = source.line(dated)
    return (source.claim(line), None) if _ADOPTED.search(source.text[line.start : line.end]) else None
