"""The published shapes: what the API description says of responses. `api.wire` makes the real ones."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from kb.answer import QuestionKind, Verdict
from kb.model import DocumentKind, Facet, Role, ValidityStatus


class Shape(BaseModel):
    """An object of the contract, with its keys in camelCase; every key is always there."""

    model_config = ConfigDict(alias_generator=to_camel)


class Span(Shape):
    """A stretch of a version's full text, in Unicode code points, end exclusive."""

    start: int
    end: int


class Notice(Shape):
    """Something to know: a stable code, and the sentence for a person."""

    code: str
    text: str


class Validity(Shape):
    """From when until when (last day) an agreement holds, and how it stands on the day asked about."""

    from_: Annotated[date | None, Field(alias="from")]
    until: date | None
    status: ValidityStatus


class Party(Shape):
    """An organisation that takes part."""

    name: str
    aliases: list[str]
    evidence: Span


class Reference(Shape):
    """Another document that is named, and where."""

    name: str
    evidence: Span


class Document(Shape):
    """One agreement in its current version."""

    id: str = Field(description="region/stem")
    version: str = Field(description="Digest of the original file.")
    file: str
    title: str
    kind: DocumentKind
    region: str
    pages: int
    parties: list[Party]
    dated: date | None
    valid_from: date | None
    valid_until: date | None
    status: Literal["draft", "final"]
    replaces: list[Reference]
    depends_on: list[Reference]
    names: list[Reference]
    part_of: str | None
    evidence: dict[str, Span]


class Documents(Shape):
    """All documents held."""

    items: list[Document]
    total: int


class Passage(Shape):
    """A paragraph, list or table row that knows its place."""

    id: str
    document_id: str
    version: str
    headings: list[str]
    role: Role
    page: int
    start: int
    end: int
    text: str
    lead_in: Span | None


class Passages(Shape):
    """The passages of a document in reading order."""

    items: list[Passage]
    total: int


class Around(Shape):
    """The text around a passage: `fullText[start:end] == text`."""

    start: int
    end: int
    text: str


class PassageInPlace(Passage):
    """A passage between its neighbours; `current` is false for an earlier version of the document."""

    document_title: str
    file: str
    region: str
    current: bool
    previous_id: str | None
    next_id: str | None
    around: Around


class PassageCounts(Shape):
    """What taking in a file did to the passages held."""

    added: int
    changed: int
    unchanged: int
    removed: int


class Receipt(Shape):
    """What became of one file."""

    file: str
    document_id: str | None
    outcome: Literal["added", "unchanged", "replaced", "refused"]
    reason: str | None
    passages: PassageCounts
    warnings: list[Notice]


class Receipts(Shape):
    """A receipt for every file that was sent."""

    receipts: list[Receipt]


class Citation(Shape):
    """The proof under a claim: `fullText[start:end] == quote` in that version."""

    document_id: str
    document_title: str
    file: str
    version: str
    region: str
    validity: Validity
    headings: list[str]
    page: int
    start: int
    end: int
    quote: str
    passage_id: str


class Claim(Shape):
    """One sentence of the answer; `citations` count in the answer's list from 0.

    `summarised` stands there where a language model worded it: the agreement's own words are its citations.
    """

    text: str
    citations: Annotated[list[int], Field(min_length=1)]
    summarised: bool = False


class Caution(Notice):
    """Something to know before acting on the answer.

    Where passages contradict each other `claims` are their sides, what the answer says first. `severity` high:
    what the answer settles is itself in doubt.
    """

    severity: Literal["high", "normal"]
    claims: list[Claim]


class Option(Shape):
    """What one value of the missing fact leads to."""

    value: str
    label: str
    claims: list[Claim]


class Related(Shape):
    """A passage near the question."""

    passage_id: str
    document_title: str
    headings: list[str]


class ComparedRow(Shape):
    """What regions say of one facet of an intervention; a cell counts in the answer's claims from 0, empty: silent.

    `thing` is empty where it is about what the agreements say of all.
    """

    thing: str
    facet: Facet
    cells: list[list[int]]


class Comparison(Shape):
    """An answer as a table: a column for each region; `leftOut` counts the rows that are not shown.

    `absent` are the regions that were asked about and of which nothing is held.
    """

    regions: Annotated[list[str], Field(min_length=2)]
    rows: Annotated[list[ComparedRow], Field(min_length=1)]
    left_out: int
    absent: list[str]


class Timings(Shape):
    """Milliseconds spent."""

    search_ms: float
    total_ms: float


class Answer(Shape):
    """A cited answer; `outcome` says what it amounts to."""

    outcome: Literal["answered", "partial", "disputed", "needs_fact", "not_found", "refused"]
    kind: QuestionKind
    verdict: Verdict | None
    language: Literal["nl", "en"]
    region: str | None
    on: date
    actors: list[str]
    claims: list[Claim]
    citations: list[Citation]
    cautions: list[Caution]
    missing: list[str]
    fact: str | None
    options: list[Option]
    reason: str | None
    related: list[Related]
    follow_ups: list[str]
    comparison: Comparison | None
    composed_by: Literal["extract", "generate", "register"]
    timings: Timings


class Agreement(Shape):
    """One line of the register."""

    document: Document
    validity: Validity
    parties: list[Party]
    replaces: list[Reference]
    depends_on: list[Reference]


class AbsentDocument(Shape):
    """A document that is named but not held, with the sentences that name it."""

    name: str
    citations: list[Citation]


class FieldError(Shape):
    """A field of the request that is wrong."""

    field: str
    message: str


class Problem(Shape):
    """What went wrong (RFC 9457); `title` is English, `detail` the asker's language."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    errors: list[FieldError] = []
