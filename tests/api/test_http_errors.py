"""Whatever goes wrong is a problem with a status, a sentence that helps, and no word of the question."""

import logging
from collections.abc import Iterator

import pytest
from fastapi import Request
from fastapi.responses import Response
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route

from api.errors import STATUS, problem, problem_of
from api.routes.door import preferred_language
from api.routes.guard import Guard
from api.routes.metrics import Metrics
from api.sentences import Lang
from kb.errors import AfsprakenwijzerError


def _tree(error: type[AfsprakenwijzerError]) -> Iterator[type[AfsprakenwijzerError]]:
    yield error
    for kind in error.__subclasses__():
        yield from _tree(kind)


def test_every_code_has_a_status_and_an_english_title() -> None:
    codes = {error.code for error in _tree(AfsprakenwijzerError)}
    assert codes <= STATUS.keys()
    assert all(400 <= status < 600 and title for status, title in STATUS.values())


@pytest.mark.parametrize("lang", ["nl", "en"])
def test_every_code_has_a_sentence_of_its_own(lang: Lang) -> None:
    sentences = [problem(code, lang).detail for code in STATUS]
    assert len(set(sentences)) == len(STATUS)


def test_a_code_nobody_knows_is_an_unexpected_error() -> None:
    assert problem("no_such_code", "en").status == 500


def test_an_unforeseen_error_tells_nothing_of_itself() -> None:
    assert "geheim" not in str(problem_of(RuntimeError("geheim"), "nl").to_wire())


def test_an_unforeseen_error_is_a_problem_and_its_words_stay_out_of_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    asked = "mevrouw Jansen staat in het rood"

    def fail(request: Request) -> Response:
        raise RuntimeError(asked)

    def respond(request: Request, error: Exception) -> Response:
        return problem_of(error, "nl").response()

    guard = Middleware(Guard, respond=respond, largest=len, metrics=Metrics(), hosts=frozenset({"localhost"}))
    guarded = Starlette(routes=[Route("/", fail)], middleware=[guard])
    with caplog.at_level(logging.DEBUG, logger="api"), TestClient(guarded, base_url="http://localhost") as client:
        answer = client.get("/")
    assert (answer.status_code, answer.json()["code"]) == (500, "unexpected")
    assert "RuntimeError" in caplog.text
    assert "Jansen" not in caplog.text


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("", "nl"),
        ("fr-FR,fr;q=0.9", "nl"),
        ("en-GB,en;q=0.9,nl;q=0.8", "en"),
        ("nl;q=0.4, en;q=0.5", "en"),
        ("en;q=0, nl;q=0.1", "nl"),
        ("nl, en", "nl"),
        ("en;q=x", "nl"),
    ],
)
def test_the_header_decides_between_dutch_and_english(header: str, expected: Lang) -> None:
    assert preferred_language(header) == expected
