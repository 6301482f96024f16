"""What is taken along of findings: their words, quotes and sources as text, ready to be written in any form."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from api.finding_words import (
    decides_in_words,
    finding_in_words,
    relation_name,
    rule_name,
    severity_name,
    topic_name,
    verdict_name,
)
from api.sentences import Lang, sentence, validity_in_words
from api.sharing.excerpt import legible
from api.web.view import page_words, permalink
from api.wording import region_name
from kb.answer import Citation
from kb.consistency.finding import Finding, topic_of


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a finding: what the text says, letter by letter, and where it stands."""

    quote: str
    document: str
    file: str
    region: str
    path: str
    about: str
    reference: str

    @property
    def where(self) -> str:
        """Document, headings and page in one line."""
        return ", ".join(filter(None, (self.document, self.path, self.about)))


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding in words; what is not decided is empty."""

    number: int
    id: str
    severity: str
    rule: str
    topic: str
    relation: str
    sentence: str
    sides: tuple[Side, ...]
    decides: str
    verdict: str
    lapsed: bool
    note: str
    owner: str
    decided_on: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Report:
    """Findings on a day, gravest first, in `lang` around quotes in Dutch."""

    lang: Lang
    title: str
    scope: str
    on: date
    entries: tuple[Entry, ...]

    @property
    def by_severity(self) -> list[tuple[str, list[Entry]]]:
        """The findings under how grave they are, gravest first."""
        return [(severity, list(several)) for severity, several in groupby(self.entries, lambda one: one.severity)]

    def label(self, name: str) -> str:
        """The heading of a column or a line."""
        return sentence(f"report_{name}", {}, self.lang)


def report(findings: Sequence[Finding], region: str | None, on: date, lang: Lang) -> Report:
    """The report of findings, of one region or of all."""
    facts = {"day": on.isoformat(), "total": str(len(findings))} | ({"region": region_name(region)} if region else {})
    return Report(
        lang=lang,
        title=sentence("report_title", {}, lang),
        scope=sentence("report_scope", facts, lang),
        on=on,
        entries=tuple(_entry(number, one, lang) for number, one in enumerate(findings, start=1)),
    )


def _entry(number: int, one: Finding, lang: Lang) -> Entry:
    decided = one.decision
    return Entry(
        number=number,
        id=one.id,
        severity=severity_name(one.severity, lang),
        rule=rule_name(one.rule, lang),
        topic=topic_name(topic_of(one.rule), lang),
        relation=relation_name(one.relation, lang) if one.relation else "",
        sentence=_line(finding_in_words(one, lang)),
        sides=tuple(_side(cited, lang) for cited in one.citations),
        decides=_line(decides_in_words(one.who_decides, lang)),
        verdict=verdict_name(decided.verdict, lang) if decided else "",
        lapsed=bool(decided and decided.lapsed),
        note=legible(decided.note) if decided else "",
        owner=_line(decided.owner) if decided else "",
        decided_on=decided.on if decided else None,
        until=decided.until if decided else None,
    )


def _side(cited: Citation, lang: Lang) -> Side:
    told = page_words(cited.page, cited.file, lang), validity_in_words(cited.validity, lang)
    return Side(
        quote=legible(cited.quote),
        document=_line(cited.document_title),
        file=_line(cited.file),
        region=region_name(cited.region),
        path=_line(" › ".join(cited.headings)),
        about=", ".join(filter(None, told)),
        reference=legible(permalink(cited.passage_id, cited.version)),
    )


def _line(text: str) -> str:
    return " ".join(legible(text).split())
