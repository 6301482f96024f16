"""A missing facet: of like things one lacks what its sisters have."""

import pytest

from kb.consistency.finding import Rule
from kb.consistency.gaps.missing_facet import find
from tests.kb.consistency.papers import findings, paper


def lacking(text: str) -> list[tuple[str, str, str]]:
    """The case, the thing and what it lacks, of each finding."""
    return [(one.case, one.facts["thing"], one.facts.get("facet", "")) for one in find(paper(text))]


def steps(*cards: dict[str, str], mark: str = "- **{}:** {}") -> str:
    """Steps with labels, as a process description gives them."""
    told = [
        f"### Stap {n}. Onderdeel {'abcdefgh'[n - 1]}\n\n" + "\n".join(mark.format(k, v) for k, v in card.items())
        for n, card in enumerate(cards, start=1)
    ]
    return "# Procesbeschrijving Proefdam\n\n## 2. De stappen\n\n" + "\n\n".join(told) + "\n"


FULL = {"Wie": "de regisseur.", "Wat": "belt de huurder.", "Wanneer": "binnen een week.", "Vastleggen": "de uitkomst."}


def without(label: str) -> dict[str, str]:
    """A card that lacks one label."""
    return {key: value for key, value in FULL.items() if key != label}


@pytest.mark.parametrize("mark", ["- **{}:** {}", "**{}:** {}\n", "- {}: {}", "**{}.** {}\n"])
@pytest.mark.parametrize("label", ["Wie", "Wanneer", "Vastleggen"])
def test_a_step_without_a_label_that_the_others_have_is_found(mark: str, label: str) -> None:
    assert lacking(steps(FULL, FULL, without(label), FULL, mark=mark)) == [("label", "Onderdeel c", label)]


def test_the_card_and_a_sister_are_quoted() -> None:
    read = paper(steps(FULL, without("Wanneer"), FULL, FULL))
    (one,) = find(read)
    assert [read.text[side.span.start : side.span.end] for side in one.sides] == [
        "Stap 2. Onderdeel b",
        "Wie: de regisseur.\n- Wat: belt de huurder.\n- Vastleggen: de uitkomst.",
        "Wanneer: binnen een week.",
    ]


def test_a_label_with_nothing_behind_it_is_missing() -> None:
    assert lacking(steps(FULL, FULL, {**FULL, "Vastleggen": ""}, FULL)) == [("label", "Onderdeel c", "Vastleggen")]


def test_what_is_said_without_the_label_is_no_finding() -> None:
    told = without("Vastleggen") | {"Wat": "belt de huurder en noteert de uitkomst."}
    assert lacking(steps(FULL, FULL, told, FULL)) == []


def test_a_label_that_only_some_have_is_no_finding() -> None:
    extra = FULL | {"Formulier": "het meldformulier."}
    assert lacking(steps(FULL, extra, FULL, extra, FULL)) == []
    assert lacking(steps(FULL | {"Let op": "bel niet na acht uur."}, FULL | {"Let op": "spreek zacht."}, FULL)) == []


def test_two_sisters_are_too_few() -> None:
    assert lacking(steps(FULL, without("Wie"), FULL)) == []


def test_a_heading_of_its_own_counts_as_a_label() -> None:
    text = "# Samenwerkingsovereenkomst Proefdam\n\n"
    for n, name in enumerate(("Woonoverlast", "Huurschuld", "Verwaarlozing", "Inloop"), start=2):
        text += f"## {n}. {name}\n\n### Doel\n\nRust in huis.\n\n### Regie\n\nDe gemeente.\n\n"
        text += "### Kosten\n\nDe gemeente betaalt.\n\n" if name != "Inloop" else ""
    assert lacking(text) == [("label", "Inloop", "Kosten")]


# ---- interventions side by side -------------------------------------------------------------------

SECTIONS = {
    "Buurtbemiddeling": "Kompas heeft de regie. Kompas registreert de meldingen. Het staat uitgewerkt in bijlage 1.",
    "Woonoverlast": "Het wijkteam heeft de regie. Het registreert de zaken. Het staat uitgewerkt in bijlage 2.",
    "Laatste Kans": "De corporatie heeft de regie. Zij registreert de trajecten. Het staat uitgewerkt in bijlage 3.",
    "Woonhygiëne": "De GGD heeft de regie. De GGD registreert de adressen. Het staat uitgewerkt in bijlage 4.",
}


def agreement(sections: dict[str, str], behind: str = "", parent: str = "De interventies") -> str:
    """An agreement with these interventions under one heading."""
    told = "".join(f"### 3.{n} {name}\n\n{text}\n\n" for n, (name, text) in enumerate(sections.items(), start=1))
    return f"# Samenwerkingsovereenkomst Wonen Proefdam\n\n## 3. {parent}\n\n{told}{behind}"


def test_an_intervention_without_a_lead_is_found_with_a_sister() -> None:
    read = paper(agreement(SECTIONS | {"Laatste Kans": "De corporatie registreert. Zie bijlage 3."}))
    (one,) = find(read)
    assert (one.case, one.facts) == ("lead", {"thing": "Laatste Kans"})
    assert [read.text[side.span.start : side.span.end] for side in one.sides] == [
        "3.3 Laatste Kans",
        "Het wijkteam heeft de regie.",  # that of the sister above it
    ]


def test_interventions_that_lack_nothing_give_nothing() -> None:
    assert lacking(agreement(SECTIONS)) == []


def test_what_is_given_elsewhere_by_its_name_is_had() -> None:
    behind = "## 5. Monitoring\n\nBij de laatste kans registreert de corporatie de trajecten.\n"
    shorter = SECTIONS | {"Laatste Kans": "De corporatie heeft de regie. Het staat uitgewerkt in bijlage 3."}
    assert lacking(agreement(shorter)) == [("registration", "Laatste Kans", "")]
    assert lacking(agreement(shorter, behind)) == []


def test_a_list_elsewhere_that_begins_with_its_name_is_had() -> None:
    behind = "## 5. Cijfers\n\nDe partijen leveren:\n\n- Laatste Kans: de corporatie registreert:\n  - de trajecten.\n"
    shorter = SECTIONS | {"Laatste Kans": "De corporatie heeft de regie. Het staat uitgewerkt in bijlage 3."}
    assert lacking(agreement(shorter, behind)) == []


def test_what_holds_for_all_interventions_is_had_by_each() -> None:
    behind = "## 5. Cijfers\n\nDe gemeente registreert van alle interventies het aantal.\n"
    shorter = SECTIONS | {"Laatste Kans": "De corporatie heeft de regie. Het staat uitgewerkt in bijlage 3."}
    assert lacking(agreement(shorter, behind)) == []


def test_an_intervention_outside_the_agreement_is_not_measured() -> None:
    outside = SECTIONS | {"Vroegsignalering": "Vroegsignalering valt buiten deze overeenkomst."}
    assert lacking(agreement(outside)) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Meldpunt Zorg", "Wie zich zorgen maakt, belt het meldpunt. Dat is geregeld in het Convenant Zorg Proefdam."),
        ("Meldpunt Zorg", "De afspraken over het meldpunt staan in de Samenwerkingsovereenkomst Zorg Proefdam 2026."),
        ("Nachtopvang", "Deze aanpak valt onder het regionale convenant nachtopvang. De opvang is elke nacht open."),
        ("Nachtopvang", "Wie de opvang leidt en voor wie zij is, wordt hier niet herhaald."),
    ],
)
def test_an_intervention_that_another_agreement_settles_is_not_measured(name: str, text: str) -> None:
    assert lacking(agreement(SECTIONS | {name: text})) == []


def test_interventions_behind_a_line_that_sets_them_apart_are_not_measured() -> None:
    line = "Interventies buiten deze overeenkomst\n\n"
    apart = agreement(SECTIONS | {"Nachtopvang": "De opvang is elke nacht open.", "Inloop": "Koffie voor ieder."})
    assert lacking(apart.replace("### 3.5", line + "### 3.5")) == []
    assert {thing for _, thing, _ in lacking(apart)} == {"Nachtopvang", "Inloop"}


def test_a_reference_to_another_agreement_for_one_thing_leaves_it_measured() -> None:
    text = "De GGD registreert. Zie bijlage 4. Wat partijen delen, staat in het Privacyconvenant Proefdam."
    assert lacking(agreement(SECTIONS | {"Woonhygiëne": text})) == [("lead", "Woonhygiëne", "")]


def test_a_name_that_ends_in_the_word_woningen_is_an_intervention() -> None:
    text = "De GGD registreert de adressen. Zie bijlage 5."
    assert lacking(agreement(SECTIONS | {"Vervuilde woningen": text})) == [("lead", "Vervuilde woningen", "")]


def test_a_part_of_its_name_in_a_general_chapter_gives_it() -> None:
    behind = "## 5. Cijfers\n\nDe gemeente registreert ook wie overlast geeft.\n"
    shorter = SECTIONS | {"Woonoverlast": "Het wijkteam heeft de regie. Het staat uitgewerkt in bijlage 2."}
    assert lacking(agreement(shorter)) == [("registration", "Woonoverlast", "")]
    assert lacking(agreement(shorter, behind)) == []


def test_saying_that_there_is_none_is_saying_it() -> None:
    none = SECTIONS | {"Laatste Kans": "De corporatie heeft de regie en registreert. Een bijlage is er niet."}
    assert lacking(agreement(none)) == []


def test_sections_that_are_no_interventions_are_not_compared() -> None:
    parts = {
        "Melden": "De melder belt. De gemeente heeft de regie.",
        "Indelen": "De gemeente heeft de regie en deelt in.",
        "Afsluiten": "De gemeente heeft de regie en sluit af.",
        "Verschil van inzicht": "De stuurgroep beslist.",
    }
    assert lacking(agreement(parts, parent="Van melding tot einde")) == []


def test_sections_that_the_agreement_counts_up_are_interventions() -> None:
    intro = "## 1. Waar het over gaat\n\nHet gaat om buurtbemiddeling, woonoverlast, laatste kans en woonhygiëne.\n\n"
    text = agreement(SECTIONS | {"Woonhygiëne": "De GGD registreert. Zie bijlage 4."}, parent="Wat wij doen")
    assert lacking(text) == []
    assert lacking(text.replace("## 3.", intro + "## 3.")) == [("lead", "Woonhygiëne", "")]


# ---- tables and lists -----------------------------------------------------------------------------

TABLE = """# Protocol Proefdam

## 2. Gegevens

| Doel | Gegevens | Ontvanger |
|---|---|---|
| Melden | Naam | Meldpunt |
| Beoordelen | Melding | Wijkteam |
| Opvolgen | Besluit | {} |
| Afsluiten | Uitkomst | Melder |
"""


def test_an_empty_cell_is_found_by_its_row_and_column() -> None:
    assert lacking(TABLE.format("")) == [("cell", "Opvolgen", "Ontvanger")]


@pytest.mark.parametrize("cell", ["–", "-", "n.v.t.", "Niemand"])
def test_a_cell_that_says_nothing_is_needed_is_filled(cell: str) -> None:
    assert lacking(TABLE.format(cell)) == []


THREE = TABLE.replace("| Afsluiten | Uitkomst | Melder |\n", "")


def test_of_three_rows_the_only_empty_cell_is_found() -> None:
    assert lacking(THREE.format("")) == [("cell", "Opvolgen", "Ontvanger")]
    assert lacking(THREE.format("").replace("Wijkteam", "")) == []
    assert (
        lacking("# Protocol\n\n## 2. Lijst\n\n| Wie | Wat |\n|---|---|\n| A | belt |\n| B | |\n| C | schrijft |\n")
        == []
    )


@pytest.mark.parametrize("mark", ["x", "X", "✓", "ja", "v"])
def test_a_column_to_tick_says_no_where_it_is_empty(mark: str) -> None:
    ticked = TABLE.format("")
    for one in ("Meldpunt", "Wijkteam", "Melder"):
        ticked = ticked.replace(f"| {one} |", f"| {mark} |")
    assert lacking(ticked) == []


def test_an_empty_cell_that_is_explained_is_no_finding() -> None:
    assert lacking(TABLE.format("") + "\nEen lege cel betekent dat de gegevens blijven waar zij zijn.\n") == []


def test_columns_to_fill_in_are_no_finding() -> None:
    assert lacking(TABLE.format("").replace("Ontvanger", "Opmerkingen")) == []
    assert lacking(TABLE.format("").replace("| Opvolgen | Besluit", "| Totaal | 4")) == []


def test_a_list_of_figures_without_what_the_others_count_is_found() -> None:
    lists = "".join(
        f"- {name}: {who} registreert:\n  - het aantal meldingen,\n  - het aantal {what} dat succesvol is afgerond.\n"
        for name, who, what in (
            ("Bemiddeling", "Kompas", "gesprekken"),
            ("Overlast", "de gemeente", "zaken"),
            ("Huurschuld", "het wijkteam", "trajecten"),
        )
    )
    text = f"# Overeenkomst Proefdam\n\n## 5. Monitoring\n\nPartijen registreren:\n\n{lists}"
    (one,) = find(paper(text + "- Hygiëne: de GGD registreert:\n  - het aantal meldingen.\n"))
    assert (one.case, one.facts["thing"]) == ("item", "Hygiëne")
    assert one.facts["facet"] == "het aantal gesprekken dat succesvol is afgerond"


def test_a_memo_is_not_measured() -> None:
    text = steps(FULL, FULL, without("Wie"), FULL).replace("# Procesbeschrijving Proefdam", "# Memo werkproces")
    assert lacking(text) == []


def test_the_board_shows_each_thing_and_facet_once() -> None:
    shorter = SECTIONS | {
        "Laatste Kans": "De corporatie belt.",
        "Woonhygiëne": "De GGD heeft de regie. Zij registreert.",
    }
    sections = shorter | {"Tweede Kans": SECTIONS["Laatste Kans"]}
    shown = [one for one in findings(agreement(sections)) if one.rule is Rule.MISSING_FACET]
    told = [(one.case, one.facts["thing"]) for one in shown]
    assert len(told) == len(set(told)) == len({one.id for one in shown})
    assert ("lead", "Laatste Kans") in told


def test_sections_that_are_cards_are_measured_by_their_labels_alone() -> None:
    cards = {
        name: f"Doel. Rust in huis.\n\nPartijen. De GGD en de gemeente.\n\nRegie. {who}.\n\nWerkwijze. {how}"
        for name, who, how in (
            ("Buurtbemiddeling", "Kompas", "Zie bijlage 1."),
            ("Woonoverlast", "Het wijkteam", "Zie bijlage 2."),
            ("Laatste Kans", "De corporatie", "Zie bijlage 3."),
            ("Inloop", "De gemeente", "De bewoner krijgt koffie."),
        )
    }
    assert lacking(agreement(cards)) == []
    shorter = cards | {"Inloop": cards["Inloop"].replace("Regie. De gemeente.\n\n", "")}
    read = paper(agreement(shorter))
    (one,) = find(read)
    assert (one.case, one.facts) == ("label", {"thing": "Inloop", "facet": "Regie"})
