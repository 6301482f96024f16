"""Versions of a document: which are kept, what differs between two of them, and names that last."""

import re
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel

from api.routes.door import At
from api.web import compared, view
from api.web.changed_rules import for_whom
from api.web.holdings import taken_in_on
from api.web.render import page
from api.web.tongue import Reads
from kb.differences import described, differences

router = APIRouter(include_in_schema=False)
_NAME: Final = re.compile(r"(?P<passage>.+?)(?:@(?P<version>sha256:[0-9a-f]{64}))?", re.DOTALL)


class Asked(BaseModel):
    """The versions to compare, an earlier and a later one."""

    van: str | None = None
    naar: str | None = None


@router.get("/afspraak:{name:path}")
def permalink(name: str, at: At) -> RedirectResponse:
    """The passage that a lasting name means: `region/stem.n@version`; the current one where it names no version."""
    found = _NAME.fullmatch(name)
    passage_id, version = (found["passage"], found["version"]) if found else (name, None)
    passage = at.workplace.store.passage(passage_id, version)
    return RedirectResponse(view.passage_href(passage.id, version), 302)


@router.get("/documenten/{region}/{stem}/versies")
def versions_page(region: str, stem: str, at: At, lang: Reads) -> HTMLResponse:
    """Every version kept of a document."""
    document = at.workplace.store.document(f"{region}/{stem}")
    versions = [(version, taken_in_on(version)) for version in at.workplace.store.versions(document.id)]
    return HTMLResponse(page("versions.html", lang, document=document, versions=versions))


@router.get("/documenten/{region}/{stem}/verschillen")
def differences_page(region: str, stem: str, asked: Annotated[Asked, Query()], at: At, lang: Reads) -> Response:
    """What differs between two versions of a document; between the last two where none are named."""
    store = at.workplace.store
    document = store.document(f"{region}/{stem}")
    taken = {version.document.version: version for version in store.versions(document.id)}
    naar = asked.naar or document.version
    van = asked.van or next((version for version in taken if version != naar), None)
    if van is None:  # there is only one
        return RedirectResponse(f"{view.document_href(document.id)}/versies", 303)
    before, after = store.reading(document.id, van), store.reading(document.id, naar)
    found = differences(before.passages, after.passages)
    shown = {
        "document": document,
        "before": before.document,
        "after": after.document,
        "days": [taken_in_on(taken[one]) if one in taken else None for one in (van, naar)],
        "fields": compared.fields(described(before.document, after.document), lang),
        "counts": compared.counted(found),
        "not_compared": compared.not_compared(found, lang),
        "blocks": compared.blocks(found),
        "rules": for_whom(before, after, lang),
    }
    return HTMLResponse(page("differences.html", lang, **shown))
