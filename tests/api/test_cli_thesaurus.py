"""The command `thesaurus`: a policy team sees what its files do, what is wrong with them, and tries a label out."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from api.cli import app
from api.sentences import catalogue

HEAD = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix b: <urn:afsprakenwijzer:begrip:> .
@prefix w: <urn:afsprakenwijzer:> .
"""
ADDED = 'b:melder skos:hiddenLabel "kwelderaar"@nl, "zwalkzever"@nl ; w:withdrawnLabel "aanmelder"@nl .'
NEW = 'b:zeef a skos:Concept ; skos:prefLabel "zwalkzeef"@nl, "wanderscreen"@en .'
CODES = (
    *("no_turtle", "no_preferred_label", "two_preferred_labels", "no_concept", "nothing_withdrawn"),
    *("unknown_concept", "label_without_words", "label_too_long", "label_leads_two_ways", "cycle"),
)


def _run(data: Path, *arguments: str) -> Result:
    return CliRunner().invoke(app, ["--data", str(data), "thesaurus", *arguments])


def _json(data: Path, *arguments: str) -> Any:
    return json.loads(_run(data, "--json", *arguments).stdout)


def _write(data: Path, name: str, body: str) -> None:
    (data / "thesaurus").mkdir(exist_ok=True)
    (data / "thesaurus" / name).write_text(HEAD + body, encoding="utf-8")


def test_what_is_shipped_is_fine_and_says_where_own_files_go(tmp_path: Path) -> None:
    result = _run(tmp_path, "--check")
    assert (result.exit_code, result.stderr) == (0, "")
    assert str(tmp_path / "thesaurus") in result.stdout
    assert "Er is niets mis mee." in result.stdout


def test_each_own_file_tells_what_it_adds_and_takes_away(tmp_path: Path) -> None:
    bare = _json(tmp_path)
    _write(tmp_path, "a.ttl", ADDED)
    _write(tmp_path, "b.ttl", NEW)
    result = _json(tmp_path, "--check")
    nothing = {"concepts_added": 0, "concepts_removed": 0, "labels_added": 0, "labels_removed": 0}
    assert result["files"] == [
        nothing | {"file": "a.ttl", "labels_added": 2, "labels_removed": 1},
        nothing | {"file": "b.ttl", "concepts_added": 1, "labels_added": 2},
    ]
    assert result["problems"] == []
    assert result["concepts"] == bare["concepts"] + 1
    assert result["labels"] == {"nl": bare["labels"]["nl"] + 2, "en": bare["labels"]["en"] + 1}


def test_everything_that_is_wrong_is_told_in_a_sentence(tmp_path: Path) -> None:
    _write(tmp_path, "a.ttl", "b:zeef a skos:Concept ; skos:broader b:nergens .")
    _write(tmp_path, "b.ttl", ADDED + "\ngebroken")
    _write(tmp_path, "c.ttl", ADDED)
    found = {problem["code"]: problem for problem in _json(tmp_path)["problems"]}
    assert {code: (problem["concept"], problem["about"]) for code, problem in found.items() if code != "no_turtle"} == {
        "no_preferred_label": ("zeef", "nl"),
        "unknown_concept": ("zeef", "nergens"),
    }
    shown = _run(tmp_path)
    assert shown.exit_code == 0
    assert shown.stderr.splitlines() == [problem["message"] for problem in found.values()]
    assert "b.ttl, rond regel 7: dit is geen goede Turtle" in shown.stderr
    assert "zeef: verwijst naar nergens" in shown.stderr
    assert "c.ttl: voegt 0 begrippen en 2 labels toe, haalt 0 begrippen en 1 label weg." in shown.stdout


@pytest.mark.parametrize("body", ["gebroken", "b:zeef a skos:Concept .", 'b:meldert skos:altLabel "x"@nl .'])
def test_a_check_of_what_is_wrong_is_exit_code_4(tmp_path: Path, body: str) -> None:
    _write(tmp_path, "a.ttl", body)
    result = _run(tmp_path, "--check")
    assert result.exit_code == 4
    assert result.stderr.count("\n") >= 1


def test_a_question_shows_what_its_words_reach(tmp_path: Path) -> None:
    _write(tmp_path, "a.ttl", ADDED)
    result = _json(tmp_path, "Wie", "is", "de", "kwelderaar", "van", "qwxzy?")
    assert result["language"] == "nl"
    assert result["items"] == [
        {"words": ["kwelderaar"], "concepts": [{"name": "melder", "preferred": "melder"}]},
        {"words": ["qwxzy"], "concepts": []},
    ]
    shown = _run(tmp_path, "Wie is de kwelderaar van qwxzy?")
    assert (shown.exit_code, shown.stderr) == (0, "")
    first, second = shown.stdout.splitlines()
    assert first.startswith("“kwelderaar” is melder (melder). Ook: ")
    assert second.startswith("“qwxzy” is geen begrip")


def test_an_english_question_shows_english_labels(tmp_path: Path) -> None:
    _write(tmp_path, "a.ttl", NEW)
    result = _json(tmp_path, "Who keeps the wanderscreen?")
    assert result["language"] == "en"
    assert {"words": ["wanderscreen"], "concepts": [{"name": "zeef", "preferred": "wanderscreen"}]} in result["items"]


def test_a_question_without_words_is_told_so(tmp_path: Path) -> None:
    assert _run(tmp_path, "wie van de?").stdout.startswith("Hier staat geen woord in")
    assert _json(tmp_path, "?")["items"] == []


def test_trying_a_question_tells_of_a_file_that_is_left_out(tmp_path: Path) -> None:
    _write(tmp_path, "a.ttl", "gebroken")
    result = _run(tmp_path, "kwelderaar")
    assert "“kwelderaar” is geen begrip" in result.stdout
    assert result.stderr.startswith("a.ttl, rond regel ")


def test_the_status_tells_how_many_concepts_and_which_files_are_left_out(tmp_path: Path) -> None:
    _write(tmp_path, "a.ttl", "gebroken")
    _write(tmp_path, "b.ttl", NEW)
    found = json.loads(CliRunner().invoke(app, ["--data", str(tmp_path), "status", "--json"]).stdout)["thesaurus"]
    assert found["broken"] == ["a.ttl"]
    assert found["concepts"] > 375


@pytest.mark.parametrize("code", CODES)
def test_every_problem_says_what_to_do(code: str) -> None:
    for templates in catalogue()[f"thesaurus_{code}"].values():
        assert all(". " in template and template.endswith(".") for template in templates)


def test_what_the_page_for_policy_teams_says_to_paste_is_fine(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "thesaurus.md").read_text("utf-8")
    blocks = re.findall(r"^```turtle\n(.*?)^```", page, re.M | re.S)
    assert len(blocks) == 3
    (tmp_path / "thesaurus").mkdir()
    for number, block in enumerate(blocks):
        (tmp_path / "thesaurus" / f"{number}.ttl").write_text(block, encoding="utf-8")
    result = _json(tmp_path, "--check")
    assert result["problems"] == []
    first, _, last = result["files"]
    assert (first["concepts_added"], first["labels_added"]) == (1, 7)
    assert (last["concepts_removed"], last["labels_removed"] > 1) == (1, True)
    (tried,) = re.findall(r'^afsprakenwijzer thesaurus "(.+)"$', page, re.M)
    reached = [concept["name"] for item in _json(tmp_path, tried)["items"] for concept in item["concepts"]]
    assert "huisbezoek" in reached
