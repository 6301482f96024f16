"""Figures counted over another period than they are reported over: a yearly count cannot be given every half year."""

import re
from collections.abc import Iterator
from typing import Final

from kb.consistency.finding import Found, Relation, Rule
from kb.consistency.paper import Paper, Sentence
from kb.consistency.terms.rhythms import rhythms
from kb.process.act import Act

_COUNT: Final = re.compile(
    r"\W*(?:het )?(?:tota(?:al|le) )?aantal\b[^;:\n]{1,90}?\b(?P<said>per (?:half ?)?(?:jaar|kwartaal|maand))\W*$", re.I
)
_REPORTS: Final = re.compile(
    r"rapporter|rapportage|sturen|leveren|aanleveren|verstrekken|doorgeven|opgeven|melden", re.I
)
_FIGURES: Final = re.compile(
    r"\b(?:de|deze|die|genoemde|bovenstaande|hun|haar|alle) (?:\w+e )?(?:aantallen|cijfers|gegevens)\b", re.I
)


def find(paper: Paper) -> Iterator[Found]:
    """Counts of a section that its own report must give more often than they are counted."""
    counts = [(one, match) for one in paper.sentences if (match := _COUNT.match(one.text))]
    if not counts:
        return
    by_id = {one.id: one for one in paper.passages}
    for act in paper.acts:
        if act.frequency is None or act.narrative or not _REPORTS.search(act.verb):
            continue
        if not _FIGURES.search(paper.text[act.span.start : act.span.end]):
            continue
        for one, match in counts:
            if one.headings == by_id[act.passage_id].headings and _less_often(match["said"], act.frequency.text):
                yield _found(paper, one, match["said"], act)


def _less_often(counted: str, reported: str) -> bool:
    often = next(rhythms(f"eens {counted}"), None)
    asked = next(rhythms(reported), None)
    return often is not None and asked is not None and often.a_year < asked.a_year


def _found(paper: Paper, count: Sentence, said: str, act: Act) -> Found:
    return Found(
        rule=Rule.DIFFERING_FREQUENCY,
        case="counted",
        relation=Relation.CONTRADICTION,
        facts={"one": said, "other": act.frequency.text if act.frequency else ""},
        sides=(paper.at(count), paper.at(act.span)),
    )
