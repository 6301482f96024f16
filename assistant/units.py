"""The stretches of a passage that can be quoted: sentences, and list items with what introduces them."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kb.language.dutch import analyse, sentences
from kb.model import Passage, Span

_ITEM = re.compile(r"(?:- |(?P<number>\d{1,3}[.)]) |\(?[a-z]{1,3}[.)] |[ivx]{1,4}[.)] )")
# A sentence that begins so continues, limits or excepts the one before it.
_CLINGS = re.compile(
    r"(?:dit|deze|dat|die|daar\w*|hier\w*|als dit|als dat|als deze|maar|echter|tenzij|behalve|uitgezonderd"
    r"|in dat geval"
    r"|in deze gevallen|wel |ook (?:als|wanneer)|zonder|alleen|zij |hij |ze |het gaat|uitzondering"
    r"|een uitzondering|is dat"
    r"|is dit|lukt (?:dit|dat)|gebeurt (?:dit|dat))\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Unit:
    """A quotable stretch in the full text; `lead` introduces it, `terms` are the words it is found by."""

    span: Span
    text: str
    lead: Span | None
    terms: frozenset[str]
    clings: bool
    is_lead: bool


_LABEL_WORDS = 5  # "- Koopwoning. De afspraken gelden niet ...": the label goes with what it labels


def _spans(text: str) -> list[tuple[int, int]]:
    """Sentences; a short label in front of an item's sentences is one with them."""
    found: list[tuple[int, int]] = []
    for low, high in sentences(text) or [(0, len(text))]:
        label = found and _ITEM.match(text[found[-1][0] : found[-1][1]]) and not _ITEM.match(text[low:high])
        if label and len(text[found[-1][0] : found[-1][1]].split()) <= _LABEL_WORDS:
            found[-1] = (found[-1][0], high)
        else:
            found.append((low, high))
    return found


@lru_cache(maxsize=4096)
def units(passage: Passage, lead_text: str = "") -> tuple[Unit, ...]:
    """The units of a passage in reading order; `lead_text` is the text of its `lead_in`."""
    spans = [Span(start=passage.start + low, end=passage.start + high) for low, high in _spans(passage.text)]
    found: list[Unit] = []
    outer = (
        passage.lead_in
    )  # what introduces the list at hand, and within it the item that introduces a list of its own
    outer_terms = frozenset(analyse(lead_text)) if lead_text else frozenset()
    inner: Unit | None = None
    for span in spans:
        own = passage.text[span.start - passage.start : span.end - passage.start]
        terms = frozenset(analyse(own))
        item = _ITEM.match(own)
        opens = own.rstrip().endswith(":")
        if item and outer is not None:
            inner = None if opens else inner
            lead, lead_terms = (inner.span, inner.terms) if inner else (outer, outer_terms)
            found.append(Unit(span, own, lead, terms | lead_terms, False, opens))
            inner = found[-1] if opens else inner
            continue
        # what leads in a list leads in its items; a later sentence of an item stands by itself
        begun = None if own[:1].isupper() or item else passage.lead_in
        skip = item.end() if item and item["number"] else 0  # "2. De gemeente ...": the number is the article's
        said = Span(start=span.start + skip, end=span.end)
        own = own[skip:]
        found.append(Unit(said, own, begun, terms, bool(_CLINGS.match(own)), opens))
        if opens:
            outer, outer_terms, inner = said, terms, None
    return tuple(found)
