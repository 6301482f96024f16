"""What the policy team looks at beside the findings: what is missing or has ended, and what colleagues report."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Form, Path, Query
from fastapi.responses import HTMLResponse, RedirectResponse
from pydantic import BaseModel, ConfigDict, Field

from api.routes.door import At, Door
from api.routes.feedback import LARGEST_NUMBER
from api.sentences import Lang, sentence
from api.web.chosen import ROOM
from api.web.paging import sheet
from api.web.render import page
from api.web.tongue import Reads
from api.web.view import passage_href
from kb.answer import Citation
from kb.errors import NotHeld, UnknownFeedback
from kb.feedback import KeptFeedback
from kb.model import Document, ValidityStatus
from kb.register import held

if TYPE_CHECKING:
    from api.agreements import Agreements
    from kb.register import Agreement
    from kb.store import Store

router = APIRouter(include_in_schema=False)
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
    settled: _Number = 1

    def href(self, path: str, **changed: int) -> str:
        """The address of a page of the room as it is looked at, with something changed."""
        asked = {name: value for name, value in (self.model_dump() | changed).items() if value not in ("", 1)}
        return f"{path}?{urlencode(asked)}" if asked else path


@dataclass(frozen=True, slots=True)
class Totals:
    """How many there are of each; `unanswered` is None where questions are not kept."""

    absent: int
    ended: int
    feedback: int
    unanswered: int | None


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


def totals(at: Door, looked: Looked) -> Totals:
    """How much there is to look at beside the findings, of one region or of all. Raises UnknownRegion."""
    workplace, region = at.workplace, at.workplace.region(looked.region or None)
    register = workplace.agreements(date.today())
    kept = [one for one in workplace.store.kept.unanswered() if region in (None, one.region)]
    return Totals(
        absent=len(_absent(register, region)),
        ended=len(_ended(register, region)),
        feedback=len(workplace.store.kept.feedback(region)),
        unanswered=len(kept) if kept or workplace.settings.keep_unanswered else None,
    )


@router.get(f"{ROOM}/ontbreekt")
def absent_page(looked: Annotated[Looked, Query()], at: At, lang: Reads) -> HTMLResponse:
    """What is named without being held, and what ended."""
    region, register = at.workplace.region(looked.region or None), at.workplace.agreements(date.today())
    absent, ended = _absent(register, region), _ended(register, region)
    sheets = {"absent": sheet("absent", absent, looked.absent), "ended": sheet("ended", ended, looked.ended)}
    return _shown("absent.html", at, lang, looked, **sheets)


@router.get(f"{ROOM}/terugkoppeling")
def feedback_page(looked: Annotated[Looked, Query()], at: At, lang: Reads) -> HTMLResponse:
    """What colleagues say of answers."""
    store = at.workplace.store
    said = store.kept.feedback(at.workplace.region(looked.region or None))
    feedback = sheet("feedback", said, looked.feedback)
    items = [_reported(one, store, lang) for one in feedback.items]
    wrong = sum(not one.right for one in said)
    return _shown("reported.html", at, lang, looked, feedback=feedback, reported=items, wrong=wrong)


@router.get(f"{ROOM}/onbeantwoord")
def unanswered_page(looked: Annotated[Looked, Query()], at: At, lang: Reads) -> HTMLResponse:
    """The questions that found nothing."""
    workplace, region = at.workplace, at.workplace.region(looked.region or None)
    kept = [one for one in workplace.unanswered() if region in (None, one[0].region)]
    keeps = workplace.settings.keep_unanswered
    found = sheet("unanswered", kept, looked.unanswered)
    return _shown("unanswered.html", at, lang, looked, unanswered=found, keeps=keeps)


@router.post(ROOM + "/terugkoppeling/{number}/verwijderen")
def dealt_with(
    number: Annotated[int, Path(ge=1, le=LARGEST_NUMBER)], looked: Annotated[Looked, Form()], at: At
) -> RedirectResponse:
    """Forget feedback that is dealt with, and go back to where it stood."""
    with suppress(UnknownFeedback):  # a colleague was first: gone is what was asked
        at.workplace.store.kept.remove_feedback(number)
    return RedirectResponse(looked.href(f"{ROOM}/terugkoppeling"), 303)


def _shown(name: str, at: Door, lang: Lang, looked: Looked, **shown: object) -> HTMLResponse:
    return HTMLResponse(page(name, lang, looked=looked, regions=at.workplace.store.regions(), **shown))


def _absent(register: "Agreements", region: str | None) -> Sequence[tuple[str, tuple[Citation, ...]]]:
    return [one for one in register.absent if region in (None, *(cited.region for cited in one[1]))]


def _ended(register: "Agreements", region: str | None) -> "list[tuple[Agreement, Document | None]]":
    """The agreements that ended or were replaced, each with the one held that took its place."""
    successors: dict[str, Document] = {}
    documents = [one.document for one in register.items]
    for by in documents:
        for reference in by.replaces:
            if (replaced := held(reference.name, by, documents)) and replaced.region == by.region:
                successors[replaced.id] = by
    of_it = [one for one in register.items if region in (None, one.document.region)]
    return [(one, successors.get(one.document.id)) for one in of_it if one.validity.status in _ENDED]


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
