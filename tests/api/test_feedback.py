"""Feedback goes in without anybody's data, is listed for the policy team, and goes when it is dealt with."""

import json
import logging
import re
import shutil
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.workplace import Workplace
from kb.settings import Settings
from tests.api.test_http_api import fits

ASKED = "Wie meldt een losse fiets?"
LEARNT = "# Werkafspraken fietsen\n\n## 1. Wie\n\nDe beheerder meldt een losse fiets bij de stalling.\n"
PERSONAL = "Mevrouw Klompenmaker belt mij hierover."
HOSTILE = "<script>alert('x')</script> \u202e{{ 7 * 7 }} & <b>vet</b>"
PAGE = "/terugkoppeling"
API = "/api/v1/feedback"
ROOM = "/samenhang"
FEEDBACK = f"{ROOM}/terugkoppeling"
ABSENT = f"{ROOM}/ontbreekt"
UNANSWERED = f"{ROOM}/onbeantwoord"


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an agreement in two regions."""
    folder = tmp_path_factory.mktemp("held")
    file = folder / "werkafspraken.md"
    file.write_text(LEARNT, encoding="utf-8")
    with Workplace.open(Settings(data=folder / "data")) as workplace:
        for region in ("lindestroom", "berkenrade"):
            assert [one.outcome for one in workplace.take_in([file], region)] == ["added"]
    return folder / "data"


@pytest.fixture
def data(held: Path, tmp_path: Path) -> Path:
    """A copy of that folder, to write to."""
    return Path(shutil.copytree(held, tmp_path / "data"))


@pytest.fixture
def desk(data: Path) -> Iterator[TestClient]:
    """A door to write to."""
    with TestClient(create_app(Settings(data=data)), base_url="http://localhost") as client:
        yield client


def _cited(desk: TestClient) -> list[str]:
    answer = desk.post("/api/v1/questions", json={"question": ASKED, "region": "lindestroom"}).json()
    return [f"{one['passageId']}@{one['version']}" for one in answer["citations"]]


def _said(**more: Any) -> dict[str, Any]:
    return {"right": False, "outcome": "answered", "kind": "who_acts", "language": "nl", "passages": []} | more


def _listed(desk: TestClient) -> list[dict[str, Any]]:
    found = desk.get(API).json()
    assert found["total"] == len(found["items"])
    items: list[dict[str, Any]] = found["items"]
    return items


def _text(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def _form(page: str, right: str) -> dict[str, Any]:
    """The hidden fields of a form for feedback, as a browser without a script sends them."""
    forms = re.findall(r'<form [^>]*action="/terugkoppeling".*?</form>', page, re.DOTALL)
    found: dict[str, Any] = {}
    for form in forms:
        fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', form)
        if ("right", right) in fields:
            found = {name: unescape(value) for name, value in fields if name != "passages"}
            found["passages"] = [unescape(value) for name, value in fields if name == "passages"]
    assert found
    return found


# ---- the API ------------------------------------------------------------------------------------


def test_what_is_said_is_kept_with_its_day_and_listed_newest_first(desk: TestClient) -> None:
    said = _said(fault="outdated_source", reason=" Dit is\r\nvervangen. ", question=ASKED, region="lindestroom")
    first = desk.post(API, json=said | {"passages": _cited(desk)})
    second = desk.post(API, json=_said(right=True))
    assert (first.status_code, second.status_code) == (201, 201)
    assert first.json() == said | {
        "id": first.json()["id"],
        "day": date.today().isoformat(),
        "reason": "Dit is\nvervangen.",
        "passages": _cited(desk),
    }
    assert _listed(desk) == [second.json(), first.json()]
    fits(desk, first, "post /feedback")
    fits(desk, second, "post /feedback")
    fits(desk, desk.get(API), "get /feedback")


def test_what_is_dealt_with_is_deleted_once(desk: TestClient) -> None:
    kept = desk.post(API, json=_said(fault="other")).json()
    assert desk.delete(f"{API}/{kept['id']}").status_code == 204
    assert _listed(desk) == []
    again = desk.delete(f"{API}/{kept['id']}")
    assert (again.status_code, again.json()["code"]) == (404, "unknown_feedback")
    fits(desk, again, "delete /feedback/{id}")


@pytest.mark.parametrize("number", ["0", "-1", "x", str(2**31), "9" * 40])
def test_what_is_no_number_of_an_entry_is_a_wrong_request(desk: TestClient, number: str) -> None:
    response = desk.delete(f"{API}/{number}")
    assert (response.status_code, response.json()["code"]) == (400, "bad_request")


@pytest.mark.parametrize(("field", "code"), [("reason", "personal_data_reason"), ("question", "personal_data")])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_personal_data_are_refused_before_anything_is_kept_or_logged(
    desk: TestClient, caplog: pytest.LogCaptureFixture, field: str, code: str, language: str
) -> None:
    with caplog.at_level(logging.DEBUG):
        response = desk.post(API, json=_said(language=language, **{field: PERSONAL}))
    assert (response.status_code, response.json()["code"]) == (400, code)
    assert ("een naam" if language == "nl" else "a name") in response.json()["detail"]
    assert "Klompenmaker" not in response.text
    assert not [record for record in caplog.records if "Klompenmaker" in record.getMessage()]
    assert _listed(desk) == []
    fits(desk, response, "post /feedback")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"who": "ik"}, "who"),
        ({"right": "misschien"}, "right"),
        ({"fault": "lelijk"}, "fault"),
        ({"reason": "x" * 1001}, "reason"),
        ({"reason": "bel\u0007"}, "reason"),
        ({"question": "x" * 10_001}, "question"),
        ({"outcome": "mislukt"}, "outcome"),
        ({"language": "fr"}, "language"),
        ({"region": "Lindestroom & zo"}, "region"),
        ({"passages": ["geen passage"]}, "passages.0"),
        ({"passages": [f"r/d.1@sha256:{'0' * 64}"] * 51}, "passages"),
    ],
)
def test_a_wrong_field_is_named_and_nothing_is_kept(desk: TestClient, wrong: dict[str, Any], field: str) -> None:
    response = desk.post(API, json=_said(**wrong))
    assert response.status_code == 400
    assert [error["field"] for error in response.json()["errors"]] == [field]
    assert _listed(desk) == []


def test_half_a_character_is_a_wrong_request(desk: TestClient) -> None:
    body = json.dumps(_said(reason="\ud800"))
    response = desk.post(API, content=body, headers={"content-type": "application/json"})
    assert response.status_code == 400


def test_what_is_right_cannot_have_a_fault(desk: TestClient) -> None:
    assert desk.post(API, json=_said(right=True, fault="unclear")).status_code == 400


@pytest.mark.parametrize(("language", "asks"), [("nl", "Kies wat er niet klopt"), ("en", "Choose what is not right")])
def test_what_is_wrong_is_asked_for_where_nothing_says_it(desk: TestClient, language: str, asks: str) -> None:
    said = _said(language=language, reason=" \r\n ", question=ASKED)
    response = desk.post(API, json=said)
    assert (response.status_code, response.json()["code"]) == (400, "fault_missing")
    assert asks in response.json()["detail"]
    assert [error["field"] for error in response.json()["errors"]] == ["fault", "reason"]
    fits(desk, response, "post /feedback")
    page = desk.post(PAGE, data=said)
    assert page.status_code == 400
    assert asks in page.text
    assert re.search(rf'name="question" value="{re.escape(ASKED)}" checked', page.text)
    assert _listed(desk) == []


def test_of_region_and_passages_only_what_is_held_is_kept(desk: TestClient) -> None:
    elsewhere = desk.post(API, json=_said(fault="other", region="jan-jansen"))
    assert (elsewhere.status_code, elsewhere.json()["code"]) == (400, "unknown_region")
    made_up = f"lindestroom/jan jansen belt 06.1@sha256:{'0' * 64}"
    kept = desk.post(API, json=_said(fault="other", passages=[made_up, *_cited(desk)])).json()
    assert kept["passages"] == _cited(desk)


def test_another_website_can_neither_say_nor_clear_anything(desk: TestClient) -> None:
    kept = desk.post(API, json=_said(fault="other")).json()
    elsewhere = {"sec-fetch-site": "cross-site"}
    assert desk.post(API, json=_said(), headers=elsewhere).status_code == 403
    assert desk.delete(f"{API}/{kept['id']}", headers=elsewhere).status_code == 403
    assert desk.post(PAGE, data=_said(), headers=elsewhere).status_code == 403
    assert desk.post(f"{ROOM}/terugkoppeling/{kept['id']}/verwijderen", headers=elsewhere).status_code == 403
    assert _listed(desk) == [kept]


# ---- the form without a script --------------------------------------------------------------------


@pytest.mark.parametrize("right", ["true", "false"])
def test_a_form_says_what_the_answer_was_and_is_thanked(desk: TestClient, right: str) -> None:
    page = desk.post("/", data={"question": ASKED, "region": "lindestroom"}).text
    fault = {} if right == "true" else {"fault": "missed"}
    given = desk.post(PAGE, data=_form(page, right) | fault, follow_redirects=False)
    assert (given.status_code, given.headers["location"]) == (303, PAGE)
    assert "Dank u wel" in desk.get(PAGE).text
    (kept,) = _listed(desk)
    assert (kept["right"], kept["region"], kept["question"]) == (right == "true", "lindestroom", None)
    assert kept["passages"] == _cited(desk)


def test_a_question_is_sent_only_by_its_own_box(desk: TestClient) -> None:
    page = desk.post("/", data={"question": ASKED}).text
    (box,) = re.findall(r'<input [^>]*type="checkbox"[^>]*>', page)
    assert f'name="question" value="{ASKED}"' in box
    assert "checked" not in box
    desk.post(PAGE, data=_form(page, "false") | {"fault": "missed", "question": ASKED})
    assert [one["question"] for one in _listed(desk)] == [ASKED]


def test_what_is_too_long_comes_back_as_it_was_typed(desk: TestClient) -> None:
    long = "Dit staat er anders.\r\n" * 60
    typed = _said(reason=long, fault="missed", question=ASKED)
    page = desk.post(PAGE, data=typed)
    assert page.status_code == 400
    assert "te lang (meer dan 1000 tekens)" in page.text
    assert long.strip() in unescape(page.text)
    assert re.search(r'value="missed" checked', page.text)
    assert re.search(rf'name="question" value="{re.escape(ASKED)}" checked', page.text)
    assert 'aria-invalid="true"' in page.text
    assert _listed(desk) == []
    again = _form(page.text, "false") | {"reason": "Korter.", "fault": "missed"}
    assert desk.post(PAGE, data=again, follow_redirects=False).status_code == 303


def test_line_ends_of_a_form_do_not_make_a_text_too_long(desk: TestClient) -> None:
    text = "x\r\n" * 500  # 1000 characters, of which a form sends 1500
    assert desk.post(PAGE, data=_said(reason=text), follow_redirects=False).status_code == 303
    assert [len(one["reason"]) for one in _listed(desk)] == [999]


@pytest.mark.parametrize("field", ["reason", "question"])
def test_a_page_tells_of_personal_data_and_holds_none(desk: TestClient, field: str) -> None:
    page = desk.post(PAGE, data=_said(fault="missed", **{field: PERSONAL}))
    assert page.status_code == 400
    assert f"In uw {'toelichting' if field == 'reason' else 'vraag'} staat een naam." in page.text
    assert "Klompenmaker" not in page.text
    assert re.search(r'value="missed" checked', page.text)
    assert _listed(desk) == []


def test_what_no_form_sends_is_a_page_that_says_so(desk: TestClient) -> None:
    for wrong in ({"who": "ik"}, {"fault": "lelijk"}, {"passages": "x"}):
        page = desk.post(PAGE, data=_said() | wrong)
        assert page.status_code == 400
        assert page.headers["content-type"].startswith("text/html")
    assert _listed(desk) == []


# ---- the room ---------------------------------------------------------------------------------------


def test_the_room_says_in_words_where_there_is_nothing(empty_door: TestClient) -> None:
    for path, *said in (
        (ROOM, "Er zijn nog geen afspraken opgenomen."),
        (f"{ROOM}/bevindingen", "Er is niets te beoordelen."),
        (f"{ROOM}/bevindingen/afgedaan", "Elke bevinding die is beoordeeld, wordt nog gevonden."),
        (ABSENT, "zijn opgenomen.", "Geen enkele afspraak is verlopen of vervangen."),
        (FEEDBACK, "Er is nog niets gemeld."),
        (UNANSWERED, "worden hier niet bewaard"),
    ):
        page = empty_door.get(path)
        assert page.status_code == 200
        assert all(words in _text(page.text) for words in said)


def _beside(desk: TestClient) -> str:
    return desk.get(ROOM).text.partition("Ook in Samenhang")[2]


@pytest.mark.parametrize(("keeps", "number"), [(True, ["0"]), (False, [])])
def test_questions_without_an_answer_are_numbered_only_where_they_are_kept(
    data: Path, keeps: bool, number: list[str]
) -> None:
    with TestClient(create_app(Settings(data=data, keep_unanswered=keeps)), base_url="http://localhost") as desk:
        (entry,) = re.findall(rf'<li><a [^>]*href="{UNANSWERED}">.*?</li>', _beside(desk), re.DOTALL)
    assert re.findall(r"\d+", _text(entry)) == number


def test_the_room_tells_what_the_register_tells(door: TestClient) -> None:
    register = door.get("/api/v1/agreements").json()
    shown = _text(door.get(ABSENT).text)
    ended = [one for one in register["items"] if one["validity"]["status"] in ("expired", "superseded")]
    assert ended
    assert register["absent"]
    for one in (*[item["document"]["title"] for item in ended], *[item["name"] for item in register["absent"]]):
        assert one in shown
    assert "In de plaats gekomen: Convenant Vroegsignalering Lindestroom 2025-2028" in shown


def test_the_room_shows_feedback_with_its_reason_and_the_passages_it_is_about(desk: TestClient) -> None:
    said = _said(fault="missed", reason="Zie artikel 3.", question=ASKED, region="lindestroom")
    desk.post(API, json=said | {"passages": _cited(desk)})
    page = desk.get(FEEDBACK).text
    for words in ("Klopt niet", "Het staat wel in de afspraken, maar is niet gevonden", "Zie artikel 3.", ASKED):
        assert words in _text(page)
    (href,) = set(re.findall(r'href="(/passage/[^"]+)"', page))
    assert "losse fiets" in desk.get(unescape(href)).text
    desk.delete("/api/v1/documents/lindestroom/werkafspraken")
    gone = desk.get(FEEDBACK).text
    assert "/passage/" not in gone
    assert "Niet alles is nog opgenomen." in gone


def test_what_is_dealt_with_leaves_the_room_and_the_rest_stays_in_sight(desk: TestClient) -> None:
    kept, other = (desk.post(API, json=_said(reason=reason)).json() for reason in ("Een.", "Twee."))
    address = f"{FEEDBACK}/{kept['id']}/verwijderen"
    for _ in range(2):  # a colleague may be first
        gone = desk.post(address, data={"region": "lindestroom", "feedback": "2"}, follow_redirects=False)
        assert gone.status_code == 303
        assert gone.headers["location"] == f"{FEEDBACK}?region=lindestroom&feedback=2"
    assert _listed(desk) == [other]


def test_a_region_shows_its_own_only(desk: TestClient) -> None:
    for region in ("lindestroom", "berkenrade"):
        desk.post(API, json=_said(region=region, reason=f"Over {region}."))
    shown = desk.get(FEEDBACK, params={"region": "lindestroom"}).text
    assert "Over lindestroom." in shown
    assert "Over berkenrade." not in shown
    assert re.findall(r'<option value="([^"]*)" selected', shown) == ["lindestroom"]
    assert desk.get(FEEDBACK, params={"region": "nergens"}).status_code == 400


def test_two_hundred_entries_come_in_sheets(desk: TestClient) -> None:
    for number in range(200):
        desk.post(API, json=_said(reason=f"Melding {number}."))
    seen: list[str] = []
    address = FEEDBACK
    while address:
        page = desk.get(address).text
        seen += re.findall(r"Melding (\d+)\.", page)
        following = re.search(r'rel="next" href="([^"]*feedback=[^"]*)"', page)
        address = unescape(following[1]) if following else ""
    assert [int(number) for number in seen] == list(range(199, -1, -1))
    assert desk.get(FEEDBACK, params={"feedback": 99}).text.count("Melding") == 20


def test_what_was_typed_is_shown_as_text(desk: TestClient) -> None:
    desk.post(API, json=_said(reason=HOSTILE, question=HOSTILE))
    refused = desk.post(PAGE, data=_said(reason=HOSTILE * 40, question=HOSTILE))
    assert refused.status_code == 400
    for page in (desk.get(FEEDBACK).text, refused.text):
        assert "alert(&#39;x&#39;)" in page
        assert "{{ 7 * 7 }}" in page
        assert "\u202e" not in page
        assert not re.search(r"<(?:script>|b>)", page)


def test_the_room_lists_unanswered_questions_and_says_when_none_are_kept(data: Path) -> None:
    asked = {"question": "Krijgt een sleepboot een walvis?", "region": "lindestroom"}
    for keeps in (True, False):
        settings = Settings(data=data, keep_unanswered=keeps)
        with TestClient(create_app(settings), base_url="http://localhost") as client:
            client.post("/api/v1/questions", json=asked)
            shown = _text(client.get(UNANSWERED).text)
            elsewhere = _text(client.get(UNANSWERED, params={"region": "berkenrade"}).text)
        assert "krijgt een sleepboot een walvis" in shown
        assert "1 keer gevraagd" in shown
        assert "walvis" not in elsewhere
        assert ("AFSPRAKENWIJZER_KEEP_UNANSWERED" in shown) is not keeps
