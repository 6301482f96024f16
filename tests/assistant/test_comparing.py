"""Who asks to compare regions gets a table of their own words by facet; who does not, does not."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from assistant.compose import Assistant
from assistant.table import MOST_ROWS, Wanted, ruling, table
from assistant.verify import Verifier
from kb.answer import Answer, Comparison, QuestionKind
from kb.model import Facet
from tests.assistant.invented import HOLDS, ON, agreement, assistant_told, talk
from tests.lindestroom import lindestroom_taken_in

ENDED = "Vastgesteld op 3 maart 2020. Deze afspraken gelden van 1 april 2020 tot en met 31 maart 2024."


def paper(title: str, things: Mapping[str, str], holds: str = HOLDS) -> str:
    """An agreement with a section on each of several interventions."""
    sections = "\n\n".join(f"### 2.{n}. {name}\n\n{text}" for n, (name, text) in enumerate(things.items(), start=1))
    return f"# {title}\n\n{holds}\n\n## 1. Doel\n\nPartijen werken samen.\n\n## 2. De interventies\n\n{sections}\n"


MEERWIJK = paper(
    "Werkafspraken gemeente Meerwijk",
    {
        "Schuldhulp": "Voor schuldhulp is toestemming van de inwoner nodig. De regie over schuldhulp ligt bij het "
        "wijkteam. Het wijkteam belt de inwoner binnen vijf werkdagen.",
        "Woonoverlast": "Voor de aanpak van woonoverlast is geen toestemming van de bewoner nodig. "
        "De regie ligt bij de corporatie.",
        "Burenhulp": "Vrijwilligers helpen een buur met boodschappen.",
    },
)
DUINDORP = paper(
    "Werkafspraken gemeente Duindorp",
    {
        "Schuldhulp": "De regie over schuldhulp ligt bij het loket. Het loket registreert elk gesprek in het dossier.",
        "Extreme woonoverlast": "Voor extreme woonoverlast is schriftelijke toestemming van de bewoner nodig. "
        "Partijen delen dan persoonsgegevens met de politie.",
        "Tuincoach": "De tuincoach helpt bij het snoeien.",
    },
)
OLD = agreement(
    "Convenant gemeente Meerwijk 2020", {"Schuldhulp": "Voor schuldhulp was nooit toestemming nodig."}, holds=ENDED
)
BOSRODE = agreement(
    "Werkafspraken gemeente Bosrode",
    {"Schuldhulp": "De regie over schuldhulp ligt bij de bewindvoerder."},
    holds=ENDED,
)


@pytest.fixture(scope="module")
def regions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant on three regions: of one the agreement has ended, another has an old one beside the new."""
    with assistant_told(tmp_path_factory.mktemp("regions"), MEERWIJK, DUINDORP, OLD, BOSRODE) as assistant:
        yield assistant


def compared(answer: Answer) -> Comparison:
    """The table of an answer that is one."""
    assert answer.comparison is not None, answer
    return answer.comparison


def cell(answer: Answer, thing: str, facet: Facet) -> list[list[str]]:
    """What stands in a row, by region."""
    for row in compared(answer).rows:
        if (row.thing.lower(), row.facet) == (thing.lower(), facet):
            return [[answer.claims[at].text for at in one] for one in row.cells]
    raise AssertionError((thing, facet, answer.comparison))


def test_what_regions_say_stands_beside_each_other_and_silence_is_blank(regions: Assistant) -> None:
    answer = regions.answer("vergelijk hoe Meerwijk en Duindorp toestemming regelen", on=ON)
    assert (answer.outcome, answer.kind, answer.verdict, answer.region) == (
        "answered",
        QuestionKind.COMPARE,
        None,
        None,
    )
    assert compared(answer).regions == ("meerwijk", "duindorp")
    assert cell(answer, "Schuldhulp", Facet.CONSENT) == [["Voor schuldhulp is toestemming van de inwoner nodig."], []]
    assert cell(answer, "Woonoverlast", Facet.CONSENT) == [
        ["Voor de aanpak van woonoverlast is geen toestemming van de bewoner nodig."],
        ["Voor extreme woonoverlast is schriftelijke toestemming van de bewoner nodig."],
    ]


def test_every_claim_is_verified_and_stands_under_its_own_region(regions: Assistant) -> None:
    answer = regions.answer("Vergelijk Meerwijk en Duindorp", on=ON)
    verifier = Verifier(regions.held(), frozenset({"meerwijk", "duindorp"}))
    assert verifier.verified(answer.claims) == answer.claims
    shown = compared(answer)
    assert {at for row in shown.rows for one in row.cells for at in one} == set(range(len(answer.claims)))
    for row in shown.rows:
        for region, one in zip(shown.regions, row.cells, strict=True):
            assert all(cited.region == region for at in one for cited in answer.claims[at].citations)


@pytest.mark.parametrize(
    "question",
    [
        "vergelijk hoe Meerwijk en Duindorp toestemming regelen",
        "Wat is het verschil tussen Meerwijk en Duindorp als het om toestemming gaat?",
        "wat zijn de verschillen in toestemming tussen de gemeente Meerwijk en de gemeente Duindorp",
        "Hoe regelen Meerwijk en Duindorp toestemming?",
        "hoe doen Meerwijk en Duindorp dat met toestemming vragen aan bewoners?",
        "Zet de Meerwijkse en de Duindorpse afspraken over toestemming eens naast elkaar",
        "Is toestemming in Meerwijk anders geregeld dan in Duindorp?",
        "kun je in een tabel zetten hoe Meerwijk en Duindorp omgaan met toestemming van de klant",
        "vergelik hoe meerwjik en duindorpp toestemmng regelen",
        "verschill toestemming meerwijk en duindorp",
        "ff vergelijken: Meerwijk en Duindorp, toestemming",
        "Compare consent in Meerwijk and Duindorp",
        "What is the difference in consent between Meerwijk and Duindorp?",
        "How do Meerwijk and Duindorp arrange consent?",
    ],
)
def test_many_wordings_ask_to_compare_consent(regions: Assistant, question: str) -> None:
    answer = regions.answer(question, on=ON)
    assert compared(answer).regions == ("meerwijk", "duindorp")
    assert {row.facet for row in compared(answer).rows} == {Facet.CONSENT}


@pytest.mark.parametrize(
    ("asked", "facet"),
    [
        ("de regie", Facet.LEAD),
        ("wie de leiding heeft", Facet.LEAD),
        ("registratie en vastleggen", Facet.REGISTRATION),
        ("hoe snel er gebeld wordt", Facet.TERMS),
        ("het delen van gegevens", Facet.DATA),
        ("privacy", Facet.DATA),
        ("the lead", Facet.LEAD),
        ("deadlines", Facet.TERMS),
    ],
)
def test_a_facet_is_asked_for_in_spoken_words_and_in_english(regions: Assistant, asked: str, facet: Facet) -> None:
    told = (
        "Compare {} in Duindorp and Meerwijk"
        if asked in {"the lead", "deadlines"}
        else "Vergelijk {} in Duindorp en Meerwijk"
    )
    answer = regions.answer(told.format(asked), on=ON)
    if answer.comparison is not None:  # of some facets one region alone says something
        assert {row.facet for row in answer.comparison.rows} == {facet}
        assert answer.comparison.regions == ("duindorp", "meerwijk")
    else:
        assert facet in {Facet.TERMS, Facet.DATA, Facet.REGISTRATION}


def test_the_intervention_is_what_the_other_words_name(regions: Assistant) -> None:
    answer = regions.answer("Vergelijk de regie bij schuldhulp in Duindorp en Meerwijk", on=ON)
    assert [(row.thing, row.facet) for row in compared(answer).rows] == [("schuldhulp", Facet.LEAD)]
    assert cell(answer, "schuldhulp", Facet.LEAD) == [
        ["De regie over schuldhulp ligt bij het loket."],
        ["De regie over schuldhulp ligt bij het wijkteam."],
    ]


@pytest.mark.parametrize(
    "question",
    ["vergelijk de regie in alle regio's", "Verschilt de regie per regio?", "Compare the lead in all regions"],
)
def test_all_regions_may_be_meant(regions: Assistant, question: str) -> None:
    answer = regions.answer(question, on=ON)
    assert compared(answer).regions == ("bosrode", "duindorp", "meerwijk")


def test_the_region_that_is_set_is_compared_with_the_one_that_is_named(regions: Assistant) -> None:
    answer = regions.answer("Wat is het verschil met Duindorp in de regie?", region="meerwijk", on=ON)
    assert compared(answer).regions == ("meerwijk", "duindorp")
    alone = regions.answer("Wat is het verschil in de regie?", region="meerwijk", on=ON)
    assert alone.comparison is None


def test_what_ended_is_quoted_only_where_there_is_nothing_else_and_says_so(regions: Assistant) -> None:
    answer = regions.answer("Vergelijk de regie en de toestemming in Meerwijk en Bosrode", on=ON)
    cited = {one.document_title for claim in answer.claims for one in claim.citations}
    assert cited == {"Werkafspraken gemeente Meerwijk", "Werkafspraken gemeente Bosrode"}
    expired = [one.facts["title"] for one in answer.cautions if one.code == "expired"]
    assert expired == ["Werkafspraken gemeente Bosrode"]
    assert [one.title for one in ruling(regions.held(), "meerwijk", ON)] == ["Werkafspraken gemeente Meerwijk"]


def test_a_region_that_says_nothing_of_all_that_is_asked_is_missing(regions: Assistant) -> None:
    answer = regions.answer("Vergelijk toestemming in Meerwijk, Duindorp en Bosrode", on=ON)
    assert (answer.outcome, answer.missing) == ("partial", ("Bosrode",))
    assert all(row.cells[2] == () for row in compared(answer).rows)


def test_a_follow_up_keeps_what_was_compared(regions: Assistant) -> None:
    first, second, third, fourth = talk(
        regions,
        "Vergelijk toestemming in Meerwijk en Duindorp",
        "en de regie?",
        "en bij schuldhulp?",
        "en in Duindorp?",
    )
    assert {row.facet for row in compared(first).rows} == {Facet.CONSENT}
    assert {row.facet for row in compared(second).rows} == {Facet.LEAD}
    assert compared(second).regions == ("meerwijk", "duindorp")
    assert [(row.thing, row.facet) for row in compared(third).rows] == [("schuldhulp", Facet.LEAD)]
    assert fourth.comparison is None


def test_what_was_asked_before_may_be_compared(regions: Assistant) -> None:
    _, answer = talk(regions, "Wie heeft de regie bij schuldhulp?", "Vergelijk Meerwijk en Duindorp daarin")
    assert [(row.thing, row.facet) for row in compared(answer).rows] == [("schuldhulp", Facet.LEAD)]


@pytest.mark.parametrize(
    "question",
    [
        "Wie heeft de regie bij schuldhulp in Meerwijk en wie in Duindorp?",
        "Is toestemming nodig in Meerwijk en Duindorp?",
        "Wat is het verschil tussen de corporatie en het wijkteam?",
        "Vergelijk toestemming",
        "Vergelijk toestemming in Meerwijk",
        "Vergelijk Meerwijk en Duindorp: wanneer lopen de afspraken af?",
        "Vergelijk de kerstpakketten van Meerwijk en Duindorp",
        "Vergelijk de termijnen in Meerwijk en Duindorp",
    ],
)
def test_what_asks_for_no_table_is_answered_as_ever(regions: Assistant, question: str) -> None:
    assert regions.answer(question, on=ON).comparison is None


def test_where_one_region_says_nothing_both_are_answered_side_by_side(regions: Assistant) -> None:
    answer = regions.answer("Vergelijk de termijnen bij schuldhulp in Meerwijk en Duindorp", on=ON)
    assert answer.comparison is None
    assert answer.outcome in {"answered", "partial", "not_found"}


def test_a_table_is_no_longer_than_is_read_and_says_how_to_narrow_it(tmp_path: Path) -> None:
    said = (
        "Voor {0} is toestemming nodig. De regie over {0} ligt bij het loket. Partijen delen dan persoonsgegevens. "
        "Het loket registreert dit. De kosten betaalt het loket."
    )
    names = ("schuldhulp", "woonoverlast", "burenhulp", "gezinscoaching")
    sections = {name.capitalize(): said.format(name) for name in names}
    texts = [paper(f"Werkafspraken gemeente {place}", sections) for place in ("Meerwijk", "Duindorp")]
    with assistant_told(tmp_path, *texts) as assistant:
        answer = assistant.answer("Vergelijk Meerwijk en Duindorp", on=ON)
        assert len(compared(answer).rows) == MOST_ROWS
        assert compared(answer).left_out > 0
        assert answer.follow_ups
        for narrower in answer.follow_ups:
            less = assistant.answer(narrower, on=ON)
            assert compared(less).left_out < compared(answer).left_out
            assert len({row.facet for row in compared(less).rows}) == 1
        wanted = Wanted(regions=("meerwijk", "duindorp"))
        whole = table(wanted, assistant.held(), lambda *_: False, ON)
        assert whole is not None
        assert len(whole.comparison.rows) > MOST_ROWS
        assert whole.comparison.left_out == 0


def test_what_agreements_hold_decides_on_the_day_asked_about(tmp_path: Path) -> None:
    new = agreement(
        "Werkafspraken gemeente Meerwijk",
        {"Schuldhulp": "De regie over schuldhulp ligt bij het wijkteam."},
        holds=HOLDS.replace("2026", "2025"),
    )
    with assistant_told(tmp_path, new, BOSRODE) as assistant:
        early = assistant.answer("Vergelijk de regie in Meerwijk en Bosrode", on=ON.replace(year=2023))
        assert early.comparison is None  # the one is not in force yet


@pytest.mark.shared
def test_real_agreements_are_compared_with_the_example_region(tmp_path_factory: pytest.TempPathFactory) -> None:
    from tests.assistant.conftest import SHARED, assistant_on

    if not SHARED.is_dir():
        pytest.skip("../shared is absent")
    files = [*SHARED.glob("utrecht*.docx")]
    with assistant_on(lindestroom_taken_in(tmp_path_factory, "beside"), files) as assistant:
        answer = assistant.answer("vergelijk hoe Utrecht en Lindestroom toestemming regelen", on=ON)
        shown = compared(answer)
        assert shown.regions == ("utrecht", "lindestroom")
        assert sum(all(row.cells) for row in shown.rows) >= 3
        assert any(not row.cells[0] for row in shown.rows)
        assert Verifier(assistant.held(), frozenset(shown.regions)).verified(answer.claims) == answer.claims
        assert "expired" in {one.code for one in answer.cautions}
