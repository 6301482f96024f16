"""The board says what the API says; what is judged there stays, lapses with the text, and can be taken back."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.workplace import Workplace
from kb.consistency.finding import Decided, Decision
from kb.settings import Settings

TREES = """# Werkafspraken bomen

## 1. Wie

De beheerder meldt een omgevallen boom bij het het team.

## 2. Eerste bezoek

Het eerste bezoek vindt plaats binnen twee weken na de melding.
"""
GREEN = """# Convenant <b>groen</b>

## 1. Doel

Partijen houden de stad groen (en schoon.

## 2. Eerste bezoek

Het eerste bezoek vindt plaats binnen drie weken na de melding.
"""
ROOM = "/samenhang"
LIST = f"{ROOM}/bevindingen"
API = "/api/v1/findings"
PERSONAL = "Mevrouw Klompenmaker belt mij hierover."


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two agreements of one region, and one of another."""
    folder = tmp_path_factory.mktemp("held")
    with Workplace.open(Settings(data=folder / "data")) as workplace:
        for name, text, region in (("a", TREES, "boomstad"), ("b", GREEN, "boomstad"), ("c", TREES, "beukenrade")):
            path = folder / f"{name}.md"
            path.write_text(text, encoding="utf-8")
            assert [one.outcome for one in workplace.take_in([path], region)] == ["added"]
    return folder / "data"


@pytest.fixture
def data(held: Path, tmp_path: Path) -> Path:
    """A copy of that folder, to write to."""
    return Path(shutil.copytree(held, tmp_path / "data"))


@pytest.fixture
def desk(data: Path) -> Iterator[TestClient]:
    """A door on that copy."""
    with TestClient(create_app(Settings(data=data)), base_url="http://localhost") as client:
        yield client


def _mended(desk: TestClient, name: str, text: str, region: str = "boomstad") -> None:
    """A new version of a document."""
    sent = desk.post("/api/v1/documents", files={"files": (f"{name}.md", text.encode())}, data={"region": region})
    assert sent.json()["receipts"][0]["outcome"] == "replaced"


def _text(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def _found(desk: TestClient, **asked: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = desk.get(API, params=asked).json()["items"]
    return items


def _one(desk: TestClient, rule: str, region: str = "boomstad") -> dict[str, Any]:
    (one,) = [one for one in _found(desk, rule=rule) if one["regions"] == [region]]
    return one


def _listed(html: str) -> list[str]:
    return re.findall(rf'href="{LIST}/([0-9a-f]{{12}})', html)


def _number(html: str) -> int:
    (found,) = re.findall(r'id="gevonden">(\d+) bevinding', html)
    return int(found)


def _judge(desk: TestClient, finding: str, **typed: str) -> Any:
    return desk.post(f"{LIST}/{finding}/oordeel", data=typed, follow_redirects=False)


def test_the_board_counts_what_the_api_lists(desk: TestClient) -> None:
    page = _text(desk.get(ROOM, params={"region": "boomstad"}).text)
    faults = [one for one in _found(desk, region="boomstad") if one["severity"] != "variant"]
    for severity, words in (("high", "Ernstig"), ("medium", "Van belang"), ("low", "Klein")):
        number = sum(one["severity"] == severity for one in faults)
        assert f"{number} {words}, nog te beoordelen" in page
    assert f"0 van de {len(faults)} bevindingen beoordeeld" in page


def test_every_cell_of_the_matrix_leads_to_as_many_findings_as_it_says(desk: TestClient) -> None:
    page = desk.get(ROOM).text
    table = page[page.index("<table") : page.index("</table>")]
    cells = re.findall(r'class="aw-cell[^"]*" href="([^"]+)"><span class="aw-cell__number">(\d+)<', table)
    assert len(cells) >= 6
    for href, number in cells:
        assert _number(desk.get(unescape(href)).text) == int(number)


@pytest.mark.parametrize(
    "asked",
    [
        {"region": "beukenrade"},
        {"agreement": "boomstad/b"},
        {"topic": "terms"},
        {"rule": "doubled_word"},
        {"severity": "high"},
        {"region": "boomstad", "severity": "low", "topic": "", "rule": "", "agreement": "", "status": ""},
    ],
)
def test_a_filter_shows_what_it_names_and_nothing_else(desk: TestClient, asked: dict[str, str]) -> None:
    page = desk.get(LIST, params=asked).text
    expected = [
        one["id"]
        for one in _found(desk)
        if one["severity"] != "variant"
        and asked.get("region", "") in ("", *one["regions"])
        and asked.get("agreement", "") in ("", *[cited["documentId"] for cited in one["citations"]])
        and all(asked.get(name, "") in ("", one[name]) for name in ("topic", "rule", "severity"))
    ]
    assert expected
    assert _listed(page) == expected
    assert _number(page) == len(expected)


def test_a_filter_that_names_nothing_that_is_there_says_so(desk: TestClient) -> None:
    assert "Niets past bij deze keuze." in desk.get(LIST, params={"topic": "consent"}).text
    assert desk.get(LIST, params={"agreement": "boomstad/weg"}).status_code == 404
    for wrong in ({"region": "nergens"}, {"topic": "weer"}, {"sheet": "0"}, {"x": "1"}):
        assert desk.get(LIST, params=wrong).status_code == 400


def test_a_finding_shows_every_side_marked_with_the_words_that_differ(desk: TestClient) -> None:
    one = _one(desk, "differing_term")
    page = desk.get(f"{LIST}/{one['id']}").text
    shown = re.sub(r'<span class="aw-hidden".*?</span>', "", page)
    marks = [
        unescape(re.sub(r"<[^>]+>", "", mark)) for mark in re.findall(r"<mark[^>]*>(.*?)</mark>", shown, re.DOTALL)
    ]
    assert marks == [cited["quote"] for cited in one["citations"]]
    assert re.findall(r"<strong[^>]*>(\w+)</strong>", shown) == ["twee", "drie"]
    assert "Spreekt elkaar tegen" in page
    assert one["sentence"] in _text(page)
    assert "<b>groen" not in page
    for href in re.findall(r'href="(/passage/[^"]+)"', page):
        assert "Het eerste bezoek vindt plaats" in re.sub("<[^>]+>", "", desk.get(unescape(href)).text)


def test_the_way_on_leads_through_the_whole_list_and_back(desk: TestClient) -> None:
    expected = _listed(desk.get(LIST, params={"region": "boomstad"}).text)
    for way, ids in (("next", expected), ("prev", expected[::-1])):
        seen, href = [], f"{LIST}/{ids[0]}?region=boomstad"
        while href:
            seen.append(href[len(LIST) + 1 :][:12])
            following = re.search(rf'rel="{way}" href="([^"]+)"', desk.get(href).text)
            href = unescape(following[1]) if following else ""
        assert seen == ids


def test_a_verdict_is_kept_shown_and_taken_back(desk: TestClient) -> None:
    one = _one(desk, "doubled_word")
    address = f"{LIST}/{one['id']}"
    given = desk.post(
        f"{address}/oordeel?region=boomstad",
        data={"verdict": "justified", "note": "Wordt verbeterd.", "owner": "Team groen", "until": ""},
        follow_redirects=False,
    )
    assert (given.status_code, given.headers["location"]) == (303, f"{address}?region=boomstad#oordeel")
    shown = _text(desk.get(address).text)
    for words in ("Terecht", "Wordt verbeterd.", "Team groen"):
        assert words in shown
    assert _one(desk, "doubled_word")["decision"]["until"] is None
    assert one["id"] not in _listed(desk.get(LIST).text)
    assert _listed(desk.get(LIST, params={"status": "justified"}).text) == [one["id"]]
    assert "1 van de" in _text(desk.get(ROOM).text)
    back = desk.post(f"{address}/oordeel/terug", follow_redirects=False)
    assert (back.status_code, back.headers["location"]) == (303, f"{address}#oordeel")
    assert _one(desk, "doubled_word")["decision"] is None


def test_what_is_put_off_stays_open_and_is_told_of_on_its_day(desk: TestClient, data: Path) -> None:
    one = _one(desk, "doubled_word")
    tomorrow = date.today() + timedelta(days=1)
    assert _judge(desk, one["id"], verdict="deferred", until=tomorrow.isoformat()).status_code == 303
    assert one["id"] in _listed(desk.get(LIST).text)
    assert _listed(desk.get(LIST, params={"status": "deferred"}).text) == [one["id"]]
    board = desk.get(ROOM, params={"region": "boomstad"}).text
    assert "uitgesteld tot vandaag" not in board
    assert one["id"] not in _listed(board)
    assert desk.delete(f"{API}/{one['id']}/decision").status_code == 204
    yesterday = date.today() - timedelta(days=1)
    with Workplace.open(Settings(data=data)) as workplace:
        put_off = Decision(finding=one["id"], verdict=Decided.DEFERRED, on=yesterday, until=date.today())
        workplace.consistency.decide(one["id"], put_off)
    board = desk.get(ROOM, params={"region": "boomstad"}).text
    assert "1 bevinding was uitgesteld tot vandaag of eerder." in _text(board)
    assert one["id"] in _listed(board)


@pytest.mark.parametrize(
    ("typed", "told", "field"),
    [
        ({"note": "Zie hierboven."}, "Kies eerst een oordeel.", "verdict"),
        ({"verdict": "lelijk"}, "Kies eerst een oordeel.", "verdict"),
        ({"verdict": "deferred", "until": "2020-01-01"}, "Kies een dag na vandaag", "until"),
        ({"verdict": "justified", "until": "2999-01-01"}, "hoort alleen bij “Later”", "until"),
        ({"verdict": "deferred", "until": "morgen"}, "Dit is geen dag.", "until"),
        ({"verdict": "justified", "note": "Zo lang. " * 300}, "Uw notitie is te lang.", "note"),
        ({"verdict": "justified", "note": "\x00"}, "tekens die niet bewaard kunnen worden", "note"),
        ({"verdict": "justified", "owner": "x" * 121}, "Deze naam is te lang.", "owner"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_what_was_typed_stays(
    desk: TestClient, typed: dict[str, str], told: str, field: str
) -> None:
    one = _one(desk, "doubled_word")
    page = _judge(desk, one["id"], **typed)
    assert page.status_code == 400
    assert re.search(rf'id="fout-{field}">[^<]*{re.escape(told)}', page.text)
    assert re.search(rf'aria-describedby="[^"]*fout-{field}" aria-invalid="true"', page.text)
    if typed.get("note", "x").isprintable():
        assert typed.get("note", "").strip() in unescape(page.text)
    assert typed.get("owner", "") in page.text
    assert typed.get("until", "") in page.text
    assert _one(desk, "doubled_word")["decision"] is None


def test_a_note_with_personal_data_is_refused_and_stands_on_no_page(desk: TestClient) -> None:
    page = _judge(desk, _one(desk, "doubled_word")["id"], verdict="justified", note=PERSONAL, owner="Team groen")
    assert page.status_code == 400
    assert "In uw notitie staat een naam." in page.text
    assert "Klompenmaker" not in page.text
    assert "Team groen" in page.text
    assert re.search(r'value="justified" checked', page.text)


def test_a_verdict_lapses_with_the_text_and_says_what_was_quoted_then(desk: TestClient) -> None:
    one = _one(desk, "doubled_word")
    _judge(desk, one["id"], verdict="not_justified", note="Hoort zo.")
    _mended(desk, "a", TREES.replace("omgevallen boom bij", "omgevallen boom snel bij"))
    assert "1 oordeel is vervallen, omdat de tekst is veranderd." in _text(desk.get(ROOM).text)
    assert _listed(desk.get(LIST, params={"status": "lapsed"}).text) == [one["id"]]
    shown = _text(desk.get(f"{LIST}/{one['id']}").text)
    assert "Het oordeel “Niet terecht” van" in shown
    assert one["citations"][0]["quote"] in shown
    assert "Hoort zo." in shown
    assert _judge(desk, one["id"], verdict="justified").status_code == 303
    assert "is vervallen" not in desk.get(ROOM).text


def test_a_finding_that_is_mended_has_a_page_that_says_so_and_stands_among_what_is_settled(desk: TestClient) -> None:
    one, other = _one(desk, "doubled_word"), _one(desk, "unbalanced_bracket")
    _judge(desk, one["id"], verdict="justified", note="Wordt verbeterd.")
    _mended(desk, "a", TREES.replace("het het", "het"))
    _mended(desk, "b", GREEN.replace("(en", "en"))
    for gone, told in ((one, True), (other, False)):
        for page in (
            desk.get(f"{LIST}/{gone['id']}?region=boomstad"),
            _judge(desk, gone["id"], verdict="justified"),
            desk.post(f"{LIST}/{gone['id']}/oordeel/terug"),
        ):
            assert page.status_code == 404
            assert "Deze bevinding is er niet meer" in page.text
            assert f'href="{LIST}' in page.text
            assert ("Wordt verbeterd." in page.text) is told
    settled = _text(desk.get(f"{LIST}/afgedaan").text)
    for words in ("Dubbel woord", "Werkafspraken bomen", "Terecht", "Wordt verbeterd.", one["citations"][0]["quote"]):
        assert words in settled
    assert "Dubbel woord" not in desk.get(f"{LIST}/afgedaan", params={"region": "beukenrade"}).text
    assert desk.get(f"{LIST}/nergens").status_code == 404


def test_nobody_is_said_to_decide_on_a_difference_between_regions(desk: TestClient) -> None:
    fault = _one(desk, "doubled_word")
    variants = [one for one in _found(desk) if one["severity"] == "variant"]
    assert variants
    assert fault["whoDecides"]
    assert {one["whoDecides"] for one in variants} == {""}
    for one in variants:
        assert "Wie kan beslissen" not in desk.get(f"{LIST}/{one['id']}?severity=variant").text
    assert "Wie kan beslissen" in desk.get(f"{LIST}/{fault['id']}").text


def test_the_documents_lead_to_what_is_found_about_them(desk: TestClient) -> None:
    href = f"{LIST}?agreement=boomstad%2Fb"
    for path in ("/documenten", "/documenten/boomstad/b"):
        assert re.search(rf'href="{re.escape(href)}"[^>]*>Bevindingen<', desk.get(path).text)
    number = _number(desk.get(href).text)
    for path in ("/documenten", "/documenten/boomstad/b"):
        assert re.search(rf'href="{re.escape(href)}"[^>]*>{number} open bevindingen<', desk.get(path).text)


def test_another_website_can_neither_judge_nor_take_back(desk: TestClient) -> None:
    address = f"{LIST}/{_one(desk, 'doubled_word')['id']}/oordeel"
    for path in (address, f"{address}/terug"):
        assert (
            desk.post(path, data={"verdict": "justified"}, headers={"sec-fetch-site": "cross-site"}).status_code == 403
        )


def test_while_many_new_papers_are_compared_the_page_says_so(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "data")
    with Workplace.open(settings) as workplace:
        for n in range(18):
            (tmp_path / f"x{n}.md").write_text(TREES.replace("twee", f"{n + 2}"), encoding="utf-8")
        assert len(list(workplace.take_in([tmp_path / f"x{n}.md" for n in range(18)], "boomstad"))) == 18
    with (
        TestClient(create_app(settings), base_url="http://localhost") as desk,
        closing(sqlite3.connect(settings.data / "store.sqlite", isolation_level=None)) as other,
    ):
        assert desk.get("/documenten").status_code == 200  # the store is open
        other.execute("BEGIN IMMEDIATE")  # nothing can be kept meanwhile, so comparing does not end
        for path in (ROOM, f"{LIST}/0123456789ab"):
            page = desk.get(path)
            assert page.status_code == 200
            assert "De afspraken worden vergeleken" in page.text
            assert '<noscript><meta http-equiv="refresh"' in page.text
        assert desk.get(f"{ROOM}/ontbreekt").text.count("worden vergeleken") == 0
        other.execute("ROLLBACK")
        while "De afspraken worden vergeleken" in (page := desk.get(LIST)).text:
            pass
        assert _number(page.text) >= 18


@pytest.mark.parametrize("form", ["xlsx", "csv", "docx", "html"])
def test_the_list_is_taken_along_as_it_is_chosen(desk: TestClient, form: str) -> None:
    shown = desk.get(LIST, params={"region": "boomstad"})
    (href,) = re.findall(rf'href="({LIST}/export\.{form}[^"]*)"', shown.text)
    taken = desk.get(unescape(href))
    assert taken.status_code == 200
    assert f'.{form}"' in taken.headers["content-disposition"]
    if form == "csv":
        numbers = {
            row.split(",", 1)[0] for row in taken.content.decode("utf-8-sig").split("\r\n")[1:] if row[:1].isdigit()
        }
        assert len(numbers) == _number(shown.text)
        assert "Beukenrade" not in taken.text


def test_another_form_is_not_given(desk: TestClient) -> None:
    assert desk.get(f"{LIST}/export.pdf").status_code in (400, 404)
    assert desk.get(f"{LIST}/export.csv", params={"regio": "boomstad"}).status_code == 400
