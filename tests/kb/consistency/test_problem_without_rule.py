"""A problem without a rule: a gap or dispute that a paper tells and leaves at that."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.consistency.finding import Relation, Rule
from kb.consistency.gaps.problem_without_rule import find
from tests.kb.consistency.papers import findings, paper

HEAD = "# Werkafspraken Proefdam\n\n## 4. Opvang\n\n"


def quotes(text: str, head: str = HEAD) -> list[str]:
    """What is quoted of each problem that is found."""
    read = paper(head + text)
    return [read.text[one.sides[0].span.start : one.sides[0].span.end] for one in find(read)]


@pytest.mark.parametrize(
    "text",
    [
        "Over de kosten van opslag ontstaat geregeld discussie.",
        "Wie de sleutels beheert, is niet geregeld.",
        "Voor gezinnen zonder verblijfsrecht bestaan geen afspraken.",
        "Het is niet altijd duidelijk wie de opvang betaalt.",
        "De grens tussen zorg en overlast is lastig te trekken.",
        "De taken van de wijkagent en de boa lopen door elkaar.",
        "Hoe lang een gezin mag blijven, blijft onbesproken.",
        "Bewoners van vakantieparken vallen tussen wal en schip.",
        "De meningen over de eigen bijdrage lopen uiteen.",
        "Het wijkteam weet vaak niet waar het een dakloze kan aanmelden.",
        "Als een gezin buiten de regio belandt, ontstaat er onduidelijkheid over de kosten.",
        "Voor het vervoer ontbreekt een regeling.",
        "Bij een verhuizing wijzen de teams naar elkaar.",
        # nobody does it, or there is nobody to do it
        "Na afloop blijkt geregeld dat geen van de partijen zich verantwoordelijk voelt voor de nazorg.",
        "Voor het ophalen van de sleutels voelt geen enkele organisatie zich verantwoordelijk.",
        "In het weekend pakt niemand deze meldingen op.",
        "Bij overlast in een koopwoning ontbreekt een partij die de eigenaar kan aanspreken.",
        "In de regio ontbreekt het aan een geschikte plek om deze gezinnen op te vangen.",
        "Er is geen instantie die de kosten draagt.",
        "Voor de nazorg is niemand aangewezen.",
        # nothing is agreed
        "In vervoer na tien uur 's avonds is niet voorzien.",
        "Over de sleutels is nog geen afspraak gemaakt.",
        "Over de opslag van de inboedel zegt dit convenant niets.",
        "De overeenkomst zegt niet wie de sleutels beheert.",
        "Hoe de kosten worden verdeeld, moet nog worden afgesproken.",
        # nobody knows, it stays where it is, they do not agree
        "Bij twee schulden weet niemand welke voorgaat.",
        "Het is nog maar de vraag wie de huur dan betaalt.",
        "Bij ziekte blijven zulke zaken liggen.",
        "Gezinnen worden dan van het kastje naar de muur gestuurd.",
        "De eigen bijdrage levert vaak discussie op.",
        "Partijen zijn het er niet over eens wie de opvang betaalt.",
        "Deze overeenkomst laat in het midden wie de sleutels beheert.",
    ],
)
def test_a_problem_that_is_told_and_left_is_found_in_its_own_words(text: str) -> None:
    assert quotes(text) == [text]


def test_what_the_problem_points_back_at_is_quoted_with_it() -> None:
    text = "Sommige gezinnen komen 's nachts aan. Dan is niet duidelijk wie de deur opendoet."
    assert quotes(text) == [text]


def test_two_sentences_on_one_problem_are_one_finding() -> None:
    text = "De kosten van opslag zijn nergens belegd. Daarover ontstaat vaak onenigheid."
    assert quotes(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        # settled at once, or in the sentence itself
        "Over de kosten van opslag ontstaat geregeld discussie. Daarom betaalt de gemeente deze kosten.",
        "Over opslag ontstaat discussie; de stuurgroep beslist wie betaalt.",
        "Wie de sleutels beheert, is niet geregeld. Tot die tijd doet de beheerder dat.",
        "Medewerkers raken soms het spoor bijster. Er is onduidelijkheid over de melding. Voortaan belt de beheerder.",
        # the problem is the case in which a rule holds
        "Is niet duidelijk wie de regie heeft, dan beslist de gemeente.",
        "De coördinator wijst iemand aan als onduidelijk is wie aan zet is.",
        "Ontstaat er discussie over de kosten, dan overleggen de leidinggevenden.",
        "Partijen leggen taken vast om te voorkomen dat er onduidelijkheid ontstaat.",
        "In gevallen die niet zijn geregeld, beslist de stuurgroep.",
        # it says that there is no problem
        "Over de kosten bestaat geen discussie.",
        "De taken zijn helder en er is geen verwarring over de regie.",
        # scope, opening hours, recording: no problems
        "Vroegsignalering valt buiten deze werkafspraken.",
        "Het loket blijft tot acht uur open.",
        "Namen worden niet vastgelegd.",
        "De gemeente meldt geregeld hoeveel plaatsen er zijn.",
        "Partijen bespreken verschillen van mening in het overleg.",
        "Dit protocol bevat geen nieuwe afspraken.",
        "Dit convenant regelt niet wat er bij brand gebeurt.",
        "In verlenging van dit convenant is niet voorzien.",
        "De casusregie blijft liggen waar zij ligt.",
        "Niemand mag alleen op huisbezoek.",
        "Bij een verhuizing wijzen de teams naar elkaar. Artikel 6 voorziet hierin.",
        "Er is geen partij die meer dan één zetel heeft.",
        "Een inwoner die nergens terecht kan, krijgt een plek in de nachtopvang.",
        "Het verslag vermeldt niet wie heeft gemeld.",
        "Soms ontbreekt een aanspreekpunt bij de verhuurder; dan belt de regisseur de directie.",
        "Geen van de partijen neemt besluiten zonder de ander.",
        "Geen van de partijen is aansprakelijk voor schade van een ander.",
        "In gevallen waarin dit protocol niet voorziet, beslist de stuurgroep.",
        "Pakt niemand de melding op, dan belt de coördinator.",
        "De coördinator bewaakt dat geen zaken blijven liggen.",
        "Gezinnen worden niet meer van het kastje naar de muur gestuurd.",
        "Hoe de kosten worden verdeeld, moet uiterlijk 1 maart 2027 nog worden bepaald.",
        "Over deze kosten zijn partijen het vaak oneens geweest.",
        "Het huis is niet voorzien van een rookmelder.",
        "Hoe lang een gezin blijft, is hier niet geregeld; dat staat in bijlage 2.",
        "Wie de sleutels beheert, is niet geregeld. Dat staat in de bijlage bij het huurcontract.",
    ],
)
def test_what_is_settled_or_no_problem_is_not_found(text: str) -> None:
    assert quotes(text) == []


def test_a_rule_elsewhere_on_the_same_words_settles_it() -> None:
    problem = "Over de kosten van inboedelopslag ontstaat geregeld discussie."
    elsewhere = "\n\n## 9. Kosten\n\nDe verhuurder draagt de kosten van inboedelopslag."
    assert quotes(problem + elsewhere) == []
    assert quotes(problem + "\n\n## 9. Kosten\n\nDe verhuurder draagt de kosten van de sloten.") == [problem]


def test_what_led_to_the_agreement_is_no_finding() -> None:
    head = "# Werkafspraken Proefdam\n\n## 1. Aanleiding\n\n"
    assert quotes("Het is vaak niet duidelijk wie de opvang betaalt.", head) == []


def test_what_went_wrong_before_is_no_finding() -> None:
    assert quotes("Er was in 2023 verwarring over de meldingen.") == []


def test_a_memo_that_only_proposes_to_look_at_it_has_a_sentence_of_its_own() -> None:
    text = (
        "# Memo opvang Proefdam\n\n## Wat wij horen\n\nVoor jongeren onder de 18 is niet geregeld wie helpt.\n\n"
        "## Voorstel\n\nWij vragen u om in 2027 een voorstel over jongeren te bespreken.\n"
    )
    (one,) = [one for one in findings(text) if one.rule is Rule.PROBLEM_WITHOUT_RULE]
    assert one.case == "memo"
    assert one.relation is Relation.NOT_MENTIONED
    assert one.facts["words"] == "is niet geregeld"


def test_problems_of_one_section_keep_apart_on_the_board() -> None:
    text = (
        HEAD
        + "Wie de sleutels beheert, is niet geregeld.\n\nDe grens tussen zorg en overlast is lastig te trekken.\n\n"
        + "Voor het vervoer ontbreekt een regeling.\n"
    )
    shown = [one for one in findings(text) if one.rule is Rule.PROBLEM_WITHOUT_RULE]
    assert len({one.id for one in shown}) == 3


_SAID = (
    "Wie de kosten draagt, |Over het vervoer |Bij ziekte |Als een gezin verhuist, |is niet geregeld|ontstaat discussie"
    "|blijft onbesproken|is onduidelijk wie belt|bestaat geen afspraak|pakt niemand dit op|. |; |, |.\n\n|.\n- |:\n\n"
    "|.\n\n## 5. Kosten\n\n|Daarom betaalt de gemeente|De politie belt de school|(zie bijlage 2)"
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(_SAID.split("|")), max_size=30).map("".join))
def test_what_is_found_in_any_text_is_quoted_from_it_in_its_own_words(text: str) -> None:
    read = paper(HEAD + text)
    for one in find(read):
        quoted = read.text[one.sides[0].span.start : one.sides[0].span.end]
        assert " ".join(one.facts["words"].split()) in " ".join(quoted.split())
