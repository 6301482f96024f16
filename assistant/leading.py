"""Who leads by the acts of an answer: named only where they agree, for the case or phase that is asked about."""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from kb.language.dutch import analyse, stems
from kb.process.act import Act, LeadKind
from kb.process.leads import lead_in_clause
from kb.search.asked import Asked, Word

# Which lead an English question asks for; a Dutch one is read as the agreements are.
_ENGLISH: Final = (
    (LeadKind.CASE, re.compile(r"\bcase (?:lead|manage)", re.I)),
    (LeadKind.PROCESS, re.compile(r"\bprocess (?:lead|manage)", re.I)),
    (LeadKind.CHAIR, re.compile(r"\bchair", re.I)),
)
# Words that ask for the lead; the others say of what, or in which case.
_ASKS_LEAD: Final = re.compile(
    r"\w*regie\w*|\w*regisseurs?|leid\w*|voorzit\w*|zit|zitten|trekt?|trekker|kar|coördin\w*|verantwoordelijk\w*"
    r"|case|process|lead\w*|chair\w*|charge|coordinat\w*",
    re.I,
)
# "regie" without saying of what may be that of the case; who chairs leads nothing else.
_MEANT: Final = {
    LeadKind.CASE: (frozenset({LeadKind.CASE, LeadKind.UNSAID}),),
    LeadKind.PROCESS: (frozenset({LeadKind.PROCESS}), frozenset({LeadKind.UNSAID})),
    LeadKind.CHAIR: (frozenset({LeadKind.CHAIR}),),
    LeadKind.UNSAID: (frozenset({LeadKind.CASE, LeadKind.UNSAID}), frozenset({LeadKind.PROCESS})),
}
_REGIE: Final = re.compile(r"regie", re.I)
_OVER: Final = re.compile(r"regie (?:bij|over|voor|van) (?:wat betreft )?(.+?)(?= en \w+t\b|[,;.\t]|$)", re.I)
PASSES: Final = frozenset({"overgaan", "teruggaan", "overnemen", "krijgen"})
_FOR_A_TIME: Final = re.compile(r"\b(?:dan|tijdelijk|totdat|zodra|zolang|tijdens|daarna|voorlopig)\b", re.I)
_OWN_WORD: Final = 0.95  # another word of the concept is worth less
_SAME: Final = 0.8  # a concept that only goes with the one asked is worth less still
_MOST: Final = 0.5  # of the words asked, and more of those of a case: then that case is meant


class Leading(NamedTuple):
    """An act that gives somebody the lead, the sentence that says so, and the headings it stands under."""

    act: Act
    sentence: str
    headings: str


def leaders(question: str, asking: Asked, said: Sequence[Leading], lane: Callable[[str], str]) -> tuple[str, ...]:
    """Who leads by these acts, as they write it; nobody where they differ or the case is left open.

    Where nothing tells which lead is asked for, those of the case and of the process are both
    named. `lane` gives the same name for whoever is the same.
    """
    asked = _asked_lead(question)
    if _REGIE.search(question):  # who has the daily charge of an office leads no case
        said = [one for one in said if one.act.leads is not LeadKind.UNSAID or _REGIE.search(one.sentence)]
    groups = [[one for one in said if one.act.leads in kinds] for kinds in _MEANT[asked]]
    if asked is LeadKind.PROCESS:  # the word alone only where no text says which
        groups = next(([group] for group in groups if group), [])
    about = [word for word in asking.words if not word.idle and not _asks_lead(word)]
    # what another group gives is for something else, where the one tells what is asked about
    told = _most_told([one for group in groups for one in group], about)
    meant = [group for group in groups if any(one in told for one in group)] or [group for group in groups if group]
    agreed = [_agreed(group, told, lane) for group in meant]
    return tuple(name for names in agreed for name in names) if all(agreed) else ()


def _asked_lead(question: str) -> LeadKind:
    english = next((kind for kind, words in _ENGLISH if words.search(question)), None)
    return english or lead_in_clause(question, "hebben", None) or LeadKind.UNSAID


def _asks_lead(word: Word) -> bool:
    return any(_ASKS_LEAD.fullmatch(one) for one in (*word.written, *word.dutch))


def _most_told(said: Sequence[Leading], about: Sequence[Word]) -> list[Leading]:
    """Those that are about what is asked; those that say it in the asker's own words go first."""
    own = [one for one in said if _told(one, about, _OWN_WORD)]
    return own or [one for one in said if _told(one, about, _SAME)]


def _agreed(group: Sequence[Leading], told: Sequence[Leading], lane: Callable[[str], str]) -> list[str]:
    """Those whom all name that are about what is asked, or else all; none where they differ."""
    if not any(one in told for one in group) and all(map(_bound, group)):
        return []
    chosen = [one for one in group if one in told or _later(one, told)] or _ruling(group)
    if len({frozenset(lane(slot.text) for slot in one.act.actors) for one in chosen}) > 1:
        return []
    return [slot.text for slot in chosen[0].act.actors]


def _later(one: Leading, told: Sequence[Leading]) -> bool:
    """Whether the passage of a rule that is meant gives the lead to another in a later phase."""
    rules = {other.act.passage_id for other in told if not _bound(other)}
    return one.act.verb in PASSES and one.act.passage_id in rules


def _ruling(group: Sequence[Leading]) -> list[Leading]:
    """Without what a passage sets beside its own rule for a case that is not asked about."""
    rules = {one.act.passage_id for one in group if not _bound(one)}
    return [one for one in group if not _bound(one) or one.act.verb in PASSES or one.act.passage_id not in rules]


def _bound(one: Leading) -> bool:
    """Whether the lead is given for one case, thing or phase."""
    return bool(_cases(one)) or one.act.verb in PASSES or bool(_FOR_A_TIME.search(one.sentence))


def _cases(one: Leading) -> list[str]:
    """What the lead is bound to: a precondition, or what it is the lead over."""
    over = [found[1] for found in _OVER.finditer(one.sentence)]
    named = [slot.text for slot in one.act.actors]
    return [slot.text for slot in one.act.preconditions] + [
        text for text in over if not any(name in text for name in named)
    ]


def _told(one: Leading, about: Sequence[Word], least: float) -> bool:
    """Whether the question tells the case that the act is bound to, or asks only what its sentence is about."""
    if not _bound(one):
        return bool(about) and _share(about, frozenset(analyse(f"{one.sentence} {one.headings}")), least) == 1
    return any(_tells(about, case) for case in _cases(one))


def _tells(about: Sequence[Word], case: str) -> bool:
    """Whether most of the words asked are in the case, and most of its words are asked."""
    held, own = frozenset(analyse(case)), frozenset(stems(case))
    ways = (way.stems for word in about for way in word.ways if way.strength >= _SAME)
    asked = {stem for way in ways if held.issuperset(way) for stem in way}
    return _share(about, held) >= _MOST and len(asked & own) > _MOST * len(own)


def _share(about: Iterable[Word], held: frozenset[str], least: float = 0.0) -> float:
    met = [word.met(held) > least for word in about]
    return sum(met) / len(met) if met else 0.0
