"""When an agreement holds: over, without a beginning, in doubt about its last day, or hanging on another one."""

import pytest

from kb.consistency.finding import Finding, Relation, Rule
from tests.kb.consistency.papers import findings

TITLE = "# Convenant Schoon Dak Proefdorp\n\nVastgesteld op 4 november 2024\n\n## Artikel 1 Looptijd\n\n"
FULL = "Dit convenant geldt van 1 januari 2025 tot en met 31 december 2028."
AFTER = " Partijen besluiten in 2028 over verlenging."


def found(*texts: str) -> list[Finding]:
    """What the rule finds."""
    return [one for one in findings(*texts) if one.rule is Rule.VALIDITY]


def cases(*texts: str) -> list[str]:
    """The cases of what the rule finds."""
    return sorted(one.case for one in found(*texts))


@pytest.mark.parametrize(
    "text",
    [
        FULL + AFTER,
        "Het convenant treedt op 1 januari 2025 in werking. Het eindigt op 1 januari 2030 van rechtswege.",
        "Dit convenant gaat in op 1 januari 2025 en kent geen einddatum.",
        "Dit convenant treedt in werking zodra alle partijen hebben getekend en is aangegaan voor onbepaalde tijd.",
        "Dit convenant geldt met ingang van 1 januari 2025 tot 1 januari 2029. Daarna kan het worden verlengd.",
        "Ingangsdatum: 1 januari 2025. Dit convenant loopt tot en met 31 december 2028 en wordt in 2027 geëvalueerd.",
    ],
)
def test_a_term_that_leaves_nothing_open_gives_nothing(text: str) -> None:
    assert cases(TITLE + text) == []


def test_an_agreement_that_ran_out_without_successor_is_found() -> None:
    old = "Dit convenant geldt van 1 januari 2021 tot en met 31 december 2024. Het wordt niet verlengd."
    (one,) = found(TITLE + old)
    assert (one.case, one.facts["until"]) == ("expired", "2024-12-31")
    assert one.citations[0].quote == old.removesuffix(" Het wordt niet verlengd.")
    assert one.severity.value == "high"


@pytest.mark.parametrize(
    "new",
    [
        "# Overeenkomst Daken en Goten Proefdorp\n\n## Artikel 1 Looptijd\n\nDeze overeenkomst geldt vanaf 1 januari"
        " 2025 voor onbepaalde tijd. Zij vervangt het Convenant Schoon Dak Proefdorp.\n",
        "# Convenant Schoon Dak Proefdorp 2025-2028\n\n## Artikel 1 Looptijd\n\n" + FULL + AFTER,
    ],
)
def test_what_has_a_successor_may_run_out(new: str) -> None:
    old = "Dit convenant geldt van 1 januari 2021 tot en met 31 december 2024. Het wordt niet verlengd."
    assert cases(TITLE.replace("2024", "2020") + old, new) == []


def test_no_first_day_anywhere_is_found_once() -> None:
    text = TITLE + "Dit convenant eindigt op 31 december 2028." + AFTER
    (one,) = found(text)
    assert one.case == "no_start"
    assert one.citations[0].quote == "Dit convenant eindigt op 31 december 2028."


def test_a_beginning_by_signature_wants_every_date() -> None:
    text = (
        TITLE + "Dit convenant treedt in werking na ondertekening door alle partijen. Het eindigt op 31 december 2028"
        " en kan worden verlengd.\n\n## Ondertekening\n\n| Partij | Naam | Datum |\n|---|---|---|\n"
        "| Gemeente Proefdorp | A. Dakpan | 3 december 2024 |\n| Woonstichting De Nok | B. Goot | {} |\n"
    )
    (one,) = found(text.format(""))
    assert (one.case, one.facts["names"]) == ("start_unsigned", "Woonstichting De Nok")
    assert cases(text.format("4 december 2024")) == []


@pytest.mark.parametrize(
    ("term", "ambiguous"),
    [
        ("geldt van 1 januari 2025 tot 31 december 2028", True),
        ("loopt van 1 februari 2025 tot 15 mei 2028", True),
        ("geldt van 1 januari 2025 tot 1 januari 2029", False),
        ("geldt van 1 januari 2025 t/m 31 december 2028", False),
    ],
)
def test_tot_a_day_may_or_may_not_hold_that_day(term: str, ambiguous: bool) -> None:
    assert cases(f"{TITLE}Dit convenant {term}.{AFTER}") == (["until_ambiguous"] if ambiguous else [])


def test_tot_is_settled_where_the_same_day_is_given_in_full() -> None:
    text = f"{TITLE}Dit convenant geldt van 1 januari 2025 tot 31 december 2028.{AFTER}"
    again = "\n\n## Artikel 9 Slot\n\nDit convenant loopt tot en met 31 december 2028.\n"
    assert cases(text + again) == []


def test_the_years_of_the_title_are_told_where_they_settle_it() -> None:
    text = f"{TITLE}Dit convenant geldt van 1 januari 2025 tot 31 december 2028.{AFTER}"
    (one,) = found(text.replace("Proefdorp\n", "Proefdorp 2025-2028\n", 1))
    assert (one.facts["years"], one.facts["day"]) == ("2025-2028", "2028-12-31")


_BEGINS_ENDS = "Het convenant treedt in werking op 1 januari 2025 en eindigt op 31 december 2028."


@pytest.mark.parametrize("between", [" ", "\n2. ", "\n\n"])
@pytest.mark.parametrize(
    "after",
    [
        "Daarna wordt het telkens met een jaar verlengd, tenzij een partij opzegt.",
        "Nadien zetten partijen het stilzwijgend voort.",
        "Partijen besluiten uiterlijk op 1 juli 2028 over een vervolg.",
    ],
)
@pytest.mark.parametrize("heading", ["Begin en einde", "Looptijd", "Slot"])
def test_what_follows_on_the_last_day_may_stand_in_a_sentence_or_member_of_its_own(
    between: str, after: str, heading: str
) -> None:
    number = "1. " if between.startswith("\n2") else ""
    goal = "# Convenant Dakrenovatie Proefdorp\n\n## Doel\n\nPartijen vernieuwen samen de daken van huizen."
    assert cases(f"{goal}\n\n## {heading}\n\n{number}{_BEGINS_ENDS}{between}{after}\n") == []


def test_what_follows_on_the_last_day_may_stand_on_the_cover() -> None:
    said = f"{_BEGINS_ENDS} Daarna wordt het telkens met een jaar verlengd."
    assert (
        cases(f"# Convenant Dakrenovatie Proefdorp\n\n{said}\n\n## Artikel 1 Doel\n\nPartijen vernieuwen daken.\n")
        == []
    )


@pytest.mark.parametrize(
    "other", ["Een proefperiode kan met een jaar worden verlengd.", "Het vervolgonderzoek start in mei."]
)
def test_what_else_is_prolonged_or_goes_on_says_nothing_of_the_agreement(other: str) -> None:
    text = f"# Convenant Dakrenovatie Proefdorp\n\n## Begin en einde\n\n{_BEGINS_ENDS} {other}\n"
    assert cases(text) == ["no_renewal"]


def test_a_fixed_end_without_a_word_on_what_follows_is_found() -> None:
    (one,) = found(TITLE + FULL + " De corporatie kan een hersteltermijn verlengen.")
    assert (one.case, one.facts["until"]) == ("no_renewal", "2028-12-31")


def test_of_an_agreement_that_is_over_it_is_asked_once_what_to_do() -> None:
    assert cases(TITLE + "Dit convenant geldt van 1 januari 2019 tot en met 31 december 2021.") == ["expired"]


@pytest.mark.parametrize(
    ("text", "case"),
    [
        (
            FULL + AFTER + "\n\n## Artikel 8 Slot\n\nDit convenant treedt in werking op 1 maart 2025.",
            "conflicting_start",
        ),
        (FULL + AFTER + "\n\n## Artikel 8 Slot\n\nHet convenant eindigt op 30 juni 2028.", "conflicting_end"),
        (
            "Dit convenant geldt vanaf 1 mei 2026 en eindigt op 30 april 2024. Evaluatie van dit convenant volgt.",
            "ends_first",
        ),
    ],
)
def test_days_that_contradict_each_other_are_quoted_both(text: str, case: str) -> None:
    one = next(one for one in found(TITLE + text) if one.case == case)
    assert one.relation is Relation.CONTRADICTION
    assert case == "ends_first" or len(one.citations) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Het convenant is gewijzigd met ingang van 1 juli 2026.",
        "Voor particuliere verhuurders geldt dit convenant vanaf 1 januari 2026.",
        "Artikel 4 van dit convenant geldt tot en met 31 december 2026.",
        "Het Convenant Droge Daken vervalt op 1 februari 2025.",
        "De subsidie loopt tot en met 30 juni 2026.",
    ],
)
def test_days_of_a_part_or_of_another_paper_contradict_nothing(text: str) -> None:
    assert cases(f"{TITLE}{FULL}{AFTER}\n\n## Artikel 8 Slot\n\n{text}\n") == []


def test_title_and_text_may_not_name_different_years() -> None:
    text = (TITLE + FULL + AFTER).replace("Proefdorp\n", "Proefdorp 2024-2028\n", 1)
    (one,) = found(text)
    assert (one.case, one.facts["day"]) == ("title_years", "2025-01-01")


WORK = (
    "# Werkafspraken dakgoten Proefdorp\n\nVastgesteld op 6 januari 2025\n\n## 1. Geldigheid\n\n"
    "Deze werkafspraken gelden vanaf 1 februari 2025 en hebben geen einddatum. Zij gelden zolang het Convenant Schoon"
    " Dak van kracht is.\n"
)


def test_what_holds_as_long_as_another_falls_on_the_day_that_one_ends() -> None:
    (one,) = found(WORK, TITLE + FULL + AFTER)
    assert (one.case, one.facts["until"]) == ("dependent", "2028-12-31")
    assert "Zij gelden zolang het Convenant Schoon Dak van kracht is." in [cited.quote for cited in one.citations]
    assert FULL in [cited.quote for cited in one.citations]


def test_an_earlier_end_of_its_own_makes_it_clear() -> None:
    own = WORK.replace("en hebben geen einddatum", "tot en met 31 december 2027 en worden in 2027 geëvalueerd")
    assert cases(own, TITLE + FULL + AFTER) == []


def test_an_appendix_follows_its_whole() -> None:
    own = WORK.replace("Vastgesteld", "Bijlage 1 bij het Convenant Schoon Dak Proefdorp\n\nVastgesteld")
    assert cases(own, TITLE + FULL + AFTER) == []


def test_a_memo_has_no_term() -> None:
    memo = (
        "Memo\n\nDatum: 3 maart 2020\n\nAan: het college\n\nOnderwerp: stand van zaken daken\n\n1. Aanleiding\n\n"
        "De afspraken lopen goed en er zijn geen klachten. Het convenant loopt tot 31 maart 2021.\n"
    )
    assert cases(memo) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dit convenant treedt in werking op 05/06/25 en wordt aangegaan voor vier jaar.", "05/06/25"),
        ("Dit convenant treedt in werking op 1 januari 2025 en vervalt op 03-04-28.", "03-04-28"),
    ],
)
def test_a_day_that_can_be_read_in_two_ways_is_no_known_day(text: str, words: str) -> None:
    (one,) = [one for one in found(TITLE + text + AFTER) if one.case != "no_renewal"]
    assert (one.case, one.facts["words"]) == ("day_ambiguous", words)
    assert one.facts["day"] != one.facts["other_day"]


def test_a_short_day_that_can_be_read_in_one_way_is_known() -> None:
    assert cases(TITLE + "Dit convenant treedt in werking op 25/06/25 en eindigt op 31 december 2028." + AFTER) == []
