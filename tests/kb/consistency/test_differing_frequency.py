"""Two rhythms for one meeting or report are found, also in passing; floors and unlike meetings are not."""

from collections.abc import Sequence

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


TITLE = "Samenwerkingsovereenkomst Goede Buren Beekdal"
ORDINARY = [
    ("Afspraken", "Afspraken"),
    ("Aanmelding en eerste contact", "Overzicht en planning"),
    ("Wie doet wat", "Informatie delen"),
    ("Aanmelding", "Wachttijden en kwaliteitseisen"),
    ("Zorgvuldig werken", "Hoe vaak en hoe lang?"),
]
APART = [
    ("Fase 1 Aanmelding", "Fase 2 Nazorg"),
    ("Meldingen van afval", "Meldingen van loslopende honden"),
    ("Jongeren tot 18 jaar", "Volwassenen"),
    ("Route via de school", "Route via de huisarts"),
    ("Interventie: huiswerkklas", "Interventie: time-out"),
    ("Lichte overlast", "Zware overlast"),
]


def agreement(*members: str, title: str = TITLE, headings: Sequence[str] = (), intro: str = "") -> str:
    """An agreement whose chapters hold one sentence or more each."""
    under = [*headings, *["Afspraken"] * len(members)]
    parts = [
        f"## {n}. {heading}\n\n{member}"
        for n, (heading, member) in enumerate(zip(under, members, strict=False), start=1)
    ]
    opening = f"## Inleiding\n\n{intro or 'Deze overeenkomst gaat over samen werken.'}"
    return "\n\n".join((f"# {title}", opening, *parts))


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
        (
            "De projectgroep vergadert vier keer per jaar onder voorzitterschap van de gemeente.",
            "De projectgroep komt om de maand bijeen.",
        ),
        (
            "De woonbegeleider bezoekt de bewoner wekelijks.",
            "De bewoner krijgt om de week bezoek van de woonbegeleider.",
        ),
        (
            "De kredietbank stuurt de gemeente ieder kwartaal een overzicht van de trajecten.",
            "De gemeente ontvangt van de kredietbank twee keer per jaar een overzicht van de trajecten.",
        ),
        (
            "De cijfers gaan naar het bestuurlijk beraad, dat elk kwartaal vergadert.",
            "Het bestuurlijk beraad komt halfjaarlijks samen.",
        ),
    ],
)
@pytest.mark.parametrize("headings", ORDINARY)
def test_one_meeting_or_report_at_two_rhythms(one: str, other: str, headings: tuple[str, str]) -> None:
    assert quotes(agreement(one, other, headings=headings)) == {one, other}


@pytest.mark.parametrize("headings", APART)
def test_the_same_words_under_headings_that_tell_two_cases_apart(headings: tuple[str, str]) -> None:
    one, other = (
        f"Het wijkteam bespreekt de voortgang {often} met de huurder." for often in ("wekelijks", "maandelijks")
    )
    assert len(rhythms(agreement(one, other))) == 1
    assert rhythms(agreement(one, other, headings=headings)) == []


def test_a_paper_that_works_out_another_is_about_the_same_under_its_own_title_and_headings() -> None:
    one, other = "De regiegroep komt elk kwartaal bijeen.", "De regiegroep vergadert om de maand."
    first = agreement(one, headings=["Aanmelding en triage"])
    title = "Draaiboek Trefpunt Beekdal"
    leaning = f"Dit draaiboek hoort bij de {TITLE}."
    assert quotes(first, agreement(other, title=title, headings=["Planning"], intro=leaning)) == {one, other}
    assert rhythms(first, agreement(other, title=title, headings=["Planning"])) == []


def test_a_body_that_is_named_in_full_in_the_sentence_before() -> None:
    one = "Het overleg vindt eens in de zes weken plaats."
    other = "De partners zien elkaar maandelijks in het bosoverleg."
    text = agreement(
        f"De boswachters en de politie houden het bosoverleg. {one}", other, headings=["Bos en heide", "Planning"]
    )
    assert quotes(text) == {one, other}


def test_the_word_for_two_bodies_in_sections_of_their_own() -> None:
    text = agreement(
        "De politie leidt het bosoverleg. Het overleg vindt eens in de zes weken plaats.",
        "De gemeente leidt het waterberaad. Het beraad vindt maandelijks plaats. Het overleg kost niets.",
    )
    assert rhythms(text) == []


@pytest.mark.parametrize(
    "other",
    [
        "In het eerste jaar vergadert de stuurgroep elke maand.",
        "De stuurgroep vergadert in de eerste zes maanden om de week.",
        "In de zomervakantie vergadert de stuurgroep elke maand.",
        "Tijdens het broedseizoen vergadert de stuurgroep elke maand.",
        "Gedurende de aanloop vergadert de stuurgroep elke maand.",
        "Tot en met 31 december 2026 vergadert de stuurgroep elke maand.",
        "Zolang de wachtlijst groeit, vergadert de stuurgroep elke maand.",
        "Vanaf 1 januari 2028 vergadert de stuurgroep elk jaar.",
    ],
)
def test_a_rhythm_for_a_time_is_a_rule_of_its_own(other: str) -> None:
    one = "De stuurgroep vergadert elk kwartaal."
    assert rhythms(agreement(f"{one} {other}")) == []
    assert rhythms(agreement(one, other, headings=["Sturing", "Start"])) == []


def test_two_rhythms_for_the_same_time_do_differ() -> None:
    one, other = (f"In het eerste jaar vergadert de stuurgroep {often}." for often in ("elke maand", "elke week"))
    assert quotes(agreement(one, other)) == {one, other}


@pytest.mark.parametrize("period", ["Gedurende de looptijd", "Tijdens de looptijd van de samenwerking"])
def test_the_whole_term_of_the_agreement_is_no_time_of_its_own(period: str) -> None:
    one, other = "De stuurgroep vergadert elk kwartaal.", f"{period} vergadert de stuurgroep elke maand."
    assert len(rhythms(agreement(one, other))) == 1


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


@pytest.mark.parametrize(
    "headings", [("Wijkteam Noord", "Wijkteam Zuid"), ("Noord", "Zuid"), ("Overleg", "Na terugval")]
)
def test_a_body_of_which_there_may_be_one_for_each_place_or_case(headings: tuple[str, str]) -> None:
    text = agreement("Het team vergadert elke week.", "Het team vergadert elke maand.", headings=headings)
    assert rhythms(text) == []


@pytest.mark.parametrize(
    "members",
    [
        "1. De stuurgroep Jeugd en Gezin bestaat uit vijf bestuurders.\n"
        "2. Zij vergadert tweemaal per kalenderjaar, in mei en oktober.",
        "De stuurgroep Jeugd en Gezin beslist over het geld.\n\nZij komt twee keer per jaar bijeen.",
    ],
)
def test_a_pronoun_for_the_body_that_the_member_above_names(members: str) -> None:
    other = "De wethouders komen elke maand als stuurgroep Jeugd en Gezin bij elkaar."
    found = quotes(agreement(members), agreement(other, title="Werkafspraken Schoolverzuim Beekdal"))
    assert other in found
    assert any(one.startswith("Zij ") for one in found)


@pytest.mark.parametrize(
    "members",
    [
        "1. De stuurgroep Jeugd en Gezin kiest de werkgroep Verzuim.\n2. Zij vergadert tweemaal per jaar.",
        "1. De voorzitter van de stuurgroep Jeugd en Gezin leidt.\n2. Zij vergadert tweemaal per jaar met de pers.",
        "1. De stuurgroep Jeugd en Gezin bestaat uit vijf bestuurders.\n2. Zij vergadert elke maand.",
        "1. De stuurgroep Jeugd en Wonen bestaat uit vijf bestuurders.\n2. Zij vergadert tweemaal per jaar.",
    ],
)
def test_a_pronoun_for_another_body_or_at_the_same_rhythm(members: str) -> None:
    other = "De wethouders komen elke maand als stuurgroep Jeugd en Gezin bij elkaar."
    assert rhythms(agreement(members), agreement(other, title="Werkafspraken Schoolverzuim Beekdal")) == []
