"""What one item of a list of parties names: several in a row, an umbrella and its members, a trade name, a body."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from kb.consistency.paper import Line
from kb.consistency.parties.proper import ORGANISATION

_UMBRELLA: Final = re.compile(
    r"\b(?:verenigd|georganiseerd|gebundeld|samenwerkend|aangesloten|vertegenwoordigd)\s+(?:in|bij|door|onder|via)\s+"
    r"|\bnamens\s+(?:deze[n]?|hen)\s*:?\s+|\bwaarvoor\s+(?:optreedt|tekent)\s+",
    re.I,
)
_TRADE_NAME: Final = re.compile(
    r"\b(?:handelend\w*\s+(?:onder\s+de\s+naam|als)|h\.?o\.?d\.?n\.?|ook\s+bekend\s+als)\s+", re.I
)
_NAME: Final = re.compile(
    r"[\"“‘']?(?:(?:de|het)\s+)?(?P<name>(?:De |Het )?(?:gemeente\s)?['’]?[A-Z][\w'’&.-]*"
    r"(?:\s(?:(?:van|de|het|der|den|voor|op|aan|in|&|ten|te)\s){0,2}[A-Z0-9][\w'’&.-]*)*)[\"”’']?"
)
# "de zorgaanbieders in Proefdam": what they are, in small letters before the first name.
_SORT: Final = re.compile(
    r"(?:(?:de|het|alle)\s+)?(?:[a-zà-ÿ-]+\s+){0,3}?[a-zà-ÿ-]+(?:s|en)\s+"
    r"(?:van\s+)?(?:(?:in|uit)\s+[^:;,]{1,40}:\s*)?(?=[A-Z'’\"“‘])"
)
_OPENS: Final = re.compile(r"(?:gemeente|stichting|politie|ggd|ggz|vereniging|coöperatie|federatie)\b", re.I)
_BETWEEN: Final = re.compile(r"\s*(?:,\s*(?:en\s+)?|\s+en\s+)")
_BODY: Final = re.compile(r"(?:de|het)\s+[a-zà-ÿ-]{3,}(?:\s[a-zà-ÿ-]{3,})?")
_NO_BODY: Final = re.compile(
    r"\b(?:partij(?:en)?|organisaties?|deelnemers?|volgende|overige|andere|ondergetekenden?|gemeenten?|hierna|samen|\w*lijk)\b"
)


class Item(NamedTuple):
    """Who an item names: several in `row`, or members in `row` under `umbrella`; `also` another name of the first."""

    row: tuple[Line, ...]
    umbrella: Line | None
    also: Line | None


def read(item: Line) -> Item:
    """Who an item names; `row` is empty where it names one organisation only."""
    text = re.sub(r"\([^()]*\)", lambda found: " " * len(found[0]), item.text)
    if trade := _TRADE_NAME.search(text):
        name = _NAME.match(text, trade.end())
        return Item((), None, _line(item, name) if name else None)
    joined = _UMBRELLA.search(text)
    name = _NAME.match(text, joined.end()) if joined else None
    if joined is None or name is None:
        return Item(_row(item, text, len(text)), None, None)
    umbrella = _line(item, name)
    behind = re.match(r"\s*:\s*", text[name.end() :])
    row = _names(item, text, name.end() + behind.end(), len(text)) if behind else _row(item, text, joined.start())
    if len(row) > 1:
        return Item(row, umbrella, None)
    return Item((), None, umbrella if ORGANISATION.search(umbrella.text) else None)


def bodies(item: Line) -> Iterator[Line]:
    """The bodies that an item names without names of their own: "de politie", "de politie en de brandweer"."""
    text = re.sub(r"(?:[;,.]|\s+en)+$", "", item.text.strip())
    at = 0
    for part in re.split(r"(?:,|\s+en)\s+(?=(?:de|het)\s)", text):
        if not _BODY.fullmatch(part) or _NO_BODY.search(part):
            return
        at = item.text.index(part, at)
        yield Line(part, item.start + at)


def _row(item: Line, text: str, end: int) -> tuple[Line, ...]:
    """The names before `end`: behind the word for what they are, or each an organisation by its own words."""
    sort = _SORT.match(text)
    row = _names(item, text, sort.end() if sort else 0, end)
    if len(row) < 2 or (not sort and not all(_OPENS.match(one.text) for one in row)):
        return ()
    return row


def _names(item: Line, text: str, start: int, end: int) -> tuple[Line, ...]:
    return tuple(_in_a_row(item, text, start, end))


def _in_a_row(item: Line, text: str, at: int, end: int) -> Iterator[Line]:
    while found := _NAME.match(text, at, end):
        yield _line(item, found)
        between = _BETWEEN.match(text, found.end(), end)
        if between is None:
            return
        at = between.end()


def _line(item: Line, found: re.Match[str]) -> Line:
    return Line(found["name"], item.start + found.start("name"))
