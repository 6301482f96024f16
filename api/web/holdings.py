"""What the room Documenten shows: what is held, how well it was read, and what became of an upload."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date
from itertools import groupby
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from api.sentences import Lang, sentence
from api.web import view
from api.wire import refusal_in_words
from kb.answer import Citation
from kb.model import Document, Notice, Receipt

if TYPE_CHECKING:
    from kb.register import Agreement
    from kb.versions import Version

_HERE: Final = ZoneInfo("Europe/Amsterdam")
_FINDABLE: Final = 10  # documents; fewer are seen at a glance


@dataclass(frozen=True, slots=True)
class Holding:
    """A document that is held: what the register says of it, and its versions, the last taken in first."""

    agreement: "Agreement"
    current: "Version"
    versions: int
    warnings: tuple[str, ...]

    @property
    def document(self) -> Document:
        """The document in its current version."""
        return self.agreement.document


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is shown of all that is held, by region, with what is named there without being held."""

    regions: tuple[tuple[str, tuple[Holding, ...]], ...]
    absent: tuple[tuple[str, tuple[Citation, ...]], ...]
    shown: int
    held: int

    @property
    def findable(self) -> bool:
        """Whether there is so much that looking something up helps."""
        return self.held >= _FINDABLE or len(self.regions) > 1


@dataclass(frozen=True, slots=True)
class Received:
    """What became of one file that was uploaded, in words; `before` is the version a new one took the place of."""

    receipt: Receipt
    reason: str
    warnings: tuple[str, ...]
    document: Document | None = None
    validity: view.Badge | None = None
    before: str | None = None


def shelf(
    agreements: Iterable["Agreement"],
    absent: Iterable[tuple[str, tuple[Citation, ...]]],
    versions: Sequence["Version"],
    lang: Lang,
    *,
    region: str = "",
    words: str = "",
) -> Shelf:
    """What is held of a region, or of all, whose description has all the words asked for."""
    kept = Counter(version.document.id for version in versions)
    current = {version.document.id: version for version in versions if version.current}
    items = [item for item in agreements if item.document.id in current]  # removed in the meantime
    found = [
        Holding(item, now, kept[item.document.id], in_words(now.warnings, lang))
        for item in sorted(items, key=lambda item: (item.document.region, item.document.title))
        if region in ("", item.document.region) and _has(item.document, words.casefold().split(), lang)
        for now in [current[item.document.id]]
    ]
    shown = {one.document.id for one in found}
    named = ((name, tuple(one for one in by if one.document_id in shown)) for name, by in absent)
    by_region = groupby(found, lambda one: one.document.region)
    return Shelf(
        regions=tuple((name, tuple(of_it)) for name, of_it in by_region),
        absent=tuple((name, by) for name, by in named if by),
        shown=len(found),
        held=len(items),
    )


def received(
    receipts: Iterable[Receipt],
    agreements: Iterable["Agreement"],
    before: dict[str, str],
    lang: Lang,
) -> tuple[Received, ...]:
    """The receipts in words; `before` are the versions that were current before the upload, by document id."""
    held = {item.document.id: item for item in agreements}
    return tuple(_received(receipt, held.get(receipt.document_id or ""), before, lang) for receipt in receipts)


def in_words(warnings: Iterable[Notice], lang: Lang) -> tuple[str, ...]:
    """Warnings as sentences."""
    return tuple(sentence(one.code, one.facts, lang) for one in warnings)


def taken_in_on(version: "Version") -> date:
    """The day on which a version was taken in, as it was in the Netherlands."""
    return version.taken_in_at.replace(tzinfo=version.taken_in_at.tzinfo or UTC).astimezone(_HERE).date()


def _received(receipt: Receipt, held: "Agreement | None", before: dict[str, str], lang: Lang) -> Received:
    warnings = in_words(receipt.warnings, lang)
    if receipt.outcome == "refused":
        return Received(receipt, refusal_in_words(receipt, lang), warnings)
    if held is None:  # removed in the meantime
        return Received(receipt, "", warnings)
    old = before.get(held.document.id) if receipt.outcome == "replaced" else None
    return Received(receipt, "", warnings, held.document, view.badge(held.validity, lang), old)


def _has(document: Document, words: Sequence[str], lang: Lang) -> bool:
    said = [document.title, document.file, document.region, sentence(f"kind_{document.kind.value}", {}, lang)]
    said += [name for party in document.parties for name in (party.name, *party.aliases)]
    text = " ".join(said).casefold()
    return all(word in text for word in words)
