"""Practising in the room Inwerken: mini-cases with their checked answers, and the terms from A to Z."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Annotated, Any, Final
from urllib.parse import urlencode

from fastapi import APIRouter, Depends, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response
from pydantic import BaseModel, ConfigDict, Field

from api.routes.door import At
from api.routes.surroundings import surroundings
from api.web import view
from api.web.pieces import Pieces
from api.web.render import page
from api.web.tongue import Reads
from assistant.learning.cases import Case, Choice, Practice
from assistant.learning.terms import Terms
from kb.model import Span

router = APIRouter(include_in_schema=False)
PATH: Final = "/inwerken/{region}/oefenen"


def practice(request: Request) -> Practice:
    """The mini-cases behind this door."""
    opened: Practice = request.app.state.practice
    return opened


def terms(request: Request) -> Terms:
    """The terms that the documents behind this door define."""
    opened: Terms = request.app.state.terms
    return opened


Cases = Annotated[Practice, Depends(practice)]
Defined = Annotated[Terms, Depends(terms)]


class Looked(BaseModel):
    """Which case is looked at, `zaak`, and of which intervention, `bij`; empty: the first, of all."""

    model_config = ConfigDict(extra="forbid")

    bij: str = Field(default="", max_length=200)
    zaak: str = Field(default="", pattern=r"^[a-z0-9-]{0,40}$")


class Chosen(Looked):
    """A case that was answered; `keuze` is the text of what was chosen, empty where nothing was."""

    keuze: str = Field(default="", max_length=2000)


@dataclass(frozen=True, slots=True)
class Desk:
    """A case in its row: `number` counts from 1, `after` is the next one, None behind the last.

    `heading` is the section it stands in, unless that gives the answer away. `pieces` are the
    paragraph with the proving sentences marked, once it is answered by `chosen`.
    """

    case: Case
    number: int
    total: int
    after: Case | None
    heading: str | None
    chosen: Choice | None = None
    pieces: Pieces = ()


@router.get(PATH)
def case_page(region: str, looked: Annotated[Looked, Query()], at: At, cases: Cases, lang: Reads) -> HTMLResponse:
    """One case, to be answered."""
    return HTMLResponse(page("practice.html", lang, **_shown(region, looked, at, cases)))


@router.post(PATH)
def answered(region: str, chosen: Annotated[Chosen, Form()], at: At, cases: Cases, lang: Reads) -> Response:
    """The case with its outcome; nothing is kept here."""
    looked = Looked(bij=chosen.bij, zaak=chosen.zaak)
    found = next((one for one in cases.cases(_known(region, at), date.today()) if one.id == chosen.zaak), None)
    if found is None:  # its sentence was replaced in the meantime
        return RedirectResponse(_href(region, bij=chosen.bij), 303)
    choice = next((one for one in found.choices if one.text == chosen.keuze), None)
    shown = _shown(region, looked, at, cases, choice) | {"missed": choice is None}
    return HTMLResponse(page("practice.html", lang, **shown), 400 if choice is None else 200)


@router.get("/inwerken/{region}/begrippen")
def terms_page(region: str, at: At, defined: Defined, lang: Reads) -> HTMLResponse:
    """The terms of a region by their first letter."""
    region = _known(region, at)
    found = defined.of(region, date.today())
    letters = [(letter, list(of_it)) for letter, of_it in groupby(found, lambda term: term.letter)]
    return HTMLResponse(page("terms.html", lang, region=region, letters=letters, total=len(found)))


def _shown(region: str, looked: Looked, at: At, cases: Practice, chosen: Choice | None = None) -> dict[str, Any]:
    """What the page shows of a case, in the row of cases that it stands in."""
    region = _known(region, at)
    every = cases.cases(region, date.today())
    row = [one for one in every if looked.bij in one.interventions] if looked.bij else every
    place = next((number for number, one in enumerate(row) if one.id == looked.zaak), 0)
    return {
        "region": region,
        "bij": looked.bij,
        "interventions": sorted({name for one in every for name in one.interventions}, key=str.casefold),
        "every": every,
        "row": row,
        "desk": _desk(row, place, at, chosen) if row else None,
        "missed": False,
        "href": _href,
    }


def _desk(row: Sequence[Case], place: int, at: At, chosen: Choice | None) -> Desk:
    case = row[place]
    heading = case.citation.headings[-1] if case.citation.headings else None
    given_away = heading and any(choice.text.casefold() in heading.casefold() for choice in case.choices)
    after = row[place + 1] if place + 1 < len(row) else None
    pieces = _proof(case, at) if chosen else ()
    return Desk(case, place + 1, len(row), after, None if given_away else heading, chosen, pieces)


def _proof(case: Case, at: At) -> Pieces:
    """The paragraph that the case is from, with the sentences that answer it marked."""
    found = surroundings(at.workplace.store, case.citation.passage_id, case.citation.version)
    spans = [Span(start=one.start, end=one.end) for one in (case.citation, case.then) if one]
    own = (one for one in view.marked(found, spans) if one.passage.id == case.citation.passage_id)
    return next(own).pieces


def _known(region: str, at: At) -> str:
    """The region where it is held; raises UnknownRegion."""
    return at.workplace.region(region) or region


def _href(region: str, **asked: str) -> str:
    """The address of a case, or of the first of a region."""
    parameters = {name: value for name, value in asked.items() if value}
    return PATH.format(region=region) + (f"?{urlencode(parameters)}" if parameters else "")
