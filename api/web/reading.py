"""Reading: a passage in its place, and a document from beginning to end."""

from datetime import date
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from api.routes.door import At, Door
from api.routes.surroundings import surroundings
from api.web import view
from api.web.open_findings import open_findings
from api.web.render import page
from api.web.tongue import Reads
from kb.model import Span, has_pages
from kb.register import validities

if TYPE_CHECKING:
    from api.sentences import Lang

router = APIRouter(include_in_schema=False)


class Place(BaseModel):
    """What of a passage is asked for: a version, and the stretches of its full text to mark."""

    model_config = ConfigDict(extra="forbid")

    version: str | None = None
    start: list[Annotated[int, Field(ge=0)]] = Field(default=[], max_length=100)
    end: list[Annotated[int, Field(ge=0)]] = Field(default=[], max_length=100)

    @property
    def spans(self) -> list[Span]:
        """The stretches; one that ends before it starts marks nothing."""
        return [Span(start=low, end=max(low, high)) for low, high in zip(self.start, self.end, strict=False)]


@router.get("/passage/{region}/{passage}")
def passage_page(region: str, passage: str, place: Annotated[Place, Query()], at: At, lang: Reads) -> HTMLResponse:
    """A passage in its place, with the asked stretch marked."""
    found = surroundings(at.workplace.store, f"{region}/{passage}", place.version)
    shown = {
        "found": found,
        "passages": view.marked(found, place.spans),
        "validity": _validity(at, found.document.id, lang) if found.current else None,
        "picture": view.picture_href(found.passage, place.spans) if has_pages(found.document.file) else None,
    }
    return HTMLResponse(page("passage.html", lang, **shown))


@router.get("/documenten/{region}/{stem}")
def document_page(region: str, stem: str, at: At, lang: Reads, version: str | None = None) -> HTMLResponse:
    """The reading view of a document; every passage has a permalink."""
    store = at.workplace.store
    document = store.document(f"{region}/{stem}", version)
    current = version is None or store.document(document.id).version == document.version
    passages = store.passages(document.id, document.version)
    validity = _validity(at, document.id, lang) if current else None
    shown = {
        "document": document,
        "current": current,
        "sections": view.sections(passages),
        "validity": validity,
        "findings": open_findings(at.workplace, [document.id])[document.id],
    }
    return HTMLResponse(page("document.html", lang, **shown))


def _validity(at: Door, document_id: str, lang: "Lang") -> view.Badge | None:
    found = validities(at.workplace.store.documents(), date.today()).get(document_id)
    return view.badge(found, lang) if found else None
