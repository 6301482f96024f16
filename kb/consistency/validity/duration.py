"""What a paper says of its own term: its first and last days, what it hangs on, and what happens at its end."""

import re
from collections.abc import Iterator

from kb.consistency.finding import Statement
from kb.consistency.paper import Line, Paper, Sentence
from kb.consistency.references.named import names
from kb.language.term_days import doubtful_days, first_days, last_days
from kb.model import DocumentKind, Role
from kb.register import alike

FROM, UNTIL = "term_from", "term_until"  # a day in `value`; of UNTIL the last day, as it is read
BEGINS = "term_begins"  # says when it begins without naming a day
SIGNING = "term_signing"  # begins when it is signed; `value` says by whom no date was put
WHILE = "term_while"  # holds as long as others do
OPEN = "term_open"  # has no last day, and says so
AFTER = "term_after"  # what happens before or after the end
YEARS = "term_years"  # the years of the title
DOUBTFUL = "term_doubtful"  # a day that can be read in two ways: day before month in `value`, month before day in facts

_KIND = (
    r"[a-zà-ÿ-]*(?:overeenkomst|convenant|afspraken|protocol|reglement|addendum|handreiking|procesbeschrijving"
    r"|regeling|werkwijze|overzicht|document|samenwerking|instructie|leidraad)"
)
_SELF = re.compile(rf"\b(?:dit|deze|onderhavige?|het|de)\s+(?:[a-zà-ÿ]+\s+)?{_KIND}\b", re.I)
_PRONOUN = re.compile(r"(?:[-•]\s+|\d+[.)]\s+|[a-z][.)]\s+)?(?:zij|ze|het|deze|dit|dat)\b", re.I)
_HEADED = re.compile(r"\b(?:looptijd|duur|inwerkingtreding|geldigheid|werkingsduur|ingangsdatum)\b", re.I)
_ON_COVER = re.compile(r"\b(?:geld(?:t|ig)|looptijd|ingangsdatum|van kracht|in gebruik|ingaande)\b", re.I)
# Days of other things: a decision, a longer term that is only possible, a law, a case that runs on.
_NOT_OWN = re.compile(
    r"\b(?:verleng\w*|besluit\w*|beslis\w*|tenzij|evalu\w*|opgezegd|opzegg\w*|wet|verordening|lid|traject\w*|zaken"
    r"|dossiers?|aanmeldingen|meldingen|termijn\w*|tarie\w+|bedrag\w*|wijzig\w*|gewijzigd|artikel|hoofdstuk"
    r"|paragraaf|bijlage|onderdeel|behalve|uitzondering|voor(?! de duur))\b",
    re.I,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_BEGINS = re.compile(
    r"\b(?:in werking|met ingang van|vanaf|sinds|begint|beginnen|ga(?:at|an) in)\b[^.;]{0,40}\b20\d\d\b", re.I
)
_SIGNING = re.compile(
    r"\b(?:zodra|nadat|wanneer|na|bij|door|op de dag(?: van| waarop)?)\b[^.;]{0,60}\b(?:ondertekening"
    r"|(?:partij\w*|allen?|laatste\b[^.;]{0,20}|deelnemers)\b[^.;]{0,20}(?:ondertekend|getekend|tekenen))\b",
    re.I,
)
_BINDS = re.compile(r"\b(?:in werking|gebonden|gaat in|gaan in|geldt|gelden|van kracht|begint)\b", re.I)
_WHILE = re.compile(
    r"\b(?:zolang|gedurende de (?:looptijd|duur) van|voor de duur van)\b(?P<others>[^.;]{4,200}?)"
    r"(?:\b(?:geld(?:t|en|ig)|van kracht|lo(?:opt|pen)|bestaa(?:t|n)|dat (?:is|zijn)|duren|duurt)\b|[.;]|$)",
    re.I,
)
_RULES = re.compile(r"\b(?:geld\w*|van kracht|blijf\w*|loopt|lopen|nodig|in gebruik)\b", re.I)
_OPEN = re.compile(r"\b(?:geen einddatum|(?:voor )?onbepaalde (?:tijd|duur)|geen vaste looptijd)\b", re.I)
_AFTER = re.compile(
    r"\b(?:verleng\w*|voortzet\w*|voortgezet|vernieuw\w*|stilzwijgend|opvolg\w*"
    r"|vervolg(?: op\b|(?= ?(?:[.,;]|$|en\b|van\b)))|(?:ge)?[eë]valu\w+|na afloop|afloop van"
    r"|nieuwe? (?:convenant|overeenkomst|afspraken|werkafspraken|samenwerking\w*)|van rechtswege"
    r"|lopende (?:zaken|trajecten))\b",
    re.I,
)
# What else may be prolonged or carried on, where the sentence does not speak of the agreement.
_OTHER_THINGS = re.compile(r"(?:termijn\w*|trajecten?|begeleiding|huur|kans|periode)\b", re.I)
_TITLE_YEARS = re.compile(r"\b(?P<first>20\d\d)\s*[-–/]\s*(?P<last>20\d\d)\b")


def state(paper: Paper) -> Iterator[Statement]:
    """Statements on the paper's own term, in reading order; a memo has none but what it hangs on."""
    if years := _TITLE_YEARS.search(paper.document.title):
        span = paper.document.evidence.get("title")
        if span:
            yield Statement(sort=YEARS, value=f"{years['first']}-{years['last']}", place=paper.at(span))
    if paper.document.kind is DocumentKind.MEMO:
        yield from (one for line in paper.sentences for one in _hanging(paper, line))
        return
    for line in paper.cover:
        if _ON_COVER.search(line.text):
            yield from _days(paper, line)
        if _SELF.search(line.text) and _AFTER.search(line.text):
            yield Statement(sort=AFTER, place=paper.at(line))
    before: Sentence | None = None
    ending: tuple[str, ...] | None = None  # the headings under which the last day stands
    for sentence in paper.sentences:
        follows = before is not None and before.passage is sentence.passage and _speaks_of_itself(paper, before)
        headed = bool(_HEADED.search(sentence.headings[-1])) if sentence.headings else False
        own = headed or (follows and bool(_PRONOUN.match(sentence.text)))
        yield from _of(paper, sentence, own=own, ending=sentence.headings == ending)
        before = sentence
        if (own or _speaks_of_itself(paper, sentence)) and next(last_days(sentence.text), None):
            ending = sentence.headings


def _of(paper: Paper, sentence: Sentence, *, own: bool, ending: bool) -> Iterator[Statement]:
    text = sentence.text
    itself = own or _speaks_of_itself(paper, sentence)
    told = sentence.passage.role is Role.RECITAL
    aside = not _speaks_of_itself(paper, sentence) and _OTHER_THINGS.search(text)
    own_end = itself or ending or (_PRONOUN.match(text) and _YEAR.search(text))
    if _AFTER.search(text) and not (told or aside) and own_end:
        yield Statement(sort=AFTER, place=paper.at(sentence))
    if not itself and not _PRONOUN.match(text):
        return
    yield from _hanging(paper, sentence)
    if _OPEN.search(text):
        yield Statement(sort=OPEN, place=paper.at(sentence))
    if not itself:
        return
    if _BINDS.search(text) and _SIGNING.search(text):
        yield Statement(sort=SIGNING, value=", ".join(_undated(paper)), place=paper.at(sentence))
    if not _of_others(paper, text):
        yield from _days(paper, sentence)


def _days(paper: Paper, line: Line) -> Iterator[Statement]:
    place = paper.at(line)
    for one in doubtful_days(line.text):
        facts = {"other": one.second.isoformat()}
        words = line.text[one.start : one.end]
        yield Statement(sort=DOUBTFUL, value=one.first.isoformat(), words=words, facts=facts, place=place)
    if _YEAR.search(line.text) is None:
        return
    first, last = next(first_days(line.text), None), next(last_days(line.text), None)
    sure = "" if _NOT_OWN.search(line.text) else "yes"
    if first:
        yield Statement(sort=FROM, value=first.day.isoformat(), facts={"sure": sure}, place=place)
    elif _BEGINS.search(line.text[: last.start] + line.text[last.end :] if last else line.text):
        yield Statement(sort=BEGINS, place=place)
    if last:
        facts = {"word": last.word, "day": last.day.isoformat(), "sure": sure}
        yield Statement(sort=UNTIL, value=last.last.isoformat(), facts=facts, place=place)


def _hanging(paper: Paper, line: Sentence) -> Iterator[Statement]:
    found = _WHILE.search(line.text)
    if found and _RULES.search(line.text) and re.search(_KIND, found["others"], re.I):
        others = names(found["others"])
        yield Statement(sort=WHILE, about=others, words=" ".join(found["others"].split()), place=paper.at(line))


def _speaks_of_itself(paper: Paper, sentence: Sentence) -> bool:
    return bool(_SELF.search(sentence.text)) or any(
        alike(name, paper.document.title, paper.document.region) for name in names(sentence.text)
    )


def _of_others(paper: Paper, text: str) -> bool:
    """Whether the sentence names another document, whose days these may be."""
    return any(not alike(name, paper.document.title, paper.document.region) for name in names(text))


def _undated(paper: Paper) -> Iterator[str]:
    """The signers of whom the signature block gives no date."""
    for row in paper.signed:
        texts = [cell.text for cell in row.cells]
        if texts[0] and not any(re.search(r"\d{4}", text) for text in texts):
            yield texts[0]
