"""The published shapes of findings: what the API description says of them. `api.finding_wire` makes the real ones."""

from datetime import date

from api.routes.shapes import Citation, Shape
from kb.consistency.finding import Decided, Relation, Rule, Severity, Topic


class Decision(Shape):
    """What the policy team decided; `lapsed`: the quoted text has changed since."""

    verdict: Decided
    note: str
    owner: str
    on: date
    until: date | None
    lapsed: bool


class Finding(Shape):
    """Something that does not agree, every side quoted; `severity` variant: a difference between regions."""

    id: str
    rule: Rule
    topic: Topic
    relation: Relation | None
    severity: Severity
    regions: list[str]
    sentence: str
    citations: list[Citation]
    who_decides: str
    decision: Decision | None


class Findings(Shape):
    """What does not agree, gravest first."""

    items: list[Finding]
    total: int
