"""The documents held: list them, read one, take files in, forget one."""

from typing import Annotated

from fastapi import APIRouter, Form, UploadFile
from fastapi.responses import JSONResponse, Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.concurrency import run_in_threadpool

from api.routes import shapes
from api.routes.door import At, Speaks
from api.routes.uploads import MAX_FILES, taken_in
from api.wire import Wire, document_to_wire, passage_to_wire, receipt_to_wire
from api.workplace import Workplace
from kb.model import Receipt

router = APIRouter(tags=["documents"])


class Upload(BaseModel):
    """Files to take in."""

    model_config = ConfigDict(extra="forbid")

    files: list[UploadFile] = Field(min_length=1, max_length=MAX_FILES)
    region: str | None = Field(default=None, pattern=r"^[a-z0-9-]+$", description="Overrides the documents' own.")


@router.get("/documents", response_model=shapes.Documents)
def documents(at: At) -> Response:
    """All documents held, as they describe themselves."""
    held = at.workplace.store.documents()
    return listing([document_to_wire(document) for document in held])


@router.post("/documents", response_model=shapes.Receipts)
async def take_in(
    upload: Annotated[Upload, Form(media_type="multipart/form-data")], at: At, speaks: Speaks
) -> Response:
    """Take files in; a refused file does not keep the others out. Each file gets a receipt.

    Taking the same file in twice adds nothing.
    """
    async with at.reading:  # until then an upload of any size waits on disk
        receipts = await run_in_threadpool(_read, upload, at.workplace)
    return JSONResponse({"receipts": [receipt_to_wire(receipt, speaks) for receipt in receipts]})


@router.get("/documents/{region}/{stem}", response_model=shapes.Document)
def document(region: str, stem: str, at: At) -> Response:
    """One document, as it describes itself; its id is `region/stem`."""
    return JSONResponse(document_to_wire(at.workplace.store.document(f"{region}/{stem}")))


@router.delete("/documents/{region}/{stem}", status_code=204)
def forget(region: str, stem: str, at: At) -> Response:
    """Forget a document with all its versions and passages."""
    at.workplace.remove(f"{region}/{stem}")
    return Response(status_code=204)


@router.get("/documents/{region}/{stem}/passages", response_model=shapes.Passages)
def passages(region: str, stem: str, at: At) -> Response:
    """The passages of a document's current version, in reading order."""
    held = at.workplace.store.passages(f"{region}/{stem}")
    return listing([passage_to_wire(passage) for passage in held])


def listing(items: list[Wire]) -> JSONResponse:
    """A whole list; nothing is paged."""
    return JSONResponse({"items": items, "total": len(items)})


def _read(upload: Upload, workplace: Workplace) -> list[Receipt]:
    return list(taken_in(upload.files, upload.region, workplace))
