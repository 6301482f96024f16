"""One answer from those of several regions, side by side: rules of two regions are never mixed."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.extract import Scored
from assistant.held import Held
from assistant.question import Question
from kb.answer import Answer, Answered, Claim, NotFound, Partial
from kb.register import NATIONAL

_OF_EACH = 2  # claims of a region


def side_by_side(answers: Mapping[str, Answer], shared: Mapping[str, Any]) -> Answered | Partial | NotFound:
    """The claims of each region's own agreements, in the order of the regions; no verdict over all of them.

    `shared` is what every outcome carries. A region whose own agreements do not answer is named as missing.
    """
    found = {region: own for region, answer in answers.items() if (own := _own(region, answer))}
    if not found:
        return NotFound(**shared)
    said = {
        "claims": tuple(claim for own in found.values() for claim in own[:_OF_EACH]),
        "actors": tuple(dict.fromkeys(actor for region in found for actor in answers[region].actors)),
    }
    missing = tuple(in_words(region) for region in answers if region not in found)
    return Partial(missing=missing, **said, **shared) if missing else Answered(**said, **shared)


def _own(region: str, answer: Answer) -> tuple[Claim, ...]:
    """What a region's own agreements say: a national text says the same of every region."""
    claims = answer.claims if isinstance(answer, Answered) else ()
    return tuple(claim for claim in claims if any(citation.region == region for citation in claim.citations))


# Another region's best sentence so near to the best of all makes it a question of which region.
_AS_GOOD = 0.85


def rivals(question: Question, ranking: Sequence[Scored], held: Held) -> list[list[Scored]]:
    """The rankings of the regions that answer as well as the best one; one where a region was asked about."""
    by_region: dict[str, list[Scored]] = {}
    for one in ranking:
        by_region.setdefault(_region(one, held), []).append(one)
    best = ranking[0]
    if question.region or _region(best, held) == NATIONAL:
        return [list(ranking)]
    return [
        own
        for region, own in by_region.items()
        if region != NATIONAL and own[0].score >= _AS_GOOD * best.score and own[0].coverage >= 0.85 * best.coverage
    ]


def _region(one: Scored, held: Held) -> str:
    return held.by_id[one.place.passage.document_id].region


def in_words(region: str) -> str:
    """A region as a person reads it."""
    return region.replace("-", " ").capitalize()
