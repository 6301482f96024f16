"""`/mcp` as a part of the server: who may come in, who comes in together, and that it stops with the rest."""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, Final

import pytest

from tests.api.agents import Agent, over_http, served
from tests.lindestroom import lindestroom_taken_in

QUESTIONS: Final = ["Wie meldt een huurder aan bij Buurtkracht?", "Mag een inwoner anoniem melden?"]
LISTING: Final = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on the example region."""
    with served(lindestroom_taken_in(tmp_path_factory, "served")) as address:
        yield address


def _status(address: str, *, method: str = "POST", **headers: str) -> tuple[int, dict[str, Any]]:
    body = json.dumps(LISTING).encode() if method == "POST" else None
    sent = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    request = urllib.request.Request(f"{address}/mcp", body, sent, method=method)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused)


def test_whoever_calls_it_by_a_known_name_is_answered_in_json(address: str) -> None:
    status, answer = _status(address)
    assert status == 200
    assert "ask" in {tool["name"] for tool in answer["result"]["tools"]}


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"Host": "elders.example"}, 421, "unknown_host"),
        ({"Origin": "https://elders.example"}, 403, "cross_site"),
        ({"Sec_Fetch_Site": "cross-site"}, 403, "cross_site"),
    ],
)
def test_another_website_may_not_ask_through_a_browser(
    address: str, headers: dict[str, str], status: int, code: str
) -> None:
    refused, problem = _status(address, **headers)
    assert (refused, problem["code"]) == (status, code)


@pytest.mark.parametrize("method", ["GET", "DELETE"])
def test_there_is_no_session_to_listen_to_or_to_end(address: str, method: str) -> None:
    status, problem = _status(address, method=method)
    assert (status, problem["code"]) == (405, "method_not_allowed")


def test_an_agent_hears_what_the_api_says(address: str) -> None:
    question = {"question": QUESTIONS[0], "region": "lindestroom", "lang": "nl"}
    request = urllib.request.Request(
        f"{address}/api/v1/questions", json.dumps(question).encode(), {"Content-Type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=60) as answer, over_http(address) as agent:
        assert _timeless(agent.data("ask", **question)) == _timeless(json.load(answer))


def test_a_client_of_before_2026_is_answered_too(address: str) -> None:
    with over_http(address, mode="legacy") as agent:
        assert agent.data("ask", question=QUESTIONS[0])["claims"]


def test_agents_ask_at_the_same_time(address: str) -> None:
    def several(agent: Agent, question: str) -> list[dict[str, Any]]:
        return [_timeless(agent.data("ask", question=question, region="lindestroom")) for _ in range(5)]

    with over_http(address) as one, over_http(address) as other, ThreadPoolExecutor(4) as pool:
        asked = [(agent, question) for agent in (one, other) for question in QUESTIONS]
        first, second, third, fourth = pool.map(several, *zip(*asked, strict=True))
    assert first == third
    assert second == fourth
    assert first[0] != second[0]
    assert all(answers == answers[:1] * 5 for answers in (first, second))


def test_questions_by_this_door_are_counted_with_the_others(address: str) -> None:
    with over_http(address) as agent:
        agent.data("ask", question=QUESTIONS[0])
    with urllib.request.urlopen(f"{address}/metrics", timeout=60) as metrics:
        counted = metrics.read().decode()
    assert 'outcome="answered"' in counted
    assert '"/mcp"' in counted


def test_the_server_stops_while_an_agent_is_connected(tmp_path: Path) -> None:
    with served(tmp_path) as address:
        connected = over_http(address)
        agent = connected.__enter__()
        assert agent.data("documents")["total"] == 0
    connected.__exit__(None, None, None)


def _timeless(answer: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in answer.items() if name != "timings"}
