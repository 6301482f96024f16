"""Gathers the words of the templates for translation: `python -m api.web.messages` brings the catalogue up to date.

What the templates no longer say leaves the catalogue; what is new stands in it without a translation.
"""

from io import BytesIO
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from api.web.render import FOLDER
from api.web.tongue import CATALOGUE

_METHODS: Final = [("**.html", "jinja2.ext.babel_extract")]
_OPTIONS: Final = {"**.html": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}}


def template() -> Catalog:
    """Every message of the templates, where it stands with it."""
    gathered = Catalog(project="Afsprakenwijzer", charset="utf-8")
    folder = FOLDER / "templates"
    for name, line, message, comments, context in sorted(
        extract_from_dir(str(folder), _METHODS, _OPTIONS), key=lambda one: one[:2]
    ):
        gathered.add(message, locations=[(name, line)], auto_comments=comments, context=context)
    return gathered


def catalogue() -> Catalog:
    """The English catalogue as it is kept."""
    with CATALOGUE.open("rb") as kept:
        return read_po(kept, locale="en")


def update() -> None:
    """Bring the kept catalogue in line with the templates."""
    kept = catalogue()
    last = kept.creation_date  # of no use to a translator, and different every time
    kept.update(template(), no_fuzzy_matching=True)
    kept.creation_date = last
    kept.obsolete.clear()
    written = BytesIO()
    write_po(written, kept, width=100, no_location=False, omit_header=False, sort_by_file=True, include_lineno=False)
    CATALOGUE.write_bytes(written.getvalue())


if __name__ == "__main__":
    update()
