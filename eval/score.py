"""What the answers to a question file are worth: each question's scores, and their shares by group."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePath
from typing import Any, Final

import numpy as np

from assistant.verify import locate
from eval.actors import named, names_of
from eval.asking import Replied
from eval.golds import cited, passages_with
from eval.passages import share
from eval.question_file import ANSWERS, Asked
from eval.verdicts import RIGHT, WRONG, became
from kb.model import Document, Passage
from kb.register import NATIONAL
from kb.store import Store

Counted = tuple[int, int]  # how many are right, of how many
ALL: Final = "all"
SIDES: Final = ("language", "group", "kind", "tag")  # what questions are told apart by


class Library:
    """The documents that the questions are about, as the store has them."""

    def __init__(self, store: Store) -> None:
        self.documents: tuple[Document, ...] = store.documents()
        self.texts: Mapping[str, str] = {one.id: store.full_text(one.id) for one in self.documents}
        self.stems: Mapping[str, str] = {one.id: PurePath(one.file).stem for one in self.documents}
        self.passages: Mapping[str, Sequence[Passage]] = {one.id: store.passages(one.id) for one in self.documents}
        self.regions = frozenset(one.region for one in self.documents)


@dataclass(frozen=True)
class Scored:
    """An answered question with its scores: by measure (ANSWERS) what counts, where the measure applies."""

    reply: Replied
    library: Library

    @property
    def asked(self) -> Asked:
        """The question."""
        return self.reply.asked

    @cached_property
    def right(self) -> frozenset[str]:
        """The passages that hold a part of what answers, by id."""
        library = self.library
        return passages_with(self.asked, library.texts, library.stems, library.passages)

    @cached_property
    def foreign(self) -> int:
        """How many citations are of another region than the one asked about; national texts hold everywhere."""
        region = self.asked.region
        return sum(region is not None and one.region not in (region, NATIONAL) for one in self.reply.citations)

    @cached_property
    def counted(self) -> dict[str, Counted]:
        """What counts, by measure."""
        asked, reply = self.asked, self.reply
        found = self._quoted()
        if asked.answerable:
            found["kept"] = (int(not reply.abstained), 1)
            if asked.golds and not asked.unread:
                citations = () if reply.abstained else reply.citations
                found |= {name: (int(hit), 1) for name, hit in cited(citations, asked).items()}
        if asked.unanswerable:
            found["withheld"] = (int(self._withheld()), 1)
        if verdict := became(reply):
            found |= {"verdict_right": (int(verdict == RIGHT), 1), "verdict_safe": (int(verdict != WRONG), 1)}
        if asked.actors:
            found |= self._actors()
        return found

    def _quoted(self) -> dict[str, Counted]:
        citations = self.reply.citations
        if not citations:
            return {}
        texts = self.library.texts
        stand = sum(locate(one.quote, texts.get(one.document_id, "")) is not None for one in citations)
        found = {"verbatim": (stand, len(citations))}
        return found | ({"own_region": (int(not self.foreign), 1)} if self.asked.region else {})

    def _withheld(self) -> bool:
        """A near miss is also withheld by saying what the texts do not settle."""
        answer = self.reply.answer
        said = answer.outcome == "partial" and bool(answer.missing) and "near_miss" in self.asked.tags
        return self.reply.abstained or said

    def _actors(self) -> dict[str, Counted]:
        answer = self.reply.answer
        names = names_of(self.asked.actors, self.library.documents, self.asked.region)
        listed = () if self.reply.abstained else answer.actors
        said = () if self.reply.abstained else (*answer.actors, self.reply.text)
        return {"actor": (int(named(names, said)), 1), "actor_named": (int(named(names, listed)), 1)}


def groups_of(asked: Asked) -> Iterable[tuple[str, str]]:
    """What a question is counted under: the side it is looked at from, and the group there."""
    yield ALL, ALL
    yield "language", "english" if asked.language == "en" else "dutch"
    if asked.group:
        yield "group", asked.group
    if asked.kind:
        yield "kind", asked.kind
    for tag in sorted(asked.tags - {"english"}):
        yield "tag", tag


def shares(scored: Iterable[Scored], least: int = 1) -> dict[str, dict[str, dict[str, Any]]]:
    """By side and group: how many questions, and the share of each measure with its interval and `of` how many.

    Groups of fewer than `least` questions are left out.
    """
    sums: dict[tuple[str, str], dict[str, list[Counted]]] = defaultdict(lambda: defaultdict(list))
    size: dict[tuple[str, str], int] = defaultdict(int)
    for one in scored:
        for group in groups_of(one.asked):
            size[group] += 1
            for measure, counted in one.counted.items():
                sums[group][measure].append(counted)
    found: dict[str, dict[str, dict[str, Any]]] = {}
    for side in (ALL, *SIDES):
        names = sorted(name for own, name in size if own == side and size[own, name] >= least)
        found[side] = {name: {"n": size[side, name], **_measured(sums[side, name])} for name in names}
    return found


def _measured(counted: Mapping[str, Sequence[Counted]]) -> dict[str, Any]:
    found = {}
    for measure in ANSWERS:
        if measure in counted:
            hits, n = (sum(part) for part in zip(*counted[measure], strict=True))
            # an end of an interval that is nought may have come out of rounding below it
            found[measure] = {"of": n, **{part: value + 0.0 for part, value in share(hits, n).items()}}
    return found


def flat(found: Mapping[str, Mapping[str, Mapping[str, Any]]]) -> dict[str, float]:
    """The shares by the names that baselines use: `gold_any`, `english_gold_any`, `near_miss_withheld`."""
    return {
        (measure if side == ALL else f"{name}_{measure}"): cell["share"]
        for side in (ALL, "language", "tag")
        for name, row in found[side].items()
        for measure, cell in row.items()
        if measure != "n"
    }


def latency(replied: Sequence[Replied]) -> dict[str, float]:
    """Milliseconds an answer took, of those that were asked: the median and the 95th of a hundred."""
    spent = [one.answer.timings.total_ms for one in replied if one.answer.timings.total_ms] or [0.0]
    return {"p50": round(float(np.median(spent)), 2), "p95": round(float(np.quantile(spent, 0.95)), 2)}
