"""PDF to raw text and placed chunks: the only room that knows pypdf."""

import io
import logging
from typing import Any

import pypdf
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from ingest.allowance import allow_for
from ingest.readers.blocks import RawDocument
from ingest.readers.pdf_layout import Chunk, PageText, lay_out
from ingest.readers.pdf_tables import ruled_tables
from kb.errors import Damaged, Encrypted, NoTextLayer, TooLarge

MAX_PAGES = 2000
# Characters no text has and no database keeps; a space of the same length keeps every position.
_UNKEEPABLE = dict.fromkeys((*range(9), 11, *range(14, 32), 127, *range(55296, 57344), 65534, 65535), " ")
_MIN_LETTERS = 25  # fewer letters in a whole file is dust on a scan, not text


def read_pdf(data: bytes, name: str) -> RawDocument:
    """Read a PDF with a text layer.

    Raises Encrypted where a password is wanted, Damaged where the file cannot be followed,
    NoTextLayer where the pages hold images only, TooLarge over 2,000 pages.
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
    pages, raw, failed = _pages(reader, count)
    if len(failed) == count:
        raise Damaged(f"{name}: no page could be read", file=name)
    if sum(character.isalpha() for character in raw) < _MIN_LETTERS:
        raise NoTextLayer(f"{name}: {count} pages without text", file=name, pages=str(count))
    for page, tables in ruled_tables(data, [page.number for page in pages if page.has_rules]).items():
        pages[page - 1].tables = tables
    document = lay_out(pages, raw)
    document.warnings += [("page_unreadable", {"file": name, "page": str(page)}) for page in failed]
    silent = [page.number for page in pages if not page.chunks and page.has_images]
    document.warnings += [("page_without_text", {"file": name, "page": str(page)}) for page in silent]
    return document


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
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001  one broken page must not take the others along
            failed.append(number)
            page = PageText(number)
        text = "".join(chunk.text for chunk in page.chunks)
        parts += [text, "\f"]
        at += len(text) + 1
        pages.append(page)
    return pages, "".join(parts), failed


def _page(page: Any, number: int, at: int) -> PageText:
    found = PageText(number, height=float(page.mediabox.height))
    offset = at

    def visit(text: str, cm: list[float], tm: list[float], font: dict[str, Any] | None, size: float) -> None:
        nonlocal offset
        if not text:
            return
        text = text.translate(_UNKEEPABLE)
        x = tm[4] * cm[0] + tm[5] * cm[2] + cm[4]
        y = tm[4] * cm[1] + tm[5] * cm[3] + cm[5]
        scale = abs(tm[3] * cm[3]) or abs(tm[1] * cm[2]) or 1.0
        face = str((font or {}).get("/BaseFont", "")).lower()
        bold = any(word in face for word in ("bold", "black", "heavy", "semibold", "-bd"))
        found.chunks.append(Chunk(text, offset, x, y, abs(size) * scale, bold))
        offset += len(text)

    page.extract_text(visitor_text=visit)
    contents = page.get_contents()
    drawing = contents.get_data() if contents is not None else b""
    found.has_rules = drawing.count(b" re") + drawing.count(b" l\n") + drawing.count(b" l ") >= 4
    resources = page.get("/Resources") or {}
    found.has_images = "/XObject" in resources
    return found
