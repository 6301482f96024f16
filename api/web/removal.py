"""Removing a document, or all of a region: what is lost by it is said first."""

from urllib.parse import urlencode

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, RedirectResponse

from api.routes.door import At, Door
from api.routes.uploads import PAGE_PATH
from api.web.render import page
from api.web.tongue import Reads
from kb.errors import UnknownDocument
from kb.model import Document

router = APIRouter(include_in_schema=False)


@router.get("/documenten/{region}/{stem}/verwijderen")
def removal_page(region: str, stem: str, at: At, lang: Reads) -> HTMLResponse:
    """Asks whether a document should go, and says what goes with it."""
    document = at.workplace.store.document(f"{region}/{stem}")
    versions = at.workplace.store.versions(document.id)
    return HTMLResponse(page("remove.html", lang, documents=[document], versions=versions, region=None))


@router.post("/documenten/{region}/{stem}/verwijderen")
def remove(region: str, stem: str, at: At) -> RedirectResponse:
    """Forget a document with all its versions."""
    document_id = at.workplace.store.document(f"{region}/{stem}").id
    return _removed(at, document_id)


# Not under /documenten/{region}/: there a document may be called "verwijderen".
@router.get("/regio/{region}/verwijderen")
def region_removal_page(region: str, at: At, lang: Reads) -> HTMLResponse:
    """Asks whether all of a region should go, and says what that is."""
    documents = _of_region(at, region)
    ids = {document.id for document in documents}
    versions = [version for version in at.workplace.store.versions() if version.document.id in ids]
    return HTMLResponse(page("remove.html", lang, documents=documents, versions=versions, region=region))


@router.post("/regio/{region}/verwijderen")
def remove_region(region: str, at: At) -> RedirectResponse:
    """Forget every document of a region."""
    _of_region(at, region)
    return _removed(at, region)


def _of_region(at: Door, region: str) -> list[Document]:
    documents = list(at.workplace.store.documents(region))
    if not documents:
        raise UnknownDocument(f"nothing is held of {region}", document=region)
    return documents


def _removed(at: Door, name: str) -> RedirectResponse:
    at.workplace.remove(name)
    return RedirectResponse(f"{PAGE_PATH}?{urlencode({'verwijderd': name})}", 303)
