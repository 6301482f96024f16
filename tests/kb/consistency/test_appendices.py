"""References to appendices are held against the list, and each appendix must be referred to."""

import pytest

from kb.consistency.finding import Rule
from tests.kb.consistency.papers import findings


def found(rule: Rule, *texts: str) -> list[tuple[str, tuple[str, ...]]]:
    """The case and the quotes of each finding of a rule."""
    return [(one.case, tuple(cited.quote for cited in one.citations)) for one in findings(*texts) if one.rule is rule]


def references(*texts: str) -> list[tuple[str, tuple[str, ...]]]:
    """What is wrong with references to appendices."""
    return found(Rule.APPENDIX_REFERENCE, *texts)


def unreferred(*texts: str) -> list[tuple[str, ...]]:
    """The quotes of the appendices that nothing refers to."""
    return [quotes for _, quotes in found(Rule.APPENDIX_UNREFERRED, *texts)]


def agreement(*sentences: str, title: str = "Convenant Nazorg Duinrand 2025-2028") -> str:
    """A covenant that lists three appendices in its last article."""
    text = "\n\n".join(f"{n}. {one}" for n, one in enumerate(sentences, start=1))
    return f"""# {title}

## Artikel 1 Aanpak

{text}

## Artikel 2 Bijlagen

Bij dit convenant horen de volgende bijlagen:

- Bijlage 1: Stappenplan nazorg;
- Bijlage 2: Toestemmingsformulier;
- Bijlage 3: Begroting.
"""


ALL = "De stappen staan in bijlage 1, de toestemming in bijlage 2 en de kosten in bijlage 3."
ONE, TWO, THREE = "- Bijlage 1: Stappenplan nazorg;", "- Bijlage 2: Toestemmingsformulier;", "- Bijlage 3: Begroting."


@pytest.mark.parametrize(
    "sentence",
    [
        ALL,
        "Zie de bijlagen 1, 2 en 3.",
        "Zie de bijlagen 1 t/m 3.",
        "De inwoner tekent het toestemmingsformulier (bijlage 2).",
        "De inwoner tekent bijlage 2 (Toestemmingsformulier).",
        "De inwoner tekent bijlage 2 (zie ook artikel 1).",
        "De kosten van het stappenplan en de rest staan in bijlage 3.",
        "Het aantal formulieren staat in bijlage 3.",
        "Dit is uitgewerkt in bijlage 7 van de Wet maatschappelijke ondersteuning 2015.",
        "Dit is uitgewerkt in bijlage 7 bij de begroting van de gemeente.",
        "Het Convenant Bellen Duinrand regelt dit in bijlage 7.",
        "Zie voor het model bijlage 4 bij het Landelijk Convenant Bellen.",
    ],
)
def test_references_that_fit_the_list_or_stand_elsewhere_are_right(sentence: str) -> None:
    assert references(agreement(sentence)) == []


def test_a_number_that_is_not_in_the_list_is_found_with_the_last_one() -> None:
    sentence = "De telefoonnummers staan in bijlage 5."
    assert references(agreement(sentence)) == [("absent", (f"1. {sentence}", THREE))]


@pytest.mark.parametrize(
    "sentence",
    [
        "De inwoner tekent bijlage 3 (Toestemmingsformulier).",
        "De inwoner tekent het toestemmingsformulier (bijlage 3).",
        "De inwoner tekent het toestemmingsformulier in bijlage 3.",
        "Het toestemmingsformulier is opgenomen in bijlage 3.",
        "De inwoner tekent bijlage 3, toestemmingsformulier.",
    ],
)
def test_a_number_that_another_appendix_bears_is_found_with_both(sentence: str) -> None:
    assert references(agreement(sentence)) == [("other_number", (f"1. {sentence}", TWO, THREE))]


def test_a_wrong_number_in_two_places_is_one_finding() -> None:
    one, two = "Wij gebruiken het toestemmingsformulier (bijlage 9).", "Het toestemmingsformulier staat in bijlage 9."
    assert references(agreement(one, two)) == [("other_number", (f"1. {one}", f"2. {two}", TWO))]


def test_two_meanings_of_one_wrong_number_are_two_findings() -> None:
    one, two = "Wij gebruiken het toestemmingsformulier (bijlage 9).", "Wij volgen het stappenplan in bijlage 9."
    assert sorted(references(agreement(one, two))) == [
        ("other_number", (f"1. {one}", TWO)),
        ("other_number", (f"2. {two}", ONE)),
    ]


def test_a_title_that_the_list_does_not_know_is_found() -> None:
    sentence = "De cijfers staan in bijlage 3 (Voortgangsrapportage)."
    assert references(agreement(sentence)) == [("other_title", (f"1. {sentence}", THREE))]


GROUPS = """# Samenwerkingsovereenkomst Woonzorg Duinrand

## Inhoud

1. Aanpak ..... 2
2. Privacy ..... 3

Bijlagen

- 1.1 Werkwijze nachtopvang
- 1.2 Gegevens bij nachtopvang
- 2 Werkwijze dagbesteding

## 1. Aanpak

De nachtopvang werkt volgens {}.

## 2. Privacy

De dagbesteding werkt volgens bijlage 2.
"""


def test_a_number_that_stands_for_a_group_is_right() -> None:
    assert references(GROUPS.format("de bijlagen onder 1, te weten bijlage 1.1 en bijlage 1.2")) == []
    assert references(GROUPS.format("wat in bijlage 1 staat")) == []
    assert unreferred(GROUPS.format("wat in bijlage 1 staat")) == []


def test_the_number_of_a_group_for_one_title_in_it_is_found() -> None:
    assert references(GROUPS.format("bijlage 1 (Werkwijze nachtopvang)")) == [
        (
            "other_number",
            ("De nachtopvang werkt volgens bijlage 1 (Werkwijze nachtopvang).", "1.1 Werkwijze nachtopvang"),
        )
    ]


LETTERED = """# Werkafspraken Spreekuur Duinrand

## 1. Aanpak

De medewerker volgt bijlage A. {}

## 2. Slot

Bij deze werkafspraken horen bijlage A (Belscript) en bijlage B (Rooster).

## Bijlage A Belscript

Goedemorgen, u spreekt met het spreekuur.

## Bijlage {} Rooster

| Dag | Wie |
|---|---|
| Maandag | Wijkteam |
"""


def test_letters_are_numbers_too() -> None:
    assert references(LETTERED.format("Het rooster staat in bijlage B.", "B")) == []
    assert references(LETTERED.format("De adressen staan in bijlage D.", "B")) == [
        (
            "absent",
            (
                "De adressen staan in bijlage D.",
                "Bij deze werkafspraken horen bijlage A (Belscript) en bijlage B (Rooster).",
            ),
        )
    ]


def test_an_appendix_with_another_number_than_in_the_list_is_found() -> None:
    assert references(LETTERED.format("Het rooster hangt op kantoor.", "C")) == [
        (
            "two_numbers",
            ("Bij deze werkafspraken horen bijlage A (Belscript) en bijlage B (Rooster).", "Bijlage C Rooster"),
        )
    ]


def test_a_paper_without_a_list_may_have_its_appendices_elsewhere() -> None:
    text = "# Memo Spreekuur\n\n## Aanleiding\n\nDe brief is als bijlage 1 bij deze memo gevoegd.\n\n"
    assert (
        references(text + "De cijfers staan in bijlage 2.\n\n## Bijlage 2 Cijfers\n\nEr waren tien gesprekken.") == []
    )


def test_a_reference_in_a_paper_that_says_to_have_none_is_found() -> None:
    text = "# Convenant Loket\n\n## Artikel 1\n\n1. Het loket volgt bijlage 1.\n2. Dit convenant heeft geen bijlagen.\n"
    assert references(text) == [("none", ("1. Het loket volgt bijlage 1.", "2. Dit convenant heeft geen bijlagen."))]


def test_a_reference_into_the_list_of_another_held_paper_is_followed() -> None:
    text = (
        "# Privacyreglement Nazorg\n\nBijlage 1 bij het Convenant Nazorg Duinrand 2025-2028\n\n## Artikel 1 Delen\n\n"
        "1. Dit reglement hoort bij het Convenant Nazorg Duinrand 2025-2028 (hierna: het convenant).\n"
        "2. De inwoner tekent het toestemmingsformulier in bijlage {} bij het convenant.\n"
    )
    assert references(agreement(ALL), text.format(2)) == []
    sentence = "2. De inwoner tekent het toestemmingsformulier in bijlage 4 bij het convenant."
    assert references(agreement(ALL), text.format(4)) == [("other_number", (sentence, TWO))]


def test_an_appendix_speaks_of_the_appendices_of_its_whole() -> None:
    text = (
        "# Stappenplan nazorg\n\nBijlage 1 bij het Convenant Nazorg Duinrand 2025-2028\n\n## Stap 1. Bellen\n\n"
        "De medewerker belt de inwoner en legt uit wat het convenant is.\n\n## Stap 2. Tekenen\n\n"
        "De inwoner tekent bijlage {}.\n"
    )
    assert references(agreement(ALL), text.format(2)) == []
    assert references(agreement(ALL), text.format(8)) == [("absent", ("De inwoner tekent bijlage 8.", THREE))]


def test_an_appendix_that_nothing_refers_to_is_found() -> None:
    sentence = "De stappen staan in bijlage 1 en de toestemming in bijlage 2."
    assert unreferred(agreement(sentence)) == [(THREE,)]


@pytest.mark.parametrize(
    "sentence",
    [
        ALL,
        "Zie de bijlagen 1 tot en met 3.",
        "Wij volgen het stappenplan nazorg, gebruiken het toestemmingsformulier en houden ons aan de begroting.",
        "Wij volgen bijlage 1. De inwoner tekent het toestemmingsformulier (bijlage 3). De begroting volgt later.",
    ],
)
def test_an_appendix_is_referred_to_by_number_or_by_title(sentence: str) -> None:
    assert unreferred(agreement(sentence)) == []


def test_a_wrong_number_that_says_what_it_means_refers_to_that() -> None:
    sentence = "Wij volgen bijlage 1 en laten de inwoner tekenen voor het toestemmingsformulier (bijlage 3)."
    assert unreferred(agreement(sentence)) == [(THREE,)]


def test_the_list_and_the_heading_of_an_appendix_are_no_references() -> None:
    assert unreferred(LETTERED.format("De dienst begint om negen uur.", "B")) == [
        (
            "Bij deze werkafspraken horen bijlage A (Belscript) en bijlage B (Rooster).",
            "Bijlage B Rooster",
        )
    ]


def test_a_label_in_front_of_a_bare_number_is_a_reference() -> None:
    assert unreferred(LETTERED.format("\n\n**Uitwerking.** Bijlage B.", "B")) == []


def test_an_appendix_held_as_a_document_of_its_own_says_itself_what_it_is_for() -> None:
    text = (
        "# Begroting\n\nBijlage 3 bij het Convenant Nazorg Duinrand 2025-2028\n\n## Kosten\n\n"
        "De gemeente betaalt elk jaar duizend euro voor de nazorg.\n"
    )
    assert unreferred(agreement("Wij volgen bijlage 1 en bijlage 2."), text) == []


def test_a_reference_from_another_appendix_counts() -> None:
    text = (
        "# Stappenplan nazorg\n\nBijlage 1 bij het Convenant Nazorg Duinrand 2025-2028\n\n## Stap 1. Bellen\n\n"
        "De medewerker belt de inwoner binnen een week. De kosten staan in bijlage 3 en zijn voor de gemeente.\n"
    )
    assert unreferred(agreement("Wij volgen bijlage 1 en bijlage 2."), text) == []


def test_a_list_that_a_format_put_on_one_line_is_a_list() -> None:
    text = (
        "# Convenant Loket\n\n## 1. Werk\n\nDe kosten van de werkwijze staan in bijlage 2, de rest in bijlage 1. {}\n\n"
        "## 2. Bijlagen\n\nBijlage 1 – Werkwijze melden\nBijlage 2 – Kosten en tarieven\nBijlage 3 – Telefoonlijst\n"
    )
    assert references(text.format("Zie ook bijlage 3.")) == []
    assert unreferred(text.format("Zie ook bijlage 3.")) == []
    assert unreferred(text.format("Zie ook de website.")) == [("Bijlage 3 – Telefoonlijst",)]


ROMAN = (
    "# Afspraken Loket\n\n## 1. Werk\n\nDe adressen staan in bijlage I. {}\n\n## Bijlage I "
    "Adressen\n\nHet loket aan de "
    "Goot.\n\n## Bijlage II Kleuren\n\nGroen en rood.\n"
)


@pytest.mark.parametrize("reference", ["bijlage II", "bijlage 2"])
def test_an_appendix_with_a_roman_number_is_referred_to_by_it(reference: str) -> None:
    text = ROMAN.format(f"De kleuren staan in {reference}.")
    assert (references(text), unreferred(text)) == ([], [])


def test_a_roman_number_is_shown_as_it_is_written() -> None:
    (one,) = [one for one in findings(ROMAN.format("")) if one.rule is Rule.APPENDIX_UNREFERRED]
    assert one.facts["number"] == "II"
