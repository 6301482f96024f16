"""Memos and letters tell of agreements and make none: by their word, their head or their salutation."""

import pytest

from ingest.reading import read
from kb.model import DocumentKind, Reading, Role

STORY = "Partijen moeten de goten voortaan elk kwartaal schoonmaken, zo bleek uit de gesprekken van dit voorjaar."


def reading(top: str, *, name: str) -> Reading:
    """A text with this top, then a section under a heading without a number."""
    heading = "## Aanleiding" if name.endswith("md") else "Aanleiding"
    return read(name, f"{top}\n\n{heading}\n\n{STORY}\n".encode(), region="proefdorp")


@pytest.mark.parametrize(
    ("top", "name", "title"),
    [
        ("# Memo\n\nAan: de stuurgroep\n\nOnderwerp: Schone goten", "m.md", "Schone goten"),
        ("# Memo aan de stuurgroep Goten", "m.md", "Memo aan de stuurgroep Goten"),
        ("# Memo\n\n**Aan:** de stuurgroep\n**Van:** A. Dakpan\n**Betreft:** Schone goten", "m.md", "Schone goten"),
        ("# Schone goten\n\n| Aan | de stuurgroep |\n|---|---|\n| Van | A. Dakpan |", "m.md", "Schone goten"),
        ("MEMO\n\nDatum: 9 november 2026\nAan: de stuurgroep\nOnderwerp: Schone goten", "m.txt", "Schone goten"),
        ("MEMO\n\nAan: de stuurgroep", "m.txt", "MEMO"),
        ("Notitie\n\nOnderwerp: Convenant Goten", "m.txt", "Convenant Goten"),
        ("Betreft: Schone goten\nVan: A. Dakpan\nAan: de stuurgroep", "m.txt", "Schone goten"),
        ("Aan: de stuurgroep\nVan: A. Dakpan\nBetreft: Schone goten\nDatum: 3 mei 2026", "m.txt", "Schone goten"),
        ("Gemeente Proefdorp\n\nMemo\n\nBetreft: Schone goten", "m.txt", "Schone goten"),
        ("Raadsinformatiebrief\n\nOnderwerp: Schone goten", "m.txt", "Schone goten"),
        ("# Collegebrief\n\nOnderwerp: Werkafspraken goten", "m.md", "Werkafspraken goten"),
        ("Gemeente Proefdorp\n\nGeachte leden van de raad,", "m.txt", "Gemeente Proefdorp"),
        (f"Memo\n\nVan: {'A. Dakpan, adviseur van de gemeente Proefdorp, ' * 8}\nBetreft: Goten", "m.txt", "Goten"),
    ],
)
def test_a_memo_or_letter_is_one_and_all_of_it_is_told(top: str, name: str, title: str) -> None:
    found = reading(top, name=name)
    assert (found.document.kind, found.document.title) == (DocumentKind.MEMO, title)
    assert [(one.role, one.headings[-1:]) for one in found.passages if one.role is not Role.COVER] == [
        (Role.NARRATIVE, ("Aanleiding",))
    ]


@pytest.mark.parametrize(
    "top",
    [
        "Werkafspraken goten\n\nAan: ........\nVan: ........",
        "Werkafspraken goten\n\nAan: de dakdekkers van Proefdorp\nVan: de stuurgroep",
        "Aan: ..............\nVan: ..............",
        "Convenant Goten\n\nGeachte lezer,",
        "Schone goten\n\nDatum: 3 mei 2026\nKenmerk: 12-34",
        "Aan de slag met goten",
    ],
)
def test_an_agreement_or_a_form_with_an_address_is_no_memo(top: str) -> None:
    assert reading(top, name="m.txt").document.kind is not DocumentKind.MEMO


def test_a_letter_in_an_appendix_makes_no_letter_of_the_agreement() -> None:
    text = (
        f"# Werkafspraken goten\n\n## 1. Schoonmaken\n\n{STORY}\n\n## Bijlage 1 Brief\n\nAan: de bewoner\n\n"
        "Van: de dakdekker\n\nBetreft: uw goot\n\nGeachte bewoner,\n"
    )
    found = read("w.md", text.encode(), region="proefdorp")
    assert found.document.kind is DocumentKind.WORK_AGREEMENT
    assert found.passages[1].role is Role.NORM
