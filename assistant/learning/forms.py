"""How agreements say what they are for and for whom they hold: the forms of such sentences."""

import re
from collections.abc import Iterator
from typing import Final

from assistant.learning.said import Mark
from assistant.learning.scope import Region, Scope
from assistant.units import Unit, units
from kb.language.dutch import stems
from kb.model import Passage
from kb.process.act import Modality
from kb.process.narrative import tells

_MOST: Final = 4  # sentences that say what something is for; more is no longer its goal
_PAPER = (
    r"(?:dit|deze|de|het|alle)\s+(?:hele\s+)?(?:\w*(?:convenant|overeenkomst|afspra(?:ak|ken)|protocol|regeling"
    r"|handreiking|leidraad|procesbeschrijving|overzicht)|hoofdstuk|paragraaf)"
)
_ABOUT_GOAL: Final = re.compile(r"\b(?:doel(?:en|stelling\w*)?|waarom|waarvoor)\b", re.I)
_NOT_GOAL: Final = re.compile(r"\bper doel\b", re.I)
_GOAL_SAID: Final = re.compile(
    r"\bdoel(?:stelling)? (?:van|is|van \w+ \w+ is)\b|\b(?:tot|als) doel\b|\bbedoeld om\b"
    r"|\bdaarom\b.*\bom\b.*\bte \w+|\bpartijen\b.*\bwillen\b",
    re.I | re.S,
)
_GOAL_OF_PAPER: Final = re.compile(rf"(?:zij|{_PAPER})\s+(?:laat zien|regelt|regelen|beschrijft|beschrijven)\b", re.I)
_HOLDS: Final = (
    r"(?:\s+over [\w\s]{3,40}?)?\s+(?:(?:geldt|gelden|is|zijn)\s+(?:(?:niet|ook|alleen|uitsluitend)\s+)*"
    r"(?:bedoeld voor|van toepassing op|voor|als)\b|hebben betrekking op\b|heeft betrekking op\b)"
)
_HOLDS_FOR: Final = re.compile(rf"(?:^|[.;]\s|\d\.\s){_PAPER}{_HOLDS}", re.I)
_FOR_HOLDS: Final = re.compile(
    rf"\bvoor\b[^.;]{{3,90}}\b(?:geldt|gelden)\s+{_PAPER}\b(?!\s+(?:voor\b|(?-i:[A-Z])))", re.I
)
_ELIGIBLE: Final = re.compile(r"\b(?:komt|komen)\b[^.;]*\bin aanmerking\b", re.I)
_OF_NAME: Final = (
    r"(?:\s\(\w+\))?\s+(?:is|zijn|wordt|worden)\s+(?:(?:niet|ook|alleen|uitsluitend)\s+)?"
    r"(?:bedoeld voor|van toepassing op|voor|aan de orde|toegepast bij)\b"
)
_PARTNERS: Final = re.compile(
    r"\b(?:(?:samenwerkings)?partners (?:zijn|van)|(?:volgende|onderstaande) organisaties)\b.*:\s*$", re.I | re.S
)
_AMONG_THEMSELVES: Final = re.compile(r"\bpartij(?:en)?\b", re.I)


def goal(region: Region, scope: Scope) -> list[Mark]:
    """The sentences that say what an intervention is for; of a section only where they say the word.

    Of a paper only those under a heading that is about its goal count.
    """
    told = list(_told(scope.main))
    if scope.part_of is not None:
        return [(one, unit.span) for one, unit in told if _GOAL_SAID.search(unit.text)][:_MOST]
    headed = [(one, unit) for one, unit in told if any(map(_of_goal, one.headings))]
    wanted = {
        act.span
        for one in {one.id: one for one, _ in headed}.values()
        for act in region.held.acts(one)
        if act.modality is Modality.INTENDS and not act.narrative
    }
    found = [(one, unit.span) for one, unit in headed if unit.span in wanted or _GOAL_SAID.search(unit.text)]
    found = found or [(one, unit.span) for one, unit in headed if _GOAL_OF_PAPER.match(unit.text)]
    return found[:_MOST]


def audience(scope: Scope) -> list[Mark]:
    """The sentences that say for whom, or in which case, an intervention holds."""
    named = re.compile(rf"(?:^|[.;]\s)(?:een |de |het )?(?:{'|'.join(_names(scope))}){_OF_NAME}", re.I)
    forms = (_HOLDS_FOR, _FOR_HOLDS, _ELIGIBLE, named)
    return [
        (one, unit.span)
        for one, unit in _told(scope.main)
        if any(form.search(unit.text) for form in forms) and not _AMONG_THEMSELVES.search(unit.text)
    ]


def partners(scope: Scope) -> list[Mark]:
    """The lists of who works together: what introduces them, and every item."""
    found = []
    for passage in scope.main:
        own = units(passage)
        opening = next((place for place, unit in enumerate(own) if _PARTNERS.search(unit.text)), None)
        if opening is not None and own[opening].is_lead:
            items = (unit.span for unit in own[opening + 1 :] if unit.lead == own[opening].span)
            found += [(passage, span) for span in (own[opening].span, *items)]
    return found


def _names(scope: Scope) -> Iterator[str]:
    """What its sections are called; "een laatste kans" is the section "4. Laatste kans"."""
    yield re.escape(scope.name)
    for heading in dict.fromkeys(heading for one in scope.main for heading in one.headings):
        bare = re.sub(r"^[\d.]+\s+", "", heading).strip()
        if bare and len(stems(bare)) <= 3:
            yield re.escape(bare)


def _of_goal(heading: str) -> bool:
    return bool(_ABOUT_GOAL.search(heading)) and not _NOT_GOAL.search(heading)


def _told(passages: tuple[Passage, ...]) -> Iterator[tuple[Passage, Unit]]:
    for one in passages:
        for unit in units(one):
            if not tells(unit.text, one.headings):
                yield one, unit
