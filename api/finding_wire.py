"""Findings as JSON, as the contract promises: a sentence with every side quoted, and what was decided."""

from collections.abc import Sequence

from api.finding_words import decides_in_words, finding_in_words
from api.sentences import Lang
from api.wire import Wire, citation_to_wire
from kb.consistency.finding import Decision, Finding, topic_of


def findings_to_wire(findings: Sequence[Finding], lang: Lang) -> Wire:
    """A list of findings."""
    return {"items": [finding_to_wire(one, lang) for one in findings], "total": len(findings)}


def finding_to_wire(finding: Finding, lang: Lang) -> Wire:
    """One finding; its sentences are in `lang`, its quotes as the agreements have them."""
    return {
        "id": finding.id,
        "rule": finding.rule.value,
        "topic": topic_of(finding.rule),
        "relation": finding.relation.value if finding.relation else None,
        "severity": finding.severity.value,
        "regions": list(finding.regions),
        "sentence": finding_in_words(finding, lang),
        "citations": [citation_to_wire(one) for one in finding.citations],
        "whoDecides": decides_in_words(finding.who_decides, lang),
        "decision": _decision(finding.decision) if finding.decision else None,
    }


def _decision(decision: Decision) -> Wire:
    return decision.model_dump(mode="json", include={"verdict", "note", "owner", "on", "until", "lapsed"})
