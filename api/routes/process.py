"""Processes: who does what in an intervention, as data or as a drawing."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response

from api.drawing import drawing
from api.errors import problem
from api.process_wire import processes_to_wire
from api.routes import process_shapes
from api.routes.door import At, Speaks
from api.routes.drawn import SVG, drawn
from api.sentences import Lang
from assistant.processes import Processes

router = APIRouter(tags=["process"])


@router.get(
    "/process",
    response_model=process_shapes.ProcessActs,
    responses={200: {"content": {SVG: {"schema": {"type": "string"}}}}},
)
def process(
    *,
    request: Request,
    at: At,
    speaks: Speaks,
    intervention: Annotated[str | None, Query(max_length=200, description="None: list what there is.")] = None,
    region: Annotated[str | None, Query(description="A region of which documents are held, or `*` for all.")] = None,
    on: Annotated[date | None, Query(description="The day asked about; today where absent.")] = None,
    form: Annotated[Literal["json", "svg"], Query(alias="format", description="`svg` draws one region.")] = "json",
    lang: Annotated[Lang | None, Query(description="Language of the words of a drawing.")] = None,
) -> Response:
    """The acts of an intervention in order, region by region; without one, which interventions there are.

    A drawing shows one intervention in one region; rules of two regions are never drawn together.
    """
    lang = request.state.lang = lang or speaks
    processes: Processes = request.app.state.processes
    asked, day = at.workplace.asked_region(region), on or date.today()
    if not intervention:
        if form == "svg":
            raise _lacking("intervention")
        return JSONResponse(processes_to_wire((), processes.known(asked, day)))
    if refused := at.workplace.refused(intervention, lang=lang):
        return problem(refused.cautions[0].code, lang, refused.cautions[0].facts).response()
    found = processes.of(intervention, asked, day)
    if form == "json":
        return JSONResponse(processes_to_wire(found, ()))
    if len(found) > 1:
        raise _lacking("region")
    return drawn(drawing(found[0], lang))


def _lacking(parameter: str) -> RequestValidationError:
    return RequestValidationError([{"loc": ("query", parameter), "msg": "needed for a drawing"}])
