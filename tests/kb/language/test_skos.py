"""Concepts are read from SKOS Turtle, and what is wrong with them is told by a code."""

from functools import cache
from pathlib import Path

import pytest

from kb.language.overlay import SHIPPED
from kb.language.skos import Problem, Turtle, concepts, loose_ends, parse, problems, turtles
from kb.language.thesaurus import LANGUAGES, Concept

LONG = "een twee drie vier vijf zes zeven"
HEAD = """
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix b: <urn:afsprakenwijzer:begrip:> .
@prefix a: <urn:afsprakenwijzer:> .
"""


def _parse(folder: Path, *bodies: str) -> Turtle:
    for number, body in enumerate(bodies):
        (folder / f"{number}.ttl").write_text(HEAD + body, encoding="utf-8")
    return parse(turtles(folder))


def _concepts(folder: Path, *bodies: str) -> dict[str, Concept]:
    turtle = _parse(folder, *bodies)
    assert turtle.broken == ()
    return {concept.name: concept for concept in concepts(turtle.graph)}


def test_a_concept_has_its_labels_and_its_neighbours(tmp_path: Path) -> None:
    found = _concepts(
        tmp_path,
        """
        b:geluid a skos:Concept ; skos:prefLabel "geluidshinder"@nl, "noise"@en ;
          skos:altLabel "burengerucht"@nl ; skos:hiddenLabel "herrie"@nl ;
          skos:broader b:overlast ; skos:related b:buren .
        """,
    )
    assert found == {
        "geluid": Concept(
            "geluid",
            said={"nl": ("geluidshinder", "burengerucht"), "en": ("noise",)},
            heard={"nl": ("herrie",)},
            broader=("overlast",),
            related=("buren",),
        )
    }


@pytest.mark.parametrize("label", ['"herrie"', '"herrie"@nl', '"herrie"@nl-NL', '"herrie"@NL'])
def test_a_label_is_dutch_unless_it_says_otherwise(tmp_path: Path, label: str) -> None:
    assert (
        _concepts(tmp_path, f"b:geluid a skos:Concept ; skos:prefLabel {label} .")["geluid"].preferred("nl") == "herrie"
    )


def test_files_add_to_one_concept_and_take_a_label_or_a_concept_back(tmp_path: Path) -> None:
    found = _concepts(
        tmp_path,
        'b:geluid a skos:Concept ; skos:prefLabel "geluid"@nl ; skos:altLabel "lawaai", "toon" ; skos:related b:oud .',
        'b:geluid skos:hiddenLabel "herrie"@nl ; a:withdrawnLabel "toon"@nl .',
        'b:oud a skos:Concept ; skos:prefLabel "oud"@nl ; owl:deprecated true .',
    )
    assert found == {"geluid": Concept("geluid", {"nl": ("geluid", "lawaai")}, {"nl": ("herrie",)})}


def test_a_withdrawn_label_of_another_language_stays(tmp_path: Path) -> None:
    body = 'b:x a skos:Concept ; skos:prefLabel "alarm"@nl, "alarm"@en ; a:withdrawnLabel "alarm"@en .'
    assert _concepts(tmp_path, body)["x"].said == {"nl": ("alarm",)}


def test_a_file_that_is_no_turtle_is_left_out_and_told_of(tmp_path: Path) -> None:
    good = 'b:geluid a skos:Concept ; skos:prefLabel "geluid"@nl .'
    turtle = _parse(tmp_path, good, "b:geluid skos:altLabel .")
    (tmp_path / "9.ttl").write_bytes(b"\xff\xfe")
    assert [(one.code, one.concept) for one in turtle.broken] == [("no_turtle", "1.ttl")]
    assert "line 6" in turtle.broken[0].about
    assert [concept.name for concept in concepts(turtle.graph)] == ["geluid"]
    assert [one.concept for one in parse(turtles(tmp_path)).broken] == ["1.ttl", "9.ttl"]


def test_of_a_file_that_breaks_halfway_nothing_is_taken(tmp_path: Path) -> None:
    half = 'b:geluid a skos:Concept ; skos:prefLabel "geluid"@nl .\nb:geluid gebroken'
    turtle = _parse(tmp_path, half, 'b:huur a skos:Concept ; skos:prefLabel "huur"@nl .')
    assert [one.concept for one in turtle.broken] == ["0.ttl"]
    assert [concept.name for concept in concepts(turtle.graph)] == ["huur"]


def test_a_prefix_holds_in_its_own_file_only(tmp_path: Path) -> None:
    (tmp_path / "z.ttl").write_text('b:geluid b:naam "x" .', encoding="utf-8")
    assert [one.concept for one in _parse(tmp_path, "").broken] == ["z.ttl"]


def test_a_file_saved_by_a_windows_editor_is_read(tmp_path: Path) -> None:
    text = HEAD.lstrip() + 'b:geluid a skos:Concept ; skos:prefLabel "één toon"@nl .'
    (tmp_path / "a.ttl").write_text(text.replace("\n", "\r\n"), encoding="utf-8-sig")
    assert concepts(parse(turtles(tmp_path)).graph)[0].preferred("nl") == "één toon"


def test_no_folder_is_no_files(tmp_path: Path) -> None:
    assert turtles(tmp_path / "absent") == []


# ---- what can be wrong ------------------------------------------------------------------------


def _concept(name: str, *said: str, broader: tuple[str, ...] = (), related: tuple[str, ...] = ()) -> Concept:
    return Concept(name, {"nl": said}, {}, broader, related)


@pytest.mark.parametrize(
    ("held", "expected"),
    [
        ([Concept("a", {"en": ("noise",)}, {})], [Problem("no_preferred_label", "a", "nl")]),
        ([_concept("a", "geluid", related=("b",))], [Problem("unknown_concept", "a", "b")]),
        ([_concept("a", "geluid", broader=("b",))], [Problem("unknown_concept", "a", "b")]),
        ([_concept("a", "geluid", "de")], [Problem("label_without_words", "a", "de")]),
        ([_concept("a", "!?")], [Problem("label_without_words", "a", "!?")]),
        ([_concept("a", LONG)], [Problem("label_too_long", "a", LONG)]),
        ([_concept("a", "melding"), _concept("b", "meldingen")], [Problem("label_leads_two_ways", "a, b", "melding")]),
        ([_concept("a", "geluid", broader=("a",))], [Problem("cycle", "a", "a > a")]),
        (
            [_concept("a", "geluid", broader=("b",)), _concept("b", "muziek", broader=("a",))],
            [Problem("cycle", "a", "a > b > a")],
        ),
    ],
)
def test_what_is_wrong_is_told_by_its_code(held: list[Concept], expected: list[Problem]) -> None:
    assert problems(held) == expected


def test_a_round_is_told_once_however_many_stand_in_it() -> None:
    names = ["huur", "geluid", "kind", "wet"]
    held = [_concept(name, name, broader=(names[(place + 1) % 4],)) for place, name in enumerate(names)]
    assert [problem.code for problem in problems(held)] == ["cycle"]


@pytest.mark.parametrize(
    "held",
    [
        [_concept("a", "melding", related=("b",)), _concept("b", "meldingen")],
        [_concept("a", "melding", broader=("b",)), _concept("b", "meldingen")],
        [_concept("a", "een melding van de buren aan hun gemeente")],
        [_concept("a", "huur"), _concept("b", "geluid", broader=("a",)), _concept("c", "kind", broader=("a", "b"))],
    ],
)
def test_what_may_be_used_as_it_is_has_no_problem(held: list[Concept]) -> None:
    assert problems(held) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('b:geluit skos:altLabel "herrie"@nl .', Problem("no_concept", "geluit", "herrie")),
        ('b:geluit a:withdrawnLabel "toon"@nl .', Problem("no_concept", "geluit", "toon")),
        ('b:geluid a:withdrawnLabel "tonen"@nl .', Problem("nothing_withdrawn", "geluid", "tonen")),
        ('b:geluid a:withdrawnLabel "toon"@en .', Problem("nothing_withdrawn", "geluid", "toon")),
        ('b:geluid skos:prefLabel "klank"@nl .', Problem("two_preferred_labels", "geluid", "geluid, klank")),
    ],
)
def test_what_is_said_in_vain_is_told(tmp_path: Path, body: str, expected: Problem) -> None:
    base = 'b:geluid a skos:Concept ; skos:prefLabel "geluid"@nl, "noise"@en ; skos:altLabel "toon"@nl .'
    assert loose_ends(_parse(tmp_path, base, body).graph) == [expected]


def test_another_preferred_label_takes_the_place_of_a_withdrawn_one(tmp_path: Path) -> None:
    bodies = (
        'b:x a skos:Concept ; skos:prefLabel "oud"@nl .',
        'b:x skos:prefLabel "nieuw"@nl ; a:withdrawnLabel "oud"@nl .',
    )
    graph = _parse(tmp_path, *bodies).graph
    assert loose_ends(graph) == []
    assert concepts(graph)[0].preferred("nl") == "nieuw"


# ---- the thesaurus that is shipped ------------------------------------------------------------


@cache
def _shipped() -> Turtle:
    return parse(turtles(SHIPPED))


def test_nothing_is_wrong_with_the_shipped_thesaurus() -> None:
    turtle = _shipped()
    assert [*turtle.broken, *loose_ends(turtle.graph), *problems(concepts(turtle.graph))] == []


def test_the_shipped_thesaurus_is_large_and_speaks_both_languages() -> None:
    held = concepts(_shipped().graph)
    assert len(held) >= 375
    assert [concept.name for concept in held if not all(concept.said.get(language) for language in LANGUAGES)] == []
