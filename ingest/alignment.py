"""Two readings of one page held against each other, letter by letter, however each is ordered."""

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

# How many letters tell a place apart: first on the whole page, then between two places already known.
_TELLING: Final = (16, 8, 4, 2)


def bare(text: str) -> tuple[str, list[int]]:
    """The letters that any reader of a text agrees on, and where each comes from in `text`.

    White space, hyphens, dashes and marks without width are left out; ligatures and accented
    letters are taken apart (Unicode NFKD), so that one character may give several letters.
    """
    letters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        for letter in unicodedata.normalize("NFKD", character):
            if not letter.isspace() and unicodedata.category(letter) not in ("Cc", "Cf", "Cn", "Pd"):
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


@dataclass(slots=True)
class _Block:
    """Equal letters: `ours[a:a + length] == theirs[b:b + length]`."""

    a: int
    b: int
    length: int


def aligned(ours: str, theirs: str, lines: Sequence[int]) -> list[int | None]:
    """For each letter of `ours` its place in `theirs`, None where that is not certain.

    `lines` tells for each letter of `theirs` on which line it stands. Equal readings correspond
    letter by letter. Else what stands once in both is an anchor and grows as far as both agree; only
    between two anchors that follow one another in both is less asked of an anchor. So a sentence
    that stands twice is told by what is around it, and columns or rows in another order are
    followed piece by piece.

    Source: the maximal unique matches of Delcher et al., Nucleic Acids Research 27 (1999).
    """
    if ours == theirs:
        return list(range(len(ours)))
    pairs = {(block.a + n, block.b + n) for block in _blocks(ours, theirs, lines) for n in range(block.length)}
    in_ours, in_theirs = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    found: list[int | None] = [None] * len(ours)
    for a, b in pairs:
        if in_ours[a] == in_theirs[b] == 1:  # claimed twice is not certain
            found[a] = b
    return found


def _blocks(ours: str, theirs: str, lines: Sequence[int]) -> list[_Block]:
    """All blocks, in the order of `ours`."""
    window = (_Block(0, 0, 0), _Block(len(ours), len(theirs), 0))  # both readings begin and end together
    blocks: list[_Block] = []
    for telling in _TELLING:
        between = list(_gaps([window[0], *blocks, window[1]]))
        for (a, b), (a_end, b_end) in between:
            blocks += _anchored(ours, theirs, (a, a_end), (b, b_end), telling)
        blocks.sort(key=lambda block: block.a)
    _trim([window[0], *blocks, window[1]], lines)
    return [block for block in blocks if block.length > 0]


def _gaps(blocks: Sequence[_Block]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Where both readings hold something between the same two blocks: its beginning and end, in each."""
    following = _following(blocks)
    for before, after in pairwise(blocks):
        start, end = (before.a + before.length, before.b + before.length), (after.a, after.b)
        if following[id(before)] is after and start[0] < end[0] and start[1] < end[1]:
            yield start, end


def _following(blocks: Sequence[_Block]) -> dict[int, _Block]:
    """For each block the one that follows it in the other reading."""
    in_theirs = [blocks[0], *sorted(blocks[1:-1], key=lambda block: block.b), blocks[-1]]
    return {id(before): after for before, after in pairwise(in_theirs)}


def _anchored(
    ours: str, theirs: str, ours_within: tuple[int, int], theirs_within: tuple[int, int], telling: int
) -> Iterator[_Block]:
    """What stands once in both windows, `telling` letters long at least, as long as both agree."""
    in_ours, in_theirs = _once(ours, ours_within, telling), _once(theirs, theirs_within, telling)
    reached: dict[int, int] = {}  # how far a diagonal was followed
    for letters, a in in_ours.items():
        b = in_theirs.get(letters, -1)
        if a < 0 or b < 0 or a < reached.get(a - b, 0):
            continue
        back = 0
        while a - back > ours_within[0] and b - back > theirs_within[0] and ours[a - back - 1] == theirs[b - back - 1]:
            back += 1
        on = telling
        while a + on < ours_within[1] and b + on < theirs_within[1] and ours[a + on] == theirs[b + on]:
            on += 1
        reached[a - b] = a + on
        yield _Block(a - back, b - back, back + on)


def _once(text: str, within: tuple[int, int], telling: int) -> dict[str, int]:
    """Every stretch of so many letters, and where it stands; -1 where it stands more than once."""
    places: dict[str, int] = {}
    for at in range(within[0], within[1] - telling + 1):
        letters = text[at : at + telling]
        places[letters] = -1 if letters in places else at
    return places


def _trim(blocks: Sequence[_Block], lines: Sequence[int]) -> None:
    """Take from both ends of a block what may be another's.

    Where the readings go on with something different, a few letters on a line of their own ("ja"
    in a table) agree by chance as easily as not.
    """
    following = _following(blocks)
    for before, after in pairwise(blocks):
        ends = before.a + before.length, before.b + before.length
        if following[id(before)] is after and ends == (after.a, after.b):
            continue
        if before.length:
            end = before.b + before.length
            alone = end - max(before.b, _line_start(lines, end - 1))
            before.length -= alone if alone < _TELLING[0] else 0
        if after.length:
            alone = min(after.b + after.length, bisect_right(lines, lines[after.b], lo=after.b)) - after.b
            if alone < _TELLING[0]:
                after.a, after.b, after.length = after.a + alone, after.b + alone, after.length - alone


def _line_start(lines: Sequence[int], at: int) -> int:
    while at and lines[at - 1] == lines[at]:
        at -= 1
    return at
