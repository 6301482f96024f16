"""The room Documenten: what is held, where and when it holds, and what is named without being held."""

from datetime import date
from itertools import groupby

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from api.routes.door import At
from api.web.render import page
from api.web.tongue import Reads

router = APIRouter(include_in_schema=False)


@router.get("/documenten")
def documents_page(at: At, lang: Reads) -> HTMLResponse:
    """What is held, where and when it holds, and what is named without being held."""
    register = at.workplace.agreements(date.today())
    items = sorted(register.items, key=lambda item: (item.document.region, item.document.title))
    regions = [(region, list(of_it)) for region, of_it in groupby(items, lambda item: item.document.region)]
    return HTMLResponse(page("documents.html", lang, regions=regions, absent=register.absent))
