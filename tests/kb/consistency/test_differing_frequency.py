"""Two rhythms for one meeting or report are found, also in passing; floors and unlike meetings are not."""

import pytest

from kb.consistency.finding import Finding, Relation, Rule, Severity
from tests.kb.consistency.papers import findings


def rhythms(*texts: str) -> list[Finding]:
    """What is found of frequencies in papers of one region."""
    return [one for one in findings(*texts) if one.rule is Rule.DIFFERING_FREQUENCY]


def quotes(*texts: str) -> set[str]:
    """The quotes of the one finding of frequencies."""
    (one,) = rhythms(*texts)
    return {citation.quote for citation in one.citations}


def agreement(*members: str, title: str = "Samenwerkingsovereenkomst Goede Buren Beekdal") -> str:
    """An agreement whose chapters hold one sentence or more each."""
    parts = [f"## {n}. Afspraken\n\n{member}" for n, member in enumerate(members, start=1)]
    return "\n\n".join((f"# {title}", "## Inleiding\n\nDeze overeenkomst gaat over samen werken.", *parts))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("De stuurgroep komt elk kwartaal bijeen.", "De stuurgroep vergadert twee keer per jaar."),
        ("Het casusoverleg vindt wekelijks plaats.", "Het casusoverleg komt elke twee weken bij elkaar."),
        (
            "Het wijkteam rapporteert elk kwartaal aan de gemeente.",
            "Het wijkteam rapporteert halfjaarlijks aan de gemeente.",
        ),
        ("De werkgroep overlegt om de week.", "De werkgroep overlegt maandelijks."),
        ("Partijen evalueren de samenwerking jaarlijks.", "Partijen evalueren de samenwerking elke twee jaar."),
    ],
)
def test_one_meeting_or_report_at_two_rhythms(one: str, other: str) -> None:
    assert quotes(agreement(one, other)) == {one, other}


def test_a_meeting_that_another_rule_names_in_passing() -> None:
    text = agreement(
        "De wijktafel komt elke twee weken bijeen.",
        "De gemeente legt de zaak voor aan de wijktafel, die maandelijks vergadert.",
    )
    assert quotes(text) == {
        "De wijktafel komt elke twee weken bijeen.",
        "De gemeente legt de zaak voor aan de wijktafel, die maandelijks vergadert.",
    }


def test_a_rhythm_in_front_of_the_name() -> None:
    text = agreement(
        "Het casusoverleg vindt elke zes weken plaats.", "De gemeente bereidt het wekelijkse casusoverleg voor."
    )
    assert len(quotes(text)) == 2


def test_a_pronoun_for_the_meeting() -> None:
    text = agreement(
        "De zorgtafel bespreekt ingewikkelde meldingen. Zij komt elke drie weken bijeen.",
        "De zorgtafel vergadert elke week.",
    )
    assert quotes(text) == {"Zij komt elke drie weken bijeen.", "De zorgtafel vergadert elke week."}


def test_a_memo_that_tells_another_rhythm_than_is_agreed() -> None:
    memo = (
        "Memo\n\nDatum: 3 maart 2026\nAan: het bestuur van Beekdal\nVan: de programmaleider\nOnderwerp: stand van zaken"
        "\n\nAanleiding\n\nU vroeg hoe het gaat.\n\nStand\n\nDe Stuurgroep Goede Buren komt elke maand bijeen."
    )
    assert len(rhythms(agreement("De stuurgroep vergadert twee keer per jaar."), memo)) == 1


def test_a_maximum_that_is_crossed() -> None:
    text = agreement(
        "De stuurgroep vergadert ten hoogste twee keer per jaar.", "De stuurgroep komt elk kwartaal bijeen."
    )
    (one,) = rhythms(text)
    assert (one.case, one.relation) == ("", Relation.CONTRADICTION)


def test_two_plans_for_one_meeting_that_can_both_be_true() -> None:
    one = agreement("De werkgroep Schoon komt elke vier weken bijeen.")
    other = agreement(
        "De werkgroep Schoon komt ten minste eens in de acht weken bijeen.", title="Convenant Goede Buren Beekdal"
    )
    (found,) = rhythms(one, other)
    assert (found.case, found.relation, found.severity) == ("drift", Relation.ENTAILMENT, Severity.LOW)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("elk kwartaal", "vier keer per jaar"),
        ("elk kwartaal", "eens per drie maanden"),
        ("halfjaarlijks", "twee keer per jaar"),
        ("tweemaal per jaar", "elk halfjaar"),
        ("elke vier weken", "maandelijks"),
        ("jaarlijks", "één keer per jaar"),
        ("om de week", "elke twee weken"),
        ("ten minste twee keer per jaar", "elk kwartaal"),
        ("maximaal zes keer per jaar", "elk kwartaal"),
    ],
)
def test_what_is_as_often_or_within_bounds_does_not_differ(one: str, other: str) -> None:
    assert rhythms(agreement(f"De stuurgroep vergadert {one}.", f"De stuurgroep vergadert {other}.")) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("De stuurgroep vergadert elk kwartaal.", "De werkgroep vergadert elke maand."),
        ("De stuurgroep Wonen vergadert elk kwartaal.", "De stuurgroep Zorg vergadert elke maand."),
        ("De gemeente rapporteert elk kwartaal aan de raad.", "De gemeente rapporteert elk jaar aan het ministerie."),
        ("De corporatie meldt elke maand de achterstanden.", "De corporatie meldt elk jaar de ontruimingen."),
        ("Het wijkteam belt de huurder elke week.", "Daarna belt het wijkteam de huurder elke maand."),
        ("Het overleg kost 50 euro per maand.", "De bijdrage is 10 euro per jaar."),
        (
            "De begeleider bezoekt de huurder wekelijks.",
            "Na drie maanden bezoekt de begeleider de huurder eens in de twee weken.",
        ),
        ("De stuurgroep komt elk kwartaal bijeen.", "De stuurgroep bespreekt de cijfers één keer per jaar."),
    ],
)
def test_other_meetings_reports_and_phases_have_a_rhythm_of_their_own(one: str, other: str) -> None:
    assert rhythms(agreement(one, other)) == []


def test_meetings_of_the_same_sort_in_papers_of_unlike_subjects() -> None:
    one = agreement("De stuurgroep vergadert elk kwartaal.")
    other = agreement("De stuurgroep vergadert elk halfjaar.", title="Convenant Jeugdsport Beekdal")
    assert rhythms(one, other) == []


def test_figures_counted_by_the_year_and_reported_by_the_quarter() -> None:
    text = agreement(
        "De GGD registreert:\n\n- het aantal adressen,\n- het totaal aantal meldingen per jaar.\n\n"
        "De GGD rapporteert de genoemde aantallen elk kwartaal aan de gemeente."
    )
    (one,) = rhythms(text)
    assert one.case == "counted"
    assert one.facts == {"one": "per jaar", "other": "elk kwartaal"}


def test_figures_counted_by_the_month_and_reported_by_the_year() -> None:
    text = agreement(
        "De GGD registreert:\n\n- het aantal adressen,\n- het aantal meldingen per maand.\n\n"
        "De GGD rapporteert de genoemde aantallen elk jaar aan de gemeente."
    )
    assert rhythms(text) == []


def test_another_rhythm_in_another_region_is_a_variant() -> None:
    def region(name: str, said: str) -> str:
        return f"# Convenant Buurtbemiddeling {name}\n\n## Overleg\n\nHet casusoverleg komt {said} bijeen."

    texts = region("Oost", "elke twee weken"), region("West", "elk kwartaal")
    (one,) = [one for one in findings(*texts, regions=("oost", "west")) if one.rule is Rule.DIFFERING_FREQUENCY]
    assert (one.severity, one.case, one.regions) == (Severity.VARIANT, "regions", ("oost", "west"))
    assert one.facts["region_one"] == "Oost"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("De werkgroep Schoon komt eens in de zes weken bijeen.", "De werkgroep Schoon vergadert iedere maand."),
        (
            "De werkgroep Schoon bespreekt de zaken en komt eens in de zes weken bijeen.",
            "Daarover wordt gesproken in de werkgroep Schoon, die iedere maand samenkomt.",
        ),
    ],
)
def test_a_body_with_a_name_of_its_own_is_the_same_one_in_papers_about_other_things(one: str, other: str) -> None:
    first = agreement(one, title="Convenant Vuil Beekdal")
    assert quotes(first, agreement(other, title="Werkafspraken Huurschuld Beekdal")) == {one, other}


def test_a_body_without_a_name_of_its_own_may_be_another_one_in_a_paper_about_other_things() -> None:
    first = agreement("De werkgroep komt iedere maand bijeen.", title="Convenant Vuil Beekdal")
    other = agreement("De werkgroep komt twee keer per jaar bijeen.", title="Werkafspraken Huurschuld Beekdal")
    assert rhythms(first, other) == []


@pytest.mark.parametrize(
    "other",
    [
        "De stuurgroep bespreekt dat overzicht in de eerste van haar beide jaarlijkse vergaderingen.",
        "De stuurgroep stelt het vast in een van haar twee jaarlijkse bijeenkomsten.",
        "Het plan komt op tafel in de halfjaarlijkse vergadering van de stuurgroep.",
        "Het plan is onderwerp van de twee jaarlijkse vergaderingen van de stuurgroep.",
    ],
)
def test_a_rhythm_of_meetings_in_passing_is_that_of_the_body(other: str) -> None:
    one = "De stuurgroep vergadert ten minste drie keer per jaar."
    assert quotes(agreement(one, other)) == {one, other}


@pytest.mark.parametrize(
    "other",
    [
        "De stuurgroep bespreekt dat overzicht in een van haar drie jaarlijkse vergaderingen.",
        "De stuurgroep bespreekt het jaarlijkse overzicht van de werkgroep.",
        "De stuurgroep stelt in haar vergadering de jaarlijkse begroting vast.",
    ],
)
def test_what_a_body_does_in_a_meeting_is_no_other_rhythm(other: str) -> None:
    assert rhythms(agreement("De stuurgroep vergadert drie keer per jaar.", other)) == []
