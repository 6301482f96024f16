"""The findings in each region and between each two, kept in the store: what has not changed is not compared again."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Final

from pydantic import TypeAdapter

from kb.compared import Sides
from kb.consistency.finding import Finding, Found, Severity
from kb.consistency.observations import Observations
from kb.consistency.observe import Observed, rules_digest
from kb.consistency.proven import proven
from kb.consistency.region import Region
from kb.language.overlay import ThesaurusFiles
from kb.register import NATIONAL
from kb.store import Store

_FINDINGS: Final = TypeAdapter(tuple[Finding, ...])
_ORDER: Final = list(Severity)


class Comparisons:
    """What does not agree in a store. Methods raise StoreError."""

    def __init__(self, store: Store, observations: Observations, thesaurus: ThesaurusFiles) -> None:
        self._store, self._observations, self._thesaurus = store, observations, thesaurus

    def kept(self, on: date | None) -> tuple[Finding, ...] | None:
        """The findings of a day, gravest first, where all that is held was compared before; else None.

        Without a day those of the last day on which each region was compared.
        """
        keys = self._keys()
        kept = self._store.kept.compared(keys, on)
        return _in_order(kept.values()) if kept.keys() == keys.keys() else None

    def findings(self, on: date) -> tuple[Finding, ...]:
        """The findings of a day, gravest first. Compares what was not compared before, which may take a minute."""
        keys = self._keys()
        kept = self._store.kept.compared(keys, on)
        found = self._found(keys.keys() - kept.keys(), on)
        new = {sides: _FINDINGS.dump_json(findings).decode() for sides, findings in found}
        if new:
            now = self._keys()  # what changed while it was compared is compared again the next time
            unchanged = {sides: (keys[sides], text) for sides, text in new.items() if now.get(sides) == keys[sides]}
            self._store.kept.keep_compared(unchanged, on, now)
        return _in_order((*kept.values(), *new.values()))

    def _keys(self) -> dict[Sides, str]:
        """For each region, and for each two, what its findings depend on."""
        held: dict[str, list[str]] = {}
        for document_id, mark in self._store.marks().items():
            held.setdefault(document_id.partition("/")[0], []).append(f"{document_id} {mark}")
        names = _names(held)
        every = (rules_digest(), self._thesaurus.digest(), *held.get(NATIONAL, ()))
        alone = [(name, "") for name in names]
        return {
            (one, other): _digest((*every, *held[one], "", *held.get(other, ())))
            for one, other in (*alone, *combinations(names, 2))
        }

    def _found(self, wanted: Collection[Sides], on: date) -> Iterator[tuple[Sides, tuple[Finding, ...]]]:
        if not wanted:
            return
        from kb.consistency.rules import BETWEEN  # a third of a second, which whoever reads what is kept need not wait

        documents = self._store.documents()
        observed = self._observations.of(documents)
        statements = {document_id: one.statements for document_id, one in observed.items()}
        names = _names({one.region for one in documents})
        regions = {name: Region(name, documents, statements, on, self._thesaurus) for name in names}
        for one, other in sorted(wanted):
            if one in regions and not other:
                yield (one, other), tuple(proven(_within(regions[one], observed), self._store, [regions[one]]))
            elif one in regions and other in regions:
                pair = regions[one], regions[other]
                yield (
                    (one, other),
                    tuple(proven((found for rule in BETWEEN for found in rule(*pair)), self._store, pair)),
                )


def _within(region: Region, observed: Mapping[str, Observed]) -> Iterator[Found]:
    from kb.consistency.rules import TOGETHER

    for paper in region.own:
        yield from observed[paper.id].found
    for rule in TOGETHER:
        yield from rule(region)


def _names(regions: Iterable[str]) -> list[str]:
    """The regions by name; what is national stands in each, and is a region where nothing else is held."""
    names = sorted(set(regions))
    return [name for name in names if name != NATIONAL] or names


def _digest(lines: Sequence[str]) -> str:
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]


def _in_order(texts: Iterable[str]) -> tuple[Finding, ...]:
    """The findings, gravest first; one between national papers is found in each region, and told once."""
    distinct = {one.id: one for text in texts for one in _FINDINGS.validate_json(text)}
    return tuple(sorted(distinct.values(), key=_rank))


def _rank(one: Finding) -> tuple[int, str, int, str]:
    return _ORDER.index(one.severity), one.citations[0].document_id, one.citations[0].start, one.id
