"""Replies whose claims are true but whose form is not what was asked for."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from tests.models.answers import claim, good, known_of, pieces, reply, true_claims
from tests.models.prompt import Prompt
from tests.models.steps import Behaviour, Step


def says(write: Callable[[Prompt], str]) -> Behaviour:
    """A behaviour that writes one text."""

    def behaviour(prompt: Prompt) -> Iterator[Step]:
        yield from pieces(write(prompt))

    return behaviour


def _good(prompt: Prompt) -> dict[str, Any]:
    return dict(json.loads(good(prompt)))


def fenced(prompt: Prompt) -> str:
    """In a Markdown fence."""
    return f"```json\n{good(prompt)}\n```\n"


def after_chatter(prompt: Prompt) -> str:
    """With words before and after it, and braces in the words."""
    return f'Natuurlijk! Hier is het antwoord (zie {{"unit": 1}}):\n\n{good(prompt)}\n\nIk hoop dat dit helpt.'


def after_thoughts(prompt: Prompt) -> str:
    """With a block of thoughts before it, in which stands another reply."""
    thought = reply([claim("Dit klopt vast.", 1, "Dit klopt vast.")])
    return f"<think>\nEven denken: {thought}\n</think>\n\n{good(prompt)}"


def indented(prompt: Prompt) -> str:
    """Over many lines."""
    return json.dumps(_good(prompt), ensure_ascii=True, indent=4)


def extra_fields(prompt: Prompt) -> str:
    """With fields that nobody asked for, at both levels."""
    said = _good(prompt)
    more = {"confidence": 0.98, "source": "https://voorbeeld.example/bron"}
    said["claims"] = [one | more for one in said["claims"]]
    return json.dumps(more | said, ensure_ascii=False)


def verdict_first(prompt: Prompt) -> str:
    """The fields in another order."""
    return json.dumps(dict(reversed(_good(prompt).items())), ensure_ascii=False)


def numbers_as_text(prompt: Prompt) -> str:
    """Unit numbers as text."""
    said = _good(prompt)
    for one in said["claims"]:
        one["quotes"] = [{"unit": str(quote["unit"]), "quote": quote["quote"]} for quote in one["quotes"]]
    return json.dumps(said, ensure_ascii=False)


def with_unit(unit: object) -> Callable[[Prompt], str]:
    """True claims that name another unit than they quote."""

    def write(prompt: Prompt) -> str:
        claims = [claim(str(one["text"]), unit, one["quotes"][0]["quote"]) for one in true_claims(prompt)]
        return reply(claims, known_of(prompt).verdict)

    return write


def claims_as_dict(prompt: Prompt) -> str:
    """The claims by number."""
    said = _good(prompt)
    return json.dumps(said | {"claims": {str(nth): one for nth, one in enumerate(said["claims"])}})


def quotes_as_text(prompt: Prompt) -> str:
    """Each claim's quotes as one text."""
    said = _good(prompt)
    claims = [one | {"quotes": one["quotes"][0]["quote"]} for one in said["claims"]]
    return json.dumps(said | {"claims": claims}, ensure_ascii=False)


def without_quotes(prompt: Prompt) -> str:
    """Claims that nothing carries."""
    return reply([{"text": one["text"], "quotes": []} for one in true_claims(prompt)])


def doubled(prompt: Prompt) -> str:
    """Each claim twice."""
    claims = true_claims(prompt)
    return reply([*claims, *claims], known_of(prompt).verdict)


def hundredfold(prompt: Prompt) -> str:
    """The first claim a hundred times."""
    return reply(true_claims(prompt)[:1] * 100)


def truncated(prompt: Prompt) -> str:
    """JSON with its end missing from the first word on."""
    return good(prompt)[: len('{"claims": [{"tex')]


def two_objects(prompt: Prompt) -> str:
    """A second reply behind the first, with what nothing carries."""
    return good(prompt) + "\n" + reply([claim("Het antwoord is 47.", 1, "Het antwoord is 47.")])


def deep(prompt: Prompt) -> str:
    """Brackets in brackets, deeper than any reader goes."""
    return '{"claims": ' + "[" * 20_000


def enormous(prompt: Prompt) -> str:
    """One claim that never comes to its point."""
    return reply([claim("Het signaalpunt. " * 20_000, 1, "Het signaalpunt")])


def wrong_types(prompt: Prompt) -> str:
    """Every field of another type."""
    return reply(
        [None, 7, "claim", {"text": 5, "quotes": [{"unit": [1], "quote": 9}]}, {"text": None, "quotes": [None]}],
        verdict=["yes"],
        actors={"een": "De gemeente"},
        not_settled=3,
    )
