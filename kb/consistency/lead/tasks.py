"""Tasks given twice: what one party alone can do, and texts give to two, in different places."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kb.consistency.acts.about import forms, marks, topics
from kb.consistency.acts.same import Same, disputes, distinct, subject
from kb.consistency.finding import Found, Relation, Rule, Statement
from kb.consistency.lead.double_lead import parts
from kb.consistency.paper import Paper
from kb.consistency.parties.who import Parties, in_sentence
from kb.consistency.region import Region
from kb.process.act import Act, Modality

TASK: Final = "sole_task"
# What is done once, by one: who else does it too does it a second time.
_SOLE_WORDS: Final = """
beheren bijhouden organiseren bijeenroepen voorbereiden plannen toewijzen verdelen indelen opstellen aanwijzen
notuleren archiveren inrichten agenderen aansturen
"""
_SOLE: Final = frozenset(_SOLE_WORDS.split())
_DEFINITE: Final = re.compile(r"(?:de|het)\b", re.I)
_SHARED: Final = re.compile(
    r"\b(?:samen|gezamenlijk|ieder|elk|elke|eigen|haar|zijn|hun|mede|ook|namens|of|kan|dan|daarna|vervolgens|anders"
    r"|andere?|tot(?:dat)?|vanaf|tenzij|behalve|wijze|binnen haar|deel|helft|bij|in)\b",
    re.I,
)


def state(paper: Paper) -> Iterator[Statement]:
    """Each task that a paper gives to one party, of the sort that only one can have."""
    place = frozenset(forms(paper.document.region.replace("-", " ")))
    by_id = {one.id: one for one in paper.passages}
    for act in paper.acts:
        if _sole(act, paper):
            passage = by_id[act.passage_id]
            about = tuple(word for word in forms(act.object.text if act.object else "") if word not in place)
            under = topics(passage.headings, place)
            if about:
                yield Statement(
                    sort=TASK,
                    about=about,
                    value=act.verb,
                    words=in_sentence(act.actors[0].text),
                    actors=tuple(one.text for one in act.actors),
                    when=marks((*about, *under)),
                    under=under,
                    place=paper.at(act.span),
                )


def _sole(act: Act, paper: Paper) -> bool:
    if act.verb not in _SOLE or len(act.actors) != 1 or act.narrative or act.negated or act.object is None:
        return False
    if act.modality not in {Modality.DOES, Modality.MUST} or act.preconditions or act.exceptions or act.leads:
        return False
    said = paper.text[act.span.start : act.span.end]
    said = said.replace(act.object.text, " ").replace(act.actors[0].text, " ")
    return _DEFINITE.match(act.object.text) is not None and _SHARED.search(said) is None


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
