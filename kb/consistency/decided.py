"""Findings joined with what was decided of them, also where the text has changed since."""

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Sequence

from rapidfuzz import fuzz

from kb.consistency.finding import Finding, KeptDecision

_SAME_PLACE = 60  # of 100: a sentence less alike is another sentence


def decided(
    findings: Sequence[Finding], kept: Iterable[KeptDecision]
) -> tuple[tuple[Finding, ...], tuple[KeptDecision, ...]]:
    """The findings in their order, each with its decision, and the decisions on what is found no more.

    A decision lapses when a quote differs from what was quoted when it was taken. One whose finding
    is gone passes, lapsed, to the undecided finding of the same rule in the same documents whose quotes
    are most like its own: the sentence was rewritten and the fault stayed. It passes to none that was found
    beside its own when it was taken, also where that has its number now: of two alike the second is numbered
    as the first when that is mended. Of a decision for which that is not known, only the same quotes tell.
    """
    joined = _Joined(findings, kept)
    joined.by_id(_same_quotes)
    joined.nearest(_same_quotes)
    joined.by_id(lambda one, decision: not joined.renumbered(one, decision))
    joined.nearest(lambda one, decision: decision.sisters is not None and _likeness(one, decision) >= _SAME_PLACE)
    return tuple(joined.findings.values()), tuple(joined.open.values())


class _Joined:
    """Findings by id, each with its decision once one is joined with it, and the decisions still `open` by theirs."""

    def __init__(self, findings: Sequence[Finding], kept: Iterable[KeptDecision]) -> None:
        self.findings = {one.id: one for one in findings}
        self.open = {one.decision.finding: one for one in kept}

    def by_id(self, fits: Callable[[Finding, KeptDecision], bool]) -> None:
        """Join each decision with the finding that has its id, where they fit."""
        for decision in tuple(self.open.values()):
            one = self.findings.get(decision.decision.finding)
            if one and one.decision is None and fits(one, decision):
                self._join(one, decision)

    def nearest(self, fits: Callable[[Finding, KeptDecision], bool]) -> None:
        """Join each decision with the likest undecided finding that it may have become, where they fit."""
        for decision in tuple(self.open.values()):
            undecided = (one for one in self.findings.values() if one.decision is None and _akin(one, decision))
            likely = [one for one in undecided if fits(one, decision) and not _known(one, decision)]
            if likely:
                self._join(max(likely, key=lambda one: _likeness(one, decision)), decision)

    def renumbered(self, finding: Finding, kept: KeptDecision) -> bool:
        """Whether a finding is a sister of the decided one that has its number since that was mended."""
        said = digest_of(finding)
        for sister, its in (kept.sisters or {}).items():
            now = self.findings.get(sister)
            if its == said and (now is None or digest_of(now) != its):
                return True
        return False

    def _join(self, finding: Finding, kept: KeptDecision) -> None:
        decision = kept.decision.model_copy(update={"lapsed": not _same_quotes(finding, kept)})
        self.findings[finding.id] = finding.model_copy(update={"decision": decision})
        del self.open[kept.decision.finding]


def sisters_of(finding: Finding, among: Iterable[Finding]) -> dict[str, str]:
    """The other findings of the same rule in the same documents: by id the digest of what they quote."""
    documents = _documents(finding)
    same = (one for one in among if one.rule is finding.rule and _documents(one) == documents)
    return {one.id: digest_of(one) for one in same if one.id != finding.id}


def quotes_of(finding: Finding) -> tuple[str, ...]:
    """The quotes of a finding as they are compared: in one way of writing, white space aside."""
    return tuple(_plain(citation.quote) for citation in finding.citations)


def digest_of(finding: Finding) -> str:
    """What a finding quotes, in few letters; the same for the same quotes in any order."""
    return hashlib.sha256("\n".join(sorted(quotes_of(finding))).encode()).hexdigest()[:16]


def _known(finding: Finding, kept: KeptDecision) -> bool:
    """Whether a finding stood beside the decided one when that was decided, with that id or those quotes."""
    sisters, said = kept.sisters or {}, digest_of(finding)
    if _same_quotes(finding, kept):  # of a sister with the same quotes only the id tells
        return sisters.get(finding.id) == said
    return finding.id in sisters or said in sisters.values()


def _same_quotes(finding: Finding, kept: KeptDecision) -> bool:
    return sorted(map(_plain, kept.decision.quotes)) == sorted(quotes_of(finding))


def _akin(finding: Finding, kept: KeptDecision) -> bool:
    return finding.rule is kept.rule and _documents(finding) == set(kept.documents)


def _documents(finding: Finding) -> set[str]:
    return {citation.document_id for citation in finding.citations}


def _likeness(finding: Finding, kept: KeptDecision) -> float:
    return float(fuzz.ratio(" ".join(quotes_of(finding)), " ".join(map(_plain, kept.decision.quotes))))


def _plain(quote: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", quote).split())
