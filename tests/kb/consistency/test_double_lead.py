"""One lead given to two parties is found, however texts give it; leads that are divided or unlike are not."""

import pytest

from kb.consistency.finding import Finding, Rule, Severity
from tests.kb.consistency.papers import findings

_PARTIES = (
    "# {title}\n\n## Partijen\n\n1. de gemeente Beekdal;\n2. Stichting Wijkhulp Beekdal, hierna: Wijkhulp;\n"
    "3. GGD Beekland, hierna: de GGD;\n4. Woningcorporatie De Beek, hierna: De Beek.\n\n"
)


def leads(*texts: str) -> list[Finding]:
    """What is found of leads and tasks in papers of one region."""
    return [one for one in findings(*texts) if one.rule is Rule.DOUBLE_LEAD]


def quotes(*texts: str) -> set[str]:
    """The quotes of the one finding of leads."""
    (one,) = leads(*texts)
    return {citation.quote for citation in one.citations}


def covenant(*articles: str, title: str = "Convenant Zorg Dichtbij Beekdal") -> str:
    """A covenant of three parties with articles of a heading and its members."""
    return _PARTIES.format(title=title) + "\n\n".join(
        f"## Artikel {n} {text}" for n, text in enumerate(articles, start=1)
    )


@pytest.mark.parametrize(
    ("one", "other", "case"),
    [
        ("De gemeente voert de procesregie.", "De procesregie ligt bij Wijkhulp.", "process"),
        ("De casusregie berust bij de GGD.", "Wijkhulp heeft de casusregie.", "case"),
        ("Wijkhulp zit de zorgtafel voor.", "De zorgtafel wordt voorgezeten door de GGD.", "chair"),
        ("De GGD is voorzitter van de stuurgroep.", "De gemeente levert de voorzitter van de stuurgroep.", "chair"),
        (
            "De gemeente vervult het secretariaat van de stuurgroep.",
            "Wijkhulp verzorgt het secretariaat van de stuurgroep.",
            "secretary",
        ),
        ("De regie over het meldpunt ligt bij de GGD.", "De gemeente voert de regie over het meldpunt.", "lead"),
        ("De procesregie is belegd bij de gemeente.", "De GGD is procesregisseur.", "process"),
        (
            "De GGD coördineert het wijknetwerk.",
            "De coördinatie van het wijknetwerk ligt bij Wijkhulp.",
            "coordination",
        ),
        (
            "Het casusoverleg staat onder voorzitterschap van de GGD.",
            "Het voorzitterschap van het casusoverleg berust bij Wijkhulp.",
            "chair",
        ),
        (
            "Wijkhulp is eindverantwoordelijk voor het plan van aanpak.",
            "De gemeente is eindverantwoordelijk voor het plan van aanpak.",
            "accountable",
        ),
        (
            "Wijkhulp is het eerste aanspreekpunt voor het gezin.",
            "De GGD is het eerste aanspreekpunt voor het gezin.",
            "contact",
        ),
    ],
)
def test_one_lead_for_two_parties(one: str, other: str, case: str) -> None:
    (found,) = leads(covenant(f"Regie\n\n1. {one}", f"Taken\n\n1. {other}"))
    assert {citation.quote for citation in found.citations} == {one, other}
    assert (found.case, found.severity) == (case, Severity.HIGH)


def test_a_table_of_tasks_against_an_article() -> None:
    text = covenant(
        "Taken\n\n| Partij | Taak |\n|---|---|\n| GGD | Neemt meldingen aan en voert de procesregie |\n"
        "| Wijkhulp | Gaat op huisbezoek |",
        "Regie\n\n1. De gemeente Beekdal voert de procesregie.",
    )
    assert quotes(text) == {
        "GGD\tNeemt meldingen aan en voert de procesregie",
        "De gemeente Beekdal voert de procesregie.",
    }


def test_a_label_under_a_heading_against_a_sentence_elsewhere() -> None:
    one = _PARTIES.format(title="Samenwerkingsovereenkomst Rustig Wonen Beekdal") + (
        "## 3.2 Ernstige geluidsoverlast\n\nDoel: rust in de straat.\n\nRegie: Wijkhulp.\n\n## 3.3 Woonfraude\n\n"
        "Doel: eerlijk wonen.\n\nRegie: de gemeente."
    )
    other = covenant("Regie\n\n1. De regie bij ernstige geluidsoverlast ligt bij de gemeente Beekdal.")
    assert quotes(one, other) == {
        "Regie: Wijkhulp.",
        "De regie bij ernstige geluidsoverlast ligt bij de gemeente Beekdal.",
    }


def test_a_cell_that_names_another_chair() -> None:
    text = covenant(
        "Overleg\n\n1. De gemeente roept het slotgesprek bijeen en zit het voor.",
        "Overzicht\n\n| Wat | Wie | Waar |\n|---|---|---|\n| Slotgesprek | Wijkhulp is voorzitter | Gemeentehuis |",
    )
    assert quotes(text) == {
        "De gemeente roept het slotgesprek bijeen en zit het voor.",
        "Slotgesprek\tWijkhulp is voorzitter\tGemeentehuis",
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("De gemeente voert de procesregie.", "De gemeente Beekdal voert de procesregie."),
        ("De gemeente voert de procesregie.", "De procesregie berust bij het bureau Toezicht van de gemeente."),
        ("De gemeente voert de procesregie.", "Wijkhulp voert de casusregie."),
        ("De regie over het meldpunt ligt bij de GGD.", "De regie over het wijknetwerk ligt bij Wijkhulp."),
        ("De casusregie ligt bij Wijkhulp.", "Na opschaling gaat de casusregie over naar de GGD."),
        ("De casusregie ligt tot de intake bij De Beek.", "Daarna ligt de casusregie bij Wijkhulp."),
        ("Wijkhulp heeft de casusregie.", "Zolang de inwoner is opgenomen, heeft de GGD de casusregie."),
        ("Wijkhulp heeft de casusregie.", "De casusregie ligt bij de partij die de melding opvolgt."),
        ("De GGD zit de zorgtafel voor.", "Wijkhulp zit de werkgroep voor."),
        ("De GGD zit de zorgtafel voor.", "Is de GGD verhinderd, dan zit Wijkhulp de zorgtafel voor."),
        ("De gemeente Beekdal voert de procesregie.", "De procesregie wordt gevoerd door de procesregisseur."),
        ("Wijkhulp voert de regie bij lichte overlast.", "De GGD voert de regie bij zware overlast."),
        (
            "De wethouder van de gemeente Beekdal is voorzitter van de stuurgroep.",
            "De gemeente zit de stuurgroep voor.",
        ),
        ("De GGD is aanspreekpunt voor professionals.", "Wijkhulp is aanspreekpunt voor inwoners."),
        ("De GGD coördineert de nazorg.", "Wijkhulp coördineert de vrijwilligers."),
        ("De regie ligt bij Wijkhulp.", "De gemeente neemt de regie over als het traject vastloopt."),
        ("De regie voor wat betreft de maatregel ligt bij de gemeente.", "De regie ligt bij Wijkhulp."),
    ],
)
def test_leads_that_are_unlike_divided_or_of_one_party(one: str, other: str) -> None:
    assert leads(covenant(f"Regie\n\n1. {one}\n2. {other}")) == []


def test_every_approach_has_a_lead_of_its_own() -> None:
    text = _PARTIES.format(title="Samenwerkingsovereenkomst Rustig Wonen Beekdal") + (
        "## 3.1 Buurtbemiddeling\n\nRegie: Wijkhulp.\n\n## 3.2 Vervuilde woningen\n\nRegie: de GGD.\n\n"
        "## 3.3 Verwaarloosde woningen\n\nRegie: de gemeente."
    )
    assert leads(text) == []


def test_a_lead_per_degree_in_a_table() -> None:
    text = covenant(
        "Regie\n\n| Ernst | Regie |\n|---|---|\n| Licht | Wijkhulp |\n| Ernstig | De GGD |\n"
        "| Zeer ernstig | De gemeente |"
    )
    assert leads(text) == []


def test_a_part_of_a_party_is_that_party() -> None:
    text = covenant(
        "Begrippen\n\n1. Meldpunt: het onderdeel van de GGD dat meldingen aanneemt.",
        "Regie\n\n1. De casusregie ligt bij het meldpunt.",
        "Taken\n\n1. De GGD voert de casusregie.",
    )
    assert leads(text) == []


def test_process_leads_of_two_covenants() -> None:
    other = covenant("Regie\n\n1. De GGD voert de procesregie.", title="Convenant Jeugdsport Beekdal")
    assert leads(covenant("Regie\n\n1. De gemeente voert de procesregie."), other) == []


def test_a_task_of_two_parties() -> None:
    text = covenant(
        "Meldpunt\n\n1. De GGD beheert het register van meldingen.",
        "Register\n\n1. Wijkhulp beheert het register van meldingen.",
    )
    (one,) = leads(text)
    assert one.case == "task"
    assert len(one.citations) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("De GGD registreert haar meldingen.", "Wijkhulp registreert haar meldingen."),
        ("De GGD registreert de meldingen.", "Wijkhulp registreert de huisbezoeken."),
        ("De GGD betaalt de helft van de kosten.", "De gemeente betaalt de helft van de kosten."),
        ("De GGD beoordeelt de meldingen.", "Partijen beoordelen de meldingen."),
        ("De GGD neemt deel aan het overleg.", "Wijkhulp neemt deel aan het overleg."),
        ("De GGD beheert het dossier.", "Bij een huurder beheert De Beek het dossier."),
        ("De GGD informeert de inwoner.", "Wijkhulp informeert de inwoner."),
    ],
)
def test_tasks_that_two_may_have(one: str, other: str) -> None:
    assert leads(covenant(f"Taken\n\n1. {one}", f"Werkwijze\n\n1. {other}")) == []


def _region(name: str, leader: str) -> str:
    return (
        f"# Samenwerkingsovereenkomst Wonen {name}\n\n## 1. Waarom\n\nSamen staan wij sterker.\n\n"
        f"## 2. Buurtbemiddeling\n\nDoel: rust.\n\nRegie: {leader}."
    )


def test_another_sort_of_party_leads_in_another_region() -> None:
    texts = _region("Oost", "de gemeente"), _region("West", "het wijkteam")
    (one,) = [one for one in findings(*texts, regions=("oost", "west")) if one.rule is Rule.DOUBLE_LEAD]
    assert (one.severity, one.case, one.regions) == (Severity.VARIANT, "regions", ("oost", "west"))


@pytest.mark.parametrize("leader", ["de gemeente West", "de burgemeester", "Kompas"])
def test_the_municipality_of_another_region_is_no_variant(leader: str) -> None:
    texts = _region("Oost", "de gemeente Oost"), _region("West", leader)
    assert [one for one in findings(*texts, regions=("oost", "west")) if one.rule is Rule.DOUBLE_LEAD] == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("De casusregie ligt bij Wijkhulp.", "De GGD wijst uit het eigen team een casusregisseur aan."),
        ("De casusregie ligt bij Wijkhulp.", "De GGD wijst onder haar medewerkers een casusregisseur aan."),
        ("De casusregie ligt bij Wijkhulp.", "De GGD levert voor iedere zaak de casusregisseur."),
        ("De casusregie ligt bij Wijkhulp.", "De casusregisseur is een medewerker van de GGD."),
        ("De procesregie ligt bij Wijkhulp.", "De procesregisseur werkt bij de GGD."),
        ("De GGD is voorzitter van de stuurgroep.", "De gemeente stelt als voorzitter van de stuurgroep de agenda op."),
        ("De GGD is voorzitter van de stuurgroep.", "De gemeente, voorzitter van de stuurgroep, stelt de agenda op."),
        ("Wijkhulp zit de zorgtafel voor.", "De GGD leidt de zorgtafel."),
        (
            "Lastige zaken komen in het Breed Overleg Zorg (BOZ). Wijkhulp zit het overleg voor.",
            "De gemeente bereidt het BOZ voor, leidt de bespreking en bewaakt de afspraken.",
        ),
    ],
)
def test_a_lead_by_who_supplies_it_or_acts_in_it_is_a_lead(one: str, other: str) -> None:
    found = quotes(covenant(f"Aanpak\n\n1. {one}", f"Samenvatting\n\n1. {other}"))
    assert len(found) == 2
    assert any(quote in other for quote in found)


def test_a_table_of_tasks_coordinates_too() -> None:
    text = covenant(
        "Het loket\n\n1. De gemeente coördineert het loket.",
        "Taken\n\n| Partij | Taak |\n|---|---|\n| Wijkhulp | Coördineert het loket en verdeelt de zaken |",
    )
    assert quotes(text) == {
        "De gemeente coördineert het loket.",
        "Wijkhulp\tCoördineert het loket en verdeelt de zaken",
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("De casusregie ligt bij Wijkhulp.", "De GGD wijst een casusregisseur aan."),
        ("De casusregie ligt bij Wijkhulp.", "De casusregisseur is een medewerker van Wijkhulp."),
        ("De casusregie ligt bij Wijkhulp.", "De casusregisseur werkt samen met de GGD."),
        ("De GGD is voorzitter van de stuurgroep.", "De gemeente is voorzitter van het casusoverleg."),
        ("De GGD is voorzitter van de stuurgroep.", "De gemeente overlegt met de voorzitter van de stuurgroep."),
        ("Wijkhulp zit de zorgtafel voor.", "De GGD bereidt de zorgtafel voor."),
        ("Wijkhulp coördineert het loket.", "De GGD coördineert de opvang."),
        ("Wijkhulp coördineert het loket.", "Bij ziekte coördineert de GGD het loket."),
    ],
)
def test_who_appoints_works_along_or_leads_something_else_has_no_second_lead(one: str, other: str) -> None:
    assert leads(covenant(f"Aanpak\n\n1. {one}", f"Samenvatting\n\n1. {other}")) == []


def two(one: str, other: str, headings: tuple[str, str] = ("Wie doet wat", "Samenvatting")) -> str:
    """A paper without parties that gives two sentences, each under a heading of its own."""
    return (
        "# Afspraken Schoolverzuim Beekdal\n\nDeze afspraken gelden van 1 januari 2026 tot en met 31 december 2029.\n\n"
        f"## 1. {headings[0]}\n\n{one}\n\n## 2. {headings[1]}\n\n{other}\n"
    )


_TWO_FUNCTIONS = [
    ("De casemanager voert de regie over het plan.", "De wijkverpleegkundige voert de regie over het plan."),
    ("De mentor voert de regie over het verzuimplan.", "De regie over het verzuimplan ligt bij de jeugdarts."),
    ("De kredietbank voert de regie over het aflosplan.", "De regie over het aflosplan berust bij de gemeente."),
    ("Het jeugdteam draagt zorg voor de regie over het gezinsplan.", "De school heeft de regie over het gezinsplan."),
    ("Bij verzuim heeft de school de regie.", "De gemeente heeft de regie bij verzuim."),
    ("De boswachter coördineert de schouw.", "De coördinatie van de schouw is belegd bij de wijkagent."),
    # a meeting
    (
        "De leerplichtambtenaar zit het verzuimoverleg voor.",
        "De intern begeleider is voorzitter van het verzuimoverleg.",
    ),
    ("De intern begeleider zit het zorgteam voor.", "De voorzitter van het zorgteam is de maatschappelijk werker."),
    ("Het verzuimberaad staat onder voorzitterschap van de rector.", "De jeugdarts zit het verzuimberaad voor."),
    ("Voorzitter van het bosoverleg is de boswachter.", "De wijkagent leidt het bosoverleg."),
    # a task of one
    ("De jeugdconsulent stelt het plan van aanpak op.", "Het plan van aanpak wordt opgesteld door de gezinsvoogd."),
    ("De kliniek maakt het ontslagplan.", "Het wijkteam stelt het ontslagplan op en belt de familie."),
    ("De school maakt het verslag van het verzuimoverleg.", "De gemeente schrijft het verslag van het verzuimoverleg."),
    ("De boswachter roept de partijen bijeen voor de schouw.", "Voor de schouw roept de wijkagent de partijen bijeen."),
    ("De gemeente verstuurt de brief aan de ouders.", "De school stuurt de brief aan de ouders."),
    ("De mentor nodigt de ouders uit voor het gesprek.", "De jeugdarts nodigt de ouders uit voor het gesprek."),
]


@pytest.mark.parametrize("headings", [("Afspraken", "Afspraken"), ("Wie doet wat", "Samenvatting"), ("Regie", "Taken")])
@pytest.mark.parametrize(("one", "other"), _TWO_FUNCTIONS)
def test_a_lead_or_a_task_of_two_functions_or_sorts_of_organisation(
    one: str, other: str, headings: tuple[str, str]
) -> None:
    assert quotes(two(one, other, headings)) == {one, other}


@pytest.mark.parametrize(("one", "other"), _TWO_FUNCTIONS)
def test_two_papers_on_one_subject_name_one_leader(one: str, other: str) -> None:
    second = two("De afspraken staan op papier.", other).replace("# Afspraken", "# Draaiboek")
    assert quotes(two(one, "De afspraken staan op papier."), second) == {one, other}


@pytest.mark.parametrize("headings", [("Afspraken", "Afspraken"), ("Wie doet wat", "Samenvatting")])
@pytest.mark.parametrize(
    ("one", "other"),
    [
        # an officer may be of the organisation, or bear the name that anybody may bear
        ("De mentor voert de regie over het verzuimplan.", "De school voert de regie over het verzuimplan."),
        ("De casemanager voert de regie over het plan.", "De gemeente voert de regie over het plan."),
        ("De casemanager voert de regie over het plan.", "De casemanager van de GGD voert de regie over het plan."),
        ("De coördinator voert de regie over het plan.", "De huisarts voert de regie over het plan."),
        ("De casusregisseur voert de regie over het plan.", "De jeugdconsulent voert de regie over het plan."),
        ("De arts voert de regie over het plan.", "De jeugdarts voert de regie over het plan."),
        ("De leraar maakt het verslag van het gesprek.", "De leerkracht maakt het verslag van het gesprek."),
        ("De persoonlijk begeleider stelt het herstelplan op.", "De woonbegeleider stelt het herstelplan op."),
        (
            "De wijkverpleegkundige is de casemanager. De casemanager voert de regie over het plan.",
            "De wijkverpleegkundige voert de regie over het plan.",
        ),
        (
            "De casemanager (wijkverpleegkundige) voert de regie over het plan.",
            "De wijkverpleegkundige voert de regie over het plan.",
        ),
        # whom the work is about keeps the lead of it too
        ("De jongere houdt de regie over het plan.", "Het jeugdteam voert de regie over het plan."),
        # another thing, another case, another time
        ("De mentor voert de regie over het verzuimplan.", "De jeugdarts voert de regie over het zorgplan."),
        (
            "De jeugdconsulent voert de regie over het gezinsplan.",
            "Onder toezicht voert de gezinsvoogd de regie over het gezinsplan.",
        ),
        (
            "De mentor voert tot de melding de regie over het verzuimplan.",
            "Na de melding voert de leerplichtambtenaar de regie over het verzuimplan.",
        ),
        (
            "De huisarts en de wijkverpleegkundige voeren om de beurt de regie over het plan.",
            "De wijkverpleegkundige voert de regie over het plan.",
        ),
        (
            "De boswachter roept de partijen bijeen voor de schouw.",
            "De wijkagent roept de partijen bijeen voor de nabespreking.",
        ),
        (
            "De verzuimtafel komt elke maand bijeen. De school maakt het verslag.",
            "De stuurgroep komt elk kwartaal bijeen. De gemeente maakt het verslag.",
        ),
        ("De gemeente verstuurt de brief aan de ouders.", "De school verstuurt de brief aan de leerling."),
        ("De school stuurt de cijfers aan de gemeente.", "De GGD stuurt de cijfers aan de gemeente."),
        ("De mentor maakt een verslag van elk gesprek.", "De jeugdarts maakt een verslag van elk gesprek."),
        ("De jeugdarts stelt samen met de mentor het plan op.", "De mentor stelt het plan op."),
        ("Dit convenant beheert de afspraken over verzuim.", "De gemeente beheert de afspraken over verzuim."),
    ],
)
def test_functions_that_may_be_one_person_or_do_something_else(one: str, other: str, headings: tuple[str, str]) -> None:
    assert leads(two(one, other, headings)) == []


@pytest.mark.parametrize("thing", ["bij verzuim", "over het verzuimplan"])
def test_a_thing_of_one_name_that_another_sort_of_party_leads_in_another_region_is_a_variant(thing: str) -> None:
    texts = [two(f"{who} heeft de regie {thing}.", "Wij helpen elkaar.") for who in ("De gemeente", "De school")]
    (one,) = [one for one in findings(*texts, regions=("oost", "west")) if one.rule is Rule.DOUBLE_LEAD]
    assert (one.severity, one.case, one.regions) == (Severity.VARIANT, "regions", ("oost", "west"))
    assert (one.facts["one"], one.facts["other"]) == ("de gemeente", "de school")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("De school heeft de regie bij verzuim.", "De mentor heeft de regie bij verzuim."),
        ("De school heeft de regie bij verzuim.", "De gemeente heeft de regie bij vakantie."),
        ("De school heeft de regie bij verzuim.", "De regie bij verzuim ligt bij de basisschool."),
    ],
)
def test_leads_of_two_regions_that_say_nothing_of_each_other(one: str, other: str) -> None:
    texts = [two(text, "Wij helpen elkaar.") for text in (one, other)]
    assert [one for one in findings(*texts, regions=("oost", "west")) if one.rule is Rule.DOUBLE_LEAD] == []
