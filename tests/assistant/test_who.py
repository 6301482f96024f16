"""Who acts: the actor of the act that says what is asked, and nobody where no sentence names one."""

from collections.abc import Iterator

import pytest

from assistant.compose import Assistant
from kb.answer import QuestionKind
from tests.assistant.invented import ON, agreement, assistant_told

KLAVERHORST = agreement(
    "Werkafspraken Schuldhulp gemeente Klaverhorst",
    {
        "Regie": "Het wijkteam heeft de casusregie. De gemeente heeft de procesregie. "
        "De wethouder zit het ketenoverleg voor.",
        "Budgettraining": "De vrijwilliger geeft de budgettraining. De consulent betaalt de zaal.",
        "Intake": "De kredietbank en het wijkteam voeren de intake uit.",
        "Afsluiting": "De kredietbank en het wijkteam ondertekenen samen het eindverslag.",
        "Aanmaningen": "De aanmaningen worden op maandag verstuurd.",
        "Huisbezoek": "De wijkagent belt aan, de consulent voert het gesprek.",
        "Aanmelding": "De corporatie en de gemeente melden een huurder samen aan.",
        "Afschrift": "Zowel de politie als de GGD ontvangt een afschrift.",
        "Nacht": "De nachtportier noteert elke avond de aankomsttijd.",
        "Bemiddeling": "Over de schikking onderhandelt de bewindvoerder met de deurwaarder.",
    },
)


@pytest.fixture(scope="module")
def klaverhorst(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_told(tmp_path_factory.mktemp("klaverhorst"), KLAVERHORST) as assistant:
        yield assistant


@pytest.mark.parametrize(
    ("question", "actor"),
    [
        ("Wie geeft de budgettraining?", "vrijwilliger"),
        ("wie betaalt de zaal", "consulent"),
        ("Wie belt aan bij een huisbezoek?", "wijkagent"),
        pytest.param(
            "Wie voert het gesprek bij een huisbezoek?",
            "consulent",
            marks=pytest.mark.xfail(reason="of two clauses with a comma between, the first actor is taken"),
        ),
        pytest.param(
            "Who gives the budget training?",
            "vrijwilliger",
            marks=pytest.mark.xfail(reason="not found, since 'budget training' is not the Dutch word for it"),
        ),
        ("Wie onderhandelt met de deurwaarder over de schikking?", "bewindvoerder"),
        pytest.param(
            "Wie noteert de aankomsttijd?",
            "nachtportier",
            marks=pytest.mark.xfail(reason="an actor that no list of roles knows is not named"),
        ),
    ],
)
def test_the_actor_is_who_does_what_is_asked(klaverhorst: Assistant, question: str, actor: str) -> None:
    answer = klaverhorst.answer(question, on=ON)
    assert answer.actors == (actor,)
    assert actor in answer.claims[0].text


@pytest.mark.parametrize(
    ("question", "actor"),
    [
        ("Wie heeft de casusregie?", "wijkteam"),
        pytest.param(
            "Wie is de casusregisseur?",
            "wijkteam",
            marks=pytest.mark.xfail(reason="who bears the lead is not heard as who leads"),
        ),
        ("Bij wie ligt de casusregie?", "wijkteam"),
        ("Wie heeft de procesregie?", "gemeente"),
        pytest.param(
            "Wie is procesregisseur?",
            "gemeente",
            marks=pytest.mark.xfail(reason="who bears the lead is not heard as who leads"),
        ),
        ("Wie zit het ketenoverleg voor?", "wethouder"),
        ("Wie is de voorzitter van het ketenoverleg?", "wethouder"),
        ("Who chairs the network meeting?", "wethouder"),
    ],
)
def test_case_lead_process_lead_and_chair_are_told_apart(klaverhorst: Assistant, question: str, actor: str) -> None:
    answer = klaverhorst.answer(question, on=ON)
    assert answer.kind is QuestionKind.WHO_LEADS
    assert answer.actors == (actor,)


@pytest.mark.parametrize(
    ("question", "actors"),
    [
        ("Wie meldt een huurder aan?", {"corporatie", "gemeente"}),
        pytest.param(
            "Wie ontvangt een afschrift?",
            {"politie", "GGD"},
            marks=pytest.mark.xfail(reason="of 'zowel ... als ...' the first alone is named"),
        ),
        pytest.param(
            "Wie voert de intake uit?",
            {"kredietbank", "wijkteam"},
            marks=pytest.mark.xfail(reason="with one that no list of roles knows, both are lost"),
        ),
        pytest.param(
            "Wie ondertekent het eindverslag?",
            {"kredietbank", "wijkteam"},
            marks=pytest.mark.xfail(reason="with one that no list of roles knows, both are lost"),
        ),
    ],
)
def test_two_who_act_together_are_both_named(klaverhorst: Assistant, question: str, actors: set[str]) -> None:
    answer = klaverhorst.answer(question, on=ON)
    assert all(actor in answer.claims[0].text for actor in actors)
    assert set(answer.actors) == actors


def test_a_passive_sentence_names_nobody(klaverhorst: Assistant) -> None:
    answer = klaverhorst.answer("Wie verstuurt de aanmaningen?", on=ON)
    assert "worden op maandag verstuurd" in answer.claims[0].text
    assert answer.actors == ()


def test_what_is_meant_by_a_word_is_nobodys_act(lindestroom: Assistant) -> None:
    assert lindestroom.answer("Wat is een crisissignaal?", on=ON).actors == ()
