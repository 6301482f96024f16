"""Makes PDF files line by line, so that each oddity stands exactly where it should."""

import io
from collections.abc import Callable, Sequence

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = A4
LEFT, TOP, LEADING = 72.0, 740.0, 14.0
Draw = Callable[[Canvas], None]


def pdf(*pages: Draw) -> bytes:
    """A PDF of pages, each drawn by a function."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=True)
    for draw in pages:
        canvas.setFont("Helvetica", 11)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def lines(canvas: Canvas, rows: Sequence[str], *, top: float = TOP, left: float = LEFT) -> float:
    """Draw lines one below the other; an empty one leaves half a line open. Returns where the next would stand."""
    for row in rows:
        if row:
            bold = row.startswith("**")
            canvas.setFont("Helvetica-Bold" if bold else "Helvetica", 11)
            canvas.drawString(left, top, row.removeprefix("**"))
        top -= LEADING if row else LEADING / 2
    return top


def text(*rows: str) -> Draw:
    """A page of lines; `**` before one makes it bold."""
    return lambda canvas: (lines(canvas, rows), None)[1]


def grid(
    canvas: Canvas, rows: Sequence[Sequence[str]], *, top: float, widths: Sequence[float], height: float = 24
) -> None:
    """A ruled table; a cell with a newline has two lines."""
    ends = [LEFT + sum(widths[:number]) for number in range(len(widths) + 1)]
    levels = [top - height * number for number in range(len(rows) + 1)]
    canvas.grid(ends, levels)
    for level, row in zip(levels, rows, strict=False):
        for left, cell in zip(ends, row, strict=False):
            for number, line in enumerate(cell.split("\n")):
                canvas.drawString(left + 3, level - 10 - 10 * number, line)
