"""Whether two statements are about the same act, and which of many are about one."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations
from typing import Final

from kb.consistency.acts.about import codes, forms, topic
from kb.consistency.finding import Statement
from kb.consistency.paper import Line
from kb.consistency.region import Region
from kb.model import Passage, Role
from kb.process.actors import Roles

_NUMBER: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=\D)")
# Whom an act is for: where one text names nobody, it may be whom the other names.
_SERVED: Final = frozenset(forms("inwoner huurder bewoner cliënt klant burger betrokkene"))
_MOSTLY: Final = 0.6  # of the words of a heading: with two words both, with three two


class Same:
    """Compares statements of the papers of one region, by the roles and titles of these."""

    def __init__(self, region: Region) -> None:
        self.roles = Roles(region.documents)
        self.documents = region.by_id
        place = frozenset(topic(region.name.replace("-", " ")))
        self._titles = {one.id: frozenset(topic(one.title, place)) for one in region.documents}

    def act(self, one: Statement, other: Statement) -> bool:
        """Whether two statements are about the same act by the same actor in the same case."""
        return self.thing(one, other) and self.actors(one, other)

    def thing(self, one: Statement, other: Statement) -> bool:
        """Whether two statements are about the same thing in the same case, whoever does it.

        They share words, and each word of the one that the other lacks stands in the other's headings or
        title. What tells a case apart (a colour, urgency) both must say.
        """
        words, words_too = set(one.about), set(other.about)
        if (words and words_too and not words & words_too) or _beside(one, other):
            return False
        served, served_too = words & _SERVED, words_too & _SERVED
        left = words - words_too - (served if not served_too else set())
        left_too = words_too - words - (served_too if not served else set())
        if not (left <= self._scope(other) and left_too <= self._scope(one)):
            return False
        if set(one.when) != set(other.when) and not (self._said(one, other) or _summed_up(one, other)):
            return False
        return self._placed(one, other)

    def actors(self, one: Statement, other: Statement) -> bool:
        """Whether the same act; where one text does not say who, it may be the other's."""
        if not one.actors or not other.actors:
            return True
        return any(self.roles.same(who, who_too) for who in one.actors for who_too in other.actors)

    def _scope(self, one: Statement) -> set[str]:
        return {*one.under, *self._title(one)}

    def _title(self, one: Statement) -> frozenset[str]:
        return self._titles.get(one.place.document_id, frozenset())

    def _said(self, one: Statement, other: Statement) -> bool:
        """Whether each mark of the one is a word of the other, or of the headings above it."""
        return set(one.when) <= {*other.about, *other.under} and set(other.when) <= {*one.about, *one.under}

    def _placed(self, one: Statement, other: Statement) -> bool:
        """Whether neither the titles nor the headings they stand under are about different things."""
        above, above_too = {*one.under}, {*other.under}
        within = one.place.document_id == other.place.document_id
        if len(above & above_too) > (0 if within else 1) and _mostly(above, above_too) and _mostly(above_too, above):
            return True
        if _named(above_too, {*one.about}) or _named(above, {*other.about}):
            return True
        if not within:
            title, title_too = self._title(one), self._title(other)
            if not _linked(title, title_too, {*one.about, *above}, {*other.about, *above_too}):
                return False
            above, above_too = above - title_too, above_too - title
        if set(codes(one.when)) & set(codes(other.when)):
            return True
        return _linked(above, above_too, {*one.about}, {*other.about})


def table_of(passage: Passage) -> dict[str, str]:
    """The fact that tells rows of one table from those of another; none for what is no row."""
    row = passage.role is Role.TABLE_ROW and passage.lead_in is not None
    return {"table": str(passage.lead_in.start)} if row and passage.lead_in else {}


def unnumbered(line: Line) -> Line:
    """A sentence without the number of the member that it opens."""
    found = _NUMBER.match(line.text)
    return Line(line.text[found.end() :], line.start + found.end()) if found else line


def _beside(one: Statement, other: Statement) -> bool:
    """Whether two statements are rows of one table, which exists to tell them apart."""
    table = one.facts.get("table")
    return table is not None and (one.place.document_id, table) == (other.place.document_id, other.facts.get("table"))


def _summed_up(one: Statement, other: Statement) -> bool:
    """Whether one is a row of a table over the whole paper, which has no heading to say the case in."""
    for row, text in ((one, other), (other, one)):
        if "table" in row.facts and not row.under and row.place.document_id == text.place.document_id:
            return {mark for mark in text.when if mark in text.about} == set(row.when)
    return False


def _linked(
    above: AbstractSet[str], above_too: AbstractSet[str], words: AbstractSet[str], words_too: AbstractSet[str]
) -> bool:
    """Whether two headings may be over one thing: one is over no thing, or what it is over stands below the other."""
    if not above or not above_too:
        return True
    return _mostly(above, words_too | above_too) or _mostly(above_too, words | above)


def _named(above: AbstractSet[str], words: AbstractSet[str]) -> bool:
    """Whether words name all that a heading is over: "de regie bij het voorkomen van ontruiming"."""
    return len(above) > 1 and above <= words


def _mostly(words: AbstractSet[str], within: AbstractSet[str]) -> bool:
    return len(words & within) >= _MOSTLY * len(words)


def disputes(
    statements: Sequence[Statement],
    differ: Callable[[Statement, Statement], bool],
    key: Callable[[Statement], Iterable[str]],
) -> Iterator[tuple[Statement, ...]]:
    """Groups of statements of which each differs from another; only those that share a `key` are compared."""
    by_key: dict[str, list[int]] = {}
    for number, one in enumerate(statements):
        for word in key(one):
            by_key.setdefault(word, []).append(number)
    pairs = {pair for numbers in by_key.values() for pair in combinations(numbers, 2)}
    group = list(range(len(statements)))
    found: set[int] = set()
    for first, second in sorted(pairs):
        if differ(statements[first], statements[second]):
            found |= {first, second}
            old, new = group[second], group[first]
            group = [new if one == old else one for one in group]
    yield from _grouped(statements, found, group)


def _grouped(statements: Sequence[Statement], found: set[int], group: Sequence[int]) -> Iterator[tuple[Statement, ...]]:
    by_group: dict[int, list[Statement]] = {}
    for number in sorted(found):
        by_group.setdefault(group[number], []).append(statements[number])
    yield from (tuple(several) for several in by_group.values())


def subject(several: Sequence[Statement]) -> str:
    """What statements are about in common, as an identity that outlives rewording."""
    common = set(several[0].about).intersection(*(one.about for one in several[1:]))
    if not common:
        common = {*several[0].about, *several[0].under}.intersection(*((*one.about, *one.under) for one in several[1:]))
    return " ".join(sorted(common))


def distinct(several: Iterable[Statement]) -> list[Statement]:
    """One statement for each value of each document, in order: what proves the dispute without repetition."""
    found: dict[tuple[str, str], Statement] = {}
    for one in several:
        found.setdefault((one.place.document_id, one.value), one)
    return list(found.values())
