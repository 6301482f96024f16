"""What people see on a terminal: answers, passages, documents and the register as plain lines.

Text from documents is never read as markup, and control characters in it are dropped: a document
must not be able to steer somebody's terminal.
"""

import re
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from api import beside
from api.arranged import Group, arranged
from api.sentences import Lang, sentence, validity_in_words
from api.wording import Term, frame, left_open
from kb.answer import Answer, Caution, Citation, Claim
from kb.model import Document, Passage, Receipt, has_pages

if TYPE_CHECKING:
    from api.agreements import Agreements
    from kb.search.hybrid import Hit
    from kb.unanswered import Unanswered

_MARGIN = 4
_INDENT = 2
_ITEM = re.compile(r"\n+(?=\s*(?:[-*•–]|\w{1,3}[.)])\s)")  # where a list item begins; other line ends are the page's


def show_answer(
    answer: Answer, *, nothing_held: bool = False, terms: Sequence[Term] = (), documents: Sequence[Document] = ()
) -> None:
    """What one can act on, the answer with its numbered sources, what is open, what to mind, and where to read on.

    What to mind comes before the sources where it puts the answer in doubt.
    `terms` are words of the quotes with their English names. The `documents` held tell which of what
    is missing is a document; they may be left out where nothing is missing.
    """
    lang = answer.language
    numbers, page = _Numbers(), Page(lang)
    first = sentence("nothing_held", {}, lang) if nothing_held and answer.outcome == "not_found" else frame(answer)
    if first:
        page.line(first, style="bold")
    _show_rows(page, answer, numbers)
    for at, group in enumerate(() if answer.comparison else arranged(answer, lang)):
        _show_group(page, group, numbers)
        if terms and at == 0:
            explained = "; ".join(f"{dutch} = {english}" for dutch, english in terms)
            page.line(f"{sentence('label_terms', {}, lang)}: {explained}", style="dim")
    cautions = [_in_words(caution, numbers, lang) for caution in answer.cautions]
    in_doubt = any(caution.severity == "high" for caution in answer.cautions)
    page.points("label_cautions", cautions if in_doubt else ())
    page.points("label_open", left_open(answer, documents))
    _show_sources(page, numbers.citations)
    page.points("label_cautions", () if in_doubt else cautions)
    related = [" › ".join((near.document_title, *near.headings)) for near in answer.related]
    page.points("label_see_also", related)
    page.points("label_follow_ups", answer.follow_ups)


def _in_words(caution: Caution, numbers: "_Numbers", lang: Lang) -> str:
    """A caution with the passages that contradict each other."""
    return " ".join((sentence(caution.code, caution.facts, lang), *map(numbers.quoted, caution.claims)))


def _show_group(page: "Page", group: Group, numbers: "_Numbers") -> None:
    """Claims that are read together, under their heading; further ones quietly."""
    if group.heading:
        page.gap()
        page.line(group.heading, style="dim" if group.sort == "also" else "bold")
    for claim in group.claims:
        for line in numbers.claim(claim).split("\n"):  # list items and table rows stand on lines of their own
            page.line(line)


def _show_rows(page: "Page", answer: Answer, numbers: "_Numbers") -> None:
    """A comparison row by row: its facet, then what each region says of it."""
    for row in beside.rows(answer, page.lang):
        page.gap()
        page.line(row.heading, style="bold")
        for cell in row.cells:
            nothing = sentence("compared_nothing", {}, page.lang) if cell.held else cell.silent
            said = [numbers.claim(claim) for claim in cell.claims] or [nothing]
            page.line(f"{cell.region}:", margin=_INDENT)
            for text in said:
                for line in text.split("\n"):
                    page.line(line, margin=2 * _INDENT, style="" if cell.claims else "dim")
    if more := beside.left_out(answer, page.lang):
        page.gap()
        page.line(more)


def _show_sources(page: "Page", citations: Sequence[Citation]) -> None:
    """The numbered quotes, those that follow each other from one place under one line."""
    if citations:
        page.heading("label_sources")
    place = ""
    for number, citation in enumerate(citations, start=1):
        on_page = [sentence("label_page", {"page": str(citation.page)}, page.lang)] if has_pages(citation.file) else []
        where = ", ".join((citation.document_title, *citation.headings, *on_page))
        if where != place:
            page.line(f"{where} ({validity_in_words(citation.validity, page.lang)})")
        place = where
        page.line(f"[{number}] “{citation.quote}”", hanging=_MARGIN)


def show_hits(found: Iterable[tuple["Hit", Passage, str]]) -> None:
    """Passages, best first."""
    page = Page("nl")
    for number, (hit, passage, title) in enumerate(found, start=1):
        page.line(f"{number}. " + " › ".join((title, *passage.headings)), hanging=_MARGIN, style="bold")
        page.line(passage.text, margin=_MARGIN)
        page.line(f"{hit.passage_id}  {hit.score:.3f}", margin=_MARGIN, style="dim")


def show_receipt(receipt: Receipt, lang: Lang) -> None:
    """What became of one file that was not refused."""
    page = Page(lang)
    left = any(warning.code == "left_folder" for warning in receipt.warnings)
    counts = receipt.passages
    facts = {
        "file": receipt.file,
        "document": receipt.document_id or "",
        "passages": str(counts.added + counts.changed + counts.unchanged),
    }
    if not left:
        page.line(sentence(f"receipt_{receipt.outcome}", facts, lang))
    for warning in receipt.warnings:
        page.item(sentence(warning.code, {"file": receipt.file} | warning.facts, lang))


def show_documents(documents: Sequence[Document], lang: Lang) -> None:
    """Each document with its id, as `remove` wants it."""
    page = Page(lang)
    for document in documents:
        kind = sentence(f"kind_{document.kind.value}", {}, lang)
        pages = sentence("label_pages", {"pages": str(document.pages)}, lang)
        page.line(document.id, style="bold")
        page.line(document.title, margin=_MARGIN)
        page.line(f"{kind}, {pages}, {document.file}", margin=_MARGIN, style="dim")


def show_agreements(agreements: "Agreements", lang: Lang) -> None:
    """The register, one agreement after the other, then what is named and not held."""
    page = Page(lang)
    for item in agreements.items:
        page.line(item.document.title, style="bold")
        page.line(f"{item.document.region}, {validity_in_words(item.validity, lang)}", margin=_MARGIN)
        for label, names in (
            ("label_parties", [party.name for party in item.document.parties]),
            ("label_replaces", [reference.name for reference in item.replaces]),
            ("label_depends_on", [reference.name for reference in item.depends_on]),
        ):
            if names:
                page.line(sentence(label, {}, lang) + ": " + "; ".join(names), margin=_MARGIN)
    named: defaultdict[str, list[str]] = defaultdict(list)
    for name, citations in agreements.absent:
        titles = dict.fromkeys(f"“{citation.document_title}”" for citation in citations)
        named[", ".join(titles)].append(name)
    for titles_of, names in named.items():
        page.points("label_absent", names, {"titles": titles_of})


def show_unanswered(found: Sequence[tuple["Unanswered", Sequence[str]]], lang: Lang) -> None:
    """Each question that found nothing, how often it was asked, and its words that nothing here knows."""
    page = Page(lang)
    for kept, words in found:
        facts = {"count": str(kept.count), "region": kept.region or "", "last": kept.last.isoformat()}
        page.line(kept.question, hanging=_MARGIN, style="bold")
        page.line(sentence("unanswered_asked", facts, lang), margin=_MARGIN, style="dim")
        if words:
            page.line(sentence("unanswered_candidates", {"words": ", ".join(words)}, lang), margin=_MARGIN)


class _Numbers:
    """Numbers citations in the order in which claims first use them."""

    def __init__(self) -> None:
        self.citations: list[Citation] = []

    def claim(self, claim: Claim) -> str:
        """The claim with the numbers of its citations behind it."""
        return f"{claim.text} {self._marks(claim)}"

    def quoted(self, claim: Claim) -> str:
        """The same within quotation marks."""
        return f"“{claim.text}” {self._marks(claim)}"

    def _marks(self, claim: Claim) -> str:
        for citation in claim.citations:
            if citation not in self.citations:
                self.citations.append(citation)
        return "".join(f"[{self.citations.index(citation) + 1}]" for citation in claim.citations)


class _Console(Console):
    def on_broken_pipe(self) -> None:
        """Leave it to the door, where rich would end the program with the exit code of a failure."""
        raise BrokenPipeError


class Page:
    """Lines on stdout, folded at the width of the terminal, or at 80 characters where there is none."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang
        self._console = _Console(highlight=False, markup=False, emoji=False)

    def line(self, text: str, *, margin: int = 0, hanging: int = 0, style: str = "") -> None:
        """A paragraph; `hanging` indents all but its first line, also the items of a list in it."""
        for number, item in enumerate(_ITEM.split(text)):
            folded = textwrap.fill(
                _harmless(item),
                width=min(self._console.width, 100),  # longer lines are hard to read
                initial_indent=" " * (margin + (hanging if number else 0)),
                subsequent_indent=" " * (margin + hanging),
                break_long_words=False,
                break_on_hyphens=False,
            )
            self._console.print(Text(folded, style=style), soft_wrap=True)

    def item(self, text: str) -> None:
        """A point of a list."""
        self.line(f"- {text}", hanging=2)

    def points(self, code: str, texts: Sequence[str], facts: Mapping[str, str] | None = None) -> None:
        """A list under its heading; nothing at all where it has no points."""
        if texts:
            self.heading(code, facts)
        for text in texts:
            self.item(text)

    def heading(self, code: str, facts: Mapping[str, str] | None = None) -> None:
        """A heading with a blank line before it."""
        self.gap()
        self.line(sentence(code, facts or {}, self.lang), style="bold")

    def gap(self) -> None:
        """A blank line."""
        self._console.print()


def _harmless(text: str) -> str:
    """The text on one line, without the characters that a terminal obeys; cells of a table stay apart."""
    cells = (" ".join(cell.split()) for cell in text.split("\t"))
    return "".join(mark for mark in " | ".join(cells) if mark.isprintable())
