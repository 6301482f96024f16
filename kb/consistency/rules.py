"""Every rule, by what it reads: one paper alone, the papers of a region together, two regions beside each other."""

from collections.abc import Callable, Iterable
from typing import Final

from kb.consistency.consent import consent_conflict, vague_consent
from kb.consistency.finding import Found, Statement
from kb.consistency.gaps import missing_facet, problem_without_rule
from kb.consistency.lead import double_lead, steering, tasks
from kb.consistency.naming import abbreviations, colour_columns, scales, term_spelling, term_variants, undefined
from kb.consistency.paper import Paper
from kb.consistency.parties import name_variants, party_list, signatures
from kb.consistency.references import (
    appendices,
    appendix_lists,
    appendix_mentions,
    appendix_reference,
    appendix_unreferred,
    article_reference,
    contents_list,
    named,
    named_but_absent,
    outline,
    part_references,
    series,
)
from kb.consistency.region import Region
from kb.consistency.terms import counted, deadlines, frequencies, thresholds
from kb.consistency.text import brackets, doubled, list_end
from kb.consistency.validity import duration, periods, precedence, stale_statement, status_conflict, supersession

# Faults within one paper.
WITHIN: Final[tuple[Callable[[Paper], Iterable[Found]], ...]] = (
    contents_list.find,
    vague_consent.find,
    signatures.find,
    brackets.find,
    list_end.find,
    doubled.find,
    party_list.find,
    problem_without_rule.find,
    stale_statement.find,
    missing_facet.find,
    term_spelling.find,
    colour_columns.find,
    counted.find,
)
# What a paper says, for rules that compare: of a paper with itself too.
STATED: Final[tuple[Callable[[Paper], Iterable[Statement]], ...]] = (
    named.state,
    appendices.state,
    named_but_absent.state,
    steering.state,
    outline.state,
    part_references.state,
    series.state,
    frequencies.state,
    double_lead.state,
    deadlines.state,
    thresholds.state,
    duration.state,
    abbreviations.state,
    undefined.state,
    name_variants.state,
    precedence.state,
    scales.state,
    appendix_lists.state,
    appendix_mentions.state,
    status_conflict.state,
    tasks.state,
    term_variants.state,
    consent_conflict.state,
    stale_statement.state,
)
# Faults in what the papers of a region say together.
TOGETHER: Final[tuple[Callable[[Region], Iterable[Found]], ...]] = (
    named_but_absent.find,
    article_reference.find,
    series.find,
    frequencies.find,
    double_lead.find,
    deadlines.find,
    thresholds.find,
    periods.find,
    abbreviations.find,
    undefined.find,
    name_variants.find,
    precedence.find,
    supersession.find,
    stale_statement.pass_by,
    scales.find,
    appendix_reference.find,
    appendix_unreferred.find,
    status_conflict.find,
    tasks.find,
    term_variants.find,
    consent_conflict.find,
)
# Differences between two regions, which are variants and no faults.
BETWEEN: Final[tuple[Callable[[Region, Region], Iterable[Found]], ...]] = (
    status_conflict.vary,
    term_variants.vary,
    deadlines.vary,
    frequencies.vary,
    double_lead.vary,
    consent_conflict.vary,
)
