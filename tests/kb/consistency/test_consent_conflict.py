"""Consent conflicts: a consent needed in one place and not in another, for the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.consistency.consent.consent_conflict import state
from kb.consistency.finding import Finding, Relation, Rule, Severity
from tests.kb.consistency.papers import findings, paper

HEAD = "# Werkafspraken Wonen Proefdam\n\nDeze afspraken gelden van 1 januari 2026 tot en met 31 december 2028.\n\n"


def conflicts(*texts: str, regions: tuple[str, ...] = ()) -> list[Finding]:
    """The findings of this rule, faults and variants."""
    return [one for one in findings(*texts, regions=regions) if one.rule is Rule.CONSENT_CONFLICT]


def two(first: str, second: str) -> str:
    """A paper with a sentence in each of two chapters."""
    return f"{HEAD}## 2. Aanpak\n\n{first}\n\n## 5. Privacy\n\n{second}\n"


CONFLICTS = [
    (
        "Het wijkteam schakelt de schuldhulp alleen in met toestemming van de huurder.",
        "Het wijkteam kan de schuldhulp inschakelen zonder toestemming van de huurder.",
    ),
    (
        "Voor het doorsturen van het dossier aan de kredietbank is toestemming van de inwoner nodig.",
        "De inwoner hoeft geen toestemming te geven voor het doorsturen van het dossier aan de kredietbank.",
    ),
    (
        "De wijkagent spreekt met de school pas nadat een ouder daarmee heeft ingestemd.",
        "De wijkagent mag met de school spreken zonder dat een ouder daarmee heeft ingestemd.",
    ),
    (
        "De huurder geeft vooraf toestemming voor het huisbezoek door de brandweer.",
        "Voor het huisbezoek door de brandweer is geen toestemming van de huurder nodig.",
    ),
    (
        "De verhuurder verwijst een melder naar bemiddeling pas door na overleg met de melder.",
        "De verhuurder verwijst een melder naar bemiddeling door zonder overleg met de melder.",
    ),
    (
        "De corporatie verlengt het traject alleen met instemming van het wijkteam.",
        "De corporatie kan het traject verlengen zonder instemming van het wijkteam.",
    ),
    # other words for it: whose it is stands before it, a condition, somebody's will
    (
        "De verhuurder geeft het adres van de melder pas door nadat deze daarmee heeft ingestemd.",
        "De verhuurder geeft het adres van de melder door aan een vrijwilliger; diens toestemming is niet nodig.",
    ),
    (
        "Het wijkteam belt de huisarts alleen met goedvinden van de inwoner.",
        "Het wijkteam belt de huisarts van de inwoner. Diens instemming is geen voorwaarde.",
    ),
    (
        "Het wijkteam verstrekt het verslag aan de school mits de ouder daarmee instemt.",
        "Het wijkteam verstrekt het verslag aan de school, ook als de ouder dat liever niet heeft.",
    ),
    (
        "De coördinator belt de werkgever op voorwaarde dat de inwoner het goed vindt.",
        "De coördinator belt de werkgever, ongeacht of de inwoner daarmee instemt.",
    ),
    (
        "Toestemming van de huurder is een vereiste voor het huisbezoek met de brandweer.",
        "Het huisbezoek met de brandweer gaat door, ook als de huurder dat niet wil.",
    ),
    (
        "De regisseur vraagt de inwoner eerst of hij het goedvindt dat het dossier aan de kredietbank wordt gestuurd.",
        "De regisseur stuurt het dossier zonder toestemming van de inwoner aan de kredietbank.",
    ),
]


@pytest.mark.parametrize(("needed", "free"), CONFLICTS)
def test_needed_here_and_not_there_is_a_conflict_with_both_quoted(needed: str, free: str) -> None:
    (one,) = conflicts(two(needed, free))
    assert [cited.quote for cited in one.citations] == [needed, free]
    assert one.relation is Relation.CONTRADICTION
    assert one.facts == {"needed": "Aanpak", "not_needed": "Privacy"}


def test_the_order_in_which_they_stand_does_not_matter() -> None:
    needed, free = CONFLICTS[0]
    (one,) = conflicts(two(free, needed))
    assert [cited.quote for cited in one.citations] == [needed, free]


def test_two_papers_that_hold_together_must_agree() -> None:
    needed, free = CONFLICTS[1]
    papers = [
        f"# {name} Proefdam\n\n## 3. Gegevens\n\n{text}\n" for name, text in (("Convenant A", needed), ("B", free))
    ]
    (one,) = conflicts(*papers)
    assert [cited.file for cited in one.citations] == ["x1.md", "x2.md"]


def test_what_the_consent_is_for_may_stand_in_the_sentence_before() -> None:
    needed = "Het wijkteam belt de huisarts met toestemming van de inwoner."
    free = "Het wijkteam belt de huisarts. Daarvoor is geen toestemming van de inwoner nodig."
    (one,) = conflicts(two(needed, free))
    assert [cited.quote for cited in one.citations] == [needed, free]


def test_a_row_of_a_table_can_be_a_side() -> None:
    needed = "Voor de aanmelding bij de kredietbank vraagt het wijkteam de huurder om toestemming."
    row = "| Aanmelding | Wijkteam | Kredietbank | Niet nodig |"
    head = "| Doel | Van | Aan | Toestemming van de huurder |\n|---|---|---|---|"
    table = f"{head}\n{row}\n| Nazorg | Wijkteam | GGD | Schriftelijk |"
    (one,) = conflicts(two(needed, table))
    assert [cited.quote for cited in one.citations] == [needed, "Aanmelding\tWijkteam\tKredietbank\tNiet nodig"]


def test_several_places_are_one_finding() -> None:
    needed, free = CONFLICTS[0]
    text = two(needed, free) + f"\n## 7. Slot\n\n{needed}\n"
    (one,) = conflicts(text)
    assert len(one.citations) == 3


@pytest.mark.parametrize(
    ("needed", "free"),
    [
        # a case divides them
        (
            "Het wijkteam schakelt de schuldhulp alleen in met toestemming van de huurder.",
            "Bij direct gevaar schakelt het wijkteam de schuldhulp in zonder toestemming van de huurder.",
        ),
        (
            "Bij lichte overlast bespreken partijen de bewoner alleen met zijn toestemming in het casusoverleg.",
            "Bij ernstige overlast bespreken partijen de bewoner zonder toestemming in het casusoverleg.",
        ),
        (
            "Het wijkteam belt de huisarts alleen met toestemming van de inwoner.",
            "Als de rechter dat beveelt, belt het wijkteam de huisarts zonder toestemming van de inwoner.",
        ),
        (
            "Het wijkteam belt de huisarts met toestemming van de inwoner.",
            "In afwijking van artikel 2 belt het wijkteam de huisarts zonder toestemming van de inwoner.",
        ),
        # something else, or somebody else
        (
            "Het wijkteam deelt medische gegevens met de corporatie alleen met toestemming van de huurder.",
            "Het wijkteam deelt het dossiernummer met de corporatie zonder toestemming van de huurder.",
        ),
        (
            "De GGD deelt de uitslag met de corporatie alleen met toestemming van de huurder.",
            "De politie deelt de uitslag met de gemeente zonder toestemming van de huurder.",
        ),
        (
            "Het traject wordt alleen verlengd met instemming van het wijkteam.",
            "Het traject wordt verlengd zonder toestemming van de huurder.",
        ),
        # refusing, withdrawing and what counts as consent say nothing of whether it is needed
        (
            "Het wijkteam start het traject na toestemming van de huurder.",
            "Een huurder die geen toestemming geeft, kan het traject wel volgen bij het wijkteam.",
        ),
        (
            "Voor het plan van aanpak is toestemming van de huurder nodig.",
            "De handtekening onder het plan van aanpak geldt niet als toestemming.",
        ),
        # the same is done by another, or to another
        (
            "Het wijkteam meldt de huurder aan bij de schuldhulp als hij daarmee instemt.",
            "De verhuurder meldt de huurder aan bij het wijkteam, ook als de huurder dat liever niet heeft.",
        ),
        (
            "Het wijkteam belt de werkgever alleen met toestemming van de inwoner.",
            "Het wijkteam blijft de inwoner bellen, ook als de inwoner dat niet wil.",
        ),
        # somebody's will about something else than sharing or doing
        (
            "Het wijkteam belt de huisarts alleen met toestemming van de inwoner.",
            "Het spreekuur van de huisarts in het wijkteam is open, ook als een bewoner het geld er niet voor heeft.",
        ),
        (
            "De verhuurder geeft het adres van de melder pas door nadat deze daarmee heeft ingestemd.",
            "De verhuurder geeft het adres van de huurder door aan de bemiddelaar; diens toestemming is niet nodig.",
        ),
        (
            "Het wijkteam deelt het dossier met de werkgever alleen met toestemming van de inwoner.",
            "Ook als de inwoner daarmee instemt, deelt het wijkteam het dossier niet met de werkgever.",
        ),
        # both say the same
        (
            "Het wijkteam belt de huisarts niet zonder toestemming van de inwoner.",
            "Het wijkteam belt de huisarts alleen met toestemming van de inwoner.",
        ),
        # an open condition is another finding
        (
            "Het wijkteam belt de huisarts met toestemming van de inwoner.",
            "In sommige gevallen belt het wijkteam de huisarts zonder toestemming van de inwoner.",
        ),
    ],
)
def test_what_is_no_contradiction_is_not_found(needed: str, free: str) -> None:
    assert conflicts(two(needed, free)) == []


def test_a_rule_and_its_exception_in_one_paragraph_are_no_conflict() -> None:
    needed = "Het wijkteam belt de huisarts met toestemming."
    free = "Voor het bellen van de huisarts over een kind is geen toestemming nodig."
    assert conflicts(f"{HEAD}## 2. Aanpak\n\n{needed} {free}\n") == []


def test_opposed_rules_on_the_very_same_in_one_paragraph_are_a_conflict() -> None:
    needed = "Voor het bellen van de huisarts heeft het wijkteam toestemming nodig."
    free = "Het wijkteam belt de huisarts zonder toestemming."
    (one,) = conflicts(f"{HEAD}## 2. Aanpak\n\n{needed} De inwoner krijgt een brief. {free}\n")
    assert [cited.quote for cited in one.citations] == [needed, free]


def test_in_one_paragraph_another_party_or_a_refusal_is_no_conflict() -> None:
    for text in (
        "Het wijkteam belt de verhuurder met toestemming. De verhuurder belt het wijkteam zonder toestemming.",
        "Het team deelt het plan met de verhuurder met toestemming. Zonder toestemming deelt het team het plan niet.",
    ):
        assert conflicts(f"{HEAD}## 2. Aanpak\n\n{text}\n") == []


def test_an_agreement_that_ended_need_not_agree_with_the_next() -> None:
    needed, free = CONFLICTS[0]
    old = "# Convenant Wonen Proefdam 2018-2020\n\nDit convenant geldt tot en met 31 december 2020.\n\n"
    assert conflicts(f"{old}## 2. Aanpak\n\n{free}\n", f"{HEAD}## 2. Aanpak\n\n{needed}\n") == []


def test_a_memo_is_no_side() -> None:
    needed, free = CONFLICTS[0]
    assert conflicts(f"{HEAD}## 2. Aanpak\n\n{needed}\n", f"# Memo wonen\n\n## Wat wij zagen\n\n{free}\n") == []


def test_between_regions_it_is_a_variant_with_both_names() -> None:
    needed, free = CONFLICTS[0]
    (one,) = conflicts(
        f"{HEAD}## 2. Aanpak\n\n{needed}\n", f"{HEAD}## 4. Hulp\n\n{free}\n", regions=("aadorp", "beekdorp")
    )
    assert one.severity is Severity.VARIANT
    assert (one.case, one.facts) == ("variant", {"region": "Aadorp", "other": "Beekdorp"})


def titled(*sections: tuple[str, str], title: str = "Werkafspraken Jeugd Proefdam") -> str:
    """A paper of several headed sections."""
    body = "\n\n".join(f"## {n}. {heading}\n\n{text}" for n, (heading, text) in enumerate(sections, start=1))
    return f"# {title}\n\nDeze afspraken gelden van 1 januari 2026 tot en met 31 december 2028.\n\n{body}\n"


# Rules that name nothing but what any rule on consent names, or one thing more.
PLAIN = [
    (
        "Voor het delen van gegevens bij verzuim is toestemming van de ouders nodig.",
        "Voor het delen van gegevens bij verzuim is geen toestemming van de ouders nodig.",
    ),
    (
        "Partijen delen gegevens alleen met toestemming van de bewoner.",
        "Partijen delen gegevens zonder toestemming van de bewoner.",
    ),
    (
        "Deelnemers delen medische gegevens alleen met toestemming van de cliënt.",
        "Voor het delen van medische gegevens is geen toestemming van de cliënt nodig.",
    ),
    (
        "De betrokken partijen bespreken een jongere alleen als hij daarmee instemt.",
        "De betrokken partijen bespreken een jongere, ook als hij daarmee niet instemt.",
    ),
    (
        "Voor een huisbezoek is toestemming van de huurder vereist.",
        "Toestemming van de huurder is voor een huisbezoek niet vereist.",
    ),
    (
        "Het jeugdteam vraagt de ouders om toestemming voor het delen van het verzuimplan.",
        "Voor het delen van het verzuimplan is geen toestemming van de ouders nodig.",
    ),
    (
        "Het is verplicht om toestemming van de ouders te vragen voor het delen van gegevens.",
        "Het is niet nodig om toestemming van de ouders te vragen voor het delen van gegevens.",
    ),
    (
        "Gegevens worden alleen gedeeld als de klant daarvoor toestemming geeft.",
        "Gegevens worden gedeeld, ook als de klant daarvoor geen toestemming geeft.",
    ),
]


@pytest.mark.parametrize(
    "headings", [("Afspraken", "Afspraken"), ("Aanmelding", "Privacy"), ("Wie doet wat", "Samenvatting")]
)
@pytest.mark.parametrize(("needed", "free"), PLAIN)
def test_the_same_sentence_with_and_without_the_need_is_a_conflict(
    needed: str, free: str, headings: tuple[str, str]
) -> None:
    (one,) = conflicts(titled((headings[0], needed), (headings[1], free)))
    assert [cited.quote for cited in one.citations] == [needed, free]
    assert one.severity is Severity.HIGH


@pytest.mark.parametrize(("needed", "free"), PLAIN)
def test_two_papers_on_one_subject_must_agree_on_the_plainest_rule(needed: str, free: str) -> None:
    (one,) = conflicts(titled(("Privacy", needed)), titled(("Gegevens", free), title="Draaiboek Jeugd Proefdam"))
    assert {cited.quote for cited in one.citations} == {needed, free}


def test_papers_on_other_subjects_may_each_have_their_own_rule_on_sharing() -> None:
    needed, free = PLAIN[1]
    other = titled(("Gegevens", free), title="Convenant Hennepteelt")
    assert conflicts(titled(("Privacy", needed), title="Convenant Valpreventie"), other) == []
    assert len(conflicts(titled(("Privacy", needed)), titled(("Privacy", free)), regions=("aadorp", "beekdorp"))) == 1


@pytest.mark.parametrize(
    ("needed", "free"),
    [
        # somebody else's consent, something else that is done
        (
            "Het jongerenteam deelt gegevens met de ouders alleen met toestemming van de jongere.",
            "Het jongerenteam deelt gegevens met de jongere zonder toestemming van de ouders.",
        ),
        ("Voor nazorg is toestemming van de jongere nodig.", "Voor nazorg is geen toestemming van de ouders nodig."),
        (
            "Partijen delen gegevens alleen met toestemming van de bewoner.",
            "Partijen vragen gegevens op zonder toestemming van de bewoner.",
        ),
        (
            "Voor inzage in het dossier is toestemming van de cliënt nodig.",
            "Voor het vastleggen van het dossier is geen toestemming van de cliënt nodig.",
        ),
        (
            "Partijen delen gegevens met een andere organisatie alleen met toestemming van de cliënt.",
            "Medewerkers delen gegevens zonder toestemming van de cliënt.",
        ),
        # of more, of less, of another age or amount
        (
            "Partijen delen gegevens alleen met toestemming van de bewoner.",
            "Partijen delen geanonimiseerde gegevens zonder toestemming van de bewoner.",
        ),
        (
            "Voor jongeren onder de zestien is toestemming van de ouders nodig.",
            "Voor jongeren boven de zestien is geen toestemming van de ouders nodig.",
        ),
        (
            "Voor het delen van gegevens over schulden tot 500 euro is toestemming van de klant nodig.",
            "Voor het delen van gegevens over schulden vanaf 500 euro is geen toestemming van de klant nodig.",
        ),
        (
            "Voor gegevens over de gezondheid is toestemming van de cliënt nodig.",
            "Voor gegevens die niet over de gezondheid gaan, is geen toestemming van de cliënt nodig.",
        ),
        (
            "Voor de gegevens in bijlage 1 is toestemming van de cliënt nodig.",
            "Voor de gegevens in bijlage 2 is geen toestemming van de cliënt nodig.",
        ),
        # only the form is free
        (
            "Voor het delen van gegevens is toestemming van de ouders nodig.",
            "Voor het delen van gegevens is geen schriftelijke toestemming van de ouders nodig.",
        ),
        # another ground
        (
            "Voor het delen van gegevens is toestemming van de jongere nodig.",
            "Voor het delen van gegevens op grond van de Jeugdwet is geen toestemming van de jongere nodig.",
        ),
        # an exception that is stated, before or behind
        (
            "Voor het delen van gegevens is toestemming van de bewoner nodig. Een uitzondering is brand.",
            "Partijen delen gegevens zonder toestemming van de bewoner.",
        ),
        (
            "Partijen delen gegevens alleen met toestemming van de bewoner.",
            "Er is brand uitgebroken. Dan delen partijen gegevens zonder toestemming van de bewoner.",
        ),
        (
            "Partijen delen gegevens alleen met toestemming van de bewoner, behalve in de meldfase.",
            "In de meldfase delen partijen gegevens zonder toestemming van de bewoner.",
        ),
        (
            "Partijen delen gegevens alleen met toestemming van de bewoner.",
            "Bij een misdrijf geldt het volgende. Partijen delen gegevens zonder toestemming van de bewoner.",
        ),
        # both say the same
        (
            "Partijen delen gegevens alleen met toestemming van de bewoner.",
            "Zonder toestemming van de bewoner delen partijen geen gegevens.",
        ),
    ],
)
@pytest.mark.parametrize("headings", [("Afspraken", "Afspraken"), ("Aanmelding", "Privacy")])
def test_plain_rules_that_something_tells_apart_agree(needed: str, free: str, headings: tuple[str, str]) -> None:
    assert conflicts(titled((headings[0], needed), (headings[1], free))) == []


def test_a_case_may_stand_in_the_heading() -> None:
    needed, free = PLAIN[1]
    for heading in ("Bij crisis", "Uitzonderingen", "Meldingen van mishandeling"):
        assert conflicts(titled(("Privacy", needed), (heading, free))) == []


_TEXT = (
    "toestemming instemming de het een ouder bewoner melder partijen gemeente huisarts gegevens dossier delen deelt"
    " belt alleen met zonder geen niet nodig vereist vraagt ook als daarmee instemt tenzij soms in bij gevaar verzuim"
    " Partijen Voor , . : \n \n## \n- "
)
_FIELD = _TEXT.split(" ")
_RULES = [*(rule for pair in (*CONFLICTS[:4], *PLAIN) for rule in pair), "Dat is anders bij brand.", "\n\n## Slot\n\n"]
_ANY_TEXT = st.lists(st.sampled_from(_RULES) | st.lists(st.sampled_from(_FIELD), max_size=9).map(" ".join), max_size=9)


@settings(max_examples=30, deadline=None)
@given(_ANY_TEXT.map(" ".join))
def test_every_rule_that_is_stated_holds_words_of_the_text_and_says_one_thing(text: str) -> None:
    one = paper(f"{HEAD}## 2. Aanpak\n\n{text}\n\nPartijen helpen elkaar.")
    for rule in state(one):
        quote = one.text[rule.place.span.start : rule.place.span.end]
        assert quote.strip()
        assert quote.strip() == quote
        assert rule.value in {"needed", "not_needed"}


@settings(max_examples=10, deadline=None)
@given(st.sampled_from(PLAIN), st.lists(st.sampled_from(_FIELD), max_size=12).map(" ".join))
def test_what_stands_elsewhere_never_changes_what_is_quoted(pair: tuple[str, str], text: str) -> None:
    whole = titled(("Aanmelding", pair[0]), ("Privacy", pair[1]), ("Slot", f"Partijen helpen elkaar. {text}"))
    quotes = [cited.quote for one in conflicts(whole) for cited in one.citations]
    assert {*pair} <= {*quotes}
    assert all(quote in whole for quote in quotes)
