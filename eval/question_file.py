"""A file of questions: what it asks and what answers that, whether it is sealed, and what a measure of it may say.

A sealed file is run once by someone who does not tune on it, so that nothing of a single question
may be seen: its digest stands in eval/questions/sealed.json.
"""

import argparse
import hashlib
import json
import sys
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal

from eval.retrieval import BELOW_BASELINE, below
from kb.errors import Damaged
from kb.language.dutch import detect

LIKELIHOOD: Final = "likelihood_"  # begins the names of what eval.signal measures
ANSWERS: Final = (  # ends the names of what eval.answers measures; eval.passages has the others
    *("verbatim", "gold_any", "gold_all", "gold_first", "kept", "withheld"),
    *("verdict_right", "verdict_safe", "actor", "actor_named", "own_region"),
)
FOLLOW_UP: Final = "follow_up"  # the tag of a question that follows another

Texts = Callable[[str], Collection[str]]  # the texts that a file stem may stand for

_SEALED = Path(__file__).parent / "questions" / "sealed.json"
_ANYWHERE = frozenset({"none", "beide", "", "landelijk"})  # jurisdictions that set no region
_REFUSED = 4  # exit code of the contract
_DAY = date(2026, 11, 1)  # the contract's, where a question names none
_GOLD = ("gold", "alternatives")


@dataclass(frozen=True)
class Gold:
    """A stretch that answers: the document's file stem, its words as a reader of the file sees them, and its place."""

    stem: str
    quote: str
    place: str = ""


@dataclass(frozen=True)
class Asked:
    """A question of a file, and what is known of its answer; a field that the file leaves out is empty.

    `golds` are all stretches that answer: the `needed` ones, which do so together, then the
    alternatives. `unread` says that some could not be read. `answerable` and `unanswerable` are both
    False where the file does not say. `on` is the day asked about, `after` the id of the turn before.
    """

    id: str
    language: str
    text: str
    region: str | None
    tags: frozenset[str]
    golds: tuple[Gold, ...]
    unanswerable: bool = False
    answerable: bool = False
    needed: int = 0
    unread: bool = False
    on: date = _DAY
    after: str | None = None
    group: str = ""
    kind: str = ""
    verdict: str | None = None
    verdicts: frozenset[str] = frozenset()
    actors: tuple[str, ...] = ()


def questions(path: Path, texts: Path | Texts | None = None, *, unread: bool = False) -> list[Asked]:
    """The questions of a file in the format of the contract; quotes given as positions are read from `texts`.

    Raises Damaged where a line is no question or an id stands there twice; unless `unread` is
    allowed, also where a text is absent or not the one the positions are of.
    """
    source = _in_folder(texts) if texts is None or isinstance(texts, Path) else texts
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise Damaged(f"{path.name}: {error}", file=path.name) from error
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found.append(_asked(json.loads(line), source, unread=unread))
        except (ValueError, KeyError, TypeError, AttributeError, OSError) as error:
            raise Damaged(f"{path.name}, line {number}: {error!r}", file=path.name) from error
    if twice := [name for name, times in Counter(one.id for one in found).items() if times > 1]:
        raise Damaged(f"{path.name}: {twice[0]} stands there twice", file=path.name)
    return found


def _asked(row: Mapping[str, Any], texts: Texts, *, unread: bool) -> Asked:
    needed, others = ([_gold(one, texts, unread=unread) for one in row.get(key) or ()] for key in _GOLD)
    golds = tuple(one for one in (*needed, *others) if one)
    region = "-".join(str(row.get("jurisdiction") or "").casefold().split())
    answer = _expected(row, golds=bool(golds))
    after = row.get("follow_up_of")
    return Asked(
        id=str(row["id"]),
        language=row.get("lang") or detect(row["question"]),
        text=str(row["question"]),
        region=None if region in _ANYWHERE else region,
        tags=frozenset(row.get("tags") or ()) | ({FOLLOW_UP} if after else set()),
        golds=golds,
        unanswerable=answer == "abstain",
        answerable=answer == "answer",
        needed=sum(one is not None for one in needed),
        unread=None in needed or None in others,
        on=date.fromisoformat(row["on"]) if row.get("on") else _DAY,
        after=str(after) if after else None,
        group=row.get("user_group") or "",
        kind=row.get("type") or "",
        verdict=row.get("verdict"),
        verdicts=frozenset(row.get("verdict_accept") or ()) | ({row["verdict"]} if row.get("verdict") else set()),
        actors=tuple(row.get("actors") or ()),
    )


def _expected(row: Mapping[str, Any], *, golds: bool) -> Literal["answer", "abstain"] | None:
    """What is right to do: as the file says, else by whether it says that there is an answer, or has one."""
    said = row.get("expected")
    if said in ("answer", "abstain"):
        return "answer" if said == "answer" else "abstain"
    answerable = row.get("answerable")
    if answerable is None:
        return "answer" if golds else None
    return "answer" if answerable else "abstain"


def _gold(place: Mapping[str, Any], texts: Texts, *, unread: bool) -> Gold | None:
    """The stretch at a place; None where its text cannot be read and that is allowed."""
    stem, section = Path(str(place.get("doc"))).stem, str(place.get("section") or "")
    if place.get("quote"):
        return Gold(stem, str(place["quote"]), section)
    for text in texts(stem) if place.get("sha256") else ():
        quote = text[place["start"] : place["end"]]
        if hashlib.sha256(quote.encode()).hexdigest() == place["sha256"]:
            return Gold(stem, quote, f"{section} [{place['start']}:{place['end']}]".strip())
    if unread:
        return None
    raise ValueError(f"no text of {stem} is given that the positions are of")


def _in_folder(folder: Path | None) -> Texts:
    def read(stem: str) -> list[str]:
        return [] if folder is None else [(folder / f"{stem}.txt").read_text(encoding="utf-8")]

    return read


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
    mine = {
        one: least for one, least in short.items() if one.startswith(LIKELIHOOD) == signal and not one.endswith(ANSWERS)
    }
    for one, least in mine.items():
        print(f"{name}: {one} is {measures.get(one, 'not measured')}, and {least} is asked", file=sys.stderr)
    if mine:
        raise SystemExit(BELOW_BASELINE)
