"""What a page shows of an answer, a passage or a document, in words and links."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Final
from urllib.parse import quote, urlencode

from api.routes.surroundings import Surroundings
from api.sentences import catalogue, sentence, validity_in_words
from kb.model import Answer, Citation, Claim, DocumentKind, Passage, Validity, ValidityStatus, Verdict

VERDICTS: Final = {
    Verdict.YES: "Ja.",
    Verdict.NO: "Nee.",
    Verdict.CONDITIONAL: "Ja, onder voorwaarden.",
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


@dataclass(frozen=True, slots=True)
class Source:
    """A citation with the number it has in the answer, counted from 1."""

    number: int
    citation: Citation
    badge: Badge
    href: str


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
    sources: tuple[Source, ...]
    cautions: tuple[str, ...]
    advice: str | None


@dataclass(frozen=True, slots=True)
class MarkedPassage:
    """A passage in pieces; a piece is marked where a quote stands."""

    passage: Passage
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Passages under one heading; `headings` are those that begin here, each with its level on the page."""

    headings: tuple[tuple[int, str], ...]
    passages: tuple[Passage, ...]


def answer_view(answer: Answer) -> AnswerView:
    """The answer, with each citation numbered once, in the order in which the claims cite them."""
    claims = (*answer.claims, *(claim for option in answer.options for claim in option.claims))
    cited = dict.fromkeys(citation for claim in claims for citation in claim.citations)
    sources = {citation: _source(number, citation) for number, citation in enumerate(cited, start=1)}
    return AnswerView(
        answer=answer,
        headline=HEADLINES[answer.outcome],
        verdict=VERDICTS[answer.verdict] if answer.verdict else None,
        statements=_statements(answer.claims, sources),
        options=tuple((option.label, _statements(option.claims, sources)) for option in answer.options),
        sources=tuple(sources.values()),
        cautions=tuple(sentence(caution.code, caution.facts, "nl") for caution in answer.cautions),
        advice=_advice(answer),
    )


def badge(validity: Validity) -> Badge:
    """The validity of an agreement in words."""
    return Badge(validity_in_words(validity, "nl"), _TONES[validity.status])


def marked(found: Surroundings, start: int | None, end: int | None) -> tuple[MarkedPassage, ...]:
    """The passages around, with `start` to `end` of the full text marked in each that it touches."""
    begin, stop = (start or 0, end or 0) if start is not None else (0, 0)
    return tuple(_mark(passage, begin, stop) for passage in found.shown)


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


def _mark(passage: Passage, start: int, end: int) -> MarkedPassage:
    first = min(max(start - passage.start, 0), len(passage.text))
    last = max(min(end - passage.start, len(passage.text)), first)
    text = passage.text
    pieces = ((text[:first], False), (text[first:last], True), (text[last:], False))
    return MarkedPassage(passage, tuple(piece for piece in pieces if piece[0]))


def passage_href(passage_id: str, version: str | None = None, span: tuple[int, int] | None = None) -> str:
    """The permalink of a passage page; `span` is what is marked there."""
    parameters = {"version": version} if version else {}
    if span:
        parameters |= {"start": str(span[0]), "end": str(span[1])}
    return f"/passage/{quote(passage_id)}" + (f"?{urlencode(parameters, safe=':')}" if parameters else "")


def document_href(document_id: str) -> str:
    """The reading view of a document."""
    return f"/documenten/{quote(document_id)}"


def region_name(slug: str) -> str:
    """A region as people write it."""
    return " ".join(part.capitalize() for part in slug.split("-"))


def _source(number: int, citation: Citation) -> Source:
    href = passage_href(citation.passage_id, citation.version, (citation.start, citation.end))
    return Source(number, citation, badge(citation.validity), href)


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
