"""The room Documenten works by forms and links alone: add, read again, compare, remove."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from kb.settings import Settings

FIRST = """# Werkafspraken fietsen

## 1. Wie

De beheerder meldt een losse fiets binnen twee dagen bij de stalling.

## 2. Kosten

De gemeente Proefstad betaalt de kosten van de stalling.
"""
SECOND = (
    FIRST.replace("twee dagen", "vijf dagen") + "\n## 3. Duur\n\nDeze afspraken gelden tot en met 31 december 2030.\n"
)
STEM = "/documenten/proefstad/fietsen"
_UNSAFE = re.compile(r"<(i|b|img|script)\b(?! type=\"module\" src=\"/static/| src=\"/static/icon)")


def _text(html: str) -> str:
    body = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", body)))


def _send(door: TestClient, *files: tuple[str, str], region: str = "Proefstad") -> Any:
    parts = [("files", (name, content.encode())) for name, content in files]
    return door.post("/documenten", files=parts, data={"region": region})


def _sent_raw(door: TestClient, name: bytes) -> Any:
    """A file under a name that no client library would send."""
    head = b'--b\r\nContent-Disposition: form-data; name="files"; filename="' + name + b'"\r\n\r\n'
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    return door.post("/documenten", content=head + FIRST.encode() + b"\r\n--b--\r\n", headers=kind)


def _versions(door: TestClient, href: str = STEM) -> list[str]:
    """The versions of a document, the last taken in first."""
    options = re.findall(r'<option value="(sha256:\w{64})"', door.get(f"{href}/versies").text)
    return list(dict.fromkeys(options))


def test_a_receipt_says_how_each_file_was_understood(empty_door: TestClient) -> None:
    page = _send(empty_door, ("fietsen.md", FIRST), ("kapot.pdf", "geen pdf"))
    assert page.status_code == 200
    shown = _text(page.text)
    assert "opgenomen" in shown
    assert "Gelezen als Werkafspraken fietsen" in shown.replace("Gelezen als", "Gelezen als ").replace("  ", " ")
    assert "Proefstad" in shown
    assert "Zonder bijzonderheden gelezen" in shown
    assert "kapot.pdf: beschadigd" in shown
    assert f'href="{STEM}"' in page.text
    assert empty_door.get("/api/v1/documents").json()["total"] == 1


def test_the_same_file_again_says_that_nothing_changed(empty_door: TestClient) -> None:
    _send(empty_door, ("fietsen.md", FIRST))
    shown = _text(_send(empty_door, ("fietsen.md", FIRST)).text)
    assert "was al opgenomen, niets veranderd" in shown
    assert len(empty_door.get("/api/v1/documents").json()["items"]) == 1


def test_a_new_version_leads_to_what_it_changed(empty_door: TestClient) -> None:
    _send(empty_door, ("fietsen.md", FIRST))
    page = _send(empty_door, ("fietsen.md", SECOND))
    shown = _text(page.text)
    assert "nieuwe versie opgenomen" in shown
    assert "1 gewijzigd" in shown
    (link,) = re.findall(r'href="([^"]+/verschillen\?[^"]+)"', page.text)
    differences = empty_door.get(unescape(link)).text
    gone, come = (re.findall(rf"<{tag}>(.*?)</{tag}>", differences, re.DOTALL) for tag in ("del", "ins"))
    assert any("twee" in words and "dagen" not in words for words in gone)
    assert any("vijf" in words and "dagen" not in words for words in come)
    assert "31 december 2030" in _text("".join(["<main", differences, "</main>"]))
    assert "passage zonder verschil" in _text(differences)


def test_every_version_stays_and_can_be_read(empty_door: TestClient) -> None:
    _send(empty_door, ("fietsen.md", FIRST))
    assert "Er is één versie" in _text(empty_door.get(f"{STEM}/versies").text)
    _send(empty_door, ("fietsen.md", SECOND))
    new, old = _versions(empty_door)
    page = empty_door.get(f"{STEM}/versies").text
    assert _text(page).count("fietsen.md") == 2
    badges = re.findall(r'<span class="utrecht-badge-status[^>]*>(.*?)</span>', page)
    assert badges == ["huidige versie", "eerdere versie"]
    assert f"{STEM}?version={old}" in page
    assert "twee dagen" in empty_door.get(f"{STEM}?version={old}").text
    assert "vijf dagen" in empty_door.get(f"{STEM}?version={new}").text


def test_any_two_versions_compare_both_ways(empty_door: TestClient) -> None:
    for text in (FIRST, SECOND):
        _send(empty_door, ("fietsen.md", text))
    new, old = _versions(empty_door)
    forth = _text(empty_door.get(f"{STEM}/verschillen", params={"van": old, "naar": new}).text)
    back = _text(empty_door.get(f"{STEM}/verschillen", params={"van": new, "naar": old}).text)
    assert "1 nieuw" in forth
    assert "1 vervallen" in back
    assert forth == _text(empty_door.get(f"{STEM}/verschillen").text)
    same = _text(empty_door.get(f"{STEM}/verschillen", params={"van": new, "naar": new}).text)
    assert "De woorden van deze twee versies zijn gelijk." in same


def test_a_book_too_large_to_lay_side_by_side_says_so(empty_door: TestClient) -> None:
    for day in ("een", "twee"):
        rules = "\n\n".join(f"De beheerder belt huurder {n} op dag {day}." for n in range(2001))
        _send(empty_door, ("fietsen.md", f"# Werkafspraken fietsen\n\n## 1. Wie\n\n{rules}\n"))
    shown = _text(empty_door.get(f"{STEM}/verschillen").text)
    assert "4002 passages zijn niet één voor één vergeleken" in shown
    _send(empty_door, ("fietsen.md", FIRST))
    _send(empty_door, ("fietsen.md", SECOND))
    assert "niet één voor één vergeleken" not in _text(empty_door.get(f"{STEM}/verschillen").text)


def test_versions_that_are_not_held_are_not_compared(empty_door: TestClient) -> None:
    _send(empty_door, ("fietsen.md", FIRST))
    assert empty_door.get(f"{STEM}/verschillen", follow_redirects=False).headers["location"] == f"{STEM}/versies"
    assert empty_door.get(f"{STEM}/verschillen", params={"van": "sha256:" + "0" * 64}).status_code == 404
    for path in ("versies", "verschillen", "verwijderen"):
        assert empty_door.get(f"/documenten/proefstad/brommers/{path}").status_code == 404


def test_a_document_goes_after_it_is_said_what_goes_with_it(empty_door: TestClient) -> None:
    for text in (FIRST, SECOND):
        _send(empty_door, ("fietsen.md", text))
    passages = empty_door.get("/api/v1/documents/proefstad/fietsen/passages").json()["total"]
    asked = _text(empty_door.get(f"{STEM}/verwijderen").text)
    assert f"{passages} passages waar antwoorden uit komen" in asked
    assert "2 bewaarde versies" in asked
    assert empty_door.get("/api/v1/documents").json()["total"] == 1
    answer = empty_door.post(f"{STEM}/verwijderen", follow_redirects=False)
    assert answer.status_code == 303
    assert answer.headers["location"] == "/documenten"
    assert "httponly" in answer.headers["set-cookie"].lower()
    assert "Werkafspraken fietsen is verwijderd." in _text(empty_door.get("/documenten").text)
    assert "is verwijderd" not in _text(empty_door.get("/documenten").text)  # it is told once
    assert empty_door.get("/api/v1/documents").json()["total"] == 0
    assert empty_door.post(f"{STEM}/verwijderen").status_code == 404


def test_a_region_goes_as_a_whole_and_no_other(empty_door: TestClient) -> None:
    _send(empty_door, ("fietsen.md", FIRST), ("verwijderen.md", FIRST.replace("fietsen", "wegdoen")))
    _send(empty_door, ("fietsen.md", FIRST), region="elders")
    assert "2 documenten" in _text(empty_door.get("/regio/proefstad/verwijderen").text)
    assert empty_door.get("/documenten/proefstad/verwijderen").status_code == 200  # a document called so
    page = empty_door.post("/regio/proefstad/verwijderen")
    assert "Proefstad is verwijderd." in _text(page.text)
    assert [one["region"] for one in empty_door.get("/api/v1/documents").json()["items"]] == ["elders"]
    assert empty_door.get("/regio/proefstad/verwijderen").status_code == 404
    assert empty_door.post("/regio/proefstad/verwijderen").status_code == 404


@pytest.mark.parametrize("name", ["Uw account", "proefstad", "proefstad/fietsen", "x" * 1000])
def test_an_address_cannot_say_that_something_was_removed(empty_door: TestClient, name: str) -> None:
    _send(empty_door, ("fietsen.md", FIRST))
    for asked in ("verwijderd", "gedaan"):
        page = empty_door.get("/documenten", params={asked: name})
        assert page.status_code == 200
        assert "is verwijderd" not in page.text


@pytest.mark.parametrize("title", ["<b>Afspraken</b> \u202e; a=b, é 🚲", "Afspraken" + " é🚲" * 50])
def test_the_title_of_what_was_removed_is_shown_as_text(empty_door: TestClient, title: str) -> None:
    _send(empty_door, ("fietsen.md", FIRST.replace("Werkafspraken fietsen", title)))
    page = empty_door.post(f"{STEM}/verwijderen")
    assert page.status_code == 200
    assert "Afspraken" in _text(page.text).split(" is verwijderd.")[0]
    assert not _UNSAFE.search(page.text)
    assert "\u202e" not in page.text


def test_another_website_cannot_make_a_browser_add_or_remove(empty_door: TestClient) -> None:
    _send(empty_door, ("fietsen.md", FIRST))
    elsewhere = {"Sec-Fetch-Site": "cross-site"}
    assert empty_door.post(f"{STEM}/verwijderen", headers=elsewhere).status_code == 403
    assert empty_door.post("/documenten", files={"files": ("x.md", b"x")}, headers=elsewhere).status_code == 403
    assert empty_door.get("/api/v1/documents").json()["total"] == 1


@pytest.mark.parametrize(
    "name",
    ["a&b <img src=x onerror=y>.md", "\u202eafspraken\u2066.md", "x' #1 {{ 7 * 7 }}.md", "a" * 250 + ".md"],
)
def test_a_hostile_file_name_is_shown_as_text(empty_door: TestClient, name: str) -> None:
    content = FIRST.replace("Werkafspraken", "<script>alert(1)</script> <b>Afspraken</b>")
    receipt = _send(empty_door, (name, content))
    assert empty_door.get("/api/v1/documents").json()["total"] == 1
    listed = empty_door.get("/documenten").text
    links = re.findall(r'href="(/documenten/[^"]+)"', listed)
    assert len(links) >= 4
    for page in (receipt.text, listed, *(empty_door.get(unescape(link)).text for link in links)):
        assert not _UNSAFE.search(page)
        assert "\u202e" not in page
        assert "Niet gevonden" not in page


@pytest.mark.parametrize("name", [b"x" * 300 + b".md", b"bel\x07len.md", b".."])
def test_a_name_no_file_can_have_keeps_that_file_out_with_words(empty_door: TestClient, name: bytes) -> None:
    page = _sent_raw(empty_door, name)
    assert page.status_code == 200
    assert "niet opgenomen" in _text(page.text)
    assert "Geef het een kortere, gewone naam" in _text(page.text)
    assert "\x07" not in page.text


@pytest.mark.parametrize("name", [b"x" * 10_000, b"x" * 100_000])
def test_a_name_beyond_all_bounds_is_refused_with_words(empty_door: TestClient, name: bytes) -> None:
    page = _sent_raw(empty_door, name)
    assert page.status_code == 400
    assert "geef ze kortere namen" in _text(page.text)


def test_what_is_missing_or_wrong_in_the_form_is_said_at_its_field(empty_door: TestClient) -> None:
    nothing = empty_door.post("/documenten", files={"files": ("", b"")}, data={"region": ""})
    assert nothing.status_code == 400
    assert "Kies eerst een of meer bestanden." in _text(nothing.text)
    region = _send(empty_door, ("fietsen.md", FIRST), region="<i>?</i>" * 40)
    assert region.status_code == 400
    assert "geen naam van een regio" in _text(region.text)
    assert not _UNSAFE.search(region.text)
    many = empty_door.post("/documenten", files=[("files", (f"{n}.md", b"x")) for n in range(101)])
    assert many.status_code == 400
    assert "Kies minder bestanden tegelijk" in _text(many.text)
    assert empty_door.get("/api/v1/documents").json()["total"] == 0


def test_a_region_may_be_typed_as_people_write_it(empty_door: TestClient) -> None:
    _send(empty_door, ("fietsen.md", FIRST), region=" Súdwest Fryslân ")
    _send(empty_door, ("brommers.md", FIRST), region="")
    regions = [one["region"] for one in empty_door.get("/api/v1/documents").json()["items"]]
    assert regions == ["proefstad", "sudwest-fryslan"]


def test_what_is_too_large_is_refused_by_the_server_too(empty_door: TestClient) -> None:
    page = _send(empty_door, ("groot.md", "x" * (1024 * 1024 + 1)))
    assert "groot.md: te groot" in _text(page.text)
    flood = _send(empty_door, *((f"{n}.md", "x" * 1024 * 1024) for n in range(5)))
    assert flood.status_code == 413
    assert "te veel gestuurd" in _text(flood.text)
    assert 'data-max-mb="1"' in empty_door.get("/documenten").text


@pytest.fixture
def failing_door(tmp_path: Path) -> Iterator[TestClient]:
    """A door whose store, from the second document on, has no room."""
    with TestClient(create_app(Settings(data=tmp_path)), base_url="http://localhost") as client:
        _send(client, ("eerste.md", FIRST))
        _database(
            tmp_path,
            "CREATE TRIGGER full BEFORE INSERT ON documents WHEN NEW.id LIKE '%derde%'"
            " BEGIN SELECT RAISE(FAIL, 'disk full'); END",
        )
        yield client
        _database(tmp_path, "DROP TRIGGER full")
        assert "opgenomen" in _text(_send(client, ("derde.md", FIRST)).text)
        assert client.get("/api/v1/documents").json()["total"] == 3


def _database(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "store.sqlite")) as connection, connection:
        connection.execute(statement)


def test_a_store_that_fails_halfway_loses_nothing_and_says_what_is_left(failing_door: TestClient) -> None:
    page = _send(failing_door, ("tweede.md", FIRST), ("derde.md", FIRST), ("vierde.md", FIRST))
    assert page.status_code == 503
    shown = _text(page.text)
    assert "De opslag kan niet worden gelezen of beschreven." in shown
    left = shown[shown.index("Deze bestanden zijn niet opgenomen") :]
    assert left.index("derde.md") < left.index("vierde.md") < left.index("tweede.md")
    held = [one["file"] for one in failing_door.get("/api/v1/documents").json()["items"]]
    assert held == ["eerste.md", "tweede.md"]


@pytest.mark.parametrize("stem", ["fietsen", "a&b #1? @sha256: ü"])
def test_a_permalink_opens_its_passage_in_its_version(empty_door: TestClient, stem: str) -> None:
    for text in (FIRST, SECOND):
        _send(empty_door, (f"{stem}.md", text))
    (document,) = empty_door.get("/api/v1/documents").json()["items"]
    href = f"/documenten/{quote(document['id'])}"
    new, old = _versions(empty_door, href)
    passages = empty_door.get(f"/api/v1/documents/{quote(document['id'])}/passages").json()["items"]
    (rule,) = (one for one in passages if "beheerder" in one["text"])
    answer = empty_door.get(f"/afspraak:{quote(rule['id'])}@{old}", follow_redirects=False)
    assert answer.status_code == 302
    assert "twee dagen" in empty_door.get(answer.headers["location"]).text
    assert "vijf dagen" in empty_door.get(f"/afspraak:{quote(rule['id'])}").text
    page = empty_door.get(f"/passage/{quote(rule['id'])}?version={new}").text
    (named,) = set(re.findall(r'href="(/afspraak[^"]+)"', page))
    assert "vijf dagen" in empty_door.get(unescape(named)).text


@pytest.mark.parametrize(
    "name", ["proefstad/niets.1", "proefstad/niets.1@sha256:" + "0" * 64, "x", "@", "<b>.1@later", ""]
)
def test_a_permalink_to_what_is_not_held_is_not_found(empty_door: TestClient, name: str) -> None:
    page = empty_door.get(f"/afspraak:{quote(name)}")
    assert page.status_code == 404
    assert "Niet gevonden" in page.text


def test_the_list_tells_how_well_each_was_read_and_narrows(door: TestClient) -> None:
    shown = _text(door.get("/documenten").text)
    held = door.get("/api/v1/documents").json()["items"]
    assert "bladzijde 3 heeft een afbeelding en geen tekst" in shown
    assert shown.count("Zonder bijzonderheden gelezen") == len(held) - 1
    found = _text(door.get("/documenten", params={"zoek": "OVERLAST convenant zorg"}).text)
    assert "1 van de" in found
    assert "Convenant Zorg en Overlast Lindestroom" in found
    assert "Privacyprotocol" not in found
    assert f"{len(held)} van de {len(held)} documenten" in _text(door.get("/documenten?regio=lindestroom").text)
    assert "0 van de" in _text(door.get("/documenten", params={"zoek": "<img src=x>", "regio": "nergens"}).text)


def test_what_is_sought_is_cut_where_it_is_too_long(door: TestClient) -> None:
    page = door.get("/documenten", params={"zoek": "convenant " * 30, "regio": "x" * 500})
    assert page.status_code == 200
    assert f'value="{"convenant " * 20}"' in page.text


def test_two_versions_are_compared_by_rule_for_each_who_must_keep_it(empty_door: TestClient) -> None:
    by_team = FIRST.replace("De beheerder", "Het wijkteam")
    _send(empty_door, ("fietsen.md", by_team))
    _send(empty_door, ("fietsen.md", by_team.replace("twee dagen", "vijf dagen")))
    page = _text(empty_door.get(f"{STEM}/verschillen").text)
    told = page[page.index("Wat verandert er voor wie?") : page.index("De tekst")]
    assert "Het wijkteam 1 regel Termijn" in told
    assert "twee" in told
    assert "vijf" in told
    assert "De gemeente Proefstad" not in told  # what it pays stays as it was


def test_versions_with_the_same_rules_say_so(empty_door: TestClient) -> None:
    _send(empty_door, ("fietsen.md", FIRST))
    _send(empty_door, ("fietsen.md", FIRST.replace("# Werkafspraken fietsen", "# Werkafspraken fietsen 2025")))
    page = _text(empty_door.get(f"{STEM}/verschillen").text)
    assert "Geen enkele regel zegt iets anders dan eerst." in page
