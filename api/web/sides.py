"""The sides of a finding as they are read beside each other: each quote in its passage, with the words that differ."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from api.sentences import Lang
from api.web import view
from kb.answer import Citation
from kb.consistency.finding import Finding
from kb.differences import pieces
from kb.errors import NotHeld
from kb.model import Passage, Span

if TYPE_CHECKING:
    from kb.store import Store

_AROUND: Final = 280  # characters shown before and after a quote; the passage page has the rest
# Two quotes are held against each other where they have this part of their characters in common, in order.
# Below it the marks would be nearly everywhere, and hide the sentence.
_ALIKE: Final = 0.5

Words = tuple[tuple[str, bool], ...]  # a quote in parts, and whether the other side has a part otherwise


@dataclass(frozen=True, slots=True)
class Side:
    """A side: what is quoted, with what stands before and after it in its passage."""

    citation: Citation
    badge: view.Badge
    href: str
    before: str
    quote: Words
    after: str

    @property
    def differs(self) -> bool:
        """Whether words of it are marked as differing."""
        return any(mark for _, mark in self.quote)


def sides(finding: Finding, store: "Store", lang: Lang) -> tuple[Side, ...]:
    """The sides in their order; of two alike the words that differ are marked."""
    citations = finding.citations
    quotes = _compared(citations[0].quote, citations[1].quote) if len(citations) == 2 else None
    return tuple(
        _side(cited, quotes[n] if quotes else ((cited.quote, False),), store, lang) for n, cited in enumerate(citations)
    )


def _compared(one: str, other: str) -> tuple[Words, Words] | None:
    found = pieces(one, other)
    same = sum(piece.before.end - piece.before.start for piece in found if piece.before and piece.after)
    if one == other or 2 * same < _ALIKE * (len(one) + len(other)):
        return None
    mine = [(one[it.before.start : it.before.end], it.after is None) for it in found if it.before]
    yours = [(other[it.after.start : it.after.end], it.before is None) for it in found if it.after]
    return tuple(_words_alone(mine)), tuple(_words_alone(yours))


def _words_alone(parts: Iterable[tuple[str, bool]]) -> Iterator[tuple[str, bool]]:
    """The parts with their marks on words only: not on the space after them, nor on a sign alone."""
    for text, differs in parts:
        own = text.rstrip()
        marked = differs and re.search(r"\w", own) is not None
        yield own if marked else text, marked
        if marked and own != text:
            yield text[len(own) :], False


def _side(cited: Citation, quote: Words, store: "Store", lang: Lang) -> Side:
    before, after = _around(cited, store)
    href = view.passage_href(cited.passage_id, cited.version, (Span(start=cited.start, end=cited.end),))
    return Side(cited, view.badge(cited.validity, lang), href, before, quote, after)


def _around(cited: Citation, store: "Store") -> tuple[str, str]:
    """What stands before and after a quote in its passage; nothing where the quote is a heading, or spans several."""
    try:
        passage = store.passage(cited.passage_id, cited.version)
    except NotHeld:  # removed while the page was made
        return "", ""
    if not (passage.start <= cited.start and cited.end <= passage.end):
        return "", ""
    return _shortened(passage, cited)


def _shortened(passage: Passage, cited: Citation) -> tuple[str, str]:
    before, after = passage.text[: cited.start - passage.start], passage.text[cited.end - passage.start :]
    if len(before) > _AROUND:
        before = "… " + re.sub(r"^\S*\s+", "", before[-_AROUND:])
    if len(after) > _AROUND:
        after = re.sub(r"\s+\S*$", "", after[:_AROUND]) + " …"
    return before, after


def places(finding: Finding) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Where a finding stands: each document by its title, with the nearest headings, each once."""
    found: dict[str, dict[str, None]] = {}
    for one in finding.citations:
        found.setdefault(one.document_title, {}).update(dict.fromkeys(one.headings[-1:]))
    return tuple((title, tuple(headings)) for title, headings in found.items())


def neighbours(finding: Finding, every: Sequence[Finding], listed: Sequence[Finding]) -> tuple[str | None, str | None]:
    """The ids of the findings listed before and after one, which need not be in the list itself any more."""
    order = {one.id: at for at, one in enumerate(every)}
    here = order[finding.id]
    before = [one.id for one in listed if order[one.id] < here]
    after = [one.id for one in listed if order[one.id] > here]
    return before[-1] if before else None, after[0] if after else None
