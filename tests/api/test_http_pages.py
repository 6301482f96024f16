"""The pages say what the API says, without a script, and show what people typed as text."""

import json
import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kb.settings import Settings

ASKED = "Wie meldt een huurder met een huurachterstand aan?"
LEARNT = "# Werkafspraken fietsen\n\n## 1. Wie\n\nDe beheerder meldt een losse fiets bij de stalling.\n"
HOSTILE = "# <script>alert('titel')</script> \u202eafspraken\n\n## 1. <b>Wie</b>\n\nDe <i>beheerder</i> meldt het.\n"


def _text(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def _bare(text: str) -> str:
    """The words alone: between rows and cells a claim has dashes where the document has none."""
    return re.sub(r"[\s–-]+", "", text)


def _marked(html: str) -> list[str]:
    return [unescape(mark) for mark in re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.DOTALL)]


def test_a_form_gets_the_answer_the_api_gives(door: TestClient) -> None:
    answer = door.post("/api/v1/questions", json={"question": ASKED}).json()
    page = door.post("/", data={"question": ASKED})
    assert page.status_code == 200
    shown = _text(page.text)
    for claim in answer["claims"]:
        assert re.sub(r"\s+", " ", claim["text"]) in shown
    for caution in answer["cautions"]:
        assert caution["text"] in shown


def test_every_citation_opens_a_page_with_exactly_what_is_said_from_it_marked(door: TestClient) -> None:
    answer = door.post("/api/v1/questions", json={"question": ASKED}).json()
    page = door.post("/", data={"question": ASKED}).text
    links = dict.fromkeys(unescape(href) for href in re.findall(r'class="aw-cite" href="([^"]+)"', page))
    assert len(links) == len(answer["citations"])
    for number, (href, citation) in enumerate(zip(links, answer["citations"], strict=True)):
        assert parse_qs(urlsplit(href).query)["version"] == [citation["version"]]
        said = " ".join(claim["text"] for claim in answer["claims"] if number in claim["citations"])
        marked = _marked(door.get(href).text)
        assert marked
        assert all(stretch in citation["quote"] for stretch in marked)
        assert _bare("".join(marked)) in _bare(said)


def test_what_is_not_found_says_so_and_offers_the_nearest_headings(door: TestClient) -> None:
    asked = {"question": "Wat kost een paspoort?"}
    related = door.post("/api/v1/questions", json=asked).json()["related"]
    page = door.post("/", data=asked).text
    assert "Dit staat niet in de afspraken" in page
    assert related
    for one in related:
        assert f"/passage/{one['passageId']}" in page
        assert door.get(f"/passage/{one['passageId']}").status_code == 200


@pytest.mark.parametrize(("question", "status"), [("", 400), ("?!", 400), ("x" * 10_000, 400)])
def test_a_question_that_cannot_be_taken_comes_back_with_what_to_do(
    door: TestClient, question: str, status: int
) -> None:
    page = door.post("/", data={"question": question})
    assert page.status_code == status
    assert 'aria-invalid="true"' in page.text
    assert 'role="alert"' in page.text


def test_the_documents_page_tells_what_is_held_and_what_is_missing(door: TestClient) -> None:
    register = door.get("/api/v1/agreements").json()
    shown = _text(door.get("/documenten").text)
    assert all(item["document"]["title"] in shown for item in register["items"])
    assert register["absent"]
    assert all(absent["name"] in shown for absent in register["absent"])


def test_the_reading_view_holds_every_passage_in_order_each_with_its_permalink(door: TestClient) -> None:
    for document in door.get("/api/v1/documents").json()["items"]:
        passages = door.get(f"/api/v1/documents/{document['id']}/passages").json()["items"]
        page = door.get(f"/documenten/{document['id']}").text
        assert re.findall(r'class="aw-anchor" href="/passage/([^"]+)"', page) == [one["id"] for one in passages]
        shown = re.findall(r'<p class="utrecht-paragraph aw-passage[^>]*>(.*?)</p>', page, re.DOTALL)
        assert [unescape(text) for text in shown] == [one["text"] for one in passages]


def test_an_earlier_version_says_that_it_is_one(empty_door: TestClient) -> None:
    for word in ("losse", "vaste"):
        content = f"# Werkafspraken fietsen\n\n## 1. Wie\n\nDe beheerder meldt een {word} fiets.\n".encode()
        empty_door.post("/api/v1/documents", files=[("files", ("fietsen.md", content))], data={"region": "proefstad"})
        passages = empty_door.get("/api/v1/documents/proefstad/fietsen/passages").json()["items"]
        (rule,) = (passage for passage in passages if "fiets." in passage["text"])
        permalink = f"/passage/{rule['id']}?version={rule['version']}"
        assert "eerdere versie" not in empty_door.get(permalink).text
        if word == "losse":
            first = permalink
    assert "eerdere versie" in empty_door.get(first).text
    assert "losse fiets" in empty_door.get(first).text
    version = first.partition("=")[2]
    for page in (first, f"/documenten/proefstad/fietsen?version={version}"):
        (link,) = re.findall(r'href="([^"]+/verschillen[^"]+)"', empty_door.get(page).text)
        assert re.search(r"<del>.*?losse.*?</del>", empty_door.get(unescape(link)).text, re.DOTALL)


def test_a_document_leads_to_its_versions_and_stands_in_its_room(door: TestClient) -> None:
    (document, *_) = door.get("/api/v1/documents").json()["items"]
    address = f"/documenten/{document['id']}"
    page = door.get(address).text
    assert f'href="{address}/versies"' in page
    for path in (address, f"{address}/versies", f"{address}/verwijderen", f"/passage/{document['id']}.1"):
        room = re.findall(r'href="([^"]+)" aria-current="(\w+)"', door.get(path).text)
        assert room == [("/documenten", "true")]


def test_every_line_of_the_contents_leads_to_its_own_heading(door: TestClient) -> None:
    for document in door.get("/api/v1/documents").json()["items"]:
        page = door.get(f"/documenten/{document['id']}").text
        contents = page[page.index('<nav class="aw-contents"') : page.index('<div class="aw-text"')]
        lines = re.findall(r'href="#([^"]+)"><bdi>([^<]+)', contents)
        assert lines
        headings = dict(re.findall(r'<h\d [^>]*id="(k[^"]+)"><bdi>([^<]+)', page))
        assert lines == [(name, headings[name]) for name, _ in lines]


def test_what_a_document_or_a_person_wrote_is_shown_as_text(empty_door: TestClient) -> None:
    name = "a&b <i>x' #1.md"
    empty_door.post("/api/v1/documents", files=[("files", (name, HOSTILE.encode()))], data={"region": "proefstad"})
    (document,) = empty_door.get("/api/v1/documents").json()["items"]
    pages = [empty_door.get("/documenten").text, empty_door.post("/", data={"question": "<img src=x onerror=y>"}).text]
    links = re.findall(r'href="(/(?:documenten|passage)/[^"]+)"', pages[0])
    pages += [empty_door.get(unescape(link)).text for link in links]
    pages += [empty_door.get(unescape(link)).text for link in re.findall(r'href="(/passage/[^"]+)"', pages[2])]
    assert len(pages) > 4
    for page in pages:
        assert not re.search(r"<(i|b|img|script)\b(?! type=\"module\" src=\"/static/| src=\"/static/icon)", page)
        assert "\u202e" not in page
    assert document["title"].startswith("<script>")


@pytest.mark.parametrize("path", ["/nergens", "/documenten/er/niet", "/passage/er/niet.1", "/documenten/"])
def test_an_address_where_nothing_stands_is_a_page_with_a_way_on(door: TestClient, path: str) -> None:
    response = door.get(path)
    assert response.status_code == 404
    assert response.headers["content-type"].startswith("text/html")
    assert 'href="/"' in response.text


@pytest.mark.parametrize("path", ["/nergens", "/samenhang?region=../x", "/passage/er/niet.1?start=a"])
def test_a_page_that_fails_speaks_to_a_caseworker(door: TestClient, path: str) -> None:
    page = door.get(path)
    assert page.status_code in (400, 404)
    shown = page.text[page.text.index("<main") : page.text.index("</main>")]
    assert re.findall(r'href="([^"]+)"', shown) == ["/", "/documenten"]
    assert "API" not in shown
    assert 'lang="en"' not in shown
    assert not {"region", "start", "string", "integer"} & set(re.findall(r"\w+", _text(shown)))


def test_every_page_forbids_what_it_does_not_need(door: TestClient) -> None:
    for path in ("/", "/documenten", "/static/workplace.css", "/nergens"):
        headers = door.get(path).headers
        assert headers["content-security-policy"].startswith("default-src 'none'; script-src 'self'; ")
        assert "unsafe" not in headers["content-security-policy"]
        assert (headers["x-content-type-options"], headers["x-frame-options"]) == ("nosniff", "DENY")


@pytest.mark.parametrize("path", ["/", "/documenten", "/thema.css", "/inwerken", "/static/icon.svg", "/nergens"])
def test_a_page_answers_head_as_it_answers_get(door: TestClient, path: str) -> None:
    head, got = door.head(path), door.get(path)
    assert head.status_code == got.status_code
    assert head.headers["content-type"] == got.headers["content-type"]
    assert head.headers["content-security-policy"] == got.headers["content-security-policy"]


def test_head_asks_and_never_sends(door: TestClient) -> None:
    assert door.head("/taal").status_code == 405
    assert door.head("/api/v1/documents").status_code == 405
    assert door.head("/documenten").status_code == 200
    assert 'method="HEAD",route="/documenten"' in door.get("/metrics").text


def test_another_website_cannot_send_the_form(door: TestClient) -> None:
    response = door.post("/", data={"question": ASKED}, headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert response.headers["content-type"].startswith("text/html")


def test_the_region_of_the_settings_is_chosen_and_all_regions_can_be(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path, region="berkenrade")
    with TestClient(create_app(settings), base_url="http://localhost") as door:
        for region in ("berkenrade", "lindestroom"):
            files = [("files", ("werkafspraken.md", LEARNT.encode()))]
            door.post("/api/v1/documents", files=files, data={"region": region})

        def chosen(page: str) -> list[str]:
            return re.findall(r'<option value="([^"]*)" selected', page)

        def cited(**asked: str) -> set[str]:
            answer = door.post("/api/v1/questions", json={"question": "Wie meldt een losse fiets?"} | asked).json()
            return {one["region"] for one in answer["citations"]}

        assert chosen(door.get("/").text) == ["berkenrade"]
        assert chosen(door.post("/", data={"question": ASKED, "region": "*"}).text) == ["*"]
        assert chosen(door.post("/", data={"question": ASKED, "region": "lindestroom"}).text) == ["lindestroom"]
        assert cited() == {"berkenrade"}
        assert "lindestroom" in cited(region="*")


# ---- conversation -----------------------------------------------------------------------------


def _history(html: str) -> list[dict[str, str]]:
    """The conversation that the form sends along with a next question."""
    form = html[html.index("data-ask") :]
    field = re.findall(r'name="history" value="([^"]*)"', form)[0]
    turns: list[dict[str, str]] = json.loads(unescape(field) or "[]")
    return turns


def test_a_page_sends_the_last_turns_along_and_a_follow_up_leans_on_them(door: TestClient) -> None:
    page = door.post("/", data={"question": ASKED}).text
    (turn,) = _history(page)
    assert turn["question"] == ASKED
    follow_up = {"question": "en als er kinderen zijn?", "history": json.dumps([turn])}
    answer = door.post("/api/v1/questions", json=follow_up | {"history": [turn]}).json()
    shown = door.post("/", data=follow_up).text
    assert all(re.sub(r"\s+", " ", claim["text"]) in _text(shown) for claim in answer["claims"])
    assert [one["question"] for one in _history(shown)] == [ASKED, follow_up["question"]]
    long = door.post("/", data=follow_up | {"history": json.dumps([turn] * 9)}).text
    assert len(_history(long)) == 3


@pytest.mark.parametrize("history", ["", "[", "{}", '[{"question": 1}]', "null"])
def test_a_history_that_is_none_is_left_out(door: TestClient, history: str) -> None:
    page = door.post("/", data={"question": ASKED, "history": history})
    assert page.status_code == 200
    assert len(_history(page.text)) == 1


def test_personal_data_in_the_conversation_are_on_no_page(door: TestClient) -> None:
    turn = {"question": "Mag mevrouw Klompenmaker dat?", "answer": "Ja."}
    for headers in ({}, {"accept": "text/event-stream"}):
        page = door.post("/", data={"question": ASKED, "history": json.dumps([turn])}, headers=headers)
        assert "Begin een nieuw gesprek" in page.text
        assert "Klompenmaker" not in page.text


def test_an_english_question_gets_an_english_frame_around_dutch_quotes(door: TestClient) -> None:
    page = door.post("/", data={"question": "Who carries out the first home visit?"}).text
    assert '<article class="aw-answer aw-answer--' in page
    assert re.search(r'<article [^>]*lang="en"', page)
    assert "Where this stands" in page
    assert re.findall(r'<blockquote [^>]*lang="nl"', page)
