"""What Word counts by itself: heading levels through styles, list numbers through numbering definitions."""

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # typing only; parsing is defusedxml's

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NAMED = re.compile(r"^(?:heading|kop) ?(\d)$", re.I)


class Styles:
    """Paragraph styles with what they inherit."""

    def __init__(self, root: "Element | None") -> None:
        found = [] if root is None else root.findall(f"{W}style")
        self._styles = {style.get(f"{W}styleId"): style for style in found}

    def _chain(self, style_id: str | None) -> "list[Element]":
        chain: list[Element] = []
        while (style := self._styles.get(style_id)) is not None and style not in chain:
            chain.append(style)
            based = style.find(f"{W}basedOn")
            style_id = None if based is None else based.get(f"{W}val")
        return chain

    def heading_level(self, style_id: str | None) -> int:
        """The heading level of a style, from 1; 0 where it is no heading. A title is of level 1."""
        for style in self._chain(style_id):
            name = style.find(f"{W}name")
            called = "" if name is None else name.get(f"{W}val") or ""
            if found := _NAMED.match(called):
                return int(found[1])
            if called.lower() in ("title", "titel"):
                return 1
            outline = style.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None and int(outline.get(f"{W}val") or 9) < 9:
                return int(outline.get(f"{W}val") or 0) + 1
        return 0

    def numbering(self, style_id: str | None) -> tuple[str | None, int]:
        """The (numbering id, level) a style brings along."""
        for style in self._chain(style_id):
            number = style.find(f"{W}pPr/{W}numPr/{W}numId")
            if number is not None:
                level = style.find(f"{W}pPr/{W}numPr/{W}ilvl")
                return number.get(f"{W}val"), 0 if level is None else int(level.get(f"{W}val") or 0)
        return None, 0


class Numbering:
    """List numbers as Word shows them; keeps count while the document is read in order."""

    def __init__(self, root: "Element | None", styles: Styles) -> None:
        self._styles = styles
        abstract = {} if root is None else {a.get(f"{W}abstractNumId"): a for a in root.findall(f"{W}abstractNum")}
        self._levels: dict[str | None, dict[int, tuple[str, str, int]]] = {}
        self._abstract: dict[str | None, str | None] = {}
        self._restarts: dict[tuple[str | None, int], int] = {}  # where a list begins to count anew, once
        for number in [] if root is None else root.findall(f"{W}num"):
            link = number.find(f"{W}abstractNumId")
            own = None if link is None else link.get(f"{W}val")
            self._abstract[number.get(f"{W}numId")] = own
            if own in abstract:
                self._levels[number.get(f"{W}numId")] = _levels(abstract[own])
            for override in number.findall(f"{W}lvlOverride"):
                restart = override.find(f"{W}startOverride")
                if restart is not None:
                    level = int(override.get(f"{W}ilvl") or 0)
                    self._restarts[number.get(f"{W}numId"), level] = int(restart.get(f"{W}val") or 1)
        self._counts: defaultdict[tuple[str | None, int], int] = defaultdict(int)

    def _resolve(self, style: str | None, own: tuple[str | None, int | None]) -> tuple[str | None, int]:
        number, level = self._styles.numbering(style)
        return (own[0] if own[0] is not None else number), (own[1] if own[1] is not None else level)

    def depth(self, style: str | None, own: tuple[str | None, int | None]) -> int:
        """The list level, from 1."""
        return self._resolve(style, own)[1] + 1

    def label(self, style: str | None, own: tuple[str | None, int | None]) -> str | None:
        """The number or bullet of the next paragraph with this style and numbering; None for none."""
        number, level = self._resolve(style, own)
        levels = self._levels.get(number)
        if number in (None, "0") or levels is None or level not in levels:
            return None
        shape, pattern, start = levels[level]
        list_id = self._abstract[number]
        restart = self._restarts.pop((number, level), None)
        if restart is not None:
            self._counts[list_id, level] = restart
        else:
            counted = self._counts[list_id, level]
            self._counts[list_id, level] = counted + 1 if counted else start
        for deeper in range(level + 1, 9):
            self._counts[list_id, deeper] = 0
        if shape == "none":
            return None
        if shape == "bullet":
            return "-"

        def shown(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            value = self._counts[list_id, at] or levels.get(at, ("", "", 1))[2]
            return _shaped(value, levels.get(at, (shape, "", 1))[0])

        return re.sub(r"%(\d)", shown, pattern).strip() or None


def _levels(abstract: "Element") -> dict[int, tuple[str, str, int]]:
    """level -> (number format, pattern, first number)."""
    levels = {}
    for level in abstract.findall(f"{W}lvl"):
        values = {}
        for tag, default in (("numFmt", "decimal"), ("lvlText", ""), ("start", "1")):
            element = level.find(f"{W}{tag}")
            values[tag] = default if element is None else element.get(f"{W}val") or default
        levels[int(level.get(f"{W}ilvl") or 0)] = (values["numFmt"], values["lvlText"], int(values["start"]))
    return levels


_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def _shaped(value: int, shape: str) -> str:
    """A count as the number format writes it; letters and Roman numerals up to what lists reach."""
    if shape in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26)
        return letter.upper() if shape == "upperLetter" else letter
    if shape in ("lowerRoman", "upperRoman"):
        out = ""
        for amount, sign in _ROMAN:
            while value >= amount:
                out, value = out + sign, value - amount
        return out.upper() if shape == "upperRoman" else out
    return str(value)
