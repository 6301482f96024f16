"""Whether two statements are about the same act, and which of many are about one."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from typing import Final

from kb.consistency.acts.about import codes, forms, topic
from kb.consistency.acts.under import CASE, SERIES, groups, linked, mostly, named, parallel, series
from kb.consistency.finding import Statement
from kb.consistency.paper import Line
from kb.consistency.region import Region
from kb.model import Passage, Role
from kb.process.actors import Roles

_NUMBER: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})*[.)]?\s+(?=\D)")
# Whom an act is for: where one text names nobody, it may be whom the other names.
_SERVED: Final = frozenset(
    forms("inwoner huurder bewoner cliënt klant burger betrokkene leerling patiënt deelnemer aanvrager")
)
# What the paper itself is called, which is what all of it is about.
_SELF: Final = frozenset(forms("convenant overeenkomst samenwerkingsovereenkomst samenwerking werkafspraken afspraken"))
_FIRST: Final = frozenset(["eerst"])  # what a heading calls first elsewhere goes without saying so
_IN_FULL: Final = 5  # words that two texts share, to need no heading
# Bodies of which a paper has one; of working groups and meetings on cases there may be one for each approach.
_BODY: Final = re.compile(r"(?:stuur|regie|project|programma|klankbord)groep|berad|bestur|bestuur|programmaraad")
_SORT: Final = re.compile(r"\w*(?:groep|team|tafel|raad|commissie|overleg)")
SINCE: Final = "since"  # the fact that holds the words of the moment that a term counts from


@dataclass(frozen=True, slots=True)
class _Seen:
    """A statement as it is compared, worked out once for all its pairs."""

    about: frozenset[str]
    under: frozenset[str]  # without who acts, for "De taken van de politie" tells no case
    title: frozenset[str]
    when: frozenset[str]
    served: frozenset[str]
    reach: frozenset[str]  # words on which the other may say more: headings, title, who does it, since when
    document: str
    series: str
    case: frozenset[str]


class Same:
    """Compares statements of the papers of one region, by the roles and titles of these."""

    def __init__(self, region: Region) -> None:
        self.roles = Roles(region.documents)
        self.documents = region.by_id
        place = frozenset(topic(region.name.replace("-", " ")))
        self._titles = {one.id: frozenset(topic(one.title, place)) for one in region.documents}
        self._region = region
        self._seen_of: dict[int, tuple[Statement, _Seen]] = {}  # by identity: statements live as long as the region
        self._leaning: dict[str, frozenset[str]] = {}

    def act(self, one: Statement, other: Statement) -> bool:
        """Whether two statements are about the same act by the same actor in the same case."""
        return self.thing(one, other) and self.actors(one, other)

    def thing(self, one: Statement, other: Statement) -> bool:
        """Whether two statements are about the same thing in the same case, whoever does it.

        They share words, and each word of the one that the other lacks stands in the other's headings or
        title, or says who does it. What tells a case apart (a colour, urgency) both must say.
        """
        seen, seen_too = self._seen(one), self._seen(other)
        if seen.about and seen_too.about and seen.about.isdisjoint(seen_too.about):
            return False
        if not (_within(seen, seen_too) and _within(seen_too, seen)) or _beside(one, other):
            return False
        if not (seen.case <= seen_too.about | seen_too.under and seen_too.case <= seen.about | seen.under):
            return False
        if seen.when != seen_too.when and not (_said(seen, seen_too) or _summed_up(one, other)):
            return False
        return self._placed(seen, seen_too, one.actors, other.actors)

    def actors(self, one: Statement, other: Statement) -> bool:
        """Whether the same act; where one text does not say who, it may be the other's."""
        if not one.actors or not other.actors:
            return True
        return any(self.roles.same(who, who_too) for who in one.actors for who_too in other.actors)

    def _seen(self, one: Statement) -> _Seen:
        found = self._seen_of.get(id(one))
        if found is None:
            found = self._seen_of[id(one)] = one, self._read(one)
        return found[1]

    def _read(self, one: Statement) -> _Seen:
        about, under = frozenset(one.about), frozenset(one.under)
        title = self._titles.get(one.place.document_id, frozenset())
        who = frozenset(forms(" ".join(one.actors)))
        return _Seen(
            about,
            under - who,
            title,
            frozenset(one.when) - (_FIRST - about),
            about & _SERVED,
            under | title | who | frozenset(forms(one.facts.get(SINCE, ""))),
            one.place.document_id,
            one.facts.get(SERIES, ""),
            frozenset(one.facts.get(CASE, "").split()),
        )

    def _placed(self, one: _Seen, other: _Seen, who: Sequence[str], who_too: Sequence[str]) -> bool:
        """Whether neither the titles nor the headings they stand under are about different things."""
        within = one.document == other.document
        both = one.under & other.under
        if len(both) > (0 if within else 1) and mostly(one.under, other.under) and mostly(other.under, one.under):
            return not parallel(one.series, other.series)
        if named(other.under, one.about) or named(one.under, other.about):
            return True
        one_subject = within or self._lean(one.document, other.document)
        above, above_too = one.under, other.under
        if not within:
            if not one_subject and not linked(one.title, other.title, one.about | above, other.about | above_too):
                return False
            above, above_too = above - other.title, above_too - one.title
        if set(codes(one.when)) & set(codes(other.when)):
            return True
        if parallel(one.series, other.series):
            return mostly(above - above_too, other.about) and mostly(above_too - above, one.about)
        named_both = one_subject and not both.isdisjoint(one.about & other.about)
        return (
            named_both
            or linked(above, above_too, one.about, other.about)
            or _told_in_full(one, other, bool(who and who_too))
        )

    def _lean(self, one: str, other: str) -> bool:
        """Whether one paper depends on the other, by its own words: they are about one thing whatever their titles.

        To name or replace a paper is not enough, as it is for `leans_on`: a covenant names many that it shares
        nothing with but its last articles.
        """
        return other in self._leans(one) or one in self._leans(other)

    def _leans(self, document_id: str) -> frozenset[str]:
        if document_id not in self._leaning:
            document = self.documents[document_id]
            means = (self._region.means(one, document) for one in document.depends_on)
            self._leaning[document_id] = frozenset(one.id for one in means if one is not None)
        return self._leaning[document_id]


def _within(one: _Seen, other: _Seen) -> bool:
    """Whether what the one says more is said around the other, or is for whom it is done."""
    left = one.about - other.about - _SELF
    return not left or left - (frozenset() if other.served else one.served) <= other.reach


def _said(one: _Seen, other: _Seen) -> bool:
    """Whether each mark of the one is a word of the other, or of the headings above it."""
    return one.when <= (other.about | other.under) and other.when <= (one.about | one.under)


def _told_in_full(one: _Seen, other: _Seen, both_named: bool) -> bool:
    """Whether two texts say so much alike that no heading is needed to know that they mean one act.

    A body that meets is one body in one paper. Headings on two groups of people are of two rules.
    """
    people, people_too = groups(one.under), groups(other.under)
    if (people - other.about - other.under) or (people_too - one.about - one.under):
        return False
    shared = one.about & other.about
    if one.about == other.about and (any(map(_BODY.fullmatch, shared)) or _called(shared)):
        return True
    return len(shared) + both_named >= _IN_FULL


def _called(words: AbstractSet[str]) -> bool:
    """Whether words are a body with a name of its own: "de werkgroep Schoon"."""
    return len(words) == 2 and any(map(_SORT.fullmatch, words))


def table_of(passage: Passage) -> dict[str, str]:
    """The fact that tells rows of one table from those of another; none for what is no row."""
    row = passage.role is Role.TABLE_ROW and passage.lead_in is not None
    return {"table": str(passage.lead_in.start)} if row and passage.lead_in else {}


def setting(passage: Passage) -> dict[str, str]:
    """What tells a statement in this passage from the same words elsewhere: its table, its row of headings."""
    return table_of(passage) | series(passage.headings)


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
