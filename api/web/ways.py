"""The way on from an answer that does not settle the question: what may be asked next, in one press."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.history import Asked, turn_of
from api.sentences import sentence
from api.wording import option_label
from api.workplace import EVERYWHERE
from kb.answer import Answer


@dataclass(frozen=True, slots=True)
class Way:
    """A way on from an answer: what is asked next, of which region, after which conversation."""

    label: str
    asked: Asked


def choices(answer: Answer, asked: Asked) -> tuple[Way, ...]:
    """A way on for each value of the fact that decides: the same question of that region, or its name as the reply."""
    after = (*asked.history, turn_of(asked.question, answer))
    found = []
    for option in answer.options:
        label = option_label(answer.fact, option, answer.language)
        of_region = asked._replace(region=option.value)
        chosen = of_region if answer.fact == "region" else asked._replace(question=label, history=after)
        found.append(Way(sentence("label_choose", {"option": label}, answer.language), chosen))
    return tuple(found)


def wider(answer: Answer, asked: Asked, regions: Sequence[str]) -> Way | None:
    """The same question of all regions, where the one asked about says nothing and there are others."""
    if answer.outcome != "not_found" or not answer.region or len(regions) < 2:
        return None
    return Way(sentence("label_wider", {}, answer.language), asked._replace(region=EVERYWHERE))
