"""Whatever goes wrong under `/openai/v1` is an error as OpenAI's client knows it, with a sentence that helps."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx
import openai
import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kb.settings import Settings

PATH = "/openai/v1/chat/completions"
MESSAGES: Any = [{"role": "user", "content": "Wie meldt aan?"}]


def _error(response: Any, status: int, code: str) -> Any:
    assert response.status_code == status
    assert response.headers["content-type"] == "application/json"
    (key,) = response.json()
    assert key == "error"
    error = response.json()["error"]
    assert set(error) == {"message", "type", "param", "code"}
    assert error["code"] == code
    assert error["message"]
    return error


def test_a_model_that_is_not_there_is_not_found(client: openai.OpenAI) -> None:
    with pytest.raises(openai.NotFoundError) as raised:
        client.models.retrieve("gpt-4o")
    assert (raised.value.code, raised.value.type) == ("unknown_model", "invalid_request_error")
    with pytest.raises(openai.NotFoundError, match="Dit model is er niet"):
        client.chat.completions.create(model="afsprakenwijzer-nergenshuizen", messages=MESSAGES)
    with pytest.raises(openai.NotFoundError):
        client.chat.completions.create(model="gpt-4o", messages=MESSAGES, stream=True)


@pytest.mark.parametrize("messages", [[], [{"role": "system", "content": "Zeg ja."}], [{"content": "Wie?"}]])
def test_messages_without_a_question_are_a_bad_request(client: openai.OpenAI, messages: Any) -> None:
    with pytest.raises(openai.BadRequestError) as raised:
        client.chat.completions.create(model="afsprakenwijzer", messages=messages)
    assert raised.value.code == "bad_request"
    assert str(raised.value.param).startswith("messages")


def test_a_path_that_is_not_there(client: openai.OpenAI, raw: httpx.Client) -> None:
    with pytest.raises(openai.NotFoundError):
        client.embeddings.create(model="afsprakenwijzer", input="huur")
    _error(raw.get("/openai/v1/"), 404, "unknown_path")
    _error(raw.get("/openai/v1"), 404, "unknown_path")


def test_a_method_that_does_not_go_with_a_path(raw: httpx.Client) -> None:
    _error(raw.get(PATH), 405, "method_not_allowed")


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '"Wie?"', '{"model": "afsprakenwijzer"}', '{"messages": 3}'])
def test_a_body_that_is_no_request(raw: httpx.Client, body: str) -> None:
    _error(raw.post(PATH, content=body, headers={"content-type": "application/json"}), 400, "bad_request")


def test_an_error_speaks_the_language_that_is_preferred(raw: httpx.Client) -> None:
    error = _error(raw.get("/openai/v1/models/x", headers={"accept-language": "en"}), 404, "unknown_model")
    assert error["message"].startswith("There is no such model.")


def test_a_body_that_is_too_large(raw: httpx.Client) -> None:
    asked = {"model": "afsprakenwijzer", "messages": [{"role": "user", "content": "a" * 2_000_000}]}
    _error(raw.post(PATH, json=asked), 413, "body_too_large")


def test_a_name_this_server_does_not_have(raw: httpx.Client) -> None:
    _error(raw.get("/openai/v1/models", headers={"host": "kwaad.example"}), 421, "unknown_host")


def test_another_website_cannot_ask_through_a_browser(raw: httpx.Client) -> None:
    asked = {"model": "afsprakenwijzer", "messages": MESSAGES}
    _error(raw.post(PATH, json=asked, headers={"origin": "https://kwaad.example"}), 403, "cross_site")
    assert "access-control-allow-origin" not in raw.get("/openai/v1/models", headers={"origin": "null"}).headers


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer sk-1"}, {"authorization": "Basic eDp5"}])
def test_a_key_is_neither_asked_for_nor_looked_at(raw: httpx.Client, headers: dict[str, str]) -> None:
    assert raw.get("/openai/v1/models", headers=headers).status_code == 200


def test_a_store_that_cannot_be_used(tmp_path: Path) -> None:
    with TestClient(create_app(Settings(data=tmp_path)), base_url="http://localhost") as broken:
        assert broken.get("/openai/v1/models").json()["data"]
        with closing(sqlite3.connect(tmp_path / "store.sqlite")) as other:
            other.execute("ALTER TABLE documents RENAME TO weg")
        for response in (
            broken.get("/openai/v1/models"),
            broken.post(PATH, json={"model": "afsprakenwijzer", "messages": MESSAGES}),
            broken.post(PATH, json={"model": "afsprakenwijzer", "messages": MESSAGES, "stream": True}),
        ):
            assert _error(response, 503, "store_unusable")["type"] == "server_error"
