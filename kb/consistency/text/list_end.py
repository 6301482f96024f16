"""Lists that end as if an item were missing, and items and paragraphs that break off."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kb.consistency.finding import Found, Rule
from kb.consistency.paper import Paper
from kb.consistency.wording.blocks import Block, blocks
from kb.model import Role

_OPEN_END: Final = re.compile(r"(?:[;,]|[;,]?\s+(?:en|of|en/of))$")
# With these no Dutch sentence ends.
_NEVER_LAST_WORDS = """
de een der den en of te als omdat wanneer indien zodat terwijl hoewel ten ter per zonder met tot tijdens volgens
namens vanuit wegens waarbij waarin waarmee inzake conform krachtens
"""
_NEVER_LAST: Final = frozenset(_NEVER_LAST_WORDS.split())
# These may be left behind by "er", "daar" or "waar": "waar hij niets van weet".
_LEFT_BEHIND: Final = frozenset({"van", "naar", "tussen"})
_THERE: Final = re.compile(r"\b(?:er|daar|waar|hier)\w*\b", re.I)
# What follows the parties and the considerations of an agreement is the rest of one long sentence.
_GOES_ON: Final = re.compile(
    r"(?:\W|\d|artikel\b)*(?:en\s+)?(?:overweg|in aanmerking|constater|nemen|neemt|gelet|gezien|komen|zijn"
    r"|verkla|spreken|besluit|stellen|hierna|hebben|het volgende"
    # "ieder voor zich", "samen te noemen", where "Iedere partij" and "Samen zorgen zij" begin a sentence
    r"|(?:ieder|elk|allen|samen|tezamen|gezamenlijk)(?:\s+van\s+hen)?,?\s+(?:voor|afzonderlijk|apart|vertegenwoordigd"
    r"|handelend|hierna|ook|verder|nader|genoemd|aangeduid|partij|te\b|de\b))",
    re.I,
)
_NEW: Final = re.compile(r"[^.;]*,\s+dan\b")  # "Komen partijen er niet uit, dan ..."
_PREAMBLE: Final = re.compile(r"\b(?:overweg|considerans|ondergetekende|in aanmerking nemend)", re.I)
_END_MARK: Final = re.compile(r"[.:;,!?…)\]\"'”’»]$")
_SISTERS: Final = 0.8  # of the paragraphs end in a mark, where one without is taken for broken off
_FEW: Final = 4  # paragraphs: of fewer nothing can be told
_NEAR: Final = 3  # blocks within which a list goes on behind a paragraph of its own


def find(paper: Paper) -> Iterator[Found]:
    """Last items that end in a comma, a semicolon, "en" or "of"; items and paragraphs that break off."""
    held = blocks(paper)
    before_table = {row.passage.lead_in.start for row in paper.rows if row.passage.lead_in}
    closing = _paragraphs_close(held)
    for n, block in enumerate(held):
        case = _case(held, n)
        if not case and not block.mark and closing and _breaks_off(block.text):
            case = "" if _followed(paper, held, n, before_table) else "paragraph"
        if case:
            yield Found(
                rule=Rule.LIST_END,
                case=case,
                facts={"words": " ".join(block.text.split()[-6:])},
                sides=(paper.at(block),),
                subject=f"{block.heading} {block.mark}",
            )


def _case(held: Sequence[Block], n: int) -> str:
    block = held[n]
    if not block.mark:
        return ""
    if _breaks_off(block.text) and not _OPEN_END.search(block.text[-12:]):
        return "item" if _item_ends(held, n) else ""
    return "last" if _OPEN_END.search(block.text[-12:]) and _is_list(held, n) and _ends(held, n) else ""


def _is_list(held: Sequence[Block], n: int) -> bool:
    """Whether an item stands in a list: behind another item, or behind what introduces it."""
    if not n or held[n - 1].headings != held[n].headings:
        return False
    return _sort(held[n - 1]) == _sort(held[n]) or held[n - 1].text.endswith(":")


def _ends(held: Sequence[Block], n: int) -> bool:
    """Whether the list that the item stands in ends with it, and the sentence does not go on behind it."""
    block, after = held[n], held[n + 1] if n + 1 < len(held) else None
    if block.role is Role.RECITAL or _PREAMBLE.search(" ".join(block.headings[-1:])):
        return False
    if after is None:
        return True
    if after.headings != block.headings:
        return not (_GOES_ON.match(after.heading) or _goes_on(after))
    if after.mark:
        return _sort(after) != _sort(block) and _resumes(held, n)
    return not _goes_on(after) and not _resumed(held, n)


def _item_ends(held: Sequence[Block], n: int) -> bool:
    """Whether an item that breaks off is not gone on with: by items of its own, or by the rest of its sentence."""
    after = held[n + 1] if n + 1 < len(held) else None
    if after is None or after.headings != held[n].headings:
        return after is None or not after.text[:1].islower()
    if after.mark:
        return _follows(held[n].mark, after.mark)
    return not after.text[:1].islower()


def _goes_on(after: Block) -> bool:
    if after.mark or after.text[:1].islower():
        return not after.mark
    return _GOES_ON.match(after.text) is not None and _NEW.match(after.text) is None


def _resumes(held: Sequence[Block], n: int) -> bool:
    """Whether behind the item an outer list of whole sentences goes on, so that its own list ends here."""
    after = held[n + 1]
    outer = next((one for one in reversed(held[: n + 1]) if _sort(one) == _sort(after)), None)
    if outer is None or outer.headings != after.headings or not _follows(outer.mark, after.mark):
        return False
    return _sort(after) == "number" and after.text[:1].isupper() and after.text[-1:] in ".:"


def _resumed(held: Sequence[Block], n: int) -> bool:
    """Whether the list goes on behind a paragraph that stands between its items."""
    own = held[n]
    if held[n + 1].text.endswith(":"):
        return False
    for later in held[n + 2 : n + 1 + _NEAR]:
        if later.headings == own.headings and later.mark and _sort(later) == _sort(own):
            return _sort(own) == "bullet" or _follows(own.mark, later.mark)
    return False


def _sort(block: Block) -> str:
    mark = block.mark.split()[-1].strip("().°") if block.mark else ""
    if not block.mark:
        return ""
    if not mark or not mark[0].isalnum() or block.mark == "o":
        return "bullet"
    return "number" if mark[0].isdigit() else "letter"


def _follows(mark: str, after: str) -> bool:
    """Whether one mark comes right behind another: "b." behind "a.", "3." behind "2."."""
    one, other = (re.sub(r"\W", "", text.split()[-1]) for text in (mark, after))
    if one.isdigit() and other.isdigit():
        return int(other) == int(one) + 1
    return len(one) == len(other) == 1 and ord(other) == ord(one) + 1


def _breaks_off(text: str) -> bool:
    last = text.rsplit(maxsplit=1)[-1].lower()
    if last in _LEFT_BEHIND:
        return not _THERE.search(text[-120:])
    return last in _NEVER_LAST


def _paragraphs_close(held: Sequence[Block]) -> bool:
    """Whether the paragraphs of the paper end in a mark, as a rule."""
    whole = [one for one in held if not one.mark]
    return len(whole) >= _FEW and sum(bool(_END_MARK.search(one.text)) for one in whole) >= _SISTERS * len(whole)


def _followed(paper: Paper, held: Sequence[Block], n: int, tables: set[int]) -> bool:
    """Whether a paragraph without an end goes on: in an item, a table, or behind a page break."""
    after = held[n + 1] if n + 1 < len(held) else None
    end = after.start if after else len(paper.text)
    if any(held[n].end <= start < end for start in tables):
        return True
    same = after is not None and after.headings == held[n].headings
    return after is not None and (after.text[:1].islower() or (same and bool(after.mark)))
