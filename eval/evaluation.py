"""A question file answered and scored: all measures of the contract, and the confusions behind them."""

import hashlib
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any, Final

from eval.asking import Ask, Replied, replies
from eval.failures import causes
from eval.question_file import (
    ANSWERS,
    LIKELIHOOD,
    Texts,
    questions,
)
from eval.retrieval import below
from eval.score import Library, Scored, flat, latency, shares
from eval.signal import reliability
from eval.verdicts import figures, risk_coverage, shown
from kb.search.indexes import Indexes
from kb.store import Store

_FEW: Final = 5  # questions of a group that, sealed, would tell of single ones


@dataclass(frozen=True)
class Evaluation:
    """A question file, answered and scored; `aggregates` where nothing of one question may be told."""

    name: str
    digest: str
    library: Library
    scored: tuple[Scored, ...]
    aggregates: bool = False

    @property
    def replied(self) -> list[Replied]:
        """The answered questions, in the order of the file."""
        return [one.reply for one in self.scored]

    @property
    def _least(self) -> int:
        """How many questions a figure that stands among others is of, at least."""
        return _FEW if self.aggregates else 1

    @cached_property
    def shares(self) -> dict[str, dict[str, dict[str, Any]]]:
        """The measures by side and group."""
        return shares(self.scored, self._least)

    @cached_property
    def measures(self) -> dict[str, float]:
        """The measures by the names that a baseline uses."""
        return flat(self.shares)

    @property
    def reliability(self) -> list[dict[str, float | None]]:
        """How likely an answer was held to be there, against how often it was."""
        sides = ([one.reply.likelihood for one in self.scored if pick(one)] for pick in (_answerable, _unanswerable))
        return reliability(*sides)

    @property
    def causes(self) -> dict[str, int]:
        """How often each thing went wrong."""
        return dict(Counter(cause for one in self.scored for cause in causes(one)).most_common())

    def confusion(self) -> dict[str, dict[str, dict[str, int]]]:
        """What the file says against what the answer says: kinds, verdicts, and outcomes."""
        counts: dict[str, dict[str, Counter[str]]] = {"kinds": {}, "verdicts": {}, "outcomes": {}}
        for one in self.scored:
            asked, answer = one.asked, one.reply.answer
            pairs = {"kinds": (asked.kind, answer.kind.value), "outcomes": (_expected(one), answer.outcome)}
            if asked.verdict:
                pairs["verdicts"] = (asked.verdict, shown(one.reply) or "none")
            for name, (expected, given) in pairs.items():
                if expected:
                    counts[name].setdefault(expected, Counter())[given] += 1
        return {name: {row: dict(cells) for row, cells in sorted(rows.items())} for name, rows in counts.items()}

    def summary(self) -> dict[str, Any]:
        """All figures as JSON."""
        return {
            "questions": self.name,
            "digest": self.digest,
            "asked": len(self.scored),
            "documents": len(self.library.documents),
            "unread_gold": sum(one.asked.unread for one in self.scored),
            "foreign": sum(one.foreign for one in self.scored),
            "measures": self.measures,
            "shares": self.shares,
            "verdicts": figures(self.replied),
            "risk_coverage": risk_coverage(self.replied, self._least),
            "reliability": self.reliability,
            "confusion": self.confusion(),
            "causes": self.causes,
            "latency_ms": latency(self.replied),
        }

    def write_predictions(self, path: Path) -> None:
        """Write a prediction a line; OSError where the file cannot be written."""
        path.parent.mkdir(parents=True, exist_ok=True)
        lines = "".join(f"{one.prediction().model_dump_json()}\n" for one in self.replied)
        path.write_text(lines, encoding="utf-8")


def _answerable(one: Scored) -> bool:
    return one.asked.answerable


def _unanswerable(one: Scored) -> bool:
    return one.asked.unanswerable


def _expected(one: Scored) -> str:
    return "answer" if one.asked.answerable else "abstain" if one.asked.unanswerable else ""


def evaluate(
    path: Path, ask: Ask, store: Store, indexes: Indexes, texts: Path | None = None, *, aggregates: bool = False
) -> Evaluation:
    """Answer the questions of a file and score them where it says what is right.

    Positions of gold count in the texts of the folder `texts`, or in the held files themselves; gold
    that stands in neither is not scored. Raises Damaged where the file is no question file, and what
    `ask` raises.
    """
    library = Library(store)
    asked = questions(path, _texts(store, library, texts), unread=True)
    found = replies(asked, ask, indexes, sorted(library.regions))
    digest = f"sha256:{hashlib.sha256(path.read_bytes()).hexdigest()}"
    return Evaluation(path.stem, digest, library, tuple(Scored(one, library) for one in found), aggregates)


def _texts(store: Store, library: Library, folder: Path | None) -> Texts:
    """The texts that positions may be of: a file of the folder, or a held document taken in as plain text."""

    def read(stem: str) -> Collection[str]:
        file = folder / f"{stem}.txt" if folder else None
        found = [file.read_bytes()] if file and file.is_file() else []
        for one in library.documents:
            if PurePath(one.file).stem == stem and PurePath(one.file).suffix in (".txt", ".md"):
                found.append(store.original(one.id))
        return [text.decode("utf-8", "replace") for text in found]

    return read


def falls_short(evaluation: Evaluation, baseline: Path) -> dict[str, float]:
    """The measures below the baseline of the file, with what it asks; an entry that nobody measures is below.

    Entries of the other measures over question files are theirs. Raises Damaged where it is no baseline.
    """
    short = below({"collection": evaluation.name, "measures": evaluation.measures}, baseline)
    return {name: least for name, least in short.items() if not _of_others(name)}


def _of_others(name: str) -> bool:
    return not name.endswith(ANSWERS) and (name.startswith(LIKELIHOOD) or "_first_" in name)
