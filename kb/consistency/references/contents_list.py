"""Contents lists that differ from the headings: not listed, not there, another number, other words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from kb.consistency.finding import Found, Relation, Rule
from kb.consistency.paper import Heading, Paper
from kb.consistency.references.contents import Entry, appendix_headings, body_headings, entries, stands_as_line
from kb.consistency.references.numbering import Label, alike, label, same_title, squeezed, steps

_ALIKE = 75  # of 100: so alike that two titles are one part, although the number differs too
_MOST_PAIRS = 60_000  # of an entry and a heading; a text with more is no agreement
_SOMEWHAT = 40  # of 100: enough where the number is the same


@dataclass(slots=True)
class _Compared:
    """The entries and the headings; `pair` tells by place in the two which belong together."""

    paper: Paper
    listed: Sequence[Entry]
    headings: Sequence[Heading]
    pair: dict[int, int] = field(default_factory=dict)

    def named(self, heading: int) -> Label:
        return label(self.headings[heading].text)

    def free(self) -> list[int]:
        return [n for n in range(len(self.listed)) if n not in self.pair]

    def unlisted(self) -> list[int]:
        taken = set(self.pair.values())
        return [n for n in range(len(self.headings)) if n not in taken]

    def match(self, belongs: Callable[[Label, Label], bool]) -> None:
        """Pair what is left over where it belongs together, in reading order."""
        left = self.unlisted()
        for entry in self.free():
            found = next((one for one in left if belongs(self.listed[entry].label, self.named(one))), None)
            if found is not None:
                self.pair[entry] = found
                left.remove(found)

    def match_between(self) -> None:
        """Pair an entry and a heading that are alone between the same neighbours."""
        for entry in self.free():
            before, after = self.pair.get(entry - 1), self.pair.get(entry + 1)
            if before is not None and after is not None:
                between = [one for one in self.unlisted() if before < one < after and self.named(one).number]
                if len(between) == 1:
                    self.pair[entry] = between[0]


def find(paper: Paper) -> Iterator[Found]:
    """Where the contents list and the headings of one paper differ; each difference once, both sides quoted."""
    every = entries(paper)
    body = _paired(paper, [one for one in every if not one.appendix], body_headings(paper))
    if 2 * len(body.pair) >= len(body.listed) >= 2:  # else this is no list of these headings
        yield from _differences(body)
        yield from _absent(body)
    appendices = _Compared(paper, [one for one in every if one.appendix], appendix_headings(paper))
    appendices.match(lambda one, other: one.number.lower() == other.number.lower())
    appendices.match(
        lambda one, other: bool(one.title) and same_title(one.title, other.title)
    )  # the list may give no numbers
    if appendices.pair:
        yield from _differences(appendices)


def _paired(paper: Paper, listed: Sequence[Entry], headings: Sequence[Heading]) -> _Compared:
    compared = _Compared(paper, listed, headings)
    if len(listed) * len(headings) > _MOST_PAIRS:
        return compared
    compared.match(lambda one, other: one.number == other.number and same_title(one.title, other.title))
    compared.match(lambda one, other: same_title(one.title, other.title))
    compared.match(lambda one, other: _side_by_side(one, other) and alike(one.title, other.title) >= _SOMEWHAT)
    compared.match(lambda one, other: alike(one.title, other.title) >= _ALIKE)
    compared.match(_side_by_side)
    compared.match_between()
    return compared


def _side_by_side(one: Label, other: Label) -> bool:
    return bool(one.number) and one.number == other.number


# ---- what differs -------------------------------------------------------------------------------


def _differences(compared: _Compared) -> Iterator[Found]:
    unlisted = [one for one in compared.unlisted() if _has_place(compared, one)]
    for run in _runs(compared):
        first = compared.pair[run[0]]
        pushed = [one for one in unlisted if one == first - 1] if _is_pushed(compared, run) else []
        unlisted = [one for one in unlisted if one not in pushed]
        yield _moved(compared, run, pushed)
    for entry, heading in compared.pair.items():
        one, other = compared.listed[entry].label, compared.named(heading)
        if one.title and other.title and not same_title(one.title, other.title):
            case = "both" if _renumbered(one, other) else "wording"
            yield _found(compared, case, (entry,), (heading,), one.title)
    for heading in unlisted:
        before = [entry for entry, at in compared.pair.items() if at < heading]
        yield _found(compared, "unlisted", before[-1:], (heading,), compared.headings[heading].text)


def _renumbered(one: Label, other: Label) -> bool:
    return bool(one.number and other.number) and one.number.lower() != other.number.lower()


def _runs(compared: _Compared) -> list[list[int]]:
    """Entries with another number than their heading and the same title; neighbours at one level stand together."""
    runs: list[list[int]] = []
    for entry, heading in sorted(compared.pair.items()):
        one, other = compared.listed[entry].label, compared.named(heading)
        if not _renumbered(one, other) or not same_title(one.title, other.title):
            continue
        near = runs[-1][-1] if runs and runs[-1][-1] == entry - 1 else None
        if near is not None and _level(compared, near) == _level(compared, entry) == (one.level, one.level):
            runs[-1].append(entry)
        else:
            runs.append([entry])
    return runs


def _level(compared: _Compared, entry: int) -> tuple[tuple[str, int], tuple[str, int]]:
    return compared.listed[entry].label.level, compared.named(compared.pair[entry]).level


def _is_pushed(compared: _Compared, run: Sequence[int]) -> bool:
    """Whether every number of a run is one too low: a heading in front of it was left out."""
    pairs = [
        (steps(compared.listed[one].label.number), steps(compared.named(compared.pair[one]).number)) for one in run
    ]
    return all(
        one[:-1] == other[:-1] and one[-1:] != other[-1:] and one[-1] + 1 == other[-1]
        for one, other in pairs
        if one and other
    )


def _moved(compared: _Compared, run: Sequence[int], pushed: Sequence[int]) -> Found:
    headings = [*pushed, *(compared.pair[one] for one in run)]
    case = "unlisted_pushed" if pushed else "numbers" if len(run) > 1 else "number"
    subject = compared.headings[headings[0]].text if pushed else compared.listed[run[0]].label.title
    return _found(compared, case, run, headings, subject)


def _has_place(compared: _Compared, heading: int) -> bool:
    """Whether the list holds the level of a heading, so that it should hold the heading itself."""
    own = compared.named(heading)
    taken = {compared.named(one).number for one in compared.pair.values() if compared.named(one).level == own.level}
    if own.number:
        beside = [one for one in compared.pair.values() if compared.named(one).level == own.level]
        return own.number not in taken and any(compared.named(one).parent == own.parent for one in beside)
    return _plain_list(compared) and _mostly_listed(compared, heading)


def _plain_list(compared: _Compared) -> bool:
    return not any(one.label.number for one in compared.listed)


def _mostly_listed(compared: _Compared, heading: int) -> bool:
    """Whether of the headings beside one without a number three in four are listed, and it is no signature block."""
    path = compared.headings[heading].path
    if "teken" in squeezed(path[-1]):
        return False
    beside = [n for n, one in enumerate(compared.headings) if one.path[:-1] == path[:-1]]
    taken = set(compared.pair.values())
    return 4 * sum(one in taken for one in beside) >= 3 * len(beside)


def _absent(compared: _Compared) -> Iterator[Found]:
    headings = {squeezed(label(one.text).title) for one in compared.paper.headings}
    for entry in compared.free():
        own = compared.listed[entry].label
        if not own.number or not own.title or squeezed(own.title) in headings:
            continue  # a line without a number only groups others
        if not stands_as_line(compared.paper, own.title):
            yield _found(compared, "absent", (entry,), (), own.title)


def _found(compared: _Compared, case: str, listed: Sequence[int], headings: Sequence[int], subject: str) -> Found:
    lines = [compared.listed[one] for one in listed]
    own = [compared.headings[one] for one in headings]
    facts: dict[str, str] = {}
    if lines:
        facts |= {"listed": lines[0].text, "listed_number": lines[0].label.number, "last": lines[-1].label.title}
    if own:
        named = label(own[0].text)
        facts |= {"heading": " ".join(own[0].text.split()), "number": named.number, "title": named.title}
    return Found(
        rule=Rule.CONTENTS_LIST,
        case=case,
        relation=Relation.NOT_MENTIONED
        if case in ("absent", "unlisted", "unlisted_pushed")
        else Relation.CONTRADICTION,
        facts=facts,
        sides=tuple(compared.paper.at(one) for one in (*own, *lines)),
        subject=squeezed(subject),
    )
