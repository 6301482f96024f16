"""What a paper says is done in what time or how often: each such expression as a statement on its act."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, Protocol, TypeVar

from kb.consistency.acts.about import forms, marks, topics
from kb.consistency.acts.act_words import doers, in_full, meant, own_words, unslotted, verb, wipes, without
from kb.consistency.acts.occasion import occasion
from kb.consistency.acts.same import setting
from kb.consistency.finding import Place, Statement
from kb.consistency.paper import Line, Paper, Row
from kb.model import DocumentKind, Passage
from kb.process.act import Act, Slot


class Expression(Protocol):
    """A length of time or a rhythm, where it stands in a text."""

    @property
    def start(self) -> int:
        """Where it begins."""

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""


Found = TypeVar("Found", bound=Expression)
_WHOLE: Final = 160  # characters behind a slot that may belong to its expression ("nadat ...")
_IN_BRACKETS: Final = re.compile(r"\(([A-Z]{2,6})\)")  # "Wijkhulp (TSO)"
_LABEL: Final = re.compile(r"(?P<label>[^\W\d_][^:.\n\t]{0,40})(?P<mark>[:.])\s")
_ITEM: Final = re.compile(r"(?:^|\n)\s*(?:\(?\d{1,2}[.)]|\d{1,2}(?:\.\d{1,2})+[.)]?|[-–•✓*▪]|\(?[a-z][.)])\s+")
_TIME_LABEL: Final = re.compile(
    r"(?:^|\n)\s*(?:[-–•✓*▪]\s*)?(?:termijn|wanneer|doorlooptijd|duur|bewaartermijn|frequentie|hoe vaak|planning)"
    r"\s*[:.]\s+(?P<said>[^\n]+)",
    re.I,
)
_WHO_LABEL: Final = re.compile(
    r"(?:^|\n)\s*(?:[-–•✓*▪]\s*)?(?:wie|door wie|uitvoerder|verantwoordelijke?)\s*[:.]\s+([^\n]+)", re.I
)
_TIME_COLUMN: Final = re.compile(
    r"termijn|wanneer|binnen|tijd|duur|deadline|frequentie|hoe vaak|hoe ?lang|bezoek|actie|bewaa?r|contact|uiterlijk",
    re.I,
)
_SINCE: Final = re.compile(r"\b(?:na|vanaf|voor|vóór) (?:de |het |een )?\w+", re.I)
_ACTOR_COLUMN: Final = re.compile(
    r"(?:door )?wie\b.*|partij(?:en)?|organisatie|actor|uitvoerder|verantwoordelijke?", re.I
)
_KEEPING: Final = re.compile(r"bewaa?r|hoe ?lang|verwijder|vernietig|wissen", re.I)
_DATA: Final = re.compile(r"gegeven", re.I)
# Verbs whose subject is the meeting itself.
_MEETS: Final = frozenset(["vergaderen", "bijeenkomen", "samenkomen", "komen", "plaatsvinden", "overleggen"])
_MOST_WORDS: Final = 14  # of a cell that still names what the row is about
# What follows on the act: "spreekt binnen een week met de melder, en daarna met de buren".
_AND_THEN: Final = re.compile(r",? (?:en|waarna|om) (?:daarna|vervolgens|dan)\b|, waarna\b", re.I)
_DEVIATES: Final = re.compile(r"in afwijking van|in plaats van", re.I)


def _slots(act: Act) -> Iterator[Slot | None]:
    yield from (act.term, act.frequency, unslotted(act))


def timed(
    paper: Paper,
    sort: str,
    read: Callable[[str], Iterable[Found]],
    value: Callable[[Found], str],
    slots: Callable[[Act], Iterable[Slot | None]] = _slots,
) -> Iterator[Statement]:
    """A statement for each expression that `read` finds and whose act is known; `value` writes the figure down.

    `slots` are the words of an act in which the expression may stand.
    """
    reader = _Reader(paper, sort, slots)
    done: set[int] = set()
    for source in (reader.rows, reader.labels, reader.acts):
        for shift, text, make in source():
            for one in read(text):
                if shift + one.start in done:
                    continue
                statement = make(shift + one.start, shift + one.end, value(one))
                if statement is not None:
                    done.add(shift + one.start)
                    yield statement


Make = Callable[[int, int, str], Statement | None]
Source = tuple[int, str, Make]  # where a text begins, the text, and what makes a statement of a place in it


class _Reader:
    """The places of one paper where a figure may stand with its act."""

    def __init__(self, paper: Paper, sort: str, slots: Callable[[Act], Iterable[Slot | None]]) -> None:
        self._paper, self._sort, self._slots = paper, sort, slots
        self._memo = paper.document.kind is DocumentKind.MEMO
        self._region = frozenset(forms(paper.document.region.replace("-", " ")))
        self._tables: dict[int, list[Row]] = {}
        for row in paper.rows:
            if row.passage.lead_in:
                self._tables.setdefault(row.passage.lead_in.start, []).append(row)
        # places of figures that stand in the sentence of their act
        self._spoken = {
            place
            for act in paper.acts
            for slot in (act.term, act.frequency)
            if slot and act.span.start <= slot.span.start < act.span.end
            for place in range(slot.span.start, slot.span.end)
        }

    def rows(self) -> Iterator[Source]:
        """Cells of tables that hold a figure and little else."""
        for row in self._paper.rows:
            if len(row.header) != len(row.cells):
                continue
            for at, cell in enumerate(row.cells):
                if _of_data(row, at) and self._kept_alike(row, at):
                    yield cell.start, cell.text, self._of_table(row)
                elif _TIME_COLUMN.search(row.header[at].text) and len(cell.text.split()) <= _MOST_WORDS:
                    yield cell.start, cell.text, self._of_row(row, at)

    def _kept_alike(self, row: Row, at: int) -> bool:
        """Whether all rows of a table of data say the same of how long: it speaks of the whole file."""
        return len({one.cells[at].text for one in self._table(row) if at < len(one.cells)}) == 1

    def _table(self, row: Row) -> Sequence[Row]:
        lead = row.passage.lead_in
        return self._tables.get(lead.start, ()) if lead else (row,)

    def _of_table(self, row: Row) -> Make:
        def make(start: int, end: int, value: str) -> Statement | None:
            if self._table(row)[0] is not row:
                return None
            about, place, words = ("bewaren", "dossier"), self._paper.at(row), self._paper.text[start:end]
            return self._statement(about, (), row.passage, place=place, value=value, words=words)

        return make

    def _of_row(self, row: Row, at: int) -> Make:
        def make(start: int, end: int, value: str) -> Statement | None:
            cell = row.cells[at]
            rest = f"{cell.text[: start - cell.start]} {cell.text[end - cell.start :]}"
            if len(forms(rest)) > 3:
                return None
            who = [n for n, one in enumerate(row.header) if n != at and _ACTOR_COLUMN.fullmatch(one.text)]
            named = [one for n, one in enumerate(row.cells) if n != at and n not in who and _names(one.text)]
            if not named:
                return None
            actors, left = self._actors([row.cells[n] for n in who])
            head = _SINCE.sub("", row.header[at].text)
            about = forms(" ".join((named[0].text, rest, head, left)))
            if _KEEPING.search(" ".join((head, row.header[0].text, *row.passage.headings[-1:]))):
                about = ("bewaren", *about)
            return self._statement(
                about, actors, row.passage, place=self._paper.at(row), value=value, words=self._paper.text[start:end]
            )

        return make

    def _actors(self, cells: Sequence[Line]) -> tuple[tuple[str, ...], str]:
        """Who is named in some cells, and the words of those that name nobody known."""
        roles = self._paper.roles
        found = [
            roles.canonical(text[m.start : m.end])
            for cell in cells
            for text in [cell.text]
            for m in roles.mentions(text)
        ]
        found += [roles.canonical(name) for cell in cells for name in _IN_BRACKETS.findall(cell.text)]
        known = [cell for cell in cells if roles.mentions(cell.text) or _IN_BRACKETS.search(cell.text)]
        left = " ".join(cell.text for cell in cells if cell not in known)
        return tuple(dict.fromkeys(found)), left

    def labels(self) -> Iterator[Source]:
        """Lines that a label opens: "Termijn: binnen zes werkdagen"; the heading says of what."""
        for passage in self._paper.body:
            for match in _TIME_LABEL.finditer(passage.text) if passage.headings else ():
                yield passage.start + match.start("said"), match["said"], self._of_label(passage)

    def _of_label(self, passage: Passage) -> Make:
        def make(start: int, end: int, value: str) -> Statement | None:
            text = self._paper.text
            line = Line(*_line(text, start))
            rest = f"{text[line.start : start]} {text[end : line.end]}"
            about = topics(passage.headings[-1:], self._region)
            if not about or start in self._spoken or len(forms(rest)) > 4:
                return None
            here = [one for one in self._paper.body if one.headings == passage.headings]
            said = [match[1] for one in here for match in _WHO_LABEL.finditer(one.text)]
            actors, _ = self._actors([Line(one, 0) for one in said])
            return self._statement(
                about, actors, passage, place=self._paper.at(line), value=value, words=self._paper.text[start:end]
            )

        return make

    def acts(self) -> Iterator[Source]:
        """Acts whose term or frequency is a figure."""
        paper = self._paper
        by_id = {one.id: one for one in paper.passages}
        before: Act | None = None
        for act in paper.acts:
            passage = by_id[act.passage_id]
            for slot in self._slots(act):
                if slot is not None and (self._memo or not act.narrative or wipes(act)) and not act.negated:
                    low = (
                        max(act.span.start, slot.span.start - 14)
                        if act.span.start <= slot.span.start
                        else slot.span.start
                    )
                    shown = paper.text[low : max(slot.span.end, min(slot.span.end + _WHOLE, passage.end))]
                    yield low, shown, self._of_act(act, slot, passage, before)
            before = act

    def _of_act(self, act: Act, slot: Slot, passage: Passage, before: Act | None) -> Make:
        def make(start: int, end: int, value: str) -> Statement | None:
            if start >= slot.span.end or end <= slot.span.start:
                return None
            text = self._paper.text
            if any(_DEVIATES.match(one.text) for one in act.exceptions):
                return None
            inside = act.span.start <= start < act.span.end
            place = self._paper.at(act.span if inside else Line(*_line(text, start)))
            meets = act.verb in _MEETS
            ends = next((one.start() for one in _AND_THEN.finditer(text, end, act.span.end)), act.span.end)
            body = " ".join(one.text for one in act.actors) if meets and act.subject is None else ""
            words = " ".join(
                (
                    body,
                    own_words(act, (start, end), meets, ends),
                    verb(act),
                    meant(act, before),
                    *(without(p, start, end) for p in act.preconditions),
                )
            )
            words = in_full(words, text[passage.start : act.span.start], passage.headings)
            label = _label(passage, max(0, act.span.start - passage.start))
            about = (*forms(words), *topics([label]), *occasion(text[act.span.start : ends]))
            known = () if meets else doers(act)
            actors = tuple(dict.fromkeys(self._paper.roles.canonical(one.text) for one in known))
            return self._statement(about, actors, passage, place=place, value=value, words=self._paper.text[start:end])

        return make

    def _statement(
        self, about: Sequence[str], actors: tuple[str, ...], passage: Passage, *, place: Place, value: str, words: str
    ) -> Statement | None:
        under = topics(passage.headings, self._region)
        about = tuple(one for one in dict.fromkeys(about) if one not in self._region)
        if not about:
            return None
        set_apart = tuple(dict.fromkeys(marks((*about, *under))))
        return Statement(
            sort=self._sort,
            about=about,
            value=value,
            words=" ".join(words.split()),
            actors=actors,
            when=set_apart,
            under=under,
            facts=setting(passage),
            place=place,
        )


def _of_data(row: Row, at: int) -> bool:
    """Whether a cell says how long the data of its row are kept."""
    return at > 0 and _DATA.search(row.header[0].text) is not None and _KEEPING.search(row.header[at].text) is not None


def _names(cell: str) -> bool:
    """Whether a cell says what its row is about: more than a number or a reference."""
    return bool(forms(cell)) and not re.fullmatch(r"[\d\W]*", cell) and len(cell.split()) <= _MOST_WORDS


def _line(text: str, position: int) -> tuple[str, int]:
    low = text.rfind("\n", 0, position) + 1
    high = text.find("\n", position)
    own = text[low : high if high >= 0 else len(text)]
    return own.strip(), low + len(own) - len(own.lstrip())


def _label(passage: Passage, position: int) -> str:
    """The label that opens the item of a passage in which a position stands: "Geel: ..."."""
    text = passage.text
    low = max(
        (match.end() for match in _ITEM.finditer(text, 0, position + 12) if match.end() <= position + 8), default=0
    )
    found = _LABEL.match(text, low)
    if found is None or len(found["label"].split()) > 3:
        return ""
    return found["label"] if found["mark"] == ":" else ""
