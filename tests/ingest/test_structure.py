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


def headings(text: str) -> list[str]:
    """The headings that passages of a plain text stand under, each once."""
    reading = reading_of(text, name="afspraak.txt")
    return list(dict.fromkeys(step for passage in reading.passages for step in passage.headings))


@pytest.mark.parametrize(
    "numbers",
    [("A.", "B.", "C."), ("I.", "II.", "III."), ("D.", "E.", "F."), ("A)", "B)", "C)"), ("I:", "II:", "III:")],
)
def test_capitals_and_roman_numbers_in_a_row_number_headings(numbers: tuple[str, str, str]) -> None:
    one, other, last = (f"{number} {word}" for number, word in zip(numbers, ("Doel", "Partijen", "Duur"), strict=True))
    text = f"Werkafspraken bellen\n\n{one}\n\n{RULE}\n\n{other}\n\n1. gemeente A\n2. Stichting B\n\n{last}\n\n{RULE}\n"
    assert headings(text) == [one, other, last]


def test_parts_under_a_letter_are_headings_and_members_that_are_sentences_are_not() -> None:
    text = (
        f"Werkafspraken bellen\n\nA. Aanpak\n\nA.1 {RULE}\n\nA.2 Daarna volgt een brief.\n\nB. Middelen\n\n"
        "B.1 Gesprek\nWie: de wijkcoach\nDuur: een uur\n\nB.2 Brief\nWie: het loket\nKosten: loket en "
        "gemeente ieder de helft\n\n"
        f"{RULE}\n"
    )
    assert headings(text) == ["A. Aanpak", "B. Middelen", "B.1 Gesprek", "B.2 Brief"]


@pytest.mark.parametrize(
    "lines",
    ["A. Jansen\n\nAanwezig.", "A. Jansen\nB. de Boer\nC. Smit", "B. Jansen\n\nVoorzitter.", "a. bellen\n\nb. gaan."],
)
def test_initials_and_items_are_no_headings(lines: str) -> None:
    assert headings(f"Werkafspraken bellen\n\n1. Doel\n\n{RULE}\n\n{lines}\n") == ["1. Doel"]


@pytest.mark.parametrize("question", ["Wie doen er mee?", "2. Hoe komt een melding binnen?", "Wat willen wij?"])
def test_a_question_above_its_answer_is_a_heading(question: str) -> None:
    assert headings(f"Werkafspraken bellen\n\n1. Doel\n\n{RULE}\n\n{question}\n\n{RULE}\n")[-1] == question


@pytest.mark.parametrize(
    "lines",
    [
        "- Wat is uw naam?\n- Waar woont u?",
        "Wat is uw naam?\n\nWaar woont u?",
        "Belt de bewoner terug, of komt hij langs?",
    ],
)
def test_a_question_in_a_form_or_in_the_text_is_no_heading(lines: str) -> None:
    assert headings(f"Werkafspraken bellen\n\n1. Doel\n\n{RULE}\n\n{lines}\n\n{RULE}\n")[:1] == ["1. Doel"]
    assert not any("u?" in one or "langs?" in one for one in headings(f"1. Doel\n\n{RULE}\n\n{lines}\n"))


def test_a_section_sign_and_a_title_in_brackets_are_read_as_headings() -> None:
    text = (
        f"REGELING BELLEN\n\n§ 1. Algemeen\n\nArtikel 1 (begrippen)\n\n{RULE}\n\n§ 2. Slot\n\nArtikel 2 "
        f"(duur)\n\n{RULE}\n"
    )
    assert headings(text) == ["§ 1. Algemeen", "Artikel 1 (begrippen)", "§ 2. Slot", "Artikel 2 (duur)"]


def test_a_member_that_leads_in_a_list_is_no_heading() -> None:
    text = f"Artikel 1 Doelgroep\n\n1. Gebeld wordt de bewoner\na. die hulp vraagt;\nb. die niet opendoet.\n2. {RULE}\n"
    reading = reading_of(text, name="afspraak.txt")
    assert headings(text) == ["Artikel 1 Doelgroep"]
    assert reading.passages[0].text.startswith("1. Gebeld wordt de bewoner\na. die hulp vraagt;")


def test_a_list_of_abbreviations_behind_the_signatures_is_no_part_of_them() -> None:
    text = (
        f"Protocol bellen\n\n1. Doel\n\n{RULE}\n\n2. Ondertekening\n\nPartij | Naam\nGemeente | A. Beller\n\n"
        "Lijst van gebruikte afkortingen\n\nBSN – burgerservicenummer\n\nFG – functionaris gegevensbescherming\n"
    )
    roles = [(one.headings[-1], one.role) for one in reading_of(text, name="afspraak.txt").passages[-2:]]
    assert roles == [("Lijst van gebruikte afkortingen", Role.NORM)] * 2


@pytest.mark.parametrize(
    ("line", "headed"),
    [("WAT NEEMT U MEE?", True), ("MEE TE NEMEN PAPIEREN", True), ("U NEEMT MEE:", False), ("IBAN", False)],
)
def test_a_line_in_capitals_above_a_list_is_a_heading(line: str, headed: bool) -> None:
    text = f"WERKAFSPRAKEN INTAKE\n\nWIE BELT\n\n{RULE}\n\n{line}\n\n- een loonstrook\n- een pas\n"
    listed = next(one for one in reading_of(text, name="afspraak.txt").passages if "loonstrook" in one.text)
    assert (listed.headings[-1] == line) is headed
