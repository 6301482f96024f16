"""What Word counts by itself: heading levels through styles, list numbers through numbering definitions."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ingest.readers.counting import letters, roman

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # typing only; parsing is defusedxml's

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMED = re.compile(r"^(?:heading|kop) ?(\d)$", re.I)
_PLACE = re.compile(r"%(\d)")
_DEEPEST = 9  # Word knows nine list levels


def value_of(parent: "Element | None", path: str) -> str | None:
    """The `w:val` of an element under `parent`; None where either is not there."""
    found = None if parent is None else parent.find(path)
    return None if found is None else found.get(f"{W}val")


def number_in(text: str | None, default: int) -> int:
    """A whole number written in an attribute; `default` where there is none or it is no number."""
    return int(text) if text and text.lstrip("-").isdecimal() and len(text) < _DEEPEST else default


class Styles:
    """Paragraph styles with what they inherit."""

    def __init__(self, root: "Element | None") -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._styles = {style.get(f"{W}styleId"): style for style in found}

    def _chain(self, style_id: str | None) -> "list[Element]":
        chain: list[Element] = []
        while (style := self._styles.get(style_id)) is not None and style not in chain:
            chain.append(style)
            style_id = value_of(style, f"{W}basedOn")
        return chain

    def heading_level(self, style_id: str | None) -> int:
        """The heading level of a style, from 1; 0 where it is no heading. A title is of level 1."""
        for style in self._chain(style_id):
            called = value_of(style, f"{W}name") or ""
            if found := _NAMED.match(called):
                return int(found[1])
            if called.lower() in ("title", "titel"):
                return 1
            level = number_in(value_of(style, f"{W}pPr/{W}outlineLvl"), _DEEPEST)
            if level < _DEEPEST:
                return level + 1
        return 0

    def numbering(self, style_id: str | None) -> tuple[str | None, int]:
        """The (numbering id, level) a style brings along."""
        for style in self._chain(style_id):
            number = value_of(style, f"{W}pPr/{W}numPr/{W}numId")
            if number is not None:
                return number, number_in(value_of(style, f"{W}pPr/{W}numPr/{W}ilvl"), 0)
        return None, 0


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts: number format, pattern ("%1.%2"), first number."""

    shape: str
    pattern: str
    start: int


class Numbering:
    """List numbers as Word shows them; keeps count while the document is read in order."""

    def __init__(self, root: "Element | None", styles: Styles) -> None:
        self._styles = styles
        self._levels: dict[str | None, dict[int, _Level]] = {}
        self._abstract: dict[str | None, str | None] = {}  # lists of one abstract definition count on together
        self._restarts: dict[tuple[str | None, int], int] = {}  # where a list begins to count anew, once
        self._counts: dict[tuple[str | None, int], int] = {}
        if root is not None:
            self._learn(root)

    def _learn(self, root: "Element") -> None:
        abstract = {one.get(f"{W}abstractNumId"): one for one in root.findall(f"{W}abstractNum")}
        linked = {value_of(one, f"{W}styleLink"): key for key, one in abstract.items()}
        for number in root.findall(f"{W}num"):
            key = number.get(f"{W}numId")
            own = value_of(number, f"{W}abstractNumId")
            through = value_of(abstract.get(own), f"{W}numStyleLink")  # a list style defined elsewhere
            own = linked.get(through, own) if through else own
            self._abstract[key] = own
            levels = _levels(abstract[own]) if own in abstract else {}
            for override in number.findall(f"{W}lvlOverride"):
                level = number_in(override.get(f"{W}ilvl"), 0)
                levels |= _levels(override)
                restart = value_of(override, f"{W}startOverride")
                if restart is not None:
                    self._restarts[key, level] = number_in(restart, 1)
            self._levels[key] = levels

    def _resolve(self, style: str | None, own: tuple[str | None, int | None]) -> tuple[str | None, int]:
        number, level = self._styles.numbering(style)
        return (own[0] if own[0] is not None else number), (own[1] if own[1] is not None else level)

    def depth(self, style: str | None, own: tuple[str | None, int | None]) -> int:
        """The list level, from 1."""
        return self._resolve(style, own)[1] + 1

    def label(self, style: str | None, own: tuple[str | None, int | None]) -> str | None:
        """The number or bullet of the next paragraph with this style and numbering; None for none."""
        number, level = self._resolve(style, own)
        here = self._levels.get(number, {}).get(level)
        if number in (None, "0") or here is None:
            return None
        counted = self._count(number, level, here.start)
        if here.shape == "none":
            return None
        if here.shape == "bullet":
            return "-"

        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            other = self._levels[number].get(at, here)
            return _shaped(counted.get(at, other.start), other.shape)

        return _PLACE.sub(shown, here.pattern).strip() or None

    def _count(self, number: str | None, level: int, start: int) -> dict[int, int]:
        """Count one more at a level; the counts of all levels down to it."""
        own = self._abstract[number]
        restart = self._restarts.pop((number, level), None)
        before = self._counts.get((own, level))
        self._counts[own, level] = restart if restart is not None else start if before is None else before + 1
        for deeper in range(level + 1, _DEEPEST):
            self._counts.pop((own, deeper), None)
        return {at: self._counts[own, at] for at in range(level + 1) if (own, at) in self._counts}


def _levels(parent: "Element") -> dict[int, _Level]:
    """level -> how it counts."""
    return {
        number_in(level.get(f"{W}ilvl"), 0): _Level(
            shape=value_of(level, f"{W}numFmt") or "decimal",
            pattern=value_of(level, f"{W}lvlText") or "",
            start=number_in(value_of(level, f"{W}start"), 1),
        )
        for level in parent.findall(f"{W}lvl")
    }


def _shaped(value: int, shape: str) -> str:
    """A count as the number format writes it."""
    match shape:
        case "lowerLetter" | "upperLetter":
            out = letters(value)
        case "lowerRoman" | "upperRoman":
            out = roman(value)
        case "decimalZero":
            out = f"{value:02}"
        case _:
            out = str(value)
    return out.upper() if shape.startswith("upper") else out
