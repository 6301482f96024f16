"""Findings: what does not agree in and between agreements, and what the policy team decides of it."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from fastapi.responses import JSONResponse, Response

from api.deciding import Verdict, decide
from api.errors import Problem
from api.finding_wire import finding_to_wire, findings_to_wire
from api.routes import finding_shapes as shapes
from api.routes.door import At, Speaks
from api.sentences import Lang
from kb.consistency.finding import Rule, Severity

router = APIRouter(tags=["findings"])
_Id = Annotated[str, Path(alias="id", pattern=r"^[0-9a-f]{12}$")]
_Asked = Annotated[Lang | None, Query(description="Language of the sentences.")]


@router.get("/findings", response_model=shapes.Findings)
def findings(
    *,
    request: Request,
    at: At,
    speaks: Speaks,
    region: Annotated[str | None, Query(description="A region of which documents are held, or `*` for all.")] = None,
    on: Annotated[
        date | None,
        Query(description="The day asked about; today where absent. What is found on another day only is not decided."),
    ] = None,
    rule: Annotated[Rule | None, Query(description="Of this rule only.")] = None,
    severity: Annotated[Severity | None, Query(description="As severe as this only.")] = None,
    lang: _Asked = None,
) -> Response:
    """What does not agree on a day, gravest first; of a region also how it differs from others."""
    lang = request.state.lang = lang or speaks
    found = at.workplace.consistency.findings(at.workplace.asked_region(region), on or date.today())
    chosen = [one for one in found if rule in (None, one.rule) and severity in (None, one.severity)]
    return JSONResponse(findings_to_wire(chosen, lang))


@router.put("/findings/{id}/decision", response_model=shapes.Finding)
def put_decision(
    *, finding_id: _Id, body: Verdict, request: Request, at: At, speaks: Speaks, lang: _Asked = None
) -> Response:
    """Say whether a finding of today is justified. It stays when a new version of the document is taken in.

    It lapses when the quoted text changes. Personal data in the note are refused before anything is kept, and
    so is a day to look again that is not after today, or that comes with another verdict than `deferred`.
    """
    lang = request.state.lang = lang or speaks
    found = decide(at.workplace, finding_id, body, lang, date.today())
    return found.response() if isinstance(found, Problem) else JSONResponse(finding_to_wire(found, lang))


@router.delete("/findings/{id}/decision", status_code=204)
def delete_decision(finding_id: _Id, at: At) -> Response:
    """Take back what was decided of a finding."""
    at.workplace.consistency.undo(finding_id, date.today())
    return Response(status_code=204)
