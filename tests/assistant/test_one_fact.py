"""One question back, where one fact decides and the asker did not tell it."""

from collections.abc import Iterator

import pytest

from assistant.compose import Assistant
from kb.answer import Answer, NeedsFact
from tests.assistant.invented import ON, agreement, assistant_told, said

BERKENOORD = agreement(
    "Werkafspraken Wonen gemeente Berkenoord",
    {
        "Lekkage": "Bij een huurwoning meldt het wijkteam een lekkage bij de corporatie. "
        "Bij een koopwoning meldt het wijkteam een lekkage bij de verzekeraar.",
        "Overlast": "Bij een huurwoning waarschuwt het wijkteam bij overlast de corporatie. "
        "Bij een koopwoning waarschuwt het wijkteam bij overlast de wijkagent.",
        "Ontruiming": "Als er kinderen in het huishouden wonen, belt de deurwaarder vóór een ontruiming het jeugdteam. "
        "Als er geen kinderen in het huishouden wonen, belt de deurwaarder vóór een ontruiming de opvang.",
        "Plan": "Als de inwoner hulp aanneemt, stelt de consulent na het gesprek een plan op. "
        "Als de inwoner hulp weigert, stuurt de consulent na het gesprek een brief.",
        "Vervolg": "Accepteert de cliënt het aanbod, dan belt de coach in week drie. "
        "Weigert de cliënt het aanbod, dan belt de coach in week negen.",
        "Bezichtiging": "Als de inwoner hulp accepteert, regelt de makelaar na de bezichtiging een contract. "
        "Als de inwoner hulp weigert, meldt de makelaar na de bezichtiging de leegstand.",
        "Schimmel": "Bij een huurwoning inspecteert de bouwkundige schimmel binnen twee weken.",
        "Speelgoed": "Als er kinderen in het huishouden wonen, brengt de vrijwilliger speelgoed mee.",
    },
)


@pytest.fixture(scope="module")
def berkenoord(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_told(tmp_path_factory.mktemp("berkenoord"), BERKENOORD) as assistant:
        yield assistant


def ask(assistant: Assistant, question: str) -> Answer:
    return assistant.answer(question, on=ON)


@pytest.mark.parametrize(
    ("question", "fact", "options"),
    [
        ("Waar meldt het wijkteam een lekkage?", "tenure", {"rented": "corporatie", "owned": "verzekeraar"}),
        ("Bij wie moet ik een lekkage melden?", "tenure", {"rented": "corporatie", "owned": "verzekeraar"}),
        ("Who does the community team warn about nuisance?", "tenure", {"rented": "corporatie", "owned": "wijkagent"}),
        ("Wie belt de deurwaarder vóór een ontruiming?", "children", {"yes": "jeugdteam", "no": "opvang"}),
        ("Who does the bailiff call before an eviction?", "children", {"yes": "jeugdteam", "no": "opvang"}),
        ("Wat doet de consulent na het gesprek?", "help_accepted", {"yes": "plan", "no": "brief"}),
        pytest.param(
            "Wat doet de makelaar na de bezichtiging?",
            "help_accepted",
            {"yes": "contract", "no": "leegstand"},
            marks=pytest.mark.xfail(reason="'hulp accepteert', verb last, is not read as the case of a rule"),
        ),
        ("In welke week belt de coach?", "help_accepted", {"yes": "week drie", "no": "week negen"}),
    ],
)
def test_the_fact_that_decides_is_asked_for(
    berkenoord: Assistant, question: str, fact: str, options: dict[str, str]
) -> None:
    answer = ask(berkenoord, question)
    assert isinstance(answer, NeedsFact)
    assert answer.fact == fact
    assert [option.value for option in answer.options] == list(options)
    for option in answer.options:
        assert options[option.value] in option.claims[0].text
        other = next(told for value, told in options.items() if value != option.value)
        assert other not in option.claims[0].text
    assert answer.verdict is None


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Waar meldt het wijkteam een lekkage in een huurwoning?", "bij de corporatie"),
        ("Waar meldt het wijkteam een lekkage in een koopwoning?", "bij de verzekeraar"),
        ("Mijn klant heeft een eigen huis. Waar meldt het wijkteam de lekkage?", "bij de verzekeraar"),
        (
            "Who does the community team warn about nuisance in a rented home?",
            "waarschuwt het wijkteam bij overlast de corporatie",
        ),
        ("Wie belt de deurwaarder vóór een ontruiming als er kinderen wonen?", "het jeugdteam"),
        ("Er woont een baby in huis. Wie belt de deurwaarder vóór een ontruiming?", "het jeugdteam"),
        ("Who does the bailiff call before an eviction when there are no children?", "de opvang"),
        ("Wat doet de consulent na het gesprek als de inwoner hulp weigert?", "stuurt de consulent"),
        pytest.param(
            "Wat doet de consulent na het gesprek als de inwoner hulp wil?",
            "een plan op",
            marks=pytest.mark.xfail(reason="'hulp wil' is not heard as telling the fact"),
        ),
    ],
)
def test_what_the_question_tells_is_not_asked_back(berkenoord: Assistant, question: str, quote: str) -> None:
    answer = ask(berkenoord, question)
    assert not isinstance(answer, NeedsFact)
    assert quote in said(answer)


@pytest.mark.parametrize(
    "question",
    ["Binnen hoeveel weken inspecteert de bouwkundige schimmel?", "Wie brengt er speelgoed mee?"],
)
def test_nothing_is_asked_back_where_only_one_rule_stands(berkenoord: Assistant, question: str) -> None:
    answer = ask(berkenoord, question)
    assert not isinstance(answer, NeedsFact)
    assert answer.claims


@pytest.mark.parametrize(
    ("question", "right", "wrong"),
    [
        pytest.param(
            "Waar meldt het wijkteam een lekkage in een huurwoning?",
            "bij de corporatie",
            "bij de verzekeraar",
            marks=pytest.mark.xfail(reason="the rule for the other case is said along with it"),
        ),
        ("Waar meldt het wijkteam een lekkage in een koopwoning?", "bij de verzekeraar", "bij de corporatie"),
    ],
)
def test_the_rule_for_the_other_case_is_not_said_first(
    berkenoord: Assistant, question: str, right: str, wrong: str
) -> None:
    first = ask(berkenoord, question).claims[0].text
    assert right in first
    assert wrong not in first
