"""What the texts leave open is named, and what they settle has nothing missing."""

from collections.abc import Iterator

import pytest

from assistant.compose import Assistant
from kb.answer import Answer, Answered, NotFound, Partial
from tests.assistant.invented import ON, agreement, assistant_told, said

ZANDERVEEN = agreement(
    "Werkafspraken Schuldhulp gemeente Zanderveen",
    {
        "Budgettraining": "De vrijwilliger geeft de budgettraining in het buurthuis. "
        "Een budgettraining bestaat uit vier avonden.",
        "Tolk": "Het wijkteam betaalt de tolk. Een tolk kost € 85 per uur.",
        "Verhuizing": "De corporatie regelt de verhuizing. "
        "De hoogte van de verhuisvergoeding staat in het Protocol Herhuisvesting Zanderveen.",
        "Huisverbod": "De burgemeester legt een huisverbod op. Een huisverbod duurt tien dagen.",
    },
)


# Nobody pays anything here.
OLMENES = agreement(
    "Werkafspraken Training gemeente Olmenes",
    {
        "Budgettraining": "De vrijwilliger geeft de budgettraining in het buurthuis.",
        "Slot": "De corporatie vervangt het slot. Wie de kosten draagt, staat in bijlage 4 (Kostenoverzicht).",
    },
)


@pytest.fixture(scope="module")
def zanderveen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_told(tmp_path_factory.mktemp("zanderveen"), ZANDERVEEN, OLMENES) as assistant:
        yield assistant


def ask(assistant: Assistant, question: str, region: str = "zanderveen") -> Answer:
    return assistant.answer(question, on=ON, region=region)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        pytest.param(
            "Wie betaalt de budgettraining?",
            "betaalt",
            marks=pytest.mark.xfail(reason="who pays something else is named"),
        ),
        ("Wie vergoedt de budgettraining?", "vergoedt"),
        pytest.param(
            "Who pays for the budget training?",
            "pays",
            marks=pytest.mark.xfail(reason="who pays something else is named"),
        ),
    ],
)
def test_who_pays_is_not_settled_by_who_gives(zanderveen: Assistant, question: str, missing: str) -> None:
    answer = ask(zanderveen, question)
    assert isinstance(answer, Partial)
    assert missing in " ".join(answer.missing)
    assert answer.verdict is None


@pytest.mark.xfail(reason="who gives it is named as who pays or organises it")
@pytest.mark.parametrize(
    "question",
    ["Wie betaalt de budgettraining?", "Wie financiert de budgettraining?", "Who funds the budget training?"],
)
def test_who_pays_is_left_open_where_no_text_speaks_of_paying(zanderveen: Assistant, question: str) -> None:
    answer = ask(zanderveen, question, "olmenes")
    assert isinstance(answer, Partial | NotFound)
    assert "vrijwilliger" not in answer.actors


@pytest.mark.xfail(reason="that the sentence sends the reader to another document is not seen")
@pytest.mark.parametrize("question", ["Wie draagt de kosten van het slot?", "Wie betaalt het slot?"])
def test_an_appendix_that_tells_who_is_named_as_missing(zanderveen: Assistant, question: str) -> None:
    answer = ask(zanderveen, question, "olmenes")
    assert "bijlage 4" in " ".join(answer.missing)
    assert answer.actors == ()


@pytest.mark.parametrize(
    ("question", "other"),
    [
        ("Wat kost een budgettraining?", "€ 85"),
        ("Hoeveel kost een huisverbod?", "€ 85"),
        pytest.param(
            "Wat kost de verhuizing?",
            "€ 85",
            marks=pytest.mark.xfail(reason="the first claim gives the price of another thing"),
        ),
        ("Hoe lang duurt de verhuizing?", "tien dagen"),
        ("Hoeveel avonden duurt een huisverbod?", "vier avonden"),
    ],
)
def test_the_figure_of_another_thing_is_no_answer(zanderveen: Assistant, question: str, other: str) -> None:
    answer = ask(zanderveen, question)
    assert not (isinstance(answer, Answered) and other in said(answer))


@pytest.mark.xfail(reason="not found says nothing of the document that the nearest paragraph points to")
@pytest.mark.parametrize(
    "question", ["Hoe hoog is de verhuisvergoeding?", "Hoeveel euro is de vergoeding voor de verhuizing?"]
)
def test_a_document_that_is_not_held_is_where_the_answer_would_stand(zanderveen: Assistant, question: str) -> None:
    answer = ask(zanderveen, question)
    assert isinstance(answer, Partial | NotFound)
    assert "Protocol Herhuisvesting Zanderveen" in " ".join(answer.missing)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Wie geeft de budgettraining?", "De vrijwilliger"),
        ("Waar wordt de budgettraining gegeven?", "in het buurthuis"),
        ("Wie betaalt de tolk?", "Het wijkteam betaalt"),
        ("Wat kost een tolk?", "€ 85"),
        ("Wie regelt de verhuizing?", "De corporatie"),
        ("Wie legt een huisverbod op?", "De burgemeester"),
        ("Hoe lang duurt een huisverbod?", "tien dagen"),
        ("Uit hoeveel avonden bestaat een budgettraining?", "vier avonden"),
    ],
)
def test_a_settled_question_misses_nothing(zanderveen: Assistant, question: str, quote: str) -> None:
    answer = ask(zanderveen, question)
    assert isinstance(answer, Answered)
    assert quote in answer.claims[0].text
    assert answer.missing == ()
