"""One answer from those of several regions, side by side: rules of two regions are never mixed."""

from collections.abc import Mapping
from typing import Any

from kb.answer import Answer, Answered, Claim, NotFound, Partial

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
    missing = tuple(region.replace("-", " ").capitalize() for region in answers if region not in found)
    return Partial(missing=missing, **said, **shared) if missing else Answered(**said, **shared)


def _own(region: str, answer: Answer) -> tuple[Claim, ...]:
    """What a region's own agreements say: a national text says the same of every region."""
    claims = answer.claims if isinstance(answer, Answered) else ()
    return tuple(claim for claim in claims if any(citation.region == region for citation in claim.citations))
