"""The API keeps the contract and the Dutch API Design Rules."""

import os
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]

from ingest.intake import find_files
from tests.lindestroom import EXAMPLES

Reply = Any  # the test client brings its own class
LEARNT = b"# Werkafspraken fietsen\n\n## 1. Wie\n\nDe beheerder meldt een losse fiets bij de stalling.\n"
ASKED = "Wie meldt een huurder met een huurachterstand aan?"


def _strict(schema: Any) -> Any:
    """The schema, refusing keys it does not name."""
    if isinstance(schema, list):
        return [_strict(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    closed = {"additionalProperties": False} if "properties" in schema else {}
    return closed | {key: _strict(inner) for key, inner in schema.items()}


def fits(door: TestClient, response: Reply, operation: str) -> None:
    """A response is what the published description says of it."""
    method, path = operation.split()
    described = _strict(door.get("/api/v1/openapi.json").json())
    responses = described["paths"][path][method]["responses"]
    content = responses.get(str(response.status_code), responses["default"])["content"]
    schema = content[response.headers["content-type"]]["schema"]
    Draft202012Validator(schema | {"components": described["components"]}).validate(response.json())


def _upload(door: TestClient, name: str, content: bytes, **fields: str) -> Reply:
    return door.post("/api/v1/documents", files=[("files", (name, content))], data=fields)


def test_every_answer_of_the_api_is_what_its_description_says(door: TestClient) -> None:
    held = door.get("/api/v1/documents").json()["items"]
    paths = {
        "get /documents": "/documents",
        "get /documents/{region}/{stem}": f"/documents/{held[0]['id']}",
        "get /documents/{region}/{stem}/passages": f"/documents/{held[0]['id']}/passages",
        "get /passages/{region}/{passage}": f"/passages/{held[0]['id']}.5",
        "get /agreements": "/agreements",
    }
    for operation, path in paths.items():
        response = door.get(f"/api/v1{path}")
        assert response.status_code == 200
        fits(door, response, operation)
    fits(door, door.get("/api/v1/documents/er/niet"), "get /documents/{region}/{stem}")
    fits(door, door.post("/api/v1/questions", json={}), "post /questions")


def test_lists_say_how_many_items_they_hold(door: TestClient) -> None:
    for path in ("/api/v1/documents", "/api/v1/agreements"):
        found = door.get(path).json()
        assert found["total"] == len(found["items"]) == len(find_files([EXAMPLES]))


def test_a_passage_stands_in_the_text_around_it_between_its_neighbours(door: TestClient) -> None:
    document = door.get("/api/v1/documents").json()["items"][0]["id"]
    passages = door.get(f"/api/v1/documents/{document}/passages").json()["items"]
    for before, passage, after in zip(passages, passages[1:], passages[2:], strict=False):
        found = door.get(f"/api/v1/passages/{passage['id']}", params={"version": passage["version"]}).json()
        around = found["around"]
        assert around["text"][passage["start"] - around["start"] : passage["end"] - around["start"]] == passage["text"]
        assert (found["previousId"], found["nextId"]) == (before["id"], after["id"])
        assert found["headings"] == passage["headings"]


def test_an_earlier_version_of_a_passage_stays_readable(empty_door: TestClient) -> None:
    _upload(empty_door, "fietsen.md", LEARNT, region="proefstad")
    first = empty_door.get("/api/v1/documents/proefstad/fietsen/passages").json()["items"]
    _upload(empty_door, "fietsen.md", LEARNT.replace(b"losse", b"vaste"), region="proefstad")
    (rule,) = (passage for passage in first if "losse fiets" in passage["text"])
    old = empty_door.get(f"/api/v1/passages/{rule['id']}", params={"version": rule["version"]}).json()
    new = empty_door.get(f"/api/v1/passages/{rule['id']}").json()
    assert ("losse fiets" in old["text"], old["current"]) == (True, False)
    assert ("vaste fiets" in new["text"], new["current"]) == (True, True)


def test_files_come_in_once_and_go_out_again(empty_door: TestClient) -> None:
    outcomes = [_upload(empty_door, "fietsen.md", LEARNT).json()["receipts"][0] for _ in range(2)]
    assert [receipt["outcome"] for receipt in outcomes] == ["added", "unchanged"]
    path = f"/api/v1/documents/{outcomes[0]['documentId']}"
    assert empty_door.delete(path).status_code == 204
    assert [empty_door.get(path).status_code, empty_door.delete(path).status_code] == [404, 404]


def test_who_has_uploaded_a_document_finds_it_with_the_next_question(empty_door: TestClient) -> None:
    text = "# Werkafspraken gemeente Meerwijk\n\n## Tolken\n\nHet wijkteam betaalt de tolk.\n"
    for place, name in enumerate(("a.md", "b.md")):
        _upload(empty_door, name, text.replace("tolk", f"tolk {place}").encode())
        answer = empty_door.post("/api/v1/questions", json={"question": f"Wie betaalt de tolk {place}?"}).json()
        assert answer["claims"][0]["text"] == f"Het wijkteam betaalt de tolk {place}."


def test_a_refused_file_keeps_no_other_file_out(empty_door: TestClient) -> None:
    files = [("files", ("leeg.md", b"")), ("files", ("fietsen.md", LEARNT)), ("files", ("groot.md", b"x" * 1_100_000))]
    response = empty_door.post("/api/v1/documents", files=files)
    fits(empty_door, response, "post /documents")
    receipts = response.json()["receipts"]
    assert [receipt["outcome"] for receipt in receipts] == ["refused", "added", "refused"]
    assert [receipt["reason"] for receipt in receipts] == ["empty", None, "too_large"]


def _reading() -> int:
    """How many children of this process read a file."""
    found = 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it ended while it was looked at
            parent = int((process / "stat").read_text().rpartition(")")[2].split()[1])
            found += parent == os.getpid() and b"ingest.child" in (process / "cmdline").read_bytes()
    return found


def test_however_many_upload_at_once_two_files_are_read_at_a_time(empty_door: TestClient) -> None:
    with ThreadPoolExecutor(6) as senders:
        sent = [senders.submit(_upload, empty_door, f"fietsen{n}.md", LEARNT) for n in range(6)]
        seen = set()
        while not all(one.done() for one in sent):
            seen.add(_reading())
    assert [one.result().json()["receipts"][0]["outcome"] for one in sent] == ["added"] * 6
    assert max(seen) == 2


@pytest.mark.parametrize("name", ["../../../etc/fietsen.md", r"C:\fietsen.md", "/fietsen.md"])
def test_a_file_name_is_never_a_path(empty_door: TestClient, name: str) -> None:
    (receipt,) = _upload(empty_door, name, LEARNT).json()["receipts"]
    assert (receipt["file"], receipt["outcome"]) == ("fietsen.md", "added")


@pytest.mark.parametrize("name", ["..", "a" * 300 + ".md"])
def test_a_file_name_that_no_folder_takes_is_refused(empty_door: TestClient, name: str) -> None:
    response = _upload(empty_door, name, LEARNT)
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "files.0"


def test_a_file_name_with_control_characters_is_refused(empty_door: TestClient) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="files"; filename="fiets\x07.md"\r\n\r\n'
    headers = {"content-type": "multipart/form-data; boundary=b"}
    content = head + LEARNT + b"\r\n--b--\r\n"
    assert empty_door.post("/api/v1/documents", content=content, headers=headers).status_code == 400


def test_more_than_the_limit_is_not_read_at_all(empty_door: TestClient) -> None:
    response = _upload(empty_door, "groot.md", b"x" * 5_000_000)  # the limit here is four times 1 MB
    assert (response.status_code, response.json()["code"]) == (413, "body_too_large")
    question = {"question": "x" * 2_000_000}
    assert empty_door.post("/api/v1/questions", json=question).status_code == 413


def test_a_body_that_does_not_say_how_large_it_is_is_counted(empty_door: TestClient) -> None:
    pieces = (b" " * 100_000 for _ in range(20))
    headers = {"content-type": "application/json"}
    response = empty_door.post("/api/v1/questions", content=pieces, headers=headers)
    assert (response.status_code, response.json()["code"]) == (413, "body_too_large")


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"question": ASKED, "regio": "lindestroom"}, "regio"),
        ({"question": ASKED, "on": "gisteren"}, "on"),
        ({"question": ASKED, "lang": "fr"}, "lang"),
        ({"question": ASKED, "history": [{"question": "x"}]}, "history.0.answer"),
        ({}, "question"),
    ],
)
def test_a_wrong_field_is_named_and_its_words_are_not_repeated(
    door: TestClient, body: dict[str, Any], field: str
) -> None:
    response = door.post("/api/v1/questions", json=body)
    assert response.status_code == 400
    assert [error["field"] for error in response.json()["errors"]] == [field]
    assert ASKED not in response.text


def test_a_body_that_is_no_json_is_a_wrong_request(door: TestClient) -> None:
    headers = {"content-type": "application/json"}
    response = door.post("/api/v1/questions", content=b'{"question": ', headers=headers)
    assert (response.status_code, response.json()["code"]) == (400, "bad_request")


def test_half_a_character_breaks_nothing(door: TestClient) -> None:
    headers = {"content-type": "application/json"}
    response = door.post("/api/v1/questions", content=b'{"question": "\\ud800"}', headers=headers)
    assert (response.status_code, response.json()["outcome"]) == (200, "refused")


def test_a_parameter_that_does_not_exist_is_refused(door: TestClient) -> None:
    response = door.get("/api/v1/agreements", params={"date": "2026-01-01"})
    assert response.status_code == 400
    assert response.json()["errors"][0]["field"] == "date"


def test_a_problem_speaks_the_language_of_who_asked(door: TestClient) -> None:
    def detail(**asked: Any) -> str:
        return str(door.post("/api/v1/questions", **asked).json()["detail"])

    dutch, english = detail(json={}), detail(json={}, headers={"accept-language": "en"})
    assert dutch != english
    assert detail(json={"lang": "en"}) == english
    assert detail(json={"lang": "nl"}, headers={"accept-language": "en"}) == dutch


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/api/v1/nergens", 404),
        ("GET", "/api/v1/documents/", 404),
        ("GET", "/api/v1/passages/lindestroom/niets.1", 404),
        ("DELETE", "/api/v1/documents", 405),
    ],
)
def test_errors_are_problems_and_carry_the_version_of_the_api(
    door: TestClient, method: str, path: str, status: int
) -> None:
    response = door.request(method, path)
    assert response.status_code == response.json()["status"] == status
    assert response.headers["content-type"] == "application/problem+json"
    assert response.headers["api-version"] == "1.0.0"
    assert response.headers["cache-control"] == "no-store"


def test_the_description_follows_the_dutch_api_design_rules(door: TestClient) -> None:
    described = door.get("/api/v1/openapi.json").json()
    assert described["servers"][0]["url"] == "/api/v1"
    assert described["info"]["contact"].keys() == {"name", "url", "email"}
    assert described["info"]["license"]["identifier"] == "EUPL-1.2"
    for path, operations in described["paths"].items():
        literal = [part for part in path.split("/") if "{" not in part]
        assert all(part == part.lower() and "_" not in part for part in literal)
        assert not path.endswith("/")
        for operation in operations.values():
            assert "422" not in operation["responses"]
            assert {"400", "default"} <= operation["responses"].keys()
            assert all("API-Version" in one["headers"] for one in operation["responses"].values())
    for schema in described["components"]["schemas"].values():
        assert all("_" not in name for name in schema.get("properties", {}))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"origin": "https://elders.example"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": "http://localhost"}, 400),
        ({"sec-fetch-site": "same-origin"}, 400),
        ({}, 400),
    ],
)
def test_another_website_cannot_make_a_browser_send_anything(
    door: TestClient, headers: dict[str, str], status: int
) -> None:
    assert door.post("/api/v1/questions", json={}, headers=headers).status_code == status


def test_an_operator_sees_that_it_lives_and_what_it_did(door: TestClient) -> None:
    assert door.get("/health/live").json() == {"status": "live"}
    door.get("/api/v1/documents/lindestroom/niets")
    door.get("/nergens/ook-niet")
    counted = door.get("/metrics").text.splitlines()
    route = 'method="GET",route="/api/v1/documents/{region}/{stem}",status="404"'
    assert any(line.startswith(f"afsprakenwijzer_requests_total{{{route}}}") for line in counted)
    held = len(find_files([EXAMPLES]))
    assert f'afsprakenwijzer_documents{{region="lindestroom"}} {held}' in counted
    assert not any("ook-niet" in line for line in counted)


@pytest.mark.parametrize("name", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:8000", ""])
def test_a_name_made_to_point_here_is_refused(door: TestClient, name: str) -> None:
    for method in ("GET", "DELETE"):
        answer = door.request(
            method, "/api/v1/documents/lindestroom/x", headers={"Host": name, "Origin": f"http://{name}"}
        )
        assert (answer.status_code, answer.json()["code"]) == (421, "unknown_host")


@pytest.mark.parametrize("name", ["localhost:8000", "127.0.0.1", "[::1]:8000", "LOCALHOST"])
def test_the_server_knows_its_own_names(door: TestClient, name: str) -> None:
    assert door.get("/api/v1/documents", headers={"Host": name}).status_code == 200
