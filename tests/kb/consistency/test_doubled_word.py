"""A word that stands twice by mistake is found; one that stands twice with reason is not."""

import pytest

from kb.consistency.finding import Rule
from kb.consistency.text import doubled
from tests.kb.consistency.papers import findings, paper
from tests.kb.consistency.saying import said

_FOUND = {
    "De melder krijgt binnen binnen vijf dagen bericht.": ("", "binnen"),
    "Als het stormt, dan dan blijft de haven dicht.": ("", "dan"),
    "Wie mist ziet, belt belt de loods.": ("", "belt"),
    "De Stuurgroep Haven (hierna hierna: de stuurgroep) komt bijeen.": ("", "hierna"),
    "Zij belt terug terug naar de haven.": ("", "terug"),
    "De loods zal de melder zal bellen.": ("apart", "zal"),
    "De fietsenmaker belt de de eigenaar terug.": ("", "de"),
    "Wij plannen het bezoek bij bij voorkeur in de ochtend.": ("", "bij"),
    "Het team moet moet binnen een week beslissen.": ("", "moet"),
    "In het het verslag staat wie aanwezig was.": ("", "het"),
    "De loods noteert het het kenteken van de boot.": ("", "het"),
    "Wij bewaren het het logboek in de kast.": ("", "het"),
    "De kapitein keurt en ondertekent het het vaarplan.": ("", "het"),
    "Het het havenkantoor belt de reder.": ("", "het"),
    "De reder registreert ook het het vrachtschip.": ("", "het"),
    "Daarover is is al eerder geschreven.": ("", "is"),
    "De cliënt krijgt de brief brief per post.": ("", "brief"),
    "Dit wordt door door de kapitein bevestigd.": ("", "door"),
    "De voorzitter opent meestal opent de vergadering.": ("apart", "opent"),
    "De haven heeft voor dit werk heeft twee sleepboten.": ("apart", "heeft"),
    "Het bestuur denkt een besluit te nemen op grond van artikel 4 of artikel 5 te nemen.": ("apart", "te nemen"),
    "De bakker verkoopt levert het brood op zaterdag.": ("two", "verkoopt levert"),
    "Als het stormt, gaat de haven dicht en wordt wordt de loods gebeld.": ("", "wordt"),
    "De loods komt binnen binnen twee weken terug.": ("", "binnen"),
    "De loods moet de melder binnen binnen twee dagen terugbellen.": ("", "binnen"),
    "De loods gaat binnen binnen een week op bezoek bij de melder.": ("", "binnen"),
    "De haven stuurt het verslag aan aan de reder toe.": ("", "aan"),
    "Het kantoor neemt de melding in in het systeem op.": ("", "in"),
    "Oude schepen worden komen in het dok.": ("two", "worden komen"),
    "De melding wordt gaat naar de loods.": ("two", "wordt gaat"),
    "De kapitein kan moet de reis uitstellen.": ("two", "kan moet"),
    "De stukken zijn worden verstuurd.": ("two", "zijn worden"),
    "De haven is heeft de regie.": ("two", "is heeft"),
}
_NOT = [
    "De klacht komt binnen binnen twee dagen na het bezoek.",
    "De reders leveren de cijfers op op 1 maart.",
    "Schepen die gemeld worden komen in het dok.",
    "Bij vertrek worden zijn gegevens gewist.",
    "Tot het dok vrij is wordt gewacht.",
    "Wie lid is heeft een stem.",
    "Hoe vaak schepen gekeurd worden bepalen de reders.",
    "De plannen zullen worden gemaakt en moeten kunnen worden getoetst.",
    "De reders zijn gaan praten met de loodsen.",
    "Is de haven vol en wordt het dok gesloten, dan wachten de schepen.",
    "De gegevens die die dag binnenkomen, worden bewaard.",
    "Wie recht op hulp heeft heeft ook recht op een tolk.",
    "Als het het gezin niet lukt, helpt het team.",
    "De loods vindt het het beste om te wachten.",
    "Zo bereikt het het schip.",
    "De eerste week bezoekt het het dok tweemaal.",
    "Bij storm sluit het het dok.",
    "Tot slot noteert het het kenteken.",
    "De kapitein vertelt het het havenkantoor.",
    "Dat maakt het het schip niet makkelijk.",
    "De reder bespreekt het het liefst aan boord.",
    "De loods onderzoekt het het volgende weekend.",
    "De reder die belt, hoort dat het het schip was.",
    "De medewerker neemt contact op op verzoek van de melder.",
    "De bewoner geeft het signaal door door middel van het formulier.",
    "Zij sluiten aan aan het eind van de middag.",
    "Als dat nodig is, neemt het team contact op op basis van de verkregen gegevens.",
    "Meldingen komen binnen binnen het loket zelf.",
    "Partijen spreken af af te zien van kosten.",
    "De staat staat borg voor de kosten.",
    "Een nieuwe start krijgt een kans.",
    "Dat dat lang duurt, is bekend.",
    "De brief van Van Dalen is beantwoord.",
    "Het is heel heel belangrijk om op tijd te zijn.",
    "De gemeente stelt dat het nodig is en dat het mogelijk is.",
    "Zij besluit een plan te maken en een verslag te maken.",
    "De zaak wordt gemeld en wordt daarna besproken.",
    "Per adres wordt 12 12 of 24 euro gerekend.",
    "Het bezoek duurt kort de eerste keer.",
    "De leiding is verplicht een verslag te maken over de te maken kosten.",
    "Woon- en zorgpartijen werken samen in zorg zorg-overleggen.",
]


@pytest.mark.parametrize(("sentence", "told"), _FOUND.items())
def test_a_word_too_many_is_found_with_its_sentence(sentence: str, told: tuple[str, str]) -> None:
    (one,) = doubled.find(page := paper(f"# Afspraken\n\n## 1. Werkwijze\n\nEerst dit. {sentence} Dan dat."))
    assert (one.case, one.facts["word"]) == told
    (side,) = one.sides
    assert page.text[side.span.start : side.span.end] == sentence


@pytest.mark.parametrize("sentence", _NOT)
def test_a_word_that_stands_twice_with_reason_is_left_alone(sentence: str) -> None:
    assert list(doubled.find(paper(f"# Afspraken\n\n## 1. Werkwijze\n\n{sentence}"))) == []


def test_cells_that_say_the_same_are_no_fault_and_a_fault_in_a_cell_is_told_by_its_row() -> None:
    head = "# Afspraken\n\n## Wie\n\n| Wie | Mag | Moet |\n|---|---|---|\n"
    text = f"{head}| Roeier | Ja | Ja |\n| Stuur | de de boot | Ja |\n"
    assert said(Rule.DOUBLED_WORD, text) == [("", ("Stuur\tde de boot\tJa",))]


def test_the_mark_of_an_item_is_not_quoted() -> None:
    text = "# Afspraken\n\n## Artikel 1 Melden\n\n1. Wie ziet dat de de deur openstaat, meldt dat.\n2. Wie niet.\n"
    assert said(Rule.DOUBLED_WORD, text) == [("", ("Wie ziet dat de de deur openstaat, meldt dat.",))]


def test_the_finding_keeps_its_identity_when_the_sentence_is_reworded() -> None:
    one, other = (
        next(one.id for one in findings(f"# A\n\n## Hoe\n\n{text}") if one.rule is Rule.DOUBLED_WORD)
        for text in ("Zij bellen de de melder.", "Zij bellen altijd eerst de de melder op.")
    )
    assert one == other
