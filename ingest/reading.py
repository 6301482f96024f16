"""One file's bytes to a Reading: reader, rejoin, set apart, structure, describe, cut."""

import hashlib
import re
from collections.abc import Callable
from pathlib import PurePath

from ingest.apart import set_apart, with_apart
from ingest.cut import cut
from ingest.describe import describe
from ingest.readers.blocks import RawDocument
from ingest.structure import sections
from kb.errors import Damaged, EmptyFile, TooLarge, Unsupported
from kb.model import Notice, Reading

FORMATS = {
    ".pdf": "pdf",
    ".docx": "docx",
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
}
MAX_CHARS = 10_000_000  # two thousand full pages; what is longer is no agreement


def digest(data: bytes) -> str:
    """The version of a file."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def format_of(data: bytes, name: str) -> str:
    """The format of a file by its name, checked against its first bytes.

    Raises Unsupported for another extension, Damaged where the bytes are not what the name promises.
    """
    suffix = PurePath(name).suffix.lower()
    form = FORMATS.get(suffix)
    if form is None:
        raise Unsupported(f"{name}: format {suffix or 'without extension'}", file=name, format=suffix or "-")
    if form == "pdf" and b"%PDF-" not in data[:1024]:
        raise Damaged(f"{name}: no PDF header", file=name)
    if form == "docx" and not data.startswith((b"PK", b"\xd0\xcf\x11\xe0")):
        raise Damaged(f"{name}: no zip header", file=name)
    if form in ("text", "markdown", "html") and data.startswith((b"PK\x03\x04", b"%PDF-", b"\x89PNG", b"\xff\xd8\xff")):
        raise Damaged(f"{name}: not a text file", file=name)
    return form


def reader_of(form: str) -> Callable[[bytes, str], RawDocument]:
    """The reader of a format, imported only when needed."""
    if form == "pdf":
        from ingest.readers.pdf import read_pdf

        return read_pdf
    if form == "docx":
        from ingest.readers.word import read_word

        return read_word
    if form == "text":
        from ingest.readers.text import read_text

        return read_text
    from ingest.readers.markup import read_html, read_markdown

    return read_html if form == "html" else read_markdown


def read(name: str, data: bytes, *, region: str | None = None, max_chars: int = 900) -> Reading:
    """Read a file whole: a pure function of its bytes, its name and the asked region.

    Raises an IngestError where it cannot be read.
    """
    if not data.strip(b"\0 \t\r\n"):
        raise EmptyFile(f"{name}: no content", file=name)
    raw = reader_of(format_of(data, name))(data, name)
    raw.blocks = [block for block in raw.blocks if re.search(r"\w", block.text)]
    if len(raw.raw_text) > MAX_CHARS:
        raise TooLarge(f"{name}: {len(raw.raw_text)} characters", file=name)
    if not raw.blocks:
        raise EmptyFile(f"{name}: no words", file=name)
    held = set_apart(raw.blocks, raw.pages, name)
    found = sections(held.parts, stated=raw.stated_headings)
    version = digest(data)
    document, notices = describe(name, version, held.text, found, pages=raw.pages, region=region)
    passages = cut(held.text, found, document=document, page_starts=held.assembled.page_starts, max_chars=max_chars)
    reading = Reading(
        document=document,
        full_text=held.text,
        raw_text=raw.raw_text,
        runs=held.assembled.runs,
        page_starts=held.assembled.page_starts,
        passages=passages,
        warnings=(*(Notice(code=code, facts=facts) for code, facts in raw.warnings), *notices),
    )
    return with_apart(reading, held.apart) if held.apart else reading
