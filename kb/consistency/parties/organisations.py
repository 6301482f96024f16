"""The organisations that a paper lists as its parties, with all their names and the members of umbrellas."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from kb.consistency.paper import Line, Paper
from kb.consistency.parties.items import bodies, read
from kb.consistency.parties.names import core, occurrences, places_of, same
from kb.consistency.parties.proper import ORGANISATION, proper_names
from kb.consistency.wording.blocks import bare
from kb.language.words import STOP_WORDS
from kb.model import Role

# What joins an umbrella with those it is made up of: behind its name in the list of parties, or in a sentence on it.
_MEMBERS: Final = re.compile(
    r"\b(?:waarin\b|bestaa(?:t|nde) uit|met als (?:leden|deelnemers)|leden\b|aangesloten|samenwerkingsverband|verenigd"
    r"|koepel|namens|te weten|namelijk)[^.;]*",
    re.I,
)
_IS_MADE_OF = re.compile(
    r"\s+(?:\([^()]{0,60}\)\s+)?(?:bestaat\s+uit|is\s+(?:een|de|het)\s+\w+\s+van|heeft\s+als\s+leden|vertegenwoordigt)"
    r"\b[^.;]*"
)
_MEMBERS_OF = re.compile(r"\b(?:leden|deelnemers)\s+van\s+(?:de\s+|het\s+)?$", re.I)
_ARE = re.compile(r"\s+zijn\b[^.;]*")
_JOINT = re.compile(
    r"\s+en\s+(?:(?:de|het)\s+)?(?=(?:gemeente|stichting|politie|ggd|ggz|vereniging|coöperatie)\b)", re.I
)
_LISTED = re.compile(
    r"(?:\d[\d.]*\.?\s*)?(?:(?:de|wie)\s+)?(?:deelnem(?:ers|ende\s+\w+)|(?:betrokken|samenwerkende)\s+\w+|partijen|organisaties"
    r"|(?:convenant|samenwerkings)?partners|ondergetekenden|wie\s+(?:er\s+)?(?:mee\s?doen|meedoet|doen\s+(?:er\s+)?mee))",
    re.I,
)
_OF_TOWNS = re.compile(r"\bgemeenten?\s(?:[\w'’-]+(?:,|\sen)\s){0,9}$", re.I)
_OTHERS = re.compile(r"\bgeen\s+(?:partij|deelnemer)\b", re.I)
_OPENER = re.compile(
    r"\s(?=(?:Gemeente|Stichting|Politie|GG[DZ]|Vereniging|Woon\w+|Woning\w+|Federatie|Coöperatie|Regio|Leger)\b)"
)
_NO_NAME = re.compile(
    r"\d|:|\b(?:versie|concept|definitief|vastgesteld|inhoud\w*|bijlagen?|\w*convenant|\w*overeenkomst|\w*afspraken|colofon"
    r"|afspraken|auteurs?|opgesteld|status|ondertekend|geldig|memo|onderwerp|partijen|deelnemers|protocol|handreiking)\b",
    re.I,
)
_DIVIDER = re.compile(r"\s*[·•∙‧●|]\s*|\s+/\s+")  # "Gemeente X · Stichting Y / GGD Z"
_JOINED_BY = re.compile(r"(?:\s*(?:[·•∙‧●|/,;–—-]|\ben\b))+$")
_LONGEST_NAME = 90


@dataclass(frozen=True, slots=True)
class Organisation:
    """Somebody by all names that a paper gives, its own first; `place` is where it stands under its own name."""

    name: str
    place: Line
    also: tuple[str, ...] = ()
    members: tuple[Line, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Its names, without those of its members."""
        return (self.name, *self.also)


class Known:
    """The organisations of a list, found by any name that may be theirs."""

    def __init__(self, held: Sequence[Organisation], region: str) -> None:
        self.held = held
        names = [name for one in held for name in (one.name, *(member.text for member in one.members))]
        self.places = places_of(names) | frozenset(region.split("-"))

    def is_place(self, name: str) -> bool:
        """Whether a name tells of no organisation, but of where it is."""
        return all(word in self.places for word in core(name))

    def find(self, name: str) -> Organisation | None:
        """Whom a name is of: who is so called, else whom it may be short for, else whose member it is."""
        words = core(name)
        exact = [one for one in self.held if any(core(own) == words for own in one.names)]
        near = exact or [one for one in self.held if any(same(name, own, self.places) for own in one.names)]
        of = near or [one for one in self.held if any(same(name, own.text, self.places) for own in one.members)]
        return of[0] if of else None


@lru_cache(maxsize=2)  # of the paper that is being read, asked for by several rules
def parties(paper: Paper) -> tuple[Organisation, ...]:
    """The parties in the order of the list of parties; nobody where only the cover, or nothing, tells who they are."""
    listed = [one for one in _named(paper) if not _on_cover(paper, one.place)]
    listed = [*(part for one in listed for part in _as_told(one, listed, paper)), *_without_name(listed, paper)]
    held = [_with_members(one, paper) for one in (listed or list(_under_heading(paper)))]
    return tuple({core(one.name): one for one in reversed(held)}.values())[::-1]


def _on_cover(paper: Paper, place: Line) -> bool:
    passage = paper.passage(place.start)
    return passage is not None and passage.role is Role.COVER and not re.match(r"\W*\d+[.)]|[-•]", passage.text)


def _named(paper: Paper) -> Iterator[Organisation]:
    for party in paper.document.parties:
        start = party.evidence.start
        joints = [0, *(joint.end() for joint in _JOINT.finditer(party.name))]
        ends = [*(joint.start() for joint in _JOINT.finditer(party.name)), len(party.name)]
        for low, high in zip(joints, ends, strict=True):
            name = party.name[low:high]
            also = party.aliases if len(joints) == 1 else ()
            yield Organisation(name, Line(paper.text[start : party.evidence.end], start), also)


def _as_told(one: Organisation, listed: Sequence[Organisation], paper: Paper) -> Iterator[Organisation]:
    """Those that the item of a party names: an umbrella with its members, several in a row, a trade name."""
    item = _item(one, paper)
    if item is None or sum(item.start <= other.place.start < item.end for other in listed) > 1:
        yield one
        return
    told = read(item)
    if told.umbrella:
        yield Organisation(told.umbrella.text, told.umbrella, one.also, told.row)
    elif told.row:
        yield from (Organisation(name.text, name, one.also) for name in told.row)
    else:
        yield replace(one, also=(*one.also, told.also.text)) if told.also else one


def _item(one: Organisation, paper: Paper) -> Line | None:
    """The item that a party opens, without its mark."""
    for said in quoted(paper, one.place.start):
        item = bare(said)
        if 0 <= one.place.start - item.start <= len("het "):
            return item
    return None


def _without_name(listed: Sequence[Organisation], paper: Paper) -> Iterator[Organisation]:
    """The items among the parties that begin with no name: "de politie", "de scholen, verenigd in X: A, B en C"."""
    among = {passage.id for one in listed if (passage := paper.passage(one.place.start))}
    for said in paper.sentences:
        if said.passage.id not in among or any(said.start <= one.place.start < said.end for one in listed):
            continue
        item = bare(said)
        yield from (Organisation(body.text, body) for body in bodies(item))
        told = read(item)
        if name := told.umbrella or told.also:
            yield Organisation(name.text, name, (), told.row)


def _under_heading(paper: Paper) -> Iterator[Organisation]:
    """Those named in the lines of a list under a heading that announces participants."""
    for one in paper.sentences:
        if one.passage.role is Role.LIST and one.headings and _LISTED.fullmatch(one.headings[-1].strip()):
            aliases = tuple(re.findall(r"\((?:(?:hierna|verder)\b[^()]*?)?(?:de |het )?([\w &-]{2,40})\)", one.text))
            for name in proper_names(one.text, one.start):
                if paper.text[name.start - 1] != "(":
                    town = _OF_TOWNS.search(one.text[: name.start - one.start])
                    yield Organisation(f"gemeente {name.text}" if town else name.text, name, aliases)


def _with_members(one: Organisation, paper: Paper) -> Organisation:
    """An umbrella with those it says it is made up of."""
    own = {core(name) for name in one.names}
    if one.members:
        return one
    found: dict[str, Line] = {}
    for tail in _tails(one, paper):
        names = [name for name in proper_names(tail.text, tail.start) if core(name.text) not in own]
        found |= {name.text: name for name in names} if len(names) > 1 else {}
    return Organisation(one.name, one.place, one.also, tuple(found.values()))


def _tails(one: Organisation, paper: Paper) -> Iterator[Line]:
    """The words that may name members."""
    for said in quoted(paper, one.place.start):
        if tail := _MEMBERS.search(said.text, max(0, one.place.end - said.start)):
            yield Line(tail[0], said.start + tail.start())
    for name in one.names:
        if name[:1].isupper():
            yield from _said_of(name, paper.text)


def _said_of(name: str, text: str) -> Iterator[Line]:
    """What sentences say that somebody is made up of."""
    for start in occurrences(name, text):
        end = start + len(name)
        tail = _IS_MADE_OF.match(text, end)
        if tail is None and _MEMBERS_OF.search(text, max(0, start - 24), start):
            tail = _ARE.match(text, end)
        if tail:
            yield Line(tail[0], end)


def quoted(paper: Paper, position: int) -> Iterator[Line]:
    """What can be read alone around a position, if anything: a sentence or list line, else a line of the text."""
    for one in paper.sentences:
        if one.start <= position < one.end:
            yield Line(one.text, one.start)
            return
    low = paper.text.rfind("\n", 0, position) + 1
    high = paper.text.find("\n", position)
    line = paper.text[low : len(paper.text) if high < 0 else high]
    if line.strip():
        yield Line(line.strip(), low + len(line) - len(line.lstrip()))


def outsiders(paper: Paper) -> tuple[str, ...]:
    """What the paper says of those who are no party: the sentences that say so."""
    return tuple(one.text for one in paper.sentences if _OTHERS.search(one.text))


def on_cover(paper: Paper, listed: Iterable[str]) -> tuple[Line, ...]:
    """The organisations that the cover lists, by line; `listed` are names that are known to be of organisations.

    Lines are of organisations from the first that is known to be one, or says what it is, up to the
    first that is no name; nobody where less than three are.
    """
    known = [core(name) for name in listed]
    found: list[Line] = []
    for line in (part for whole in paper.cover for part in _parted(whole)):
        name = _is_name(line.text)
        if name and (found or ORGANISATION.search(line.text) or core(line.text) in known):
            found.append(line)
        elif found and not name:
            break
    towns = places_of([line.text for line in found]) | frozenset(paper.document.region.split("-"))
    own = [line for line in found if not all(word in towns for word in core(line.text))]
    return tuple(own) if len(own) > 2 else ()


def _is_name(text: str) -> bool:
    """Whether a line of a cover may be a name and nothing else."""
    words = [word for word in text.split() if word.lower() not in STOP_WORDS]
    capitals = [word for word in words if word.lstrip("('’s-")[:1].isupper()]
    plain = len(text) > _LONGEST_NAME or text.endswith(".") or _NO_NAME.search(text)
    return not plain and bool(words) and (text[0].isupper() or text[0] in "'’") and 2 * len(capitals) >= len(words)


def _parted(line: Line) -> Iterator[Line]:
    """The names in a line that has several: divided by dots, bullets, bars or slashes, or joined by a reader."""
    divided = list(_between(line, [(one.start(), one.end()) for one in _DIVIDER.finditer(line.text)]))
    if len(divided) > 2 and all(_is_name(one.text) for one in divided):
        yield from divided
        return
    opened = list(_between(line, [(one.start(), one.end()) for one in _OPENER.finditer(line.text)]))
    yield from opened if len(opened) > 3 else [line]


def _between(line: Line, cuts: Sequence[tuple[int, int]]) -> Iterator[Line]:
    """The stretches of a line between cuts, without what joins each with the next."""
    begins, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(line.text)]
    for low, high in zip(begins, ends, strict=True):
        own = _JOINED_BY.sub("", line.text[low:high]).strip()
        if own:
            yield Line(own, line.start + line.text.index(own, low))
