"""Yes or no: spoken where a sentence says it of what is asked, silent where none does."""

from collections.abc import Iterator

import pytest

from assistant.compose import Assistant
from kb.answer import Answer, Verdict
from tests.assistant.invented import ON, agreement, assistant_told, said

RIETBEKE = agreement(
    "Werkafspraken Huisbezoek gemeente Rietbeke",
    {
        "Huisbezoek": "Het wijkteam mag een woning bezoeken zonder toestemming van de verhuurder.\n\n"
        "Het wijkteam mag de voordeur niet forceren.\n\n"
        "De wijkagent gaat mee op huisbezoek.",
        "Aanmelding": "De corporatie meldt een huurder aan bij het wijkteam als de huurachterstand twee maanden duurt."
        "\n\nDe corporatie hoeft de huurder vóór de aanmelding niet te bellen.\n\n"
        "Voor de aanmelding is toestemming van de huurder nodig.",
        "Huisdieren": "Het vervoer van huisdieren is niet geregeld.",
        "Sleutels": "De huismeester bewaart de reservesleutel niet. De huismeester maakt de trap elke week schoon.",
        "Medische gegevens": "De huisarts mag medische gegevens delen als de patiënt toestemming geeft.",
        "Opslag": "De gemeente slaat de inboedel op, tenzij de opslag vol is.",
        "Spoed": "De corporatie mag de meterkast zonder toestemming van de huurder openen bij brand.",
        "Dossier": "De consulent mag het dossier alleen met toestemming van de inwoner inzien.",
        "Nazorg": "De consulent mag de inwoner na zes maanden bellen.",
    },
)


@pytest.fixture(scope="module")
def rietbeke(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with assistant_told(tmp_path_factory.mktemp("rietbeke"), RIETBEKE) as assistant:
        yield assistant


def ask(assistant: Assistant, question: str) -> Answer:
    return assistant.answer(question, on=ON, region="rietbeke")


@pytest.mark.parametrize(
    "question",
    [
        "Gaat de wijkagent mee op huisbezoek?",
        "gaat er een wijkagent mee op huisbezoek",
        "Mag het wijkteam een woning bezoeken zonder toestemming van de verhuurder?",
        "Is toestemming van de huurder nodig voor de aanmelding?",
        "Is toestemming nodig om het dossier in te zien?",
    ],
)
def test_what_a_sentence_says_is_so(rietbeke: Assistant, question: str) -> None:
    assert ask(rietbeke, question).verdict is Verdict.YES


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Mag de consulent het dossier inzien zonder toestemming?", "alleen met toestemming"),
        ("Bewaart de huismeester de reservesleutel?", "bewaart de reservesleutel niet"),
        ("Mag het wijkteam de voordeur forceren?", "mag de voordeur niet forceren"),
        ("Moet de corporatie de huurder vóór de aanmelding bellen?", "hoeft de huurder"),
        (
            "Is toestemming van de verhuurder nodig voor het bezoeken van een woning?",
            "zonder toestemming van de verhuurder",
        ),
    ],
)
def test_what_a_sentence_denies_forbids_or_does_not_ask_for_is_not_so(
    rietbeke: Assistant, question: str, quote: str
) -> None:
    answer = ask(rietbeke, question)
    assert answer.verdict is Verdict.NO
    assert quote in answer.claims[0].text


@pytest.mark.parametrize(
    "question",
    [
        "Meldt de corporatie een huurder aan bij het wijkteam?",
        "Slaat de gemeente de inboedel op?",
        "Mag de corporatie de meterkast zonder toestemming openen?",
        "Mag de huisarts medische gegevens delen?",
    ],
)
def test_a_condition_that_the_question_leaves_open_is_told(rietbeke: Assistant, question: str) -> None:
    answer = ask(rietbeke, question)
    assert answer.verdict is Verdict.CONDITIONAL
    assert "conditional" in [caution.code for caution in answer.cautions]


@pytest.mark.parametrize(
    "question",
    [
        "De huurachterstand duurt twee maanden. Meldt de corporatie de huurder dan aan bij het wijkteam?",
        "Er is brand. Mag de corporatie de meterkast zonder toestemming openen?",
        "De patiënt geeft toestemming. Mag de huisarts de medische gegevens delen?",
    ],
)
def test_a_condition_that_the_question_tells_makes_it_plain(rietbeke: Assistant, question: str) -> None:
    assert ask(rietbeke, question).verdict is Verdict.YES


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Does the community police officer come along on the home visit?", Verdict.YES),
        ("Maakt de huismeester de trap elke week schoon?", Verdict.YES),
        ("Is consent from the tenant needed for the registration?", Verdict.YES),
        ("Mag de consulent de inwoner na zes maanden bellen?", Verdict.YES),
        (
            "Meldt de corporatie een huurder aan bij het wijkteam als de huurachterstand twee maanden duurt?",
            Verdict.YES,
        ),
        ("Mag de corporatie de huurder zonder toestemming aanmelden?", Verdict.NO),
        ("Moet de consulent de inwoner na zes maanden bellen?", Verdict.NO),
        ("May the consultant look into the file without consent?", Verdict.NO),
        ("May the community team force the front door?", Verdict.NO),
    ],
)
def test_where_a_verdict_is_hard_to_see_it_is_right_or_not_spoken(
    rietbeke: Assistant, question: str, verdict: Verdict
) -> None:
    assert ask(rietbeke, question).verdict in (verdict, None)


def test_what_the_text_says_is_not_regulated_is_neither_yes_nor_no(rietbeke: Assistant) -> None:
    answer = ask(rietbeke, "Is het vervoer van huisdieren geregeld?")
    assert answer.verdict is Verdict.NOT_REGULATED
    assert "is niet geregeld" in answer.claims[0].text


@pytest.mark.parametrize(
    "question",
    [
        # one of two
        "Moet de corporatie de huurder vóór de aanmelding bellen of moet zij een brief sturen?",
        "Mag het wijkteam de voordeur forceren, of moet het de politie bellen?",
        # a yes to a negation could mean either
        "Mag het wijkteam de voordeur niet forceren?",
        "Hoeft de corporatie de huurder vóór de aanmelding niet te bellen?",
        "May the community team not force the front door?",
        # another giver of consent than the text speaks of
        "Is toestemming van de inwoner nodig voor het bezoeken van een woning?",
        "Is toestemming van de huisarts nodig voor het delen van medische gegevens?",
        "Moet de wijkagent toestemming geven voor de aanmelding?",
        # of what, it does not say
        "Is toestemming nodig?",
        # who, what, when: nothing to say yes to
        "Wie gaat er mee op huisbezoek?",
        "Wanneer meldt de corporatie een huurder aan?",
        "Wat doet de huismeester met de reservesleutel?",
        "Which tenants does the housing association register?",
    ],
)
def test_where_yes_or_no_could_mislead_nothing_is_said(rietbeke: Assistant, question: str) -> None:
    assert ask(rietbeke, question).verdict is None


def test_who_may_share_on_consent_may_not_share_without(rietbeke: Assistant) -> None:
    answer = ask(rietbeke, "Mag de huisarts medische gegevens delen zonder toestemming?")
    assert "als de patiënt toestemming geeft" in said(answer)
    assert answer.verdict in (Verdict.NO, None)


@pytest.mark.parametrize(
    "question",
    [
        "Waarom moet de corporatie de huurder vóór de aanmelding bellen?",
        "Maar waarom moet de corporatie de huurder vóór de aanmelding bellen?",
        "Waarom mag het wijkteam de voordeur forceren?",
        "Waarom bewaart de huismeester de reservesleutel?",
        "Why does the housing association have to call the tenant before registration?",
    ],
)
def test_a_premise_that_the_text_denies_is_said_to_be_wrong(rietbeke: Assistant, question: str) -> None:
    answer = ask(rietbeke, question)
    assert "premise" in [caution.code for caution in answer.cautions]
    assert answer.verdict is None


@pytest.mark.parametrize(
    "question",
    [
        "Waarom gaat de wijkagent mee op huisbezoek?",
        "Waarom mag het wijkteam de voordeur niet forceren?",
        "Waarom hoeft de corporatie de huurder vóór de aanmelding niet te bellen?",
        "Moet de corporatie de huurder vóór de aanmelding bellen?",
    ],
)
def test_a_premise_that_holds_is_not_doubted(rietbeke: Assistant, question: str) -> None:
    assert "premise" not in [caution.code for caution in ask(rietbeke, question).cautions]
