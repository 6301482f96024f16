"""Mini-cases to practise with: invented people, questions from the agreements, answers that their sentences prove."""

import re
import threading
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from hashlib import blake2b
from itertools import zip_longest

from assistant.held import Held
from assistant.learning.asked import Asked, CaseKind, client_in
from assistant.learning.others import Others
from assistant.learning.questions import questions
from assistant.learning.within import unlike
from assistant.processes import Frame, Processes
from kb.answer import Citation
from kb.model import Noun, Span, ValidityStatus

_MOST_WRONG = 3
_POINTS_BACK = re.compile(r"(?:zij|ze|hij|het|dit|dat|die|deze|daar\w*|hier\w*)\b(?! \w+punt\b)", re.I)
_HIS = re.compile(r"\b(?:hij|hem|zijn)\b")
_WOMEN, _MEN = ("mevrouw Voorbeeld", "mevrouw Testema"), ("de heer Proef", "de heer Van Fictie")
_FAMILY = ("familie Testema",)


class Choice(Noun):
    """One answer that can be chosen."""

    text: str
    right: bool


class Case(Noun):
    """A question with one right choice; `proof` is where the full text says so.

    `told` is the situation: of what comes next the sentence itself, empty where the question says
    it all. `client` is the word for whom the case is about ("huurder"), None where a colleague asks;
    `person` is the invented name. `interventions` are those the act is part of. `id` stays the same
    as long as the sentence does. `citation` is the sentence, `then` the one that says what follows.
    """

    id: str
    kind: CaseKind
    interventions: tuple[str, ...]
    person: str
    client: str | None
    told: str
    question: str
    choices: tuple[Choice, ...]
    citation: Citation
    then: Citation | None = None
    proof: Span

    @property
    def person_capital(self) -> str:
        """The invented name, as it begins a sentence."""
        return _capital(self.person)

    @property
    def right(self) -> Choice:
        """The right choice."""
        return next(choice for choice in self.choices if choice.right)


class Practice:
    """The mini-cases of each region. Threads may share one; its methods raise StoreError."""

    def __init__(self, processes: Processes) -> None:
        self._processes = processes
        self._making = threading.Lock()
        self._made = lru_cache(maxsize=16)(self._make)

    def cases(self, region: str, on: date, intervention: str | None = None) -> tuple[Case, ...]:
        """The cases of a region on a day, or of one intervention there; varied in kind, always in the same order.

        They are made from what is in force; where nothing is, from what has expired.
        """
        with self._making:  # once, however many ask
            found = self._made(self._processes.held(), region, on)
        return found if intervention is None else tuple(one for one in found if intervention in one.interventions)

    def _make(self, held: Held, region: str, on: date) -> tuple[Case, ...]:
        documents = [one for one in held.documents if one.region == region]
        frames = _governing(self._frames(region, on))
        others = Others(held, documents, {frame.citation.document_id for frame, _ in frames})
        asked = [(one, names, ask) for one, names in frames for ask in (*questions(one, others), *_next(one, frames))]
        terms = [ask.right for _, _, ask in asked if ask.kind is CaseKind.TERM]
        found: dict[str, Case] = {}
        for frame, names, ask in asked:
            wrong = _others_of(ask, frame, terms, held) if ask.kind is CaseKind.TERM else ask.wrong
            if wrong:
                case = _case(frame, names, ask._replace(wrong=tuple(wrong)), others)
                found.setdefault(case.told + case.question, case)
        return tuple(_varied(found.values()))

    def _frames(self, region: str, on: date) -> list[tuple[Frame, tuple[str, ...]]]:
        """Every act that sets a rule, once, with the interventions it is part of."""
        found: dict[tuple[str, Span, Span], tuple[Frame, list[str]]] = {}
        for one in self._processes.known(region, on):
            for process in self._processes.of(one.name, region, on):
                for frame in process.rules:
                    act = frame.step.act
                    _, names = found.setdefault((act.document_id, act.span, act.action.span), (frame, []))
                    names.append(one.name)
        return [(frame, tuple(dict.fromkeys(names))) for frame, names in found.values()]


def _governing(frames: Sequence[tuple[Frame, tuple[str, ...]]]) -> Sequence[tuple[Frame, tuple[str, ...]]]:
    """What is in force; all of it where nothing is."""
    past = (ValidityStatus.EXPIRED, ValidityStatus.SUPERSEDED, ValidityStatus.NOT_YET)
    return [one for one in frames if one[0].citation.validity.status not in past] or frames


def _next(frame: Frame, frames: Sequence[tuple[Frame, tuple[str, ...]]]) -> Iterator[Asked]:
    """What comes next, where the text says so; wrong is what comes next elsewhere."""
    then = frame.then
    if (
        then is None
        or re.search(r"[\n:]", frame.citation.quote + then.quote)
        or _POINTS_BACK.match(frame.citation.quote)
    ):
        return
    elsewhere = dict.fromkeys(
        one.then.quote
        for one, _ in frames
        if one.then and one.citation.headings != frame.citation.headings and not _much_alike(one.then.quote, then.quote)
    )
    question = "Wat gebeurt er daarna volgens de afspraak?"
    proof = Span(start=then.start, end=then.end)
    yield Asked(CaseKind.NEXT, frame.citation.quote, question, then.quote, tuple(elsewhere), proof)


def _much_alike(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return fuzz.token_set_ratio(one, other) > 60


def _others_of(ask: Asked, frame: Frame, terms: Iterable[str], held: Held) -> list[str]:
    """Terms that are surely not the one asked for, and that nothing under the same heading names."""
    section = " ".join(one.text for one in held.section(held.passage(frame.citation.passage_id))).casefold()
    different: list[str] = []
    for term in sorted(set(terms), key=lambda term: _digest(ask.told, ask.text, term)):
        if unlike(ask.right, term) and term.casefold() not in section and all(unlike(term, one) for one in different):
            different.append(term)
    return different


def _case(frame: Frame, names: tuple[str, ...], ask: Asked, others: Others) -> Case:
    act = frame.step.act
    own = _digest(act.document_id, frame.citation.quote, act.action.text, ask.kind)
    choices = [Choice(text=_capital(ask.right), right=True)]
    named = ask.kind in (CaseKind.WHO, CaseKind.LEAD)
    kept: list[str] = []
    for text in sorted(ask.wrong, key=lambda text: _digest(own, text)):
        if not (named and any(others.alike(others.lane(text), others.lane(one)) for one in kept)):
            kept.append(text)
    choices += [Choice(text=_capital(text), right=False) for text in kept[:_MOST_WRONG]]
    order = sorted(choices, key=lambda one: ("Ja", "Nee").index(one.text) if one.text in ("Ja", "Nee") else 2)
    shuffled = sorted(choices, key=lambda one: _digest(own, one.text))
    client = None if ask.kind is CaseKind.NEXT else next(iter(client_in(f"{ask.told} {ask.text}", others)), None)
    his = client is not None and _HIS.search(frame.citation.quote) is not None
    people = _FAMILY if client in ("gezin", "huishouden") else _MEN if his else (*_WOMEN, *_MEN)
    return Case(
        id=f"{ask.kind}-{own[:12]}",
        kind=ask.kind,
        interventions=names,
        person=people[int(own[:6], 16) % len(people)],
        client=client,
        told=ask.told,
        question=ask.text,
        choices=tuple(order if ask.fixed else shuffled),
        citation=frame.citation,
        then=frame.then if ask.kind is CaseKind.NEXT else None,
        proof=ask.proof,
    )


def _varied(cases: Iterable[Case]) -> Iterator[Case]:
    """The cases one kind after another, each kind in an order that nothing but the cases decides."""
    by_kind = [[one for one in sorted(cases, key=lambda one: one.id) if one.kind is kind] for kind in CaseKind]
    for row in zip_longest(*by_kind):
        yield from filter(None, row)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _digest(*parts: str) -> str:
    return blake2b("\x1f".join(parts).encode(), digest_size=8).hexdigest()
