"""From when and until when an agreement says it holds."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from typing import Protocol

from ingest.itself import about_itself, others_named, own_mentions
from kb.language.dates import DATE, dates, months_later, years_later
from kb.language.term_days import TermDay, doubtful_days, first_days, last_days
from kb.model import Span


class _Sentence(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def heading(self) -> str: ...
    @property
    def appended(self) -> bool: ...


@dataclass(slots=True)
class Term:
    """First and last day, each None where the text gives none, and the sentences they stand in.

    `doubtful` are the dates, as written, that would be one of them and can be read two ways.
    """

    valid_from: date | None = None
    valid_until: date | None = None
    evidence: dict[str, Span] = field(default_factory=dict)
    doubtful: list[str] = field(default_factory=list)


_YEAR = re.compile(r"\d{4}|\d[-/]['’]?\d\d\b|\b(?:jaar|jaren|maanden)\b")  # what every sentence on a term holds
_TERM_HEADING = re.compile(
    r"\b(?:looptijd|duur|inwerkingtreding|geldigheid(?:sduur)?|werkingsduur|ingang(?:sdatum)?)\b"
    # "Hoe lang gelden deze afspraken?"
    r"|\b(?:hoe lang|wanneer)\b[^?]{0,20}\b(?:geld(?:t|en)|lo(?:opt|pen)|ga(?:at|an))\s+(?:dit|deze)\b",
    re.I,
)
# Where an agreement tells of itself line by line, and how such a line begins.
_DATA_HEADING = re.compile(r"\b(?:document\w*|colofon|kerngegevens|status|versiebeheer|vaststelling)\b", re.I)
_LABEL = re.compile(
    r"\W*(?:(?:ingangs|begin|start|eind|verval)datum|datum (?:van )?(?:ingang|inwerkingtreding)|inwerkingtreding"
    r"|looptijd|geldig\w*|geldt|van kracht|in gebruik|in werking)\b",
    re.I,
)
# On a cover: "Geldt vanaf 1 maart 2025", of the document itself without naming it.
_COVER_TERM = re.compile(
    r"\b(?:geldt|geldig\w*|looptijd|ingangsdatum|begindatum|einddatum|inwerkingtreding|datum (?:van )?ingang|van kracht"
    r"|in gebruik|in werking|ingaande|ga(?:at|an) in|lo(?:opt|pen) (?:van|tot|af))\b",
    re.I,
)
_PRONOUN = re.compile(
    r"(?:[-•]\s+|\d+[.)]\s+|[a-z][.)]\s+)?(?:zij|ze|het|deze|dit)\s+(?:geld|loopt|lopen|eindig|treed|ga(?:at|an) in\b"
    r"|is (?:van kracht|geldig|aangegaan)|zijn (?:van kracht|geldig)|verval|duur|wordt aangegaan|worden aangegaan)",
    re.I,
)
# Whose days these may be in a sentence that speaks of the agreement too: a law's, a part's, a subsidy's, a change's.
_OTHER = re.compile(
    r"\b(?:\w*wet(?:geving|ten)?|\w*verordening|art(?:ikel(?:en|s)?|\.)|hoofdstuk|paragraaf|bijlagen?|onderdeel|lid"
    r"|subsidie\w*|pilots?|proef(?:periode|fase|tuin)?|project\w*|financier\w*|gefinancierd|budget\w*|begroting|bijdragen?|kosten|tarie\w+"
    r"|bedrag\w*|\w*contract\w*|huur(?:overeenkomst\w*|prijs|prijzen)?|\w*traject\w*|zaken|dossiers?|\w*meldingen"
    r"|mandaat|verzekering|wijzig\w*|gewijzigd\w*|verleng\w*|geëvalueerd|evalu\w+|(?:op)?gezegd|opzeg\w*|toetred\w*"
    r"|toegetreden|uittred\w*|behalve|uitzondering)\b",
    re.I,
)
_ANOTHER = re.compile(
    r"(?<!\bdit )(?<!\bdeze )\b(?:vorige|eerdere?|oude|voorgaande|voorafgaande|toenmalige"
    r"|nieuwe?|volgende|toekomstige)\b",
    re.I,
)
# Behind the day: "met ingang van 1 mei 2027 worden opgezegd".
_CHANGED = re.compile(
    r"(?:\s+(?:door|kan|kunnen|worden|wordt|is|zijn|te|partijen|schriftelijk)){0,3}\s+(?:opgezegd|opzeggen|gewijzigd"
    r"|wijzigen|verlengd|verlengen|beëindig\w+|geëvalueerd|evalueren|herzien|aangepast|toe\b|uit\b|toetreden|opnieuw)",
    re.I,
)
_SOME = re.compile(
    r"(?:^|;)\W*(?:\d+[.)]\s+)?(?:alleen\s+)?voor\s+"
    r"(?!(?:de|een)\s+(?:duur|periode|termijn|tijd|looptijd)\b|partijen\b|alle\b|\d)",
    re.I,
)
_OF = re.compile(r"\b(?:van|bij|aan|in|uit|op|over|onder|krachtens)\s$", re.I)
_REPLACING = re.compile(r"\b(?:vervang(?:t|en)|in de plaats van|opvolger van)\b", re.I)
_GOES_ON = re.compile(r"[\s\"”'’)\d–-]*[,;]?\s*(?:en|met ingang van|ingaande)\b", re.I)  # not of what was just named
_SINCE = re.compile(rf"[\s\"”'’)\d–-]*(?:per|vanaf|met ingang van)\s+(?P<date>{DATE})", re.I)
_COUNT = (
    r"(?P<count>\d{1,2}|een|één|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|twaalf|achttien|vierentwintig|zesendertig)"
    r"\s+(?:(?P<years>jaar|jaren|kalenderjaren)|maanden)\b"
)
_YEARS = re.compile(
    rf"\b(?:geld\w*|aangegaan|gesloten|heeft|hebben|kent|bedraagt|ga(?:at|an) in|treed(?:t|en)|looptijd|lo(?:opt|pen)"
    rf"|duurt|duur|van kracht)\b[^.;]{{0,120}}?"
    rf"\b(?:(?:duur|periode|termijn|tijd|looptijd)\s+van|voor|is|bedraagt|duurt)\s+{_COUNT}",
    re.I,
)
_FEW = 12  # days looked at in one stretch: a sentence without end is not read to its end
_WORDS = {"een": 1, "één": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8}
_WORDS |= {"negen": 9, "tien": 10, "twaalf": 12, "achttien": 18, "vierentwintig": 24, "zesendertig": 36}


def validity_of(body: Sequence[_Sentence], cover: Sequence[_Sentence], title: str) -> Term:
    """The term an agreement gives itself, in its body, else on its cover, else in an appendix that stands in it.

    A sentence counts when it speaks of the agreement with this title or stands under a heading on
    duration; a date on which some law, part or other agreement took effect does not.
    """
    own = [one for one in _of_agreement(body, title) if not one.appended]
    noted = [one for one in cover if _COVER_TERM.search(one.text) or about_itself(one.text, title)]
    late = [one for one in body if one.appended and any(own_mentions(one.text, title, by_noun_of_title=True))]
    term = Term()
    for lines in (own, noted, late):
        for line in lines:
            if _YEAR.search(line.text):
                _read(line, title, term)
        for line in lines:
            _count_years(line, term)
    return term


def _of_agreement(body: Sequence[_Sentence], title: str) -> Iterator[_Sentence]:
    before: _Sentence | None = None
    for one in body:
        named = about_itself(one.text, title)
        labelled = _LABEL.match(one.text) and (not one.heading or _DATA_HEADING.search(one.heading))
        follows = before is not None and before.heading == one.heading and _PRONOUN.match(one.text)
        if named or labelled or follows or _TERM_HEADING.search(one.heading):
            yield one
        # "Het eindigt op ..." goes on about what the sentence before it was about
        before = one if named or follows else None


def _read(line: _Sentence, title: str, term: Term) -> None:
    if term.valid_from is None and (first := _own(line.text, title, first_days)):
        _set(term, "valid_from", first.day, line)
    if term.valid_until is None and (last := _own(line.text, title, last_days)):
        _set(term, "valid_until", last.last, line)
    for one in doubtful_days(line.text):
        words = line.text[one.start : one.end]
        if words not in term.doubtful and _is_own(line.text, title, one.start, one.end):
            term.doubtful.append(words)


def _set(term: Term, name: str, day: date, line: _Sentence) -> None:
    if name == "valid_from" and term.valid_until is not None and day > term.valid_until:
        return  # of what came after it
    setattr(term, name, day)
    term.evidence[name] = Span(start=line.start, end=line.end)


def _count_years(line: _Sentence, term: Term) -> None:
    found = _YEARS.search(line.text)
    if term.valid_from and term.valid_until is None and found and not _OTHER.search(line.text[: found.end()]):
        count = found["count"].lower()
        later = years_later if found["years"] else months_later
        until = later(term.valid_from, int(count) if count.isdigit() else _WORDS[count])
        _set(term, "valid_until", until, line)


def _own(text: str, title: str, days: Callable[[str], Iterator[TermDay]]) -> TermDay | None:
    """The day that a sentence gives the agreement itself: none of a part of it, of a law or of another document."""
    low, replacing, relative = 0, False, False
    for other in (*others_named(text, title), None):
        stretch = text[low : other.start if other else len(text)]
        since = _SINCE.match(stretch) if replacing and days is first_days else None
        if since and (day := next(dates(since["date"]), None)):
            return TermDay(day.value, "", low, low + since.end())
        for found in () if relative else islice(days(stretch), _FEW):
            if _is_own(text, title, low + found.start, low + found.end):
                return found
        if other is None:
            break
        replacing = replacing or bool(_REPLACING.search(stretch))
        low, relative = other.end, not _GOES_ON.match(text, other.end)
    return None


def _is_own(text: str, title: str, start: int, end: int) -> bool:
    low = text.rfind(";", 0, start) + 1
    words = text[low:end]
    for other in others_named(words, title):
        words = words[: other.start] + "#" * (other.end - other.start) + words[other.end :]
    if _CHANGED.match(text, end) or _SOME.match(words) or _ANOTHER.search(words):
        return False
    others = [found.end() for found in _OTHER.finditer(words)]
    if not others:
        return True
    subjects = [high for begin, high in own_mentions(words, title) if not _OF.search(words[:begin])]
    return max(subjects, default=-1) >= others[-1]
