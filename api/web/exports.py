"""Taking findings along: the list as it is chosen, as a workbook, a table, a page or a document."""

from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import Response

from api.reporting.forms import TYPES, Form, written
from api.reporting.report import report
from api.routes.door import At
from api.web.chosen import Chosen
from api.web.tongue import Reads

router = APIRouter(include_in_schema=False)
_MARK: Final = "\ufeff".encode()  # by which a spreadsheet knows UTF-8


@router.get("/samenhang/bevindingen/export.{form}")
def export(form: Form, chosen: Annotated[Chosen, Query()], at: At, lang: Reads) -> Response:
    """The chosen findings as a file, whichever sheet of them is looked at."""
    today = date.today()
    found = chosen.of(at.workplace.consistency.findings(None, today))
    region = at.workplace.region(chosen.region or None)
    content = written(report(found, region, today, lang), form)
    named = f'attachment; filename="bevindingen-{today.isoformat()}.{form}"'
    headers = {"Content-Disposition": named, "Content-Type": TYPES[form], "Cache-Control": "no-store"}
    return Response((_MARK if form == "csv" else b"") + content, headers=headers)
