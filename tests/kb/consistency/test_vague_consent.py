"""Vague consent: a rule on consent or sharing that leaves open when it holds."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.consistency.consent.vague_consent import find
from kb.consistency.finding import Rule
from tests.kb.consistency.papers import findings, paper

HEAD = "# Werkafspraken Proefdam\n\n## 5. Gegevens delen\n\n"


def found(text: str, head: str = HEAD) -> list[tuple[str, list[str]]]:
    """The words that are called vague, each with the quotes."""
    read = paper(head + text)
    return [
        (one.facts["words"], [read.text[side.span.start : side.span.end] for side in one.sides]) for one in find(read)
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("In bepaalde situaties hoeft de medewerker geen toestemming te vragen.", "In bepaalde situaties"),
        ("Soms mag het wijkteam zonder toestemming van de ouder met school overleggen over gegevens.", "Soms"),
        (
            "De GGD deelt gegevens zonder toestemming van de bewoner als de situatie daarom vraagt.",
            "als de situatie daarom vraagt",
        ),
        (
            "De professional vraagt toestemming, tenzij dat naar zijn inzicht niet past.",
            "naar zijn inzicht",
        ),
        ("Toestemming van de huurder is in beginsel vereist.", "in beginsel"),
        ("Gegevens worden zo veel mogelijk met toestemming van de cliënt gedeeld.", "zo veel mogelijk"),
        ("Het team vraagt waar mogelijk toestemming aan de bewoner.", "waar mogelijk"),
        ("In uitzonderlijke gevallen kan een partij informatie verstrekken aan derden.", "In uitzonderlijke gevallen"),
        ("Schriftelijke toestemming is niet altijd nodig.", "niet altijd"),
        (
            "Bij uitzondering worden gegevens zonder instemming van de inwoner uitgewisseld.",
            "Bij uitzondering",
        ),
        (
            "Delen zonder toestemming is toegestaan wanneer daar goede redenen voor zijn.",
            "wanneer daar goede redenen voor zijn",
        ),
        (
            "Het meldpunt vraagt de inwoner om toestemming, afhankelijk van de omstandigheden.",
            "afhankelijk van de omstandigheden",
        ),
        # left to whoever acts
        (
            "Met buren mag zo nodig iets meer worden besproken, als de medewerker dat passend vindt.",
            "als de medewerker dat passend vindt",
        ),
        (
            "Het wijkteam mag de familie inlichten wanneer de regisseur daar aanleiding toe ziet.",
            "wanneer de regisseur daar aanleiding toe ziet",
        ),
        (
            "Zonder toestemming delen mag als de betrokken hulpverlener het noodzakelijk acht.",
            "als de betrokken hulpverlener het noodzakelijk acht",
        ),
        (
            "De casusregisseur beslist per geval of toestemming van de inwoner nodig is.",
            "beslist per geval of",
        ),
        (
            "Naar het oordeel van de wijkagent kan van het vragen van toestemming worden afgezien.",
            "Naar het oordeel van de wijkagent",
        ),
        ("Gegevens kunnen om zwaarwegende redenen zonder toestemming worden gedeeld.", "om zwaarwegende redenen"),
        ("Onder omstandigheden mag een partij zonder toestemming gegevens opvragen.", "Onder omstandigheden"),
    ],
)
def test_a_condition_nobody_can_act_on_is_found_with_its_words(text: str, words: str) -> None:
    assert found(text) == [(words, [text])]


def test_deviating_from_a_rule_on_consent_is_quoted_with_the_rule() -> None:
    rule = "De inwoner geeft vooraf toestemming voor het delen van zijn gegevens."
    deviation = "In voorkomende gevallen kan hiervan worden afgeweken."
    assert found(f"{rule} {deviation}") == [("In voorkomende gevallen", [rule, deviation])]


def test_a_hedge_and_the_open_cases_behind_it_are_one_finding() -> None:
    hedge = "Partijen delen gegevens in principe met toestemming van de bewoner."
    cases = "In sommige gevallen mag het ook zonder toestemming."
    assert found(f"{hedge} {cases}") == [("In sommige gevallen", [hedge, cases])]


@pytest.mark.parametrize(
    "text",
    [
        # the cases are named: in the sentence, in the next, in a list, in an article referred to
        "Soms is geen toestemming nodig, namelijk bij levensgevaar.",
        "In sommige gevallen is geen toestemming nodig. Dat is zo als een kind wordt mishandeld.",
        "In bijzondere gevallen mag het zonder toestemming. Het gaat om:\n\n- brand;\n- geweld in huis.",
        "In bepaalde gevallen, bedoeld in artikel 9, is geen toestemming nodig.",
        "Soms is geen toestemming nodig. De situaties staan in bijlage 2.",
        "In sommige gevallen is geen toestemming nodig: als de rechter het beveelt of als er gevaar dreigt.",
        "Bij uitzondering kan zonder toestemming worden gedeeld. Bij acuut gevaar mag dat zonder toestemming.",
        # the exception to the principle is stated
        "Toestemming is in beginsel nodig, tenzij een wet tot delen verplicht.",
        "In beginsel vraagt de medewerker toestemming. Een uitzondering geldt als er direct gevaar dreigt.",
        # a condition of its own
        "Als de bewoner niet kan schrijven, is soms mondelinge toestemming voldoende.",
        "De politie deelt gegevens zonder toestemming als er een strafbaar feit is gepleegd.",
        # what it is left to is said
        "Gegevens delen mag zonder toestemming als de arts dat nodig vindt om levensgevaar af te wenden.",
        "De regisseur beslist per geval of toestemming nodig is, volgens de criteria in bijlage 2.",
        "Het team mag de school inlichten als de ouder dat goedvindt.",
        "Met de school mag het team alleen bespreken wat de ouder goed vindt.",
        "Het wijkteam vraagt de inwoner zelf of hij toestemming geeft.",
        "De arts mag informatie delen als hij dat verantwoord vindt op grond van de meldcode.",
        "De inwoner beslist zelf of hij toestemming geeft.",
        # what somebody it is about thinks of it is a condition
        "Partijen mogen gegevens delen als de bewoner dat wenselijk vindt.",
        # the hedge is not on the consent
        "De medewerker vraagt toestemming, zo nodig met een tolk.",
        "De huurder geeft toestemming, zo mogelijk schriftelijk.",
        "Wie meldt, vertelt dat zo mogelijk vooraf aan de inwoner.",
        # what somebody may refuse is no rule on when to ask
        "In sommige gevallen geeft de inwoner geen toestemming.",
        # no consent, no sharing
        "In bepaalde gevallen lukt het de buurtvader zelf om de rust te herstellen.",
        "De stuurgroep kan in bijzondere gevallen een extra vergadering beleggen.",
        "Partijen delen alleen gegevens die nodig zijn.",
        # told, not agreed
        "In de praktijk blijkt dat medewerkers soms zonder toestemming gegevens delen.",
    ],
)
def test_what_can_be_acted_on_is_not_found(text: str) -> None:
    assert found(text) == []


def test_a_memo_tells_and_rules_nothing() -> None:
    head = "# Memo ervaringen met gegevens delen\n\nDatum: 3 maart 2026\n\n## Wat wij hoorden\n\n"
    assert found("Soms is geen toestemming nodig.", head) == []


def test_telling_others_is_a_rule_on_sharing_only_where_the_section_is_on_privacy() -> None:
    text = "De coördinator mag de melding bespreken als de voorzitter dat wenselijk vindt."
    assert found(text) == [("als de voorzitter dat wenselijk vindt", [text])]
    assert found(text, "# Werkafspraken Proefdam\n\n## 5. Het wijkoverleg\n\n") == []


def test_two_rules_in_one_paper_are_two_findings_on_the_board() -> None:
    text = (
        HEAD
        + "Soms is geen toestemming nodig.\n\n## 6. Familie\n\nDe huurder wordt ingelicht.\n\n"
        + "In bepaalde gevallen worden gegevens zonder toestemming met familie gedeeld."
    )
    shown = [one for one in findings(text) if one.rule is Rule.VAGUE_CONSENT]
    assert [one.facts["words"] for one in shown] == ["Soms", "In bepaalde gevallen"]
    assert len({one.id for one in shown}) == 2


def test_the_board_does_not_repeat_the_same_open_words_of_one_section() -> None:
    text = HEAD + "Soms is geen toestemming nodig. Soms is toestemming van een buurman nodig."
    assert len([one for one in findings(text) if one.rule is Rule.VAGUE_CONSENT]) == 1


_TEXT = (
    "soms meestal toestemming gegevens delen mag mogen de het een bewoner ouder wijkteam gemeente zonder met geen nodig"
    " niet altijd In in bepaalde gevallen situaties als dat past namelijk bij gevaar bijlage 2 Partijen"
    " , . : ; \n \n## \n- "
)
_FIELD = _TEXT.split(" ")
_VAGUE = [
    "Soms is geen toestemming nodig.",
    "In bepaalde gevallen delen partijen gegevens zonder toestemming.",
    "Toestemming van de ouder is in beginsel vereist.",
    "Daarvan kan zo nodig worden afgeweken.",
    "Dat is zo bij brand.",
]
_ANY_TEXT = st.lists(st.sampled_from(_VAGUE) | st.lists(st.sampled_from(_FIELD), max_size=9).map(" ".join), max_size=9)


@settings(max_examples=40, deadline=None)
@given(_ANY_TEXT.map(" ".join))
def test_the_words_that_are_called_vague_stand_in_what_is_quoted(text: str) -> None:
    for words, quotes in found(f"Een regel.\n\n{text}\n\nPartijen helpen elkaar."):
        assert all(quote.strip() == quote != "" for quote in quotes)
        assert words in " ".join(" ".join(quotes).split())


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(_FIELD), max_size=12).map(" ".join))
def test_an_open_rule_is_found_whatever_stands_in_other_sections(text: str) -> None:
    section = f"Partijen helpen elkaar. {text}\n\n## 6. Toestemming\n\n{_VAGUE[0]}\n\n## 7. Slot\n\n{text}"
    assert ("Soms", [_VAGUE[0]]) in found(section)
