"""Practising works by a plain form, and the terms are read as text."""

import re
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from api.app import create_app
from api.workplace import Workplace
from kb.settings import Settings

PATH = "/inwerken/lindestroom/oefenen"
SAFE = {"Sec-Fetch-Site": "same-origin"}
HOSTILE = """# Werkafspraken <script>alert('titel')</script> \u202egemeente Proefstad

## Artikel 1 <b>Deelnemers</b>

De volgende organisaties voeren de afspraken uit:

- Stichting Wijkhulp Proefstad (hierna: Wijkhulp);
- Geldloket <img src=x onerror=alert(1)> Proefstad (hierna: Geldloket).

Onder het <b onclick=alert(2)>nachtoverleg wordt verstaan een overleg in de nacht.

## Artikel 2 Werkwijze

Wijkhulp belt de nieuwe inwoner binnen vijf werkdagen op over <script>alert('regel')</script> schulden.

## Artikel 3 Brieven

Geldloket beantwoordt <b onclick=alert(2)>een brief</b> van de huurder binnen zes weken.
"""


def _text(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def _field(html: str, name: str) -> list[str]:
    found = re.findall(rf'name="{name}" value="([^"]*)"', html)
    return [unescape(one) for one in found]


def _marked(html: str) -> list[str]:
    return [unescape(mark) for mark in re.findall(r"<mark[^>]*>(.*?)</mark>", html, re.DOTALL)]


def _outcomes(door: TestClient, html: str) -> dict[str, str]:
    """The page that each choice of a case leads to."""
    (case,), choices = _field(html, "zaak"), _field(html, "keuze")
    return {one: door.post(PATH, data={"zaak": case, "bij": "", "keuze": one}, headers=SAFE).text for one in choices}


def test_one_choice_is_right_and_each_outcome_says_so_in_words(door: TestClient) -> None:
    pages = _outcomes(door, door.get(PATH).text)
    right = [choice for choice, html in pages.items() if "Uw keuze: goed" in _text(html)]
    assert len(right) == 1
    for choice, html in pages.items():
        assert ("Niet goed. Het goede antwoord is: " + right[0] in _text(html)) == (choice != right[0])
        assert ("Uw keuze: niet goed" in _text(html)) == (choice != right[0])


def test_the_outcome_shows_the_paragraph_with_its_sentence_marked_and_leads_to_it(door: TestClient) -> None:
    html = next(iter(_outcomes(door, door.get(PATH).text).values()))
    (quote,) = _marked(html)
    (href,) = re.findall(r'href="(/passage/[^"]+)"', html)
    opened = door.get(unescape(href))
    assert opened.status_code == 200
    assert _marked(opened.text) == [quote]


def test_the_way_through_the_cases_meets_each_once_and_ends_at_the_path(door: TestClient) -> None:
    met, at = [], PATH
    while at.startswith(PATH):
        html = door.get(at).text
        met += _field(html, "zaak")
        outcome = next(iter(_outcomes(door, html).values()))
        (at,) = re.findall(r'class="utrecht-button utrecht-button--primary-action"[^>]* href="([^"]+)"', outcome)
        at = unescape(at).split("#")[0]
    assert at == "/inwerken/lindestroom"
    assert len(met) == len(set(met)) >= 80


def test_a_form_without_a_choice_asks_for_one(door: TestClient) -> None:
    (case,) = _field(door.get(PATH).text, "zaak")
    page = door.post(PATH, data={"zaak": case, "bij": ""}, headers=SAFE)
    assert page.status_code == 400
    assert "Kies eerst een antwoord." in _text(page.text)
    assert _field(page.text, "zaak") == [case]


def test_a_case_that_is_no_more_leads_to_one_that_is(door: TestClient) -> None:
    page = door.post(PATH, data={"zaak": "who-0", "keuze": "x"}, headers=SAFE, follow_redirects=False)
    assert (page.status_code, page.headers["location"]) == (303, PATH)


def test_cases_can_be_of_one_intervention(door: TestClient) -> None:
    html = door.get(PATH, params={"bij": "Vroegsignalering"}).text
    own, every = (re.search(r"Oefening 1 van (\d+)", _text(one)) for one in (html, door.get(PATH).text))
    assert own
    assert every
    assert 0 < int(own[1]) < int(every[1])
    assert "bij=Vroegsignalering" in html.split("aw-practice-next", 1)[1]


def test_an_intervention_without_cases_says_so(door: TestClient) -> None:
    assert "Bij dit onderwerp zijn geen oefeningen." in _text(door.get(PATH, params={"bij": "<b>x"}).text)


def test_an_unknown_region_is_refused(door: TestClient) -> None:
    for path in ("/inwerken/nergens/oefenen", "/inwerken/nergens/begrippen"):
        assert 400 <= door.get(path).status_code < 500


def test_the_terms_are_shown_with_their_document_and_whether_it_holds(door: TestClient) -> None:
    page = door.get("/inwerken/lindestroom/begrippen")
    assert page.status_code == 200
    term = page.text.split('data-term="crisissignaal')[1].split("data-term=")[0]
    shown = _text(term)
    assert "Twee documenten omschrijven dit verschillend." in shown
    assert "binnen vier weken plaatsvindt Convenant Vroegsignalering Lindestroom 2025-2028" in shown
    assert "verlopen, gold tot en met 31 december 2024" in shown
    for href in re.findall(r'href="(/passage/[^"]+)"', term):
        assert "crisissignaal:" in _marked(door.get(unescape(href)).text)[0]


def test_every_letter_leads_to_its_terms(door: TestClient) -> None:
    html = door.get("/inwerken/lindestroom/begrippen").text
    targets = re.findall(r'data-to-letter="."><a class="utrecht-link" href="#([^"]+)"', html)
    assert len(targets) > 10
    assert all(html.count(f'id="{target}"') == 1 for target in targets)


def test_the_pages_speak_english_around_the_dutch_cases(door: TestClient) -> None:
    html = door.get(PATH, headers={"cookie": "taal=en"}).text
    assert '<html lang="en">' in html
    assert re.search(r'<legend [^>]*lang="nl"', html)


@pytest.fixture
def hostile(tmp_path: Path) -> TestClient:
    """A door on a document that tries to break the page, and on one that says nothing to practise."""
    settings = Settings(data=tmp_path / "data")
    broken, memo = tmp_path / "proef.md", tmp_path / "memo.md"
    broken.write_text(HOSTILE, encoding="utf-8")
    memo.write_text("# Memo\n\n## Aanleiding\n\nVorig jaar liep het niet goed.\n", encoding="utf-8")
    with Workplace.open(settings) as workplace:
        receipts = [*workplace.take_in([broken], "proefstad"), *workplace.take_in([memo], "stilstad")]
    assert {one.outcome for one in receipts} == {"added"}
    return TestClient(create_app(settings), base_url="http://localhost")


def test_hostile_text_in_cases_and_terms_is_text(hostile: TestClient) -> None:
    with hostile as door:
        cases = door.get("/inwerken/proefstad/oefenen").text
        (case,), choices = _field(cases, "zaak"), _field(cases, "keuze")
        answered = door.post("/inwerken/proefstad/oefenen", data={"zaak": case, "keuze": choices[0]}, headers=SAFE).text
        terms = door.get("/inwerken/proefstad/begrippen").text
    for html in (cases, answered, terms):
        assert not re.search(r"<script>|<img src=x|<b onclick|\u202e", html)
        assert "&lt;script&gt;alert(" in html.replace("&#39;", "'")
    assert "&lt;img src=x onerror=alert(1)&gt;" in terms


def test_a_region_with_nothing_to_practise_or_look_up_says_so(hostile: TestClient) -> None:
    with hostile as door:
        assert "zijn geen oefeningen te maken" in _text(door.get("/inwerken/stilstad/oefenen").text)
        assert "leggen geen begrippen uit" in _text(door.get("/inwerken/stilstad/begrippen").text)
