"""Removing a document, or all of a region: what is lost by it is said first."""

from typing import Final
from urllib.parse import quote, unquote

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.routes.door import At, Door
from api.routes.uploads import PAGE_PATH
from api.web.render import page
from api.web.tongue import Reads
from api.wording import region_name
from kb.errors import UnknownDocument
from kb.model import Document

router = APIRouter(include_in_schema=False)
# What was removed is told once, on the page that follows. An address that told it would tell whatever somebody typed.
_COOKIE: Final = "verwijderd"
_TOLD_WITHIN_S: Final = 60
_LONGEST_NAME: Final = 200  # characters; a browser drops a cookie of over 4 kB


@router.get("/documenten/{region}/{stem}/verwijderen")
def removal_page(region: str, stem: str, at: At, lang: Reads) -> HTMLResponse:
    """Asks whether a document should go, and says what goes with it."""
    document = at.workplace.store.document(f"{region}/{stem}")
    versions = at.workplace.store.versions(document.id)
    return HTMLResponse(page("remove.html", lang, documents=[document], versions=versions, region=None))


@router.post("/documenten/{region}/{stem}/verwijderen")
def remove(region: str, stem: str, request: Request, at: At) -> RedirectResponse:
    """Forget a document with all its versions."""
    document = at.workplace.store.document(f"{region}/{stem}")
    at.workplace.remove(document.id)
    return _removed(request, document.title)


# Not under /documenten/{region}/: there a document may be called "verwijderen".
@router.get("/regio/{region}/verwijderen")
def region_removal_page(region: str, at: At, lang: Reads) -> HTMLResponse:
    """Asks whether all of a region should go, and says what that is."""
    documents = _of_region(at, region)
    ids = {document.id for document in documents}
    versions = [version for version in at.workplace.store.versions() if version.document.id in ids]
    return HTMLResponse(page("remove.html", lang, documents=documents, versions=versions, region=region))


@router.post("/regio/{region}/verwijderen")
def remove_region(region: str, request: Request, at: At) -> RedirectResponse:
    """Forget every document of a region."""
    _of_region(at, region)
    at.workplace.remove(region)
    return _removed(request, region_name(region))


def just_removed(request: Request) -> str:
    """The name of what this browser removed just now; empty where that was nothing, or was told before."""
    return unquote(request.cookies.get(_COOKIE, ""))


def forget_telling(response: Response) -> None:
    """What was removed has been told."""
    response.delete_cookie(_COOKIE, path=PAGE_PATH, httponly=True, samesite="strict")


def _of_region(at: Door, region: str) -> list[Document]:
    documents = list(at.workplace.store.documents(region))
    if not documents:
        raise UnknownDocument(f"nothing is held of {region}", document=region)
    return documents


def _removed(request: Request, name: str) -> RedirectResponse:
    response = RedirectResponse(PAGE_PATH, 303)
    response.set_cookie(
        _COOKIE,
        quote(name[:_LONGEST_NAME], safe=""),
        max_age=_TOLD_WITHIN_S,
        path=PAGE_PATH,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
    )
    return response
