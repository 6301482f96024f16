"""The register: which agreement holds where and when, what governs what, and which documents are absent."""

from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response

from api.agreements import agreements_of, known, registers
from api.register_boxes import picture
from api.register_graph import draw
from api.register_marks import STYLE
from api.register_wire import register_to_wire
from api.routes import agreement_shapes
from api.routes.door import At, Speaks
from api.routes.drawn import SVG, drawn
from api.sentences import Lang
from api.workplace import EVERYWHERE
from assistant.processes import Processes

router = APIRouter(tags=["agreements"])


@router.get(
    "/agreements",
    response_model=agreement_shapes.Agreements,
    responses={200: {"content": {SVG: {"schema": {"type": "string"}}}}},
)
def agreements(
    *,
    request: Request,
    at: At,
    speaks: Speaks,
    on: Annotated[date | None, Query(description="The day asked about; today where absent.")] = None,
    region: Annotated[
        str | None, Query(description="A region of which documents are held; absent or `*`: all.")
    ] = None,
    form: Annotated[Literal["json", "svg"], Query(alias="format", description="`svg` draws one region.")] = "json",
    lang: Annotated[Lang | None, Query(description="Language of the words of a drawing.")] = None,
) -> Response:
    """The register on a day: of one region with the national agreements beside it, or of all."""
    lang = request.state.lang = lang or speaks
    processes: Processes = request.app.state.processes
    asked, day = None if region == EVERYWHERE else at.workplace.region(region), on or date.today()
    held = processes.held()
    findings = known(at.workplace)
    found = registers(held, asked, day, findings)
    if form == "json":
        every = agreements_of(held, day, findings)
        return JSONResponse(register_to_wire(every.of(asked) if asked else every, found, held))
    if len(found) != 1:
        raise RequestValidationError([{"loc": ("query", "region"), "msg": "needed for a drawing"}])
    return drawn(draw(picture(found[0], lang)), STYLE)
