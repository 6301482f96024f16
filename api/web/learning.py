"""The room Inwerken: a path of modules for a new colleague, made of the agreements of a region themselves."""

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Final

from fastapi import APIRouter, Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from api.routes.door import At
from api.routes.drawn import drawn
from api.sentences import Lang
from api.web.lessons import Shelf
from api.web.render import page
from api.web.tongue import Reads
from assistant.learning.path import Module, Path, Paths
from kb.errors import UnknownIntervention

if TYPE_CHECKING:
    from assistant.processes import Process

router = APIRouter(include_in_schema=False)
PATH: Final = "/inwerken"


def paths(request: Request) -> Paths:
    """The paths behind this door."""
    opened: Paths = request.app.state.paths
    return opened


Ways = Annotated[Paths, Depends(paths)]


@router.get(PATH)
def regions_page(at: At, lang: Reads) -> Response:
    """Which region to learn about; straight to the path where there is only one."""
    regions = at.workplace.store.regions()
    if len(regions) == 1:
        return RedirectResponse(f"{PATH}/{regions[0]}", 303)
    return HTMLResponse(page("learning.html", lang, regions=regions))


@router.get(PATH + "/{region}")
def path_page(region: str, at: At, ways: Ways, lang: Reads) -> HTMLResponse:
    """The path of a region: its modules in order, what each teaches and how long it takes."""
    path = _path(region, at, ways)
    return HTMLResponse(page("learning_path.html", lang, path=path, shelf=Shelf()))


@router.get(PATH + "/{region}/module/{slug}")
def module_page(region: str, slug: str, at: At, ways: Ways, lang: Reads) -> HTMLResponse:
    """One module of the path."""
    path = _path(region, at, ways)
    module = path.module(slug)
    before, after = _neighbours(path, module)
    shown: dict[str, object] = {
        "path": path,
        "module": module,
        "before": before,
        "after": after,
        "shelf": Shelf(_only_paper(module)),
    }
    if module.introduction is not None:
        shown["process"] = ways.process(path, module)
        whole = path.module(module.part_of) if module.part_of else None
        shown["lanes"] = {one.lane: one.slug for one in path.players}
        shown |= {"whole": whole, "inside": [one for one in path.modules if one.part_of == module.slug]}
    return HTMLResponse(page(f"learning_{module.sort}.html", lang, **shown))


@router.get(PATH + "/{region}/module/{slug}/tekening.svg")
def picture(region: str, slug: str, at: At, ways: Ways, lang: Reads) -> Response:
    """The swim lanes of an intervention, as a picture."""
    path = _path(region, at, ways)
    process = ways.process(path, path.module(slug))
    if process is None:
        raise UnknownIntervention(f"no drawing of {slug}", intervention=slug, nearest="")
    return drawn(_drawn(process, lang))


@router.get(PATH + "/{region}/wie/{slug}")
def player_page(region: str, slug: str, at: At, ways: Ways, lang: Reads) -> HTMLResponse:
    """What one party or role does, intervention by intervention."""
    path = _path(region, at, ways)
    player = path.player(slug)
    pages = {one.introduction.scope.name: one for one in path.steps if one.introduction}
    return HTMLResponse(page("learning_player.html", lang, path=path, player=player, pages=pages, shelf=Shelf()))


def _path(region: str, at: At, ways: Paths) -> Path:
    name = at.workplace.region(region)
    assert name is not None  # a region that is named is held, or is unknown
    return ways.of(name, date.today())


def _neighbours(path: Path, module: Module) -> tuple[Module | None, Module | None]:
    """The modules before and after one on the path; a section's are those of what it is a section of."""
    slugs = [one.slug for one in path.steps]
    at = slugs.index(module.part_of or module.slug)
    before = path.module(module.part_of) if module.part_of else (path.steps[at - 1] if at else None)
    return before, path.steps[at + 1] if at + 1 < len(slugs) else None


def _only_paper(module: Module) -> str | None:
    """The one paper that a module is made of, if it is one."""
    papers = module.introduction.scope.papers if module.introduction else ()
    return papers[0] if len(papers) == 1 else None


@lru_cache(maxsize=64)
def _drawn(process: "Process", lang: Lang) -> str:
    """The drawing; kept, as the same process gives the same one."""
    from api.drawing import drawing

    return drawing(process, lang)
