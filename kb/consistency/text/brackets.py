"""Brackets and quotation marks that are opened and not closed, or the other way round."""

import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from kb.consistency.finding import Found, Rule
from kb.consistency.paper import Line, Paper, Row
from kb.consistency.wording.blocks import bare, blocks

Kind = Literal["(", "[", '"', "'"]

_MARKS: Final = re.compile(r"[()\[\]\"“”„«»'‘’‚]")
_DOUBLE: Final = frozenset('"“”„«»')
_BRACKETS: Final[dict[str, Kind]] = {"(": "(", ")": "(", "[": "[", "]": "["}
# "a) eerst, 2) dan, iv) ten slotte", "*)": the bracket belongs to the mark of an item or a note.
_ITEM: Final = re.compile(r"(?:^|[\s;,:])(?:[a-zA-Z]|\d{1,2}|[ivx]{1,4}|\*{1,3})$")
_SMILEY: Final = re.compile(r"(?:^|\s)[:;]-?$")
# What an apostrophe stands before: "'s ochtends", "'t", "zo'n", "'24".
_SHORT: Final = re.compile(r"(?:s|t|n|m|k|r|ns|er|em|ie|\d{2})(?![\w'’])", re.I)
_REACH: Final = 5  # blocks: a quotation or an aside of several paragraphs is no longer


@dataclass(frozen=True, slots=True)
class _Mark:
    kind: Kind
    opens: bool
    at: int  # in the full text
    block: int


def find(paper: Paper) -> Iterator[Found]:
    """Each sentence, heading or table row with a mark that lacks its other half, once."""
    texts = sorted((*blocks(paper), *paper.headings), key=lambda line: line.start)
    starts = [one.start for one in paper.sentences]
    seen: set[int] = set()
    for mark in _lonely(texts):
        line = texts[mark.block]
        n = bisect_right(starts, mark.at) - 1
        side = bare(paper.sentences[n]) if n >= 0 and mark.at < paper.sentences[n].end else line
        if side.start not in seen:
            seen.add(side.start)
            yield _found(paper, side, mark, _heading(line))
    yield from _in_tables(paper)


def _in_tables(paper: Paper) -> Iterator[Found]:
    # A cell may go on in a later one: a page break makes a row of its second line.
    placed = [(cell, row) for row in paper.rows for cell in row.cells]
    seen: set[int] = set()
    for mark in _lonely([cell for cell, _ in placed]):
        row = placed[mark.block][1]
        if row.start not in seen:
            seen.add(row.start)
            yield _found(paper, row, mark, " ".join(row.passage.headings[-1:]))


def _heading(line: Line) -> str:
    return str(getattr(line, "heading", "")) or line.text


def _found(paper: Paper, side: Line | Row, mark: _Mark, heading: str) -> Found:
    case = "quote" if mark.kind in "\"'" else "open" if mark.opens else "close"
    low, high = (mark.at, side.end) if mark.opens else (side.start, mark.at + 1)
    words = paper.text[low:high].split()
    near = " ".join(words[:5] if mark.opens else words[-5:])
    return Found(
        rule=Rule.UNBALANCED_BRACKET,
        case=case,
        facts={"words": near},
        sides=(paper.at(side) if isinstance(side, Row) else paper.place(side.start, side.end),),
        subject=f"{mark.kind} {heading}",
    )


def _lonely(texts: Sequence[Line]) -> list[_Mark]:
    """The marks without their other half, in reading order; some blocks on it may still come."""
    waiting: dict[Kind, deque[_Mark]] = defaultdict(deque)
    closed: set[int] = set()
    lonely = [mark for n, line in enumerate(texts) for mark in _unmatched(line, n)]
    for mark in lonely:
        before = waiting[mark.kind]
        while before and mark.block - before[0].block > _REACH:
            before.popleft()
        if mark.opens:
            before.append(mark)
        elif before and before[-1].block < mark.block:
            closed |= {before.pop().at, mark.at}
    return [mark for mark in lonely if mark.at not in closed and not _repeated(mark, texts)]


def _repeated(mark: _Mark, texts: Sequence[Line]) -> bool:
    """Whether a quotation goes on in the next paragraph, which opens with the mark again."""
    if mark.kind not in "\"'" or not mark.opens or mark.block + 1 >= len(texts):
        return False
    return texts[mark.block + 1].text[:1] == texts[mark.block].text[mark.at - texts[mark.block].start]


def _unmatched(line: Line, block: int) -> list[_Mark]:
    open_: dict[Kind, list[_Mark]] = {"(": [], "[": [], '"': [], "'": []}
    lonely: list[_Mark] = []
    for found in _MARKS.finditer(line.text):
        read = _read(line.text, found.start(), open_)
        if read is None:
            continue
        kind, opens = read
        mark = _Mark(kind, opens, line.start + found.start(), block)
        if opens:
            open_[kind].append(mark)
        elif open_[kind]:
            open_[kind].pop()
        elif not _excused(line.text, found.start()):
            lonely.append(mark)
    return sorted((*lonely, *(mark for marks in open_.values() for mark in marks)), key=lambda one: one.at)


def _read(text: str, at: int, open_: dict[Kind, list[_Mark]]) -> tuple[Kind, bool] | None:
    """What a mark is the half of, and whether it opens; None where it is no such mark."""
    mark, before, after = text[at], text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if mark in _BRACKETS:
        smiley = _SMILEY.search(text[max(0, at - 4) : at]) and not after.isalnum()
        return None if smiley else (_BRACKETS[mark], mark in "([")
    kind: Kind = '"' if mark in _DOUBLE else "'"
    if kind == "'" and (_apostrophe(text, at) or mark in (before, after)):
        return None
    opening = (not before.strip() or before in "([-–/„“‘\"'«") and bool(after.strip())
    closing = bool(before.strip()) and not (after.isalnum() or after in ("(", "["))
    if mark in "„«‚":
        return kind, True
    if opening and not closing:
        return kind, True
    if closing and not opening:
        return kind, False
    return kind, not open_[kind]


def _apostrophe(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    if before.isalnum():
        return after.isalnum()
    return _SHORT.match(text, at + 1) is not None


def _excused(text: str, at: int) -> bool:
    """Whether a closing mark without an opening one is something else: of an item, a genitive, an inch."""
    before = text[max(0, at - 6) : at]
    if text[at] in ")]":
        return _ITEM.search(before) is not None
    return before[-1:].isdigit() or (text[at] in "'’" and before[-1:].lower() in ("s", "x", "z"))
