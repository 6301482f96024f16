"""Statements of two regions on one intervention: what each says of the same side of it, a pair at a time."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import product
from typing import Final, NamedTuple
from weakref import WeakKeyDictionary

from kb.consistency.acts.about import forms, label_topic, topic
from kb.consistency.finding import Found, Rule, Severity, Statement
from kb.consistency.region import Region
from kb.language.thesaurus import Thesaurus
from kb.model import DocumentKind

_LONG: Final = 9  # letters: a single word that long names an intervention ("woonoverlast"), a shorter one anything
_Told = tuple[Statement, frozenset[str]]
_Titled = tuple[Statement, frozenset[str]]
_Labels = Mapping[str, Sequence[tuple[frozenset[str], str]]]
_KNOWN: Final[WeakKeyDictionary[Region, dict[str, dict[str, list[_Told]]]]] = WeakKeyDictionary()  # per sort


class Pair(NamedTuple):
    """Two statements on the intervention `concept`, of the regions in their order."""

    one: Statement
    other: Statement
    concept: str


def variants(
    one: Region, other: Region, sort: str, rule: Rule, differ: Callable[[Statement, Statement, frozenset[str]], bool]
) -> Iterator[Found]:
    """How two regions differ in one side of an intervention that the thesaurus knows; one finding for each pair.

    `differ` is given the words by which the two name the intervention, which tell nothing apart.
    """
    if not (one.statements(sort, one.own) and other.statements(sort, other.own)):
        return
    known, known_too = _by_concept(one, sort), _by_concept(other, sort)
    for concept, several in known.items():
        pairs = product(several, known_too.get(concept, ()))
        near = ((said, told) for (said, words), (told, more) in pairs if differ(said, told, words | more))
        if pair := next(near, None):
            yield _found(rule, Pair(*pair, concept), one, other)


def _by_concept(region: Region, sort: str) -> Mapping[str, Sequence[_Told]]:
    """What the papers of a region say, by the intervention it is on, each with the words that name that."""
    of_region = _KNOWN.setdefault(region, {})
    if sort not in of_region:
        of_region[sort] = _sorted_out(_told(region, sort), _labels(region.thesaurus()))
    return of_region[sort]


def _sorted_out(told: Sequence[_Titled], labels: _Labels) -> dict[str, list[_Told]]:
    found: dict[str, list[_Told]] = {}
    for one, title in told:
        concept, words = _concept(one, title, labels)
        if concept:
            found.setdefault(concept, []).append((one, words))
    return found


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


def _told(region: Region, sort: str) -> list[_Titled]:
    """What the papers that hold say, each with what its title is about."""
    place = frozenset(forms(region.name.replace("-", " ")))
    standing = [one for one in region.own if not region.ended(one) and one.kind is not DocumentKind.MEMO]
    titles = {one.id: frozenset(topic(one.title, place)) for one in standing}
    return [(one, titles[one.place.document_id]) for one in region.statements(sort, standing)]


def _concept(one: Statement, title: frozenset[str], labels: _Labels) -> tuple[str, frozenset[str]]:
    """The intervention that a statement is on, with the words that name it: those of its headings go first.

    Of several labels among those words the longest names it.
    """
    for words in (frozenset(one.under), frozenset(one.about), title):
        near = [found for word in words for found in labels.get(word, ()) if found[0] <= words]
        if near:
            label, concept = max(near, key=lambda found: (len(found[0]), sum(map(len, found[0])), sorted(found[0])))
            return concept, label
    return "", frozenset()


@lru_cache(maxsize=2)
def _labels(thesaurus: Thesaurus) -> _Labels:
    """By each of its words the labels that can name an intervention, with the name of the concept."""
    found: dict[frozenset[str], set[str]] = {}
    for concept in thesaurus.concepts.values():
        for label in concept.labels("nl"):
            words = frozenset(label_topic(label, thesaurus))
            if len(words) > 1 or any(len(word) >= _LONG for word in words):
                found.setdefault(words, set()).add(concept.name)
    by_word: dict[str, list[tuple[frozenset[str], str]]] = {}
    for words, names in found.items():
        for word in words if len(names) == 1 else ():
            by_word.setdefault(word, []).append((words, next(iter(names))))
    return by_word
