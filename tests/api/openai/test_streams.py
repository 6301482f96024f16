"""A stream gives the same answer in pieces, with the sources as OpenAI's types and as Open WebUI shows them."""

import json
from collections.abc import Iterator
from typing import Any

import httpx
import openai
import pytest
from openai.types.chat import ChatCompletionChunk
from openai.types.chat.chat_completion_message import Annotation

from api.openai.completion import Completion
from api.openai.literal import plain
from api.openai.routes import lines
from api.openai.written import Piece
from kb.errors import StoreUnusable

ASKED = "Is er voor de aanmelding bij Buurtkracht toestemming nodig?"
ALL = "afsprakenwijzer"
PATH = "/openai/v1/chat/completions"
WEBUI = {"User-Agent": "Python/3.11 aiohttp/3.13.2"}


def _stream(client: openai.OpenAI, **more: Any) -> list[ChatCompletionChunk]:
    asked: Any = [{"role": "user", "content": ASKED}]
    return list(client.chat.completions.create(model=ALL, messages=asked, stream=True, **more))


def _chunks(raw: httpx.Client, question: str = ASKED, **more: Any) -> list[Any]:
    """What goes over the line, up to the last word."""
    asked = {"model": ALL, "messages": [{"role": "user", "content": question}], "stream": True}
    response = raw.post(PATH, json=asked, **more)
    assert response.headers["content-type"].startswith("text/event-stream")
    *chunks, done, nothing = response.text.split("\n\n")
    assert (done, nothing) == ("data: [DONE]", "")
    return [json.loads(chunk.removeprefix("data: ")) for chunk in chunks]


def _content(chunks: list[Any]) -> str:
    return "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks)


def test_the_pieces_of_a_stream_make_the_whole_answer(client: openai.OpenAI) -> None:
    asked: Any = [{"role": "user", "content": ASKED}]
    whole = client.chat.completions.create(model=ALL, messages=asked).choices[0].message
    chunks = _stream(client)
    assert "".join(chunk.choices[0].delta.content or "" for chunk in chunks) == whole.content
    annotations = [one for chunk in chunks for one in getattr(chunk.choices[0].delta, "annotations", None) or []]
    assert [Annotation.model_validate(one) for one in annotations] == whole.annotations


def test_a_stream_begins_with_a_role_and_ends_with_a_reason(client: openai.OpenAI) -> None:
    chunks = _stream(client)
    assert {(chunk.id, chunk.created, chunk.model, chunk.object) for chunk in chunks} == {
        (chunks[0].id, chunks[0].created, ALL, "chat.completion.chunk")
    }
    assert chunks[0].choices[0].delta.role == "assistant"
    assert [chunk.choices[0].finish_reason for chunk in chunks] == [None] * (len(chunks) - 1) + ["stop"]


def test_each_claim_is_a_piece_of_its_own(client: openai.OpenAI, raw: httpx.Client) -> None:
    answer = raw.post("/api/v1/questions", json={"question": ASKED}).json()
    pieces = [chunk.choices[0].delta.content or "" for chunk in _stream(client)]
    for claim in answer["claims"]:
        assert sum(claim["text"].split("\n")[0] in piece for piece in pieces) == 1


def test_usage_comes_on_request_alone_and_last(client: openai.OpenAI) -> None:
    assert all(chunk.usage is None and chunk.choices for chunk in _stream(client))
    *chunks, last = _stream(client, stream_options={"include_usage": True})
    assert all(chunk.usage is None for chunk in chunks)
    assert last.choices == []
    assert last.usage
    assert last.usage.total_tokens == 0


# ---- Open WebUI -------------------------------------------------------------------------------


def test_open_webui_gets_each_source_as_an_event_in_the_order_of_the_marks(raw: httpx.Client) -> None:
    answer = raw.post("/api/v1/questions", json={"question": ASKED}).json()
    chunks = _chunks(raw, headers=WEBUI)
    events = [chunk["event"] for chunk in chunks if "event" in chunk]
    assert [event["type"] for event in events] == ["source"] * len(answer["citations"])
    for event, cited in zip(events, answer["citations"], strict=True):
        data = event["data"]
        (quote,) = data["document"]  # read as Markdown, it is the quote
        assert plain(quote).split() == cited["quote"].split()
        assert cited["documentTitle"] in data["source"]["name"]
        (about,) = data["metadata"]
        assert about["source"] == data["source"]["id"]
        assert about["source"].startswith(f"afspraak:{cited['passageId']}@{cited['version']}#")
        assert about.get("page", cited["page"] - 1) == cited["page"] - 1
    # what has the same id is shown as one source, and [2] would lead to another
    assert len({event["data"]["source"]["id"] for event in events}) == len(events)


def test_pages_count_from_zero_for_open_webui(raw: httpx.Client) -> None:
    question = "Tot wanneer geldt het Convenant Vroegsignalering 2025-2028?"
    cited = raw.post("/api/v1/questions", json={"question": question}).json()["citations"]
    chunks = _chunks(raw, question, headers=WEBUI)
    pages = [chunk["event"]["data"]["metadata"][0]["page"] for chunk in chunks if "event" in chunk]
    assert pages == [one["page"] - 1 for one in cited]
    assert pages


def test_a_source_comes_before_the_text_that_refers_to_it(raw: httpx.Client) -> None:
    known = 0
    for chunk in _chunks(raw, headers=WEBUI):
        known += "event" in chunk
        assert f"[{known + 1}]" not in chunk["choices"][0]["delta"].get("content", "")
    assert known


@pytest.mark.parametrize("headers", [WEBUI, {"X-OpenWebUI-User-Id": "1"}])
def test_open_webui_is_given_no_address_to_ask_a_search_company_an_icon_for(
    raw: httpx.Client, headers: dict[str, str]
) -> None:
    assert "http" not in json.dumps(_chunks(raw, headers=headers))
    asked = {"model": ALL, "messages": [{"role": "user", "content": ASKED}]}
    assert "http" not in raw.post(PATH, json=asked, headers=headers).text
    assert "url_citation" in raw.post(PATH, json=asked).text


# ---- failing on the way -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("error", "code"), [(StoreUnusable("disk is gone"), "store_unusable"), (RuntimeError("geheim"), "unexpected")]
)
def test_what_fails_on_the_way_reaches_the_client_as_an_error(error: Exception, code: str) -> None:
    def pieces() -> Iterator[Piece]:
        yield Piece("Buurtkracht ")
        raise error

    sent = "".join(lines(Completion(ALL, "http://localhost", annotated=True), pieces(), "nl", usage=False))
    assert sent.endswith("\n\ndata: [DONE]\n\n")
    assert "geheim" not in sent

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, headers={"content-type": "text/event-stream"}, text=sent)

    read = []
    with httpx.Client(transport=httpx.MockTransport(answer)) as line:
        client = openai.OpenAI(base_url="http://localhost/openai/v1", api_key="x", http_client=line)
        asked: Any = [{"role": "user", "content": ASKED}]
        with pytest.raises(openai.APIError) as raised:
            read += list(client.chat.completions.create(model=ALL, messages=asked, stream=True))
    assert raised.value.code == code
