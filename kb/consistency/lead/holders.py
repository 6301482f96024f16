"""Who may hold a lead or a task: known roles, and functions and sorts of organisation that no list of roles holds."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from kb.consistency.paper import Paper, Sentence
from kb.consistency.parties.functions import FUNCTION, HOLDER, anybodys, held
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
    for one in held(text):
        near = [known for known in found if known.start < one.end and one.start < known.end]
        if any(known.start <= one.start for known in near):
            continue
        owner = _OWNER.match(text, one.end)
        end = max((known.end for known in near), default=owner.end() if owner else one.end)
        found = [known for known in found if known not in near]
        found.append(Mention(one.start, end, one.core))
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
        for first, second in pairwise(held(one.text)):
            if _IS.fullmatch(one.text, first.end, second.start) is None or anybodys(second.core):
                continue
            if FUNCTION.fullmatch(first.core) and FUNCTION.fullmatch(second.core):
                yield first.core, second.core, one
