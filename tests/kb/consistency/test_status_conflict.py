"""One activity that is a trial or voluntary in one text and a standing or statutory task in another."""

import pytest

from api.finding_words import finding_in_words
from kb.consistency.finding import Finding, Rule, Severity
from tests.kb.consistency.papers import findings


def paper(title: str, day: str, *sections: str) -> str:
    """An agreement that holds from a day; each section is a heading, a bar and its text."""
    parts = [f"## {one.split('|')[0]}\n\n{one.split('|')[1]}" for one in sections]
    begins = f"Deze afspraken gelden vanaf {day} voor onbepaalde tijd."
    return f"# {title}\n\n## Looptijd\n\n{begins}\n\n" + "\n\n".join(parts) + "\n"


def found(*texts: str, regions: tuple[str, ...] = ()) -> list[Finding]:
    """What the rule finds."""
    return [one for one in findings(*texts, regions=regions) if one.rule is Rule.STATUS_CONFLICT]


TRIAL = "De dakcoach is in alle dorpen een proef, die in 2026 wordt bekeken."
STANDING = "De dakcoach is een vast onderdeel van de aanpak."


@pytest.mark.parametrize(
    ("trial", "standing"),
    [
        (TRIAL, STANDING),
        ("De dakcoach werkt bij wijze van proef in twee dorpen.", "De dakcoach is een structurele voorziening."),
        ("Dakinspectie is nog geen wettelijke taak.", "Dakinspectie is sinds 2024 een wettelijke taak van gemeenten."),
        ("Voorlopig doen de gemeenten vrijwillig mee.", "De gemeenten zijn sinds vorig jaar wettelijk verplicht."),
    ],
)
def test_both_statuses_of_one_activity_are_quoted(trial: str, standing: str) -> None:
    first = paper("Convenant Daken Proefdorp", "1 januari 2025", f"Dakinspectie|{trial}")
    second = paper("Werkafspraken nok Proefdorp", "1 maart 2026", f"Dakinspectie|{standing}")
    got = found(first, second)
    if trial.startswith("Voorlopig"):  # neither sentence says of what
        assert got == []
    else:
        assert [[cited.quote for cited in one.citations] for one in got] == [[trial, standing]]


@pytest.mark.parametrize(
    ("trial", "standing"),
    [
        (
            "Dakinspectie is hier een pilot waaraan eigenaren kunnen meedoen.",
            "De Wet op de daken maakt dakinspectie sinds 2021 tot een taak van iedere gemeente, en wij zijn gehouden.",
        ),
        (
            "Dakinspectie is hier een proef, die nog kan worden uitgebreid.",
            "De Wet op de daken maakt dakinspectie tot een wettelijke verplichting.",
        ),
        (
            "Dakwacht doet bij wijze van proef mee en beslist zelf.",
            "Dakinspectie is voor alle partijen een vaste werkwijze.",
        ),
    ],
)
def test_a_law_that_makes_it_a_task_and_a_party_on_trial_tell_of_the_activity(trial: str, standing: str) -> None:
    parties = (
        "Partijen|1. Stichting Dakwacht Proefdorp, hierna: Dakwacht;\n2. de gemeente Proefdorp;\n3. Stichting Nok."
    )
    first = paper("Werkafspraken Dakinspectie", "1 januari 2025", parties, f"Vooraf|{trial}")
    (one,) = found(first, paper("Convenant Wonen Proefdorp", "1 maart 2026", f"Taken|{standing}"))
    assert {cited.quote for cited in one.citations} == {trial, standing}


@pytest.mark.parametrize(
    ("trial", "standing"),
    [
        ("Dakwacht deed bij wijze van proef mee.", "Dakinspectie is voor alle partijen een vaste werkwijze."),
        ("Dakwacht doet bij wijze van proef mee.", "Gootreiniging is voor alle partijen een vaste werkwijze."),
        ("Gootreiniging is hier een pilot.", "De Wet op de daken maakt dakinspectie tot een taak van de gemeente."),
        ("Dakinspectie was een pilot waaraan velen meededen.", "Dakinspectie is een vaste werkwijze."),
    ],
)
def test_what_is_over_or_of_another_activity_is_no_conflict(trial: str, standing: str) -> None:
    parties = (
        "Partijen|1. Stichting Dakwacht Proefdorp, hierna: Dakwacht;\n2. de gemeente Proefdorp;\n3. Stichting Nok."
    )
    first = paper("Werkafspraken Dakinspectie", "1 januari 2025", parties, f"Vooraf|{trial}")
    assert found(first, paper("Convenant Wonen Proefdorp", "1 maart 2026", f"Taken|{standing}")) == []


def test_the_newer_of_two_papers_is_named() -> None:
    old = paper("Convenant Daken Proefdorp", "1 januari 2025", f"Taken|{TRIAL}")
    new = paper("Werkafspraken nok Proefdorp", "1 maart 2026", f"Taken|{STANDING}")
    (one,) = found(old, new)
    assert (one.case, one.facts["newer"], one.facts["topic"]) == (
        "newer_standing",
        "Werkafspraken nok Proefdorp",
        "dakcoach",
    )
    (other,) = found(old.replace(TRIAL, STANDING), new.replace(STANDING, TRIAL))
    assert other.case == "newer_trial"


def test_what_a_pronoun_points_to_is_the_activity() -> None:
    trial = "Gemeenten en corporaties doen er vrijwillig aan mee, bij wijze van proef."
    standing = "Dat is sinds 2024 een wettelijke taak."
    first = paper("Convenant Daken Proefdorp", "1 januari 2025", f"3.2. Dakinspectie|{trial}")
    second = paper(
        "Werkafspraken nok Proefdorp", "1 maart 2026", f"Vooraf|Hieraan gaat dakinspectie vooraf. {standing}"
    )
    assert [[cited.quote for cited in one.citations] for one in found(first, second)] == [[trial, standing]]


def test_a_law_that_gives_the_task_speaks_of_what_the_title_names() -> None:
    law = "De Wet veilige daken draagt de gemeenten op om ieder jaar langs te gaan."
    trial = "Dakinspectie is nog geen wettelijke taak en loopt als proef."
    first = paper("Convenant Dakinspectie Proefdorp 2021", "1 januari 2021", f"Taken|{trial}")
    second = paper("Convenant Dakinspectie Proefdorp 2025", "1 januari 2025", f"Taken|{law}")
    assert [one.case for one in found(first, second)] == ["newer_standing"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TRIAL, "De gootploeg is een vast onderdeel van de aanpak."),
        ("In 2024 werd de dakcoach als proef ingezet.", STANDING),
        ("De dakcoach is geen proef meer.", STANDING),
        ("Partijen kunnen voor de dakcoach een pilot aanvragen.", STANDING),
        ("Meedoen aan de dakcoach is voor de huurder vrijwillig.", "De dakcoach is een wettelijke taak."),
        ("De dakcoach zet vrijwilligers in.", STANDING),
    ],
)
def test_other_activities_and_what_is_over_or_may_come_are_no_conflict(one: str, other: str) -> None:
    first = paper("Convenant Daken Proefdorp", "1 januari 2025", f"Taken|{one}")
    second = paper("Werkafspraken nok Proefdorp", "1 maart 2026", f"Taken|{other}")
    assert found(first, second) == []


def test_a_paragraph_may_tell_how_a_trial_became_a_task() -> None:
    text = f"Taken|{TRIAL} {STANDING}"
    assert found(paper("Convenant Daken Proefdorp", "1 januari 2025", text)) == []


ENDED = "Deze afspraken gelden van 1 januari 2021 tot en met 31 december 2024."


def ended(text: str) -> str:
    """The same agreement, over since 2024."""
    return text.replace("Deze afspraken gelden vanaf 1 januari 2021 voor onbepaalde tijd.", ENDED)


def test_of_an_older_paper_that_has_ended_the_sentence_says_that_nothing_is_left_to_mend() -> None:
    old = ended(paper("Convenant Daken Proefdorp", "1 januari 2021", f"Taken|{TRIAL}"))
    new = paper("Werkafspraken nok Proefdorp", "1 maart 2026", f"Taken|{STANDING}")
    for one, other, case in ((TRIAL, STANDING, "ended_trial"), (STANDING, TRIAL, "ended_standing")):
        (got,) = found(old.replace(TRIAL, one), new.replace(STANDING, other))
        assert (got.case, got.severity) == (case, Severity.LOW)
        assert (got.facts["older"], got.facts["newer"]) == ("Convenant Daken Proefdorp", "Werkafspraken nok Proefdorp")
        assert [cited.quote for cited in got.citations if cited.validity.status == "expired"] == [one]
        assert [who.code for who in got.who_decides] == ["decides_nobody_ended"]
        assert "hoeft niet te worden aangepast" in finding_in_words(got, "nl")


def test_of_one_that_was_replaced_nobody_decides_any_more() -> None:
    old = ended(paper("Convenant Daken Proefdorp 2021-2024", "1 januari 2021", f"Taken|{TRIAL}"))
    replaces = "Vooraf|Dit convenant vervangt het Convenant Daken Proefdorp 2021-2024."
    new = paper("Convenant Daken Proefdorp 2025-2028", "1 januari 2025", replaces, f"Taken|{STANDING}")
    (one,) = found(old, new)
    assert [(who.code, who.facts["document"]) for who in one.who_decides] == [
        ("decides_nobody", "Convenant Daken Proefdorp 2021-2024")
    ]


def test_what_ended_contradicts_no_older_paper_and_no_other_that_ended() -> None:
    over = ended(paper("Convenant Daken Proefdorp", "1 januari 2021", f"Taken|{TRIAL}"))
    assert found(over, paper("Werkafspraken nok Proefdorp", "1 januari 2019", f"Taken|{STANDING}")) == []
    assert found(over, ended(paper("Werkafspraken nok Proefdorp", "1 januari 2021", f"Taken|{STANDING}"))) == []


def test_of_a_memo_only_what_it_tells_of_an_older_agreement_counts() -> None:
    def memo(day: str) -> str:
        return f"# Memo daken Proefdorp\n\nDatum: {day}\n\n## Stand\n\n{STANDING}\n"

    agreement = paper("Convenant Daken Proefdorp", "1 januari 2025", f"Taken|{TRIAL}")
    assert [one.case for one in found(agreement, memo("3 maart 2026"))] == ["newer_standing"]
    assert found(agreement, memo("3 maart 2023")) == []


def test_between_regions_only_what_stands_is_compared_and_nobody_has_to_decide() -> None:
    first = paper("Convenant Daken", "1 januari 2021", f"Taken|{TRIAL}")
    second = paper("Werkafspraken nok", "1 maart 2026", f"Taken|{STANDING}")
    assert [one.who_decides for one in found(first, second, regions=("oost", "west"))] == [()]
    assert found(ended(first), second, regions=("oost", "west")) == []


def test_between_regions_it_is_a_variant() -> None:
    first = paper("Convenant Daken", "1 januari 2025", f"Taken|{TRIAL}")
    second = paper("Werkafspraken nok", "1 maart 2026", f"Taken|{STANDING}")
    (one,) = found(first, second, regions=("oost", "west"))
    assert (one.severity, one.case, one.relation) == (Severity.VARIANT, "between", None)
    assert one.regions == ("oost", "west")
