"""A comparison with a place that is not held says so; one of less than a facet is about that alone."""

from collections.abc import Iterator

import pytest

from assistant.compose import Assistant
from assistant.places import not_held
from kb.answer import Answer, Comparison, QuestionKind
from kb.model import Facet
from tests.assistant.invented import HOLDS, ON, assistant_told

ELMERVEEN = f"""# Werkafspraken gemeente Elmerveen

{HOLDS}

## 1. De interventies

### 1.1. Schoolverzuim

**Regie.** De leerplichtambtenaar.

**Voor wie.** Leerlingen en hun ouders.

Voor schoolverzuim is toestemming van de ouders nodig. De school betaalt de huiswerkhulp.
Een tolk kost € 60 per gesprek.

### 1.2. Begeleid wonen

**Regie.** De woonbegeleider.

**Voor wie.** Jongeren vanaf achttien jaar.

Bij een huurachterstand van minder dan € 300 stuurt de verhuurder een brief. De bewoner belt binnen drie dagen.

### 1.3. Boswachtersoverleg

**Regie.** De boswachter.

**Voor wie.** Wie overlast geeft in het bos.

## 2. Gegevens

De school bewaart een dossier twee jaar na het laatste gesprek. Een verslag bewaart zij zes weken. De zaak is verdeeld:

a. licht: een brief volstaat;
b. zwaar: de wijkagent gaat meteen langs.

## 3. Organisaties, sturing en looptijd

De stuurgroep vergadert elk kwartaal. De gemeente levert de voorzitter. Organisaties tekenen ieder voor zich.
"""
ROZENDRECHT = f"""# Werkafspraken gemeente Rozendrecht

{HOLDS}

## 1. De interventies

### 1.1. Schoolverzuim

De regie over schoolverzuim ligt bij het wijkteam. Het wijkteam belt de ouders binnen vijf werkdagen.

### 1.2. Begeleid wonen

De gemeente draagt de kosten van begeleid wonen.

### 1.3. Rommelmarkt

Vrijwilligers ruimen de markt op.

## 2. Dossiers

Het wijkteam vernietigt een dossier vijf jaar na de afsluiting.

## 3. Overleg

Het wijkteam zit de stuurgroep voor. De stuurgroep komt twee keer per jaar bijeen.
"""


@pytest.fixture(scope="module")
def regions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant on two regions."""
    with assistant_told(tmp_path_factory.mktemp("others"), ELMERVEEN, ROZENDRECHT) as assistant:
        yield assistant


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant on one region."""
    with assistant_told(tmp_path_factory.mktemp("alone"), ELMERVEEN) as assistant:
        yield assistant


def table_of(answer: Answer) -> Comparison:
    """The table of an answer that is one."""
    assert answer.comparison is not None, answer
    return answer.comparison


def column(answer: Answer, region: str) -> list[str]:
    """All that stands in the column of a region."""
    found = table_of(answer)
    at = found.regions.index(region)
    return [answer.claims[claim].text for row in found.rows for claim in row.cells[at]]


# ---- places that are not held -----------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "vergelijk Utrecht met Elmerveen: toestemming",
        "vergelijk hoe Utrecht en Elmerveen toestemming regelen",
        "Hoe regelen Utrecht en Elmerveen toestemming?",
        "wat is t verschil tussen utrecht en elmerveen qua toestemming",
        "is toestemming in Elmerveen anders geregeld dan in Utrecht",
        "Compare consent in Utrecht and Elmerveen",
    ],
)
def test_a_place_of_which_nothing_is_held_has_an_empty_column(alone: Assistant, question: str) -> None:
    answer = alone.answer(question, on=ON)
    assert (answer.kind, answer.outcome, answer.missing) == (QuestionKind.COMPARE, "partial", ("Utrecht",))
    assert table_of(answer).absent == ("utrecht",)
    assert column(answer, "utrecht") == []
    assert column(answer, "elmerveen") == ["Voor schoolverzuim is toestemming van de ouders nodig."]


def test_the_region_that_is_set_stands_beside_the_place_that_is_not_held(alone: Assistant) -> None:
    answer = alone.answer("vergelijk met Den Haag hoe het zit met toestemming", region="elmerveen", on=ON)
    assert table_of(answer).regions == ("elmerveen", "den-haag")
    assert table_of(answer).absent == ("den-haag",)


@pytest.mark.parametrize(
    "question",
    [
        "vergelijk Utrecht met Elmerveen: kerstpakketten",
        "vergelijk utrecht en zwolle: toestemming",
        "Wat is het verschil tussen Tilburg en Elmerveen in de looptijd?",
    ],
)
def test_where_there_is_no_table_the_region_that_is_held_does_not_answer_for_both(
    alone: Assistant, question: str
) -> None:
    assert alone.answer(question, on=ON).outcome == "not_found"


def test_two_regions_and_a_place_that_is_not_held_stand_in_one_table(regions: Assistant) -> None:
    answer = regions.answer("Vergelijk de regie in Elmerveen, Rozendrecht en Twijfeldorp", on=ON)
    assert table_of(answer).regions == ("elmerveen", "rozendrecht", "twijfeldorp")
    assert table_of(answer).absent == ("twijfeldorp",)
    assert column(answer, "rozendrecht")


@pytest.mark.parametrize(
    "question",
    [
        "vergelijk elmerven en rozendregt: regie",  # typing errors in regions that are held
        "vergelijk de regie bij buren in elmerveen en rozendrecht",  # neighbours, not the town of Buren
        "verschil tussen ouders en scholen in elmerveen",
        "Wie heeft de regie in Elmerveen en wie in Utrecht?",  # nothing is compared
        "Vergelijk Elmerveen en Rozendrecht, Toestemming",
        "moet ik in elmerveen anders handelen dan Sanne zegt",
    ],
)
def test_what_is_no_place_or_not_compared_is_not_taken_for_one(question: str) -> None:
    words = {"buren", "ouders", "scholen", "regie", "toestemming"}
    assert not_held(question, ["elmerveen", "rozendrecht"], words) == ()


# ---- less than a facet ------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "Vergelijk de bewaartermijnen van Elmerveen en Rozendrecht",
        "hoe lang bewaren elmerveen en rozendrecht hun dosiers, zet es naast elkaar",
    ],
)
def test_how_long_something_is_kept_is_no_other_term(regions: Assistant, question: str) -> None:
    answer = regions.answer(question, on=ON)
    assert {row.facet for row in table_of(answer).rows} == {Facet.TERMS}
    assert column(answer, "elmerveen") == [
        "De school bewaart een dossier twee jaar na het laatste gesprek.",
        "Een verslag bewaart zij zes weken.",
    ]
    assert column(answer, "rozendrecht") == ["Het wijkteam vernietigt een dossier vijf jaar na de afsluiting."]


def test_who_chairs_is_not_how_often_they_meet(regions: Assistant) -> None:
    answer = regions.answer("vergelik wie de voorziter is in elmerveen en rozendrecht", on=ON)
    assert column(answer, "elmerveen") == ["De gemeente levert de voorzitter."]
    assert column(answer, "rozendrecht") == ["Het wijkteam zit de stuurgroep voor."]


def test_the_costs_of_one_thing_are_blank_where_a_text_does_not_give_them(regions: Assistant) -> None:
    answer = regions.answer("wie betaald de tolk in elmerveen vs rozendrecht", on=ON)
    assert column(answer, "elmerveen") == ["Een tolk kost € 60 per gesprek."]
    assert (column(answer, "rozendrecht"), answer.missing) == ([], ("Rozendrecht",))


def test_a_word_that_no_text_says_is_searched_for_and_not_compared(regions: Assistant) -> None:
    assert regions.answer("Vergelijk de kerstpakketten van Elmerveen en Rozendrecht", on=ON).comparison is None


# ---- the right cell ---------------------------------------------------------------------------


def test_an_amount_that_somebody_owes_is_no_cost(regions: Assistant) -> None:
    answer = regions.answer("verschil in kosten tussen elmerveen en rozendrecht", on=ON)
    said = column(answer, "elmerveen")
    assert "De school betaalt de huiswerkhulp." in said
    assert not [one for one in said if "huurachterstand" in one or "licht" in one or "zwaar" in one]
    assert column(answer, "rozendrecht") == ["De gemeente draagt de kosten van begeleid wonen."]


def test_a_label_is_no_rule_but_what_stands_behind_it(regions: Assistant) -> None:
    answer = regions.answer("Vergelijk de regie bij schoolverzuim in Elmerveen en Rozendrecht", on=ON)
    assert column(answer, "elmerveen") == ["De leerplichtambtenaar."]


def test_a_heading_of_several_things_tells_of_no_sentence_which(regions: Assistant) -> None:
    answer = regions.answer("Vergelijk het overleg van Elmerveen en Rozendrecht", on=ON)
    assert "Organisaties tekenen ieder voor zich." not in column(answer, "elmerveen")
    assert "De stuurgroep vergadert elk kwartaal." in column(answer, "elmerveen")


def test_of_two_interventions_each_region_gives_its_own(regions: Assistant) -> None:
    answer = regions.answer(
        "hoe doen elmerveen en rozendrecht dat met kosten bij schoolverzuim / begeleid wonen", on=ON
    )
    assert column(answer, "rozendrecht") == ["De gemeente draagt de kosten van begeleid wonen."]
