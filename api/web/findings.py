"""The room Samenhang, where the policy team works: how the agreements fit together, and what is found wrong."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final, get_args

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse

from api.finding_words import rule_name, severity_name, topic_name
from api.routes.door import At
from api.sentences import Lang
from api.web import reported, verdicts
from api.web.board import matrix, standing, waits
from api.web.chosen import LIST, ROOM, Chosen, Listed
from api.web.comparing import compared
from api.web.paging import sheet
from api.web.render import page
from api.web.tongue import Reads
from kb.consistency.finding import Finding, Rule, Severity, Topic

if TYPE_CHECKING:
    from kb.model import Document

router = APIRouter(include_in_schema=False)
_FIRST: Final = 5  # findings on the board


@router.get(ROOM)
def board_page(looked: Annotated[reported.Looked, Query()], at: At, lang: Reads) -> HTMLResponse:
    """The board, of one region or of all."""
    found = compared(at, lang)
    if isinstance(found, HTMLResponse):
        return found
    workplace, on = at.workplace, date.today()
    chosen = Chosen(region=workplace.region(looked.region or None) or "")
    documents = workplace.store.documents()
    mine = _of(found, chosen)
    left = chosen.of(found)
    shown = {
        "looked": looked,
        "chosen": chosen,
        "regions": workplace.store.regions(),
        "standing": standing(mine, on),
        "matrix": matrix(mine, documents, chosen),
        "first": [one for one in left if waits(one, on)][:_FIRST],
        "left": len(left),
        "titles": _titles(documents),
        "today": on,
        "beside": reported.totals(at, looked),
    }
    return HTMLResponse(page("findings.html", lang, **shown))


@router.get(LIST)
def list_page(listed: Annotated[Listed, Query()], at: At, lang: Reads) -> HTMLResponse:
    """The findings that are chosen, in sheets, gravest first. Raises UnknownDocument for an agreement not held."""
    found = compared(at, lang)
    if isinstance(found, HTMLResponse):
        return found
    store, chosen = at.workplace.store, listed.chosen
    at.workplace.region(chosen.region or None)
    if chosen.agreement:
        store.document(chosen.agreement)
    documents = store.documents()
    shown = {
        "chosen": chosen,
        "looked": listed,
        "regions": store.regions(),
        "documents": [one for one in documents if chosen.region in ("", one.region) or one.id == chosen.agreement],
        "severities": [(one.value, severity_name(one, lang)) for one in Severity],
        "topics": [(one, topic_name(one, lang)) for one in get_args(Topic)],
        "rules": _named({one.rule for one in _of(found, chosen)} | ({chosen.rule} if chosen.rule else set()), lang),
        "findings": sheet("sheet", chosen.of(found), listed.sheet),
        "titles": _titles(documents),
        "today": date.today(),
    }
    return HTMLResponse(page("findings_list.html", lang, **shown))


@router.get(f"{LIST}/afgedaan")
def settled_page(looked: Annotated[reported.Looked, Query()], at: At, lang: Reads) -> HTMLResponse:
    """What was decided of findings that are found no more."""
    if isinstance(waiting := compared(at, lang), HTMLResponse):
        return waiting
    region = at.workplace.region(looked.region or None)
    settled = at.workplace.consistency.settled(region, date.today())
    shown = {
        "looked": looked,
        "regions": at.workplace.store.regions(),
        "settled": sheet("settled", settled, looked.settled),
        "titles": _titles(at.workplace.store.documents()),
    }
    return HTMLResponse(page("findings_settled.html", lang, **shown))


def _of(found: tuple[Finding, ...], chosen: Chosen) -> tuple[Finding, ...]:
    """What is found about the region chosen, or about all."""
    return Chosen(region=chosen.region, status="all").of(found)


def _named(rules: Iterable[Rule], lang: Lang) -> list[tuple[str, str]]:
    return sorted(((one.value, rule_name(one, lang)) for one in rules), key=lambda one: one[1])


def _titles(documents: "tuple[Document, ...]") -> dict[str, str]:
    return {one.id: one.title for one in documents}


router.include_router(reported.router)
router.include_router(verdicts.router)  # the last: its address has the id of a finding where others have a name
