"""Signatures without a day, or of a day that does not fit the paper."""

import pytest

from kb.consistency.finding import Finding, Rule
from tests.kb.consistency.papers import findings

_HEAD = """# Convenant Warm Wonen Merenveld 2024-2027

Vastgesteld op 9 november 2023

## Partijen

1. de gemeente Merenveld;
2. Stichting Lindehof, hierna: Lindehof;
3. GGD Merenland.

## Artikel 1 Looptijd

1. Dit convenant geldt van 1 januari 2024 tot en met 31 december 2027.

## Ondertekening

"""


def _of(*rows: str, head: str = "| Partij | Naam | Datum |", version: str = "9 november 2023") -> list[Finding]:
    table = "\n".join([head, "|" + "---|" * (head.count("|") - 1), *rows])
    text = _HEAD.replace("9 november 2023", version) + table + "\n"
    return [one for one in findings(text) if one.rule is Rule.SIGNATURE_DATE]


def test_a_signature_without_date_is_found_where_others_have_one() -> None:
    (one,) = _of(
        "| Gemeente Merenveld | A. Wilg | 14 november 2023 |",
        "| Stichting Lindehof | B. Eik | |",
        "| GGD Merenland | C. Beuk | 15 november 2023 |",
    )
    assert one.case == "no_date"
    assert [cited.quote for cited in one.citations] == ["Stichting Lindehof\tB. Eik", "Partij\tNaam\tDatum"]


def test_a_place_is_no_date() -> None:
    (one,) = _of(
        "| Gemeente Merenveld | A. Wilg | Merenveld, 14-11-2023 |",
        "| Stichting Lindehof | B. Eik | Merenveld |",
        "| GGD Merenland | C. Beuk | Merenveld, 15-11-2023 |",
        head="| Organisatie | Naam en functie | Plaats en datum |",
    )
    assert one.facts["party"] == "Stichting Lindehof"


def test_a_day_before_the_adoption_is_found_with_the_line_that_gives_the_adoption() -> None:
    (one,) = _of(
        "| Gemeente Merenveld | A. Wilg | 14 november 2023 |",
        "| Stichting Lindehof | B. Eik | 1 oktober 2023 |",
        "| GGD Merenland | C. Beuk | 15 november 2023 |",
    )
    assert one.case == "before_version"
    assert [cited.quote for cited in one.citations] == [
        "Stichting Lindehof\tB. Eik\t1 oktober 2023",
        "Vastgesteld op 9 november 2023",
    ]


def test_a_day_after_the_last_day_is_found() -> None:
    (one,) = _of(
        "| Gemeente Merenveld | A. Wilg | 14 november 2023 |",
        "| Stichting Lindehof | B. Eik | 16 november 2032 |",
        "| GGD Merenland | C. Beuk | 15 november 2023 |",
    )
    assert (one.case, one.facts["day"]) == ("after_end", "2032-11-16")


def test_figures_are_unclear_where_one_way_to_read_them_is_before_the_adoption() -> None:
    (one,) = _of(
        "| Gemeente Merenveld | A. Wilg | 14 november 2023 |",
        "| Stichting Lindehof | B. Eik | 06/12/2023 |",
        "| GGD Merenland | C. Beuk | 15 november 2023 |",
    )
    assert (one.case, one.facts["day"], one.facts["other"]) == ("ambiguous", "2023-12-06", "2023-06-12")


def test_figures_whose_usual_reading_is_before_the_adoption_are_unclear_among_other_figures_too() -> None:
    (one,) = _of(
        "| Gemeente Merenveld | A. Wilg | 14-11-2023 |",
        "| Stichting Lindehof | B. Eik | 3-12-2023 |",
        "| GGD Merenland | C. Beuk | 12-1-2023 |",
        version="9 oktober 2023",
    )
    assert (one.case, one.facts["party"]) == ("ambiguous", "GGD Merenland")


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(
            ["| 14 november 2023 |", "| 9 november 2023 |", "| 20 december 2023 |"], id="on the day and later"
        ),
        pytest.param(["| 14-11-2023 |", "| 06-12-2023 |", "| 15-11-2023 |"], id="all in figures, day first"),
        pytest.param(["| 14 november 2023 |", "| 12/12/2023 |", "| 15 november 2023 |"], id="day and month alike"),
        pytest.param(["| 14 november 2023 |", "| 25/11/2023 |", "| 15 november 2023 |"], id="no month 25"),
        pytest.param(["| 14 november 2023 |", "| 2023-12-06 |", "| 15 november 2023 |"], id="year first"),
        pytest.param(["| 14 nov. 2023 |", "| november 2023 |", "| 15 nov 2023 |"], id="month and year"),
        pytest.param(["| |", "| |", "| |"], id="a blank form"),
        pytest.param(["| 1 juni 2023 |", "| 2 juni 2023 |", "| 3 juni 2023 |"], id="a version made for the archive"),
    ],
)
def test_these_days_are_no_fault(rows: list[str]) -> None:
    names = ("| Gemeente Merenveld | A. Wilg ", "| Stichting Lindehof | B. Eik ", "| GGD Merenland | C. Beuk ")
    assert _of(*(name + row for name, row in zip(names, rows, strict=True))) == []


def test_a_table_without_dates_has_none_to_miss() -> None:
    rows = ("| Gemeente Merenveld | A. Wilg | |", "| Stichting Lindehof | B. Eik | |")
    assert _of(*rows, head="| Partij | Naam | Handtekening |") == []


def test_one_date_for_all_above_the_table_is_enough() -> None:
    text = _HEAD + "Ondertekend in Merenveld op 14 november 2023.\n\n| Partij | Naam | Datum |\n|---|---|---|\n"
    text += "| Gemeente Merenveld | A. Wilg | 14 november 2023 |\n| Stichting Lindehof | B. Eik | |\n"
    assert not [one for one in findings(text) if one.rule is Rule.SIGNATURE_DATE]


def _released(sentence: str, *days: str) -> list[Finding]:
    names = ("Gemeente Merenveld", "Stichting Lindehof", "GGD Merenland")
    rows = "".join(f"| {name} | A. Wilg | {day} |\n" for name, day in zip(names, days, strict=True))
    head = _HEAD.replace("Vastgesteld op 9 november 2023\n", f"## Vooraf\n\nEr is lang gepraat. {sentence}\n")
    return [
        one
        for one in findings(f"{head}| Partij | Naam | Datum |\n|---|---|---|\n{rows}")
        if one.rule is Rule.SIGNATURE_DATE
    ]


_EARLY = ("14 november 2023", "2 augustus 2023", "15 november 2023")


@pytest.mark.parametrize(
    "sentence",
    [
        "Op 6 november 2023 heeft de kerngroep de slottekst van dit convenant vrijgegeven voor ondertekening.",
        "De definitieve tekst is op 6 november 2023 ter ondertekening aan de partijen aangeboden.",
        "De secretaris stuurde de eindversie op 6 november 2023 rond om te ondertekenen.",
    ],
)
def test_a_day_before_the_text_was_there_to_be_signed_is_found_with_the_sentence_that_says_so(sentence: str) -> None:
    (one,) = _released(sentence, *_EARLY)
    assert (one.case, one.facts["party"], one.facts["limit"]) == ("before_release", "Stichting Lindehof", "2023-11-06")
    assert one.citations[1].quote == sentence


@pytest.mark.parametrize(
    "sentence",
    [
        "Op 6 november 2023 heeft de kerngroep de cijfers besproken.",
        "De tekst was op 6 november 2023 nog niet vrijgegeven voor ondertekening.",
        "Op 6 november 2023 is het addendum bij dit convenant ter ondertekening aangeboden.",
        "Op 6 november 2023 is het Convenant Zorg en Rust aangeboden voor ondertekening.",
        "De tekst wordt op 6 november 2023 aangeboden voor ondertekening.",
        "De tekst is op 1 juli 2023 aan de ene en op 6 november 2023 aan de andere aangeboden ter ondertekening.",
        "De tekst is op 2 augustus 2023 vrijgegeven voor ondertekening.",
        "De tekst is op 20 december 2023 vrijgegeven voor ondertekening.",
    ],
)
def test_a_signature_is_not_laid_beside_the_day_of_something_else(sentence: str) -> None:
    assert _released(sentence, *_EARLY) == []
