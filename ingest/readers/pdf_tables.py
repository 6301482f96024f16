"""Where the ruled tables of a PDF stand: cell boxes by pdfplumber, words stay pypdf's."""

import io
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell's box in PDF points, origin at the lower left of the page as it is held."""

    left: float
    bottom: float
    right: float
    top: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a text position lies in the cell; half a point of slack for ruling widths."""
        return self.left - 0.5 <= x < self.right and self.bottom - 0.5 <= y < self.top


Table = tuple[tuple[Cell, ...], ...]


def ruled_tables(data: bytes, pages: Sequence[int]) -> dict[int, tuple[Table, ...]]:
    """The ruled tables of two or more columns on the given pages (counted from 1), by page.

    A page that pdfplumber cannot follow has no tables: its words are still read as lines.
    """
    if not pages:
        return {}
    import pdfplumber

    found: dict[int, tuple[Table, ...]] = {}
    try:
        with pdfplumber.open(io.BytesIO(data), pages=list(pages)) as pdf:
            for page in pdf.pages:
                tables = [
                    tuple(
                        tuple(_cell(box, float(page.height)) for box in row.cells if box is not None)
                        for row in table.rows
                    )
                    for table in page.find_tables()
                ]
                found[page.page_number] = tuple(t for t in tables if len(t) > 1 and max(map(len, t)) > 1)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001  pdfminer raises anything on odd files; tables are a refinement
        return found
    return found


def _cell(box: tuple[float, float, float, float], height: float) -> Cell:
    left, top, right, bottom = box
    return Cell(left, height - bottom, right, height - top)
