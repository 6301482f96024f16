"""What is cover, what is contents list, and where an agreement begins."""

from datetime import date

import pytest

from ingest.reading import read
from kb.model import Reading, Role

RULE = "De wijkcoach belt de bewoner binnen drie werkdagen terug en spreekt een huisbezoek af."


def reading_of(text: str, *, name: str = "afspraak.md") -> Reading:
    """A text, read."""
    return read(name, text.encode(), region="lindestroom")


def covers(reading: Reading) -> list[str]:
    """The lines on the cover."""
    return [line for one in reading.passages if one.role is Role.COVER for line in one.text.split("\n\n")]


def test_rows_that_end_in_figures_are_a_table_and_no_contents_list() -> None:
    reading = reading_of(
        f"# Verslag bellen\n\n## 1. Aanpak\n\n{RULE}\n\n| Wat | Aantal |\n|---|---|\n"
        "| Signalen | 214 |\n| Huisbezoeken | 90 |\n| Ontruimingen | 19 |\n"
    )
    assert [passage.role for passage in reading.passages[1:]] == [Role.NORM, *[Role.TABLE_ROW] * 3]
    assert reading.passages[1].headings[-1] == "1. Aanpak"


def test_lines_whose_figures_go_back_are_no_contents_list() -> None:
    reading = reading_of(
        f"Verslag bellen\n\n1. Aanpak\n\n{RULE}\n\nSignalen\t214\n\nHuisbezoeken\t90\n\nOntruimingen\t19\n",
        name="afspraak.txt",
    )
    assert Role.CONTENTS not in {passage.role for passage in reading.passages}
    assert RULE in [passage.text for passage in reading.passages]


@pytest.mark.parametrize("ending", [f"\n\n## 1. Bellen\n\n{RULE}", f"\n\n{RULE}"])
def test_a_status_line_under_the_title_is_cover_though_it_ends_in_a_full_stop(ending: str) -> None:
    status = "Vastgesteld op 3 maart 2025 door de werkgroep van de gemeente."
    reading = reading_of(f"# Werkafspraken bellen\n\n{status}{ending}\n")
    assert covers(reading) == ["Werkafspraken bellen", status]
    assert reading.document.dated == date(2025, 3, 3)
    assert reading.passages[-1].text == RULE


def test_a_sentence_under_the_title_that_says_until_when_it_holds_is_read() -> None:
    reading = reading_of(
        f"# Werkafspraken bellen\n\nDeze werkafspraken gelden tot en met 31 december 2024.\n\n## 1. Bellen\n\n{RULE}\n"
    )
    assert reading.document.valid_until == date(2024, 12, 31)
    assert [passage.role for passage in reading.passages] == [Role.COVER, Role.NORM, Role.NORM]


def test_a_status_line_on_the_cover_gives_the_first_day() -> None:
    reading = reading_of(
        "# Werkafspraken bellen\n\nStatus: vastgesteld op 3 maart 2025. Geldt vanaf 1 april 2025.\n\n"
        f"## 1. Bellen\n\n{RULE}\n"
    )
    document = reading.document
    assert (document.dated, document.valid_from) == (date(2025, 3, 3), date(2025, 4, 1))
    evidence = document.evidence["valid_from"]
    assert reading.full_text[evidence.start : evidence.end] == "Geldt vanaf 1 april 2025."


def test_the_heading_of_an_appendix_in_the_document_stays_a_heading() -> None:
    reading = reading_of(
        f"# Convenant Bellen\n\n## 1. Bellen\n\n{RULE}\n\n# Bijlage 1 bij het convenant\n\n{RULE}\n",
    )
    assert reading.passages[-1].headings[-1] == "Bijlage 1 bij het convenant"
    assert reading.document.part_of is None


def test_a_rule_that_refers_to_the_sense_of_a_member_is_no_definition() -> None:
    rule = "Een aangezegde afsluiting is geen gevaar in de zin van dit lid."
    reading = reading_of(f"# Convenant Bellen\n\n## 1. Bellen\n\n{RULE}\n\n{rule}\n")
    assert [passage.role for passage in reading.passages[1:]] == [Role.NORM, Role.NORM]
