"""PDF to raw text and placed chunks: the only room that knows pypdf."""

import io
import logging
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

from ingest.allowance import allow_for
from ingest.readers.blocks import BlockKind, RawDocument
from ingest.readers.pdf_blocks import blocks_of
from ingest.readers.pdf_lines import Chunk, PageText, lines_of
from ingest.readers.pdf_tables import ruled_tables
from kb.errors import Damaged, Encrypted, NoTextLayer, TooLarge

MAX_PAGES = 2000
# Characters no text has and no database keeps; a space of the same length keeps every position.
_UNKEEPABLE = dict.fromkeys((*range(9), 11, *range(14, 32), *range(55296, 57344), 65534, 65535), " ")
_UNKEEPABLE[127] = "•"  # codes that WinAnsiEncoding leaves open are bullets (PDF 32000-1, annex D.2)
_MIN_LETTERS = 25  # fewer letters in a whole file is dust on a scan, not text
_BOLD = ("bold", "black", "heavy", "semibold", "-bd")
_MIN_RULES = 4  # a box has four sides: fewer lines on a page make no table
_FIELD_LINE = 12.0  # points between a form field's middle and the words printed before it


def read_pdf(data: bytes, name: str) -> RawDocument:
    """Read a PDF with a text layer.

    Raises Encrypted where a password is wanted, Damaged where the file cannot be followed,
    NoTextLayer where the pages hold images only, TooLarge over 2,000 pages or where a page unpacks to
    more than pypdf allows. A page that cannot be read, or has no text, is a warning.
    """
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    reader = _open(data, name)
    try:
        count = len(reader.pages)
    except Exception as error:  # pypdf raises far more than its own errors on odd files
        raise Damaged(f"{name}: page tree: {error!r}", file=name) from error
    if count == 0:
        raise Damaged(f"{name}: no pages", file=name)
    if count > MAX_PAGES:
        raise TooLarge(f"{name}: {count} pages", file=name, pages=str(count), limit=str(MAX_PAGES))
    allow_for(count)
    try:
        pages, raw, failed = _pages(reader, count)
    except LimitReachedError as error:
        raise TooLarge(f"{name}: {error}", file=name) from error
    if len(failed) == count:
        raise Damaged(f"{name}: no page could be read", file=name)
    if sum(character.isalpha() for character in raw) < _MIN_LETTERS:
        raise NoTextLayer(f"{name}: {count} pages without text", file=name, pages=str(count))
    for page, tables in ruled_tables(data, [page.number for page in pages if page.has_rules]).items():
        pages[page - 1].tables = tables
    silent = [page.number for page in pages if not page.chunks and page.number not in failed]
    blocks = blocks_of(lines_of(pages))
    return RawDocument(
        raw,
        blocks,
        count,
        stated_headings=any(block.kind is BlockKind.HEADING for block in blocks),
        warnings=[
            *(("page_unreadable", {"file": name, "page": str(page)}) for page in failed),
            *(("page_without_text", {"file": name, "page": str(page)}) for page in silent),
        ],
    )


def _open(data: bytes, name: str) -> pypdf.PdfReader:
    try:
        reader = pypdf.PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Encrypted(f"{name}: wants a password", file=name)
    except (FileNotDecryptedError, DependencyError) as error:
        raise Encrypted(f"{name}: {error}", file=name) from error
    except (PyPdfError, OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Damaged(f"{name}: {error!r}", file=name) from error
    except (AssertionError, IndexError, ArithmeticError) as error:
        raise Damaged(f"{name}: {error!r}", file=name) from error
    return reader


def _pages(reader: pypdf.PdfReader, count: int) -> tuple[list[PageText], str, list[int]]:
    """All pages with their chunks, the raw text in reading order, the pages that could not be read."""
    pages: list[PageText] = []
    failed: list[int] = []
    parts: list[str] = []
    at = 0
    for number in range(1, count + 1):
        try:
            page = _page(reader.pages[number - 1], number, at)
        except (MemoryError, LimitReachedError):
            raise
        except Exception:  # noqa: BLE001  one broken page must not take the others along
            failed.append(number)
            page = PageText(number)
        text = "".join(chunk.text for chunk in page.chunks)
        parts += [text, "\f"]
        at += len(text) + 1
        pages.append(page)
    return pages, "".join(parts), failed


@dataclass(slots=True)
class _Drawn:
    """Text as pypdf meets it, before its place in the raw text is known."""

    text: str
    x: float
    y: float
    size: float
    bold: bool


def _page(page: Any, number: int, at: int) -> PageText:
    """The page's text; `at` is where its raw text begins."""
    drawn: list[_Drawn] = []
    rules = 0

    def visit(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        if not text:
            return
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        # how far one unit upwards in text space reaches on the page, turned or not
        scale = math.hypot(tm[2] * cm[0] + tm[3] * cm[2], tm[2] * cm[1] + tm[3] * cm[3]) or 1.0
        face = str((font or {}).get("/BaseFont", "")).lower()
        bold = any(word in face for word in _BOLD)
        drawn.append(_Drawn(text.translate(_UNKEEPABLE), x, y, abs(size) * scale, bold))

    def count_rules(operator: bytes, _arguments: Any, _cm: Any, _tm: Any) -> None:
        nonlocal rules
        rules += operator in (b"re", b"l")

    page.extract_text(visitor_text=visit, visitor_operand_before=count_rules)
    for text, x, y in _filled_in(page):
        _insert(drawn, _Drawn(text.translate(_UNKEEPABLE), x, y, 10.0, False))
    found = PageText(number, has_rules=rules >= _MIN_RULES)
    width, height = float(page.mediabox.width), float(page.mediabox.height)
    turn = int(page.rotation or 0) % 360
    found.height = width if turn in (90, 270) else height
    for one in drawn:
        x, y = _turned(one.x, one.y, turn, width, height)
        found.chunks.append(Chunk(one.text, at, x, y, one.size, one.bold))
        at += len(one.text)
    return found


def _turned(x: float, y: float, turn: int, width: float, height: float) -> tuple[float, float]:
    """A position on a page that is shown turned clockwise by so many degrees."""
    match turn:
        case 90:
            return y, width - x
        case 180:
            return width - x, height - y
        case 270:
            return height - y, x
    return x, y


# ---- form fields --------------------------------------------------------------------------------


def _filled_in(page: Any) -> Iterator[tuple[str, float, float]]:
    """What was filled in in the form fields of a page, with the middle of each field's left side."""
    for reference in page.get("/Annots") or ():
        field = reference.get_object()
        if field.get("/Subtype") != "/Widget":
            continue
        parent = field.get("/Parent")
        parent = parent.get_object() if parent is not None else {}
        kind = field.get("/FT") or parent.get("/FT")
        value = field.get("/V") if field.get("/V") is not None else parent.get("/V")
        if kind not in ("/Tx", "/Ch") or not isinstance(value, str) or not value.strip():
            continue
        box = [float(side) for side in field["/Rect"]]
        yield " ".join(value.split()), min(box[0], box[2]), (box[1] + box[3]) / 2


def _insert(drawn: list[_Drawn], value: _Drawn) -> None:
    """Set a value behind the words printed on its line, or below all where there are none."""
    before = [
        place
        for place, one in enumerate(drawn)
        if one.text.strip() and abs(one.y - value.y) < _FIELD_LINE and one.x < value.x
    ]
    if not before:
        drawn += [_Drawn("\n", value.x, value.y, value.size, False), value]
        return
    place = min(before, key=lambda place: (abs(drawn[place].y - value.y), -drawn[place].x))
    label = drawn[place]
    ended = label.text.endswith("\n")
    label.text = label.text.rstrip("\n")
    value.text = f" {value.text}" + ("\n" if ended else "")
    value.x, value.y, value.size = label.x, label.y, label.size
    drawn.insert(place + 1, value)
