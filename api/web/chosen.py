"""Which findings somebody wants to see: the filter that the list, its exports and every link to them share."""

from collections.abc import Iterable
from typing import Annotated, Final, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from kb.consistency.finding import Decided, Finding, Rule, Severity, Topic, topic_of

ROOM: Final = "/samenhang"
LIST: Final = f"{ROOM}/bevindingen"
Status = Literal["open", "lapsed", "deferred", "justified", "not_justified", "variant", "all"]


def _absent(asked: object) -> object:
    return None if asked == "" else asked  # what a form sends of a list in which nothing is chosen


_Absent = BeforeValidator(_absent)


class Chosen(BaseModel):
    """A filter as it stands in an address; what is absent chooses nothing.

    Differences between regions are no faults: they are seen where they are asked for, or everything is.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    region: str = Field(default="", pattern=r"^[a-z0-9-]*$")
    agreement: str = Field(default="", max_length=500, description="The id of a document.")
    topic: Annotated[Topic | None, _Absent] = None
    rule: Annotated[Rule | None, _Absent] = None
    severity: Annotated[Severity | None, _Absent] = None
    status: Annotated[Status, BeforeValidator(lambda asked: asked or "open")] = "open"

    @property
    def query(self) -> str:
        """The filter as the query of an address, with its question mark; empty where nothing is chosen."""
        said = self.model_dump(mode="json", exclude_defaults=True)
        asked = {name: value for name, value in said.items() if value not in ("", None)}
        return f"?{urlencode(asked)}" if asked else ""

    def href(self, path: str = LIST, **changed: object) -> str:
        """An address in the room with this filter, or with something in it changed."""
        return path + self.model_copy(update=changed).query

    def of(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings that are chosen, in their order."""
        return tuple(one for one in findings if self._about(one) and self._stands(one))

    def _about(self, one: Finding) -> bool:
        return (
            self.region in ("", *one.regions)
            and self.agreement in ("", *(cited.document_id for cited in one.citations))
            and self.topic in (None, topic_of(one.rule))
            and self.rule in (None, one.rule)
            and self.severity in (None, one.severity)
        )

    def _stands(self, one: Finding) -> bool:
        if self.status == "all":
            return True
        asked_apart = self.status == "variant" or self.severity is Severity.VARIANT
        if (one.severity is Severity.VARIANT) is not asked_apart:
            return False
        match self.status:
            case "variant":
                return True
            case "open":
                return one.open
            case "lapsed":
                return one.decision is not None and one.decision.lapsed
            case verdict:
                return one.decision is not None and not one.decision.lapsed and one.decision.verdict == Decided(verdict)


class Listed(Chosen):
    """A sheet of what is chosen; `sheet` counts from 1."""

    sheet: int = Field(default=1, ge=1)

    @property
    def chosen(self) -> Chosen:
        """The filter alone."""
        return Chosen.model_validate(self.model_dump(exclude={"sheet"}))
