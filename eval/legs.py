"""What each leg of the search contributes: rankings without it, and by it alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from eval.collections import Collection
from eval.measures import MEASURES, all_measures, first_relevant
from kb.search.hybrid import Hit, HybridSearch

DEPTH = 5000  # passages ranked for a question; of a larger collection the rest stays unseen
_SEEN = 10  # no measure looks further
_NOTHING = 1e-6  # what is left of a score when its only leg is taken off

Values = Mapping[str, Sequence[float]]  # by measure, question by question


@dataclass(frozen=True)
class Missed:
    """How a question went: the rank (from 1) of its first relevant passage, None beyond DEPTH, and what came first."""

    question: str
    rank: int | None
    first: str | None


@dataclass(frozen=True)
class Legs:
    """The measures with all legs, without each, and by each alone; and how each question went."""

    whole: Values
    without: Mapping[str, Values]
    alone: Mapping[str, Values]
    missed: Sequence[Missed]


def contributions(search: HybridSearch, collection: Collection) -> Legs:
    """Rank every question as deep as DEPTH, and again without each leg, by what legs added to the scores.

    What neighbours lend stands as it is when another leg is left out, though part of it came by
    that leg; a leg that brings passages nothing else finds is seen in full.
    """
    place = {entry.id: row for row, entry in enumerate(collection.entries)}
    values: defaultdict[tuple[str, str], dict[str, dict[str, float]]] = defaultdict(dict)
    missed: list[Missed] = []
    for name, question in collection.questions.items():
        judged = collection.judged[name]
        hits = search.search(question, k=min(DEPTH, len(collection.entries)))
        for key, ranking in _rankings(hits, place):
            values[key][name] = all_measures(ranking, judged)
        ids = [hit.passage_id for hit in hits]
        missed.append(Missed(name, first_relevant(ids, judged), ids[0] if ids else None))

    def of(key: tuple[str, str]) -> Values:
        nothing = dict.fromkeys(MEASURES, 0.0)  # a question without hits knows no legs
        rows = [values[key].get(name, nothing) for name in collection.questions]
        return {one: [row[one] for row in rows] for one in MEASURES}

    legs = [leg for kind, leg in list(values) if kind == "without"]
    return Legs(
        whole=of(("whole", "")),
        without={leg: of(("without", leg)) for leg in legs},
        alone={leg: of(("alone", leg)) for leg in legs},
        missed=missed,
    )


def _rankings(hits: Sequence[Hit], place: Mapping[str, int]) -> Iterator[tuple[tuple[str, str], list[str]]]:
    """The first passages by the whole score, without each leg, and by each leg alone."""
    yield ("whole", ""), [hit.passage_id for hit in hits[:_SEEN]]
    # Equal scores in the order of the collection, as the search has it: else the legs that are
    # left out would still decide.
    hits = sorted(hits, key=lambda hit: place[hit.passage_id])
    ids = [hit.passage_id for hit in hits]
    whole = np.array([hit.score for hit in hits])
    for leg in hits[0].legs if hits else ():
        added = np.array([hit.legs.get(leg, 0.0) for hit in hits])
        for kind, scores in (("without", whole - added), ("alone", added)):
            best = np.argsort(-scores, kind="stable")[:_SEEN]
            yield (kind, leg), [ids[row] for row in best if scores[row] > _NOTHING]
