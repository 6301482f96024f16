"""A file of questions: what it asks and what answers that, whether it is sealed, and what a measure of it may say.

A sealed file is run once by someone who does not tune on it, so that nothing of a single question
may be seen: its digest stands in eval/questions/sealed.json.
"""

import argparse
import hashlib
import json
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from eval.retrieval import BELOW_BASELINE, below
from kb.errors import Damaged

LIKELIHOOD: Final = "likelihood_"  # begins the names of what eval.signal measures; eval.passages has the others

_SEALED = Path(__file__).parent / "questions" / "sealed.json"
_ANYWHERE = frozenset({"none", "beide", "", "landelijk"})  # jurisdictions that set no region
_REFUSED = 4  # exit code of the contract


@dataclass(frozen=True)
class Gold:
    """A stretch that answers: the document's file stem, and its words as a reader of the file sees them."""

    stem: str
    quote: str


@dataclass(frozen=True)
class Asked:
    """A question of a file, and what answers it; `unanswerable` where the documents do not."""

    id: str
    language: str
    text: str
    region: str | None
    tags: frozenset[str]
    golds: tuple[Gold, ...]
    unanswerable: bool = False


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
                row.get("expected") == "abstain",
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


def sealed(path: Path, seals: Path = _SEALED) -> bool:
    """Whether this is a file of which no question may be seen, by the digests in `seals`."""
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return digest in {one["sha256"] for one in json.loads(seals.read_text(encoding="utf-8")).values()}


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of every measure over a question file."""
    parser.add_argument("questions", type=Path)
    parser.add_argument("documents", type=Path, nargs="+")
    parser.add_argument("--texts", type=Path, help="folder of the texts that positions point into")
    parser.add_argument("--baseline", type=Path, help="ends with 7 where a measure is below that of this file")
    parser.add_argument("--aggregates", action="store_true", help="tell of no single question, as of a sealed file")
    parser.add_argument("--seals", type=Path, default=_SEALED, help="the digests of sealed files")


@contextmanager
def discreet(*, aggregates: bool) -> Iterator[None]:
    """End with 4 where the file or a document is Damaged; of `aggregates` without saying which question."""
    try:
        yield
    except Damaged as error:
        print("a question or document is damaged" if aggregates else str(error), file=sys.stderr)
        raise SystemExit(_REFUSED) from None


def hold(baseline: Path | None, name: str, measures: Mapping[str, float], *, signal: bool = False) -> None:
    """End with 7 where a measure of the file is below its entry in the baseline.

    A baseline of n questions lies two of them under what was measured, a likelihood's .03: a
    judgement may be corrected and a word added for another's sake, and only what is more than that
    is a fault. Entries that nobody measures fail too.
    """
    short = below({"collection": name, "measures": measures}, baseline) if baseline else {}
    mine = {one: least for one, least in short.items() if one.startswith(LIKELIHOOD) == signal}
    for one, least in mine.items():
        print(f"{name}: {one} is {measures.get(one, 'not measured')}, and {least} is asked", file=sys.stderr)
    if mine:
        raise SystemExit(BELOW_BASELINE)
