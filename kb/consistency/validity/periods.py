"""The rule validity: agreements that ran out, that begin or end on no clear day, or that fall with another one."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from kb.consistency.finding import Found, Place, Relation, Rule, Severity, Statement
from kb.consistency.references.named import MENTION
from kb.consistency.region import Region
from kb.consistency.validity import duration
from kb.consistency.validity.successors import successor
from kb.model import Document, DocumentKind
from kb.register import whole_of

_AGREEMENTS = frozenset(
    {DocumentKind.COVENANT, DocumentKind.COOPERATION_AGREEMENT, DocumentKind.WORK_AGREEMENT, DocumentKind.PROTOCOL}
)
_SIGNED = frozenset({DocumentKind.COVENANT, DocumentKind.COOPERATION_AGREEMENT})
_ITSELF = re.compile(r"\b(?:deze|dit|onderhavige?)\b", re.I)
_KIND = re.compile(r"(convenant|overeenkomst|afspraken|protocol|reglement)", re.I)


def find(region: Region) -> Iterator[Found]:
    """What is unclear or over in the term of each paper; nothing of one that a held paper has replaced.

    An appendix follows its whole: only its own contradictions, and what else it hangs on, are its own.
    """
    for document in region.own:
        said = _Term(region, document)
        if document.kind is DocumentKind.MEMO:
            yield from _dependent(said)
        elif document.id not in region.superseded and successor(document, region) is None:
            yield from _conflicting(said)
            yield from _dependent(said)
            if document.part_of is None:
                yield from _expired(said)
                yield from _ambiguous(said)
                yield from _doubtful(said)
                yield from _start(said)
                yield from _renewal(said)


class _Term:
    """What one paper says of its own term."""

    def __init__(self, region: Region, document: Document) -> None:
        self.region, self.document = region, document

    def said(self, sort: str) -> list[Statement]:
        return self.region.statements(sort, [self.document])

    def sure(self, sort: str) -> list[Statement]:
        return [one for one in self.said(sort) if one.facts["sure"]]

    @property
    def until(self) -> date | None:
        days = [date.fromisoformat(one.value) for one in self.sure(duration.UNTIL)]
        return self.document.valid_until or max(days, default=None)

    @property
    def ends(self) -> tuple[Place, ...]:
        """Where the last day stands."""
        places = [one.place for one in self.sure(duration.UNTIL) if one.value == str(self.until)]
        span = self.document.evidence.get("valid_until")
        return tuple(places) or ((Place(document_id=self.document.id, span=span),) if span else ())

    @property
    def title(self) -> tuple[Place, ...]:
        span = self.document.evidence.get("title")
        return (Place(document_id=self.document.id, span=span),) if span else ()

    def found(
        self, case: str, severity: Severity, sides: Sequence[Place], relation: Relation | None = None, **facts: str
    ) -> Iterator[Found]:
        if sides:
            facts = {"document": self.document.title, **facts}
            yield Found(
                rule=Rule.VALIDITY,
                case=case,
                severity=severity,
                relation=relation,
                facts=facts,
                sides=tuple(dict.fromkeys(sides)),
                subject=facts.get("other", case),
            )


def _expired(said: _Term) -> Iterator[Found]:
    if said.until and said.until < said.region.on:
        yield from said.found("expired", Severity.HIGH, said.ends[:1], until=str(said.until))


def _ambiguous(said: _Term) -> Iterator[Found]:
    ends = said.sure(duration.UNTIL)
    settled = {one.facts["day"] for one in ends if one.facts["word"] != "tot"}
    for one in ends:
        day = one.facts["day"]
        # "tot 1 januari" leaves nobody in doubt
        if one.facts["word"] == "tot" and day not in settled and not day.endswith("-01"):
            years = [year.value for year in said.said(duration.YEARS) if f"{year.value[5:]}-12-31" == day]
            yield from said.found("until_ambiguous", Severity.LOW, [one.place], day=day, years="".join(years))
            return


def _doubtful(said: _Term) -> Iterator[Found]:
    for one in said.said(duration.DOUBTFUL)[:1]:
        days = {"day": one.value, "other_day": one.facts["other"]}
        yield from said.found("day_ambiguous", Severity.MEDIUM, [one.place], None, words=one.words, **days)


def _start(said: _Term) -> Iterator[Found]:
    document = said.document
    signing = said.said(duration.SIGNING)
    known = (duration.FROM, duration.BEGINS, duration.DOUBTFUL)
    if document.valid_from or any(said.said(sort) for sort in known) or document.status == "draft":
        return
    if signing:
        if undated := signing[0].value:
            yield from said.found("start_unsigned", Severity.MEDIUM, [signing[0].place], names=undated)
        return
    if document.kind in _SIGNED or (document.kind in _AGREEMENTS and (said.ends or not document.dated)):
        yield from said.found("no_start", Severity.MEDIUM, said.ends[:1] or said.title, Relation.NOT_MENTIONED)


def _renewal(said: _Term) -> Iterator[Found]:
    addition = said.document.title.lower().startswith("addendum")
    if said.until is None or said.until < said.region.on:
        return  # what to do now that it is over, `_expired` asks
    if said.document.kind in _AGREEMENTS and not addition and not said.said(duration.AFTER):
        until = str(said.until)
        yield from said.found("no_renewal", Severity.LOW, said.ends[:1], Relation.NOT_MENTIONED, until=until)


# ---- days that contradict each other --------------------------------------------------------------


def _conflicting(said: _Term) -> Iterator[Found]:
    contradiction = Relation.CONTRADICTION
    starts, ends = said.sure(duration.FROM), said.sure(duration.UNTIL)
    for case, days in (("conflicting_start", starts), ("conflicting_end", ends)):
        by_day = {one.value: one for one in reversed(days)}
        if len(by_day) > 1:
            first, second, *_ = sorted(by_day.values(), key=lambda one: one.place.span.start)
            facts = {"day": first.value, "other_day": second.value}
            yield from said.found(case, Severity.HIGH, [first.place, second.place], contradiction, **facts)
    if starts and ends and max(ends, key=_day).value < min(starts, key=_day).value:
        facts = {"day": ends[0].value, "other_day": starts[0].value}
        yield from said.found("ends_first", Severity.HIGH, [starts[0].place, ends[0].place], contradiction, **facts)
    for years in said.said(duration.YEARS):
        first_year, last_year = years.value.split("-")
        wrong = [one for one in ends[:1] if one.value[:4] != last_year]
        wrong += [one for one in starts[:1] if one.value[:4] != first_year]
        if wrong:
            facts = {"years": years.value, "day": wrong[0].value}
            yield from said.found("title_years", Severity.MEDIUM, [years.place, wrong[0].place], contradiction, **facts)


def _day(one: Statement) -> str:
    return one.value


# ---- what hangs on another agreement --------------------------------------------------------------


def _dependent(said: _Term) -> Iterator[Found]:
    for one in said.said(duration.WHILE):
        if _ITSELF.search(one.words):
            continue
        others = _others(said, one)
        whole = whole_of(said.document, said.region.documents)
        if said.document.part_of and all(other == whole for other in others):
            continue
        open_ = [held.place for held in said.said(duration.OPEN)]
        if not others and not said.until:
            yield from said.found("dependent_open", Severity.MEDIUM, [one.place, *open_], others=one.words)
            return
        ending = [(until, other) for other in others if (until := _Term(said.region, other).until)]
        if said.document.kind is DocumentKind.MEMO or not ending:
            continue
        until, other = min(ending, key=lambda pair: pair[0])
        if said.until is None or said.until > until:
            places = [one.place, *open_, *_Term(said.region, other).ends[:1]]
            severity = Severity.HIGH if until < said.region.on else Severity.MEDIUM
            yield from said.found("dependent", severity, places, other=other.title, until=str(until))
            return


def _others(said: _Term, one: Statement) -> list[Document]:
    """The held papers that a paper hangs on: those it names, else those of the kind it speaks of."""
    if one.about:
        found = [said.region.held(name, said.document) for name in one.about]
    else:
        kinds = {kind.lower() for kind in _KIND.findall(one.words)}
        named = [mention.words for mention in said.said(MENTION)]
        named += [reference.name for reference in said.document.depends_on]
        of_kind = [name for name in named if any(kind in name.lower() for kind in kinds)]
        found = [said.region.held(name, said.document) for name in of_kind]
    return list({other.id: other for other in found if other is not None}.values())
