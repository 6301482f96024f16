"""Two terms for one act are found, in sentences, tables, labels and passives; terms of unlike acts are not."""

import pytest

from kb.consistency.finding import Finding, Relation, Rule, Severity
from tests.kb.consistency.papers import findings


def terms(*texts: str) -> list[Finding]:
    """What is found of terms in papers of one region."""
    return [one for one in findings(*texts) if one.rule is Rule.DIFFERING_TERM]


def quotes(*texts: str) -> list[str]:
    """The quotes of the one finding of terms."""
    (one,) = terms(*texts)
    return [citation.quote for citation in one.citations]


def covenant(*articles: str, title: str = "Convenant Vroeghulp Beekdal") -> str:
    """A covenant of articles, each a heading with its members."""
    return f"# {title}\n\n" + "\n\n".join(f"## Artikel {n} {text}" for n, text in enumerate(articles, start=1))


def test_one_act_in_two_articles() -> None:
    text = covenant(
        "Aanpak\n\n1. Het meldpunt stuurt de melding binnen twee werkdagen door naar het wijkteam.",
        "Samenvatting\n\n1. Het meldpunt stuurt de melding binnen vijf werkdagen door naar het wijkteam.",
    )
    (one,) = terms(text)
    assert [citation.quote for citation in one.citations] == [
        "Het meldpunt stuurt de melding binnen twee werkdagen door naar het wijkteam.",
        "Het meldpunt stuurt de melding binnen vijf werkdagen door naar het wijkteam.",
    ]
    assert one.relation is Relation.CONTRADICTION
    assert one.facts == {"one": "binnen twee werkdagen", "other": "binnen vijf werkdagen"}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("binnen één week", "binnen zeven dagen"),
        ("binnen een week", "binnen vijf werkdagen"),
        ("binnen twee weken", "binnen tien werkdagen"),
        ("binnen vier weken", "binnen een maand"),
        ("binnen drie maanden", "binnen dertien weken"),
        ("binnen 5 werkdagen", "uiterlijk binnen vijf werkdagen"),
        ("binnen 24 uur", "binnen één werkdag"),
    ],
)
def test_what_is_as_long_in_practice_does_not_differ(one: str, other: str) -> None:
    text = covenant(
        f"Aanpak\n\n1. De gemeente nodigt de inwoner {one} uit voor een gesprek.",
        f"Overzicht\n\n1. De gemeente nodigt de inwoner {other} uit voor een gesprek.",
    )
    assert terms(text) == []


def test_a_sentence_against_a_table_of_terms() -> None:
    text = covenant(
        "Opvolging\n\n1. Bij een gele melding gaat het wijkteam binnen drie werkdagen op huisbezoek.",
        "Termijnen\n\n| Wie | Wat | Wanneer |\n|---|---|---|\n| Wijkteam | Gaat op huisbezoek bij een gele melding "
        "| Binnen zes werkdagen |\n| Wijkteam | Gaat op huisbezoek bij een rode melding | Binnen één werkdag |",
    )
    assert set(quotes(text)) == {
        "Bij een gele melding gaat het wijkteam binnen drie werkdagen op huisbezoek.",
        "Wijkteam\tGaat op huisbezoek bij een gele melding\tBinnen zes werkdagen",
    }


def test_a_passive_sentence_against_an_active_one() -> None:
    text = covenant(
        "Aanpak\n\n1. De melding wordt binnen twee werkdagen beoordeeld.",
        "Taken\n\n1. Het meldpunt beoordeelt de melding binnen vier werkdagen.",
    )
    assert quotes(text) == [
        "De melding wordt binnen twee werkdagen beoordeeld.",
        "Het meldpunt beoordeelt de melding binnen vier werkdagen.",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("De corporatie bewaart de dossiers vijf jaar.", "Dossiers worden door de corporatie na twee jaar vernietigd."),
        ("De bewaartermijn van het dossier is vijf jaar.", "Het dossier wordt twee jaar bewaard."),
        (
            "De termijn voor het beantwoorden van een klacht is zes weken.",
            "De gemeente beantwoordt een klacht binnen twee weken.",
        ),
        ("Een klacht wordt binnen vier weken afgehandeld.", "De gemeente handelt een klacht af binnen acht weken."),
        (
            "Wijkhulp neemt uiterlijk drie werkdagen na de aanmelding contact op met het gezin.",
            "Binnen tien dagen na aanmelding neemt Wijkhulp contact op met het gezin.",
        ),
        (
            "De kredietbank nodigt de schuldenaar binnen vijf werkdagen uit voor een intake.",
            "Binnen drie weken ontvangt de schuldenaar van de kredietbank een uitnodiging voor de intake.",
        ),
        (
            "De boswachter laat gedumpt drugsafval binnen 48 uur opruimen.",
            "Gedumpt drugsafval wordt binnen een week door de boswachter opgeruimd.",
        ),
        (
            "De school wist de verzuimgegevens van een leerling na een jaar.",
            "De school bewaart de verzuimgegevens van een leerling drie jaar.",
        ),
        (
            "De hulpverlener verwijdert het dossier van de jongere vijf jaar na het einde van de hulp.",
            "Na het einde van de hulp bewaren wij het dossier van de jongere twee jaar.",
        ),
        (
            "Het trefpunt bewaart het aanmeldformulier vijf jaar.",
            "Aanmeldformulieren van het trefpunt gaan na twee jaar door de papierversnipperaar.",
        ),
        (
            "Het trefpunt neemt uiterlijk op de derde werkdag na de melding contact op met de melder.",
            "Binnen twee weken na de melding belt het trefpunt de melder.",
        ),
        (
            "Een partij zegt het convenant op met een opzegtermijn van drie maanden.",
            "Opzeggen kan met een opzegtermijn van zes maanden.",
        ),
        (
            "De zorgaanbieder beantwoordt een klacht binnen vier weken.",
            "Bewoners krijgen binnen zes weken antwoord op hun klacht.",
        ),
    ],
)
@pytest.mark.parametrize(
    "headings",
    [
        ("Werkwijze", "Overzicht"),
        ("Aanmelding en eerste contact", "Overzicht en planning"),
        ("Wie doet wat", "Informatie delen"),
        ("Inwoners in beeld", "Kwaliteitseisen"),
    ],
)
def test_one_act_in_other_words(one: str, other: str, headings: tuple[str, str]) -> None:
    first, second = headings
    assert set(quotes(covenant(f"{first}\n\n{one}", f"{second}\n\n{other}"))) == {one, other}


@pytest.mark.parametrize(
    "headings",
    [
        ("Fase 1 Aanmelding", "Fase 2 Nazorg"),
        ("Meldingen van afval", "Meldingen van loslopende honden"),
        ("Jongeren tot 18 jaar", "Volwassenen"),
        ("Gezinnen met kinderen", "Alleenstaanden"),
        ("Route via de school", "Route via de huisarts"),
        ("Woonvervuiling", "Burenruzie"),
        ("Het hertenkamp", "De speelweide"),
    ],
)
def test_one_act_under_headings_that_tell_two_cases_apart(headings: tuple[str, str]) -> None:
    one, other = (f"Het wijkteam bezoekt de melder binnen {days} werkdagen." for days in ("twee", "vijf"))
    first, second = headings
    assert terms(covenant(f"{first}\n\n{one}", f"{second}\n\n{other}")) == []


def test_who_gets_something_from_another_is_not_who_gives_it() -> None:
    one = "De kredietbank stuurt de inwoner binnen een week een brief."
    other = "De inwoner krijgt van de verhuurder binnen twee weken een brief."
    assert terms(covenant(f"Aanpak\n\n{one}", f"Overzicht\n\n{other}")) == []


def test_keeping_in_a_table_against_destroying_in_a_sentence() -> None:
    table = (
        "# Privacyprotocol Vroeghulp Beekdal\n\n## Bewaartermijnen\n\n| Wat | Hoe lang |\n|---|---|\n"
        "| Dossier van een afgewezen aanvraag | Twee jaar |\n| Logboek | Eén jaar |"
    )
    text = covenant("Gegevens\n\n1. De gemeente vernietigt het dossier van een afgewezen aanvraag na zes maanden.")
    (one,) = terms(text, table)
    assert one.case == "keeping"
    assert {citation.quote for citation in one.citations} == {
        "De gemeente vernietigt het dossier van een afgewezen aanvraag na zes maanden.",
        "Dossier van een afgewezen aanvraag\tTwee jaar",
    }


def test_a_label_under_a_step_against_a_table() -> None:
    text = (
        "# Werkafspraken Schuldvrij Beekdal\n\n## Waarom\n\nSchulden lopen snel op. Daarom zijn er deze afspraken."
        "\n\n## Stap 1. Intake\n\nWie: het wijkteam.\n\nTermijn: binnen vier "
        "werkdagen na de aanmelding.\n\n## Overzicht\n\n| Stap | Wie | Wanneer |\n|---|---|---|\n"
        "| Intake | Wijkteam | Binnen tien werkdagen na de aanmelding |"
    )
    assert set(quotes(text)) == {
        "Termijn: binnen vier werkdagen na de aanmelding.",
        "Intake\tWijkteam\tBinnen tien werkdagen na de aanmelding",
    }


def test_at_least_against_at_most_when_they_cross() -> None:
    text = covenant(
        "Begeleiding\n\n1. Het wijkteam begeleidt de huurder ten minste twaalf maanden.",
        "Duur\n\n1. Het wijkteam begeleidt de huurder ten hoogste negen maanden.",
    )
    assert len(terms(text)) == 1


def test_at_least_and_at_most_that_leave_room() -> None:
    text = covenant(
        "Begeleiding\n\n1. Het wijkteam begeleidt de huurder ten minste drie maanden.",
        "Duur\n\n1. Het wijkteam begeleidt de huurder ten hoogste negen maanden.",
    )
    assert terms(text) == []


def test_two_papers_of_one_subject() -> None:
    one = covenant("Melden\n\n1. De verhuurder meldt een huurachterstand binnen tien dagen bij de gemeente.")
    other = (
        "# Werkafspraken Vroeghulp Beekdal\n\n## 2. Melden\n\n"
        "De verhuurder meldt een huurachterstand binnen dertig dagen bij de gemeente."
    )
    assert len(terms(one, other)) == 1


def test_two_papers_of_unlike_subjects() -> None:
    one = covenant("Aanmelding\n\n1. De gemeente bevestigt de aanmelding binnen twee werkdagen.")
    other = covenant(
        "Aanmelding\n\n1. De gemeente bevestigt de aanmelding binnen tien werkdagen.",
        title="Convenant Jeugdsport Beekdal",
    )
    assert terms(one, other) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Het meldpunt beoordeelt een melding binnen drie werkdagen.",
            "Bij spoed beoordeelt het meldpunt een melding binnen één werkdag.",
        ),
        (
            "Bij een groene melding belt het wijkteam binnen tien werkdagen.",
            "Bij een oranje melding belt het wijkteam binnen vijf werkdagen.",
        ),
        (
            "De corporatie belt de huurder binnen vijf werkdagen.",
            "Het wijkteam belt de huurder binnen tien werkdagen.",
        ),
        (
            "Het wijkteam legt het eerste huisbezoek af binnen vijf werkdagen.",
            "Het wijkteam legt het tweede huisbezoek af binnen vijftien werkdagen.",
        ),
        (
            "De gemeente reageert binnen twee weken op een aanvraag.",
            "De gemeente reageert binnen zes weken op een bezwaar.",
        ),
        (
            "Het wijkteam maakt een plan binnen tien werkdagen na de intake.",
            "Het wijkteam maakt een plan binnen drie weken na de aanmelding.",
        ),
        (
            "Het meldpunt bewaart een melding twee jaar.",
            "Het meldpunt bewaart een melding van een minderjarige vijf jaar.",
        ),
        (
            "De gemeente neemt contact op binnen vijf werkdagen.",
            "Lukt dat niet, dan neemt de gemeente contact op binnen tien werkdagen.",
        ),
        (
            "De huurder tekent het plan binnen een week.",
            "De huurder tekent de vaststellingsovereenkomst binnen twee weken.",
        ),
        (
            "Het meldpunt deelt de melding in binnen twee werkdagen.",
            "Uiterlijk tien werkdagen daarna deelt het meldpunt de melding niet meer in.",
        ),
    ],
)
def test_another_case_actor_or_moment_has_a_term_of_its_own(one: str, other: str) -> None:
    assert terms(covenant(f"Aanpak\n\n1. {one}\n2. {other}")) == []


def test_an_exception_in_so_many_words() -> None:
    text = covenant(
        "Aanpak\n\n1. Het meldpunt bevestigt de melding binnen twee werkdagen.\n2. In afwijking van het eerste lid "
        "bevestigt het meldpunt de melding in de zomer binnen vijf werkdagen."
    )
    assert terms(text) == []


def test_the_same_words_under_two_approaches() -> None:
    text = (
        "# Samenwerkingsovereenkomst Prettig Thuis Beekdal\n\n## 3.1 Buurtbemiddeling\n\n"
        "Het eerste gesprek vindt plaats binnen een week.\n\n## 3.2 Woningvervuiling\n\n"
        "Het eerste gesprek vindt plaats binnen drie weken."
    )
    assert terms(text) == []


def test_rows_of_one_table_do_not_contradict_each_other() -> None:
    text = covenant(
        "Termijnen\n\n| Soort | Wie | Termijn |\n|---|---|---|\n| Ernstig | Wijkteam | Binnen vijf werkdagen |\n"
        "| Zeer ernstig | Wijkteam | Binnen één werkdag |\n| Overig | Wijkteam | Binnen drie weken |"
    )
    assert terms(text) == []


def test_a_range_an_age_and_a_sum_are_no_terms() -> None:
    text = covenant(
        "Doelgroep\n\n1. Het convenant geldt voor inwoners van achttien jaar en ouder.\n2. Het convenant geldt voor "
        "inwoners van dertig jaar en ouder met schulden.\n3. Een traject duurt drie tot zes maanden."
    )
    assert terms(text) == []


def test_what_has_ended_does_not_contradict_what_holds() -> None:
    old = (
        "# Convenant Vroeghulp Beekdal 2018-2020\n\n## Looptijd\n\nDit convenant geldt van 1 januari 2018 tot en met "
        "31 december 2020.\n\n## Melden\n\nDe gemeente bevestigt een melding binnen tien werkdagen."
    )
    new = (
        "# Convenant Vroeghulp Beekdal 2025-2028\n\n## Looptijd\n\nDit convenant geldt van 1 januari 2025 tot en met "
        "31 december 2028.\n\n## Melden\n\nDe gemeente bevestigt een melding binnen twee werkdagen."
    )
    assert terms(old, new) == []


def test_three_places_that_differ_are_one_finding() -> None:
    text = covenant(
        "Aanpak\n\n1. Het meldpunt informeert de melder binnen twee werkdagen.",
        "Taken\n\n1. Het meldpunt informeert de melder binnen drie werkdagen.",
        "Overzicht\n\n1. Het meldpunt informeert de melder binnen twee weken.",
    )
    assert len(quotes(text)) == 3


def _region(name: str, subject: str, said: str) -> str:
    return f"# Convenant {subject} {name}\n\n## Opvolging\n\nHet wijkteam bezoekt de inwoner {said}."


def test_another_term_in_another_region_is_a_variant() -> None:
    texts = (
        _region("Oost", "Vroegsignalering", "binnen vijf werkdagen"),
        _region("West", "Vroegsignalering", "binnen een maand"),
    )
    (one,) = [one for one in findings(*texts, regions=("oost", "west")) if one.rule is Rule.DIFFERING_TERM]
    assert (one.severity, one.relation, one.case) == (Severity.VARIANT, None, "regions")
    assert one.facts == {
        "one": "binnen vijf werkdagen",
        "other": "binnen een maand",
        "region_one": "Oost",
        "region_other": "West",
    }


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        ("Vroegsignalering", "binnen een week"),
        ("Buurtbemiddeling", "binnen een maand"),
        ("Jeugdsport", "binnen een maand"),
    ],
)
def test_as_long_or_on_another_subject_is_no_variant(subject: str, said: str) -> None:
    texts = _region("Oost", "Vroegsignalering", "binnen vijf werkdagen"), _region("West", subject, said)
    assert [one for one in findings(*texts, regions=("oost", "west")) if one.rule is Rule.DIFFERING_TERM] == []


def _summary(*rows: str) -> str:
    return "Taken in het kort\n\n| Partij | Taak | Wanneer |\n|---|---|---|\n" + "\n".join(rows)


def test_a_table_over_the_whole_paper_names_no_case_and_the_one_who_is_served() -> None:
    text = covenant(
        "Eerste contact\n\n1. Na een dubbel signaal gaat het WTB op huisbezoek, binnen tien werkdagen na toewijzing.",
        _summary(
            "| Wijkhulp (WTB) | Bezoekt de inwoner na een dubbel signaal | Binnen drie weken na toewijzing |",
            "| Wijkhulp (WTB) | Stuurt een brief na een enkel signaal | Binnen vijf werkdagen na toewijzing |",
        ),
    )
    assert any(quote.startswith("Wijkhulp (WTB)\tBezoekt de inwoner") for quote in quotes(text))


@pytest.mark.parametrize(
    "row",
    [
        "| Wijkhulp (WTB) | Bezoekt de inwoner na een enkel signaal | Binnen drie weken na toewijzing |",
        "| Wijkhulp (WTB) | Bezoekt de inwoner na een dubbel signaal | Binnen twee weken na toewijzing |",
        "| Wijkhulp (WTB) | Belt de inwoner na een dubbel signaal | Binnen drie weken na toewijzing |",
        "| De GGD | Bezoekt de inwoner na een dubbel signaal | Binnen drie weken na toewijzing |",
    ],
)
def test_a_row_of_another_case_act_or_party_is_no_other_term(row: str) -> None:
    text = covenant(
        "Eerste contact\n\n1. Na een dubbel signaal gaat het WTB op huisbezoek, binnen tien werkdagen na toewijzing.",
        _summary(row),
    )
    assert terms(text) == []


_CARD = """## Bijlage 1 Gegevenskaart woonoverlast

| Gegeven | Van | Bewaren |
|---|---|---|
| Naam en adres van de melder | meldpunt | {first} |
| Aard van de overlast | verhuurder | {second} |
"""


@pytest.mark.parametrize(
    "sentence",
    [
        "Dossiers over woonoverlast worden twee jaar na het sluiten van de zaak vernietigd.",
        "Het meldpunt bewaart gegevens over woonoverlast twee jaar na het sluiten van de zaak.",
        "Het meldpunt bewaart het dossier over woonoverlast tot twee jaar na het sluiten van de zaak.",
    ],
)
def test_a_table_of_data_speaks_of_the_whole_file(sentence: str) -> None:
    kept = "tot één jaar na het sluiten van de zaak"
    text = covenant(f"Privacy\n\n1. {sentence}") + "\n\n" + _CARD.format(first=kept, second=kept)
    (one,) = terms(text)
    assert one.case == "keeping"
    assert sentence in {cited.quote for cited in one.citations}


@pytest.mark.parametrize(
    ("sentence", "first", "second"),
    [
        ("Dossiers over woonoverlast worden één jaar na het sluiten van de zaak vernietigd.", "één jaar", "één jaar"),
        ("Dossiers over huurschuld worden twee jaar na het sluiten van de zaak vernietigd.", "één jaar", "één jaar"),
        ("Dossiers over woonoverlast worden twee jaar na het sluiten van de zaak vernietigd.", "één jaar", "vijf jaar"),
    ],
)
def test_a_table_of_data_as_long_of_other_files_or_of_unlike_rows_is_no_other_term(
    sentence: str, first: str, second: str
) -> None:
    card = _CARD.format(first=f"{first} na het sluiten", second=f"{second} na het sluiten")
    assert terms(covenant(f"Privacy\n\n1. {sentence}") + "\n\n" + card) == []


def test_what_follows_on_an_act_is_no_part_of_it() -> None:
    one = "Binnen vijf werkdagen na de melding spreekt het wijkteam met de melder, en daarna met de buren."
    other = "Het wijkteam spreekt binnen tien werkdagen na de melding met de melder."
    assert quotes(covenant(f"Aanpak\n\n1. {one}", f"Samenvatting\n\n1. {other}")) == [one, other]


def test_a_range_and_a_rhythm_are_no_terms() -> None:
    one = "Het meldpunt herziet de drempels om de twee jaar."
    other = "Het meldpunt herziet de drempels binnen twee tot drie weken."
    assert terms(covenant(f"Aanpak\n\n1. {one}", f"Samenvatting\n\n1. {other}")) == []
