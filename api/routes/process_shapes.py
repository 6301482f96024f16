"""The published shapes of processes: what the API description says of them. `api.process_wire` makes the real ones."""

from typing import Literal

from api.routes.shapes import Citation, Shape
from kb.process.act import Modality


class Consent(Shape):
    """Whose consent an act needs, asks or has; null where the text does not say whose."""

    kind: Literal["client", "reporter", "party", "signature"] | None
    whose: str | None


class ActFrame(Shape):
    """Who does what, to whom, when, on what condition: the agreement's own words, null where it does not say."""

    actor: str | None
    action: str
    object: str | None
    recipient: str | None
    precondition: str | None
    modality: Modality
    consent: Consent | None
    term: str | None
    frequency: str | None
    then: str | None
    narrative: bool
    citation: Citation


class Intervention(Shape):
    """What there is a process for; `partOf` names the intervention whose papers hold it as a section."""

    name: str
    region: str
    rules: int
    told: int
    part_of: str | None
    documents: list[str]


class ProcessActs(Shape):
    """The acts of an intervention in order, or, where none was asked for, the interventions there are."""

    items: list[ActFrame]
    total: int
    interventions: list[Intervention]
