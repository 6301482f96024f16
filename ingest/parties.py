"""The parties to an agreement, with the short names its text gives them."""

import re
from collections.abc import Iterator, Sequence

from ingest.enumeration import PROPER, Named, announced, enumerated, names_each
from ingest.readers.blocks import BlockKind
from ingest.structure import Part, Section, Zone
from kb.language.sentences import sentences
from kb.model import Party, Span

_HEADING = re.compile(
    r"(?:(?:artikel\s+)?\d{1,3}(?:\.\d{1,3}){0,6}\.?\s?|(?-i:[A-Z]|[IVX]{1,5})\.\s)?(?:de\s+)?"
    r"(?:deelnemende\s+|betrokken\s+|samenwerkende\s+|convenant)?"
    r"(?:partijen|organisaties|deelnemers|ondergetekenden|convenantpartijen|convenantpartners)",
    re.I,
)
# "Wie doen er mee?" above a list or a sentence that names them.
_ASKING = re.compile(
    r"(?:[\dA-Z]{1,4}\.\s)?(?:wie\s+(?:doen?t?\s+(?:er\s+)?(?:allemaal\s+)?mee|zijn\s+(?:wij|we|(?:de\s+)?(?:partijen|deelnemers))"
    r"|werken\s+(?:er\s+)?samen|nemen\s+(?:er\s+)?deel|(?:maken|sluiten|tekenen)\s+(?:dit|deze)\s+[a-zà-ÿ]+)"
    r"|(?:met|tussen)\s+wie\s+(?:maken|sluiten)\s+(?:we|wij)\s+(?:dit|deze)\s+[a-zà-ÿ]+)\??",
    re.I,
)
_OPENING = re.compile(r"(?:de\s+)?(?:ondergetekenden|partijen|partijen bij (?:dit|deze)\b.*)\s*:?\s*$", re.I)
_CLOSING = re.compile(
    r"(?:overwegen|in aanmerking|komen (?:het volgende )?overeen|verklaren|spreken af|hierna gezamenlijk)",
    re.I,
)
# Behind the last party, in one sentence with it: what follows are considerations.
_CONSIDERS = re.compile(r"\b(?:overwegende|in aanmerking nemende)(?: dat)?\s*[:,]?\s*$", re.I)
_NAME_END = re.compile(
    r"\s{0,2}(?:[,;:]|\(|\bhierna\b|\bverder te noemen\b|\bvertegenwoordigd\b|\bgevestigd\b|\bte dezen\b"
    r"|\bwaarin\b|\.$|$)"
)
_ALIAS = re.compile(
    r"\b(?:hierna|verder)\b(?:\s+(?:ook|gezamenlijk|te noemen|aan te duiden als|:))*\s*:?\s*"
    r"[“\"„‘']?(?:de |het )?(?P<alias>[\w&][\w &/-]{1,40}?)[”\"’']?(?:\s+te noemen)?(?=[;,.)]|\s*(?:\(|$))",
)
# Several parties named together: those under 1 to 3 are "de gemeenten".
_GROUP = re.compile(
    r"(?:de\s+)?(?:partijen|organisaties|ondergetekenden)\s+(?:(?:genoemd|vermeld)\s+)?(?:onder|sub)\s+"
    r"(?P<numbers>\d{1,2}(?:\s*(?:,|en|tot en met|t/m|-|–)\s*\d{1,2}){0,12})\b",
    re.I,
)
_SHORT = re.compile(r"\((?:hierna:?\s*)?[“\"‘']?(?P<alias>[A-Z][A-Za-z0-9&-]{1,11})[”\"’']?\)")
_PLURAL = re.compile(rf"gemeenten\s+(?P<names>{PROPER}(?:\s*,\s*{PROPER})*\s+en\s+{PROPER})")
_UNIT = re.compile(r",\s*(?:district|eenheid|basisteam|afdeling|team)\s+[\w &-]+")
_COVER_ORGANISATION = re.compile(
    r"^(?:de\s+)?(?:gemeente|stichting|politie|woon\w+|woning\w*|corporatie|vereniging|dienst|ggd|ggz|buurt\w*|coöperatie"
    r"|openbaar ministerie|veiligheidshuis|leger)\b",
    re.I,
)


def parties_of(found: Sequence[Section], *, is_memo: bool) -> tuple[Party, ...]:
    """The parties in the order the text lists them.

    They are looked for under a heading or opening line that announces them, then in a sentence that
    names them one after another, then on the cover. A memo is by one body to another and has none.
    """
    if is_memo:
        return ()
    groups = list(_groups(found))
    listed = [
        _with(party, [alias for alias, numbers in groups if part.marker.rstrip(".)") in numbers])
        for part in _announced(found)
        for party in _parties(part)
    ]
    listed = listed or _enumerated(found)
    if not listed:
        cover = [part for section in found if section.zone is Zone.COVER for part in section.parts]
        listed = [party for part in cover if _COVER_ORGANISATION.match(part.text) for party in _parties(part)]
    seen: dict[str, Party] = {}
    for party in listed:
        seen.setdefault(party.name.lower(), party)
    return tuple(seen.values())


def _announced(found: Sequence[Section]) -> Iterator[Part]:
    for section in found:
        if section.zone is not Zone.BODY and section.zone is not Zone.COVER:
            continue
        inside = bool(section.headings and _HEADING.fullmatch(section.headings[-1].strip()))
        headed = inside
        for part in section.parts:
            if _OPENING.fullmatch(part.text.strip()):
                inside = True
            elif inside and (_CLOSING.match(part.text) or _CONSIDERS.search(part.text)):
                break
            elif inside and (part.kind is BlockKind.ITEM or (not headed and _ALIAS.search(part.text))):
                yield part


_GROUNDS = re.compile(r"(?:gelet\s+op|gezien|overwegende|in\s+aanmerking\s+nemende)\b", re.I)
_NEAR = 6  # parts between those who adopt a paper and the grounds they give


def _enumerated(found: Sequence[Section]) -> list[Party]:
    """The parties that a sentence or the list right under it names one after another; the first that does."""
    own = [section for section in found if section.zone in (Zone.BODY, Zone.COVER)]
    for section in own:
        asked = bool(section.headings and _ASKING.fullmatch(section.headings[-1].strip()))
        if asked and (named := _in_list(section.parts)):
            return named
        for at, part in enumerate(section.parts):
            if part.kind is BlockKind.PARAGRAPH and (named := _named_in(section, at, asked=asked and at == 0)):
                return named
    return []


def _in_list(parts: Sequence[Part]) -> list[Party]:
    """The parties that the list under a question names: each line one, and nothing else."""
    begin = 1 if parts and parts[0].kind is BlockKind.PARAGRAPH and parts[0].text.rstrip().endswith(":") else 0
    items = list(_items(parts[begin:]))
    if not names_each([item.text[len(item.marker) + 1 :] for item in items]):
        return []
    return [party for item in items for party in _parties(item)]


def _named_in(section: Section, at: int, *, asked: bool) -> list[Party]:
    part = section.parts[at]
    for low, high in sentences(part.text):
        begin = announced(part.text[low:high])
        if begin is not None and not part.text[low + begin : high].strip():
            return [party for item in _items(section.parts[at + 1 :]) for party in _parties(item)]
        if begin is not None or (asked and low == 0):
            named = enumerated(part.text[low:high], begin or 0)
            return [_of_enumeration(part, one, low) for one in named]
    following = section.parts[at + 1 : at + 1 + _NEAR]
    if not section.headings and any(_GROUNDS.match(one.text) for one in following):
        return [_of_enumeration(part, one, 0) for one in enumerated(part.text)]
    return []


def _items(parts: Sequence[Part]) -> Iterator[Part]:
    for part in parts:
        if part.kind is not BlockKind.ITEM:
            return
        yield part


def _of_enumeration(part: Part, one: Named, low: int) -> Party:
    behind = part.text[low + one.end : low + one.until]
    aliases = (*(found["alias"].strip() for found in _ALIAS.finditer(behind)), *_acronyms(behind))
    return _party(part, one.name, low + one.start, low + one.end, tuple(dict.fromkeys(aliases)))


def _groups(found: Sequence[Section]) -> Iterator[tuple[str, frozenset[str]]]:
    """Names for several parties together, with the numbers of those parties."""
    for section in found:
        if section.zone is not Zone.BODY and section.zone is not Zone.COVER:
            continue
        for part in section.parts:
            for named in _GROUP.finditer(part.text):
                alias = _ALIAS.search(part.text, named.end())
                if alias is None:
                    continue
                numbers: set[str] = set()
                for first, last in re.findall(r"(\d{1,2})(?:\s*(?:tot en met|t/m|-|–)\s*(\d{1,2}))?", named["numbers"]):
                    numbers.update(map(str, range(int(first), int(last or first) + 1)))
                yield alias["alias"].strip(), frozenset(numbers)


def _with(party: Party, aliases: Sequence[str]) -> Party:
    own = tuple(dict.fromkeys([*party.aliases, *aliases]))
    return party if own == party.aliases else party.model_copy(update={"aliases": own})


def _parties(part: Part) -> Sequence[Party]:
    """The parties of a line, each with the short names given to it there."""
    group = _GROUP.search(part.text)
    words = part.text[: group.start()] if group else part.text
    low = len(part.marker) + 1 if part.kind is BlockKind.ITEM else 0
    found = list(_joined(part, words, low))
    if len(found) < 2 and part.kind is BlockKind.ITEM and (named := enumerated(words, low, plainly=True)):
        return [_of_enumeration(part, one, 0) for one in named]
    return found


def _joined(part: Part, words: str, low: int) -> Iterator[Party]:
    """Three of "de gemeenten A, B en C", two of "Stichting A (hierna: A) en Stichting B"."""
    for joint in re.finditer(r"\)\s*(?:,|en)\s+(?:(?:de|het)\s+)?", words):
        if _COVER_ORGANISATION.match(words[joint.end() :]):
            yield from _together(part, words[: joint.start() + 1], low)
            low = joint.end()
    yield from _together(part, words, low)


def _together(part: Part, words: str, skip: int) -> Iterator[Party]:
    """The parties that share the short names behind them: from `skip`, up to the end of `words`."""
    own = words[skip:]
    aliases = tuple(dict.fromkeys([*(found["alias"].strip() for found in _ALIAS.finditer(own)), *_acronyms(own)]))
    skip += len(own) - len(own.lstrip())
    if article := re.match(r"(?:de|het)\s+", words[skip:], re.I):
        skip += article.end()
    if several := _PLURAL.match(words, skip):
        spans = [(match.start(), match.end()) for match in re.finditer(PROPER, several["names"])]
        offset = several.start("names")
        for low, high in spans:
            yield _party(part, f"gemeente {words[offset + low : offset + high]}", offset + low, offset + high, aliases)
        return
    end = _end(words, skip)
    low = skip
    for joint in re.finditer(r"\s+en\s+(?:de\s+)?(?=[A-Z])", words[skip:end]):
        if _COVER_ORGANISATION.match(words[skip + joint.end() :]) and _COVER_ORGANISATION.match(words[low:]):
            yield _party(part, words[low : skip + joint.start()], low, skip + joint.start(), aliases)
            low = skip + joint.end()
    name = " ".join(words[low:end].split())
    if 2 <= len(name) <= 120 and any(letter.isupper() for letter in name):
        yield _party(part, name, low, end, aliases)


def _end(words: str, skip: int) -> int:
    """Where the name that begins at `skip` ends."""
    ends = _NAME_END.search(words, skip)
    end = ends.start() if ends else len(words)
    # "Politie eenheid Midden, district Stad" is one name: what follows the comma is part of it
    if ends and ends[0].strip() == "," and (tail := _UNIT.match(words[end:])):
        end += tail.end()
    return end


def _party(part: Part, name: str, start: int, end: int, aliases: tuple[str, ...]) -> Party:
    own = tuple(alias for alias in aliases if alias.lower() != name.lower())
    return Party(name=name, aliases=own, evidence=Span(start=part.start + start, end=part.start + end))


def _acronyms(words: str) -> list[str]:
    return [
        found["alias"] for found in _SHORT.finditer(words) if sum(letter.isupper() for letter in found["alias"]) > 1
    ]
