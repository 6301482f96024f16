"""Which words name nobody in particular."""

import pytest

from kb.process.anybody import anybody, pronoun


@pytest.mark.parametrize(
    "name", ["u", "Men", "zij", "wie de melding doet", "deze", "dezelfde medewerker", "hun leidinggevenden"]
)
def test_a_pronoun_only_points_at_somebody(name: str) -> None:
    assert pronoun(name)
    assert anybody(name)


@pytest.mark.parametrize(
    "name",
    [
        "partij",
        "Partijen",
        "elke deelnemende partij",
        "de betrokken organisaties",
        "organisatie die daarover de regie heeft",
        "samenwerkingspartners",
        "Iedereen",
        "betrokkene",
        "een instelling van de gemeente",
    ],
)
def test_a_word_for_whoever_takes_part_names_nobody(name: str) -> None:
    assert anybody(name)
    assert not pronoun(name)


@pytest.mark.parametrize(
    "name",
    ["signaalpartner", "medewerker van een partij", "de afdeling Veiligheid van de gemeente", "Hetty", "wijkteam"],
)
def test_a_role_or_a_name_is_somebody(name: str) -> None:
    assert not anybody(name)
