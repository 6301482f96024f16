"""What the browser knows personal data by before anything is sent: lists of words, and names that are nobody's."""

import json
from functools import lru_cache
from hashlib import sha256
from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import Response

from api.refusal import names_held
from api.routes.door import At
from assistant.privacy import found
from kb.language import about_people
from kb.language.words import STOP_WORDS

_BEFORE = ("", "cliënt ", "woont op ")  # what may stand before a name and tell that it is somebody's
router = APIRouter(include_in_schema=False)


@router.get("/persoonsgegevens.json")
def told_by(at: At, if_none_match: Annotated[str, Header()] = "") -> Response:
    """The lists that names of people are told by, and of the names that documents hold those that look like somebody.

    A browser that has them already is told so.
    """
    body = json.dumps(_lists() | {"known": _alike(names_held(at.workplace.store))}, ensure_ascii=False)
    tag = f'"{sha256(body.encode()).hexdigest()[:32]}"'
    if tag in if_none_match:
        return Response(status_code=304, headers={"ETag": tag})
    return Response(body, media_type="application/json", headers={"ETag": tag})


def _lists() -> dict[str, object]:
    lists = about_people.name_lists()
    words = {
        "titles": about_people.TITLES,
        "short_titles": about_people.SHORT_TITLES,
        "degrees": about_people.DEGREES,
        "particles": about_people.PARTICLES,
        "sure_particles": about_people.SURE_PARTICLES,
        "roles": about_people.ROLES,
        "loose_roles": about_people.LOOSE_ROLES,
        "called": about_people.CALLED,
        "who": about_people.WHO,
        "whose": about_people.WHOSE,
        "institutions": about_people.INSTITUTIONS,
        "nobody": about_people.NOBODY,
        "stop_words": STOP_WORDS,
        "first": lists.first,
        "doubtful": lists.doubtful,
        "surnames": lists.surnames,
        "after_particle": lists.after_particle,
    }
    sorts = {name: sorted(some) for name, some in words.items()}
    return {"words": sorts, "institution": about_people.INSTITUTION.pattern}


@lru_cache(maxsize=4)
def _alike(names: frozenset[str]) -> list[str]:
    """The names, in lower case, that would be taken for a person's or an address if nobody knew them."""
    return sorted({name.lower() for name in names if any(found(before + name) for before in _BEFORE)})
