"""Mini-cases have one right answer, and their sentence says so."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from assistant.learning.asked import CaseKind
from assistant.learning.cases import Case, Practice
from assistant.processes import Processes
from kb.settings import Settings
from kb.store import Store
from tests.assistant.learning.conftest import ROOT, Held, read_into

ON = date(2026, 11, 22)
SHARED = ROOT.parent / "shared" / "corpus"
PEOPLE = {"mevrouw Voorbeeld", "mevrouw Testema", "de heer Proef", "de heer Van Fictie", "familie Testema"}
BEGUN = """# Werkafspraken Schuldhulp gemeente Meerwijk

## Artikel 1 Deelnemers

De volgende organisaties voeren de afspraken uit:

- Stichting Wijkhulp Meerwijk (hierna: Wijkhulp);
- Geldloket Meerwijk (hierna: Geldloket);
- Woonstichting De Els (hierna: De Els).

## Artikel 2 Werkwijze

"""


def practice(store: Store) -> Practice:
    """The cases of what a store holds."""
    return Practice(Processes(lambda: store))


@pytest.fixture(scope="session")
def cases(example_store: Store) -> tuple[Case, ...]:
    """All cases of the example region."""
    return practice(example_store).cases("lindestroom", ON)


def made(held: Held, *sentences: str) -> dict[str, Case]:
    """The cases of an invented agreement with these sentences, by their question."""
    found = practice(held(meerwijk=BEGUN + "\n\n".join(sentences) + "\n")).cases("meerwijk", ON)
    return {case.question: case for case in found}


def hold(cases: tuple[Case, ...], store: Store) -> None:
    """What is true of every case."""
    assert len({case.id for case in cases}) == len(cases)
    for case in cases:
        texts = [choice.text.casefold() for choice in case.choices]
        assert len(texts) >= 2, case
        assert len(set(texts)) == len(texts), case
        assert [choice.right for choice in case.choices].count(True) == 1, case
        proves(case, store)
        gives_nothing_away(case)


def proves(case: Case, store: Store) -> None:
    """The quotes stand in the text, and the right answer in the quote."""
    text = store.reading(case.citation.document_id, case.citation.version).full_text
    for citation in filter(None, (case.citation, case.then)):
        assert text[citation.start : citation.end] == citation.quote
    quote = case.then if case.kind is CaseKind.NEXT else case.citation
    assert quote is not None
    assert quote.start <= case.proof.start < case.proof.end <= quote.end
    if case.kind is not CaseKind.CONSENT:
        assert text[case.proof.start : case.proof.end].casefold() == case.right.text.casefold()


def gives_nothing_away(case: Case) -> None:
    """The question is one, its answer is not in it, and no wrong answer stands in the sentence."""
    assert case.question.endswith("?")
    assert "  " not in f"{case.told}{case.question}"
    assert case.person in PEOPLE
    if case.kind in (CaseKind.WHO, CaseKind.LEAD, CaseKind.TERM):
        assert case.right.text not in case.question
    wrong = [choice.text for choice in case.choices if not choice.right]
    if case.kind in (CaseKind.WHO, CaseKind.LEAD):
        assert not any(text.casefold() in case.citation.quote.casefold() for text in wrong), case


def test_every_case_of_the_example_region_has_one_right_answer_that_its_sentence_proves(
    cases: tuple[Case, ...], example_store: Store
) -> None:
    assert len(cases) >= 80
    hold(cases, example_store)


@pytest.mark.shared
@pytest.mark.parametrize("form", ["pdf", "docx", "txt"])
def test_so_has_every_case_of_real_agreements(form: str, tmp_path: Path) -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is absent")
    files = [path for path in sorted(SHARED.glob(f"*.{form}")) if ".scan." not in path.name]
    with closing(Store(Settings(data=tmp_path).database_url)) as store:
        read_into(store, tmp_path, files)
        found = {region: practice(store).cases(region, ON) for region in store.regions()}
        for of_region in found.values():
            hold(of_region, store)
    assert any(found.values())


def test_all_kinds_of_cases_come_by_in_turn(cases: tuple[Case, ...]) -> None:
    assert [case.kind for case in cases[:5]] == list(CaseKind)


def test_the_cases_are_the_same_each_time_they_are_made(cases: tuple[Case, ...], example_store: Store) -> None:
    assert practice(example_store).cases("lindestroom", ON) == cases


def test_a_case_keeps_its_name_when_another_document_joins(held: Held) -> None:
    rules = (
        "Wijkhulp belt de nieuwe inwoner binnen vijf werkdagen op.",
        "De Els beantwoordt een brief van de huurder binnen zes weken.",
    )
    kept = practice(held(meerwijk=BEGUN + "\n\n".join(rules)))
    before = {case.id for case in kept.cases("meerwijk", ON)}
    held(
        tolk="# Werkafspraken Tolken gemeente Meerwijk\n\n## Artikel 1\n\nDe Els betaalt de tolk binnen drie maanden.\n"
    )
    after = {case.id for case in kept.cases("meerwijk", ON)}
    assert before
    assert before < after


def test_a_case_says_who_does_what_is_agreed(cases: tuple[Case, ...]) -> None:
    by_question = {case.question: case for case in cases}
    found = by_question["Wie controleert binnen één werkdag of de aanmelding volledig is?"]
    assert (found.kind, found.right.text) == (CaseKind.WHO, "Buurtkracht")
    led = by_question["Bij wie ligt de casusregie vanaf de ontvangst van een melding?"]
    assert (led.kind, led.right.text) == (CaseKind.LEAD, "Het meldpunt")


def test_a_term_is_asked_without_the_term(cases: tuple[Case, ...]) -> None:
    asked = "Binnen welke termijn na de toewijzing legt Buurtkracht het eerste huisbezoek af?"
    assert next(case for case in cases if case.question == asked).right.text == "Binnen tien werkdagen"


def test_a_consent_is_asked_of_what_needs_it(cases: tuple[Case, ...]) -> None:
    found = {case.told: case for case in cases if case.kind is CaseKind.CONSENT}
    assert found["De coördinator mag een rode melding lager indelen."].right.text == "Ja"
    urgent = "In een acute situatie mogen partijen de gegevens delen die nodig zijn om het gevaar af te wenden."
    assert found[urgent].right.text == "Nee"


def test_what_comes_next_is_asked_where_the_text_says_so(cases: tuple[Case, ...]) -> None:
    found = next(case for case in cases if case.told.startswith("Ziet een partij een acute situatie"))
    assert found.right.text == "Daarna meldt zij de situatie dezelfde dag per telefoon bij het meldpunt."
    assert found.told == found.citation.quote


def test_an_agreement_that_was_replaced_is_not_practised(cases: tuple[Case, ...]) -> None:
    assert not any("2021-2024" in case.citation.document_title for case in cases)


def test_terms_that_contradict_each_other_are_not_asked(cases: tuple[Case, ...]) -> None:
    visits = [case for case in cases if "huisbezoek" in case.question and "oranje" in case.question]
    assert not any(case.kind is CaseKind.TERM for case in visits)


def test_how_often_is_not_asked_where_two_papers_disagree(cases: tuple[Case, ...]) -> None:
    often = [case for case in cases if case.question.startswith("Hoe vaak")]
    assert often
    assert not any("rapportage" in case.question or "werkgroep" in case.question for case in often)


def test_a_lead_that_one_paper_gives_to_two_is_not_asked_of_that_paper(cases: tuple[Case, ...]) -> None:
    leads = [case for case in cases if "voert de procesregie" in case.question]
    assert leads
    assert not any("Zorg en Overlast" in case.citation.document_title for case in leads)


def test_the_cases_of_an_intervention_are_those_of_its_acts(example_store: Store, cases: tuple[Case, ...]) -> None:
    some = practice(example_store).cases("lindestroom", ON, "Vroegsignalering")
    assert 0 < len(some) < len(cases)
    assert all("vroegsignalering" in case.citation.document_title.casefold() for case in some)


MEETING = "Wijkhulp, Geldloket en De Els overleggen elke maand."


def test_wrong_is_only_who_is_surely_somebody_else(held: Held) -> None:
    found = made(
        held,
        MEETING,
        "Geldloket maakt een overzicht van alle schulden.",
        "De Els meldt een huurachterstand bij Geldloket.",
        "Wijkhulp nodigt de inwoner uit voor een eerste gesprek.",
    )
    asked = found["Wie nodigt de inwoner uit voor een eerste gesprek?"]
    assert asked.right.text == "Wijkhulp"
    assert {choice.text for choice in asked.choices} == {"Wijkhulp", "Geldloket", "De Els"}
    assert asked.client == "inwoner"


def test_who_does_the_same_elsewhere_is_no_wrong_answer(held: Held) -> None:
    found = made(
        held,
        MEETING,
        "Geldloket maakt een overzicht van alle schulden.",
        "De Els nodigt de inwoner uit voor een tweede gesprek.",
        "Wijkhulp nodigt de inwoner uit voor een eerste gesprek.",
    )
    asked = found["Wie nodigt de inwoner uit voor een eerste gesprek?"]
    assert {choice.text for choice in asked.choices} == {"Wijkhulp", "Geldloket"}


def test_who_stands_in_for_another_is_no_wrong_answer(held: Held) -> None:
    found = made(
        held,
        MEETING,
        "Het spreekuur is een onderdeel van Wijkhulp.",
        "Het spreekuur verwijst mensen met schulden naar Geldloket.",
        "Geldloket maakt een overzicht van alle schulden.",
        "Wijkhulp nodigt de inwoner uit voor een eerste gesprek.",
    )
    asked = found["Wie nodigt de inwoner uit voor een eerste gesprek?"]
    assert "Het spreekuur" not in {choice.text for choice in asked.choices}


@pytest.mark.parametrize(
    "sentence",
    [
        "Partijen nodigen de inwoner uit voor een eerste gesprek.",  # all of them do
        "Wijkhulp nodigt de inwoner niet uit voor een eerste gesprek.",
        "Zij nodigt de inwoner uit voor een eerste gesprek.",
        "Daarna nodigt Wijkhulp de inwoner uit voor een eerste gesprek.",
        "Wijkhulp kan de inwoner uitnodigen voor een eerste gesprek.",
        "Wijkhulp wil de inwoner uitnodigen voor een eerste gesprek.",
        "Wijkhulp laat dit weten aan de inwoner.",
        "Wijkhulp nodigt uit.",
    ],
)
def test_a_sentence_that_is_not_clear_by_itself_gives_no_case(sentence: str, held: Held) -> None:
    found = made(held, MEETING, "Geldloket maakt een overzicht van alle schulden.", sentence)
    assert not any("gesprek" in question or "nodigt uit" in question for question in found)


def test_no_wrong_term_is_as_long_as_the_right_one_or_named_beside_it(held: Held) -> None:
    found = made(
        held,
        "Wijkhulp belt de nieuwe inwoner binnen vijf werkdagen op.",
        "Geldloket betaalt de tolk binnen drie maanden.",
        "## Artikel 3 Brieven",
        "Geldloket maakt binnen een week een overzicht van de schulden.",
        "De Els beantwoordt een brief van de huurder binnen zes weken.",
    )
    asked = found["Binnen welke termijn belt Wijkhulp de nieuwe inwoner op?"]
    assert {choice.text for choice in asked.choices} == {"Binnen vijf werkdagen", "Binnen zes weken"}


def test_documents_that_set_no_rule_give_nothing_to_practise(held: Held) -> None:
    memo = "# Memo wijkteams Duindorp\n\n## Aanleiding\n\nVorig jaar liep de samenwerking niet goed.\n"
    assert practice(held(duindorp=memo)).cases("duindorp", ON) == ()


def test_what_ended_is_practised_only_where_nothing_is_in_force(held: Held) -> None:
    ended = BEGUN.replace("## Artikel 1", "Deze werkafspraken gelden tot en met 31 december 2020.\n\n## Artikel 1", 1)
    rules = (MEETING, "Geldloket maakt een overzicht van alle schulden.", "Wijkhulp bezoekt de nieuwe inwoner thuis.")
    found = practice(held(meerwijk=ended + "\n\n".join(rules) + "\n")).cases("meerwijk", ON)
    assert found
    assert {case.citation.validity.status for case in found} == {"expired"}
