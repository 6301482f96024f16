"""What a page shows of an answer, a passage or a document, in words and links."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from secrets import token_hex
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

from api import beside
from api.arranged import Group, arranged
from api.history import Asked, turn_of, written_down
from api.routes.surroundings import Surroundings
from api.sentences import Lang, sentence, validity_in_words
from api.web.open_findings import Link, links
from api.web.pieces import Pieces, pieces
from api.web.ways import Way, choices, wider
from api.wording import Term, frame, left_open, region_name, terms_of
from assistant.stretches import said_in
from kb.answer import Answer, Caution, Citation, Claim
from kb.errors import NotHeld
from kb.model import Passage, Span, Validity, ValidityStatus, has_pages

if TYPE_CHECKING:
    from api.workplace import Workplace
    from kb.store import Store

_TONES: Final = {
    ValidityStatus.IN_FORCE: "safe",
    ValidityStatus.EXPIRED: "danger",
    ValidityStatus.SUPERSEDED: "danger",
    ValidityStatus.NOT_YET: "warning",
    ValidityStatus.UNKNOWN: "neutral",
}


@dataclass(frozen=True, slots=True)
class Badge:
    """How an agreement stands, in words; `tone` is the status of the badge, never the only sign."""

    words: str
    tone: str


@dataclass(frozen=True, slots=True)
class Source:
    """A citation with the number it has in the answer, counted from 1, what is said from it, and the page it opens."""

    number: int
    citation: Citation
    said: tuple[Span, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Place:
    """A passage that is cited, once or more: its words, with all that is said from it marked."""

    sources: tuple[Source, ...]
    badge: Badge
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with its numbered sources; `summarised`: a language model worded it."""

    text: str
    sources: tuple[Source, ...]
    summarised: bool = False


@dataclass(frozen=True, slots=True)
class Statements:
    """Claims that are read together, as `api.arranged` groups them; `way` chooses them where they are a choice."""

    sort: str
    heading: str | None
    statements: tuple[Statement, ...]
    way: Way | None = None


@dataclass(frozen=True, slots=True)
class Warned:
    """A caution in words, with passages that contradict each other; `high`: what the answer settles is in doubt."""

    words: str
    sides: tuple[Statement, ...]
    high: bool


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer as the page shows it.

    `frame` is what one can act on, or what the outcome asks; `left_open` says what is not settled;
    A comparison has no groups: `table` has its rows, `said` the statement of each claim in them.
    `terms` gives words of the quotes with their English names. `wider` asks all regions, where this
    one says nothing and there are others. `findings` leads to what is found about the agreements that
    disagree. `history` is the conversation with
    this answer in it, as the next question sends it along. `key` tells its ids from those of other
    answers on the page.
    """

    answer: Answer
    asked: Asked
    key: str
    frame: str
    terms: tuple[Term, ...]
    groups: tuple[Statements, ...]
    table: tuple[beside.Row, ...]
    said: Mapping[Claim, Statement]
    left_open: tuple[str, ...]
    places: tuple[Place, ...]
    cautions: tuple[Warned, ...]
    wider: Way | None
    findings: tuple[Link, ...]
    history: str

    def label(self, name: str, **facts: str) -> str:
        """A heading or label in the language of the answer."""
        return sentence(name, facts, self.answer.language)

    @property
    def headline(self) -> str:
        """How it came out, in a few words."""
        return self.label("headline_compared" if self.table else f"headline_{self.answer.outcome}")

    @property
    def scope(self) -> str:
        """Where and when it holds, as it was asked."""
        on = self.answer.on.isoformat()
        if self.table:
            return self.label("label_scope_compared", regions=self.together, on=on)
        return self.label("label_scope", region=region_name(self.answer.region or ""), on=on)

    @property
    def together(self) -> str:
        """The regions of a comparison in a row."""
        return beside.together(self.answer, self.answer.language)

    @property
    def left_out(self) -> str:
        """That rows of a comparison are not shown; empty where all are."""
        return beside.left_out(self.answer, self.answer.language)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """What the answer claims, in the order in which it is read; what a choice would lead to is not claimed."""
        in_groups = () if self.answer.options else (one for group in self.groups for one in group.statements)
        return (*self.said.values(), *in_groups)


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A passage in pieces; a piece is marked where a quote stands."""

    passage: Passage
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class Section:
    """Passages under one heading; `headings` are those that begin here, each with its level on the page."""

    headings: tuple[tuple[int, str], ...]
    passages: tuple[Passage, ...]


def answer_view(answer: Answer, asked: Asked, workplace: "Workplace") -> AnswerView:
    """The answer, with each citation numbered once, in the order in which the claims cite them.

    The passages cited are read from the store, so that what is said is shown where it stands.
    """
    lang = answer.language
    groups = () if answer.comparison else arranged(answer, lang)
    own = [claim for group in groups for claim in group.claims] if groups else answer.claims
    sources = _sources([*own, *(claim for caution in answer.cautions for claim in caution.claims)])
    store = workplace.store
    return AnswerView(
        answer=answer,
        asked=asked,
        key=token_hex(4),
        frame=frame(answer),
        terms=terms_of(answer, asked.question, workplace.thesaurus),
        groups=tuple(_grouped(groups, sources, choices(answer, asked))),
        table=beside.rows(answer, lang),
        said=dict(zip(answer.claims, _statements(answer.claims, sources), strict=True)) if answer.comparison else {},
        left_open=left_open(answer, store.documents() if answer.missing else ()),
        places=tuple(_places(sources.values(), store, lang)),
        cautions=tuple(_warned(one, sources, lang) for one in answer.cautions),
        wider=wider(answer, asked, store.regions()),
        findings=links(answer, workplace),
        history=written_down((*asked.history, turn_of(asked.question, answer))),
    )


def badge(validity: Validity, lang: Lang) -> Badge:
    """The validity of an agreement in words."""
    return Badge(validity_in_words(validity, lang), _TONES[validity.status])


def marked(found: Surroundings, spans: Sequence[Span]) -> tuple[MarkedPassage, ...]:
    """The passages around, with the spans of the full text marked in each that they touch."""
    return tuple(MarkedPassage(passage, pieces(passage, spans)) for passage in found.shown)


def sections(passages: Iterable[Passage]) -> tuple[Section, ...]:
    """The passages of a document by the heading path they stand under, in reading order."""
    found: list[Section] = []
    above: tuple[str, ...] = ()
    for headings, under in groupby(passages, lambda passage: passage.headings):
        same = next((i for i, (a, b) in enumerate(zip(above, headings, strict=False)) if a != b), len(above))
        fresh = tuple(enumerate(headings, start=2))[min(same, len(headings)) :]
        found.append(Section(fresh, tuple(under)))
        above = headings
    return tuple(found)


def passage_href(passage_id: str, version: str | None = None, spans: Sequence[Span] = ()) -> str:
    """The permalink of a passage page; `spans` are what is marked there."""
    parameters = [("version", version)] if version else []
    parameters += [(name, str(at)) for span in spans for name, at in (("start", span.start), ("end", span.end))]
    return f"/passage/{quote(passage_id)}" + (f"?{urlencode(parameters, safe=':')}" if parameters else "")


def picture_href(passage: Passage, spans: Sequence[Span] = ()) -> str:
    """The page with the picture of where a passage stands; `spans` are what is marked in it."""
    address, _, asked = passage_href(passage.id, passage.version, spans).partition("?")
    return f"{address}/bladzijde?{asked}"


def permalink(passage_id: str, version: str) -> str:
    """The lasting name of a passage in a version; behind the address of a workplace it opens there."""
    return f"afspraak:{passage_id}@{version}"


def document_href(document_id: str, version: str | None = None) -> str:
    """The reading view of a document, in its current version where none is given."""
    return f"/documenten/{quote(document_id)}" + (f"?version={version}" if version else "")


def page_words(page: int, file: str, lang: Lang) -> str:
    """`bladzijde 4`, where the file has pages."""
    return sentence("label_page", {"page": str(page)}, lang) if has_pages(file) else ""


def _warned(caution: Caution, sources: dict[Citation, Source], lang: Lang) -> Warned:
    words = sentence(caution.code, caution.facts, lang)
    return Warned(words, _statements(caution.claims, sources), caution.severity == "high")


def _grouped(groups: Sequence[Group], sources: dict[Citation, Source], ways: Sequence[Way]) -> Iterator[Statements]:
    for number, one in enumerate(groups):
        way = ways[number] if ways else None
        yield Statements(one.sort, one.heading, _statements(one.claims, sources), way)


def _sources(claims: Sequence[Claim]) -> dict[Citation, Source]:
    by_citation: dict[Citation, list[Claim]] = {}
    for claim in claims:
        for citation in claim.citations:
            by_citation.setdefault(citation, []).append(claim)
    found = {}
    for number, (citation, of_it) in enumerate(by_citation.items(), start=1):
        said = said_in(citation, of_it)
        found[citation] = Source(number, citation, said, passage_href(citation.passage_id, citation.version, said))
    return found


def _places(sources: Iterable[Source], store: "Store", lang: Lang) -> Iterator[Place]:
    by_passage: dict[tuple[str, str], list[Source]] = {}
    for source in sources:
        by_passage.setdefault((source.citation.passage_id, source.citation.version), []).append(source)
    for (passage_id, version), of_it in by_passage.items():
        try:
            passage = store.passage(passage_id, version)
        except NotHeld:  # removed since the answer was made; the quotes are what was verified
            passage = None
        yield Place(tuple(of_it), badge(of_it[0].citation.validity, lang), _quoted(passage, of_it))


def _quoted(passage: Passage | None, sources: Sequence[Source]) -> Pieces:
    """The passage with what is said marked in it; the quotes alone where they reach outside it."""
    cited = [source.citation for source in sources]
    if passage and all(passage.start <= one.start and one.end <= passage.end for one in cited):
        return pieces(passage, [span for source in sources for span in source.said])
    return tuple(piece for one in cited for piece in ((one.quote, True), ("\n", False)))


def _statements(claims: Iterable[Claim], sources: dict[Citation, Source]) -> tuple[Statement, ...]:
    return tuple(
        Statement(claim.text, tuple(sources[citation] for citation in dict.fromkeys(claim.citations)), claim.summarised)
        for claim in claims
    )
