"""Rebuild the agreements of the fictional region Lindestroom from their sources.

Run from the repository root: `python -m examples.source.build`.
"""

import sys
from pathlib import Path

from examples.source.agreement import Agreement, read
from examples.source.pdf import as_pdf
from examples.source.word import as_docx

SOURCES = Path(__file__).parent
BUILT = SOURCES.parent / "lindestroom"


def as_markdown(agreement: Agreement) -> bytes:
    """The body as it is written."""
    return agreement.body.encode("utf-8")


_WRITERS = {"pdf": as_pdf, "docx": as_docx, "md": as_markdown}


def build(folder: Path = BUILT) -> list[Path]:
    """Write every agreement to `folder` in its one format; the same sources give the same bytes."""
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for source in sorted(SOURCES.glob("*.md")):
        agreement = read(source)
        target = folder / f"{agreement.stem}.{agreement.format}"
        target.write_bytes(_WRITERS[agreement.format](agreement))
        written.append(target)
    return written


if __name__ == "__main__":
    for path in build():
        print(path, file=sys.stderr)
