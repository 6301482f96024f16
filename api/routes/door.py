"""What every route needs: the workplace behind the door, the counters and the asker's language."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING, Annotated

from fastapi import Depends, Request

from api.album import Album
from api.routes.metrics import Metrics
from api.sentences import Lang
from api.workplace import Workplace
from kb.answer import Answer, Claim

if TYPE_CHECKING:
    from assistant.turns import Turn

_READ_AT_ONCE = 2  # uploads, each with one child at a time


@dataclass(frozen=True, slots=True)
class Door:
    """An open workplace, and what was done through this door."""

    workplace: Workplace
    metrics: Metrics
    # A reading child may take a gigabyte and a core; whoever waits for one keeps no thread from answering.
    reading: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(_READ_AT_ONCE))
    album: Album = field(default_factory=Album)
    counts: bool = True

    @property
    def again(self) -> "Door":
        """This door for a question that was asked before: its answer is neither counted nor kept once more."""
        return replace(self, counts=False)

    def answer(
        self,
        question: str,
        *,
        region: str | None = None,
        on: date | None = None,
        lang: Lang | None = None,
        history: "Sequence[Turn]" = (),
    ) -> Answer:
        """The answer to a question as `Workplace.answer` gives it, counted."""
        *_, answer = self.stream(question, region=region, on=on, lang=lang, history=history)
        return answer  # type: ignore[return-value]  # the last is the answer

    def stream(
        self,
        question: str,
        *,
        region: str | None = None,
        on: date | None = None,
        lang: Lang | None = None,
        history: "Sequence[Turn]" = (),
    ) -> Iterator[Claim | Answer]:
        """The claims and the answer as `Workplace.stream` gives them, the answer counted."""
        began = perf_counter()
        for one in self.workplace.stream(question, region=region, on=on, lang=lang, history=history, keep=self.counts):
            if self.counts and not isinstance(one, Claim):
                self.metrics.count_answer(one.outcome, perf_counter() - began)
            yield one


def door(request: Request) -> Door:
    """The door that was opened at start."""
    opened: Door = request.app.state.door
    return opened


def preferred_language(accept_language: str) -> Lang:
    """Dutch or English, whichever an `Accept-Language` header prefers; Dutch where it does not say.

    Of equal weights the first counts (RFC 9110, section 12.5.4).
    """
    best: Lang = "nl"
    weight = 0.0
    for entry in accept_language.split(","):
        tag, _, parameter = entry.strip().partition(";")
        given = _weight(parameter)
        primary = tag.strip().lower().split("-")[0]
        if given > weight and primary in ("nl", "en"):
            best, weight = ("en" if primary == "en" else "nl"), given
    return best


def language(request: Request) -> Lang:
    """The language of whoever sent this request."""
    return preferred_language(request.headers.get("accept-language", ""))


def _weight(parameter: str) -> float:
    name, _, value = parameter.strip().partition("=")
    try:
        return float(value) if name.strip().lower() == "q" else 1.0
    except ValueError:
        return 0.0


At = Annotated[Door, Depends(door)]
Speaks = Annotated[Lang, Depends(language)]
