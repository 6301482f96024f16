"""Many askers of a model that serves few, and a model that goes on failing: nobody waits for what will not come."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.models import transport
from tests.models.answers import WHO
from tests.models.asked import SECONDS, Regions, Said, ask
from tests.models.server import ScriptedModel
from tests.models.steps import Behaviour

# they keep times, which a machine full of other tests does not
pytestmark = pytest.mark.nightly


def _codes(said: Said) -> list[str]:
    return [caution.code for caution in said.answer.cautions]


def _asked_at_once(
    regions: Regions, behaviour: Behaviour, *, askers: int = 12, at_once: int = 2
) -> tuple[list[Said], ScriptedModel]:
    with (
        ScriptedModel(behaviour) as model,
        regions.assistant(model.setting, llm_at_once=at_once) as assistant,
        ThreadPoolExecutor(askers) as pool,
    ):
        asking = [pool.submit(ask, assistant, WHO.question) for _ in range(askers)]
        return [one.result(timeout=10 * SECONDS) for one in asking], model


def test_of_twelve_askers_two_are_served_at_once_and_none_waits_in_vain(regions: Regions) -> None:
    said, model = _asked_at_once(regions, transport.slow_to_start)
    assert [one.answer.composed_by for one in said] == ["extract"] * 12
    assert all("extract_fallback" in _codes(one) for one in said)
    assert model.most_at_once == 2


def test_those_who_cannot_be_served_in_time_get_the_answer_without_a_model(regions: Regions) -> None:
    said, model = _asked_at_once(regions, transport.after(SECONDS * 0.4))
    assert model.most_at_once == 2
    assert {one.answer.composed_by for one in said} == {"extract", "generate"}
    for one in said:
        assert regions.wrong(one.answer.claims) == []
        assert ("extract_fallback" in _codes(one)) == (one.answer.composed_by == "extract")


def test_those_who_can_be_served_one_after_another_all_are(regions: Regions) -> None:
    said, model = _asked_at_once(regions, transport.says_good)
    assert [one.answer.composed_by for one in said] == ["generate"] * 12
    assert model.most_at_once <= 2
    assert len(model.received) == 12


@pytest.mark.parametrize("behaviour", [transport.refuses(500), transport.breaks_in_a_claim, transport.resets_at_once])
def test_a_model_that_goes_on_failing_is_left_alone_for_a_while(regions: Regions, behaviour: Behaviour) -> None:
    with ScriptedModel(behaviour) as model, regions.assistant(model.setting) as assistant:
        for _ in range(8):
            assert _codes(ask(assistant, WHO.question)).count("extract_fallback") == 1
        asked = len(model.received)
        assert 0 < asked < 8, "it was asked each time"
        ask(assistant, WHO.question)
        assert len(model.received) == asked


def test_a_model_that_writes_what_cannot_be_used_is_asked_again(regions: Regions) -> None:
    """Only a server that fails is left alone: another question may get a better reply."""
    with ScriptedModel(transport.says_content(" ")) as model, regions.assistant(model.setting) as assistant:
        for _ in range(6):
            assert "extract_fallback" in _codes(ask(assistant, WHO.question))
        model.behaviour = transport.says_good
        assert ask(assistant, WHO.question).answer.composed_by == "generate"
