"""The parties to an agreement, with the short names its text gives them."""

import re
from collections.abc import Iterator, Sequence

from ingest.readers.blocks import BlockKind
from ingest.structure import Part, Section, Zone
from kb.model import Party, Span

_HEADING = re.compile(
    r"(?:(?:artikel\s+)?\d{1,3}(?:\.\d{1,3}){0,6}\.?\s?)?(?:de\s+)?"
    r"(?:deelnemende\s+|betrokken\s+|samenwerkende\s+|convenant)?"
    r"(?:partijen|organisaties|deelnemers|ondergetekenden|convenantpartijen|convenantpartners)",
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
_PROPER = r"[A-Z][\w'’-]+(?:\s(?:aan|op)\s(?:de[nr]?\s)?[A-Z][\w-]+)?"
_PLURAL = re.compile(rf"gemeenten\s+(?P<names>{_PROPER}(?:\s*,\s*{_PROPER})*\s+en\s+{_PROPER})")
_UNIT = re.compile(r",\s*(?:district|eenheid|basisteam|afdeling|team)\s+[\w &-]+")
_COVER_ORGANISATION = re.compile(
    r"^(?:de\s+)?(?:gemeente|stichting|politie|woon\w+|woning\w*|corporatie|vereniging|dienst|ggd|ggz|buurt\w*|coöperatie"
    r"|openbaar ministerie|veiligheidshuis|leger)\b",
    re.I,
)


def parties_of(found: Sequence[Section], *, is_memo: bool) -> tuple[Party, ...]:
    """The parties in the order the text lists them.

    They are looked for under a heading or opening line that announces them, then on the cover. A
    memo is by one body to another and has none.
    """
    if is_memo:
        return ()
    groups = list(_groups(found))
    listed = [
        _with(party, [alias for alias, numbers in groups if part.marker.rstrip(".)") in numbers])
        for part in _announced(found)
        for party in _parties(part)
    ]
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


def _parties(part: Part) -> Iterator[Party]:
    """The party of a line, or the several it names together, each with the short names given to it there.

    "De gemeenten A, B en C" are three, "Stichting A (hierna: A) en Stichting B" two.
    """
    group = _GROUP.search(part.text)
    words = part.text[: group.start()] if group else part.text
    low = len(part.marker) + 1 if part.kind is BlockKind.ITEM else 0
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
        spans = [(match.start(), match.end()) for match in re.finditer(_PROPER, several["names"])]
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
