"""Templates to HTML: everything is escaped, and a name that is missing is an error."""

from datetime import date
from functools import cache, partial
from importlib.metadata import version
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from api import finding_words
from api.sentences import Lang, day_in_words, sentence
from api.sharing.excerpt import excerpt
from api.sharing.plain import plain
from api.sharing.rich import rich
from api.web import sides, view
from api.web.tongue import translations
from api.wording import region_name
from kb.model import DocumentKind, has_pages

FOLDER: Final = Path(__file__).parent
_TURNING: Final = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")


def page(name: str, lang: Lang, **shown: object) -> str:
    """A whole page, or a piece of one, from the template of that name; its own words are in `lang`."""
    return _environment(lang).get_template(name).render(shown)


def _legible(shown: object) -> object:
    """Text without the characters that turn its direction around: they can only deceive a reader."""
    return shown.translate(_TURNING) if type(shown) is str else shown


@cache
def _environment(lang: Lang) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(FOLDER / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_legible,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    environment.policies["ext.i18n.trimmed"] = True
    # What the i18n extension adds is known at run time only.
    environment.install_gettext_translations(translations(lang), newstyle=True)  # type: ignore[attr-defined]
    environment.filters |= {
        "day": partial(day_in_words, lang=lang),
        "passage_href": view.passage_href,
        "permalink": view.permalink,
        "document_href": view.document_href,
        # a piece of an answer speaks the answer's language
        "page_words": lambda number, file, spoken=lang: view.page_words(number, file, spoken),
        "has_pages": has_pages,
        "region_name": region_name,
        "kind": partial(_kind, lang=lang),
        "excerpt": lambda shown: excerpt(shown, date.today()),
        "plain": plain,
        "rich": rich,
        "badge": partial(view.badge, lang=lang),
        "finding": partial(finding_words.finding_in_words, lang=lang),
        "decides": partial(finding_words.decides_in_words, lang=lang),
        "rule": partial(finding_words.rule_name, lang=lang),
        "topic": partial(finding_words.topic_name, lang=lang),
        "severity": partial(finding_words.severity_name, lang=lang),
        "relation": partial(finding_words.relation_name, lang=lang),
        "verdict": partial(finding_words.verdict_name, lang=lang),
        "places": sides.places,
    }
    environment.globals |= {"release": version("afsprakenwijzer"), "lang": lang}
    return environment


def _kind(kind: DocumentKind, lang: Lang) -> str:
    return sentence(f"kind_{kind.value}", {}, lang)
