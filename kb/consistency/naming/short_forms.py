"""Where a paper tells what an abbreviation stands for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kb.consistency.naming.explained_in_place import aside, opened
from kb.consistency.naming.initials import LAW, LOOK, QUOTE, SHORT, full_after, full_before, full_inside
from kb.consistency.paper import Line, Paper
from kb.consistency.wording.blocks import bare
from kb.model import Role

_CALLED: Final = (
    r"(?:hierna|verder|nader|voortaan|in het vervolg|afgekort|kortweg|kort|ook wel|oftewel)"
    r"(?:\s+(?:ook|samen|gezamenlijk))?(?:\s+in (?:dit|deze)\s+\w+)?"
    r"(?:\s+(?:te noemen|genoemd|aangeduid(?: als)?|aan te duiden als|tot|als|met)){0,3}\s{0,3}:?\s{0,3}"
)
_THE: Final = r"(?:(?:de|het|een|die)\s+)?"
_IN_BRACKETS: Final = re.compile(
    rf"\(\s*(?:{_CALLED})?{_THE}{QUOTE}(?P<short>{SHORT}|{LAW})(?:['’]?s)?{QUOTE}(?:\s+(?:te noemen|genoemd))?"
    r"\s*(?:[;,][^()]{0,60})?\)",
)
_CALLED_SO: Final = re.compile(rf"\b{_CALLED}{_THE}{QUOTE}(?P<short>{SHORT})\b", re.I)
_BEFORE_BRACKETS: Final = re.compile(rf"\b(?P<short>{SHORT})(?:-\w+)?\s*\((?P<full>[^()]{{4,120}})\)")
_MEANS: Final = r"(?:staat voor|is de afkorting van|is een afkorting van|is kort voor|betekent|wil zeggen)\b"
_DEFINED: Final = re.compile(rf"{QUOTE}(?P<short>{SHORT}){QUOTE}\s*(?:[:=–]|-(?=\s)|{_MEANS})\s*(?P<full>\S.*)", re.S)
_ELSEWHERE: Final = re.compile(rf"\b(?P<short>{SHORT}){QUOTE}\s+{_MEANS}\s+(?P<full>\S.*)", re.S)
_EQUALS: Final = re.compile(rf"[:;,(]\s*{QUOTE}(?P<short>{SHORT}){QUOTE}\s*=\s*(?P<full>[^\s;][^;]*)")
_ITEM: Final = re.compile(r"[;.]\s+(?=\(?(?:[a-z]|\d{1,2})[.)]\s)")  # "a) ...; b) ...", on one line
_COLUMN: Final = re.compile(
    r"(?:\w*begrip|definitie|afkorting|verkorting|term|woord|betekenis|voluit|uitleg|verklaring|omschrijving"
    r"|wat (?:het|dat) (?:is|betekent)|staat voor)",
    re.I,
)
_DEFINING: Final = re.compile(r"\b(?:begrip|definitie|afkorting|verstaan)", re.I)


@dataclass(frozen=True, slots=True)
class ShortForm:
    """An abbreviation where it is explained; `full` is what it stands for, empty where the letters do not tell."""

    short: str
    full: str
    line: Line


def short_forms(paper: Paper) -> Iterator[ShortForm]:
    """Every place where the paper explains an abbreviation, in no particular order."""
    for line, defining in _lines(paper):
        yield from _beside_brackets(line)
        yield from _defined(line, defining)
    yield from _of_parties(paper)
    for row in paper.rows:
        if len(row.cells) > 1 and re.fullmatch(SHORT, row.cells[0].text) and row.cells[1].text:
            full = full_after(row.cells[0].text, row.cells[1].text)
            if full or any(_COLUMN.match(cell.text) for cell in row.header[:2]):
                yield ShortForm(row.cells[0].text, full, Line(paper.text[row.start : row.end], row.start))


def _beside_brackets(line: Line) -> Iterator[ShortForm]:
    """ "Het kernteam (KT)", "het kernteam, hierna: KT" and "KT (kernteam)"."""
    for found in _IN_BRACKETS.finditer(line.text):
        short = found["short"]
        full = full_before(short, line.text[max(0, found.start() - LOOK) : found.start()])
        if full or re.fullmatch(SHORT, short):
            yield ShortForm(short, full, _item(line, found.start()))
    for found in _CALLED_SO.finditer(line.text):
        # The pattern is blind to capitals, so that it reads "Hierna:"; an abbreviation is not.
        if re.fullmatch(SHORT, found["short"]):
            before = line.text[max(0, found.start() - LOOK) : found.start()].rstrip(" ,(")
            yield ShortForm(found["short"], full_before(found["short"], before), _item(line, found.start()))
    for found in _BEFORE_BRACKETS.finditer(line.text):
        full = full_inside(found["short"], found["full"])
        if full or not aside(found["full"]):
            yield ShortForm(found["short"], full, _item(line, found.start()))


def _lines(paper: Paper) -> Iterator[tuple[Line, bool]]:
    """Sentences, table rows, headings and cover lines, each with whether it stands among definitions."""
    for sentence in paper.sentences:
        under = " ".join(sentence.headings[-1:])
        yield bare(sentence), sentence.passage.role is Role.DEFINITION or _DEFINING.search(under) is not None
    for line in (*paper.headings, *paper.cover):
        yield line, False


def _items(line: Line) -> Iterator[Line]:
    """The items of a line, where several stand on one; else the line."""
    ends = [0, *(found.end() for found in _ITEM.finditer(line.text)), len(line.text)]
    for low, high in pairwise(ends):
        yield bare(Line(line.text[low:high].rstrip(), line.start + low))


def _item(line: Line, at: int) -> Line:
    """The item that a place of a line stands in."""
    return next(one for one in reversed(list(_items(line))) if one.start <= line.start + at or one.start == line.start)


def _defined(line: Line, defining: bool) -> Iterator[ShortForm]:
    found = _DEFINED.match(line.text) if defining else None
    for one in (found, _ELSEWHERE.search(line.text), *_EQUALS.finditer(line.text)):
        if one:
            yield ShortForm(one["short"], full_after(one["short"], one["full"]), line)
    for item in _items(line):
        if told := opened(item.text):
            yield ShortForm(told.short, full_after(told.short, told.words), item)


def _of_parties(paper: Paper) -> Iterator[ShortForm]:
    for party in paper.document.parties:
        for alias in party.aliases:
            if re.fullmatch(SHORT, alias):
                span = party.evidence
                line = bare(Line(paper.text[span.start : span.end], span.start))
                yield ShortForm(alias, full_after(alias, party.name), line)
