"""Tasks given twice: what one party alone can do, and texts give to two, in different places."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kb.consistency.acts.about import forms, marks, topics
from kb.consistency.acts.same import Same, disputes, distinct, subject
from kb.consistency.finding import Found, Relation, Rule, Statement
from kb.consistency.lead.double_lead import parts
from kb.consistency.lead.holders import holders
from kb.consistency.lead.lead_words import named_before
from kb.consistency.paper import Paper
from kb.consistency.parties.who import Parties, in_sentence
from kb.consistency.region import Region
from kb.model import Passage
from kb.process.act import Act, Modality

TASK: Final = "sole_task"
# What is done once, by one: who else does it too does it a second time.
_SOLE_WORDS: Final = """
beheren bijhouden organiseren bijeenroepen voorbereiden plannen toewijzen verdelen indelen opstellen aanwijzen
notuleren archiveren inrichten agenderen aansturen uitnodigen
"""
_SOLE: Final = frozenset(_SOLE_WORDS.split())
# Verbs that are a task of one with such an object only, by the verb that says the same.
_MADE: Final = {
    **dict.fromkeys(("maken", "opmaken", "schrijven", "verzorgen"), "opstellen"),
    **dict.fromkeys(("versturen", "verzenden", "rondsturen", "sturen", "toesturen", "toezenden"), "versturen"),
}
_PAPER: Final = re.compile(
    r"[\w-]*(?:verslag|notulen|agenda|uitnodiging(?:en)?|brief|brieven|besluitenlijst|actielijst|plan|planning|rooster"
    r"|overzicht)\b",
    re.I,
)
_DEFINITE: Final = re.compile(r"(?:de|het)\b", re.I)
_SHARED: Final = re.compile(
    r"\b(?:samen|gezamenlijk|ieder|elk|elke|eigen|haar|zijn|hun|mede|ook|namens|of|kan|dan|daarna|vervolgens|anders"
    r"|andere?|tot(?:dat)?|vanaf|tenzij|behalve|wijze|binnen haar|deel|helft|bij|in)\b",
    re.I,
)
# For what or whom: up to the verb where a sentence opens with it, for then whoever does it ("\x01") comes behind.
_FOR: Final = re.compile(
    r"\b(?:voor|aan|over|van|met|op|na) (?!en\b|of\b)[^,.;:\x00\x01]+?(?= \w+ \x01|[,.;:\x00\x01]|$)", re.I
)
_NEXT: Final = re.compile(r"[,;:]| en (?=\w+t\b)")
# What any work has one of: whose it is, the sentences before tell.
_ANY_WORDS: Final = """
partijen deelnemers leden betrokkenen verslag notulen agenda uitnodiging brief actielijst besluitenlijst plan aanpak
planning overleg vergadering
"""
_ANY: Final = frozenset(forms(_ANY_WORDS))


def state(paper: Paper) -> Iterator[Statement]:
    """Each task that a paper gives to one party, of the sort that only one can have."""
    place = frozenset(forms(paper.document.region.replace("-", " ")))
    by_id = {one.id: one for one in paper.passages}
    for act in paper.acts:
        said = paper.text[act.span.start : act.span.end]
        who = holders(act, said)
        if len(who) != 1 or not _sole(act, said, who[0]):
            continue
        passage = by_id[act.passage_id]
        about = tuple(word for word in forms(_done(act, said, who[0], passage, paper)) if word not in place)
        under = topics(passage.headings, place)
        if about:
            yield Statement(
                sort=TASK,
                about=about,
                value=_MADE.get(act.verb, act.verb),
                words=in_sentence(who[0]),
                actors=who,
                when=marks((*about, *under)),
                under=under,
                place=paper.at(act.span),
            )


def _sole(act: Act, said: str, who: str) -> bool:
    if act.narrative or act.negated or act.object is None or act.leads:
        return False
    if act.modality not in {Modality.DOES, Modality.MUST} or act.preconditions or act.exceptions:
        return False
    made = act.verb in _MADE and _PAPER.search(act.object.text.split(" van ")[0]) is not None
    rest = said.replace(act.object.text, " ").replace(who, " ")
    return (act.verb in _SOLE or made) and _DEFINITE.match(act.object.text) is not None and _SHARED.search(rest) is None


def _done(act: Act, said: str, who: str, passage: Passage, paper: Paper) -> str:
    """What the task is: its object, with what or whom it is for, and the meeting where the object says too little."""
    own = act.object.text if act.object else ""
    at = said.find(own)
    low = max((found.end() for found in _NEXT.finditer(said, 0, max(at, 0))), default=0)
    next_one = _NEXT.search(said, at + len(own))
    rest = said[low : next_one.start() if next_one else None].replace(own, "\x00").replace(who, "\x01")
    told = " ".join((own, *(found[0] for found in _FOR.finditer(rest))))
    if set(forms(told)) <= _ANY:
        told = f"{told} {named_before(passage.text[: max(0, act.span.start - passage.start)], paper)}"
    return told


def find(region: Region) -> Iterator[Found]:
    """Tasks of one that the papers of a region give to two parties."""
    same = Same(region)
    parties = Parties(same.roles, parts(region))
    for papers in region.rounds:
        statements = region.statements(TASK, papers)
        for several in disputes(
            statements, lambda one, other: _differ(same, parties, one, other), lambda one: one.about
        ):
            yield _found(several, parties)


def _differ(same: Same, parties: Parties, one: Statement, other: Statement) -> bool:
    if one.place == other.place or one.value != other.value or set(one.about) != set(other.about):
        return False
    if set(one.about) <= _ANY and set(one.under) != set(other.under):
        return False
    return parties.apart(one.actors, other.actors) and same.thing(one, other)


def _found(several: Sequence[Statement], parties: Parties) -> Found:
    first = several[0]
    second = next(one for one in several if parties.apart(first.actors, one.actors))
    sides = distinct([one.model_copy(update={"value": one.words.lower()}) for one in several])
    return Found(
        rule=Rule.DOUBLE_LEAD,
        case="task",
        relation=Relation.CONTRADICTION,
        facts={"one": first.words, "other": second.words},
        sides=tuple(dict.fromkeys(one.place for one in sides)),
        subject=f"{first.value} {subject(several)}",
    )
