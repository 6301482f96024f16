"""The register: which agreement holds where and when, and which documents are named but not held."""

from datetime import date

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from api.routes import shapes
from api.routes.door import At
from api.wire import agreement_to_wire, citation_to_wire

router = APIRouter(tags=["agreements"])


@router.get("/agreements", response_model=shapes.Agreements)
def agreements(at: At, on: date | None = None) -> Response:
    """The register on a day, today where none is given."""
    register = at.workplace.agreements(on or date.today())
    absent = [
        {"name": name, "citations": [citation_to_wire(citation) for citation in citations]}
        for name, citations in register.absent
    ]
    items = [agreement_to_wire(item) for item in register.items]
    return JSONResponse({"items": items, "absent": absent, "total": len(items)})
