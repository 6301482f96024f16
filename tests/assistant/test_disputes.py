"""Two agreements that give different figures for one act are both shown; two ways of writing one figure are none."""

from pathlib import Path

import pytest

from tests.assistant.invented import agreement
from tests.assistant.test_conflicts import place

OFTEN, SOON = "Hoe vaak rapporteert de gemeente aan de raad?", "Binnen welke termijn belt het wijkteam de melder?"
REPORTS, CALLS = "De gemeente rapporteert {} aan de raad.", "Het wijkteam belt de melder binnen {}."
HOLDS = "Deze afspraken gelden vanaf 1 april 2026."


@pytest.mark.parametrize(
    ("question", "says", "one", "other", "disputed"),
    [
        (OFTEN, REPORTS, "elk kwartaal", "vier keer per jaar", False),
        (OFTEN, REPORTS, "maandelijks", "eens per maand", False),
        (OFTEN, REPORTS, "elk kwartaal", "twee keer per jaar", True),
        (SOON, CALLS, "twee weken", "veertien dagen", False),
        (SOON, CALLS, "een week", "vijf werkdagen", False),
        (SOON, CALLS, "twee weken", "drie werkdagen", True),
    ],
)
def test_figures_are_disputed_where_they_cannot_both_be_the_rule(
    tmp_path: Path, question: str, says: str, one: str, other: str, disputed: bool
) -> None:
    papers = {
        name: agreement(name, {"Looptijd": HOLDS, "Werkwijze": says.format(figure)})
        for name, figure in (("Werkafspraken melden gemeente Molendam", one), ("Protocol melden Molendam", other))
    }
    with place(tmp_path, papers) as opened:
        answer = opened.ask(question)
        assert (answer.outcome == "disputed") is disputed
        assert says.format(one) in [cited.quote for claim in answer.claims for cited in claim.citations]
