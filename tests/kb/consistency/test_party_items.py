"""One item of a list of parties may name several: an umbrella and its members, a row, a trade name, a body."""

import pytest

from kb.consistency.finding import Rule
from tests.kb.consistency.papers import findings

_OPENING = (
    "# Convenant Stille wijken Proefdam\n\nDit convenant geldt van 1 januari 2025 tot en met 31 december 2028. Partijen"
    " evalueren dit convenant jaarlijks.\n\n## Partijen\n\nPartijen:\n\n1. de gemeente Proefdam;\n2. Stichting"
    " Maatwerk;\n"
)
_TASK = (
    "\n## Artikel 1 Taken\n\nDe gemeente Proefdam nodigt uit.\n\n## Ondertekening\n\n| Partij | Datum |\n|---|---|\n"
)


def told(items: list[str], signers: list[str]) -> list[tuple[str, str]]:
    """The parties that did not sign and the signers that are no party, where two more parties are in order."""
    listed = "".join(f"{n}. {item};\n" for n, item in enumerate(items, 3))
    rows = "".join(f"| {name} | 3 november 2024 |\n" for name in ["Gemeente Proefdam", "Stichting Maatwerk", *signers])
    found = findings(_OPENING + listed + _TASK + rows)
    return [(one.case, one.facts["party"]) for one in found if one.rule is Rule.UNSIGNED_PARTY]


_UMBRELLAS = [
    "de zorgaanbieders De Linde, Rietkraag en Zonneveld, verenigd in Coöperatie Dichtbij",
    "de zorgaanbieders in Proefdam, verenigd in de Coöperatie Dichtbij: De Linde, Rietkraag en Zonneveld",
    "de zorgaanbieders, aangesloten bij Coöperatie Dichtbij: De Linde, Rietkraag en Zonneveld",
    "de zorgaanbieders De Linde, Rietkraag en Zonneveld, vertegenwoordigd door de Coöperatie Dichtbij",
    "Coöperatie Dichtbij, namens haar leden De Linde, Rietkraag en Zonneveld",
]


@pytest.mark.parametrize("item", _UMBRELLAS)
def test_members_may_sign_for_their_umbrella_and_the_umbrella_for_them(item: str) -> None:
    assert told([item], ["De Linde", "Rietkraag", "Zonneveld"]) == []
    assert told([item], ["Coöperatie Dichtbij"]) == []


@pytest.mark.parametrize("item", _UMBRELLAS)
def test_the_member_that_did_not_sign_is_told(item: str) -> None:
    assert told([item], ["De Linde", "Zonneveld"]) == [("absent", "Rietkraag")]


def test_names_behind_the_word_for_what_they_are_are_parties_each() -> None:
    item = "de beheerders van Natuurland, Groenbeheer en Staatsbos (samen: de beheerders)"
    assert told([item], ["Natuurland", "Groenbeheer", "Staatsbos"]) == []
    assert told([item], ["Natuurland", "Staatsbos"]) == [("absent", "Groenbeheer")]


def test_a_party_may_sign_under_its_trade_name() -> None:
    item = "Stichting Beschermd Thuis, handelend onder de naam De Haven"
    assert told([item], ["De Haven"]) == []
    assert told([item], ["De Luwte"]) == [("absent", "Stichting Beschermd Thuis"), ("no_party", "De Luwte")]


@pytest.mark.parametrize(
    ("item", "signer"),
    [
        ("de politie", "Politie eenheid Oost"),
        ("de brandweer", "Brandweer Zandrand"),
        ("het waterschap", "Waterschap Proefstroom"),
        ("de woningcorporatie", "De Hof"),
        ("de huisartsen, vertegenwoordigd door Huisartsengroep Zandstreek", "Huisartsengroep Zandstreek"),
        ("Stichting Zorg en Welzijn Oost, gevestigd te Proefdam", "Stichting Zorg en Welzijn Oost"),
    ],
)
def test_a_body_without_a_name_is_whoever_signs_as_it(item: str, signer: str) -> None:
    assert told([item], [signer]) == []


def test_two_bodies_in_one_item_are_two() -> None:
    assert told(["de politie en de brandweer"], ["Politie Oost", "Brandweer Zandrand"]) == []


def test_the_police_sign_as_police() -> None:
    assert told(["de politie", "GGD Oost"], ["De Hof", "GGD Oost"]) == [
        ("absent", "de politie"),
        ("no_party", "De Hof"),
    ]
