"""Who steers an agreement, as its text names it, and who could decide on a finding."""

import pytest

from kb.consistency.finding import Rule
from kb.consistency.lead.steering import state
from tests.kb.consistency.papers import findings, paper


def bodies(text: str) -> list[str]:
    """The bodies that a text names, the likeliest first."""
    return [one.words for one in state(paper(text))]


@pytest.mark.parametrize(
    ("sentence", "first"),
    [
        (
            "De Stuurgroep Daken en Goten Proefdorp (hierna: de stuurgroep) komt elk kwartaal bijeen.",
            "Stuurgroep Daken en Goten Proefdorp",
        ),
        ("De sturing ligt bij de 'Stuurgroep Veilig Dak' van de gemeente.", "Stuurgroep Veilig Dak"),
        ("Het Bestuurlijk Overleg Wonen beslist over wijzigingen.", "Bestuurlijk Overleg Wonen"),
        ("Partijen vormen samen het bestuurlijk overleg.", "bestuurlijk overleg"),
        ("De werkgroep Dakgoten past dit overzicht aan.", "werkgroep Dakgoten"),
        ("De Regiegroep Noord ziet toe op de uitvoering. De werkgroep Dakgoten voert uit.", "Regiegroep Noord"),
        ("De werkgroep Dakgoten overlegt. Wijzigingen stelt de Stuurgroep Veilig Dak vast.", "Stuurgroep Veilig Dak"),
    ],
)
def test_the_body_that_steers_is_named_in_full(sentence: str, first: str) -> None:
    assert bodies(f"# Convenant Daken\n\n## Artikel 1 Sturing\n\n{sentence}\n")[0] == first


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("De projectgroep Droge kelders nu beslist. De projectgroep Droge kelders nu komt bijeen.", "Droge kelders nu"),
        ("De projectgroep Schoon op tijd (hierna: de groep) beslist.", "Schoon op tijd"),
        ("De projectgroep Daken doe je samen beslist over wijzigingen.", "Daken doe je samen"),
        ("De projectgroep 'Wonen zonder lekken' ziet toe.", "'Wonen zonder lekken'"),
        ("De projectgroep Wonen beslist over geld. De projectgroep Wonen beslist ook over tijd.", "Wonen"),
        ("De projectgroep Wonen komt elk jaar met een plan. De projectgroep Wonen komt elk jaar bijeen.", "Wonen"),
        ("De projectgroep Wonen overlegt.", "Wonen"),
    ],
)
def test_small_letters_belong_to_a_name_that_the_text_repeats(text: str, name: str) -> None:
    assert bodies(f"# Convenant Daken doe je samen\n\n## Artikel 1 Sturing\n\n{text}\n") == [f"projectgroep {name}"]


@pytest.mark.parametrize(
    "sentence",
    [
        "De stuurgroep komt elk kwartaal bijeen.",
        "De bestuurders van partijen spreken elkaar elk jaar.",
        "De GGD neemt deel aan de werkgroep Vroegsignalering.",
        "Het bestuur van de stichting tekent.",
    ],
)
def test_a_bare_word_or_another_ones_group_is_no_name(sentence: str) -> None:
    assert bodies(f"# Convenant Daken\n\n## Artikel 1 Overleg\n\n{sentence}\n") == []


def test_a_cell_ends_a_name() -> None:
    table = "| Wie | Wat |\n|---|---|\n| Stuurgroep Daken | Aantallen |\n"
    assert bodies(f"# Convenant Daken\n\n## Artikel 1 Cijfers\n\n{table}") == ["Stuurgroep Daken"]


def test_an_appendix_without_a_body_of_its_own_is_its_wholes() -> None:
    whole = (
        "# Convenant Daken Proefdorp\n\n## Artikel 1 Looptijd\n\nDit convenant geldt vanaf 1 januari 2025 voor"
        " onbepaalde tijd. De Stuurgroep Veilig Dak (hierna: de stuurgroep) beslist over wijzigingen.\n"
    )
    part = (
        "# Protocol dakinspectie Proefdorp\n\nBijlage 1 bij het Convenant Daken Proefdorp\n\n## 1. Stappen\n\n"
        "Bij gevaar geldt het Draaiboek Instorting Proefdorp.\n"
    )
    (one,) = (one for one in findings(whole, part) if one.rule is Rule.NAMED_BUT_ABSENT)
    assert [(who.code, who.facts) for who in one.who_decides] == [("decides_body", {"name": "Stuurgroep Veilig Dak"})]
