"""The only way out: what is shown as the agreements' word stands there letter by letter, or is dropped."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.held import Held
from kb.answer import Citation, Claim
from kb.errors import UnknownPassage
from kb.language.dutch import sentences
from kb.model import Span

# Marks that typists, printers and PDF writers exchange for one another; none of them changes a word.
_FOLDED = str.maketrans(
    {**dict.fromkeys('“”„‟«»"', '"'), **dict.fromkeys("‘’‚‛`´", "'"), **dict.fromkeys("‐‑‒–—―−", "-")}
)
_IGNORED = frozenset("-\u00ad\u200b\u200c\u200d\ufeff\u2060")


@dataclass(frozen=True, slots=True)
class _Folded:
    """Text without what the comparator ignores, and where each of its characters came from."""

    text: str
    origin: tuple[int, ...]


def _fold(text: str) -> _Folded:
    letters: list[str] = []
    origin: list[int] = []
    for at, character in enumerate(text):
        # decomposed, so that "é" is the same in one character or in two
        for folded in unicodedata.normalize("NFKD", character).translate(_FOLDED):
            if not folded.isspace() and folded not in _IGNORED:
                letters.append(folded)
                origin.append(at)
    return _Folded("".join(letters), tuple(origin))


def locate(quote: str, text: str) -> Span | None:
    """Where `quote` stands in `text`, word for word; None where it does not.

    Compared after compatibility normalisation, with quotation marks and dashes folded and white space, hyphens and soft
    hyphens ignored; beyond that exact, case included. It must begin and end with whole words:
    "een toestemming" does not stand in "geen toestemming". Tolerance lies in this normalisation and
    never in a threshold. Source: docs/adr/0006 (113 one-edit falsifications, none accepted).
    """
    wanted, held = _fold(quote), _fold(text)
    if not wanted.text:
        return None
    at = held.text.find(wanted.text)
    while at >= 0:
        stop = at + len(wanted.text)
        if _whole_words(text, held, at, stop):
            return Span(start=held.origin[at], end=held.origin[stop - 1] + 1)
        at = held.text.find(wanted.text, at + 1)
    return None


def _whole_words(text: str, held: _Folded, at: int, stop: int) -> bool:
    """Whether folded positions `at` to `stop` begin and end between words, and between characters."""
    if at and held.origin[at - 1] == held.origin[at]:
        return False
    if stop < len(held.origin) and (
        held.origin[stop] == held.origin[stop - 1] or unicodedata.combining(held.text[stop])
    ):
        return False
    start, end = held.origin[at], held.origin[stop - 1] + 1
    before, after = text[start - 1 : start], text[end : end + 1]
    return not (_in_word(before) and _in_word(text[start])) and not (_in_word(after) and _in_word(text[end - 1]))


def _in_word(character: str) -> bool:
    """Whether a character is part of a word; an accent set apart belongs to its letter."""
    return character.isalnum() or (character != "" and unicodedata.combining(character) > 0)


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same under the comparator of `locate`."""
    return _fold(one).text == _fold(other).text


class Verifier:
    """Checks claims against the texts held, of the regions that an answer may quote."""

    def __init__(self, held: Held, regions: frozenset[str] | None) -> None:
        """`regions` None: an answer may quote all."""
        self._held = held
        self._regions = regions

    def verified(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """The claims whose every quote is in place and whose text says no more than its quotes."""
        return tuple(claim for claim in claims if self._holds(claim))

    def cited(self, claim: Claim) -> bool:
        """Whether every quote of a claim is in place, whoever worded it."""
        return all(self._stands(citation) for citation in claim.citations)

    def _holds(self, claim: Claim) -> bool:
        return self.cited(claim) and _says_no_more(claim)

    def _stands(self, citation: Citation) -> bool:
        """Whether a citation is, in all it says, what the store holds at that place."""
        document = self._held.by_id.get(citation.document_id)
        if document is None or document.version != citation.version:
            return False
        if self._regions is not None and document.region not in self._regions:
            return False
        try:
            passage = self._held.passage(citation.passage_id)
        except UnknownPassage:
            return False
        if not any(
            span.start <= citation.start < citation.end <= span.end
            for span in (Span(start=passage.start, end=passage.end), passage.lead_in)
            if span is not None
        ):
            return False
        text = self._held.full_text(document.id)
        window = text[max(0, citation.start - 1) : citation.end + 1]
        return (
            text[citation.start : citation.end] == citation.quote
            and locate(citation.quote, window) is not None  # whole words, seen with what stands around it
            and passage.document_id == document.id
            and (citation.headings, citation.region, citation.document_title, citation.file)
            == (passage.headings, document.region, document.title, document.file)
            and citation.page == self._held.page(document.id, citation.start)
        )


def _says_no_more(claim: Claim) -> bool:
    """Whether a claim's text is whole sentences, items or rows of its quotes, and nothing else."""
    stretches = [stretch for citation in claim.citations for stretch in _whole(citation.quote)]
    rest = _fold(claim.text).text
    while rest:
        said = max((one for one in stretches if rest.startswith(one)), key=len, default="")
        if not said:
            return False
        rest = rest[len(said) :]
    return True


def _whole(quote: str) -> list[str]:
    """The sentences and list items of a quote, folded; each also without the number it stands under."""
    found = []
    for low, high in sentences(quote):
        own = quote[low:high]
        number = _ITEM.match(own)
        found += [_fold(own).text, _fold(own[number.end() :]).text] if number else [_fold(own).text]
    return [one for one in found if one]


def tidy(quote: str) -> str:
    """A quote as text to read: single spaces, list items and table rows on a line each, cells set apart by dashes."""
    read = ""
    row = False
    for line in filter(str.strip, quote.split("\n")):
        was_row, row = row, "\t" in line.strip()
        read += "\n" if row or was_row or _ITEM.match(line) else " "
        read += " – ".join(" ".join(cell.split()) for cell in line.strip().split("\t"))
    return read.strip()


_ITEM = re.compile(r"(?:- |\(?[a-z0-9]{1,3}[.)] |[ivx]{1,4}[.)] )")
