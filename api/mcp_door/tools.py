"""The tools of the door for agents: each reads, none changes anything, and each gives data and a text to read."""

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Annotated, Final, Protocol

from mcp_types import CallToolResult, TextContent
from pydantic import Field

from api.agreements import agreements_of, known, registers
from api.finding_wire import findings_to_wire
from api.history import Asked, EarlierTurn
from api.mcp_door import told
from api.mcp_door.resources import readable
from api.mcp_door.shapes import Hits
from api.process_wire import processes_to_wire
from api.refusal import notice_of
from api.register_wire import register_to_wire
from api.routes import agreement_shapes, finding_shapes, process_shapes, shapes
from api.routes.surroundings import in_place_to_wire, surroundings
from api.sentences import Lang, sentence
from api.sharing.excerpt import excerpt
from api.sharing.plain import plain
from api.web.view import answer_view
from api.wire import Wire, answer_to_wire, document_to_wire, hit_to_wire
from api.workplace import EVERYWHERE, Workplace
from assistant.processes import Processes
from kb.answer import Answer, Refused
from kb.errors import NotHeld, QuestionEmpty, QuestionTooLong
from kb.register import NATIONAL

if TYPE_CHECKING:
    from assistant.turns import Turn

_REFERENCE: Final = re.compile(r"(?:afspraak:)?(?P<id>.+?)(?:@(?P<version>sha256:[0-9a-f]{64}))?", re.DOTALL)

_Region = Annotated[
    str | None,
    Field(description="A region of which documents are held, as `documents` gives it; `*`: all. Absent: the region"
          " this place is set to, or else all."),
]  # fmt: skip
_OfRegion = Annotated[
    str | None, Field(description="Of this region only, as `documents` gives it. Absent or `*`: all regions.")
]
_On = Annotated[date | None, Field(description="The day asked about, YYYY-MM-DD. Absent: today.")]
_Language = Annotated[
    Lang | None, Field(description="Language of the words around the quotes, which stay in Dutch. Absent: Dutch.")
]


class Answering(Protocol):
    """How a question is answered: as `Workplace.answer` does it."""

    def __call__(
        self,
        question: str,
        *,
        region: str | None = None,
        on: date | None = None,
        lang: Lang | None = None,
        history: "Sequence[Turn]" = (),
    ) -> Answer:
        """The answer."""


class Tools:
    """The tools on one workplace. Their docstrings are what an agent reads of them.

    Each raises what the workplace raises; the server makes a sentence of it.
    """

    def __init__(self, workplace: Workplace, processes: Processes, answer: Answering) -> None:
        self._workplace, self._processes, self._answer = workplace, processes, answer

    def ask(
        self,
        question: Annotated[str, Field(description="One question in plain Dutch or English, without personal data.")],
        region: _Region = None,
        on: _On = None,
        lang: Annotated[
            Lang | None, Field(description="Language of the words around the quotes. Absent: that of the question.")
        ] = None,
        history: Annotated[
            list[EarlierTurn] | None,
            Field(max_length=100, description="Earlier questions of this conversation with their answers."),
        ] = None,
    ) -> Annotated[CallToolResult, shapes.Answer]:
        """Answer a process question from the agreements, each claim with the sentences that carry it.

        Who does what, who leads, whether consent is needed, what the steps are, what holds when, and how regions
        compare. `outcome` says what it amounts to: answered, partial (`missing` is not settled), disputed (texts
        disagree), needs_fact (`options`: what each value of `fact` leads to) or not_found (the agreements held do
        not say; `related` is nearest). `cautions` say what to know before acting on it.
        """
        turns = [one.turn() for one in history or ()]
        answer = self._answer(question, region=region, on=on, lang=lang, history=turns)
        if answer.outcome == "refused":
            return self._refusal(answer, answer_to_wire(answer, lang))
        asked = Asked(question, region or "", on.isoformat() if on else "")
        text = plain(excerpt(answer_view(answer, asked, self._workplace), date.today()))
        return _result(answer_to_wire(answer, lang), text)

    def search(
        self,
        query: Annotated[str, Field(description="Words to look for, in Dutch or English.")],
        k: Annotated[int, Field(ge=1, le=100, description="How many passages.")] = 10,
        region: _OfRegion = None,
    ) -> Annotated[CallToolResult, Hits]:
        """Rank the passages nearest to a query. Something is always nearest: it need not be an answer."""
        if refused := self._refused(query):
            return refused
        asked, store = self._region(region), self._workplace.store
        regions = frozenset((asked, NATIONAL)) if asked else None
        found = []
        for hit in self._workplace.indexes.search.search(query, k=k, regions=regions):
            with suppress(NotHeld):  # it was removed in the meantime
                passage = store.passage(hit.passage_id)
                found.append((hit, passage, store.document(passage.document_id).title))
        items = [hit_to_wire(*one) for one in found]
        return _result({"items": items, "total": len(items)}, told.hits([one[1:] for one in found]))

    def passage(
        self,
        passage: Annotated[str, Field(description="A passageId, or a reference such as afspraak:...@sha256:...")],
    ) -> Annotated[CallToolResult, shapes.PassageInPlace]:
        """Read one passage with the text around it, to see a quote in its context.

        A reference gives the version that was cited, a passageId the current one.
        """
        named = _REFERENCE.fullmatch(passage)
        found = surroundings(self._workplace.store, named["id"] if named else passage, named and named["version"])
        readable(found.passage)
        return _result(in_place_to_wire(found), told.passage(found))

    def documents(self, region: _OfRegion = None) -> Annotated[CallToolResult, shapes.Documents]:
        """List the documents held: covenants, work agreements, appendices, with their region and parties."""
        held = self._workplace.store.documents(self._region(region))
        wire = {"items": [document_to_wire(one) for one in held], "total": len(held)}
        return _result(wire, told.documents(held))

    def agreements(
        self, on: _On = None, region: _OfRegion = None
    ) -> Annotated[CallToolResult, agreement_shapes.Agreements]:
        """Tell which agreement holds where on a day, which governs what, and which are named but not held."""
        asked, day, held = self._region(region), on or date.today(), self._processes.held()
        seen = known(self._workplace)
        every = agreements_of(held, day, seen)
        shown = every.of(asked) if asked else every
        return _result(register_to_wire(shown, registers(held, asked, day, seen), held), told.agreements(shown))

    def process(
        self,
        intervention: Annotated[
            str | None, Field(max_length=200, description="What it is for. Absent: list the interventions there are.")
        ] = None,
        region: _Region = None,
        on: _On = None,
        lang: _Language = None,
    ) -> Annotated[CallToolResult, process_shapes.ProcessActs]:
        """List who does what in an intervention, in order, each act with its quote; without one, what there is."""
        if intervention and (refused := self._refused(intervention, lang)):
            return refused
        asked, day = self._workplace.asked_region(region), on or date.today()
        if intervention:
            found = self._processes.of(intervention, asked, day)
            return _result(processes_to_wire(found, ()), told.processes(found, lang or "nl"))
        interventions = self._processes.known(asked, day)
        return _result(processes_to_wire((), interventions), told.interventions(interventions))

    def findings(
        self, region: _Region = None, on: _On = None, lang: _Language = None
    ) -> Annotated[CallToolResult, finding_shapes.Findings]:
        """List where the agreements do not agree, within one, within a region or between regions, gravest first.

        The first time after documents were taken in, comparing them may take a minute.
        """
        found = self._workplace.consistency.findings(self._workplace.asked_region(region), on or date.today())
        return _result(findings_to_wire(found, lang or "nl"), told.findings(found, lang or "nl"))

    def _region(self, name: str | None) -> str | None:
        return None if name == EVERYWHERE else self._workplace.region(name)

    def _refused(self, text: str, lang: Lang | None = None) -> CallToolResult | None:
        """The refusal of words to look for, for the reasons that a question is refused for."""
        if not text.strip():
            raise QuestionEmpty("nothing to look for")
        if len(text) > (longest := self._workplace.settings.question_chars):
            raise QuestionTooLong("too much to look for", limit=str(longest))
        refused = self._workplace.refused(text, lang=lang)
        return self._refusal(refused) if refused else None

    def _refusal(self, answer: Refused, wire: Wire | None = None) -> CallToolResult:
        notice = notice_of(answer, limit=str(self._workplace.settings.question_chars))
        text = sentence(notice.code, notice.facts, answer.language)
        return CallToolResult(content=[TextContent(text=text)], structured_content=wire, is_error=True)


def _result(wire: Wire, text: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=text)], structured_content=wire)
