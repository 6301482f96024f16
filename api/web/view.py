"""What a page shows of an answer, a passage or a document, in words and links."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

from api.routes.surroundings import Surroundings
from api.sentences import catalogue, sentence, validity_in_words
from kb.answer import Answer, Citation, Claim, Verdict
from kb.errors import NotHeld
from kb.model import DocumentKind, Passage, Validity, ValidityStatus

if TYPE_CHECKING:
    from kb.store import Store

VERDICTS: Final = {
    Verdict.YES: "Ja.",
    Verdict.NO: "Nee.",
    Verdict.CONDITIONAL: "Dat hangt ervan af.",
    Verdict.NOT_REGULATED: "Niet geregeld.",
}
HEADLINES: Final = {
    "answered": "Antwoord",
    "partial": "Een deel van het antwoord",
    "disputed": "De afspraken spreken elkaar tegen",
    "needs_fact": "Het antwoord hangt af van de situatie",
    "not_found": "Dit staat niet in de afspraken",
    "refused": "Deze vraag kan hier niet worden beantwoord",
}
KINDS: Final = {
    DocumentKind.COVENANT: "Convenant",
    DocumentKind.COOPERATION_AGREEMENT: "Samenwerkingsovereenkomst",
    DocumentKind.WORK_AGREEMENT: "Werkafspraken",
    DocumentKind.PROTOCOL: "Protocol",
    DocumentKind.PROCESS_DESCRIPTION: "Procesbeschrijving",
    DocumentKind.MEMO: "Memo",
    DocumentKind.APPENDIX: "Bijlage",
    DocumentKind.OTHER: "Document",
}
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


Pieces = tuple[tuple[str, bool], ...]  # text in parts, and whether a part is marked
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Source:
    """A citation with the number it has in the answer, counted from 1, and the page it opens."""

    number: int
    citation: Citation
    href: str


@dataclass(frozen=True, slots=True)
class Place:
    """A passage that is cited, once or more: its words, with every quote from it marked."""

    sources: tuple[Source, ...]
    badge: Badge
    pieces: Pieces


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim with its numbered sources."""

    text: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class AnswerView:
    """An answer as the page shows it; `advice` says what to do where the texts do not settle it."""

    answer: Answer
    headline: str
    verdict: str | None
    statements: tuple[Statement, ...]
    options: tuple[tuple[str, tuple[Statement, ...]], ...]
    places: tuple[Place, ...]
    cautions: tuple[str, ...]
    advice: str | None


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


def answer_view(answer: Answer, store: "Store") -> AnswerView:
    """The answer, with each citation numbered once, in the order in which the claims cite them.

    The passages cited are read from the store, so that a quote is shown where it stands.
    """
    claims = (*answer.claims, *(claim for option in answer.options for claim in option.claims))
    cited = dict.fromkeys(citation for claim in claims for citation in claim.citations)
    sources = {citation: _source(number, citation) for number, citation in enumerate(cited, start=1)}
    return AnswerView(
        answer=answer,
        headline=HEADLINES[answer.outcome],
        verdict=VERDICTS[answer.verdict] if answer.verdict else None,
        statements=_statements(answer.claims, sources),
        options=tuple((option.label, _statements(option.claims, sources)) for option in answer.options),
        places=tuple(_places(sources.values(), store)),
        cautions=tuple(sentence(caution.code, caution.facts, "nl") for caution in answer.cautions),
        advice=_advice(answer),
    )


def badge(validity: Validity) -> Badge:
    """The validity of an agreement in words."""
    return Badge(validity_in_words(validity, "nl"), _TONES[validity.status])


def marked(found: Surroundings, start: int | None, end: int | None) -> tuple[MarkedPassage, ...]:
    """The passages around, with `start` to `end` of the full text marked in each that it touches."""
    stretches = [] if start is None or end is None else [(start, end)]
    return tuple(MarkedPassage(passage, _pieces(passage, stretches)) for passage in found.shown)


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


def passage_href(passage_id: str, version: str | None = None, span: Stretch | None = None) -> str:
    """The permalink of a passage page; `span` is what is marked there."""
    parameters = {"version": version} if version else {}
    if span:
        parameters |= {"start": str(span[0]), "end": str(span[1])}
    return f"/passage/{quote(passage_id)}" + (f"?{urlencode(parameters, safe=':')}" if parameters else "")


def document_href(document_id: str) -> str:
    """The reading view of a document."""
    return f"/documenten/{quote(document_id)}"


def page_words(page: int, file: str) -> str:
    """`pagina 4`, where the file has pages of its own; in other files a page is what a printer makes of it."""
    return f"pagina {page}" if file.lower().endswith(".pdf") else ""


def region_name(slug: str) -> str:
    """A region as people write it."""
    return " ".join(part.capitalize() for part in slug.split("-"))


def _source(number: int, citation: Citation) -> Source:
    stretch = (citation.start, citation.end)
    return Source(number, citation, passage_href(citation.passage_id, citation.version, stretch))


def _places(sources: Iterable[Source], store: "Store") -> Iterator[Place]:
    by_passage: dict[tuple[str, str], list[Source]] = {}
    for source in sources:
        by_passage.setdefault((source.citation.passage_id, source.citation.version), []).append(source)
    for (passage_id, version), of_it in by_passage.items():
        try:
            passage = store.passage(passage_id, version)
        except NotHeld:  # removed since the answer was made; the quotes are what was verified
            passage = None
        yield Place(tuple(of_it), badge(of_it[0].citation.validity), _quoted(passage, of_it))


def _quoted(passage: Passage | None, sources: Iterable[Source]) -> Pieces:
    """The passage with the quotes marked in it; the quotes alone where they reach outside it."""
    cited = [source.citation for source in sources]
    if passage and all(passage.start <= one.start and one.end <= passage.end for one in cited):
        return _pieces(passage, [(one.start, one.end) for one in cited])
    return tuple(piece for one in cited for piece in ((one.quote, True), ("\n", False)))


def _pieces(passage: Passage, stretches: Iterable[Stretch]) -> Pieces:
    text, cuts = passage.text, [0]
    for start, end in sorted(stretches):
        first = min(max(start - passage.start, cuts[-1]), len(text))
        cuts += [first, min(max(end - passage.start, first), len(text))]
    # Every other part is marked: what stands between a start and its end.
    parts = zip(cuts, (*cuts[1:], len(text)), strict=True)
    pieces = ((text[begin:stop], bool(number % 2)) for number, (begin, stop) in enumerate(parts))
    return tuple(piece for piece in pieces if piece[0])


def _statements(claims: Iterable[Claim], sources: dict[Citation, Source]) -> tuple[Statement, ...]:
    return tuple(
        Statement(claim.text, tuple(sources[citation] for citation in dict.fromkeys(claim.citations)))
        for claim in claims
    )


def _advice(answer: Answer) -> str | None:
    """What the sentence catalogue says of an outcome that settles less than was asked."""
    facts: dict[str, str] = {}
    match answer.outcome:
        case "answered":
            return None
        case "needs_fact":
            code = f"needs_{answer.fact}"
        case "refused":
            code = answer.reason or ""
        case "not_found":
            code = answer.reason or ""
            facts = {"region": region_name(answer.region)} if answer.region else {}
        case "partial":
            code, facts = "partial", {"missing": ", ".join(answer.missing)}
        case _:
            code = answer.outcome
    return sentence(code if code in catalogue() else answer.outcome, facts, "nl")
