"""Readings made by hand: a text for each passage, joined as a document."""

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kb.model import Document, DocumentKind, Notice, Passage, Reading, Role, Run, Span

SPACE = "test-8"
_GAP = "\n\n"


def reading_of(
    texts: Sequence[str],
    *,
    stem: str = "werkafspraak",
    region: str = "lindestroom",
    suffix: str = ".txt",
    roles: Sequence[Role] = (),
    warnings: tuple[Notice, ...] = (),
) -> tuple[Reading, bytes]:
    """A reading with one passage for each text, and the original it could come from."""
    full_text = _GAP.join(texts)
    original = (suffix + full_text).encode("utf-8", "surrogatepass")
    document = Document(
        id=f"{region}/{stem}",
        version="sha256:" + hashlib.sha256(original).hexdigest(),
        file=stem + suffix,
        title=f"Werkafspraak {stem}",
        kind=DocumentKind.WORK_AGREEMENT,
        region=region,
        pages=1,
        evidence={"title": Span(start=0, end=len(texts[0]) if texts else 0)},
    )
    passages, start = [], 0
    for n, text in enumerate(texts, start=1):
        passages.append(
            Passage(
                id=f"{document.id}.{n}",
                document_id=document.id,
                version=document.version,
                headings=(document.title, f"Artikel {n}"),
                role=roles[n - 1] if roles else Role.NORM,
                page=1,
                start=start,
                end=start + len(text),
                text=text,
                lead_in=Span(start=0, end=len(texts[0])) if n > 1 else None,
            )
        )
        start += len(text) + len(_GAP)
    reading = Reading(
        document=document,
        full_text=full_text,
        raw_text=full_text,
        runs=(Run(clean=0, raw=0, length=len(full_text)),) if full_text else (),
        page_starts=(0,),
        passages=tuple(passages),
        warnings=warnings,
    )
    return reading, original


def embed(texts: Sequence[str]) -> NDArray[np.float32]:
    """A unit vector of eight numbers for each text, the same for the same text."""
    rows = np.empty((len(texts), 8), dtype=np.float32)
    for row, text in zip(rows, texts, strict=True):
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        row[:] = np.frombuffer(digest[:8], dtype=np.int8) + np.float32(0.5)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows


def vectors_of(reading: Reading) -> dict[str, NDArray[np.float32]]:
    """A vector for each passage, by id."""
    rows = embed([passage.text for passage in reading.passages])
    return {passage.id: row for passage, row in zip(reading.passages, rows, strict=True)}
