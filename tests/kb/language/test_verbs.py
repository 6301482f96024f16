"""Separable verbs are put together again, and prepositions left alone."""

import pytest

from kb.language.verbs import separable


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("De verhuurder meldt de huurder aan bij het loket.", "aanmelden"),
        ("Zij stellen samen een plan op.", "opstellen"),
        ("Wie vraagt de vergunning aan?", "aanvragen"),
        ("Het team probeert de klant aan te melden.", "aanmelden"),
        ("De wijkagent geeft de melding door aan het meldpunt", "doorgeven"),
        ("Het college stemt er niet mee in, zegt men.", "instemmen"),
        ("Wij houden dat bij.", "bijhouden"),
    ],
)
def test_verb_and_particle_make_one_verb(text: str, verb: str) -> None:
    assert verb in separable(text)


@pytest.mark.parametrize(
    "text",
    [
        "Zij werkt op de afdeling.",
        "De zaak ligt bij het team.",
        "Hij belt. Aan tafel!",
        "aan",
        "",
        "Dit geldt in Meerwijk.",
    ],
)
def test_a_preposition_makes_no_verb(text: str) -> None:
    assert separable(text) == []
