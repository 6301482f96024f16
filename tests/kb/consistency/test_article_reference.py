"""References to articles, members, chapters, sections, steps and tables are followed, in this paper and in others."""

import pytest

from kb.consistency.finding import Rule
from tests.kb.consistency.papers import findings


def found(*texts: str) -> list[tuple[str, tuple[str, ...]]]:
    """The case and the quotes of each finding on a reference."""
    return [
        (one.case, tuple(cited.quote for cited in one.citations))
        for one in findings(*texts)
        if one.rule is Rule.ARTICLE_REFERENCE
    ]


def covenant(sentence: str, title: str = "Convenant Schuldhulp Veldwijk 2025-2028") -> str:
    """A covenant of five articles, the second with three members; the sentence stands in the fifth."""
    return f"""# {title}

## Artikel 1 Begrippen

In dit convenant is een melding een bericht over zorgen.

## Artikel 2 Melden

1. Iedere partij kan een melding doen.
2. Het loket bevestigt de melding.
3. Het loket vernietigt de melding na een jaar.

## Artikel 3 Privacy

Partijen delen alleen wat nodig is.

## Artikel 4 Kosten

Elke partij draagt haar eigen kosten.

## Artikel 5 Looptijd

1. Het convenant geldt vier jaar.
2. {sentence}
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "Voor het beëindigen geldt artikel 9.",
        "Zie voor het beëindigen art. 9.",
        "De artikelen 3 en 9 blijven daarna gelden.",
        "Artikel 9 van dit convenant blijft daarna gelden.",
    ],
)
def test_an_article_that_is_not_there_is_found_with_the_last_one(sentence: str) -> None:
    assert found(covenant(sentence)) == [("absent", (f"2. {sentence}", "Artikel 5 Looptijd"))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Voor vernietigen geldt artikel 2, vierde lid.",
        "Voor vernietigen geldt artikel 2 lid 4.",
        "Voor vernietigen geldt artikel 2, derde en vierde lid.",
        "Voor vernietigen geldt het vierde lid van artikel 2.",
        "Voor vernietigen geldt artikel 2.4.",
        "Voor vernietigen geldt artikel 2, 4e lid, onder b.",
    ],
)
def test_a_member_that_is_not_there_is_found_with_the_last_one(sentence: str) -> None:
    expected = "3. Het loket vernietigt de melding na een jaar."
    assert found(covenant(sentence)) == [("member", (f"2. {sentence}", expected))]


def test_a_member_of_the_article_itself_that_is_not_there_is_found() -> None:
    sentence = "Het vijfde lid geldt dan niet."
    assert found(covenant(sentence)) == [("member", (f"2. {sentence}",))]


@pytest.mark.parametrize(
    "sentence",
    [
        "Voor vernietigen geldt artikel 2, derde lid.",
        "De artikelen 1 tot en met 4 blijven gelden.",
        "Het eerste lid geldt dan niet.",
        "De uitzonderingen van artikel 1, derde lid, blijven gelden.",  # its members are not numbered
        "De burgemeester beslist op grond van artikel 151d van de Gemeentewet.",
        "De grondslag is artikel 6, eerste lid, onder e, van de AVG.",
        "De grondslag is artikel 9 AVG.",
        "De gemeente handelt op grond van artikel 17 Wmo 2015.",
        "Op grond van de Wet kwaliteit, klachten en geschillen zorg (artikel 12) meldt de zorgaanbieder dat.",
        "Artikel 7:230 BW blijft gelden.",
        "Daarvoor geldt artikel 16 van het Landelijk Convenant Bellen.",
        "Daarvoor geldt artikel 12 van het huurreglement.",
        "Het Convenant Nazorg Veldwijk regelt dit in artikel 11.",
        "In fase 3 van het traject krijgt de inwoner een brief.",
        "Partijen besluiten binnen 9 weken.",
        "Het derde lid van de commissie is de voorzitter.",
        "Onder 9.500 euro betaalt de gemeente.",
        "Oud artikel 9 blijft gelden voor lopende meldingen.",
    ],
)
def test_what_is_there_or_stands_elsewhere_is_no_finding(sentence: str) -> None:
    assert found(covenant(sentence)) == []


def test_a_law_in_the_sentence_before_keeps_its_articles() -> None:
    sentence = "De Wvggz is van toepassing. Artikel 12 regelt wie mag melden."
    assert found(covenant(sentence)) == []


def test_the_same_wrong_reference_is_one_finding_with_every_place() -> None:
    text = covenant("Voor opzeggen geldt artikel 8. Na opzegging blijft artikel 8 gelden.")
    assert found(text) == [
        ("absent", ("2. Voor opzeggen geldt artikel 8.", "Na opzegging blijft artikel 8 gelden.", "Artikel 5 Looptijd"))
    ]


def test_a_title_of_another_article_is_found() -> None:
    sentence = "Voor gegevens geldt artikel 4 (Privacy)."
    assert found(covenant(sentence)) == [("title", (f"2. {sentence}", "Artikel 4 Kosten"))]


def test_the_title_of_the_article_itself_or_a_remark_is_no_finding() -> None:
    assert found(covenant("Voor gegevens geldt artikel 3 (Privacy) en artikel 4 (Zie ook de begroting).")) == []


CHAPTERS = """# Samenwerkingsovereenkomst Overlast Veldwijk

## 1. Partijen

Partijen zijn de gemeente en de politie. {}

## 2. Aanpak

### 2.1 Lichte overlast

Het wijkteam bemiddelt.

### 2.2 Zware overlast

De gemeente voert de regie.

## 3. Looptijd

De overeenkomst geldt vier jaar.
"""


@pytest.mark.parametrize(
    ("sentence", "last"),
    [
        ("De taken staan in hoofdstuk 6.", "3. Looptijd"),
        ("De taken staan in paragraaf 2.5.", "2.2 Zware overlast"),
        ("Voor zware overlast geldt wat onder 2.4 staat.", "2.2 Zware overlast"),
        ("De taken staan in § 2.3.", "2.2 Zware overlast"),
    ],
)
def test_a_chapter_or_section_that_is_not_there_is_found(sentence: str, last: str) -> None:
    assert found(CHAPTERS.format(sentence)) == [("absent", (sentence, last))]


@pytest.mark.parametrize(
    "sentence",
    [
        "De taken staan in hoofdstuk 2 en in paragraaf 2.1.",
        "De politie is alleen partij bij de hoofdstukken 1 en 2.",
        "Partijen onder 4 zijn de zorginstellingen.",
        "De stuurgroep neemt alle stappen 5 keer per jaar door.",
    ],
)
def test_chapters_that_are_there_are_no_finding(sentence: str) -> None:
    assert found(CHAPTERS.format(sentence)) == []


STEPS = """# Werkafspraken Huurschuld Veldwijk

## Stap 1. Bellen

De verhuurder belt de huurder.

## Stap 2. Bezoeken

Het wijkteam gaat langs. {}

## Stap 3. Afsluiten

Het wijkteam sluit het dossier.
"""


def test_a_step_that_is_not_there_is_found() -> None:
    sentence = "Lukt dat niet, dan volgt stap 5."
    assert found(STEPS.format(sentence)) == [("absent", (sentence, "Stap 3. Afsluiten"))]


def test_steps_of_a_numbered_list_are_counted() -> None:
    text = (
        "# Werkwijze Bellen\n\n## De stappen\n\n1. Bel de inwoner.\n2. Schrijf een brief.\n3. Ga langs.\n\n## Slot\n\n"
    )
    assert found(text + "Doet hij niet open, herhaal dan stap 2.") == []
    assert found(text + "Doet hij niet open, begin dan bij stap 7.") == [
        ("absent", ("Doet hij niet open, begin dan bij stap 7.", "3. Ga langs."))
    ]


def test_steps_that_the_paper_does_not_number_are_left_alone() -> None:
    text = "# Werkwijze Bellen\n\n## Aanpak\n\nDe medewerker belt en schrijft. Daarna volgt stap 4 van het traject.\n"
    assert found(text) == []


def test_a_reference_into_another_held_paper_is_followed() -> None:
    other = covenant("Partijen evalueren het convenant.")
    sentence = "Voor het bewaren geldt artikel 2, vierde lid, van het Convenant Schuldhulp Veldwijk 2025-2028."
    assert found(other, CHAPTERS.format(sentence)) == [
        ("member", (sentence, "3. Het loket vernietigt de melding na een jaar."))
    ]
    assert found(other, CHAPTERS.format(sentence.replace("vierde", "derde"))) == []


def test_a_short_name_stands_for_the_paper_it_was_given_to() -> None:
    other = covenant("Partijen evalueren het convenant.")
    text = (
        "Dit is een uitwerking van het Convenant Schuldhulp Veldwijk 2025-2028 (hierna: het convenant). "
        "De kosten staan in artikel {} van het convenant."
    )
    assert found(other, CHAPTERS.format(text.format(4))) == []
    assert found(other, CHAPTERS.format(text.format(14))) == [
        ("absent", ("De kosten staan in artikel 14 van het convenant.", "Artikel 5 Looptijd"))
    ]


def test_a_short_name_that_may_stand_for_two_papers_is_left_alone() -> None:
    one = covenant("Partijen evalueren het convenant.")
    two = covenant("Partijen evalueren het convenant.", "Convenant Zorgmelding Veldwijk 2025-2028")
    text = (
        "Dit is een uitwerking van het Convenant Schuldhulp Veldwijk en van het Convenant Zorgmelding Veldwijk. "
        "De kosten staan in artikel 14 van het convenant."
    )
    assert found(one, two, CHAPTERS.format(text)) == []


def test_that_covenant_is_the_one_named_before() -> None:
    other = covenant("Partijen evalueren het convenant.")
    text = "Voor schulden geldt het Convenant Schuldhulp Veldwijk. Over klachten gaat artikel 8 van dat convenant."
    assert found(other, CHAPTERS.format(text)) == [
        ("absent", ("Over klachten gaat artikel 8 van dat convenant.", "Artikel 5 Looptijd"))
    ]
