"""What one row of a table or one list lacks that those beside it have: an empty cell, an item on the same thing."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from kb.consistency.finding import Place
from kb.consistency.interventions.facet_words import said
from kb.consistency.paper import Line, Paper, Row
from kb.language.dutch import stems
from kb.model import Facet, Role

Missing = tuple[str, str, tuple[Place, ...]]  # the thing, what it lacks, the places that prove it

_OPTIONAL = re.compile(
    r"opmerking|toelichting|bijzonder|handtekening|paraaf|noot|datum|bedrag|totaal|aantal|euro|€|naam|telefoon|e-?mail"
    r"|adres|invul|ruimte|uitzondering|anders",
    re.I,
)
_SUMS = re.compile(r"\W*(?:totaal|som|subtotaal|overig\w*|anders)\b", re.I)
_EXPLAINED = re.compile(
    r"\b(?:leeg|lege|blanco|open gelaten|niet ingevuld|niet van toepassing|geen \w+ ingevuld|streepje)\b", re.I
)
_MARK = re.compile(r"\W*(?:[xvo●✓✔]|ja|nee|deels)?\W*", re.I)
_SISTERS = 3
_COUNTED = frozenset(stems("aantal aantallen totaal totale jaar maand kwartaal datum gegevens melding meldingen casus"))


def missing_cells(paper: Paper) -> Iterator[Missing]:
    """The empty cells of tables whose column is filled in at least three rows and two in three of the others.

    In a table of three rows the one cell of all that is empty. A dash is no empty cell: it says that there is
    nothing. A row without a first cell goes on from the one above.
    """
    for _, same in groupby(paper.rows, key=lambda row: (row.passage.headings, row.passage.lead_in)):
        rows = [row for row in same if row.header and not _SUMS.match(row.cells[0].text)]
        if len(rows) >= _SISTERS and not _explained(paper, rows):
            yield from _empty(paper, rows)


def _empty(paper: Paper, rows: Sequence[Row]) -> Iterator[Missing]:
    header = rows[0].header
    empty = sum(not _cell(row, column) for row in rows for column in range(len(header)))
    for column in range(1, len(header)):
        if _OPTIONAL.search(header[column].text) or not header[column].text:
            continue
        lacking = [row for row in rows if not _cell(row, column)]
        filled = [row for row in rows if _cell(row, column)]
        if all(_MARK.fullmatch(_cell(row, column)) for row in filled):
            continue  # ticked or not: an empty cell says no
        if len(rows) == _SISTERS:
            enough = empty == 1 and len(header) >= _SISTERS
        else:
            enough = len(filled) >= max(_SISTERS, 2 * (len(rows) - 1) / 3) and len(lacking) <= max(1, len(rows) // 5)
        if not enough:
            continue
        for row in lacking:
            if row.cells[0].text and sum(not _cell(row, other) for other in range(len(header))) == 1:
                yield row.cells[0].text, header[column].text, (paper.at(row), paper.at(filled[0]))


def _cell(row: Row, column: int) -> str:
    return row.cells[column].text if column < len(row.cells) else ""


def _explained(paper: Paper, rows: Sequence[Row]) -> bool:
    """Whether the section says why a cell is empty."""
    section = rows[0].passage.headings
    return any(one.headings == section and _EXPLAINED.search(one.text) for one in paper.sentences)


# ---- lists --------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Group:
    """An item that opens a list of its own: "- Buurtbemiddeling: U Centraal registreert:", and what it lists."""

    opening: Line
    items: list[Line] = field(default_factory=list)


def missing_items(paper: Paper) -> Iterator[Missing]:
    """Of lists of what is registered, the one without an item on what each of the others, three or more, has."""
    for _, same in groupby(paper.sentences, key=lambda one: one.headings):
        lists = _lists([one for one in same if one.passage.role is Role.LIST])
        found = [group for group in lists if group.items]
        if len(found) > _SISTERS:
            yield from _lacking(paper, found)


def _lists(items: Sequence[Line]) -> list[_Group]:
    found: list[_Group] = []
    for one in items:
        text = one.text.rstrip()
        if text.endswith(":") and ":" in text[:-1] and Facet.REGISTRATION in said(text):
            found.append(_Group(one))
        elif found:
            found[-1].items.append(one)
    return found


def _lacking(paper: Paper, found: Sequence[_Group]) -> Iterator[Missing]:
    words = [{word for item in group.items for word in stems(item.text)} - _COUNTED for group in found]
    often = Counter(word for own in words for word in own)
    for group, own in zip(found, words, strict=True):
        lacked = {word for word, times in often.items() if times == len(found) - 1 and word not in own}
        if len(lacked) < 2:
            continue
        sister = next(one for one in found if one is not group)
        item = max(sister.items, key=lambda one: len(lacked.intersection(stems(one.text))))
        if len(lacked.intersection(stems(item.text))) >= 2:
            name = group.opening.text.lstrip(" -–•✓*").split(":")[0]
            end = group.items[-1].end
            sides = (paper.place(group.opening.start, end), paper.at(sister.opening), paper.at(item))
            yield name, item.text.split("(")[0].strip(" -–•✓*.,;"), sides
