"""Headings numbered with capitals or Roman numbers: "A. Aanleiding", "F.2 Gedragsaanwijzing", "IV. Slot"."""

import re
from collections.abc import Sequence
from typing import Protocol

from ingest.readers.blocks import BlockKind


class _Part(Protocol):
    kind: BlockKind
    text: str


_NUMBERED = re.compile(
    r"(?P<top>[A-Z]|[IVX]{2,5})(?:\.|(?P<under>(?:\.\d{1,2}){1,3})\.?|\)|:)\s+(?P<title>[A-ZÀ-Ý\"'“‘(].*)"
)
_LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
_ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")
_DEPTH = 8  # above plain numbers, below articles
_LONGEST = 80
_PLAIN = re.compile(r"\d{1,2}\.\s")


def lettered(parts: Sequence[_Part], begin: int) -> dict[int, int]:
    """The depth of each such heading among `parts[begin:]`, by index.

    One such line is no heading: it may be somebody's initial. They are where they follow one another from
    the first on, or three in a row, with text between them; not where plain numbers stand above them.
    """
    lines = {at: found for at in range(begin, len(parts)) if (found := _match(parts[at]))}
    tops = [(at, found["top"]) for at, found in lines.items() if not found["under"]]
    series = max((_series(tops, order) for order in (_LETTERS, _ROMANS)), key=len)
    if not series or any(_PLAIN.match(parts[at].text.strip()) for at in range(begin, series[0][0])):
        return {}
    depths = {at: _DEPTH for at, _ in series}
    held = {top for _, top in series}
    for at, one in lines.items():
        if one["under"] and one["top"] in held and not _beside(lines, at):
            depths[at] = _DEPTH + one["under"].count(".")
    return depths


def _match(part: _Part) -> re.Match[str] | None:
    text = part.text.strip()
    if part.kind is BlockKind.ROW or len(text) > _LONGEST or re.search(r"[.;:,]$", text):
        return None
    return _NUMBERED.fullmatch(text)


def _series(tops: Sequence[tuple[int, str]], order: Sequence[str]) -> list[tuple[int, str]]:
    """The lines that follow one another in an order, each with text under it; empty where they are too few."""
    series: list[tuple[int, str]] = []
    for at, top in tops:
        follows = not series or (top in order and order.index(top) == order.index(series[-1][1]) + 1)
        if top in order and follows and (not series or at > series[-1][0] + 1):
            series.append((at, top))
    enough = len(series) > 2 or (len(series) == 2 and series[0][1] == order[0])
    return series if enough else []


def _beside(lines: dict[int, re.Match[str]], at: int) -> bool:
    """Whether a line stands right below or above its like, as an item of a list."""
    near = (lines.get(at - 1), lines.get(at + 1))
    return any(one is not None and one["under"] for one in near)
