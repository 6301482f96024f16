"""Every sentence a person reads for a code, in Dutch and in English; each says what to do next.

The sentences stand in `sentences.json`, those of findings in `findings.json`: per code and language
one or more templates, the fullest first. A template is filled with the facts that came with the
code: `{file}` as it is, `{until:date}` as a day in words, `{pages:pagina/pagina's}` as a number with
the noun that fits it. The first template whose facts are all known is used, so that a missing fact
never costs a person the sentence.
"""

import json
import logging
from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, Final, Literal

from kb.model import Validity

Lang = Literal["nl", "en"]
Catalogue = dict[str, dict[Lang, list[str]]]

_log = logging.getLogger(__name__)

_UNNAMED: Final[dict[Lang, dict[str, str]]] = {"nl": {"file": "Het bestand"}, "en": {"file": "The file"}}
_MONTHS: Final[dict[Lang, list[str]]] = {
    "nl": [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ],
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
}


@cache
def catalogue() -> Catalogue:
    """Every code with its templates."""
    found: Catalogue = {}
    for name in ("sentences.json", "findings.json"):
        found |= json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    return found


def sentence(code: str, facts: Mapping[str, str], lang: Lang) -> str:
    """What a person reads for `code`; a code without a sentence gets the one for `unexpected`."""
    known = catalogue()
    if code not in known:
        _log.error("no sentence for code %s", code)
    templates = known.get(code, known["unexpected"])[lang]
    given = _UNNAMED[lang] | {name: text for name, text in facts.items() if text}
    fitting = (template for template in templates if facts_of(template) <= given.keys())
    return _Filler(lang).vformat(next(fitting, templates[-1]), (), defaultdict(lambda: "…", given))


def facts_of(template: str) -> set[str]:
    """The names of the facts that fill a template."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def day_in_words(day: date, lang: Lang) -> str:
    """`31 december 2022`."""
    return f"{day.day} {_MONTHS[lang][day.month - 1]} {day.year}"


def validity_in_words(validity: Validity, lang: Lang) -> str:
    """How an agreement stands on the day asked about, as a part of a sentence."""
    days = {"from": validity.from_, "until": validity.until}
    facts = {name: day.isoformat() for name, day in days.items() if day}
    return sentence(f"validity_{validity.status.value}", facts, lang)


class _Filler(Formatter):
    """Fills a template; a format spec is `date`, or the singular and plural of a counted noun."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def format_field(self, value: Any, format_spec: str) -> str:
        """The fact in words."""
        if format_spec == "date":
            return _day(str(value), self.lang)
        one, counted, many = format_spec.partition("/")
        return f"{value} {one if str(value) == '1' else many}" if counted else str(value)


def _day(iso: str, lang: Lang) -> str:
    try:
        return day_in_words(date.fromisoformat(iso), lang)
    except ValueError:  # a fact that is no ISO day is still worth showing
        return iso
