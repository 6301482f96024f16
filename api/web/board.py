"""The board: how the findings stand, and where they are, by topic and agreement."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final, get_args

from api.web.chosen import Chosen
from kb.consistency.finding import Decided, Finding, Severity, Topic, topic_of
from kb.model import Document

_GRAVEST: Final = list(Severity)
_ALL_SHOWN: Final = 12  # agreements that stand side by side, also those without a finding


@dataclass(frozen=True, slots=True)
class Standing:
    """How many findings there are, judged or not; differences between regions are counted apart."""

    open: tuple[tuple[Severity, int], ...]
    judged: int
    faults: int
    lapsed: int
    due: int
    variants: int

    @property
    def left(self) -> int:
        """How many still have to be judged."""
        return self.faults - self.judged


@dataclass(frozen=True, slots=True)
class Count:
    """How many open findings there are somewhere, and where they are listed; there is nothing where `number` is 0."""

    number: int
    gravest: Severity
    href: str


@dataclass(frozen=True, slots=True)
class Row:
    """A topic as a whole, and in each agreement; a finding about two agreements counts in both."""

    topic: Topic
    whole: Count
    cells: tuple[tuple[Document, Count], ...]

    @property
    def filled(self) -> tuple[tuple[Document, Count], ...]:
        """The cells with something in them."""
        return tuple((document, count) for document, count in self.cells if count.number)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Topics by agreements; `calm` agreements have no open finding, and are left out where there are many."""

    regions: tuple[tuple[str, tuple[tuple[Document, str], ...]], ...]
    rows: tuple[Row, ...]
    calm: int


def standing(findings: Iterable[Finding], on: date) -> Standing:
    """How findings stand on a day; `due` are those put off to that day or before."""
    every = list(findings)
    faults = [one for one in every if one.severity is not Severity.VARIANT]
    left = [one for one in faults if one.open]
    lapsed = [one for one in left if one.decision and one.decision.lapsed]
    return Standing(
        open=tuple((one, sum(it.severity is one for it in left)) for one in _GRAVEST if one is not Severity.VARIANT),
        judged=len(faults) - len(left),
        faults=len(faults),
        lapsed=len(lapsed),
        due=sum(due(one, on) for one in left),
        variants=len(every) - len(faults),
    )


def due(finding: Finding, on: date) -> bool:
    """Whether a finding was put off to a day that has come."""
    decision = finding.decision
    if decision is None or decision.lapsed or decision.verdict is not Decided.DEFERRED:
        return False
    return decision.until is not None and decision.until <= on


def waits(finding: Finding, on: date) -> bool:
    """Whether somebody must look at an open finding now: it was not put off, or its day has come."""
    decision = finding.decision
    return decision is None or decision.lapsed or due(finding, on)


def matrix(findings: Sequence[Finding], documents: Iterable[Document], chosen: Chosen) -> Matrix:
    """The open findings by topic and agreement; `documents` are those of the region, or of all."""
    left = chosen.of(findings)
    cited = {one.document_id for finding in left for one in finding.citations}
    every = list(documents)
    own = [one for one in every if chosen.region in ("", one.region) or one.id in cited]
    shown = own if len(own) <= _ALL_SHOWN else [one for one in own if one.id in cited]
    shown.sort(key=lambda one: (one.region, one.title, one.id))
    by_region = groupby(shown, lambda one: one.region)
    return Matrix(
        regions=tuple(
            (region, tuple((one, chosen.href(agreement=one.id)) for one in of_it)) for region, of_it in by_region
        ),
        rows=tuple(_row(topic, left, shown, chosen) for topic in get_args(Topic)),
        calm=len(own) - len(shown),
    )


def _row(topic: Topic, left: Iterable[Finding], documents: Iterable[Document], chosen: Chosen) -> Row:
    of_it = [one for one in left if topic_of(one.rule) == topic]
    cells = tuple((document, _in(document, topic, of_it, chosen)) for document in documents)
    return Row(topic, _count(of_it, chosen.href(topic=topic)), cells)


def _in(document: Document, topic: Topic, of_it: Iterable[Finding], chosen: Chosen) -> Count:
    here = [one for one in of_it if any(cited.document_id == document.id for cited in one.citations)]
    return _count(here, chosen.href(topic=topic, agreement=document.id))


def _count(findings: Sequence[Finding], href: str) -> Count:
    gravest = min((one.severity for one in findings), key=_GRAVEST.index, default=Severity.LOW)
    return Count(len(findings), gravest, href)
