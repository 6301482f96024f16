"""What speaks to a machine set apart: taken out of its paragraph and put behind the rest of the text.

The rest then reads, is cut and keeps its positions as if it had never been there, and the full text
still holds every word.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ingest.addressed import addressed
from ingest.readers.blocks import Assembled, Block, Piece, assemble
from ingest.structure import Part, whole
from kb.errors import EmptyFile
from kb.model import Notice, Passage, Reading, Role, Run, has_pages

_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class SetApart:
    """A document without what speaks to a machine, whole again, and that, in blocks of its own."""

    assembled: Assembled
    text: str
    parts: list[Part]
    apart: list[Block]


def set_apart(blocks: list[Block], pages: int, name: str) -> SetApart:
    """The blocks of a document set one below the other, what speaks to a machine taken out.

    Raises EmptyFile where nothing is left; `to_machine` among its facts says how much was taken out.
    """
    apart: list[Block] = []
    while blocks:
        assembled = assemble(blocks, pages)
        text, parts = whole(assembled)
        spans = [(part.start + low, part.start + high) for part in parts for low, high in addressed(part.text)]
        if not spans:
            return SetApart(assembled, text, parts, apart)
        blocks = list(_parted(assembled, spans, apart))  # what is left may join to something that speaks so as well
    raise EmptyFile(f"{name}: every sentence speaks to a machine", file=name, to_machine=str(len(apart)))


def _parted(assembled: Assembled, spans: Sequence[tuple[int, int]], apart: list[Block]) -> Iterator[Block]:
    """The blocks without some stretches of the full text; those are added to `apart`."""
    for placed in assembled.placed:
        inside = [
            (max(low, placed.start) - placed.start, min(high, placed.end) - placed.start)
            for low, high in spans
            if low < placed.end and high > placed.start
        ]
        apart += [_only(placed.block, low, high) for low, high in inside]
        rest = _without(placed.block, inside)
        if rest is not None:
            yield rest


def _without(block: Block, spans: Sequence[tuple[int, int]]) -> Block | None:
    """A block without some stretches, each with a space beside it; None where no more than a marker remains."""
    if not spans:
        return block
    text = block.text
    pieces: list[Piece] = []
    at = 0
    for low, high in spans:
        begin = low - 1 if low > at and text[low - 1] == " " else low
        pieces += _slice(block.pieces, at, begin)
        at = high + 1 if begin == low and text[high : high + 1] == " " else high
    pieces += _slice(block.pieces, at, len(text))
    said = "".join(piece.text for piece in pieces).removeprefix(block.marker)
    if not any(one.isalnum() for one in said):
        return None
    return replace(block, pieces=pieces, cut=block.cut and at < len(text))


def _only(block: Block, low: int, high: int) -> Block:
    return replace(block, pieces=_slice(block.pieces, low, high), marker="", cut=False)


def _slice(pieces: Sequence[Piece], low: int, high: int) -> list[Piece]:
    """The pieces that make up a stretch of a block's text."""
    out: list[Piece] = []
    at = 0
    for piece in pieces:
        begin, end = max(low - at, 0), min(high - at, len(piece.text))
        if begin < end:
            out.append(Piece(piece.text[begin:end], None if piece.raw is None else piece.raw + begin))
        at += len(piece.text)
    return out


def with_apart(reading: Reading, apart: Sequence[Block]) -> Reading:
    """A reading with what was set apart behind its text, in silent passages on the page where each stood."""
    document = reading.document
    tail = assemble([replace(block, page=1) for block in apart], 1)
    behind = len(reading.full_text) + len(_GAP)
    text = reading.full_text + _GAP + tail.full_text
    passages = [
        Passage(
            id=f"{document.id}.{number}",
            document_id=document.id,
            version=document.version,
            headings=(),
            role=Role.TO_MACHINE,
            page=min(block.page, document.pages),
            start=placed.start + behind,
            end=placed.end + behind,
            text=text[placed.start + behind : placed.end + behind],
        )
        for number, (placed, block) in enumerate(zip(tail.placed, apart, strict=True), len(reading.passages) + 1)
    ]
    runs = [Run(clean=run.clean + behind, raw=run.raw, length=run.length) for run in tail.runs]
    return reading.model_copy(
        update={
            "full_text": text,
            "runs": (*reading.runs, *runs),
            "passages": (*reading.passages, *passages),
            "warnings": (*reading.warnings, *_warnings(document.file, apart)),
        }
    )


def _warnings(file: str, apart: Sequence[Block]) -> Iterator[Notice]:
    """One for each page that speaks to a machine; pages count only where the file has pages of its own."""
    for page, count in sorted(Counter(block.page if has_pages(file) else 0 for block in apart).items()):
        facts = {"file": file, "count": str(count)} | ({"page": str(page)} if page else {})
        yield Notice(code="addresses_a_machine", facts=facts)
