"""The nouns of an answer: citations, claims and the outcomes they make up.

Frozen like all nouns; `api.wire` alone turns them into JSON, citations listed once.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from kb.model import Facet, Notice, Noun, Validity


class Citation(Noun):
    """The proof under a claim: `full_text[start:end] == quote` in that version of the document."""

    document_id: str
    document_title: str
    file: str
    version: str
    region: str
    validity: Validity
    headings: tuple[str, ...]
    page: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str = Field(min_length=1)
    passage_id: str


class Claim(Noun):
    """One sentence of an answer, with the citations that carry it; `summarised`: a model worded it."""

    text: str
    citations: Annotated[tuple[Citation, ...], Field(min_length=1)]  # no source, no claim
    summarised: bool = False


class Caution(Notice):
    """What must be known before acting on an answer.

    Where passages contradict each other `claims` are their sides, what the answer says first. `severity` high:
    what the answer settles is itself in doubt.
    """

    claims: tuple[Claim, ...] = ()
    severity: Literal["high", "normal"] = "normal"


class QuestionKind(StrEnum):
    """What sort of process question it is."""

    WHO_ACTS = "who_acts"
    WHO_LEADS = "who_leads"
    CONSENT = "consent"
    DUPLICATE = "duplicate"
    DATA_SHARING = "data_sharing"
    APPLIES_TO = "applies_to"
    STEPS = "steps"
    REGISTRATION = "registration"
    VALIDITY = "validity"
    DEFINITION = "definition"
    CONTACT = "contact"
    COMPARE = "compare"
    OTHER = "other"


class Verdict(StrEnum):
    """Yes or no, where a quote says so."""

    YES = "yes"
    NO = "no"
    CONDITIONAL = "conditional"
    NOT_REGULATED = "not_regulated"


class Related(Noun):
    """A passage near the question, offered as a way on."""

    passage_id: str
    document_title: str
    headings: tuple[str, ...]


class Option(Noun):
    """What one value of the missing fact leads to."""

    value: str
    label: str
    claims: tuple[Claim, ...]


class ComparedRow(Noun):
    """What regions say of one facet of an intervention: for each region the indexes of its claims, none where silent.

    `thing` is the intervention; empty: what the agreements say of all.
    """

    thing: str
    facet: Facet
    cells: tuple[tuple[int, ...], ...]


class Comparison(Noun):
    """The claims of an answer as a table: a column for each region, a row for each facet.

    `left_out` counts the rows that were too many to show; `absent` are the regions of which nothing is held.
    """

    regions: Annotated[tuple[str, ...], Field(min_length=2)]
    rows: Annotated[tuple[ComparedRow, ...], Field(min_length=1)]
    left_out: int = Field(default=0, ge=0)
    absent: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _square(self) -> "Comparison":
        if any(len(row.cells) != len(self.regions) for row in self.rows):
            raise ValueError("a row has a cell for each region")
        return self


class Timings(Noun):
    """Milliseconds spent."""

    search_ms: float = Field(ge=0)
    total_ms: float = Field(ge=0)


class _AnswerBase(Noun):
    kind: QuestionKind = QuestionKind.OTHER
    verdict: Verdict | None = None
    language: Literal["nl", "en"] = "nl"
    region: str | None = None
    on: date
    actors: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    cautions: tuple[Caution, ...] = ()
    missing: tuple[str, ...] = ()
    fact: str | None = None
    options: tuple[Option, ...] = ()
    reason: str | None = None
    related: tuple[Related, ...] = ()
    follow_ups: tuple[str, ...] = ()
    comparison: Comparison | None = None
    composed_by: Literal["extract", "generate"] = "extract"
    timings: Timings = Timings(search_ms=0, total_ms=0)


class Answered(_AnswerBase):
    """The texts settle the question."""

    outcome: Literal["answered"] = "answered"
    claims: Annotated[tuple[Claim, ...], Field(min_length=1)]


class Partial(_AnswerBase):
    """The texts settle a part; `missing` names what they do not."""

    outcome: Literal["partial"] = "partial"
    claims: Annotated[tuple[Claim, ...], Field(min_length=1)]
    missing: Annotated[tuple[str, ...], Field(min_length=1)]


class Disputed(_AnswerBase):
    """The texts disagree; each position is a claim of its own."""

    outcome: Literal["disputed"] = "disputed"
    claims: Annotated[tuple[Claim, ...], Field(min_length=2)]


class NeedsFact(_AnswerBase):
    """One missing fact decides."""

    outcome: Literal["needs_fact"] = "needs_fact"
    fact: str
    options: Annotated[tuple[Option, ...], Field(min_length=2)]


class NotFound(_AnswerBase):
    """The documents held do not say; `related` holds the nearest passages."""

    outcome: Literal["not_found"] = "not_found"


class Refused(_AnswerBase):
    """The question cannot be taken; `reason` is a code."""

    outcome: Literal["refused"] = "refused"
    reason: str


Answer = Annotated[Answered | Partial | Disputed | NeedsFact | NotFound | Refused, Field(discriminator="outcome")]
