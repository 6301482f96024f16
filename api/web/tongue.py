"""The language of the page's own words: Dutch, or English for who switched; a cookie remembers it."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Annotated, Final
from urllib.parse import urlsplit

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from fastapi import APIRouter, Depends, Form, Header, Request
from fastapi.responses import RedirectResponse

from api.sentences import Lang

COOKIE: Final = "taal"
_YEAR_S: Final = 365 * 24 * 3600
CATALOGUE: Final = Path(__file__).parent / "locale" / "en.po"
router = APIRouter(include_in_schema=False)


def reads(request: Request) -> Lang:
    """The language whoever looks at the page chose; Dutch where nothing was chosen."""
    return "en" if request.cookies.get(COOKIE) == "en" else "nl"


Reads = Annotated[Lang, Depends(reads)]


@cache
def translations(lang: Lang) -> NullTranslations:
    """What the templates' words are in a language; Dutch is what stands in them.

    Compiled when it is first asked for, so that no binary file stands in the project.
    """
    if lang == "nl":
        return NullTranslations()
    with CATALOGUE.open("rb") as written:
        catalogue = read_po(written, locale="en")
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


@router.post("/taal")
def switch(
    lang: Annotated[Lang, Form()],
    request: Request,
    back: Annotated[str, Form()] = "/",
    referer: Annotated[str, Header()] = "",
) -> RedirectResponse:
    """Remember the language and go back to the page it was chosen on, as it was asked for where the browser tells."""
    came = urlsplit(referer)
    if came.netloc == request.headers.get("host") and came.path.startswith("/"):
        back = came.path + (f"?{came.query}" if came.query else "")
    # "//elsewhere" and "/\\elsewhere" are other sites to a browser
    local = back.startswith("/") and not back.startswith(("//", "/\\"))
    response = RedirectResponse(back if local else "/", 303)
    secure = request.url.scheme == "https"
    response.set_cookie(COOKIE, lang, max_age=_YEAR_S, httponly=True, samesite="lax", secure=secure)
    return response
