"""Taking an answer along: the route that gives it as a document."""

from datetime import UTC, date, datetime
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Form
from fastapi.responses import HTMLResponse, Response

from api.errors import Problem
from api.routes.door import At
from api.sharing.excerpt import excerpt
from api.sharing.markdown import markdown
from api.sharing.word import word
from api.web.ask import Typed, answered
from api.web.render import page
from api.web.tongue import Reads

_TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "md": "text/markdown; charset=utf-8",
}
router = APIRouter(include_in_schema=False)


class Again(Typed):
    """A question as it was asked, and the form of the file: `als` is docx or md."""

    als: Literal["docx", "md"]


@router.post("/antwoord/downloaden")
def download(again: Annotated[Again, Form()], at: At, lang: Reads) -> Response:
    """The answer as a file.

    The question is answered again: what a browser sends is never passed off as the agreements' word.
    """
    shown = answered(at.again, again.asked, lang)
    if isinstance(shown, Problem):
        return HTMLResponse(page("problem.html", lang, problem=shown), shown.status)
    today = date.today()
    taken = excerpt(shown, today)
    content = word(taken, datetime.now(UTC)) if again.als == "docx" else markdown(taken).encode()
    # No word of the question: names of files are kept and shown in places that nobody thinks of.
    named = f'attachment; filename="antwoord-{today.isoformat()}.{again.als}"'
    headers = {"Content-Disposition": named, "Content-Type": _TYPES[again.als], "Cache-Control": "no-store"}
    return Response(content, headers=headers)
