"""Abbreviations, colours and steps that are explained nowhere are found; what is explained or known is not."""

from pathlib import Path

import pytest

from kb.consistency.finding import Rule
from kb.consistency.naming import known_abbreviations
from tests.kb.consistency.papers import findings
from tests.kb.consistency.saying import said


def _paper(title: str, *paragraphs: str) -> str:
    return "\n\n".join((f"# {title}", "Versie 1.0, vastgesteld op 2 december 2024", "## 1. Werkwijze", *paragraphs))


_UNKNOWN = [
    "De schipper meldt zich bij het KTZ.",
    "Daarna volgt een QRZ-toets door de loods.",
    "De RvZ beslist binnen een week.",
    "Zij sturen de VLZ's op de eerste van de maand in.",
]
_KNOWN = [
    "De GGD en de GGZ houden zich aan de AVG.",
    "De VvE belt het UWV; het BSN staat op het formulier.",
    "Het KTZ (Kernteam Zuid) beslist.",
    "In het KTZ-overleg (Kort, Tijdig en Zeker) zit de loods.",
    "De loods werkt volgens het Kernplan Tij en Zee, nader aan te duiden als “KTZ”. Het KTZ is lang.",
    "Het Kernteam Tij en Zee vaart uit. Daarna belt het KTZ de loods.",
    "Dit mag NIET. Het mag niet.",
    "DE SCHIPPER MELDT ZICH BIJ HET KTZ.",
    "Aanwezig zijn Marinus, KTZ en Ankers.",
    "De brief gaat naar Kadeweg 2, 1234 AB Veendal.",
    "Zie hoofdstuk II en bijlage IV.",
    "Stichting KTZ levert de boot.",
    "De regels van KTZ Veendal gelden.",
    "Mail naar haven@KTZ.nl voor een afspraak.",
]


@pytest.mark.parametrize("sentence", _UNKNOWN)
def test_an_abbreviation_that_nobody_explained_is_quoted(sentence: str) -> None:
    text = _paper("Afspraken haven", f"Eerst dit. {sentence} Dan dat.")
    assert said(Rule.UNDEFINED_TERM, text) == [("", (sentence,))]


@pytest.mark.parametrize("sentence", _KNOWN)
def test_what_everyone_knows_or_the_paper_explains_is_left_alone(sentence: str) -> None:
    assert said(Rule.UNDEFINED_TERM, _paper("Afspraken haven", f"Eerst dit. {sentence} Dan dat.")) == []


def test_an_explanation_may_come_later_and_one_finding_is_enough() -> None:
    late = _paper("Afspraken haven", "Het KTZ beslist.", "Het Kernteam Tij op Zee (KTZ) telt drie leden.")
    often = _paper("Afspraken haven", "Het KTZ beslist.", "Bel het KTZ. Het KTZ belt terug.")
    assert said(Rule.UNDEFINED_TERM, late) == []
    assert said(Rule.UNDEFINED_TERM, often) == [("", ("Het KTZ beslist.",))]


def test_names_of_parties_and_signers_are_no_abbreviations() -> None:
    text = (
        "# Convenant Haven Veendal 2025-2028\n\n## Partijen\n\n1. Stichting KTZ, vertegenwoordigd door A. Buur, "
        "hierna te noemen: KTZ;\n2. de gemeente Veendal.\n\n## Artikel 1 Taken\n\nDe QRZ en het KTZ varen uit.\n\n"
        "## Ondertekening\n\n| Partij | Naam | Datum |\n|---|---|---|\n| QRZ | B. Buur | 3 maart 2025 |\n"
        "| Gemeente Veendal | C. Buur | 3 maart 2025 |\n"
    )
    assert said(Rule.UNDEFINED_TERM, text) == []


def test_a_paper_that_this_one_names_may_explain_it() -> None:
    covenant = _paper("Convenant Haven Veendal 2025-2028", "Het Kernteam voor Tij en Zee (KTZ) beslist.")
    naming = _paper("Werkinstructie loodsen", "Volgens het Convenant Haven Veendal 2025-2028 beslist het KTZ.")
    silent = _paper("Werkinstructie loodsen", "Altijd beslist het KTZ.")
    assert said(Rule.UNDEFINED_TERM, covenant, naming) == []
    assert said(Rule.UNDEFINED_TERM, covenant, silent) == [("", ("Altijd beslist het KTZ.",))]


@pytest.mark.parametrize(
    "told",
    [
        "KTZ: het team dat over schepen gaat.",
        "- KTZ = havenhulp",
        "KTZ (de plek waar schippers hun verhaal doen)",
        "KTZ, de groep loodsen en schippers, komt elke maand bijeen.",
        "KTZ – overleg over schip en lading",
        "Afkortingen: QRZ = wie de boot vaart; KTZ = mensen met een sleutel.",
        "**KTZ**: mensen met een sleutel van de sluis.",
        "Met KTZ bedoelen wij de ploeg aan boord.",
        "a) KTZ: mensen met een sleutel; b) QRZ: wie de boot vaart.",
        "| Woord | Uitleg |\n|---|---|\n| KTZ | de ploeg aan boord |",
    ],
)
def test_a_line_that_opens_with_the_letters_explains_them_under_any_heading(told: str) -> None:
    assert said(Rule.UNDEFINED_TERM, _paper("Afspraken haven", told, "De schipper belt het KTZ.")) == []


@pytest.mark.parametrize(
    "line",
    [
        "KTZ: maakt het verslag.",
        "KTZ: de school belt.",
        "KTZ: bellen voor vijf uur.",
        "KTZ: 0900-1234 (lokaal tarief)",
        "KTZ (maandag en dinsdag)",
        "KTZ, wijkteam en school komen bijeen.",
    ],
)
def test_what_somebody_does_or_when_explains_no_letters(line: str) -> None:
    ((case, _),) = said(Rule.UNDEFINED_TERM, _paper("Afspraken haven", line, "De schipper belt het KTZ."))
    assert case == ""


def test_a_paper_whose_title_stands_in_the_text_may_explain_it() -> None:
    covenant = "# Convenant Haven in beeld Veendal 2025-2028\n\n## Definities\n\n1. KTZ: de ploeg aan boord.\n"
    rules = (
        "# Uitvoeringsregels loodsen\n\nDeze regels gelden zolang het Convenant Haven in beeld Veendal 2025-2028 geldt."
        "\n\n## Stappen\n\nBel het KTZ.\n"
    )
    assert said(Rule.UNDEFINED_TERM, covenant, rules) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Het KNMI waarschuwt, de houder van een UZI-pas kijkt in het systeem en het RIVM adviseert.",
        "Bij code oranje van het KNMI blijft de sluis dicht.",
        "Geeft het KNMI code rood af, dan vaart niemand uit.",
    ],
)
def test_what_the_whole_public_sector_knows_needs_no_words(sentence: str) -> None:
    assert said(Rule.UNDEFINED_TERM, _paper("Afspraken haven", sentence)) == []


def test_the_list_of_what_everybody_knows_tells_what_each_stands_for() -> None:
    lines = Path(known_abbreviations.__file__).with_suffix(".tsv").read_text(encoding="utf-8").splitlines()
    entries = [line.split("\t") for line in lines if not line.startswith("#")]
    assert all(len(entry) == 2 and entry[0].isupper() and entry[1] for entry in entries)
    assert len({short for short, _ in entries}) == len(entries)


# ---- scales -------------------------------------------------------------------------------------

_ROW = "De loods deelt het schip in volgens de code groen, oranje of rood."
_TOLD = "| Kleur | Betekenis |\n|---|---|\n| Groen | Alles veilig |\n| Oranje | Let op |\n| Rood | Gevaar |"
_SCALES = [
    ("De indeling verloopt conform de code groen/geel/rood.", "scale"),
    ("Een gele melding gaat naar de loods.", "scale"),
    ("Bij code rood vaart niemand uit.", "scale"),
    ("Schepen in fase 3 gaan voor.", "scale"),
    ("Een schip met prioriteit P2 gaat voor.", "scale"),
    ("Een signaal met prio 1 gaat meteen naar de loods.", "scale"),
    ("Bij een P1-melding vaart de sleepboot uit.", "scale"),
    ("Schepen met urgentie B wachten.", "scale"),
    ("Is de code Z3, dan belt de loods de haven.", "scale"),
    ("Er is een niveau 2-melding nodig voor de sleepboot.", "scale"),
]
_EXPLAINED = [
    "Een schip met prioriteit P2 gaat voor.\n\n- P1: er is brand;\n- P2: er is haast.",
    "Een schip met prioriteit P2 gaat voor. P2 betekent dat er haast is.",
    "De haven werkt met de prioriteiten P1 tot en met P3. Een schip met prioriteit P2 gaat voor.",
    "De prioriteiten P1 en P2 staan in bijlage 2. Bij een P1-melding vaart de sleepboot uit.",
    "| Prioriteit | Wat |\n|---|---|\n| P1 | brand |\n| P2 | haast |\n\nEen schip met prioriteit P2 gaat voor.",
    "Er is prio 1 (direct uitvaren) en prio 2 (binnen een uur). Bij prioriteit 1 gaat de sleepboot mee.",
    "De brief is leesbaar op taalniveau B1, dus op niveau B1, en past op een A4.",
    "De sleepboot ligt aan steiger A3 in vak C2.",
    "Bij code rood vaart niemand uit. De betekenis van de kleuren staat in bijlage 2.",
    "Een melding is rood als er gevaar dreigt. Een rode melding gaat voor.",
    "Rood: er dreigt gevaar.\n\nGroen: alles is veilig.\n\nEen rode melding gaat voor.",
    "De haven kent vier fasen: wachten, laden, varen en rusten. Schepen in fase 3 gaan voor.",
    "De rode boot ligt naast de groene boei, in het groen en het blauw.",
    "Er is prioriteit 1 (direct uitvaren) en prioriteit 2 (binnen een uur). Bij prioriteit 1 gaat de sleepboot mee.",
    "De loods volgt een opleiding op mbo niveau 4.",
    "Iedere schipper heeft een rode draad en een zwarte lijst.",
]


@pytest.mark.parametrize(("sentence", "case"), _SCALES)
def test_a_code_that_nobody_explained_is_quoted(sentence: str, case: str) -> None:
    text = _paper("Afspraken haven", f"Eerst dit. {sentence} Dan dat.")
    assert said(Rule.UNDEFINED_TERM, text) == [(case, (sentence,))]


@pytest.mark.parametrize("text", _EXPLAINED)
def test_codes_that_are_explained_and_colours_that_are_none_are_left_alone(text: str) -> None:
    assert said(Rule.UNDEFINED_TERM, _paper("Afspraken haven", text)) == []


def test_a_colour_outside_the_set_is_laid_beside_the_set() -> None:
    lead = "De loods gebruikt drie kleuren:"
    text = _paper("Afspraken haven", lead, _TOLD, "Een rode melding gaat voor.", "Een blauwe melding wacht.")
    assert said(Rule.UNDEFINED_TERM, text) == [("outside", ("Een blauwe melding wacht.", lead))]


def test_a_step_outside_the_ladder_is_laid_beside_the_ladder() -> None:
    text = _paper("Afspraken haven", "Trede 1: bellen.", "Trede 2: slepen.", "Op trede 4 beslist de burgemeester.")
    ((case, quotes),) = said(Rule.UNDEFINED_TERM, text)
    assert (case, quotes[0]) == ("outside", "Op trede 4 beslist de burgemeester.")


def test_another_paper_may_tell_the_colours() -> None:
    covenant = _paper("Convenant Haven Veendal 2025-2028", "De loods gebruikt drie kleuren:", _TOLD)
    naming = _paper(
        "Werkinstructie loodsen", "Volgens het Convenant Haven Veendal 2025-2028.", "Een rode melding wacht."
    )
    assert said(Rule.UNDEFINED_TERM, covenant, naming) == []


def test_the_finding_says_which_colours_are_known() -> None:
    text = _paper("Afspraken haven", _ROW, _TOLD, "Een blauwe melding wacht.")
    (one,) = [one for one in findings(text) if one.rule is Rule.UNDEFINED_TERM]
    assert one.facts == {"term": "blauwe", "known": "groen, oranje, rood"}


# ---- colours in a column ------------------------------------------------------------------------

_BERTHS = "| Steiger | Schip | Kleur |\n|---|---|---|\n| 1 | Tanker | {} |\n| 2 | Jacht | {} |\n| 3 | Sloep | {} |"


def _berths(colours: str, *told: str) -> str:
    return _paper("Afspraken haven", _BERTHS.format(*colours.split()), *told)


@pytest.mark.parametrize(
    ("told", "legend"),
    [
        (("Groen is vrij, oranje is bezet.",), "Groen is vrij, oranje is bezet."),
        (("Groen betekent dat de steiger vrij is. Oranje geeft aan dat er een schip ligt.",), "Groen betekent"),
        (("| Kleur | Wat |\n|---|---|\n| Groen | vrij |\n| Oranje | bezet |",), "Groen\tvrij"),
    ],
)
def test_a_colour_in_a_column_that_the_legend_leaves_out_is_laid_beside_the_legend(
    told: tuple[str, ...], legend: str
) -> None:
    ((case, quotes),) = said(Rule.UNDEFINED_TERM, _berths("groen oranje zwart", *told))
    assert (case, quotes[0]) == ("outside", "3\tSloep\tzwart")
    assert quotes[1].startswith(legend)


@pytest.mark.parametrize(
    ("colours", "told"),
    [
        ("groen oranje groen", ("Groen is vrij, oranje is bezet.",)),
        ("groen oranje zwart", ("Groen is vrij, oranje is bezet en zwart is buiten gebruik.",)),
        ("groen oranje zwart", ("Groen is vrij, oranje is bezet.", "Bij zwart mag niemand aanleggen.")),
        ("groen oranje zwart", ("Groen is vrij, oranje is bezet.", "Andere kleuren staan in de handleiding.")),
        ("groen oranje zwart", ("Het zijn de kleuren van de boeien.",)),
        ("zwart blauw paars", ("Groen: er is plaats.", "Rood: de haven is vol.")),
    ],
)
def test_a_column_whose_colours_are_all_told_or_are_no_code_is_left_alone(colours: str, told: tuple[str, ...]) -> None:
    assert said(Rule.UNDEFINED_TERM, _berths(colours, *told)) == []


def test_a_legend_in_one_sentence_tells_all_its_colours() -> None:
    text = _paper(
        "Afspraken haven", "Groen is vrij, oranje is bezet, rood betekent dicht.", "Een oranje melding wacht."
    )
    assert said(Rule.UNDEFINED_TERM, text) == []
