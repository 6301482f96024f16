"""Sections to passages: paragraphs, lists with their lead-in, table rows, each knowing its place."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.readers.blocks import BlockKind
from ingest.structure import Part, Section, Zone
from kb.language.sentences import sentences
from kb.model import Document, DocumentKind, Passage, Role, Span


@dataclass(frozen=True, slots=True)
class Cut:
    """A stretch of text that becomes a passage."""

    start: int
    end: int
    kind: BlockKind
    lead_in: Span | None = None


def cut(
    text: str,
    found: Sequence[Section],
    *,
    document: Document,
    page_starts: Sequence[int],
    max_chars: int,
) -> tuple[Passage, ...]:
    """The passages of a document in reading order, at most `max_chars` long.

    Headings and the header row of a table are no passages: they are carried by the passages under
    them. One sentence longer than `max_chars` stays whole, since half a rule is worse than a long
    one. `page_starts` is where each page begins; a passage is on the page where it begins.
    """
    passages: list[Passage] = []
    for section in found:
        for piece in _pieces(text, section, max_chars):
            own = text[piece.start : piece.end]
            passages.append(
                Passage(
                    id=f"{document.id}.{len(passages) + 1}",
                    document_id=document.id,
                    version=document.version,
                    headings=section.headings,
                    role=_role(own, section, piece.kind, document.kind),
                    page=max(bisect_right(page_starts, piece.start), 1),
                    start=piece.start,
                    end=piece.end,
                    text=own,
                    lead_in=piece.lead_in,
                )
            )
    return tuple(passages)


_DEFINES = re.compile(r"\b(?:wordt|worden)\b.{0,60}\bverstaan\b|\bverstaan (?:we|wij|partijen) onder\b", re.I)
_DEFINITIONS = re.compile(r"\b(?:begrip|definitie)", re.I)
_RECITALS = re.compile(r"\b(?:overweg(?:ende|ingen)|in aanmerking nemende|considerans)\b", re.I)
_STORY = re.compile(r"\b(?:aanleiding|achtergrond|inleiding|voorgeschiedenis|toelichting|terugblik|knelpunten)\b", re.I)
_PAST = re.compile(
    r"\b(?:was|waren|werd|werden|had|hadden|bleek|bleken|kwam|kwamen|ging|gingen|kreeg|kregen|stond|stonden)\b", re.I
)
_RULES = re.compile(r"\b(?:moet|moeten|mag|mogen|is|zijn|wordt|worden|heeft|hebben|kan|kunnen)\b", re.I)


def _narrates(heading: str, own: str) -> bool:
    """Whether a text tells what happened rather than what is agreed: by its heading, or told in the past tense."""
    if _STORY.search(heading):
        return True
    past = len(_PAST.findall(own))
    return past >= 2 and past > len(_RULES.findall(own))


def _role(own: str, section: Section, piece: BlockKind, kind: DocumentKind) -> Role:
    if section.zone is not Zone.BODY:
        return Role(section.zone.value)
    heading = section.headings[-1] if section.headings else ""
    if piece is BlockKind.ROW:
        return Role.TABLE_ROW
    if _RECITALS.search(heading) or _RECITALS.match(own):
        return Role.RECITAL
    if _DEFINITIONS.search(heading) or _DEFINES.search(own):
        return Role.DEFINITION
    if kind is DocumentKind.MEMO or _narrates(heading, own):
        return Role.NARRATIVE
    return Role.LIST if piece is BlockKind.ITEM else Role.NORM


def _pieces(text: str, section: Section, max_chars: int) -> Iterator[Cut]:
    parts = section.parts
    if section.zone is not Zone.BODY:
        if parts:  # kept for reading and for the policy team, whole; never an answer
            yield Cut(parts[0].start, parts[-1].end, BlockKind.PARAGRAPH)
        return
    at = 0
    while at < len(parts):
        part = parts[at]
        leads = part.kind is BlockKind.PARAGRAPH and _leads(part, parts[at + 1] if at + 1 < len(parts) else None)
        items_from = at + 1 if leads else at
        run = _run(parts, items_from, BlockKind.ITEM)
        if part.kind is BlockKind.ROW:
            run = _run(parts, at, BlockKind.ROW)
            yield from _table(parts[at:run])
        elif run > items_from:
            yield from _list(text, part if leads else None, parts[items_from:run], max_chars)
        else:
            run = at + 1
            yield from _paragraph(text, part, max_chars)
        at = run


def _leads(part: Part, following: Part | None) -> bool:
    """Whether a paragraph leads in a list: by a colon, or as a sentence that its items make whole."""
    if part.text.rstrip().endswith(":"):
        return True
    if following is None or following.kind is not BlockKind.ITEM or not re.search(r"[a-zà-ÿ]$", part.text.rstrip()):
        return False
    return following.text[len(following.marker) :].lstrip()[:1].islower()


def _run(parts: Sequence[Part], begin: int, kind: BlockKind) -> int:
    """Where the parts of one kind that begin at `begin` end."""
    end = begin
    while end < len(parts) and parts[end].kind is kind:
        end += 1
    return end


def _paragraph(text: str, part: Part, max_chars: int, lead_in: Span | None = None) -> Iterator[Cut]:
    """A paragraph, in as few passages of whole sentences as it takes."""
    if part.end - part.start <= max_chars:
        yield Cut(part.start, part.end, part.kind, lead_in)
        return
    spans = [(part.start + low, part.start + high) for low, high in sentences(text[part.start : part.end])]
    begin = end = spans[0][0]
    for low, high in spans:
        if high - begin > max_chars and end > begin:
            yield Cut(begin, end, part.kind, lead_in)
            begin = low
        end = high
    yield Cut(begin, end, part.kind, lead_in)


def _table(rows: Sequence[Part]) -> Iterator[Cut]:
    """The rows of a table, led in by its header row; a header repeated on the next page leads in what follows."""
    if all(part.text == rows[0].text for part in rows):  # nothing for a header to lead in
        yield from (Cut(part.start, part.end, BlockKind.ROW) for part in rows)
        return
    header = Span(start=rows[0].start, end=rows[0].end)
    for part in rows[1:]:
        if part.text == rows[0].text:
            header = Span(start=part.start, end=part.end)
        else:
            yield Cut(part.start, part.end, BlockKind.ROW, header)


def _list(text: str, lead: Part | None, items: Sequence[Part], max_chars: int) -> Iterator[Cut]:
    """A list: whole with its lead-in where that fits, else by top item; members of an article each alone."""
    tops = _grouped(items)
    if lead is None:
        numbered = items[0].marker[:1].isdigit()
        yield from _groups(text, tops, max_chars, None, each=numbered)
        return
    if items[-1].end - lead.start <= max_chars:
        yield Cut(lead.start, items[-1].end, BlockKind.ITEM)
        return
    spans = sentences(text[lead.start : lead.end])
    opening = lead.start + spans[-1][0]
    introduction = Span(start=opening, end=lead.end)
    first = tops[0]
    if first[-1].end - opening <= max_chars:
        if opening > lead.start:
            before = text[lead.start : opening].rstrip()
            yield from _paragraph(
                text, Part(BlockKind.PARAGRAPH, lead.start, lead.start + len(before), before), max_chars
            )
        yield Cut(opening, first[-1].end, BlockKind.ITEM)
        tops = tops[1:]
    else:
        yield from _paragraph(text, lead, max_chars)
    yield from _groups(text, tops, max_chars, introduction, each=any(len(top) > 1 for top in tops))


def _groups(
    text: str, tops: Sequence[Sequence[Part]], max_chars: int, lead_in: Span | None, *, each: bool
) -> Iterator[Cut]:
    """Top items with what hangs under them: each alone, or as many together as fit."""
    begin = 0
    while begin < len(tops):
        end = begin + 1
        while not each and end < len(tops) and tops[end][-1].end - tops[begin][0].start <= max_chars:
            end += 1
        first, last = tops[begin][0], tops[end - 1][-1]
        if last.end - first.start <= max_chars:
            # a member of an article that is a sentence of its own is a rule, not a list
            rule = each and lead_in is None and first is last and first.text.rstrip().endswith(".")
            yield Cut(first.start, last.end, BlockKind.PARAGRAPH if rule else BlockKind.ITEM, lead_in)
        else:
            yield from _long_item(text, tops[begin], max_chars, lead_in)
        begin = end


def _long_item(text: str, top: Sequence[Part], max_chars: int, lead_in: Span | None) -> Iterator[Cut]:
    """An item too long for one passage: its own words first, then what hangs under it, led in by it."""
    yield from _paragraph(text, top[0], max_chars, lead_in)
    if len(top) > 1:
        words = sentences(text[top[0].start : top[0].end])
        low = top[0].start + (words[-1][0] if words else 0)
        yield from _groups(text, _grouped(top[1:]), max_chars, Span(start=low, end=top[0].end), each=False)


def _grouped(items: Sequence[Part]) -> list[list[Part]]:
    """Items with the sub-items under each.

    A sub-item is set deeper, or marked in another way, or, in a list that knows no depth, follows
    an item that ends in a colon.
    """
    first = items[0]
    flat = len({(_sort(item), item.level) for item in items}) == 1
    tops: list[list[Part]] = []
    for item in items:
        if flat:
            under = bool(tops) and tops[-1][0].text.rstrip().endswith(":") and not item.text.rstrip().endswith(":")
        else:
            under = bool(tops) and (item.level > first.level or (_sort(item) != _sort(first)))
        if under:
            tops[-1].append(item)
        else:
            tops.append([item])
    return tops


def _sort(item: Part) -> str:
    """The sort of marker: bullet, number or letter."""
    mark = item.marker.strip("().")
    if mark.isdigit():
        return "number"
    return "letter" if mark.isalpha() else "bullet"
