"""The published shapes of the register, for the API description. `api.register_wire` makes the real ones."""

from typing import Annotated

from pydantic import Field

from api.routes.shapes import AbsentDocument, Agreement, Citation, Shape
from kb.governing import Standing
from kb.model import ValidityStatus
from kb.ties import TieKind


class Governs(Shape):
    """A document that governs an intervention, or did, or will; without headings all of it does.

    `passageIds` are the first passages under the headings, `replacedBy` the documents that took its place.
    """

    document_id: str
    status: ValidityStatus
    headings: list[str]
    passage_ids: list[str]
    replaced_by: list[str]


class Governed(Shape):
    """An intervention and what governs it, in force first; `partOf` names the one whose papers hold it as a section."""

    intervention: str
    region: str
    part_of: str | None
    standing: Standing
    items: list[Governs]


class End(Shape):
    """A document at one end of a tie; one that is not held has no id."""

    document_id: str | None
    name: str


class Tie(Shape):
    """How one document stands to another: the source is the appendix, the successor, what leans or what names."""

    kind: TieKind
    source: End
    target: End
    citation: Annotated[Citation, Field(description="The words that say so.")]


class Agreements(Shape):
    """What holds where and when, what is missing, what governs what, and how it hangs together."""

    items: list[Agreement]
    absent: list[AbsentDocument]
    total: int
    governs: list[Governed]
    ties: list[Tie]
