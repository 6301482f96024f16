"""Templates to HTML: everything is escaped, and a name that is missing is an error."""

from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api.sentences import day_in_words
from api.web import view
from api.wording import region_name

FOLDER: Final = Path(__file__).parent
_TURNING: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")


def page(name: str, **shown: object) -> str:
    """A whole page, or a piece of one, from the template of that name."""
    return _environment().get_template(name).render(shown)


def _legible(shown: object) -> object:
    """Text without the characters that turn its direction around: they can only deceive a reader."""
    return shown.translate(_TURNING) if type(shown) is str else shown


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_legible,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "day": lambda day: day_in_words(day, "nl"),
        "passage_href": view.passage_href,
        "document_href": view.document_href,
        "page_words": view.page_words,
        "region_name": region_name,
        "kind": view.KINDS.__getitem__,
        "badge": view.badge,
    }
    environment.globals["release"] = version("afsprakenwijzer")
    return environment
