"""References to a checklist, form or model by letter or number that is not in the paper's own series."""

import pytest

from kb.consistency.finding import Rule
from tests.kb.consistency.papers import findings
from tests.kb.consistency.saying import said

_LETTERS = "## Checklist A – Aanmeren\n\nLeg aan.\n\n## Checklist B – Lossen\n\nLos de lading.\n"
_NUMBERS = "## Formulier 1: ligplaats\n\nNaam.\n\n## Formulier 2: lading\n\nGewicht.\n"
_MODELS = "## Bijlage 1 Model A\n\nBrief.\n\n## Bijlage 2 Model B\n\nKaart.\n"


def _text(sentence: str, series: str) -> str:
    return f"# Werkafspraken haven Veendal\n\n## Werkwijze\n\nEerst dit. {sentence} Dan dat.\n\n{series}"


@pytest.mark.parametrize(
    ("sentence", "series", "reference", "last"),
    [
        ("Neem bij storm checklist D door.", _LETTERS, "checklist D", "Checklist B – Lossen"),
        ("De checklists B en C horen bij het laden.", _LETTERS, "checklist C", "Checklist B – Lossen"),
        ("De schipper levert formulier 4 in.", _NUMBERS, "formulier 4", "Formulier 2: lading"),
        ("De loods stuurt model C van deze werkafspraken.", _MODELS, "model C", "Bijlage 2 Model B"),
    ],
)
def test_a_part_beyond_the_series_is_laid_beside_its_last(
    sentence: str, series: str, reference: str, last: str
) -> None:
    (one,) = [one for one in findings(_text(sentence, series)) if one.rule is Rule.ARTICLE_REFERENCE]
    assert (one.case, one.facts["reference"]) == ("absent", reference)
    assert [cited.quote for cited in one.citations] == [sentence, last]


@pytest.mark.parametrize(
    ("sentence", "series"),
    [
        pytest.param("Neem de checklists A en B door.", _LETTERS, id="both are there"),
        pytest.param("Neem checklist D door.", "## Checklist A – Aanmeren\n\nLeg aan.\n", id="one is no series"),
        pytest.param("Neem checklist D van het Protocol Vaarwegen door.", _LETTERS, id="of another paper"),
        pytest.param("Neem checklist D door, die bij de Scheepvaartwet hoort.", _LETTERS, id="of a law"),
        pytest.param("Neem checklist C door.", f"{_LETTERS}\n**Checklist C: Vertrek**\n\nVaar uit.\n", id="in bold"),
        pytest.param("Neem checklist D door.", _LETTERS.replace("B –", "F –"), id="a series with a gap"),
        pytest.param("Neem formulier C door.", _NUMBERS, id="numbers, not letters"),
        pytest.param("Bewaar elk formulier 14 dagen.", _NUMBERS, id="a length of time"),
        pytest.param("Neem het model in bijlage 2 over.", _MODELS, id="no letter"),
    ],
)
def test_what_is_there_or_belongs_elsewhere_is_left_alone(sentence: str, series: str) -> None:
    assert said(Rule.ARTICLE_REFERENCE, _text(sentence, series)) == []


def test_another_paper_of_the_region_may_hold_the_rest_of_the_series() -> None:
    other = "# Handleiding loodsen Veendal\n\n## Checklist C – Slepen\n\nBel.\n\n## Checklist D – Storm\n\nWacht.\n"
    assert said(Rule.ARTICLE_REFERENCE, _text("Neem checklist D door.", _LETTERS), other) == []
