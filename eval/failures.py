"""Why an answer falls short of what its question asks, told from what was found and cited."""

from collections.abc import Iterator
from typing import Final

from eval.score import Scored
from eval.verdicts import DENIED, SILENT, WRONG, became

CAUSES: Final = {
    "foreign": "cites another region",
    "withheld": "withheld though answerable",
    "answered": "answered though unanswerable",
    "nowhere": "gold stands in no passage",
    "not_found": "gold passage not among those found",
    "not_first": "gold passage found but not cited first",
    "sentence": "right passage first, but not the gold's sentence",
    "incomplete": "cites a gold, but not all that is needed",
    "verdict_wrong": "wrong verdict",
    "verdict_denied": "not regulated, it says, though it is",
    "verdict_silent": "no verdict",
    "actor": "expected actor not named",
}


def causes(scored: Scored) -> tuple[str, ...]:
    """What went wrong with an answer, by the names of CAUSES; empty where nothing did."""
    return tuple(_causes(scored))


def _causes(scored: Scored) -> Iterator[str]:
    if scored.foreign:
        yield "foreign"
    if scored.counted.get("withheld") == (0, 1):
        yield "answered"
    if scored.counted.get("kept") == (0, 1):
        yield "withheld"  # what else is missing follows from that; where the gold stood is still worth knowing
    yield from _gold(scored)
    if not scored.reply.abstained:
        verdict = became(scored.reply)
        yield from (f"verdict_{one}" for one in (WRONG, DENIED, SILENT) if one == verdict)
        if scored.counted.get("actor") == (0, 1):
            yield "actor"


def _gold(scored: Scored) -> Iterator[str]:
    """Why the gold is not cited, not first or not whole: the first step at which it was lost."""
    first, whole = (scored.counted.get(name) for name in ("gold_first", "gold_all"))
    if first is None or (first == whole == (1, 1)):
        return
    if first == (1, 1):
        yield "incomplete"
    elif not scored.right:
        yield "nowhere"
    elif scored.right.isdisjoint(hit.passage_id for hit in scored.reply.hits):
        yield "not_found"
    elif not scored.reply.abstained:
        yield "sentence" if scored.reply.citations[0].passage_id in scored.right else "not_first"
