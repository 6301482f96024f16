"""One report as Markdown and as a page of HTML that stands by itself."""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_NUMBER = re.compile(r"[-+−<]?\s?\.?\d")

_STYLE = """
:root { color-scheme: light; }
body { font: 1rem/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff; max-width: 64rem; margin: 2rem auto;
  padding: 0 1rem; }
h1, h2 { line-height: 1.2; }
h2 { margin-top: 2.5rem; border-top: 1px solid #bbb; padding-top: 1rem; }
.scroll { overflow-x: auto; margin: 1rem 0; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .25rem 0; }
th, td { padding: .25rem .75rem; border-bottom: 1px solid #ccc; text-align: left; vertical-align: top; }
thead th { border-bottom: 2px solid #555; }
tbody th { font-weight: 600; }
.number { text-align: right; }
td.number { white-space: nowrap; }
img { max-width: 100%; height: auto; }
"""


@dataclass(frozen=True)
class Table:
    """Rows under a head; the first cell of a row names it."""

    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Picture:
    """An SVG with the name of its file, and in words what it shows."""

    file: str
    shows: str
    svg: str


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it: paragraphs of plain text, tables, pictures."""

    heading: str
    blocks: Sequence[str | Table | Picture]


def markdown(title: str, sections: Sequence[Section]) -> str:
    """The report as Markdown; pictures stand beside it under their file names."""
    parts = [f"# {_plain(title)}"]
    for section in sections:
        parts += [f"## {_plain(section.heading)}", *(_markdown(block) for block in section.blocks)]
    return "\n\n".join(parts) + "\n"


def html(title: str, sections: Sequence[Section]) -> str:
    """The report as one page of HTML that fetches nothing; pictures stand inside."""
    body = [f"<h1>{escape(title)}</h1>"]
    for number, section in enumerate(sections, start=1):
        inside = "\n".join(_html(block) for block in section.blocks)
        heading = f'<h2 id="part-{number}">{escape(section.heading)}</h2>'
        body.append(f'<section aria-labelledby="part-{number}">\n{heading}\n{inside}\n</section>')
    inside = "\n".join(body)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{inside}\n</main>\n</body>\n</html>\n"
    )


def _markdown(block: str | Table | Picture) -> str:
    match block:
        case Table():
            rule = ["---:" if number else "---" for number in _numeric(block)]
            rows = [block.head, rule, *block.rows]
            cells = ([cell if row is rule else _plain(cell) for cell in row] for row in rows)
            return "\n".join([f"{_plain(block.caption)}\n", *(f"| {' | '.join(row)} |" for row in cells)])
        case Picture():
            return f"![{_plain(block.shows)}]({block.file})"
        case _:
            return _plain(block)


def _html(block: str | Table | Picture) -> str:
    match block:
        case Table():
            return _table(block)
        case Picture():
            # Inside an img, so that the ids in one SVG are not the ids of the next.
            data = base64.b64encode(block.svg.encode()).decode()
            return f'<p><img src="data:image/svg+xml;base64,{data}" alt="{escape(block.shows, quote=True)}"></p>'
        case _:
            return f"<p>{escape(block)}</p>"


def _table(table: Table) -> str:
    caption = escape(table.caption, quote=True)
    kinds = [' class="number"' if number else "" for number in _numeric(table)]
    head = "".join(f'<th scope="col"{kind}>{escape(cell)}</th>' for cell, kind in zip(table.head, kinds, strict=True))
    rows = "\n".join(_row(row, kinds) for row in table.rows)
    inside = f"<caption>{caption}</caption>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody>"
    # A table wider than a small screen scrolls by itself, also by keyboard.
    scroll = f'<div class="scroll" role="region" tabindex="0" aria-label="{caption}">'
    return f"{scroll}<table>\n{inside}\n</table></div>"


def _row(row: Sequence[str], kinds: Sequence[str]) -> str:
    first, *rest = (escape(" ".join(cell.split())) for cell in row)
    cells = "".join(f"<td{kind}>{cell}</td>" for cell, kind in zip(rest, kinds[1:], strict=True))
    return f'<tr><th scope="row">{first}</th>{cells}</tr>'


def _numeric(table: Table) -> list[bool]:
    """The columns that hold numbers, which stand to the right."""
    columns = [[row[at] for row in table.rows if row[at]] for at in range(len(table.head))]
    return [at > 0 and bool(cells) and all(_NUMBER.match(cell) for cell in cells) for at, cells in enumerate(columns)]


def _plain(text: str) -> str:
    """Text on one line that Markdown leaves as it is: questions and passages are somebody else's words."""
    return re.sub(r"([\\`*_\[\]<>|#~])", r"\\\1", " ".join(text.split()))
