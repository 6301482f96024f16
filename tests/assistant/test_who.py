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


HAZELDAM = agreement(
    "Werkafspraken Nazorg gemeente Hazeldam",
    {
        "Wie de regie voert": "De gemeente voert de procesregie. De casusregie ligt bij het wijkteam.",
        "Nazorg": "De casusregie over de nazorg ligt bij het wijkteam. "
        "Zij gaat over naar de corporatie zodra de klant een schuldregeling tekent.",
        "Gegevens": "De kredietbank mag gegevens over de schulden delen met de politie.",
        "Inzage": "Alleen de archivaris van de gemeente mag het oude dossier inzien.",
        "Bezoek": "Het wijkteam brengt binnen drie werkdagen een bezoek aan de klant.",
        "Vragen": "Vragen over de klapper stelt u aan de consulent. De consulent vult de klapper niet zelf in.",
    },
)


@pytest.fixture(scope="module")
def hazeldam(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_told(tmp_path_factory.mktemp("hazeldam"), HAZELDAM) as assistant:
        yield assistant


def test_who_leads_is_named_once_the_phase_is_told(hazeldam: Assistant) -> None:
    assert hazeldam.answer("Wie heeft de casusregie bij de nazorg?", on=ON).actors == ()
    signed = hazeldam.answer("Wie heeft de casusregie zodra de klant een schuldregeling tekent?", on=ON)
    assert signed.actors == ("corporatie",)


def test_both_leads_are_named_where_it_is_not_asked_which(klaverhorst: Assistant) -> None:
    assert klaverhorst.answer("Wie heeft de regie?", on=ON).actors == ("wijkteam", "gemeente")


@pytest.mark.parametrize(
    "question",
    [
        "Mag ik gegevens over de schulden delen met de politie?",
        "ff checken mag ik de gegevens over de schulden delen",
        "Binnen welke termijn brengt iemand een bezoek aan de klant?",
        "Hoe snel moet ik een bezoek brengen aan de klant?",
        "Aan wie brengt het wijkteam een bezoek?",
        "Wie stelt vragen over de klapper?",
        "Wie vult de klapper in?",
    ],
)
def test_nobody_acts_where_only_whether_when_or_to_whom_is_asked(hazeldam: Assistant, question: str) -> None:
    answer = hazeldam.answer(question, on=ON)
    assert answer.claims
    assert answer.actors == ()


def test_a_passive_sentence_names_nobody(klaverhorst: Assistant) -> None:
    answer = klaverhorst.answer("Wie verstuurt de aanmaningen?", on=ON)
    assert "worden op maandag verstuurd" in answer.claims[0].text
    assert answer.actors == ()


def test_what_is_meant_by_a_word_is_nobodys_act(lindestroom: Assistant) -> None:
    assert lindestroom.answer("Wat is een crisissignaal?", on=ON).actors == ()
