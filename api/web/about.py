"""About the workplace itself: its accessibility, how it works, and the look a municipality gives it."""

from fastapi import APIRouter
from fastapi.responses import FileResponse, HTMLResponse, Response

from api.routes.door import At
from api.web.render import page
from api.web.tongue import Reads

THEME = "theme.css"
router = APIRouter(include_in_schema=False)


@router.get("/toegankelijkheid")
def accessibility_page(at: At, lang: Reads) -> HTMLResponse:
    """The accessibility statement, with the gaps that whoever runs the place has to fill."""
    settings = at.workplace.settings
    return HTMLResponse(page("accessibility.html", lang, organisation=settings.organisation, contact=settings.contact))


@router.get("/uitleg")
def explanation_page(at: At, lang: Reads) -> HTMLResponse:
    """How an answer is made, what is kept and what is not."""
    settings = at.workplace.settings
    return HTMLResponse(page("explanation.html", lang, organisation=settings.organisation, contact=settings.contact))


@router.get("/thema.css")
def theme(at: At) -> Response:
    """The municipality's own look: `theme.css` in the data folder; nothing where there is none."""
    file = at.workplace.settings.data / THEME
    return FileResponse(file, media_type="text/css") if file.is_file() else Response("", media_type="text/css")
