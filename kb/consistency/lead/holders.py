"""Who may hold a lead or a task: known roles, and functions and sorts of organisation that no list of roles holds."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from kb.consistency.paper import Paper, Sentence
from kb.consistency.parties.functions import FUNCTION, HOLDER, anybodys
from kb.process.act import Act
from kb.process.actors import Mention, Roles, Sort

_OWNER: Final = re.compile(rf" (?:van|bij) (?:(?:de|het) )?{HOLDER.pattern}", re.I)
_REST: Final = re.compile(r"(?:$| (?:van|bij|in|op|die|dat|uit)\b)")
_BY: Final = re.compile(r"\bdoor ")
# "De wijkverpleegkundige is de casemanager": one person under two names.
_IS: Final = re.compile(
    r" (?:is|zijn|treedt|treden|fungeert|fungeren|werkt|handelt|vervult)(?: \w+){0,2}?(?: op)?"
    r"(?: als| (?:de )?(?:rol|functie|taak) van)?(?: (?:de|een|tevens|ook|altijd|steeds))* ?| \(",
    re.I,
)


def named(paper: Paper, text: str) -> list[Mention]:
    """Everybody named in a text who may hold a lead, in reading order; of two that overlap, what begins first."""
    found = paper.roles.mentions(text)
    for match in HOLDER.finditer(text):
        near = [one for one in found if one.start < match.end() and match.start() < one.end]
        if any(one.start <= match.start() for one in near):
            continue
        owner = _OWNER.match(text, match.end())
        end = max((one.end for one in near), default=owner.end() if owner else match.end())
        found = [one for one in found if one not in near]
        found.append(Mention(match.start(), end, match["core"]))
    return sorted(found)


def holders(act: Act, said: str) -> tuple[str, ...]:
    """Who does an act, as written in its sentence: its actors, or a function or sort of organisation that does it."""
    if act.actors:
        return tuple(one.text for one in act.actors)
    if act.passive:
        done = (HOLDER.match(said, by.end()) for by in _BY.finditer(said))
        return tuple(one[0] for one in done if one)[:1]
    subject = act.subject.text if act.subject else ""
    found = HOLDER.match(subject)
    return (subject,) if found and _REST.match(subject, found.end()) else ()


def in_own_hands(who: tuple[str, ...]) -> bool:
    """Whether somebody whom the work is about leads: that leaves the lead of the work to others."""
    return any(Roles.sort(one) is Sort.CLIENT for one in who)


def one_person(paper: Paper) -> Iterator[tuple[str, str, Sentence]]:
    """Functions that a paper says one person has, each with the sentence: "de wijkverpleegkundige is casemanager"."""
    for one in paper.sentences:
        functions = [match for match in HOLDER.finditer(one.text) if FUNCTION.fullmatch(match["core"])]
        for first, second in pairwise(functions):
            if _IS.fullmatch(one.text, first.end(), second.start()) and not anybodys(second["core"]):
                yield first["core"], second["core"], one
