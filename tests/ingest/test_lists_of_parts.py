"""Lists without bullets, of contents, of appendices or of articles, keep their lines, and sentences stay whole."""

import pytest

from ingest.reading import read
from kb.model import Reading, Role

RULE = "De dakdekker maakt de goten schoon en meldt dat binnen drie werkdagen aan de gemeente Proefdorp."


def reading(text: str, name: str = "goten.md") -> Reading:
    """A text, read."""
    return read(name, text.encode(), region="proefdorp")


def headings(found: Reading) -> list[str]:
    """The last heading of each passage of the body."""
    silent = (Role.COVER, Role.CONTENTS)
    return [one.headings[-1] if one.headings else "" for one in found.passages if one.role not in silent]


@pytest.mark.parametrize(
    "listed",
    [
        "## Inhoud\n\nArtikel 1 Doel\nArtikel 2 Schoonmaken van de goten\nBijlage 1 Formulier",
        "Inhoud\n\nArtikel 1 Doel ..... 2\nArtikel 2 Schoonmaken van de goten ..... 3\nBijlage 1 Formulier ..... 4",
        "Inhoud\nArtikel 1 Doel\nArtikel 2 Schoonmaken van de goten\nBijlage 1 Formulier",
    ],
)
def test_a_contents_list_without_bullets_is_one_in_markdown(listed: str) -> None:
    found = reading(
        f"# Convenant Goten\n\n{listed}\n\n## Artikel 1 Doel\n\n{RULE}\n\n## Artikel 2 Schoonmaken van de goten\n\n"
        f"{RULE}\n\n## Bijlage 1 Formulier\n\n{RULE}\n"
    )
    assert headings(found) == ["Artikel 1 Doel", "Artikel 2 Schoonmaken van de goten", "Bijlage 1 Formulier"]
    (contents,) = [one for one in found.passages if one.role is Role.CONTENTS]
    assert "Artikel 1 Doel" in contents.text.splitlines() or "Artikel 1 Doel ..... 2" in contents.text.splitlines()
    assert RULE not in contents.text


def test_titles_without_numbers_under_the_heading_of_a_contents_list_are_lines() -> None:
    found = reading(
        f"# Convenant Goten\n\n## Inhoud\n\nDoel\nSchoonmaken\n\n## Doel\n\n{RULE}\n\n## Schoonmaken\n\n{RULE}"
    )
    assert headings(found) == ["Doel", "Schoonmaken"]


ITEMS = "- de gemeente Proefdorp;\n- Stichting Dakwerk;\n\nkomen overeen:"
LISTED = f"De partijen:\n\n{ITEMS}"
MARKED = f"## Artikel 1 Doel\n\n{RULE}\n"


@pytest.mark.parametrize(
    "text",
    [
        f"# Goten\n\n## Inhoud\n\nArtikel 1 Doel\nArtikel 2 Slot\n\n## Partijen\n\n{LISTED}\n\n{MARKED}",
        f"# Goten\n\n## Inhoud\n\n- Artikel 1 Doel\n- Artikel 2 Slot\n\n## Partijen\n\n{ITEMS}\n\n{MARKED}",
        f"Goten\n\nInhoud\nArtikel 1 Doel\nArtikel 2 Slot\n\nPartijen\n\n{LISTED}\n\n{MARKED.lstrip('# ')}",
    ],
)
def test_the_parties_between_a_contents_list_and_the_first_article_are_read(text: str) -> None:
    found = reading(text, "goten.md" if text.startswith("#") else "goten.txt")
    assert [party.name for party in found.document.parties] == ["gemeente Proefdorp", "Stichting Dakwerk"]
    assert headings(found)[-1] == "Artikel 1 Doel"


@pytest.mark.parametrize("name", ["goten.md", "goten.txt"])
def test_a_list_of_appendices_is_no_heading(name: str) -> None:
    first = "Bijlage 1 Overzicht van alle gegevens die partijen over de goten met elkaar delen"
    found = reading(
        f"Convenant Goten\n\nArtikel 1 Doel\n\n{RULE}\n\nArtikel 2 Bijlagen\n\nDe bijlagen zijn deze.\n\n"
        f"{first}\nBijlage 2 Formulier\nBijlage 3 Kaart\n\nArtikel 3 Slot\n\n{RULE}\n",
        name,
    )
    assert headings(found) == ["Artikel 1 Doel", *["Artikel 2 Bijlagen"] * 4, "Artikel 3 Slot"]
    assert [one.name for one in found.document.names] == [
        "bijlage 1 (Overzicht van alle gegevens die partijen over de goten met elkaar delen)",
        "bijlage 2 (Formulier)",
        "bijlage 3 (Kaart)",
    ]


def test_appendices_with_text_under_the_last_keep_their_headings() -> None:
    found = reading(
        f"Convenant Goten\n\nArtikel 1 Doel\n\n{RULE}\n\nBijlage 1 Kaart\n\nBijlage 2 Brief\n\n{RULE}\n", "g.txt"
    )
    assert headings(found)[-1] == "Bijlage 2 Brief"


def test_a_paragraph_that_is_wrapped_stays_one() -> None:
    wrapped = "De dakdekker meldt elke lekkage volgens\nartikel 4 van dit convenant en belt dan\nde bewoner."
    found = reading(f"# Convenant Goten\n\n## Artikel 1 Doel\n\n{wrapped}\n")
    assert found.passages[-1].text == wrapped.replace("\n", " ")


def test_facets_written_on_lines_of_one_paragraph_stay_one_passage() -> None:
    found = reading("# Werkafspraken Goten\n\n## Stap 1\n\nWie: de dakdekker.\nWat: belt aan.\nWanneer: na een bui.\n")
    assert [one.text for one in found.passages[1:]] == ["Wie: de dakdekker. Wat: belt aan. Wanneer: na een bui."]
