"""Where a paper tells what an abbreviation stands for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kb.consistency.paper import Line, Paper
from kb.consistency.wording.blocks import bare
from kb.language.words import fold
from kb.model import Role

# "CZO", "GRIP", "RvT", "BsGW"; a law in brackets may have one capital: "Wmo".
SHORT: Final = r"(?:[A-Z]{2,8}|[A-Z][a-z]{1,2}[A-Z]{1,4}|[A-Z]&[A-Z])"
_LAW: Final = r"[A-Z][a-z]{1,5}"
_QUOTE: Final = r"[\"'“”‘’„]?"
_CALLED: Final = (
    r"(?:hierna|verder|nader|voortaan|in het vervolg|afgekort|kortweg|kort|ook wel|oftewel)"
    r"(?:\s+(?:ook|samen|gezamenlijk))?(?:\s+in (?:dit|deze)\s+\w+)?"
    r"(?:\s+(?:te noemen|genoemd|aangeduid(?: als)?|aan te duiden als|tot|als|met)){0,3}\s{0,3}:?\s{0,3}"
)
_THE: Final = r"(?:(?:de|het|een|die)\s+)?"
_IN_BRACKETS: Final = re.compile(
    rf"\(\s*(?:{_CALLED})?{_THE}{_QUOTE}(?P<short>{SHORT}|{_LAW})(?:['’]?s)?{_QUOTE}(?:\s+(?:te noemen|genoemd))?"
    r"\s*(?:[;,][^()]{0,60})?\)",
)
_CALLED_SO: Final = re.compile(rf"\b{_CALLED}{_THE}{_QUOTE}(?P<short>{SHORT})\b", re.I)
_BEFORE_BRACKETS: Final = re.compile(rf"\b(?P<short>{SHORT})(?:-\w+)?\s*\((?P<full>[^()]{{4,120}})\)")
_MEANS: Final = r"(?:staat voor|is de afkorting van|is een afkorting van|betekent)\b"
_DEFINED: Final = re.compile(rf"{_QUOTE}(?P<short>{SHORT}){_QUOTE}\s*(?:[:=–]|-(?=\s)|{_MEANS})\s*(?P<full>\S.*)", re.S)
_ELSEWHERE: Final = re.compile(rf"\b(?P<short>{SHORT}){_QUOTE}\s+{_MEANS}\s+(?P<full>\S.*)", re.S)
_ITEM: Final = re.compile(r"[;.]\s+(?=\(?(?:[a-z]|\d{1,2})[.)]\s)")  # "a) ...; b) ...", on one line
_DEFINING: Final = re.compile(r"\b(?:begrip|definitie|afkorting|verstaan)", re.I)
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_STOP: Final = re.compile(r"[.;:()\n\t\"“”„]|,\s")
_SMALL: Final = frozenset(
    ["de", "het", "een", "en", "van", "voor", "der", "den", "in", "op", "te", "ter", "bij", "met"]
)
_MOST: Final = 10  # words an abbreviation may stand for
_LOOK: Final = 200  # characters that are looked at on either side


@dataclass(frozen=True, slots=True)
class ShortForm:
    """An abbreviation where it is explained; `full` is what it stands for, empty where the letters do not tell."""

    short: str
    full: str
    line: Line


def short_forms(paper: Paper) -> Iterator[ShortForm]:
    """Every place where the paper explains an abbreviation, in no particular order."""
    for line, defining in _lines(paper):
        for found in _IN_BRACKETS.finditer(line.text):
            short = found["short"]
            full = full_before(short, line.text[max(0, found.start() - _LOOK) : found.start()])
            if full or re.fullmatch(SHORT, short):
                yield ShortForm(short, full, _item(line, found.start()))
        for found in _CALLED_SO.finditer(line.text):
            # The pattern is blind to capitals, so that it reads "Hierna:"; an abbreviation is not.
            if re.fullmatch(SHORT, found["short"]):
                before = line.text[max(0, found.start() - _LOOK) : found.start()].rstrip(" ,(")
                yield ShortForm(found["short"], full_before(found["short"], before), _item(line, found.start()))
        for found in _BEFORE_BRACKETS.finditer(line.text):
            yield ShortForm(found["short"], _whole(found["short"], found["full"]), _item(line, found.start()))
        yield from _defined(line, defining)
    yield from _of_parties(paper)
    for row in paper.rows:
        if len(row.cells) > 1 and re.fullmatch(SHORT, row.cells[0].text) and row.cells[1].text:
            full = full_after(row.cells[0].text, row.cells[1].text)
            named = bool(row.header) and _DEFINING.search(row.header[0].text) is not None
            if full or named:
                yield ShortForm(row.cells[0].text, full, Line(paper.text[row.start : row.end], row.start))


def _lines(paper: Paper) -> Iterator[tuple[Line, bool]]:
    """Sentences, table rows, headings and cover lines, each with whether it stands among definitions."""
    for sentence in paper.sentences:
        under = " ".join(sentence.headings[-1:])
        yield bare(sentence), sentence.passage.role is Role.DEFINITION or _DEFINING.search(under) is not None
    for line in (*paper.headings, *paper.cover):
        yield line, False


def _item(line: Line, at: int) -> Line:
    """The item that a place of a line stands in, where several stand on one line."""
    ends = [0, *(found.end() for found in _ITEM.finditer(line.text)), len(line.text)]
    low, high = next((a, b) for a, b in pairwise(ends) if a <= at < b)
    own = line.text[low:high].rstrip()
    return bare(Line(own, line.start + low))


def _whole(short: str, text: str) -> str:
    """What stands in brackets behind an abbreviation, where all of it is what it stands for."""
    words = [found[0] for found in _WORD.finditer(text)]
    return text.strip() if words and _inside(short, words) else full_after(short, text)


def _defined(line: Line, defining: bool) -> Iterator[ShortForm]:
    found = _DEFINED.match(line.text) if defining else None
    for one in (found, _ELSEWHERE.search(line.text)):
        if one:
            yield ShortForm(one["short"], full_after(one["short"], one["full"]), line)


def _of_parties(paper: Paper) -> Iterator[ShortForm]:
    for party in paper.document.parties:
        for alias in party.aliases:
            if re.fullmatch(SHORT, alias):
                span = party.evidence
                line = bare(Line(paper.text[span.start : span.end], span.start))
                yield ShortForm(alias, full_after(alias, party.name), line)


# ---- the letters --------------------------------------------------------------------------------


def full_before(short: str, text: str) -> str:
    """The words right before an abbreviation that it stands for; empty where its letters are not theirs.

    Source: Schwartz and Hearst (PSB 2003), with the initials of words before letters inside compounds.
    """
    stops = [found.end() for found in _STOP.finditer(text.rstrip(" \"“”„'‘’"))]
    words = list(_WORD.finditer(text, stops[-1] if stops else 0))[-_MOST:]
    for fits in (_initials, _inside):
        for at in range(len(words) - 1, -1, -1):
            chosen = words[at:]
            if chosen[0][0].lower() not in _SMALL and fits(short, [one[0] for one in chosen]):
                return text[chosen[0].start() : chosen[-1].end()]
    return ""


def full_after(short: str, text: str) -> str:
    """The words behind an abbreviation that it stands for; empty where its letters are not theirs."""
    stop = _STOP.search(text, 1)
    words = list(_WORD.finditer(text[: min(stop.start() if stop else _LOOK, _LOOK)]))[:_MOST]
    while words and words[0][0].lower() in _SMALL:
        words = words[1:]
    for fits in (_initials, _inside):
        for count in range(1, len(words) + 1):
            chosen = words[:count]
            if chosen[-1][0].lower() not in _SMALL and fits(short, [one[0] for one in chosen]):
                return text[chosen[0].start() : chosen[-1].end()]
    return ""


def letters(short: str) -> str:
    """The letters of an abbreviation, small."""
    return "".join(letter for letter in fold(short).lower() if letter.isalpha())


def _initials(short: str, words: Sequence[str]) -> bool:
    """Whether the letters are the initials of the words, small ones counted or not."""
    own = letters(short)
    firsts = [(fold(word)[:1].lower(), word.lower() in _SMALL) for word in words]
    return own in ("".join(first for first, _ in firsts), "".join(first for first, small in firsts if not small))


def _inside(short: str, words: Sequence[str]) -> bool:
    """Whether the letters stand in the words in their order, the first one in front: "zorgtafel (ZT)"."""
    own = letters(short)
    if re.fullmatch(_LAW, short) or short in words or len(words) > len(own) + 1:
        return False
    text = fold("".join(words)).lower()
    if not own or text[:1] != own[0]:
        return False
    at = 0
    for letter in own[1:]:
        at = text.find(letter, at + 1)
        if at < 0:
            return False
    return True
