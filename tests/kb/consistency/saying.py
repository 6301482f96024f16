"""What one rule says of a few texts: the case, and what is quoted."""

from kb.consistency.finding import Rule
from tests.kb.consistency.papers import findings


def said(rule: Rule, *texts: str) -> list[tuple[str, tuple[str, ...]]]:
    """The case and the quotes of each finding of a rule in documents of one region."""
    return sorted((one.case, tuple(c.quote for c in one.citations)) for one in findings(*texts) if one.rule is rule)
