"""What differs between two versions of an agreement: passage by passage, and word by word within one."""

import re
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Final, NamedTuple

import numpy as np

from kb.model import Document, Noun, Passage, PassageCounts, Span

# Every character is in a token, white space with the word before it: pieces of a text join to the text.
_TOKEN: Final = re.compile(r"\w+\s*|[^\w\s]\s*|\s+")
# Two passages are versions of each other when this part of their words is the same and in the same order.
# Unrelated Dutch sentences share about a fifth: articles, prepositions, full stops.
_ALIKE: Final = 0.35
_MOST_PAIRS: Final = 4_000_000  # weighed in seconds; where more differs, headings say what belongs together
_WORTH_THREADS: Final = 10_000  # pairs; threads take 2 ms to start
_MOVED_WORDS: Final = 6  # fewer say too little to be recognised elsewhere: "Niet van toepassing."

Block = tuple[int, int, int]  # from this item in the one and that in the other, so many are the same
Pair = tuple[int | None, int | None]  # places in the old and the new version
Stretch = tuple[range, range]  # of places in the old and the new version


class Sort(StrEnum):
    """What became of a passage; white space and the place on a page do not count as a difference."""

    KEPT = "kept"
    CHANGED = "changed"
    MOVED = "moved"
    ADDED = "added"
    REMOVED = "removed"


class Piece(Noun):
    """A stretch that is in both versions, or in one alone; positions count in the full text of each."""

    before: Span | None
    after: Span | None


class Difference(Noun):
    """What became of one passage.

    `pieces` cover both texts from start to end; only a changed passage has pieces of one version alone.
    A passage that moved has its old place in `before`. One that came or went is not `weighed` where
    so much differs that what it was or became was not looked for.
    """

    sort: Sort
    before: Passage | None
    after: Passage | None
    pieces: tuple[Piece, ...]
    weighed: bool = True


class Field(NamedTuple):
    """What the description of an agreement says in one version and in another."""

    name: str
    before: tuple[str, ...]
    after: tuple[str, ...]


def differences(before: Sequence[Passage], after: Sequence[Passage]) -> tuple[Difference, ...]:
    """What became of every passage, in the order of the new version; what was removed stands where it stood.

    Each passage of either version is in one difference. Passages with the same words stay paired in
    the longest common order; of the others those are paired that share most words in order. Between
    books of which thousands of passages differ, that is done under equal headings only.
    """
    old, new = ([_words(passage.text) for passage in passages] for passages in (before, after))
    pairs: list[Pair] = []
    unweighed: list[Pair] = []
    start = 0, 0
    for i, j, size in _blocks([" ".join(one) for one in old], [" ".join(one) for one in new]):
        for stretch, few in _stretches(before, after, (range(start[0], i), range(start[1], j))):
            found = _aligned(*stretch, _alike(old, new, *stretch) if few else [])
            pairs += found
            unweighed += () if few else found
        pairs += zip(range(i, i + size), range(j, j + size), strict=True)
        start = i + size, j + size
    moved = _moved(old, new, pairs)
    left = set(moved.values())
    placed = (
        (moved.get(new_at, old_at), new_at) for old_at, new_at in pairs if new_at is not None or old_at not in left
    )
    alone = set(unweighed)
    return tuple(
        _difference(
            None if was is None else before[was],
            None if now is None else after[now],
            moved=now in moved,
            weighed=(was, now) not in alone,
        )
        for was, now in placed
    )


def counts(before: Sequence[Passage], after: Sequence[Passage]) -> PassageCounts:
    """How many passages came, went and changed; one that only moved is unchanged."""
    found = Counter(one.sort for one in differences(before, after))
    return PassageCounts(
        added=found[Sort.ADDED],
        changed=found[Sort.CHANGED],
        unchanged=found[Sort.KEPT] + found[Sort.MOVED],
        removed=found[Sort.REMOVED],
    )


def described(before: Document, after: Document) -> tuple[Field, ...]:
    """What two versions say differently of themselves: field names of `Document`, with what each says."""
    return tuple(field for field in map(Field, _FIELDS, _said(before), _said(after)) if field.before != field.after)


def pieces(before: str, after: str, *, old: int = 0, new: int = 0) -> tuple[Piece, ...]:
    """Two texts in pieces, word by word; `old` and `new` are where the texts begin in what positions count in.

    Words that two versions have in common by chance, fewer than what differs on both sides of
    them, are no piece of their own: a rewritten sentence reads as a whole.
    """
    tokens = [_TOKEN.findall(text) for text in (before, after)]
    was, now = (_places(of_one, at) for of_one, at in zip(tokens, (old, new), strict=True))
    found = []
    i = j = 0
    for i_next, j_next, size in _readable(list(_blocks(*([token.strip() for token in one] for one in tokens)))):
        if i < i_next:
            found.append(Piece(before=Span(start=was[i], end=was[i_next]), after=None))
        if j < j_next:
            found.append(Piece(before=None, after=Span(start=now[j], end=now[j_next])))
        i, j = i_next + size, j_next + size
        if size:
            same = Span(start=was[i_next], end=was[i]), Span(start=now[j_next], end=now[j])
            found.append(Piece(before=same[0], after=same[1]))
    return tuple(found)


_FIELDS: Final = ("title", "kind", "region", "parties", "dated", "valid_from", "valid_until", "status")


def _said(document: Document) -> Iterator[tuple[str, ...]]:
    for name in _FIELDS:
        said = getattr(document, name)
        if name == "parties":
            yield tuple(party.name for party in said)
        else:
            yield () if said is None else (str(said),)


def _words(text: str) -> list[str]:
    return [token.strip() for token in _TOKEN.findall(text)]


def _places(tokens: Sequence[str], at: int) -> list[int]:
    places = [at]
    for token in tokens:
        places.append(places[-1] + len(token))
    return places


def _blocks(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[Block]:
    """The runs of a longest common subsequence, and an empty one at both ends."""
    from rapidfuzz.distance import Indel

    for block in Indel.editops(before, after).as_matching_blocks():
        yield block.a, block.b, block.size


def _readable(blocks: list[Block]) -> list[Block]:
    """The blocks without those that are no longer than what differs on either side of them."""
    while True:
        ends = [(0, 0), *((i + size, j + size) for i, j, size in blocks)]
        gaps = [max(i - was, j - now) for (was, now), (i, j, _) in zip(ends, blocks, strict=False)]
        around = [min(pair) for pair in pairwise(gaps)]
        kept = [block for block, gap in zip(blocks, around, strict=False) if block[2] > gap]
        if len(kept) + 1 == len(blocks):
            return blocks
        blocks = [*kept, blocks[-1]]  # the last one is empty and marks the end


def _stretches(before: Sequence[Passage], after: Sequence[Passage], between: Stretch) -> Iterator[tuple[Stretch, bool]]:
    """What stands between two runs that stayed, in parts to pair, and whether each is small enough for that."""
    left = _MOST_PAIRS
    whole = len(between[0]) * len(between[1]) <= left
    for gone, come in [between] if whole else _under_headings(before, after, between):
        few = len(gone) * len(come) <= left
        left -= len(gone) * len(come) if few else 0
        yield (gone, come), few


def _under_headings(before: Sequence[Passage], after: Sequence[Passage], between: Stretch) -> Iterator[Stretch]:
    """The parts under headings that both versions have in the same order, and what stands between those."""
    old, new = (_sections(of_it, at) for of_it, at in zip((before, after), between, strict=True))
    i, j = between[0].start, between[1].start
    for a, b, size in _blocks([path for path, _ in old], [path for path, _ in new]):
        for (_, gone), (_, come) in zip(old[a : a + size], new[b : b + size], strict=True):
            yield range(i, gone.start), range(j, come.start)
            yield gone, come
            i, j = gone.stop, come.stop
    yield range(i, between[0].stop), range(j, between[1].stop)


def _sections(passages: Sequence[Passage], places: range) -> list[tuple[tuple[str, ...], range]]:
    runs = [(path, list(run)) for path, run in groupby(places, lambda at: passages[at].headings)]
    return [(path, range(run[0], run[-1] + 1)) for path, run in runs]


def _aligned(gone: range, come: range, alike: Sequence[tuple[int, int]]) -> list[Pair]:
    """Passages between two runs that stayed: those alike in pairs, the others alone, in order."""
    found: list[Pair] = []
    i, j = gone.start, come.start
    for i_next, j_next in [*alike, (gone.stop, come.stop)]:
        found += ((at, None) for at in range(i, i_next))
        found += ((None, at) for at in range(j, j_next))
        if i_next < gone.stop and j_next < come.stop:
            found.append((i_next, j_next))
        i, j = i_next + 1, j_next + 1
    return found


def _alike(
    old: Sequence[Sequence[str]], new: Sequence[Sequence[str]], gone: range, come: range
) -> list[tuple[int, int]]:
    """Pairs in order that are most alike together (Needleman and Wunsch, 1970, without a cost for a gap)."""
    if not gone or not come:
        return []
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cdist

    rows, columns = [old[i] for i in gone], [new[j] for j in come]
    same = Indel.normalized_similarity
    workers = -1 if len(rows) * len(columns) > _WORTH_THREADS else 1
    scores = cdist(rows, columns, scorer=same, score_cutoff=_ALIKE, dtype=np.float32, workers=workers)
    best = np.zeros((len(rows) + 1, len(columns) + 1), dtype=np.float32)
    for i, row in enumerate(scores):
        best[i + 1, 1:] = np.maximum.accumulate(np.maximum(best[i, 1:], best[i, :-1] + row))
    pairs = []
    i, j = len(rows), len(columns)
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs.append((gone[i], come[j]))
    return pairs[::-1]


def _moved(old: Sequence[Sequence[str]], new: Sequence[Sequence[str]], pairs: Sequence[Pair]) -> dict[int | None, int]:
    """By its place in the new version, the old place of a passage that came elsewhere with the same words."""
    gone: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, j in reversed(pairs):
        if i is not None and j is None and len(old[i]) >= _MOVED_WORDS:
            gone[tuple(old[i])].append(i)
    come = ((j, gone.get(tuple(new[j]))) for i, j in pairs if i is None and j is not None)
    return {j: places.pop() for j, places in come if places}


def _difference(before: Passage | None, after: Passage | None, *, moved: bool, weighed: bool) -> Difference:
    old, new = (Span(start=one.start, end=one.end) if one else None for one in (before, after))
    if before is None or after is None:
        sort = Sort.ADDED if before is None else Sort.REMOVED
        return Difference(
            sort=sort, before=before, after=after, pieces=(Piece(before=old, after=new),), weighed=weighed
        )
    found = pieces(before.text, after.text, old=before.start, new=after.start)
    changed = any(piece.before is None or piece.after is None for piece in found)
    sort = Sort.MOVED if moved else Sort.CHANGED if changed else Sort.KEPT
    return Difference(sort=sort, before=before, after=after, pieces=found)
