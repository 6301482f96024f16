"""Puts the questions of a file to the assistant, in the order of their conversations."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, Protocol

from assistant.question import Language, understand
from assistant.turns import Turn
from eval.question_file import Asked
from kb.answer import Answer, Citation, Claim, NotFound
from kb.errors import Damaged
from kb.model import Noun
from kb.register import NATIONAL
from kb.search.answerable import likelihood
from kb.search.hybrid import Hit
from kb.search.indexes import Indexes

LOOKED_AT: Final = 24  # passages found for a question whose sentences compete in an answer


class Ask(Protocol):
    """A door of the assistant: one question, one answer."""

    def __call__(
        self, question: str, *, region: str | None, on: date, lang: Language | None, history: Sequence[Turn]
    ) -> Answer: ...


class Quoted(Noun):
    """A citation as a prediction has it: the name of the file and the words cited."""

    doc: str
    quote: str


class Prediction(Noun):
    """An answer as the contract's predictions have it."""

    id: str
    abstained: bool
    outcome: str
    kind: str
    verdict: str | None
    region: str | None
    missing: tuple[str, ...]
    actors: tuple[str, ...]
    text: str
    citations: tuple[Quoted, ...]


@dataclass(frozen=True)
class Replied:
    """A question of a file, its answer, and the passages that the search finds for it, best first."""

    asked: Asked
    answer: Answer
    hits: Sequence[Hit]

    @property
    def claims(self) -> tuple[Claim, ...]:
        """What the answer says, with what each of its options leads to."""
        return claims_of(self.answer)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What the answer cites, each once, in the order of its claims."""
        return tuple(dict.fromkeys(citation for claim in self.claims for citation in claim.citations))

    @property
    def text(self) -> str:
        """The texts of the claims one after the other."""
        return _text(self.answer)

    @property
    def abstained(self) -> bool:
        """Whether the answer is none: not found, refused, or part of one without any citation."""
        return self.answer.outcome in ("not_found", "refused") or (
            self.answer.outcome in ("partial", "needs_fact") and not self.citations
        )

    @property
    def likelihood(self) -> float:
        """How likely the search holds it that the documents answer, 0 to 1."""
        return likelihood(self.hits)

    def prediction(self) -> Prediction:
        """The answer as a line of a prediction file."""
        answer = self.answer
        return Prediction(
            id=self.asked.id,
            abstained=self.abstained,
            outcome=answer.outcome,
            kind=answer.kind.value,
            verdict=answer.verdict.value if answer.verdict else None,
            region=answer.region,
            missing=answer.missing,
            actors=answer.actors,
            text=self.text,
            citations=tuple(Quoted(doc=one.file, quote=one.quote) for one in self.citations),
        )


def claims_of(answer: Answer) -> tuple[Claim, ...]:
    """The claims of an answer, with those of its options."""
    return (*answer.claims, *(claim for option in answer.options for claim in option.claims))


def replies(asked: Sequence[Asked], ask: Ask, indexes: Indexes, regions: Sequence[str]) -> list[Replied]:
    """The questions with their answers, in their order; a turn before is answered before what follows it.

    A question about a region of which nothing is held (`regions` are the ones held) has no answer.
    Raises Damaged where turns follow each other in a circle. A turn before that is not in the file
    is left out of the conversation.
    """
    by_id = {one.id: one for one in asked}
    done: dict[str, Replied] = {}
    for one in asked:
        for turn in (*_before(one, by_id), one):
            if turn.id not in done:
                history = [
                    Turn(question=earlier.text, answer=done[earlier.id].text) for earlier in _before(turn, by_id)
                ]
                done[turn.id] = _reply(turn, history, ask, indexes, regions)
    return [done[one.id] for one in asked]


def _before(one: Asked, by_id: Mapping[str, Asked]) -> list[Asked]:
    """The turns before a question, the first one first."""
    turns: list[Asked] = []
    at = by_id.get(one.after or "")
    while at is not None:
        if at is one or at in turns:
            raise Damaged(f"{one.id} follows itself", file=one.id)
        turns.append(at)
        at = by_id.get(at.after or "")
    return turns[::-1]


def _reply(one: Asked, history: Sequence[Turn], ask: Ask, indexes: Indexes, regions: Sequence[str]) -> Replied:
    if one.region is not None and one.region not in regions:
        return Replied(one, NotFound(on=one.on, region=one.region), ())
    lang: Language | None = "en" if one.language == "en" else "nl" if one.language == "nl" else None
    answer = ask(one.text, region=one.region, on=one.on, lang=lang, history=history)
    return Replied(one, answer, _hits(one, lang, history, indexes, regions))


def _hits(
    one: Asked, lang: Language | None, history: Sequence[Turn], indexes: Indexes, regions: Sequence[str]
) -> Sequence[Hit]:
    """What the search finds for a question as the assistant understands it."""
    search = indexes.search
    understood = understand(
        one.text, region=one.region, language=lang, history=history, regions=regions, known_words=search.vocabulary
    )
    allowed = frozenset({understood.region, NATIONAL}) if understood.region else None
    return search.search(search.read(understood.search_text, understood.language), k=LOOKED_AT, regions=allowed)


def _text(answer: Answer) -> str:
    return " ".join(claim.text for claim in claims_of(answer))
