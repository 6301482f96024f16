"""Text folded to a width, without a font at hand: how wide letters are is taken from Arial, with room to spare."""

from dataclasses import dataclass
from typing import Final

# Widths in thousandths of the font size, after the metrics of Arial; what is not listed is a broad small letter.
_NARROW: Final = dict.fromkeys("ijl.,:;'’‘|!", 280) | dict.fromkeys('ft()[]-/ \\“”"r', 345)
_BROAD: Final = dict.fromkeys("mwMW%@—…&", 940) | dict.fromkeys("ABCDEFGHKNOPQRSTUVXYZ", 735)
_ELSE: Final = 556
_SPARE: Final = 1.14  # other sans serif fonts that may stand in for it are wider by this much
_BOLD: Final = 1.08


@dataclass(frozen=True, slots=True)
class Lines:
    """Text in lines of one font size; heights are in the unit of the size."""

    lines: tuple[str, ...]
    size: int
    bold: bool = False

    @property
    def step(self) -> float:
        """From one baseline to the next."""
        return self.size * 1.3

    @property
    def height(self) -> float:
        """Of all lines together."""
        return len(self.lines) * self.step


def width(text: str, size: int, *, bold: bool = False) -> float:
    """How wide a text is at most, in the unit of the size."""
    letters = sum(_NARROW.get(mark) or _BROAD.get(mark) or _ELSE for mark in text)
    return letters / 1000 * size * _SPARE * (_BOLD if bold else 1)


def set_in(text: str, wide: float, size: int, *, bold: bool = False) -> Lines:
    """A text in lines of at most `wide`; a word that is wider is broken, so that nothing ever leaves its box."""
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if width(longer, size, bold=bold) <= wide:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _pieces(word, wide, size, bold=bold)
        lines += whole
    return Lines((*lines, line) if line else tuple(lines), size, bold)


def _pieces(word: str, wide: float, size: int, *, bold: bool) -> list[str]:
    """A word in pieces that fit, at least a letter each; none of them is lost."""
    pieces = [""]
    for mark in word:
        if pieces[-1] and width(pieces[-1] + mark, size, bold=bold) > wide:
            pieces.append("")
        pieces[-1] += mark
    return pieces
