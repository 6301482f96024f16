"""One passage, with its place, the text around it and the page it stands on."""

from typing import Annotated, Any, Final

from fastapi import APIRouter, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from pydantic import NonNegativeInt, PositiveInt
from starlette.concurrency import run_in_threadpool

from api.album import page_asked
from api.routes import shapes
from api.routes.door import At
from api.routes.surroundings import in_place_to_wire, surroundings
from kb.model import Span

router = APIRouter(tags=["documents"])
_PNG: Final = "image/png"
_DAY_S: Final = 24 * 3600
_MOST: Final = 100  # stretches marked at once
_PICTURE: Final[dict[int | str, dict[str, Any]]] = {
    200: {"description": "The page.", "content": {_PNG: {}}},
    304: {"description": "It is the picture that was sent before."},
}
_Places = Annotated[list[NonNegativeInt], Query(default_factory=list, max_length=_MOST)]


@router.get("/passages/{region}/{passage}", response_model=shapes.PassageInPlace)
def passage(region: str, passage: str, at: At, version: str | None = None) -> Response:
    """One passage in the current or the given version; its id is `region/stem.n`.

    `around.text` is the text from `around.start` to `around.end` of the version's full text, so that
    the positions of a citation, less `around.start`, mark its quote in it.
    """
    found = surroundings(at.workplace.store, f"{region}/{passage}", version)
    return JSONResponse(in_place_to_wire(found))


@router.get("/passages/{region}/{passage}/page.png", response_class=Response, responses=_PICTURE)
async def page_picture(
    *,
    request: Request,
    region: str,
    passage: str,
    at: At,
    start: _Places,
    end: _Places,
    version: str | None = None,
    page: PositiveInt | None = None,
) -> Response:
    """The page of a PDF that a passage stands on, as a picture.

    Each `start` with its `end` is a stretch of the version's full text that is marked on the page, as
    far as it stands there and its place is certain. Without `page` it is the page where the first
    stretch begins, or else the passage. Other files have no pictures.
    """
    store = at.workplace.store
    asked = await run_in_threadpool(page_asked, store, f"{region}/{passage}", version, page, _spans(start, end))
    # Of a version that is named nothing ever changes.
    keep = "no-cache" if version is None else f"max-age={_DAY_S}, immutable"
    headers = {"ETag": f'"{asked.key}"', "Cache-Control": f"private, {keep}"}
    if headers["ETag"] in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    made = await at.album.picture(asked, store)
    return Response(made.png, media_type=_PNG, headers=headers)


def _spans(starts: list[int], ends: list[int]) -> list[Span]:
    if len(starts) != len(ends):
        fault = {"loc": ("query", "end"), "msg": "as many as there are of start are needed"}
    elif any(end < start for start, end in zip(starts, ends, strict=True)):
        fault = {"loc": ("query", "end"), "msg": "lies before its start"}
    else:
        return [Span(start=start, end=end) for start, end in zip(starts, ends, strict=True)]
    raise RequestValidationError([fault])
