"""Two amounts for one step are found; amounts of other steps, people, units and cases are not."""

import pytest

from kb.consistency.finding import Finding, Relation, Rule
from kb.consistency.terms.amounts import amounts
from tests.kb.consistency.papers import findings


def thresholds(*members: str) -> list[Finding]:
    """What is found of amounts in an agreement whose articles hold these sentences."""
    parts = [f"## Artikel {n} {['Signalen', 'Overzicht'][n % 2]}\n\n{one}" for n, one in enumerate(members)]
    text = "\n\n".join(("# Convenant Vroeg Erbij Beekdal", *parts))
    return [one for one in findings(text) if one.rule is Rule.DIFFERING_TERM and one.case == "threshold"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "De verhuurder meldt een huurder bij een huurachterstand van twee maanden aan bij schuldhulp.",
            "De verhuurder meldt een huurder bij schuldhulp aan zodra de huurschuld drie maandhuren bedraagt.",
        ),
        (
            "De school meldt een leerling bij de leerplichtambtenaar na zestien uur verzuim in vier weken.",
            "De school meldt een leerling bij de leerplichtambtenaar na twintig uur verzuim in vier weken.",
        ),
        (
            "De regisseur mag zonder overleg tot € 2.500 per gezin uitgeven uit het maatwerkbudget.",
            "De regisseur mag zonder overleg tot 5.000 euro per gezin uitgeven uit het maatwerkbudget.",
        ),
        ("Na twee waarschuwingen legt de boa een boete op.", "De boa legt een boete op na drie waarschuwingen."),
    ],
)
def test_one_step_at_two_amounts(one: str, other: str) -> None:
    (found,) = thresholds(one, other)
    assert [cited.quote for cited in found.citations] == [one, other]
    assert found.relation is Relation.CONTRADICTION


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "De verhuurder stuurt een brief bij een huurachterstand van één maand.",
            "De verhuurder dagvaardt de huurder bij een huurachterstand van drie maanden.",
        ),
        (
            "De regisseur mag tot € 500 uitgeven aan een gezin.",
            "De regisseur mag tot € 1.500 uitgeven aan een ontruiming.",
        ),
        (
            "De gemeente betaalt de kredietbank € 900 per traject.",
            "De gemeente betaalt de kredietbank € 50 per uur.",
        ),
        ("De boa legt een boete op van € 100.", "De boswachter legt een boete op van € 150."),
        ("De school belt de ouders na acht uur verzuim.", "De school belt de ouders na drie gesprekken."),
        (
            "De verhuurder meldt de huurder bij een huurachterstand van twee maanden.",
            "De verhuurder meldt de huurder bij een huurachterstand van ten minste één maand.",
        ),
    ],
)
def test_other_steps_people_units_and_floors_have_amounts_of_their_own(one: str, other: str) -> None:
    assert thresholds(one, other) == []


def test_a_scale_and_a_range_give_no_amount() -> None:
    assert list(amounts("bij € 50 een brief en bij € 100 een bezoek")) == []


def test_an_amount_is_read_with_what_it_is_of_and_its_bound() -> None:
    (one,) = amounts("ten hoogste € 1.250,00 per gezin")
    assert (one.number, one.unit, one.bound) == (1250, "euro gezin", "most")
