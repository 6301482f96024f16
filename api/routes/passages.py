"""One passage, with its place and the text around it."""

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from api.routes import shapes
from api.routes.door import At
from api.routes.surroundings import surroundings
from api.wire import passage_to_wire

router = APIRouter(tags=["documents"])


@router.get("/passages/{region}/{passage}", response_model=shapes.PassageInPlace)
def passage(region: str, passage: str, at: At, version: str | None = None) -> Response:
    """One passage in the current or the given version; its id is `region/stem.n`.

    `around.text` is the text from `around.start` to `around.end` of the version's full text, so that
    the positions of a citation, less `around.start`, mark its quote in it.
    """
    found = surroundings(at.workplace.store, f"{region}/{passage}", version)
    return JSONResponse(
        passage_to_wire(found.passage)
        | {
            "documentTitle": found.document.title,
            "file": found.document.file,
            "region": found.document.region,
            "current": found.current,
            "previousId": found.previous_id,
            "nextId": found.next_id,
            "around": {"start": found.start, "end": found.end, "text": found.text},
        }
    )
