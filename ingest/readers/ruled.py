"""Tables typed in plain text: lines whose cells are set apart by upright strokes."""

import re
from collections.abc import Sequence

_STROKE = re.compile(r"(?:(?<=\s)|^)\|(?=\s|$)")


def ruled(lines: Sequence[str]) -> dict[int, list[tuple[str, int]]]:
    """The cells of each line that is a row of such a table, by index; a cell with its place in the line.

    Two or more lines right below one another with equally many cells are a table. The last cell may be
    empty; a stroke in front of a line and one behind it are its frame.
    """
    found: dict[int, list[tuple[str, int]]] = {}
    run: list[tuple[int, list[tuple[str, int]]]] = []
    for at, line in enumerate([*lines, ""]):
        cells = _cells(line)
        if run and len(run[-1][1]) != len(cells):
            found |= dict(run) if len(run) > 1 else {}
            run = []
        if len(cells) > 1:
            run.append((at, cells))
    return found


def _cells(line: str) -> list[tuple[str, int]]:
    strokes = [stroke.start() for stroke in _STROKE.finditer(line)]
    framed = len(strokes) > 2 and not line[: strokes[0]].strip() and not line[strokes[-1] + 1 :].strip()
    begins = [0, *(stroke + 1 for stroke in strokes)]
    cells = [(line[low:high], low) for low, high in zip(begins, [*strokes, len(line)], strict=True)]
    return cells[1:-1] if framed else cells
