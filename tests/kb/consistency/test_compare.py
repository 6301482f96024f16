"""Regions lie beside each other facet by facet: only their own sentences, blank where one is silent."""

from collections.abc import Mapping, Sequence

import pytest

from kb.consistency.interventions.compare import Line, compare, named_alike, one_thing
from kb.consistency.paper import Paper
from kb.model import Facet
from tests.kb.consistency.papers import paper

OAKS = """# Convenant gemeente Eikstad

## 1. De interventies

### 1.1. Burenhulp

Voor burenhulp is toestemming van de bewoner nodig.

### 1.2. Extreme woonoverlast

De regie ligt bij de wijkcoach. Hij meldt dit binnen vijf werkdagen.

### 1.3. Schuldhulp

Schuldhulp is bedoeld voor huurders.
"""
BEECHES = """# Afspraken gemeente Beukstad

## 1. De interventies

### 1.1. Buurthulp

De buurthulp is gratis.

### 1.2. Woonoverlast

Het buurtteam coördineert de aanpak. De regie ligt bij de corporatie.

### 1.3. Schuldhulp

Voor schuldhulp is geen toestemming nodig. Het loket betaalt de kosten.
"""


@pytest.fixture(scope="module")
def papers() -> Mapping[str, Sequence[Paper]]:
    """Two regions with one paper each."""
    return {"eikstad": [paper(OAKS, "eikstad", "eik.md")], "beukstad": [paper(BEECHES, "beukstad", "beuk.md")]}


def cells(lines: Sequence[Line], papers: Mapping[str, Sequence[Paper]]) -> dict[tuple[str, str], list[list[str]]]:
    """The words in each cell, by intervention and facet."""
    texts = {one.document.id: one.text for own in papers.values() for one in own}
    return {
        (line.thing, line.facet.value): [
            [texts[place.document_id][place.span.start : place.span.end] for place in cell] for cell in line.cells
        ]
        for line in lines
    }


def test_what_both_have_stands_side_by_side(papers: Mapping[str, Sequence[Paper]]) -> None:
    found = cells(compare(papers, about="schuldhulp", among=frozenset({Facet.CONSENT})), papers)
    assert found == {("schuldhulp", "consent"): [[], ["Voor schuldhulp is geen toestemming nodig."]]}


def test_an_intervention_is_found_under_the_name_that_another_region_gives_it(
    papers: Mapping[str, Sequence[Paper]],
) -> None:
    (line,) = compare(papers, about="extreme woonoverlast", among=frozenset({Facet.LEAD}))
    own, other = cells([line], papers)[("extreme woonoverlast", "lead")]
    assert own == ["De regie ligt bij de wijkcoach."]
    assert "De regie ligt bij de corporatie." in other


def test_the_plainest_sentence_of_a_cell_comes_first(papers: Mapping[str, Sequence[Paper]]) -> None:
    (line,) = compare(papers, about="woonoverlast", among=frozenset({Facet.LEAD}))
    _, said = cells([line], papers)[("woonoverlast", "lead")]
    assert said == ["De regie ligt bij de corporatie.", "Het buurtteam coördineert de aanpak."]


def test_a_row_on_which_all_are_silent_is_no_row(papers: Mapping[str, Sequence[Paper]]) -> None:
    assert compare(papers, about="schuldhulp", among=frozenset({Facet.MEETINGS})) == ()
    assert compare(papers, about="bomenkap") == ()


def test_every_place_is_a_sentence_of_a_paper_of_its_own_region(papers: Mapping[str, Sequence[Paper]]) -> None:
    sentences = {
        (one.document.id, said.start, said.end): region
        for region, own in papers.items()
        for one in own
        for said in one.sentences
    }
    lines = compare(papers)
    assert len(lines) > 3
    for line in lines:
        for region, cell in zip(papers, line.cells, strict=True):
            assert [sentences[place.document_id, place.span.start, place.span.end] for place in cell] == [region] * len(
                cell
            )


def test_without_a_name_what_two_regions_share_comes_before_what_is_said_of_all(
    papers: Mapping[str, Sequence[Paper]],
) -> None:
    things = list(dict.fromkeys(line.thing for line in compare(papers)))
    assert things[:2] == ["Extreme woonoverlast", "Schuldhulp"]
    assert things[2:] == [""]
    assert "Burenhulp" not in things


def test_only_the_facets_asked_for_are_compared(papers: Mapping[str, Sequence[Paper]]) -> None:
    assert {line.facet for line in compare(papers, among=frozenset({Facet.LEAD, Facet.COSTS}))} == {
        Facet.LEAD,
        Facet.COSTS,
    }


def test_what_was_read_before_is_taken_from_whoever_kept_it(papers: Mapping[str, Sequence[Paper]]) -> None:
    assert compare(papers, read=lambda _: ()) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Voorkomen huisuitzetting", "Voorkom Huisuitzetting"),
        ("Aanpak woonoverlast", "Extreme woonoverlast"),
        ("Laatste kans", "Laatste Kans Beleid"),
        ("schuld", "Schuldhulpverlening"),
    ],
)
def test_names_of_one_intervention_are_alike(one: str, other: str) -> None:
    assert one_thing(one, other)
    assert one_thing(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Woonoverlast", "Vroegsignalering"), ("Zorg en overlast", "Extreme woonoverlast"), ("", "Woonoverlast")],
)
def test_names_of_different_interventions_are_not(one: str, other: str) -> None:
    assert not one_thing(one, other)


def test_a_name_must_have_all_that_is_asked_for() -> None:
    assert named_alike("woonoverlast", "Extreme woonoverlast")
    assert not named_alike("extreme woonoverlast", "Woonoverlast")
    assert not named_alike("van de", "Woonoverlast")
