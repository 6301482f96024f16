"""Makes Word files from the XML that Word would write, so that each oddity can be set down exactly."""

import io
import zipfile
from xml.sax.saxutils import escape

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{_MAIN}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
BREAK = '<w:r><w:br w:type="page"/></w:r>'
RENDERED = "<w:r><w:lastRenderedPageBreak/></w:r>"
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="Kop{level}"><w:name w:val="heading {level}"/></w:style>'
    for level in range(1, 7)
)


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(content: str, *, style: str = "", number: tuple[int, int] | None = None, properties: str = "") -> str:
    """A paragraph; plain text becomes one run, `number` is (numbering id, level)."""
    inside = content if content.startswith("<w:") else run(content)
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    counted = f'<w:numPr><w:ilvl w:val="{number[1]}"/><w:numId w:val="{number[0]}"/></w:numPr>' if number else ""
    return f"<w:p><w:pPr>{named}{counted}{properties}</w:pPr>{inside}</w:p>"


def table(rows: list[list[str]]) -> str:
    """A table; a cell that begins with a tag is taken as XML."""
    cells = [[cell if cell.startswith("<w:") else p(cell) for cell in row] for row in rows]
    body = "".join("<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in row) + "</w:tr>" for row in cells)
    return f"<w:tbl>{body}</w:tbl>"


def level(number: int, shape: str, pattern: str, start: int = 1) -> str:
    """One level of a numbering definition."""
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="{start}"/><w:numFmt w:val="{shape}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


def numbering(abstracts: list[str], numbers: list[tuple[int, str]]) -> str:
    """Numbering definitions: levels of each abstract one, then (abstract id, overrides) for numbers 1, 2, ..."""
    defined = "".join(
        f'<w:abstractNum w:abstractNumId="{at}">{levels}</w:abstractNum>' for at, levels in enumerate(abstracts)
    )
    used = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{abstract}"/>{overrides}</w:num>'
        for at, (abstract, overrides) in enumerate(numbers, start=1)
    )
    return defined + used


def word_file(body: str, *, styles: str = STYLES, numbers: str = "", footnotes: str = "") -> bytes:
    """A Word file with this body."""
    parts = {
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {_SPACES}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {_SPACES}>{numbers}</w:numbering>",
        "word/footnotes.xml": f"<w:footnotes {_SPACES}>{footnotes}</w:footnotes>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return out.getvalue()
