"""What is quoted for a sentence that answers: the words said, and the paragraph they are shown in."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from assistant.units import Unit, units
from kb.language.lexicon import stem
from kb.model import Passage, Role, Span

_LONGEST = 1200  # characters of a quote
_LIST_WHOLE = 600  # a list no longer than this is said whole, lead-in and all
_PARAGRAPH = 900  # ... and a paragraph no longer than this is shown whole around what is said


class Quoted(NamedTuple):
    """`said` are the stretches that answer, in reading order; `shown` those that prove it, the main one first."""

    said: tuple[Span, ...]
    shown: tuple[Span, ...]


def quote(passage: Passage, meant: Sequence[Unit], lead_text: str = "") -> Quoted:
    """What is quoted for units of one passage, the best first.

    Said is a short list whole, an item with its lead-in, a sentence with what clings to it. Shown
    is the paragraph around that, so that who checks it reads what comes before and after; of a
    long paragraph what fits around the best unit.
    """
    around = units(passage, lead_text)
    said: list[Span] = []
    shown: Span | None = None
    for unit in meant:
        new = [span for span in _said(passage, unit, around) if not any(_within(span, held) for held in said)]
        inside = [span for span in new if _within(span, passage)]
        if shown is None:
            whole = Span(start=min(span.start for span in inside), end=max(span.end for span in inside))
            shown = _shown(passage, whole, around)
        if all(_within(span, shown) for span in inside):
            said = [held for held in said if not any(_within(held, span) for span in new)] + new
    outside = [span for span in said if not _within(span, passage)]
    said.sort(key=lambda span: span.start)
    return Quoted(tuple(said), (shown or Span(start=passage.start, end=passage.end), *outside))


def _within(span: Span, other: Span | Passage) -> bool:
    return other.start <= span.start and span.end <= other.end


def _shown(passage: Passage, said: Span, around: Sequence[Unit]) -> Span:
    """The paragraph, or of a long one as many sentences around what is said as fit."""
    if passage.end - passage.start <= _PARAGRAPH:
        return Span(start=passage.start, end=passage.end)
    start, end = said.start, said.end
    before = [unit.span.start for unit in around if unit.span.end <= said.start]
    after = [unit.span.end for unit in around if unit.span.start >= said.end]
    while before or after:
        grown = (start, after.pop(0)) if after else (before.pop(), end)
        if grown[1] - grown[0] > _PARAGRAPH:
            break
        start, end = grown
    return Span(start=start, end=end)


def _said(passage: Passage, unit: Unit, around: Sequence[Unit]) -> list[Span]:
    at = around.index(unit)
    if passage.role is Role.TABLE_ROW:
        spans = [Span(start=passage.start, end=passage.end)]
        return [passage.lead_in, *spans] if passage.lead_in else spans
    if unit.is_lead or unit.lead is not None:
        return _of_list(passage, unit, around)
    start, end = _with_what_clings(at, around)
    taken_back = [other.span for other in around[end:] if _takes_back(other, unit)]
    stop = around[end - 1].span.end
    if around[end - 1].is_lead:  # a sentence that came along introduces a list: without it nothing is said
        items = [other for other in around if other.lead == around[end - 1].span]
        stop = _last_within(around[start].span, items) if items else stop
    return [Span(start=around[start].span.start, end=stop), *(span for span in taken_back if span.start >= stop)]


def _takes_back(other: Unit, unit: Unit) -> bool:
    """Whether a later sentence of the paragraph limits a rule: "deze regie strekt zich niet uit tot ..."."""
    pointed = [stem(found[1].lower()) for found in _POINTS_BACK.finditer(other.text)]
    return bool(_LIMITS.search(other.text)) and any(word in unit.terms for word in pointed)


_POINTS_BACK = re.compile(r"\b(?:deze|dit|die|dat|zo'n|zulke)\s+([\w-]+)", re.I)
_LIMITS = re.compile(r"\b(?:niet|geen|tenzij|behalve|uitzondering(?:en)?|afwijking|alleen|uitsluitend)\b", re.I)


def _with_what_clings(at: int, around: Sequence[Unit]) -> tuple[int, int]:
    """From which unit to which (exclusive) what is said at one continues, limits or excepts the other."""
    start, end = at, at + 1
    while start > 0 and around[start].clings:
        if around[end - 1].span.end - around[start - 1].span.start > _LONGEST:
            break
        start -= 1
    while end < len(around) and around[end].clings and around[end].lead is None:
        if around[end].span.end - around[start].span.start > _LONGEST:
            break
        end += 1
    return start, end


def _of_list(passage: Passage, unit: Unit, around: Sequence[Unit]) -> list[Span]:
    """A list that fits is quoted from its lead-in to its last item; else the item, its lead-in beside it."""
    lead = unit.span if unit.is_lead else unit.lead
    if lead is not None and lead.start >= passage.start:
        items = [other for other in around if other.lead == lead]
        end = items[-1].span.end if items else unit.span.end
        if end - lead.start <= _LIST_WHOLE:
            return [Span(start=lead.start, end=end)]
        if unit.is_lead:
            return [Span(start=lead.start, end=min(end, _last_within(lead, items)))]
    return [unit.span] if unit.lead is None or unit.is_lead else [unit.lead, unit.span]


def _last_within(lead: Span, items: Sequence[Unit]) -> int:
    """Where the last item ends that still fits in the longest quote."""
    return max((item.span.end for item in items if item.span.end - lead.start <= _LONGEST), default=lead.end)
