"""One intervention, consultation body or process under two names."""

import pytest

from kb.consistency.finding import Finding, Rule, Severity
from tests.kb.consistency.papers import findings


def _found(*texts: str, regions: tuple[str, ...] = ()) -> list[Finding]:
    return [one for one in findings(*texts, regions=regions) if one.rule is Rule.TERM_VARIANT]


def _paper(*sections: tuple[str, str], title: str = "Werkafspraken Merenveld") -> str:
    first = "## 1. Inleiding\n\nPartijen hebben dit samen afgesproken en houden zich eraan.\n\n"
    return f"# {title}\n\n{first}" + "\n".join(f"## {head}\n\n{text}\n" for head, text in sections)


@pytest.mark.parametrize(
    ("heading", "text", "variant"),
    [
        ("Tweede kans beleid", "Het tweede kansbeleid duurt een jaar.", "tweede kansbeleid"),
        ("Tweede Kansbeleid", "De huurder tekent voor het Tweede Kans Beleid.", "Tweede Kans Beleid"),
        ("Buurt- en wijkgesprek", "Het buurt en wijkgesprek is in mei.", "buurt en wijkgesprek"),
        ("Loket Zorg & Wonen", "Wie belt, krijgt het Loket Zorg en Wonen.", "Loket Zorg en Wonen"),
    ],
)
def test_a_heading_written_apart_and_together_is_found(heading: str, text: str, variant: str) -> None:
    (one,) = _found(_paper((heading, "Partijen werken samen."), ("Verloop", text)))
    assert one.case == "spelling"
    assert variant in one.citations[1].quote


def test_swapped_parts_of_a_compound_are_found() -> None:
    (one,) = _found(
        _paper(("Doel", "Partijen voorkomen een huisuitzetting. Bij een uithuiszetting helpt het wijkteam."))
    )
    assert one.facts["others"] == "‘uithuiszetting’"


def test_a_meeting_that_is_named_once_and_never_told_of_is_the_other_one() -> None:
    text = "De casustafel komt elke week bijeen. De casustafel kiest een voorzitter. Het casusberaad maakt een verslag."
    (one,) = _found(_paper(("Overleg", text)))
    assert (one.case, one.facts["most"], one.facts["others"]) == ("name", "casustafel", "‘casusberaad’")


def test_a_signal_point_with_a_name_of_its_own_is_the_other_one() -> None:
    text = "Het buurtmeldpunt neemt meldingen aan. Het buurtmeldpunt belt terug. Elk buurtmeldpunt is open. "
    (one,) = _found(_paper(("Melden", text + "Na vijf uur neemt Meldpunt Buurtwacht op.")))
    assert one.facts["others"] == "‘Meldpunt Buurtwacht’"


def test_a_name_in_capitals_of_synonyms_is_the_other_name_of_a_heading() -> None:
    sections = (
        ("Voorkomen van ontruiming", "Partijen helpen de huurder."),
        ("Cijfers", "Over Preventie Ontruiming zijn er cijfers."),
    )
    (one,) = _found(_paper(*sections))
    assert {cited.quote for cited in one.citations} == {
        "Voorkomen van ontruiming",
        "Over Preventie Ontruiming zijn er cijfers.",
    }


def test_between_regions_another_name_is_a_difference_and_no_fault() -> None:
    first, second = _paper(("Voorkomen van ontruiming", "X.")), _paper(("Preventie van ontruiming", "X."))
    (one,) = _found(first, second, regions=("merenveld", "duinrand"))
    assert (one.severity, one.case, one.who_decides) == (Severity.VARIANT, "regions", ())


def test_the_names_of_what_has_ended_are_not_compared_between_regions() -> None:
    over = ("Looptijd", "Deze werkafspraken gelden van 1 januari 2021 tot en met 31 december 2024.")
    first, second = ("Voorkomen van ontruiming", "X."), ("Preventie van ontruiming", "X.")
    for ended, other in ((first, second), (second, first)):
        assert _found(_paper(ended, over), _paper(other), regions=("merenveld", "duinrand")) == []


@pytest.mark.parametrize(
    "sections",
    [
        (("Samen werken", "Partijen willen samenwerken aan een veilige buurt."),),
        (("Vroegsignalering", "De vroegsignalering begint. Vroegsignalering is verplicht."),),
        (("Tweede Kans", "Een tweede kans duurt een jaar. De tweede kansen zijn geteld."),),
        (("Overleg", "Het casusoverleg is wekelijks. Een casusbespreking kan ook. De casusbespreking duurt een uur."),),
        (("Overleg", "De zorgtafel is wekelijks. De zorgtafel beslist. De wijktafel komt maandelijks bijeen."),),
        (("Overleg", "De zorgtafel beslist. De zorgtafel is klein. Het zorgberaad komt elk jaar bijeen."),),
        (("Regels", "De huurder tekent. In de slaapkamer is geen licht. De slaapzaal is dicht."),),
        (("Meldpunt Zorg", "Het Meldpunt Zorg belt terug. Het meldpunt is open."),),
        (
            (
                "Melden",
                "Het zorgmeldpunt is open. Elk zorgmeldpunt belt. Het zorgmeldpunt helpt. Meldpunt Kinderen ook.",
            ),
        ),
        (
            ("Bemiddeling", "Buren praten."),
            ("Overlast", "De Wet aanpak woonoverlast geldt. De Algemene Verordening geldt."),
        ),
        (("Melden van overlast", "Iedereen meldt."), ("Aanmelden van hinder", "De gemeente meldt aan.")),
    ],
)
def test_verbs_inflection_and_other_things_are_no_variants(sections: tuple[tuple[str, str], ...]) -> None:
    assert _found(_paper(*sections)) == []


def test_organisations_are_told_of_elsewhere() -> None:
    parties = "# Convenant\n\n## Partijen\n\n1. Stichting Buurt Anker Merenveld;\n2. de gemeente Merenveld.\n\n"
    assert _found(parties + "## Doel\n\nBuurtanker Merenveld helpt.\n") == []


def test_long_odd_texts_are_read_too() -> None:
    assert _found(_paper(("Doel", "overleg " * 2000 + "-" * 2000 + "A b " * 2000))) == []
