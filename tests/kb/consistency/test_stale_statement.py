"""A state of affairs of a past moment, left in an agreement that holds later."""

from datetime import date

import pytest

from kb.consistency.finding import Rule
from tests.kb.consistency.papers import ON, findings

HEAD = (
    "# Convenant Schoon Dak Proefdorp 2025-2028\n\nVastgesteld op 14 november 2024\n\n## Artikel 1 Looptijd\n\n"
    "Dit convenant geldt van 1 januari 2025 tot en met 31 december 2028. Verlenging is mogelijk.\n\n"
    "## Artikel 2 Uitvoering\n\n"
)


def stale(*texts: str, on: date = ON) -> list[tuple[str, str]]:
    """The moments and the sentences of what the rule finds."""
    found = [one for one in findings(*texts, on=on) if one.rule is Rule.STALE_STATEMENT]
    return [(one.facts["moment"], one.citations[0].quote) for one in found]


@pytest.mark.parametrize(
    ("sentence", "moment"),
    [
        ("Medio 2023 is de stand van zaken dat twee wijken meedoen.", "Medio 2023"),
        ("Per 1 mei 2022 zal de dakploeg worden uitgebreid.", "Per 1 mei 2022"),
        ("In de loop van 2024 wordt het meldpunt voor alle dorpen geopend.", "In de loop van 2024"),
        ("In het voorjaar van 2024 werken alleen de corporaties volgens deze stappen.", "In het voorjaar van 2024"),
        ("In 2023 heeft het meldpunt nog geen vaste medewerkers.", "In 2023"),
        ("Begin 2024 kunnen bewoners van koopwoningen nog niet melden.", "Begin 2024"),
        ("Eind 2023 is het meldpunt alleen op maandag open.", "Eind 2023"),
        ("Naar verwachting sluit Woonstichting De Nok in september 2024 aan.", "in september 2024"),
        ("Dit najaar start de dakploeg in het tweede dorp.", "dit najaar"),
    ],
)
def test_the_state_of_an_earlier_moment_is_found(sentence: str, moment: str) -> None:
    assert stale(HEAD + sentence) == [(moment, sentence)]


@pytest.mark.parametrize(
    "sentence",
    [
        "De Wet goed verhuurderschap is op 1 juli 2023 in werking getreden.",
        "Sinds 1 januari 2021 is vroegsignalering een wettelijke taak van gemeenten.",
        "In 2023 zijn 120 daken schoongemaakt.",
        "In 2022 bleek dat bewoners het meldpunt niet kenden.",
        "Partijen evalueren dit convenant in 2027 en in het voorjaar van 2028.",
        "Per 1 januari 2026 wordt het tarief verhoogd.",
        "Een bewoner die in 2023 is uitgezet, kan niet opnieuw worden aangemeld.",
        "Meldingen van vóór 1 januari 2024 worden niet meer behandeld.",
        "Het bedrag wordt elk jaar, voor het eerst per 1 januari 2024, geïndexeerd.",
        "Uiterlijk op 1 maart van het volgende jaar wordt gerapporteerd over dit jaar.",
        "Dit convenant is op 14 november 2024 vastgesteld.",
        "De dakploeg werkt in alle dorpen.",
    ],
)
def test_what_stays_true_or_is_told_as_past_is_not_found(sentence: str) -> None:
    assert stale(HEAD + sentence) == []


ANNOUNCED = [
    ("Medio 2025 zal het meldpunt worden vervangen door een landelijke telefoonlijn.", "Medio 2025"),
    ("In het voorjaar van 2026 gaat de dakploeg ook in het derde dorp werken.", "In het voorjaar van 2026"),
    ("Het portaal wordt naar verwachting begin 2026 geopend voor alle bewoners.", "begin 2026"),
    ("In de loop van 2025 wordt bekeken of koopwoningen kunnen meedoen.", "In de loop van 2025"),
]
PLAIN = [
    ("In maart 2026 verhuist de dakploeg naar de Molenstraat en krijgt zij een eigen balie.", "In maart 2026"),
    ("Het nieuwe meldformulier verschijnt in februari 2026.", "in februari 2026"),
    ("Begin 2026 stappen de drie dorpen over op één telefoonnummer.", "Begin 2026"),
    ("Een tweede dakploeg start in het voorjaar van 2026.", "in het voorjaar van 2026"),
]


@pytest.mark.parametrize(("sentence", "moment"), ANNOUNCED)
def test_what_was_announced_is_found_once_its_moment_has_gone_by(sentence: str, moment: str) -> None:
    assert stale(HEAD + sentence) == [(moment, sentence)]
    assert stale(HEAD + sentence, on=date(2025, 3, 1)) == []


@pytest.mark.parametrize(("sentence", "moment"), PLAIN)
def test_a_plain_present_of_a_later_year_announces_too(sentence: str, moment: str) -> None:
    assert stale(HEAD + sentence) == [(moment, sentence)]
    assert stale(HEAD + sentence, on=date(2025, 3, 1)) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "In april 2026 treedt de gewijzigde bijlage in werking.",
        "De eerste termijn start in april 2026.",
        "De tweede contractperiode begint in maart 2026.",
        "Wie in maart 2026 start met een opleiding, houdt zijn uitkering.",
        "Voor bewoners die in maart 2026 starten, geldt de oude regeling.",
        "Bij de start in maart 2026 van de dakploeg is een folder gemaakt.",
        "De dakploeg opent elke dinsdag in mei 2026 haar deuren.",
        "De dakploeg start in januari 2025 met haar werk.",
        "Partijen komen in maart 2026 bijeen.",
        "Per 1 april 2026 stopt de papieren lijst.",
        "In maart 2027 opent een tweede balie.",
    ],
)
def test_a_plain_present_of_a_rule_or_of_the_first_year_announces_nothing(sentence: str) -> None:
    assert stale(HEAD + sentence) == []


@pytest.mark.parametrize("line", ["Versie 1.4, september 2024", "Vastgesteld in september 2024", "September 2024"])
def test_the_month_of_a_version_dates_what_is_announced(line: str) -> None:
    text = f"# Werkafspraken daken Proefdorp\n\n{line}\n\n## 1. Stand\n\n{PLAIN[0][0]}\n"
    assert stale(text) == [PLAIN[0][::-1]]
    assert stale(text.replace("2024", "2026")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Medio 2027 zal het meldpunt worden vervangen door een landelijke telefoonlijn.",
        "Per 1 januari 2026 wordt het tarief verhoogd.",
        "In 2025 hebben twee dorpen meegedaan.",
        "Het dak dat medio 2025 wordt gekeurd, valt erbuiten.",
    ],
)
def test_what_is_still_to_come_or_holds_from_a_day_on_is_not_found(sentence: str) -> None:
    assert stale(HEAD + sentence) == []


def test_an_agreement_that_has_ended_announces_nothing_any_more() -> None:
    ended = HEAD.replace("2028", "2025")
    assert [stale(ended + sentence) for sentence, _ in ANNOUNCED] == [[]] * len(ANNOUNCED)


def test_history_in_recitals_and_memos_is_not_found() -> None:
    sentence = "Medio 2023 is de stand van zaken dat twee wijken meedoen."
    recital = f"- {sentence[0].lower()}{sentence[1:-1]};"
    assert stale(HEAD.replace("## Artikel 1", f"## Overwegende dat\n\n{recital}\n\n## Artikel 1")) == []
    memo = "Memo\n\nDatum: 3 maart 2026\n\nAan: het college\n\nOnderwerp: daken\n\n1. De stand\n\n"
    assert stale(f"{memo}Er zijn geen klachten gekomen. {sentence}\n") == []


def test_an_undated_paper_gives_no_moment_to_compare_with() -> None:
    assert stale("# Werkafspraken daken\n\n## 1. Stand\n\nMedio 2023 is de stand dat twee wijken meedoen.\n") == []
