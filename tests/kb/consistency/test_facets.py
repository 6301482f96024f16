"""Facets: what a paper says of each intervention, in its own sentences."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.consistency.interventions.facets import Facet, Facetted, facets
from tests.kb.consistency.papers import paper

AGREEMENT = """# Samenwerkingsovereenkomst Wonen Proefdam 2025-2028

## 1. Partijen en doel

De gemeente Proefdam en Kompas nemen deel.

## 3. De interventies

### 3.1 Buurtbemiddeling

Buurtbemiddeling is bedoeld om ruzies te stoppen. Kompas voert de regie over elke bemiddeling.
De afspraken hebben betrekking op bewoners van huurwoningen. Het wijkteam belt de melder binnen vijf werkdagen.
Bemiddeling begint na toestemming van beide bewoners.

### 3.2 Extreme Woonoverlast (EWO)

De gemeente coördineert de aanpak. Het casusoverleg komt elke maand bijeen.
De aanpak is uitgewerkt in bijlage 2.

### 3.3 Laatste Kans

De verhuurder betaalt de kosten van de begeleiding.

## 4. Privacy

Bij buurtbemiddeling delen partijen geen persoonsgegevens. Voor EWO staat de werkwijze in bijlage 3.

## 5. Monitoring

- Laatste Kans: de verhuurder registreert:
  - het aantal trajecten.
"""


def told(text: str) -> dict[str, dict[Facet, list[str]]]:
    """The sentences of each facet, by the intervention's name."""
    read = paper(text)

    def quoted(one: Facetted) -> dict[Facet, list[str]]:
        return {facet: [read.text[p.span.start : p.span.end] for p in own] for facet, own in one.facets.items()}

    return {one.name: quoted(one) for one in facets(read)}


@pytest.mark.parametrize(
    ("name", "facet", "sentence"),
    [
        ("Buurtbemiddeling", Facet.GOAL, "Buurtbemiddeling is bedoeld om ruzies te stoppen."),
        ("Buurtbemiddeling", Facet.LEAD, "Kompas voert de regie over elke bemiddeling."),
        ("Buurtbemiddeling", Facet.SCOPE, "De afspraken hebben betrekking op bewoners van huurwoningen."),
        ("Buurtbemiddeling", Facet.TERMS, "Het wijkteam belt de melder binnen vijf werkdagen."),
        ("Buurtbemiddeling", Facet.STEPS, "Het wijkteam belt de melder binnen vijf werkdagen."),
        ("Buurtbemiddeling", Facet.CONSENT, "Bemiddeling begint na toestemming van beide bewoners."),
        ("Buurtbemiddeling", Facet.DATA, "Bij buurtbemiddeling delen partijen geen persoonsgegevens."),
        ("Extreme Woonoverlast (EWO)", Facet.LEAD, "De gemeente coördineert de aanpak."),
        ("Extreme Woonoverlast (EWO)", Facet.MEETINGS, "Het casusoverleg komt elke maand bijeen."),
        ("Extreme Woonoverlast (EWO)", Facet.DATA, "Voor EWO staat de werkwijze in bijlage 3."),
        ("Laatste Kans", Facet.COSTS, "De verhuurder betaalt de kosten van de begeleiding."),
        ("Laatste Kans", Facet.REGISTRATION, "- het aantal trajecten."),
        ("Wonen Proefdam", Facet.PARTIES, "De gemeente Proefdam en Kompas nemen deel."),
    ],
)
def test_a_sentence_fills_the_facet_it_is_about(name: str, facet: Facet, sentence: str) -> None:
    assert sentence in told(AGREEMENT)[name][facet]


@pytest.mark.parametrize(
    ("name", "facet"),
    [
        ("Laatste Kans", Facet.LEAD),
        ("Laatste Kans", Facet.DATA),
        ("Laatste Kans", Facet.CONSENT),
        ("Buurtbemiddeling", Facet.COSTS),
        ("Buurtbemiddeling", Facet.REGISTRATION),
        ("Extreme Woonoverlast (EWO)", Facet.CONSENT),
    ],
)
def test_what_is_said_of_another_intervention_does_not_fill_it(name: str, facet: Facet) -> None:
    assert facet not in told(AGREEMENT)[name]


def test_the_heading_of_each_is_its_place() -> None:
    read = paper(AGREEMENT)
    places = {one.name: read.text[one.place.span.start : one.place.span.end] for one in facets(read)}
    assert places["Laatste Kans"] == "3.3 Laatste Kans"
    assert places["Wonen Proefdam"] == "Samenwerkingsovereenkomst Wonen Proefdam 2025-2028"


def test_a_paper_about_one_intervention_has_its_chapters_for_facets() -> None:
    text = (
        "# Werkafspraken Vroegsignalering Proefdam\n\n## 1. Waarvoor\n\nHulp komt op tijd.\n\n"
        "## 2. Wie de regie voert\n\nDat is het meldpunt.\n\n## Artikel 3 Toestemming van de inwoner\n\n"
        "Een handtekening is genoeg.\n\n"
        "## Artikel 4 Bewaartermijnen\n\nTwee jaar na de afsluiting.\n\n## 5. Financiering\n\n"
        "Ieder draagt het eigen deel.\n"
    )
    (whole,) = told(text).values()
    assert whole[Facet.GOAL] == ["Hulp komt op tijd."]
    assert whole[Facet.LEAD] == ["Dat is het meldpunt."]
    assert whole[Facet.CONSENT] == ["Een handtekening is genoeg."]
    assert whole[Facet.TERMS] == ["Twee jaar na de afsluiting."]
    assert whole[Facet.COSTS] == ["Ieder draagt het eigen deel."]
    assert next(one for one in facets(paper(text))).whole


def test_a_label_announces_its_facet() -> None:
    head = "# Werkafspraken Inloop Proefdam\n\n## 2. De inloop\n\n"
    text = head + "- Regie: Welzijn.\n- Vastleggen: het bezoek.\n- Wie: iedereen.\n"
    (found, *_) = told(text).values()
    assert found[Facet.LEAD] == ["- Regie: Welzijn."]
    assert found[Facet.REGISTRATION] == ["- Vastleggen: het bezoek."]
    assert found[Facet.PARTIES] == ["- Wie: iedereen."]


def test_a_sentence_that_counts_up_all_interventions_takes_no_facet_from_its_heading() -> None:
    text = AGREEMENT.replace("nemen deel.", "nemen deel. Het gaat om buurtbemiddeling, EWO en laatste kans.")
    assert Facet.PARTIES not in told(text)["Laatste Kans"]


@settings(max_examples=25)
@given(st.text(alphabet="# aeRegie:.\n-123", max_size=400))
def test_every_facet_of_any_text_is_a_stretch_of_it(text: str) -> None:
    read = paper("# Werkafspraken Proef\n\n" + text)
    for one in facets(read):
        for places in one.facets.values():
            assert all(read.text[place.span.start : place.span.end].strip() for place in places)
