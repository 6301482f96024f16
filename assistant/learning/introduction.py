"""One intervention for who meets it first: its goal, lead, who joins, consent, records, limits, what follows."""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Final

from assistant.kinds import kind_of
from assistant.learning.forms import audience, goal, partners
from assistant.learning.said import Mark, Prover, Said, words_at_once
from assistant.learning.scope import Region, Scope, points_elsewhere
from kb.answer import Citation, QuestionKind
from kb.model import Noun, Passage, Role
from kb.process.act import Act, ConsentKind, LeadKind, Polarity
from kb.process.actors import Roles, Sort
from kb.register import held as held_of

LIMITS_AT_ONCE: Final = 10  # time limits that are read at once; a table of forty is looked up, not read
_RECORDS: Final = frozenset({"vastleggen", "registreren", "noteren", "bijhouden", "rapporteren"})
_KEEPS: Final = frozenset({"bewaren", "verwijderen", "vernietigen"})  # a period of keeping is privacy, no time limit
# "in het vierde kwartaal van 2025" says when the agreement itself is looked at, not how soon somebody must act
_CALENDAR: Final = re.compile(r"\b\d{4}\b|\bkwartaal van\b", re.I)
_STATES: Final = frozenset({"zijn", "gelden", "beginnen"})
_JOINS: Final = frozenset({"deelnemen", "meedoen", "aanschuiven", "betrekken", "vertegenwoordigen"})
_SAYS_OF_CONSENT: Final = {
    Polarity.NEEDED: "needed",
    Polarity.SOUGHT: "needed",
    Polarity.NOT_NEEDED: "not_needed",
    Polarity.NOT_ENOUGH: "not_enough",
    Polarity.REFUSED: "refused",
}
_LEADS: Final = (LeadKind.CASE, LeadKind.PROCESS, LeadKind.CHAIR, LeadKind.UNSAID)


class Group(Noun):
    """Paragraphs that belong together; `code` says by what, for the page to put into words."""

    code: str
    said: tuple[Said, ...]


class Taker(Noun):
    """Somebody who acts: the name as the texts most often write it, what it comes down to, and how many rules."""

    name: str
    lane: str
    rules: int


class TimeLimit(Noun):
    """A time limit in the words of the text: what must be done in it, by whom, and the sentence that sets it.

    `lead` is what introduces the sentence where that does not stand in it: the head of its table;
    `said_at` is where the term stands, if not in the sentence itself.
    """

    term: str
    who: tuple[str, ...]
    citation: Citation
    lead: Citation | None = None
    said_at: Citation | None = None


class Elsewhere(Noun):
    """A sentence that points to another paper held, for what comes next or stands beside it."""

    document_id: str
    title: str
    said: Said


class Introduction(Noun):
    """What the papers say of one intervention, facet by facet; a facet they do not speak of is empty."""

    scope: Scope
    rules: int
    goal: tuple[Said, ...] = ()
    audience: tuple[Said, ...] = ()
    leads: tuple[Group, ...] = ()
    takers: tuple[Taker, ...] = ()
    joining: tuple[Said, ...] = ()
    consent: tuple[Group, ...] = ()
    records: tuple[Said, ...] = ()
    limits: tuple[TimeLimit, ...] = ()
    follows: tuple[Said, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()

    @property
    def words(self) -> int:
        """How many words there are to read before anything is unfolded."""
        lists = [self.goal, self.audience, self.joining, self.records, self.follows]
        lists += [group.said for group in (*self.leads, *self.consent)]
        lists += [tuple(one.said for one in self.elsewhere)]
        return words_at_once(lists) + sum(len(one.citation.quote.split()) for one in self.limits[:LIMITS_AT_ONCE])


def introduced(region: Region, scope: Scope, prover: Prover) -> Introduction:
    """What the papers say of an intervention."""
    acts = list(region.acts(scope))
    return Introduction(
        scope=scope,
        rules=len(acts),
        goal=prover.said(goal(region, scope)),
        audience=prover.said(audience(scope)),
        leads=_grouped(prover, acts, [kind.value for kind in _LEADS], _leads),
        takers=takers(region.held.roles, (act for _, act in acts)),
        joining=prover.said(_in_order(scope, [*partners(scope), *_joining(acts)])),
        consent=_grouped(prover, acts, list(dict.fromkeys(_SAYS_OF_CONSENT.values())), _consent),
        records=prover.said(mark for one, act in acts if act.verb in _RECORDS for mark in _marks(one, act)),
        limits=tuple(_limits(prover, acts)),
        follows=prover.said(mark for one, act in acts for mark in _then(one, act)),
        elsewhere=tuple(_elsewhere(region, scope, prover)),
    )


def takers(roles: Roles, acts: Iterable[Act]) -> tuple[Taker, ...]:
    """Who does something in these acts, who does most first; not the people it is about."""
    written: dict[str, Counter[str]] = {}
    for act in acts:
        for slot in act.actors:
            lane = roles.canonical(slot.text)
            if roles.sort(slot.text) is Sort.WORKER and lane not in _NOBODY and not _POINTS.match(slot.text):
                written.setdefault(lane, Counter())[_ARTICLE.sub("", slot.text, count=1)] += 1
    found = [Taker(name=_name(names), lane=lane, rules=names.total()) for lane, names in written.items()]
    return tuple(sorted(found, key=lambda one: -one.rules))


_NOBODY: Final = frozenset({"we", "wij", "u", "iedereen", "organisatie", "deelnemer"})
_POINTS: Final = re.compile(r"(?:wie|die|dat|dit|deze|hun|alle)\b", re.I)  # "hun leidinggevenden" is nobody by name
_ARTICLE: Final = re.compile(r"^(?:[Dd]e|[Hh]et|[Ee]en) (?=[a-z])")  # of "De Populier" it is the name


def _name(written: Counter[str]) -> str:
    """The name written most often, with a capital."""
    name = max(written, key=lambda one: (written[one], one))
    return name[:1].upper() + name[1:]


def _grouped(
    prover: Prover,
    acts: Iterable[tuple[Passage, Act]],
    codes: Iterable[str],
    code_of: Callable[[Act], str | None],
) -> tuple[Group, ...]:
    """The acts with a code, by code in this order."""
    marks: dict[str, list[Mark]] = {code: [] for code in codes}
    for passage, act in acts:
        if code := code_of(act):
            marks[code] += _marks(passage, act)
    found = (Group(code=code, said=prover.said(own)) for code, own in marks.items())
    return tuple(group for group in found if group.said)


def _leads(act: Act) -> str | None:
    return act.leads.value if act.leads is not None and act.actors else None


def _consent(act: Act) -> str | None:
    """What an act says of a consent; of a signature only that it is needed, of another section's words nothing."""
    consent = act.consent
    if consent is None or points_elsewhere(act):
        return None
    signing = consent.kind is ConsentKind.SIGNATURE
    if signing and not (consent.polarity is Polarity.NEEDED and _SIGNATURE.match(consent.words.text)):
        return None
    return _SAYS_OF_CONSENT.get(consent.polarity)


_SIGNATURE: Final = re.compile(r"handtekening\b", re.I)  # who has signed a declaration has not consented to anything


def _in_order(scope: Scope, marks: Iterable[Mark]) -> list[Mark]:
    """Marks in reading order."""
    return sorted(marks, key=lambda mark: (scope.papers.index(mark[0].document_id), mark[1].start))


def _joining(acts: Iterable[tuple[Passage, Act]]) -> Iterable[Mark]:
    return (mark for one, act in acts if act.verb in _JOINS for mark in _marks(one, act))


def _marks(passage: Passage, act: Act) -> list[Mark]:
    """The sentence of an act, with what introduces it where that stands in the same paragraph."""
    led = act.lead is not None and passage.start <= act.lead.start and act.lead.end <= passage.end
    return [(passage, act.lead), (passage, act.span)] if led and act.lead else [(passage, act.span)]


def _then(passage: Passage, act: Act) -> list[Mark]:
    return [(passage, act.span), (passage, act.then)] if act.then else []


def _limits(prover: Prover, acts: Iterable[tuple[Passage, Act]]) -> Iterable[TimeLimit]:
    met: set[tuple[str, int, str]] = set()
    for passage, act in acts:
        if act.term is None or act.verb in _KEEPS or _CALENDAR.search(act.term.text) or _is_state(passage, act):
            continue
        key = (act.document_id, act.span.start, act.term.text)
        citation = prover.cite(passage, act.span)
        if citation is not None and key not in met:
            met.add(key)
            inside = act.span.start <= act.term.span.start and act.term.span.end <= act.span.end
            yield TimeLimit(
                term=act.term.text,
                who=tuple(one.text for one in act.actors),
                citation=citation,
                lead=prover.cite(passage, act.lead) if act.lead else None,
                said_at=None if inside else prover.cite(passage, act.term.span),
            )


def _is_state(passage: Passage, act: Act) -> bool:
    """Whether nobody need do anything in time: "die periode is ten hoogste", a row on what has not worked out."""
    return not act.actors and (act.verb in _STATES or passage.role is Role.TABLE_ROW)


def _elsewhere(region: Region, scope: Scope, prover: Prover) -> Iterable[Elsewhere]:
    """The sentences in which its papers name other papers held, each paper once."""
    met = set(scope.papers)
    for document in map(region.document, scope.papers):  # what a paper took the place of is no way on
        before = (held_of(one.name, document, region.documents) for one in document.replaces)
        met |= {one.id for one in before if one is not None}
    spans = [(one, one.start, one.end) for one in scope.passages]
    for document_id in scope.papers:
        document = region.document(document_id)
        for reference in (*document.names, *document.depends_on):
            other = held_of(reference.name, document, region.documents)
            inside = next(
                (
                    one
                    for one, low, high in spans
                    if one.document_id == document_id and low <= reference.evidence.start < high
                ),
                None,
            )
            if other is None or other.id in met or inside is None or _of_term(inside):
                continue
            for said in prover.said([(inside, reference.evidence)]):
                met.add(other.id)
                yield Elsewhere(document_id=other.id, title=other.title, said=said)


def _of_term(passage: Passage) -> bool:
    """Whether a passage tells how long an agreement holds, and what it replaced."""
    return any(kind_of(heading) is QuestionKind.VALIDITY for heading in passage.headings)
