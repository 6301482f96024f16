"""Regions beside each other on the board: chosen by a form, laid out as a table of quotes by facet."""

from datetime import date
from typing import Annotated, Final

from fastapi import APIRouter, Query
from fastapi.responses import HTMLResponse
from pydantic import BaseModel, ConfigDict, Field

from api.history import Asked
from api.routes.door import At, Door
from api.sentences import Lang, sentence
from api.web.chosen import ROOM
from api.web.render import page
from api.web.tongue import Reads
from api.web.view import AnswerView, answer_view
from assistant.cautions import cautions_of
from assistant.conflicts import Conflicts
from assistant.table import Wanted, interventions, laid_out, table
from kb.answer import QuestionKind
from kb.model import Facet
from kb.register import NATIONAL

PATH: Final = f"{ROOM}/vergelijken"
router = APIRouter(include_in_schema=False)


class Laid(BaseModel):
    """What is laid beside each other: regions, an intervention (empty: all) and facets (none: all)."""

    model_config = ConfigDict(extra="forbid")

    region: list[str] = Field(default=[], max_length=50)
    about: str = Field(default="", max_length=200)
    facet: list[Facet] = Field(default=[], max_length=len(Facet))


@router.get(PATH)
def comparison_page(laid: Annotated[Laid, Query()], at: At, lang: Reads) -> HTMLResponse:
    """The form, and the table where two regions are chosen. Raises UnknownRegion for one that is not held."""
    workplace, on = at.workplace, date.today()
    regions = [one for one in workplace.store.regions() if one != NATIONAL]
    asked = list(dict.fromkeys(filter(None, (workplace.region(one) for one in laid.region))))
    chosen = [one for one in regions if one in asked]
    held, same = workplace.assistant.held(), workplace.indexes.search.thesaurus.synonyms
    shared, alone = interventions(held, regions, on, same) if len(regions) > 1 else ((), ())
    shown = {
        "laid": laid,
        "regions": regions,
        "chosen": chosen or (regions if len(regions) == 2 else []),
        "shared": shared,
        "alone": alone,
        "facets": [(one.value, sentence(f"facet_{one.value}", {}, lang)) for one in Facet],
        "asked": len(chosen) > 1,
        "answer": _beside(at, Wanted(regions=tuple(chosen), facets=frozenset(laid.facet), about=laid.about), on, lang)
        if len(chosen) > 1
        else None,
    }
    return HTMLResponse(page("comparison.html", lang, **shown))


def _beside(at: Door, wanted: Wanted, on: date, lang: Lang) -> AnswerView | None:
    """The table as an answer is shown; None where no region says anything."""
    workplace = at.workplace
    held, same = workplace.assistant.held(), workplace.indexes.search.thesaurus.synonyms
    found = table(wanted, held, same, on, least=1)
    if found is None:
        return None
    against = Conflicts(found.claims, workplace.assistant.findings(on), held, on).cautions(())
    cautions = (*against, *cautions_of(found.claims, None, held, on))
    shared = {"kind": QuestionKind.COMPARE, "language": lang, "on": on, "cautions": cautions}
    return answer_view(laid_out(found, wanted, shared), Asked("", ""), workplace)
