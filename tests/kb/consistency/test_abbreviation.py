"""One abbreviation for two things is found, in a paper and among those that must agree; one said two ways is not."""

import pytest

from kb.consistency.finding import Rule
from tests.kb.consistency.papers import findings
from tests.kb.consistency.saying import said


def _paper(title: str, *paragraphs: str) -> str:
    return "\n\n".join((f"# {title}", "Versie 1.0, vastgesteld op 2 december 2024", "## 1. Werkwijze", *paragraphs))


_TWO = [
    (
        "Het Havenoverleg Oost (HO) komt maandelijks bijeen.",
        "De Hulplijn Overlast (HO) is dag en nacht open.",
    ),
    (
        "De DMS (Dienst Maritieme Steun) vaart uit.",
        "Daarna belt de loods het Digitaal Meldsysteem, afgekort DMS.",
    ),
    (
        "De Regionale Raad Veren, hierna: RRV, vergadert in mei.",
        "Het Register van Reparaties en Veiligheid (hierna te noemen het RRV) ligt ter inzage.",
    ),
    (
        "De veerploeg (VP) vaart uit.",
        "Elk schip heeft een veiligheidsplan (VP) aan boord.",
    ),
    (
        "SBO staat voor schipper bij ontij.",
        "Het Schippersbureau Oost (SBO) geeft passen uit.",
    ),
]
_ONE = [
    ("Het Havenoverleg Oost (HO) komt bijeen.", "Het havenoverleg Oost (HO) telt vijf leden."),
    ("De Havenoverleggen Oost (HO) komen bijeen.", "Het Havenoverleg Oost (HO) telt vijf leden."),
    ("Het Meldpunt Mist & Storm (MMS) is open.", "Het Meldpunt Mist en Storm (MMS) is dicht."),
    ("De Schippers Vereniging Oost (SVO) tekent.", "De Schippersvereniging Oost (SVO) betaalt."),
    ("Het Havenoverleg Oost (HO) komt bijeen.", "De voorzitter van het HO (een schipper) opent."),
    ("Het Havenoverleg Oost (HO) komt bijeen.", "De schipper van dienst (HO) belt terug."),
    ("De Dienst Maritieme Steun (DMS) vaart uit.", "De Dienst Maritieme Steun Veendal (DMS) vaart terug."),
    ("Het Havenoverleg Oost (HO) komt bijeen.", "Het Havenoverleg Oost (HVO) telt vijf leden."),
    ("Stichting De Ankers (Ankers) tekent.", "Vereniging Anker (Ankers) tekent ook."),
]


@pytest.mark.parametrize(("one", "other"), _TWO)
def test_two_meanings_in_one_paper_are_laid_side_by_side(one: str, other: str) -> None:
    assert said(Rule.ABBREVIATION, _paper("Afspraken haven", one, other)) == [("", (one, other))]


@pytest.mark.parametrize(("one", "other"), _ONE)
def test_one_meaning_said_in_two_ways_is_left_alone(one: str, other: str) -> None:
    assert said(Rule.ABBREVIATION, _paper("Afspraken haven", one, other)) == []


def test_definitions_tell_what_an_abbreviation_stands_for() -> None:
    text = (
        "# Afspraken haven\n\n## Artikel 1 Begrippen\n\nIn deze afspraken wordt verstaan onder:\n\n"
        "- KVT: de kade voor tankers;\n- loods: wie een schip binnenbrengt.\n\n## Artikel 2 Toezicht\n\n"
        "Het Kernteam Veilig Tij (KVT) ziet toe.\n"
    )
    ((_, quotes),) = said(Rule.ABBREVIATION, text)
    assert set(quotes) == {"KVT: de kade voor tankers;", "Het Kernteam Veilig Tij (KVT) ziet toe."}


def test_a_table_of_abbreviations_does_too() -> None:
    text = _paper(
        "Afspraken haven",
        "| Afkorting | Betekenis |\n|---|---|\n| WKO | Wacht op de kade in Oost |",
        "Het Werkoverleg Kade en Overslag (WKO) komt bijeen.",
    )
    ((_, quotes),) = said(Rule.ABBREVIATION, text)
    assert set(quotes) == {
        "WKO\tWacht op de kade in Oost",
        "Het Werkoverleg Kade en Overslag (WKO) komt bijeen.",
    }


_OVERSIGHT = "Het Havenoverleg Oost (HO) komt bijeen."
_HOTLINE = "De Hulplijn Overlast (HO) is open."


def test_papers_of_one_region_must_mean_the_same() -> None:
    texts = (_paper("Afspraken haven", _OVERSIGHT), _paper("Afspraken kade", _HOTLINE))
    (one,) = [one for one in findings(*texts) if one.rule is Rule.ABBREVIATION]
    assert {cited.quote for cited in one.citations} == {_OVERSIGHT, _HOTLINE}
    assert one.facts == {"short": "HO", "one": "Havenoverleg Oost", "other": "Hulplijn Overlast"}


def test_regions_may_differ() -> None:
    texts = (_paper("Afspraken haven", _OVERSIGHT), _paper("Afspraken kade", _HOTLINE))
    assert [one for one in findings(*texts, regions=("oost", "west")) if one.rule is Rule.ABBREVIATION] == []


def test_two_meanings_are_told_once_however_often_they_are_repeated() -> None:
    text = _paper("Afspraken haven", _OVERSIGHT, _HOTLINE, f"{_OVERSIGHT} {_HOTLINE}", _HOTLINE)
    assert len(said(Rule.ABBREVIATION, text)) == 1
