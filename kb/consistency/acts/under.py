"""Whether two headings tell two cases apart: a pair of phases, of target groups, of kinds of reports."""

import re
from collections.abc import Set as AbstractSet
from typing import Final

from kb.consistency.acts.about import forms
from kb.consistency.wording.headed import heading_words

SERIES, CASE = "series", "case"
_MOSTLY: Final = 0.6  # of the words of a heading: with two words both, with three two
# "Route via de huisarts", "Meldingen van afval", "Interventie: time-out": one of a row, and which one.
_OPENS: Final = re.compile(
    r"(?P<row>[^\W\d_]{3,})(?:\s*[:–-]\s+|\s+(?=(?:van|voor|via|bij|op|met|zonder|tot|vanaf|na|uit|in|over|door|tegen)\b|[A-Z]))"
    r"(?P<which>\S.*)"
)
# "Na terugval", "Bij een crisis", "Zonder toestemming": a heading that opens as a condition does.
_CONDITION: Final = re.compile(
    r"(?:na|bij|tijdens|als|indien|in geval van|zonder|buiten|ingeval van)\s+(?P<case>\S.*)", re.I
)
_NUMBERED: Final = re.compile(
    r"^\W*(?P<row>fase|stap|spoor|niveau|trede|ronde|scenario)\s+(?P<which>\d{1,2}|[A-Z])\b", re.I
)
# Rows whose members divide a text among parties or sides of the work, and no cases.
_NO_ROW_WORDS: Final = """
van voor via bij na uit tot met over door naar taak taken rol rollen verantwoordelijkheid verantwoordelijkheden
afspraken afspraak inzet bijdrage werkwijze informatie beschrijving delen gegevens overleg registratie rapportage
bevoegdheden uitwerking artikel hoofdstuk
"""
_NO_ROW: Final = frozenset(_NO_ROW_WORDS.split())
_GROUPS: Final = re.compile(
    r"jong|jeugd\w*|jonger\w*|volwas\w*|gezin\w*|alleenstaand\w*|ouder(?:en)?|ouden|kind\w*|minderjar\w*|meerderjar\w*|tiener|peuter"
    r"|kleuter|student\w*|scholier|statushouder|vergunninghouder|nieuwkomer|ondernemer|zelfstand\w*|arbeidsmigrant"
    r"|noord\w*|zuid\w*|oost\w*|west\w*|centrum|dakloz\w*|verslaafd\w*|pleegkind\w*|koper|eigenaar|basisschol\w*|brugklas\w*|mbo|vmbo|18min|18plus"
)


def series(headings: tuple[str, ...]) -> dict[str, str]:
    """The fact that tells one heading from others: its place in a row ("fase|2"), or the case it is for."""
    if not headings:
        return {}
    last = " ".join(headings[-1].split())
    if condition := _CONDITION.fullmatch(heading_words(last)):
        return {CASE: " ".join(forms(condition["case"]))}
    numbered = _NUMBERED.match(last)
    if numbered:
        return {SERIES: f"{numbered['row'].lower()}|{numbered['which'].lower()}"}
    found = _OPENS.fullmatch(heading_words(last))
    if found is None or found["row"].lower() in _NO_ROW:
        return {}
    which = " ".join(forms(found["which"]))
    return {SERIES: f"{' '.join(forms(found['row'])) or found['row'].lower()}|{which}"} if which else {}


def parallel(one: str, other: str) -> bool:
    """Whether two headings are other members of one row."""
    row, _, which = one.partition("|")
    row_too, _, which_too = other.partition("|")
    return bool(which and which_too) and row == row_too and which != which_too


def groups(words: AbstractSet[str]) -> frozenset[str]:
    """The groups of people that some words of a heading name, each of which may have rules of its own."""
    return frozenset(word for word in words if _GROUPS.fullmatch(word))


def linked(
    above: AbstractSet[str], above_too: AbstractSet[str], words: AbstractSet[str], words_too: AbstractSet[str]
) -> bool:
    """Whether two headings may be over one thing: one is over no thing, or what it is over stands below the other."""
    if not above or not above_too:
        return True
    return mostly(above, words_too | above_too) or mostly(above_too, words | above)


def named(above: AbstractSet[str], words: AbstractSet[str]) -> bool:
    """Whether words name all that a heading is over: "de regie bij het voorkomen van ontruiming"."""
    return len(above) > 1 and above <= words


def mostly(words: AbstractSet[str], within: AbstractSet[str]) -> bool:
    """Whether most of some words are among others."""
    return len(words & within) >= _MOSTLY * len(words)
