"""What a page shows of the differences between two versions: words with their marks, under their headings."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from api.sentences import Lang, day_in_words, sentence
from api.wording import region_name
from kb.differences import Difference, Field, Piece, Sort, pieces
from kb.model import Passage

Words = tuple[tuple[str, str], ...]  # text in parts, and whether a part is "gone", "come" or in both: ""


@dataclass(frozen=True, slots=True)
class Shown:
    """What became of one passage, with its words marked."""

    sort: Sort
    passage: Passage
    words: Words
    was_under: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Passages that are read together: those that differ under one heading path, or a run of those that do not.

    `path` has the words of the heading path marked; of a run it tells where that begins, `until` where it ends.
    """

    folded: bool
    path: Words
    until: tuple[str, ...]
    items: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Described:
    """A field of the description, with what it said and says."""

    name: str
    gone: tuple[str, ...]
    come: tuple[str, ...]


def blocks(found: Iterable[Difference]) -> tuple[Block, ...]:
    """The differences in the order in which they are read."""
    return tuple(_block(list(run)) for _, run in groupby(found, _together))


def counted(found: Iterable[Difference]) -> dict[str, int]:
    """How many passages were kept, changed, moved, added and removed."""
    counts = Counter(one.sort.value for one in found)
    return {sort.value: counts[sort.value] for sort in Sort}


def not_compared(found: Iterable[Difference], lang: Lang) -> str:
    """That passages were not compared one by one, in words; empty where all were."""
    alone = sum(not one.weighed for one in found)
    return sentence("label_not_compared", {"passages": str(alone)}, lang) if alone else ""


def laid_over(before: str, after: str) -> Words:
    """Two texts as one, what each has alone marked."""
    return _marked(pieces(before, after), before, after)


def fields(found: Iterable[Field], lang: Lang) -> tuple[Described, ...]:
    """What the description says differently, in words."""
    return tuple(
        Described(
            one.name,
            tuple(_said(one.name, said, lang) for said in one.before if said not in one.after),
            tuple(_said(one.name, said, lang) for said in one.after if said not in one.before),
        )
        for one in found
    )


def _together(one: Difference) -> tuple[object, ...]:
    headings = _headings(one)
    if one.sort is Sort.KEPT and len(set(headings)) == 1:
        return ("same",)
    return (one.sort is Sort.KEPT, headings[-1])


def _headings(one: Difference) -> tuple[tuple[str, ...], ...]:
    return tuple(passage.headings for passage in (one.before, one.after) if passage)


def _block(run: Sequence[Difference]) -> Block:
    both = next((one for one in run if one.before and one.after and one.sort is not Sort.MOVED), run[0])
    before, after = (" › ".join(path) for path in (_headings(both)[0], _headings(both)[-1]))
    if both.sort is Sort.MOVED:
        before = after
    return Block(
        folded=all(one.sort is Sort.KEPT for one in run),
        path=laid_over(before, after),
        until=_headings(run[-1])[-1],
        items=tuple(_shown(one) for one in run),
    )


def _shown(one: Difference) -> Shown:
    passage = one.after or one.before
    if passage is None:
        raise ValueError("a difference is of a passage in one of the two versions")
    before, after = (found.text if found else "" for found in (one.before, one.after))
    old, new = (found.start if found else 0 for found in (one.before, one.after))
    marked = _marked(one.pieces, before, after, old=old, new=new)
    moved = one.before.headings if one.sort is Sort.MOVED and one.before else ()
    return Shown(one.sort, passage, marked, moved)


def _marked(found: Iterable[Piece], before: str, after: str, *, old: int = 0, new: int = 0) -> Words:
    parts = []
    for piece in found:
        gone = before[piece.before.start - old : piece.before.end - old] if piece.before else ""
        come = after[piece.after.start - new : piece.after.end - new] if piece.after else ""
        if piece.before and piece.after:  # of the two the one with the space after it, so that no words stick together
            parts.append((max(gone, come, key=len), ""))
        else:
            parts.append((gone, "gone") if piece.before else (come, "come"))
    return tuple(parts)


def _said(name: str, said: str, lang: Lang) -> str:
    match name:
        case "dated" | "valid_from" | "valid_until":
            return day_in_words(date.fromisoformat(said), lang)
        case "kind":
            return sentence(f"kind_{said}", {}, lang)
        case "region":
            return region_name(said)
        case _:
            return said
