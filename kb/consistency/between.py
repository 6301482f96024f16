"""Statements of two regions on one intervention: what each says of the same side of it, a pair at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations
from typing import Final, NamedTuple

from kb.consistency.about import forms, topic
from kb.consistency.finding import Found, Rule, Severity, Statement
from kb.consistency.region import Region
from kb.model import DocumentKind

_LONG: Final = 9  # letters: a single word that long names an intervention ("woonoverlast"), a shorter one anything
Labels = Mapping[frozenset[str], str]


class Pair(NamedTuple):
    """Two statements on the intervention `concept`, of the regions in their order."""

    one: Statement
    other: Statement
    concept: str


def variants(
    regions: Sequence[Region], sort: str, rule: Rule, differ: Callable[[Statement, Statement, frozenset[str]], bool]
) -> Iterator[Found]:
    """How two regions differ in one side of an intervention that the thesaurus knows; one finding for each pair.

    `differ` is given the words by which the two name the intervention, which tell nothing apart.
    """
    told = {region.name: _told(region, sort) for region in regions}
    if sum(1 for statements in told.values() if statements) < 2:
        return
    labels = _labels()
    known = {name: [(one, *_concept(one, title, labels)) for one, title in several] for name, several in told.items()}
    for region, region_too in combinations(regions, 2):
        seen: set[str] = set()
        for one, concept, words in known[region.name]:
            for other, concept_too, words_too in known[region_too.name]:
                if concept and concept == concept_too and concept not in seen and differ(one, other, words | words_too):
                    seen.add(concept)
                    yield _found(rule, Pair(one, other, concept), region, region_too)


def _found(rule: Rule, pair: Pair, region: Region, region_too: Region) -> Found:
    return Found(
        rule=rule,
        case="regions",
        severity=Severity.VARIANT,
        facts={
            "one": pair.one.words,
            "other": pair.other.words,
            "region_one": _name(region),
            "region_other": _name(region_too),
        },
        sides=(pair.one.place, pair.other.place),
        subject=f"{pair.concept} {pair.one.value if rule is Rule.DOUBLE_LEAD else ''}".strip(),
    )


def _name(region: Region) -> str:
    return region.name.replace("-", " ").title()


def _told(region: Region, sort: str) -> list[tuple[Statement, frozenset[str]]]:
    """What the papers that hold say, each with what its title is about."""
    place = frozenset(forms(region.name.replace("-", " ")))
    standing = [one for one in region.own if not region.ended(one) and one.kind is not DocumentKind.MEMO]
    titles = {one.id: frozenset(topic(one.title, place)) for one in standing}
    return [(one, titles[one.place.document_id]) for one in region.statements(sort, standing)]


def _concept(one: Statement, title: frozenset[str], labels: Labels) -> tuple[str, frozenset[str]]:
    """The intervention that a statement is on, with the words that name it: those of its headings go first."""
    for words in (frozenset(one.under), frozenset(one.about), title):
        named = [label for label in labels if label <= words]
        if named:
            label = max(named, key=lambda found: (len(found), sum(map(len, found)), sorted(found)))
            return labels[label], label
    return "", frozenset()


@cache
def _labels() -> Labels:
    """The labels of the shipped thesaurus that can name an intervention, by their words."""
    from kb.language.overlay import shipped

    found: dict[frozenset[str], set[str]] = {}
    for concept in shipped().concepts.values():
        for label in concept.labels("nl"):
            words = frozenset(topic(label))
            if len(words) > 1 or any(len(word) >= _LONG for word in words):
                found.setdefault(words, set()).add(concept.name)
    return {words: next(iter(names)) for words, names in found.items() if len(names) == 1}
