"""What a drawing of a process shows: sheets of sections, each with its acts in the lanes of whoever does them."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """A line under an act; `open` where it says that the text does not say something."""

    text: str
    open: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """One act, or a few of one sentence, in the lanes of whoever does it; without lanes nobody is named.

    `about` is what a pointer that rests on it is shown, and what is read aloud. `follows` tells
    that the text gives it as what comes next after the box above.
    """

    lanes: tuple[str, ...]
    texts: tuple[str, ...]
    condition: str = ""
    notes: tuple[Note, ...] = ()
    about: str = ""
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """The head of a section: the boxes behind it stand there, up to the next band."""

    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """As many sections as share lanes and fit on a page; the lanes in the order given, a nameless one last."""

    title: str
    lanes: tuple[str, ...]
    rows: tuple[Band | Box, ...]

    def parted(self, at: int, on: str) -> tuple["Sheet", "Sheet"]:
        """The first `at` rows and the others, each with the lanes it uses; a section that goes on says so by `on`."""
        first, rest = self.rows[:at], self.rows[at:]
        band = next((row for row in reversed(first) if isinstance(row, Band)), None)
        if band and isinstance(rest[0], Box):
            rest = (Band(band.title.removesuffix(on) + on, band.source), *rest)
        return self._of(first, ""), self._of(rest, on)

    def _of(self, rows: tuple[Band | Box, ...], on: str) -> "Sheet":
        used = {lane for row in rows if isinstance(row, Box) for lane in row.lanes}
        return Sheet(self.title.removesuffix(on) + on, tuple(lane for lane in self.lanes if lane in used), rows)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of the drawing itself, in the language of whoever looks at it."""

    title: str
    about: tuple[str, ...]
    closing: str
    nobody: str
    joins: str
    on: str  # behind a title that goes on from the page before
