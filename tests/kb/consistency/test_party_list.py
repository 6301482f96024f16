"""Who is a party according to cover, list, steering body and tasks; and who did not sign."""

import pytest

from kb.consistency.finding import Finding, Rule
from tests.kb.consistency.papers import findings

_COVER = """# Samenwerkingsovereenkomst Samen Thuis Merenveld 2025-2028

Versie 4 maart 2025

Gemeente Merenveld

Stichting Lindehof

GGD Merenland

Koepel Woningverhuurders Merenveld (KWM)

"""
_LIST = """## Partijen

Deelnemers aan deze overeenkomst zijn:

- de gemeente Merenveld;
- Stichting Lindehof (hierna: Lindehof);
- GGD Merenland (hierna: de GGD);
- de Koepel Woningverhuurders Merenveld (hierna: KWM), waarin Duinwonen, De Zandloper en Thuis aan Zee zijn verenigd.

"""
_SIGNED = """## Ondertekening

| Organisatie | Naam |
|---|---|
| Gemeente Merenveld | A. Wilg |
| Stichting Lindehof | B. Eik |
| GGD Merenland | C. Beuk |
| Duinwonen | D. Es |
| De Zandloper | E. Linde |
| Thuis aan Zee | F. Olm |
"""


def _found(text: str, *rules: Rule) -> list[Finding]:
    return [one for one in findings(text) if one.rule in (rules or (Rule.PARTY_LIST, Rule.UNSIGNED_PARTY))]


def _quotes(one: Finding) -> list[str]:
    return [cited.quote for cited in one.citations]


def test_cover_list_and_signatures_that_agree_give_nothing() -> None:
    assert _found(_COVER + _LIST + _SIGNED) == []


def test_who_is_on_the_cover_only_and_signs_is_told_once_with_both_places() -> None:
    cover = _COVER.replace("GGD Merenland\n", "GGD Merenland\n\nVluchtheuvel Merenveld\n")
    (one,) = _found(cover + _LIST + _SIGNED + "| Vluchtheuvel Merenveld | G. Spar |\n")
    assert (one.rule, one.case) == (Rule.PARTY_LIST, "cover")
    assert _quotes(one)[:2] == ["Vluchtheuvel Merenveld", "Vluchtheuvel Merenveld\tG. Spar"]


def test_who_is_on_the_cover_only_and_does_not_sign_is_told_once() -> None:
    cover = _COVER.replace("GGD Merenland\n", "GGD Merenland\n\nVluchtheuvel Merenveld\n")
    (one,) = _found(cover + _LIST + _SIGNED)
    assert (one.rule, one.case, one.facts["party"]) == (Rule.PARTY_LIST, "cover_unsigned", "Vluchtheuvel Merenveld")


def test_a_party_that_the_cover_forgets_is_found() -> None:
    (one,) = _found(_COVER.replace("GGD Merenland\n\n", "") + _LIST + _SIGNED)
    assert (one.case, one.facts["party"]) == ("list", "GGD Merenland")


def test_who_has_a_seat_and_is_no_party_is_found() -> None:
    seat = "## Sturing\n\nDe stuurgroep bestaat uit Lindehof, de GGD, Stadsbank Merenveld en de gemeente.\n\n"
    (one,) = _found(_COVER + _LIST + seat + _SIGNED)
    assert (one.case, one.facts["party"]) == ("seated", "Stadsbank Merenveld")
    assert _quotes(one)[0] == "De stuurgroep bestaat uit Lindehof, de GGD, Stadsbank Merenveld en de gemeente."


def test_who_has_a_task_and_is_no_party_is_found() -> None:
    task = "## Werkwijze\n\nDe adviseur van Stadsbank Merenveld belt de huurder binnen een week.\n\n"
    (one,) = _found(_COVER + _LIST + task + _SIGNED)
    assert (one.case, one.facts["party"]) == ("tasked", "Stadsbank Merenveld")


@pytest.mark.parametrize(
    "task",
    [
        "Kredietbank Zuidmeer onderzoekt binnen vier weken of een regeling haalbaar is en deelt de uitkomst mee.",
        "Stichting Maatjes Zuidmeer belt de huurder elke week over zijn betalingen.",
        "Bureau Zuidmeer legt de uitkomst vast en stuurt die aan de gemeente.",
    ],
)
def test_a_stranger_who_acts_in_a_rule_is_tasked(task: str) -> None:
    (one,) = _found(_COVER + _LIST + f"## Werkwijze\n\n{task}\n\n" + _SIGNED)
    assert (one.case, _quotes(one)[0]) == ("tasked", task)


@pytest.mark.parametrize(
    "said",
    [
        "Kredietbank Zuidmeer wordt door de gemeente betaald.",
        "Stichting Maatjes Zuidmeer is geen partij. Stichting Maatjes Zuidmeer belt de huurder elke week.",
        "Kredietbank Zuidmeer kan de schuld onderzoeken.",
        "In opdracht van de gemeente onderzoekt Kredietbank Zuidmeer de schuld.",
    ],
)
def test_a_stranger_who_is_spoken_of_or_hired_has_no_task(said: str) -> None:
    assert _found(_COVER + _LIST + f"## Werkwijze\n\n{said}\n\n" + _SIGNED) == []


def test_a_table_of_tasks_gives_tasks() -> None:
    table = "| Partij | Taak |\n|---|---|\n| GGD | Neemt meldingen aan |\n| Nachtopvang Het Baken | Vangt op |\n\n"
    (one,) = _found(_COVER + _LIST + "## Taken\n\n" + table + _SIGNED)
    assert (one.case, _quotes(one)[0]) == ("tasked", "Nachtopvang Het Baken\tVangt op")


@pytest.mark.parametrize(
    "said",
    [
        "De stuurgroep bestaat uit de wethouder Zorg en Wonen, de directeur van Lindehof en de GGD.",
        "De burgemeester van Merenveld is voorzitter van de stuurgroep en Lindehof is lid.",
        "Alle partijen zitten in de stuurgroep.",
        "De Huurdersraad Merenveld is geen partij. De Huurdersraad Merenveld krijgt de agenda van de stuurgroep.",
        "De rechtbank beslist binnen zes weken. Het Ministerie van Justitie stelt regels.",
        "De Raad voor de Kinderbescherming onderzoekt de melding. Veilig Thuis geeft advies.",
        "Het systeem is van leverancier Zorgsoft B.V. en wordt ingehuurd.",
        "De GGD huurt schoonmaakbedrijf Glansdienst Merenveld in.",
        "Het wijkteam belt de huurder. De politie gaat mee. De corporatie meldt de schuld.",
        "De afdeling Veiligheid van de gemeente voert de regie.",
        "Bureau Toezicht Merenveld, een afdeling van de gemeente Merenveld, geeft advies.",
        "Duinwonen meldt een huurschuld binnen een week.",
        "De Stuurgroep Samen Thuis Merenveld komt twee keer per jaar bijeen.",
    ],
)
def test_who_is_a_part_a_member_a_role_or_only_spoken_of_is_no_fault(said: str) -> None:
    assert _found(f"{_COVER}{_LIST}## Werkwijze\n\n{said}\n\n{_SIGNED}") == []


def test_a_party_without_signature_is_found_with_its_line_and_the_table() -> None:
    (one,) = _found(_COVER + _LIST + _SIGNED.replace("| GGD Merenland | C. Beuk |\n", ""))
    assert (one.rule, one.case) == (Rule.UNSIGNED_PARTY, "absent")
    assert _quotes(one) == ["- GGD Merenland (hierna: de GGD);", "Organisatie\tNaam"]


def test_a_member_that_does_not_sign_where_the_others_do_is_found() -> None:
    (one,) = _found(_COVER + _LIST + _SIGNED.replace("| De Zandloper | E. Linde |\n", ""))
    assert (one.case, one.facts["party"]) == ("absent", "De Zandloper")


def test_an_umbrella_signs_for_its_members() -> None:
    signed = _SIGNED.split("| Duinwonen", maxsplit=1)[0] + "| Koepel Woningverhuurders Merenveld | D. Es |\n"
    assert _found(_COVER + _LIST + signed) == []


def test_a_signer_who_is_no_party_is_found() -> None:
    (one,) = _found(_COVER + _LIST + _SIGNED + "| Veiligheidshuis Merenland | G. Spar |\n")
    assert (one.rule, one.case) == (Rule.UNSIGNED_PARTY, "no_party")
    assert _quotes(one)[0] == "Veiligheidshuis Merenland\tG. Spar"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("| Gemeente Merenveld |", "| Het college van B en W van de gemeente Merenveld |"),
        ("| Stichting Lindehof |", "| Lindehof |"),
        ("| GGD Merenland |", "| GGD |"),
        ("| GGD Merenland | C. Beuk |\n", ""),
        ("| Stichting Lindehof |", "| Stichting Lindehof, mede namens GGD Merenland |"),
    ],
)
def test_short_names_offices_and_signing_for_another_are_signatures(old: str, new: str) -> None:
    told = "## Slot\n\nGGD Merenland ondertekent later, na instemming van haar bestuur.\n\n"
    assert _found(_COVER + _LIST + told + _SIGNED.replace(old, new), Rule.UNSIGNED_PARTY) == []


def test_names_below_namens_are_signatures_too() -> None:
    text = """# Convenant Schone Straat Duinrand

Ondergetekenden:

1. de gemeente Duinrand, hierna te noemen: de gemeente;
2. Woonstichting Helm, hierna te noemen: Helm;
3. Welzijn Duinrand, hierna te noemen: Welzijn;

komen overeen:

## Artikel 1 Doel

1. Partijen houden de straat schoon.

## Ondertekening

Namens de gemeente Duinrand:

Namens Woonstichting Helm:
"""
    (one,) = _found(text)
    assert (one.rule, one.case, one.facts["party"]) == (Rule.UNSIGNED_PARTY, "absent", "Welzijn Duinrand")


def test_a_paper_without_list_or_signatures_leaves_nothing_to_compare() -> None:
    assert _found("# Handreiking\n\n## Werkwijze\n\nDe Stadsbank Merenveld belt de huurder.\n") == []
