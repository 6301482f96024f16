"""What Open WebUI asks for itself gets the JSON it reads, and leaves no trace."""

import json
import re
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kb.settings import Settings
from tests.lindestroom import lindestroom_taken_in

PATH = "/openai/v1/chat/completions"
ASKED = "Hoeveel huur moet iemand achterstaan voordat de corporatie de huurder aanmeldt bij Buurtkracht?"
# As Open WebUI writes them, in short.
TEMPLATES = {
    "title": 'Generate a concise title summarizing the chat history.\n### Output:\nJSON format: {{ "title": "your'
    ' concise title here" }}\n### Examples:\n- {{ "title": "Stock Trends" }},\n### Chat History:\n{history}',
    "tags": "Generate 1-3 broad tags categorizing the main themes of the chat history.\n\n### Output:\n"
    'JSON format: {{ "tags": ["tag1", "tag2", "tag3"] }}\n\n### Chat History:\n{history}',
    "follow_ups": "Suggest 3-5 relevant follow-up questions or prompts that the user might naturally ask next.\n"
    '### Output:\nJSON format: {{ "follow_ups": ["Question 1?", "Question 2?"] }}\n### Chat History:\n{history}',
    "queries": "Analyze the chat history to determine the necessity of generating search queries.\n\n### Output:\n"
    'Strictly return in JSON format:\n{{\n  "queries": ["query1", "query2"]\n}}\n\n### Chat History:\n{history}',
    "text": "You are an autocompletion system. Continue the text in `<text>`.\n5. If unsure, return:"
    ' `{{ "text": "" }}`.\n### Context:\n{history}\n<type>General</type>\n<text>Wie meldt</text>\n#### Output:\n',
    "prompt": "Generate a detailed prompt for an image generation task.\n### Output:\nStrictly return in JSON format:\n"
    '{{\n    "prompt": "Your detailed description here."\n}}\n\n### Chat History:\n{history}',
}


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A door that would keep a question that found nothing."""
    settings = Settings(data=lindestroom_taken_in(tmp_path_factory, "tasks"), keep_unanswered=True)
    with TestClient(create_app(settings), base_url="http://localhost") as client:
        yield client


def _reply(door: TestClient, task: str, asked: str = ASKED) -> Any:
    history = f"<chat_history>\nUSER: {asked}\nASSISTANT: De corporatie meldt aan. [1]\n</chat_history>"
    prompt = "### Task:\n" + TEMPLATES[task].format(history=history)
    sent = {"model": "afsprakenwijzer", "messages": [{"role": "user", "content": prompt}]}
    content = door.post(PATH, json=sent).json()["choices"][0]["message"]["content"]
    return json.loads(content)


def test_a_title_is_what_was_asked_first_in_short(door: TestClient) -> None:
    (title,) = _reply(door, "title").values()
    assert title.endswith(" …")
    assert ASKED.startswith(title.removesuffix(" …"))
    assert 30 < len(title) <= 60


def test_a_conversation_that_began_with_a_line_in_parts_has_a_title_in_one(door: TestClient) -> None:
    assert _reply(door, "title", "Wie meldt aan,\nen wanneer?") == {"title": "Wie meldt aan, en wanneer?"}


@pytest.mark.parametrize("asked", ["Mag Jan Jansen mee?", "Mijn BSN is 111222333", "", "x" * 3000])
def test_a_title_repeats_no_personal_data_and_nothing_endless(door: TestClient, asked: str) -> None:
    assert _reply(door, "title", asked) == {"title": "Vraag over afspraken"}


@pytest.mark.parametrize(
    ("task", "reply"), [("tags", ["Afspraken"]), ("follow_ups", []), ("queries", []), ("text", ""), ("prompt", "")]
)
def test_other_tasks_get_what_they_read_with_nothing_in_it(door: TestClient, task: str, reply: object) -> None:
    assert _reply(door, task) == {task: reply}


def test_a_task_that_nobody_knows_gets_an_empty_object(door: TestClient) -> None:
    sent = {"model": "afsprakenwijzer", "messages": [{"role": "user", "content": "### Task:\nWrite a poem."}]}
    assert door.post(PATH, json=sent).json()["choices"][0]["message"]["content"] == "{}"


def test_tasks_leave_no_trace_and_questions_do(door: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    for task in TEMPLATES:
        _reply(door, task, "Krijgt een walvis een sleepboot?")
    assert "answers_total{" not in door.get("/metrics").text
    assert door.app.state.door.workplace.unanswered() == []  # type: ignore[attr-defined]
    asked = {"model": "afsprakenwijzer", "messages": [{"role": "user", "content": "Krijgt een walvis een sleepboot?"}]}
    door.post(PATH, json=asked)
    counted = door.get("/metrics").text
    assert 'answers_total{outcome="not_found"} 1' in counted
    assert re.search(rf'requests_total{{method="POST",route="{PATH}",status="200"}} \d', counted)
    assert len(door.app.state.door.workplace.unanswered()) == 1  # type: ignore[attr-defined]
    assert "walvis" not in caplog.text
