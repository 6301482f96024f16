"""Who is named in a text, and which names are of the same."""

import pytest

from kb.model import Role
from kb.process.actors import Roles, Sort, listed
from kb.process.read import acts
from tests.kb.process.texts import MEERDAM, document, party, passage


def named(text: str) -> list[str]:
    """The names in a text as they are written."""
    return [text[one.start : one.end] for one in MEERDAM.mentions(text)]


def test_a_name_is_found_with_its_article_and_whom_it_is_of() -> None:
    assert named("De afdeling Veiligheid van de gemeente belt Woonhaven en de betrokken wijkteams.") == [
        "De afdeling Veiligheid van de gemeente",
        "Woonhaven",
        "de betrokken wijkteams",
    ]


def test_what_only_looks_like_a_role_is_none() -> None:
    assert named("Het eerste lid en het uitgangspunt gelden voor zijn verleden.") == []
    assert named("Zijn partijen het oneens, dan overleggen zij.") == ["partijen"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("de corporaties", "een corporatie"),
        ("Stichting Woonhaven", "Woonhaven"),
        ("de woningcorporatie", "corporatie"),
        ("De medewerkers", "de medewerker van Steunkring"),
        ("de gemeenten", "gemeente"),
        ("het college van burgemeester en wethouders", "college"),
    ],
)
def test_plurals_aliases_and_articles_come_down_to_one_name(one: str, other: str) -> None:
    assert MEERDAM.canonical(one) == MEERDAM.canonical(other)


def test_a_party_is_also_what_its_group_is_called_but_no_other_party() -> None:
    roles = Roles([document(party("Woonhaven", "corporaties"), party("Thuisbezit", "corporaties"))])
    assert roles.same("Woonhaven", "de corporatie")
    assert roles.same("de gemeente Meerdam", "de gemeente")
    assert not roles.same("Woonhaven", "Thuisbezit")


def test_those_it_is_about_are_told_from_those_who_work_by_it() -> None:
    assert [Roles.sort(name) for name in ("de huurder", "een melder", "Woonhaven", "de wijkagent")] == [
        Sort.CLIENT,
        Sort.REPORTER,
        Sort.WORKER,
        Sort.WORKER,
    ]


@pytest.mark.parametrize("name", ["verhuurder", "De verhuurders", "een particuliere verhuurder", "onderverhuurder"])
def test_a_landlord_is_no_client_for_ending_like_a_tenant(name: str) -> None:
    assert Roles.sort(name) is Sort.WORKER
    assert Roles.sort("hoofdhuurder") is Sort.CLIENT


def test_an_organisation_that_only_the_cover_lists_is_known_too() -> None:
    cover = passage("Werkafspraken Meerdam\nHet Anker\n3 mei 2026", role=Role.COVER)
    rule = passage("In opdracht van de corporatie stelt Het Anker een plan op.")
    found = listed([document()], [cover, rule])
    assert found == ("Het Anker",)
    (act,) = acts(rule, rule.text, Roles([document()], found))
    assert [slot.text for slot in act.actors] == ["Het Anker"]
