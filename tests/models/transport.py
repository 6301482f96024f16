"""Good replies, and what befalls the line that they come over."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Final

from tests.models.answers import claim, good, known_of, pieces, true_claims
from tests.models.prompt import Prompt
from tests.models.steps import Behaviour, Breaks, ClaimSaid, Drips, Holds, Raw, Responds, Says, Step, Thinks, Waits

JSON: Final = {"Content-Type": "application/json"}
_TOO_LONG_S: Final = 60.0


def says_good(prompt: Prompt) -> Iterator[Step]:
    """All of it, as fast as it can."""
    yield from pieces(good(prompt))


def claim_by_claim(prompt: Prompt, *, piece: Step = "", between: Step = "", length: int = 24) -> Iterator[Step]:
    """The good reply with something before each piece and after each claim."""
    known, claims = known_of(prompt), true_claims(prompt)
    yield '{"claims": ['
    for nth, one in enumerate(claims):
        for part in pieces((", " if nth else "") + json.dumps(one, ensure_ascii=False), length):
            yield piece
            yield part
        yield ClaimSaid()
        yield between
    rest = json.dumps({"verdict": known.verdict, "actors": known.actors, "not_settled": []}, ensure_ascii=False)
    yield "], " + rest[1:]


def paced(prompt: Prompt, *, between: float = 0.3, piece: float = 0.05) -> Iterator[Step]:
    """At the pace of a model on a machine of one's own: about twenty pieces of a few words in a second."""
    return claim_by_claim(prompt, piece=Waits(piece), between=Waits(between))


def held(prompt: Prompt) -> Iterator[Step]:
    """After the first claim nothing, until the test lets go."""
    return claim_by_claim(prompt, between=Holds())


def slow_between(prompt: Prompt) -> Iterator[Step]:
    """At the pace of a model on a fast machine, and a moment after each claim."""
    return claim_by_claim(prompt, piece=Waits(0.02), between=Waits(0.1))


def after(seconds: float) -> Behaviour:
    """Nothing for so long, then all of it."""

    def behaviour(prompt: Prompt) -> Iterator[Step]:
        yield Waits(seconds)
        yield from says_good(prompt)

    return behaviour


def stalls(prompt: Prompt) -> Iterator[Step]:
    """One claim, then nothing for longer than anybody waits."""
    return claim_by_claim(prompt, between=Waits(_TOO_LONG_S))


def drips(prompt: Prompt) -> Iterator[Step]:
    """A character at a time."""
    yield from good(prompt)


def drips_bytes(prompt: Prompt) -> Iterator[Step]:
    """A byte at a time, which cuts letters and lines in two."""
    yield Drips()
    yield from pieces(good(prompt), 400)


def drips_slowly(prompt: Prompt) -> Iterator[Step]:
    """A character at a time, and never in time."""
    for letter in good(prompt):
        yield letter
        yield Waits(0.5)


def breaks_in_a_claim(prompt: Prompt, *, reset: bool = False) -> Iterator[Step]:
    """The line goes dead in the middle of the first claim."""
    yield from pieces(good(prompt)[:60])
    yield Breaks(reset)


def breaks_between_claims(prompt: Prompt) -> Iterator[Step]:
    """The line goes dead after the first claim."""
    return claim_by_claim(prompt, between=Breaks())


def ends_in_a_claim(prompt: Prompt) -> Iterator[Step]:
    """The model has written as much as it may, and stops properly: in the middle of the second claim."""
    said = good(prompt)
    yield from pieces(said[: said.find("quotes", said.find("quotes") + 9)])


def refuses(status: int, *, headers: dict[str, str] | None = None, times: int = 1000) -> Behaviour:
    """An error so many times, good then; the error repeats what was asked, as some servers do."""

    def behaviour(prompt: Prompt) -> Iterator[Step]:
        if prompt.nth <= times:
            body = json.dumps({"error": {"message": f"cannot answer: {prompt.text}", "type": "scripted"}})
            yield Responds(status, JSON | (headers or {}), body.encode())
        yield from says_good(prompt)

    return behaviour


def redirects(status: int) -> Behaviour:
    """Sent on to another server, which would answer."""

    def behaviour(prompt: Prompt) -> Iterator[Step]:
        yield Responds(status, {"Location": f"{prompt.elsewhere}/v1/chat/completions"}, b"")

    return behaviour


def resets_at_once(prompt: Prompt) -> Iterator[Step]:
    """The line goes dead before a word."""
    yield Breaks(reset=True)


def says_whole(content: bytes, headers: dict[str, str]) -> Behaviour:
    """A response of another kind than was asked for."""

    def behaviour(prompt: Prompt) -> Iterator[Step]:
        yield Responds(200, headers, content)

    return behaviour


def says_bytes(body: bytes) -> Behaviour:
    """Bytes of no protocol on the stream, after which the reply goes on."""

    def behaviour(prompt: Prompt) -> Iterator[Step]:
        yield Raw(body)
        yield from says_good(prompt)

    return behaviour


def says_content(content: object) -> Behaviour:
    """Something else where the text should stand, over and over."""

    def behaviour(prompt: Prompt) -> Iterator[Step]:
        for _ in range(3):
            yield Says(content)

    return behaviour


def thinks_apart(prompt: Prompt) -> Iterator[Step]:
    """Thoughts where servers keep them apart, then the reply."""
    yield Thinks('Eerst kijk ik welke eenheid dit regelt: {"claims": [')
    yield from says_good(prompt)


def goes_on(text: str) -> Behaviour:
    """The same without an end."""

    def behaviour(prompt: Prompt) -> Iterator[Step]:
        while True:
            yield text

    return behaviour


def endless_claims(prompt: Prompt) -> Iterator[Step]:
    """The good claims over and over, in a list that never closes."""
    yield '{"claims": ['
    claims = true_claims(prompt) or [claim("Dat is zo.", 1, "Dat is zo.")]
    while True:
        for one in claims:
            yield json.dumps(one, ensure_ascii=False) + ", "


slow_to_start = after(_TOO_LONG_S)
breaks_by_reset = partial(breaks_in_a_claim, reset=True)
