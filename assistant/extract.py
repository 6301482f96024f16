"""An answer from the texts alone: the best sentences of the best passages, quoted as they stand."""

import math
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from assistant.question import Question
from assistant.units import Unit, units
from assistant.verify import tidy
from kb.answer import Citation, Claim, QuestionKind
from kb.language.dutch import analyse
from kb.model import Passage, Role, Span
from kb.search.hybrid import Hit

MOST_CLAIMS = 3
_LONGEST_QUOTE = 1200
_LIST_WHOLE = 600  # a list no longer than this is quoted whole, lead-in and all
# A second claim must be nearly as good as the first, or it only blurs the answer.
_ALSO = 0.8
_CUE, _SLOT, _PLACE, _LEAD_PENALTY, _INTRODUCTION_PENALTY = 0.3, 0.45, 0.6, 0.1, 0.35

# Words by which a sentence answers a kind of question; a bonus, never a filter.
_CUES = {
    kind: re.compile(pattern, re.I)
    for kind, pattern in {
        QuestionKind.WHO_LEADS: r"\b(?:\w*regie\w*|voorzit\w*|trekker|leid(?:t|ing)|co[oö]rdin\w*"
        r"|eindverantwoordelijk\w*)\b",
        QuestionKind.CONSENT: r"\b(?:toestemming\w*|instem\w*|ingestemd|akkoord|machtig\w*|in overleg met)\b",
        QuestionKind.DUPLICATE: r"\b(?:dubbel\w*|nogmaals|opnieuw|al (?:eerder )?gemeld|reeds)\b",
        QuestionKind.DATA_SHARING: r"\b(?:gegevens|\w*gegevens|gedeeld|delen|uitwissel\w*|verstrek\w*)\b",
        QuestionKind.APPLIES_TO: r"\b(?:van toepassing|betrekking op|bedoeld voor|geld(?:t|en) voor|is voor)\b",
        QuestionKind.REGISTRATION: r"\b(?:registre\w*|geregistreerd|rapport\w*|vastgelegd|houdt .* bij"
        r"|\w*jaarlijks|per (?:maand|kwartaal))\b",
        QuestionKind.VALIDITY: r"\b(?:geldt|gelden|looptijd|in werking|eindig\w*|verval\w*)\b",
        QuestionKind.DEFINITION: r"\b(?:verstaan|spreken van|betekent|is (?:een|de|het)|wordt bedoeld)\b",
        QuestionKind.WHO_ACTS: r"\b(?:meld\w*|neemt|nemen|zorg\w*|bepaalt|stelt|voert|voeren|begeleidt|informeert)\b",
    }.items()
}
# What is asked for (a term, an amount, a frequency ...) and what a sentence that gives it looks like.
_ATTRIBUTES = tuple(
    (re.compile(asked, re.I), re.compile(given, re.I))
    for asked, given in (
        (
            r"\b(?:binnen (?:hoeveel|welke)|hoe (?:lang|snel)|hoeveel (?:dagen|weken|maanden|tijd)"
            r"|welke termijn|how (?:long|soon|fast))\b",
            r"\b(?:binnen|uiterlijk|ten hoogste|maximaal|na|voor|van)\b.{0,40}\b(?:\w*dag(?:en)?|we(?:ek|ken)"
            r"|maand(?:en)?|jaar|uur)\b",
        ),
        (
            r"\b(?:kost|kosten|bedrag|tarief|prijs|betaalt|betalen|vergoeding|costs?|pays?|fee)\b",
            r"€|\b(?:euro|kosten|betaalt|betalen|bekostig\w*|vergoed\w*)\b",
        ),
        (
            r"\b(?:hoe vaak|hoeveel keer|how often)\b",
            r"\b(?:elke?|iedere?|per|keer|maal|\w*jaarlijks|halfjaarlijks|wekelijks|maandelijks|kwartaal)\b",
        ),
        (r"\b(?:wanneer|when)\b", r"\b(?:zodra|wanneer|als|indien|nadat|na afloop|bij)\b"),
        (r"\b(?:waarom|reden|why)\b", r"\b(?:omdat|doordat|daarom|vanwege|wegens|reden|zodat|gezien)\b"),
    )
)
_INTRODUCTION = re.compile(
    r"^(?:wie|hierna|hieronder|in (?:dit|deze) (?:hoofdstuk|paragraaf|artikel)|dit hoofdstuk|de volgende)\b|\?$", re.I
)


@dataclass(frozen=True, slots=True)
class Place:
    """A found passage with what quoting it takes."""

    hit: Hit
    passage: Passage
    lead_text: str
    title: str


Cite = Callable[[Passage, Span], Citation]


@dataclass(frozen=True, slots=True)
class Scored:
    """A unit, how well it answers, and the share of the question's words it holds (with its headings)."""

    place: Place
    unit: Unit
    score: float
    coverage: float


def ranked(question: Question, places: Sequence[Place]) -> list[Scored]:
    """The units of the found passages, best answer first.

    A unit scores by the question's words it holds, weighted by their rarity among the units at
    hand, by its passage's place in the ranking, and by the cue words of the question's kind.
    """
    asked, topic = frozenset(analyse(question.search_text)), frozenset(analyse(question.topic))
    pool = [(place, unit) for place in places for unit in units(place.passage, place.lead_text)]
    weights = _weights(asked, topic, [unit for _, unit in pool])
    total = sum(weights.values()) or 1.0
    top = places[0].hit.score if places else 1.0
    scored = []
    for place, unit in pool:
        around = frozenset(analyse(" ".join((place.title, *place.passage.headings))))
        own = sum(weights[term] for term in asked & unit.terms) / total
        with_headings = sum(weights[term] for term in asked & (unit.terms | around)) / total
        score = 0.7 * own + 0.3 * with_headings + _PLACE * place.hit.score / top + _fits(question, unit, asked)
        scored.append(Scored(place, unit, score, with_headings))
    return sorted(scored, key=lambda one: -one.score)


def _fits(question: Question, unit: Unit, asked: frozenset[str]) -> float:
    """What the form of a unit adds: the cue of the question's kind, the sort of thing it asks for."""
    fit = 0.0
    cue = _CUES.get(question.kind)
    if cue and cue.search(unit.text):
        fit += _CUE
    if question.kind is QuestionKind.DEFINITION and _defines(unit.text, asked):
        fit += _SLOT
    if any(wanted.search(question.text) and given.search(unit.text) for wanted, given in _ATTRIBUTES):
        fit += _SLOT
    if _INTRODUCTION.search(unit.text.strip()):
        fit -= _INTRODUCTION_PENALTY
    return fit - (_LEAD_PENALTY if unit.is_lead else 0.0)


_EXPLAINS = re.compile(
    r"(?:[-\w]{1,3}[.)]?\s)?(?!(?:voor|bij|in|op|na|van|met|als|wanneer"
    r"|indien)\b)(?P<term>(?:[\w&/()'’-]+\s){0,5}?[\w&/()'’-]+)(?::\s|\s(?:is|zijn|betekent)\s(?:een|de|het|alle)\b)"
    r"|.*\b(?:versta\w+ (?:we|wij|partijen )?onder|spreken van|spreekt van"
    r"|bedoeld met)\s+(?P<later>(?:[\w-]+\s?){1,4})",
    re.I,
)


def _defines(text: str, asked: frozenset[str]) -> bool:
    """Whether a text explains what is asked about: "crisissignaal: een signaal ...", "We spreken van X als ..."."""
    found = None if text.endswith(":") else _EXPLAINS.match(text)
    return bool(found and asked & frozenset(analyse(found["term"] or found["later"])))


def _weights(asked: frozenset[str], topic: frozenset[str], pool: Sequence[Unit]) -> dict[str, float]:
    """Rarity among the units at hand; a word that only makes it a question counts for half."""
    held = Counter(term for unit in pool for term in asked & unit.terms)
    rarity = {term: math.log(1 + len(pool) / (1 + held[term])) for term in asked}
    return {term: weight if term in topic else weight / 2 for term, weight in rarity.items()}


def claims_of(ranking: Sequence[Scored], cite: Cite) -> list[Claim]:
    """One to three claims from the best units, all of the first one's region, none said twice."""
    claims: list[Claim] = []
    taken: list[tuple[str, Span]] = []
    for one in ranking:
        if len(claims) == MOST_CLAIMS or one.score < _ALSO * ranking[0].score:
            break
        if claims and claims[0].citations[0].region != cite(one.place.passage, one.unit.span).region:
            continue
        spans = _quoted(one)
        key = one.place.passage.document_id
        if any(
            key == held and span.start < other.end and other.start < span.end for span in spans for held, other in taken
        ):
            continue
        taken += [(key, span) for span in spans]
        citations = tuple(cite(one.place.passage, span) for span in spans)
        claims.append(Claim(text=tidy("\n".join(citation.quote for citation in citations)), citations=citations))
    return claims


def _quoted(one: Scored) -> list[Span]:
    """What is quoted for a unit: a short list whole, an item with its lead-in, a sentence with what clings to it."""
    passage, unit = one.place.passage, one.unit
    around = units(passage, one.place.lead_text)
    at = around.index(unit)
    if passage.role is Role.TABLE_ROW:
        spans = [Span(start=passage.start, end=passage.end)]
        return [passage.lead_in, *spans] if passage.lead_in else spans
    if unit.is_lead or unit.lead is not None:
        return _list_quote(passage, unit, around)
    start, end = at, at + 1
    while (
        start > 0 and around[start].clings and around[end - 1].span.end - around[start - 1].span.start <= _LONGEST_QUOTE
    ):
        start -= 1
        if not around[start].clings:
            break
    while end < len(around) and around[end].clings and around[end].lead is None:
        if around[end].span.end - around[start].span.start > _LONGEST_QUOTE:
            break
        end += 1
    return [Span(start=around[start].span.start, end=around[end - 1].span.end)]


def _list_quote(passage: Passage, unit: Unit, around: Sequence[Unit]) -> list[Span]:
    """A list that fits is quoted from its lead-in to its last item; else the item, its lead-in beside it."""
    lead = unit.span if unit.is_lead else unit.lead
    if lead is not None and lead.start >= passage.start:
        items = [other for other in around if other.lead == lead]
        end = items[-1].span.end if items else unit.span.end
        if end - lead.start <= _LIST_WHOLE:
            return [Span(start=lead.start, end=end)]
        if unit.is_lead:
            return [Span(start=lead.start, end=min(end, _last_within(lead, items)))]
    return [unit.span] if unit.lead is None or unit.is_lead else [unit.lead, unit.span]


def _last_within(lead: Span, items: Sequence[Unit]) -> int:
    """Where the last item ends that still fits in the longest quote."""
    return max((item.span.end for item in items if item.span.end - lead.start <= _LONGEST_QUOTE), default=lead.end)
