"""Documents without the references to appendices that lead elsewhere by a finding: those are not missing."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from kb.answer import Citation
from kb.consistency.finding import Finding, Rule
from kb.model import Document, Reference

# The cases that tell which appendix is meant; one that is in no list may well be missing.
_ELSEWHERE: Final = frozenset({"other_number", "other_title", "two_numbers"})
_NUMBER: Final = re.compile(r"bijlage\s+(?P<number>[\w.]+)", re.I)
_Wrong = tuple[str, Citation]  # a number, and where it is given


def without_misdirected(documents: Sequence[Document], findings: Iterable[Finding]) -> tuple[Document, ...]:
    """The documents, each without what it names or leans on under a number that a finding says is another's."""
    wrong: dict[str, list[_Wrong]] = {}
    for one in findings:
        if one.rule is Rule.APPENDIX_REFERENCE and one.case in _ELSEWHERE:
            for given in _given(one):
                wrong.setdefault(given[1].document_id, []).append(given)
    return tuple(_without(one, wrong[one.id]) if one.id in wrong else one for one in documents)


def _given(finding: Finding) -> list[_Wrong]:
    """The wrong number with each place that gives it; the last side is what shows it to be wrong."""
    number = finding.facts["number"] if finding.case == "two_numbers" else _number(finding.facts["reference"])
    return [(number.casefold(), cited) for cited in finding.citations[:-1]]


def _without(document: Document, wrong: Sequence[_Wrong]) -> Document:
    def kept(references: Iterable[Reference]) -> tuple[Reference, ...]:
        return tuple(one for one in references if not any(_is(one, *given) for given in wrong))

    return document.model_copy(update={"names": kept(document.names), "depends_on": kept(document.depends_on)})


def _is(reference: Reference, number: str, cited: Citation) -> bool:
    overlaps = reference.evidence.start < cited.end and cited.start < reference.evidence.end
    return overlaps and _number(reference.name).casefold() == number


def _number(name: str) -> str:
    found = _NUMBER.match(name)
    return found["number"].rstrip(".") if found else ""
