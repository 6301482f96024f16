"""Which earlier documents an agreement says it replaces, by whatever they are called."""

import pytest

from ingest.reading import read
from kb.model import Document

BODY = "Partijen willen samen voorkomen dat goten verstopt raken en maken daarover afspraken."


def document(body: str, *, cover: str = "Werkafspraken Dakgoten Proefdorp 2026") -> Document:
    """The description of a text with this cover and body."""
    return read("afspraak.txt", f"{cover}\n\n1. Doel\n\n{BODY}\n\n{body}\n".encode(), region="proefdorp").document


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Deze werkafspraken vervangen de Afspraken Regenpijpen 2019.", ["Afspraken Regenpijpen 2019"]),
        ("Zij komen in de plaats van de Werkwijze Lekkage Proefdorp uit 2020.", ["Werkwijze Lekkage Proefdorp"]),
        ("Deze werkafspraken vervangen de werkwijze Lekkage Proefdorp.", ["werkwijze Lekkage Proefdorp"]),
        ("Wij vervangen hiermee het draaiboek Hoosbui.", ["draaiboek Hoosbui"]),
        ("Deze afspraken vervangen de werkwijze lekke daken uit 2019.", ["werkwijze lekke daken uit 2019"]),
        ("Met deze werkafspraken vervallen de Afspraken Regenpijpen.", ["Afspraken Regenpijpen"]),
        ("Het Draaiboek Hoosbui wordt ingetrokken.", ["Draaiboek Hoosbui"]),
        ("Partijen trekken het Stappenplan Hoosbui per 1 mei 2026 in.", ["Stappenplan Hoosbui"]),
        ("Deze werkafspraken zijn een herziening van de Werkwijze Lekkage.", ["Werkwijze Lekkage"]),
        ('Zij vervangen de werkwijze "Samen droog" en de Afspraken Pijp.', ["Samen droog", "Afspraken Pijp"]),
        ("De werkafspraken zijn de opvolger van het Handboek Daken en Goten.", ["Handboek Daken en Goten"]),
    ],
)
def test_a_predecessor_is_read_by_whatever_it_is_called(sentence: str, names: list[str]) -> None:
    assert [one.name for one in document(sentence).replaces] == names


@pytest.mark.parametrize(
    "sentence",
    [
        "Deze werkafspraken vervallen zodra de Werkwijze Lekkage is vastgesteld.",
        "Deze werkafspraken vervallen op 1 mei 2029, een jaar na de Werkwijze Lekkage.",
        "Deze werkafspraken worden vervangen door de Werkwijze Lekkage.",
        "De Werkwijze Lekkage vervangt het Draaiboek Hoosbui.",
        "Bij ziekte vervangt een collega de dakdekker, volgens het Draaiboek Verzuim.",
        "De dakdekker vervangt de pijp en maakt afspraken met de bewoner.",
        "De dakdekker vervangt de goot. Daarna gelden de Afspraken Regenpijpen.",
        "Werkwijze vervangen\tToelichting\tAfspraken Regenpijpen",
    ],
)
def test_what_is_not_replaced_is_no_predecessor(sentence: str) -> None:
    assert document(sentence).replaces == ()


def test_a_memo_that_tells_what_replaced_what_replaces_nothing() -> None:
    cover = "Memo\n\nOnderwerp: Stand van de goten"
    assert document("De Werkwijze Lekkage kwam en vervangt het Draaiboek Hoosbui.", cover=cover).replaces == ()


def test_words_of_a_table_and_the_start_of_a_sentence_are_no_names() -> None:
    found = document("Afspraken Partijen bellen. Afspraken Dakdekker volgen.\n\nWerkwijze\tToelichting\tWie")
    assert found.names == ()
