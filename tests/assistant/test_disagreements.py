"""Agreements that disagree are both shown; what was and what is stand side by side."""

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.compose import Assistant
from kb.answer import Answer, Answered, Disputed, QuestionKind
from tests.assistant.invented import ON, agreement, assistant_told, said

DISTELVEEN = (
    agreement(
        "Samenwerkingsafspraken Wijkzorg gemeente Distelveen",
        {
            "Rapportage": "De zorgaanbieder rapporteert elk kwartaal aan de gemeente.",
            "Ziekenhuis": "Als de cliënt in het ziekenhuis ligt, belt de zorgaanbieder de cliënt binnen twee "
            "werkdagen.",
        },
    ),
    agreement(
        "Convenant Toezicht Zorg gemeente Distelveen",
        {
            "Verslag": "De zorgaanbieder rapporteert twee keer per jaar aan de gemeente.",
            "Thuis": "Als de cliënt thuis woont, belt de zorgaanbieder de cliënt binnen tien werkdagen.",
        },
    ),
)


def youth_care(place: str, *, replaces: str = "") -> tuple[str, str]:
    """An agreement that ended and the one of its name that holds; `replaces` says so, where anything does."""
    old = {
        "Verslag": "De jeugdcoach rapporteert elk kwartaal aan de school.",
        "Terugbellen": "De jeugdcoach belt de ouders binnen tien werkdagen na een melding.",
    }
    new = {
        "Verslag": "De jeugdcoach rapporteert twee keer per jaar aan de school.",
        "Terugbellen": "De jeugdcoach belt de ouders binnen drie werkdagen na een melding.",
    }
    then = "Dit convenant geldt van 1 januari 2020 tot en met 31 december 2023."
    now = "Dit convenant geldt van 1 januari 2024 tot en met 31 december 2027."
    return (
        agreement(f"Convenant Jeugdhulp gemeente {place} 2020-2023", old, holds=then),
        agreement(
            f"Convenant Jeugdhulp gemeente {place} 2024-2027", {**new, "Looptijd": f"{now} {replaces}"}, holds=now
        ),
    )


ZONNEMEER = youth_care(
    "Zonnemeer", replaces="Dit convenant vervangt het Convenant Jeugdhulp gemeente Zonnemeer 2020-2023."
)
HEIDERADE = youth_care("Heiderade")


@pytest.fixture(scope="module")
def regions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_told(tmp_path_factory.mktemp("disagree"), *DISTELVEEN, *ZONNEMEER, *HEIDERADE) as assistant:
        yield assistant


def ask(assistant: Assistant, question: str, region: str, on: date = ON) -> Answer:
    return assistant.answer(question, on=on, region=region)


@pytest.mark.parametrize(
    "question",
    [
        "Hoe vaak rapporteert de zorgaanbieder aan de gemeente?",
        "How often does the care provider report to the municipality?",
    ],
)
def test_two_frequencies_in_force_for_one_act_are_two_positions(regions: Assistant, question: str) -> None:
    answer = ask(regions, question, "distelveen")
    assert isinstance(answer, Disputed)
    assert {claim.text for claim in answer.claims} == {
        "De zorgaanbieder rapporteert elk kwartaal aan de gemeente.",
        "De zorgaanbieder rapporteert twee keer per jaar aan de gemeente.",
    }
    assert len({claim.citations[0].document_id for claim in answer.claims}) == 2
    assert answer.verdict is None


def test_a_condition_that_tells_two_cases_apart_makes_no_dispute(regions: Assistant) -> None:
    answer = ask(regions, "Binnen hoeveel dagen belt de zorgaanbieder de cliënt?", "distelveen")
    assert not isinstance(answer, Disputed)
    assert "twee werkdagen" in said(answer)
    assert "tien werkdagen" in said(answer)


def test_what_does_not_ask_for_the_figure_makes_no_dispute(regions: Assistant) -> None:
    assert isinstance(ask(regions, "Aan wie rapporteert de zorgaanbieder?", "distelveen"), Answered)


@pytest.mark.parametrize("region", ["zonnemeer", "heiderade"])
@pytest.mark.parametrize("on", [date(2022, 5, 1), ON])
def test_an_agreement_that_ended_does_not_dispute_the_one_in_force(regions: Assistant, region: str, on: date) -> None:
    assert isinstance(ask(regions, "Hoe vaak rapporteert de jeugdcoach aan de school?", region, on), Answered)


@pytest.mark.parametrize(
    ("region", "on", "figure"),
    [
        ("zonnemeer", date(2022, 5, 1), "elk kwartaal"),
        ("zonnemeer", ON, "twee keer per jaar"),
        ("heiderade", date(2022, 5, 1), "elk kwartaal"),
        ("heiderade", ON, "twee keer per jaar"),
    ],
)
def test_the_agreement_that_holds_on_the_day_answers_first(
    regions: Assistant, region: str, on: date, figure: str
) -> None:
    answer = ask(regions, "Hoe vaak rapporteert de jeugdcoach aan de school?", region, on)
    assert figure in answer.claims[0].text
    assert "expired" not in [caution.code for caution in answer.cautions]


@pytest.mark.parametrize(
    ("question", "then", "now"),
    [
        (
            "Binnen hoeveel werkdagen moest de jeugdcoach vroeger de ouders bellen, en wat is er nu veranderd?",
            "tien werkdagen",
            "drie werkdagen",
        ),
        (
            "Hoe vaak rapporteerde de jeugdcoach vroeger aan de school en hoe vaak nu?",
            "elk kwartaal",
            "twee keer per jaar",
        ),
        (
            "Wat is het verschil tussen het oude en het nieuwe convenant: hoe vaak rapporteert de jeugdcoach?",
            "elk kwartaal",
            "twee keer per jaar",
        ),
        (
            "What changed between the old and the new covenant: how often does the youth coach report?",
            "elk kwartaal",
            "twee keer per jaar",
        ),
    ],
)
def test_then_stands_before_now(regions: Assistant, question: str, then: str, now: str) -> None:
    answer = ask(regions, question, "zonnemeer")
    assert answer.kind is QuestionKind.COMPARE
    first, second = answer.claims
    assert then in first.text
    assert now in second.text
    assert first.citations[0].validity.until == date(2023, 12, 31)
    assert second.citations[0].validity.until == date(2027, 12, 31)
    assert answer.verdict is None
