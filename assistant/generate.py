"""An answer worded by the configured model, claim by claim, each held to the sentences it quotes."""

import logging
import secrets
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from assistant.draft import SCHEMA, Draft, DraftClaim
from assistant.extract import MOST_CLAIMS, Cite, Said
from assistant.found import Found
from assistant.held import Held
from assistant.place import Place
from assistant.question import Question
from assistant.quote import quote
from assistant.supported import unsupported
from assistant.units import Unit, units
from assistant.verify import Verifier, locate
from kb.answer import Claim
from kb.errors import ModelError
from kb.neural.language_model import WRITES, LanguageModel, Message
from kb.register import NATIONAL
from kb.search.hybrid import HybridSearch
from prompts.text import prompt

_log = logging.getLogger(__name__)
_PLACES: Final = 12  # paragraphs given to the model: more makes it slow and hardly ever right
_CHARACTERS: Final = 3  # of Dutch in a token, at least
_AROUND: Final = 1000  # tokens of instructions and question


class Numbered(NamedTuple):
    """A unit as the model is given it."""

    place: Place
    unit: Unit


class Worded(NamedTuple):
    """What came of asking a model.

    `said` are its claims that hold. `whole`: it came to its end; `verdict`, `actors` and `not_settled` are as the
    model has them.
    """

    said: tuple[Said, ...]
    whole: bool
    verdict: str | None = None
    actors: tuple[str, ...] = ()
    not_settled: tuple[str, ...] = ()


class Wording:
    """One question being put to a model, with the paragraphs that were found for it."""

    def __init__(
        self,
        question: Question,
        before: Sequence[str],
        found: Found,
        *,
        model: LanguageModel,
        held: Held,
        search: HybridSearch,
        cite: Cite,
        verifier: Verifier,
    ) -> None:
        """`before` are the earlier questions that this one leans on."""
        self._question, self._before, self._model = question, before, model
        self._held, self._search, self._cite, self._verifier = held, search, cite, verifier
        self._units = _numbered(found, held, (model.context - WRITES - _AROUND) * _CHARACTERS)
        self._said: list[Said] = []
        self.worded = Worded((), whole=False)

    def claims(self) -> Iterator[Claim]:
        """The claims that hold, as the model writes them; `worded` is what all of it amounts to.

        Nothing is raised: what goes wrong with a model ends the claims.
        """
        draft, pieces = Draft(), self._model.write(self._messages(), SCHEMA)
        try:
            for piece in pieces:
                for written in draft.add(piece):
                    if len(self._said) < MOST_CLAIMS and (said := self._holding(written)):
                        self._said.append(said)
                        yield said.claim
                if draft.full:
                    break
        except ModelError as error:
            _log.warning("%s", error)
        finally:
            pieces.close()
            concluded = draft.conclusions()
            self.worded = Worded(
                tuple(self._said), draft.whole, concluded.verdict, concluded.actors, concluded.not_settled
            )

    def _messages(self) -> list[Message]:
        lang, seal = self._question.language, secrets.token_hex(8)  # no document knows the seal of its envelope
        before = "\n".join(f"({' '.join(one.split())})" for one in self._before)
        told = {"before": before, "passages": self._passages(), "question": " ".join(self._question.text.split())}
        return [
            Message("system", prompt("instructions", lang).render(seal=seal)),
            Message("user", prompt("question", lang).render(seal=seal, **told)),
        ]

    def _passages(self) -> str:
        lines: list[str] = []
        last: Place | None = None
        for number, (place, unit) in self._units.items():
            if place is not last:
                last = place
                lines.append(" > ".join(_flat(one) for one in (place.title, *place.passage.headings)))
            lines.append(f"[{number}] {_flat(unit.text)}")
        return "\n".join(lines)

    def _holding(self, written: DraftClaim) -> Said | None:
        """A claim with its sentences; None where a quote does not stand, or the claim says anything but its quotes."""
        cited = [self._units[one.unit] for one in written.quotes if self._stands(one.unit, one.quote)]
        if not cited:
            self._dropped("no quote stands")
            return None
        place = cited[0].place
        if any(one.place is not place for one in cited):  # one paragraph carries one claim
            cited = [one for one in cited if one.place is place]
        meant = list(dict.fromkeys(one.unit for one in cited))
        quoted = quote(place.passage, meant, place.lead_text)
        sentences = "\n".join(self._cite(place.passage, span).quote for span in quoted.said)
        around = "\n".join((place.title, *place.passage.headings))
        text = " ".join(written.text.split())
        why = unsupported(text, sentences, around, question=self._question, roles=self._held.roles, search=self._search)
        if why is not None:
            self._dropped(why)
            return None
        citations = tuple(self._cite(place.passage, span) for span in quoted.shown)
        claim = Claim(text=text, citations=citations, summarised=True)
        known = {one.claim.text for one in self._said}
        if text in known or not self._verifier.cited(claim):
            return None
        return Said(claim, place, tuple(meant), quoted.said)

    def _stands(self, number: int, words: str) -> bool:
        unit = self._units.get(number)
        return unit is not None and locate(words, unit.unit.text) is not None

    def _dropped(self, why: str) -> None:
        _log.info("a claim of the language model was dropped: %s", why)


def _numbered(found: Found, held: Held, characters: int) -> dict[int, Numbered]:
    """The units of the best paragraphs by number, of the best one's region and the national texts."""
    places = list({one.place.passage.id: one.place for one in found.ranking}.values())[:_PLACES]
    region = held.by_id[places[0].passage.document_id].region if places else ""
    numbered: dict[int, Numbered] = {}
    left = characters
    for place in places:
        if held.by_id[place.passage.document_id].region not in {region, NATIONAL}:
            continue
        for unit in units(place.passage, place.lead_text):
            left -= len(unit.text) + 8
            if left < 0:
                return numbered
            numbered[len(numbered) + 1] = Numbered(place, unit)
    return numbered


def _flat(text: str) -> str:
    return " ".join(text.split())
