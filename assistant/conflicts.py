"""What contradicts an answer: findings of the consistency check on the very sentences that it says."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Final

from assistant.held import Held
from assistant.stretches import said_in
from assistant.verify import Verifier, tidy
from kb.answer import Caution, Citation, Claim
from kb.consistency.finding import Decided, Finding, Relation, Rule, Severity, topic_of
from kb.errors import UnknownPassage
from kb.model import Span
from kb.register import NATIONAL

# Rules whose sides settle one thing in two ways; names, lists and numbers that differ tell nobody to act otherwise.
_OTHERWISE: Final = frozenset(
    {
        Rule.DOUBLE_LEAD,
        Rule.CONSENT_CONFLICT,
        Rule.DIFFERING_TERM,
        Rule.DIFFERING_FREQUENCY,
        Rule.STATUS_CONFLICT,
        Rule.APPENDIX_REFERENCE,
    }
)
_COUNTED: Final = "counted"  # what is counted by the year may well be reported by the half-year
_ACTED_ON: Final = frozenset({"lead", "consent", "terms"})  # topics that tell a caseworker what to do
_MOST: Final = 4  # sides shown of one finding


class Conflicts:
    """The contradictions that concern claims on a day, among findings of the consistency check.

    A finding that was judged to be none is none, and so is a difference between regions. An agreement that
    gives way to another does not contradict it.
    """

    def __init__(self, claims: Sequence[Claim], findings: Sequence[Finding], held: Held, on: date) -> None:
        self._claims, self._held, self._on = claims, held, on
        cited = {citation.document_id for claim in claims for citation in claim.citations}
        self._findings = [one for one in findings if not cited.isdisjoint(side.document_id for side in one.citations)]
        regions = {citation.region for claim in claims for citation in claim.citations}
        self._verifier = Verifier(held, frozenset({*regions, NATIONAL}))

    def cautions(self, answering: Collection[Claim], *, disputed: bool = False) -> tuple[Caution, ...]:
        """A caution for each, with what the sides say; first those on the lead, consent or term that is answered.

        `answering` are the claims that the answer is read from; on other topics a contradiction counts in those
        only. With `disputed` the claims are shown as positions already: two that contradict each other need no
        caution.
        """
        found: dict[tuple[Claim, ...], Caution] = {}
        for finding in filter(_contradicts, self._findings):
            said = [side for side in finding.citations if _cited(side, self._claims)]
            answered = any(_cited(side, answering) for side in said)
            acted_on = topic_of(finding.rule) in _ACTED_ON
            if (disputed and len(said) > 1) or not (acted_on or answered):
                continue
            sides = tuple(self._sides(finding, said))
            if len(sides) > 1 and (sides not in found or answered):
                found[sides] = self._caution(sides, grave=acted_on and answered)
        return tuple(sorted(found.values(), key=lambda one: one.severity != "high"))

    def settled(self) -> bool:
        """Whether claims that differ were judged not to contradict each other."""
        return any(
            _judged_none(finding) and sum(_cited(side, self._claims) is not None for side in finding.citations) > 1
            for finding in self._findings
        )

    def _sides(self, finding: Finding, said: Sequence[Citation]) -> Iterator[Claim]:
        """What is said in the order of the claims, then what contends with that, each as the text stands now."""
        pairs = [(one, other) for one in said for other in finding.citations if self._contend(one, other)]
        sides = {side: _cited(side, self._claims) for pair in pairs for side in pair}
        order = [citation for claim in self._claims for citation in claim.citations]
        for side, whole in sorted(sides.items(), key=lambda one: order.index(one[1]) if one[1] else len(order))[:_MOST]:
            yield from self._verifier.verified(self._stated(side, whole))

    def _caution(self, sides: tuple[Claim, ...], *, grave: bool) -> Caution:
        """The caution; it names the other agreements, or the one that contradicts itself, or none where all is said."""
        quoted = {citation for claim in self._claims for citation in claim.citations}
        own = {side.citations[0].document_title for side in sides if side.citations[0] in quoted}
        others = dict.fromkeys(one.document_title for side in sides for one in side.citations if one not in quoted)
        elsewhere = ", ".join(title for title in others if title not in own)
        facts = {"other": elsewhere} if elsewhere else {"title": next(iter(others))} if others else {}
        return Caution(code="passages_conflict", facts=facts, claims=sides, severity="high" if grave else "normal")

    def _contend(self, one: Citation, other: Citation) -> bool:
        if one.document_id == other.document_id:
            return one != other
        ids = (one.document_id, other.document_id)
        return all(each in self._held.by_id and self._held.governs(each, self._on) for each in ids)

    def _stated(self, side: Citation, whole: Citation | None) -> Iterator[Claim]:
        """A side as a claim, cited as the text stands now; none where the text has changed since."""
        document = self._held.by_id.get(side.document_id)
        if document is None or document.version != side.version:
            return
        try:
            passage = self._held.passage(side.passage_id)
        except UnknownPassage:
            return
        cited = self._held.cite(passage, Span(start=side.start, end=side.end), self._on)
        if whole is not None and whole.start <= cited.start and cited.end <= whole.end:
            yield Claim(text=tidy(cited.quote), citations=(whole,))  # what is quoted already keeps its number
        else:
            yield Claim(text=tidy(cited.quote), citations=(cited,))


def _contradicts(finding: Finding) -> bool:
    if finding.rule not in _OTHERWISE or finding.case == _COUNTED or finding.severity is Severity.VARIANT:
        return False
    return finding.relation is Relation.CONTRADICTION and not _judged_none(finding)


def _judged_none(finding: Finding) -> bool:
    decision = finding.decision
    return decision is not None and decision.verdict is Decided.NOT_JUSTIFIED and not decision.lapsed


def _cited(side: Citation, claims: Collection[Claim]) -> Citation | None:
    """The citation with which claims say a side, or a part of it; to stand in a paragraph they quote is not enough."""
    for claim in claims:
        for cited in claim.citations:
            same = (cited.document_id, cited.version) == (side.document_id, side.version)
            if same and _overlap(cited, side) and any(_overlap(span, side) for span in said_in(cited, [claim])):
                return cited
    return None


def _overlap(one: Citation | Span, other: Citation) -> bool:
    return one.start < other.end and other.start < one.end
