"""Where among the found passages the right one stands, for the questions of a question file.

`python -m eval.passages QUESTIONS.jsonl DOCUMENT... [--each]`: takes the documents into a folder of
its own, searches every answerable question as `ask` does, and prints shares with their intervals.
"""

import argparse
import hashlib
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Any

from assistant.question import understand
from assistant.verify import locate
from ingest.intake import find_files, take_in
from kb.errors import Damaged
from kb.model import Span
from kb.register import NATIONAL
from kb.search.embedding import SPACE, subword_vectors
from kb.search.indexes import Indexes
from kb.settings import Settings
from kb.store import Store

_ANYWHERE = frozenset({"none", "beide", "", "landelijk"})  # jurisdictions that set no region


@dataclass(frozen=True)
class Gold:
    """A stretch that answers: the document's file stem, and its words as a reader of the file sees them."""

    stem: str
    quote: str


@dataclass(frozen=True)
class Asked:
    """A question of a file, and what answers it; empty where nothing should."""

    id: str
    language: str
    text: str
    region: str | None
    tags: frozenset[str]
    golds: tuple[Gold, ...]


def questions(path: Path, texts: Path | None = None) -> list[Asked]:
    """The questions of a file in the format of the contract; quotes given as positions are read from `texts`.

    Raises Damaged where a line is no question, a text is absent or not the one the positions are of.
    """
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        try:
            row = json.loads(line)
            region = row.get("jurisdiction") or ""
            places = [*(row.get("gold") or ()), *(row.get("alternatives") or ())]
            golds = tuple(_gold(place, texts) for place in places)
            asked = Asked(
                row["id"],
                row["lang"],
                row["question"],
                None if region in _ANYWHERE else region,
                frozenset(row.get("tags") or ()),
                golds,
            )
        except (ValueError, KeyError, TypeError, OSError) as error:
            raise Damaged(f"{path.name}, line {number}: {error!r}", file=path.name) from error
        found.append(asked)
    return found


def _gold(place: Mapping[str, Any], texts: Path | None) -> Gold:
    stem = Path(str(place["doc"])).stem
    if "quote" in place:
        return Gold(stem, str(place["quote"]))
    if texts is None:
        raise ValueError("positions are given, and no folder of texts")
    quote = (texts / f"{stem}.txt").read_text(encoding="utf-8")[place["start"] : place["end"]]
    if hashlib.sha256(quote.encode()).hexdigest() != place["sha256"]:
        raise ValueError(f"{stem}.txt is not the text that the positions are of")
    return Gold(stem, quote)


@contextmanager
def taken_in(documents: Sequence[Path]) -> Iterator[tuple[Store, Indexes]]:
    """A store and its indexes with these documents, in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(data=Path(folder))
        store = Store(settings.database_url)
        for file in find_files(documents):
            receipt = take_in(file, store=store, settings=settings, embed=subword_vectors, space=SPACE)
            if receipt.document_id is None:
                raise Damaged(f"{file.name}: {receipt.reason}", file=file.name)
        indexes = Indexes(store, Path(folder) / "indexes", subword_vectors, SPACE)
        try:
            yield store, indexes
        finally:
            indexes.close()
            store.close()


def ranks(asked: Iterable[Asked], store: Store, indexes: Indexes, k: int = 100) -> dict[str, int | None]:
    """The place (from 1) of the first passage that holds a part of what answers; None beyond `k`. By question id."""
    by_stem = {document.id.partition("/")[2]: document.id for document in store.documents()}
    texts = {document_id: store.full_text(document_id) for document_id in by_stem.values()}
    regions, search = store.regions(), indexes.search
    held = {passage.id: passage for passage, _, _ in store.searchable()}
    found: dict[str, int | None] = {}
    for one in asked:
        spans = [(by_stem[gold.stem], span) for gold in one.golds for span in _spans(gold, texts[by_stem[gold.stem]])]
        if not spans:
            raise Damaged(f"{one.id}: what should answer it stands nowhere", file=one.id)
        question = understand(
            one.text, region=one.region, language=None, history=(), regions=regions, known_words=search.vocabulary
        )
        allowed = frozenset({question.region, NATIONAL}) if question.region else None
        hits = search.search(search.read(question.search_text, question.language), k=k, regions=allowed)
        found[one.id] = next(
            (
                place
                for place, hit in enumerate(hits, start=1)
                if any(
                    held[hit.passage_id].document_id == document
                    and held[hit.passage_id].start < span.end
                    and span.start < held[hit.passage_id].end
                    for document, span in spans
                )
            ),
            None,
        )
    return found


def _spans(gold: Gold, text: str) -> list[Span]:
    span = locate(gold.quote, text)
    return [span] if span else []


def interval(hits: int, n: int) -> tuple[float, float]:
    """The 95 % interval of a share. Source: Wilson, JASA 1927."""
    if not n:
        return (0.0, 1.0)
    share, z = hits / n, 1.96
    middle = share + z * z / (2 * n)
    half = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return ((middle - half) / (1 + z * z / n), (middle + half) / (1 + z * z / n))


def shares(asked: Sequence[Asked], found: Mapping[str, int | None]) -> dict[str, dict[str, Any]]:
    """By group of questions: how many, and the share whose right passage stands in the first 1, 3, 5 and 10."""
    groups: dict[str, list[int | None]] = defaultdict(list)
    for one in asked:
        names = ["english" if one.language == "en" else "dutch", *sorted(one.tags - {"english"})]
        for name in names:
            groups[name].append(found[one.id])
    return {
        name: {"n": len(places)}
        | {
            f"first_{k}": _share(sum(place is not None and place <= k for place in places), len(places))
            for k in (1, 3, 5, 10)
        }
        for name, places in sorted(groups.items())
    }


def _share(hits: int, n: int) -> dict[str, float]:
    low, high = interval(hits, n)
    return {"share": round(hits / n, 3), "low": round(low, 3), "high": round(high, 3)}


def main() -> None:
    """The command line of this module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("questions", type=Path)
    parser.add_argument("documents", type=Path, nargs="+")
    parser.add_argument("--texts", type=Path, help="folder of the texts that positions point into")
    parser.add_argument("--each", action="store_true", help="also where each question's passage stands")
    asked = parser.parse_args()
    rows = [one for one in questions(asked.questions, asked.texts) if one.golds]
    with taken_in(asked.documents) as (store, indexes):
        found = ranks(rows, store, indexes)
    if asked.each:
        for one in rows:
            print(f"{found[one.id] or '-':>4}  {one.id}  {one.text}", file=sys.stderr)
    json.dump(shares(rows, found), sys.stdout, indent=1)
    print()


if __name__ == "__main__":
    main()
