"""However a language model behaves, the answer is cited and true, or it is the one that needs no model."""

import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import pytest

from kb.answer import Answer
from tests.models import liars, transport
from tests.models.answers import CANARY, KNOWN, NOT_FOUND, Known
from tests.models.asked import SECONDS, Regions, Said
from tests.models.behaviours import WAYS, Ends, Way
from tests.models.server import ScriptedModel

# they keep times, which a machine full of other tests does not
pytestmark = pytest.mark.nightly

_PATIENCE: Final = 10 * SECONDS  # far beyond what an answer may wait for the model, and half of what some models take
_FALSE: Final = {text for known in KNOWN for text in known.false.values()}
# What a page, a terminal or a chat program would act on, or show as something else than words of an answer.
_ACTIVE: Final = re.compile(
    r"!\[|\]\(|<\s*/?\s*[a-z!]|on(?:error|load)=|javascript:|https?://|www\.|[\x00-\x08\x0b-\x1f\x7f]"
    r"|[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]",
    re.IGNORECASE,
)
_UNHEARD: Final = ("Ombudsman", "weiß hier", "vast wel", "Dit klopt", "Het antwoord is", "misschien")


@pytest.fixture(scope="session")
def defaults(regions: Regions) -> dict[str, Answer]:
    """The answers that need no model."""
    return {known.question: regions.ask(known.question, None).answer for known in KNOWN}


def test_the_default_answers_are_what_these_tests_take_them_for(defaults: dict[str, Answer]) -> None:
    for known in KNOWN:
        answer = defaults[known.question]
        assert answer.composed_by == "extract"
        assert (answer.outcome == "not_found") == (known is NOT_FOUND)
        assert any(known.sentence in claim.text for claim in answer.claims) == (known is not NOT_FOUND)


def test_the_one_fact_that_decides_is_asked_for_without_a_model(regions: Regions) -> None:
    with ScriptedModel(transport.says_good) as model:
        said = regions.ask("Waar meldt het wijkteam een lekkage?", model.setting, region="berkenoord")
        assert (said.answer.outcome, said.answer.fact, said.claims) == ("needs_fact", "tenure", ())
        assert not model.received


@pytest.mark.parametrize("name", WAYS)
def test_however_a_model_behaves_the_answer_is_cited_and_true(
    name: str, regions: Regions, defaults: dict[str, Answer]
) -> None:
    with ThreadPoolExecutor(len(KNOWN)) as at_once:
        asking = {known: at_once.submit(_asked, regions, known, WAYS[name]) for known in KNOWN}
        for known, answering in asking.items():
            said = answering.result(timeout=_PATIENCE)
            _is_cited_and_true(said, regions)
            _ends_as_it_should(said, WAYS[name].ends, defaults[known.question])


def _asked(regions: Regions, known: Known, way: Way) -> Said:
    with ScriptedModel(way.behaviour) as elsewhere, ScriptedModel(way.behaviour, elsewhere=elsewhere.url) as model:
        said = regions.ask(known.question, model.setting)
        assert not elsewhere.received, "the question went to a server that nobody configured"
        assert not elsewhere.others
        if known is not NOT_FOUND:
            assert model.received, "the model was not asked: this shows nothing"
        return said


def _is_cited_and_true(said: Said, regions: Regions) -> None:
    """Every quote stands where it says, and nothing is said that no text says, nor anything that acts."""
    claims = [*said.claims, *said.answer.claims]
    assert regions.wrong(claims) == []
    assert not {claim.text for claim in claims} & _FALSE
    wire = json.dumps(said.wire, ensure_ascii=False)
    assert not [word for word in (liars.FOREIGN, CANARY, *_UNHEARD) if word in wire]
    for text in _texts(said.wire):
        assert not _ACTIVE.search(text), text


def _ends_as_it_should(said: Said, ends: Ends, default: Answer) -> None:
    answer = said.answer
    if default.outcome == "not_found":  # no model finds what no text says
        assert (answer.outcome, answer.claims) == ("not_found", ())
        return
    if ends != "either":
        assert answer.composed_by == ends
    if answer.composed_by == "extract":
        assert answer.claims == default.claims
        assert (answer.outcome, answer.verdict, answer.actors) == (default.outcome, default.verdict, default.actors)
        assert [one.code for one in answer.cautions].count("extract_fallback") == 1
    else:
        assert answer.outcome in {"answered", "partial"}
        assert "extract_fallback" not in [one.code for one in answer.cautions]
        assert answer.actors == () or set(answer.actors) <= {*default.actors, "De gemeente", "gemeente", "de gemeente"}
    assert said.claims == answer.claims, "what came first is part of the answer"


def _texts(wire: object) -> Iterator[str]:
    """Every text on the wire, but for quotes: those are the document's own."""
    if isinstance(wire, str):
        yield wire
    elif isinstance(wire, list):
        for one in wire:
            yield from _texts(one)
    elif isinstance(wire, dict):
        for name, one in wire.items():
            if name != "quote":
                yield from _texts(one)
