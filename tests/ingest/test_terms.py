"""When an agreement holds, as its own sentences, labels and cover give it, and days that are not its own."""

from datetime import date

import pytest

from ingest.reading import read
from kb.model import Document

BODY = "Partijen willen samen voorkomen dat bewoners hun huis verliezen en maken daarover afspraken."
Day = tuple[int, int, int] | None


def document(body: str, *, cover: str = "Convenant Dakgoten Proefdorp", name: str = "afspraak.txt") -> Document:
    """The description of a text with this cover and body."""
    text = f"{cover}\n\n1. Doel\n\n{BODY}\n\n{body}\n"
    return read(name, text.encode(), region="proefdorp").document


def days(found: Document) -> tuple[Day, Day]:
    """Its first and last day, by year, month and day."""
    return _parts(found.valid_from), _parts(found.valid_until)


def _parts(day: date | None) -> Day:
    return (day.year, day.month, day.day) if day else None


@pytest.mark.parametrize(
    ("sentence", "first", "last"),
    [
        ("Dit convenant gaat in op 1 mei 2025.", (2025, 5, 1), None),
        ("Dit convenant gaat op 1 mei 2025 in en kent geen einddatum.", (2025, 5, 1), None),
        ("Het convenant gaat per donderdag 1 mei 2025 in.", (2025, 5, 1), None),
        ("Dit convenant treedt met ingang van 1 mei 2025 in werking.", (2025, 5, 1), None),
        ("Op 1 mei 2025 treedt dit convenant in werking.", (2025, 5, 1), None),
        ("Vanaf 1 mei 2025 geldt dit convenant.", (2025, 5, 1), None),
        ("Dit convenant is van kracht vanaf 1 mei 2025.", (2025, 5, 1), None),
        ("Dit convenant is vanaf 1 mei 2025 van kracht.", (2025, 5, 1), None),
        ("Het convenant is van kracht van 1 mei 2025 tot en met 30 april 2028.", (2025, 5, 1), (2028, 4, 30)),
        ("Dit convenant is in gebruik vanaf 1 mei 2025.", (2025, 5, 1), None),
        ("Per 1 mei 2025 werken partijen volgens dit convenant.", (2025, 5, 1), None),
        ("De ingangsdatum van dit convenant is 1 mei 2025.", (2025, 5, 1), None),
        ("Partijen sluiten dit convenant; als ingangsdatum geldt 1 mei 2025.", (2025, 5, 1), None),
        (
            "Dit convenant is gesloten voor de periode van 1 mei 2025 tot en met 30 april 2028.",
            (2025, 5, 1),
            (2028, 4, 30),
        ),
        ("Dit convenant geldt voor de periode 1 mei 2025 t/m 30 april 2028.", (2025, 5, 1), (2028, 4, 30)),
        ("Dit convenant heeft een looptijd van 1 mei 2025 tot 1 mei 2028.", (2025, 5, 1), (2028, 4, 30)),
        ("Dit convenant gaat in op 1 mei 2025 en wordt aangegaan voor drie jaar.", (2025, 5, 1), (2028, 4, 30)),
        ("Dit convenant kent een looptijd van drie jaar. Het gaat in op 1 mei 2025.", (2025, 5, 1), (2028, 4, 30)),
        ("Dit convenant treedt in werking op 1 mei 2025. Het eindigt op 30 april 2028.", (2025, 5, 1), (2028, 4, 30)),
        ("Dit convenant loopt op 30 april 2028 af.", None, (2028, 4, 30)),
        ("Op 30 april 2028 eindigt dit convenant.", None, (2028, 4, 30)),
        ("Dit convenant gaat in op 1 mei 2025 en vervalt met ingang van 1 mei 2028.", (2025, 5, 1), (2028, 4, 30)),
        ("Dit convenant vervalt op 1 mei 2028.", None, (2028, 4, 30)),
        ("Dit convenant vervalt per 31 december 2028.", None, (2028, 12, 31)),
        ("Dit convenant eindigt met ingang van 1 mei 2028.", None, (2028, 4, 30)),
        ("Met ingang van 1 mei 2028 vervalt dit convenant.", None, (2028, 4, 30)),
        ("Dit convenant verliest zijn werking op 1 mei 2028.", None, (2028, 4, 30)),
        ("Dit convenant loopt af op 30 april 2028.", None, (2028, 4, 30)),
        ("Dit convenant blijft van kracht tot 1 mei 2028.", None, (2028, 4, 30)),
        (
            "Dit convenant gaat in op 1 mei 2025 en geldt voor de duur van achttien maanden.",
            (2025, 5, 1),
            (2026, 10, 31),
        ),
        ("Dit convenant gaat in op 13/05/25 en loopt tot en met 30-04-'28.", (2025, 5, 13), (2028, 4, 30)),
        ("De einddatum van dit convenant is 30 april 2028.", None, (2028, 4, 30)),
        ("Dit convenant is tot en met 30 april 2028 van kracht.", None, (2028, 4, 30)),
        ("Dit convenant vervangt het Convenant Regenpijpen Proefdorp per 1 mei 2025.", (2025, 5, 1), None),
        ("Dit convenant vervangt het Convenant Regenpijpen Proefdorp en geldt vanaf 1 mei 2025.", (2025, 5, 1), None),
        ("Gelet op artikel 7 van de Gotenwet geldt dit convenant vanaf 1 mei 2025.", (2025, 5, 1), None),
    ],
)
def test_a_term_is_read_in_the_words_agreements_use(sentence: str, first: Day, last: Day) -> None:
    assert days(document(sentence)) == (first, last)


@pytest.mark.parametrize(
    "sentence",
    [
        "Dit convenant loopt vooruit op de Gotenwet, die op 1 juli 2026 in werking treedt.",
        "Artikel 4 van dit convenant geldt tot en met 31 december 2026.",
        "Bijlage 2 bij dit convenant geldt vanaf 1 maart 2026.",
        "Het convenant is gewijzigd met ingang van 1 juli 2026.",
        "Elke partij kan dit convenant met ingang van 1 januari 2027 opzeggen.",
        "Dit convenant kan per 1 januari 2027 worden verlengd en geldt ook voor huurders van een kamer.",
        "Voor particuliere verhuurders geldt dit convenant vanaf 1 januari 2026.",
        "De evaluatie van dit convenant gaat over de periode van 1 januari 2025 tot en met 1 juli 2026.",
        "Na een periode van twee jaar wordt dit convenant geëvalueerd.",
        "Op 1 mei 2025 gaan partijen in gesprek over dit convenant.",
        "Op 1 mei 2025 is dit convenant ondertekend.",
        "Wijkzorg treedt op 1 mei 2025 toe tot dit convenant.",
        "De financiering van dit convenant is geregeld voor de periode 1 januari 2025 tot en met 31 december 2025.",
        "Met dit convenant vervalt het vorige convenant per 1 mei 2025.",
        "Een waarschuwing volgens dit traject vervalt met ingang van 1 mei 2028.",
        "Dit convenant is besproken in paragraaf 3.4.12 en op 06-12-34 56 78.",
        "Dit convenant gaat in op 05-06-25.",
        "Het nieuwe convenant gaat in op 1 januari 2029.",
        "Dit convenant sluit aan op het Convenant Regenpijpen, dat geldt van 1 mei 2024 tot en met 30 april 2027.",
        "Naast dit convenant geldt het Convenant Regenpijpen Proefdorp vanaf 1 mei 2024.",
        "Bij dit convenant geldt de privacyverklaring van 1 mei 2023.",
        "Dit convenant is gesloten op 1 mei 2025.",
        "2. Looptijd\n\nDe subsidie loopt tot en met 30 juni 2026.",
        "2. Looptijd\n\nHet Convenant Regenpijpen Proefdorp geldt tot en met 30 juni 2026.",
        "2. Huurcontract\n\nIngangsdatum: 1 mei 2025",
        "Bijlage 1 Privacyprotocol\n\nDit protocol geldt vanaf 1 mei 2026 tot en met 30 april 2027.",
    ],
)
def test_days_of_laws_parts_changes_and_other_agreements_are_not_its_own(sentence: str) -> None:
    assert days(document(sentence)) == (None, None)


def test_a_term_with_a_possible_extension_ends_where_it_is_agreed_to() -> None:
    found = document(
        "Dit convenant gaat in op 1 mei 2025. Het kan telkens worden verlengd met een periode van twee jaar. "
        "Dit convenant geldt tot en met 30 april 2028."
    )
    assert days(found) == ((2025, 5, 1), (2028, 4, 30))


@pytest.mark.parametrize(
    "cover",
    [
        "Convenant Dakgoten\n\nVastgesteld op 3 april 2025, in gebruik vanaf 1 mei 2025",
        "Convenant Dakgoten\n\nIngangsdatum: 1 mei 2025",
        "Convenant Dakgoten\n\nIngaande 1 mei 2025",
        "Convenant Dakgoten\n\nBegindatum\t1 mei 2025\tProefdorp",
        "Convenant Dakgoten\n\nLooptijd: 1 mei 2025 - 30 april 2028",
    ],
)
def test_a_cover_gives_the_first_day(cover: str) -> None:
    assert document("", cover=cover).valid_from == date(2025, 5, 1)


def test_what_the_body_leaves_open_the_cover_fills_in() -> None:
    cover = "Convenant Dakgoten\n\nIngangsdatum: 1 mei 2025"
    assert days(document("Dit convenant eindigt op 30 april 2028.", cover=cover)) == ((2025, 5, 1), (2028, 4, 30))


@pytest.mark.parametrize("heading", ["Documentgegevens", "Colofon"])
def test_a_table_of_the_document_gives_its_days(heading: str) -> None:
    table = "| Wat | Gegeven |\n|---|---|\n| Ingangsdatum | 1 mei 2025 |\n| Einddatum | 30 april 2028 |\n"
    found = document(f"## {heading}\n\n{table}", cover="# Convenant Dakgoten Proefdorp", name="afspraak.md")
    assert days(found) == ((2025, 5, 1), (2028, 4, 30))


def test_an_appendix_says_of_itself_when_it_holds() -> None:
    cover = "Gegevensoverzicht goten\n\nBijlage B bij de Werkafspraken goten Proefdorp"
    assert document("Deze bijlage geldt vanaf 1 mei 2025.", cover=cover).valid_from == date(2025, 5, 1)


def test_a_memo_tells_of_terms_and_has_none() -> None:
    found = document("De werkafspraken gelden vanaf 1 mei 2025.", cover="Memo\n\nOnderwerp: Werkafspraken goten")
    assert days(found) == (None, None)


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("Geldig tot en met: 30 april 2028", None, (2028, 4, 30)),
        ("Geldig tot: 1 mei 2028", None, (2028, 4, 30)),
        ("Geldigheid: t/m 30 april 2028", None, (2028, 4, 30)),
        ("Einddatum: 30 april 2028", None, (2028, 4, 30)),
        ("Looptijd: 1 mei 2025 t/m 30 april 2028", (2025, 5, 1), (2028, 4, 30)),
        ("Geldig vanaf: 1 mei 2025", (2025, 5, 1), None),
        ("Reageren kan tot en met: 30 april 2028", None, None),
    ],
)
@pytest.mark.parametrize("name", ["afspraak.txt", "afspraak.md"])
def test_labels_on_the_cover_give_the_term(line: str, first: Day, last: Day, name: str) -> None:
    cover = f"Convenant Dakgoten Proefdorp\n\nVersie: 2.1\nVastgesteld: 6 maart 2025\n{line}"
    assert days(document("", cover=cover, name=name)) == (first, last)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Tot wanneer gelden deze afspraken?", (2025, 5, 1)),
        ("Hoe lang loopt dit convenant?", (2025, 5, 1)),
        ("Hoe lang geldt een toestemming?", None),
    ],
)
def test_a_question_on_the_term_heads_what_the_paper_says_of_its_own(question: str, first: Day) -> None:
    found = document(f"2. {question}\n\nZe gaan in op 1 mei 2025. Wie wil stoppen, laat dat weten.")
    assert days(found)[0] == first
