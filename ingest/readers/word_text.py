"""The words of one Word paragraph: what was deleted or hidden left out, breaks, notes and text boxes told apart."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingest.readers.word_numbering import W

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element  # typing only; parsing is defusedxml's

_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FORMULA_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_SKIPPED = {f"{W}{tag}" for tag in ("del", "moveFrom", "delText", "instrText", "pPr", "rPr", "sdtPr", "tblPr", "trPr")}
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
    f"{W}softHyphen": "\u00ad",
}
_NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_OFF = ("0", "false", "off", "none")


@dataclass(slots=True)
class Words:
    """What a paragraph holds.

    `before` and `after` count the page breaks that stand before its first word and after it; `notes`
    are (kind, id) of the notes it refers to; `boxes` are the text boxes anchored in it. `fresh` says
    that nothing has been written since the last page break.
    """

    fresh: bool
    text: str = ""
    bold: bool = False
    before: int = 0
    after: int = 0
    joins_next: bool = False
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: "list[Element]" = field(default_factory=list)


def words_of(paragraph: "Element", *, fresh: bool) -> Words:
    """The words of a paragraph; `fresh` says that a page has just begun.

    Tracked changes count as accepted: what was deleted or moved away is out, what was inserted is in.
    """
    walk = _Walk(fresh)
    properties = paragraph.find(f"{W}pPr")
    if properties is not None and is_on(properties.find(f"{W}pageBreakBefore")):
        walk.turn(rendered=True)
    walk.over(paragraph, False)
    words = walk.words
    words.text = "".join(walk.parts)
    words.bold = bool(walk.bold) and all(walk.bold)
    if properties is not None:
        words.joins_next = properties.find(f"{W}rPr/{W}del") is not None
        section = properties.find(f"{W}sectPr")
        if section is not None:
            kind = section.find(f"{W}type")
            if kind is None or kind.get(f"{W}val") != "continuous":
                walk.turn(rendered=False)
    return words


def is_on(mark: "Element | None") -> bool:
    """Whether a property that is either on or off is on."""
    return mark is not None and mark.get(f"{W}val") not in _OFF


class _Walk:
    def __init__(self, fresh: bool) -> None:
        self.words = Words(fresh)
        self.parts: list[str] = []
        self.bold: list[bool] = []
        self.written = False

    def turn(self, *, rendered: bool) -> None:
        """A page ends here. Word also notes where it last drew an ordered break: that is the same one."""
        if rendered and self.words.fresh:
            return
        self.words.fresh = True
        if self.written:
            self.words.after += 1
        else:
            self.words.before += 1

    def over(self, element: "Iterable[Element]", is_bold: bool) -> None:
        """Take in everything under an element."""
        for child in element:
            tag = child.tag
            if tag in _SKIPPED or self._sign(child, is_bold):
                continue
            if tag == _ALTERNATIVES:
                self.over(child[:1], is_bold)  # the others say the same for older programs
            elif tag != f"{W}r":
                self.over(child, is_bold)
            elif not is_on(child.find(f"{W}rPr/{W}vanish")):
                self.over(child, is_on(child.find(f"{W}rPr/{W}b")))

    def _sign(self, child: "Element", is_bold: bool) -> bool:
        """Take in an element that says something by itself; whether it was one."""
        tag = child.tag
        if tag in (f"{W}t", _FORMULA_TEXT):
            self._write(child.text or "", is_bold)
        elif tag == f"{W}lastRenderedPageBreak":
            self.turn(rendered=True)
        elif tag == f"{W}br" and child.get(f"{W}type") == "page":
            self.turn(rendered=False)
        elif tag in _SIGNS:
            self.parts.append(_SIGNS[tag])
        elif tag in _NOTES:
            self.words.notes.append((_NOTES[tag], child.get(f"{W}id") or ""))
        elif tag == f"{W}txbxContent":
            self.words.boxes.append(child)
        else:
            return False
        return True

    def _write(self, text: str, is_bold: bool) -> None:
        self.parts.append(text)
        self.bold.append(is_bold or not text.strip())
        if text.strip():
            self.written, self.words.fresh = True, False
