"""What an answer warns of because of how its agreement hangs together with others."""

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.compose import Assistant
from kb.model import Notice
from tests.assistant.conftest import assistant_on

FORMER = """# Convenant Steigerwacht Beukendal 2019-2023

## 1. Looptijd

Dit convenant van de gemeente Beukendal geldt van 1 januari 2019 tot en met 31 december 2023.

## 2. Rondgang

De steigerwacht loopt elke avond een rondgang met een lantaarn.
"""
LATTER = """# Convenant Steigerwacht Beukendal 2024-2029

## 1. Looptijd

Dit convenant van de gemeente Beukendal geldt van 1 januari 2024 tot en met 31 december 2029. Het vervangt het
Convenant Steigerwacht Beukendal
2019-2023.

## 2. Rondgang

De steigerwacht loopt elke ochtend een rondgang met een hond.
"""
LEANING = """# Werkafspraken havenvuil Beukendal

## 1. Gebruik

Deze werkafspraken gelden vanaf 1 februari 2022. Deze werkafspraken zijn een uitwerking van het Convenant Steigerwacht
Beukendal 2019-2023.

## 2. Vuil

De kademeester haalt het drijfvuil op met een schepnet.
"""
APPENDIX = """# Stappenplan havenvuil

Bijlage A bij de Werkafspraken havenvuil Beukendal

## 1. Weging

De sluiswachter weegt het vuil op de brug met een unster.
"""
NEWER = """# Werkafspraken havenvuil Beukendal 2025

## 1. Gebruik

Deze werkafspraken gelden vanaf 1 januari 2025.

## 2. Olie

De gemeente ruimt gemorste olie op met korrels.
"""


@pytest.fixture(scope="module")
def quay(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant on agreements that lean on one that ended."""
    folder = tmp_path_factory.mktemp("quay")
    files = []
    for name, text in {"oud": FORMER, "nieuw": LATTER, "vuil": LEANING, "stappen": APPENDIX, "olie": NEWER}.items():
        files.append(folder / f"{name}.md")
        files[-1].write_text(text, encoding="utf-8")
    with assistant_on(folder / "data", files) as assistant:
        yield assistant


def cautions(assistant: Assistant, question: str, on: date) -> dict[str, Notice]:
    """The cautions of an answer that says something, by code."""
    answer = assistant.answer(question, on=on, lang="nl", region="beukendal")
    assert answer.claims, answer
    return {one.code: one for one in answer.cautions}


WHO_FISHES = "Wie haalt het drijfvuil op met een schepnet?"


def test_what_leans_on_an_agreement_that_ended_says_so_and_names_its_successor(quay: Assistant) -> None:
    told = cautions(quay, WHO_FISHES, date(2024, 6, 1))["depends_on_ended"].facts
    assert told == {
        "title": "Werkafspraken havenvuil Beukendal",
        "other": "Convenant Steigerwacht Beukendal 2019-2023",
        "date": "2023-12-31",
        "successor": "Convenant Steigerwacht Beukendal 2024-2029",
    }


def test_it_does_not_say_so_while_the_other_still_holds(quay: Assistant) -> None:
    assert "depends_on_ended" not in cautions(quay, WHO_FISHES, date(2023, 12, 31))


def test_an_appendix_leans_on_what_its_whole_leans_on(quay: Assistant) -> None:
    found = cautions(quay, "Wie weegt het vuil op de brug met een unster?", date(2024, 6, 1))
    assert found["depends_on_ended"].facts["title"] == "Werkafspraken havenvuil Beukendal"


def test_what_ended_names_what_holds_in_its_place(quay: Assistant) -> None:
    question = "Tot wanneer geldt het Convenant Steigerwacht Beukendal 2019-2023?"
    assert cautions(quay, question, date(2026, 1, 1))["expired"].facts["successor"].endswith("2024-2029")


def test_a_newer_agreement_of_the_same_kind_on_the_same_is_named(quay: Assistant) -> None:
    told = cautions(quay, WHO_FISHES, date(2026, 1, 1))["newer_agreement"].facts
    assert (told["other"], told["intervention"]) == ("Werkafspraken havenvuil Beukendal 2025", "havenvuil")
    assert "newer_agreement" not in cautions(quay, WHO_FISHES, date(2024, 12, 31))
    oil = cautions(quay, "Wie ruimt gemorste olie op met korrels?", date(2026, 1, 1))
    assert "newer_agreement" not in oil


@pytest.mark.parametrize(
    "question",
    ["Wie heeft de casusregie bij een dreigende ontruiming?", "Wie voert de procesregie bij vroegsignalering?"],
)
def test_agreements_that_hold_and_fit_together_give_no_such_caution(lindestroom: Assistant, question: str) -> None:
    answer = lindestroom.answer(question, on=date(2026, 11, 22))
    assert answer.claims
    assert not {"depends_on_ended", "newer_agreement"} & {one.code for one in answer.cautions}
