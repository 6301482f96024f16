"""Where among the found passages the right one stands, for the questions of a question file.

`python -m eval.passages QUESTIONS.jsonl DOCUMENT... [--beside NATIONAL...] [--thesaurus none|half|all]`:
takes the documents into a folder of its own, searches every answerable question as `ask` does, and
prints shares with their intervals: JSON on standard output, a table beside it.
"""

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any, Final

import numpy as np

from assistant.question import understand
from assistant.verify import locate
from eval.measures import bootstrap
from eval.question_file import Asked, Gold, arguments, discreet, hold, questions, sealed
from ingest.intake import find_files, take_in
from kb.errors import Damaged
from kb.language.overlay import shipped
from kb.language.thesaurus import Thesaurus
from kb.register import NATIONAL
from kb.search.asked import Word
from kb.search.embedding import SPACE, subword_vectors
from kb.search.hybrid import Hit
from kb.search.indexes import Indexes
from kb.settings import Settings
from kb.store import Store

FIRST: Final = (1, 3, 5, 10)
SIZES: Final = {"none": 0.0, "half": 0.5, "all": 1.0}  # shares of the thesaurus's concepts

_SEED = 2026


@dataclass(frozen=True)
class Found:
    """What the search made of a question: its words, and the passages found, best first."""

    words: tuple[Word, ...]
    hits: Sequence[Hit]


@contextmanager
def taken_in(
    documents: Sequence[Path], national: Sequence[Path] = (), thesaurus: Callable[[], Thesaurus] = shipped
) -> Iterator[tuple[Store, Indexes]]:
    """A store and its indexes with these documents, in a folder that is gone afterwards.

    The `national` ones hold in every region. Raises Damaged where one is refused.
    """
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        store = Store(settings.database_url)
        regions = [
            *((file, None) for file in find_files(documents)),
            *((file, NATIONAL) for file in find_files(national)),
        ]
        for file, region in regions:
            receipt = take_in(file, store=store, settings=settings, embed=subword_vectors, space=SPACE, region=region)
            if receipt.document_id is None:
                raise Damaged(f"{file.name}: {receipt.reason}", file=file.name)
        indexes = Indexes(store, Path(folder) / "indexes", subword_vectors, SPACE, thesaurus)
        try:
            yield store, indexes
        finally:
            indexes.close()
            store.close()


def answering(asked: Iterable[Asked], store: Store) -> dict[str, frozenset[str]]:
    """The passages that hold a part of what answers, by question id.

    Raises Damaged where a quote stands nowhere, or in no document that its question may be answered from.
    """
    texts = {document.id: store.full_text(document.id) for document in store.documents()}
    passages = [passage for passage, _, _ in store.searchable()]
    found: dict[str, frozenset[str]] = {}
    for one in asked:
        held: set[str] = set()
        for gold in one.golds:
            named = [name for name in texts if _may_hold(name, gold, one.region)]
            places = [(name, span) for name in named if (span := locate(gold.quote, texts[name]))]
            if not places:
                raise Damaged(f"{one.id}: a quote of {gold.stem} stands nowhere", file=one.id)
            held.update(
                passage.id
                for document, span in places
                for passage in passages
                if passage.document_id == document and passage.start < span.end and span.start < passage.end
            )
        found[one.id] = frozenset(held)
    return found


def _may_hold(document_id: str, gold: Gold, region: str | None) -> bool:
    own, _, stem = document_id.partition("/")
    return stem == gold.stem and (region is None or own in {region, NATIONAL})


def searched(asked: Iterable[Asked], store: Store, indexes: Indexes, k: int = 100) -> dict[str, Found]:
    """What the search of `ask` reads and finds, the k best, by question id."""
    regions, search = store.regions(), indexes.search
    found = {}
    for one in asked:
        question = understand(
            one.text, region=one.region, language=None, history=(), regions=regions, known_words=search.vocabulary
        )
        allowed = frozenset({question.region, NATIONAL}) if question.region else None
        read = search.read(question.search_text, question.language)
        found[one.id] = Found(read.words, search.search(read, k=k, regions=allowed))
    return found


def ranks(found: Mapping[str, Found], right: Mapping[str, frozenset[str]]) -> dict[str, int | None]:
    """The place (from 1) of the first passage that holds a part of what answers; None where not found."""
    return {
        name: next((place for place, hit in enumerate(one.hits, start=1) if hit.passage_id in right[name]), None)
        for name, one in found.items()
    }


def reach(asked: Iterable[Asked], found: Mapping[str, Found], thesaurus: Thesaurus) -> dict[str, dict[str, float]]:
    """By language: how many words the questions have, idle ones aside, and the share that reaches a concept.

    Names that only the documents themselves bring along are no concepts here.
    """
    met: dict[str, list[bool]] = defaultdict(list)
    for one in asked:
        for word in found[one.id].words:
            if not word.idle:
                met[_language(one)].append(not thesaurus.concepts.keys().isdisjoint(word.concepts))
    return {name: {"words": len(all_), "share": round(sum(all_) / len(all_), 3)} for name, all_ in sorted(met.items())}


def thinned(size: str) -> Thesaurus:
    """The shipped thesaurus with the share of its concepts that `SIZES` names, the same ones each time."""
    whole = shipped()
    names = sorted(whole.concepts)
    drawn = np.random.default_rng(_SEED).permutation(len(names))[: round(SIZES[size] * len(names))]
    kept = {names[place] for place in drawn}
    return whole if size == "all" else Thesaurus(one for name, one in whole.concepts.items() if name in kept)


def interval(hits: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share. Source: Wilson, JASA 1927."""
    if not n:
        return (0.0, 1.0)
    share, z = hits / n, 1.96
    middle = share + z * z / (2 * n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return ((middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n))


def share(hits: int, n: int) -> dict[str, float]:
    """A share with its interval, to three decimals."""
    low, high = interval(hits, n)
    return {"share": round(hits / n, 3) if n else 0.0, "low": round(low, 3), "high": round(high, 3)}


def shares(asked: Iterable[Asked], places: Mapping[str, int | None]) -> dict[str, dict[str, Any]]:
    """By group of questions: how many, and the share whose right passage stands in the first 1, 3, 5 and 10."""
    groups: dict[str, list[int | None]] = defaultdict(list)
    for one in asked:
        for name in (_language(one), *sorted(one.tags - {"english"})):
            groups[name].append(places[one.id])
    return {
        name: {"n": len(row)} | {f"first_{k}": share(sum(_within(place, k) for place in row), len(row)) for k in FIRST}
        for name, row in sorted(groups.items())
    }


def _language(one: Asked) -> str:
    return "english" if one.language == "en" else "dutch"


def _within(place: int | None, k: int) -> bool:
    return place is not None and place <= k


def measured(
    asked: Sequence[Asked], documents: Sequence[Path], beside: Sequence[Path] = (), size: str = "all"
) -> tuple[dict[str, Any], dict[str, int | None]]:
    """The figures of these questions, and where each one's passage stands among the documents alone.

    With national texts `beside` the documents also what those cost. Raises Damaged.
    """
    thesaurus = thinned(size)
    with taken_in(documents, thesaurus=lambda: thesaurus) as (store, indexes):
        found = searched(asked, store, indexes)
        places = ranks(found, answering(asked, store))
    result: dict[str, Any] = {"thesaurus": {"size": size, "concepts": len(thesaurus.concepts)}}
    result |= {"reach": reach(asked, found, thesaurus), "shares": shares(asked, places)}
    if beside:
        with taken_in(documents, beside, lambda: thesaurus) as (store, indexes):
            others = ranks(searched(asked, store, indexes), answering(asked, store))
        first = [[float(_within(row[one.id], 1)) for one in asked] for row in (others, places)]
        cost = {name: round(value, 3) for name, value in bootstrap(*first).items()}
        result["beside"] = {"first_place": cost, "shares": shares(asked, others)}
    return result, places


def _table(result: Mapping[str, Any]) -> str:
    lines = list(_rows(result["shares"]))
    for language, row in result["reach"].items():
        lines.append(f"{language}: {row['share']:.0%} of {row['words']} words reach a concept")
    if "beside" in result:
        lines += ["beside national texts:", *_rows(result["beside"]["shares"])]
        lines.append(
            "first place: {difference:+.3f} ({low:+.3f} to {high:+.3f})".format(**result["beside"]["first_place"])
        )
    return "\n".join(lines)


def _rows(groups: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield f"{'':14}{'n':>4}" + "".join(f"{f'first {k}':>18}" for k in FIRST)
    for name, row in groups.items():
        yield f"{name:14}{row['n']:4}" + "".join(f"{written(row[f'first_{k}']):>18}" for k in FIRST)


def written(cell: Mapping[str, float]) -> str:
    """A share with its interval, as a table has it."""
    return f"{cell['share']:.2f} ({cell['low']:.2f}-{cell['high']:.2f})"


def main(command: Sequence[str] | None = None) -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(prog="python -m eval.passages", description=__doc__)
    arguments(parser)
    parser.add_argument("--beside", type=Path, nargs="+", default=[], help="national texts: what do they cost?")
    parser.add_argument("--thesaurus", choices=SIZES, default="all", help="how many of its concepts are used")
    parser.add_argument("--each", action="store_true", help="also where each question's passage stands")
    given = parser.parse_args(command)
    aggregates = given.aggregates or sealed(given.questions, given.seals)
    with discreet(aggregates=aggregates):
        asked = [one for one in questions(given.questions, given.texts) if one.golds]
        result, places = measured(asked, given.documents, given.beside, given.thesaurus)
    if given.each and not aggregates:
        for one in asked:
            print(f"{places[one.id] or '-':>4}  {one.id}  {one.text}", file=sys.stderr)
    print(_table(result), file=sys.stderr)
    json.dump({"questions": given.questions.stem, **result}, sys.stdout, indent=1)
    print()
    found = {f"{name}_first_{k}": row[f"first_{k}"]["share"] for name, row in result["shares"].items() for k in FIRST}
    hold(given.baseline, given.questions.stem, found)


if __name__ == "__main__":
    main()
