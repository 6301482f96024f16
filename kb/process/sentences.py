"""The stretches of a passage that can be quoted as one: sentences, list items with their lead-in, rows."""

import re
from typing import NamedTuple

from kb.language.dutch import sentences
from kb.model import Passage, Role, Span

_ITEM = re.compile(r"(?:[-–—•▪◦✓*] |(?P<number>\d{1,3}[.)]) |\(?[a-z]{1,3}[.)] |[ivx]{1,4}[.)] )\s*")


class Stretch(NamedTuple):
    """A quotable stretch: `text` stands at `start` in the full text.

    `lead` introduces it (the sentence that opens the list, the header of the table); `mark` is as
    long as the item's marker; `opens` tells that it introduces what comes next, `following` is the
    stretch after it in the same passage, unless that is a list item.
    """

    start: int
    text: str
    lead: Span | None = None
    lead_text: str = ""
    mark: int = 0
    item: bool = False
    row: bool = False
    opens: bool = False
    following: "Stretch | None" = None

    @property
    def span(self) -> Span:
        """Where it stands in the full text, without its marker where that is an article's number."""
        return Span(start=self.start, end=self.start + len(self.text))


# A line of a step card begins anew, whatever list came before it.
_LABEL = re.compile(r"(?:wie|wat|wanneer|vastleggen|termijn|actie|hoe|waar):\s", re.I)


def mark_of(text: str) -> int:
    """How long the marker of a list item is; 0 where the text opens with none."""
    match = _ITEM.match(text)
    return match.end() if match else 0


def stretches(passage: Passage, full_text: str) -> tuple[Stretch, ...]:
    """The quotable stretches of a passage in reading order, each with what introduces it."""
    lead = passage.lead_in
    lead_text = full_text[lead.start : lead.end] if lead else ""
    if passage.role is Role.TABLE_ROW:
        return (Stretch(passage.start, passage.text, lead, lead_text, row=True),)
    found: list[Stretch] = []
    outer, inner = (lead, lead_text), None  # what introduces the list at hand, and a list within it
    for low, high in sentences(passage.text):
        text = passage.text[low:high]
        start = passage.start + low
        match = _ITEM.match(text)
        in_list = match is not None and (outer[0] is not None or not match["number"])
        opens = text.rstrip().endswith(":")
        if match and not in_list:  # "2. De gemeente ...": the number is the article's
            start, text, match = start + match.end(), text[match.end() :], None
        above = outer
        if match and _LABEL.match(text, match.end()):
            outer, inner = (lead, lead_text), None
            above = outer
        elif in_list:
            inner = None if opens else inner
            above = inner or outer
        elif not (found and found[-1].item) and not (text[:1].islower() and lead):
            above = (None, "")
        one = Stretch(start, text, *above, mark=match.end() if match else 0, item=match is not None, opens=opens)
        found.append(one)
        if opens and in_list:
            inner = (one.span, one.text)
        elif opens:
            outer, inner = (one.span, one.text), None
    return tuple(_linked(found))


def _linked(found: list[Stretch]) -> list[Stretch]:
    """Each stretch with the one after it, where that goes on in the same breath."""
    linked: list[Stretch] = []
    for one in reversed(found):
        after = linked[-1] if linked and not linked[-1].item else None
        linked.append(one._replace(following=after._replace(following=None) if after else None))
    return linked[::-1]
