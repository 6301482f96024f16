"""One answer from those of several regions, side by side: rules of two regions are never mixed."""

from collections.abc import Mapping
from typing import Any

from kb.answer import Answer, Answered, NotFound, Partial

_OF_EACH = 2  # claims of a region


def side_by_side(answers: Mapping[str, Answer], shared: Mapping[str, Any]) -> Answered | Partial | NotFound:
    """The claims of each region's own answer, in the order of the regions; no verdict over all of them.

    `shared` is what every outcome carries. A region without an answer is named as missing.
    """
    found = {region: answer for region, answer in answers.items() if isinstance(answer, Answered)}
    if not found:
        return NotFound(**shared)
    said = {
        "claims": tuple(claim for answer in found.values() for claim in answer.claims[:_OF_EACH]),
        "actors": tuple(dict.fromkeys(actor for answer in found.values() for actor in answer.actors)),
    }
    missing = tuple(region.replace("-", " ").capitalize() for region in answers if region not in found)
    return Partial(missing=missing, **said, **shared) if missing else Answered(**said, **shared)
