"""The room Samenhang, where the policy team works: what is missing, what has ended, and what colleagues report."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final, Generic, TypeVar
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Path, Query
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from api.routes.door import At
from api.routes.feedback import LARGEST_NUMBER
from api.sentences import Lang, sentence
from api.web.render import page
from api.web.tongue import Reads
from api.web.view import passage_href
from kb.errors import NotHeld, UnknownFeedback
from kb.feedback import KeptFeedback
from kb.model import Document, ValidityStatus
from kb.register import held

if TYPE_CHECKING:
    from kb.register import Agreement
    from kb.store import Store

router = APIRouter(include_in_schema=False)
T = TypeVar("T")
PATH: Final = "/samenhang"
_ON_A_SHEET: Final = 20
_ENDED: Final = frozenset({ValidityStatus.EXPIRED, ValidityStatus.SUPERSEDED})
_Number = Annotated[int, Field(ge=1)]


class Looked(BaseModel):
    """What is looked at: one region or all, and of each long list a sheet."""

    model_config = ConfigDict(extra="forbid")

    region: str = Field(default="", pattern=r"^[a-z0-9-]*$")
    absent: _Number = 1
    ended: _Number = 1
    feedback: _Number = 1
    unanswered: _Number = 1

    def href(self, **changed: int) -> str:
        """The address of the room as it is looked at, with something changed."""
        asked = {name: value for name, value in (self.model_dump() | changed).items() if value not in ("", 1)}
        return f"{PATH}?{urlencode(asked)}" if asked else PATH


@dataclass(frozen=True, slots=True)
class Sheet(Generic[T]):
    """A part of a long list; `number` counts from 1 to `last`, `total` is of the whole list."""

    name: str
    items: Sequence[T]
    number: int
    last: int
    total: int


@dataclass(frozen=True, slots=True)
class Cited:
    """A passage that the answer cited, and the page it opens."""

    title: str
    headings: tuple[str, ...]
    href: str


@dataclass(frozen=True, slots=True)
class Reported:
    """Feedback as it is shown: fault and outcome in words, and of its passages those that are still held."""

    kept: KeptFeedback
    fault: str
    outcome: str
    cited: tuple[Cited, ...]


@router.get(PATH)
def findings_page(looked: Annotated[Looked, Query()], at: At, lang: Reads) -> HTMLResponse:
    """The room, of one region or of all."""
    workplace, region = at.workplace, at.workplace.region(looked.region or None)
    register = workplace.agreements(date.today())
    absent = [one for one in register.absent if region in (None, *(cited.region for cited in one[1]))]
    ended = _ended([one for one in register.items if region in (None, one.document.region)], register.items)
    said = workplace.store.kept.feedback(region)
    unanswered = [one for one in workplace.unanswered() if region in (None, one[0].region)]
    feedback = _sheet("feedback", said, looked.feedback)
    shown = {
        "looked": looked,
        "regions": workplace.store.regions(),
        "absent": _sheet("absent", absent, looked.absent),
        "ended": _sheet("ended", ended, looked.ended),
        "feedback": feedback,
        "reported": [_reported(one, workplace.store, lang) for one in feedback.items],
        "wrong": sum(not one.right for one in said),
        "unanswered": _sheet("unanswered", unanswered, looked.unanswered),
        "keeps": workplace.settings.keep_unanswered,
    }
    return HTMLResponse(page("findings.html", lang, **shown))


@router.post(PATH + "/terugkoppeling/{number}/verwijderen")
def dealt_with(
    number: Annotated[int, Path(ge=1, le=LARGEST_NUMBER)], looked: Annotated[Looked, Form()], at: At
) -> RedirectResponse:
    """Forget feedback that is dealt with, and go back to where it stood."""
    with suppress(UnknownFeedback):  # a colleague was first: gone is what was asked
        at.workplace.store.kept.remove_feedback(number)
    return RedirectResponse(f"{looked.href()}#terugkoppeling", 303)


def _sheet(name: str, items: Sequence[T], number: int) -> Sheet[T]:
    last = max(1, -(-len(items) // _ON_A_SHEET))
    number = min(number, last)  # what stood on the last sheet may be gone
    begin = (number - 1) * _ON_A_SHEET
    return Sheet(name, items[begin : begin + _ON_A_SHEET], number, last, len(items))


def _ended(shown: "Sequence[Agreement]", every: "Sequence[Agreement]") -> "list[tuple[Agreement, Document | None]]":
    """The agreements that ended or were replaced, each with the one held that took its place."""
    successors: dict[str, Document] = {}
    documents = [one.document for one in every]
    for by in documents:
        for reference in by.replaces:
            if (replaced := held(reference.name, by, documents)) and replaced.region == by.region:
                successors[replaced.id] = by
    return [(one, successors.get(one.document.id)) for one in shown if one.validity.status in _ENDED]


def _reported(kept: KeptFeedback, store: "Store", lang: Lang) -> Reported:
    fault = sentence(f"label_fault_{kept.fault.value}", {}, lang) if kept.fault else ""
    outcome = sentence(f"headline_{kept.outcome}", {}, lang)
    cited = []
    for one in kept.passages:
        passage_id, _, version = one.rpartition("@")
        with suppress(NotHeld):  # removed since then
            passage = store.passage(passage_id, version)
            title = store.document(passage.document_id, version).title
            cited.append(Cited(title, passage.headings, passage_href(passage_id, version)))
    return Reported(kept, fault, outcome, tuple(cited))
