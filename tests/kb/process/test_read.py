"""What a sentence says is done, by whom, when, on what condition and with whose consent."""

import pytest

from kb.model import Role
from kb.process.act import ConsentKind, LeadKind, Modality, Polarity
from tests.kb.process.texts import read, who


def test_the_subject_acts_whether_it_stands_before_or_behind_its_verb() -> None:
    before, behind = read(
        "De corporatie meldt de huurder aan bij Steunkring. Bij een crisis meldt de corporatie hem aan bij de GGD."
    )
    assert who(before) == ["De corporatie"]
    assert (before.verb, before.object and before.object.text) == ("aanmelden", "de huurder")
    assert before.recipient
    assert before.recipient.text == "Steunkring"
    assert who(behind) == ["de corporatie"]
    assert [slot.text for slot in behind.preconditions] == ["Bij een crisis"]


def test_a_clause_that_opens_with_its_verb_is_a_condition() -> None:
    (act,) = read("Weigert de huurder hulp of komt er geen contact tot stand, dan sluit Steunkring het dossier.")
    assert who(act) == ["Steunkring"]
    assert not act.negated
    assert [slot.text for slot in act.preconditions] == ["Weigert de huurder hulp of komt er geen contact tot stand"]


@pytest.mark.parametrize(
    ("sentence", "verb", "negated"),
    [
        ("Het meldpunt verwijdert de gegevens van een inwoner die geen hulp wil na zes maanden.", "verwijderen", False),
        ("Een afspraak bevestigen mag per sms, als het bericht niet vermeldt waarover.", "bevestigen", False),
        ("De corporatie stuurt een brief, tenzij de huurder dat niet wil.", "sturen", False),
        ("Een partij geeft gegevens die zij heeft gekregen, niet aan anderen door.", "doorgeven", True),
        ("Zij doet dat niet als de huurder meewerkt, tenzij Steunkring anders besluit.", "doen", True),
        ("De burgemeester kan, al dan niet op verzoek, een aanwijzing geven.", "geven", False),
    ],
)
def test_only_what_the_main_clause_denies_is_denied(sentence: str, verb: str, negated: bool) -> None:
    act, *_ = read(sentence)
    assert (act.verb, act.negated) == (verb, negated)


@pytest.mark.parametrize(
    ("sentence", "modality", "negated"),
    [
        ("Steunkring moet de huurder bellen.", Modality.MUST, False),
        ("Partijen zijn verplicht de huurder te informeren.", Modality.MUST, False),
        ("Steunkring mag gegevens delen.", Modality.MAY, False),
        ("Steunkring mag geen gegevens delen.", Modality.MUST_NOT, True),
        ("Een wachtwoord delen is niet toegestaan.", Modality.MUST_NOT, True),
        ("De corporatie hoeft niet te wachten.", Modality.NEED_NOT, True),
        ("Een nieuwe aanmelding is niet nodig.", Modality.NEED_NOT, True),
        ("De corporatie kan het traject verlengen.", Modality.CAN, False),
        ("Partijen delen geen medische gegevens.", Modality.DOES, True),
        ("Voor de aanpak is géén convenant nodig.", Modality.NEED_NOT, True),
        ("Partijen delen niet meer gegevens dan nodig is.", Modality.DOES, False),
        ("Een inwoner mag anoniem melden, een partij niet.", Modality.MAY, False),
        ("De stuurgroep streeft naar consensus.", Modality.INTENDS, False),
        ("Vertel niet wie de melder was.", Modality.MUST_NOT, True),
    ],
)
def test_how_an_act_is_put(sentence: str, modality: Modality, negated: bool) -> None:
    act, *_ = read(sentence)
    assert (act.modality, act.negated) == (modality, negated)


def test_a_passive_names_who_acts_behind_door_or_nobody() -> None:
    named, open_ = read("De melding wordt door het meldpunt beoordeeld. De uitkomst wordt binnen twee dagen gemeld.")
    assert (who(named), named.passive, named.object and named.object.text) == (["het meldpunt"], True, "De melding")
    assert (who(open_), open_.passive, open_.verb) == ([], True, "melden")


def test_a_pronoun_is_who_was_named_and_nobody_where_that_is_not_told() -> None:
    _, act = read("De corporatie belt de huurder. Zij stuurt daarna een brief.")
    assert who(act) == ["De corporatie"]
    (own,) = read("Ziet een partij gevaar, dan belt zij de politie.")
    assert who(own) == ["een partij"]
    (unknown,) = read("Zij stuurt een brief.")
    assert who(unknown) == []


def test_one_subject_may_do_several_things() -> None:
    first, second = read("Steunkring neemt contact op met de huurder en biedt een betalingsregeling aan.")
    assert (first.verb, second.verb) == ("opnemen", "aanbieden")
    assert who(first) == who(second) == ["Steunkring"]


def test_terms_and_frequencies_are_told_apart() -> None:
    act, again = read(
        "Steunkring belt de huurder binnen vijf werkdagen na de aanmelding. De raad vergadert elk kwartaal."
    )
    assert act.term
    assert act.term.text == "binnen vijf werkdagen na de aanmelding"
    assert act.frequency is None
    assert again.frequency
    assert again.frequency.text == "elk kwartaal"


@pytest.mark.parametrize(
    ("sentence", "kind", "polarity"),
    [
        ("Steunkring deelt gegevens alleen met toestemming van de huurder.", ConsentKind.CLIENT, Polarity.NEEDED),
        ("Voor de melding is geen toestemming van de huurder nodig.", ConsentKind.CLIENT, Polarity.NOT_NEEDED),
        ("Partijen mogen zonder toestemming gegevens delen.", ConsentKind.UNSAID, Polarity.NOT_NEEDED),
        ("Een partij deelt geen gegevens zonder toestemming van de politie.", ConsentKind.PARTY, Polarity.NEEDED),
        ("Steunkring meldt overlast aan, altijd in overleg met de melder.", ConsentKind.REPORTER, Polarity.NEEDED),
        ("Het meldpunt noemt de naam als de melder dat goedvindt.", ConsentKind.REPORTER, Polarity.NEEDED),
        (
            "Zonder handtekening van de huurder start Steunkring het traject niet.",
            ConsentKind.SIGNATURE,
            Polarity.NEEDED,
        ),
        (
            "Partijen delen deze gegevens niet, ook niet met toestemming van de huurder.",
            ConsentKind.CLIENT,
            Polarity.NOT_ENOUGH,
        ),
        ("Steunkring vraagt de huurder om toestemming.", ConsentKind.CLIENT, Polarity.SOUGHT),
    ],
)
def test_consent_is_four_things_and_needed_or_not(sentence: str, kind: ConsentKind, polarity: Polarity) -> None:
    act, *_ = read(sentence)
    assert act.consent
    assert (act.consent.kind, act.consent.polarity) == (kind, polarity)


@pytest.mark.parametrize(
    ("sentence", "lead", "actor"),
    [
        ("De casusregie ligt bij het meldpunt.", LeadKind.CASE, "het meldpunt"),
        ("De gemeente voert de procesregie.", LeadKind.PROCESS, "De gemeente"),
        ("Steunkring zit het overleg voor.", LeadKind.CHAIR, "Steunkring"),
        ("Steunkring heeft de regie.", LeadKind.UNSAID, "Steunkring"),
    ],
)
def test_three_leads_are_told_apart(sentence: str, lead: LeadKind, actor: str) -> None:
    (act,) = read(sentence)
    assert (act.leads, who(act)) == (lead, [actor])


def test_the_next_sentence_brings_its_exception_or_what_follows() -> None:
    rule, _ = read("De partij wacht veertien dagen. Dit geldt niet voor een crisis.")
    assert [slot.text for slot in rule.exceptions] == ["Dit geldt niet voor een crisis."]
    tried, _ = read("Steunkring belt de huurder. Als dit niet lukt, stuurt Steunkring een brief.")
    assert tried.then is not None


def test_an_item_is_completed_by_what_introduces_it() -> None:
    conditions = read("De corporatie meldt de huurder aan als:\n- de schuld oploopt;\n- de huurder niet betaalt.")
    assert [who(act) for act in conditions] == [["De corporatie"]] * 3
    assert [slot.text for slot in conditions[2].preconditions] == ["de huurder niet betaalt"]
    held = read("Het meldpunt registreert:\n- de datum;\n- de uitkomst.")
    assert [act.object and act.object.text for act in held[1:]] == ["de datum", "de uitkomst"]
    parted = read("Partijen houden bij:\n- Steunkring: de trajecten;\n- de corporatie: de ontruimingen.")
    assert [who(act) for act in parted[1:]] == [["Steunkring"], ["de corporatie"]]


def test_a_step_card_names_who_and_when_for_what_is_done() -> None:
    act, kept = read(
        "- Wie: de corporatie.\n- Wat: zij belt de huurder.\n- Wanneer: binnen twee dagen.\n- Vastleggen: de datum."
    )
    assert (who(act), act.term and act.term.text) == (["de corporatie"], "binnen twee dagen")
    assert (who(kept), kept.verb, kept.object and kept.object.text) == (["de corporatie"], "vastleggen", "de datum")


def test_a_row_is_read_by_the_header_of_its_table() -> None:
    (act,) = read("Steunkring\tBelt de huurder\tBinnen twee dagen", role=Role.TABLE_ROW, lead="Wie\tWat\tTermijn")
    assert (who(act), act.verb, act.term and act.term.text) == (["Steunkring"], "bellen", "Binnen twee dagen")
    by_party = read("1. Intake\tNodigt uit\t–", role=Role.TABLE_ROW, lead="Stap\tSteunkring\tCorporatie")
    assert [(who(one), one.verb) for one in by_party] == [(["Steunkring"], "uitnodigen")]
    (chosen,) = read("Rood\tgevaar\tde politie", role=Role.TABLE_ROW, lead="Kleur\tKenmerken\tWie beslist")
    assert (who(chosen), chosen.verb) == (["de politie"], "beslissen")


@pytest.mark.parametrize(
    "sentence",
    [
        "De corporatie meldde de huurder twee keer.",
        "Het komt voor dat een huurder verhuist.",
        "Het is dan niet duidelijk wie de huurder begeleidt.",
    ],
)
def test_a_story_or_a_problem_is_no_rule(sentence: str) -> None:
    assert all(act.narrative for act in read(sentence))


def test_what_stands_under_examples_is_no_rule() -> None:
    (act,) = read("De corporatie meldt de huurder aan.", headings=("6. Voorbeelden",))
    assert act.narrative
    (rule,) = read("De corporatie meldt de huurder aan.")
    assert not rule.narrative


def test_who_is_told_to_do_something_is_not_ordered() -> None:
    (told,) = read("Kan dat niet, dan laat het bestuursorgaan binnen die acht weken weten welke termijn nodig is.")
    assert (told.verb, told.modality) == ("laten weten", Modality.DOES)
    (ordered,) = read("Twijfelt u, meld dan wel.")
    assert (ordered.verb, ordered.modality) == ("melden", Modality.MUST)
