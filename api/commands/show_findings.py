"""What people see of findings on a terminal: a sentence to act on, each side with its quote, who could decide."""

from collections.abc import Sequence
from itertools import groupby

from api.commands.show import Page
from api.finding_words import decides_in_words, finding_in_words, rule_name, severity_name, verdict_name
from api.process_words import place_of
from api.sentences import Lang, sentence
from kb.consistency.finding import Finding

_MARGIN = 4


def show_findings(found: Sequence[Finding], lang: Lang) -> None:
    """The findings by severity, gravest first, numbered from 1."""
    page = Page(lang)
    number = 0
    for severity, several in groupby(found, key=lambda one: one.severity):
        page.line(severity_name(severity, lang), style="bold")
        for one in several:
            number += 1
            _show(page, one, number)
        page.gap()


def _show(page: Page, one: Finding, number: int) -> None:
    page.gap()
    page.line(f"{number}. {rule_name(one.rule, page.lang)} ({one.id})", style="bold")
    page.line(finding_in_words(one, page.lang), margin=_MARGIN)
    for place, several in groupby(one.citations, key=lambda cited: place_of(cited, page.lang)):
        for cited in several:
            page.line(f"“{' '.join(cited.quote.split())}”", margin=_MARGIN, hanging=2)
        page.line(place, margin=_MARGIN + 2, style="dim")
    if who := decides_in_words(one.who_decides, page.lang):
        page.line(sentence("finding_decides", {"who": who}, page.lang), margin=_MARGIN)
    if one.decision:
        facts = {"verdict": verdict_name(one.decision.verdict, page.lang), "on": one.decision.on.isoformat()}
        facts |= {"note": one.decision.note, "owner": one.decision.owner}
        page.line(
            sentence("finding_lapsed" if one.decision.lapsed else "finding_decided", facts, page.lang), margin=_MARGIN
        )
