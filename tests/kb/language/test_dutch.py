"""The analyser brings forms of a word together, and keeps apart what only looks alike."""

import pytest

from kb.language.dutch import analyse, stems

_SAME = """
huurder huurders
woning woningen
schuld schulden
kind kinderen
gezin gezinnen
stad steden
melden gemeld
melden meldt
stellen stelt
meldingen melding
aanmelden aangemeld
betalen betaalde
betaalt betalen
bepalen bepaald
lopen liep
geven gegeven
nemen genomen
zitten zat
wonen woonde
uitzetten uitgezet
toestemmen toegestemd
overleggen overlegt
afspraak afspraken
convenant convenanten
interventie interventies
corporatie corporaties
gemeente gemeenten
partij partijen
besluit besluiten
overeenkomst overeenkomsten
verantwoordelijk verantwoordelijke
ernstig ernstige
gezamenlijk gezamenlijke
dreigen dreigt
tekenen getekend
verwijzen verwezen
coördineren coördineert
registreren registreert
begeleiden begeleidt
beoordelen beoordeeld
bespreken besproken
houden hield
"""
_DIFFERENT = """
wet weten
huur huis
leden lijden
arm arts
gegevens geven
melden melk
recht rechter
wonen woning
kosten koster
schuld schuur
last laster
bestuur sturen
deel dal
staat straat
over overlast
meester mest
"""


def _share(pairs: str) -> list[str]:
    """The pairs whose first and second word have a stem in common."""
    rows = [line.split() for line in pairs.strip().splitlines()]
    return [f"{row[0]} {row[1]}" for row in rows if stems(row[0]) == stems(row[1])]


def test_at_least_nine_in_ten_pairs_of_forms_meet() -> None:
    assert len(_share(_SAME)) >= 0.9 * len(_SAME.strip().splitlines())


def test_at_most_two_pairs_of_other_words_meet() -> None:
    assert len(_share(_DIFFERENT)) <= 2


def test_a_compound_is_also_its_parts() -> None:
    assert set(analyse("huurachterstanden")) > set(analyse("achterstand"))


def test_a_separable_verb_is_found_whole() -> None:
    assert set(stems("aanmelden")) <= set(analyse("De verhuurder meldt de huurder aan."))


def test_codes_stay_as_they_are() -> None:
    assert analyse("artikel 151d")[-1] == "151d"


@pytest.mark.parametrize("text", ["", "de het een", "?!", "😀"])
def test_a_text_without_content_has_no_terms(text: str) -> None:
    assert analyse(text) == []
