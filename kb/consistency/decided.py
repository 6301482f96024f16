"""Findings joined with what was decided of them, also where the text has changed since."""

import unicodedata
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz

from kb.consistency.finding import Finding, KeptDecision

_SAME_PLACE = 60  # of 100: a sentence less alike is another sentence


def decided(
    findings: Sequence[Finding], kept: Iterable[KeptDecision]
) -> tuple[tuple[Finding, ...], tuple[KeptDecision, ...]]:
    """The findings in their order, each with its decision, and the decisions on what is found no more.

    A decision lapses when a quote differs from what was quoted when it was taken. One whose finding
    is gone passes, lapsed, to the undecided finding of the same rule in the same documents whose quotes
    are most like its own: the sentence was rewritten and the fault stayed.
    """
    by_id = {one.decision.finding: one for one in kept}
    out = {one.id: _with(one, by_id.pop(one.id)) if one.id in by_id else one for one in findings}
    gone: list[KeptDecision] = []
    for decision in by_id.values():
        open_ = [one for one in out.values() if one.decision is None and _akin(one, decision)]
        near = max(open_, key=lambda one: _likeness(one, decision), default=None)
        if near is not None and _likeness(near, decision) >= _SAME_PLACE:
            out[near.id] = _with(near, decision)
        else:
            gone.append(decision)
    return tuple(out.values()), tuple(gone)


def quotes_of(finding: Finding) -> tuple[str, ...]:
    """The quotes of a finding as they are compared: in one way of writing, white space aside."""
    return tuple(_plain(citation.quote) for citation in finding.citations)


def _with(finding: Finding, kept: KeptDecision) -> Finding:
    same = sorted(map(_plain, kept.decision.quotes)) == sorted(quotes_of(finding))
    return finding.model_copy(update={"decision": kept.decision.model_copy(update={"lapsed": not same})})


def _akin(finding: Finding, kept: KeptDecision) -> bool:
    documents = {citation.document_id for citation in finding.citations}
    return finding.rule is kept.rule and documents == set(kept.documents)


def _likeness(finding: Finding, kept: KeptDecision) -> float:
    return float(fuzz.ratio(" ".join(quotes_of(finding)), " ".join(map(_plain, kept.decision.quotes))))


def _plain(quote: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", quote).split())
