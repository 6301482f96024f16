"""Whether two figures, or two acts, as texts write them come down to the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.consistency.terms.deeds import same_deed
from kb.consistency.terms.figures import Figures, compared, contradict
from kb.consistency.terms.lengths import NUMBERS
from kb.process.act import Act
from tests.kb.consistency.papers import paper


@pytest.mark.parametrize(
    ("one", "other", "stand"),
    [
        ("elk kwartaal", "vier keer per jaar", Figures.ALIKE),
        ("eens in de zes weken", "elke zes weken", Figures.ALIKE),
        ("binnen twee weken", "binnen veertien dagen", Figures.ALIKE),
        ("uiterlijk op de derde werkdag na de melding", "binnen drie werkdagen", Figures.ALIKE),
        ("drie maandhuren", "een huurachterstand van drie maanden", Figures.ALIKE),
        ("elk kwartaal", "twee keer per jaar", Figures.CONTRADICT),
        ("binnen twee weken", "binnen drie weken", Figures.CONTRADICT),
        ("drie maandhuren", "een huurachterstand van twee maanden", Figures.CONTRADICT),
        ("ten minste twee keer per jaar", "elk kwartaal", Figures.BOTH_HOLD),
        ("zo spoedig mogelijk", "binnen een week", Figures.UNKNOWN),
        ("elk kwartaal", "binnen een week", Figures.UNKNOWN),
    ],
)
def test_how_two_figures_stand_to_each_other(one: str, other: str, stand: Figures) -> None:
    assert compared(one, other) is compared(other, one) is stand
    assert contradict(one, other) is (stand is Figures.CONTRADICT)


@given(
    st.sampled_from(sorted(NUMBERS)),
    st.sampled_from(["binnen {} weken", "elke {} weken", "{} keer per jaar", "tot {} euro"]),
)
def test_a_figure_never_contradicts_itself(number: str, shape: str) -> None:
    figure = shape.format(number)
    assert compared(figure, figure) in {Figures.ALIKE, Figures.UNKNOWN}


def _acts(one: str, other: str) -> tuple[Act, Act]:
    (first, second) = paper(f"# Convenant Vroeg Erbij Beekdal\n\n## Afspraken\n\n{one}\n\n{other}").acts
    return first, second


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (
            "De gemeente rapporteert elk kwartaal aan de gemeenteraad.",
            "De gemeente rapporteert vier keer per jaar aan de gemeenteraad.",
            True,
        ),
        (
            "Het wijkteam belt de melder binnen een dag.",
            "Het wijkteam neemt binnen een week contact op met de melder.",
            True,
        ),
        ("Het wijkteam belt de melder binnen een dag.", "De gemeente belt de melder binnen een week.", False),
        ("Het wijkteam belt de melder binnen een dag.", "Het wijkteam bezoekt de melder binnen een week.", False),
    ],
)
def test_whether_two_acts_are_one_deed_by_one(one: str, other: str, same: bool) -> None:
    first, second = _acts(one, other)
    roles = paper("# Convenant Vroeg Erbij Beekdal\n\nTekst.").roles
    assert same_deed(first, second, roles) is same
