"""The nouns every room speaks of agreements: documents, passages, readings, receipts, validity.

All positions count Unicode code points in a version's `full_text`, end exclusive.
All nouns are frozen and refuse unknown fields; `api.wire` alone turns them into JSON.
"""

from datetime import date
from enum import StrEnum
from pathlib import PurePath
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator


class Noun(BaseModel):
    """A frozen value that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Noun):
    """A stretch of a version's full text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _forwards(self) -> "Span":
        if self.end < self.start:
            raise ValueError("a span ends before it starts")
        return self


class Notice(Noun):
    """Something a person should know; the front door makes a sentence of the code and its facts."""

    code: str
    facts: dict[str, str] = Field(default_factory=dict)


def has_pages(file: str) -> bool:
    """Whether a file has pages of its own; in others a page is what a printer makes of it."""
    return PurePath(file).suffix.lower() == ".pdf"


class DocumentKind(StrEnum):
    """What sort of paper it is, as its title or first page says."""

    COVENANT = "covenant"
    COOPERATION_AGREEMENT = "cooperation_agreement"
    WORK_AGREEMENT = "work_agreement"
    PROTOCOL = "protocol"
    PROCESS_DESCRIPTION = "process_description"
    MEMO = "memo"
    APPENDIX = "appendix"
    OTHER = "other"


class Party(Noun):
    """An organisation that takes part, with the short names the document gives it."""

    name: str
    aliases: tuple[str, ...] = ()
    evidence: Span


class Reference(Noun):
    """Another document that this one names; `evidence` is the sentence that names it."""

    name: str
    evidence: Span


class Document(Noun):
    """One agreement in its current version, as the text describes itself.

    A date is None where the text gives none. `valid_until` is the last day the agreement holds.
    `names` are documents mentioned in the text; whether they are held is for the register to say.
    """

    id: str = Field(pattern=r"^[a-z0-9-]+/.+$", description="region/stem")
    version: str = Field(pattern=r"^sha256:[0-9a-f]{64}$", description="digest of the original file")
    file: str
    title: str
    kind: DocumentKind
    region: str
    pages: int = Field(ge=1)
    parties: tuple[Party, ...] = ()
    dated: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    status: Literal["draft", "final"] = "final"
    replaces: tuple[Reference, ...] = ()
    depends_on: tuple[Reference, ...] = ()
    names: tuple[Reference, ...] = ()
    part_of: str | None = None
    evidence: dict[str, Span] = Field(default_factory=dict, description="field name to the text it was read from")


class Role(StrEnum):
    """What a passage is for. Cover, contents and signature answer only what is asked about the agreement itself.

    What speaks to a machine answers nothing: it stands behind all other text, and `for_people` leaves it out.
    """

    NORM = "norm"
    DEFINITION = "definition"
    RECITAL = "recital"
    NARRATIVE = "narrative"
    LIST = "list"
    TABLE_ROW = "table_row"
    COVER = "cover"
    CONTENTS = "contents"
    SIGNATURE = "signature"
    TO_MACHINE = "to_machine"


SILENT_ROLES = frozenset({Role.COVER, Role.CONTENTS, Role.SIGNATURE, Role.TO_MACHINE})


class Passage(Noun):
    """A paragraph, list or table row that knows its place: `text == full_text[start:end]`.

    `lead_in` is the sentence that introduces the list or the header row of the table this passage
    is a part of, where that stands outside the passage. Pages count from 1.
    """

    id: str = Field(description="documentId.n, n counted from 1")
    document_id: str
    version: str
    headings: tuple[str, ...]
    role: Role
    page: int = Field(ge=1)
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    text: str
    lead_in: Span | None = None

    @model_validator(mode="after")
    def _length(self) -> "Passage":
        if self.end - self.start != len(self.text):
            raise ValueError("a passage's text is as long as its span")
        return self


class Run(Noun):
    """`length` characters that stand at `clean` in the full text and at `raw` in what the reader read."""

    clean: int = Field(ge=0)
    raw: int = Field(ge=0)
    length: int = Field(ge=1)


class Facet(StrEnum):
    """What an agreement may settle of an intervention."""

    GOAL = "goal"
    SCOPE = "scope"
    PARTIES = "parties"
    LEAD = "lead"
    STEPS = "steps"
    CONSENT = "consent"
    DATA = "data"
    TERMS = "terms"
    REGISTRATION = "registration"
    MEETINGS = "meetings"
    COSTS = "costs"
    APPENDIX = "appendix"


class Reading(Noun):
    """All that was read from one file: pure function of its bytes, its name and the asked region."""

    document: Document
    full_text: str
    raw_text: str
    runs: tuple[Run, ...]
    page_starts: tuple[int, ...] = Field(description="where each page begins in full_text")
    passages: tuple[Passage, ...]
    warnings: tuple[Notice, ...] = ()

    def for_people(self) -> "Reading":
        """What answers and findings are made from: without the sentences that speak to a machine.

        Those stand last, so nothing else moves.
        """
        kept = tuple(one for one in self.passages if one.role is not Role.TO_MACHINE)
        if len(kept) == len(self.passages):
            return self
        text = self.full_text[: self.passages[len(kept)].start].removesuffix("\n\n")
        return self.model_copy(update={"full_text": text, "passages": kept})


class PassageCounts(Noun):
    """What taking in a file did to the passages held."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0


class Receipt(Noun):
    """What became of one file that was offered."""

    file: str
    document_id: str | None = None
    outcome: Literal["added", "unchanged", "replaced", "refused"]
    reason: str | None = None
    passages: PassageCounts = PassageCounts()
    warnings: tuple[Notice, ...] = ()
    facts: dict[str, str] = Field(default_factory=dict, description="facts behind a refusal, for its sentence")


class ValidityStatus(StrEnum):
    """Whether an agreement holds on a day."""

    IN_FORCE = "in_force"
    EXPIRED = "expired"
    NOT_YET = "not_yet"
    SUPERSEDED = "superseded"
    UNKNOWN = "unknown"


class Validity(Noun):
    """From when until when (last day) an agreement holds, and its status on the day asked about."""

    from_: date | None = None
    until: date | None = None
    status: ValidityStatus
