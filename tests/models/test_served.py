"""Asked over HTTP, claims come as a model writes them, and neither it nor a log is told what it must not be."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import httpx
import pytest
from pydantic import SecretStr

from kb.settings import Settings
from tests.lindestroom import lindestroom_taken_in
from tests.models import transport
from tests.models.answers import NOT_FOUND, WHO, YES_NO
from tests.models.served import events, served
from tests.models.server import ScriptedModel
from tests.models.steps import Behaviour

# they keep times, which a machine full of other tests does not
pytestmark = pytest.mark.nightly

_KEY: Final = "sleutel-van-de-test-7731"
_REGION: Final = "lindestroom"
_BSN: Final = "999990019"  # of the test series, which is given to nobody
_ADDRESS: Final = "j.voorbeeld@voorbeeld.example"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of the example region."""
    return lindestroom_taken_in(tmp_path_factory, "served")


@pytest.fixture
def model() -> Iterator[ScriptedModel]:
    """A good model."""
    with ScriptedModel(transport.says_good) as model:
        yield model


@pytest.fixture
def door(data: Path, model: ScriptedModel) -> Iterator[httpx.Client]:
    """The door, with that model behind it."""
    with served(Settings(data=data, llm=model.setting, llm_key=SecretStr(_KEY), llm_seconds=20)) as client:
        yield client


def test_the_first_claim_comes_while_the_model_is_still_writing(data: Path) -> None:
    with (
        ScriptedModel(transport.held) as model,
        served(Settings(data=data, llm=model.setting, llm_seconds=20)) as client,
    ):
        told = events(client, WHO.question, region=_REGION)
        name, claim = next(told)
        assert name == "claim"
        assert WHO.sentence in claim["citations"][0]["quote"]
        assert model.received[0].ended_s is None
        assert len(model.received[0].claims_s) == 1
        model.go.set()
        *claims, (last, answer) = told
    assert last == "answer"
    assert answer["composedBy"] == "generate"
    assert [claim["text"], *(one["text"] for _, one in claims)] == [one["text"] for one in answer["claims"]]


def test_a_model_that_was_put_off_is_let_go_of(data: Path) -> None:
    """Whoever closes the page keeps no model busy."""
    with (
        ScriptedModel(transport.held) as model,
        served(Settings(data=data, llm=model.setting, llm_seconds=20)) as client,
    ):
        told = events(client, WHO.question, region=_REGION)
        next(told)
        told.close()
        while model.received[0].ended_s is None:  # or the time of the test is over
            model.stopping.wait(0.01)
        assert model.received[0].hung_up


@pytest.mark.parametrize(
    ("question", "outcome"),
    [
        ("?!", "refused"),
        (f"Mag ik het dossier van BSN {_BSN} delen?", "refused"),
        (f"Wie meldt {_ADDRESS} aan bij Buurtkracht?", "refused"),
        ("Geldt het convenant vroegsignalering 2021-2024 nog?", "answered"),
        ("Wie zijn de partijen bij het convenant vroegsignalering?", "answered"),
    ],
)
def test_what_no_passage_answers_is_not_put_to_the_model(
    door: httpx.Client, model: ScriptedModel, question: str, outcome: str
) -> None:
    answer = door.post("/api/v1/questions", json={"question": question, "region": _REGION}).json()
    assert (answer["outcome"], answer["composedBy"]) == (outcome, "extract")
    assert not [one for one in answer["cautions"] if one["code"] == "extract_fallback"], "nothing failed"
    list(events(door, question, region=_REGION))
    assert not model.received
    assert not model.others


def test_personal_data_of_an_earlier_turn_does_not_reach_the_model(door: httpx.Client, model: ScriptedModel) -> None:
    history = [{"question": f"Mijn cliënt heeft BSN {_BSN} en woont te huur.", "answer": "Dat kan."}]
    asked = {"question": "En wie zit dan het slotoverleg voor?", "region": _REGION, "history": history}
    door.post("/api/v1/questions", json=asked)
    assert not [one for one in model.received if _BSN in one.body]


def test_the_key_stands_in_its_header_and_nowhere_else(
    door: httpx.Client, model: ScriptedModel, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        answer = door.post("/api/v1/questions", json={"question": WHO.question, "region": _REGION})
    assert answer.json()["composedBy"] == "generate"
    (received,) = model.received
    assert received.headers["Authorization"] == f"Bearer {_KEY}"
    elsewhere = [value for name, value in received.headers.items() if name != "Authorization"]
    for text in (received.path, received.body, *elsewhere, answer.text, caplog.text, door.get("/metrics").text):
        assert _KEY not in text


def test_nothing_in_a_request_tells_what_is_asked_but_its_body(door: httpx.Client, model: ScriptedModel) -> None:
    door.post("/api/v1/questions", json={"question": WHO.question, "region": _REGION})
    (received,) = model.received
    assert "slotoverleg" in received.body
    assert "slotoverleg" not in f"{received.path} {received.headers}"


@pytest.mark.parametrize(
    "behaviour",
    [
        transport.says_good,
        transport.refuses(500),
        transport.refuses(401),
        transport.breaks_in_a_claim,
        transport.says_bytes(b"data: {nee, slotoverleg\n\n"),
        transport.goes_on("slotoverleg slotoverleg"),
    ],
)
def test_no_log_and_no_counter_holds_what_was_asked_or_what_the_model_said(
    data: Path, behaviour: Behaviour, caplog: pytest.LogCaptureFixture
) -> None:
    with (
        ScriptedModel(behaviour) as model,
        served(Settings(data=data, llm=model.setting, llm_key=SecretStr(_KEY), llm_seconds=3)) as client,
        caplog.at_level(logging.DEBUG),
    ):
        for _ in range(4):  # the fourth finds the model left alone, where it failed
            client.post("/api/v1/questions", json={"question": WHO.question, "region": _REGION})
        counters = client.get("/metrics").text
        assert model.received
    for told in (caplog.text, counters):
        assert "slotoverleg" not in told.lower()
        assert _KEY not in told


def test_a_door_with_a_model_that_is_away_answers_as_without_one(data: Path) -> None:
    with ScriptedModel(transport.says_good) as model:
        gone = model.setting
    with served(Settings(data=data, llm=gone, llm_seconds=5)) as client, served(Settings(data=data)) as bare:
        for known in (YES_NO, WHO, NOT_FOUND):
            asked = {"question": known.question, "region": _REGION}
            answer, plain = (one.post("/api/v1/questions", json=asked).json() for one in (client, bare))
            assert [claim["text"] for claim in answer["claims"]] == [claim["text"] for claim in plain["claims"]]
            assert [one["code"] for one in plain["cautions"]] == [
                one["code"] for one in answer["cautions"] if one["code"] != "extract_fallback"
            ]
