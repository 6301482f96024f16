"""Documents name things themselves: abbreviations, other names, defined terms, parties with their aliases."""

import pytest

from kb.model import Document, DocumentKind, Party, Passage, Role, Span
from kb.search.names import named_in, parties

VERSION = "sha256:" + "0" * 64


def _passage(text: str, role: Role = Role.NORM) -> Passage:
    return Passage(
        id="wijk/a.1",
        document_id="wijk/a",
        version=VERSION,
        headings=(),
        role=role,
        page=1,
        start=0,
        end=len(text),
        text=text,
    )


def _document(*of: Party) -> Document:
    kind = DocumentKind.COVENANT
    return Document(id="wijk/a", version=VERSION, file="a.md", title="A", kind=kind, region="wijk", pages=1, parties=of)


def _party(name: str, *aliases: str) -> Party:
    return Party(name=name, aliases=aliases, evidence=Span(start=0, end=1))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Bel het Meldpunt Wonen en Zorg (MWZ) direct.", ("Meldpunt Wonen en Zorg", "MWZ")),
        ("Bel het Meldpunt Wonen en Zorg (hierna: MWEZ) direct.", ("Meldpunt Wonen en Zorg", "MWEZ")),
        ("De Algemene Wijk Regeling (“AWR”) geldt.", ("Algemene Wijk Regeling", "AWR")),
        ("Het kernteam (ook: regiegroep) beslist.", ("kernteam", "regiegroep")),
        ("Het kernteam, ook wel de regiegroep genoemd, beslist.", ("kernteam", "regiegroep")),
        ("Het kernteam (ook wel het kleine overleg) beslist.", ("kernteam", "kleine overleg")),
    ],
)
def test_a_thing_and_its_other_name_are_one(text: str, names: tuple[str, ...]) -> None:
    assert named_in(_passage(text)) == (names,)


@pytest.mark.parametrize(
    "text",
    [
        "De gemeente belt de bewoner (ABC) op.",
        "De gemeente (zie artikel 3) belt de bewoner.",
        "Zie bijlage (A) en de wijkagent.",
        "",
    ],
)
def test_what_stands_in_brackets_is_mostly_no_name(text: str) -> None:
    assert named_in(_passage(text)) == ()


def test_a_definition_gives_its_terms_and_other_text_does_not() -> None:
    text = "a. slotoverleg: het laatste overleg\nb. vaste melder: wie vaker meldt"
    assert named_in(_passage(text, Role.DEFINITION)) == (("slotoverleg",), ("vaste melder",))
    assert named_in(_passage(text)) == ()


def test_a_party_is_known_by_its_names_with_and_without_its_legal_form() -> None:
    assert parties([_document(_party("Stichting Lentekracht", "Lentekracht", "SLK"))]) == [
        ("Lentekracht", "Stichting Lentekracht", "SLK")
    ]


def test_an_alias_that_says_what_a_party_is_names_no_one() -> None:
    assert parties([_document(_party("Woonvast", "de corporatie"))]) == [("Woonvast",)]


def test_a_party_of_two_documents_is_told_once() -> None:
    one = _document(_party("Woonvast"))
    assert parties([one, one]) == [("Woonvast",)]
    assert parties([]) == []
