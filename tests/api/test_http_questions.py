"""A question gets a cited answer, whole or as events, and stays out of every log."""

import json
import logging
from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.test_http_api import fits

ASKED = "Wie meldt een huurder met een huurachterstand aan?"
STREAM = {"accept": "text/event-stream"}


def _events(text: str) -> list[tuple[str, Any]]:
    lines = [event.split("\n") for event in text.split("\n\n")[:-1]]
    return [(name.removeprefix("event: "), json.loads(data.removeprefix("data: "))) for name, data in lines]


def test_every_quote_of_an_answer_stands_letter_by_letter_where_it_says(door: TestClient) -> None:
    answer = door.post("/api/v1/questions", json={"question": ASKED}).json()
    assert answer["outcome"] == "answered"
    assert answer["citations"]
    for citation in answer["citations"]:
        place = {"version": citation["version"]}
        around = door.get(f"/api/v1/passages/{citation['passageId']}", params=place).json()["around"]
        start, end = citation["start"] - around["start"], citation["end"] - around["start"]
        assert around["text"][start:end] == citation["quote"]


def test_answers_of_every_outcome_are_what_the_description_says(door: TestClient) -> None:
    outcomes = set()
    for question in (ASKED, "Wat kost een paspoort?", "?!"):
        response = door.post("/api/v1/questions", json={"question": question})
        fits(door, response, "post /questions")
        outcomes.add(response.json()["outcome"])
    assert outcomes == {"answered", "not_found", "refused"}


def test_a_stream_gives_each_claim_with_its_citations_and_then_the_whole_answer(door: TestClient) -> None:
    response = door.post("/api/v1/questions", json={"question": ASKED}, headers=STREAM)
    assert response.headers["content-type"].startswith("text/event-stream")
    assert response.headers["x-accel-buffering"] == "no"  # a proxy holds nothing back
    *claims, (last, answer) = _events(response.text)
    assert last == "answer"
    assert [name for name, _ in claims] == ["claim"] * len(answer["claims"])
    for (_, streamed), claim in zip(claims, answer["claims"], strict=True):
        cited = [answer["citations"][index] for index in claim["citations"]]
        assert streamed == claim | {"citations": cited}


def test_a_stream_about_a_region_nobody_holds_is_one_problem(door: TestClient) -> None:
    asked = {"question": ASKED, "region": "nergenshuizen", "lang": "en"}
    ((name, problem),) = _events(door.post("/api/v1/questions", json=asked, headers=STREAM).text)
    assert (name, problem["code"], problem["status"]) == ("problem", "unknown_region", 400)
    assert problem == door.post("/api/v1/questions", json=asked).json()


def test_a_region_may_be_written_as_people_write_it(door: TestClient) -> None:
    answer = door.post("/api/v1/questions", json={"question": ASKED, "region": "Lindestroom"}).json()
    assert answer["region"] == "lindestroom"


@pytest.mark.parametrize("answered", ["De corporatie.", {"claims": [{"text": "De corporatie."}]}, {"claims": []}])
def test_an_earlier_answer_may_be_given_as_its_text_or_as_it_came(door: TestClient, answered: Any) -> None:
    history = [{"question": "Wie meldt aan?", "answer": answered}]
    response = door.post("/api/v1/questions", json={"question": ASKED, "history": history})
    assert response.status_code == 200


@pytest.mark.parametrize("answered", [{"claims": 3}, {"claims": [{"tekst": "De corporatie."}]}, {}, 3, None])
def test_an_earlier_answer_that_is_none_is_named(door: TestClient, answered: Any) -> None:
    history = [{"question": "Wie meldt aan?", "answer": answered}]
    response = door.post("/api/v1/questions", json={"question": ASKED, "history": history})
    assert response.status_code == 400
    assert [error["field"] for error in response.json()["errors"]] == ["history.0.answer"]


def test_the_question_is_in_no_log_and_no_counter(door: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    secret = "kwartelhof"
    with caplog.at_level(logging.DEBUG):
        for body in ({"question": f"Mag {secret} dat?"}, {"question": secret, "regio": "x"}):
            door.post("/api/v1/questions", json=body)
            door.post("/api/v1/questions", json=body, headers=STREAM)
            door.post("/", data=body)
    assert secret not in caplog.text
    assert secret not in door.get("/metrics").text


def test_answers_are_counted_by_outcome(door: TestClient) -> None:
    def counted() -> int:
        lines = door.get("/metrics").text.splitlines()
        return sum(int(line.split()[-1]) for line in lines if line.startswith("afsprakenwijzer_answers_total{"))

    before = counted()
    door.post("/api/v1/questions", json={"question": ASKED})
    assert counted() == before + 1
    assert f"afsprakenwijzer_answer_seconds_count {before + 1}" in door.get("/metrics").text


def test_it_is_ready_when_questions_can_be_answered(door: TestClient) -> None:
    assert door.get("/health/ready").json() == {"status": "ready"}
