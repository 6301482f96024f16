"""Every word of the page is there in English, and the switch goes nowhere else."""

import re

import pytest
from babel.messages.catalog import Message
from fastapi.testclient import TestClient

from api.web.messages import catalogue, template

MESSAGES = [one for one in template() if one.id]
_FACTS = re.compile(r"%\((\w+)\)s")


def _texts(one: Message) -> list[str]:
    return [one.string] if isinstance(one.string, str) else list(one.string or ())


def test_the_catalogue_holds_what_the_templates_say_and_nothing_else() -> None:
    assert len(MESSAGES) > 50
    assert {str(one.id) for one in catalogue() if one.id} == {str(one.id) for one in MESSAGES}


@pytest.mark.parametrize("one", [one for one in catalogue() if one.id], ids=lambda one: str(one.id)[:40])
def test_a_message_has_an_english_form_with_the_same_facts(one: Message) -> None:
    dutch = [one.id] if isinstance(one.id, str) else list(one.id)
    assert not one.fuzzy
    assert len(_texts(one)) == len(dutch)
    for text in _texts(one):
        assert text.strip()
        assert set(_FACTS.findall(text)) == set(_FACTS.findall(dutch[-1]))
        assert re.findall(r"<\w+", text) == re.findall(r"<\w+", dutch[-1])


@pytest.mark.parametrize(
    ("back", "lands"),
    [("/documenten", "/documenten"), ("//elders.example", "/"), ("/\\elders.example", "/"), ("https://x.example", "/")],
)
def test_switching_goes_back_to_a_page_of_this_site(door: TestClient, back: str, lands: str) -> None:
    response = door.post("/taal", data={"lang": "en", "back": back}, follow_redirects=False)
    assert (response.status_code, response.headers["location"]) == (303, lands)
    assert "httponly" in response.headers["set-cookie"].lower()
    door.cookies.clear()


def test_a_page_speaks_the_language_that_was_chosen(door: TestClient) -> None:
    assert '<html lang="nl">' in door.get("/", headers={"accept-language": "en"}).text
    english = door.get("/", headers={"cookie": "taal=en"}).text
    assert '<html lang="en">' in english
    assert "Your question" in english
    assert "Uw vraag" not in english
    missing = door.get("/nergens", headers={"cookie": "taal=en"})
    assert missing.status_code == 404
    assert "Nothing stands at this address" in missing.text
