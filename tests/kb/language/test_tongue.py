"""Dutch and English questions are told apart, short ones too."""

import pytest

from kb.language.dutch import detect


@pytest.mark.parametrize(
    "question",
    [
        "Wie heeft de regie?",
        "Mag ik gegevens delen zonder toestemming?",
        "regie woonoverlast",
        "toestemming nodig?",
        "wat is een convenant",
        "Is the buurtteam verplicht om te melden?",
        "schulden",
        "Wie is in charge bij overlast?",
        "",
        "151d",
    ],
)
def test_dutch(question: str) -> None:
    assert detect(question) == "nl"


@pytest.mark.parametrize(
    "question",
    [
        "Who is in charge of the case?",
        "May I share data without consent?",
        "When does the agreement expire?",
        "consent required?",
        "eviction procedure",
        "Which parties signed?",
        "Who reports clients to the buurtteam?",
        "neighbour nuisance",
    ],
)
def test_english(question: str) -> None:
    assert detect(question) == "en"
