"""Blocks to sections: what is a heading, what is cover, contents list, body or signature block."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from ingest.headings import Heading, begins_notes, find_headings, norm
from ingest.letterhead import address_label, is_sender
from ingest.readers.blocks import Assembled, Block, BlockKind, Placed
from ingest.readers.leaders import leader_start
from ingest.readers.lines import CONTENTS, begins_part
from ingest.references import appendix_line
from ingest.rejoin import rejoin


class Zone(StrEnum):
    """Which stretch of a document a section belongs to."""

    COVER = "cover"
    CONTENTS = "contents"
    BODY = "body"
    SIGNATURE = "signature"


@dataclass(slots=True)
class Part:
    """A block at its place in the full text, cut sentences made whole."""

    kind: BlockKind
    start: int
    end: int
    text: str
    level: int = 0
    marker: str = ""


@dataclass(slots=True)
class Section:
    """Everything under one heading, up to the next; `headings` is the path to it."""

    headings: tuple[str, ...]
    zone: Zone
    parts: list[Part] = field(default_factory=list)
    heading: Part | None = None


def whole(assembled: Assembled) -> tuple[str, list[Part]]:
    """The full text with cut sentences joined, and its parts; no character moves."""
    text = assembled.full_text
    joined = rejoin(text)
    pieces: list[str] = []
    spans: list[tuple[Placed, int]] = []  # the first block of each part, and where the part ends
    at = 0
    for before, placed in zip([None, *assembled.placed[:-1]], assembled.placed, strict=True):
        gap = text[at : placed.start]
        if before is not None and gap == "\n\n" and _continues(before.block, placed.block, joined[at : placed.start]):
            pieces.append("  ")  # two spaces for two newlines: citations count characters
            spans[-1] = (spans[-1][0], placed.end)
        else:
            pieces.append(gap)
            spans.append((placed, placed.end))
        pieces.append(text[placed.start : placed.end])
        at = placed.end
    full = "".join(pieces)
    return full, [
        Part(first.block.kind, first.start, end, full[first.start : end], first.block.level, first.block.marker)
        for first, end in spans
    ]


def _continues(before: Block, block: Block, gap: str) -> bool:
    """Whether a block is the rest of the sentence above it: the reader says so, or `rejoin` does."""
    if before.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM) or block.kind is not BlockKind.PARAGRAPH:
        return False
    return before.cut or gap == "  "


def sections(parts: Sequence[Part], *, stated: bool) -> list[Section]:
    """The sections of a document in reading order, cover and contents list first.

    `stated` says that the format marks its headings, so that short lines are not taken for one.
    """
    contents = _contents(parts)
    begin = contents.stop if contents else 0
    headings = find_headings(parts, begin, stated=stated)
    cover_end = contents.start if contents else _cover_end(parts, headings)
    found: list[Section] = []
    if cover_end:
        found.append(Section((), Zone.COVER, list(parts[:cover_end])))
    if contents:
        found.append(Section((), Zone.CONTENTS, list(parts[contents.start : contents.stop])))
    found += _body(parts, max(begin, cover_end), headings)
    return [section for section in found if section.parts or section.heading]


_LONGEST_ENTRY = 400  # characters, dots included


def _contents(parts: Sequence[Part]) -> range | None:
    """The contents list: from its heading to where its first entry comes back as a heading."""
    for at, part in enumerate(parts[:80]):
        if CONTENTS.fullmatch(part.text.strip()):
            return range(at, _contents_end(parts, at + 1))
    leaders = [at for at, part in enumerate(parts[:80]) if _has_leader(part)]
    pages = [_page_number(parts[at]) for at in leaders]
    # the pages of a contents list never go back; the figures of a table do
    if len(leaders) >= 3 and leaders[-1] - leaders[0] <= 2 * len(leaders) and pages == sorted(pages):
        return range(leaders[0], _contents_end(parts, leaders[0]))
    return None


def _has_leader(part: Part) -> bool:
    """Whether a part is a line of a contents list; the row of a table, which may end in figures too, is none."""
    if part.kind is BlockKind.ROW or len(part.text) >= _LONGEST_ENTRY:
        return False
    return leader_start(part.text) is not None and part.text.rstrip()[-1:].isdigit()


def _page_number(part: Part) -> int:
    words = part.text.rstrip()
    return int(words[len(words.rstrip("0123456789")) :])


def _contents_end(parts: Sequence[Part], begin: int) -> int:
    if begin >= len(parts):
        return begin
    first = norm(parts[begin].text)
    back = next((at for at in range(begin + 1, len(parts)) if first and norm(parts[at].text) == first), None)
    for at in range(begin, len(parts) if back is None else back):
        if back is not None and _is_own_section(parts, at, begin, back):
            return at
        noted = back is not None and parts[at].text.startswith("(")  # a note to the list
        if not (noted or _has_leader(parts[at])) and (is_prose(parts[at]) or _opens_list(parts, at)):
            # parties and recitals often stand in front of the first article, and in no contents list
            above = parts[at - 1]
            headed = at - 1 > begin and not _has_leader(above) and (back is None or not begins_part(above.text))
            return at - 1 if headed else at
    return len(parts) if back is None else back


def _is_own_section(parts: Sequence[Part], at: int, begin: int, back: int) -> bool:
    """Whether a heading between the lines of a contents list and the first section is that of a section too."""
    part, first = parts[at], parts[back]
    if BlockKind.HEADING is not part.kind or part.kind is not first.kind or part.level > first.level:
        return False
    listed = parts[begin].kind is not BlockKind.HEADING
    return listed and not any(_has_leader(one) or begins_part(one.text) for one in parts[at + 1 : back])


def _opens_list(parts: Sequence[Part], at: int) -> bool:
    words = parts[at].text.rstrip()
    return words.endswith(":") and len(words) > len("Bijlagen:") and _kind_at(parts, at + 1) is BlockKind.ITEM


_TELLS = re.compile(r"(?:deze|dit|(?:de\s+)?partijen|wij)\b", re.I)


def is_prose(part: Part) -> bool:
    """Whether a part is running text rather than a line on a cover or in a contents list."""
    if part.kind is not BlockKind.PARAGRAPH:
        return False
    text = part.text.rstrip()
    ends = re.search(r"[a-zà-ÿ)”\"][.:]$", text) or (_TELLS.match(text) and text.endswith("."))
    return len(text) > 120 or (ends is not None and len(text) > 40)


_IMPRINT = re.compile(
    r"(?:(?:document)?status|(?:definitieve\s+|concept)?versie|datum|vastgesteld|ondertekend|getekend|concept|ontwerp)\b"
    r"(?=[^.]*[\d:])",
    re.I,
)
_LONGEST_IMPRINT = 240  # characters


def _is_imprint(part: Part) -> bool:
    """Whether a part before the first section tells of the document: status, version, date, what it is appendix to."""
    if part.kind in (BlockKind.ITEM, BlockKind.ROW) or len(part.text) > _LONGEST_IMPRINT:
        return False
    return bool(_IMPRINT.match(part.text)) or appendix_line(part.text) is not None


def _cover_end(parts: Sequence[Part], headings: dict[int, Heading]) -> int:
    """How many parts stand before the first heading that is followed by running text."""
    titled = False
    for at, part in enumerate(parts):
        if address_label(part.text):
            titled = True  # the head of a memo is its cover, title or not
            continue
        if _is_imprint(part) or (not titled and is_sender(part.text)):
            continue
        if heading := headings.get(at):
            if heading.depth is not None:
                return at
            then = next((after for after in range(at + 1, len(parts)) if not _is_head(parts[after])), len(parts))
            following = parts[then] if then < len(parts) else None
            if following and (is_prose(following) or following.kind in (BlockKind.ITEM, BlockKind.ROW)):
                return at if titled else then  # a title directly above the text is cover; a first section is not
            if following and following.text.rstrip().endswith(":") and _kind_at(parts, then + 1) is BlockKind.ITEM:
                return at  # "Partijen", "De ondergetekenden:" and a list is where the agreement begins
        elif is_prose(part):
            return at
        titled = True
    return 0


def _is_head(part: Part) -> bool:
    return _is_imprint(part) or address_label(part.text) is not None


def _kind_at(parts: Sequence[Part], at: int) -> BlockKind | None:
    return parts[at].kind if at < len(parts) else None


_SIGNATURE = re.compile(
    r"(?:(?:artikel\s+)?\d{1,3}\.?\s?)?(?:ondertekening|ondertekenaars|handtekening(?:en)?|tekenblad)\b.{0,40}",
    re.I,
)
_SIGNED = re.compile(r"(?:aldus|overeengekomen en ondertekend|voor akkoord|ondertekend te)\b", re.I)


def _body(parts: Sequence[Part], begin: int, headings: dict[int, Heading]) -> list[Section]:
    found: list[Section] = []
    path: list[Heading] = []
    section = Section((), Zone.BODY)
    signing_depth: int | None = None
    for at in range(begin, len(parts)):
        part = parts[at]
        if heading := headings.get(at):
            found.append(section)
            # a list of abbreviations behind the signatures is no part of them
            path = [heading] if begins_notes(heading.text) and signing_depth else [*_ancestors(path, heading), heading]
            if signing_depth is not None and (len(path) <= signing_depth or path == [heading]):
                signing_depth = None
            if _SIGNATURE.fullmatch(heading.text):
                signing_depth = len(path)
            zone = Zone.BODY if signing_depth is None else Zone.SIGNATURE
            section = Section(tuple(step.text for step in path), zone, heading=part)
            continue
        signs = _SIGNED.match(part.text) or (part.kind is BlockKind.ROW and "handtekening" in part.text.lower())
        if signs and section.zone is Zone.BODY and _is_tail(parts, at, headings):
            found.append(section)
            section = Section(section.headings, Zone.SIGNATURE)
            signing_depth = len(path)
        section.parts.append(part)
    return [*found, section]


def _is_tail(parts: Sequence[Part], at: int, headings: dict[int, Heading]) -> bool:
    """Whether only short lines and rows follow up to the next heading: a signature block, not a rule on signing."""
    for after in range(at + 1, len(parts)):
        if after in headings:
            return True
        if len(parts[after].text) > 240:
            return False
    return True


def _ancestors(path: list[Heading], heading: Heading) -> list[Heading]:
    """The headings above `heading`: numbers decide, then the levels the format states, then order."""
    kept = list(path)
    while kept and not _above(kept[-1], heading):
        kept.pop()
    return kept


def _above(upper: Heading, lower: Heading) -> bool:
    if lower.depth is not None:
        return upper.depth is not None and upper.depth < lower.depth
    if upper.depth is not None:
        # an unnumbered heading belongs to the numbered one above it, unless the format says otherwise
        return not (upper.level and lower.level and lower.level <= upper.level)
    return bool(upper.level and lower.level and upper.level < lower.level)
