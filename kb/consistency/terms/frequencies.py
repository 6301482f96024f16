"""Frequencies that differ: one meeting, report or check that two texts hold at another rhythm."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from kb.consistency.acts.about import forms, marks, topics
from kb.consistency.acts.between import variants
from kb.consistency.acts.same import Same, disputes, distinct, subject, unnumbered
from kb.consistency.finding import Found, Relation, Rule, Severity, Statement
from kb.consistency.paper import Paper, Sentence
from kb.consistency.region import Region
from kb.consistency.terms.bounds import Bound
from kb.consistency.terms.rhythms import Rhythm, rhythms
from kb.consistency.terms.timed import timed
from kb.model import Document, DocumentKind

FREQUENCY: Final = "act_frequency"
# A body or meeting that a text speaks of beside its rule: "de zorgtafel, die maandelijks vergadert".
_RANK: Final = (
    r"(?:(?:bestuurlijk|ambtelijk|regionaal|regionale|lokaal|lokale|operationeel|tactisch|strategisch|gezamenlijk)e? )?"
)
_BODY: Final = rf"{_RANK}[\w-]*(?:overleg|tafel|groep|beraad|kamer|raad|commissie|bijeenkomst|vergadering|team)"
_SIGNS: Final = ("lijks", " die ", " dat ", " als ")  # of a meeting beside the rule: most sentences have none
_CASES: Final = re.compile(r"\w+(?:tafel|overleg|beraad|kamer)")
_ASIDE: Final = re.compile(
    rf"(?P<body>{_BODY}(?: (?!die\b|dat\b)[\w'’-]+){{0,4}}),? (?:die|dat) (?P<said>[^,.;:]{{0,60}}?)"
    r"\b(?:vergader\w*|bijeenkom\w*|samenkom\w*|bijeen komt|bij elkaar komt|wordt gehouden|plaatsvindt)\b",
    re.I,
)
_CALLED: Final = re.compile(rf"\b(?P<said>[\w]+lijkse) (?P<body>{_BODY}\b(?: [A-Z][\w'’-]+){{0,3}})")
_OWN_NAME: Final = r"(?: (?:van |en )?(?-i:[A-Z])[\w'’-]+)*"
# "in de eerste van haar beide jaarlijkse vergaderingen", of the body that the sentence begins with.
_HELD: Final = r"(?:vergadering|bijeenkomst|overleg|zitting)(?:en|gen)?"
_OF_BODY: Final = (
    re.compile(
        rf"^\W*(?:de|het) (?P<body>{_BODY}(?: (?-i:[A-Z])[\w'’-]+){{0,3}}) "
        rf".*\b(?:haar|zijn|hun) (?P<said>(?:\w+ )?\w+lijkse {_HELD})\b",
        re.I,
    ),
    re.compile(
        rf"\b(?P<said>(?:(?:beide|twee|drie|vier|zes) )?\w+lijkse {_HELD}) van (?:de|het) "
        rf"(?P<body>{_BODY}(?: (?-i:[A-Z])[\w'’-]+){{0,3}})",
        re.I,
    ),
    # "de wethouders komen elke maand als Stuurgroep X bij elkaar"
    re.compile(
        rf"\bkom(?:t|en) (?P<said>[^.,;]{{0,40}}?) als (?:de |het )?(?P<body>{_BODY}{_OWN_NAME})"
        r" (?:bij elkaar|bijeen|samen)",
        re.I,
    ),
)
# "2. Zij vergadert tweemaal per jaar", of the body with which the member above it begins.
_IT_MEETS: Final = re.compile(
    r"(?:\d+[.)]\s+)?(?:zij|ze|deze) (?:vergadert\b(?P<said>[^.;]*)"
    r"|komt\b(?P<when>[^.;]*?)\b(?:bijeen|samen|bij elkaar)\b(?P<after>[^.;]*))",
    re.I,
)
_SUBJECT: Final = re.compile(rf"(?:\d+[.)]\s+)?de (?P<body>{_BODY}{_OWN_NAME}) (?-i:[a-z]+t)\b", re.I)
# A body with a name of its own is the same one in every paper: "de werkgroep Signalen".
_NAMED: Final = re.compile(rf"\b{_BODY}(?: (?:van |en (?!{_BODY}\b))?(?-i:[A-Z])[\w'’-]+)+", re.I)


def state(paper: Paper) -> Iterator[Statement]:
    """How often a paper says that things are done: by its acts, and beside them."""
    held = [one for sentence in paper.sentences for one in _beside(sentence, paper, _OF_BODY)]
    held += _of_pronouns(paper)
    meets = {one.place for one in held}  # what is done in a meeting is done no other number of times
    told = [one for one in timed(paper, FREQUENCY, rhythms, _written) if one.place not in meets]
    yield from (_by_name(one, paper) for one in (*held, *told))
    said = meets | {one.place for one in told}
    for sentence in paper.sentences:
        for one in _beside(sentence, paper, (_ASIDE, _CALLED)):
            if one.place not in said:
                yield _by_name(one, paper)


def _by_name(one: Statement, paper: Paper) -> Statement:
    """A statement with the name of the body that it is about, where that has one."""
    if frozenset(one.about) in _names(paper):
        return one.model_copy(update={"facts": one.facts | {"body": " ".join(sorted(one.about))}})
    return one


@lru_cache(maxsize=2)  # of the paper that is being read
def _names(paper: Paper) -> frozenset[frozenset[str]]:
    """The words of each body with a name of its own; a sentence may call it "zij"."""
    return frozenset(frozenset(forms(found[0])) for found in _NAMED.finditer(paper.text))


def _beside(sentence: Sentence, paper: Paper, patterns: Sequence[re.Pattern[str]]) -> Iterator[Statement]:
    """Meetings that a sentence about something else names with their rhythm."""
    text = sentence.text if any(word in sentence.text for word in _SIGNS) else ""
    for pattern in patterns:
        for match in pattern.finditer(text):
            yield from _meets(match["body"], match["said"], sentence, paper)


def _of_pronouns(paper: Paper) -> Iterator[Statement]:
    """Meetings of a body that the sentence before names: alone, and as its subject."""
    for before, sentence in pairwise(paper.sentences):
        found = _IT_MEETS.match(sentence.text) if before.headings == sentence.headings else None
        subject = _SUBJECT.match(before.text) if found else None
        if found and subject and len(re.findall(rf"\b{_BODY}\b", before.text, re.I)) == 1:
            said = found["said"] or f"{found['when'] or ''} {found['after'] or ''}"
            yield from _meets(subject["body"], said, sentence, paper)


def _meets(body: str, said: str, sentence: Sentence, paper: Paper) -> Iterator[Statement]:
    """That a body meets as often as some words of a sentence say, if they do."""
    rhythm = next(rhythms(said), None)
    about = forms(body)
    if rhythm is not None and about:
        yield Statement(
            sort=FREQUENCY,
            about=about,
            value=_written(rhythm),
            words=said[rhythm.start : rhythm.end],
            when=marks(about),
            under=topics(sentence.headings, frozenset(forms(paper.document.region.replace("-", " ")))),
            place=paper.at(unnumbered(sentence)),
        )


def find(region: Region) -> Iterator[Found]:
    """Acts for which the papers of a region give rhythms that cannot both hold.

    A memo tells and rules nothing; where it gives a body another rhythm than the papers that hold, one of
    the two is mistaken all the same.
    """
    same = Same(region)
    memos = [one for one in region.own if one.kind is DocumentKind.MEMO]
    for papers in region.rounds:
        standing = not region.ended(papers[0])
        statements = region.statements(FREQUENCY, [*papers, *(memos if standing else ())])
        for several in disputes(statements, lambda one, other: _differ(same, one, other), lambda one: one.about):
            yield _found(several)


def vary(one: Region, other: Region) -> Iterator[Found]:
    """Interventions whose meetings and reports have another rhythm in another region."""
    yield from variants(one, other, FREQUENCY, Rule.DIFFERING_FREQUENCY, _vary)


def _vary(one: Statement, other: Statement, named: frozenset[str]) -> bool:
    own, own_too = set(one.about) - named, set(other.about) - named
    # each region has its own name for the meeting on its cases
    meeting = all(len(words) == 1 and _CASES.fullmatch(next(iter(words))) for words in (own, own_too))
    same = (own == own_too and bool(set(one.about) & set(other.about))) or meeting
    return same and not _read(one.value).alike(_read(other.value))


def _differ(same: Same, one: Statement, other: Statement) -> bool:
    if one.value == other.value or not (_contradict(one, other) or _drift(one, other)) or one.place == other.place:
        return False
    if _memo(one, same.documents) and _memo(other, same.documents):
        return False
    one_body = "body" in one.facts and one.facts["body"] == other.facts.get("body")
    return one_body or same.act(one, other)


def _memo(one: Statement, documents: dict[str, Document]) -> bool:
    return documents[one.place.document_id].kind is DocumentKind.MEMO


def _contradict(one: Statement, other: Statement) -> bool:
    return _clash(one.value, other.value)


@lru_cache(maxsize=65536)
def _clash(value: str, value_too: str) -> bool:
    return _read(value).contradicts(_read(value_too))


def _drift(one: Statement, other: Statement) -> bool:
    """Whether two papers plan one meeting by rhythms that differ, though "at least" lets both be true.

    "Ten minste twee keer per jaar" is a floor and goes with every rhythm above it; "ten minste eens in de
    zes weken" is the rhythm that people plan by, and another paper's "elke vier weken" is another plan.
    """
    rhythm, rhythm_too = _read(one.value), _read(other.value)
    across = one.place.document_id != other.place.document_id
    return across and not rhythm.counted and not rhythm_too.counted and not rhythm.alike(rhythm_too)


def _found(several: Sequence[Statement]) -> Found:
    sides = distinct(several)
    first, second = sides[0], next(one for one in sides if one.value != sides[0].value)
    against = any(_contradict(one, other) for one in sides for other in sides)
    return Found(
        rule=Rule.DIFFERING_FREQUENCY,
        case="" if against else "drift",
        relation=Relation.CONTRADICTION if against else Relation.ENTAILMENT,
        severity=None if against else Severity.LOW,
        facts={"one": first.words, "other": second.words},
        sides=tuple(dict.fromkeys(one.place for one in sides)),
        subject=subject(several),
    )


def _written(one: Rhythm) -> str:
    return f"{one.bound}|{one.a_year:.4f}|{'counted' if one.counted else ''}"


@lru_cache(maxsize=4096)
def _read(value: str) -> Rhythm:
    bound, a_year, counted = value.split("|")
    return Rhythm(0, 0, float(a_year), Bound(bound), bool(counted))
