"""Which appendix a reference means: by the title it gives, or by the words that lead up to it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kb.consistency.finding import Place, Statement
from kb.consistency.references.appendix_lists import INSIDE, LISTED, NONE
from kb.consistency.references.numbering import alike, same_title, squeezed
from kb.consistency.references.owners import meant as paper_meant
from kb.consistency.region import Region
from kb.language.dutch import analyse, stems
from kb.model import Document
from kb.register import whole_of

HELD = "held"  # a document of its own that says whose appendix it is
_ROMAN = {
    "I": "1",
    "II": "2",
    "III": "3",
    "IV": "4",
    "V": "5",
    "VI": "6",
    "VII": "7",
    "VIII": "8",
    "IX": "9",
    "X": "10",
}
_PART_OF = re.compile(r"bijlage\s+(?P<number>\S+)\s+bij\b", re.I)
_BRACKETED = re.compile(r"\s*(?:\((?P<round>[^()]{3,120})\)?|[:,–-]?\s*[‘'“\"](?P<quoted>[^’'”\"]{3,120})[’'”\"])")
_ALIKE = 85  # of 100: the title as a sentence gives it is that of the list
_LEADS_UP = re.compile(
    r"(?:\b(?:zie|ook|verder|nader|hier|die|dat|deze|dit|zij|staat|staan|is|zijn|wordt|worden|beschreven|opgenomen|uitgewerkt"
    r"|vastgelegd|omschreven|vermeld|genoemd|geregeld|te|vinden|toegevoegd|gevoegd|bijgevoegd|in|van|uit|als|volgens|bij|op"
    r"|met|en|de|het|een)\b|[\s(,;:])*$",
    re.I,
)
_VERB = re.compile(r"\b(?:staat|staan|is|zijn|wordt|worden|vindt|vinden)\b", re.I)


@dataclass(frozen=True, slots=True)
class Appendix:
    """One appendix as one place gives it; `body` are the stems of its text where that is in the file.

    `number` is in Arabic figures where the paper counts in Roman ones, `written` as the place writes it.
    """

    number: str
    title: str
    source: str
    place: Place
    named: bool = False
    body: frozenset[str] = frozenset()
    written: str = ""

    @property
    def shown(self) -> str:
        """The number as it is spoken of."""
        return self.written or self.number


@dataclass(frozen=True, slots=True)
class Appendices:
    """The appendices of one paper: as it lists them, in its file, and held as documents of their own."""

    every: tuple[Appendix, ...]
    none: Place | None
    roman: bool = False

    def number(self, mention: Statement) -> str:
        """The number that a reference gives, to look it up with."""
        return _counted(mention.about[0]) if self.roman else mention.about[0]

    @property
    def listed(self) -> tuple[Appendix, ...]:
        """Those in a list, which is meant to be whole."""
        return tuple(one for one in self.every if one.source == LISTED)

    def of(self, number: str) -> tuple[Appendix, ...]:
        """Every place that gives this number."""
        return tuple(one for one in self.every if one.number == number)

    def near(self, number: str) -> bool:
        """Whether the number is that of a group, or of a part of an appendix: 3 of 3.1, 1.2 of 1."""
        return any(one.number.startswith(f"{number}.") or number.startswith(f"{one.number}.") for one in self.every)


class Lists:
    """The appendices of the papers of a region, each paper's gathered once."""

    def __init__(self, region: Region) -> None:
        self._region = region
        self._made: dict[str, Appendices] = {}
        self._held: dict[str, list[Appendix]] = {}
        for document in region.documents:
            part = _PART_OF.match(document.part_of or "")
            whole = whole_of(document, region.documents) if part else None
            if part and whole:
                place = Place(document_id=document.id, span=document.evidence["part_of"])
                self._held.setdefault(whole.id, []).append(Appendix(part["number"], document.title, HELD, place))

    def of(self, paper: Document) -> Appendices:
        """The appendices of a paper of the region."""
        if paper.id not in self._made:
            self._made[paper.id] = self._gathered(paper)
        return self._made[paper.id]

    def meant_by(self, mention: Statement, by: Document) -> Document | None:
        """The paper whose appendix a reference means; an appendix without its own speaks of those of its whole."""
        if mention.value:
            return paper_meant(mention.value, by, self._region)
        own = self.of(by)
        whole = whole_of(by, self._region.documents)
        if (
            whole
            and not own.of(own.number(mention))
            and (not own.every or self.of(whole).of(self.of(whole).number(mention)))
        ):
            return whole
        return None if whole is None and by.part_of and not own.every else by

    def _gathered(self, paper: Document) -> Appendices:
        stated = self._region.statements("appendix_listed", [paper])
        found = [
            Appendix(one.about[0], one.words, one.value, one.place, bool(one.facts), frozenset(one.when))
            for one in stated
            if one.about
        ]
        found += self._held.get(paper.id, [])
        roman = any(one.number in ("II", "III", "IV") for one in found)
        every = tuple(_arabic(one) for one in found) if roman else tuple(found)
        return Appendices(every, next((one.place for one in stated if one.value == NONE), None), roman)


def _arabic(one: Appendix) -> Appendix:
    return replace(one, number=_counted(one.number), written=one.number)


def _counted(number: str) -> str:
    """A Roman number in figures; any other as it is."""
    return _ROMAN.get(number, number)


def meant(mention: Statement, among: Appendices) -> Appendix | None:
    """The appendix that a reference means by its words; None where they leave that to the number.

    A title decides. So does what the reference calls the appendix ("het meldformulier in bijlage 3"),
    unless that word stands in the one with this number too. What the sentence is about decides only
    where no appendix has the number.
    """
    own = among.of(among.number(mention))
    if one := _titled(mention, among.every):
        return one
    near, subject = _led_up(mention.facts["before"])
    if own and _shares(mention, near, own):
        return None
    return _only(near, among.every, first=True) or (None if own else _only(subject, among.every, first=False))


def title_given(mention: Statement) -> str:
    """The title in brackets behind a reference; empty where there is none."""
    found = _BRACKETED.match(mention.facts["after"])
    given = (found["round"] or found["quoted"] or "") if found else ""
    return given.strip() if given[:1].isupper() else ""


def _titled(mention: Statement, among: Sequence[Appendix]) -> Appendix | None:
    before, after = squeezed(mention.facts["before"]), squeezed(mention.facts["after"])
    for one in among:
        title = squeezed(re.sub(r"\s*\(.*", "", one.title))
        if len(title) >= 5 and (after.startswith(title) or _ends(before, title)):
            return one
    given = title_given(mention)
    fitting = [one for one in among if given and one.title and _fits(given, one.title)]
    return fitting[0] if len({one.number for one in fitting}) == 1 else None


def _ends(before: str, title: str) -> bool:
    return len(title) >= 12 and any(before.endswith(title + tail) for tail in ("", "zie", "in", "van"))


def _fits(given: str, title: str) -> bool:
    return same_title(given, title) or alike(given, title) >= _ALIKE


def _led_up(before: str) -> tuple[list[str], list[str]]:
    """The stems of the word that stands right in front of a reference, and of what the sentence is about."""
    tail = _LEADS_UP.search(before)
    clause = before[: tail.start()] if tail else before
    verb = _VERB.search(before)
    subject = stems(before[: verb.start()]) if verb and _LEADS_UP.fullmatch(before[verb.start() :]) else []
    return stems(clause.rpartition(" ")[2]), subject


def _only(words: Sequence[str], among: Sequence[Appendix], *, first: bool) -> Appendix | None:
    """The one appendix of which the title has, or begins with, a word that no other title has."""
    titles: dict[str, list[str]] = {}
    for one in among:
        titles.setdefault(one.number, stems(one.title))
    found = set()
    for word in words:
        having = [number for number, title in titles.items() if word in title]
        if len(having) == 1 and (not first or titles[having[0]][0] == word):
            found.update(having)
    return next((one for one in among if {one.number} == found), None)


def _shares(mention: Statement, near: Sequence[str], own: Sequence[Appendix]) -> bool:
    """Whether the words of a reference fit the title, or the text, of the appendix with its number."""
    words = set(analyse(f"{mention.facts['before']} {title_given(mention)}"))
    return any(words & set(analyse(one.title)) or one.body & set(near) for one in own)


def sources(among: Appendices) -> tuple[Appendix, ...]:
    """Those that stand in a list or in the file."""
    return tuple(one for one in among.every if one.source in (LISTED, INSIDE))
