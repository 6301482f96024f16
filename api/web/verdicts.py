"""One finding: its sides beside each other, and what the policy team decides of it."""

from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Form, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, ValidationError

from api.deciding import LONGEST_NOTE, LONGEST_OWNER, Verdict, decide
from api.errors import Problem
from api.routes.door import At, Door
from api.sentences import Lang
from api.web.chosen import LIST, Chosen
from api.web.comparing import compared
from api.web.render import page
from api.web.sides import neighbours, sides
from api.web.tongue import Reads
from kb.consistency.finding import Decided, Finding
from kb.errors import UnknownFinding

router = APIRouter(include_in_schema=False)
_CHANGED: Final = "#oordeel"
_FIELDS: Final = {"personal_data_note": "note", "until_past": "until", "until_not_deferred": "until"}  # what is refused
_Filter = Annotated[Chosen, Query()]


class Typed(BaseModel):
    """The form as it was sent."""

    model_config = ConfigDict(extra="forbid")

    verdict: str = ""
    until: str = ""
    note: str = ""
    owner: str = ""


@router.get(LIST + "/{finding}")
def finding_page(finding: str, chosen: _Filter, at: At, lang: Reads) -> HTMLResponse:
    """One finding, with the way to its neighbours in the list that it was opened from."""
    return _page(at, lang, finding, chosen)


@router.post(LIST + "/{finding}/oordeel")
def give(finding: str, chosen: _Filter, typed: Annotated[Typed, Form()], at: At, lang: Reads) -> Response:
    """Keep a verdict; what cannot be taken comes back as it was typed, but for a note with personal data."""
    said = _checked(typed)
    if isinstance(said, dict):
        return _page(at, lang, finding, chosen, typed=typed, wrong=said)
    try:
        kept = decide(at.workplace, finding, said, lang, date.today())
    except UnknownFinding:
        return _gone(at, lang, finding, chosen)
    if isinstance(kept, Problem):
        field = _FIELDS[kept.code]
        if field == "note":
            typed = typed.model_copy(update={"note": ""})  # no page holds them, nor whatever keeps pages
        return _page(at, lang, finding, chosen, typed=typed, wrong={field: kept.code}, problem=kept)
    return RedirectResponse(chosen.href(f"{LIST}/{finding}") + _CHANGED, 303)


@router.post(LIST + "/{finding}/oordeel/terug")
def take_back(finding: str, chosen: _Filter, at: At, lang: Reads) -> Response:
    """Take back what was decided."""
    try:
        at.workplace.consistency.undo(finding, date.today())
    except UnknownFinding:
        return _gone(at, lang, finding, chosen)
    return RedirectResponse(chosen.href(f"{LIST}/{finding}") + _CHANGED, 303)


def _checked(typed: Typed) -> Verdict | dict[str, str]:
    """What was typed as the API takes it, or by field what is wrong with it."""
    wrong = {} if typed.verdict in set(Decided) else {"verdict": "missing"}
    try:
        verdict = Verdict.model_validate(typed.model_dump() | ({"verdict": Decided.DEFERRED} if wrong else {}))
    except ValidationError as error:
        return {str(one["loc"][0]): _kind(one["type"]) for one in error.errors(include_input=False)} | wrong
    return wrong or verdict


def _kind(of_error: str) -> str:
    return {"string_too_long": "long", "value_error": "signs"}.get(of_error, "day")


def _page(
    at: Door,
    lang: Lang,
    finding_id: str,
    chosen: Chosen,
    *,
    typed: Typed | None = None,
    wrong: dict[str, str] | None = None,
    problem: Problem | None = None,
) -> HTMLResponse:
    found = compared(at, lang)
    if isinstance(found, HTMLResponse):
        return found
    finding = next((one for one in found if one.id == finding_id), None)
    if finding is None:
        return _gone(at, lang, finding_id, chosen)
    listed = chosen.of(found)
    before, after = neighbours(finding, found, listed)
    shown = {
        "finding": finding,
        "sides": sides(finding, at.workplace.store, lang),
        "chosen": chosen,
        "number": next((n for n, one in enumerate(listed, start=1) if one.id == finding.id), None),
        "total": len(listed),
        "before": before,
        "after": after,
        "typed": typed or _kept(finding),
        "wrong": wrong or {},
        "problem": problem,
        "today": date.today(),
        "longest_note": LONGEST_NOTE,
        "longest_owner": LONGEST_OWNER,
    }
    return HTMLResponse(page("finding.html", lang, **shown), 400 if wrong else 200)


def _kept(finding: Finding) -> Typed:
    """The form as it stands when the page is opened: what was decided, unless it lapsed."""
    decision = finding.decision
    if decision is None:
        return Typed()
    until = decision.until.isoformat() if decision.until else ""
    verdict = "" if decision.lapsed else decision.verdict.value
    return Typed(verdict=verdict, until=until, note=decision.note, owner=decision.owner)


def _gone(at: Door, lang: Lang, finding_id: str, chosen: Chosen) -> HTMLResponse:
    settled = at.workplace.consistency.settled(None, date.today())
    kept = next((one for one in settled if one.decision.finding == finding_id), None)
    titles = {one.id: one.title for one in at.workplace.store.documents()}
    return HTMLResponse(page("finding_gone.html", lang, kept=kept, titles=titles, chosen=chosen), 404)
