"""One organisation under two spellings or names."""

import pytest

from kb.consistency.finding import Finding, Rule
from tests.kb.consistency.papers import findings

_PAPER = """# Convenant Zorg Dichtbij Merenveld 2024-2027

## Partijen

1. het college van burgemeester en wethouders van de gemeente Merenveld, hierna: de gemeente;
2. Stichting Buurtanker Merenveld, hierna: Buurtanker;
3. GGD Meren-Oost, hierna: de GGD;
4. Woonstichting De Havik, hierna: De Havik;
5. Koepel Verhuurders Merenveld, waarin ZonWonen en Huize Linde samenwerken.

## Artikel 1 Werkwijze

1. {text}

## Ondertekening

| Partij | Naam |
|---|---|
{signed}
"""
_SIGNED = (
    "Gemeente Merenveld",
    "Stichting Buurtanker Merenveld",
    "GGD Meren-Oost",
    "Woonstichting De Havik",
    "ZonWonen",
    "Huize Linde",
)


def _paper(text: str = "Partijen werken samen.", **signed: str) -> str:
    names = [signed.get(name.split()[-1].split("-")[0].lower(), name) for name in _SIGNED]
    return _PAPER.format(text=text, signed="\n".join(f"| {name} | A. Wilg |" for name in names))


def _found(*texts: str) -> list[Finding]:
    return [one for one in findings(*texts) if one.rule is Rule.NAME_VARIANT]


@pytest.mark.parametrize(
    ("text", "variant"),
    [
        ("Het gesprek doet Buurt-anker binnen een week.", "Buurt-anker"),
        ("Wie zorgen heeft, belt GGD Meren Oost.", "GGD Meren Oost"),
        ("De huurder belt Woonstichting De Havick.", "Woonstichting De Havick"),
        ("De huurder belt Zonwonen.", "Zonwonen"),
        ("De huurder belt Stichting Buurtankers Merenveld.", "Stichting Buurtankers Merenveld"),
    ],
)
def test_another_spelling_in_the_text_is_found(text: str, variant: str) -> None:
    (one,) = _found(_paper(text))
    assert one.facts["others"] == f"‘{variant}’"
    assert one.citations[1].quote.endswith(text)


def test_another_name_in_the_signatures_is_found_with_the_line_and_the_row() -> None:
    (one,) = _found(_paper(merenveld="Stichting Buurtanker Merenveld", oost="GGD Merenoost", meren="GGD Merenoost"))
    assert [cited.quote for cited in one.citations] == ["3. GGD Meren-Oost, hierna: de GGD;", "GGD Merenoost\tA. Wilg"]


def test_between_papers_of_a_region_a_name_is_one_name() -> None:
    other = "# Werkafspraken Huurschuld Merenveld\n\n## Deelnemers\n\n- Wonen De Havik;\n- GGD Meren-Oost.\n"
    (one,) = _found(_paper(), other)
    assert {cited.quote for cited in one.citations} == {
        "4. Woonstichting De Havik, hierna: De Havik;",
        "- Wonen De Havik;",
    }


def test_three_spellings_of_one_organisation_are_one_finding() -> None:
    (one,) = _found(_paper("De huurder belt Woonstichting De Havick. Daarna belt hij Woonstichting De Haviek."))
    assert len(one.citations) == 3


def test_an_acronym_and_half_of_it_written_out_are_two_names() -> None:
    (one,) = _found(
        "# Memo\n\nDatum 3 mei 2024\n\nHet bestuur van de GR Welzijn stemde in. De GRW betaalt de kosten.\n"
    )
    assert "GR Welzijn" in one.facts.values()


@pytest.mark.parametrize(
    "text",
    [
        "Buurtanker belt de huurder en de gemeente betaalt.",
        "De GGD gaat mee, en ook de GGD-arts komt.",
        "De burgemeester van Merenveld beslist.",
        "De gemeente Merenveld en de gemeenten daaromheen overleggen.",
        "De Havik meldt de schuld.",
        "Woonstichting De Valk is geen partij.",
        "GGD Meren-West doet niet mee.",
        "De politie en Politie Merenveld gaan mee.",
        "Buurtanker Merenveld helpt de huurder.",
        "De verhuurder is lid van de Koepel Verhuurders Merenveld.",
        "De wijkteams en het Wijkteam helpen.",
        "Bij Buurtanker Merenveld ligt de grens hoger.",
        "Van ZonWonen komt een brief.",
    ],
)
def test_short_names_offices_other_organisations_and_capitals_are_no_variants(text: str) -> None:
    assert _found(_paper(text)) == []


_SORTS = """# Convenant Buurt

## Partijen

1. de gemeente Merenveld, hierna: de gemeente;
2. {first};
3. Welzijnsorganisatie De Wilg (De Wilg);
4. GGD Meren-Oost, hierna: de GGD.

## Afspraken

1. {text}

## Ondertekening

| Partij | Naam |
|---|---|
| Gemeente Merenveld | A. Wilg |
| {signed} | B. Wilg |
| Welzijnsorganisatie De Wilg | C. Wilg |
| GGD Meren-Oost | D. Wilg |
"""


def _signed_as(first: str, signed: str, text: str = "Partijen werken samen.") -> list[Finding]:
    return _found(_SORTS.format(first=first, signed=signed, text=text))


@pytest.mark.parametrize(
    ("first", "signed"),
    [
        ("Woningstichting De Eik, hierna te noemen: De Eik", "Woonstichting De Eik"),
        ("Woningstichting De Boomkruin (De Boomkruin)", "Woonstichting De Boomkruyn"),
        ("Waterbedrijf De Bron N.V., hierna: De Bron", "Drinkwaterbedrijf De Bron N.V."),
        ("Zorgorganisatie Lindehof (Lindehof)", "Thuiszorgorganisatie Lindehof"),
        ("Stichting Lindehof, hierna: Lindehof", "Vereniging Lindehof"),
        ("Energiebedrijf Stroom B.V. (Stroom)", "Energiebedrijf Stroom N.V."),
        ("Woningbouwvereniging Ons Huis (Ons Huis)", "Woningvereniging Ons Huis"),
    ],
)
def test_another_sort_of_body_or_legal_form_is_another_name(first: str, signed: str) -> None:
    (one,) = _signed_as(first, signed)
    assert signed in one.facts["most"] + one.facts["others"]


@pytest.mark.parametrize(
    ("first", "signed", "text"),
    [
        ("Woningbouwvereniging Ons Huis (Ons Huis)", "Woningbouwvereniging Ons Huis", "Ons Huis belt de huurder."),
        ("Woningbouwvereniging Ons Huis (Ons Huis)", "Ons Huis", "Ons Huis belt, Ons Huis schrijft."),
        ("Stichting Lindehof, hierna: Lindehof", "Lindehof", "Stichting Lindehof belt."),
        ("Woningcorporatie Lindehof (Lindehof)", "Lindehof", "Woningcorporatie Lindehof belt."),
        ("Stichting Woningbouwvereniging Ons Huis (Ons Huis)", "Woningbouwvereniging Ons Huis", "Partijen bellen."),
        ("Woonstichting De Wilg (Wonen)", "Woonstichting De Wilg", "Welzijnsorganisatie De Wilg belt."),
        ("Energiebedrijf Stroom B.V. (Stroom)", "Energiebedrijf Stroom", "Energiebedrijf Stroom meldt."),
        ("Coöperatie Thuishulp U.A. (Thuishulp)", "Coöperatie Thuishulp", "Thuishulp belt."),
    ],
)
def test_an_announced_short_or_long_form_is_no_variant(first: str, signed: str, text: str) -> None:
    assert _signed_as(first, signed, text) == []


def test_two_parties_of_one_list_are_two_however_alike() -> None:
    parties = "1. Stichting Maasdamhuis;\n2. Stichting Maasdalhuis;\n3. de gemeente Merenveld.\n"
    assert _found(f"# Convenant\n\n## Partijen\n\n{parties}") == []


def test_names_all_in_capitals_are_the_same_names() -> None:
    cover = "# Convenant\n\nGEMEENTE MERENVELD\n\nSTICHTING BUURTANKER MERENVELD\n\nGGD MEREN-OOST\n\n"
    assert _found(cover + _paper().split("\n", 2)[2]) == []


def test_an_ended_paper_is_not_compared_with_those_in_force() -> None:
    old = "# Afspraken\n\nGeldig van 1 januari 2019 tot en met 31 december 2020.\n\n"
    assert _found(_paper(), f"{old}## Deelnemers\n\n- Wonen De Havik;\n- GGD X.\n") == []


@pytest.mark.parametrize("between", [" · ", " • ", " | ", " / ", " – ", ", "])
def test_what_divides_the_names_in_a_line_of_the_cover_is_no_part_of_them(between: str) -> None:
    names = ["Gemeente Merenveld", "Stichting Buurtanker Merenveld", "GGD Meren-Oost", "Woonstichting De Havik"]
    title, rest = _paper().split("\n", 1)
    assert _found(f"{title}\n\n{between.join(names)}\n{rest}") == []


def test_a_slip_in_a_line_of_divided_names_is_found() -> None:
    title, rest = _paper().split("\n", 1)
    line = "Gemeente Merenveld · Stichting Buurtankre Merenveld · GGD Meren-Oost · Woonstichting De Havik"
    (one,) = _found(f"{title}\n\n{line}\n{rest}")
    assert one.facts["others"] == "‘Stichting Buurtankre Merenveld’"
