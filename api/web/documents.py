"""The room Documenten: what is held, where and when it holds, what is named without being held; adding to it."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Final, NamedTuple

from fastapi import APIRouter, Query, Request
from fastapi.responses import HTMLResponse
from pydantic import AfterValidator, BaseModel
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from api.errors import Problem, problem_of
from api.routes import uploads
from api.routes.door import At, Door
from api.sentences import Lang, sentence
from api.web import holdings, removal, versions
from api.web.open_findings import open_findings
from api.web.render import page
from api.web.tongue import Reads
from ingest.region import UNKNOWN_REGION, slug
from kb.errors import StoreError
from kb.model import Receipt

router = APIRouter(include_in_schema=False)
router.include_router(versions.router)
router.include_router(removal.router)
_LONGEST_REGION: Final = 100
_Sought = Annotated[str, AfterValidator(lambda said: said[:200])]  # what is longer finds nothing either


class Looked(BaseModel):
    """What of the documents is looked at."""

    regio: _Sought = ""
    zoek: _Sought = ""


class Sent(NamedTuple):
    """What came with the form; `wrong` says what about it keeps all of it out."""

    files: Sequence[UploadFile]
    region: str
    wrong: str | None


@router.get(uploads.PAGE_PATH)
def documents_page(request: Request, at: At, lang: Reads, looked: Annotated[Looked, Query()]) -> HTMLResponse:
    """What is held, where and when it holds, and what is named without being held."""
    gone = removal.just_removed(request)
    response = _list_page(at, lang, looked, gone=gone)
    if gone:
        removal.forget_telling(response)
    return response


@router.post(uploads.PAGE_PATH)
async def take_in(request: Request, at: At, lang: Reads) -> HTMLResponse:
    """Take files in; the page tells of each what became of it, also when the store failed halfway."""
    try:
        async with request.form(max_files=uploads.MAX_FILES) as form:
            files = [one for one in form.getlist("files") if isinstance(one, UploadFile) and one.filename]
            region = form.get("region")
            sent = _looked_through(files, region if isinstance(region, str) else "")
            if sent.wrong is None:
                async with at.reading:  # until then an upload of any size waits on disk
                    return await run_in_threadpool(_receipts_page, sent, at, lang)
    except (HTTPException, ClientDisconnect) as error:
        if isinstance(error, HTTPException) and error.status_code != 400:
            raise
        sent = Sent((), "", "form")  # too many files, or a name beyond all bounds
    return await run_in_threadpool(_list_page, at, lang, Looked(), sent)


def _looked_through(files: Sequence[UploadFile], region: str) -> Sent:
    fits = len(region) <= _LONGEST_REGION and _slug(region) != UNKNOWN_REGION
    return Sent(files, region[:_LONGEST_REGION], "no_files" if not files else None if fits else "region")


def _slug(region: str) -> str | None:
    """A region as the documents' own is written; None where none was given."""
    return slug(region) if region.strip() else None


def _list_page(at: Door, lang: Lang, looked: Looked, sent: Sent | None = None, *, gone: str = "") -> HTMLResponse:
    store = at.workplace.store
    register = at.workplace.agreements(date.today())
    shelf = holdings.shelf(
        register.items, register.absent, store.versions(), lang, region=looked.regio, words=looked.zoek
    )
    limit_mb = at.workplace.settings.max_file_mb
    facts = {"file": "{file}", "size": "{size} MB", "limit": f"{limit_mb} MB"}  # the script fills the first two
    shown = {
        "shelf": shelf,
        "looked": looked,
        "held_regions": store.regions(),
        "sent": sent or Sent((), "", None),
        "max_file_mb": limit_mb,
        "too_large": sentence("too_large", facts, lang),
        "max_files": uploads.MAX_FILES,
        "gone": gone,
        "open_findings": open_findings(at.workplace, [item.document.id for item in register.items]),
    }
    return HTMLResponse(page("documents.html", lang, **shown), 400 if sent else 200)


def _receipts_page(sent: Sent, at: Door, lang: Lang) -> HTMLResponse:
    named = [(file, uploads.file_name(file.filename or "")) for file in sent.files]
    nameless = [_legible(file.filename or "") for file, name in named if name is None]
    readable = [file for file, name in named if name is not None]
    receipts: list[Receipt] = []
    problem: Problem | None = None
    try:
        before = {document.id: document.version for document in at.workplace.store.documents()}
        for receipt in uploads.taken_in(readable, _slug(sent.region), at.workplace):
            receipts.append(receipt)
        items = at.workplace.agreements(date.today()).items
    except StoreError as error:  # what was acknowledged until then is held, and shown
        problem, before, items = problem_of(error, lang), {}, ()
    shown = {
        "received": holdings.received(receipts, items, before, lang),
        "nameless": nameless,
        "unread": [name for _, name in named if name is not None][len(receipts) :],
        "longest_name": uploads.LONGEST_NAME,
        "problem": problem,
    }
    return HTMLResponse(page("receipts.html", lang, **shown), problem.status if problem else 200)


def _legible(name: str) -> str:
    """A name that no file can have, as far as it says which file is meant."""
    whole = "".join(character if character.isprintable() else "\ufffd" for character in name)
    return f"{whole[:80]}…" if len(whole) > 80 else whole
