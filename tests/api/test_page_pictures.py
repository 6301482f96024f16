"""The page a quote stands on can be asked for as a picture, and read as a page of the workplace."""

import asyncio
import io
import os
import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from api.album import Album, page_asked
from api.workplace import Workplace
from ingest.pictures import Picture
from kb.errors import UnknownDocument
from kb.settings import Settings
from tests.ingest.pdf_files import pdf, text

COVENANT = "lindestroom/convenant-vroegsignalering-2025-2028"
CUT = "4. In afwijking van artikel 8"  # begins on page 5 and ends on page 6
Reply = Any  # the test client brings its own class


def passage_of(door: TestClient, document: str, begins: str) -> dict[str, Any]:
    """The passage that begins so."""
    items = door.get(f"/api/v1/documents/{document}/passages").json()["items"]
    found: dict[str, Any] = next(one for one in items if one["text"].startswith(begins))
    return found


def picture_of(door: TestClient, passage: dict[str, Any], headers: dict[str, str] | None = None, **asked: Any) -> Reply:
    """The picture of a page."""
    return door.get(f"/api/v1/passages/{passage['id']}/page.png", params=asked, headers=headers or {})


def page_of(door: TestClient, passage: dict[str, Any], **asked: Any) -> str:
    """The page of the workplace with the picture, as a reader has it."""
    response = door.get(f"/passage/{passage['id']}/bladzijde", params=asked)
    assert response.status_code == 200
    return str(response.text)


def said_in(html: str) -> str:
    """The words of a page."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def upload(door: TestClient, name: str, content: bytes) -> None:
    """Take a file in."""
    sent = door.post("/api/v1/documents", files=[("files", (name, content))], data={"region": "proefstad"})
    assert sent.json()["receipts"][0]["reason"] is None


# ---- the API -------------------------------------------------------------------------------------


def test_the_page_of_a_passage_comes_as_a_picture(door: TestClient) -> None:
    response = picture_of(door, passage_of(door, COVENANT, CUT))
    assert (response.status_code, response.headers["content-type"]) == (200, "image/png")
    image = Image.open(io.BytesIO(response.content))
    assert (image.format, image.size) == ("PNG", (1241, 1754))
    assert len(response.content) < 200_000


def test_the_picture_is_described(door: TestClient) -> None:
    paths = door.get("/api/v1/openapi.json").json()["paths"]
    described = paths["/passages/{region}/{passage}/page.png"]["get"]
    assert list(described["responses"]["200"]["content"]) == ["image/png"]
    assert {one["name"] for one in described["parameters"]} == {"region", "passage", "version", "page", "start", "end"}


def test_what_is_asked_for_is_marked(door: TestClient) -> None:
    passage = passage_of(door, COVENANT, CUT)
    low, high = passage["start"], passage["start"] + 40
    seen = {
        picture_of(door, passage, **marks).content
        for marks in ({}, {"start": low, "end": high}, {"start": [low, low + 60], "end": [high, high + 30]})
    }
    assert len(seen) == 3


def test_without_a_page_it_is_the_one_where_what_is_marked_begins(door: TestClient) -> None:
    passage = passage_of(door, COVENANT, CUT)
    assert picture_of(door, passage).content == picture_of(door, passage, page=5).content
    end = {"start": passage["end"] - 30, "end": passage["end"]}
    assert picture_of(door, passage, **end).content == picture_of(door, passage, page=6, **end).content


def test_the_picture_of_a_version_is_kept_and_that_of_the_current_one_is_asked_for_again(door: TestClient) -> None:
    passage = passage_of(door, COVENANT, CUT)
    named = picture_of(door, passage, version=passage["version"])
    current = picture_of(door, passage)
    assert named.content == current.content
    assert named.headers["cache-control"] == "private, max-age=86400, immutable"
    assert current.headers["cache-control"] == "private, no-cache"
    again = picture_of(door, passage, headers={"if-none-match": current.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    other = picture_of(door, passage, headers={"if-none-match": current.headers["etag"]}, page=1)
    assert other.status_code == 200


def test_the_page_of_an_earlier_version_stays_to_be_seen(empty_door: TestClient) -> None:
    for days in ("tien", "twaalf"):
        upload(empty_door, "bellen.pdf", pdf(text("**Convenant Bellen", "", f"De wijkcoach belt binnen {days} dagen.")))
        if days == "tien":
            old = passage_of(empty_door, "proefstad/bellen", "De wijkcoach")
            seen = picture_of(empty_door, old).content
    assert picture_of(empty_door, old, version=old["version"]).content == seen
    assert picture_of(empty_door, old).content != seen
    assert "eerdere versie" in said_in(page_of(empty_door, old, version=old["version"]))


@pytest.mark.parametrize(
    ("document", "asked"),
    [
        ("lindestroom/handreiking-dubbele-meldingen", {}),
        ("lindestroom/werkafspraken-voorkomen-huisuitzetting", {}),
        (COVENANT, {"page": 8}),
    ],
)
def test_what_has_no_picture_says_so(door: TestClient, document: str, asked: dict[str, Any]) -> None:
    passage = door.get(f"/api/v1/documents/{document}/passages").json()["items"][3]
    response = picture_of(door, passage, **asked)
    assert (response.status_code, response.json()["code"]) == (404, "no_picture")
    assert "Lees de tekst" in response.json()["detail"]
    page = door.get(f"/passage/{passage['id']}/bladzijde", params=asked)
    assert page.status_code == 404
    assert "Lees de tekst" in said_in(page.text)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"start": 3}, "end"),
        ({"start": 3, "end": 2}, "end"),
        ({"start": -1, "end": 2}, "start.0"),
        ({"page": 0}, "page"),
        ({"pages": 2}, "pages"),
    ],
)
def test_a_wrong_place_is_named(door: TestClient, asked: dict[str, Any], field: str) -> None:
    response = picture_of(door, passage_of(door, COVENANT, CUT), **asked)
    assert response.status_code == 400
    assert [error["field"] for error in response.json()["errors"]] == [field]


def test_a_place_far_outside_the_text_marks_nothing(door: TestClient) -> None:
    passage = passage_of(door, COVENANT, CUT)
    far = picture_of(door, passage, page=5, start=10**15, end=10**18)
    assert far.content == picture_of(door, passage, page=5).content


def test_a_passage_that_is_not_held_has_no_page(door: TestClient) -> None:
    response = door.get("/api/v1/passages/lindestroom/niets.1/page.png")
    assert (response.status_code, response.json()["code"]) == (404, "unknown_passage")


def drawing() -> int:
    """How many children of this process draw a page."""
    found = 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended while it was looked at
            parent = int((process / "stat").read_text().rpartition(")")[2].split()[1])
            found += parent == os.getpid() and b"ingest.picture_child" in (process / "cmdline").read_bytes()
    return found


def test_however_many_look_at_once_two_pages_are_drawn_at_a_time(empty_door: TestClient) -> None:
    upload(empty_door, "bellen.pdf", pdf(text("**Convenant Bellen", "", "De wijkcoach belt binnen tien dagen.")))
    passage = passage_of(empty_door, "proefstad/bellen", "De wijkcoach")
    with ThreadPoolExecutor(6) as readers:
        asked = [readers.submit(picture_of, empty_door, passage, start=n, end=n + 3) for n in range(6)]
        seen = set()
        while not all(one.done() for one in asked):
            seen.add(drawing())
    assert [one.result().status_code for one in asked] == [200] * 6
    assert max(seen) == 2
    # What was made is not made again.
    with ThreadPoolExecutor(1) as readers:
        again = readers.submit(lambda: [picture_of(empty_door, passage, start=n, end=n + 3) for n in range(6)])
        seen = set()
        while not again.done():
            seen.add(drawing())
    assert seen <= {0}
    assert len(again.result()) == 6


def test_of_a_document_that_is_removed_no_picture_stays(tmp_path: Path) -> None:
    file = tmp_path / "bellen.pdf"
    file.write_bytes(pdf(text("**Convenant Bellen", "", "De wijkcoach belt binnen tien dagen.")))
    with Workplace.open(Settings(data=tmp_path / "data")) as workplace:
        (receipt,) = workplace.take_in([file], "proefstad")
        store, album = workplace.store, Album()
        asked = page_asked(store, f"{receipt.document_id}.1", None, 1, ())

        async def looked_at() -> Picture:
            return await album.picture(asked, store)

        with ThreadPoolExecutor(1) as apart:  # a browser's tests leave a loop running on this thread
            first, again = (apart.submit(asyncio.run, looked_at()).result() for _ in range(2))
            assert first is again
            workplace.remove("proefstad")
            with pytest.raises(UnknownDocument):
                apart.submit(asyncio.run, looked_at()).result()


# ---- the page of the workplace -------------------------------------------------------------------


def test_the_page_shows_the_picture_and_says_in_words_what_is_marked(door: TestClient) -> None:
    passage = passage_of(door, COVENANT, CUT)
    end = passage["start"] + passage["text"].index(" als er")
    quote = passage["text"][: passage["text"].index(" als er")]
    html = page_of(door, passage, version=passage["version"], start=passage["start"], end=end)
    words = said_in(html)
    assert quote in words
    assert "Bladzijde 5 van 7" in words
    assert "Dit staat ook voor een deel op bladzijde 6." in words
    source, alternative = re.search(r'<img class="aw-page__picture" src="([^"]+)".*alt="([^"]+)"', html).groups()  # type: ignore[union-attr]
    title = door.get(f"/api/v1/documents/{COVENANT}").json()["title"]
    assert unescape(alternative) == f"Bladzijde 5 van {title}, met de aangehaalde tekst gemarkeerd"
    shown = door.get(unescape(source))
    assert shown.headers["content-type"] == "image/png"
    assert shown.content == picture_of(door, passage, start=passage["start"], end=end).content


def test_a_page_is_turned_and_says_where_the_quote_is(door: TestClient) -> None:
    passage = passage_of(door, COVENANT, CUT)
    html = page_of(door, passage)
    forward = re.search(r'rel="next" href="([^"]+)"', html).group(1)  # type: ignore[union-attr]
    following = door.get(unescape(forward)).text
    assert "Bladzijde 6 van 7" in said_in(following)
    assert "Dit staat ook voor een deel op bladzijde 5." in said_in(following)
    last = page_of(door, passage, page=7)
    assert 'rel="next"' not in last
    assert "Dit staat niet op deze bladzijde, maar op bladzijde 5, bladzijde 6." in said_in(last)
    assert "aangehaalde tekst gemarkeerd" not in last
    assert 'rel="prev"' not in page_of(door, passage, page=1)


def test_what_cannot_be_placed_is_told_and_not_marked(empty_door: TestClient) -> None:
    from reportlab.pdfgen.canvas import Canvas

    def form(canvas: Canvas) -> None:
        text("**Convenant Bellen", "", "De naam van de wijkcoach op wie u rekent:")(canvas)
        canvas.acroForm.textfield(name="naam", value="Voorbeeld", x=300, y=715, width=100, height=14)

    upload(empty_door, "bellen.pdf", pdf(form))
    passage = passage_of(empty_door, "proefstad/bellen", "De naam")
    at = passage["start"] + passage["text"].index("Voorbeeld")
    words = said_in(page_of(empty_door, passage, start=at, end=at + 9))
    assert "Waar dit op de bladzijde staat, is niet zeker. Daarom is het niet gemarkeerd." in words
    words = said_in(page_of(empty_door, passage))
    assert "Van een deel hiervan is de plaats niet zeker. Alleen de rest is gemarkeerd." in words


def test_the_page_leads_back_to_the_text(door: TestClient) -> None:
    passage = passage_of(door, COVENANT, CUT)
    html = page_of(door, passage, version=passage["version"], start=passage["start"], end=passage["end"])
    back = f"/passage/{passage['id']}?version={passage['version']}&start={passage['start']}&end={passage['end']}"
    assert back in unescape(html)
    assert "<mark" in door.get(back).text
    assert not re.search(r"\sstyle=", html)
