"""The page of a document as it is printed, with what is quoted from it marked."""

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from pydantic import Field
from starlette.concurrency import run_in_threadpool

from api.album import PageAsked, page_asked
from api.routes.door import At
from api.routes.guard import API_PATH
from api.web import view
from api.web.reading import Place
from api.web.render import page
from api.web.tongue import Reads
from kb.model import Span

if TYPE_CHECKING:
    from ingest.pictures import Marked
    from kb.store import Store

router = APIRouter(include_in_schema=False)


class PagePlace(Place):
    """What of a passage is asked for, and on which page."""

    page: Annotated[int | None, Field(ge=1)] = None


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch that is asked for: its words, how much of it is marked here, and the other pages it stands on."""

    text: str
    found: str
    elsewhere: tuple[int, ...]


@router.get("/passage/{region}/{passage}/bladzijde")
async def picture_page(
    region: str, passage: str, place: Annotated[PagePlace, Query()], at: At, lang: Reads
) -> HTMLResponse:
    """A page of the document with the asked stretches marked; without any, the passage itself."""
    store = at.workplace.store
    asked, current = await run_in_threadpool(_asked, store, f"{region}/{passage}", place)
    made = await at.album.picture(asked, store)
    shown = {
        "asked": asked,
        "document": asked.reading.document,
        "current": current,
        "picture": made,
        "image": _image(asked),
        "first": next((box for one in made.marked for box in one.boxes), None),
        "quotes": [_quoted(asked, one) for one in made.marked],
        "turned": partial(_turned, asked),
    }
    return HTMLResponse(page("picture.html", lang, **shown))


def _asked(store: "Store", passage_id: str, place: PagePlace) -> tuple[PageAsked, bool]:
    passage = store.passage(passage_id, place.version)
    spans = place.spans or [Span(start=passage.start, end=passage.end)]
    asked = page_asked(store, passage_id, passage.version, place.page, spans)
    return asked, store.document(passage.document_id).version == passage.version


def _quoted(asked: PageAsked, marked: "Marked") -> Quoted:
    from ingest.pictures import pages_of

    elsewhere = tuple(number for number in pages_of(asked.reading, marked.span) if number != asked.page)
    return Quoted(asked.reading.full_text[marked.span.start : marked.span.end], marked.found.value, elsewhere)


def _turned(asked: PageAsked, number: int) -> str:
    return f"{view.picture_href(asked.passage, asked.spans)}&page={number}"


def _image(asked: PageAsked) -> str:
    query = _turned(asked, asked.page).partition("?")[2]
    return f"{API_PATH}/passages/{quote(asked.passage.id)}/page.png?{query}"
