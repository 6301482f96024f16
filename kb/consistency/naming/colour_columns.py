"""A colour in a column of a table that the words beside the table leave out, while they explain the others."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from kb.consistency.finding import Found, Place, Relation, Rule
from kb.consistency.naming.codes import Code, filled_in, meant, spoken_of
from kb.consistency.paper import Line, Paper
from kb.consistency.wording.blocks import bare
from kb.model import Role

_SENT_ON: Final = re.compile(
    r"\bkleur\w*\b[^.]*\b(?:bijlage|artikel|protocol|hand(?:leiding|reiking)|overzicht|werkinstructie|hoofdstuk|paragraaf)"
    r"|\b(?:bijlage|hand(?:leiding|reiking)|werkinstructie)\b[^.]*\bkleur(?:en|codes?)\b",
    re.I,
)
_FEWEST: Final = 2  # colours of a column that must be explained before a third is known to be one of a scale


def find(paper: Paper) -> Iterator[Found]:
    """Each colour of a column that is spoken of nowhere else, where two others of that column are explained.

    A column of colours that nobody explains may tell what colour things have.
    """
    columns = _columns(paper)
    if not columns or any(_SENT_ON.search(one.text) for one in paper.sentences):
        return
    told, spoken = _in_words(paper)
    for column in columns.values():
        known = [code for code in column if code in spoken]
        explained = [code for code in known if code in told]
        if len(explained) < _FEWEST:
            continue
        for code, (words, place) in column.items():
            if code not in spoken:
                yield Found(
                    rule=Rule.UNDEFINED_TERM,
                    case="outside",
                    relation=Relation.NOT_MENTIONED,
                    facts={"term": words, "known": ", ".join(one.step for one in known)},
                    sides=(place, told[explained[0]]),
                    subject=f"{code.scale} {code.step}",
                )


def _columns(paper: Paper) -> dict[tuple[int, int], dict[Code, tuple[str, Place]]]:
    """By the table and the number of the column: its colours, each with the first row that has it."""
    found: dict[tuple[int, int], dict[Code, tuple[str, Place]]] = defaultdict(dict)
    for passage in paper.body:
        if passage.role is Role.TABLE_ROW and passage.lead_in:
            for at, code, words in filled_in(passage.text):
                found[passage.lead_in.start, at].setdefault(code, (words, paper.at(passage)))
    return found


def _in_words(paper: Paper) -> tuple[dict[Code, Place], set[Code]]:
    """The colours that are explained, with where, and all that are spoken of outside cells of their own."""
    told: dict[Code, Place] = {}
    spoken: set[Code] = {code for heading in paper.headings for code in spoken_of(heading.text)}
    for one in paper.sentences:
        row = one.passage.role is Role.TABLE_ROW
        line: Line = one if row else bare(one)
        for code, _ in meant(line.text, ""):
            told.setdefault(code, paper.at(line))
        alone = {at for at, _, _ in filled_in(line.text)} if row else set()
        cells = line.text.split("\t") if row else [line.text]
        spoken |= {code for at, cell in enumerate(cells) if at not in alone for code in spoken_of(cell)}
    return told, spoken
